#include "term/grid.h"

#include "base/utf8.h"
#include "inert.h"
#include "term_suites.h"

static struct grid g;
static struct sbuf out;

static void setup(void)
{
	grid_resize(&g, 8, 3);
	g.graphics = GRAPHICS_UTF8;
}

static void teardown(void)
{
	grid_free(&g);
	sbuf_free(&out);
}

static const char *screen(void)
{
	sbuf_reset(&out);
	grid_dump(&g, &out);
	return sbuf_text(&out);
}

static const char *row(int y)
{
	const char *s = screen();
	static char line[400];

	for (; y > 0; y--)
		s = strchr(s, '\n') + 1;
	snprintf(line, sizeof(line), "%.*s", (int)strcspn(s, "\n"), s);
	return line;
}

/* Widths add up to the row, a wide cell is followed by its half and a half by nothing of its own. */
static void check_whole(void)
{
	for (int y = 0; y < g.h; y++)
		for (int x = 0; x < g.w; x++) {
			const struct cell *c = grid_at(&g, x, y), *next = grid_at(&g, x + 1, y);
			bool half_follows = next && next->width == 0;
			if (half_follows != (c->width == 2) || (c->text[0] == '\0') != (c->width == 0) ||
			    (x == 0 && c->width == 0))
				ck_abort_msg("column %d of row %d is not whole", x, y);
		}
}

static const char wide[] = "王小明";            /* 6 columns */
static const char accents[] = "e\u0301u\u0308o"; /* 3 columns, decomposed */
static const char family[] = "\U0001F468\u200D\U0001F469\u200D\U0001F467"; /* 2 columns */
static const char flag[] = "\U0001F1E9\U0001F1EA";                         /* 2 columns */
static const char *const texts[] = {"plain", wide, accents, family, flag, "a\u4F5Cb\U0001F600c"};

START_TEST(nothing_is_cut_in_two_at_any_edge)
{
	for (size_t t = 0; t < LENGTH(texts); t++)
		for (int x = -7; x <= 9; x++)
			for (int width = 0; width <= 9; width++)
				for (int clip = 0; clip <= 4; clip++) {
					struct rect old = grid_clip(&g, (struct rect){clip, 0, 8 - 2 * clip, 3});
					grid_put(&g, x, 1, width, ROLE_MATCH, texts[t]);
					grid_unclip(&g, old);
					check_whole();
				}
}
END_TEST

START_TEST(every_width_overwrites_every_other)
{
	for (size_t a = 0; a < LENGTH(texts); a++)
		for (size_t b = 0; b < LENGTH(texts); b++)
			for (int x = 0; x < 8; x++) {
				grid_put(&g, 0, 0, 8, ROLE_DEFAULT, texts[a]);
				grid_put(&g, x, 0, 8, ROLE_MATCH, texts[b]);
				check_whole();
				grid_fill(&g, (struct rect){x, 0, 1, 1}, ROLE_DEFAULT);
				check_whole();
			}
}
END_TEST

/* At width 8: text, x, limit, what the row shows, columns told. */
static const struct {
	const char *text;
	int x, width;
	const char *shown;
	int used;
} puts_[] = {
	{"abc", 0, 8, "abc", 3},
	{"abc", 6, 8, "      ab", 3},
	{"abc", -2, 8, "c", 3},
	{"abcdef", 1, 3, " abc", 3},
	{"abc", 0, 0, "", 0},
	{"abc", 0, -5, "", 0},
	{wide, 0, 8, "王小明", 6},
	{wide, 0, 5, "王小", 5},
	{wide, 5, 8, "     王", 6},
	{wide, -1, 8, " 小明", 6},
	{accents, 1, 8, " e\u0301u\u0308o", 3},
	{accents, 0, 2, "e\u0301u\u0308", 2},
	{family, 0, 8, "\U0001F468", 2},
	{flag, 0, 8, "DE", 2},
	{flag, 0, 1, "", 1},
	{"a\tb\nc", 0, 8, "a b c", 5},
	{"1\uFE0F\u20E3|", 0, 8, NULL, -1}, /* terminals differ; only wholeness is asked */
};

START_TEST(text_is_put_and_clipped)
{
	int used = grid_put(&g, puts_[_i].x, 0, puts_[_i].width, ROLE_DEFAULT, puts_[_i].text);

	check_whole();
	if (!puts_[_i].shown)
		return;
	ck_assert_str_eq(row(0), puts_[_i].shown);
	ck_assert_int_eq(used, puts_[_i].used);
}
END_TEST

