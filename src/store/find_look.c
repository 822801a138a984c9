/* Looking through a shelf. */
#include "base/scan.h"
#include "store/find_shelf.h"

#define BLOCK 1024 /* entries that are looked through before the next question whether to stop */

/* The last entry in [low, high) that begins at `pos` or before it. */
static size_t entry_at(const uint64_t *at, size_t low, size_t high, uint64_t pos)
{
	size_t step = 1;

	while (low + step < high && at[low + step] <= pos) {
		low += step;
		step *= 2;
	}
	for (high = low + step < high ? low + step : high; high - low > 1;) {
		size_t mid = low + (high - low) / 2;

		if (at[mid] <= pos)
			low = mid;
		else
			high = mid;
	}
	return low;
}

/* Marks the entries of a block that have the key somewhere. */
static void mark_block(const struct find_entries *f, size_t from, size_t to, const char *key, size_t len,
		       uint8_t *marks)
{
	uint64_t begin = f->at[from], end = f->at[to];
	const char *at = f->text + begin;
	size_t i = from;

	if (begin >= end || end > f->len)
		return;
	while ((at = scan_find(at, f->text + end, key, len))) {
		i = entry_at(f->at, i, to, (uint64_t)(at - f->text));
		marks[i - from] = 1;
		if (f->at[i + 1] <= (uint64_t)(at - f->text) || f->at[i + 1] > end)
			return;
		at = f->text + f->at[i + 1];
	}
}

/* What becomes of those that fit. */
struct looking {
	const struct find_shelf *shelf;
	const struct search *search;
	const char *keys[SEARCH_KEYS];
	size_t lens[SEARCH_KEYS], nkeys;
	bool removed; /* those, too */
	void (*take)(void *to, int64_t id, uint32_t when, enum search_fit fit);
	void *to;
};

static void try_entry(const struct looking *l, const char *entry, size_t len, int64_t id, uint32_t when)
{
	enum search_fit fit;

	if (!id || (entry[len - FIND_TAIL] != FIND_LIVE && !l->removed))
		return;
	fit = search_entry(l->search, entry, len - FIND_TAIL);
	if (fit)
		l->take(l->to, id, when, fit);
}

static bool is_dead(const struct find_shelf *f, size_t i)
{
	return f->dead && f->dead[i / 8] & 1u << i % 8;
}

static void look_in_block(const struct looking *l, size_t from, size_t to)
{
	const struct find_entries *f = &l->shelf->base;
	uint8_t marks[BLOCK] = { 0 };
	const char *entry;
	size_t len;

	for (size_t k = 0; k < l->nkeys; k++)
		mark_block(f, from, to, l->keys[k], l->lens[k], marks);
	for (size_t i = from; i < to; i++)
		if (marks[i - from] && !is_dead(l->shelf, i) && (entry = find_entry(f, i, &len)))
			try_entry(l, entry, len, f->ids[i], f->when[i]);
}

static int look(struct store *s, struct looking *l, struct error *err)
{
	const struct find_shelf *f = l->shelf;

	l->nkeys = search_keys(l->search, l->keys, l->lens);
	for (size_t i = 0; i < f->nadded; i++)
		try_entry(l, f->text.data + f->added[i].at, f->added[i].len, f->added[i].id, f->added[i].when);
	for (size_t i = 0, to; i < f->base.n; i = to) {
		to = f->base.n - i < BLOCK ? f->base.n : i + BLOCK;
		look_in_block(l, i, to);
		if (db_stopped(s->db, err))
			return -1;
	}
	return 0;
}

/* The first look at a list: what was touched since is added before and sorted in later. */
static void take_hit(void *to, int64_t id, uint32_t when, enum search_fit fit)
{
	struct find_hits *h = to;
	struct find_fits *f = &h->fits[fit];

	h->total++;
	if (f->n < h->most)
		*(struct find_hit *)array_add(&f->items, &f->n, &f->room, sizeof(*f->items)) =
			(struct find_hit){ id, when, fit };
}

static int by_change(const void *a, const void *b)
{
	const struct find_hit *x = a, *y = b;

	if (x->when != y->when)
		return x->when > y->when ? -1 : 1;
	return (x->id < y->id) - (x->id > y->id);
}

/* As many of what was touched may have come before the first of base. */
int find_look(struct store *s, const struct find_shelf *f, const struct search *q, struct find_hits *hits,
	      struct error *err)
{
	struct looking l = { .shelf = f, .search = q, .take = take_hit, .to = hits };
	size_t most = hits->most;

	hits->most += f->nlive;
	if (look(s, &l, err) < 0)
		return -1;
	hits->most = most;
	for (size_t i = 0; i < LENGTH(hits->fits); i++) {
		struct find_fits *fit = &hits->fits[i];

		if (fit->n)
			qsort(fit->items, fit->n, sizeof(*fit->items), by_change);
		fit->n = fit->n < most ? fit->n : most;
	}
	return 0;
}

void find_hits_free(struct find_hits *hits)
{
	for (size_t i = 0; i < LENGTH(hits->fits); i++)
		free(hits->fits[i].items);
	*hits = (struct find_hits){ 0 };
}

struct each {
	void (*fn)(void *to, int64_t id);
	void *to;
};

static void take_each(void *to, int64_t id, uint32_t when, enum search_fit fit)
{
	const struct each *each = to;

	(void)when;
	(void)fit;
	each->fn(each->to, id);
}

int find_each(struct store *s, const struct find_shelf *f, const struct search *q, bool removed,
	      void (*fn)(void *to, int64_t id), void *to, struct error *err)
{
	struct each each = { fn, to };
	struct looking l = { .shelf = f, .search = q, .removed = removed, .take = take_each, .to = &each };

	return look(s, &l, err);
}
