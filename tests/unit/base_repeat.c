/* What people type for a rule, what is kept, and how it is told. Seen from Wednesday 2026-11-18; the rules are
 * those of RFC 5545 for the words, written out by hand. */
#include "base/repeat.h"

#include "base_suites.h"

#define TODAY date_make(2026, 11, 18)

static const struct {
	const char *typed, *rule, *shown; /* shown NULL: as typed */
} words[] = {
	{ "daily", "FREQ=DAILY", NULL },
	{ "every day", "FREQ=DAILY", "daily" },
	{ "every 3 days", "FREQ=DAILY;INTERVAL=3", NULL },
	{ "weekly", "FREQ=WEEKLY", NULL },
	{ "Every Tue", "FREQ=WEEKLY;BYDAY=TU", "every Tue" },
	{ "every tuesday and thursday", "FREQ=WEEKLY;BYDAY=TU,TH", "every Tue, Thu" },
	{ "every 2 weeks on mon, fri", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", "every 2 weeks on Mon, Fri" },
	{ "every other week", "FREQ=WEEKLY;INTERVAL=2", "every 2 weeks" },
	{ "every other fri", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "every 2 weeks on Fri" },
	{ "fortnightly", "FREQ=WEEKLY;INTERVAL=2", "every 2 weeks" },
	{ "every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", NULL },
	{ "monthly", "FREQ=MONTHLY", NULL },
	{ "monthly on the 2nd tue", "FREQ=MONTHLY;BYDAY=2TU", "monthly on the 2nd Tue" },
	{ "every month on the last friday", "FREQ=MONTHLY;BYDAY=-1FR", "monthly on the last Fri" },
	{ "monthly on the 15th", "FREQ=MONTHLY;BYMONTHDAY=15", "monthly on day 15" },
	{ "monthly on day 1, 15", "FREQ=MONTHLY;BYMONTHDAY=1,15", NULL },
	{ "monthly on the 1st and the last day", "FREQ=MONTHLY;BYMONTHDAY=1,-1", "monthly on day 1, the last day" },
	{ "quarterly on the last day", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1",
	  "every 3 months on the last day" },
	{ "yearly", "FREQ=YEARLY", NULL },
	{ "every year on 3 mar", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3", "yearly on 3 Mar" },
	{ "weekly until 3 mar", "FREQ=WEEKLY;UNTIL=20270303", "weekly until 2027-03-03" },
	{ "every 2 weeks until 3 mar", "FREQ=WEEKLY;INTERVAL=2;UNTIL=20270303", "every 2 weeks until 2027-03-03" },
	{ "daily, 10 times", "FREQ=DAILY;COUNT=10", "daily, 10 times" },
	{ "monthly on day 1, 10 times", "FREQ=MONTHLY;BYMONTHDAY=1;COUNT=10", NULL },
	{ "every tue except 22 dec, 29 dec", "FREQ=WEEKLY;BYDAY=TU;EXDATE=20261222,20261229",
	  "every Tue except 2026-12-22, 2026-12-29" },
	{ "jeden Dienstag bis 3.3.2027", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270303", "every Tue until 2027-03-03" },
	{ "täglich", "FREQ=DAILY", "daily" },
	{ "每周二", "FREQ=WEEKLY;BYDAY=TU", "every Tue" },
	{ "每两周", "FREQ=WEEKLY;INTERVAL=2", "every 2 weeks" },
	{ "每天", "FREQ=DAILY", "daily" },
	{ "每月15号", "FREQ=MONTHLY;BYMONTHDAY=15", "monthly on day 15" },
	{ "每月第二个周二", "FREQ=MONTHLY;BYDAY=2TU", "monthly on the 2nd Tue" },
	{ "每个工作日", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday" },
	{ "FREQ=WEEKLY;WKST=MO;INTERVAL=1", "FREQ=WEEKLY", "weekly" },
	{ "rrule:freq=daily;byday=mo,tu,we,th,fr", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday" },
	{ "FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,TU,WE,TH,FR", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
	  "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1" },
	{ "FREQ=WEEKLY;UNTIL=20270303T225959Z", "FREQ=WEEKLY;UNTIL=20270303", "weekly until 2027-03-03" },
};

START_TEST(reads_and_shows)
{
	struct sbuf rule = SBUF_INIT, shown = SBUF_INIT, again = SBUF_INIT;
	struct error e = { 0 };

	if (repeat_read(&rule, words[_i].typed, TODAY, &e) < 0)
		ck_abort_msg("%s: %s", words[_i].typed, e.text);
	ck_assert_str_eq(sbuf_text(&rule), words[_i].rule);
	repeat_show(&shown, sbuf_text(&rule));
	ck_assert_str_eq(sbuf_text(&shown), words[_i].shown ? words[_i].shown : words[_i].typed);
	ck_assert_int_eq(repeat_read(&again, sbuf_text(&shown), TODAY, &e), 0);
	ck_assert_str_eq(sbuf_text(&again), words[_i].rule);
	sbuf_free(&rule);
	sbuf_free(&shown);
	sbuf_free(&again);
}
END_TEST

START_TEST(refuses)
{
	static const char *const bad[] = {
		"", "sometimes", "every", "every 0 days", "weekly until", "weekly until 31 feb",
		"weekly until 3/4", /* two days */
		"daily nonsense", "BYDAY=TU", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=9", "FREQ=DAILY;COUNT=0",
		"FREQ=DAILY;INTERVAL=99999", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;UNTIL=soon",
		"FREQ=YEARLY;BYWEEKNO=;x", "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=DAILY;BYSETPOS=a",
	};
	struct sbuf rule = SBUF_INIT;
	struct error e = { 0 };

	ck_assert_int_eq(repeat_read(&rule, bad[_i], TODAY, &e), -1);
	ck_assert(e.text[0] != 0);
	sbuf_free(&rule);
}
END_TEST

/* From the 24th of November on it is on Wednesdays: what was on Tuesdays ends the day before. */
START_TEST(changes)
{
	static const struct {
		const char *rule, *from, *to;
		int gone;
		const char *ended, *moved;
	} cases[] = {
		{ "FREQ=WEEKLY;BYDAY=TU", "2026-11-24", "2026-11-25", 2, "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261123",
		  "FREQ=WEEKLY;BYDAY=WE" },
		{ "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=8", "2026-11-24", "2026-11-25", 3,
		  "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261123", "FREQ=WEEKLY;BYDAY=WE,TH;COUNT=5" },
		{ "FREQ=MONTHLY;BYDAY=4TU", "2026-11-24", "2026-11-30", 0,
		  "FREQ=MONTHLY;BYDAY=4TU;UNTIL=20261123", "FREQ=MONTHLY;BYDAY=5MO" },
		{ "FREQ=MONTHLY;BYMONTHDAY=24;UNTIL=20270301", "2026-11-24", "2026-11-26", 0,
		  "FREQ=MONTHLY;BYMONTHDAY=24;UNTIL=20261123", "FREQ=MONTHLY;BYMONTHDAY=26;UNTIL=20270301" },
		{ "FREQ=DAILY;UNTIL=20261101", "2026-11-24", "2026-11-24", 0, "FREQ=DAILY;UNTIL=20261101",
		  "FREQ=DAILY;UNTIL=20261101" },
	};
	struct sbuf ended = SBUF_INIT, moved = SBUF_INIT;
	date_t from, to;

	date_read_iso(cases[_i].from, &from);
	date_read_iso(cases[_i].to, &to);
	repeat_end(&ended, cases[_i].rule, from - 1);
	repeat_move(&moved, cases[_i].rule, from, to, cases[_i].gone);
	ck_assert_str_eq(sbuf_text(&ended), cases[_i].ended);
	ck_assert_str_eq(sbuf_text(&moved), cases[_i].moved);
	sbuf_free(&ended);
	sbuf_free(&moved);
}
END_TEST

Suite *repeat_suite(void)
{
	Suite *s = suite_create("repeat");
	TCase *c = tcase_create("repeat");

	tcase_add_loop_test(c, reads_and_shows, 0, (int)LENGTH(words));
	tcase_add_loop_test(c, refuses, 0, 18);
	tcase_add_loop_test(c, changes, 0, 5);
	suite_add_tcase(s, c);
	return s;
}
