/* Times what the store does for a list, each question beside the same by SQL alone (an OFFSET, a
 *count), in turn, A B A B, in one process: the processor time of the thread in milliseconds, median
 *and 99 of 100.
 *
 *	lists BOOK [ROUNDS] */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "proto/message.h"
#include "store/series.h"
#include "store/store.h"

#define ROUNDS_MAX 1000
#define PAGE	   50
#define SQL_ROUNDS 3
#define LONG_MS	   500 /* what SQL needs so long for is asked once */

static const struct question {
	const char *name, *expr, *sort;
	int part; /* where the window begins, in hundredths of the list */
	const char *where, *order;
} questions[] = {
	{ "first page by name", NULL, "name", 0, "", "name COLLATE fold, id" },
	{ "row in the middle, by name", NULL, "name", 50, "", "name COLLATE fold, id" },
	{ "End, by name", NULL, "name", 100, "", "name COLLATE fold, id" },
	{ "End, by revenue downwards", NULL, "-annual_revenue", 100, "",
	  "annual_revenue DESC NULLS LAST, id" },
	{ "middle, by status", NULL, "status", 50, "",
	  "CASE status WHEN 'suspect' THEN 0 WHEN 'prospect' THEN 1 WHEN 'customer' THEN 2"
	  " WHEN 'lapsed' THEN 3 ELSE 4 END, id" },
	{ "middle, by owner and name", NULL, "owner,name", 50, "",
	  "(SELECT name FROM user u WHERE u.id = t.owner) COLLATE fold NULLS LAST, name COLLATE fold, "
	  "id" },
	{ "middle, by city", NULL, "city", 50, "",
	  "(SELECT city FROM point p WHERE p.customer = t.id AND p.kind = 'address' AND p.removed = 0"
	  " ORDER BY coalesce(p.main, 0) DESC, p.id LIMIT 1) COLLATE fold NULLS LAST, id" },
	{ "status:customer, by name", "status:customer", "name", 50, " AND status = 'customer'",
	  "name COLLATE fold, id" },
	{ "industry and status, by revenue", "industry:software status:prospect", "-annual_revenue", 50,
	  " AND words(industry, 'software') = 1 AND status = 'prospect'",
	  "annual_revenue DESC NULLS LAST, id" },
	{ "a range of revenue, by date", "annual_revenue>40k annual_revenue<60k", "-last_contact", 50,
	  " AND annual_revenue > 4000000 AND annual_revenue < 6000000",
	  "last_contact DESC NULLS LAST, id" },
};

static double processor_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void fail(const char *why)
{
	fprintf(stderr, "lists: %s\n", why);
	exit(1);
}

/* The store's answer; its total. */
static int64_t ask(struct store *s, const struct question *q, int64_t offset)
{
	struct request r = { .verb = VERB_LIST,
			     .seq = 1,
			     .entity = entity_at(ENTITY_CUSTOMER),
			     .expr = q->expr,
			     .sort = q->sort,
			     .offset = offset,
			     .limit = PAGE };
	struct answer *a = store_do(s, &r);
	int64_t total;

	if (a->error.kind != ERROR_NONE)
		fail(a->error.text);
	total = a->tables[0]->total;
	answer_free(a);
	return total;
}

