#include "term/draw.h"

#include <math.h>

#include "base/utf8.h"
#include "term_suites.h"

static struct grid g;
static struct sbuf out;

static void setup(void)
{
	grid_resize(&g, 6, 2);
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

/* On a terminal of ASCII only. */
START_TEST(text_is_read_without_its_accents)
{
	static const struct {
		const char *text;
		char plain;
	} cases[] = { { "ü", 'u' }, { "Ö", 'O' }, { "é", 'e' }, { "ß", 's' }, { "å", 'a' }, { "·", '-' }, { "€", 'E' },
		      { "£", 'L' }, { "¥", 'Y' }, { "−", '-' }, { "’", '\'' }, { "e\xCC\x81", 'e' }, { "张", '?' },
		      { "→", '>' } };

	for (size_t i = 0; i < LENGTH(cases); i++)
		ck_assert_msg(glyph_plain(cases[i].text) == cases[i].plain, "%s is %c", cases[i].text,
			      glyph_plain(cases[i].text));
}
END_TEST

START_TEST(glyphs_are_one_column_and_ascii_is_ascii)
{
	for (enum glyph i = 0; i < GLYPH_COUNT; i++) {
		ck_assert_int_eq(utf8_columns(glyph_text(GRAPHICS_UTF8, i)), 1);
		ck_assert_uint_eq(strlen(glyph_text(GRAPHICS_ASCII, i)), 1);
		ck_assert((unsigned char)*glyph_text(GRAPHICS_ASCII, i) < 128);
		if (strlen(glyph_text(GRAPHICS_ACS, i)) > 1)
			ck_assert_int_ne(glyph_acs(glyph_text(GRAPHICS_ACS, i)), 0);
	}
	/* VT100 user guide, special graphics: q is the horizontal line, x the vertical. */
	ck_assert_int_eq(glyph_acs("─"), 'q');
	ck_assert_int_eq(glyph_acs("│"), 'x');
	ck_assert_int_eq(glyph_acs("a"), 0);
	ck_assert_int_eq(graphics_find("acs"), GRAPHICS_ACS);
	ck_assert_int_eq(graphics_find("bold"), -1);
}
END_TEST

/* Six columns are 48 eighths. */
static const struct {
	double share;
	const char *utf8, *ascii;
	int columns;
} bars[] = {
	{0, "", "", 0},
	{-1, "", "", 0},
	{NAN, "", "", 0},
	{1e-9, "▏", ".", 1},
	{12 / 48.0, "█▌", "#=", 2},
	{0.5, "███", "###", 3},
	{47 / 48.0, "█████▉", "#####=", 6},
	{1, "██████", "######", 6},
	{INFINITY, "██████", "######", 6},
};

START_TEST(bars_are_drawn_to_an_eighth)
{
	char want[40];

	ck_assert_int_eq(draw_bar(&g, 0, 0, 6, ROLE_CHART1, bars[_i].share), bars[_i].columns);
	g.graphics = GRAPHICS_ASCII;
	draw_bar(&g, 0, 1, 6, ROLE_CHART1, bars[_i].share);
	snprintf(want, sizeof(want), "%s\n%s\n", bars[_i].utf8, bars[_i].ascii);
	ck_assert_str_eq(screen(), want);
}
END_TEST

START_TEST(columns_stand_on_the_ground)
{
	ck_assert_int_eq(draw_column(&g, (struct rect){0, 0, 1, 2}, ROLE_CHART1, 0.25), 1);
	ck_assert_int_eq(draw_column(&g, (struct rect){1, 0, 2, 2}, ROLE_CHART1, 0.75), 2);
	ck_assert_int_eq(draw_column(&g, (struct rect){3, 0, 1, 2}, ROLE_CHART1, 1), 2);
	ck_assert_int_eq(draw_column(&g, (struct rect){4, 0, 1, 2}, ROLE_CHART1, 0), 0);
	ck_assert_str_eq(screen(), " ▄▄█\n▄███\n");
}
END_TEST

START_TEST(sparklines_end_at_the_right)
{
	static const double up[] = {0, 1, 2, 4, 8}, down[] = {-4, 4};

	draw_spark(&g, 0, 0, 6, ROLE_CHART1, up, 5);
	draw_spark(&g, 0, 1, 6, ROLE_CHART1, down, 2);
	ck_assert_str_eq(screen(), "  ▁▂▄█\n     █\n");
	grid_clear(&g);
	draw_spark(&g, 0, 0, 2, ROLE_CHART1, up, 5);
	draw_spark(&g, 0, 1, 0, ROLE_CHART1, up, 5);
	ck_assert_str_eq(screen(), "▄█\n\n");
}
END_TEST

START_TEST(heat_has_four_shades)
{
	for (int i = 0; i <= 4; i++)
		draw_heat(&g, (struct rect){i, 0, 1, 1}, ROLE_CHART1, i / 4.0);
	ck_assert_str_eq(screen(), " ░▒▓█\n\n");
}
END_TEST

START_TEST(dots_are_braille)
{
	struct plot p;

	plot_open(&p, 2, 1);
	plot_dot(&p, 0, 0); /* dot 1 */
	plot_dot(&p, 1, 3); /* dot 8 */
	plot_dot(&p, 2, 1); /* dot 2 of the next */
	plot_dot(&p, -1, 0);
	plot_dot(&p, 4, 0);
	plot_draw(&p, &g, 0, 0, ROLE_CHART1);
	g.graphics = GRAPHICS_ASCII;
	plot_draw(&p, &g, 0, 1, ROLE_CHART1);
	ck_assert_str_eq(screen(), "\u2881\u2802\n:'\n"); /* U+2800 + 0x81, + 0x02 */
	plot_free(&p);
}
END_TEST

START_TEST(lines_join_their_ends)
{
	struct plot p;

	plot_open(&p, 4, 2);
	plot_line(&p, 0, 7, 7, 0);
	for (int i = 0; i < 8; i++) {
		static const uint8_t bit[4][2] = {{1, 8}, {2, 16}, {4, 32}, {64, 128}};
		int x = i, y = 7 - i;
		ck_assert(p.dots[y / 4 * 4 + x / 2] & bit[y % 4][x % 2]);
	}
	plot_line(&p, -2000000000, 2000000000, 2000000000, -2000000000);
	plot_free(&p);
}
END_TEST

Suite *draw_suite(void)
{
	Suite *s = suite_create("draw");
	TCase *tc = tcase_create("draw");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, text_is_read_without_its_accents);
	tcase_add_test(tc, glyphs_are_one_column_and_ascii_is_ascii);
	tcase_add_loop_test(tc, bars_are_drawn_to_an_eighth, 0, LENGTH(bars));
	tcase_add_test(tc, columns_stand_on_the_ground);
	tcase_add_test(tc, sparklines_end_at_the_right);
	tcase_add_test(tc, heat_has_four_shades);
	tcase_add_test(tc, dots_are_braille);
	tcase_add_test(tc, lines_join_their_ends);
	suite_add_tcase(s, tc);
	return s;
}
