/* What one key costs in the store while somebody types names: reads names (one a line) from standard
 * input, types a part of them letter by letter, and prints the p50, p99 and worst of the CPU time and of
 * the time on the wall of each answer (first page and exact total), in milliseconds.
 *
 *	find BOOK [NAMES] [LETTERS] < FILE */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/utf8.h"
#include "store/store.h"

static struct {
	double cpu[100000], wall[100000];
	size_t n;
} keys;

static double now_ms(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void press(struct store *s, const char *typed, int64_t *found)
{
	struct request r = { .verb = VERB_FIND, .words = typed, .limit = 50 };
	double cpu = now_ms(CLOCK_PROCESS_CPUTIME_ID), wall = now_ms(CLOCK_MONOTONIC);
	struct answer *a = store_do(s, &r);

	if (keys.n < LENGTH(keys.cpu)) {
		keys.cpu[keys.n] = now_ms(CLOCK_PROCESS_CPUTIME_ID) - cpu;
		keys.wall[keys.n++] = now_ms(CLOCK_MONOTONIC) - wall;
	}
	if (a->error.kind) {
		fprintf(stderr, "find: %s: %s\n", typed, a->error.text);
		exit(1);
	}
	if (getenv("FIND_TELL"))
		printf("%.2f ms  %lld  %s\n", keys.cpu[keys.n - 1], (long long)a->tables[0]->total, typed);
	*found += a->tables[0]->total;
	answer_free(a);
}

/* Chinese is typed by a character at a time, at most three. */
static void type_name(struct store *s, const char *name, size_t letters, int64_t *found)
{
	size_t len = strlen(name), at = 0, most = name[0] & 0x80 ? 3 : letters;
	char typed[256];
	uint32_t cp;

	for (size_t n = 0; n < most && at < len && at < sizeof(typed) - 5; n++) {
		size_t size = utf8_decode(name + at, len - at, &cp);

		memcpy(typed + at, name + at, size);
		at += size;
		typed[at] = '\0';
		press(s, typed, found);
	}
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void tell(const char *what, double *ms)
{
	qsort(ms, keys.n, sizeof(*ms), by_size);
	printf("%s p50 %.2f p99 %.2f worst %.2f ms\n", what, ms[keys.n / 2], ms[keys.n * 99 / 100],
	       ms[keys.n - 1]);
}

int main(int argc, char **argv)
{
	const struct clock clock = { 0 };
	size_t names = argc > 2 ? strtoul(argv[2], NULL, 10) : 240, letters = argc > 3 ? strtoul(argv[3], NULL, 10) : 6;
	struct store s;
	struct error e = { 0 };
	char line[512];
	int64_t found = 0, first;

	if (argc < 2 || store_open(&s, argv[1], "bench", &clock, &e) < 0) {
		fprintf(stderr, "find: %s\n", argc < 2 ? "which book?" : e.text);
		return 1;
	}
	first = clock_ticks();
	press(&s, "zzzz", &found);
	printf("first answer %lld ms\n", (long long)(clock_ticks() - first));
	keys.n = 0;
	while (names-- && fgets(line, sizeof(line), stdin)) {
		line[strcspn(line, "\n")] = '\0';
		type_name(&s, line, letters, &found);
	}
	printf("%zu keys, %lld found\n", keys.n, (long long)found);
	tell("cpu ", keys.cpu);
	tell("wall", keys.wall);
	store_close(&s);
	return 0;
}
