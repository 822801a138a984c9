/* Keeping the search index in step: which records' words were touched, and when they are indexed. */
#include "store/find.h"

#define MERGE_STEP 400 /* pages that one idle turn may write */
#define MERGE_FROM 200 /* changes after which merging is worth a transaction */

struct mark {
	enum entity_id entity;
	int64_t id;
};

struct find_queue {
	struct mark *marks;
	size_t n, room;
	int64_t changes; /* of the index since it was last tidied */
};

static void mark(struct store *s, const struct entity *e, int64_t id)
{
	struct find_queue *q = s->find ? s->find : (s->find = xcalloc(1, sizeof(*q)));
	struct mark *m = q->n ? &q->marks[q->n - 1] : NULL;

	if (m && m->entity == e->id && m->id == id)
		return;
	m = array_add(&q->marks, &q->n, &q->room, sizeof(*m));
	*m = (struct mark){ e->id, id };
}

/* Whoever the point belonged to before, whether it was moved by hand or by an undo. */
static int mark_former(struct store *s, const struct record *point, const char *field,
		       struct error *err)
{
	struct stmt *q = db_prepare(s->db,
				    "SELECT DISTINCT before FROM journal WHERE record = ?"
				    " AND entity = 'point' AND field = ? AND before IS NOT NULL", err);
	int got;

	if (!q)
		return -1;
	db_bind_int(q, 1, point->id);
	db_bind_text(q, 2, field);
	while ((got = db_step(q, err)) > 0)
		mark(s, entity_find(field), db_int(q, 0));
	return got;
}

/* The record that a contact point belongs to has the point's words. */
static int mark_owners(struct store *s, const struct record *point, const char *field,
		       struct error *err)
{
	struct value owner = record_get(point, field);

	if (owner.kind != VALUE_NULL)
		mark(s, entity_find(field), owner.i);
	return point->version > 1 ? mark_former(s, point, field, err) : 0;
}

int find_update(struct store *s, const struct record *r, struct error *err)
{
	if (r->entity->flags & ENTITY_FIND)
		mark(s, r->entity, r->id);
	if (r->entity->id != ENTITY_POINT)
		return 0;
	if (mark_owners(s, r, "customer", err) < 0)
		return -1;
	return mark_owners(s, r, "contact", err);
}

static int by_record(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;

	if (x->entity != y->entity)
		return x->entity < y->entity ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

int find_flush(struct store *s, struct error *err)
{
	struct find_queue *q = s->find;
	int rc = 0;

	if (!q || !q->n)
		return 0;
	qsort(q->marks, q->n, sizeof(*q->marks), by_record);
	for (size_t i = 0; rc >= 0 && i < q->n; i++) {
		if (i && !by_record(&q->marks[i - 1], &q->marks[i]))
			continue;
		rc = find_index(s, entity_at(q->marks[i].entity), q->marks[i].id, err);
		q->changes += rc > 0;
	}
	q->n = 0;
	return rc < 0 ? -1 : 0;
}

void find_forget(struct store *s)
{
	if (!s->find)
		return;
	free(s->find->marks);
	free(s->find);
	s->find = NULL;
}

/* FTS5 counts what it wrote: fewer than two changed rows mean that nothing was left to merge
 * (sqlite.org/fts5.html, 6.7). */
static int merge(struct store *s, struct error *err)
{
	struct stmt *q = db_prepare(s->db, "INSERT INTO find (find, rank) VALUES ('merge', ?)", err);
	int64_t before = db_total_changes(s->db);

	if (!q)
		return -1;
	db_bind_int(q, 1, MERGE_STEP);
	if (db_run(q, err) < 0)
		return -1;
	return db_total_changes(s->db) - before >= 2;
}

bool find_due(const struct store *s)
{
	return s->find && s->find->changes >= MERGE_FROM && !db_read_only(s->db);
}

int find_idle(struct store *s, struct error *err)
{
	int more = -1;

	if (!find_due(s))
		return 0;
	if (db_begin(s->db, err) == 0) {
		more = merge(s, err);
		if (more < 0)
			db_rollback(s->db);
		else if (db_commit(s->db, err) < 0)
			more = -1;
	}
	if (more <= 0)
		s->find->changes = 0; /* after a failure, too: later changes will make it due again */
	return more < 0 ? -1 : 0;
}
