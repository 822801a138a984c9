/* Asking the index of grams. What it says may be damaged: places are looked at before they are used. */
#include "store/find_grams.h"

#define LISTS	  6  /* that are read side by side */
#define WORTHWHILE 16 /* times the shortest: longer lists cost more to read than they save */

/* The entries of a slot, one by one. */
struct list {
	const uint8_t *at, *end;
	uint32_t here, next, count; /* here: the last that was read */
	bool ended;
};

static void advance(struct list *l)
{
	uint32_t gap = 0;

	for (unsigned shift = 0; l->at < l->end && shift < 32; shift += 7) {
		uint8_t byte = *l->at++;

		gap |= (uint32_t)(byte & 0x7F) << shift;
		if (!(byte & 0x80)) {
			l->here = l->next + gap;
			l->next = l->here + 1;
			l->ended = l->next == 0;
			return;
		}
	}
	l->ended = true;
}

static struct list list_of(const struct find_grams *g, uint16_t slot)
{
	uint64_t from = g->at[slot], to = g->at[slot + 1];
	struct list l = { .count = g->count[slot] };

	if (from > to || to > g->len)
		from = to = 0;
	l.at = g->bytes + from;
	l.end = g->bytes + to;
	advance(&l);
	return l;
}

/* Sorts the slots by how many entries they have, and drops what is there twice. */
static size_t sort_slots(const struct find_grams *g, const uint16_t *slots, size_t n, uint16_t *sorted)
{
	size_t kept = 0, k;

	for (size_t i = 0; i < n; i++) {
		for (k = 0; k < kept && sorted[k] != slots[i]; k++)
			;
		if (k < kept)
			continue;
		for (k = kept++; k > 0 && g->count[sorted[k - 1]] > g->count[slots[i]]; k--)
			sorted[k] = sorted[k - 1];
		sorted[k] = slots[i];
	}
	return kept;
}

static bool all_have(struct list *lists, size_t n, uint32_t place)
{
	for (size_t k = 1; k < n; k++) {
		while (!lists[k].ended && lists[k].here < place)
			advance(&lists[k]);
		if (lists[k].ended || lists[k].here != place)
			return false;
	}
	return true;
}

void find_grams_mark(const struct find_grams *g, const uint16_t *slots, size_t n, size_t entries, uint8_t *marks)
{
	struct list lists[LISTS];
	uint16_t sorted[FIND_SLOTS];
	size_t kept = sort_slots(g, slots, n, sorted), used = 0;

	for (size_t k = 0; k < kept && used < LISTS; k++)
		if (g->count[sorted[k]] / WORTHWHILE <= g->count[sorted[0]])
			lists[used++] = list_of(g, sorted[k]);
	for (struct list *first = lists; used && !first->ended && first->here < entries; advance(first))
		if (all_have(lists, used, first->here))
			marks[first->here / 8] |= (uint8_t)(1u << first->here % 8);
}

size_t find_grams_least(const struct find_grams *g, const uint16_t *slots, size_t n)
{
	size_t least = g->count[slots[0]];

	for (size_t i = 1; i < n; i++)
		least = g->count[slots[i]] < least ? g->count[slots[i]] : least;
	return least;
}
