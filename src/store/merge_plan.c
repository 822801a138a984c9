/* What stays of two records that are one. */
#include "store/merge.h"

#include "base/intl.h"
#include "model/action.h"
#include "model/similar_key.h"
#include "store/journal.h"
#include "store/sql.h"

#define HOPS 8 /* what is merged leads straight on; more would be a circle */

int64_t merged_into(struct store *s, const struct entity *e, int64_t id)
{
	const struct field *f = entity_field(e, "merged");
	struct arena a = { 0 };

	for (int i = 0; f && id > 0 && i < HOPS; i++) {
		const char *next;

		if (sql_get_text(s->db, e, f, id, &a, &next, NULL) < 0 || !next)
			break;
		id = strtoll(next, NULL, 10);
	}
	arena_free(&a);
	return id;
}

static struct value value_of(const struct record *r, const char *field)
{
	const struct field *f = entity_field(r->entity, field);

	return f ? r->values[entity_index(r->entity, f)] : VALUE_NONE;
}

static int refuse_tax_ids(const struct merge *m, struct error *e)
{
	struct value a = value_of(m->left, "tax_id"), b = value_of(m->right, "tax_id");
	const char *one = a.kind == VALUE_TEXT ? tax_key(a.s, m->arena) : NULL;
	const char *other = b.kind == VALUE_TEXT ? tax_key(b.s, m->arena) : NULL;

	if (!one || !other || tax_key_same(one, other))
		return 0;
	return error_set(e, ERROR_CONFLICT, _("%s and %s cannot be one: their tax ids are %s and %s."),
			 record_title(m->left), record_title(m->right), a.s, b.s);
}

/* Whether one stands above the other, however far. */
static int refuse_above(const struct merge *m, const struct record *above, const struct record *below,
			struct error *e)
{
	const struct field *f = entity_field(m->entity, "parent");
	int64_t up = f ? value_of(below, "parent").i : 0;
	const char *next;

	for (int i = 0; up && i < 100; i++) {
		if (up == above->id)
			return error_set(e, ERROR_CONFLICT,
					 _("%s and %s cannot be one: %s belongs to %s."), record_title(m->left),
					 record_title(m->right), record_title(below), record_title(above));
		if (sql_get_text(m->store->db, m->entity, f, up, m->arena, &next, e) < 0)
			return -1;
		up = next ? strtoll(next, NULL, 10) : 0;
	}
	return 0;
}

static const struct record *load(struct merge *m, int64_t id, struct error *e)
{
	const struct record *r = record_load(m->store, m->entity, id, m->arena, e);
	const char *refusal = r ? action_refusal(action_find("merge"), r) : NULL;

	if (!refusal)
		return r;
	error_set(e, ERROR_CONFLICT, _("%s: %s: %s."), _("Merge"), record_title(r), _(refusal));
	return NULL;
}

int merge_begin(struct merge *m, int64_t left, int64_t right, struct error *e)
{
	if (left == right)
		return error_set(e, ERROR_USAGE, _("To merge takes two records; these are one."));
	m->left = load(m, left, e);
	m->right = m->left ? load(m, right, e) : NULL;
	if (!m->right)
		return -1;
	m->kept = left < right ? m->left : m->right;
	m->gone = left < right ? m->right : m->left;
	m->sides = arena_alloc(m->arena, m->entity->nfields * sizeof(*m->sides));
	if (refuse_tax_ids(m, e) < 0 || refuse_above(m, m->left, m->right, e) < 0)
		return -1;
	return refuse_above(m, m->right, m->left, e);
}

const char *merge_point_kind(const struct field *f)
{
	if (!(f->flags & FIELD_COMPUTED))
		return NULL;
	if (!strcmp(f->name, "phone") || !strcmp(f->name, "email"))
		return f->name;
	return !strcmp(f->name, "city") ? "address" : NULL;
}

