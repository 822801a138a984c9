/* Undo and redo put values back one by one, where each still is as it was left. Whether they still fit
 * together, and what others made since, is looked at here, when all of them are in place. */
#include "store/settle.h"

#include "store/change.h"
#include "store/journal.h"
#include "store/sql.h"

/* The record as it was before the transaction: its first word on each field counts. */
static int step_back(struct store *s, const struct journal_txn *t, struct record *r, struct error *e)
{
	static const char sql[] = "SELECT field, before FROM journal WHERE seq IN "
				  JOURNAL_ABOUT("?1", "?2")
				  " AND txn = ?3 AND field IS NOT NULL ORDER BY seq DESC";
	struct stmt *q = db_prepare(s->db, sql, e);
	int got;

	if (!q)
		return -1;
	db_bind_int(q, 1, r->id);
	db_bind_text(q, 2, r->entity->name);
	db_bind_int(q, 3, t->id);
	while ((got = db_step(q, e)) == 1) {
		const struct field *f = entity_must(r->entity, db_text(q, 0));

		r->values[entity_index(r->entity, f)] =
			db_is_null(q, 1) ? VALUE_NONE : sql_column_value(r->arena, f, db_text(q, 1));
	}
	return got;
}

/* 1 when the record was removed before the transaction that is undone or done again, 0 when not, or -1. */
static int gone_then(struct store *s, const struct journal_txn *t, const struct entity *to, int64_t id,
		     struct error *e)
{
	static const char sql[] = "SELECT after FROM journal WHERE seq IN " JOURNAL_ABOUT("?1", "?2")
				  " AND txn < ?3 AND field = 'removed' ORDER BY seq DESC LIMIT 1";
	struct stmt *q = db_prepare(s->db, sql, e);
	int64_t gone;

	if (!q)
		return -1;
	db_bind_int(q, 1, id);
	db_bind_text(q, 2, to->name);
	db_bind_int(q, 3, t->target);
	return db_one(q, 0, &gone, e) < 0 ? -1 : gone != 0;
}

/* References must lead somewhere, as always; unless what they lead to was gone already when they were so: the
 * record is then as it was, which is what was asked for. */
static int check_references(struct store *s, const struct journal_txn *t, const struct record *before,
			    const struct record *after, struct error *e)
{
	struct record *known = record_copy(before);

	for (unsigned i = COMMON_COUNT; i < after->entity->nfields; i++) {
		const struct field *f = &after->entity->fields[i];
		struct value v = after->values[i];
		int gone = 0;

		if (f->type == FIELD_REF && v.kind == VALUE_INT)
			gone = gone_then(s, t, entity_find(f->ref), v.i, e);
		if (gone < 0)
			return -1;
		if (gone)
			known->values[i] = v;
	}
	return references_check(s, known, after, e);
}

static int settle_record(struct store *s, struct journal_txn *t, const struct entity *entity,
			 int64_t id, struct error *e)
{
	struct arena a = { 0 };
	struct record *after = record_load(s, entity, id, &a, e);
	struct record *before = after ? record_copy(after) : NULL;
	int rc = before ? step_back(s, t, before, e) : -1;

	if (rc == 0 && !after->values[FIELD_ID_REMOVED].i)
		rc = check_references(s, t, before, after, e);
	if (rc == 0)
		rc = consequence_settle(s, t, before, after, e);
	arena_free(&a);
	return rc;
}

/* The order makes SQLite collect the records first: settling one writes to the journal, too. What only
 * came or went has nothing to settle, unless it is a contact point, which may have been the main one. */
int settle(struct store *s, struct journal_txn *t, struct error *e)
{
	static const char sql[] = "SELECT DISTINCT entity, record FROM journal WHERE txn = ?"
				  " AND (field <> 'removed' OR entity = 'point')"
				  " ORDER BY entity, record";
	struct stmt *q = db_prepare(s->db, sql, e);
	int rc;

	if (!q)
		return -1;
	db_bind_int(q, 1, t->id);
	while ((rc = db_step(q, e)) == 1)
		if (settle_record(s, t, entity_find(db_text(q, 0)), db_int(q, 1), e) < 0) {
			rc = -1;
			break;
		}
	db_reset(q);
	return rc;
}
