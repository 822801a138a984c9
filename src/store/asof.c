#include "store/asof.h"

#include <stdlib.h>

#include "store/order.h"

#define LATER " FROM journal j WHERE j.txn IN (SELECT x.id FROM txn x WHERE x.at > ?) AND j.field IS "

/* The records that were made after the instant. */
static const char made[] = "SELECT j.entity, j.record, coalesce(j.last, j.record)" LATER "NULL";

/* What was changed after it, the latest first: what stands before the earliest of them is what was. */
static const char later[] = "SELECT j.entity, j.record, coalesce(j.last, j.record), j.field, j.before, j.version"
			    LATER "NOT NULL ORDER BY j.seq DESC";
enum { ROW_ENTITY, ROW_FIRST, ROW_LAST, ROW_FIELD, ROW_BEFORE, ROW_VERSION };

#define UNBORN "2" /* in `removed`: the record was made later */

/* What the walk back met: entities, and the records that were made. */
struct past {
	bool touched[ENTITY_COUNT];
	struct run {
		enum entity_id entity;
		int64_t first, last;
	} *made;
	size_t nmade, room;
};

/* Its columns, in order, each behind `before`; with their types when they are declared. */
static void put_columns(struct sbuf *sql, const struct entity *e, bool declared)
{
	for (unsigned i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];

		if (f->flags & FIELD_COMPUTED)
			continue;
		sbuf_printf(sql, "%s\"%s\"", i ? ", " : "", f->name);
		if (declared)
			sbuf_puts(sql, i == FIELD_ID_ID	 ? " INTEGER PRIMARY KEY" :
				       field_is_whole(f) ? " INTEGER" :
							 " TEXT");
	}
}

static void put_table(struct sbuf *sql, const struct entity *e)
{
	sbuf_printf(sql, "CREATE TEMP TABLE \"asof_%s\" (", e->name);
	put_columns(sql, e, true);
	sbuf_puts(sql, ");");
}

static void put_view(struct sbuf *sql, const struct entity *e)
{
	sbuf_printf(sql, "CREATE TEMP VIEW \"%s\" AS SELECT ", e->name);
	put_columns(sql, e, false);
	sbuf_printf(sql, " FROM main.\"%s\" WHERE id NOT IN (SELECT id FROM temp.\"asof_%s\")", e->name, e->name);
	sbuf_puts(sql, " UNION ALL SELECT ");
	put_columns(sql, e, false);
	sbuf_printf(sql, " FROM temp.\"asof_%s\" WHERE removed < " UNBORN ";", e->name);
}

/* Runs it for the records that the row tells of. */
static int run_on(struct store *s, const struct sbuf *sql, struct stmt *row, bool values, struct error *e)
{
	struct stmt *q = db_prepare(s->db, sql->data, e);

	if (!q)
		return -1;
	db_bind_int(q, 1, db_int(row, ROW_FIRST));
	db_bind_int(q, 2, db_int(row, ROW_LAST));
	if (values) {
		db_bind_int(q, 3, db_int(row, ROW_VERSION) - 1);
		db_bind_text(q, 4, db_is_null(row, ROW_BEFORE) ? NULL : db_text(row, ROW_BEFORE));
	}
	return db_run(q, e);
}

static struct run run_of(const struct entity *of, struct stmt *row)
{
	return (struct run){ of->id, db_int(row, ROW_FIRST), db_int(row, ROW_LAST) };
}

/* Of these nothing else is asked: whatever became of them later, then they were not. */
static int unmake(struct store *s, struct past *p, const struct entity *of, struct stmt *row, struct error *e)
{
	struct sbuf sql = SBUF_INIT;
	int rc;

	*(struct run *)array_add(&p->made, &p->nmade, &p->room, sizeof(*p->made)) = run_of(of, row);
	sbuf_printf(&sql, "INSERT INTO \"asof_%s\" (id, removed) SELECT id, " UNBORN " FROM main.\"%s\""
			  " WHERE id BETWEEN ?1 AND ?2", of->name, of->name);
	rc = run_on(s, &sql, row, false, e);
	sbuf_free(&sql);
	return rc;
}

