/* get: a record's whole screen. Ids begin at 1 in a new book; user 1 is ana, who acts. */
#include "store_book.h"
#include "store_suites.h"

static struct book book;

/* A customer with one contact, two open deals, one lost, activities of every time. Today is 2026-11-22. */
static void setup(void)
{
	book_open(&book);
	book_add(&book, "customer", "name", "Müller", "status", "prospect", "next_step", "visit", NULL);
	book_add(&book, "contact", "name", "Katrin", "customer", "1", NULL);
	book_add(&book, "point", "customer", "1", "kind", "address", "city", "Köln", "main", "1", NULL);
	book_add(&book, "deal", "name", "P40", "customer", "1", "amount", "1000", "currency", "EUR",
		 "opened", "2026-10-01", NULL);
	book_add(&book, "deal", "name", "P50", "customer", "1", "amount", "500", "currency", "EUR",
		 "opened", "2026-11-02", NULL);
	book_add(&book, "deal", "name", "old", "customer", "1", "stage", "6", "opened", "2025-01-01",
		 "closed", "2025-06-01", NULL);
	book_add(&book, "activity", "subject", "send offer", "kind", "call", "customer", "1", "due",
		 "2026-11-19", NULL);
	book_add(&book, "activity", "subject", "demo", "kind", "visit", "customer", "1", "start",
		 "2026-11-25T09:00:00Z", NULL);
	book_add(&book, "activity", "subject", "price", "kind", "call", "customer", "1", "done",
		 "2026-11-18T09:00:00Z", "direction", "out", "duration", "12", NULL);
	book_add(&book, "activity", "subject", "question", "kind", "mail", "customer", "1", "done",
		 "2026-11-10T09:00:00Z", "direction", "in", NULL);
}

static void teardown(void)
{
	book_close(&book);
}

static struct answer *get(const char *entity, int64_t id, const char *part)
{
	struct request r = { .verb = VERB_GET, .entity = entity_find(entity), .id = id, .name = part };

	return book_ask(&book, verb_get, &r);
}

START_TEST(facts_are_all_fields)
{
	struct answer *a = get("customer", 1, NULL);
	const struct table *t = answer_table(a, "facts");

	ck_assert_uint_eq(t->ncolumns, entity_at(ENTITY_CUSTOMER)->nfields);
	ck_assert_str_eq(table_get(t, 0, "name").s, "Müller");
	ck_assert_str_eq(table_get(t, 0, "city").s, "Köln");
	ck_assert_int_eq(table_get(t, 0, "open").i, 150000);
	ck_assert_int_eq(t->rows[0].id, 1);
	ck_assert_int_ge(t->rows[0].version, 1);
	answer_free(a);
}
END_TEST

START_TEST(children_are_tables)
{
	static const struct {
		const char *name;
		int64_t total;
	} children[] = { { "contacts", 1 }, { "deals", 3 }, { "activities", 4 },
			 { "points", 1 },   { "roles", 0 }, { "subsidiaries", 0 } };
	struct answer *a = get("customer", 1, NULL);

	for (size_t i = 0; i < LENGTH(children); i++) {
		const struct table *t = answer_table(a, children[i].name);
		ck_assert_ptr_nonnull(t);
		ck_assert_int_eq(t->total, children[i].total);
		ck_assert_int_eq((int64_t)t->nrows, children[i].total);
		ck_assert_ptr_nonnull(t->title);
	}
	ck_assert_int_eq(table_column(answer_table(a, "deals"), "customer"), -1);
	ck_assert_str_eq(table_words(answer_table(a, "contacts")), "Katrin;");
	answer_free(a);
}
END_TEST

START_TEST(the_strip_tells_what_is_open)
{
	struct answer *a = get("customer", 1, NULL);
	const struct table *t = answer_table(a, "open");

	ck_assert_str_eq(table_get(t, 0, "next_step").s, "visit");
	ck_assert_str_eq(table_get(t, 0, "next").s, "send offer");
	ck_assert_int_eq(table_get(t, 0, "due").i, date_make(2026, 11, 19));
	ck_assert_int_eq(table_get(t, 0, "overdue").i, 1);
	ck_assert_int_eq(table_get(t, 0, "deals").i, 2);
	ck_assert_int_eq(table_get(t, 0, "amount").i, 150000);
	ck_assert_int_eq(t->rows[0].tone, TONE_DANGER);
	ck_assert_ptr_eq(t->rows[0].entity, entity_at(ENTITY_ACTIVITY));
	answer_free(a);
}
END_TEST

