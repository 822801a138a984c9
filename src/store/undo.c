/* verb_undo and verb_redo: a transaction of the journal, walked backwards or forwards again.
 *
 * What a transaction made is removed, set by set, so that an import of a million goes at once; what it
 * changed is put back field by field where the field still is as the transaction left it. Whatever
 * somebody did since stands in the way and is named. Both ways write the journal like any change, and
 * only the `undone_by` of the transaction meant tells which of them was last. */
#include "base/intl.h"
#include "store/journal.h"
#include "store/settle.h"
#include "store/sql.h"
#include "store/write.h"

/* The transaction that is undone or done again. */
struct target {
	int64_t id;
	bool back;         /* undo */
	const char *label;
	struct arena *arena;
};

static const char *verb_of(const struct target *to)
{
	return to->back ? _("Cannot undo") : _("Cannot redo");
}

/* Somebody's later change stands in the way. */
static int refuse_later(struct store *s, const struct target *to, const struct entity *entity,
			int64_t id, const struct field *f, struct error *e)
{
	const char *title = sql_title(s->db, entity, id, to->arena);
	const char *who = journal_who(s, entity, id, f ? f->name : NULL, 0, to->arena);

	if (f)
		return error_set(e, ERROR_CONFLICT, _("%s: %s of %s was changed since (%s)."), verb_of(to),
				 _(f->label), title, who);
	return error_set(e, ERROR_CONFLICT, _("%s: %s was changed since (%s)."), verb_of(to), title, who);
}

/* Fields */

/* The record that the rows at hand belong to; its version counts once for all of them. */
struct group {
	const struct entity *entity;
	int64_t record, version; /* as the row had it */
	int64_t now;             /* the version that undoing gives it */
};

/* After the last row of a record: the search index follows. */
static int group_end(struct store *s, const struct target *to, const struct group *g,
		     struct error *e)
{
	struct record *r;

	if (!g->entity)
		return 0;
	r = record_load(s, g->entity, g->record, to->arena, e);
	return r ? find_update(s, r, e) : -1;
}

static int group_enter(struct store *s, const struct target *to, struct group *g,
		       const struct entity *entity, int64_t record, int64_t version, struct error *e)
{
	if (g->entity == entity && g->record == record && g->version == version)
		return 0;
	if (group_end(s, to, g, e) < 0)
		return -1;
	*g = (struct group){ entity, record, version, 0 };
	return sql_touch(s->db, entity, record, s->context.now, &g->now, e);
}

