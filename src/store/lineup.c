#include "store/lineup_private.h"

#include <stdlib.h>

#define NARROW 8 /* when fewer than one in so many are left, they are sorted by themselves */
#define AGAIN  2 /* a series was opened or renewed: what was taken from the others no longer holds */
#define TRIES  8

/* Places */

/* Turned round, runs of one value still go by id. What has no value stays last. */
static uint32_t id_from_end(const struct series *c, uint32_t place)
{
	uint32_t valued = series_start(c, c->values), mirrored, code, first, last;

	if (place >= valued)
		return series_at(c, place);
	mirrored = valued - 1 - place;
	code = series_code(c, series_at(c, mirrored));
	if (code >= c->values)
		return 0;
	first = series_start(c, code);
	last = series_start(c, code + 1);
	if (mirrored < first || mirrored >= last)
		return 0;
	return series_at(c, first + (last - 1 - mirrored));
}

uint32_t lineup_at(const struct lineup *l, uint32_t place)
{
	if (l->vector)
		return l->vector[place];
	return l->keys[0].down ? id_from_end(l->base, place) : series_at(l->base, place);
}

static int order_to(const struct lineup *l, const uint64_t *weights, uint32_t id)
{
	for (size_t i = 0; i < l->nkeys; i++) {
		uint64_t other = rank_weigh(&l->keys[i], id);

		if (weights[i] != other)
			return weights[i] < other ? -1 : 1;
	}
	return 0;
}

