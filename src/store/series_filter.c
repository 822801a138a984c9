/* A term is decided once for each distinct value, then for each record by its code. What a value
 * means is left to expr_matches, which agrees with our SQL; only bare numbers are compared here, in
 * their order. */
#include "store/series_filter.h"

#include <stdlib.h>

#include "base/search.h"
#include "store/find.h"

#define REFERENCES 20000 /* distinct ones that are looked up one by one */

struct filter {
	struct store *store;
	const struct entity *entity;
	struct error *err;
	struct arena arena; /* of the records that were loaded */
};

/* A mark for each code, that of no value too. */
struct verdict {
	unsigned char *fits;
	size_t n;
};

static int evaluate(struct filter *f, const struct expr *x, struct id_bits *out);

/* Numbers */

static void fit_range(const struct series *c, struct verdict *v, struct value from, struct value to,
		      bool after, bool before)
{
	uint32_t low = 0, high = c->values;
	bool same;

	if (from.kind != VALUE_NULL) {
		low = series_find(c, from, &same);
		low += same && after;
	}
	if (to.kind != VALUE_NULL) {
		high = series_find(c, to, &same);
		high += same && !before;
	}
	if (low < high)
		memset(v->fits + low, 1, high - low);
}

static void fit_number(const struct series *c, struct verdict *v, enum expr_op op,
		       const struct expr_value *x)
{
	struct value to = x->kind == OPERAND_RANGE ? x->to : x->from;

	if (x->kind == OPERAND_ANY)
		fit_range(c, v, VALUE_NONE, VALUE_NONE, false, false);
	else if (x->kind == OPERAND_NULL)
		v->fits[c->values] = 1;
	else if (op == OP_LT)
		fit_range(c, v, VALUE_NONE, x->from, false, true);
	else if (op == OP_LE)
		fit_range(c, v, VALUE_NONE, to, false, false);
	else if (op == OP_GT)
		fit_range(c, v, to, VALUE_NONE, true, false);
	else if (op == OP_GE)
		fit_range(c, v, x->from, VALUE_NONE, false, false);
	else
		fit_range(c, v, x->from, to, false, false);
}

static void fit_numbers(const struct series *c, struct verdict *v, const struct expr *x)
{
	enum expr_op op = x->op == OP_NE ? OP_EQ : x->op;

	for (size_t i = 0; i < x->nvalues; i++)
		fit_number(c, v, op, &x->values[i]);
	for (size_t i = 0; x->op == OP_NE && i < v->n; i++)
		v->fits[i] = !v->fits[i];
}

/* Whether the order of the field's numbers decides. Whether a reference is there does not. */
static bool is_plain_number(const struct expr *x)
{
	const struct field *f = x->path[0];
	bool plain = x->npath == 1 && field_is_whole(f);

	for (size_t i = 0; i < x->nvalues; i++)
		plain &= f->type != FIELD_REF || x->values[i].kind == OPERAND_VALUE;
	return plain;
}

/* Values of other kinds */

static const struct record *behind(void *data, const struct entity *e, int64_t id)
{
	struct filter *f = data;

	return record_load(f->store, e, id, &f->arena, NULL);
}

static void fit_values(struct filter *f, const struct series *c, struct verdict *v,
		       const struct expr *x)
{
	struct expr_source source = { .ref = behind, .data = f, .currency = f->store->currency };
	struct arena arena = { 0 };
	struct record *r = record_make(f->entity, &arena);

	for (uint32_t code = 0; code <= c->values; code++) {
		r->values[entity_index(f->entity, c->field)] = series_value(c, code);
		v->fits[code] = expr_matches(x, r, &source);
		arena_free(&f->arena);
	}
	arena_free(&arena);
}

/* Records */

static size_t count_fits(const struct series *c, const struct verdict *v)
{
	size_t n = 0;

	for (uint32_t code = 0; code <= c->values; code++)
		if (v->fits[code])
			n += series_start(c, code + 1) - series_start(c, code);
	return n;
}

/* Few fit: they stand together in the order. */
static void set_runs(const struct series *c, const struct verdict *v, struct id_bits *out)
{
	for (uint32_t code = 0; code <= c->values; code++) {
		uint32_t end = v->fits[code] ? series_start(c, code + 1) : 0;

		for (uint32_t at = series_start(c, code); at < end; at++) {
			uint32_t id = series_at(c, at);

			if (id / 64 < out->words)
				out->bits[id / 64] |= UINT64_C(1) << id % 64;
		}
	}
}

static inline void set_all_wide(const struct series *c, const struct verdict *v, unsigned width,
				struct id_bits *out)
{
	size_t whole = c->n / 64 < out->words ? c->n / 64 : out->words;

	for (size_t w = 0; w < whole; w++) {
		uint32_t first = (uint32_t)w * 64;
		uint64_t bits = 0;

		for (uint32_t i = 0; i < 64; i++) {
			uint32_t code = series_raw_code(c, width, first + i);

			bits |= (uint64_t)v->fits[code < v->n ? code : v->n - 1] << i;
		}
		out->bits[w] = bits;
	}
	for (size_t id = whole * 64; id < c->n && id / 64 < out->words; id++)
		out->bits[id / 64] |= (uint64_t)v->fits[series_code(c, (uint32_t)id)] << id % 64;
}

