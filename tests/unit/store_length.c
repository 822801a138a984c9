/* explain: each number that only says how many there are is told, of every list, every part of every record, every
 * table that is no report's; and of every field who typed it, or that the program set it. Today is 2026-11-22. */
#include "store_book.h"
#include "store_suites.h"

#include "model/activity.h"
#include "model/figure.h"

#include <stdlib.h>

static struct book book;
static int64_t acme, deal, gone;

static void setup(void)
{
	book_open(&book);
	acme = book_add(&book, "customer", "name", "Acme", "industry", "tools", NULL);
	book_add(&book, "customer", "name", "Acme Ltd", NULL);
	gone = book_add(&book, "customer", "name", "Gone", "industry", "tools", NULL);
	book_change(&book, "customer", gone, CHANGE_REMOVE);
	book_add(&book, "contact", "name", "Li Wei", "customer", "1", NULL);
	deal = book_add(&book, "deal", "name", "Fleet", "customer", "1", "amount", "1000", "stage", "1", NULL);
	book_set(&book, "deal", deal, "stage", "2");
	book_add(&book, "activity", "kind", "call", "subject", "a", "customer", "1", "deal", "1", "done",
		 "2026-11-20T10:00:00Z", NULL);
	book_add(&book, "activity", "kind", "note", "subject", "b", "customer", "1", NULL);
	book_add(&book, "activity", "kind", "task", "subject", "c", "customer", "1", "contact", "1", "due",
		 "2026-11-25", NULL);
	book_add(&book, "invoice", "number", "500", "customer", "1", "date", "2026-10-01", "amount", "100", "currency",
		 "EUR", "paid", "100", "paid_on", "2026-10-20", NULL);
	book_add(&book, "case", "subject", "hums", "customer", "1", NULL);
	book_add(&book, "product", "name", "P40", NULL);
	book_add(&book, "rate", "currency", "USD", "day", "2026-01-01", "rate", "1.0850", NULL);
	book_add(&book, "view", "name", "Tile", "entity", "deal", "filter", "state:open", NULL);
}

static void teardown(void)
{
	book_close(&book);
}

static double ends_at(const struct table *bill)
{
	return strtod(table_get(bill, bill->nrows - 1, "number").s, NULL);
}

/* The bill ends at the number, and its lines, if any is counted, add up to it. */
static void check_bill(const char *what, const struct table *bill, int64_t n)
{
	double sum = 0;
	bool counted = false;

	ck_assert_msg(bill && bill->nrows, "%s: not explained", what);
	ck_assert_msg(bill->note && *bill->note, "%s: no words", what);
	for (size_t i = 0; i + 1 < bill->nrows; i++)
		if (table_get(bill, i, "sign").kind) {
			counted = true;
			sum += strtod(table_get(bill, i, "number").s, NULL);
		}
	ck_assert_msg(ends_at(bill) == (double)n, "%s: %lld, but told as %f", what, (long long)n, ends_at(bill));
	ck_assert_msg(!counted || sum == (double)n, "%s: %lld, but the lines come to %f", what, (long long)n, sum);
}

static const struct table *last_of(const struct answer *a)
{
	return a->ntables ? a->tables[a->ntables - 1] : NULL;
}

static void check_told(const char *what, struct request r, int64_t n)
{
	struct answer *a;

	r.verb = VERB_EXPLAIN;
	a = book_ask(&book, verb_explain, &r);
	check_bill(what, last_of(a), n);
	answer_free(a);
}

static int64_t listed(const struct request *r)
{
	struct answer *a = book_ask(&book, verb_list, r);
	int64_t n = a->tables[0]->total;

	answer_free(a);
	return n;
}

/* Lists, and what is in the bin. */
START_TEST(every_list)
{
	for (int k = 0; k < ENTITY_COUNT; k++)
		for (int removed = 0; removed <= 1; removed++) {
			struct request r = { .verb = VERB_LIST, .entity = entity_at((enum entity_id)k), .limit = 1,
					     .removed = removed };
			int64_t n = listed(&r);

			r.limit = 0;
			check_told(r.entity->name, r, n);
		}
}
END_TEST

/* The text of a line, NULL when there is none that begins so. */
static const char *line_of(const struct table *bill, const char *start)
{
	for (size_t i = 0; i < bill->nrows; i++)
		if (!strncmp(table_get(bill, i, "part").s, start, strlen(start)))
			return table_get(bill, i, "value").kind ? table_get(bill, i, "value").s : "";
	return NULL;
}

/* One of the two of tools is in the bin. */
START_TEST(a_list_says_its_filter_and_what_was_removed)
{
	struct answer *a = book_ask(&book, verb_explain, &(struct request){
		.entity = entity_at(ENTITY_CUSTOMER), .expr = "industry:tools", .columns = "name" });
	const struct table *t = last_of(a);

	check_bill("tools", t, 1);
	ck_assert_ptr_nonnull(line_of(t, "Filter: industry:tools"));
	ck_assert_str_eq(line_of(t, "removed, not counted"), "1");
	answer_free(a);
}
END_TEST

