/* Lists in groups: each line is what a walk over the same list without groups finds, folded or not, cut
 * anywhere; from SQL and from series. */
#include "store_book.h"
#include "store_suites.h"

#include "store/grouped.h"
#include "store/series.h"

#define CUSTOMERS 90
#define ROUNDS    120

static struct book book;
static uint64_t drawn;

/* splitmix64 (Steele, Lea, Flood 2014). */
static uint64_t draw(uint64_t below)
{
	uint64_t z = drawn += 0x9E3779B97F4A7C15u;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return (z ^ (z >> 31)) % below;
}

#define PICK(list) ((list)[draw(LENGTH(list))])

static const char *const statuses[] = { "suspect", "customer", "lost", NULL };
static const char *const industries[] = { "retail", "Metal", "bakery", NULL };
static const char *const names[] = { "Zebra", "Acme", "Émile", "王小明", "Øst" };
static const char *const revenues[] = { "100", "250.50", "7", NULL };
static const char *const groups[] = { "status", "industry", "owner", "owner.team", "annual_revenue" };
static const char *const filters[] = { "", "status:customer,lost", "owner:any" };
static int64_t users[3], last;

static void text_of(char out[24], int64_t n)
{
	snprintf(out, 24, "%lld", (long long)n);
}

static void add_customer(void)
{
	int64_t stage = 1;
	char owner[24], of[24], at[24];

	text_of(owner, PICK(users));
	last = book_add(&book, "customer", "name", PICK(names), "status", PICK(statuses), "industry",
			PICK(industries), "owner", draw(4) ? owner : NULL, "annual_revenue", PICK(revenues),
			NULL);
	text_of(of, last);
	text_of(at, stage);
	if (draw(2))
		book_add(&book, "deal", "name", "d", "customer", of, "stage", at, "amount", PICK(revenues),
			 NULL);
}

static void change_something(void)
{
	int64_t id = 1 + (int64_t)draw((uint64_t)last);

	if (!draw(3))
		add_customer();
	else
		book_set(&book, "customer", id, draw(2) ? "status" : "industry",
			 draw(2) ? "customer" : NULL);
}

static void setup(void)
{
	static const char *const people[] = { "Ana", "Ana B", "Cem" };
	char pipeline[24], team[24];

	book_open(&book);
	text_of(pipeline, book_add(&book, "pipeline", "name", "Direct", "position", "1", NULL));
	book_add(&book, "stage", "name", "New", "pipeline", pipeline, "position", "1", "outcome", "open", NULL);
	text_of(team, book_add(&book, "team", "name", "North", NULL));
	for (size_t i = 0; i < LENGTH(users); i++)
		users[i] = book_add(&book, "user", "name", people[i], "team", i ? team : NULL, NULL);
	last = 0;
	drawn = 5;
	for (int i = 0; i < CUSTOMERS; i++)
		add_customer();
}

static void teardown(void)
{
	book_close(&book);
}

static struct answer *list(const char *filter, const char *group, const char *sort, const char *columns)
{
	return book_ask(&book, verb_list,
			&(struct request){ .verb = VERB_LIST,
					   .entity = entity_at(ENTITY_CUSTOMER),
					   .expr = filter,
					   .group = group,
					   .sort = sort,
					   .columns = columns });
}

struct line {
	int64_t id;      /* 0: a head */
	int64_t count, revenue, open;
	size_t first;    /* of a head's rows in the plain list */
};

static bool is_same(struct value a, struct value b)
{
	return a.kind == b.kind && a.i == b.i && !strcmp(a.s ? a.s : "", b.s ? b.s : "");
}

/* The heads that a walk over the plain list sees. */
static size_t walk(const struct table *t, struct line *heads)
{
	size_t n = 0;

	for (size_t i = 0; i < t->nrows; i++) {
		if (!i || !is_same(t->rows[i].cells[0], t->rows[i - 1].cells[0]))
			heads[n++] = (struct line){ .first = i };
		heads[n - 1].count++;
		heads[n - 1].revenue += t->rows[i].cells[1].i;
		heads[n - 1].open += t->rows[i].cells[2].i;
	}
	return n;
}

/* A person and a walk agree on which lines there are. */
static void compare(const struct table *t, const struct table *plain, const struct line *heads, size_t n,
		    const bool *folded)
{
	size_t at = 0;

	for (size_t i = 0; i < n; i++) {
		const struct row *head = &t->rows[at++];

		ck_assert_int_lt(head->id, 0);
		ck_assert_int_eq(head->cells[4].i, heads[i].count);
		ck_assert_int_eq(head->cells[5].i, folded[i]);
		ck_assert_int_eq(head->cells[1].i, heads[i].revenue);
		ck_assert_int_eq(head->cells[2].i, heads[i].open);
		for (int64_t k = 0; k < heads[i].count && !folded[i]; k++)
			ck_assert_int_eq(t->rows[at++].id, plain->rows[heads[i].first + (size_t)k].id);
	}
	ck_assert_uint_eq(at, t->nrows);
	ck_assert_int_eq(t->total, (int64_t)at);
}

