/* Today: promises, who has gone quiet, birthdays, drafts; what is due; the contact sheet. The clock stands at 2026-11-22
 * 10:00 UTC, a Sunday, where a test does not say otherwise. */
#include "store_book.h"
#include "store_suites.h"

#include "model/plan.h"
#include "model/report.h"

static struct book book;

static void setup(void)
{
	book_open(&book);
	book_add(&book, "user", "name", "Bea", "login", "bea", NULL);
}

static void teardown(void)
{
	book_close(&book);
}

static void let_it_be(int year, int month, int day)
{
	book.store.context.today = date_make(year, month, day);
	book.store.context.now = stamp_of_date(book.store.context.today) + 10 * 3600;
}

static struct answer *report(const char *name)
{
	return book_ask(&book, verb_report, &(struct request){ .verb = VERB_REPORT, .name = name });
}

/* One column of a section as people see it, ";" behind each. */
static const char *column(const struct answer *a, const char *section, const char *name)
{
	static struct sbuf out; /* kept so that the caller need not free it */
	const struct table *t = answer_table(a, section);
	int at = table_column(t, name);

	ck_assert_int_ge(at, 0);
	sbuf_reset(&out);
	for (size_t i = 0; i < t->nrows; i++) {
		value_show(&out, &t->columns[at].field, t->rows[i].cells[at], &book.store.context);
		sbuf_putc(&out, ';');
	}
	return sbuf_text(&out);
}

static int64_t promise(const char *subject, const char *direction, const char *due)
{
	return book_add(&book, "activity", "kind", "promise", "subject", subject, "direction", direction,
			"due", due, "owner", "1", NULL);
}

static void add_promises(void)
{
	promise("the offer", "out", "2026-11-24");
	promise("a sample", NULL, "2026-11-20");
	promise("the drawing", "in", "2026-11-21");
	book_set(&book, "activity", promise("kept", "out", "2026-11-20"), "done", "2026-11-20T09:00:00Z");
	book_add(&book, "activity", "kind", "promise", "subject", "hers", "owner", "2", NULL);
	book_add(&book, "activity", "kind", "call", "subject", "call", "due", "2026-11-20", "owner", "1", NULL);
}

START_TEST(promises_are_told_once_and_both_ways)
{
	struct answer *a;

	add_promises();
	a = report("today");
	ck_assert_str_eq(column(a, "promised", "subject"), "a sample;the offer;");
	ck_assert_str_eq(column(a, "awaited", "subject"), "the drawing;");
	ck_assert_int_eq(answer_table(a, "awaited")->rows[0].tone, TONE_DANGER);
	ck_assert_str_eq(column(a, "overdue", "subject"), "call;");
	ck_assert_uint_eq(answer_table(a, "next")->nrows, 0);
	answer_free(a);
}
END_TEST

START_TEST(due_has_promises_among_the_rest)
{
	struct answer *a;

	add_promises();
	a = report("due");
	ck_assert_uint_eq(a->ntables, 2);
	ck_assert_str_eq(column(a, "overdue", "subject"), "a sample;call;the drawing;");
	ck_assert_uint_eq(answer_table(a, "today")->nrows, 0);
	answer_free(a);
}
END_TEST

/* To log a promise is to note it, not to have kept it. */
START_TEST(a_logged_promise_is_open)
{
	struct named_value args[] = { { "kind", "promise" }, { "subject", "the offer" }, { "next", "tomorrow" } };
	struct answer *a = book_ask(&book, verb_act, &(struct request){ .verb = VERB_ACT, .name = "activity.log",
									.args = args, .nargs = 3 });

	answer_free(a);
	a = report("today");
	ck_assert_str_eq(column(a, "promised", "subject"), "the offer;");
	ck_assert_str_eq(column(a, "promised", "due"), "tomorrow;");
	ck_assert_uint_eq(answer_table(a, "next")->nrows, 0);
	answer_free(a);
}
END_TEST

static void customer(const char *name, const char *rhythm, const char *last, const char *status)
{
	book_add(&book, "customer", "name", name, "rhythm", rhythm, "last_contact", last, "status", status,
		 "owner", "1", NULL);
}

