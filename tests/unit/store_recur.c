/* What comes again, by way of the real rapport-read. Today is Sunday 2026-11-22; days are read off a calendar,
 * the changes of clocks are the published ones: Europe/Berlin 2026-10-25, 2027-03-28 and 2027-10-31,
 * America/New_York 2026-11-01 and 2027-03-14; Asia/Shanghai has none. */
#include "book_fixture.h"
#include "store/recur.h"
#include "store_suites.h"

static void begin(void)
{
	setenv("RAPPORT_READ", "./rapport-read", 1); /* make check runs where it was built */
	book_begin();
}

static void live_in(const char *zone)
{
	setenv("TZ", zone, 1);
	tzset();
}

static int64_t stamp_of(const char *text)
{
	int64_t stamp;

	ck_assert_int_eq(stamp_read_iso(text, &stamp), 0);
	return stamp;
}

static int64_t plan(const char *when, const char *rule)
{
	char *lines = xasprintf("subject=Round\n%s\nrepeats=%s", when, rule);
	int64_t id = put(ENTITY_ACTIVITY, 0, lines);

	ck_assert_msg(id > 0, "%s", book.error.text);
	free(lines);
	return id;
}

/* The n-th time of the series from 0, the first itself. */
static int64_t nth(int64_t first, int n)
{
	char *sql = xasprintf("SELECT id FROM activity WHERE (id = %lld OR series = %lld) AND removed = 0"
			      " ORDER BY slot LIMIT 1 OFFSET %d", (long long)first, (long long)first, n);
	int64_t id = number(sql);

	free(sql);
	return id;
}

static const struct {
	const char *zone, *start; /* of the first, in UTC */
	int local_hour;
	const char *weeks[3];     /* some later ones, in UTC */
} clocks[] = {
	{ "Europe/Berlin", "2026-11-24T09:00:00Z", 10,
	  { "2027-03-23T09:00:00Z", "2027-03-30T08:00:00Z", "2027-11-02T09:00:00Z" } },
	{ "America/New_York", "2026-11-24T15:00:00Z", 10,
	  { "2027-03-09T15:00:00Z", "2027-03-16T14:00:00Z", "2027-11-09T15:00:00Z" } },
	{ "Asia/Shanghai", "2026-11-24T02:00:00Z", 10,
	  { "2027-03-23T02:00:00Z", "2027-03-30T02:00:00Z", "2027-11-02T02:00:00Z" } },
};

START_TEST(a_weekly_hour_stays_on_the_wall_clock)
{
	char *when = xasprintf("start=%s\nduration=30", clocks[_i].start);
	int64_t first;
	struct civil c;

	live_in(clocks[_i].zone);
	first = plan(when, "weekly");
	free(when);
	ck_column(ENTITY_ACTIVITY, first, "zone", clocks[_i].zone);
	/* 400 days of Tuesdays: 57 more */
	ck_assert_int_eq(number("SELECT count(*) FROM activity WHERE duration = 30"), 58);
	for (int i = 0; i < 3; i++) {
		char *sql = xasprintf("SELECT count(*) FROM activity WHERE start = '%s'", clocks[_i].weeks[i]);
		ck_assert_msg(number(sql) == 1, "%s", clocks[_i].weeks[i]);
		free(sql);
	}
	for (int i = 0; i < 58; i++) {
		stamp_to_local(stamp_of(column(ENTITY_ACTIVITY, nth(first, i), "start")), &c);
		ck_assert_int_eq(c.hour, clocks[_i].local_hour);
		ck_assert_int_eq(c.weekday, 1);
	}
}
END_TEST

/* 2:30 is skipped on 2027-03-28 in Berlin and comes at 3:30 summer time; on 2027-10-31 it comes twice, and the
 * first is meant. */
START_TEST(skipped_and_doubled_times)
{
	int64_t first;

	live_in("Europe/Berlin");
	book.clock.fixed = book.store.clock.fixed = stamp_of("2027-03-26T10:00:00Z");
	first = plan("start=2027-03-27T01:30:00Z", "daily, 3 times");
	ck_column(ENTITY_ACTIVITY, nth(first, 1), "start", "2027-03-28T01:30:00Z");
	ck_column(ENTITY_ACTIVITY, nth(first, 2), "start", "2027-03-29T00:30:00Z");
	first = plan("start=2027-10-30T00:30:00Z", "daily, 3 times");
	ck_column(ENTITY_ACTIVITY, nth(first, 1), "start", "2027-10-31T00:30:00Z");
	ck_column(ENTITY_ACTIVITY, nth(first, 2), "start", "2027-11-01T01:30:00Z");
}
END_TEST

