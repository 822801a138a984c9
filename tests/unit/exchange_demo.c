/* The demo book, made through the real store. The program is also the store that it starts. */
#include "config.h"

#include <check.h>
#include <unistd.h>

#include "base/map.h"
#include "exchange/demo.h"
#include "exchange/random.h"
#include "store/serve.h"

#define NOW INT64_C(1795341600) /* 2026-11-22 10:00 UTC */

struct book {
	char dir[48];
	char *path;
	struct client *client;
};

static void book_open(struct book *b)
{
	struct client_options o = { .now = NOW };
	struct error e = { 0 };

	snprintf(b->dir, sizeof(b->dir), "/tmp/rapport-demo-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(b->dir));
	b->path = xasprintf("%s/book.db", b->dir);
	o.book = b->path;
	b->client = client_open(&o, &e);
	ck_assert_msg(b->client != NULL, "%s", e.text);
}

static void book_fill(struct book *b, int64_t customers, uint64_t seed)
{
	struct demo_options o = { .customers = customers, .seed = seed };
	struct error e = { 0 };

	book_open(b);
	ck_assert_msg(demo_fill(b->client, &o, &e) == 0, "%s", e.text);
}

static void book_close(struct book *b)
{
	static const char *const ends[] = { "", "-wal", "-shm", ".lock" };

	client_close(b->client);
	for (size_t i = 0; i < LENGTH(ends); i++) {
		char *path = xasprintf("%s%s", b->path, ends[i]);

		unlink(path);
		free(path);
	}
	free(b->path);
	rmdir(b->dir);
}

static struct answer *ask(struct book *b, struct request r)
{
	struct error e = { 0 };
	struct answer *a = client_ask(b->client, &r, &e);

	ck_assert_msg(a != NULL, "%s", e.text);
	return a;
}

static int64_t count(struct book *b, enum entity_id id, const char *expr)
{
	struct answer *a = ask(b, (struct request){ .verb = VERB_LIST, .entity = entity_at(id),
						    .expr = expr, .columns = "id", .limit = 1 });
	int64_t n = a->tables[0]->total;

	answer_free(a);
	return n;
}

/* Everything that a page says, as text. */
static int add_page(void *to, const struct table *t, struct error *e)
{
	struct sbuf *out = to;

	(void)e;
	for (size_t i = 0; i < t->nrows; i++) {
		for (size_t k = 0; k < t->ncolumns; k++) {
			value_write(out, &t->columns[k].field, t->rows[i].cells[k]);
			sbuf_putc(out, '\t');
		}
		sbuf_putc(out, '\n');
	}
	return 0;
}

/* All fields of all records of all entities that people see. */
static void export_all(struct book *b, struct sbuf *out)
{
	for (int k = 0; k < ENTITY_COUNT; k++) {
		const struct entity *entity = entity_at((enum entity_id)k);
		struct request r = { .verb = VERB_LIST, .entity = entity, .sort = "id" };
		struct sbuf columns = SBUF_INIT;
		struct error e = { 0 };

		if (!(entity->flags & ENTITY_PUBLIC))
			continue;
		for (unsigned i = 0; i < entity->nfields; i++)
			sbuf_printf(&columns, "%s%s", i ? "," : "", entity->fields[i].name);
		r.columns = sbuf_text(&columns);
		sbuf_printf(out, "%s\n", entity->name);
		ck_assert_msg(client_list_all(b->client, &r, add_page, out, &e) == 0, "%s", e.text);
		sbuf_free(&columns);
	}
}

START_TEST(same_seed_same_book)
{
	struct book a, b, c;
	struct sbuf of_a = SBUF_INIT, of_b = SBUF_INIT, of_c = SBUF_INIT;

	book_fill(&a, 120, 7);
	book_fill(&b, 120, 7);
	book_fill(&c, 120, 8);
	export_all(&a, &of_a);
	export_all(&b, &of_b);
	export_all(&c, &of_c);
	ck_assert(of_a.len > 100000);
	ck_assert(!strcmp(sbuf_text(&of_a), sbuf_text(&of_b)));
	ck_assert(strcmp(sbuf_text(&of_a), sbuf_text(&of_c)) != 0);
	sbuf_free(&of_a);
	sbuf_free(&of_b);
	sbuf_free(&of_c);
	book_close(&a);
	book_close(&b);
	book_close(&c);
}
END_TEST

/* One book of the usual size for the tests that only read it. */
static struct book usual;

static void make_usual(void)
{
	book_fill(&usual, DEMO_CUSTOMERS, 1);
}

static void drop_usual(void)
{
	book_close(&usual);
}

START_TEST(as_many_as_asked_for)
{
	static const struct {
		enum entity_id entity;
		int64_t low, high;
	} rows[] = {
		{ ENTITY_CUSTOMER, 1000, 1000 }, { ENTITY_CONTACT, 2200, 2800 },
		{ ENTITY_DEAL, 2500, 3500 },	 { ENTITY_ACTIVITY, 10000, 14000 },
		{ ENTITY_USER, 12, 12 },	 { ENTITY_TEAM, 3, 3 },
		{ ENTITY_PRODUCT, 20, 20 },	 { ENTITY_PIPELINE, 2, 2 },
	};
	int64_t n = count(&usual, rows[_i].entity, NULL);

	ck_assert_msg(n >= rows[_i].low && n <= rows[_i].high, "%s: %lld",
		      entity_at(rows[_i].entity)->name, (long long)n);
}
END_TEST

static int add_won(void *to, const struct table *t, struct error *e)
{
	struct { int64_t *won; size_t n; } *list = to;

	(void)e;
	for (size_t i = 0; i < t->nrows; i++)
		list->won[list->n++] = table_get(t, i, "won").i;
	return 0;
}

/* 100 x the share of the best fifth, see analytics.md section 2. */
START_TEST(the_best_fifth_gives_four_fifths)
{
	static int64_t won[DEMO_CUSTOMERS];
	struct { int64_t *won; size_t n; } list = { won, 0 };
	struct request r = { .verb = VERB_LIST, .entity = entity_at(ENTITY_CUSTOMER), .expr = "won>0",
			     .columns = "name,won", .sort = "-won" };
	int64_t all = 0, best = 0;
	struct error e = { 0 };

	ck_assert_msg(client_list_all(usual.client, &r, add_won, &list, &e) == 0, "%s", e.text);
	ck_assert_uint_gt(list.n, 300);
	for (size_t i = 0; i < list.n; i++) {
		all += won[i];
		best += i < (list.n * 20 + 50) / 100 ? won[i] : 0;
	}
	ck_assert_msg(best * 100 >= all * 77 && best * 100 <= all * 83, "%lld of %lld", (long long)best,
		      (long long)all);
}
END_TEST

START_TEST(nothing_is_out_of_order)
{
	static const struct {
		enum entity_id entity;
		const char *expr; /* which none may fit */
	} rows[] = {
		{ ENTITY_DEAL, "customer:null" },
		{ ENTITY_DEAL, "owner:null" },
		{ ENTITY_DEAL, "state:open closed:any" },
		{ ENTITY_DEAL, "state:won,lost closed>=today" },
		{ ENTITY_DEAL, "state:lost loss_reason:null" },
		{ ENTITY_DEAL, "closed<-730d" },
		{ ENTITY_DEAL, "amount<1" },
		{ ENTITY_CONTACT, "customer:null" },
		{ ENTITY_ACTIVITY, "customer:null" },
		{ ENTITY_ACTIVITY, "done>=today" },
		{ ENTITY_STAGE_MOVE, "at>today" },
		{ ENTITY_INVOICE, "date>=today" },
		{ ENTITY_INVOICE, "paid_on>=today" },
		{ ENTITY_INVOICE, "not deal.state:won" },
		{ ENTITY_CASE, "opened>=today" },
		{ ENTITY_CASE, "status:closed closed:null" },
	};
	int64_t n = count(&usual, rows[_i].entity, rows[_i].expr);

	ck_assert_msg(n == 0, "%s %s: %lld", entity_at(rows[_i].entity)->name, rows[_i].expr, (long long)n);
}
END_TEST

/* The days of each deal, from its moves in the order in which they were made. */
struct walk {
	date_t first, last;
};

static int add_move(void *to, const struct table *t, struct error *e)
{
	struct walk *walks = to;

	(void)e;
	for (size_t i = 0; i < t->nrows; i++) {
		struct walk *w = &walks[table_get(t, i, "deal").i];
		date_t at = (date_t)table_get(t, i, "at").i;

		ck_assert_int_ge(at, w->last);
		w->first = w->first ? w->first : at;
		w->last = at;
	}
	return 0;
}

static int check_deal(void *to, const struct table *t, struct error *e)
{
	const struct walk *walks = to;

	(void)e;
	for (size_t i = 0; i < t->nrows; i++) {
		const struct walk *w = &walks[t->rows[i].id];
		struct value closed = table_get(t, i, "closed");

		ck_assert_int_eq(w->first, table_get(t, i, "opened").i);
		ck_assert_int_eq(w->last, table_get(t, i, "since").i);
		if (closed.kind != VALUE_NULL)
			ck_assert_int_eq(w->last, closed.i);
	}
	return 0;
}

START_TEST(deals_walk_forwards)
{
	struct walk *walks = xcalloc(5 * DEMO_CUSTOMERS, sizeof(*walks));
	struct request moves = { .verb = VERB_LIST, .entity = entity_at(ENTITY_STAGE_MOVE),
				 .columns = "deal,at", .sort = "id" };
	struct request deals = { .verb = VERB_LIST, .entity = entity_at(ENTITY_DEAL),
				 .columns = "opened,since,closed" };
	struct error e = { 0 };

	ck_assert_msg(client_list_all(usual.client, &moves, add_move, walks, &e) == 0, "%s", e.text);
	ck_assert_msg(client_list_all(usual.client, &deals, check_deal, walks, &e) == 0, "%s", e.text);
	free(walks);
}
END_TEST

static int add_name(void *to, const struct table *t, struct error *e)
{
	(void)e;
	for (size_t i = 0; i < t->nrows; i++) {
		const char *name = table_get(t, i, "name").s;

		ck_assert_msg((*map_put(to, name, strlen(name)))++ == 0, "%s twice", name);
	}
	return 0;
}

START_TEST(no_name_comes_twice)
{
	struct request r = { .verb = VERB_LIST, .entity = entity_at(ENTITY_CUSTOMER), .columns = "name" };
	struct map names = { 0 };
	struct error e = { 0 };

	ck_assert_msg(client_list_all(usual.client, &r, add_name, &names, &e) == 0, "%s", e.text);
	ck_assert_uint_eq(names.n, DEMO_CUSTOMERS);
	map_free(&names);
}
END_TEST

START_TEST(there_is_some_of_everything)
{
	static const struct {
		enum entity_id entity;
		const char *expr; /* which many must fit */
		int64_t low;
	} rows[] = {
		{ ENTITY_CONTACT, "language:English", 300 },
		{ ENTITY_CONTACT, "language:Deutsch", 300 },
		{ ENTITY_CONTACT, "language:中文", 200 },
		{ ENTITY_CONTACT, "language:Norsk", 200 },
		{ ENTITY_CONTACT, "language:Español", 200 },
		{ ENTITY_CUSTOMER, "status:suspect", 50 },
		{ ENTITY_CUSTOMER, "status:prospect", 50 },
		{ ENTITY_CUSTOMER, "status:lapsed", 20 },
		{ ENTITY_CUSTOMER, "type:competitor", 20 },
		{ ENTITY_CUSTOMER, "type:supplier", 20 },
		{ ENTITY_CUSTOMER, "parent:any", 30 },
		{ ENTITY_CUSTOMER, "tag:vip", 10 },
		{ ENTITY_DEAL, "competitor:any", 100 },
		{ ENTITY_DEAL, "rotting:yes", 50 },
		{ ENTITY_DEAL, "state:open close<today", 50 },
		{ ENTITY_DEAL, "type:renewal", 50 },
		{ ENTITY_DEAL, "currency:CNY", 50 },
		{ ENTITY_CONTACT, "birthday:any", 300 },
		{ ENTITY_INVOICE, "outstanding:0", 500 },
		{ ENTITY_INVOICE, "overdue>0", 30 },
		{ ENTITY_INVOICE, "outstanding>0 paid>0", 10 },
		{ ENTITY_CASE, "kind:complaint", 50 },
		{ ENTITY_CASE, "status:open", 3 },
		{ ENTITY_CUSTOMER, "unpaid>0", 30 },
		{ ENTITY_VIEW, "scope:all", 2 },
	};
	int64_t n = count(&usual, rows[_i].entity, rows[_i].expr);

	ck_assert_msg(n >= rows[_i].low, "%s: %lld", rows[_i].expr, (long long)n);
}
END_TEST

/* Whoever opens the book has a day before him. */
START_TEST(the_day_is_full)
{
	static const struct {
		const char *section;
		size_t low, high;
	} rows[] = { { "overdue", 3, 3 }, { "today", 4, 4 }, { "next", 6, 6 }, { "closing", 5, 5 },
		     { "rotting", 2, 3 } };
	struct answer *a = ask(&usual, (struct request){ .verb = VERB_REPORT, .name = "today" });

	for (size_t i = 0; i < LENGTH(rows); i++) {
		const struct table *t = answer_table(a, rows[i].section);

		ck_assert_ptr_nonnull(t);
		ck_assert_msg(t->nrows >= rows[i].low && t->nrows <= rows[i].high, "%s: %zu", t->name,
			      t->nrows);
	}
	answer_free(a);
}
END_TEST

/* What the book began with stays when the first thing that somebody does is undo. */
START_TEST(undo_leaves_it_alone)
{
	struct book b;
	struct request r = { .verb = VERB_UNDO };
	struct error e = { 0 };

	book_fill(&b, 20, 1);
	ck_assert_ptr_null(client_ask(b.client, &r, &e));
	ck_assert_int_eq(e.kind, ERROR_ABSENT);
	r = (struct request){ .verb = VERB_UNDO, .id = 2 };
	ck_assert_ptr_null(client_ask(b.client, &r, &e));
	ck_assert_int_eq(e.kind, ERROR_USAGE);
	ck_assert_int_eq(count(&b, ENTITY_CUSTOMER, NULL), 20);
	book_close(&b);
}
END_TEST

START_TEST(any_size_will_do)
{
	static const int64_t sizes[] = { 1, 2, 9, 33 };
	struct book b;

	book_fill(&b, sizes[_i], 3);
	ck_assert_int_eq(count(&b, ENTITY_CUSTOMER, NULL), sizes[_i]);
	book_close(&b);
}
END_TEST

START_TEST(no_size_and_too_large_a_size_will_not)
{
	static const int64_t sizes[] = { 0, -1, DEMO_CUSTOMERS_MAX + 1 };
	struct demo_options o = { .customers = sizes[_i] };
	struct error e = { 0 };
	struct book b;

	book_open(&b);
	ck_assert_int_eq(demo_fill(b.client, &o, &e), -1);
	ck_assert_int_eq(e.kind, ERROR_USAGE);
	book_close(&b);
}
END_TEST

/* The first numbers of the authors' xoshiro256** after state { 1, 2, 3, 4 }, worked out by hand:
 * rotl(2 * 5, 7) * 9 = 11520; then s = { 7, 0, 262146, 6 << 45 }, so rotl(0, 7) * 9 = 0; then
 * s[1] = 0 ^ 262146 ^ 0 ^ 7, which is 262149: rotl(1310745, 7) * 9 = 1509978240. */
START_TEST(random_is_xoshiro)
{
	static const uint64_t expected[] = { 11520, 0, 1509978240 };
	struct random r = { { 1, 2, 3, 4 } };

	for (size_t i = 0; i < LENGTH(expected); i++)
		ck_assert_uint_eq(random_next(&r), expected[i]);
}
END_TEST

START_TEST(random_stays_inside)
{
	const unsigned char weights[] = { 1, 0, 3 };
	unsigned hits[3] = { 0 };
	struct random r;

	random_begin(&r, 5, 0);
	for (int i = 0; i < 4000; i++) {
		int n = random_between(&r, -2, 2);

		ck_assert_int_ge(n, -2);
		ck_assert_int_le(n, 2);
		hits[random_weighted(&r, weights, LENGTH(weights))]++;
	}
	ck_assert_uint_eq(hits[1], 0);
	ck_assert_uint_gt(hits[0], 850); /* 1000 expected, deviation 27 */
	ck_assert_uint_lt(hits[0], 1150);
}
END_TEST

static Suite *demo_suite(void)
{
	Suite *s = suite_create("demo");
	TCase *made = tcase_create("made"), *read = tcase_create("read"), *numbers = tcase_create("random");

	tcase_add_test(made, same_seed_same_book);
	tcase_add_test(made, undo_leaves_it_alone);
	tcase_add_loop_test(made, any_size_will_do, 0, 4);
	tcase_add_loop_test(made, no_size_and_too_large_a_size_will_not, 0, 3);
	suite_add_tcase(s, made);
	tcase_add_unchecked_fixture(read, make_usual, drop_usual);
	tcase_add_loop_test(read, as_many_as_asked_for, 0, 8);
	tcase_add_test(read, the_best_fifth_gives_four_fifths);
	tcase_add_loop_test(read, nothing_is_out_of_order, 0, 11);
	tcase_add_test(read, deals_walk_forwards);
	tcase_add_test(read, no_name_comes_twice);
	tcase_add_loop_test(read, there_is_some_of_everything, 0, 19);
	tcase_add_test(read, the_day_is_full);
	suite_add_tcase(s, read);
	tcase_add_test(numbers, random_is_xoshiro);
	tcase_add_test(numbers, random_stays_inside);
	suite_add_tcase(s, numbers);
	return s;
}

static int be_store(const char *book)
{
	struct serve_options o = { .book = book, .login = "tester", .uid = -1, .now = NOW,
				   .handshake = 10000, .stall = 10000 };

	return serve(3, &o);
}

int main(int argc, char **argv)
{
	SRunner *runner;
	int failed;

	if (argc > 4 && !strcmp(argv[1], "--fd"))
		return be_store(argv[4]);
	setenv("RAPPORT_STORE", "/proc/self/exe", 1);
	runner = srunner_create(demo_suite());
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
