#include "term/style.h"

#include <ctype.h>
#include <math.h>

#include "term_suites.h"

START_TEST(every_role_has_a_name_and_a_letter_of_its_own)
{
	for (enum role a = 0; a < ROLE_COUNT; a++) {
		ck_assert_ptr_nonnull(role_name(a));
		ck_assert(isgraph(role_letter(a)));
		for (enum role b = 0; b < a; b++) {
			ck_assert_int_ne(role_letter(a), role_letter(b));
			ck_assert_str_ne(role_name(a), role_name(b));
		}
	}
}
END_TEST

START_TEST(every_theme_knows_every_role)
{
	for (size_t i = 0; themes[i]; i++)
		for (enum role role = 0; role < ROLE_COUNT; role++) {
			ck_assert_msg(themes[i]->looks[role].fg && themes[i]->looks[role].bg, "%s lacks %s",
				      themes[i]->name, role_name(role));
		}
}
END_TEST

START_TEST(mono_says_by_attributes_what_others_say_by_colour)
{
	static const enum role apart[] = {ROLE_DEFAULT, ROLE_SELECTED, ROLE_MARKED, ROLE_DANGER,
					  ROLE_ATTENTION, ROLE_MATCH};
	const struct theme *mono = theme_find("mono");

	for (enum role role = 0; role < ROLE_COUNT; role++) {
		ck_assert(mono->looks[role].fg == INK_DEFAULT && mono->looks[role].bg == INK_DEFAULT);
		ck_assert_uint_eq(mono->looks[role].attrs & (ATTR_DIM | ATTR_ITALIC), 0);
	}
	for (size_t a = 0; a < LENGTH(apart); a++)
		for (size_t b = 0; b < a; b++)
			ck_assert_uint_ne(mono->looks[apart[a]].attrs, mono->looks[apart[b]].attrs);
	ck_assert_uint_ne(mono->looks[ROLE_INPUT].attrs, mono->looks[ROLE_INPUT_FOCUS].attrs);
	ck_assert_uint_ne(mono->looks[ROLE_TAB].attrs, mono->looks[ROLE_TAB_ACTIVE].attrs);
	ck_assert_uint_ne(mono->looks[ROLE_SELECTED].attrs, mono->looks[ROLE_SELECTED_IDLE].attrs);
}
END_TEST