/* Who moves on the series from elsewhere does not move its hour. */
START_TEST(the_zone_is_the_series_own)
{
	int64_t first;

	live_in("Europe/Berlin");
	first = plan("start=2026-11-24T09:00:00Z", "weekly");
	live_in("America/New_York");
	book.clock.fixed = book.store.clock.fixed = stamp_of("2027-06-01T10:00:00Z");
	book.store.recurred = 0;
	ck_assert(put(ENTITY_ACTIVITY, 0, "subject=Other") > 0);
	/* 2028-03-28 is after Berlin's change of 2028-03-26 */
	ck_assert_int_eq(number("SELECT count(*) FROM activity WHERE start = '2028-03-28T08:00:00Z'"), 1);
	ck_assert_int_eq(number("SELECT count(*) FROM activity WHERE start = '2028-03-21T09:00:00Z'"), 1);
	ck_assert_int_eq(number("SELECT max(slot) >= '2028-06-20' FROM activity"), 1);
	/* and nobody's undo takes them away */
	ck_assert_int_eq(ask(verb_undo, (struct request){ 0 }), 0);
	ck_assert_str_eq(book.answer->text, "Undone: Add Activity · Other");
	ck_assert_int_eq(number("SELECT count(*) FROM activity WHERE start = '2028-03-28T08:00:00Z'"), 1);
	ck_assert(first > 0);
}
END_TEST

static const struct {
	const char *when, *rule, *field;
	const char *times[4];
} rules[] = {
	{ "due=2026-12-08", "monthly on the 2nd tue", "due",
	  { "2026-12-08", "2027-01-12", "2027-02-09", "2027-03-09" } },
	{ "due=2026-11-30", "monthly on the last day", "due",
	  { "2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28" } },
	{ "due=2026-11-24", "every 2 weeks until 2026-12-22", "due",
	  { "2026-11-24", "2026-12-08", "2026-12-22", NULL } },
	{ "due=2026-11-24", "every tue except 2026-12-01", "due",
	  { "2026-11-24", "2026-12-08", "2026-12-15", "2026-12-22" } },
	{ "due=2027-02-28", "yearly", "due", { "2027-02-28", "2028-02-28", "2029-02-28", "2030-02-28" } },
	{ "start=2026-11-27T09:00:00Z", "every weekday, 3 times", "start",
	  { "2026-11-27T09:00:00Z", "2026-11-30T09:00:00Z", "2026-12-01T09:00:00Z", NULL } },
	{ "start=2026-11-24T22:30:00Z", "every tue until 2026-12-01", "start", /* that day counts to its end */
	  { "2026-11-24T22:30:00Z", "2026-12-01T22:30:00Z", NULL, NULL } },
	{ "due=2026-12-31", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "due", /* the last weekday */
	  { "2026-12-31", "2027-01-29", "2027-02-26", "2027-03-31" } },
};

START_TEST(rules_fall_where_the_calendar_says)
{
	int64_t first = plan(rules[_i].when, rules[_i].rule);

	for (int n = 0; n < 4; n++) {
		int64_t id = nth(first, n);

		if (!rules[_i].times[n])
			ck_assert_int_eq(id, -1);
		else
			ck_column(ENTITY_ACTIVITY, id, rules[_i].field, rules[_i].times[n]);
		if (!rules[_i].times[n])
			return;
	}
}
END_TEST