/* In order, a record being made but once; the same for what lies within the other. */
static int run_order(const void *pa, const void *pb)
{
	const struct run *a = pa, *b = pb;

	if (a->entity != b->entity)
		return a->entity < b->entity ? -1 : 1;
	return a->first < b->first ? -1 : a->last > b->last;
}

static bool was_made(const struct past *p, const struct run *run)
{
	return p->nmade && bsearch(run, p->made, p->nmade, sizeof(*run), run_order);
}

/* Records as they are now, of which the rows then take back one change after the other. */
static int copy_records(struct store *s, const struct entity *of, struct stmt *row, struct error *e)
{
	struct sbuf sql = SBUF_INIT;
	int rc;

	sbuf_printf(&sql, "INSERT OR IGNORE INTO \"asof_%s\" SELECT ", of->name);
	put_columns(&sql, of, false);
	sbuf_printf(&sql, " FROM main.\"%s\" WHERE id BETWEEN ?1 AND ?2", of->name);
	rc = run_on(s, &sql, row, false, e);
	sbuf_free(&sql);
	return rc;
}

static int take_back(struct store *s, struct past *p, const struct entity *of, struct stmt *row, struct error *e)
{
	const struct field *f = entity_field(of, db_text(row, ROW_FIELD));
	struct run run = run_of(of, row);
	struct sbuf sql = SBUF_INIT;
	int rc;

	if (!f || was_made(p, &run))
		return 0;
	if (copy_records(s, of, row, e) < 0)
		return -1;
	sbuf_printf(&sql, "UPDATE \"asof_%s\" SET version = ?3, \"%s\" = ?4 WHERE id BETWEEN ?1 AND ?2", of->name,
		    f->name);
	rc = run_on(s, &sql, row, true, e);
	sbuf_free(&sql);
	return rc;
}

static int walk(struct store *s, struct past *p, const char *sql,
		int (*each)(struct store *, struct past *, const struct entity *, struct stmt *, struct error *),
		struct error *e)
{
	struct stmt *row = db_prepare(s->db, sql, e);
	char stamp[STAMP_SIZE];
	int got = -1;

	if (!row)
		return -1;
	stamp_write_iso(s->asof, stamp);
	db_bind_text(row, 1, stamp);
	while ((got = db_step(row, e)) > 0) {
		const struct entity *of = entity_find(db_text(row, ROW_ENTITY));

		if (!of)
			continue;
		p->touched[of->id] = true;
		if (each(s, p, of, row, e) < 0) {
			db_reset(row);
			return -1;
		}
	}
	return got;
}

/* Tables for all before anything is read; views only of what was touched. */
static int shadow(struct store *s, const bool *touched, struct error *e)
{
	struct sbuf sql = SBUF_INIT;
	int rc;

	for (int i = 0; i < ENTITY_COUNT; i++)
		if (!touched)
			put_table(&sql, entity_at((enum entity_id)i));
		else if (touched[i])
			put_view(&sql, entity_at((enum entity_id)i));
	rc = db_temporary(s->db, sbuf_text(&sql), e);
	sbuf_free(&sql);
	return rc;
}

int asof_begin(struct store *s, int64_t at, struct error *e)
{
	struct past past = { 0 };
	int rc;

	order_forget(s);
	s->asof = at;
	s->context.now = at;
	s->context.today = stamp_date(at);
	rc = shadow(s, NULL, e) < 0 ? -1 : walk(s, &past, made, unmake, e);
	if (past.nmade)
		qsort(past.made, past.nmade, sizeof(*past.made), run_order);
	if (rc == 0)
		rc = walk(s, &past, later, take_back, e) < 0 ? -1 : shadow(s, past.touched, e);
	free(past.made);
	return rc;
}

void asof_end(struct store *s)
{
	s->asof = 0;
	order_forget(s);
}
