/* report: over small books whose figures were worked out by hand. Today is 2026-11-22. */
#include "store_book.h"
#include "store_suites.h"

static struct book book;
static int64_t bea;

static void setup(void)
{
	book_open(&book);
	bea = book_add(&book, "user", "name", "Bea", NULL);
}

static void teardown(void)
{
	book_close(&book);
}

static const char *text_of(int64_t n)
{
	static char texts[8][24]; /* enough for the arguments of one call */
	static unsigned turn;

	snprintf(texts[++turn % 8], sizeof(texts[0]), "%lld", (long long)n);
	return texts[turn % 8];
}

static int64_t customer(const char *name, const char *status)
{
	return book_add(&book, "customer", "name", name, "status", status, NULL);
}

static int64_t decided(int64_t who, const char *amount, const char *currency, const char *day, bool won)
{
	return book_add(&book, "deal", "name", "x", "customer", text_of(who), "amount", amount, "currency",
			currency, "stage", won ? "5" : "6", "closed", day, NULL);
}

static int64_t won(int64_t who, const char *amount, const char *day)
{
	return decided(who, amount, "EUR", day, true);
}

/* Arguments as "name=value" until NULL. */
static struct answer *report(const char *name, ...)
{
	struct named_value args[8];
	char words[8][64];
	size_t n = 0;
	va_list ap;

	va_start(ap, name);
	for (const char *arg; (arg = va_arg(ap, const char *)); n++) {
		snprintf(words[n], sizeof(words[n]), "%s", arg);
		args[n].name = words[n];
		args[n].value = strchr(words[n], '=') + 1;
		*strchr(words[n], '=') = '\0';
	}
	va_end(ap);
	return book_ask(&book, verb_report, &(struct request){ .verb = VERB_REPORT, .name = name,
							       .args = args, .nargs = n });
}

/* What Enter on the row lists: names in the order of ids, ";" behind each. */
static const char *drilled(const struct row *row)
{
	static struct sbuf words; /* kept so that the caller need not free it */
	struct answer *a;

	ck_assert_ptr_nonnull(row->drill);
	a = book_ask(&book, verb_list, &(struct request){ .verb = VERB_LIST, .entity = row->drill_entity,
							  .expr = row->drill, .sort = "id",
							  .columns = "name", .limit = 500 });
	sbuf_reset(&words);
	sbuf_puts(&words, table_words(a->tables[0]));
	answer_free(a);
	return sbuf_text(&words);
}

static const char *shown(const struct table *t, size_t row, const char *column)
{
	static struct sbuf texts[8]; /* of the last calls */
	static unsigned turn;
	struct sbuf *b = &texts[++turn % 8];
	int at = table_column(t, column);

	ck_assert_int_ge(at, 0);
	ck_assert_uint_lt(row, t->nrows);
	sbuf_reset(b);
	value_write(b, &t->columns[at].field, t->rows[row].cells[at]);
	return sbuf_text(b);
}

static void check_row(const struct table *t, size_t row, const char *column, const char *expected)
{
	ck_assert_msg(!strcmp(shown(t, row, column), expected), "%s row %zu %s: \"%s\", not \"%s\"", t->name,
		      row, column, shown(t, row, column), expected);
}

static const char *figure(const struct table *t, const char *name)
{
	for (size_t i = 0; i < t->nrows; i++)
		if (!strcmp(t->rows[i].cells[0].s, name))
			return t->rows[i].cells[1].s;
	ck_abort_msg("no figure \"%s\"", name);
}

/* Every drill lists as many records as the row counts. */
static void check_drills(const struct table *t, const char *count)
{
	for (size_t i = 0; i < t->nrows; i++) {
		size_t n = 0;
		for (const char *c = drilled(&t->rows[i]); *c; c++)
			n += *c == ';';
		ck_assert_uint_eq(n, (size_t)table_get(t, i, count).i);
	}
}

START_TEST(nothing_is_no_data)
{
	static const char *const names[] = { "pipeline", "win-rate", "revenue", "top", "pyramid",
					     "concentration" };

	for (size_t i = 0; i < LENGTH(names); i++) {
		struct answer *a = report(names[i], NULL);
		ck_assert_uint_ge(a->ntables, 1);
		ck_assert_ptr_nonnull(a->tables[0]->note);
		if (strcmp(names[i], "pipeline") != 0)
			ck_assert_uint_eq(a->tables[0]->nrows, 0);
		for (size_t t = 0; t < a->ntables; t++)
			ck_assert_int_eq(a->tables[t]->total, (int64_t)a->tables[t]->nrows);
		answer_free(a);
	}
}
END_TEST

