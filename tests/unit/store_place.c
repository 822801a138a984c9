/* The places Today and the board, at 2026-11-22, a Sunday. */
#include "store_book.h"
#include "store_suites.h"

#include "model/report.h"

static struct book book;

static void add_activity(const char *subject, const char *due, const char *start, const char *owner)
{
	book_add(&book, "activity", "subject", subject, "kind", "call", "due", due, "start", start, "owner",
		 owner, NULL);
}

static void add_deal(const char *name, const char *stage, const char *amount, const char *close)
{
	book_add(&book, "deal", "name", name, "stage", stage, "amount", amount, "currency", "EUR", "close",
		 close, "owner", "1", NULL);
}

static void setup(void)
{
	book_open(&book);
	book_add(&book, "user", "name", "Bea", "login", "bea", NULL);
	add_activity("long ago", "2026-10-01", NULL, "1");
	add_activity("yesterday", "2026-11-21", NULL, "1");
	add_activity("started", NULL, "2026-11-20T09:00:00Z", "1");
	add_activity("today", "2026-11-22", NULL, "1");
	add_activity("tomorrow", "2026-11-23", NULL, "1");
	add_activity("in a week", "2026-11-29", NULL, "1");
	add_activity("in eight days", "2026-11-30", NULL, "1");
	add_activity("hers", "2026-11-22", NULL, "2");
	/* Stage 1 is won with 10 %, 2 with 30 %, 3 with 60 %; 5 is won. */
	add_deal("late", "1", "1000", "2026-11-01");
	add_deal("month", "2", "500", "2026-11-30");
	add_deal("next month", "3", "100", "2026-12-01");
	add_deal("won", "5", "50", "2026-11-15");
}

static void teardown(void)
{
	book_close(&book);
}

static struct answer *report(const char *name, const char *arg, const char *value)
{
	struct named_value args[] = { { arg, value } };
	struct request r = { .verb = VERB_REPORT, .name = name, .args = args, .nargs = arg ? 1 : 0 };

	return book_ask(&book, verb_report, &r);
}

/* One column of a table, ";" behind each. */
static const char *column_words(const struct table *t, const char *column)
{
	static struct sbuf out; /* kept so that the caller need not free it */

	sbuf_reset(&out);
	for (size_t i = 0; i < t->nrows; i++)
		sbuf_printf(&out, "%s;", table_get(t, i, column).s);
	return sbuf_text(&out);
}

START_TEST(today_has_its_sections)
{
	struct answer *a = report("today", NULL, NULL);

	ck_assert_str_eq(column_words(answer_table(a, "overdue"), "subject"),
			 "long ago;started;yesterday;");
	ck_assert_str_eq(column_words(answer_table(a, "today"), "subject"), "today;");
	ck_assert_str_eq(column_words(answer_table(a, "next"), "subject"), "tomorrow;in a week;");
	ck_assert_str_eq(column_words(answer_table(a, "closing"), "name"), "late;month;");
	/* 1,000 + 500; 10 % of 1,000 + 30 % of 500 = 250 */
	ck_assert_str_eq(answer_table(a, "closing")->note, "2 deals · €1,500 · €250 weighted");
	ck_assert_uint_eq(answer_table(a, "rotting")->nrows, 0);
	ck_assert_int_eq(answer_table(a, "overdue")->rows[0].tone, TONE_DANGER);
	answer_free(a);
}
END_TEST

START_TEST(today_of_others)
{
	struct answer *a = report("today", "owner", "Bea");

	ck_assert_str_eq(column_words(answer_table(a, "today"), "subject"), "hers;");
	answer_free(a);
	a = report("today", "owner", "all");
	ck_assert_int_eq(answer_table(a, "today")->total, 2);
	answer_free(a);
}
END_TEST

/* Stage 1 rots after 14 days: a deal that entered it 15 days ago does, one of 14 days ago does not. */
START_TEST(rotting_deals)
{
	struct answer *a;

	add_deal("ripe", "1", "10", NULL);
	add_deal("rotten", "1", "10", NULL);
	db_run(db_prepare(book.store.db, "UPDATE deal SET since = '2026-11-08' WHERE name = 'ripe'", NULL), NULL);
	db_run(db_prepare(book.store.db, "UPDATE deal SET since = '2026-11-07' WHERE name = 'rotten'", NULL),
	       NULL);
	a = report("today", NULL, NULL);
	ck_assert_str_eq(column_words(answer_table(a, "rotting"), "name"), "rotten;");
	answer_free(a);
}
END_TEST

