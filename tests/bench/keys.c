/* How long a person waits for a screen: programs on a terminal of their own, in turn, A B A B.
 *
 *	keys ROUNDS CSV <rows
 *
 * A row is NAME|COMMAND|KEYS|KEYS: the first keys lead to what is measured, and each of the second ones,
 * parted by blanks, is measured. <PgDn> and <Down> are keys. A program that is not there is left out, and
 * said. The first row is what the others are compared with. */
#include "config.h"

#include <unistd.h>

#include "base/base.h"
#include "e2e/person.h"

#define WIDTH   120
#define HEIGHT  40
#define QUIET   60    /* ms that end the answer to a key ... */
#define SETTLED 250   /* ... and the first screen */
#define LIMIT   20000
#define ROWS    16
#define KEYS    16
#define TIMES   40    /* of one kind, a round */

struct samples {
	double *items;
	size_t n, room;
};

struct key {
	const char *name;
	struct samples first, last, bytes;
};

struct row {
	char *name, *command, *lead;
	struct key keys[KEYS];
	size_t nkeys;
	struct samples start, settled;
	struct samples own, others; /* kB that it shares with nobody, and those of the processes it began */
};

static struct row rows[ROWS];
static size_t nrows;

static void note(struct samples *s, double value)
{
	*(double *)array_add(&s->items, &s->n, &s->room, sizeof(value)) = value;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The value that a share of the samples does not pass. */
static double quantile(struct samples *s, double share)
{
	if (!s->n)
		return 0;
	qsort(s->items, s->n, sizeof(*s->items), by_size);
	return s->items[(size_t)((double)(s->n - 1) * share + 0.5)];
}

static const char *key_bytes(const char *name)
{
	static const char *const named[][2] = {{"<PgDn>", "\033[6~"}, {"<Down>", "\033[B"},
					       {"<Enter>", "\r"},     {"<Esc>", "\033"}};

	for (size_t i = 0; i < LENGTH(named); i++)
		if (!strcmp(name, named[i][0]))
			return named[i][1];
	return name;
}

static bool is_there(const char *command)
{
	char *test = xasprintf("command -v %.*s >/dev/null", (int)strcspn(command, " "), command);
	bool there = system(test) == 0;

	free(test);
	return there;
}

static char *cut(char **at, const char *end)
{
	char *word = *at + strspn(*at, " "), *stop = word + strcspn(word, end);

	*at = *stop ? stop + 1 : stop;
	*stop = '\0';
	return word;
}

static void add_row(char *line)
{
	struct row r = {.name = cut(&line, "|"), .command = cut(&line, "|"), .lead = cut(&line, "|")};

	if (!is_there(r.command)) {
		printf("%s: left out, it is not installed\n", r.name);
		return;
	}
	for (char *keys = cut(&line, "\n"); *keys && r.nkeys < KEYS;)
		r.keys[r.nkeys++].name = cut(&keys, " ");
	if (nrows < ROWS)
		rows[nrows++] = r;
}

static void measure_key(struct person *p, struct key *k)
{
	person_note(p);
	person_type(p, key_bytes(k->name));
	if (!person_watch(p, QUIET, LIMIT) || !p->first)
		return; /* nothing to see: at the end of a list, say */
	note(&k->first, (double)(p->first - p->typed) / 1000);
	note(&k->last, (double)(p->last - p->typed) / 1000);
	note(&k->bytes, (double)p->bytes);
}

/* Of the file that tells of a process, the number behind a word. */
static double told(long pid, const char *file, const char *word)
{
	char path[64], line[256];
	double value = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%ld/%s", pid, file);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof(line), f))
		if (!strncmp(line, word, strlen(word)))
			value = strtod(line + strlen(word), NULL);
	if (f)
		fclose(f);
	return value;
}

static void measure_memory(struct row *r, long pid)
{
	char children[64];
	long child;

	snprintf(children, sizeof(children), "task/%ld/children", pid);
	child = (long)told(pid, children, "");
	note(&r->own, told(pid, "smaps_rollup", "Private_Dirty:"));
	note(&r->others, child ? told(child, "smaps_rollup", "Private_Dirty:") : 0);
}

static void measure(struct row *r)
{
	char *exec = xasprintf("exec %s", r->command), *command[] = {"sh", "-c", exec, NULL};
	char *lead = xstrdup(r->lead), *at = lead;
	struct person p = {0};

	if (!person_start(&p, WIDTH, HEIGHT, command))
		exit(1);
	if (person_watch(&p, SETTLED, LIMIT)) {
		note(&r->start, (double)(p.first - p.typed) / 1000);
		note(&r->settled, (double)(p.last - p.typed) / 1000);
	}
	while (*at) {
		person_type(&p, key_bytes(cut(&at, " ")));
		person_watch(&p, SETTLED, LIMIT);
	}
	for (size_t i = 0; i < r->nkeys; i++)
		for (int n = 0; n < (r->nkeys > 4 ? 1 : TIMES / (int)r->nkeys); n++)
			measure_key(&p, &r->keys[i]);
	measure_memory(r, (long)p.child);
	person_leave(&p);
	free(lead);
	free(exec);
}

static void print_line(FILE *csv, const char *name, const char *key, struct samples *first,
		       struct samples *last, struct samples *bytes, double base)
{
	double p50 = quantile(last, 0.5), p99 = quantile(last, 0.99);

	printf("%-26s %-8s %8.1f %8.1f %8.1f %7.0f %7.1f\n", name, key, quantile(first, 0.5), p50, p99,
	       bytes ? quantile(bytes, 0.5) : 0, base > 0 ? p50 / base : 0);
	fprintf(csv, "%s,%s,%.2f,%.2f,%.2f,%.0f\n", name, key, quantile(first, 0.5), p50, p99,
		bytes ? quantile(bytes, 0.5) : 0);
}

/* The median of the first row's key of that place, with which the others are compared. */
static double base_of(size_t key)
{
	return key < rows[0].nkeys ? quantile(&rows[0].keys[key].last, 0.5) : 0;
}

static void report(FILE *csv)
{
	printf("%-26s %-8s %8s %8s %8s %7s %7s\n", "ms, 120x40", "", "first", "all", "p99", "bytes",
	       "times A");
	fprintf(csv, "program,key,first_ms,all_ms,p99_ms,bytes\n");
	for (size_t i = 0; i < nrows; i++) {
		struct row *r = &rows[i];

		print_line(csv, r->name, "start", &r->start, &r->settled, NULL,
			   quantile(&rows[0].settled, 0.5));
		for (size_t k = 0; k < r->nkeys; k++)
			print_line(csv, "", r->keys[k].name, &r->keys[k].first, &r->keys[k].last,
				   &r->keys[k].bytes, base_of(k));
	}
	printf("%-26s %8s %8s\n", "private kB", "its own", "store's");
	for (size_t i = 0; i < nrows; i++) {
		double own = quantile(&rows[i].own, 0.5), others = quantile(&rows[i].others, 0.5);

		printf("%-26s %8.0f %8.0f\n", rows[i].name, own, others);
		fprintf(csv, "%s,private kB,%.0f,%.0f,,\n", rows[i].name, own, others);
	}
}

int main(int argc, char **argv)
{
	char line[4096];
	FILE *csv = argc == 3 ? fopen(argv[2], "w") : NULL;

	if (!csv)
		return 2;
	while (fgets(line, sizeof(line), stdin))
		if (*line != '#' && *line != '\n')
			add_row(xstrdup(line));
	for (long round = strtol(argv[1], NULL, 10); round > 0; round--)
		for (size_t i = 0; i < nrows; i++)
			measure(&rows[i]);
	if (nrows)
		report(csv);
	return fclose(csv) ? 1 : 0;
}