/* Weights of src/model/customer.h. A company of 100: owner 5 (who added it), industry 10, phone 15, people
 * 15 are 45. A person of 75: owner 5, phone 15, e-mail 10, city 10, channel 5 are 45, 60 %. Nothing but the
 * owner: 5. All of the company's: 100. On average (45 + 60 + 5 + 100) / 4 = 52.5. */
static void four_customers(void)
{
	int64_t acme = book_add(&book, "customer", "name", "Acme", "industry", "tools", NULL), person, full;
	static const char *const points[][3] = { { "phone", "value", "+49 221 1" },
						 { "email", "value", "a@b.example" },
						 { "address", "city", "Köln" } };

	book_add(&book, "contact", "name", "Kim", "customer", text_of(acme), NULL);
	book_add(&book, "point", "customer", text_of(acme), "kind", "phone", "value", "+49 221 2", NULL);
	person = book_add(&book, "customer", "name", "Lee", "kind", "person", "channel", "phone", NULL);
	customer("Nobody", "suspect");
	full = book_add(&book, "customer", "name", "Whole", "industry", "tools", "size", "small", "source",
			"people", "website", "whole.example", "tax_id", "DE1", "annual_revenue", "1000",
			"channel", "visit", "rhythm", "30", NULL);
	book_add(&book, "contact", "name", "Pat", "customer", text_of(full), NULL);
	for (size_t i = 0; i < LENGTH(points); i++) {
		book_add(&book, "point", "customer", text_of(person), "kind", points[i][0], points[i][1],
			 points[i][2], NULL);
		book_add(&book, "point", "customer", text_of(full), "kind", points[i][0], points[i][1],
			 points[i][2], NULL);
	}
}

START_TEST(completeness)
{
	struct answer *a;
	const struct table *t;

	four_customers();
	a = report("completeness", NULL);
	t = answer_table(a, "completeness");
	for (size_t i = 0; i < 4; i++)
		ck_assert_str_eq(drilled(&t->rows[i]), ((const char *[]){ "Whole;", "Lee;", "Acme;",
									  "Nobody;" })[i]);
	check_drills(t, "customers");
	check_row(t, 1, "share", "25");
	check_row(t, 3, "have", "36");
	ck_assert_ptr_nonnull(strstr(t->note, "52.5 %"));
	t = answer_table(a, "missing");
	check_drills(t, "missing");
	check_row(t, 0, "field", "Industry"); /* 2 * 10, as E-mail and City, which come after it */
	check_row(t, 0, "missing", "2");
	answer_free(a);
	a = report("completeness", "filter=industry:tools", NULL);
	ck_assert_ptr_nonnull(strstr(a->tables[0]->note, "2 customers · 72.5 %"));
	check_drills(a->tables[0], "customers");
	answer_free(a);
}
END_TEST

/* The ten of section 2: 500, 200, 100, 60, 40, 30, 25, 20, 15, 10. */
static void ten_customers(void)
{
	static const char *const spends[] = { "10", "500", "200", "20", "100", "60", "40", "25", "30", "15" };

	for (size_t i = 0; i < LENGTH(spends); i++)
		won(customer(spends[i], "customer"), spends[i], "2026-05-04");
}

