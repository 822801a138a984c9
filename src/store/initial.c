/* What a new record begins with, and whether what it points to is there. */
#include "base/intl.h"
#include "store/change.h"
#include "store/insert.h"
#include "store/merge.h"

/* The first stage of the first pipeline. */
static int first_stage(struct store *s, struct value *v, struct error *e)
{
	static const char sql[] =
		"SELECT s.id FROM stage s JOIN pipeline p ON p.id = s.pipeline"
		" WHERE s.removed = 0 AND p.removed = 0 ORDER BY p.position, p.id, s.position, s.id LIMIT 1";
	struct stmt *q = db_prepare_beside(s->db, sql, e);
	int64_t id;

	if (!q || db_one(q, 0, &id, e) < 0)
		return -1;
	*v = id ? value_ref(id, NULL) : VALUE_NONE;
	return 0;
}

static int initial_value(struct store *s, const struct field *f, struct arena *a, struct value *v,
			 struct error *e)
{
	struct value readings[2];

	if (f->type == FIELD_CHOICE) {
		*v = value_text(f->initial);
	} else if (f->type == FIELD_DATE && !strcmp(f->initial, "today")) {
		*v = value_int(s->context.today);
	} else if (f->type == FIELD_REF && !strcmp(f->initial, "me")) {
		*v = s->user ? value_ref(s->user, NULL) : VALUE_NONE;
	} else if (f->type == FIELD_REF && !strcmp(f->initial, "first")) {
		return first_stage(s, v, e);
	} else {
		if (value_read(f, f->initial, &s->context, a, readings, e) != 1)
			BUG("%s begins with %s", f->name, f->initial);
		*v = readings[0];
	}
	return 0;
}

static bool says(const struct change *c, const struct field *f)
{
	for (size_t i = 0; i < c->nfields; i++)
		if (c->fields[i].field == f)
			return true;
	return false;
}

/* A deal or a case that is brought in closed did not begin after it ended. */
static void opened_by_then(const struct change *c, struct record *r, unsigned opened, unsigned closed)
{
	if (!says(c, &r->entity->fields[opened]) && r->values[closed].kind == VALUE_INT &&
	    r->values[closed].i < r->values[opened].i)
		r->values[opened] = r->values[closed];
}

int initial_set(struct store *s, const struct change *c, struct record *r, struct error *e)
{
	for (unsigned i = COMMON_COUNT; i < r->entity->nfields; i++) {
		const struct field *f = &r->entity->fields[i];

		if (f->initial && !says(c, f) &&
		    initial_value(s, f, r->arena, &r->values[i], e) < 0)
			return -1;
	}
	if (r->entity->id == ENTITY_DEAL)
		opened_by_then(c, r, DEAL_OPENED, DEAL_CLOSED);
	else if (r->entity->id == ENTITY_CASE)
		opened_by_then(c, r, CASE_OPENED, CASE_CLOSED);
	return 0;
}

static int check_reference(struct store *s, const struct field *f, int64_t id, struct error *e)
{
	const struct entity *to = entity_find(f->ref);
	int there;

	if (to->id == ENTITY_USER && id == s->user)
		return 0;
	there = insert_exists(s, to, id, e);
	if (there)
		return there < 0 ? -1 : 0;
	return error_set(e, ERROR_ABSENT, _("%s: there is no %s %lld."), _(f->label), to->name,
			 (long long)id);
}

#define TREE_DEPTH 100

/* Walks up from what the record is put under; it must not come back to the record. */
static int check_tree(struct store *s, const struct record *r, const struct field *f, struct error *e)
{
	static const char customers[] = "SELECT parent FROM customer WHERE id = ?";
	static const char users[] = "SELECT manager FROM user WHERE id = ?";
	int64_t up = r->values[entity_index(r->entity, f)].i;

	for (int i = 0; up && i < TREE_DEPTH; i++) {
		struct stmt *q = db_prepare(s->db, r->entity->id == ENTITY_USER ? users : customers, e);

		if (up == r->id)
			return error_set(e, ERROR_CONFLICT, _("%s: %s would stand above itself."),
					 _(f->label), record_title(r));
		if (!q)
			return -1;
		db_bind_int(q, 1, up);
		if (db_one(q, 0, &up, e) < 0)
			return -1;
	}
	return 0;
}

int references_follow(struct store *s, const struct record *before, struct record *after, struct error *e)
{
	for (unsigned i = COMMON_COUNT; i < after->entity->nfields; i++) {
		const struct field *f = &after->entity->fields[i];
		struct value *v = &after->values[i];
		const struct entity *to;
		int there;

		if (f->type != FIELD_REF || v->kind == VALUE_NULL ||
		    (before && change_same(before->values[i], *v)))
			continue;
		to = entity_find(f->ref);
		there = insert_exists(s, to, v->i, e);
		if (there < 0)
			return -1;
		if (!there && entity_field(to, "merged"))
			v->i = merged_into(s, to, v->i);
	}
	return 0;
}

int references_check(struct store *s, const struct record *before, const struct record *after,
		     struct error *e)
{
	for (unsigned i = COMMON_COUNT; i < after->entity->nfields; i++) {
		const struct field *f = &after->entity->fields[i];
		struct value v = after->values[i];

		if (f->type != FIELD_REF || v.kind == VALUE_NULL ||
		    (before && change_same(before->values[i], v)))
			continue;
		if (check_reference(s, f, v.i, e) < 0)
			return -1;
		if (before && !strcmp(f->ref, after->entity->name) &&
		    (!strcmp(f->name, "parent") || !strcmp(f->name, "manager")) &&
		    check_tree(s, after, f, e) < 0)
			return -1;
	}
	return 0;
}
