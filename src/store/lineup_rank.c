#include "store/lineup_rank.h"

#include <stdlib.h>

#define BEHIND_MAX 20000 /* records behind a reference that are ranked for each new lineup */

/* Choices */

static uint32_t choice_place(const struct field *f, const char *name)
{
	uint32_t place = 0;

	for (const struct choice *c = f->choices; c->name; c++, place++)
		if (!strcmp(c->name, name))
			return place;
	return RANK_NONE;
}

static void rank_choices(struct rank_key *k)
{
	const struct series *c = k->series;

	k->ranks = xcalloc((size_t)c->values + 1, sizeof(*k->ranks));
	for (uint32_t code = 0; code < c->values; code++)
		k->ranks[code] = choice_place(c->field, series_text(c, code));
}

/* References */

static int by_id(const void *a, const void *b)
{
	const struct rank_of *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static uint32_t rank_behind(const struct rank_key *k, int64_t id)
{
	struct rank_of wanted = { (uint32_t)id, 0 };
	const struct rank_of *found = NULL;

	if (k->nbehind && id > 0 && id < UINT32_MAX)
		found = bsearch(&wanted, k->behind, k->nbehind, sizeof(wanted), by_id);
	return found ? found->rank : RANK_NONE;
}

/* What sorts alike has the same rank. */
static int read_behind(struct rank_key *k, struct stmt *q, struct error *err)
{
	char *last = NULL;
	uint32_t rank = 0;
	int got;

	while ((got = db_step(q, err)) > 0 && k->nbehind < BEHIND_MAX) {
		struct rank_of *r = array_add(&k->behind, &k->nbehind, &k->room, sizeof(*r));
		bool null = db_is_null(q, 1);

		rank += last && strcmp(last, db_text(q, 1)) != 0;
		*r = (struct rank_of){ (uint32_t)db_int(q, 0), null ? RANK_NONE : rank };
		free(last);
		last = xstrdup(db_text(q, 1));
	}
	free(last);
	db_reset(q);
	return got < 0 ? -1 : got == 0;
}

/* The key over the record behind the reference: the rest of the path begins there. */
static int ask_behind(struct select *q, struct rank_key *k, struct error *err)
{
	struct path rest = k->key->path;
	struct sbuf sql = SBUF_INIT;
	struct select behind;
	struct stmt *s = NULL;
	int rc = -1;

	rest.from = entity_find(rest.steps[0]->ref);
	memmove(rest.steps, rest.steps + 1, --rest.n * sizeof(rest.steps[0]));
	select_begin(&behind, q->store, rest.from, false);
	if (select_add_key(&behind, &rest, false, err) == 0) {
		sbuf_printf(&sql, "SELECT t.id, %s FROM \"%s\" t ORDER BY 2 NULLS LAST",
			    behind.keys[0].sql, rest.from->name);
		s = db_prepare(q->store->db, sql.data, err);
	}
	if (s)
		rc = read_behind(k, s, err);
	sbuf_free(&sql);
	select_end(&behind);
	return rc;
}

static int rank_references(struct select *q, struct rank_key *k, struct error *err)
{
	const struct series *c = k->series;
	int rc = ask_behind(q, k, err);

	if (rc <= 0)
		return rc;
	if (k->nbehind)
		qsort(k->behind, k->nbehind, sizeof(*k->behind), by_id);
	k->ranks = xcalloc((size_t)c->values + 1, sizeof(*k->ranks));
	for (uint32_t code = 0; code < c->values; code++)
		k->ranks[code] = rank_behind(k, series_value(c, code).i);
	return 1;
}

/* Keys */

static bool is_behind(const struct rank_key *k)
{
	return k->key->path.n > 1;
}

static int make_key(struct select *q, struct rank_key *k, struct error *err)
{
	const struct path *p = &k->key->path;
	int rc;

	if (!p->n)
		return !strcmp(k->key->sql, "t.id");
	if (p->n == 1 && !strcmp(p->steps[0]->name, "id"))
		return 1;
	rc = series_get(q->store, q->entity, p->steps[0], &k->series, err);
	if (rc <= 0)
		return rc;
	if (is_behind(k))
		return rank_references(q, k, err);
	if (p->steps[0]->type == FIELD_CHOICE)
		rank_choices(k);
	return 1;
}

int rank_keys(struct select *q, struct rank_key *keys, size_t *n, struct error *err)
{
	int rc = 1;

	*n = 0;
	for (size_t i = 0; rc > 0 && i < q->nkeys; i++) {
		struct rank_key *k = &keys[(*n)++];

		*k = (struct rank_key){ .key = &q->keys[i], .down = q->keys[i].down };
		rc = make_key(q, k, err);
		if (!k->series)
			break; /* nothing is left to tell apart */
	}
	return rc;
}

void rank_keys_free(struct rank_key *keys, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(keys[i].ranks);
		free(keys[i].behind);
	}
}

static int by_rank(const void *a, const void *b)
{
	const struct rank_of *x = a, *y = b;

	return (x->rank > y->rank) - (x->rank < y->rank);
}

static int by_rank_down(const void *a, const void *b)
{
	const struct rank_of *x = a, *y = b;

	if ((x->rank == RANK_NONE) != (y->rank == RANK_NONE))
		return x->rank == RANK_NONE ? 1 : -1;
	return by_rank(b, a);
}

struct rank_of *rank_order(const struct rank_key *k)
{
	uint32_t n = k->series->values;
	struct rank_of *codes = xcalloc((size_t)n + 1, sizeof(*codes));

	for (uint32_t code = 0; code < n; code++)
		codes[code] = (struct rank_of){ code, k->ranks[code] };
	qsort(codes, n, sizeof(*codes), k->down ? by_rank_down : by_rank);
	return codes;
}

void rank_sql(const struct rank_key *k, struct sbuf *sql)
{
	if (k->ranks)
		sbuf_printf(sql, "t.\"%s\"", k->key->path.steps[0]->name);
	else
		sbuf_puts(sql, k->key->sql);
}

static uint64_t weigh_rank(const struct rank_key *k, uint32_t rank)
{
	return rank == RANK_NONE ? UINT64_MAX : rank_weight(k, 2 * (uint64_t)rank + 1);
}

/* Most of what is touched keeps its value. */
static bool is_as_before(const struct series *c, uint32_t id, struct value v, uint32_t *code)
{
	*code = series_code(c, id);
	if (*code >= c->values)
		return false;
	return c->numbers ? c->numbers[*code] == v.i : !strcmp(series_text(c, *code), v.s);
}

uint64_t rank_weigh_value(const struct rank_key *k, uint32_t id, struct stmt *row, int col,
			  struct arena *a, struct value *rest)
{
	bool same = true;
	uint32_t code;

	*rest = VALUE_NONE;
	if (db_is_null(row, col))
		return UINT64_MAX;
	if (!k->series)
		return rank_weight(k, 2 * (uint64_t)id + 1);
	if (is_behind(k))
		return weigh_rank(k, rank_behind(k, db_int(row, col)));
	if (k->ranks)
		return weigh_rank(k, choice_place(k->series->field, db_text(row, col)));
	*rest = db_value(row, col, k->series->field, a);
	if (rest->kind == VALUE_NULL && !field_is_whole(k->series->field))
		*rest = (struct value){ .kind = VALUE_TEXT, .s = "" };
	if (!is_as_before(k->series, id, *rest, &code))
		code = series_find(k->series, *rest, &same);
	if (same)
		*rest = VALUE_NONE;
	return rank_weight(k, 2 * (uint64_t)code + same);
}