static void set_all(const struct series *c, const struct verdict *v, struct id_bits *out)
{
	if (c->width == 1)
		set_all_wide(c, v, 1, out);
	else if (c->width == 2)
		set_all_wide(c, v, 2, out);
	else
		set_all_wide(c, v, 4, out);
}

static bool has_currency(const struct expr *x)
{
	for (size_t i = 0; i < x->nvalues; i++)
		if (x->values[i].from.s || x->values[i].to.s)
			return x->path[0]->type == FIELD_MONEY;
	return false;
}

/* Whether the path can be followed record by record: what is derived is not in them. */
static bool can_follow(const struct expr *x)
{
	for (size_t i = 1; i < x->npath; i++)
		if (x->path[i]->flags & FIELD_COMPUTED)
			return false;
	return true;
}

bool series_filter_possible(const struct entity *e, const struct expr *x)
{
	switch (x->kind) {
	case EXPR_ALL:
		return true;
	case EXPR_AND:
	case EXPR_OR:
		return series_filter_possible(e, x->left) && series_filter_possible(e, x->right);
	case EXPR_NOT:
		return series_filter_possible(e, x->left);
	case EXPR_TERM:
		return series_possible(e, x->path[0]) && !has_currency(x) && can_follow(x);
	case EXPR_FIND:
		return (e->flags & ENTITY_FIND) != 0;
	case EXPR_COUNT:
	case EXPR_SUM:
		break;
	}
	return false;
}

static int term(struct filter *f, const struct expr *x, struct id_bits *out)
{
	const struct series *c;
	struct verdict v;

	int rc;

	rc = series_get(f->store, f->entity, x->path[0], &c, f->err);
	if (rc <= 0)
		return rc;
	if (!is_plain_number(x) && c->field->type == FIELD_REF && c->values > REFERENCES)
		return 0;
	v.n = (size_t)c->values + 2;
	v.fits = xcalloc(v.n, 1);
	if (is_plain_number(x))
		fit_numbers(c, &v, x);
	else
		fit_values(f, c, &v, x);
	v.fits[c->values + 1] = 0;
	memset(out->bits, 0, out->words * sizeof(*out->bits));
	if (count_fits(c, &v) < c->n / 8)
		set_runs(c, &v, out);
	else
		set_all(c, &v, out);
	free(v.fits);
	return 1;
}

static void set_found(void *to, int64_t id)
{
	const struct id_bits *out = to;

	if (id > 0 && (uint64_t)id / 64 < out->words)
		out->bits[id / 64] |= UINT64_C(1) << id % 64;
}

/* Words are found where `find` looks, too. Who is the first to look may have to wait for it. */
static int found(struct filter *f, const struct expr *x, struct id_bits *out)
{
	int64_t left = db_allow(f->store->db, SERIES_WAIT);
	int rc;

	memset(out->bits, search_asks(x->words) ? 0 : 0xFF, out->words * sizeof(*out->bits));
	rc = find_matches(f->store, f->entity, x->words, set_found, out, f->err);
	db_allow(f->store->db, left);
	return rc < 0 ? -1 : 1;
}

static int joined(struct filter *f, const struct expr *x, struct id_bits *out)
{
	struct id_bits right = { xcalloc(out->words, sizeof(uint64_t)), out->words };
	int rc = evaluate(f, x->left, out);

	if (rc > 0)
		rc = evaluate(f, x->right, &right);
	for (size_t i = 0; rc > 0 && i < out->words; i++)
		if (x->kind == EXPR_AND)
			out->bits[i] &= right.bits[i];
		else
			out->bits[i] |= right.bits[i];
	free(right.bits);
	return rc;
}

static int evaluate(struct filter *f, const struct expr *x, struct id_bits *out)
{
	int rc = 0;

	switch (x->kind) {
	case EXPR_AND:
	case EXPR_OR:
		return joined(f, x, out);
	case EXPR_NOT:
		rc = evaluate(f, x->left, out);
		for (size_t i = 0; rc > 0 && i < out->words; i++)
			out->bits[i] = ~out->bits[i];
		return rc;
	case EXPR_TERM:
		return term(f, x, out);
	case EXPR_ALL:
		memset(out->bits, 0xFF, out->words * sizeof(*out->bits));
		return 1;
	case EXPR_FIND:
		return found(f, x, out);
	case EXPR_COUNT:
	case EXPR_SUM:
		break;
	}
	return rc;
}

int series_filter(struct store *s, const struct entity *e, const struct expr *x, struct id_bits *out,
		  struct error *err)
{
	struct filter f = { .store = s, .entity = e, .err = err };
	struct id_bits fits = { xcalloc(out->words + 1, sizeof(uint64_t)), out->words };
	int rc = 1;

	if (x)
		rc = evaluate(&f, x, &fits);

	for (size_t i = 0; rc > 0 && x && i < out->words; i++)
		out->bits[i] &= fits.bits[i];
	free(fits.bits);
	return rc;
}
