/* list: any order, any window, exact totals; compared with an order worked out here. */
#include "store_book.h"
#include "store_suites.h"

#include "base/text.h"
#include "model/money.h"

#define CUSTOMERS 60

static struct book book;
static uint64_t drawn; /* the state of draw() */

/* splitmix64 (Steele, Lea, Flood 2014). */
static uint64_t draw(uint64_t below)
{
	uint64_t z = drawn += 0x9E3779B97F4A7C15u;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return (z ^ (z >> 31)) % below;
}

#define PICK(list) ((list)[draw(LENGTH(list))])

static const char *const names[] = { "Ärzte", "Arzt", "zebra", "Zebra", "Émile", "emil", "Acme  Ltd",
				     "acme ltd", "Øst", "osten", "王小明", "上海", "A", "a b", "ab" };
static const char *const statuses[] = { "suspect", "prospect", "customer", "lapsed", "lost", NULL };
static const char *const currencies[] = { "EUR", "JPY", "KWD", NULL };
static const char *const cities[] = { "Köln", "Kolding", "Bergen", NULL };
static const char *const days[] = { "2026-11-20", "2025-01-31", "2026-11-22", NULL };

static void digits_of(char out[24], int64_t n)
{
	snprintf(out, 24, "%lld", (long long)n);
}

static void add_customer(int64_t owner)
{
	const char *city = PICK(cities), *currency = PICK(currencies);
	char id[24], user[24], revenue[24];

	digits_of(user, owner);
	digits_of(revenue, (int64_t)draw(3) * 1000);
	digits_of(id, book_add(&book, "customer", "name", PICK(names), "status", PICK(statuses),
				 "currency", currency, "annual_revenue", draw(4) ? revenue : NULL,
				 "last_contact", PICK(days), "owner", draw(3) ? user : NULL, NULL));
	if (city)
		book_add(&book, "point", "customer", id, "kind", "address", "city", city, "main", "1",
			 NULL);
}

static void setup(void)
{
	book_open(&book);
	drawn = 42;
	int64_t bea = book_add(&book, "user", "name", "Bea", NULL);
	for (int i = 0; i < CUSTOMERS; i++)
		add_customer(i % 2 ? bea : book.store.user);
}

static void teardown(void)
{
	book_close(&book);
}

static struct answer *list(const struct request *asked)
{
	struct request r = *asked;

	r.verb = VERB_LIST;
	if (!r.entity)
		r.entity = entity_at(ENTITY_CUSTOMER);
	return book_ask(&book, verb_list, &r);
}

/* The order in which people expect two cells: as value_order says, a choice by its place. */
static int cell_order(const struct field *f, struct value a, struct value b, bool down)
{
	int order;

	if (a.kind == VALUE_NULL || b.kind == VALUE_NULL)
		return (a.kind == VALUE_NULL) - (b.kind == VALUE_NULL);
	if (f->type == FIELD_MONEY) {
		int64_t x = money_scaled(a.i, a.s), y = money_scaled(b.i, b.s);
		order = (x > y) - (x < y);
	} else if (f->type == FIELD_CHOICE) {
		order = (int)(choice_find(f->choices, a.s) - choice_find(f->choices, b.s));
	} else if (a.s) {
		order = text_order(a.s, b.s);
	} else {
		order = (a.i > b.i) - (a.i < b.i);
	}
	return down ? -order : order;
}

static const struct order_case {
	const char *sort, *columns; /* the columns are the keys, in order */
	bool down[3];
} orders[] = {
	{ "name", "name", { false } },
	{ "-name", "name", { true } },
	{ "status,-name", "status,name", { false, true } },
	{ "-status,name", "status,name", { true, false } },
	{ "annual_revenue", "annual_revenue", { false } },
	{ "-annual_revenue,city", "annual_revenue,city", { true, false } },
	{ "city,-last_contact,name", "city,last_contact,name", { false, true, false } },
	{ "-city", "city", { true } },
	{ "owner,name", "owner,name", { false, false } },
	{ "-owner.name", "owner.name", { true } },
	{ "-last_contact", "last_contact", { true } },
	{ "-id", "id", { true } },
};

static int row_order(const struct table *t, size_t a, size_t b, const bool *down)
{
	for (size_t i = 0; i < t->ncolumns; i++) {
		int order = cell_order(&t->columns[i].field, t->rows[a].cells[i], t->rows[b].cells[i],
				       down[i]);
		if (order)
			return order;
	}
	return (t->rows[a].id > t->rows[b].id) - (t->rows[a].id < t->rows[b].id);
}