/* WCAG 2.1, relative luminance and contrast ratio. */
static double luminance(uint32_t rgb)
{
	static const double weight[3] = {0.0722, 0.7152, 0.2126};
	double sum = 0;

	for (int i = 0; i < 3; i++) {
		double c = (rgb >> 8 * i & 0xff) / 255.0;
		sum += weight[i] * (c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
	}
	return sum;
}

static double contrast(uint32_t a, uint32_t b)
{
	double x = luminance(a & 0xffffff), y = luminance(b & 0xffffff);

	return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

START_TEST(true_colours_can_be_read_on_black_and_on_white)
{
	const struct theme *theme = theme_find("true");

	ck_assert_double_eq_tol(contrast(0x000000, 0xffffff), 21, 1e-9);
	for (enum role role = 0; role < ROLE_COUNT; role++) {
		struct look look = theme->looks[role];
		if (look.fg == INK_DEFAULT)
			continue;
		if (look.bg != INK_DEFAULT) {
			ck_assert_double_ge(contrast(look.fg, look.bg), 4.5);
			continue;
		}
		ck_assert_msg(contrast(look.fg, 0x000000) >= 3 && contrast(look.fg, 0xffffff) >= 3,
			      "%s: %.2f on black, %.2f on white", role_name(role),
			      contrast(look.fg, 0), contrast(look.fg, 0xffffff));
	}
}
END_TEST

START_TEST(high_contrast_is_high)
{
	const struct theme *theme = theme_find("contrast");

	for (enum role role = 0; role < ROLE_COUNT; role++)
		ck_assert_msg(contrast(theme->looks[role].fg, theme->looks[role].bg) >= 7, "%s",
			      role_name(role));
}
END_TEST

/* From the tables of xterm: 16 + 36 r + 6 g + b with levels 0 95 135 175 215 255; greys 8 + 10 n. */
static const struct {
	uint32_t ink;
	int colours;
	uint32_t nearest;
} inks[] = {
	{INK_DEFAULT, 8, INK_DEFAULT},
	{INK_PALETTE(3), 16, INK_PALETTE(3)},
	{INK_PALETTE(200), 256, INK_PALETTE(200)},
	{INK_RGB(0x000000), 256, INK_PALETTE(16)},
	{INK_RGB(0xffffff), 256, INK_PALETTE(231)},
	{INK_RGB(0xff0000), 256, INK_PALETTE(196)},
	{INK_RGB(0x5f87af), 256, INK_PALETTE(67)},
	{INK_RGB(0x121212), 256, INK_PALETTE(233)},
	{INK_RGB(0xff0000), 16, INK_PALETTE(9)},
	{INK_PALETTE(196), 16, INK_PALETTE(9)},
	{INK_RGB(0xffff00), 16, INK_PALETTE(11)},
	{INK_RGB(0x000000), 8, INK_PALETTE(0)},
};

START_TEST(inks_become_the_nearest)
{
	ck_assert_uint_eq(ink_nearest(inks[_i].ink, inks[_i].colours), inks[_i].nearest);
}
END_TEST

START_TEST(looks_fit_the_terminal)
{
	static const int depths[] = {0, 8, 16, 88, 256};

	for (size_t d = 0; d < LENGTH(depths); d++)
		for (size_t i = 0; themes[i]; i++)
			for (unsigned role = 0; role < ROLE_COUNT; role++) {
				struct look look = theme_look(themes[i], role, depths[d]);
				uint32_t end = depths[d] > 0 ? INK_PALETTE((uint32_t)depths[d]) : INK_DEFAULT + 1;
				ck_assert_uint_lt(look.fg, end);
				ck_assert_uint_lt(look.bg, end);
			}
	ck_assert_uint_eq(theme_look(theme_find("contrast"), ROLE_GOOD, 1 << 24).fg, INK_RGB(0x00ff00));
	ck_assert_uint_eq(theme_look(theme_find("contrast"), ROLE_GOOD, 8).fg, INK_PALETTE(2));
	ck_assert_uint_eq(theme_look(theme_find("contrast"), ROLE_GOOD, 8).attrs, ATTR_BOLD);
	ck_assert_uint_eq(theme_look(themes[0], ROLE_GOOD | ATTR_UNDERLINE, 16).attrs, ATTR_UNDERLINE);
}
END_TEST

/* Light modules and the quiet zone are lighter than the dark ones: by ink, or reversed on the ground that there is. */
START_TEST(a_code_is_dark_on_light_in_every_theme)
{
	static const struct {
		const char *theme;
		bool light_ground, light_reversed, dark_reversed;
	} mono[] = { { "mono", false, true, false }, { "mono-light", true, false, true } };

	for (size_t i = 0; i < LENGTH(mono); i++) {
		const struct theme *t = theme_find(mono[i].theme);

		ck_assert_int_eq((theme_look(t, ROLE_QR, 0).attrs & ATTR_REVERSE) != 0, mono[i].light_reversed);
		ck_assert_int_eq((theme_look(t, ROLE_QR | ATTR_REVERSE, 0).attrs & ATTR_REVERSE) != 0,
				 mono[i].dark_reversed);
		ck_assert_int_eq(mono[i].light_reversed, !mono[i].light_ground);
	}
	for (size_t i = 0; themes[i]; i++) {
		const struct look *qr = &themes[i]->looks[ROLE_QR];

		ck_assert(qr->fg == INK_DEFAULT ? qr->bg == INK_DEFAULT : qr->fg == INK_PALETTE(0) || (qr->fg & 0xffffff) == 0);
	}
}
END_TEST

START_TEST(the_theme_is_chosen)
{
	ck_assert_str_eq(theme_choose(NULL, 256, false)->name, "default");
	ck_assert_str_eq(theme_choose("", 16, true)->name, "mono");
	ck_assert_str_eq(theme_choose("contrast", 16, true)->name, "contrast");
	ck_assert_str_eq(theme_choose("contrast", 0, false)->name, "mono");
	ck_assert_str_eq(theme_choose("mono-light", 0, true)->name, "mono-light");
	ck_assert_str_eq(theme_choose("nonsense", 256, false)->name, "default");
	ck_assert_ptr_null(theme_find("nonsense"));
}
END_TEST

START_TEST(what_shouts_stays_bold_when_selected)
{
	ck_assert_uint_eq(style_selected(ROLE_DANGER), ROLE_SELECTED | ATTR_BOLD);
	ck_assert_uint_eq(style_selected(ROLE_QUIET), ROLE_SELECTED_QUIET);
	ck_assert_uint_eq(style_selected(ROLE_GOOD | ATTR_ITALIC), ROLE_SELECTED | ATTR_ITALIC);
}
END_TEST

Suite *style_suite(void)
{
	Suite *s = suite_create("style");
	TCase *tc = tcase_create("style");

	tcase_add_test(tc, every_role_has_a_name_and_a_letter_of_its_own);
	tcase_add_test(tc, every_theme_knows_every_role);
	tcase_add_test(tc, mono_says_by_attributes_what_others_say_by_colour);
	tcase_add_test(tc, true_colours_can_be_read_on_black_and_on_white);
	tcase_add_test(tc, high_contrast_is_high);
	tcase_add_loop_test(tc, inks_become_the_nearest, 0, LENGTH(inks));
	tcase_add_test(tc, looks_fit_the_terminal);
	tcase_add_test(tc, the_theme_is_chosen);
	tcase_add_test(tc, a_code_is_dark_on_light_in_every_theme);
	tcase_add_test(tc, what_shouts_stays_bold_when_selected);
	suite_add_tcase(s, tc);
	return s;
}
