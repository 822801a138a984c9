/* Invents customers, as CSV with headers that an import maps by itself: 35 % English persons and 10 %
 * English firms, 15 % of names with accents (a fifth of them firms), 30 % Chinese persons and 10 % Chinese
 * firms. What is frequent in life is frequent here. The same number and seed give the same file.
 *
 *	people COUNT [SEED] > FILE */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "people.h"

#define LIST_MAX 128
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

struct list {
	struct word {
		const char *text;
		int len;
	} words[LIST_MAX];
	unsigned n;
};

enum { GIVEN, HEADS, TAILS, TRADES, LEGAL, CITIES, LISTS };

static struct list lists[COUNT(cultures)][LISTS], industry, status, owner;
static uint64_t state;

/* splitmix64. */
static uint64_t next(void)
{
	uint64_t z = state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

static unsigned below(unsigned n)
{
	return (unsigned)((next() >> 32) * n >> 32);
}

static int between(int low, int high)
{
	return low + (int)below((unsigned)(high - low + 1));
}

static struct list split(const char *text)
{
	struct list l = { .n = 0 };

	for (;;) {
		int len = (int)strcspn(text, "|");

		if (l.n == LIST_MAX) {
			fprintf(stderr, "people: a list is too long at %.20s\n", text);
			exit(1);
		}
		l.words[l.n++] = (struct word){ text, len };
		if (!text[len])
			return l;
		text += len + 1;
	}
}

/* The density falls off from the front of the list as 1 / sqrt. */
static const struct word *pick(const struct list *l)
{
	double part = (double)(next() >> 11) * 0x1p-53;

	return &l->words[(unsigned)(part * part * l->n)];
}

static void add(char *to, size_t size, const struct word *w)
{
	size_t used = strlen(to);

	snprintf(to + used, size - used, "%.*s", w->len, w->text);
}

static void say(char *to, size_t size, const char *text)
{
	add(to, size, &(struct word){ text, (int)strlen(text) });
}

static void add_surname(char *to, size_t size, const struct list *words)
{
	add(to, size, pick(&words[HEADS]));
	add(to, size, pick(&words[TAILS]));
}

static void chinese_name(char *to, size_t size, const struct list *words, bool firm)
{
	if (firm) {
		add(to, size, pick(&words[CITIES]));
		add(to, size, pick(&words[GIVEN]));
		add(to, size, pick(&words[GIVEN]));
		add(to, size, pick(&words[TRADES]));
		add(to, size, pick(&words[LEGAL]));
		return;
	}
	add(to, size, pick(&words[HEADS]));
	add(to, size, pick(&words[GIVEN]));
	if (below(100) < 85)
		add(to, size, pick(&words[GIVEN]));
}

static void western_name(char *to, size_t size, const struct list *words, bool firm)
{
	if (firm) {
		add_surname(to, size, words);
		say(to, size, " ");
		add(to, size, pick(&words[TRADES]));
		say(to, size, " ");
		add(to, size, pick(&words[LEGAL]));
		return;
	}
	add(to, size, pick(&words[GIVEN]));
	if (below(100) < 40)
		say(to, size, (char[]){ ' ', (char)('A' + below(26)), '.', '\0' });
	say(to, size, " ");
	add_surname(to, size, words);
}

static unsigned pick_culture(bool *firm)
{
	unsigned p = below(100);

	*firm = p < 20 || (p >= 85 && below(5) == 0);
	if (p < 10 || (p >= 20 && p < 55))
		return ENGLISH;
	return p < 85 ? CHINESE : ACCENTED + below(COUNT(cultures) - ACCENTED);
}

static void put_phone(const struct culture *c)
{
	printf("%s %03u %04u", c->dial, below(1000), below(10000));
}

static void put_customer(unsigned number)
{
	bool firm;
	unsigned i = pick_culture(&firm);
	char name[160] = "", city[64] = "";
	const struct word *w;

	(i == CHINESE ? chinese_name : western_name)(name, sizeof(name), lists[i], firm);
	add(city, sizeof(city), pick(&lists[i][CITIES]));
	printf("C%07u,%s,%s,mail%u@%s,", number, name, firm ? "company" : "person", number,
	       cultures[i].top);
	put_phone(&cultures[i]);
	printf(",%s,%s,", city, cultures[i].country);
	w = pick(&industry);
	printf("%.*s,", w->len, w->text);
	w = pick(&owner);
	printf("%.*s,", w->len, w->text);
	w = pick(&status);
	printf("%.*s,%u,", w->len, w->text, below(1000) * below(100) * 100);
	if (firm)
		printf("%d", between(1900, 2025));
	printf(",%04d-%02d-%02d\n", between(2016, 2025), between(1, 12), between(1, 28));
}

int main(int argc, char **argv)
{
	long count = argc > 1 ? strtol(argv[1], NULL, 10) : 0;

	if (count < 1 || count > 9999999) {
		fprintf(stderr, "people: a count of 1 to 9999999\n");
		return 2;
	}
	state = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	for (size_t i = 0; i < COUNT(cultures); i++) {
		const struct culture *c = &cultures[i];
		const char *texts[LISTS] = { c->given,	c->heads, c->tails,
					     c->trades, c->legal, c->cities };

		for (int k = 0; k < LISTS; k++)
			lists[i][k] = split(texts[k]);
	}
	industry = split(industries);
	status = split(statuses);
	owner = split(owners);
	puts("code,name,kind,email,phone,city,country,industry,owner,status,annual "
	     "revenue,founded,last contact");
	for (long n = 1; n <= count; n++)
		put_customer((unsigned)n);
	return ferror(stdout) || fflush(stdout) != 0;
}
