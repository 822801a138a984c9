/* Lists: windows, the cursor that follows its record, marks. */
#include "widget_fixture.h"
#include "widget_suites.h"

#include "widget/list.h"

static struct list list;
static struct grid grid;

static void setup(void)
{
	list_begin(&list);
	grid_resize(&grid, 20, 6);
}

static void teardown(void)
{
	list_free(&list);
	grid_free(&grid);
}

/* Five rows and the heads. */
static void draw(void)
{
	grid_clear(&grid);
	list_draw(&list, &grid, grid_rect(&grid), &(struct rows_style){ .focus = true });
}

START_TEST(a_window_is_asked_for_where_rows_are_missing)
{
	int64_t offset = -1, limit = -1;

	ck_assert(list_wants(&list, &offset, &limit));
	ck_assert_int_eq(offset, 0);
	ck_assert_int_ge(limit, 100);
	list_take(&list, window_table(0, 100, 1000));
	draw();
	ck_assert(!list_wants(&list, &offset, &limit));
	list_go(&list, 500);
	ck_assert(list_wants(&list, &offset, &limit));
	ck_assert_int_le(offset, 496);
	ck_assert_int_gt(offset + limit, 500);
	ck_assert_ptr_null(list_row(&list));
	list_take(&list, window_table(offset, 100, 1000));
	ck_assert_int_eq(list_row(&list)->id, 1500);
	ck_assert(!list_wants(&list, &offset, &limit));
}
END_TEST

START_TEST(the_cursor_stays_within_what_there_is)
{
	list_take(&list, window_table(0, 10, 10));
	draw();
	list_move(&list, -3);
	ck_assert_int_eq(list.cursor, 0);
	list_move(&list, 100);
	ck_assert_int_eq(list.cursor, 9);
	ck_assert_int_eq(list.top, 5);
	list_take(&list, window_table(0, 3, 3));
	ck_assert_int_eq(list.cursor, 2);
	ck_assert_int_eq(list.top, 0);
	list_take(&list, window_table(0, 0, 0));
	ck_assert_int_eq(list.cursor, 0);
	ck_assert_ptr_null(list_row(&list));
	draw();
	list_move(&list, 1);
}
END_TEST

START_TEST(the_cursor_follows_its_record_over_reloads)
{
	static const char *const before[] = { "1 a", "2 b", "3 c", NULL };
	static const char *const after[] = { "9 z", "8 y", "1 a", "2 b", "3 c", NULL };

	list_take(&list, words_table("rows", "name:10", before));
	draw();
	list_go(&list, 1);
	list_take(&list, words_table("rows", "name:10", after));
	ck_assert_int_eq(list.cursor, 3);
	ck_assert_int_eq(list_row(&list)->id, 2);
	list_rewind(&list);
	list_take(&list, words_table("rows", "name:10", after));
	ck_assert_int_eq(list_row(&list)->id, 9);
}
END_TEST

START_TEST(marks_are_a_set)
{
	static const int64_t ids[] = { 5, 1, 9, 5, 3 }, sorted[] = { 1, 3, 5, 9 };
	struct marks m = { 0 };

	for (size_t i = 0; i < LENGTH(ids); i++)
		marks_set(&m, ids[i], true);
	ck_assert_uint_eq(m.n, LENGTH(sorted));
	ck_assert_mem_eq(m.ids, sorted, sizeof(sorted));
	marks_set(&m, 2, false);
	marks_toggle(&m, 3);
	ck_assert(!marks_has(&m, 3) && marks_has(&m, 9) && !marks_has(&m, 4));
	marks_toggle(&m, 3);
	ck_assert(marks_has(&m, 3));
	marks_clear(&m);
	ck_assert(!marks_has(&m, 9));
	marks_free(&m);
}
END_TEST

START_TEST(many_are_marked_as_one_by_one)
{
	static const int64_t first[] = { 7, 3, 5 }, more[] = { 9, 5, 1, 3 };
	static const struct {
		enum marking how;
		size_t n;
		int64_t left[5];
	} ways[] = { { MARKS_SET, 5, { 1, 3, 5, 7, 9 } }, { MARKS_UNSET, 1, { 7 } },
		     { MARKS_TOGGLE, 3, { 1, 7, 9 } } };

	for (size_t i = 0; i < LENGTH(ways); i++) {
		struct marks m = { 0 };

		marks_many(&m, first, LENGTH(first), MARKS_TOGGLE);
		marks_many(&m, more, LENGTH(more), ways[i].how);
		ck_assert_uint_eq(m.n, ways[i].n);
		ck_assert_mem_eq(m.ids, ways[i].left, m.n * sizeof(*m.ids));
		marks_many(&m, NULL, 0, ways[i].how);
		ck_assert_uint_eq(m.n, ways[i].n);
		marks_free(&m);
	}
}
END_TEST

START_TEST(it_is_drawn_with_cursor_and_marks)
{
	list_take(&list, window_table(0, 3, 3));
	marks_set(&list.marks, 1001, true);
	list_go(&list, 2);
	draw();
	ck_assert_str_eq(grid_text(&grid), "  name\n"
					   "  r0\n"
					   " *r1\n"
					   "  r2\n\n\n");
	ck_assert_int_eq(grid.cursor_y, 3);
	ck_assert_ptr_nonnull(strstr(grid_roles(&grid), "SSSSSSSSSSSSSSSSSSSS"));
}
END_TEST

static const char *heads_of(const char *columns, const char *const *rows)
{
	static struct sbuf line;

	grid_resize(&grid, 33, 3);
	list_take(&list, words_table("rows", columns, rows));
	draw();
	sbuf_reset(&line);
	sbuf_add(&line, grid_text(&grid), strcspn(grid_text(&grid), "\n"));
	return sbuf_text(&line);
}

/* Thirty columns, of which two lie between: 14 each at first. */
START_TEST(free_room_goes_to_what_would_be_cut)
{
	static const char *const words[] = { "1 a|b", NULL };
	static const char *const long_one[] = { "1 12345678901234567890|b", NULL };

	ck_assert_str_eq(heads_of("x:14 y:14", words), "  x               y");
	ck_assert_str_eq(heads_of("x:14 y:14", long_one), "  x                     y"); /* 20 and a gap */
	ck_assert_str_eq(heads_of("x:14 y:14", words), "  x                     y"); /* nothing jumps back */
	list_rewind(&list);
	ck_assert_str_eq(heads_of("x:14 y:14", words), "  x               y");
}
END_TEST

START_TEST(a_width_that_was_chosen_is_kept)
{
	static const char *const long_one[] = { "1 12345678901234567890|b", NULL };
	struct table *t = words_table("rows", "x:14 y:14", long_one);

	t->columns[0].field.flags |= FIELD_FIXED;
	grid_resize(&grid, 33, 3);
	list_take(&list, t);
	draw();
	ck_assert(!strncmp(grid_text(&grid), "  x               y\n", 20));
}
END_TEST

Suite *list_suite(void)
{
	Suite *s = suite_create("list");
	TCase *t = tcase_create("list");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_window_is_asked_for_where_rows_are_missing);
	tcase_add_test(t, the_cursor_stays_within_what_there_is);
	tcase_add_test(t, the_cursor_follows_its_record_over_reloads);
	tcase_add_test(t, marks_are_a_set);
	tcase_add_test(t, many_are_marked_as_one_by_one);
	tcase_add_test(t, it_is_drawn_with_cursor_and_marks);
	tcase_add_test(t, free_room_goes_to_what_would_be_cut);
	tcase_add_test(t, a_width_that_was_chosen_is_kept);
	suite_add_tcase(s, t);
	return s;
}