static void check_windows(const struct request *r, const struct table *whole)
{
	for (int i = 0; i < 4; i++) {
		struct request part = *r;
		struct answer *a;

		part.offset = (int64_t)draw(whole->nrows + 2);
		part.limit = 1 + (int64_t)draw(20);
		part.locate = draw(2) && whole->nrows ? whole->rows[draw(whole->nrows)].id : 0;
		a = book_ask(&book, verb_list, &part);
		for (size_t row = 0; row < a->tables[0]->nrows; row++)
			ck_assert_int_eq(a->tables[0]->rows[row].id,
					 whole->rows[(size_t)a->tables[0]->offset + row].id);
		for (size_t row = 0; part.locate && row <= a->tables[0]->nrows; row++) {
			ck_assert_uint_lt(row, a->tables[0]->nrows);
			if (a->tables[0]->rows[row].id == part.locate)
				break;
		}
		answer_free(a);
	}
}

static void ask_anything(void)
{
	const char *group = PICK(groups), *filter = PICK(filters);
	char columns[80], sort[80];
	struct line heads[CUSTOMERS * 3] = { 0 };
	bool folded[CUSTOMERS * 3] = { 0 };
	int64_t ids[CUSTOMERS * 3];
	struct answer *plain, *grouped;
	size_t n, fold = 0;

	snprintf(columns, sizeof(columns), "%s,annual_revenue,open", group);
	snprintf(sort, sizeof(sort), "%s,-name", group);
	plain = list(filter, NULL, sort, columns);
	n = walk(plain->tables[0], heads);
	grouped = list(filter, group, "-name", columns);
	compare(grouped->tables[0], plain->tables[0], heads, n, folded);
	for (size_t i = 0, at = 0; i < n; at += 1 + (size_t)heads[i++].count)
		if ((folded[i] = draw(2)))
			ids[fold++] = grouped->tables[0]->rows[at].id;
	answer_free(grouped);
	struct request r = { .verb = VERB_LIST, .entity = entity_at(ENTITY_CUSTOMER), .expr = filter,
			     .group = group, .sort = "-name", .columns = columns, .ids = ids, .nids = fold };
	grouped = book_ask(&book, verb_list, &r);
	compare(grouped->tables[0], plain->tables[0], heads, n, folded);
	check_windows(&r, grouped->tables[0]);
	answer_free(grouped);
	answer_free(plain);
}

START_TEST(are_what_a_walk_finds)
{
	if (_i)
		series_limit(&book.store, 0);
	for (int i = 0; i < ROUNDS; i++) {
		if (!draw(3))
			change_something();
		ask_anything();
	}
}
END_TEST

START_TEST(refuse_what_is_no_overview)
{
	const struct error *e;

	for (int i = 0; i < GROUPS_MOST + 1; i++)
		book_add(&book, "product", "name", "p", "code", (char[]){ (char)('a' + i % 26),
			 (char)('a' + i / 26 % 26), (char)('a' + i / 676), 0 }, NULL);
	e = book_refuse(&book, verb_list,
			&(struct request){ .verb = VERB_LIST, .entity = entity_at(ENTITY_PRODUCT), .group = "code" },
			ERROR_USAGE);
	ck_assert_msg(strstr(e->text, "too many groups"), "%s", e->text);
	e = book_refuse(&book, verb_list,
			&(struct request){ .verb = VERB_LIST, .entity = entity_at(ENTITY_PRODUCT), .group = "cod" },
			ERROR_USAGE);
	ck_assert_msg(strstr(e->text, "code"), "%s", e->text);
}
END_TEST

START_TEST(columns_have_widths)
{
	struct answer *a = list("", NULL, NULL, "name:30,city,status:500");
	const struct table *t = a->tables[0];

	ck_assert_int_eq(t->columns[0].field.width, 30);
	ck_assert_int_eq(t->columns[1].field.width, entity_field(entity_at(ENTITY_CUSTOMER), "city")->width);
	ck_assert_int_eq(t->columns[2].field.width, 200);
	answer_free(a);
}
END_TEST

Suite *groups_suite(void)
{
	Suite *s = suite_create("groups");
	TCase *t = tcase_create("groups");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, are_what_a_walk_finds, 0, 2);
	tcase_add_test(t, refuse_what_is_no_overview);
	tcase_add_test(t, columns_have_widths);
	suite_add_tcase(s, t);
	return s;
}