/* Every 14 days: whom we spoke to 14 days ago is for today at the latest, 15 days ago is too late. */
START_TEST(who_has_gone_quiet)
{
	struct answer *a;

	customer("in time", "14", "2026-11-08", "customer");
	customer("late", "14", "2026-11-07", "customer");
	customer("later", "28", "2026-09-01", "prospect");
	customer("no rhythm", NULL, "2020-01-01", "customer");
	customer("lost", "14", "2020-01-01", "lost");
	customer("never yet", "14", NULL, "suspect");
	a = report("today");
	ck_assert_str_eq(column(a, "silent", "name"), "later;late;");
	answer_free(a);
	let_it_be(2026, 12, 7); /* 15 days after it came into the book */
	a = report("today");
	ck_assert_str_eq(column(a, "silent", "name"), "later;late;in time;never yet;");
	answer_free(a);
}
END_TEST

static const struct {
	int year, month, day;
	const char *names, *days;
} birthdays[] = {
	{ 2026, 11, 22, "Today;Week;", "today;29 Nov;" },
	{ 2026, 11, 21, "Today;", "tomorrow;" },
	/* 2027 has no 29 February. */
	{ 2027, 2, 20, "", "" },
	{ 2027, 2, 21, "Leap;March;", "28 Feb;28 Feb;" }, /* of one day, by name */
	{ 2027, 3, 1, "", "" },
	{ 2028, 2, 21, "March;", "28 Feb;" },
	{ 2028, 2, 22, "March;Leap;", "Mon;29 Feb;" },
	{ 2028, 2, 29, "Leap;", "today;" },
	/* Over the end of the year the next one still comes first. */
	{ 2026, 12, 28, "Eve;New;", "Thu;Sun;" },
};

START_TEST(birthdays_of_the_week)
{
	static const char *const born[][2] = {
		{ "Week", "1980-11-29" }, { "Today", "1990-11-22" }, { "Leap", "2000-02-29" },
		{ "March", "1970-02-28" }, { "New", "1985-01-03" },   { "Eve", "1985-12-31" },
	};
	struct answer *a;

	for (size_t i = 0; i < LENGTH(born); i++)
		book_add(&book, "contact", "name", born[i][0], "birthday", born[i][1], "owner", "1", NULL);
	let_it_be(birthdays[_i].year, birthdays[_i].month, birthdays[_i].day);
	a = report("today");
	ck_assert_str_eq(column(a, "birthdays", "name"), birthdays[_i].names);
	ck_assert_str_eq(column(a, "birthdays", "birthday"), birthdays[_i].days);
	answer_free(a);
}
END_TEST

START_TEST(a_birthday_says_the_age)
{
	struct answer *a;

	book_add(&book, "contact", "name", "Ana", "birthday", "1990-11-22", "owner", "1", NULL);
	book_add(&book, "contact", "name", "Hers", "birthday", "1990-11-22", "owner", "2", NULL);
	a = report("today");
	ck_assert_str_eq(column(a, "birthdays", "age"), "turns 36;");
	ck_assert_int_eq(answer_table(a, "birthdays")->rows[0].tone, TONE_ATTENTION);
	answer_free(a);
}
END_TEST

START_TEST(drafts_are_told_to_their_owner)
{
	struct answer *a = book_ask(&book, verb_draft, &(struct request){ .verb = VERB_DRAFT,
									  .entity = entity_at(ENTITY_DEAL),
									  .name = "New deal", .words = "name\tX\n" });
	struct named_value all = { "owner", "all" };

	answer_free(a);
	a = report("today");
	ck_assert_str_eq(column(a, "drafts", "title"), "New deal;");
	answer_free(a);
	a = book_ask(&book, verb_report, &(struct request){ .verb = VERB_REPORT, .name = "today", .args = &all,
							    .nargs = 1 });
	ck_assert_ptr_null(answer_table(a, "drafts"));
	answer_free(a);
}
END_TEST

/* An appointment that is put off keeps its time. */
START_TEST(what_is_put_off_keeps_its_hour)
{
	int64_t id = book_add(&book, "activity", "kind", "visit", "subject", "demo", "start",
			      "2026-11-22T11:30:00Z", "owner", "1", NULL);
	struct named_value until = { "until", "2026-11-24" };
	struct answer *a = book_ask(&book, verb_act,
				    &(struct request){ .verb = VERB_ACT, .name = "activity.snooze",
						       .entity = entity_at(ENTITY_ACTIVITY), .ids = &id,
						       .nids = 1, .args = &until, .nargs = 1 });
	const struct table *next;

	answer_free(a);
	a = report("today");
	next = answer_table(a, "next");
	ck_assert_uint_eq(next->nrows, 1);
	ck_assert_int_eq(table_get(next, 0, "start").i, stamp_of_date(date_make(2026, 11, 24)) + 11 * 3600 + 1800);
	answer_free(a);
}
END_TEST

