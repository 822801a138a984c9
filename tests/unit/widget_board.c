/* The board: columns that become stubs, a cursor that follows its card, marks. */
#include "widget_fixture.h"
#include "widget_suites.h"

#include "widget/board.h"

#define STAGES 6

static const struct value_context context;
static const char *const heads[] = { "1 Alpha|2|30|3", "2 Beta|1|10|5", "3 Gamma|0||",
				     "4 Delta|1|5|4",  "5 Won|0||",	"6 Lost|0||", NULL };
static const char *const cards[STAGES][3] = {
	{ "11 one|20|3", "12 two|10|0", NULL }, { "13 three|10|1", NULL }, { NULL },
	{ "14 four|5|9", NULL },		{ NULL },		   { NULL },
};
static struct table *head, *tables[STAGES];
static const struct table *borrowed[STAGES];
static struct board board;
static struct grid grid;

static void setup(void)
{
	head = words_table("heads", "stage:10 deals:3! sum:6! weighted:6!", heads);
	for (size_t i = 0; i < STAGES; i++)
		borrowed[i] = tables[i] = words_table("cards", "name:10 amount:6! days:4!", cards[i]);
	board_take(&board, head, borrowed, STAGES, 0);
	grid_resize(&grid, 80, 16);
}

static void teardown(void)
{
	board_free(&board);
	table_free(head);
	for (size_t i = 0; i < STAGES; i++)
		table_free(tables[i]);
	grid_free(&grid);
}

static void draw(void)
{
	grid_clear(&grid);
	board_draw(&board, &grid, grid_rect(&grid), &context);
}

static int64_t here(void)
{
	return board_row(&board) ? board_row(&board)->id : 0;
}

START_TEST(the_cursor_walks_and_stops_at_the_edges)
{
	static const struct {
		int columns, cards;
		int64_t id;
	} steps[] = {
		{ 0, 0, 11 }, { 0, 1, 12 }, { 0, 1, 12 },  { 1, 0, 13 },	{ 1, 0, 0 },
		{ 1, 0, 14 }, { 99, 0, 0 }, { -99, 0, 11 }, { 0, 10000, 12 }, { 0, -10000, 11 },
	};

	for (size_t i = 0; i < LENGTH(steps); i++) {
		board_move(&board, steps[i].columns, steps[i].cards);
		ck_assert_msg(here() == steps[i].id, "step %zu: %lld", i, (long long)here());
	}
}
END_TEST

START_TEST(the_cursor_follows_its_card)
{
	board_take(&board, head, borrowed, STAGES, 14);
	ck_assert_uint_eq(board.column, 3);
	board_take(&board, head, borrowed, 2, 14);
	ck_assert_uint_eq(board.column, 1);
	ck_assert_int_eq(here(), 13);
	board_take(&board, head, borrowed, 0, 0);
	ck_assert_int_eq(here(), 0);
	draw();
}
END_TEST

/* 80 columns: two stages whole (2 * 24 + 4 * 4 = 64; a third would need 84), the others 4 wide. */
START_TEST(at_80_columns_the_others_are_stubs)
{
	draw();
	ck_assert_ptr_nonnull(strstr(grid_text(&grid), "Alpha"));
	ck_assert_ptr_nonnull(strstr(grid_text(&grid), "Beta"));
	ck_assert_ptr_null(strstr(grid_text(&grid), "Gamma"));
	ck_assert_uint_eq(board.left, 0);
	board_move(&board, 99, 0);
	draw();
	ck_assert_uint_eq(board.left, 4);
	ck_assert_ptr_nonnull(strstr(grid_text(&grid), "Lost"));
	ck_assert_ptr_null(strstr(grid_text(&grid), "Alpha"));
	/* Wider again: all are whole, and none is drawn beyond the edge. */
	grid_resize(&grid, 150, 16);
	draw();
	ck_assert_uint_eq(board.left, 0);
	ck_assert_ptr_nonnull(strstr(grid_text(&grid), "Alpha"));
	ck_assert_ptr_nonnull(strstr(grid_text(&grid), "Lost"));
}
END_TEST

START_TEST(marked_cards_have_a_star)
{
	marks_set(&board.marks, 12, true);
	draw();
	ck_assert_ptr_nonnull(strstr(grid_text(&grid), "*two"));
	ck_assert_ptr_null(strstr(grid_text(&grid), "*one"));
}
END_TEST

START_TEST(no_size_breaks_it)
{
	for (int w = 0; w < 120; w += 3)
		for (int h = 0; h < 20; h++) {
			grid_resize(&grid, w, h);
			board_move(&board, w % 2 ? 1 : -1, h % 3 - 1);
			draw();
		}
}
END_TEST

Suite *board_suite(void)
{
	Suite *s = suite_create("board");
	TCase *t = tcase_create("board");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, the_cursor_walks_and_stops_at_the_edges);
	tcase_add_test(t, the_cursor_follows_its_card);
	tcase_add_test(t, at_80_columns_the_others_are_stubs);
	tcase_add_test(t, marked_cards_have_a_star);
	tcase_add_test(t, no_size_breaks_it);
	suite_add_tcase(s, t);
	return s;
}
