/* The verb `similar`: the records that are likest to one that is being typed. */
#include <stdlib.h>

#include "base/intl.h"
#include "base/utf8.h"
#include "model/similar.h"
#include "store/duplicate.h"
#include "store/find.h"
#include "store/merge.h"
#include "store/sql.h"

#define ROWS_USUAL  5
#define ROWS_MOST   50
#define SCORE_LEAST 40   /* of what is told; a record that shares a key is told in any case */
#define BY_WHOLE    50   /* records that have all the words, a number or an address */
#define BY_START    300  /* records whose names begin alike: among them are those with a slip */
#define START_LATIN 3    /* letters that make a beginning ... */
#define START_HAN   2    /* ... and characters */
#define TAIL        7    /* digits of a phone number */

/* What of a half-typed record tells it apart, by the argument's name. */
static const struct {
	const char *arg;
	enum trait trait;
} told[] = {
	{ "name", TRAIT_NAME },   { "short", TRAIT_NAME }, { "phone", TRAIT_PHONE },
	{ "email", TRAIT_EMAIL }, { "tax_id", TRAIT_TAX }, { "city", TRAIT_CITY },
	{ "customer", TRAIT_CUSTOMER },
};

struct hit {
	int64_t id;
	struct similar alike;
};

struct hits {
	struct store *store;
	const struct entity *entity;
	int64_t but;         /* the record that is edited */
	struct traits typed;
	struct arena *arena;
	struct hit *items;
	size_t n, room;
};

static int read_typed(struct traits *typed, const struct request *r, struct error *err)
{
	for (size_t i = 0; i < r->nargs; i++) {
		size_t k = 0;

		while (k < LENGTH(told) && strcmp(told[k].arg, r->args[i].name) != 0)
			k++;
		if (k == LENGTH(told))
			return error_set(err, ERROR_USAGE, _("Records are not compared by %s."), r->args[i].name);
		if (r->args[i].value)
			traits_add(typed, told[k].trait, r->args[i].value);
	}
	return 0;
}

static bool has(const struct hits *h, int64_t id)
{
	for (size_t i = 0; i < h->n; i++)
		if (h->items[i].id == id)
			return true;
	return false;
}

/* The records that have these words. */
static int add_found(struct hits *h, const char *words, size_t most, struct error *err)
{
	int64_t *ids = xcalloc(most, sizeof(*ids));
	int64_t n = find_ids(h->store, h->entity, words, most, ids, err);

	for (int64_t i = 0; i < n; i++) {
		struct hit *one = ids[i] == h->but || has(h, ids[i]) ? NULL :
			array_add(&h->items, &h->n, &h->room, sizeof(*one));

		if (one)
			one->id = ids[i];
	}
	free(ids);
	return n < 0 ? -1 : 0;
}

/* The whole name, and what begins like it. */
static int add_by_name(struct hits *h, const char *core, struct error *err)
{
	uint32_t room[LETTERS_MAX];
	struct letters l = letters_of(core, room);
	size_t wanted = l.n && utf8_is_cjk(l.at[0]) ? START_HAN : START_LATIN, bytes = 0;
	const char *start;

	if (l.n < wanted)
		return 0;
	for (size_t i = 0; i < wanted; i++)
		bytes += utf8_encode(l.at[i], (char[4]){ 0 });
	start = arena_strndup(h->arena, core, bytes);
	if (add_found(h, core, BY_WHOLE, err) < 0)
		return -1;
	return add_found(h, start, BY_START, err);
}

static int add_by_email(struct hits *h, const char *key, struct error *err)
{
	if (add_found(h, key, BY_WHOLE, err) < 0)
		return -1;
	if (h->typed.person || email_is_free(email_domain(key)))
		return 0;
	return add_found(h, email_domain(key), BY_WHOLE, err);
}

static int add_by(struct hits *h, const struct trait_key *k, struct error *err)
{
	size_t n = strlen(k->key);

	switch (k->trait) {
	case TRAIT_NAME:
		return add_by_name(h, k->key, err);
	case TRAIT_PHONE:
		return add_found(h, k->key + (n > TAIL ? n - TAIL : 0), BY_WHOLE, err);
	case TRAIT_EMAIL:
		return add_by_email(h, k->key, err);
	case TRAIT_TAX:
		return add_found(h, k->key, BY_WHOLE, err);
	default:
		return 0;
	}
}

static bool is_worth_telling(const struct similar *s)
{
	return s->score >= SCORE_LEAST || s->alike[TRAIT_PHONE] == 1 || s->alike[TRAIT_EMAIL] == 1 ||
	       s->alike[TRAIT_TAX] == 1;
}

/* Compares all and keeps those that are near. */
static int weigh(struct hits *h, struct error *err)
{
	size_t kept = 0;

	for (size_t i = 0; i < h->n; i++) {
		struct arena a = { 0 };
		struct traits t = { .arena = &a };
		int there = duplicate_traits(h->store, h->entity, h->items[i].id, &t, err);
		struct similar alike = { 0 };

		if (there == 1)
			alike = similar_compare(&h->typed, &t);
		arena_free(&a);
		if (there < 0)
			return -1;
		if (there && is_worth_telling(&alike))
			h->items[kept++] = (struct hit){ h->items[i].id, alike };
	}
	h->n = kept;
	return 0;
}