START_TEST(board_has_a_table_for_each_stage)
{
	static const int64_t counts[] = { 1, 1, 1, 0, 1 };
	static const int64_t sums[] = { 100000, 50000, 10000, 0, 5000 };
	static const int64_t weighted[] = { 10000, 15000, 6000, 0, 5000 };
	struct answer *a = report("board", NULL, NULL);
	const struct table *heads = a->tables[0];

	ck_assert_uint_eq(a->ntables, 6);
	ck_assert_uint_eq(heads->nrows, 5);
	for (size_t i = 0; i < 5; i++) {
		ck_assert_int_eq(table_get(heads, i, "deals").i, counts[i]);
		ck_assert_int_eq(table_get(heads, i, "sum").i, sums[i]);
		ck_assert_int_eq(table_get(heads, i, "weighted").i, weighted[i]);
		ck_assert_int_eq(a->tables[i + 1]->total, counts[i]);
		ck_assert_str_eq(a->tables[i + 1]->title, table_get(heads, i, "stage").s);
	}
	ck_assert_str_eq(heads->title, "Sales");
	ck_assert_str_eq(heads->note, "3 deals · €1,600 · €310 weighted");
	answer_free(a);
}
END_TEST

START_TEST(cards_tell_what_comes_next)
{
	struct answer *a;

	book_add(&book, "activity", "subject", "later", "kind", "task", "deal", "1", "due", "2026-12-05",
		 NULL);
	book_add(&book, "activity", "subject", "sooner", "kind", "task", "deal", "1", "due", "2026-12-01",
		 NULL);
	book_set(&book, "deal", 2, "next_step", "ask the boss");
	a = report("board", NULL, NULL);
	ck_assert_str_eq(table_get(a->tables[1], 0, "next").s, "sooner");
	ck_assert_int_eq(table_get(a->tables[1], 0, "due").i, date_make(2026, 12, 1));
	ck_assert_str_eq(table_get(a->tables[2], 0, "next").s, "ask the boss");
	ck_assert_int_eq(table_get(a->tables[1], 0, "days").i, 0);
	answer_free(a);
}
END_TEST

START_TEST(won_means_this_month)
{
	struct answer *a;

	db_run(db_prepare(book.store.db, "UPDATE deal SET closed = '2026-10-31' WHERE name = 'won'", NULL), NULL);
	a = report("board", NULL, NULL);
	ck_assert_int_eq(a->tables[5]->total, 0);
	answer_free(a);
	db_run(db_prepare(book.store.db, "UPDATE deal SET closed = '2026-11-01' WHERE name = 'won'", NULL), NULL);
	a = report("board", NULL, NULL);
	ck_assert_int_eq(a->tables[5]->total, 1);
	answer_free(a);
}
END_TEST

START_TEST(a_filtered_board)
{
	struct answer *a = report("board", "filter", "amount>=500");

	ck_assert_int_eq(a->tables[1]->total, 1);
	ck_assert_int_eq(a->tables[3]->total, 0);
	ck_assert_str_eq(a->tables[0]->note, "2 deals · €1,500 · €250 weighted");
	answer_free(a);
}
END_TEST

START_TEST(refuses_what_it_does_not_know)
{
	struct named_value args[] = { { "colour", "red" } };

	book_refuse(&book, verb_report, &(struct request){ .name = "nonsense" }, ERROR_USAGE);
	book_refuse(&book, verb_report, &(struct request){ .name = "today", .args = args, .nargs = 1 },
		    ERROR_USAGE);
	args[0] = (struct named_value){ "owner", "nobody" };
	book_refuse(&book, verb_report, &(struct request){ .name = "today", .args = args, .nargs = 1 },
		    ERROR_ABSENT);
	args[0] = (struct named_value){ "pipeline", "nothing" };
	book_refuse(&book, verb_report, &(struct request){ .name = "board", .args = args, .nargs = 1 },
		    ERROR_ABSENT);
}
END_TEST

/* Each row of model/report.c runs without arguments, when it requires none. */
START_TEST(every_report_runs)
{
	bool required = !strcmp(reports[_i].name, "sheet"); /* of one of four; store_sheet.c asks it */

	for (const struct arg *arg = reports[_i].args; arg && arg->name; arg++)
		required = required || arg->required;
	if (!required)
		answer_free(report(reports[_i].name, NULL, NULL));
}
END_TEST

Suite *place_suite(void)
{
	Suite *s = suite_create("place");
	TCase *t = tcase_create("place");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, today_has_its_sections);
	tcase_add_test(t, today_of_others);
	tcase_add_test(t, rotting_deals);
	tcase_add_test(t, board_has_a_table_for_each_stage);
	tcase_add_test(t, cards_tell_what_comes_next);
	tcase_add_test(t, won_means_this_month);
	tcase_add_test(t, a_filtered_board);
	tcase_add_test(t, refuses_what_it_does_not_know);
	tcase_add_loop_test(t, every_report_runs, 0, (int)reports_count);
	suite_add_tcase(s, t);
	return s;
}
