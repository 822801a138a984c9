/* Looking through a shelf. */
#include "base/scan.h"
#include "store/find_grams.h"

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
	void (*take)(void *to, const int64_t *id, const uint32_t *when, enum search_fit fit);
	void *to;
};

/* Where the id and the time stand is handed on: most hits are only counted. */
static void try_entry(const struct looking *l, const char *entry, size_t len, const int64_t *id,
		      const uint32_t *when)
{
	enum search_fit fit;

	if (entry[len - FIND_TAIL] != FIND_LIVE && !l->removed)
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
			try_entry(l, entry, len, &f->ids[i], &f->when[i]);
}

/* Without an index, or for what it does not know. */
static int look_through(struct store *s, const struct looking *l, struct error *err)
{
	const struct find_entries *f = &l->shelf->base;

	for (size_t i = 0, to; i < f->n; i = to) {
		to = f->n - i < BLOCK ? f->n : i + BLOCK;
		look_in_block(l, i, to);
		if (db_stopped(s->db, err))
			return -1;
	}
	return 0;
}

/* At most how many entries have the key in one of its two ways; SIZE_MAX when the index cannot tell. */
static size_t estimate(const struct find_grams *g, const char *key, size_t len)
{
	uint16_t slots[FIND_SLOTS];
	size_t total = 0, n;

	n = grams_of_key(key, len, true, slots, FIND_SLOTS);
	if (n)
		total = find_grams_least(g, slots, n);
	n = grams_of_key(key, len, false, slots, FIND_SLOTS);
	if (n)
		return total + find_grams_least(g, slots, n);
	n = grams_of_pair(key, len, slots);
	for (size_t i = 0; i < n; i++)
		total += g->count[slots[i]];
	return n ? total : SIZE_MAX;
}

/* Takes the keys of the word that fewest entries have: the longest, when nobody knows. */
static bool choose_keys(struct looking *l)
{
	const char *keys[SEARCH_KEYS];
	size_t lens[SEARCH_KEYS], n, best = 0, least = SIZE_MAX;

	for (size_t i = 0; i < l->search->typed.n; i++) {
		size_t sum = 0, one = 0;

		n = search_keys(l->search, i, keys, lens);
		for (size_t k = 0; k < n && one < SIZE_MAX && l->shelf->grams.at; k++, sum += one)
			one = estimate(&l->shelf->grams, keys[k], lens[k]);
		if (!l->shelf->grams.at || one == SIZE_MAX)
			sum = SIZE_MAX - 1 - lens[0];
		if (sum < least) {
			least = sum;
			best = i;
		}
	}
	l->nkeys = search_keys(l->search, best, l->keys, l->lens);
	return least < SIZE_MAX / 2;
}

static void mark_pair(const struct looking *l, size_t k, uint8_t *marks)
{
	uint16_t slots[GRAM_CLASSES];
	size_t n = grams_of_pair(l->keys[k], l->lens[k], slots);

	for (size_t i = 0; i < n; i++)
		find_grams_mark(&l->shelf->grams, slots + i, 1, l->shelf->base.n, marks);
}

/* Marks what may fit. */
static void mark_all(const struct looking *l, uint8_t *marks)
{
	uint16_t slots[FIND_SLOTS];
	size_t n;

	for (size_t k = 0; k < l->nkeys; k++)
		for (int spelled = 0; spelled < 2; spelled++) {
			n = grams_of_key(l->keys[k], l->lens[k], spelled, slots, FIND_SLOTS);
			if (n)
				find_grams_mark(&l->shelf->grams, slots, n, l->shelf->base.n, marks);
			else if (!spelled)
				mark_pair(l, k, marks);
		}
}

/* The entries that are marked lie far apart: all of a handful are asked of the memory before the first is
 * looked at. */
static void look_at_some(const struct looking *l, const size_t *places, size_t n)
{
	const struct find_entries *f = &l->shelf->base;
	const char *entries[64], *entry;
	size_t lens[64];

	for (size_t k = 0; k < n; k++) {
		entries[k] = entry = find_entry(f, places[k], &lens[k]);
		if (entry) {
			__builtin_prefetch(entry);
			__builtin_prefetch(entry + 64);
			__builtin_prefetch(entry + lens[k]);
		}
	}
	for (size_t k = 0; k < n; k++)
		if (entries[k])
			try_entry(l, entries[k], lens[k], &f->ids[places[k]], &f->when[places[k]]);
}

static int look_at_marks(struct store *s, const struct looking *l, const uint8_t *marks, struct error *err)
{
	const struct find_shelf *f = l->shelf;
	size_t places[64], n = 0;

	for (size_t at = 0; at <= f->base.n / 8; at++) {
		for (unsigned bits = marks[at] & ~(f->dead ? f->dead[at] : 0u); bits; bits &= bits - 1) {
			places[n] = at * 8 + (size_t)__builtin_ctz(bits);
			n += places[n] < f->base.n;
		}
		if (n > 64 - 8) {
			look_at_some(l, places, n);
			n = 0;
		}
		if (at % BLOCK == 0 && db_stopped(s->db, err))
			return -1;
	}
	look_at_some(l, places, n);
	return 0;
}

