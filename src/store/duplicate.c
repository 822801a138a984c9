/* Finds pairs among all records without comparing all with all.
 *
 * Records that share a phone, an e-mail address or domain, a tax id, or the city and the beginning of the name
 * stand in one block; names in their order stand beside those alike. What comes near enough by name, or shares a
 * key, is compared whole. (M. A. Hernández and S. J. Stolfo, The merge/purge problem, 1995.) */
#include "store/duplicate_hunt.h"

#include <math.h>
#include <stdlib.h>

#include "store/merge.h"

#define NAME_NEAR  .88   /* without a common key no pair whose names are less alike reaches a review */
#define LOOK_EVERY 65536 /* comparisons between two looks at the client */

static void add_near(struct hunt *f, uint32_t a, uint32_t b)
{
	struct near *n = array_add(&f->near, &f->nnear, &f->near_room, sizeof(*n));

	*n = (struct near){ a < b ? a : b, a < b ? b : a };
}

static int common_start(const uint32_t a[START], const uint32_t b[START])
{
	int n = 0;

	while (n < START && a[n] && a[n] == b[n])
		n++;
	return n;
}

/* Jaro-Winkler cannot reach NAME_NEAR with fewer matches than this lets through: a letter that only one of them
 * has matches nothing. */
static bool may_be_near(const struct name *a, const struct name *b)
{
	int only_a = __builtin_popcountll(a->letters & ~b->letters);
	int only_b = __builtin_popcountll(b->letters & ~a->letters);
	int start = common_start(a->core, b->core), other = common_start(a->sorted, b->sorted);
	double m = fmin(a->length - only_a, b->length - only_b);
	double jaro = (m / a->length + m / b->length + 1) / 3;

	return m > 0 && jaro + .1 * (start > other ? start : other) * (1 - jaro) >= NAME_NEAR;
}

static double names_alike(const struct hunt *f, uint32_t a, uint32_t b)
{
	double best = 0;

	for (uint32_t i = f->first[a]; i < f->first[a + 1]; i++)
		for (uint32_t j = f->first[b]; j < f->first[b + 1]; j++)
			if (may_be_near(&f->names[i], &f->names[j]))
				best = fmax(best, name_key_alike(&f->names[i].key, &f->names[j].key));
	return best;
}

/* What two without a common key come to at most, all that is not known here in their favour. */
static double at_most(const struct hunt *f, uint32_t a, uint32_t b, double name)
{
	const struct said *x = &f->said[a], *y = &f->said[b];
	bool firms = f->entity->id == ENTITY_CUSTOMER, domain = x->domain && x->domain == y->domain;
	struct similar s = { .score = 0 };

	for (size_t i = 0; i < TRAITS; i++)
		s.alike[i] = -1;
	s.alike[TRAIT_NAME] = name;
	if (x->phone && y->phone)
		s.alike[TRAIT_PHONE] = 0;
	if (x->email && y->email && !x->emails && !y->emails)
		s.alike[TRAIT_EMAIL] = firms && domain ? SIMILAR_DOMAIN : 0;
	if (firms && x->place && y->place)
		s.alike[TRAIT_CITY] = x->place == y->place;
	return similar_mean(&s);
}

/* To compare names is what costs most, and is left where the same name would not suffice. */
static bool may_be_one(const struct hunt *f, uint32_t a, uint32_t b)
{
	double name;

	if (at_most(f, a, b, 1) < SIMILAR_REVIEW - .5)
		return false;
	name = names_alike(f, a, b);
	return name >= NAME_NEAR && at_most(f, a, b, name) >= SIMILAR_REVIEW - .5;
}

static int look(struct hunt *f, struct error *err)
{
	return ++f->compared % LOOK_EVERY ? 0 : db_look(f->store->db, err);
}

/* At which percent each part begins: of the time that 60,000 customers and their contacts take. */
static const unsigned char begins[HUNT_PARTS + 1] = { 0, 20, 50, 100 };

void hunt_tell(struct hunt *f, enum hunt_part part, size_t done, size_t of)
{
	size_t share = begins[part + 1] - begins[part];

	f->store->percent = begins[part] + (int)(done < of ? done * share / of : share);
}