static void by_sql(struct store *s, const struct question *q, int64_t offset)
{
	char *sql = xasprintf(
	    "SELECT t.id FROM customer t WHERE removed = 0%s ORDER BY %s LIMIT %d OFFSET %lld",
	    q->where, q->order, PAGE, (long long)offset);
	char *count = xasprintf("SELECT count(*) FROM customer t WHERE removed = 0%s", q->where);
	struct stmt *st = db_prepare(s->db, sql, NULL);

	if (!st || db_run(st, NULL) < 0)
		fail(sql);
	st = db_prepare(s->db, count, NULL);
	if (!st || db_run(st, NULL) < 0)
		fail(count);
	free(sql);
	free(count);
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Every second question is another one, so that nothing is kept from the last. */
static void measure(struct store *s, const struct question *q, int rounds)
{
	static const struct question other = { .sort = "-founded" };
	double again[ROUNDS_MAX], first[ROUNDS_MAX], sql[SQL_ROUNDS], begin;
	int nsql = 0;
	int64_t offset = ask(s, q, 0) * q->part / 100 - PAGE * (q->part == 100);

	for (int i = 0; i < rounds; i++) {
		ask(s, &other, 0);
		begin = processor_ms();
		ask(s, q, offset);
		first[i] = processor_ms() - begin;
		begin = processor_ms();
		ask(s, q, offset);
		again[i] = processor_ms() - begin;
		begin = processor_ms();
		if (nsql < SQL_ROUNDS && (!nsql || sql[0] < LONG_MS)) {
			by_sql(s, q, offset);
			sql[nsql++] = processor_ms() - begin;
		}
	}
	qsort(first, (size_t)rounds, sizeof(double), by_size);
	qsort(again, (size_t)rounds, sizeof(double), by_size);
	qsort(sql, (size_t)nsql, sizeof(double), by_size);
	printf("%-34s %9.3f %9.3f %9.3f %9.3f %9.2f %8.0fx\n", q->name, first[rounds / 2],
	       first[rounds * 99 / 100], again[rounds / 2], again[rounds * 99 / 100], sql[nsql / 2],
	       sql[nsql / 2] / first[rounds / 2]);
	fflush(stdout);
}

/* What it takes to make the series of a field, which whoever sorts by it first waits for. */
static void measure_making(struct store *s, const char *book, const char *field)
{
	const struct question q = { .sort = field };
	char *path = xasprintf("%s.cache-customer.%s", book, field);
	double begin, ms;
	struct stat st;

	series_forget(s);
	unlink(path);
	begin = processor_ms();
	ask(s, &q, 0);
	ms = processor_ms() - begin;
	if (stat(path, &st) == 0)
		printf("%-34s %9.1f %9.2f\n", field, ms, (double)st.st_size / 1e6);
	free(path);
}

/* How much a list takes more when so many of its records were touched since. */
static void measure_touched(struct store *s, int touched)
{
	const struct entity *e = entity_at(ENTITY_CUSTOMER);
	const struct question q = { .name = "touched since", .sort = "name", .part = 50,
				    .where = "", .order = "name COLLATE fold, id" };
	struct journal_txn t = { .kind = "do", .label = "bench", .empty = true };
	struct error err = { 0 };

	if (db_begin(s->db, &err) < 0)
		fail(err.text);
	for (int i = 1; i <= touched; i++) {
		struct change c = { .kind = CHANGE_SAVE, .entity = e, .id = i };
		int64_t version;

		change_set(&c, &e->fields[CUSTOMER_NEXT_STEP], value_text(i % 2 ? "call" : "write"));
		if (change_apply(s, &t, &c, NULL, 0, &c.id, &version, &err) < 0)
			fail(err.text);
		change_free(&c);
	}
	db_commit(s->db, &err);
	printf("%d ", touched);
	measure(s, &q, 9);
}

int main(int argc, char **argv)
{
	int rounds = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 21;
	struct error e = { 0 };
	struct store s;

	if (argc < 2 || rounds < 3 || rounds > ROUNDS_MAX)
		fail("a book and rounds, 3 to 1000");
	if (store_open(&s, argv[1], "bench", &(struct clock){ 0 }, &e) < 0)
		fail(e.text);
	static const char *const fields[] = { "name", "status", "industry", "city", "email",
					      "annual_revenue", "last_contact", "created" };
	printf("%-34s %9s %9s\n", "a series is made", "ms", "MB");
	for (size_t i = 0; i < LENGTH(fields); i++)
		measure_making(&s, argv[1], fields[i]);
	if (argc > 3) {
		measure_touched(&s, 100);
		measure_touched(&s, 1000);
		measure_touched(&s, 1900);
		return 0;
	}
	printf("%-34s %9s %9s %9s %9s %9s %9s\n", "a page of 50 and the total", "new ms", "p99",
	       "again ms", "p99", "SQL ms", "less");
	for (size_t i = 0; i < LENGTH(questions); i++)
		measure(&s, &questions[i], rounds);
	store_close(&s);
	return 0;
}