START_TEST(concentration)
{
	struct answer *a;
	const struct table *t;

	ten_customers();
	a = report("concentration", NULL);
	t = answer_table(a, "figures");
	ck_assert_str_eq(figure(t, "customers who give 80 %"), "3");
	ck_assert_str_eq(figure(t, "they are of all"), "30.0 %");
	ck_assert_str_eq(figure(t, "the best 20 % give"), "70.0 %");
	ck_assert_str_eq(figure(t, "Gini coefficient"), "0.6220");
	ck_assert_str_eq(figure(t, "Gini, corrected for few customers"), "0.6911");
	ck_assert_str_eq(figure(t, "Herfindahl index"), "0.30745");
	ck_assert_str_eq(figure(t, "effective number of customers"), "3.25");
	t = a->tables[0];
	ck_assert_int_eq(t->chart, CHART_LORENZ);
	ck_assert_uint_eq(t->nrows, 10);
	check_row(t, 2, "customers", "30");
	check_row(t, 2, "share", "80");
	check_row(t, 6, "share", "95.5");
	check_row(t, 9, "share", "100");
	t = answer_table(a, "classes");
	ck_assert_str_eq(drilled(&t->rows[0]), "500;200;100;");
	ck_assert_str_eq(drilled(&t->rows[1]), "60;40;25;30;");
	ck_assert_str_eq(drilled(&t->rows[2]), "10;20;15;");
	check_drills(t, "customers");
	check_row(t, 1, "share", "15.5");
	t = answer_table(a, "dependence");
	ck_assert_str_eq(table_words(t), "500;200;");
	answer_free(a);
}
END_TEST

START_TEST(one_customer_alone)
{
	struct answer *a;
	const struct table *t;

	won(customer("Only", "customer"), "5", "2026-05-04");
	a = report("concentration", NULL);
	t = answer_table(a, "figures");
	ck_assert_str_eq(figure(t, "Gini coefficient"), "0.0000");
	ck_assert_str_eq(figure(t, "Gini, corrected for few customers"), "n/a");
	ck_assert_str_eq(drilled(&answer_table(a, "classes")->rows[0]), "Only;");
	answer_free(a);
	a = report("pyramid", NULL);
	check_row(a->tables[0], 3, "customers", "1");
	check_row(a->tables[0], 0, "customers", "0");
	check_row(a->tables[0], 0, "average", "");
	answer_free(a);
}
END_TEST

/* Twenty: none top, 1 big, 3 medium, 16 small. Five spent 500, and the cut goes through them: the latest
 * purchase decides, then the number of purchases, then the id. */
static void twenty_customers(void)
{
	int64_t id;

	won(customer("A", "customer"), "1000", "2026-01-02");
	won(customer("B", "customer"), "500", "2026-05-01");
	won(customer("C", "customer"), "500", "2026-06-01");
	id = customer("D", "customer");
	won(id, "250", "2026-05-01");
	won(id, "250", "2026-04-01");
	won(customer("E", "customer"), "500", "2026-05-01");
	won(customer("F", "customer"), "500", "2026-04-30");
	for (char name[] = "G"; *name <= 'T'; name[0]++)
		won(customer(name, "customer"), *name < 'N' ? "20" : "10", "2026-02-02");
}

START_TEST(pyramid_layers)
{
	struct answer *a;
	const struct table *t;

	twenty_customers();
	a = report("pyramid", NULL);
	t = a->tables[0];
	ck_assert_int_eq(t->chart, CHART_PYRAMID);
	ck_assert_uint_eq(t->nrows, 4);
	check_row(t, 0, "customers", "0");
	check_row(t, 1, "won", "1000.00");
	check_row(t, 2, "customers_share", "15");
	check_row(t, 2, "average", "500.00");
	/* 500 + 500 + 7 x 20 + 7 x 10 of 3710 */
	check_row(t, 3, "won", "1210.00");
	check_row(t, 3, "share", "32.61");
	ck_assert_ptr_null(t->rows[0].drill);
	ck_assert_str_eq(drilled(&t->rows[1]), "A;");
	ck_assert_str_eq(drilled(&t->rows[2]), "B;C;D;");
	ck_assert_str_eq(drilled(&t->rows[3]), "E;F;G;H;I;J;K;L;M;N;O;P;Q;R;S;T;");
	ck_assert_ptr_nonnull(strstr(t->note, "5 spent just as much at the cut of medium"));
	answer_free(a);
}
END_TEST

START_TEST(those_who_do_not_buy)
{
	struct answer *a;
	const struct table *t;
	int64_t refunded = customer("Refunded", "customer"), talking = customer("Talking", "suspect");

	won(customer("Active", "customer"), "5", "2026-05-05");
	won(customer("Lapsed", "lapsed"), "70", "2025-01-01");
	won(refunded, "70", "2025-12-01");
	won(refunded, "-70", "2025-12-24");
	book_add(&book, "deal", "name", "x", "customer", text_of(talking), "stage", "1", NULL);
	customer("Hopeful", "prospect");
	customer("Someone", "suspect");
	book_add(&book, "customer", "name", "Rival", "status", "suspect", "type", "competitor", NULL);
	book_change(&book, "customer", customer("Gone", "suspect"), CHANGE_REMOVE);
	a = report("pyramid", NULL);
	t = answer_table(a, "others");
	ck_assert_str_eq(drilled(&t->rows[0]), "Refunded;Lapsed;");
	ck_assert_str_eq(drilled(&t->rows[1]), "Talking;Hopeful;");
	ck_assert_str_eq(drilled(&t->rows[2]), "Someone;");
	check_drills(t, "customers");
	answer_free(a);
}
END_TEST

