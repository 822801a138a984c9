/* explain: every number that a report shows and every computed field is told as a bill, whose lines are added
 * up here once more, and whose records are listed and counted. Today is 2026-11-22. */
#include "store_book.h"
#include "store_suites.h"

#include "model/figure.h"
#include "store/explain.h"

#include <math.h>
#include <stdlib.h>

static struct book book;

#define CUSTOMERS 24

static const char *text_of(int64_t n)
{
	static char texts[16][24]; /* enough for the arguments of one call */
	static unsigned turn;

	snprintf(texts[++turn % 16], sizeof(texts[0]), "%lld", (long long)n);
	return texts[turn % 16];
}

/* Deals of a year and of the year before, of three currencies of which one has no rate, in all stages. */
static void add_deals(int64_t customer, int i)
{
	static const char *const currencies[] = { "EUR", "USD", "JPY", "XAF" };
	static const char *const days[] = { "2026-11-03", "2026-02-14", "2025-12-01", "2025-06-30" };

	for (int k = 0; k < 3; k++)
		book_add(&book, "deal", "name", text_of(1000 + 10 * i + k), "customer", text_of(customer), "amount",
			 text_of(700 + 130 * i + 999 * k), "currency", currencies[(i + k) % 4], "stage",
			 (i + k) % 5 ? "5" : "6", "opened", "2025-01-10", "closed", days[(i + 2 * k) % 4], NULL);
	for (int k = 0; k < 2; k++) {
		int64_t deal = book_add(&book, "deal", "name", text_of(5000 + 10 * i + k), "customer",
					text_of(customer), "amount", text_of(331 * (i + 1) + k), "currency",
					currencies[(i + k) % 3], "stage", text_of(1 + (i + k) % 4), "close",
					"2026-11-20", "since", "2026-10-01", NULL);
		if (i % 3 == k)
			book_set(&book, "deal", deal, "override", text_of(20 + 10 * (i % 8)));
	}
}

/* Not paid, paid in part, too much, written off, in another currency; every other one late. And a complaint of some. */
static void add_trouble(int64_t customer, int i)
{
	static const char *const paid[] = { NULL, "30", "130", "40" };
	int64_t id = book_add(&book, "invoice", "number", text_of(500 + i), "customer", text_of(customer), "date",
			      "2026-10-01", "due", i % 2 ? "2026-10-31" : "2026-12-01", "amount", "100", "currency",
			      i % 5 ? "EUR" : "USD", NULL);

	if (paid[i % 4])
		book_set(&book, "invoice", id, "paid", paid[i % 4]);
	if (i % 4 == 3)
		book_set(&book, "invoice", id, "written_off", "1");
	if (i % 3)
		book_add(&book, "case", "subject", "hums", "customer", text_of(customer), "status",
			 i % 2 ? "open" : "answered", NULL);
}

static void add_document(int64_t customer, int i)
{
	char *uuid = xasprintf("00000000-0000-4000-8000-%012d", i);

	answer_free(book_ask(&book, verb_attach, &(struct request){ .verb = VERB_ATTACH, .uuid = uuid, .name = "offer",
								    .entity = entity_at(ENTITY_CUSTOMER),
								    .id = customer, .data = "abc", .ndata = 3, .limit = 3 }));
	free(uuid);
}

