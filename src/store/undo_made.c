/* The records that a transaction made: undoing it removes them, doing it again brings them back. They are
 * few spans of ids however many they are, and all that is asked and written is so by the span. */
#include "store/journal.h"
#include "store/sql.h"
#include "store/undo.h"

/* Reading */

static void add_span(struct made *m, int64_t first, int64_t last)
{
	if (m->n && m->spans[m->n - 1].last + 1 == first)
		m->spans[m->n - 1].last = last;
	else
		*(struct span *)array_add(&m->spans, &m->n, &m->room, sizeof(struct span)) =
			(struct span){ first, last };
}

int made_load(struct store *s, struct target *to, struct error *e)
{
	static const char sql[] = "SELECT entity, record, coalesce(last, record) FROM journal"
				  " WHERE txn = ? AND field IS NULL ORDER BY entity, record";
	struct stmt *q = db_prepare(s->db, sql, e);
	int got;

	if (!q)
		return -1;
	db_bind_int(q, 1, to->id);
	while ((got = db_step(q, e)) == 1)
		add_span(&to->made[entity_find(db_text(q, 0))->id], db_int(q, 1), db_int(q, 2));
	return got;
}

void made_free(struct target *to)
{
	for (size_t i = 0; i < LENGTH(to->made); i++)
		free(to->made[i].spans);
}