/* Who moved: before, 2024-11-23 to 2025-11-22, and now. With five active customers one is medium. */
START_TEST(pyramid_moves)
{
	struct answer *a;
	const struct table *t;
	int64_t up = customer("Up", "customer"), down = customer("Down", "customer"),
		left = customer("Left", "customer"), back = customer("Back", "customer"),
		same = customer("Same", "customer");

	won(up, "10", "2025-11-22");
	won(up, "900", "2025-11-23");
	won(down, "100", "2025-03-03");
	won(down, "30", "2026-03-03");
	won(left, "40", "2025-03-03");
	won(back, "5", "2020-01-01");
	won(back, "20", "2026-03-03");
	won(same, "7", "2025-03-03");
	won(same, "8", "2026-03-03");
	won(customer("New", "customer"), "60", "2026-11-22");
	won(customer("Other", "customer"), "1", "2024-11-23");
	a = report("pyramid", NULL);
	t = answer_table(a, "moves");
	ck_assert_ptr_nonnull(strstr(t->title, "2024-11-23 to 2025-11-22"));
	/* Up, Down, Left, Same and Other bought before; Up, Down and Same still do. */
	ck_assert_ptr_nonnull(strstr(t->title, "60.0 % of 5 customers"));
	ck_assert_str_eq(drilled(&t->rows[0]), "Up;");
	ck_assert_str_eq(drilled(&t->rows[1]), "Down;");
	ck_assert_str_eq(drilled(&t->rows[2]), "Left;Other;");
	ck_assert_str_eq(drilled(&t->rows[3]), "Back;");
	ck_assert_str_eq(drilled(&t->rows[4]), "New;");
	ck_assert_str_eq(drilled(&t->rows[5]), "Same;");
	check_drills(t, "customers");
	check_row(t, 0, "change", "890.00");
	check_row(t, 1, "change", "-70.00");
	check_row(t, 2, "change", "-41.00");
	check_row(t, 3, "change", "20.00");
	check_row(t, 4, "change", "60.00");
	check_row(t, 5, "change", "1.00");
	t = answer_table(a, "movers");
	ck_assert_str_eq(t->rows[0].cells[0].s, "small → medium");
	ck_assert_str_eq(t->rows[0].cells[1].s, "Up");
	ck_assert_int_eq(t->rows[0].id, up);
	answer_free(a);
}
END_TEST

/* By the rate of the closing date, the latest known on or before; $110 at 1.10 and $125 at 1.25 are 100
 * each. Without one, left out and said. Deals of nobody are left out too. */
START_TEST(money_is_converted_by_the_day_it_was_won)
{
	int64_t ours = customer("Ours", "customer");
	struct answer *a;
	const struct table *t;

	book_add(&book, "rate", "currency", "USD", "day", "2026-01-01", "rate", "1.1", NULL);
	book_add(&book, "rate", "currency", "USD", "day", "2026-06-01", "rate", "1.25", NULL);
	decided(ours, "110", "USD", "2026-05-31", true);
	decided(ours, "125", "USD", "2026-06-01", true);
	decided(ours, "99", "USD", "2025-12-31", true);
	decided(ours, "5000", "JPY", "2026-06-01", true);
	book_add(&book, "deal", "name", "x", "amount", "7", "stage", "5", "closed", "2026-06-01", NULL);
	a = report("top", NULL);
	t = a->tables[0];
	ck_assert_uint_eq(t->nrows, 1);
	check_row(t, 0, "won", "200.00");
	check_row(t, 0, "deals", "4");
	ck_assert_int_eq(t->rows[0].id, ours);
	ck_assert_ptr_nonnull(strstr(t->note, "1 deal in USD has no rate"));
	ck_assert_ptr_nonnull(strstr(t->note, "1 deal in JPY has no rate"));
	ck_assert_ptr_nonnull(strstr(t->note, "1 deal of no customer"));
	answer_free(a);
	a = report("concentration", NULL);
	ck_assert_str_eq(drilled(&answer_table(a, "classes")->rows[0]), "Ours;");
	answer_free(a);
}
END_TEST