static void setup(void)
{
	book_open(&book);
	book_add(&book, "rate", "currency", "USD", "day", "2026-01-01", "rate", "1.0850", NULL);
	book_add(&book, "rate", "currency", "USD", "day", "2026-11-01", "rate", "1.1275", NULL);
	book_add(&book, "rate", "currency", "JPY", "day", "2020-01-01", "rate", "163.2", NULL);
	for (int i = 0; i < CUSTOMERS; i++) {
		int64_t id = book_add(&book, "customer", "name", text_of(100 + i), "kind",
				      i % 6 ? "company" : "person", "industry", i % 2 ? "tools" : NULL, NULL);

		if (i % 4)
			book_set(&book, "customer", id, "parent", text_of(id - i % 4));
		book_add(&book, "contact", "name", text_of(300 + i), "customer", text_of(id), NULL);
		book_add(&book, "point", "customer", text_of(id), "kind", "phone", "value", "0170 5544", NULL);
		book_add(&book, "activity", "kind", "task", "subject", "s", "customer", text_of(id), "due",
			 i % 2 ? "2026-11-20" : "2026-11-25", NULL);
		if (i % 5 == 0)
			book_set(&book, "customer", id, "rhythm", text_of(7 + i));
		book_add(&book, "activity", "kind", "promise", "subject", "p", "customer", text_of(id), "direction",
			 i % 2 ? "in" : "out", NULL);
		add_deals(id, i);
		add_trouble(id, i);
		add_document(id, i);
	}
	/* Two of which clash, until 11:30, and one at 14:00. */
	book_add(&book, "activity", "kind", "visit", "subject", "v", "start", "2026-11-23T10:00:00Z", "duration", "60",
		 "customer", "1", NULL);
	book_add(&book, "activity", "kind", "call", "subject", "c", "start", "2026-11-23T10:30:00Z", "duration", "60",
		 "customer", "2", NULL);
	book_add(&book, "activity", "kind", "call", "subject", "d", "start", "2026-11-23T14:00:00Z", "customer", "3", NULL);
	answer_free(book_ask(&book, verb_draft, &(struct request){ .verb = VERB_DRAFT, .entity = entity_at(ENTITY_DEAL),
								   .name = "New deal", .words = "name\tX\n" }));
	book_set(&book, "customer", 6, "last_contact", "2026-10-01");
	book_set(&book, "contact", 1, "birthday", "1980-11-24");
	book_add(&book, "relation", "kind", "supplies", "customer", "1", "to_customer", "2", NULL);
	book_add(&book, "view", "name", "Tile", "entity", "deal", "filter", "state:open", "tile", "yes", NULL);
	book_add(&book, "view", "name", "Stages", "entity", "deal", "kind", "board", "tile", "yes", NULL);
	book_add(&book, "view", "name", "Calls", "entity", "activity", "kind", "calendar", "tile", "yes", NULL);
	book_add(&book, "view", "name", "Industries", "entity", "customer", "kind", "list", "grouped", "industry",
		 "tile", "yes", NULL);
}

static void teardown(void)
{
	book_close(&book);
}

/* How many records an expression lists. */
static int64_t listed(const struct entity *e, const char *expr)
{
	struct answer *a = book_ask(&book, verb_list, &(struct request){ .verb = VERB_LIST, .entity = e,
									 .expr = expr, .columns = "id",
									 .limit = 1 });
	int64_t n = a->tables[0]->total;

	answer_free(a);
	return n;
}

/* The sum of a field of them, record by record. */
static double listed_sum(const struct entity *e, const char *expr, const char *field)
{
	struct answer *a = book_ask(&book, verb_list, &(struct request){ .verb = VERB_LIST, .entity = e,
									 .expr = expr, .columns = field,
									 .limit = 5000 });
	const struct table *t = a->tables[0];
	double sum = 0;

	for (size_t i = 0; i < t->nrows; i++)
		sum += figure_number(t->columns[0].field.type, t->rows[i].cells[0]);
	answer_free(a);
	return sum;
}

static double number_at(const struct table *bill, size_t line)
{
	return strtod(table_get(bill, line, "number").s, NULL);
}

/* The unit in which the figure is shown, and half of which it may be off. */
static double unit_of(enum field_type type)
{
	return type == FIELD_MONEY ? 0.01 : type == FIELD_PERCENT ? 0.0001 : type == FIELD_DECIMAL ? 0.05 : 1;
}

static void check_lines(const char *where, const struct table *bill, const struct figure *f)
{
	double sum = 0, end = number_at(bill, bill->nrows - 1);
	bool signed_ = false;

	for (size_t i = 0; i + 1 < bill->nrows; i++) {
		struct value sign = table_get(bill, i, "sign");
		double n = sign.kind ? number_at(bill, i) : 0;

		if (!sign.kind)
			continue;
		signed_ = true;
		sum = *sign.s == '+' ? sum + n : *sign.s == '-' ? sum - n : *sign.s == '*' ? sum * n : *sign.s == '^' ? pow(sum, n) : sum / n;
	}
	if (!strcmp(f->made, "length") && !signed_)
		return; /* rows of a table, of which there is no other record */
	if (!strcmp(f->made, "set") || !strncmp(f->made, "list", 4))
		ck_assert_msg(!signed_, "%s %s: lines are counted that make nothing", where, f->name);
	else
		ck_assert_msg(fabs(sum - end) <= 0.5001 * unit_of(f->type),
			      "%s %s: %s comes to %.6f, not %.6f", where, f->name, f->made, sum, end);
}

