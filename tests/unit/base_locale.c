/* Weeks and numbers as people of a place know them. Expected: CLDR (weekData, symbols), and a calendar; today is
 * Sunday 2026-11-22. */
#include "base/date.h"
#include "base/locale.h"
#include "base/number.h"

#include <stdlib.h>

#include "base_suites.h"

static void as_in_c(void)
{
	locale_set_week(-1);
	locale_take("C", "C", "C");
}

static const struct {
	const char *name, *week, *number, *next_week, *next_friday;
} places[] = {
	{ "C", "2026-11-16", "1,234,567.80", "2026-11-23", "2026-11-27" },
	{ "C.UTF-8", "2026-11-16", "1,234,567.80", "2026-11-23", "2026-11-27" },
	{ "en_GB.UTF-8", "2026-11-16", "1,234,567.80", "2026-11-23", "2026-11-27" },
	{ "en_US.UTF-8", "2026-11-22", "1,234,567.80", "2026-11-29", "2026-12-04" },
	{ "de_DE.UTF-8", "2026-11-16", "1.234.567,80", "2026-11-23", "2026-11-27" },
	{ "de", "2026-11-16", "1.234.567,80", "2026-11-23", "2026-11-27" },
	{ "de_CH", "2026-11-16", "1’234’567.80", "2026-11-23", "2026-11-27" },
	{ "fr_FR@euro", "2026-11-16", "1\u00A0234\u00A0567,80", "2026-11-23", "2026-11-27" },
	{ "pt_BR", "2026-11-22", "1.234.567,80", "2026-11-29", "2026-12-04" },
	{ "es_MX", "2026-11-22", "1,234,567.80", "2026-11-29", "2026-12-04" },
	{ "zh_CN.UTF-8", "2026-11-16", "1,234,567.80", "2026-11-23", "2026-11-27" },
	{ "zh_TW.UTF-8", "2026-11-22", "1,234,567.80", "2026-11-29", "2026-12-04" },
	{ "ar_EG", "2026-11-21", "1,234,567.80", "2026-11-28", "2026-12-04" },
	{ "", "2026-11-16", "1,234,567.80", "2026-11-23", "2026-11-27" },
	{ "_", "2026-11-16", "1,234,567.80", "2026-11-23", "2026-11-27" },
};

static void check_place(size_t i)
{
	date_t today = date_make(2026, 11, 22);
	struct when w[2];
	struct error e;
	char day[DATE_SIZE];
	struct sbuf number = SBUF_INIT;

	date_write_iso(date_week_start(today), day);
	ck_assert_str_eq(day, places[i].week);
	ck_assert_int_eq(date_read("next week", today, w, &e), 1);
	date_write_iso(w[0].date, day);
	ck_assert_str_eq(day, places[i].next_week);
	ck_assert_int_eq(date_read("next fri", today, w, &e), 1);
	date_write_iso(w[0].date, day);
	ck_assert_str_eq(day, places[i].next_friday);
	number_group(&number, 123456780, 2, 2);
	ck_assert_str_eq(sbuf_text(&number), places[i].number);
	sbuf_free(&number);
}

START_TEST(as_people_of_the_place_know_it)
{
	char told[LOCALE_SIZE];

	locale_take(places[_i].name, places[_i].name, places[_i].name);
	check_place((size_t)_i);
	locale_write(told); /* and so does the store, which is told */
	locale_take("ar_DZ", "de", "de");
	ck_assert_int_eq(locale_read(told), 0);
	check_place((size_t)_i);
}
END_TEST

/* What is read back is never another number. */
START_TEST(what_is_shown_is_read)
{
	struct number n[2];
	struct sbuf text = SBUF_INIT;
	struct error e;
	int64_t back;

	locale_take(places[_i].name, places[_i].name, places[_i].name);
	number_group(&text, 123456780, 2, 2);
	ck_assert_int_eq(number_read(sbuf_text(&text), NULL, n, &e), 1);
	ck_assert_int_eq(number_scale(&n[0], 2, &back, &e), 0);
	ck_assert_int_eq(back, 123456780);
	sbuf_reset(&text);
	number_write(&text, 123456780, 2, 2); /* for machines it is the same everywhere */
	ck_assert_str_eq(sbuf_text(&text), "1234567.80");
	sbuf_free(&text);
}
END_TEST

START_TEST(the_own_choice_counts_more)
{
	date_t day = date_make(2026, 11, 22);

	locale_take("en_US", "en_US", "en_US");
	locale_set_week(0);
	ck_assert_int_eq(date_week_start(day), date_make(2026, 11, 16));
	locale_set_week(-1);
	ck_assert_int_eq(date_week_start(day), day);
}
END_TEST

START_TEST(each_category_is_asked_for)
{
	setenv("LANG", "de_DE.UTF-8", 1);
	setenv("LC_TIME", "km_KH.UTF-8", 1);
	setenv("LC_MONETARY", "en_US.UTF-8", 1);
	unsetenv("LC_NUMERIC");
	unsetenv("LC_ALL");
	locale_begin();
	ck_assert_int_eq(locale_week(), 6);
	ck_assert(locale_family_first());
	ck_assert_int_eq(locale_point(), ',');
	ck_assert(!locale_sign_behind());
	setenv("LC_ALL", "de_CH.UTF-8", 1);
	locale_begin();
	ck_assert_int_eq(locale_week(), 0);
	ck_assert(!locale_family_first());
	ck_assert_int_eq(locale_point(), '.');
	ck_assert_str_eq(locale_sign_space(), "\xC2\xA0");
}
END_TEST

START_TEST(what_is_not_sound_is_not_taken)
{
	static const char *const wrong[] = { "",	"6",	"6.,",	"7.,<", "0..<",	 "0,,<",
					     "0.x<", "0x,<", "0.,,", "-.,<", "6.,<<", "6.,x" };

	for (size_t i = 0; i < LENGTH(wrong); i++)
		ck_assert_int_eq(locale_read(wrong[i]), -1);
	ck_assert_int_eq(locale_week(), 0);
	ck_assert_str_eq(locale_group(), ",");
}
END_TEST

Suite *locale_suite(void)
{
	Suite *s = suite_create("locale");
	TCase *t = tcase_create("locale");

	tcase_add_checked_fixture(t, as_in_c, as_in_c);
	tcase_add_loop_test(t, as_people_of_the_place_know_it, 0, (int)LENGTH(places));
	tcase_add_loop_test(t, what_is_shown_is_read, 0, (int)LENGTH(places));
	tcase_add_test(t, the_own_choice_counts_more);
	tcase_add_test(t, each_category_is_asked_for);
	tcase_add_test(t, what_is_not_sound_is_not_taken);
	suite_add_tcase(s, t);
	return s;
}