START_TEST(top_is_in_total_order)
{
	struct answer *a;
	const struct table *t;

	twenty_customers();
	a = report("top", "n=7", NULL);
	t = a->tables[0];
	ck_assert_str_eq(table_words(t), "A;C;D;B;E;F;G;");
	check_row(t, 0, "share", "26.95"); /* 1000 of 3710 */
	check_row(t, 2, "deals", "2");
	check_row(t, 2, "last", "2026-05-01");
	answer_free(a);
	a = report("top", "n=2", "from=2026-05-01", "to=2026-05-02", NULL);
	ck_assert_str_eq(table_words(a->tables[0]), "B;E;");
	answer_free(a);
	a = report("top", "owner=Bea", NULL);
	ck_assert_uint_eq(a->tables[0]->nrows, 0);
	answer_free(a);
}
END_TEST

static void decide_for(int64_t owner, const char *industry, const char *amount, bool is_won)
{
	int64_t who = book_add(&book, "customer", "name", "c", "industry", industry, NULL);
	int64_t deal = decided(who, amount, "EUR", "2026-07-07", is_won);

	book_set(&book, "deal", deal, "owner", owner ? text_of(owner) : NULL);
}

/* Ana: 3 of 4, 60 of 100; Bea: 0 of 1; nobody: 1 of 1. */
START_TEST(win_rates)
{
	struct answer *a;
	const struct table *t;

	decide_for(book.store.user, "Retail", "10", true);
	decide_for(book.store.user, "RETAIL", "20", true);
	decide_for(book.store.user, "a \"b\" \\ c", "30", true);
	decide_for(book.store.user, NULL, "40", false);
	decide_for(bea, "Retail", "50", false);
	decide_for(0, "Retail", "60", true);
	a = report("win-rate", NULL);
	t = a->tables[0];
	ck_assert_str_eq(table_words(t), "none;ana;Bea;");
	check_row(t, 0, "rate", "100");
	check_row(t, 1, "rate", "75");
	check_row(t, 1, "value_rate", "60");
	check_row(t, 2, "rate", "0");
	ck_assert_str_eq(drilled(&t->rows[1]), "x;x;x;x;");
	ck_assert_ptr_nonnull(strstr(t->note, "66.7 % of 6 deals won"));
	ck_assert_ptr_nonnull(strstr(t->note, "57.1 % of their value")); /* 120 of 210 */
	answer_free(a);
	a = report("win-rate", "by=industry", NULL);
	t = a->tables[0];
	ck_assert_uint_eq(t->nrows, 3);
	check_row(t, 0, "industry", "a \"b\" \\ c");
	ck_assert_str_eq(drilled(&t->rows[0]), "x;");
	check_row(t, 1, "won", "3");
	ck_assert_str_eq(drilled(&t->rows[1]), "x;x;x;x;");
	check_row(t, 2, "industry", "none");
	ck_assert_str_eq(drilled(&t->rows[2]), "x;");
	answer_free(a);
}
END_TEST

START_TEST(rates_of_nothing_are_not_there)
{
	struct answer *a;

	decide_for(bea, NULL, "0", true);
	a = report("win-rate", NULL);
	check_row(a->tables[0], 0, "rate", "100");
	check_row(a->tables[0], 0, "value_rate", "");
	answer_free(a);
}
END_TEST

