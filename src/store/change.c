/* change_apply: the one way to change a record. */
#include "store/change.h"

#include "base/intl.h"
#include "store/insert.h"
#include "store/journal.h"
#include "store/merge.h"
#include "store/sql.h"

bool change_same(struct value a, struct value b)
{
	if (a.kind != b.kind)
		return false;
	if (a.kind == VALUE_TEXT)
		return !strcmp(a.s, b.s);
	return a.kind == VALUE_NULL || a.i == b.i;
}

static int record_absent(const struct entity *e, int64_t id, struct error *err)
{
	return error_set(err, ERROR_ABSENT, _("There is no %s %lld."), entity_word(e), (long long)id);
}

struct record *record_load(struct store *s, const struct entity *e, int64_t id, struct arena *a,
			   struct error *err)
{
	struct stmt *q = sql_load(s->db, e, err);
	struct record *r = NULL;
	int got;

	if (!q)
		return NULL;
	db_bind_int(q, 1, id);
	got = db_step(q, err);
	if (got == 1)
		r = sql_record(q, e, a, s->currency);
	else if (got == 0)
		record_absent(e, id, err);
	db_reset(q);
	return r;
}

/* The record that an earlier change of the same request added, by its negative number; 0: none did. */
static int64_t added(int64_t number, const int64_t *ids, size_t nids)
{
	size_t index = (size_t)(-(number + 1));

	return index < nids && ids[index] > 0 ? ids[index] : 0;
}

static int resolve(const struct field *f, struct value *v, const int64_t *ids, size_t nids,
		   struct error *e)
{
	if (f->type != FIELD_REF || v->kind != VALUE_INT || v->i >= 0)
		return 0;
	v->i = added(v->i, ids, nids);
	if (v->i)
		return 0;
	return error_set(e, ERROR_USAGE, _("%s points to a record that was not added before."),
			 _(f->label));
}

static bool sets(const struct change *c, const struct field *f)
{
	for (size_t i = 0; i < c->nfields; i++)
		if (c->fields[i].field == f)
			return true;
	return false;
}

/* "12 USD" typed as an amount says the currency too, where the change does not say it by itself. */
static void take_currency(const struct change *c, struct record *r, struct value money)
{
	const struct field *f = entity_field(c->entity, "currency");

	if (f && money.kind == VALUE_INT && money.s && !sets(c, f))
		record_set(r, f, value_text(money.s));
}

/* The book's own currency stands for itself: a record need not name it. */
static bool names_book(const struct store *s, const struct record *r, struct value money)
{
	const struct field *f = entity_field(r->entity, "currency");

	return f && r->values[entity_index(r->entity, f)].kind == VALUE_NULL && money.s &&
	       !strcmp(money.s, s->currency);
}

static int set_fields(struct store *s, const struct change *c, const int64_t *ids, size_t nids,
		      struct record *r, struct error *e)
{
	for (size_t i = 0; i < c->nfields; i++) {
		const struct field *f = c->fields[i].field;
		struct value v = c->fields[i].value;

		if (f->flags & (FIELD_SYSTEM | FIELD_COMPUTED))
			return error_set(e, ERROR_USAGE, _("%s cannot be set: the store derives it."),
					 _(f->label));
		if (resolve(f, &v, ids, nids, e) < 0)
			return -1;
		record_set(r, f, v);
		if (f->type == FIELD_MONEY && !names_book(s, r, v))
			take_currency(c, r, v);
	}
	return 0;
}

/* Names the record that has the value of a field with the flag already. */
static bool tell_holder(struct store *s, const struct record *r, unsigned flag, struct error *e)
{
	struct arena a = { 0 };
	int64_t other = 0;

	for (unsigned i = 0; i < r->entity->nfields && other <= 0; i++) {
		const struct field *f = &r->entity->fields[i];

		if (!(f->flags & flag) || r->values[i].kind == VALUE_NULL)
			continue;
		other = sql_holder(s->db, r->entity, f, r->values[i], r->id, NULL);
		if (other > 0)
			error_set(e, ERROR_CONFLICT, _("%s %s is already that of %s %lld, %s."), _(f->label),
				  sql_column_text(&a, f, r->values[i]), r->entity->name, (long long)other,
				  sql_title(s->db, r->entity, other, &a));
	}
	arena_free(&a);
	return other > 0;
}

/* Turns SQLite's refusal of a doubled key into the name of the record that has it. A setting's key is its name. */
int change_explain_double(struct store *s, const struct record *r, struct error *e)
{
	if (e && e->kind != ERROR_CONFLICT)
		return -1;
	if (!tell_holder(s, r, FIELD_UNIQUE, e) && r->entity->id == ENTITY_SETTING)
		tell_holder(s, r, FIELD_KEY, e);
	return -1;
}