static int look_in_base(struct store *s, struct looking *l, struct error *err)
{
	uint8_t *marks;
	int rc;

	if (!choose_keys(l))
		return look_through(s, l, err);
	marks = xcalloc(l->shelf->base.n / 8 + 1, 1);
	mark_all(l, marks);
	rc = look_at_marks(s, l, marks, err);
	free(marks);
	return rc;
}

static void look_in_added(const struct looking *l)
{
	const struct find_shelf *f = l->shelf;

	for (size_t i = 0; i < f->nadded; i++) {
		const struct find_added *a = &f->added[i];

		if (a->id)
			try_entry(l, f->text.data + a->at, a->len, &a->id, &a->when);
	}
}

static int look(struct store *s, struct looking *l, struct error *err)
{
	look_in_added(l);
	return look_in_base(s, l, err);
}

static void take_hit(void *to, const int64_t *id, const uint32_t *when, enum search_fit fit)
{
	struct find_hits *h = to;
	struct find_fits *f = &h->fits[fit];

	h->total++;
	if (f->n < h->most)
		*(struct find_hit *)array_add(&f->items, &f->n, &f->room, sizeof(*f->items)) =
			(struct find_hit){ *id, *when, fit };
}

static int by_change(const void *a, const void *b)
{
	const struct find_hit *x = a, *y = b;

	if (x->when != y->when)
		return x->when > y->when ? -1 : 1;
	return (x->id < y->id) - (x->id > y->id);
}

/* Which fits the dead take from the counts of a short key. */
static void count_dead(const struct looking *l, uint32_t *fits)
{
	const struct find_shelf *f = l->shelf;
	const char *entry;
	size_t len;

	for (size_t i = 0; f->dead && i < f->base.n; i += f->dead[i / 8] ? 1 : 8 - i % 8)
		if (is_dead(f, i) && (entry = find_entry(&f->base, i, &len)) &&
		    entry[len - FIND_TAIL] == FIND_LIVE) {
			enum search_fit fit = search_entry(l->search, entry, len - FIND_TAIL);

			if (fit && fits[fit - SEARCH_ELSEWHERE])
				fits[fit - SEARCH_ELSEWHERE]--;
		}
}

/* The first of those that fit alike, as long as they are all known. */
static bool take_tops(const struct looking *l, const uint32_t *tops, uint32_t count, uint32_t left,
		      enum search_fit fit, struct find_hits *h)
{
	const struct find_shelf *f = l->shelf;
	struct find_fits *to = &h->fits[fit];
	size_t known = count < FIND_TOP ? count : FIND_TOP;

	for (size_t k = 0; k < known && to->n < h->most; k++)
		if (tops[k] < f->base.n && !is_dead(f, tops[k]))
			*(struct find_hit *)array_add(&to->items, &to->n, &to->room, sizeof(*to->items)) =
				(struct find_hit){ f->base.ids[tops[k]], f->base.when[tops[k]], fit };
	return count <= FIND_TOP || to->n >= (h->most < left ? h->most : left);
}

/* The answer for one or two letters stands in the file. False when it does not. */
static bool look_up(const struct looking *l, struct find_hits *h)
{
	const struct text_word *w = l->search->typed.n == 1 ? search_must(l->search, 0) : NULL;
	uint16_t key = w && l->shelf->grams.at ? gram_of_key(w->s, w->len) : 0;
	const uint32_t *counts;
	uint32_t left[FIND_FITS];
	bool all = true;

	if (!key)
		return false;
	counts = l->shelf->grams.fits[key];
	memcpy(left, counts, sizeof(left));
	count_dead(l, left);
	for (unsigned i = 0; all && i < FIND_FITS; i++)
		all = take_tops(l, l->shelf->grams.tops[key][i], counts[i], left[i],
				(enum search_fit)(i + SEARCH_ELSEWHERE), h);
	for (unsigned i = 0; i < FIND_FITS; i++) {
		if (all)
			h->total += left[i];
		else
			h->fits[i + SEARCH_ELSEWHERE].n = 0;
	}
	return all;
}

static void sort_hits(struct find_hits *hits)
{
	for (size_t i = 0; i < LENGTH(hits->fits); i++) {
		struct find_fits *fit = &hits->fits[i];

		if (fit->n)
			qsort(fit->items, fit->n, sizeof(*fit->items), by_change);
		fit->n = fit->n < hits->most ? fit->n : hits->most;
	}
}

/* Base has as many as are asked for, in their order; what was touched is sorted in. */
int find_look(struct store *s, const struct find_shelf *f, const struct search *q, struct find_hits *hits,
	      struct error *err)
{
	struct looking l = { .shelf = f, .search = q, .take = take_hit, .to = hits };
	size_t most = hits->most;

	if (!look_up(&l, hits) && look_in_base(s, &l, err) < 0)
		return -1;
	hits->most = SIZE_MAX;
	look_in_added(&l);
	hits->most = most;
	sort_hits(hits);
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

static void take_each(void *to, const int64_t *id, const uint32_t *when, enum search_fit fit)
{
	const struct each *each = to;

	(void)when;
	(void)fit;
	each->fn(each->to, *id);
}

int find_each(struct store *s, const struct find_shelf *f, const struct search *q, bool removed,
	      void (*fn)(void *to, int64_t id), void *to, struct error *err)
{
	struct each each = { fn, to };
	struct looking l = { .shelf = f, .search = q, .removed = removed, .take = take_each, .to = &each };

	return look(s, &l, err);
}
