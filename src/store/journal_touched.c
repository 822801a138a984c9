/* Following the journal: what its newer rows touched. */
#include "base/map.h"
#include "store/journal.h"

/* `before` is only read of a point's owners. */
static const char rows[] =
	"SELECT j.seq, j.entity, j.record, j.field,"
	" CASE WHEN j.entity = 'point' AND j.field IN ('customer', 'contact') THEN j.before END,"
	" p.customer, p.contact"
	" FROM journal j LEFT JOIN point p ON j.entity = 'point' AND p.id = j.record"
	" WHERE j.seq > ? ORDER BY j.seq";
enum { ROW_SEQ, ROW_ENTITY, ROW_RECORD, ROW_FIELD, ROW_BEFORE, ROW_CUSTOMER, ROW_CONTACT };

static void touch_owner(struct stmt *q, const char *entity, int col, journal_touch *fn, void *to)
{
	int64_t id = db_is_null(q, col) ? 0 : db_int(q, col);

	if (id)
		fn(to, db_int(q, ROW_SEQ), entity_find(entity), id, id);
}

static void touch_row(struct stmt *q, journal_touch *fn, void *to)
{
	const struct entity *e = entity_find(db_text(q, ROW_ENTITY));
	int64_t id = db_int(q, ROW_RECORD);

	if (e)
		fn(to, db_int(q, ROW_SEQ), e, id, id);
	touch_owner(q, "customer", ROW_CUSTOMER, fn, to);
	touch_owner(q, "contact", ROW_CONTACT, fn, to);
	if (!db_is_null(q, ROW_BEFORE))
		touch_owner(q, db_text(q, ROW_FIELD), ROW_BEFORE, fn, to);
}

int journal_touched(struct store *s, int64_t *seq, journal_touch *fn, void *to, struct error *e)
{
	struct stmt *q = db_prepare(s->db, rows, e);
	int got;

	if (!q)
		return -1;
	db_bind_int(q, 1, *seq);
	while ((got = db_step(q, e)) > 0) {
		touch_row(q, fn, to);
		*seq = db_int(q, ROW_SEQ);
	}
	return got;
}

/* The transaction's nonce makes it another one even where the same was done in the same second. */
static const char row_text[] =
	"SELECT printf('%d %d %s %s %d %d %s', j.seq, j.txn, t.nonce, t.at, j.record, j.version,"
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
