/* Facts: two columns where there is room, and a cursor that is always seen. */
#include "widget_fixture.h"
#include "widget_suites.h"

#include "widget/facts.h"

static const struct value_context context;
static const char *const row[] = { "1 A|B||D|E", NULL };
static struct table *t;
static struct facts facts;
static struct grid grid;

static void setup(void)
{
	t = words_table("facts", "a:5 b:5 c:5 d:5 e:5", row);
	for (size_t i = 0; i < t->ncolumns; i++)
		t->columns[i].field.flags = FIELD_LIST;
	facts = (struct facts){ .flags = FIELD_LIST, .columns = 2, .cursor = -1 };
	grid_resize(&grid, 80, 4);
}

static void teardown(void)
{
	table_free(t);
	grid_free(&grid);
}

START_TEST(empty_ones_are_left_out)
{
	ck_assert_int_eq(facts_draw(&facts, &grid, grid_rect(&grid), t, &context), 2);
	ck_assert_int_eq(facts.shown, 4);
	ck_assert_int_eq(facts_lines(&facts, t, 80), 2);
	ck_assert_int_eq(facts_lines(&facts, t, 40), 4);
	ck_assert_int_eq(facts_column(&facts, t, 2), 3);
	ck_assert_int_eq(facts_column(&facts, t, 4), -1);
	ck_assert_str_eq(grid_text(&grid), "a  A                                    d  D\n"
					   "b  B                                    e  E\n\n\n");
}
END_TEST

START_TEST(the_cursor_scrolls_and_stays_among_them)
{
	struct rect small = { 0, 0, 30, 2 };

	facts.cursor = 3;
	ck_assert_int_eq(facts_draw(&facts, &grid, small, t, &context), 2);
	ck_assert_str_eq(grid_text(&grid), "d  D\ne  E\n\n\n");
	ck_assert_int_eq(grid.cursor_y, 1);
	facts.cursor = 99;
	facts_draw(&facts, &grid, small, t, &context);
	ck_assert_int_eq(facts.cursor, 3);
	facts.cursor = 0;
	grid_clear(&grid);
	facts_draw(&facts, &grid, small, t, &context);
	ck_assert_str_eq(grid_text(&grid), "a  A\nb  B\n\n\n");
	ck_assert_int_eq(facts_draw(&facts, &grid, (struct rect){ 0, 0, 0, 0 }, t, &context), 0);
}
END_TEST

Suite *facts_suite(void)
{
	Suite *s = suite_create("facts");
	TCase *c = tcase_create("facts");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, empty_ones_are_left_out);
	tcase_add_test(c, the_cursor_scrolls_and_stays_among_them);
	suite_add_tcase(s, c);
	return s;
}