static int likeliest(const void *pa, const void *pb)
{
	const struct hit *a = pa, *b = pb;

	if (a->alike.score != b->alike.score)
		return b->alike.score - a->alike.score;
	if (a->alike.weight != b->alike.weight)
		return a->alike.weight < b->alike.weight ? 1 : -1;
	return a->id < b->id ? -1 : a->id > b->id;
}

/* Where the firm is, whom the person works for. */
static const char *hint_of(struct hits *h, int64_t id)
{
	static const char city[] = "SELECT city FROM point WHERE customer = ? AND kind = 'address'"
				   " AND removed = 0 ORDER BY main DESC, id LIMIT 1";
	static const char employer[] = "SELECT c.name FROM contact t JOIN customer c ON c.id = t.customer"
				       " WHERE t.id = ?";
	struct stmt *q = db_prepare(h->store->db, h->entity->id == ENTITY_CUSTOMER ? city : employer, NULL);
	const char *hint = "";

	if (!q)
		return hint;
	db_bind_int(q, 1, id);
	if (db_step(q, NULL) == 1)
		hint = arena_strdup(h->arena, db_text(q, 0));
	db_reset(q);
	return hint;
}

static void add_row(struct hits *h, struct table *t, const struct hit *hit)
{
	struct row *row = table_add_row(t);
	struct sbuf why = SBUF_INIT;

	similar_say(&why, &hit->alike);
	row->entity = h->entity;
	row->id = hit->id;
	row->tone = hit->alike.score >= SIMILAR_REVIEW ? TONE_ATTENTION : TONE_PLAIN;
	table_set(t, row, 0, value_text(sql_title(h->store->db, h->entity, hit->id, h->arena)));
	table_set(t, row, 1, value_int(hit->alike.score));
	table_set(t, row, 2, value_text(sbuf_text(&why)));
	table_set(t, row, 3, value_text(hint_of(h, hit->id)));
	sbuf_free(&why);
}

static struct table *make_table(const struct request *r)
{
	struct table *t = table_new("similar");

	table_add_column(t, "title", N_("Title"), FIELD_TEXT)->field.width = 28;
	table_add_column(t, "score", N_("Score"), FIELD_INT)->field.width = 5;
	table_add_column(t, "why", N_("Why"), FIELD_TEXT)->field.width = 32;
	table_add_column(t, "hint", N_("Beside"), FIELD_TEXT)->field.width = 16;
	t->entity = r->entity;
	return t;
}

static int find_similar(struct hits *h, struct error *err)
{
	for (size_t i = 0; i < h->typed.n; i++)
		if (add_by(h, &h->typed.keys[i], err) < 0)
			return -1;
	if (weigh(h, err) < 0)
		return -1;
	if (h->n)
		qsort(h->items, h->n, sizeof(*h->items), likeliest);
	return 0;
}

static int refuse(const struct request *r, struct error *err)
{
	if (r->entity && duplicate_fits(r->entity))
		return 0;
	return error_set(err, ERROR_USAGE, _("Duplicates are looked for among customers and contacts."));
}

struct table *duplicate_typed(struct store *s, const struct request *r, struct error *err)
{
	struct table *t = table_new("duplicates");
	struct traits both[2] = { { .arena = &t->arena }, { .arena = &t->arena } };
	int rc = refuse(r, err);

	both[0].person = rc == 0 && r->entity->id == ENTITY_CONTACT;
	if (rc == 0)
		rc = read_typed(&both[0], r, err);
	if (rc == 0 && !(rc = duplicate_traits(s, r->entity, merged_into(s, r->entity, r->id), &both[1], err)))
		rc = error_set(err, ERROR_ABSENT, _("There is no %s %lld."), _(r->entity->label), (long long)r->id);
	if (rc > 0) {
		duplicate_say(t, both);
		return t;
	}
	table_free(t);
	return NULL;
}

int verb_similar(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	struct arena arena = { 0 };
	struct hits h = { .store = s, .entity = r->entity, .but = r->id, .arena = &arena };
	size_t limit = r->limit > 0 && r->limit <= ROWS_MOST ? (size_t)r->limit : ROWS_USUAL;
	struct table *t;
	int rc = -1;

	if (refuse(r, err) < 0)
		return -1;
	h.typed = (struct traits){ .person = r->entity->id == ENTITY_CONTACT, .arena = &arena };
	if (read_typed(&h.typed, r, err) == 0 && find_similar(&h, err) == 0) {
		rc = 0;
		t = make_table(r);
		answer_add_table(a, t);
		t->total = (int64_t)h.n;
		for (size_t i = 0; i < h.n && i < limit; i++)
			add_row(&h, t, &h.items[i]);
	}
	free(h.items);
	arena_free(&arena);
	return rc;
}