static const struct {
	enum entity_id entity;
	int64_t *id;
} records[] = { { ENTITY_CUSTOMER, &acme }, { ENTITY_DEAL, &deal } };

static struct answer *get(const struct entity *e, int64_t id, const char *part)
{
	return book_ask(&book, verb_get, &(struct request){ .verb = VERB_GET, .entity = e, .id = id, .name = part });
}

/* Each part of the timeline. What is in none of the others is what the whole has. */
START_TEST(every_part_of_a_timeline)
{
	const struct entity *e = entity_at(records[_i].entity);
	int64_t id = *records[_i].id, whole = 0;

	for (const struct choice *part = timeline_part; part->name; part++) {
		struct answer *a = get(e, id, part->name), *told;
		int64_t n = answer_table(a, "timeline")->total;
		struct request r = { .entity = e, .id = id, .name = part->name, .words = "timeline" };
		const char *others;

		whole = part == timeline_part ? n : whole;
		check_told(part->name, r, n);
		told = book_ask(&book, verb_explain, &r);
		others = line_of(last_of(told), "in the other parts");
		ck_assert_int_eq(others ? (int64_t)strtoll(others, NULL, 10) : 0, whole - n);
		answer_free(told);
		answer_free(a);
	}
	ck_assert_int_gt(whole, 2);
}
END_TEST

/* What belongs to a record, as the screen asks for it. */
START_TEST(every_part_of_a_record)
{
	const struct entity *e = entity_at(records[_i].entity);
	int64_t id = *records[_i].id;
	struct answer *a = get(e, id, NULL);
	int told = 0;

	for (size_t i = 0; i < a->ntables; i++) {
		const struct table *t = a->tables[i];
		const struct child *c = entity_child(e, t->name);
		char expr[64];

		if (!c)
			continue;
		snprintf(expr, sizeof(expr), "%s.id:%lld", c->field, (long long)id);
		check_told(t->name, (struct request){ .entity = entity_find(c->entity), .expr = expr }, t->total);
		told += t->total > 0;
	}
	ck_assert_int_gt(told, 1);
	answer_free(a);
}
END_TEST

/* History of a record and changes of everything; the pair of Acme and Acme Ltd, in the whole book and alone. */
START_TEST(what_is_no_report)
{
	int64_t now = book.store.context.now, pair[] = { acme, acme + 1 };
	const struct {
		store_verb *verb;
		const char *what;
		struct request r;
	} asked[] = {
		{ verb_history, "history", { .entity = entity_at(ENTITY_DEAL), .id = deal } },
		{ verb_history, "history", { .since = now - 3600 } },
		{ verb_duplicates, "duplicates", { .entity = entity_at(ENTITY_CUSTOMER) } },
		{ verb_duplicates, "duplicates", { .entity = entity_at(ENTITY_CUSTOMER), .ids = pair, .nids = 2 } },
	};

	for (size_t i = 0; i < LENGTH(asked); i++) {
		struct answer *a = book_ask(&book, asked[i].verb, &asked[i].r);
		const struct table *t = a->tables[0];
		int64_t n = (int64_t)t->nrows; /* few enough to come at once */
		struct request r = asked[i].r;

		ck_assert_int_eq(t->total, n);
		r.words = asked[i].what;
		ck_assert_int_gt(n, 0);
		check_told(asked[i].what, r, n);
		answer_free(a);
	}
}
END_TEST

/* Found by words, other spellings, pinyin, and digits that are one number; each line lists what it counts. */
static const struct {
	const char *words, *way;
	int64_t n;
} found[] = {
	{ "acme", "Word: acme", 2 + 1 },       /* and the case below; who was removed is not found */
	{ "müll söhne", "Word: sohne, soehne", 1 },
	{ "zs", "Word: zs", 1 },	       /* 张三 */
	{ "0170 55", "Or all as one number: 17055", 1 },
	{ "and or", "Word: or", 1 },	       /* are words, here */
};

START_TEST(what_is_found)
{
	struct request r = { .words = "found", .expr = found[_i].words };
	const struct table *bill;
	struct answer *a;

	book_add(&book, "customer", "name", "Mueller & Soehne", NULL);
	book_add(&book, "point", "customer", "1", "kind", "phone", "value", "0049 170 555", NULL);
	book_add(&book, "customer", "name", "张三贸易", NULL);
	book_add(&book, "customer", "name", "And or not", NULL);
	book_add(&book, "case", "subject", "Acme hums", "customer", "1", NULL);
	check_told(found[_i].words, r, found[_i].n);
	a = book_ask(&book, verb_explain, &r);
	bill = last_of(a);
	ck_assert_msg(line_of(bill, found[_i].way) != NULL, "%s", found[_i].way);
	for (size_t i = 0; i < bill->nrows; i++)
		if (bill->rows[i].drill) {
			struct request drill = { .entity = bill->rows[i].drill_entity, .expr = bill->rows[i].drill };

			ck_assert_msg(listed(&drill) == strtoll(table_get(bill, i, "number").s, NULL, 10), "%s", drill.expr);
		}
	answer_free(a);
}
END_TEST