START_TEST(revenue_by_month)
{
	int64_t who = customer("c", "customer");
	struct answer *a;
	const struct table *t;

	won(who, "10", "2025-11-30"); /* the month before the twelve */
	won(who, "20", "2025-12-01");
	won(who, "31", "2026-02-28");
	won(who, "30", "2026-02-01");
	won(who, "40", "2026-11-22");
	a = report("revenue", NULL);
	t = a->tables[0];
	ck_assert_int_eq(t->chart, CHART_LINE);
	ck_assert_uint_eq(t->nrows, 12);
	check_row(t, 0, "month", "2025-12");
	check_row(t, 0, "won", "20.00");
	check_row(t, 1, "won", "0.00");
	check_row(t, 1, "average", "");
	check_row(t, 2, "won", "61.00");
	check_row(t, 2, "average", "30.50");
	check_row(t, 11, "month", "2026-11");
	check_row(t, 11, "won", "40.00");
	check_drills(t, "deals");
	answer_free(a);
	a = report("revenue", "by=owner", "period=month", NULL); /* the 22nd is today: the whole of November */
	check_row(a->tables[0], 0, "won", "40.00");
	ck_assert_ptr_nonnull(strstr(a->tables[0]->note, "2026-11-01 to 2026-11-30"));
	answer_free(a);
	a = report("revenue", "by=owner", "from=2026-02-01", "to=2026-03-01", NULL);
	t = a->tables[0];
	ck_assert_uint_eq(t->nrows, 1);
	check_row(t, 0, "won", "61.00");
	check_row(t, 0, "share", "100");
	check_drills(t, "deals");
	answer_free(a);
}
END_TEST

static void open_deal(const char *amount, const char *probability, const char *stage, const char *close)
{
	book_add(&book, "deal", "name", amount, "amount", amount, "stage", stage, "override", probability,
		 "close", close, NULL);
}

/* The five deals of section 7.1, and 60,000 won in this quarter. */
START_TEST(pipeline)
{
	struct answer *a;
	const struct table *t;

	open_deal("10000", "10", "1", "2026-12-01");
	open_deal("20000", "25", "1", "2026-11-21");
	open_deal("30000", "50", "2", "2026-11-22");
	open_deal("40000", "75", "2", NULL);
	open_deal("50000", "90", "4", "2026-12-01");
	book_add(&book, "deal", "name", "w", "amount", "60000", "stage", "5", "opened", "2026-10-02", "closed",
		 "2026-11-01", NULL);
	a = report("pipeline", "quota=250000", NULL);
	t = answer_table(a, "forecast");
	ck_assert_str_eq(figure(t, "won this quarter"), "€60,000");
	ck_assert_str_eq(figure(t, "expected: won and weighted"), "€156,000");
	ck_assert_str_eq(figure(t, "standard deviation"), "€28,879.06");
	ck_assert_str_eq(figure(t, "9 times in 10 at least (P10)"), "€110,000");
	ck_assert_str_eq(figure(t, "1 time in 10 more than (P90)"), "€190,000");
	ck_assert_str_eq(figure(t, "commit: won and 90 % or more"), "€110,000");
	ck_assert_str_eq(figure(t, "best case: and 50 % or more"), "€180,000");
	ck_assert_str_eq(figure(t, "pipeline: all that is open"), "€150,000");
	ck_assert_str_eq(figure(t, "coverage of the quota that is left"), "0.8 ×");
	ck_assert_str_eq(figure(t, "quota attained"), "24.0 %");
	t = answer_table(a, "selling");
	ck_assert_str_eq(figure(t, "win rate"), "100.0 %");
	ck_assert_str_eq(figure(t, "days from opening to winning, mean"), "30.0");
	ck_assert_str_eq(figure(t, "velocity, a day"), "€10,000"); /* 5 x 60,000 x 1 / 30 */
	t = a->tables[0];
	ck_assert_uint_eq(t->nrows, 4);
	check_row(t, 0, "stage", "Qualified");
	check_row(t, 0, "sum", "30000.00");
	check_row(t, 0, "weighted", "6000.00");
	check_row(t, 0, "share", "20");
	check_row(t, 1, "deals", "2");
	check_drills(t, "deals");
	ck_assert_str_eq(table_words(answer_table(a, "overdue")), "20000;");
	ck_assert_str_eq(drilled(&(struct row){ .drill = answer_table(a, "overdue")->drill,
						.drill_entity = entity_at(ENTITY_DEAL) }), "20000;");
	answer_free(a);
	a = report("pipeline", NULL);
	ck_assert_str_eq(figure(answer_table(a, "forecast"), "coverage of the quota that is left"), "n/a");
	answer_free(a);
	a = report("pipeline", "owner=Bea", "filter=amount>1k or name:x", NULL);
	ck_assert_ptr_nonnull(strstr(a->tables[0]->note, "0 open deals"));
	answer_free(a);
}
END_TEST

