/* Sections: one cursor over several tables. */
#include "widget_fixture.h"
#include "widget_suites.h"

#include "widget/sections.h"

static struct sections s;
static struct table *tables[3];
static const struct value_context context;

static void fill(const char *const *a, const char *const *b, const char *const *c)
{
	const char *const *rows[] = { a, b, c };

	sections_reset(&s);
	for (size_t i = 0; i < LENGTH(tables); i++) {
		table_free(tables[i]);
		tables[i] = words_table(i == 0 ? "one" : i == 1 ? "two" : "three", "name:10", rows[i]);
		sections_add(&s, tables[i]);
	}
	sections_settle(&s);
}

static const char *const none[] = { NULL };
static const char *const ab[] = { "1 a", "2 b", NULL };
static const char *const cd[] = { "3 c", "4 d", NULL };

static void teardown(void)
{
	sections_free(&s);
	for (size_t i = 0; i < LENGTH(tables); i++)
		table_free(tables[i]);
}

static int64_t here(void)
{
	return sections_row(&s) ? sections_row(&s)->id : 0;
}

START_TEST(the_cursor_walks_over_empty_sections)
{
	fill(ab, none, cd);
	ck_assert_int_eq(here(), 1);
	sections_move(&s, 2);
	ck_assert_int_eq(here(), 3);
	sections_move(&s, -1);
	ck_assert_int_eq(here(), 2);
	sections_move(&s, 100);
	ck_assert_int_eq(here(), 4);
	sections_first(&s);
	ck_assert(sections_next(&s, 1));
	ck_assert_int_eq(here(), 3);
	ck_assert(!sections_next(&s, 1));
	ck_assert_int_eq(here(), 3);
	sections_last(&s);
	ck_assert_int_eq(here(), 4);
	ck_assert(sections_next(&s, -1));
	ck_assert_int_eq(here(), 1);
	ck_assert_uint_eq(sections_count(&s), 4);
}
END_TEST

START_TEST(nothing_is_no_trouble)
{
	fill(none, none, none);
	ck_assert_ptr_null(sections_row(&s));
	sections_move(&s, 1);
	sections_last(&s);
	sections_first(&s);
	ck_assert(!sections_next(&s, 1) && !sections_next(&s, -1));
	ck_assert(!sections_find(&s, "a", 1, &context));
	ck_assert_uint_eq(sections_count(&s), 0);
}
END_TEST

START_TEST(it_settles_on_its_record_or_near_it)
{
	static const char *const moved[] = { "9 z", "2 b", NULL }, *const shorter[] = { "9 z", NULL };

	fill(ab, none, cd);
	sections_move(&s, 1);
	fill(none, cd, moved);
	ck_assert_int_eq(here(), 2);
	fill(none, cd, shorter);
	ck_assert_int_eq(here(), 9);
	fill(none, cd, none);
	ck_assert_int_ge(here(), 3);
	fill(none, none, none);
	fill(ab, none, none);
	ck_assert_int_ge(here(), 1);
}
END_TEST

/* A deal and an activity may have the same number. */
START_TEST(records_are_told_apart_by_what_they_are)
{
	static const char *const deal[] = { "2 deal", NULL };

	fill(deal, ab, none);
	tables[0]->rows[0].entity = entity_at(ENTITY_DEAL);
	for (int i = 0; i < 2; i++)
		tables[1]->rows[i].entity = entity_at(ENTITY_ACTIVITY);
	sections_move(&s, 2);
	ck_assert_uint_eq(s.section, 1);
	s.section = s.row = 0;
	sections_settle(&s);
	ck_assert_uint_eq(s.section, 1);
	ck_assert_int_eq(here(), 2);
}
END_TEST

/* What comes in pages has more until all came, or a page was empty. */
START_TEST(the_last_row_that_came_is_known)
{
	s.pages = "two";
	fill(ab, cd, none);
	tables[1]->total = 3;
	ck_assert(sections_has_more(&s));
	sections_last(&s);
	ck_assert(sections_at_more(&s));
	ck_assert_int_eq(sections_find(&s, "e", 1, &context), -1);
	sections_move(&s, -1);
	ck_assert(!sections_at_more(&s));
	s.ended = true;
	ck_assert(!sections_has_more(&s));
	ck_assert_int_eq(sections_find(&s, "e", 1, &context), 0);
	sections_rewind(&s);
	ck_assert_int_eq(here(), 1);
	fill(ab, cd, none);
	tables[1]->total = 2;
	ck_assert(!sections_has_more(&s));
}
END_TEST

/* The cursor stood further down than there is anything now. */
START_TEST(what_became_empty_is_no_trouble)
{
	fill(ab, cd, none);
	sections_last(&s);
	fill(ab, none, none);
	ck_assert_int_eq(here(), 2);
	fill(none, none, none);
	ck_assert(!sections_find(&s, "a", -1, &context));
	ck_assert_int_eq(here(), 0);
}
END_TEST

START_TEST(words_are_found_both_ways)
{
	fill(ab, none, cd);
	ck_assert(sections_find(&s, "D", 1, &context));
	ck_assert_int_eq(here(), 4);
	ck_assert(!sections_find(&s, "d", 1, &context));
	ck_assert_int_eq(here(), 4);
	ck_assert(sections_find(&s, "a", -1, &context));
	ck_assert_int_eq(here(), 1);
}
END_TEST

START_TEST(the_cursor_and_its_head_are_on_the_screen)
{
	struct rows_style style = { .context = &context, .focus = true };
	struct grid g = { 0 };

	grid_resize(&g, 20, 4);
	fill(ab, none, cd);
	sections_draw(&s, &g, grid_rect(&g), &style);
	ck_assert_str_eq(grid_text(&g), " one              2\n  a\n  b\n\n");
	sections_last(&s);
	grid_clear(&g);
	sections_draw(&s, &g, grid_rect(&g), &style);
	ck_assert_str_eq(grid_text(&g), "\n three            2\n  c\n  d\n");
	ck_assert_int_eq(g.cursor_y, 3);
	grid_resize(&g, 20, 5); /* what became higher is filled, from above */
	sections_draw(&s, &g, grid_rect(&g), &style);
	ck_assert_str_eq(grid_text(&g), "  b\n\n three            2\n  c\n  d\n");
	grid_resize(&g, 20, 4);
	sections_first(&s);
	grid_clear(&g);
	sections_draw(&s, &g, grid_rect(&g), &style);
	ck_assert_int_eq(s.top, 0);
	grid_free(&g);
}
END_TEST

Suite *sections_suite(void)
{
	Suite *suite = suite_create("sections");
	TCase *t = tcase_create("sections");

	tcase_add_checked_fixture(t, NULL, teardown);
	tcase_add_test(t, the_cursor_walks_over_empty_sections);
	tcase_add_test(t, nothing_is_no_trouble);
	tcase_add_test(t, it_settles_on_its_record_or_near_it);
	tcase_add_test(t, records_are_told_apart_by_what_they_are);
	tcase_add_test(t, the_last_row_that_came_is_known);
	tcase_add_test(t, what_became_empty_is_no_trouble);
	tcase_add_test(t, words_are_found_both_ways);
	tcase_add_test(t, the_cursor_and_its_head_are_on_the_screen);
	suite_add_tcase(suite, t);
	return suite;
}
