/* Many people on one book: how long a write takes whoever waits for it, and whether all get their turn,
 * beside as many plain SQLite writers that wait by busy_timeout, with the same file and the same work, in
 * turn. Ours pays for a process, a socket, rules, history and search besides.
 *
 *	writers BOOK PLAIN CSV THINK STRESS PEOPLE...
 *
 * PLAIN is a copy of BOOK; THINK and STRESS are seconds: with a read a second and a write each five, and
 * with nothing but writes. */
#include "config.h"

#include <errno.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "client/client.h"
#include "exchange/random.h"
#include "writers.h"

#define WRITES_MAX 20000
#define READ_EVERY 1.0
#define WRITE_EVERY 5.0

/* Of one process, for the parent to see. */
struct person {
	int n, failed;
	long kilobytes; /* private, of the store */
	double ms[WRITES_MAX];
};

static struct {
	struct person *people;
	volatile int *ready, *go;
	double until;
	int npeople;
} all;

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void sleep_until(double when)
{
	struct timespec t = { (time_t)when, (long)((when - (double)(time_t)when) * 1e9) };

	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL) == EINTR)
		;
}

static void timed_write(struct person *p, const struct writer *w, void *book, int number)
{
	double begin = now();

	if (w->write(book, number) < 0)
		p->failed++;
	else if (p->n < WRITES_MAX)
		p->ms[p->n++] = (now() - begin) * 1e3;
}

static void think(struct person *p, const struct writer *w, void *book, struct random *chance)
{
	double begin = now();
	double read = begin + READ_EVERY * random_part(chance), write = begin + WRITE_EVERY * random_part(chance);

	for (double next; (next = read < write ? read : write) < all.until;) {
		sleep_until(next);
		if (next == write) {
			timed_write(p, w, book, (int)random_below(chance, 1000000));
			write += WRITE_EVERY;
		} else {
			w->read(book, (int)random_below(chance, 1000000));
			read += READ_EVERY;
		}
	}
}

static void stress(struct person *p, const struct writer *w, void *book, struct random *chance)
{
	while (now() < all.until)
		timed_write(p, w, book, (int)random_below(chance, 1000000));
}

/* What no other process shares, of the store that this one started or of itself. */
static long private_kilobytes(pid_t pid)
{
	char *path = xasprintf("/proc/%d/smaps_rollup", (int)pid), line[200];
	FILE *f = fopen(path, "r");
	long sum = 0, n;

	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "Private_Clean: %ld", &n) == 1 || sscanf(line, "Private_Dirty: %ld", &n) == 1)
			sum += n;
	if (f)
		fclose(f);
	free(path);
	return sum;
}

static pid_t first_child(void)
{
	char *path = xasprintf("/proc/%d/task/%d/children", (int)getpid(), (int)getpid());
	FILE *f = fopen(path, "r");
	int pid = 0;

	if (f && fscanf(f, "%d", &pid) != 1)
		pid = 0;
	if (f)
		fclose(f);
	free(path);
	return pid ? pid : getpid();
}