START_TEST(sorts_as_people_do)
{
	const struct order_case *o = &orders[_i];
	struct answer *a = list(&(struct request){ .sort = o->sort, .columns = o->columns });
	const struct table *t = a->tables[0];

	ck_assert_uint_eq(t->nrows, CUSTOMERS);
	ck_assert_int_eq(t->total, CUSTOMERS);
	ck_assert(!a->more);
	for (size_t i = 1; i < t->nrows; i++)
		ck_assert_msg(row_order(t, i - 1, i, o->down) < 0, "%s: rows %zu and %zu", o->sort, i - 1,
			      i);
	answer_free(a);
}
END_TEST

static void check_slice(const struct table *whole, const struct table *part)
{
	ck_assert_int_eq(part->total, whole->total);
	for (size_t i = 0; i < part->nrows; i++)
		ck_assert_int_eq(part->rows[i].id, whole->rows[(size_t)part->offset + i].id);
}

/* Whatever window is cut, the rows are those of the whole list, with every order. */
START_TEST(windows_fit_together)
{
	const char *sort = orders[_i].sort;
	struct answer *whole = list(&(struct request){ .sort = sort });
	size_t seen = 0;

	for (int64_t at = 0; at < CUSTOMERS; at += 7) {
		struct answer *a = list(&(struct request){ .sort = sort, .offset = at, .limit = 7 });
		check_slice(whole->tables[0], a->tables[0]);
		ck_assert_int_eq(a->tables[0]->offset, at);
		seen += a->tables[0]->nrows;
		answer_free(a);
	}
	ck_assert_uint_eq(seen, CUSTOMERS);
	answer_free(whole);
}
END_TEST

START_TEST(locates_each_record)
{
	const char *sort = orders[_i].sort;
	struct answer *whole = list(&(struct request){ .sort = sort });

	for (int64_t i = 0; i < CUSTOMERS; i += 3) {
		int64_t id = whole->tables[0]->rows[i].id;
		struct answer *a = list(&(struct request){ .sort = sort, .limit = 10, .locate = id });
		const struct table *t = a->tables[0];
		check_slice(whole->tables[0], t);
		ck_assert_uint_eq(t->nrows, 10);
		ck_assert_int_le(t->offset, i);
		ck_assert_int_lt(i, t->offset + 10);
		answer_free(a);
	}
	answer_free(whole);
}
END_TEST

/* Some by their ids, once each and in any order, stand as they stand in the whole list; who is not there, or is
 * filtered out, does not. */
START_TEST(ids_stand_in_the_lists_order)
{
	const char *sort = orders[_i].sort;
	struct answer *whole = list(&(struct request){ .sort = sort, .expr = "id>3" }), *some;
	int64_t ids[CUSTOMERS / 3 + 2], n = 0;
	size_t at = 0;

	for (int64_t id = CUSTOMERS; id > 0; id -= 3)
		ids[n++] = id;
	ids[n++] = 9999;
	ids[n++] = CUSTOMERS;
	some = list(&(struct request){ .sort = sort, .expr = "id>3", .ids = ids, .nids = (size_t)n });
	ck_assert_uint_eq(some->tables[0]->nrows, CUSTOMERS / 3 - 1); /* not 3 */
	ck_assert_int_eq(some->tables[0]->total, CUSTOMERS / 3 - 1);
	for (size_t i = 0; i < whole->tables[0]->nrows; i++)
		if (whole->tables[0]->rows[i].id % 3 == 0)
			ck_assert_int_eq(some->tables[0]->rows[at++].id, whole->tables[0]->rows[i].id);
	answer_free(whole);
	answer_free(some);
}
END_TEST

/* The second question differs from the first only in its ids. */
START_TEST(other_ids_are_another_list)
{
	for (int64_t id = 1; id <= 3; id++) {
		struct answer *a = list(&(struct request){ .ids = &id, .nids = 1, .sort = "name", .locate = id });

		ck_assert_uint_eq(a->tables[0]->nrows, 1);
		ck_assert_int_eq(a->tables[0]->rows[0].id, id);
		answer_free(a);
	}
}
END_TEST

/* What is kept of a list's order is forgotten when anybody changes something. */
START_TEST(sees_changes_at_once)
{
	struct request r = { .sort = "name", .limit = 5, .locate = 7 };
	struct answer *a = list(&r);

	answer_free(a);
	int64_t id = book_add(&book, "customer", "name", "0 first", NULL);
	r.locate = id;
	a = list(&r);
	ck_assert_int_eq(a->tables[0]->rows[0].id, id);
	ck_assert_int_eq(a->tables[0]->total, CUSTOMERS + 1);
	answer_free(a);
	book_change(&book, "customer", id, CHANGE_REMOVE);
	a = list(&r);
	ck_assert_int_eq(a->tables[0]->total, CUSTOMERS);
	answer_free(a);
	a = list(&(struct request){ .removed = true, .limit = 5 });
	ck_assert_int_eq(a->tables[0]->total, 1);
	ck_assert_int_eq(a->tables[0]->rows[0].id, id);
	answer_free(a);
}
END_TEST