static int add_record(struct store *s, struct journal_txn *t, const struct change *c,
		      struct record *r, struct error *e)
{
	r->version = 1;
	r->values[FIELD_ID_VERSION] = value_int(1);
	r->values[FIELD_ID_CREATED] = r->values[FIELD_ID_UPDATED] = value_int(s->context.now);
	r->values[FIELD_ID_REMOVED] = value_int(0);
	if (initial_set(s, c, r, e) < 0 || references_follow(s, NULL, r, e) < 0 ||
	    consequence_before(s, NULL, r, e) < 0 ||
	    record_check(NULL, r, &s->context, e) < 0 || references_check(s, NULL, r, e) < 0)
		return -1;
	if (insert_add(s, r, e) < 0 || journal_made(s, t, r->entity, r->id, e) < 0 ||
	    consequence_after(s, t, NULL, r, e) < 0)
		return -1;
	return 1;
}

struct record *record_copy(const struct record *r)
{
	struct record *copy = record_make(r->entity, r->arena);

	copy->id = r->id;
	copy->version = r->version;
	memcpy(copy->values, r->values, r->entity->nfields * sizeof(*copy->values));
	return copy;
}

/* Journals and writes the fields that differ. 1, or 0 when none does. */
static int write_differences(struct store *s, struct journal_txn *t, const struct record *before,
			     struct record *after, struct error *e)
{
	const struct entity *entity = after->entity;
	const struct field **fields = arena_alloc(after->arena, entity->nfields * sizeof(*fields));
	size_t n = 0;

	for (unsigned i = FIELD_ID_REMOVED; i < entity->nfields; i++)
		if (!(entity->fields[i].flags & FIELD_COMPUTED) &&
		    !change_same(before->values[i], after->values[i]))
			fields[n++] = &entity->fields[i];
	if (n == 0)
		return 0;
	after->version = before->version + 1;
	after->values[FIELD_ID_VERSION] = value_int(after->version);
	after->values[FIELD_ID_UPDATED] = value_int(s->context.now);
	if (fields[0] == &entity->fields[FIELD_ID_REMOVED] || entity->id == ENTITY_POINT)
		insert_changed(s, entity);
	if (sql_update(s->db, after, fields, n, e) < 0)
		return change_explain_double(s, after, e);
	for (size_t k = 0; k < n; k++) {
		unsigned i = entity_index(entity, fields[k]);

		if (journal_add(s, t, entity, after->id, after->version, fields[k]->name,
				sql_column_text(after->arena, fields[k], before->values[i]),
				sql_column_text(after->arena, fields[k], after->values[i]), e) < 0)
			return -1;
	}
	return 1;
}

int record_rewrite(struct store *s, struct journal_txn *t, const struct record *before,
		   struct record *after, struct error *e)
{
	return write_differences(s, t, before, after, e);
}

static bool clashes(const struct change *c, const struct record *before, const struct record *after,
		    const char *name)
{
	const struct field *f = entity_field(c->entity, name);
	unsigned i = f ? entity_index(c->entity, f) : 0;

	return f && sets(c, f) && !change_same(before->values[i], after->values[i]);
}

static int refuse_clash(struct store *s, const struct change *c, const struct record *before,
			const char *name, struct error *e)
{
	const struct field *f = entity_must(c->entity, name);

	return error_set(e, ERROR_CONFLICT, _("%s of %s was changed meanwhile (%s): look at it again."),
			 _(f->label), record_title(before),
			 journal_who(s, c->entity, c->id, f->name, c->base, before->arena));
}

/* The fields that somebody else changed since the version from which the change was made must not be
 * those that it sets, unless both mean the same. */
static int merge_check(struct store *s, const struct change *c, const struct record *before,
		       const struct record *after, struct error *e)
{
	static const char sql[] = "SELECT DISTINCT field FROM journal WHERE record = ? AND entity = ?"
				  " AND version > ? AND field IS NOT NULL";
	struct stmt *q;
	int rc = 0;

	if (c->base == 0 || c->base == before->version)
		return 0;
	if (c->entity->id == ENTITY_IMPORT) /* its saves are one after the other, or not at all */
		return error_set(e, ERROR_CONFLICT,
				 _("The import of %s went on elsewhere, or its last save was refused."),
				 record_title(before));
	q = db_prepare(s->db, sql, e);
	if (!q)
		return -1;
	db_bind_int(q, 1, c->id);
	db_bind_text(q, 2, c->entity->name);
	db_bind_int(q, 3, c->base);
	while ((rc = db_step(q, e)) == 1 && !clashes(c, before, after, db_text(q, 0)))
		;
	if (rc == 1)
		rc = refuse_clash(s, c, before, db_text(q, 0), e);
	db_reset(q);
	return rc;
}

static int refuse_removed(struct store *s, const struct record *r, struct error *e)
{
	return error_set(e, ERROR_CONFLICT, _("%s was removed (%s): restore it first."),
			 record_title(r), journal_who(s, r->entity, r->id, "removed", 0, r->arena));
}