/* The records behind it are as many, and come to as much. */
static void check_records(const char *where, const struct table *bill, const struct figure *f)
{
	const struct row *last = &bill->rows[bill->nrows - 1];
	double end = number_at(bill, bill->nrows - 1);

	if (!last->drill && end == 0)
		return; /* nobody is listed */
	if (!strcmp(f->made, "count"))
		ck_assert_msg(last->drill && (double)listed(last->drill_entity, last->drill) == end,
			      "%s %s: %s lists %lld", where, f->name, last->drill,
			      (long long)listed(last->drill_entity, last->drill));
	if (!strcmp(f->made, "sum worth") || !strcmp(f->made, "sum weighted") || !strcmp(f->made, "sum complete"))
		ck_assert_msg(fabs(listed_sum(last->drill_entity, last->drill, f->made + 4) - end) < 0.001,
			      "%s %s: %s comes to %f, not %f", where, f->name, last->drill,
			      listed_sum(last->drill_entity, last->drill, f->made + 4), end);
}

static void check_bill(const char *where, const struct answer *a, const struct figure *f, double number)
{
	const struct table *bill = answer_table(a, f->name);

	ck_assert_msg(bill && bill->nrows, "%s: %s is not explained", where, f->name);
	ck_assert_msg(bill->note && *bill->note, "%s: %s has no words", where, f->name);
	ck_assert_msg(fabs(number_at(bill, bill->nrows - 1) - number) <= 0.5001 * unit_of(f->type),
		      "%s: %s is %f, its bill ends at %f", where, f->name, number, number_at(bill, bill->nrows - 1));
	check_lines(where, bill, f);
	check_records(where, bill, f);
}

/* A line of key figures is a figure: it has words, unless there is none. */
static void check_pair(const char *where, const struct table *t, size_t row)
{
	bool told = !strcmp(table_get(t, row, "value").s, "n/a");

	for (const struct said *s = t->said; s; s = s->before)
		told |= s->row == (int64_t)row && s->figure->words;
	ck_assert_msg(told, "%s: %s is not explained", where, table_get(t, row, "figure").s);
}

/* A row that stands for many records: the field is their sum. */
static void check_group(const struct table *t, size_t row, const struct answer *a, const struct column *c)
{
	const struct figure sum = { c->name, c->label, c->field.type, .made = "sum" };
	double number = figure_number(c->field.type, table_get(t, row, c->name));

	check_bill(t->name, a, &sum, number);
}

/* With names for ids its list is the same. */
static void check_names(const struct row *row)
{
	struct arena a = { 0 };
	const char *named = row->drill ? expr_named(&book.store, row->drill_entity, row->drill, &a) : NULL;

	if (named && strcmp(named, row->drill) != 0)
		ck_assert_msg(listed(row->drill_entity, named) == listed(row->drill_entity, row->drill), "%s: %s",
			      row->drill, named);
	arena_free(&a);
}

static void check_row(const struct request *r, const struct table *t, size_t row)
{
	struct request ask = *r;
	struct answer *a;

	check_names(&t->rows[row]);
	ask.verb = VERB_EXPLAIN;
	ask.words = t->name;
	ask.offset = (int64_t)row;
	ask.limit = 1;
	a = book_ask(&book, verb_explain, &ask);
	for (size_t i = 0; i < t->ncolumns; i++) {
		const struct column *c = &t->columns[i];

		if (c->origin && c->origin->flags & FIELD_SUM && !t->rows[row].entity && t->rows[row].drill)
			check_group(t, row, a, c);
		if (c->origin || !figure_counts(c->field.type))
			continue;
		ck_assert_msg(c->figure && c->figure->made, "%s %s: the column %s has no explanation", r->name,
			      t->name, c->name);
		if (t->rows[row].cells[i].kind)
			check_bill(t->name, a, c->figure, figure_number(c->field.type, t->rows[row].cells[i]));
	}
	for (const struct said *s = t->said; s; s = s->before)
		if (s->row == (int64_t)row && s->figure->words)
			check_bill(t->name, a, s->figure, s->number);
	if (table_column(t, "value") >= 0 && table_column(t, "figure") >= 0)
		check_pair(t->name, t, row);
	answer_free(a);
}