int64_t merge_main_point(const struct merge *m, const struct record *of, const char *kind, struct error *e)
{
	static const char of_customer[] = "SELECT id FROM point WHERE customer = ? AND kind = ?"
					  " AND contact IS NULL AND removed = 0 ORDER BY main DESC, id LIMIT 1";
	static const char of_contact[] = "SELECT id FROM point WHERE contact = ? AND kind = ?"
					 " AND removed = 0 ORDER BY main DESC, id LIMIT 1";
	struct stmt *q = db_prepare(m->store->db, m->entity->id == ENTITY_CUSTOMER ? of_customer : of_contact,
				    e);
	int64_t id;

	if (!q)
		return -1;
	db_bind_int(q, 1, of->id);
	db_bind_text(q, 2, kind);
	return db_one(q, 0, &id, e) < 0 ? -1 : id;
}

/* Choosing */

/* How much a value says. */
enum strength { SAYS_NOTHING, SAYS_DEFAULT, SAYS_SO };

/* When the field was last changed (`made`: or the record added), as the journal counts. */
static int changed_at(const struct merge *m, const struct record *r, const struct field *f, bool made,
		      int64_t *seq, struct error *e)
{
	static const char sql[] = "SELECT max(seq) FROM journal WHERE seq IN " JOURNAL_ABOUT("?1", "?2")
				  " AND (field = ?3 OR (?4 AND field IS NULL))";
	struct stmt *q = db_prepare(m->store->db, sql, e);

	if (!q)
		return -1;
	db_bind_int(q, 1, r->id);
	db_bind_text(q, 2, m->entity->name);
	db_bind_text(q, 3, f->name);
	db_bind_int(q, 4, made);
	return db_one(q, 0, seq, e);
}

/* What the record began with, and nobody changed: `me` and `today` were filled in for whoever added it. */
static int is_initial(const struct merge *m, const struct record *r, unsigned i, bool *initial,
		      struct error *e)
{
	const struct field *f = &m->entity->fields[i];
	int64_t seq = 0;

	*initial = false;
	if (!f->initial)
		return 0;
	if (r->values[i].kind == VALUE_TEXT)
		*initial = !strcmp(r->values[i].s, f->initial);
	else if (changed_at(m, r, f, false, &seq, e) < 0)
		return -1;
	else
		*initial = seq == 0;
	return 0;
}

static int strength_of(const struct merge *m, const struct record *r, unsigned i, enum strength *out,
		       struct error *e)
{
	const struct field *f = &m->entity->fields[i];
	bool initial;
	int there = 1;

	*out = SAYS_NOTHING;
	if (r->values[i].kind == VALUE_NULL)
		return 0;
	if (f->type == FIELD_REF)
		there = sql_exists(m->store->db, entity_find(f->ref), r->values[i].i, false, e);
	if (there < 0 || is_initial(m, r, i, &initial, e) < 0)
		return -1;
	if (there)
		*out = initial ? SAYS_DEFAULT : SAYS_SO;
	return 0;
}

static enum side side_of(const struct merge *m, const struct record *r)
{
	return r == m->left ? SIDE_LEFT : SIDE_RIGHT;
}

static bool same_values(struct value a, struct value b)
{
	return a.kind == b.kind && (a.kind == VALUE_TEXT ? !strcmp(a.s, b.s) : a.i == b.i);
}

/* Both say something of the same strength. */
static int choose_of_two(struct merge *m, unsigned i, enum strength strength, struct error *e)
{
	const struct field *f = &m->entity->fields[i];
	struct value old = m->kept->values[i], new = m->gone->values[i];
	int64_t kept, gone;

	m->sides[i] = side_of(m, m->kept);
	if (same_values(old, new) || (f->flags & FIELD_UNIQUE) || strength == SAYS_DEFAULT)
		return 0;
	if (f->type == FIELD_NOTE || f->type == FIELD_TAGS) {
		m->sides[i] = SIDE_BOTH;
		return 0;
	}
	if (!strcmp(f->name, "last_contact")) {
		m->sides[i] = side_of(m, old.i >= new.i ? m->kept : m->gone);
		return 0;
	}
	if (changed_at(m, m->kept, f, true, &kept, e) < 0 || changed_at(m, m->gone, f, true, &gone, e) < 0)
		return -1;
	m->sides[i] = side_of(m, kept > gone ? m->kept : m->gone);
	return 0;
}

