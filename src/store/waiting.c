#include "store/waiting.h"

#include "store/db_private.h"
#include "store/sql.h"

#define COLUMNS 64 /* c0, c1 ...: as many as an entity may have */

/* What the table shows while a statement reads it. A field that is the same in all of the records, as the
 * time at which they were made is, stands in no column: it is bound once. */
struct waiting {
	struct record *const *records;
	size_t n;
	unsigned fields[COLUMNS]; /* the value that a column shows, by its index */
	unsigned nfields;
	unsigned same[COMMON_COUNT];
	unsigned nsame;
};

struct table_of {
	sqlite3_vtab base;
	const struct db *db;
};

struct cursor {
	sqlite3_vtab_cursor base;
	const struct waiting *shown;
	size_t row;
};

static int on_connect(sqlite3 *db, void *of, int argc, const char *const *argv, sqlite3_vtab **out,
		      char **error)
{
	struct sbuf sql = SBUF_INIT;
	struct table_of *t = sqlite3_malloc(sizeof(*t));
	int rc;

	(void)argc;
	(void)argv;
	(void)error;
	if (!t)
		return SQLITE_NOMEM;
	*t = (struct table_of){ .db = of };
	*out = &t->base;
	sbuf_puts(&sql, "CREATE TABLE waiting (");
	for (int i = 0; i < COLUMNS; i++)
		sbuf_printf(&sql, "%sc%d", i ? ", " : "", i);
	sbuf_puts(&sql, ")");
	rc = sqlite3_declare_vtab(db, sbuf_text(&sql));
	sbuf_free(&sql);
	return rc;
}

static int on_disconnect(sqlite3_vtab *t)
{
	sqlite3_free(t);
	return SQLITE_OK;
}

static int on_best_index(sqlite3_vtab *t, sqlite3_index_info *info)
{
	(void)t;
	info->estimatedCost = 1000;
	return SQLITE_OK;
}

static int on_open(sqlite3_vtab *t, sqlite3_vtab_cursor **out)
{
	struct cursor *c = sqlite3_malloc(sizeof(*c));

	(void)t;
	if (!c)
		return SQLITE_NOMEM;
	memset(c, 0, sizeof(*c));
	*out = &c->base;
	return SQLITE_OK;
}

static int on_close(sqlite3_vtab_cursor *c)
{
	sqlite3_free(c);
	return SQLITE_OK;
}

static int on_filter(sqlite3_vtab_cursor *base, int number, const char *text, int argc,
		     sqlite3_value **argv)
{
	struct cursor *c = (struct cursor *)base;

	(void)number;
	(void)text;
	(void)argc;
	(void)argv;
	c->shown = ((struct table_of *)base->pVtab)->db->waiting;
	c->row = 0;
	return SQLITE_OK;
}

static int on_next(sqlite3_vtab_cursor *base)
{
	((struct cursor *)base)->row++;
	return SQLITE_OK;
}

static int on_eof(sqlite3_vtab_cursor *base)
{
	const struct cursor *c = (const struct cursor *)base;

	return !c->shown || c->row >= c->shown->n;
}

static int on_column(sqlite3_vtab_cursor *base, sqlite3_context *to, int column)
{
	const struct cursor *c = (const struct cursor *)base;
	const struct record *r = c->shown->records[c->row];
	const struct field *f = &r->entity->fields[c->shown->fields[column]];
	struct value v = r->values[c->shown->fields[column]];
	char iso[STAMP_SIZE];

	if (v.kind == VALUE_NULL)
		return SQLITE_OK;
	if (v.kind == VALUE_TEXT) {
		sqlite3_result_text(to, v.s, -1, SQLITE_STATIC);
	} else if (f->type == FIELD_DATE) {
		date_write_iso((date_t)v.i, iso);
		sqlite3_result_text(to, iso, DATE_SIZE - 1, SQLITE_TRANSIENT);
	} else if (f->type == FIELD_STAMP) {
		stamp_write_iso(v.i, iso);
		sqlite3_result_text(to, iso, STAMP_SIZE - 1, SQLITE_TRANSIENT);
	} else {
		sqlite3_result_int64(to, v.i);
	}
	return SQLITE_OK;
}

static int on_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *id)
{
	*id = (sqlite3_int64)((const struct cursor *)base)->row;
	return SQLITE_OK;
}

int waiting_register(struct db *db)
{
	static const sqlite3_module module = {
		.xConnect = on_connect, .xBestIndex = on_best_index, .xDisconnect = on_disconnect,
		.xOpen = on_open, .xClose = on_close, .xFilter = on_filter, .xNext = on_next,
		.xEof = on_eof, .xColumn = on_column, .xRowid = on_rowid,
	};

	return sqlite3_create_module(db->handle, "waiting", &module, db);
}

/* Writing */

static bool any_has(const struct waiting *w, unsigned field)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->records[i]->values[field].kind != VALUE_NULL)
			return true;
	return false;
}

static bool all_have_the_same(const struct waiting *w, unsigned field)
{
	for (size_t i = 1; i < w->n; i++)
		if (!value_equal(w->records[i]->values[field], w->records[0]->values[field]))
			return false;
	return true;
}

/* Only what one of them has at all, and not the id: SQLite gives the next one at less cost than it takes to
 * see that a given one is free. Whether they all have the same is only asked of the common fields, so
 * that the statement is the same for nearly all. */
static void choose_fields(struct waiting *w, const struct entity *e)
{
	if (e->nfields > COLUMNS)
		BUG("%s has more than %d fields", e->name, COLUMNS);
	for (unsigned i = 0; i < e->nfields; i++) {
		if (i == FIELD_ID_ID || (e->fields[i].flags & FIELD_COMPUTED) || !any_has(w, i))
			continue;
		if (i < COMMON_COUNT && all_have_the_same(w, i))
			w->same[w->nsame++] = i;
		else
			w->fields[w->nfields++] = i;
	}
}

int waiting_insert(struct db *db, struct record *const *records, size_t n, struct error *err)
{
	const struct entity *e = records[0]->entity;
	struct waiting w = { .records = records, .n = n };
	struct stmt *q;
	int rc;

	choose_fields(&w, e);
	q = sql_insert_waiting(db, e, w.same, w.nsame, w.fields, w.nfields, err);
	if (!q)
		return -1;
	for (unsigned i = 0; i < w.nsame; i++)
		db_bind_value(q, (int)i + 1, &e->fields[w.same[i]], records[0]->values[w.same[i]]);
	db->waiting = &w;
	rc = db_run(q, err);
	db->waiting = NULL;
	if (rc == 0 && db_last_id(db) != records[n - 1]->id)
		BUG("a record got another id than it was promised");
	return rc;
}