/* Six deals: three stay in the first stage (one of them is lost there), two came to Proposal, one of these
 * over it to Won. A stage that was skipped counts as passed. */
START_TEST(stages_convert)
{
	int64_t deals[6];
	struct answer *a;
	const struct table *t;

	for (size_t i = 0; i < LENGTH(deals); i++)
		deals[i] = book_add(&book, "deal", "name", "x", "amount", "1", "stage", "1", NULL);
	book_set(&book, "deal", deals[0], "stage", "6");
	book_set(&book, "deal", deals[1], "stage", "2");
	book_set(&book, "deal", deals[2], "stage", "2");
	book_set(&book, "deal", deals[2], "stage", "5");
	book_set(&book, "deal", deals[3], "stage", "2");
	book_set(&book, "deal", deals[3], "stage", "1");
	a = report("pipeline", NULL);
	t = answer_table(a, "conversion");
	ck_assert_str_eq(table_words(t), "Qualified;Proposal;Negotiation;Commit;Won;");
	for (size_t i = 0; i < t->nrows; i++)
		check_row(t, i, "entered", ((const char *[]){ "6", "3", "1", "1", "1" })[i]);
	check_row(t, 0, "next", "50");
	check_row(t, 1, "next", "33.33");
	check_row(t, 3, "next", "100");
	check_row(t, 4, "next", "");
	answer_free(a);
}
END_TEST

static const struct refusal {
	const char *report, *name, *value, *says;
	enum error_kind kind;
} refusals[] = {
	{ "top", "from", "3/4/2026", "2026-04-03 or 2026-03-04", ERROR_USAGE },
	{ "top", "to", "blub", "to: ", ERROR_USAGE },
	{ "top", "from", "2026-11-23", "before it begins", ERROR_NONE },
	{ "top", "n", "0", "n=0", ERROR_USAGE },
	{ "top", "owner", "Nobody", "Nobody", ERROR_ABSENT },
	{ "win-rate", "by", "colour", "by=colour", ERROR_USAGE },
	{ "revenue", "by", "source", "by=source", ERROR_USAGE },
	{ "revenue", "period", "yesterday", "\"yesterday\" is no period", ERROR_USAGE },
	{ "pipeline", "filter", "amont>1", "amont", ERROR_USAGE },
	{ "pipeline", "pipeline", "Nowhere", "Nowhere", ERROR_ABSENT },
	{ "pipeline", "quota", "USD 5", "EUR", ERROR_USAGE },
	{ "pyramid", "owner", "me", "owner", ERROR_USAGE },
	{ "blub", "x", "y", "blub", ERROR_USAGE },
};

START_TEST(senseless_arguments_are_refused)
{
	const struct refusal *f = &refusals[_i];
	struct named_value arg = { f->name, f->value };
	struct request r = { .verb = VERB_REPORT, .name = f->report, .args = &arg, .nargs = 1 };

	if (f->kind == ERROR_NONE) { /* a period that is yet to come */
		answer_free(book_ask(&book, verb_report, &r));
		return;
	}
	ck_assert_msg(strstr(book_refuse(&book, verb_report, &r, f->kind)->text, f->says), "%s: %s",
		      f->says, book_refuse(&book, verb_report, &r, f->kind)->text);
}
END_TEST

Suite *report_suite(void)
{
	Suite *s = suite_create("reports");
	TCase *tc = tcase_create("reports");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, nothing_is_no_data);
	tcase_add_test(tc, concentration);
	tcase_add_test(tc, one_customer_alone);
	tcase_add_test(tc, completeness);
	tcase_add_test(tc, pyramid_layers);
	tcase_add_test(tc, those_who_do_not_buy);
	tcase_add_test(tc, pyramid_moves);
	tcase_add_test(tc, money_is_converted_by_the_day_it_was_won);
	tcase_add_test(tc, top_is_in_total_order);
	tcase_add_test(tc, win_rates);
	tcase_add_test(tc, rates_of_nothing_are_not_there);
	tcase_add_test(tc, revenue_by_month);
	tcase_add_test(tc, pipeline);
	tcase_add_test(tc, stages_convert);
	tcase_add_loop_test(tc, senseless_arguments_are_refused, 0, LENGTH(refusals));
	suite_add_tcase(s, tc);
	return s;
}