START_TEST(columns_are_those_of_the_gate)
{
	for (size_t t = 0; t < LENGTH(texts); t++) {
		ck_assert_int_eq(grid_columns(&g, texts[t]), utf8_columns(texts[t]));
		ck_assert_int_eq(grid_put(&g, 0, 0, 99, ROLE_DEFAULT, texts[t]), utf8_columns(texts[t]));
	}
}
END_TEST

static const char *const hostile[] = {
	"\033]0;title\007", "\033[2J\033[H", "a\rb\bc", "\x9b" "31m", "\xc2\x9b" "31m",
	"\u202E\u2066evil", "\xff\xfe\xc0\x80", "\uFEFF\u200B\u2060", "\U000E0041\U000F0000",
	"e\u0301\u0301\u0301\u0301\u0301\u0301", "\u0301\u0301", "\u200D\u200D", "\u2028\u2029\xc2\x85",
};

START_TEST(hostile_text_is_inert_in_every_cell)
{
	grid_resize(&g, 40, 1);
	g.mode = (enum text_mode)(_i % 3);
	grid_put(&g, 0, 0, 40, ROLE_DEFAULT, hostile[_i / 3]);
	check_whole();
	for (int x = 0; x < g.w; x++) {
		const char *text = grid_at(&g, x, 0)->text;
		ck_assert_ptr_null(not_inert(text, strlen(text), false));
	}
}
END_TEST

START_TEST(long_text_gives_way_with_an_ellipsis)
{
	ck_assert_int_eq(grid_put_fit(&g, 0, 0, 5, ROLE_DEFAULT, "abcde"), 5);
	ck_assert_str_eq(row(0), "abcde");
	ck_assert_int_eq(grid_put_fit(&g, 0, 0, 4, ROLE_DEFAULT, "abcde"), 4);
	ck_assert_str_eq(row(0), "abc…e");
	grid_clear(&g);
	/* Four columns hold one wide character and the ellipsis. */
	ck_assert_int_eq(grid_put_fit(&g, 0, 0, 4, ROLE_DEFAULT, wide), 3);
	ck_assert_str_eq(row(0), "王…");
	ck_assert_int_eq(grid_put_fit(&g, 0, 1, 0, ROLE_DEFAULT, wide), 0);
	ck_assert_int_eq(grid_put_fit(&g, 0, 1, 1, ROLE_DEFAULT, wide), 1);
	ck_assert_str_eq(row(1), "…");
	g.graphics = GRAPHICS_ASCII;
	grid_put_fit(&g, 0, 2, 2, ROLE_DEFAULT, "abc");
	ck_assert_str_eq(row(2), "a~");
}
END_TEST

START_TEST(text_stands_right_and_in_the_middle)
{
	ck_assert_int_eq(grid_put_right(&g, 1, 0, 6, ROLE_DEFAULT, "€12"), 3);
	ck_assert_str_eq(row(0), "    €12");
	grid_put_right(&g, 0, 1, 8, ROLE_DEFAULT, wide);
	ck_assert_str_eq(row(1), "  王小明");
	grid_put_centre(&g, 0, 2, 8, ROLE_DEFAULT, "ab");
	ck_assert_str_eq(row(2), "   ab");
	grid_clear(&g);
	grid_put_right(&g, 0, 0, 4, ROLE_DEFAULT, wide);
	ck_assert_str_eq(row(0), " 王…");
	check_whole();
}
END_TEST

/* In eight columns and three lines. */
static const struct {
	const char *text, *lines;
	int used;
} broken[] = {
	{ "", "\n\n\n", 0 },
	{ "one", "one\n\n\n", 1 },
	{ "one two", "one two\n\n\n", 1 },
	{ "one  two three", "one  two\nthree\n\n", 2 },
	{ "one two three four five", "one two\nthree\nfour\n", 3 },
	{ "abcdefghijk l", "abcdefgh\nijk l\n\n", 2 },
	{ "ab \xE4\xB8\xAD\xE4\xB8\xAD\xE4\xB8\xAD", "ab \xE4\xB8\xAD\xE4\xB8\xAD\n\xE4\xB8\xAD\n\n", 2 },
	{ "一二三四。", "一二三\n四。\n\n", 2 },
	{ "一二三）。四", "一二\n三）。四\n\n", 2 },
	{ "一二三四，五", "一二三\n四，五\n\n", 2 },
};

START_TEST(text_is_broken_into_lines)
{
	ck_assert_int_eq(grid_put_lines(&g, grid_rect(&g), ROLE_DEFAULT, broken[_i].text), broken[_i].used);
	grid_dump(&g, &out);
	ck_assert_str_eq(sbuf_text(&out), broken[_i].lines);
	ck_assert_int_eq(grid_put_lines(&g, (struct rect){ 0, 0, 0, 3 }, ROLE_DEFAULT, broken[_i].text), 0);
}
END_TEST

