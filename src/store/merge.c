/* The actions `merge` and `apart`: two records are one, or are two whatever they look like. */
#include "store/merge.h"

#include "base/intl.h"
#include "base/text.h"
#include "model/similar_key.h"
#include "store/act.h"
#include "store/change.h"
#include "store/sql.h"

/* Moving what points at the one that goes. */
struct move {
	const struct merge *m;
	struct journal_txn *txn;
	const struct entity *from;
	const struct field *field; /* of `from`, by which it points */
};

struct ids {
	int64_t *items;
	size_t n, room;
};

static int referring(struct store *s, const struct entity *from, const struct field *f, int64_t id,
		     struct ids *out, struct error *e)
{
	struct stmt *q = sql_referring(s->db, from, f, e);
	int got;

	if (!q)
		return -1;
	db_bind_int(q, 1, id);
	while ((got = db_step(q, e)) == 1)
		*(int64_t *)array_add(&out->items, &out->n, &out->room, sizeof(int64_t)) = db_int(q, 0);
	return got;
}

static const char *text_of(struct value v)
{
	return v.kind == VALUE_TEXT ? v.s : "";
}

/* What a contact point says, without how it was written. */
static const char *point_said(const struct record *r)
{
	const struct value *v = r->values;
	const char *kind = text_of(v[POINT_KIND]), *value = text_of(v[POINT_VALUE]), *key = NULL;
	struct sbuf all = SBUF_INIT;

	if (!strcmp(kind, "phone"))
		key = phone_key(value, r->arena);
	else if (!strcmp(kind, "email"))
		key = email_key(value, r->arena);
	if (key)
		return key;
	text_fold(&all, value, strlen(value));
	for (unsigned i = POINT_POSTCODE; i <= POINT_COUNTRY; i++) {
		sbuf_putc(&all, '\n');
		text_fold(&all, text_of(v[i]), strlen(text_of(v[i])));
	}
	key = arena_strdup(r->arena, sbuf_text(&all));
	sbuf_free(&all);
	return key;
}

static bool same_point(const struct record *a, const struct record *b)
{
	return change_same(a->values[POINT_CUSTOMER], b->values[POINT_CUSTOMER]) &&
	       change_same(a->values[POINT_CONTACT], b->values[POINT_CONTACT]) &&
	       change_same(a->values[POINT_KIND], b->values[POINT_KIND]) &&
	       !strcmp(point_said(a), point_said(b));
}

static bool same_pair(const struct record *a, const struct record *b, unsigned one, unsigned other)
{
	const struct value *x = a->values, *y = b->values;

	return (change_same(x[one], y[one]) && change_same(x[other], y[other])) ||
	       (change_same(x[one], y[other]) && change_same(x[other], y[one]));
}

/* Whether two records say the same of whom they belong to. Deals and talks never do: each of them happened. */
static bool is_double(const struct record *a, const struct record *b)
{
	switch (a->entity->id) {
	case ENTITY_POINT:
		return same_point(a, b);
	case ENTITY_ROLES:
		for (unsigned i = COMMON_COUNT; i < a->entity->nfields; i++)
			if (!change_same(a->values[i], b->values[i]))
				return false;
		return true;
	case ENTITY_APART:
		return same_pair(a, b, APART_CUSTOMER, APART_CUSTOMER_NOT) &&
		       same_pair(a, b, APART_CONTACT, APART_CONTACT_NOT);
	case ENTITY_RELATION:
		for (unsigned i = RELATION_CUSTOMER; i <= RELATION_TO_USER; i++)
			if (!change_same(a->values[i], b->values[i]))
				return false;
		return true;
	default:
		return false;
	}
}

/* What was said to be two is one now. */
static bool is_void(const struct record *r)
{
	const struct value *v = r->values;

	if (r->entity->id == ENTITY_RELATION)
		return (v[RELATION_CUSTOMER].i && v[RELATION_CUSTOMER].i == v[RELATION_TO_CUSTOMER].i) ||
		       (v[RELATION_CONTACT].i && v[RELATION_CONTACT].i == v[RELATION_TO_CONTACT].i);
	return r->entity->id == ENTITY_APART &&
	       ((v[APART_CUSTOMER].i && v[APART_CUSTOMER].i == v[APART_CUSTOMER_NOT].i) ||
		(v[APART_CONTACT].i && v[APART_CONTACT].i == v[APART_CONTACT_NOT].i));
}

static bool has_doubles(const struct entity *e)
{
	return e->id == ENTITY_POINT || e->id == ENTITY_ROLES || e->id == ENTITY_APART ||
	       e->id == ENTITY_RELATION;
}

