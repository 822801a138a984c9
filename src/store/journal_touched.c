/* Following the journal: what its newer rows touched. */
#include "base/map.h"
#include "store/journal.h"

/* `before` is only read of whose a point, a deal or an invoice was. */
static const char rows[] =
	"SELECT seq, entity, record, coalesce(last, record), field,"
	" CASE WHEN entity IN ('point', 'deal', 'invoice') AND field IN ('customer', 'contact') THEN before END"
	" FROM journal WHERE seq > ? ORDER BY seq";
enum { ROW_SEQ, ROW_ENTITY, ROW_FIRST, ROW_LAST, ROW_FIELD, ROW_BEFORE };

/* Whose they are now; invoices know of no contact. */
static const char *owners_of(enum entity_id e)
{
	switch (e) {
	case ENTITY_POINT:
		return "SELECT customer, contact FROM point WHERE id BETWEEN ? AND ?";
	case ENTITY_DEAL:
		return "SELECT customer, contact FROM deal WHERE id BETWEEN ? AND ?";
	case ENTITY_INVOICE:
		return "SELECT customer, NULL FROM invoice WHERE id BETWEEN ? AND ?";
	default:
		return NULL;
	}
}

static int touch_owners(struct store *s, const char *sql, struct stmt *row, journal_touch *fn, void *to,
			struct error *e)
{
	static const enum entity_id owners[] = { ENTITY_CUSTOMER, ENTITY_CONTACT };
	struct stmt *q = db_prepare(s->db, sql, e);
	int got;

	if (!q)
		return -1;
	db_bind_int(q, 1, db_int(row, ROW_FIRST));
	db_bind_int(q, 2, db_int(row, ROW_LAST));
	while ((got = db_step(q, e)) > 0)
		for (int i = 0; i < 2; i++)
			if (!db_is_null(q, i))
				fn(to, db_int(row, ROW_SEQ), entity_at(owners[i]), db_int(q, i), db_int(q, i));
	return got;
}

static int touch_row(struct store *s, struct stmt *row, journal_touch *fn, void *to, struct error *e)
{
	const struct entity *entity = entity_find(db_text(row, ROW_ENTITY));

	if (!entity)
		return 0;
	fn(to, db_int(row, ROW_SEQ), entity, db_int(row, ROW_FIRST), db_int(row, ROW_LAST));
	if (!db_is_null(row, ROW_BEFORE)) {
		int64_t former = db_int(row, ROW_BEFORE);

		fn(to, db_int(row, ROW_SEQ), entity_find(db_text(row, ROW_FIELD)), former, former);
	}
	return owners_of(entity->id) ? touch_owners(s, owners_of(entity->id), row, fn, to, e) : 0;
}

int journal_touched(struct store *s, int64_t *seq, journal_touch *fn, void *to, struct error *e)
{
	struct stmt *q = db_prepare(s->db, rows, e);
	int got;

	if (!q)
		return -1;
	db_bind_int(q, 1, *seq);
	while ((got = db_step(q, e)) > 0) {
		if (touch_row(s, q, fn, to, e) < 0) {
			db_reset(q);
			return -1;
		}
		*seq = db_int(q, ROW_SEQ);
	}
	return got;
}

/* The transaction's nonce makes it another one even where the same was done in the same second. */
static const char row_text[] =
	"SELECT printf('%d %d %s %s %d %d %d %s', j.seq, j.txn, t.nonce, t.at, j.record, j.last, j.version,"
	" j.entity || coalesce(' ' || j.field, ''))"
	" FROM journal j JOIN txn t ON t.id = j.txn WHERE j.seq = ?";

int journal_mark(struct store *s, int64_t seq, uint64_t *mark, struct error *e)
{
	static const uint64_t none[2];
	struct stmt *q = db_prepare(s->db, row_text, e);
	int got;

	*mark = 0;
	if (!q)
		return -1;
	db_bind_int(q, 1, seq);
	got = db_step(q, e);
	if (got > 0)
		*mark = map_hash(db_text(q, 0), strlen(db_text(q, 0)), none);
	db_reset(q);
	return got < 0 ? -1 : 0;
}