static void pass(struct hunt *f, size_t pairs)
{
	f->passed += pairs;
	hunt_tell(f, HUNT_COMPARES, f->passed, f->pairs);
}

static int compare_block(struct hunt *f, const struct sign *s, size_t n, bool key, struct error *err)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++) {
			if (look(f, err) < 0)
				return -1;
			if (s[i].record != s[j].record && (key || may_be_one(f, s[i].record, s[j].record)))
				add_near(f, s[i].record, s[j].record);
		}
	return 0;
}

static int sign_order(const void *pa, const void *pb)
{
	const struct sign *a = pa, *b = pb;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->record > b->record) - (a->record < b->record);
}

/* Behind the last that has the same sign. */
static size_t block_end(const struct signs *s, size_t from)
{
	size_t to = from + 1;

	while (to < s->n && s->items[to].hash == s->items[from].hash)
		to++;
	return to;
}

static size_t pairs_of(size_t n)
{
	return n > BLOCK_MOST ? 0 : n * (n - 1) / 2;
}

static void sort_blocks(struct hunt *f)
{
	f->pairs = f->nnames * (NEIGHBOURS - 1);
	for (int i = 0; i < BLOCKS; i++) {
		struct signs *s = &f->blocks[i];
		if (s->n)
			qsort(s->items, s->n, sizeof(*s->items), sign_order);
		for (size_t from = 0, to; from < s->n; from = to) {
			to = block_end(s, from);
			f->pairs += pairs_of(to - from);
		}
	}
}

static int compare_blocks(struct hunt *f, enum block block, struct duplicates *d, struct error *err)
{
	bool key = block == BLOCK_PHONE || block == BLOCK_EMAIL || block == BLOCK_TAX;
	struct signs *s = &f->blocks[block];

	for (size_t from = 0, to; from < s->n; from = to) {
		to = block_end(s, from);
		if (to - from > BLOCK_MOST)
			d->skipped[block]++;
		else if (compare_block(f, s->items + from, to - from, key, err) < 0)
			return -1;
		pass(f, pairs_of(to - from));
	}
	return 0;
}

static int name_order(const void *pa, const void *pb)
{
	const struct name *a = *(const struct name *const *)pa, *b = *(const struct name *const *)pb;
	int order = strcmp(a->key.sorted, b->key.sorted);

	return order ? order : (a->record > b->record) - (a->record < b->record);
}

/* Each name and those that follow it in the order of all. */
static int compare_neighbours(struct hunt *f, struct error *err)
{
	struct name **order = xcalloc(f->nnames, sizeof(*order));
	int rc = 0;

	for (size_t i = 0; i < f->nnames; i++)
		order[i] = &f->names[i];
	if (f->nnames)
		qsort(order, f->nnames, sizeof(*order), name_order);
	for (size_t i = 0; rc == 0 && i < f->nnames; i++, pass(f, NEIGHBOURS - 1))
		for (size_t j = i + 1; rc == 0 && j < f->nnames && j < i + NEIGHBOURS; j++) {
			uint32_t a = order[i]->record, b = order[j]->record;

			rc = look(f, err);
			if (a != b && may_be_one(f, a, b))
				add_near(f, a, b);
		}
	free(order);
	return rc;
}

/* Comparing them whole */

static int near_order(const void *pa, const void *pb)
{
	const struct near *a = pa, *b = pb;

	if (a->a != b->a)
		return a->a < b->a ? -1 : 1;
	return (a->b > b->b) - (a->b < b->b);
}

static const struct traits *traits_of(struct hunt *f, uint32_t record, struct error *err)
{
	struct traits *t = f->traits[record];

	if (t)
		return t;
	t = arena_alloc(&f->arena, sizeof(*t));
	t->arena = &f->arena;
	if (duplicate_traits(f->store, f->entity, f->ids[record], t, err) < 0)
		return NULL;
	return f->traits[record] = t;
}

static bool is_apart(const struct hunt *f, const struct near *n)
{
	int64_t pair[2] = { f->ids[n->a], f->ids[n->b] };

	return map_get(&f->apart, (const char *)pair, sizeof(pair)) != NULL;
}