/* The first place that does not stand before these weights. */
uint32_t lineup_find(const struct lineup *l, const uint64_t *weights)
{
	uint32_t low = 0, high = l->places;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (order_to(l, weights, lineup_at(l, mid)) > 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Where a record stands, `places` when it does not. What SQL lined up has no keys to go by. */
uint32_t lineup_stand(const struct lineup *l, uint32_t id)
{
	uint64_t weights[SELECT_KEYS + 1];
	uint32_t place = 0;

	for (size_t i = 0; i < l->nkeys; i++)
		weights[i] = rank_weigh(&l->keys[i], id);
	if (l->nkeys)
		place = lineup_find(l, weights);
	else
		while (place < l->places && l->vector[place] != id)
			place++;
	return place < l->places && lineup_at(l, place) == id ? place : l->places;
}

static bool is_in(const struct lineup *l, uint32_t place)
{
	return !l->bits || l->bits[place / 64] >> place % 64 & 1;
}

/* How many of those that are in stand before a place. */
int64_t lineup_before(const struct lineup *l, uint32_t place)
{
	uint32_t word = place / 64;
	int64_t n;

	if (!l->bits)
		return place;
	n = l->before[word / LINEUP_BLOCK];
	for (uint32_t w = word / LINEUP_BLOCK * LINEUP_BLOCK; w < word; w++)
		n += __builtin_popcountll(l->bits[w]);
	if (place % 64)
		n += __builtin_popcountll(l->bits[word] << (64 - place % 64));
	return n;
}

/* The place of the one before whom so many are in; `places` when there is none. */
static uint32_t find_nth(const struct lineup *l, int64_t n)
{
	uint32_t low = 0, high = l->places;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (lineup_before(l, mid) + is_in(l, mid) <= n)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Making */

/* Any series that is there tells who lives. */
static int find_base(struct select *q, const struct lineup *l, const struct series **c,
		     struct error *err)
{
	*c = l->keys[0].series;
	if (*c)
		return 1;
	return series_get(q->store, q->entity, &q->entity->fields[FIELD_ID_REMOVED], c, err);
}

static bool has_ready_order(const struct lineup *l)
{
	return l->nkeys == 2 && l->keys[0].series && !l->keys[0].ranks && !l->keys[1].series &&
	       !l->keys[1].down;
}

static size_t count_bits(const struct id_bits *b)
{
	size_t n = 0;

	for (size_t w = 0; w < b->words; w++)
		n += (size_t)__builtin_popcountll(b->bits[w]);
	return n;
}

/* `began` is the generation of the series that it is to hold for. */
static int line_up(struct select *q, struct lineup *l, const struct series *base, struct id_bits *in,
		   uint64_t began, struct error *err)
{
	const uint32_t *touched;
	size_t n, count;
	int rc;

	memcpy(in->bits, base->live, in->words * sizeof(uint64_t));
	rc = series_filter(q->store, q->entity, q->expr, in, err);
	if (rc <= 0)
		return rc;
	if (series_generation(q->store) != began)
		return AGAIN;
	touched = series_touched(q->store, q->entity, &n, err);
	if (!touched)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (touched[i] / 64 < in->words)
			in->bits[touched[i] / 64] &= ~(UINT64_C(1) << touched[i] % 64);
	count = count_bits(in);
	if (!has_ready_order(l) || count < base->lives / NARROW) {
		lineup_sort(l, in, count);
	} else {
		l->base = base;
		l->places = base->lives;
		if (q->expr)
			lineup_mark(l, in);
		else
			lineup_mark_all(l, touched, n);
	}
	return lineup_seat(q, l, touched, n, err);
}

static int try_make(struct select *q, struct lineup *l, struct error *err)
{
	uint64_t began = series_generation(q->store);
	const struct series *base = NULL;
	struct id_bits in = { 0 };
	int rc = rank_keys(q, l->keys, &l->nkeys, err);

	if (rc > 0)
		rc = find_base(q, l, &base, err);
	if (rc <= 0)
		return rc;
	if (series_generation(q->store) != began)
		return AGAIN;
	in.words = ((size_t)base->n + 63) / 64;
	in.bits = xcalloc(in.words + 1, sizeof(uint64_t));
	rc = line_up(q, l, base, &in, began, err);
	free(in.bits);
	return rc;
}

/* Asking for one series may renew another, as when somebody else has made a younger file of it: so all are
 * asked for until none changed. */
int lineup_make(struct select *q, struct lineup **out, struct error *err)
{
	bool possible = !q->narrowed && (!q->expr || series_filter_possible(q->entity, q->expr));
	int rc = possible ? AGAIN : 0;

	for (int tries = TRIES; rc == AGAIN && tries > 0; tries--) {
		struct lineup *l = xcalloc(1, sizeof(*l));

		rc = try_make(q, l, err);
		if (rc == 1)
			*out = l;
		else
			lineup_free(l);
	}
	return rc == AGAIN ? 0 : rc;
}

/* Reads the ids in their order. */
static int read_ids(struct lineup *l, struct stmt *s, struct error *err)
{
	size_t n = 0, room = 0;
	int got;

	while ((got = db_step(s, err)) > 0) {
		int64_t id = db_int(s, 0);

		if (id < 1 || id >= UINT32_MAX || n == UINT32_MAX) {
			db_reset(s);
			return error_set(err, ERROR_FAILED,
					 _("Cannot list a record with the number %lld."),
					 (long long)id);
		}
		*(uint32_t *)array_add(&l->vector, &n, &room, sizeof(*l->vector)) = (uint32_t)id;
	}
	l->places = (uint32_t)n;
	l->within = (int64_t)n;
	return got < 0 ? -1 : 1;
}

int lineup_ask(struct select *q, struct lineup **out, struct error *err)
{
	struct lineup *l = xcalloc(1, sizeof(*l));
	struct sbuf sql = SBUF_INIT;
	struct stmt *s;
	int rc = -1;

	sbuf_puts(&sql, "SELECT t.id");
	select_from(q, &sql);
	sbuf_puts(&sql, " ORDER BY ");
	select_order_sql(q, &sql);
	s = db_prepare(q->store->db, sql.data, err);
	sbuf_free(&sql);
	if (s) {
		sql_params_bind(&q->params, s, 1);
		rc = read_ids(l, s, err);
	}
	if (rc > 0)
		*out = l;
	else
		lineup_free(l);
	return rc;
}

void lineup_free(struct lineup *l)
{
	if (!l)
		return;
	rank_keys_free(l->keys, l->nkeys);
	free(l->vector);
	free(l->bits);
	free(l->before);
	free(l->guests);
	arena_free(&l->arena);
	free(l);
}

/* Asking */

int64_t lineup_total(const struct lineup *l)
{
	return l->within + (int64_t)l->nguests;
}

/* How many guests stand before a place of the whole list. */
static size_t guests_before(const struct lineup *l, int64_t at)
{
	size_t low = 0, high = l->nguests;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (l->guests[mid].at < at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

size_t lineup_ids(const struct lineup *l, int64_t from, int64_t *ids, size_t n)
{
	size_t guest = guests_before(l, from), got = 0;
	uint32_t place = find_nth(l, from - (int64_t)guest);

	while (got < n) {
		if (guest < l->nguests && l->guests[guest].at == from + (int64_t)got) {
			ids[got++] = l->guests[guest++].id;
			continue;
		}
		while (place < l->places && !is_in(l, place))
			place++;
		if (place >= l->places)
			break;
		ids[got++] = lineup_at(l, place++);
	}
	return got;
}

int64_t lineup_place(const struct lineup *l, int64_t id)
{
	size_t guests = 0;
	uint32_t place;

	for (size_t i = 0; i < l->nguests; i++)
		if (l->guests[i].id == id)
			return l->guests[i].at;
	if (id < 1 || id >= UINT32_MAX)
		return -1;
	place = lineup_stand(l, (uint32_t)id);
	if (place >= l->places || !is_in(l, place))
		return -1;
	while (guests < l->nguests && l->guests[guests].place <= place)
		guests++;
	return lineup_before(l, place) + (int64_t)guests;
}
