/* verb_draft: half-typed forms, kept for their owner alone and never in the journal. */
#include "base/intl.h"
#include "store/sql.h"
#include "store/write.h"

#define DRAFT_DAYS 30

static void oldest_kept(const struct store *s, char stamp[STAMP_SIZE])
{
	stamp_write_iso(s->context.now - DRAFT_DAYS * 86400, stamp);
}

/* Whose it ever was: who does not come back to it in so long has forgotten it. */
static int forget_old(struct store *s, struct error *e)
{
	struct stmt *q = db_prepare(s->db, "DELETE FROM draft WHERE updated < ?", e);
	char oldest[STAMP_SIZE];

	if (!q)
		return -1;
	oldest_kept(s, oldest);
	db_bind_text(q, 1, oldest);
	return db_run(q, e);
}

/* The draft to be replaced: the one named, or the owner's of the same record. 0: none yet. */
static int find_draft(struct store *s, const struct request *r, int64_t record, int64_t *id,
		      struct error *e)
{
	static const char sql[] = "SELECT id FROM draft WHERE owner = ?1 AND (id = ?2 OR"
				  " (?2 = 0 AND ?3 <> 0 AND entity = ?4 AND record = ?3))";
	struct stmt *q = db_prepare(s->db, sql, e);

	if (!q)
		return -1;
	db_bind_int(q, 1, s->user);
	db_bind_int(q, 2, r->id);
	db_bind_int(q, 3, record);
	db_bind_text(q, 4, r->entity->name);
	return db_one(q, 0, id, e);
}

static struct stmt *prepare_keep(struct store *s, int64_t id, struct error *e)
{
	static const char add[] =
		"INSERT INTO draft (created, updated, owner, entity, record, base, title, content)"
		" VALUES (?1, ?1, ?2, ?3, nullif(?4, 0), ?5, ?6, ?7)";
	static const char replace[] =
		"UPDATE draft SET version = version + 1, updated = ?1, owner = ?2, entity = ?3,"
		" record = nullif(?4, 0), base = ?5, title = ?6, content = ?7 WHERE id = ?8";
	struct stmt *q = db_prepare(s->db, id ? replace : add, e);

	if (q && id)
		db_bind_int(q, 8, id);
	return q;
}

static int keep(struct store *s, struct journal_txn *t, const struct request *r, struct answer *a,
		struct error *e)
{
	int64_t id, record = r->nids ? r->ids[0] : 0;
	char now[STAMP_SIZE];
	struct stmt *q;

	(void)t;
	if (forget_old(s, e) < 0 || find_draft(s, r, record, &id, e) < 0)
		return -1;
	q = prepare_keep(s, id, e);
	if (!q)
		return -1;
	stamp_write_iso(s->context.now, now);
	db_bind_text(q, 1, now);
	db_bind_int(q, 2, s->user);
	db_bind_text(q, 3, r->entity->name);
	db_bind_int(q, 4, record);
	db_bind_int(q, 5, r->base);
	db_bind_text(q, 6, r->name);
	db_bind_text(q, 7, r->words);
	if (db_run(q, e) < 0)
		return -1;
	a->ids = arena_alloc(&a->arena, sizeof(*a->ids));
	a->versions = arena_alloc(&a->arena, sizeof(*a->versions));
	a->ids[0] = id ? id : db_last_id(s->db);
	a->nids = 1;
	return 0;
}

int draft_drop(struct store *s, int64_t id, struct error *e)
{
	struct stmt *q = db_prepare(s->db, "DELETE FROM draft WHERE id = ? AND owner = ?", e);

	if (!q)
		return -1;
	db_bind_int(q, 1, id);
	db_bind_int(q, 2, s->user);
	return db_run(q, e);
}

static int drop(struct store *s, struct journal_txn *t, const struct request *r, struct answer *a,
		struct error *e)
{
	(void)t;
	(void)a;
	return draft_drop(s, r->id, e);
}

static int list(struct store *s, struct answer *a, struct error *e)
{
	const struct entity *draft = entity_at(ENTITY_DRAFT);
	struct table *t = table_new("drafts");
	struct stmt *q = sql_all(s, draft, e);
	int got;

	answer_add_table(a, t);
	t->entity = draft;
	for (unsigned f = 0; f < draft->nfields; f++)
		table_add_field(t, &draft->fields[f]);
	if (!q)
		return -1;
	while ((got = db_step(q, e)) == 1) {
		struct record *r = sql_record(q, draft, &t->arena, s->currency);
		struct row *row;

		if (r->values[FIELD_ID_UPDATED].i < s->context.now - DRAFT_DAYS * 86400)
			continue;
		row = table_add_row(t);
		row->entity = draft;
		row->id = r->id;
		row->version = r->version;
		for (unsigned f = 0; f < draft->nfields; f++)
			table_set(t, row, f, r->values[f]);
	}
	t->total = (int64_t)t->nrows;
	return got;
}

int verb_draft(struct store *s, const struct request *r, struct answer *a, struct error *e)
{
	struct journal_txn t = { .kind = "do", .empty = true };

	if (r->words && !r->entity)
		return error_set(e, ERROR_USAGE, _("A draft of what?"));
	if (r->words)
		return write_run(s, &t, r, keep, a, e);
	if (r->id)
		return write_run(s, &t, r, drop, a, e);
	return list(s, a, e);
}