static int edit_record(struct store *s, struct journal_txn *t, const struct change *c,
		       const struct record *before, struct record *after, struct error *e)
{
	int wrote;

	if (before->values[FIELD_ID_REMOVED].i)
		return refuse_removed(s, before, e);
	if (merge_check(s, c, before, after, e) < 0 || references_follow(s, before, after, e) < 0 ||
	    consequence_before(s, before, after, e) < 0 ||
	    record_check(before, after, &s->context, e) < 0 ||
	    references_check(s, before, after, e) < 0 || stage_check(s, before, after, NULL, e) < 0)
		return -1;
	wrote = write_differences(s, t, before, after, e);
	if (wrote <= 0)
		return wrote;
	if (consequence_after(s, t, before, after, e) < 0)
		return -1;
	return 1;
}

int change_refuse_merged(struct store *s, const char *label, const struct record *r, struct error *e)
{
	int64_t into = merged_into(s, r->entity, r->id);

	return error_set(e, ERROR_CONFLICT, _("%s: %s was merged into %s (%lld); undo takes that back."),
			 _(label), record_title(r), sql_title(s->db, r->entity, into, r->arena),
			 (long long)into);
}

static int remove_or_restore(struct store *s, struct journal_txn *t, const struct change *c,
			     const struct record *before, struct record *after, struct error *e)
{
	int wrote;

	if (c->kind == CHANGE_RESTORE && merged_into(s, c->entity, c->id) != c->id)
		return change_refuse_merged(s, N_("Restore"), before, e);
	/* The next start would make somebody new of him, who could not undo it. */
	if (c->kind == CHANGE_REMOVE && c->entity == entity_at(ENTITY_USER) && c->id == s->user)
		return error_set(e, ERROR_CONFLICT, _("%s is you: only somebody else can remove you."),
				 record_title(before));
	if (c->base && c->base != before->version && c->kind == CHANGE_REMOVE)
		return error_set(e, ERROR_CONFLICT, _("%s was changed meanwhile (%s): look at it again."),
				 record_title(before),
				 journal_who(s, c->entity, c->id, NULL, c->base, before->arena));
	after->values[FIELD_ID_REMOVED] = value_int(c->kind == CHANGE_REMOVE);
	if (c->kind == CHANGE_RESTORE && consequence_before(s, before, after, e) < 0)
		return -1;
	wrote = write_differences(s, t, before, after, e);
	if (wrote <= 0)
		return wrote;
	if (consequence_after(s, t, before, after, e) < 0)
		return -1;
	return 1;
}

/* A record that somebody else keeps for himself is none. */
static int check_visible(struct store *s, const struct record *r, struct error *e)
{
	struct sbuf visible = SBUF_INIT;
	int there = 1;

	rights_visible(s, &visible, r->entity, "t");
	if (visible.len)
		there = sql_fits(s->db, r->entity, r->id, visible.data, e);
	sbuf_free(&visible);
	if (there)
		return there < 0 ? -1 : 0;
	return record_absent(r->entity, r->id, e);
}

/* Which record: an earlier one of the request, or the one into which it was merged meanwhile. */
static int64_t meant(struct store *s, const struct change *c, const int64_t *ids, size_t nids)
{
	if (c->id < 0)
		return added(c->id, ids, nids);
	return c->kind == CHANGE_SAVE ? merged_into(s, c->entity, c->id) : c->id;
}

static int change_in(struct store *s, struct journal_txn *t, const struct change *c,
		     const int64_t *ids, size_t nids, struct record *after, struct error *e)
{
	struct record *before;

	if (c->id == 0 && c->kind == CHANGE_SAVE) {
		if (set_fields(s, c, ids, nids, after, e) < 0)
			return -1;
		return add_record(s, t, c, after, e);
	}
	before = record_load(s, c->entity, meant(s, c, ids, nids), after->arena, e);
	if (!before || check_visible(s, before, e) < 0)
		return -1;
	*after = *record_copy(before);
	if (c->kind != CHANGE_SAVE)
		return remove_or_restore(s, t, c, before, after, e);
	if (set_fields(s, c, ids, nids, after, e) < 0)
		return -1;
	return edit_record(s, t, c, before, after, e);
}

int change_apply(struct store *s, struct journal_txn *t, const struct change *c, const int64_t *ids,
		 size_t nids, int64_t *id, int64_t *version, struct error *e)
{
	bool adds = c->id == 0 && c->kind == CHANGE_SAVE;
	struct arena own = { 0 };
	struct record *after = record_make(c->entity, adds ? insert_enter(s) : &own);
	struct error why = { 0 };
	int rc = change_in(s, t, c, ids, nids, after, &why);

	if (rc < 0 && e)
		*e = why;
	if (id)
		*id = after->id;
	if (version)
		*version = after->version;
	if (adds)
		insert_leave(s);
	arena_free(&own);
	return rc;
}

int change_field(struct store *s, struct journal_txn *t, const struct entity *e, int64_t id,
		 const struct field *f, struct value v, struct error *err)
{
	struct change_field one = { f, v };
	struct change c = { .kind = CHANGE_SAVE, .entity = e, .id = id, .fields = &one, .nfields = 1 };

	return change_apply(s, t, &c, NULL, 0, NULL, NULL, err);
}