/* Whether the one that stays has the same already. */
static int is_there(const struct move *mv, const struct record *moved, bool *there, struct error *e)
{
	struct store *s = mv->m->store;
	struct ids ids = { 0 };
	int rc = referring(s, mv->from, mv->field, mv->m->kept->id, &ids, e);

	*there = is_void(moved);
	for (size_t i = 0; rc == 0 && !*there && i < ids.n; i++) {
		struct record *other = record_load(s, mv->from, ids.items[i], moved->arena, e);

		if (!other)
			rc = -1;
		else
			*there = other->id != moved->id && !other->values[FIELD_ID_REMOVED].i &&
				 is_double(other, moved);
	}
	free(ids.items);
	return rc;
}

/* A double goes; the main point of those who have one already gives way. */
static int fit_in(const struct move *mv, const struct record *before, struct record *after,
		  struct error *e)
{
	bool there;

	if (!has_doubles(mv->from) || after->values[FIELD_ID_REMOVED].i)
		return 0;
	if (is_there(mv, after, &there, e) < 0)
		return -1;
	if (mv->from->id == ENTITY_POINT)
		after->values[POINT_MAIN] = value_int(0);
	if (!there)
		return consequence_before(mv->m->store, before, after, e);
	after->values[FIELD_ID_REMOVED] = value_int(1);
	return 0;
}

static int move_one(const struct move *mv, int64_t id, struct error *e)
{
	struct arena a = { 0 };
	struct record *before = record_load(mv->m->store, mv->from, id, &a, e), *after;
	int rc = -1;

	if (before) {
		after = record_copy(before);
		after->values[entity_index(mv->from, mv->field)] = value_ref(mv->m->kept->id, NULL);
		if (fit_in(mv, before, after, e) == 0)
			rc = record_rewrite(mv->m->store, mv->txn, before, after, e);
	}
	arena_free(&a);
	return rc < 0 ? -1 : 0;
}

static int move_field(const struct move *mv, struct error *e)
{
	struct ids ids = { 0 };
	int rc = referring(mv->m->store, mv->from, mv->field, mv->m->gone->id, &ids, e);

	for (size_t i = 0; rc == 0 && i < ids.n; i++)
		rc = move_one(mv, ids.items[i], e);
	free(ids.items);
	return rc;
}

/* Everything in the book that points at it, removed or not: the field tables know what can. */
static int move_all(const struct merge *m, struct journal_txn *t, struct error *e)
{
	for (int k = 0; k < ENTITY_COUNT; k++) {
		struct move mv = { m, t, entity_at((enum entity_id)k), NULL };

		for (unsigned i = COMMON_COUNT; i < mv.from->nfields; i++) {
			mv.field = &mv.from->fields[i];
			if (mv.field->type == FIELD_REF && !(mv.field->flags & FIELD_COMPUTED) &&
			    !strcmp(mv.field->ref, m->entity->name) && move_field(&mv, e) < 0)
				return -1;
		}
	}
	return 0;
}

/* By these names it is known in files and heads: what the one that stays gives up, the one that goes bears, so
 * that both lead to it. */
static int put_away(const struct merge *m, struct journal_txn *t, struct error *e)
{
	const struct entity *entity = m->entity;
	struct record *after = record_copy(m->gone);

	after->values[FIELD_ID_REMOVED] = value_int(1);
	after->values[entity_index(entity, entity_must(entity, "merged"))] = value_ref(m->kept->id, NULL);
	for (unsigned i = COMMON_COUNT; i < entity->nfields; i++)
		if ((entity->fields[i].flags & FIELD_KEY) && merge_from(m, i) == m->gone &&
		    m->kept->values[i].kind != VALUE_NULL)
			after->values[i] = m->kept->values[i];
	return record_rewrite(m->store, t, m->gone, after, e) < 0 ? -1 : 0;
}

/* Gives `value` to the first of the merged that bears what `after` bears now. */
static int leave_name(struct store *s, struct journal_txn *t, const struct record *after, unsigned i,
		      struct value value, const struct ids *merged, struct error *e)
{
	for (size_t k = 0; k < merged->n; k++) {
		struct record *was = record_load(s, after->entity, merged->items[k], after->arena, e);
		struct record *now = was ? record_copy(was) : NULL;

		if (!now)
			return -1;
		if (!change_same(was->values[i], after->values[i]))
			continue;
		now->values[i] = value;
		return record_rewrite(s, t, was, now, e) < 0 ? -1 : 0;
	}
	return 0;
}

int merge_keep_names(struct store *s, struct journal_txn *t, const struct record *before,
		     const struct record *after, struct error *e)
{
	const struct entity *entity = after->entity;
	const struct field *field = entity_field(entity, "merged");
	struct ids merged = { 0 };
	int rc = 0;

	for (unsigned i = COMMON_COUNT; rc == 0 && before && field && i < entity->nfields; i++) {
		if (!(entity->fields[i].flags & FIELD_KEY) || before->values[i].kind == VALUE_NULL ||
		    change_same(before->values[i], after->values[i]))
			continue;
		if (!merged.n)
			rc = referring(s, entity, field, after->id, &merged, e);
		if (rc == 0)
			rc = leave_name(s, t, after, i, before->values[i], &merged, e);
	}
	free(merged.items);
	return rc;
}