static void add_day(void)
{
	book_add(&book, "customer", "name", "Acme", "owner", "1", NULL);
	book_add(&book, "activity", "kind", "call", "subject", "early", "start", "2026-11-22T09:00:00Z", "owner",
		 "1", NULL);
	book_add(&book, "activity", "kind", "visit", "subject", "demo", "customer", "1", "start",
		 "2026-11-22T11:30:00Z", "owner", "1", NULL);
	book_add(&book, "activity", "kind", "task", "subject", "offer", "due", "2026-11-21", "owner", "1", NULL);
	book_add(&book, "activity", "kind", "call", "subject", "later", "start", "2026-11-24T08:00:00Z", "owner",
		 "1", NULL);
}

START_TEST(the_plan_is_read_down_one_column)
{
	struct sbuf next = SBUF_INIT;
	struct answer *a;

	add_day();
	a = report("today");
	plan_next(&next, (const struct table *const *)a->tables, a->ntables, &book.store.context);
	ck_assert_str_eq(sbuf_text(&next), "11:30 visit Acme");
	for (size_t i = 0; i < a->ntables; i++)
		plan_merge_when(a->tables[i], &book.store.context);
	ck_assert_str_eq(column(a, "overdue", "when"), "1d late;");
	ck_assert_str_eq(column(a, "today", "when"), "09:00;11:30;");
	ck_assert_str_eq(column(a, "next", "when"), "Tue 08:00;");
	answer_free(a);
	sbuf_free(&next);
}
END_TEST

START_TEST(the_plan_is_one_table_too)
{
	struct table *flat;
	struct answer *a;

	add_day();
	book_add(&book, "deal", "name", "P40", "customer", "1", "stage", "1", "amount", "500", "currency", "EUR",
		 "close", "2026-11-30", "owner", "1", NULL);
	a = report("today");
	flat = plan_flat((const struct table *const *)a->tables, a->ntables);
	ck_assert_str_eq(table_words(flat), "overdue;today;today;next;closing;");
	ck_assert_str_eq(table_get(flat, 2, "customer").s, "Acme");
	ck_assert_str_eq(table_get(flat, 4, "subject").s, "P40");
	ck_assert_int_eq(table_get(flat, 4, "amount").i, 50000);
	ck_assert_int_eq(table_get(flat, 4, "date").i, date_make(2026, 11, 30));
	table_free(flat);
	answer_free(a);
}
END_TEST

/* Acme with Jo, who owns the deal, and Kim; Other is somebody else. */
static void add_parties(void)
{
	book_add(&book, "customer", "name", "Acme", "tags", "golf", "next_step", "call in May", NULL);
	book_add(&book, "customer", "name", "Other", NULL);
	book_add(&book, "contact", "name", "Jo", "customer", "1", "job", "buyer", "birthday", "1980-01-31", NULL);
	book_add(&book, "contact", "name", "Kim", "customer", "1", NULL);
	book_add(&book, "role", "contact", "2", "customer", "2", "job", "adviser", NULL);
	book_add(&book, "point", "kind", "phone", "customer", "1", "value", "+44 1", NULL);
	book_add(&book, "point", "kind", "phone", "contact", "1", "value", "+44 2", NULL);
	book_add(&book, "point", "kind", "email", "contact", "1", "value", "jo@acme.example", NULL);
	book_add(&book, "deal", "name", "P40", "customer", "1", "contact", "1", "stage", "2", "amount", "500",
		 "currency", "EUR", NULL);
	book_add(&book, "deal", "name", "lost", "customer", "1", "stage", "6", NULL);
	book_add(&book, "activity", "kind", "call", "subject", "older", "customer", "1", "done",
		 "2026-11-01T09:00:00Z", NULL);
	book_add(&book, "activity", "kind", "visit", "subject", "newer", "customer", "1", "contact", "1", "done",
		 "2026-11-20T09:00:00Z", NULL);
	book_add(&book, "activity", "kind", "task", "subject", "no talk", "customer", "1", "done",
		 "2026-11-21T09:00:00Z", NULL);
	book_add(&book, "activity", "kind", "promise", "subject", "a sample", "customer", "1", NULL);
	book_add(&book, "activity", "kind", "promise", "subject", "an order", "customer", "1", "direction", "in",
		 NULL);
	book_add(&book, "activity", "kind", "call", "subject", "ask", "customer", "1", "deal", "1", "due",
		 "2026-11-24", NULL);
	book_add(&book, "activity", "kind", "call", "subject", "theirs", "customer", "2", "due", "2026-11-24",
		 NULL);
	book_add(&book, "activity", "kind", "task", "subject", "nobody's", NULL);
	book_add(&book, "case", "subject", "hums", "customer", "1", NULL);
}