static void be_person(int number, const struct writer *w, const char *path, bool thinks, double seconds)
{
	struct person *p = &all.people[number];
	struct random chance;
	void *book;

	random_begin(&chance, 1, (uint64_t)number);
	while (!(book = w->open(path)))
		;
	w->read(book, number);
	__atomic_add_fetch(all.ready, 1, __ATOMIC_SEQ_CST);
	while (!*all.go)
		usleep(1000);
	all.until = now() + seconds;
	(thinks ? think : stress)(p, w, book, &chance);
	p->kilobytes = private_kilobytes(first_child());
	w->close(book);
	_exit(0);
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

struct result {
	double p50, p99, longest, rate;
	int n, least, most, failed;
	long kilobytes; /* the median person's */
};

static int by_kilobytes(const void *a, const void *b)
{
	const struct person *x = a, *y = b;

	return x->kilobytes < y->kilobytes ? -1 : x->kilobytes > y->kilobytes;
}

static struct result add_up(double seconds)
{
	struct result r = { .least = WRITES_MAX };
	double *ms = NULL;

	for (int i = 0; i < all.npeople; i++)
		r.n += all.people[i].n;
	ms = xcalloc((size_t)r.n, sizeof(*ms));
	r.n = 0;
	for (int i = 0; i < all.npeople; i++) {
		const struct person *p = &all.people[i];

		memcpy(ms + r.n, p->ms, (size_t)p->n * sizeof(*ms));
		r.n += p->n;
		r.failed += p->failed;
		r.least = p->n < r.least ? p->n : r.least;
		r.most = p->n > r.most ? p->n : r.most;
	}
	qsort(ms, (size_t)r.n, sizeof(*ms), by_size);
	if (r.n) {
		r.p50 = ms[r.n / 2];
		r.p99 = ms[r.n * 99 / 100];
		r.longest = ms[r.n - 1];
	}
	r.rate = r.n / seconds;
	qsort(all.people, (size_t)all.npeople, sizeof(*all.people), by_kilobytes);
	r.kilobytes = all.people[all.npeople / 2].kilobytes;
	free(ms);
	return r;
}

static void *shared(size_t size)
{
	void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		BUG("no shared memory: %s", strerror(errno));
	return p;
}

static struct result run(const struct writer *w, const char *path, int people, bool thinks, double seconds)
{
	struct result r;

	all.npeople = people;
	all.people = shared((size_t)people * sizeof(*all.people));
	*all.ready = *all.go = 0;
	for (int i = 0; i < people; i++)
		if (fork() == 0)
			be_person(i, w, path, thinks, seconds);
	while (*all.ready < people)
		usleep(1000);
	*all.go = 1;
	while (wait(NULL) > 0 || errno == EINTR)
		;
	r = add_up(seconds);
	munmap(all.people, (size_t)people * sizeof(*all.people));
	return r;
}

static void print_side(const char *name, const struct result *r)
{
	printf("  %-28s %8.1f %8.1f %9.1f %9.0f  %4d..%-4d %8ld%s\n", name, r->p50, r->p99, r->longest, r->rate,
	       r->least, r->most, r->kilobytes, r->failed ? "  SOME FAILED" : "");
}

static void print_csv(FILE *csv, int people, const char *how, const char *what, double ours, double theirs,
		      long kilobytes)
{
	if (csv)
		fprintf(csv, "%d people %s: write %s,%.3f,%.3f,%.3f,%.3f,%ld\n", people, how, what, ours, ours,
			theirs, ours / theirs, kilobytes);
}

static void compare(char *const paths[2], FILE *csv, int people, bool thinks, double seconds)
{
	const char *how = thinks ? "with think time" : "who only write";
	struct result ours = run(&rapport_writer, paths[0], people, thinks, seconds),
		      theirs = run(&plain_writer, paths[1], people, thinks, seconds);

	printf("%d people %s; longest %.2f of plain\n", people, how, ours.longest / theirs.longest);
	print_side("rapport-store", &ours);
	print_side("plain SQLite, busy_timeout", &theirs);
	fflush(stdout);
	print_csv(csv, people, how, "p50", ours.p50, theirs.p50, ours.kilobytes);
	print_csv(csv, people, how, "p99", ours.p99, theirs.p99, ours.kilobytes);
	print_csv(csv, people, how, "longest", ours.longest, theirs.longest, ours.kilobytes);
}

int main(int argc, char **argv)
{
	FILE *csv = argc > 3 ? fopen(argv[3], "a") : NULL;

	if (argc < 7) {
		fprintf(stderr, "usage: writers BOOK PLAIN CSV THINK STRESS PEOPLE...\n");
		return 2;
	}
	all.ready = shared(sizeof(*all.ready));
	all.go = shared(sizeof(*all.go));
	printf("%-30s %8s %8s %9s %9s  %10s %8s\n", "ms until a write is safe", "p50", "p99", "longest",
	       "writes/s", "each", "kB");
	for (int i = 6; i < argc; i++) {
		int people = (int)strtol(argv[i], NULL, 10);

		compare(argv + 1, csv, people, true, strtod(argv[4], NULL));
		compare(argv + 1, csv, people, false, strtod(argv[5], NULL));
	}
	if (csv)
		fclose(csv);
	return 0;
}