static int fill_in(const struct merge *m, struct journal_txn *t, struct error *e)
{
	struct change c = { .kind = CHANGE_SAVE, .entity = m->entity, .id = m->kept->id };
	int rc;

	for (unsigned i = COMMON_COUNT; i < m->entity->nfields; i++)
		if (m->sides[i] != SIDE_NONE && !(m->entity->fields[i].flags & FIELD_COMPUTED))
			change_set(&c, &m->entity->fields[i], merge_value(m, i));
	rc = change_apply(m->store, t, &c, NULL, 0, NULL, NULL, e);
	change_free(&c);
	return rc < 0 ? -1 : 0;
}

/* The points of the other side that are to be the main ones; they are looked up before they move. */
static int main_points(const struct merge *m, struct ids *out, struct error *e)
{
	for (unsigned i = COMMON_COUNT; i < m->entity->nfields; i++) {
		const char *kind = merge_point_kind(&m->entity->fields[i]);
		int64_t id = 0;

		if (kind && merge_from(m, i) == m->gone)
			id = merge_main_point(m, m->gone, kind, e);
		if (id < 0)
			return -1;
		if (id)
			*(int64_t *)array_add(&out->items, &out->n, &out->room, sizeof(id)) = id;
	}
	return 0;
}

/* One that went as a double has its like there; that one is the main point then or is not. */
static int make_main(const struct merge *m, struct journal_txn *t, const struct ids *ids, struct error *e)
{
	const struct entity *point = entity_at(ENTITY_POINT);

	for (size_t i = 0; i < ids->n; i++) {
		int there = sql_exists(m->store->db, point, ids->items[i], false, e);

		if (there < 0 || (there && change_field(m->store, t, point, ids->items[i],
							&point->fields[POINT_MAIN], value_int(1), e) < 0))
			return -1;
	}
	return 0;
}

static int merge_do(const struct merge *m, struct journal_txn *t, struct error *e)
{
	struct ids mains = { 0 };
	int rc = -1;

	if (main_points(m, &mains, e) == 0 && move_all(m, t, e) == 0 && put_away(m, t, e) == 0 &&
	    fill_in(m, t, e) == 0)
		rc = make_main(m, t, &mains, e);
	free(mains.items);
	return rc;
}

int act_merge(struct act *a, const struct record *r, int64_t *made, struct error *e)
{
	struct merge m = { .store = a->store, .entity = r->entity, .arena = a->arena };
	int64_t with = record_named(a->store, r->entity, act_typed(a, "with"), e);

	(void)made;
	if (!with || merge_begin(&m, r->id, with, e) < 0 ||
	    merge_choose(&m, act_typed(a, "left"), act_typed(a, "right"), e) < 0)
		return -1;
	a->said = arena_printf(a->arena, _("%s (%lld) and %s (%lld) are one now, with the id %lld"),
			       record_title(m.left), (long long)m.left->id, record_title(m.right),
			       (long long)m.right->id, (long long)m.kept->id);
	return merge_do(&m, a->txn, e);
}

/* Whether it was said before, of the pair in any order. */
static int said_before(struct store *s, const struct record *pair, const struct field *f, int64_t id,
		       bool *said, struct error *e)
{
	struct ids ids = { 0 };
	int rc = referring(s, pair->entity, f, id, &ids, e);

	*said = false;
	for (size_t i = 0; rc == 0 && !*said && i < ids.n; i++) {
		struct record *other = record_load(s, pair->entity, ids.items[i], pair->arena, e);

		if (!other)
			rc = -1;
		else
			*said = !other->values[FIELD_ID_REMOVED].i && is_double(other, pair);
	}
	free(ids.items);
	return rc;
}

int act_apart(struct act *a, const struct record *r, int64_t *made, struct error *e)
{
	const struct entity *apart = entity_at(ENTITY_APART);
	const struct field *one = entity_must(apart, r->entity->name);
	const struct field *other = one + 1; /* customer, customer_not */
	int64_t from = record_named(a->store, r->entity, act_typed(a, "from"), e);
	struct record *pair = record_make(apart, a->arena);
	struct change c = { .kind = CHANGE_SAVE, .entity = apart };
	bool said;

	(void)made;
	if (!from)
		return -1;
	if (from == r->id)
		return error_set(e, ERROR_USAGE, _("Nothing is another one than itself: give two records."));
	a->first_shown = sql_title(a->store->db, r->entity, from, a->arena);
	record_set(pair, one, value_ref(r->id < from ? r->id : from, NULL));
	record_set(pair, other, value_ref(r->id < from ? from : r->id, NULL));
	if (said_before(a->store, pair, one, pair->values[entity_index(apart, one)].i, &said, e) < 0)
		return -1;
	if (said)
		return 0;
	change_set(&c, one, pair->values[entity_index(apart, one)]);
	change_set(&c, other, pair->values[entity_index(apart, other)]);
	return act_change(a, &c, NULL, e);
}
