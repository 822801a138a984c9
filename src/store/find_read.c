/* What a record is found by: its title, its fields that say FIELD_FIND, and how it is reached. */
#include "store/find_shelf.h"

#include "base/date.h"
#include "store/db.h"

/* id, when, removed, title, and the rest. */
enum { COL_ID, COL_WHEN, COL_REMOVED, COL_TITLE };

static int rows_sql(struct sbuf *sql, const struct entity *e, bool one)
{
	int columns = 1;

	sbuf_printf(sql, "SELECT id, updated, removed, \"%s\"", e->title);
	for (unsigned i = 0; i < e->nfields; i++)
		if (e->fields[i].flags & FIELD_FIND && strcmp(e->fields[i].name, e->title)) {
			sbuf_printf(sql, ", \"%s\"", e->fields[i].name);
			columns++;
		}
	sbuf_printf(sql, " FROM \"%s\"%s", e->name, one ? " WHERE id = ?" : " ORDER BY id");
	return columns;
}

static bool has_points(const struct entity *e)
{
	return e->id == ENTITY_CUSTOMER || e->id == ENTITY_CONTACT;
}

static struct stmt *points(struct store *s, const struct entity *e, int64_t id, struct error *err)
{
	char sql[200];
	struct stmt *q;

	snprintf(sql, sizeof(sql),
		 "SELECT %s, value, city FROM point WHERE %s %s AND removed = 0 ORDER BY %s, kind, id", e->name,
		 e->name, id ? "= ?" : "IS NOT NULL", e->name);
	q = db_prepare(s->db, sql, err);
	if (q && id)
		db_bind_int(q, 1, id);
	return q;
}

struct reading {
	struct stmt *rows, *points; /* points is NULL when there are none, or no more */
	int columns;
	struct sbuf entry;
};

static void put(struct sbuf *entry, struct stmt *q, int col)
{
	const char *text = db_text(q, col);

	search_put(entry, text, strlen(text));
}

/* The points of both statements come in the order of their owners. */
static int put_points(struct reading *r, int64_t id, struct error *err)
{
	int got = 1;

	while (r->points && db_int(r->points, 0) <= id) {
		if (db_int(r->points, 0) == id) {
			put(&r->entry, r->points, 1);
			put(&r->entry, r->points, 2);
		}
		got = db_step(r->points, err);
		if (got <= 0)
			r->points = NULL;
	}
	return got < 0 ? -1 : 0;
}

static uint32_t when_of(const char *stamp)
{
	int64_t at;

	if (stamp_read_iso(stamp, &at) < 0 || at < 0)
		return 0;
	return at > UINT32_MAX ? UINT32_MAX : (uint32_t)at;
}

/* Texts, and behind them whether the record was removed. */
static int make_entry(struct reading *r, struct error *err)
{
	const char *title = db_text(r->rows, COL_TITLE);
	int rc;

	sbuf_reset(&r->entry);
	search_put(&r->entry, title, strlen(title));
	for (int i = 1; i < r->columns; i++)
		put(&r->entry, r->rows, COL_TITLE + i);
	rc = put_points(r, db_int(r->rows, COL_ID), err);
	sbuf_putc(&r->entry, db_int(r->rows, COL_REMOVED) ? FIND_REMOVED : FIND_LIVE);
	sbuf_putc(&r->entry, FIND_END);
	return rc;
}

static int read_rows(struct reading *r, find_take *take, void *to, struct error *err)
{
	int got;

	if (r->points && (got = db_step(r->points, err)) <= 0) {
		r->points = NULL;
		if (got < 0)
			return -1;
	}
	while ((got = db_step(r->rows, err)) > 0)
		if (make_entry(r, err) < 0 ||
		    take(to, db_int(r->rows, COL_ID), when_of(db_text(r->rows, COL_WHEN)), r->entry.data,
			 r->entry.len, err) < 0)
			return -1;
	return got;
}

int find_read(struct store *s, const struct entity *e, int64_t id, find_take *take, void *to,
	      struct error *err)
{
	struct reading r = { 0 };
	struct sbuf sql = SBUF_INIT;
	struct stmt *of_points;
	int rc = -1;

	r.columns = rows_sql(&sql, e, id != 0);
	r.rows = db_prepare(s->db, sbuf_text(&sql), err);
	of_points = r.points = r.rows && has_points(e) ? points(s, e, id, err) : NULL;
	if (r.rows && id)
		db_bind_int(r.rows, 1, id);
	if (r.rows && (r.points || !has_points(e)))
		rc = read_rows(&r, take, to, err);
	if (r.rows)
		db_reset(r.rows);
	if (of_points)
		db_reset(of_points);
	sbuf_free(&r.entry);
	sbuf_free(&sql);
	return rc;
}