static bool same_text(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

/* Puts one field to `wanted` when it still is `expected`. */
static int put_field(struct store *s, struct journal_txn *t, const struct target *to,
		     const struct group *g, const char *name, const char *expected,
		     const char *wanted, struct error *e)
{
	const struct field *f = entity_must(g->entity, name);
	const char *there;

	if (sql_get_text(s->db, g->entity, f, g->record, to->arena, &there, e) < 0)
		return -1;
	if (!same_text(there, expected))
		return refuse_later(s, to, g->entity, g->record, f, e);
	if (sql_set_text(s->db, g->entity, f, g->record, wanted, e) < 0)
		return -1;
	return journal_add(s, t, g->entity, g->record, g->now, name, there, wanted, e);
}

static const char *text_or_null(struct stmt *q, int col)
{
	return db_is_null(q, col) ? NULL : db_text(q, col);
}

/* Rows of records that the transaction made are left alone: those go as a whole. */
static struct stmt *field_rows(struct store *s, const struct target *to, struct error *e)
{
	static const char back[] =
		"SELECT j.entity, j.record, j.version, j.field, j.after, j.before FROM journal j"
		" WHERE j.txn = ?1 AND j.field IS NOT NULL AND NOT EXISTS (SELECT 1 FROM journal m"
		" WHERE m.record = j.record AND m.entity = j.entity AND m.txn = ?1 AND m.field IS NULL)"
		" ORDER BY j.seq DESC";
	static const char forth[] =
		"SELECT j.entity, j.record, j.version, j.field, j.before, j.after FROM journal j"
		" WHERE j.txn = ?1 AND j.field IS NOT NULL AND NOT EXISTS (SELECT 1 FROM journal m"
		" WHERE m.record = j.record AND m.entity = j.entity AND m.txn = ?1 AND m.field IS NULL)"
		" ORDER BY j.seq";
	struct stmt *q = db_prepare(s->db, to->back ? back : forth, e);

	if (q)
		db_bind_int(q, 1, to->id);
	return q;
}

static int put_fields(struct store *s, struct journal_txn *t, const struct target *to,
		      struct error *e)
{
	struct stmt *q = field_rows(s, to, e);
	struct group g = { 0 };
	int rc;

	if (!q)
		return -1;
	while ((rc = db_step(q, e)) == 1) {
		const struct entity *entity = entity_find(db_text(q, 0));

		if (group_enter(s, to, &g, entity, db_int(q, 1), db_int(q, 2), e) < 0 ||
		    put_field(s, t, to, &g, db_text(q, 3), text_or_null(q, 4), text_or_null(q, 5), e) < 0) {
			rc = -1;
			break;
		}
	}
	db_reset(q);
	return rc < 0 ? -1 : group_end(s, to, &g, e);
}

/* Records */

/* A record made by the transaction that somebody worked on since: his work would go with it. */
static int check_edited(struct store *s, const struct target *to, const struct entity *entity,
			struct error *e)
{
	static const char sql[] =
		"SELECT j.record FROM journal j WHERE j.txn = ?1 AND j.entity = ?2 AND j.field IS NULL"
		" AND EXISTS (SELECT 1 FROM journal k JOIN txn t ON t.id = k.txn WHERE k.record = j.record"
		" AND k.entity = j.entity AND k.txn <> ?1 AND t.kind = 'do' AND t.undone_by IS NULL) LIMIT 1";
	struct stmt *q = db_prepare(s->db, sql, e);
	int64_t record;

	if (!q)
		return -1;
	db_bind_int(q, 1, to->id);
	db_bind_text(q, 2, entity->name);
	if (db_one(q, 0, &record, e) < 0)
		return -1;
	return record ? refuse_later(s, to, entity, record, NULL, e) : 0;
}

/* A record that is not of the transaction and points at one that it made. */
static int check_field_to(struct store *s, const struct target *to, const struct entity *made,
			  const struct entity *from, const struct field *f, struct error *e)
{
	struct stmt *q = sql_pointing(s->db, from, f, e);
	int64_t id;

	if (!q)
		return -1;
	db_bind_int(q, 1, to->id);
	db_bind_text(q, 2, made->name);
	db_bind_text(q, 3, from->name);
	if (db_one(q, 0, &id, e) < 0)
		return -1;
	if (!id)
		return 0;
	return error_set(e, ERROR_CONFLICT, _("%s: %s %lld, %s, was added since and points at it."),
			 verb_of(to), from->name, (long long)id, sql_title(s->db, from, id, to->arena));
}

static int check_pointed_at(struct store *s, const struct target *to, const struct entity *made,
			    struct error *e)
{
	for (int k = 0; k < ENTITY_COUNT; k++) {
		const struct entity *from = entity_at((enum entity_id)k);

		for (unsigned i = COMMON_COUNT; i < from->nfields; i++) {
			const struct field *f = &from->fields[i];

			if (f->ref && !(f->flags & FIELD_COMPUTED) && !strcmp(f->ref, made->name) &&
			    check_field_to(s, to, made, from, f, e) < 0)
				return -1;
		}
	}
	return 0;
}

/* The search index of all records that this undoing removed or brought back. */
static int index_made(struct store *s, const struct journal_txn *t, const struct entity *entity,
		      struct error *e)
{
	static const char sql[] = "SELECT record FROM journal WHERE txn = ? AND entity = ?"
				  " AND field = 'removed'";
	struct stmt *q = db_prepare(s->db, sql, e);
	int rc;

	if (!q)
		return -1;
	db_bind_int(q, 1, t->id);
	db_bind_text(q, 2, entity->name);
	while ((rc = db_step(q, e)) == 1) {
		struct arena a = { 0 };
		struct record *r = record_load(s, entity, db_int(q, 0), &a, e);
		int done = r ? find_update(s, r, e) : -1;

		arena_free(&a);
		if (done < 0) {
			rc = -1;
			break;
		}
	}
	db_reset(q);
	return rc;
}

static int put_made(struct store *s, struct journal_txn *t, const struct target *to,
		    const struct entity *entity, struct error *e)
{
	if (to->back && (check_edited(s, to, entity, e) < 0 || check_pointed_at(s, to, entity, e) < 0))
		return -1;
	if (journal_begin(s, t, e) < 0 ||
	    sql_remove_made(s->db, entity, to->id, t->id, to->back, s->context.now, e) < 0)
		return -1;
	return index_made(s, t, entity, e);
}

/* Bits of the entities of which the transaction made records. */
static int entities_made(struct store *s, const struct target *to, uint64_t *bits, struct error *e)
{
	static const char sql[] = "SELECT DISTINCT entity FROM journal WHERE txn = ? AND field IS NULL";
	struct stmt *q = db_prepare(s->db, sql, e);
	int rc;

	*bits = 0;
	if (!q)
		return -1;
	db_bind_int(q, 1, to->id);
	while ((rc = db_step(q, e)) == 1)
		*bits |= UINT64_C(1) << entity_find(db_text(q, 0))->id;
	return rc;
}

static int put_all_made(struct store *s, struct journal_txn *t, const struct target *to,
			struct error *e)
{
	uint64_t bits;

	if (entities_made(s, to, &bits, e) < 0)
		return -1;
	for (int k = 0; k < ENTITY_COUNT; k++)
		if ((bits >> k & 1) && put_made(s, t, to, entity_at((enum entity_id)k), e) < 0)
			return -1;
	return 0;
}

/* Which transaction */

static int mark(struct store *s, const struct target *to, int64_t by, struct error *e)
{
	struct stmt *q = db_prepare(s->db, "UPDATE txn SET undone_by = nullif(?, 0) WHERE id = ?", e);

	if (!q)
		return -1;
	db_bind_int(q, 1, by);
	db_bind_int(q, 2, to->id);
	return db_run(q, e);
}

/* The acting user's last: what he did and did not undo; what he undid, unless he did something since. */
static int last_of(struct store *s, bool back, int64_t *id, struct error *e)
{
	static const char done[] = "SELECT max(id) FROM txn WHERE user = ?1 AND kind = 'do'"
				   " AND undone_by IS NULL";
	static const char undone[] =
		"SELECT d.id FROM txn d JOIN txn u ON u.id = d.undone_by WHERE u.user = ?1 AND NOT EXISTS"
		" (SELECT 1 FROM txn n WHERE n.user = ?1 AND n.kind = 'do' AND n.undone_by IS NULL"
		" AND n.id > u.id) ORDER BY u.id DESC LIMIT 1";
	struct stmt *q = db_prepare(s->db, back ? done : undone, e);

	if (!q)
		return -1;
	db_bind_int(q, 1, s->user);
	if (db_one(q, 0, id, e) < 0)
		return -1;
	if (*id)
		return 0;
	return error_set(e, ERROR_ABSENT, back ? _("There is nothing of yours to undo.")
					       : _("There is nothing to redo."));
}

static int refuse_unknown(const struct target *to, struct error *e)
{
	return error_set(e, ERROR_ABSENT, _("There is no transaction %lld."), (long long)to->id);
}

/* Whether all that a transaction changed may be seen: what others keep for themselves is theirs to undo. */
static int check_seen(struct store *s, const struct target *to, struct error *e)
{
	struct sbuf sql = SBUF_INIT;
	int64_t hidden;
	struct stmt *q;

	sbuf_puts(&sql, "SELECT 1 FROM journal j WHERE j.txn = ? AND NOT (1");
	rights_visible_changes(s, &sql, "j");
	sbuf_puts(&sql, ") LIMIT 1");
	q = db_prepare(s->db, sql.data, e);
	sbuf_free(&sql);
	if (!q)
		return -1;
	db_bind_int(q, 1, to->id);
	if (db_one(q, 0, &hidden, e) < 0)
		return -1;
	return hidden ? refuse_unknown(to, e) : 0;
}

static int find_target(struct store *s, struct target *to, struct error *e)
{
	static const char sql[] = "SELECT d.kind, coalesce(d.label, ''), d.undone_by, coalesce(u.name, ''),"
				  " t.at FROM txn d LEFT JOIN txn t ON t.id = d.undone_by"
				  " LEFT JOIN user u ON u.id = t.user WHERE d.id = ?";
	struct stmt *q = db_prepare(s->db, sql, e);
	int rc;

	if (!q)
		return -1;
	db_bind_int(q, 1, to->id);
	rc = db_step(q, e);
	if (rc == 1)
		to->label = arena_strdup(to->arena, db_text(q, 1));
	if (rc == 0)
		rc = refuse_unknown(to, e);
	else if (rc == 1 && !strcmp(db_text(q, 0), "open"))
		rc = error_set(e, ERROR_USAGE, _("Transaction %lld is what the book began with."),
			       (long long)to->id);
	else if (rc == 1 && strcmp(db_text(q, 0), "do") != 0)
		rc = error_set(e, ERROR_USAGE, _("Transaction %lld is itself an undo or a redo."),
			       (long long)to->id);
	else if (rc == 1 && to->back && !db_is_null(q, 2))
		rc = error_set(e, ERROR_CONFLICT, _("It was undone already (%s, %s)."), db_text(q, 3),
			       journal_when(db_text(q, 4), to->arena));
	else if (rc == 1 && !to->back && db_is_null(q, 2))
		rc = error_set(e, ERROR_CONFLICT, _("It is not undone: there is nothing to redo."));
	db_reset(q);
	return rc < 0 ? -1 : 0;
}

/* "Undone: Move to stage · 3 Deals", or the title when there was one. */
static int tell(struct store *s, const struct target *to, struct answer *a, struct error *e)
{
	static const char sql[] = "SELECT entity, count(DISTINCT record), min(record) FROM journal"
				  " WHERE txn = ? GROUP BY entity ORDER BY min(seq) LIMIT 1";
	struct stmt *q = db_prepare(s->db, sql, e);
	const char *done = to->back ? _("Undone") : _("Done again");
	const char *label = journal_label(to->label, &a->arena);
	const struct entity *entity;
	int64_t n;
	int got;

	if (!q)
		return -1;
	db_bind_int(q, 1, to->id);
	got = db_step(q, e);
	if (got != 1) {
		a->text = arena_printf(&a->arena, "%s: %s", done, label);
		return got;
	}
	entity = entity_find(db_text(q, 0));
	n = db_int(q, 1);
	if (n == 1)
		a->text = arena_printf(&a->arena, "%s: %s · %s", done, label,
				       sql_title(s->db, entity, db_int(q, 2), &a->arena));
	else
		a->text = arena_printf(&a->arena, "%s: %s · %lld %s", done, label, (long long)n,
				       _(entity->plural));
	db_reset(q);
	return 0;
}

static int walk(struct store *s, struct journal_txn *t, const struct request *r, struct answer *a,
		bool back, struct error *e)
{
	struct arena arena = { 0 };
	struct target to = { .id = r->id, .back = back, .arena = &arena };
	int rc = -1;

	if ((!to.id && last_of(s, back, &to.id, e) < 0) || check_seen(s, &to, e) < 0 ||
	    find_target(s, &to, e) < 0)
		goto out;
	t->target = to.id;
	t->label = to.label;
	if (journal_begin(s, t, e) < 0)
		goto out;
	if (back ? put_fields(s, t, &to, e) < 0 || put_all_made(s, t, &to, e) < 0
		 : put_all_made(s, t, &to, e) < 0 || put_fields(s, t, &to, e) < 0)
		goto out;
	if (settle(s, t, e) < 0) {
		error_prefix(e, "%s: ", verb_of(&to));
		goto out;
	}
	rc = mark(s, &to, back ? t->id : 0, e) < 0 ? -1 : tell(s, &to, a, e);
out:
	arena_free(&arena);
	return rc;
}

static int undo(struct store *s, struct journal_txn *t, const struct request *r, struct answer *a,
		struct error *e)
{
	return walk(s, t, r, a, true, e);
}

static int redo(struct store *s, struct journal_txn *t, const struct request *r, struct answer *a,
		struct error *e)
{
	return walk(s, t, r, a, false, e);
}

int verb_undo(struct store *s, const struct request *r, struct answer *a, struct error *e)
{
	struct journal_txn t = { .kind = "undo", .uuid = r->uuid, .empty = true };

	return write_run(s, &t, r, undo, a, e);
}

int verb_redo(struct store *s, const struct request *r, struct answer *a, struct error *e)
{
	struct journal_txn t = { .kind = "redo", .uuid = r->uuid, .empty = true };

	return write_run(s, &t, r, redo, a, e);
}
