/* verb_undo and verb_redo: a transaction of the journal, walked backwards or forwards again.
 *
 * What a transaction made is removed, set by set, so that an import of a million goes at once; what it
 * changed is put back field by field where the field still is as the transaction left it. Whatever
 * somebody did since stands in the way and is named. Both ways write the journal like any change, and
 * only the `undone_by` of the transaction meant tells which of them was last. */
#include "base/intl.h"
#include "base/number.h"
#include "store/journal.h"
#include "store/settle.h"
#include "store/sql.h"
#include "store/undo.h"
#include "store/write.h"

const char *undo_verb(const struct target *to)
{
	return to->back ? _("Cannot undo") : _("Cannot redo");
}

/* What stands in the way */

#define OTHERS_TOLD 5

/* The first is told in a sentence of its own, the others by their titles. */
static struct error *first_in_the_way(struct store *s, struct target *to, const struct entity *entity,
				      int64_t id)
{
	bool again = to->last_entity == entity && to->last_record == id;

	to->last_entity = entity;
	to->last_record = id;
	if (to->later.kind == ERROR_NONE)
		return &to->later;
	if (!again && to->nothers++ < OTHERS_TOLD)
		sbuf_printf(&to->others, "%s%s", to->others.len ? C_("names", ", ") : "",
			    sql_title(s->db, entity, id, to->arena));
	return NULL;
}

void undo_changed_since(struct store *s, struct target *to, const struct entity *entity, int64_t id,
			const struct field *f)
{
	struct error *e = first_in_the_way(s, to, entity, id);
	const char *title, *who;

	if (!e)
		return;
	title = sql_title(s->db, entity, id, to->arena);
	who = journal_who(s, entity, id, f ? f->name : NULL, 0, to->arena);
	if (f)
		error_set(e, ERROR_CONFLICT, _("%s: %s of %s was changed since (%s)."), undo_verb(to),
			  _(f->label), title, who);
	else
		error_set(e, ERROR_CONFLICT, _("%s: %s was changed since (%s)."), undo_verb(to), title, who);
}

void undo_points_at(struct store *s, struct target *to, const struct entity *entity, int64_t id)
{
	struct error *e = first_in_the_way(s, to, entity, id);

	if (e)
		error_set(e, ERROR_CONFLICT, _("%s: %s %lld, %s, was added since and points at it."),
			  undo_verb(to), entity->name, (long long)id,
			  sql_title(s->db, entity, id, to->arena));
}

static int refuse(const struct target *to, struct error *e)
{
	char first[sizeof(to->later.text)];

	memcpy(first, to->later.text, sizeof(first));
	if (!to->nothers)
		return error_set(e, ERROR_CONFLICT, "%s", first);
	if (to->nothers <= OTHERS_TOLD)
		return error_set(e, ERROR_CONFLICT, _("%s The same holds for %s."), first, sbuf_text(&to->others));
	return error_set(e, ERROR_CONFLICT, _("%s The same holds for %s and %zu more."), first,
			 sbuf_text(&to->others), to->nothers - OTHERS_TOLD);
}

/* Fields */

/* The record that the rows at hand belong to; its version counts once for all of them. */
struct group {
	const struct entity *entity;
	int64_t record, version; /* as the row had it */
	int64_t now;             /* the version that undoing gives it */
	struct arena arena;
};

static int group_enter(struct store *s, struct group *g, const struct entity *entity, int64_t record,
		       int64_t version, struct error *e)
{
	if (g->entity == entity && g->record == record && g->version == version)
		return 0;
	arena_free(&g->arena);
	*g = (struct group){ .entity = entity, .record = record, .version = version };
	return sql_touch(s->db, entity, record, s->context.now, &g->now, e);
}