static struct answer *sheet(const char *kind, const char *id)
{
	struct named_value of = { kind, id };

	return book_ask(&book, verb_report, &(struct request){ .verb = VERB_REPORT, .name = "sheet", .args = &of,
							       .nargs = 1 });
}

/* From the customer, one of its people, the deal and an activity on it. */
static const struct {
	const char *kind, *id, *phones;
} sheets[] = {
	{ "customer", "1", "+44 1;" },
	{ "contact", "1", "+44 2;+44 1;" },
	{ "deal", "1", "+44 2;+44 1;" },
	{ "activity", "6", "+44 1;" },
	{ "case", "1", "+44 1;" },
};

START_TEST(a_sheet_before_a_call)
{
	struct answer *a;

	add_parties();
	a = sheet(sheets[_i].kind, sheets[_i].id);
	ck_assert_str_eq(column(a, "phones", "phone"), sheets[_i].phones);
	ck_assert_str_eq(column(a, "talks", "subject"), "newer;older;");
	ck_assert_str_eq(column(a, "talks", "done"), "20 Nov;1 Nov;");
	ck_assert_str_eq(column(a, "promised", "subject"), "a sample;");
	ck_assert_str_eq(column(a, "awaited", "subject"), "an order;");
	ck_assert_str_eq(column(a, "next", "subject"), "ask;");
	ck_assert_str_eq(column(a, "deals", "name"), "P40;");
	ck_assert_str_eq(answer_table(a, "deals")->note, "1 deal · €500 · €150 weighted");
	ck_assert_str_eq(column(a, "people", "name"), "Jo;Kim;");
	ck_assert_str_eq(column(a, "people", "next_birthday"), "2027-01-31;;");
	ck_assert_ptr_nonnull(strstr(column(a, "about", "value"), "Acme · suspect;golf;call in May;"));
	answer_free(a);
}
END_TEST

/* Today is 2026-11-22. R-1 has waited since the 12th, R-2 since the 2nd, of R-3 there is time; of 1,127.50 USD at
 * 1.1275 it is 1,000 EUR, so 1,000 + (500 - 100) + 50 are unpaid. R-4 is paid and R-5 written off, R-6 another's. */
static void add_invoices(void)
{
	static const struct { const char *number, *customer, *due, *amount, *currency, *paid, *off; } all[] = {
		{ "R-1", "1", "2026-11-12", "1127.50", "USD", NULL, NULL },
		{ "R-2", "1", "2026-11-02", "500", "EUR", "100", NULL },
		{ "R-3", "1", "2026-11-30", "50", "EUR", NULL, NULL },
		{ "R-4", "1", "2026-11-01", "70", "EUR", "70", NULL },
		{ "R-5", "1", "2026-11-01", "90", "EUR", NULL, "1" },
		{ "R-6", "2", "2026-11-01", "90", "EUR", NULL, NULL },
	};

	book_add(&book, "rate", "currency", "USD", "day", "2026-11-01", "rate", "1.1275", NULL);
	for (size_t i = 0; i < LENGTH(all); i++) {
		int64_t id = book_add(&book, "invoice", "number", all[i].number, "customer", all[i].customer, "date",
				      "2026-10-15", "due", all[i].due, "amount", all[i].amount, "currency",
				      all[i].currency, NULL);

		if (all[i].paid)
			book_set(&book, "invoice", id, "paid", all[i].paid);
		if (all[i].off)
			book_set(&book, "invoice", id, "written_off", all[i].off);
	}
}