/* What its note says; and how many it has, which stands beside its head. */
static void check_note(const struct request *r, const struct table *t)
{
	const struct figure length = { "length", "", FIELD_INT, .made = "length" };
	double n = (double)(t->total >= 0 ? t->total : (int64_t)t->nrows);
	struct request ask = *r;
	bool told = false;
	struct answer *a;

	ask.verb = VERB_EXPLAIN;
	ask.words = t->name;
	a = book_ask(&book, verb_explain, &ask);
	for (const struct said *s = t->said; s; s = s->before)
		if (s->row == SAID_NOTE && s->figure->words && s->figure->made) {
			check_bill(t->name, a, s->figure, s->number);
			told |= s->number == n && (!strcmp(s->figure->made, "length") ||
						   (t->entity && s->drill_entity == t->entity));
		}
	if (n && !told)
		check_bill(t->name, a, &length, n);
	answer_free(a);
}

static const struct {
	const char *name;
	struct named_value args[3];
} asked[] = {
	{ "today", { { NULL } } },
	{ "today", { { "owner", "all" } } },
	{ "ahead", { { NULL } } },
	{ "sheet", { { "customer", "3" } } },
	{ "due", { { NULL } } },
	{ "calendar", { { NULL } } },
	{ "calendar", { { "from", "2026-11-23" }, { "to", "2026-11-24" }, { "owner", "all" } } },
	{ "board", { { NULL } } },
	{ "board", { { "filter", "amount>1k" } } },
	{ "board", { { "of", "deal" }, { "by", "owner" }, { "filter", "state:open" } } },
	{ "board", { { "of", "customer" }, { "by", "status" } } },
	{ "pipeline", { { NULL } } },
	{ "pipeline", { { "quota", "250000" }, { "filter", "amount>2k" } } },
	{ "win-rate", { { "by", "industry" } } },
	{ "win-rate", { { "by", "type" } } },
	{ "revenue", { { NULL } } },
	{ "revenue", { { "by", "industry" } } },
	{ "top", { { "n", "7" } } },
	{ "pyramid", { { NULL } } },
	{ "concentration", { { NULL } } },
	{ "completeness", { { NULL } } },
	{ "completeness", { { "filter", "industry:tools" } } },
	{ "relations", { { "of", "customer 1" } } },
};

static struct request request_of(size_t i)
{
	struct request r = { .verb = VERB_REPORT, .name = asked[i].name, .args = asked[i].args };

	while (r.nargs < LENGTH(asked[i].args) && asked[i].args[r.nargs].name)
		r.nargs++;
	return r;
}

START_TEST(every_figure_of_a_report)
{
	struct request r = request_of((size_t)_i);
	struct answer *a = answer_new(0);
	struct error e = { 0 };

	ck_assert_msg(verb_report(&book.store, &r, a, &e) == 0, "%s", e.text);
	for (size_t i = 0; i < a->ntables; i++) {
		for (size_t row = 0; row < a->tables[i]->nrows; row++)
			check_row(&r, a->tables[i], row);
		check_note(&r, a->tables[i]);
	}
	answer_free(a);
}
END_TEST

START_TEST(every_report_is_asked)
{
	for (size_t i = 0; i < reports_count; i++) {
		bool is = false;

		for (size_t k = 0; k < LENGTH(asked); k++)
			is |= !strcmp(asked[k].name, reports[i].name);
		ck_assert_msg(is, "%s is not looked at", reports[i].name);
	}
}
END_TEST