START_TEST(filters_and_counts)
{
	int64_t sum = 0;

	for (size_t i = 0; i + 1 < LENGTH(statuses); i++) {
		char *expr = xasprintf("status:%s", statuses[i]);
		struct answer *a = list(&(struct request){ .expr = expr, .columns = "status", .limit = 100 });
		const struct table *t = a->tables[0];
		ck_assert_int_eq(t->total, (int64_t)t->nrows);
		for (size_t k = 0; k < t->nrows; k++)
			ck_assert_str_eq(t->rows[k].cells[0].s, statuses[i]);
		sum += t->total;
		answer_free(a);
		free(expr);
	}
	struct answer *none = list(&(struct request){ .expr = "status:null" });
	ck_assert_int_eq(sum + none->tables[0]->total, CUSTOMERS);
	answer_free(none);
}
END_TEST

/* Whoever types "Müller & Söhne" means two words. */
START_TEST(what_is_no_word_restricts_nothing)
{
	struct answer *words = list(&(struct request){ .expr = "acme ltd" });
	struct answer *typed = list(&(struct request){ .expr = "acme & ltd" });

	ck_assert_int_gt(words->tables[0]->total, 0);
	ck_assert_int_eq(typed->tables[0]->total, words->tables[0]->total);
	answer_free(words);
	answer_free(typed);
}
END_TEST

START_TEST(cells_carry_what_they_mean)
{
	struct answer *a = list(&(struct request){ .columns = "owner,annual_revenue,owner.name",
						   .expr = "owner:Bea annual_revenue:any currency:JPY",
						   .limit = 1 });
	const struct table *t = a->tables[0];

	ck_assert_uint_eq(t->nrows, 1);
	ck_assert_str_eq(t->rows[0].cells[0].s, "Bea");
	ck_assert_str_eq(t->rows[0].cells[1].s, "JPY");
	ck_assert_str_eq(t->rows[0].cells[2].s, "Bea");
	ck_assert_str_eq(t->columns[2].name, "owner.name");
	ck_assert_int_eq(t->rows[0].version, 1);
	answer_free(a);
}
END_TEST

START_TEST(stages_sort_by_their_place)
{
	static const char *const stages[] = { "4", "1", "6", "3" };
	struct answer *a;

	for (size_t i = 0; i < LENGTH(stages); i++)
		book_add(&book, "deal", "name", stages[i], "stage", stages[i], NULL);
	a = list(&(struct request){ .entity = entity_at(ENTITY_DEAL), .sort = "stage", .columns = "name" });
	ck_assert_str_eq(table_words(a->tables[0]), "1;3;4;6;");
	answer_free(a);
}
END_TEST

/* 2026-11-22 is today. Stage 1 rots after 14 days, 5 is won, 6 is lost. */
static const struct {
	const char *name, *stage, *close;
	enum tone tone;
} tones[] = {
	{ "won", "5", "2026-01-01", TONE_GOOD },
	{ "lost", "6", "2026-01-01", TONE_QUIET },
	{ "late", "1", "2026-11-21", TONE_DANGER },
	{ "fresh", "1", "2026-11-22", TONE_PLAIN },
	{ "undated", "1", NULL, TONE_PLAIN },
};

START_TEST(deals_have_a_tone)
{
	struct answer *a;

	book_add(&book, "deal", "name", tones[_i].name, "stage", tones[_i].stage, "close", tones[_i].close,
		 NULL);
	a = list(&(struct request){ .entity = entity_at(ENTITY_DEAL) });
	ck_assert_int_eq(a->tables[0]->rows[0].tone, tones[_i].tone);
	answer_free(a);
}
END_TEST

static const struct {
	const char *due, *done;
	enum tone tone;
} activity_tones[] = {
	{ "2026-11-21", NULL, TONE_DANGER },
	{ "2026-11-22", NULL, TONE_ATTENTION },
	{ "2026-11-23", NULL, TONE_PLAIN },
	{ "2026-11-21", "2026-11-21T09:00:00Z", TONE_QUIET },
	{ NULL, NULL, TONE_PLAIN },
};

