/* The records of a lineup in their order: a base's own, or a vector sorted by counting. */
#include "store/lineup_private.h"

#include <stdlib.h>

#define COUNTING 64 /* when there are fewer than so many values a record, counting sorts faster */

/* Who is in */

static void count_blocks(struct lineup *l)
{
	uint32_t words = l->places / 64 + 1, n = 0;

	l->before = xcalloc(words / LINEUP_BLOCK + 1, sizeof(*l->before));
	for (uint32_t w = 0; w < words; w++) {
		if (w % LINEUP_BLOCK == 0)
			l->before[w / LINEUP_BLOCK] = n;
		n += (uint32_t)__builtin_popcountll(l->bits[w]);
	}
	l->within = n;
}

/* All are in but those that were touched. */
void lineup_mark_all(struct lineup *l, const uint32_t *touched, size_t n)
{
	l->bits = xcalloc(l->places / 64 + 1, sizeof(uint64_t));
	memset(l->bits, 0xFF, l->places / 64 * sizeof(uint64_t));
	l->bits[l->places / 64] = (UINT64_C(1) << l->places % 64) - 1;
	for (size_t i = 0; i < n; i++) {
		uint32_t place = lineup_stand(l, touched[i]);

		if (place < l->places)
			l->bits[place / 64] &= ~(UINT64_C(1) << place % 64);
	}
	count_blocks(l);
}

/* Sorting those who are in */

static const struct lineup *sorting; /* the one at work: qsort hands nothing through */

static int by_keys(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	for (size_t i = 0; i < sorting->nkeys; i++) {
		uint64_t wx = rank_weigh(&sorting->keys[i], x), wy = rank_weigh(&sorting->keys[i], y);

		if (wx != wy)
			return wx < wy ? -1 : 1;
	}
	return 0;
}

static uint32_t bucket_of(const struct rank_key *k, uint32_t id, uint32_t none)
{
	uint32_t rank = rank_of(k, id);

	if (rank >= none)
		return none;
	return k->down ? none - 1 - rank : rank;
}

/* One pass of a stable sort. */
static void sort_pass(const struct rank_key *k, const uint32_t *from, uint32_t *to, size_t n)
{
	uint32_t none = 0, *next, total = 0;

	for (uint32_t code = 0; k->ranks && code < k->series->values; code++)
		if (k->ranks[code] != RANK_NONE && k->ranks[code] >= none)
			none = k->ranks[code] + 1;
	if (!k->ranks)
		none = k->series->values;
	next = xcalloc((size_t)none + 1, sizeof(*next));
	for (size_t i = 0; i < n; i++)
		next[bucket_of(k, from[i], none)]++;
	for (uint32_t b = 0; b <= none; b++) {
		uint32_t count = next[b];

		next[b] = total;
		total += count;
	}
	for (size_t i = 0; i < n; i++)
		to[next[bucket_of(k, from[i], none)]++] = from[i];
	free(next);
}

static void turn_round(uint32_t *ids, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		uint32_t id = ids[i];

		ids[i] = ids[n - 1 - i];
		ids[n - 1 - i] = id;
	}
}

/* Runs of the order */

/* The codes of a key in its order; false where two of them sort alike, so that their runs mix.
 * Without a value comes last, and is the code behind the others. */
static bool order_codes(const struct rank_key *k, uint32_t *codes)
{
	uint32_t n = k->series->values, nones = 0;
	struct rank_of *ranks;
	bool mix = false;

	if (!k->ranks) {
		for (uint32_t code = 0; code < n; code++)
			codes[code] = k->down ? n - 1 - code : code;
		codes[n] = n;
		return true;
	}
	ranks = rank_order(k);
	for (uint32_t i = 0; i < n; i++) {
		nones += ranks[i].rank == RANK_NONE;
		mix |= i && ranks[i].rank == ranks[i - 1].rank;
		codes[i] = ranks[i].id;
	}
	codes[n] = n;
	free(ranks);
	return !mix && (!nones || series_start(k->series, n) == series_start(k->series, n + 1));
}

/* Those of a run that are in, unless a damaged file has more of them than there are. */
static void add_run(struct lineup *l, const struct series *c, const struct id_bits *in, size_t count,
		    uint32_t code)
{
	uint32_t end = series_start(c, code + 1);

	for (uint32_t at = series_start(c, code); at < end && l->places <= count; at++) {
		uint32_t id = series_at(c, at);

		l->vector[l->places] = id;
		l->places += bits_have(in, id);
	}
}

/* Bits by id become bits by place: those of the order from `at` to `end`. */
static uint32_t mark_run(struct lineup *l, const struct id_bits *in, uint32_t place, uint32_t at,
			 uint32_t end)
{
	while (at < end && place < l->places) {
		uint32_t word = place / 64;
		uint64_t bits = l->bits[word];

		for (; at < end && place / 64 == word; at++, place++)
			bits |= (uint64_t)bits_have(in, series_at(l->base, at)) << place % 64;
		l->bits[word] = bits;
	}
	return place;
}

void lineup_mark(struct lineup *l, const struct id_bits *in)
{
	const struct series *c = l->base;
	uint32_t place = 0;

	l->bits = xcalloc(l->places / 64 + 1, sizeof(uint64_t));
	for (uint32_t code = c->values; l->keys[0].down && code-- > 0;)
		place = mark_run(l, in, place, series_start(c, code), series_start(c, code + 1));
	mark_run(l, in, place, place, l->places);
	count_blocks(l);
}

/* The ids that are in, by the last key before the id: its runs say it where they do not mix. */
static bool add_runs(struct lineup *l, const struct rank_key *k, const struct id_bits *in, size_t count)
{
	uint32_t n = k->series->values;
	uint32_t *codes = xmalloc(((size_t)n + 1) * sizeof(*codes));
	bool can = order_codes(k, codes);

	for (uint32_t i = 0; can && i <= n; i++)
		add_run(l, k->series, in, count, codes[i]);
	if (l->places > count)
		l->places = (uint32_t)count;
	free(codes);
	return can;
}

static void add_ascending(struct lineup *l, const struct id_bits *in)
{
	for (size_t w = 0; w < in->words; w++)
		for (uint64_t left = in->bits[w]; left; left &= left - 1)
			l->vector[l->places++] = (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(left);
}

/* The last key first. */
static void sort_by_counting(struct lineup *l, const struct id_bits *in, size_t count)
{
	uint32_t *other = xmalloc((count + 1) * sizeof(*other));
	size_t left = l->nkeys - 1;

	if (left && !l->keys[left].down && add_runs(l, &l->keys[left - 1], in, count))
		left--;
	else
		add_ascending(l, in);
	if (left == l->nkeys - 1 && l->keys[left].down)
		turn_round(l->vector, l->places);
	while (left-- > 0) {
		uint32_t *from = l->vector;

		sort_pass(&l->keys[left], from, other, l->places);
		l->vector = other;
		other = from;
	}
	free(other);
}

static bool counts_well(const struct lineup *l, size_t count)
{
	for (size_t i = 0; i + 1 < l->nkeys; i++)
		if (l->keys[i].series->values / COUNTING > count)
			return false;
	return true;
}

void lineup_sort(struct lineup *l, const struct id_bits *in, size_t count)
{
	l->vector = xmalloc((count + 1) * sizeof(*l->vector));
	if (counts_well(l, count)) {
		sort_by_counting(l, in, count);
	} else {
		add_ascending(l, in);
		sorting = l;
		qsort(l->vector, l->places, sizeof(*l->vector), by_keys);
	}
	l->within = l->places;
}