START_TEST(what_is_found_says_what_of_it_is_listed)
{
	struct request r = { .words = "found", .expr = "acme", .limit = 1 };
	struct answer *a = book_ask(&book, verb_explain, &r);

	ck_assert_str_eq(line_of(last_of(a), "listed, the best first"), "1");
	answer_free(a);
	r.limit = 2;
	a = book_ask(&book, verb_explain, &r);
	ck_assert_ptr_null(line_of(last_of(a), "listed, the best first"));
	answer_free(a);
	r.expr = "nobody";
	a = book_ask(&book, verb_explain, &r);
	ck_assert_uint_eq(a->ntables, 0);
	answer_free(a);
}
END_TEST

/* What stands in the first line of a field's bill that nothing is worked out for. */
static void check_field(const struct entity *e, const struct field *f, int64_t id)
{
	bool set = f->flags & FIELD_SYSTEM || e->flags & ENTITY_APPEND_ONLY;
	struct answer *a = book_ask(&book, verb_explain, &(struct request){ .entity = e, .id = id, .columns = f->name });

	ck_assert_msg(a->ntables == 1, "%s.%s is not explained", e->name, f->name);
	if (set)
		ck_assert_msg(line_of(a->tables[0], "set by the program"), "%s.%s: %s", e->name, f->name,
			      table_get(a->tables[0], 0, "part").s);
	else if (!(f->flags & FIELD_COMPUTED))
		ck_assert_msg(!line_of(a->tables[0], "set by the program"), "%s.%s", e->name, f->name);
	answer_free(a);
}

START_TEST(every_field)
{
	size_t n = 0;

	for (int k = 0; k < ENTITY_COUNT; k++) {
		const struct entity *e = entity_at((enum entity_id)k);
		struct request first = { .verb = VERB_LIST, .entity = e, .limit = 1, .columns = "id" };
		struct answer *a, *facts;

		a = book_ask(&book, verb_list, &first);
		facts = a->tables[0]->nrows ? get(e, a->tables[0]->rows[0].id, NULL) : NULL;
		for (unsigned i = 0; facts && i < e->nfields; i++)
			if (table_get(answer_table(facts, "facts"), 0, e->fields[i].name).kind != VALUE_NULL) {
				check_field(e, &e->fields[i], a->tables[0]->rows[0].id);
				n++;
			}
		answer_free(facts);
		answer_free(a);
	}
	ck_assert_uint_gt(n, 100);
}
END_TEST

/* Whoever made the last change, not the first: both are told of their own stamps. */
START_TEST(stamps_say_whose_they_are)
{
	struct answer *a;

	book.store.context.now += 3600;
	book_set(&book, "customer", acme, "note", "later");
	a = book_ask(&book, verb_explain, &(struct request){ .entity = entity_at(ENTITY_CUSTOMER), .id = acme,
							     .columns = "created,updated,version" });
	ck_assert_str_eq(table_get(answer_table(a, "created"), 0, "who").s, "ana, 2026-11-22 10:00");
	ck_assert_str_eq(table_get(answer_table(a, "updated"), 0, "who").s, "ana, 2026-11-22 11:00");
	ck_assert_str_eq(table_get(answer_table(a, "version"), 0, "who").s, "ana, 2026-11-22 11:00");
	answer_free(a);
}
END_TEST

START_TEST(what_is_not_there_is_refused)
{
	book_refuse(&book, verb_explain, &(struct request){ .entity = entity_at(ENTITY_CUSTOMER), .id = acme,
							    .words = "nothing" }, ERROR_ABSENT);
	book_refuse(&book, verb_explain, &(struct request){ .words = "nothing" }, ERROR_USAGE);
	book_refuse(&book, verb_explain, &(struct request){ .entity = entity_at(ENTITY_DEAL), .words = "duplicates" },
		    ERROR_USAGE);
}
END_TEST

Suite *length_suite(void)
{
	Suite *s = suite_create("length");
	TCase *t = tcase_create("length");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, every_list);
	tcase_add_test(t, a_list_says_its_filter_and_what_was_removed);
	tcase_add_loop_test(t, every_part_of_a_timeline, 0, LENGTH(records));
	tcase_add_loop_test(t, every_part_of_a_record, 0, LENGTH(records));
	tcase_add_test(t, what_is_no_report);
	tcase_add_loop_test(t, what_is_found, 0, LENGTH(found));
	tcase_add_test(t, what_is_found_says_what_of_it_is_listed);
	tcase_add_test(t, every_field);
	tcase_add_test(t, stamps_say_whose_they_are);
	tcase_add_test(t, what_is_not_there_is_refused);
	suite_add_tcase(s, t);
	return s;
}
