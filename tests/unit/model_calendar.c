/* Clashes and free time, worked out by hand on Tuesday 2026-11-24, UTC. Hours are written as 9.5 for 9:30. */
#include "model/calendar.h"

#include "model_suites.h"

#define DAY (INT64_C(20781) * 86400) /* 2026-11-24 */

static int64_t at(double hour)
{
	return DAY + (int64_t)(hour * 3600);
}

/* Ana (1): 11:00-11:45 call, 11:30-13:00 visit, 13:00-14:00; Bo (2): 11:00-12:00. */
static const struct {
	double from, to;
	int64_t owner;
} given[] = { { 13, 14, 1 }, { 11, 11.75, 1 }, { 11, 12, 2 }, { 11.5, 13, 1 } };

static size_t fill(struct span *s)
{
	for (size_t i = 0; i < LENGTH(given); i++)
		s[i] = (struct span){ at(given[i].from), at(given[i].to), given[i].owner, i };
	spans_sort(s, LENGTH(given));
	return LENGTH(given);
}

START_TEST(one_is_not_in_two_places)
{
	struct span s[LENGTH(given)];
	size_t n = fill(s);

	ck_assert_uint_eq(s[0].row, 1);
	ck_assert_uint_eq(s[spans_clash(s, n, 0)].row, 3); /* the call with the visit */
	ck_assert_uint_eq(s[2].row, 3);
	ck_assert_uint_eq(s[spans_clash(s, n, 2)].row, 1);
	ck_assert_uint_eq(spans_clash(s, n, 1), n); /* Bo is another one */
	ck_assert_uint_eq(spans_clash(s, n, 3), n); /* 13:00 only touches */
}
END_TEST

START_TEST(free_is_what_nobody_gave_away)
{
	static const double free[][2] = { { 8, 11 }, { 14, 18 } };
	struct span s[LENGTH(given)], out[8];
	size_t n = fill(s);

	ck_assert_uint_eq(spans_free(s, n, at(8), at(18), 1800, out, 8), 2);
	for (size_t i = 0; i < 2; i++) {
		ck_assert_int_eq(out[i].from, at(free[i][0]));
		ck_assert_int_eq(out[i].to, at(free[i][1]));
	}
	/* from the middle of something, too short a gap, no room, nothing given away */
	ck_assert_uint_eq(spans_free(s, n, at(12), at(14.25), 1800, out, 8), 0);
	ck_assert_uint_eq(spans_free(s, n, at(8), at(18), 1800, out, 1), 1);
	ck_assert_uint_eq(spans_free(s, 0, at(8), at(18), 1800, out, 8), 1);
	ck_assert_uint_eq(spans_free(s, n, at(15), at(15), 0, out, 8), 0);
}
END_TEST

START_TEST(working_hours)
{
	static const char *const bad[] = { "", "9", "9-", "18-9", "9-25", "9:5-10", "9:60-10", "9-17 ", "x-y" };
	struct hours h;
	int64_t from, to;

	ck_assert(hours_parse("8:30-18:00", &h) == 0 && h.from == 510 && h.to == 1080);
	ck_assert(hours_parse("9-17", &h) == 0 && h.from == 540 && h.to == 1020);
	for (size_t i = 0; i < LENGTH(bad); i++)
		ck_assert_msg(hours_parse(bad[i], &h) == -1, "%s", bad[i]);
	setenv("TZ", "UTC", 1);
	tzset();
	ck_assert(hours_of(h, 20781, &from, &to) && from == at(9) && to == at(17));
	ck_assert(!hours_of(h, 20781 + 4, &from, &to)); /* Saturday */
	/* 2027-03-29, the Monday after the clocks went forward in Berlin: 9:00 is 7:00 UTC */
	setenv("TZ", "Europe/Berlin", 1);
	tzset();
	ck_assert(hours_of(h, date_make(2027, 3, 29), &from, &to));
	ck_assert_int_eq(from, (int64_t)date_make(2027, 3, 29) * 86400 + 7 * 3600);
}
END_TEST

Suite *calendar_suite(void)
{
	Suite *s = suite_create("calendar");
	TCase *c = tcase_create("calendar");

	tcase_add_test(c, one_is_not_in_two_places);
	tcase_add_test(c, free_is_what_nobody_gave_away);
	tcase_add_test(c, working_hours);
	suite_add_tcase(s, c);
	return s;
}