static bool holds(const struct made *m, int64_t id)
{
	size_t low = 0, high = m->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (m->spans[middle].last < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < m->n && m->spans[low].first <= id;
}

bool made_holds(const struct target *to, const struct entity *entity, int64_t record)
{
	return holds(&to->made[entity->id], record);
}

/* From the first to the last; what lies between and is not among them is sorted out by who asks. */
static struct span whole(const struct made *m)
{
	return m->n ? (struct span){ m->spans[0].first, m->spans[m->n - 1].last } : (struct span){ 0, 0 };
}

/* Looking */

/* A record made by the transaction that somebody worked on since: his work would go with it. */
static int check_edited(struct store *s, struct target *to, const struct entity *entity,
			struct error *e)
{
	static const char sql[] =
		"SELECT k.record FROM journal k JOIN txn t ON t.id = k.txn WHERE k.entity = ?1"
		" AND k.record BETWEEN ?2 AND ?3 AND k.field IS NOT NULL AND k.txn <> ?4"
		" AND t.kind = 'do' AND t.undone_by IS NULL ORDER BY k.record";
	const struct made *made = &to->made[entity->id];
	struct stmt *q = db_prepare(s->db, sql, e);
	int got;

	if (!q)
		return -1;
	db_bind_text(q, 1, entity->name);
	db_bind_int(q, 2, whole(made).first);
	db_bind_int(q, 3, whole(made).last);
	db_bind_int(q, 4, to->id);
	while ((got = db_step(q, e)) == 1)
		if (holds(made, db_int(q, 0)))
			undo_changed_since(s, to, entity, db_int(q, 0), NULL);
	return got;
}

static struct span longest(const struct made *m)
{
	struct span best = { 0, -1 };

	for (size_t i = 0; i < m->n; i++)
		if (m->spans[i].last - m->spans[i].first > best.last - best.first)
			best = m->spans[i];
	return best;
}

/* A record that is not of the transaction and points at one that it made. */
static int check_field_to(struct store *s, struct target *to, const struct entity *entity,
			  const struct entity *from, const struct field *f, struct error *e)
{
	const struct made *made = &to->made[entity->id], *own = &to->made[from->id];
	struct stmt *q = sql_pointing(s->db, from, f, e);
	int got;

	if (!q)
		return -1;
	db_bind_int(q, 1, whole(made).first);
	db_bind_int(q, 2, whole(made).last);
	db_bind_int(q, 3, longest(own).first);
	db_bind_int(q, 4, longest(own).last);
	while ((got = db_step(q, e)) == 1)
		if (!holds(own, db_int(q, 0)) && holds(made, db_int(q, 1)))
			undo_points_at(s, to, from, db_int(q, 0));
	return got;
}

static int check_pointed_at(struct store *s, struct target *to, const struct entity *made,
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

int made_check(struct store *s, struct target *to, struct error *e)
{
	for (int k = 0; k < ENTITY_COUNT; k++) {
		const struct entity *entity = entity_at((enum entity_id)k);

		if (to->made[k].n && (check_edited(s, to, entity, e) < 0 ||
				      check_pointed_at(s, to, entity, e) < 0))
			return -1;
	}
	return 0;
}

/* Writing */

/* Records that follow each other and have the same version: one row of the journal tells of them. */
struct run {
	struct span span;
	int64_t version;
};

#define PIECE 4096 /* records in one statement: SQLite keeps what their pages were until it ends */

static int put_run(struct store *s, struct journal_txn *t, const struct target *to,
		   const struct entity *entity, const struct run *run, struct error *e)
{
	for (int64_t first = run->span.first; first <= run->span.last; first += PIECE) {
		int64_t last = first + PIECE - 1 < run->span.last ? first + PIECE - 1 : run->span.last;

		if (sql_remove_span(s->db, entity, first, last, to->back, run->version + 1,
				    s->context.now, e) < 0)
			return -1;
	}
	return journal_add_range(s, t, entity, run->span.first, run->span.last, run->version + 1,
				 "removed", to->back ? "0" : "1", to->back ? "1" : "0", e);
}

/* What the transaction made and removed again itself is not there to be removed, nor to come back. */
static int removed_itself(struct store *s, const struct target *to, const struct entity *entity,
			  int64_t id, struct error *e)
{
	static const char sql[] = "SELECT after = '1' FROM journal WHERE record = ? AND entity = ?"
				  " AND txn = ? AND field = 'removed' ORDER BY seq DESC LIMIT 1";
	struct stmt *q = db_prepare(s->db, sql, e);
	int64_t removed;

	if (!q)
		return -1;
	db_bind_int(q, 1, id);
	db_bind_text(q, 2, entity->name);
	db_bind_int(q, 3, to->id);
	return db_one(q, 0, &removed, e) < 0 ? -1 : (int)removed;
}

static int removes(struct store *s, const struct target *to, struct error *e)
{
	struct stmt *q = db_prepare(s->db,
				    "SELECT 1 FROM journal WHERE txn = ? AND field = 'removed' LIMIT 1", e);
	int64_t some;

	if (!q)
		return -1;
	db_bind_int(q, 1, to->id);
	return db_one(q, 0, &some, e) < 0 ? -1 : (int)some;
}

/* Whether the record at hand comes or goes with the rest: 1, 0, or -1 with the error set. */
static int takes_part(struct store *s, const struct target *to, const struct entity *entity,
		      int64_t id, bool picky, struct error *e)
{
	int itself = picky ? removed_itself(s, to, entity, id, e) : 0;

	return itself < 0 ? -1 : !itself && made_holds(to, entity, id);
}

/* All of the runs are known before the first is written: a statement does not see its own changes come. */
static int find_runs(struct store *s, const struct target *to, const struct entity *entity,
		     struct run **runs, size_t *n, struct error *e)
{
	struct span all = whole(&to->made[entity->id]);
	struct stmt *q = sql_span(s->db, entity, e);
	int picky = removes(s, to, e), got = -1, part = 0;
	size_t room = 0;

	if (!q || picky < 0)
		return -1;
	db_bind_int(q, 1, all.first);
	db_bind_int(q, 2, all.last);
	db_bind_int(q, 3, !to->back);
	while (part >= 0 && (got = db_step(q, e)) == 1) {
		int64_t id = db_int(q, 0), version = db_int(q, 1);
		struct run *run = *n ? &(*runs)[*n - 1] : NULL;

		part = takes_part(s, to, entity, id, picky, e);
		if (part <= 0)
			continue;
		if (run && run->span.last + 1 == id && run->version == version)
			run->span.last = id;
		else
			*(struct run *)array_add(runs, n, &room, sizeof(*run)) =
				(struct run){ { id, id }, version };
	}
	db_reset(q);
	return part < 0 ? -1 : got;
}

static int put_entity(struct store *s, struct journal_txn *t, const struct target *to,
		      const struct entity *entity, struct error *e)
{
	struct run *runs = NULL;
	size_t n = 0;
	int rc = find_runs(s, to, entity, &runs, &n, e);

	for (size_t i = 0; i < n && rc == 0; i++)
		rc = put_run(s, t, to, entity, &runs[i], e);
	free(runs);
	return rc;
}

int made_put(struct store *s, struct journal_txn *t, const struct target *to, struct error *e)
{
	for (int k = 0; k < ENTITY_COUNT; k++)
		if (to->made[k].n && put_entity(s, t, to, entity_at((enum entity_id)k), e) < 0)
			return -1;
	return 0;
}
