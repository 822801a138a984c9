/* The making of the index of grams. */
#include "store/find_shelf.h"

#define PAGE	   256
#define LOOK_EVERY 64 /* slots */

/* What a slot has got so far lies in pages, one after the other. */
struct page {
	uint32_t next; /* number of the next page, from 1 */
	uint32_t used;
	uint8_t bytes[PAGE - 8];
};

struct find_indexing {
	struct mapping *file;
	struct part pages;
	uint32_t first[GRAM_SLOTS], last[GRAM_SLOTS]; /* pages, from 1 */
	uint32_t after[GRAM_SLOTS];                   /* the entry that would be next without a gap */
	uint32_t count[GRAM_SLOTS];
	uint32_t seen[GRAM_SLOTS];                    /* the entry that had it last, from 1 */
	uint8_t best[GRAM_PAIRS];                     /* how well a key fits the entry at hand */
	struct gram *grams;                           /* of one entry */
	size_t room;
	uint32_t (*fits)[FIND_FITS];
	uint32_t (*tops)[FIND_FITS][FIND_TOP];
};

struct find_indexing *find_index_begin(struct mapping *w)
{
	struct find_indexing *x = xcalloc(1, sizeof(*x));

	x->file = w;
	x->pages = part_new(w);
	x->fits = part_add(mapping_part(w, "fits"), GRAM_PAIRS * sizeof(*x->fits), NULL);
	x->tops = part_add(mapping_part(w, "tops"), GRAM_PAIRS * sizeof(*x->tops), NULL);
	return x;
}

static struct page *page_at(const struct find_indexing *x, uint32_t number)
{
	return (struct page *)x->pages.data + number - 1;
}

static int put_byte(struct find_indexing *x, unsigned slot, unsigned byte, struct error *e)
{
	struct page *p = x->last[slot] ? page_at(x, x->last[slot]) : NULL;

	if (!p || p->used == sizeof(p->bytes)) {
		struct page *new = part_add(&x->pages, PAGE, e);
		uint32_t number = (uint32_t)(x->pages.len / PAGE);

		if (!new)
			return -1;
		if (x->last[slot])
			page_at(x, x->last[slot])->next = number;
		else
			x->first[slot] = number;
		x->last[slot] = number;
		p = new;
	}
	p->bytes[p->used++] = (uint8_t)byte;
	return 0;
}

static int put_entry(struct find_indexing *x, unsigned slot, uint32_t place, struct error *e)
{
	uint32_t gap = place - x->after[slot];

	for (; gap > 0x7F; gap >>= 7)
		if (put_byte(x, slot, (gap & 0x7F) | 0x80, e) < 0)
			return -1;
	x->after[slot] = place + 1;
	x->count[slot]++;
	return put_byte(x, slot, gap, e);
}

static void put_fit(struct find_indexing *x, unsigned key, uint32_t place)
{
	unsigned fit = x->best[key] - SEARCH_ELSEWHERE;
	uint32_t n = x->fits[key][fit]++;

	if (n < FIND_TOP)
		x->tops[key][fit][n] = place;
}

int find_index_add(struct find_indexing *x, uint32_t place, const char *entry, size_t len, bool live,
		   struct error *e)
{
	size_t n;

	if (!x->fits || !x->tops)
		return error_set(e, ERROR_FAILED, "%s", _("There is no room for the index."));
	if (x->room < GRAM_MOST * len) {
		x->room = 2 * GRAM_MOST * len;
		x->grams = xrealloc(x->grams, x->room * sizeof(*x->grams));
	}
	n = grams_of_entry(entry, len, x->grams);
	for (size_t i = 0; i < n; i++) {
		struct gram g = x->grams[i];

		if (g.fit > x->best[g.key])
			x->best[g.key] = g.fit;
		if (!g.slot || x->seen[g.slot] == place + 1)
			continue;
		x->seen[g.slot] = place + 1;
		if (put_entry(x, g.slot, place, e) < 0)
			return -1;
	}
	for (size_t i = 0; i < n; i++)
		if (x->best[x->grams[i].key]) {
			if (live)
				put_fit(x, x->grams[i].key, place);
			x->best[x->grams[i].key] = 0;
		}
	return 0;
}

static int put_slot(const struct find_indexing *x, unsigned slot, struct part *bytes, struct error *e)
{
	for (uint32_t number = x->first[slot]; number; number = page_at(x, number)->next) {
		const struct page *p = page_at(x, number);
		void *to = part_add(bytes, p->used, e);

		if (!to)
			return -1;
		memcpy(to, p->bytes, p->used);
	}
	return 0;
}

int find_index_end(struct find_indexing *x, struct db *db, struct error *e)
{
	struct part *bytes = mapping_part(x->file, "grams");
	uint64_t *at = part_add(mapping_part(x->file, "gram_at"), (GRAM_SLOTS + 1) * sizeof(*at), e);
	uint32_t *count = part_add(mapping_part(x->file, "gram_count"), sizeof(x->count), e);

	if (!at || !count)
		return -1;
	memcpy(count, x->count, sizeof(x->count));
	for (unsigned slot = 0; slot < GRAM_SLOTS; slot++) {
		at[slot] = bytes->len;
		if (slot % LOOK_EVERY == 0 && db_look(db, e) < 0)
			return -1;
		if (put_slot(x, slot, bytes, e) < 0)
			return -1;
	}
	at[GRAM_SLOTS] = bytes->len;
	return 0;
}

void find_index_free(struct find_indexing *x)
{
	if (!x)
		return;
	part_free(&x->pages);
	free(x->grams);
	free(x);
}