/* Of the record: all that is computed of it. */
static size_t check_fields(const struct entity *e, int64_t id)
{
	struct answer *facts = book_ask(&book, verb_get,
					&(struct request){ .verb = VERB_GET, .entity = e, .id = id, .limit = 1 });
	const struct table *t = answer_table(facts, "facts");
	size_t n = 0;

	for (unsigned i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];
		struct value v = table_get(t, 0, f->name);
		struct figure made;
		struct answer *a;

		if (!(f->flags & FIELD_COMPUTED) || v.kind == VALUE_NULL)
			continue;
		made = (struct figure){ f->name, f->label, f->type, .made = "" };
		a = book_ask(&book, verb_explain, &(struct request){ .verb = VERB_EXPLAIN, .entity = e, .id = id,
								     .columns = f->name });
		ck_assert_uint_eq(a->ntables, 1);
		ck_assert_msg(a->tables[0]->nrows > 1, "%s.%s: nothing is told of it", e->name, f->name);
		if (figure_counts(f->type))
			check_bill(e->name, a, &made, figure_number(f->type, v));
		answer_free(a);
		n++;
	}
	answer_free(facts);
	return n;
}

START_TEST(every_computed_field)
{
	for (int k = 0; k < ENTITY_COUNT; k++) {
		const struct entity *e = entity_at((enum entity_id)k);
		unsigned computed = 0;
		size_t seen = 0;

		for (unsigned i = 0; i < e->nfields; i++)
			if (e->fields[i].flags & FIELD_COMPUTED) {
				ck_assert_msg(computed_figure(e, &e->fields[i]), "%s.%s has no explanation", e->name,
					      e->fields[i].name);
				computed++;
			}
		for (int64_t id = 1; computed && id <= 20; id++)
			seen += check_fields(e, id);
		ck_assert_msg(!computed || seen >= 20, "%s: %zu figures", e->name, seen);
	}
}
END_TEST

/* A stage of 40 % (Proposal) and an own 75 %: of 1,127.50 USD at 1.1275 it is 1,000 EUR, and 750 are expected. */
START_TEST(an_override_says_whose_it_is)
{
	int64_t id = book_add(&book, "deal", "name", "own", "amount", "1127.50", "currency", "USD", "stage", "2", NULL);
	const struct table *t;
	struct answer *a;

	book_set(&book, "deal", id, "override", "75");
	a = book_ask(&book, verb_explain, &(struct request){ .verb = VERB_EXPLAIN, .id = id,
							     .entity = entity_at(ENTITY_DEAL),
							     .columns = "probability,worth,weighted" });
	t = answer_table(a, "probability");
	ck_assert_ptr_nonnull(t);
	ck_assert_str_eq(table_get(t, 0, "field").s, "override");
	ck_assert_str_eq(table_get(t, 0, "who").s, "ana, 2026-11-22 10:00");
	ck_assert_str_eq(table_get(t, 0, "sign").s, "+");
	ck_assert_int_eq(table_get(t, 1, "sign").kind, VALUE_NULL);
	ck_assert_ptr_eq(t->rows[1].drill_entity, entity_at(ENTITY_STAGE));
	t = answer_table(a, "worth");
	ck_assert_str_eq(table_get(t, 1, "number").s, "1.1275");
	ck_assert_ptr_eq(t->rows[1].drill_entity, entity_at(ENTITY_RATE));
	ck_assert(number_at(t, t->nrows - 1) == 1000);
	t = answer_table(a, "weighted");
	ck_assert(number_at(t, 0) == 1000 && number_at(t, 1) == 0.75 && number_at(t, 2) == 750);
	answer_free(a);
}
END_TEST

START_TEST(a_list_is_summed)
{
	struct request r = { .verb = VERB_EXPLAIN, .entity = entity_at(ENTITY_CUSTOMER), .expr = "industry:tools",
			     .columns = "name,open" };
	struct answer *a = book_ask(&book, verb_explain, &r);
	const struct figure open = { "open", "", FIELD_MONEY, .made = "sum open" };
	const struct figure count = { "length", "", FIELD_INT, .made = "count" };

	ck_assert_uint_eq(a->ntables, 2);
	check_bill("list", a, &count, CUSTOMERS / 2);
	check_bill("list", a, &open, listed_sum(r.entity, r.expr, "open"));
	answer_free(a);
}
END_TEST