static int weigh(struct hunt *f, const struct near *n, struct duplicates *d, struct error *err)
{
	const struct traits *a = traits_of(f, n->a, err), *b = a ? traits_of(f, n->b, err) : NULL;
	struct duplicate *one;
	struct similar alike;

	if (!b)
		return -1;
	alike = similar_compare(a, b);
	if (alike.score < SIMILAR_REVIEW || is_apart(f, n))
		return 0;
	one = array_add(&d->items, &d->n, &d->room, sizeof(*one));
	*one = (struct duplicate){ f->ids[n->a], f->ids[n->b], alike };
	return 0;
}

static int weigh_all(struct hunt *f, struct duplicates *d, struct error *err)
{
	if (f->nnear)
		qsort(f->near, f->nnear, sizeof(*f->near), near_order);
	for (size_t i = 0; i < f->nnear; i++) {
		if (i && near_order(&f->near[i - 1], &f->near[i]) == 0)
			continue;
		hunt_tell(f, HUNT_WEIGHS, i, f->nnear);
		if (look(f, err) < 0 || weigh(f, &f->near[i], d, err) < 0)
			return -1;
	}
	return 0;
}

static int likeliest(const void *pa, const void *pb)
{
	const struct duplicate *a = pa, *b = pb;

	if (a->alike.score != b->alike.score)
		return b->alike.score - a->alike.score;
	if (a->alike.weight != b->alike.weight)
		return a->alike.weight < b->alike.weight ? 1 : -1;
	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	return (a->other > b->other) - (a->other < b->other);
}

/* Of the pairs named, those of two records. */
static void name_pairs(struct hunt *f, const int64_t *ids, size_t n)
{
	for (size_t i = 0; i + 1 < n; i += 2) {
		int64_t a = merged_into(f->store, f->entity, ids[i]);
		int64_t b = merged_into(f->store, f->entity, ids[i + 1]);
		size_t x = hunt_record(f, a), y = hunt_record(f, b);

		if (a != b && x < f->n && y < f->n)
			add_near(f, (uint32_t)x, (uint32_t)y);
	}
}

static int id_order(const void *pa, const void *pb)
{
	int64_t a = *(const int64_t *)pa, b = *(const int64_t *)pb;

	return (a > b) - (a < b);
}

/* The records that the pairs name, ascending. */
static void take_records(struct hunt *f, const int64_t *ids, size_t n)
{
	f->ids = xcalloc(n, sizeof(*f->ids));
	for (size_t i = 0; i < n; i++)
		f->ids[i] = merged_into(f->store, f->entity, ids[i]);
	if (n)
		qsort(f->ids, n, sizeof(*f->ids), id_order);
	for (size_t i = 0; i < n; i++)
		if (!f->n || f->ids[f->n - 1] != f->ids[i])
			f->ids[f->n++] = f->ids[i];
	f->traits = xcalloc(f->n, sizeof(*f->traits));
}

static int hunt(struct hunt *f, struct duplicates *d, struct error *err)
{
	if (hunt_read(f, err) < 0)
		return -1;
	sort_blocks(f);
	for (int i = 0; i < BLOCKS; i++)
		if (compare_blocks(f, (enum block)i, d, err) < 0)
			return -1;
	if (compare_neighbours(f, err) < 0)
		return -1;
	return weigh_all(f, d, err);
}

static int finish(struct hunt *f, struct duplicates *d, int rc)
{
	hunt_free(f);
	if (d->n)
		qsort(d->items, d->n, sizeof(*d->items), likeliest);
	return rc;
}

int duplicates_find(struct store *s, const struct entity *e, struct duplicates *d, struct error *err)
{
	struct hunt f = { .store = s, .entity = e };

	*d = (struct duplicates){ 0 };
	return finish(&f, d, hunt(&f, d, err));
}

int duplicates_among(struct store *s, const struct entity *e, const int64_t *ids, size_t n,
		     struct duplicates *d, struct error *err)
{
	struct hunt f = { .store = s, .entity = e };
	int rc = -1;

	*d = (struct duplicates){ 0 };
	take_records(&f, ids, n);
	name_pairs(&f, ids, n);
	if (hunt_read_apart(&f, err) == 0)
		rc = weigh_all(&f, d, err);
	return finish(&f, d, rc);
}