START_TEST(the_times_are_as_the_first_and_one_step_of_undo)
{
	int64_t acme = put(ENTITY_CUSTOMER, 0, "name=Acme"), first;
	char *when = xasprintf("start=2026-11-24T09:00:00Z\ndue=2026-11-24\nkind=visit\nduration=45\nnote=Bring"
			       " samples\ncustomer=%lld", (long long)acme);

	first = plan(when, "weekly, 3 times");
	free(when);
	ck_column(ENTITY_ACTIVITY, nth(first, 2), "kind", "visit");
	ck_column(ENTITY_ACTIVITY, nth(first, 2), "note", "Bring samples");
	ck_column(ENTITY_ACTIVITY, nth(first, 2), "due", "2026-12-08");
	ck_column(ENTITY_ACTIVITY, nth(first, 2), "repeats", "FREQ=WEEKLY;COUNT=3");
	ck_assert_int_eq(number("SELECT count(*) FROM activity WHERE removed = 0 AND customer"), 3);
	ck_assert_int_eq(ask(verb_undo, (struct request){ 0 }), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM activity WHERE removed = 0"), 0);
	ck_assert_int_eq(ask(verb_redo, (struct request){ 0 }), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM activity WHERE removed = 0"), 3);
}
END_TEST

START_TEST(one_is_edited_alone)
{
	int64_t first = plan("start=2026-11-24T09:00:00Z", "weekly, 5 times");
	int64_t second = nth(first, 1);

	ck_assert_int_eq(act("activity.shift", ENTITY_ACTIVITY, second, "days=1\nminutes=30"), 0);
	ck_column(ENTITY_ACTIVITY, second, "start", "2026-12-02T09:30:00Z");
	ck_column(ENTITY_ACTIVITY, nth(first, 2), "start", "2026-12-08T09:00:00Z");
	ck_assert_int_eq(change(CHANGE_REMOVE, ENTITY_ACTIVITY, nth(first, 3)), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM activity WHERE removed = 0"), 4);
}
END_TEST

/* The second of five goes to Wednesday 10:30, and the rest with it. */
START_TEST(all_following_follow)
{
	int64_t first = plan("start=2026-11-24T09:00:00Z", "every tue, 5 times");
	int64_t second = nth(first, 1);

	ck_assert_int_eq(act("activity.shift", ENTITY_ACTIVITY, second, "days=1\nminutes=90"), 0);
	ck_assert_msg(act("activity.follow", ENTITY_ACTIVITY, second, "") == 0, "%s", book.error.text);
	ck_column(ENTITY_ACTIVITY, first, "start", "2026-11-24T09:00:00Z");
	ck_column(ENTITY_ACTIVITY, first, "repeats", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261130");
	ck_column(ENTITY_ACTIVITY, second, "repeats", "FREQ=WEEKLY;BYDAY=WE;COUNT=4");
	ck_column(ENTITY_ACTIVITY, second, "series", "");
	for (int i = 0; i < 4; i++) {
		static const char *const days[] = { "2026-12-02T10:30:00Z", "2026-12-09T10:30:00Z",
						    "2026-12-16T10:30:00Z", "2026-12-23T10:30:00Z" };
		ck_column(ENTITY_ACTIVITY, nth(second, i), "start", days[i]);
	}
	ck_assert_int_eq(number("SELECT count(*) FROM activity WHERE removed = 0"), 5);
	/* one step back, and another one */
	ck_assert_int_eq(ask(verb_undo, (struct request){ 0 }), 0);
	ck_column(ENTITY_ACTIVITY, nth(first, 4), "start", "2026-12-22T09:00:00Z");
	ck_assert_int_eq(number("SELECT count(*) FROM activity WHERE removed = 0"), 5);
	ck_assert_int_eq(ask(verb_undo, (struct request){ 0 }), 0);
	ck_column(ENTITY_ACTIVITY, second, "start", "2026-12-01T09:00:00Z");
}
END_TEST

START_TEST(a_new_rule_holds_from_there_on)
{
	int64_t first = plan("start=2026-11-24T09:00:00Z", "weekly, 5 times");
	int64_t third = nth(first, 2);

	ck_assert(put(ENTITY_ACTIVITY, third, "repeats=every 2 weeks, 2 times") == third);
	ck_column(ENTITY_ACTIVITY, nth(third, 1), "start", "2026-12-22T09:00:00Z");
	ck_assert_int_eq(number("SELECT count(*) FROM activity WHERE removed = 0"), 4);
	ck_assert(put(ENTITY_ACTIVITY, third, "repeats=") == third);
	ck_assert_int_eq(number("SELECT count(*) FROM activity WHERE removed = 0"), 3);
	ck_column(ENTITY_ACTIVITY, third, "slot", "");
}
END_TEST

START_TEST(a_series_ends)
{
	int64_t first = plan("start=2026-11-24T09:00:00Z", "weekly"), third = nth(first, 2);

	ck_assert_int_eq(act("activity.done", ENTITY_ACTIVITY, nth(first, 4), ""), 0);
	ck_assert_int_eq(act("activity.end", ENTITY_ACTIVITY, third, ""), 0);
	/* the first two, and what was done stays */
	ck_assert_int_eq(number("SELECT count(*) FROM activity WHERE removed = 0"), 3);
	book.clock.fixed = book.store.clock.fixed = stamp_of("2028-01-01T10:00:00Z");
	book.store.recurred = 0;
	ck_assert(put(ENTITY_ACTIVITY, 0, "subject=Other") > 0);
	ck_assert_int_eq(number("SELECT count(*) FROM activity WHERE removed = 0"), 4);
}
END_TEST

START_TEST(what_cannot_repeat_says_so)
{
	int64_t plain = put(ENTITY_ACTIVITY, 0, "subject=Plain");

	ck_refused(put(ENTITY_ACTIVITY, 0, "subject=x\nrepeats=weekly"), ERROR_USAGE, "a start or a day");
	ck_refused(put(ENTITY_ACTIVITY, 0, "subject=x\ndue=2026-12-01\nrepeats=weekly\nzone=Mars/Base"),
		   ERROR_USAGE, "no Mars/Base");
	ck_refused(act("activity.follow", ENTITY_ACTIVITY, plain, ""), ERROR_CONFLICT, "does not repeat");
	ck_refused(act("activity.shift", ENTITY_ACTIVITY, plain, "days=1"), ERROR_CONFLICT, "neither a start");
	setenv("RAPPORT_READ", "/nowhere", 1);
	ck_refused(put(ENTITY_ACTIVITY, 0, "subject=x\ndue=2026-12-01\nrepeats=weekly"), ERROR_FAILED,
		   "rapport-read");
	ck_assert_int_eq(number("SELECT count(*) FROM activity"), 1);
}
END_TEST

START_TEST(a_day_moves_over_the_change_of_clocks)
{
	int64_t id;

	live_in("Europe/Berlin");
	id = put(ENTITY_ACTIVITY, 0, "subject=x\nstart=2027-03-27T09:00:00Z\nduration=60");
	ck_assert_int_eq(act("activity.shift", ENTITY_ACTIVITY, id, "days=1"), 0);
	ck_column(ENTITY_ACTIVITY, id, "start", "2027-03-28T08:00:00Z"); /* 10:00 both times */
	ck_assert_int_eq(act("activity.shift", ENTITY_ACTIVITY, id, "longer=-200"), 0);
	ck_column(ENTITY_ACTIVITY, id, "duration", "15");
	ck_assert_str_eq(book.answer->text, "x is 2027-03-28 10:00, 15m");
}
END_TEST

/* Tuesday: call 11:00-11:45 and visit 11:30-13:00 clash; Bo's and what is done do not. Of 8:00 to 18:00 three
 * hours and five are free, on Monday all ten. A fair from Sunday on still stands on Tuesday. */
START_TEST(the_calendar_tells_a_window)
{
	struct named_value args[] = { { "from", "2026-11-24" }, { "to", "2026-11-25" }, { "owner", "me" } };
	const struct table *items, *free;

	ck_assert(put(ENTITY_USER, 0, "name=Bo\nlogin=bo") > 0);
	ck_assert(put(ENTITY_ACTIVITY, 0, "subject=c\nkind=call\nstart=2026-11-24T11:00:00Z\nduration=45") > 0);
	ck_assert(put(ENTITY_ACTIVITY, 0, "subject=v\nkind=visit\nstart=2026-11-24T11:30:00Z\nduration=90") > 0);
	ck_assert(put(ENTITY_ACTIVITY, 0, "subject=d\nstart=2026-11-24T15:00:00Z\ndone=2026-11-24T16:00:00Z") > 0);
	ck_assert(put(ENTITY_ACTIVITY, 0, "subject=b\nowner=2\nstart=2026-11-24T11:00:00Z\nduration=600") > 0);
	ck_assert(put(ENTITY_ACTIVITY, 0, "subject=f\ndue=2026-11-22\nduration=4320") > 0);
	ck_assert(put(ENTITY_ACTIVITY, 0, "subject=late\nstart=2026-11-23T23:30:00Z\nduration=60") > 0);
	ck_assert(put(ENTITY_ACTIVITY, 0, "subject=before\nstart=2026-11-23T22:30:00Z\nduration=60") > 0);
	ck_assert(put(ENTITY_ACTIVITY, 0, "subject=after\ndue=2026-11-25") > 0);
	ck_assert_msg(ask(verb_report, (struct request){ .verb = VERB_REPORT, .name = "calendar", .args = args,
							 .nargs = 3 }) == 0, "%s", book.error.text);
	items = book.answer->tables[0];
	free = book.answer->tables[1];
	ck_assert_uint_eq(items->nrows, 5);
	ck_assert_str_eq(items->note, "2 clashes · next free hour Tue 08:00");
	ck_assert_str_eq(table_get(items, 2, "subject").s, "c");
	ck_assert_str_eq(table_get(items, 2, "clash").s, "11:30 visit");
	ck_assert_str_eq(table_get(items, 3, "clash").s, "11:00 call");
	ck_assert_uint_eq(free->nrows, 2);
	ck_assert_int_eq(table_get(free, 0, "minutes").i, 180);
	ck_assert_int_eq(table_get(free, 1, "minutes").i, 300);
	args[2].value = "all";
	ck_assert_int_eq(ask(verb_report, (struct request){ .verb = VERB_REPORT, .name = "calendar", .args = args,
							    .nargs = 3 }), 0);
	ck_assert_uint_eq(book.answer->tables[0]->nrows, 6);
	ck_assert_uint_eq(book.answer->tables[1]->nrows, 1); /* 8:00 to 11:00 */
	args[1].value = "2026-11-20";
	ck_refused(ask(verb_report, (struct request){ .verb = VERB_REPORT, .name = "calendar", .args = args,
						      .nargs = 3 }), ERROR_USAGE, "ends before");
}
END_TEST

/* A day of 5,001 tasks, one more than are read. */
START_TEST(a_calendar_says_that_it_is_cut)
{
	struct named_value args[] = { { "from", "2026-11-24" }, { "to", "2026-11-25" }, { "owner", "all" } };
	struct request r = { .verb = VERB_REPORT, .name = "calendar", .args = args, .nargs = 3 };

	ck_assert_int_eq(db_run(db_prepare(book.store.db,
					   "INSERT INTO activity (subject, kind, due) WITH RECURSIVE n(i) AS (SELECT 1"
					   " UNION ALL SELECT i + 1 FROM n WHERE i < 5001) SELECT 'T' || i, 'task',"
					   " '2026-11-24' FROM n", NULL), NULL), 0);
	ck_assert_int_eq(ask(verb_report, r), 0);
	ck_assert_uint_eq(book.answer->tables[0]->nrows, 5000);
	ck_assert_str_eq(book.answer->tables[0]->note, "the first 5,000 of 5,001 activities · next free hour Tue 08:00");
	args[1].value = "2026-11-24";
	args[0].value = "2026-11-23";
	ck_assert_int_eq(ask(verb_report, r), 0);
	ck_assert_str_eq(book.answer->tables[0]->note, "next free hour tomorrow 08:00");
}
END_TEST

/* A day more is left out: what stands there goes, the rest is not made anew; what was moved or written into stays. */
START_TEST(a_day_left_out_takes_one_time_away)
{
	int64_t first, second, third, fourth;
	char *rule;

	live_in("Europe/Berlin");
	first = plan("start=2026-11-23T08:00:00Z\nduration=30", "every mon until 2026-12-21");
	second = nth(first, 1);
	third = nth(first, 2);
	fourth = nth(first, 3);
	put(ENTITY_ACTIVITY, third, "note=Bring the plan");
	ck_assert_int_gt(put(ENTITY_ACTIVITY, first, "repeats=every mon until 2026-12-21 except 2026-11-30, 2026-12-07"), 0);
	rule = xstrdup("FREQ=WEEKLY;BYDAY=MO;UNTIL=20261221;EXDATE=20261130,20261207");
	ck_column(ENTITY_ACTIVITY, second, "removed", "1");
	ck_column(ENTITY_ACTIVITY, third, "removed", "0");
	ck_column(ENTITY_ACTIVITY, fourth, "removed", "0");
	ck_column(ENTITY_ACTIVITY, third, "repeats", rule);
	ck_column(ENTITY_ACTIVITY, fourth, "repeats", rule);
	ck_assert_int_eq(number("SELECT count(*) FROM activity WHERE removed = 0"), 4);
	free(rule);
}
END_TEST

Suite *recur_suite(void)
{
	Suite *s = suite_create("recur");
	TCase *c = tcase_create("recur");

	tcase_add_checked_fixture(c, begin, book_end);
	tcase_add_loop_test(c, a_weekly_hour_stays_on_the_wall_clock, 0, (int)LENGTH(clocks));
	tcase_add_test(c, skipped_and_doubled_times);
	tcase_add_test(c, the_zone_is_the_series_own);
	tcase_add_loop_test(c, rules_fall_where_the_calendar_says, 0, (int)LENGTH(rules));
	tcase_add_test(c, the_times_are_as_the_first_and_one_step_of_undo);
	tcase_add_test(c, one_is_edited_alone);
	tcase_add_test(c, all_following_follow);
	tcase_add_test(c, a_new_rule_holds_from_there_on);
	tcase_add_test(c, a_series_ends);
	tcase_add_test(c, what_cannot_repeat_says_so);
	tcase_add_test(c, a_day_moves_over_the_change_of_clocks);
	tcase_add_test(c, the_calendar_tells_a_window);
	tcase_add_test(c, a_calendar_says_that_it_is_cut);
	tcase_add_test(c, a_day_left_out_takes_one_time_away);
	suite_add_tcase(s, c);
	return s;
}
