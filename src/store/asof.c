#include "store/asof.h"

#include "store/order.h"

/* The rows after the instant, the latest first: what stands before the earliest of them is what was. */
static const char later[] =
	"SELECT j.entity, j.record, coalesce(j.last, j.record), j.field, j.before, j.version"
	" FROM journal j WHERE j.txn IN (SELECT x.id FROM txn x WHERE x.at > ?) ORDER BY j.seq DESC";
enum { ROW_ENTITY, ROW_FIRST, ROW_LAST, ROW_FIELD, ROW_BEFORE, ROW_VERSION };

#define UNBORN "2" /* in `removed`: the record was made later */

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
				       db_is_number(f) ? " INTEGER" :
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

/* A row without a field tells that the records were made. */
static int take_back(struct store *s, const struct entity *of, struct stmt *row, struct error *e)
{
	const struct field *f = db_is_null(row, ROW_FIELD) ? NULL : entity_field(of, db_text(row, ROW_FIELD));
	struct sbuf sql = SBUF_INIT;
	int rc;

	if (!f && !db_is_null(row, ROW_FIELD))
		return 0;
	sbuf_printf(&sql, "UPDATE \"asof_%s\" SET ", of->name);
	if (f)
		sbuf_printf(&sql, "version = ?3, \"%s\" = ?4", f->name);
	else
		sbuf_puts(&sql, "removed = " UNBORN);
	sbuf_puts(&sql, " WHERE id BETWEEN ?1 AND ?2");
	rc = run_on(s, &sql, row, f != NULL, e);
	sbuf_free(&sql);
	return rc;
}

static int walk_back(struct store *s, int64_t at, bool *touched, struct error *e)
{
	struct stmt *row = db_prepare(s->db, later, e);
	char stamp[STAMP_SIZE];
	int got = -1;

	if (!row)
		return -1;
	stamp_write_iso(at, stamp);
	db_bind_text(row, 1, stamp);
	while ((got = db_step(row, e)) > 0) {
		const struct entity *of = entity_find(db_text(row, ROW_ENTITY));

		if (!of)
			continue;
		touched[of->id] = true;
		if (copy_records(s, of, row, e) < 0 || take_back(s, of, row, e) < 0) {
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
	bool touched[ENTITY_COUNT] = { false };

	order_forget(s);
	s->asof = at;
	s->context.now = at;
	s->context.today = stamp_date(at);
	return shadow(s, NULL, e) < 0 || walk_back(s, at, touched, e) < 0 ? -1 : shadow(s, touched, e);
}

void asof_end(struct store *s)
{
	s->asof = 0;
	order_forget(s);
}