START_TEST(printf_and_lines_and_boxes)
{
	grid_printf(&g, 0, 1, 4, ROLE_DEFAULT, "%d of %d", 12, 34);
	ck_assert_str_eq(row(1), "12 o");
	grid_resize(&g, 12, 3);
	grid_box(&g, grid_rect(&g), ROLE_BOX, "log on 王");
	ck_assert_str_eq(screen(), "┌─ log o… ─┐\n│          │\n└──────────┘\n");
	g.graphics = GRAPHICS_ASCII;
	grid_box(&g, (struct rect){0, 0, 4, 3}, ROLE_BOX, NULL);
	ck_assert_str_eq(row(2), "+--+───────┘");
	for (int h = 0; h < 4; h++)
		for (int w = 0; w < 14; w++) {
			grid_resize(&g, w, h);
			grid_box(&g, grid_rect(&g), ROLE_BOX, wide);
			check_whole();
		}
}
END_TEST

START_TEST(roles_are_dumped_and_changed)
{
	grid_put(&g, 0, 0, 8, ROLE_DEFAULT, "ab");
	grid_put(&g, 3, 0, 8, ROLE_QUIET | ATTR_BOLD, "cd");
	grid_put(&g, 5, 0, 8, ROLE_DANGER, "!");
	grid_select(&g, (struct rect){1, 0, 6, 1});
	grid_restyle(&g, (struct rect){0, 2, 2, 1}, ROLE_ACCENT);
	grid_dump_roles(&g, &out);
	ck_assert_str_eq(sbuf_text(&out), ".SSssSS\n\naa\n");
	ck_assert_uint_eq(grid_at(&g, 3, 0)->style, ROLE_SELECTED_QUIET | ATTR_BOLD);
	ck_assert_uint_eq(grid_at(&g, 5, 0)->style, ROLE_SELECTED | ATTR_BOLD);
	ck_assert_str_eq(grid_at(&g, 4, 0)->text, "d");
}
END_TEST

START_TEST(the_cursor_stays_inside)
{
	grid_cursor(&g, 99, -5, true);
	ck_assert(g.cursor_x == 7 && g.cursor_y == 0 && g.cursor_visible);
	grid_resize(&g, 0, 0);
	grid_cursor(&g, 5, 5, true);
	ck_assert(g.cursor_x == 0 && g.cursor_y == 0);
	grid_resize(&g, 5000, 5000);
	ck_assert(g.w == GRID_MAX_W && g.h == GRID_MAX_H);
	ck_assert_ptr_null(grid_at(&g, -1, 0));
	ck_assert_ptr_null(grid_at(&g, 0, GRID_MAX_H));
}
END_TEST

START_TEST(clips_nest)
{
	struct rect outer = grid_clip(&g, (struct rect){1, 0, 4, 3});
	struct rect inner = grid_clip(&g, (struct rect){3, 0, 9, 9});

	grid_put(&g, 0, 0, 8, ROLE_DEFAULT, "abcdefgh");
	grid_unclip(&g, inner);
	grid_fill(&g, (struct rect){-9, 1, 99, 1}, ROLE_ACCENT);
	grid_unclip(&g, outer);
	ck_assert_str_eq(row(0), "   de");
	ck_assert_int_eq(grid_at(&g, 0, 1)->style, ROLE_DEFAULT);
	ck_assert_int_eq(grid_at(&g, 1, 1)->style, ROLE_ACCENT);
	ck_assert_int_eq(grid_at(&g, 5, 1)->style, ROLE_DEFAULT);
}
END_TEST

Suite *grid_suite(void)
{
	Suite *s = suite_create("grid");
	TCase *tc = tcase_create("grid");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, nothing_is_cut_in_two_at_any_edge);
	tcase_add_test(tc, every_width_overwrites_every_other);
	tcase_add_loop_test(tc, text_is_put_and_clipped, 0, LENGTH(puts_));
	tcase_add_test(tc, columns_are_those_of_the_gate);
	tcase_add_loop_test(tc, hostile_text_is_inert_in_every_cell, 0, 3 * LENGTH(hostile));
	tcase_add_test(tc, long_text_gives_way_with_an_ellipsis);
	tcase_add_test(tc, text_stands_right_and_in_the_middle);
	tcase_add_loop_test(tc, text_is_broken_into_lines, 0, LENGTH(broken));
	tcase_add_test(tc, printf_and_lines_and_boxes);
	tcase_add_test(tc, roles_are_dumped_and_changed);
	tcase_add_test(tc, the_cursor_stays_inside);
	tcase_add_test(tc, clips_nest);
	suite_add_tcase(s, tc);
	return s;
}