static int choose_value(struct merge *m, unsigned i, struct error *e)
{
	enum strength kept, gone;

	if (strength_of(m, m->kept, i, &kept, e) < 0 || strength_of(m, m->gone, i, &gone, e) < 0)
		return -1;
	if (kept == SAYS_NOTHING && gone == SAYS_NOTHING)
		return 0;
	if (kept == gone)
		return choose_of_two(m, i, kept, e);
	m->sides[i] = side_of(m, kept > gone ? m->kept : m->gone);
	return 0;
}

/* All points are kept; which is the main one is what can be chosen. */
static int choose_point(struct merge *m, unsigned i, const char *kind, struct error *e)
{
	int64_t kept = merge_main_point(m, m->kept, kind, e);
	int64_t gone = kept < 0 ? -1 : merge_main_point(m, m->gone, kind, e);

	if (gone < 0)
		return -1;
	if (kept || gone)
		m->sides[i] = side_of(m, kept ? m->kept : m->gone);
	return 0;
}

static int choose_named(struct merge *m, const char *names, enum side side, struct error *e)
{
	char *copy = names ? arena_strdup(m->arena, names) : NULL, *rest = NULL;

	for (char *name = copy ? strtok_r(copy, ", ", &rest) : NULL; name;
	     name = strtok_r(NULL, ", ", &rest)) {
		const struct field *f = entity_field(m->entity, name);

		if (!f || (f->flags & FIELD_SYSTEM) || ((f->flags & FIELD_COMPUTED) && !merge_point_kind(f)))
			return error_set(e, ERROR_USAGE, _("A %s has no field %s to choose."),
					 m->entity->name, name);
		m->sides[entity_index(m->entity, f)] = side;
	}
	return 0;
}

/* An amount without its currency would be another amount. */
static void keep_money_whole(struct merge *m)
{
	const struct field *currency = entity_field(m->entity, "currency");

	for (unsigned i = 0; currency && i < m->entity->nfields; i++)
		if (m->entity->fields[i].type == FIELD_MONEY && m->sides[i] != SIDE_NONE &&
		    merge_value(m, i).kind != VALUE_NULL)
			m->sides[entity_index(m->entity, currency)] = m->sides[i];
}

int merge_choose(struct merge *m, const char *left, const char *right, struct error *e)
{
	for (unsigned i = COMMON_COUNT; i < m->entity->nfields; i++) {
		const struct field *f = &m->entity->fields[i];
		const char *kind = merge_point_kind(f);

		if (kind ? choose_point(m, i, kind, e) < 0
			 : !(f->flags & (FIELD_SYSTEM | FIELD_COMPUTED)) && choose_value(m, i, e) < 0)
			return -1;
	}
	if (choose_named(m, left, SIDE_LEFT, e) < 0 || choose_named(m, right, SIDE_RIGHT, e) < 0)
		return -1;
	keep_money_whole(m);
	return 0;
}

const struct record *merge_from(const struct merge *m, unsigned field)
{
	return m->sides[field] == SIDE_LEFT ? m->left : m->sides[field] == SIDE_RIGHT ? m->right : NULL;
}

static struct value both(const struct merge *m, const struct field *f, const char *old, const char *new)
{
	if (f->type == FIELD_TAGS)
		return value_text(tags_change(m->arena, old, new, true));
	return value_text(arena_printf(m->arena, "%s\n\n%s", old, new));
}

struct value merge_value(const struct merge *m, unsigned field)
{
	const struct record *from = merge_from(m, field);
	struct value old = m->kept->values[field], new = m->gone->values[field];

	if (from)
		return from->values[field];
	if (m->sides[field] == SIDE_BOTH && old.kind == VALUE_TEXT && new.kind == VALUE_TEXT)
		return both(m, &m->entity->fields[field], old.s, new.s);
	return old.kind == VALUE_NULL ? new : old;
}