/* "kind what" of the timeline's rows, newest first, until they have been told. */
static const char *told(const struct table *t)
{
	static struct sbuf out; /* kept so that the caller need not free it */

	sbuf_reset(&out);
	for (size_t i = 0; i < t->nrows; i++)
		sbuf_printf(&out, "%s %s;", table_get(t, i, "kind").s,
			    table_get(t, i, "what").s ? table_get(t, i, "what").s : "-");
	return sbuf_text(&out);
}

static void check_timeline(const char *entity, int64_t id, const char *part, const char *wanted)
{
	struct answer *a = get(entity, id, part);
	const struct table *t = answer_table(a, "timeline");

	ck_assert_str_eq(told(t), wanted);
	ck_assert_int_eq(t->total, (int64_t)t->nrows);
	answer_free(a);
}

START_TEST(the_timeline_merges_newest_first)
{
	book_set(&book, "deal", 2, "stage", "2");
	book_set(&book, "customer", 1, "status", "customer");
	check_timeline("customer", 1, "talks", "visit demo;call send offer;call price;");
	check_timeline("customer", 1, "mail", "mail question;");
	check_timeline("customer", 1, "deals",
		       "stage P50: Qualified → Proposal;opened P50;opened P40;lost old;opened old;");
	check_timeline("customer", 1, "changes", "change Status prospect → customer;created -;");
	check_timeline("deal", 2, "deals", "stage Qualified → Proposal;");
	book_add(&book, "activity", "subject", "likes tea", "kind", "note", "customer", "1", NULL);
	book_add(&book, "activity", "subject", "prepare", "kind", "task", "customer", "1", NULL);
	check_timeline("customer", 1, "notes", "note likes tea;");
	check_timeline("customer", 1, "tasks", "task prepare;");
}
END_TEST

/* An invoice tells of its day and of its payment, a case of when it came and of when it was closed. A contact has
 * cases, but no invoices. */
START_TEST(the_timeline_tells_of_money_and_cases)
{
	book_add(&book, "invoice", "number", "R-7", "customer", "1", "deal", "1", "date", "2026-09-01", "amount", "500",
		 "paid", "200", "paid_on", "2026-10-05", NULL);
	book_add(&book, "invoice", "number", "R-8", "customer", "1", "date", "2026-10-01", "amount", "100", NULL);
	book_add(&book, "case", "subject", "hums", "customer", "1", "contact", "1", "opened", "2026-09-10", "closed",
		 "2026-09-20", "status", "closed", NULL);
	book_add(&book, "case", "subject", "manual?", "kind", "question", "customer", "1", NULL);
	check_timeline("customer", 1, "money", "paid R-7;invoice R-8;invoice R-7;");
	check_timeline("deal", 1, "money", "paid R-7;invoice R-7;");
	check_timeline("contact", 1, "money", "");
	check_timeline("customer", 1, "cases", "question manual?;closed hums;complaint hums;");
	check_timeline("contact", 1, "cases", "closed hums;complaint hums;");
}
END_TEST

START_TEST(what_is_pinned_stands_on_top)
{
	check_timeline("customer", 1, "talks", "visit demo;call send offer;call price;");
	book_set(&book, "activity", 3, "pinned", "1");
	check_timeline("customer", 1, "talks", "call price;visit demo;call send offer;");
	book_set(&book, "activity", 3, "pinned", "0");
	book_set(&book, "activity", 4, "pinned", "1");
	check_timeline("customer", 1, "mail", "mail question;");
	book_add(&book, "activity", "subject", "thanks", "kind", "mail", "customer", "1", "done",
		 "2026-11-20T09:00:00Z", NULL);
	check_timeline("customer", 1, "mail", "mail question;mail thanks;");
	book_set(&book, "activity", 4, "pinned", NULL);
	check_timeline("customer", 1, "mail", "mail thanks;mail question;");
}
END_TEST