/* MARTHA and MARHTA are .961111 alike, of which names earn what is above .75: 40 (.961111 - .75) / .25 = 33.7778.
 * Alone that is of 40: 84. With another city, of 50: 68. Tax ids that agree are 10 of 50, and suffice for 90. The
 * same name alone is 40 of 40, and not certain. */
static const struct {
	const char *one[6], *other[6]; /* name=..., then the city */
	int score;
	double lines[5];               /* the numbers of the bill's counted lines, but the last */
} pairs[] = {
	{ { "name", "Martha", NULL }, { "name", "Marhta", NULL }, 84, { 33.7778, 40, 100 } },
	{ { "name", "Beta", "tax_id", "DE123456789", NULL }, { "name", "Other", "tax_id", "123 456 789", NULL }, 90,
	  { 0, 10, 50, 100, 70 } },
	{ { "name", "Omega", NULL }, { "name", "OMEGA Ltd", NULL }, 89, { 40, 40, 100, 11 } },
};

static int64_t add_alike(const char *const words[6])
{
	return book_add(&book, "customer", words[0], words[1], words[2], words[3], NULL);
}

START_TEST(the_score_of_a_pair)
{
	const struct figure score = { "score", "", FIELD_INT, .made = "terms" };
	int64_t ids[] = { add_alike(pairs[_i].one), add_alike(pairs[_i].other) };
	struct answer *a = book_ask(&book, verb_explain, &(struct request){ .entity = entity_at(ENTITY_CUSTOMER),
									    .ids = ids, .nids = 2 });
	const struct table *t = a->tables[0];
	size_t n = 0;

	check_bill("pair", a, &score, pairs[_i].score);
	for (size_t i = 0; i + 1 < t->nrows; i++)
		if (table_get(t, i, "sign").kind)
			ck_assert_double_eq_tol(number_at(t, i), pairs[_i].lines[n++], .0001);
	ck_assert(n == 5 || pairs[_i].lines[n] == 0);
	answer_free(a);
}
END_TEST

START_TEST(senseless_questions_are_refused)
{
	const struct named_value none[] = { { "owner", "all" } };

	book_refuse(&book, verb_explain, &(struct request){ .verb = VERB_EXPLAIN }, ERROR_USAGE);
	book_refuse(&book, verb_explain, &(struct request){ .verb = VERB_EXPLAIN, .name = "nothing" }, ERROR_USAGE);
	book_refuse(&book, verb_explain, &(struct request){ .verb = VERB_EXPLAIN, .name = "top", .limit = 1,
							    .offset = 5000 }, ERROR_ABSENT);
	book_refuse(&book, verb_explain, &(struct request){ .verb = VERB_EXPLAIN, .name = "today", .args = none,
							    .nargs = 1, .words = "no table" }, ERROR_ABSENT);
	book_refuse(&book, verb_explain, &(struct request){ .verb = VERB_EXPLAIN, .id = 999999,
							    .entity = entity_at(ENTITY_DEAL) }, ERROR_ABSENT);
	book_refuse(&book, verb_explain, &(struct request){ .verb = VERB_EXPLAIN, .name = "top", .limit = 1,
							    .offset = -7 }, ERROR_ABSENT);
	book_refuse(&book, verb_explain, &(struct request){ .entity = entity_at(ENTITY_CUSTOMER), .nids = 2,
							    .ids = (int64_t[]){ 1, 999999 } }, ERROR_ABSENT);
	book_refuse(&book, verb_explain, &(struct request){ .entity = entity_at(ENTITY_DEAL), .nids = 2,
							    .ids = (int64_t[]){ 1, 2 } }, ERROR_USAGE);
}
END_TEST

Suite *explain_suite(void)
{
	Suite *s = suite_create("explain");
	TCase *t = tcase_create("explain");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, every_figure_of_a_report, 0, LENGTH(asked));
	tcase_add_test(t, every_report_is_asked);
	tcase_add_test(t, every_computed_field);
	tcase_add_test(t, an_override_says_whose_it_is);
	tcase_add_test(t, a_list_is_summed);
	tcase_add_loop_test(t, the_score_of_a_pair, 0, LENGTH(pairs));
	tcase_add_test(t, senseless_questions_are_refused);
	suite_add_tcase(s, t);
	return s;
}