static void add_cases(void)
{
	book_add(&book, "case", "subject", "leaks", "customer", "1", "due", "2026-11-20", "answer", "sealed", NULL);
	book_add(&book, "case", "subject", "late", "customer", "1", "opened", "2026-10-01", "status", "closed",
		 "closed", "2026-10-20", NULL);
	book_add(&book, "case", "subject", "long ago", "customer", "1", "opened", "2025-10-01", "status", "closed",
		 "closed", "2025-10-20", NULL);
	book_add(&book, "case", "subject", "manual?", "kind", "question", "customer", "1", NULL);
	book_add(&book, "case", "subject", "theirs", "customer", "2", NULL);
}

START_TEST(a_sheet_tells_of_money_and_complaints)
{
	struct answer *a;

	add_parties();
	add_invoices();
	add_cases();
	a = sheet("contact", "1");
	for (size_t i = 0; i < a->ntables; i++)
		plan_merge_when(a->tables[i], &book.store.context);
	ck_assert_str_eq(column(a, "unpaid", "number"), "R-2;R-1;R-3;");
	ck_assert_str_eq(column(a, "unpaid", "when"), "20d late;10d late;30 Nov;");
	ck_assert_str_eq(column(a, "unpaid", "outstanding"), "€400.00;$1,127.50;€50.00;");
	ck_assert_str_eq(answer_table(a, "unpaid")->note, "€1,450");
	ck_assert_str_eq(column(a, "complaints", "subject"), "leaks;hums;late;");
	ck_assert_str_eq(column(a, "complaints", "status"), "answered;open;closed;");
	ck_assert_str_eq(column(a, "complaints", "when"), "2d late;;;");
	ck_assert_str_eq(column(a, "cases", "subject"), "manual?;");
	answer_free(a);
}
END_TEST

START_TEST(a_sheet_of_nobody)
{
	struct named_value of[] = { { "activity", "8" }, { "customer", "77" } };
	struct request r = { .verb = VERB_REPORT, .name = "sheet", .args = of, .nargs = 1 };

	add_parties();
	book_refuse(&book, verb_report, &r, ERROR_USAGE);
	r.nargs = 0;
	book_refuse(&book, verb_report, &r, ERROR_USAGE);
	r.nargs = 1;
	r.args = &of[1];
	book_refuse(&book, verb_report, &r, ERROR_ABSENT);
}
END_TEST

START_TEST(who_has_a_part_elsewhere)
{
	struct answer *a;

	add_parties();
	a = sheet("customer", "2");
	ck_assert_str_eq(column(a, "roles", "job"), "adviser;");
	ck_assert_str_eq(column(a, "next", "subject"), "theirs;");
	answer_free(a);
}
END_TEST

/* No such view can be saved, but an older book may have one. */
START_TEST(a_tile_that_cannot_be_asked_for_says_why)
{
	struct answer *a;

	book_add(&book, "view", "name", "Mine", "entity", "customer", "tile", "yes", NULL);
	ck_assert_int_eq(db_run(db_prepare(book.store.db, "UPDATE view SET sort = 'nme'", NULL), NULL), 0);
	a = report("today");
	ck_assert_str_eq(column(a, "tile-1", "trouble"), "Customer has no field nme. Did you mean name?;");
	answer_free(a);
}
END_TEST

Suite *today_suite(void)
{
	Suite *s = suite_create("today");
	TCase *t = tcase_create("today");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, promises_are_told_once_and_both_ways);
	tcase_add_test(t, due_has_promises_among_the_rest);
	tcase_add_test(t, a_logged_promise_is_open);
	tcase_add_test(t, who_has_gone_quiet);
	tcase_add_loop_test(t, birthdays_of_the_week, 0, LENGTH(birthdays));
	tcase_add_test(t, a_birthday_says_the_age);
	tcase_add_test(t, drafts_are_told_to_their_owner);
	tcase_add_test(t, what_is_put_off_keeps_its_hour);
	tcase_add_test(t, the_plan_is_read_down_one_column);
	tcase_add_test(t, the_plan_is_one_table_too);
	tcase_add_loop_test(t, a_sheet_before_a_call, 0, LENGTH(sheets));
	tcase_add_test(t, a_sheet_tells_of_money_and_complaints);
	tcase_add_test(t, a_sheet_of_nobody);
	tcase_add_test(t, who_has_a_part_elsewhere);
	tcase_add_test(t, a_tile_that_cannot_be_asked_for_says_why);
	suite_add_tcase(s, t);
	return s;
}
