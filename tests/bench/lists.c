/* Times what the store does for a list, each question beside the same by SQL alone (an OFFSET, a count), in
 * turn, A B A B, in one process: the processor time of the thread in milliseconds, median and worst; and
 * once more with what the store keeps of the last list. The book is written to.
 *
 *	lists BOOK [ROUNDS [CSV]] */
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
#define FAR	   5000 /* a row that is not on the first pages */
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

static FILE *csv; /* where the rows go, too; NULL: nowhere */

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

struct times {
	double ms[ROUNDS_MAX];
	int n;
};

static void add_time(struct times *t, double begin)
{
	t->ms[t->n++] = processor_ms() - begin;
}

static double part_of(struct times *t, int percent)
{
	qsort(t->ms, (size_t)t->n, sizeof(double), by_size);
	return t->ms[t->n * percent / 100 - (percent == 100)];
}

static void report(const char *name, struct times *new, struct times *again, struct times *sql)
{
	double ms = part_of(new, 50), worst = part_of(new, 100), theirs = part_of(sql, 50);

	printf("%-36s %9.2f %9.2f %9.2f %9.2f %8.0fx\n", name, ms, worst, part_of(again, 50), theirs,
	       theirs / ms);
	fflush(stdout);
	if (csv)
		fprintf(csv, "\"%s\",%.3f,%.3f,%.3f,%.4f,\n", name, ms, worst, theirs,
			ms / theirs);
}

/* Every second question is another one, so that nothing is kept from the last. */
static void measure(struct store *s, const struct question *q, int rounds)
{
	static const struct question other = { .sort = "-founded" };
	struct times new = { .n = 0 }, again = { .n = 0 }, sql = { .n = 0 };
	int64_t offset = ask(s, q, 0) * q->part / 100 - PAGE * (q->part == 100);

	for (int i = 0; i < rounds; i++) {
		double begin;

		ask(s, &other, 0);
		begin = processor_ms();
		ask(s, q, offset);
		add_time(&new, begin);
		begin = processor_ms();
		ask(s, q, offset);
		add_time(&again, begin);
		begin = processor_ms();
		if (sql.n < SQL_ROUNDS && (!sql.n || sql.ms[0] < LONG_MS)) {
			by_sql(s, q, offset);
			add_time(&sql, begin);
		}
	}
	report(q->name, &new, &again, &sql);
}

/* What it takes to make the series of a field, which whoever first sorts by it waits for. */
static void measure_making(struct store *s, const char *book, const char *field)
{
	char *path = xasprintf("%s.cache-customer.%s", book, field);
	double begin, ms;
	struct stat st;

	series_forget(s);
	unlink(path);
	begin = processor_ms();
	ask(s, &(struct question){ .sort = field }, FAR);
	ms = processor_ms() - begin;
	if (stat(path, &st) == 0)
		printf("%-36s %9.1f %9.2f\n", field, ms, (double)st.st_size / 1e6);
	free(path);
}

static void touch(struct store *s, int64_t id, struct journal_txn *t, struct error *e)
{
	const struct entity *customer = entity_at(ENTITY_CUSTOMER);
	struct change c = { .kind = CHANGE_SAVE, .entity = customer, .id = id };
	int64_t version;

	change_set(&c, &customer->fields[CUSTOMER_NEXT_STEP], value_text("call"));
	if (change_apply(s, t, &c, NULL, 0, &id, &version, e) < 0)
		fail(e->text);
	change_free(&c);
}

/* How much a list takes when so many of its records were touched since. */
static void measure_touched(struct store *s, int touched, int rounds)
{
	const struct question q = { .name = "middle, 1,000 touched since", .sort = "name", .part = 50,
				    .where = "", .order = "name COLLATE fold, id" };
	struct journal_txn t = { .kind = "do", .label = "bench", .empty = true };
	struct error e = { 0 };

	if (db_begin(s->db, &e) < 0)
		fail(e.text);
	for (int i = 1; i <= touched; i++)
		touch(s, i, &t, &e);
	if (db_commit(s->db, &e) < 0)
		fail(e.text);
	measure(s, &q, rounds);
}

/* Memory that is this process's alone. */
static void report_memory(void)
{
	FILE *f = fopen("/proc/self/smaps_rollup", "r");
	char line[256];
	long kilobytes;

	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "Anonymous: %ld", &kilobytes) == 1)
			printf("%-36s %9.1f MB\n", "memory of its own", (double)kilobytes / 1e3);
	if (f)
		fclose(f);
}

int main(int argc, char **argv)
{
	static const char *const fields[] = { "name", "status", "city", "email", "annual_revenue" };
	int rounds = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 21;
	struct error e = { 0 };
	struct store s;

	if (argc < 2 || rounds < 3 || rounds > ROUNDS_MAX)
		fail("a book and rounds, 3 to 1000");
	csv = argc > 3 ? fopen(argv[3], "w") : NULL;
	if (csv)
		fprintf(csv, "name,ms,worst,baseline,ratio,kilobytes\n");
	if (store_open(&s, argv[1], "bench", &(struct clock){ 0 }, &e) < 0)
		fail(e.text);
	printf("%-36s %9s %9s\n", "to make the series of", "ms", "MB");
	for (size_t i = 0; i < LENGTH(fields); i++)
		measure_making(&s, argv[1], fields[i]);
	report_memory();
	printf("%-36s %9s %9s %9s %9s %9s\n", "a page of 50 and the total", "ms", "worst", "again", "SQL",
	       "less");
	for (size_t i = 0; i < LENGTH(questions); i++)
		measure(&s, &questions[i], rounds);
	report_memory();
	measure_touched(&s, 1000, rounds);
	store_close(&s);
	if (csv)
		fclose(csv);
	return 0;
}