static bool same_text(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

/* Puts one field to `wanted` when it still is `expected`. */
static int put_field(struct store *s, struct journal_txn *t, struct target *to, struct group *g,
		     const char *name, const char *expected, const char *wanted, struct error *e)
{
	const struct field *f = entity_must(g->entity, name);
	const char *there;

	if (sql_get_text(s->db, g->entity, f, g->record, &g->arena, &there, e) < 0)
		return -1;
	if (!same_text(there, expected)) {
		undo_changed_since(s, to, g->entity, g->record, f);
		return 0;
	}
	if (sql_set_text(s->db, g->entity, f, g->record, wanted, e) < 0)
		return -1;
	return journal_add(s, t, g->entity, g->record, g->now, name, there, wanted, e);
}

static const char *text_or_null(struct stmt *q, int col)
{
	return db_is_null(q, col) ? NULL : db_text(q, col);
}

static struct stmt *field_rows(struct store *s, const struct target *to, struct error *e)
{
	static const char back[] = "SELECT entity, record, version, field, after, before FROM journal"
				   " WHERE txn = ? AND field IS NOT NULL ORDER BY seq DESC";
	static const char forth[] = "SELECT entity, record, version, field, before, after FROM journal"
				    " WHERE txn = ? AND field IS NOT NULL ORDER BY seq";
	struct stmt *q = db_prepare(s->db, to->back ? back : forth, e);

	if (q)
		db_bind_int(q, 1, to->id);
	return q;
}

/* Rows of records that the transaction made are left alone: those go as a whole. */
static int put_row(struct store *s, struct journal_txn *t, struct target *to, struct group *g,
		   struct stmt *q, struct error *e)
{
	const struct entity *entity = entity_find(db_text(q, 0));

	if (made_holds(to, entity, db_int(q, 1)))
		return 0;
	if (group_enter(s, g, entity, db_int(q, 1), db_int(q, 2), e) < 0)
		return -1;
	return put_field(s, t, to, g, db_text(q, 3), text_or_null(q, 4), text_or_null(q, 5), e);
}

static int put_fields(struct store *s, struct journal_txn *t, struct target *to, struct error *e)
{
	struct stmt *q = field_rows(s, to, e);
	struct group g = { 0 };
	int rc;

	if (!q)
		return -1;
	while ((rc = db_step(q, e)) == 1)
		if (put_row(s, t, to, &g, q, e) < 0) {
			rc = -1;
			break;
		}
	db_reset(q);
	arena_free(&g.arena);
	return rc;
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
		"SELECT d.id FROM txn u JOIN txn d ON d.id = u.target AND d.undone_by = u.id"
		" WHERE u.user = ?1 AND u.id > (SELECT coalesce(max(n.id), 0) FROM txn n WHERE n.user = ?1"
		" AND n.kind = 'do' AND n.undone_by IS NULL) ORDER BY u.id DESC LIMIT 1";
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

/* That of a batch of one's own; 0 when there is none of that name. */
static int of_batch(struct store *s, const char *batch, int64_t *id, struct error *e)
{
	struct stmt *q = db_prepare(s->db, "SELECT id FROM txn WHERE batch = ? AND user = ?", e);

	if (!q)
		return -1;
	db_bind_text(q, 1, batch);
	db_bind_int(q, 2, s->user);
	return db_one(q, 0, id, e);
}

/* Which is meant: by its number, its batch, or the last. */
static int choose_target(struct store *s, const struct request *r, struct target *to, struct error *e)
{
	to->id = r->id;
	if (r->batch)
		return of_batch(s, r->batch, &to->id, e);
	return to->id ? 0 : last_of(s, to->back, &to->id, e);
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

/* What the transaction was about: what its label says, as in "deal.add", else the kind of most of its records, but
 * not what only goes with others; the first of them, and how many there were. */
static int first_about(struct store *s, const struct target *to, const struct entity **entity,
		       int64_t *first, int64_t *n, struct error *e)
{
	static const char sql[] =
		"SELECT entity, min(record), count(DISTINCT record) + sum(coalesce(last - record, 0)) AS n"
		" FROM journal WHERE txn = ?1 GROUP BY entity"
		" ORDER BY ?2 NOT GLOB entity || '.*', entity IN ('point', 'import'), n DESC, min(seq) LIMIT 1";
	struct stmt *q = db_prepare(s->db, sql, e);
	int got;

	*entity = NULL;
	*first = *n = 0;
	if (!q)
		return -1;
	db_bind_int(q, 1, to->id);
	db_bind_text(q, 2, to->label);
	got = db_step(q, e);
	if (got > 0) {
		*entity = entity_find(db_text(q, 0));
		*first = db_int(q, 1);
		*n = db_int(q, 2);
	}
	db_reset(q);
	return got < 0 ? -1 : 0;
}

/* "Undone: Move to stage · 3 Deals", or the title when there was one. */
static int tell(struct store *s, const struct target *to, struct answer *a, struct error *e)
{
	const char *done = arena_printf(&a->arena, _("%s: "), to->back ? _("Undone") : _("Done again"));
	const char *label = journal_label(to->label, &a->arena);
	const struct entity *entity;
	int64_t first, n;

	if (first_about(s, to, &entity, &first, &n, e) < 0)
		return -1;
	if (n == 0)
		a->text = arena_printf(&a->arena, "%s%s", done, label);
	else if (n == 1)
		a->text = arena_printf(&a->arena, "%s%s · %s", done, label,
				       sql_title(s->db, entity, first, &a->arena));
	else
		a->text = arena_printf(&a->arena, "%s%s · %s %s", done, label, NUMBER_TEXT(n), _(entity->plural));
	return 0;
}

static int put_back(struct store *s, struct journal_txn *t, struct target *to, struct error *e)
{
	if (put_fields(s, t, to, e) < 0 || made_check(s, to, e) < 0)
		return -1;
	return to->later.kind ? refuse(to, e) : made_put(s, t, to, e);
}

static int put_forth(struct store *s, struct journal_txn *t, struct target *to, struct error *e)
{
	if (made_put(s, t, to, e) < 0 || put_fields(s, t, to, e) < 0)
		return -1;
	return to->later.kind ? refuse(to, e) : 0;
}

static int walk_target(struct store *s, struct journal_txn *t, struct target *to, struct answer *a,
		       struct error *e)
{
	if (check_seen(s, to, e) < 0 || find_target(s, to, e) < 0)
		return -1;
	t->target = to->id;
	t->label = to->label;
	if (journal_begin(s, t, e) < 0 || made_load(s, to, e) < 0 ||
	    (to->back ? put_back(s, t, to, e) : put_forth(s, t, to, e)) < 0)
		return -1;
	if (settle(s, t, e) < 0) {
		error_prefix(e, _("%s: "), undo_verb(to));
		return -1;
	}
	return mark(s, to, to->back ? t->id : 0, e) < 0 ? -1 : tell(s, to, a, e);
}

static int walk(struct store *s, struct journal_txn *t, const struct request *r, struct answer *a,
		bool back, struct error *e)
{
	struct arena arena = { 0 };
	struct target to = { .back = back, .arena = &arena };
	int rc = choose_target(s, r, &to, e);

	if (rc == 0)
		rc = walk_target(s, t, &to, a, e);
	made_free(&to);
	sbuf_free(&to.others);
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