START_TEST(activities_have_a_tone)
{
	struct answer *a;

	book_add(&book, "activity", "subject", "x", "kind", "task", "due", activity_tones[_i].due, "done",
		 activity_tones[_i].done, NULL);
	a = list(&(struct request){ .entity = entity_at(ENTITY_ACTIVITY) });
	ck_assert_int_eq(a->tables[0]->rows[0].tone, activity_tones[_i].tone);
	answer_free(a);
}
END_TEST

/* 1,250.00 EUR + 1,000.00 USD at 1.25 to the euro (800.00 EUR) = 2,050.00 EUR; CHF has no rate. */
START_TEST(sums_in_the_books_currency)
{
	struct request r = { .entity = entity_at(ENTITY_DEAL), .name = "sums", .limit = 1 };
	struct answer *a;

	book_add(&book, "rate", "currency", "USD", "day", "2026-01-01", "rate", "1.25", NULL);
	book_add(&book, "deal", "name", "a", "amount", "1250", "currency", "EUR", NULL);
	book_add(&book, "deal", "name", "b", "currency", "USD", "amount", "1000", NULL);
	book_add(&book, "deal", "name", "c", "currency", "CHF", "amount", "5", NULL);
	a = list(&r);
	const struct table *sums = answer_table(a, "sums");
	ck_assert_ptr_nonnull(sums);
	ck_assert_int_eq(table_get(sums, 0, "amount").i, 205000);
	ck_assert_str_eq(table_get(sums, 0, "amount").s, "EUR");
	ck_assert_ptr_nonnull(sums->note);
	ck_assert_ptr_nonnull(strstr(sums->note, "1 amount"));
	answer_free(a);
}
END_TEST

START_TEST(says_what_is_unknown)
{
	struct request r = { .entity = entity_at(ENTITY_CUSTOMER), .columns = "nam" };
	const struct error *e = book_refuse(&book, verb_list, &r, ERROR_USAGE);

	ck_assert_msg(strstr(e->text, "name"), "%s", e->text);
	r = (struct request){ .entity = entity_at(ENTITY_CUSTOMER), .sort = "owner.nmae" };
	e = book_refuse(&book, verb_list, &r, ERROR_USAGE);
	ck_assert_msg(strstr(e->text, "name"), "%s", e->text);
	r = (struct request){ .entity = entity_at(ENTITY_CUSTOMER), .columns = "name.city" };
	book_refuse(&book, verb_list, &r, ERROR_USAGE);
	r = (struct request){ .entity = entity_at(ENTITY_CUSTOMER), .offset = -1 };
	book_refuse(&book, verb_list, &r, ERROR_USAGE);
	r = (struct request){ .entity = entity_at(ENTITY_CUSTOMER),
			      .columns = "parent.parent.parent.parent.parent.parent.name" };
	book_refuse(&book, verb_list, &r, ERROR_USAGE);
}
END_TEST

START_TEST(other_peoples_views_are_hidden)
{
	struct request r = { .entity = entity_at(ENTITY_VIEW), .sort = "name" };
	struct answer *a;

	book_add(&book, "view", "name", "mine", "entity", "deal", "scope", "private", NULL);
	book_add(&book, "view", "name", "hers", "entity", "deal", "scope", "private", "owner", "2", NULL);
	book_add(&book, "view", "name", "ours", "entity", "deal", "scope", "all", "owner", "2", NULL);
	a = list(&r);
	ck_assert_str_eq(table_words(a->tables[0]), "mine;ours;");
	answer_free(a);
}
END_TEST

Suite *select_suite(void)
{
	Suite *s = suite_create("select");
	TCase *t = tcase_create("select");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, sorts_as_people_do, 0, LENGTH(orders));
	tcase_add_loop_test(t, windows_fit_together, 0, LENGTH(orders));
	tcase_add_loop_test(t, locates_each_record, 0, LENGTH(orders));
	tcase_add_loop_test(t, ids_stand_in_the_lists_order, 0, LENGTH(orders));
	tcase_add_test(t, other_ids_are_another_list);
	tcase_add_test(t, sees_changes_at_once);
	tcase_add_test(t, filters_and_counts);
	tcase_add_test(t, what_is_no_word_restricts_nothing);
	tcase_add_test(t, cells_carry_what_they_mean);
	tcase_add_test(t, stages_sort_by_their_place);
	tcase_add_loop_test(t, deals_have_a_tone, 0, LENGTH(tones));
	tcase_add_loop_test(t, activities_have_a_tone, 0, LENGTH(activity_tones));
	tcase_add_test(t, sums_in_the_books_currency);
	tcase_add_test(t, says_what_is_unknown);
	tcase_add_test(t, other_peoples_views_are_hidden);
	suite_add_tcase(s, t);
	return s;
}