START_TEST(everything_is_in_all)
{
	static const char *const parts[] = { "talks", "mail", "deals", "changes", "notes", "tasks" };
	struct answer *all = get("customer", 1, "all");
	int64_t sum = 0, last = INT64_MAX;

	for (size_t i = 0; i < LENGTH(parts); i++) {
		struct answer *a = get("customer", 1, parts[i]);
		sum += answer_table(a, "timeline")->total;
		answer_free(a);
	}
	const struct table *t = answer_table(all, "timeline");
	ck_assert_int_eq(t->total, sum);
	for (size_t i = 0; i < t->nrows; i++) {
		struct value when = table_get(t, i, "when");
		ck_assert_int_ne(when.kind, VALUE_NULL);
		ck_assert_int_le(when.i, last);
		last = when.i;
	}
	answer_free(all);
}
END_TEST

START_TEST(a_talk_tells_who_and_how_long)
{
	struct answer *a = get("customer", 1, "talks");
	const struct table *t = answer_table(a, "timeline");

	ck_assert_int_eq(table_get(t, 2, "duration").i, 12);
	ck_assert_str_eq(table_get(t, 2, "direction").s, "out");
	ck_assert_int_eq(table_get(t, 2, "who").i, book.store.user);
	ck_assert_int_eq(table_get(t, 2, "when").i, date_make(2026, 11, 18));
	ck_assert_ptr_eq(t->rows[2].entity, entity_at(ENTITY_ACTIVITY));
	ck_assert_int_eq(t->rows[2].id, 3);
	ck_assert_int_eq(t->rows[1].tone, TONE_DANGER);
	answer_free(a);
}
END_TEST

START_TEST(a_window_of_the_timeline)
{
	struct request r = { .entity = entity_find("customer"), .id = 1, .offset = 1, .limit = 2,
			     .name = "talks" };
	struct answer *a = book_ask(&book, verb_get, &r);
	const struct table *t = answer_table(a, "timeline");

	ck_assert_str_eq(told(t), "call send offer;call price;");
	ck_assert_int_eq(t->offset, 1);
	ck_assert_int_eq(t->total, 3);
	answer_free(a);
}
END_TEST

START_TEST(every_entity_can_be_opened)
{
	struct request r = { .entity = entity_at((enum entity_id)_i), .id = 1 };
	struct answer *a = answer_new(1);
	struct error e = { 0 };

	if (verb_get(&book.store, &r, a, &e) < 0)
		ck_assert_msg(e.kind == ERROR_ABSENT, "%s", e.text);
	answer_free(a);
}
END_TEST

START_TEST(what_is_not_there)
{
	struct request r = { .entity = entity_find("customer"), .id = 99 };

	book_refuse(&book, verb_get, &r, ERROR_ABSENT);
	r = (struct request){ .entity = entity_find("customer"), .id = 1, .name = "nonsense" };
	book_refuse(&book, verb_get, &r, ERROR_USAGE);
	book_refuse(&book, verb_get, &(struct request){ .id = 1 }, ERROR_USAGE);
}
END_TEST

START_TEST(the_removed_can_be_looked_at)
{
	struct answer *a;

	book_change(&book, "deal", 1, CHANGE_REMOVE);
	a = get("deal", 1, NULL);
	ck_assert_int_eq(table_get(answer_table(a, "facts"), 0, "removed").i, 1);
	answer_free(a);
	a = get("customer", 1, NULL);
	ck_assert_int_eq(answer_table(a, "deals")->total, 2);
	answer_free(a);
}
END_TEST

Suite *get_suite(void)
{
	Suite *s = suite_create("get");
	TCase *t = tcase_create("get");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, facts_are_all_fields);
	tcase_add_test(t, children_are_tables);
	tcase_add_test(t, the_strip_tells_what_is_open);
	tcase_add_test(t, the_timeline_merges_newest_first);
	tcase_add_test(t, the_timeline_tells_of_money_and_cases);
	tcase_add_test(t, what_is_pinned_stands_on_top);
	tcase_add_test(t, everything_is_in_all);
	tcase_add_test(t, a_talk_tells_who_and_how_long);
	tcase_add_test(t, a_window_of_the_timeline);
	tcase_add_loop_test(t, every_entity_can_be_opened, 0, ENTITY_COUNT);
	tcase_add_test(t, what_is_not_there);
	tcase_add_test(t, the_removed_can_be_looked_at);
	suite_add_tcase(s, t);
	return s;
}
