#include "store/report_tiles.h"

#include "base/intl.h"

#define TILE_ROWS 8 /* the rest is behind it */

enum { TILE_ID, TILE_NAME, TILE_ENTITY, TILE_FILTER, TILE_SORT, TILE_COLUMNS };

static const char tiles[] = "SELECT t.id, t.name, t.entity, t.filter, t.sort, t.columns FROM view t"
			    " WHERE t.tile = 1 AND t.removed = 0";

/* A view that says nothing about an order or columns has those of its entity. */
static const char *said(struct stmt *q, int col)
{
	return db_is_null(q, col) ? NULL : db_text(q, col);
}

static struct table *ask(struct store *s, const struct entity *e, struct stmt *row, struct error *err)
{
	struct table *t = NULL;
	struct select q;

	select_begin(&q, s, e, false);
	if (select_where(&q, said(row, TILE_FILTER), err) == 0 &&
	    select_order(&q, said(row, TILE_SORT), err) == 0 &&
	    select_columns(&q, said(row, TILE_COLUMNS), err) == 0)
		t = select_page(&q, "tile", 0, TILE_ROWS, err);
	select_end(&q);
	return t;
}

/* A field may be gone, or a name mean two people by now: the tile says so where its rows would stand. */
static struct table *trouble(const struct error *e)
{
	struct table *t = table_new("tile");

	table_add_column(t, "trouble", "", FIELD_TEXT)->field.width = 70;
	table_set(t, table_add_row(t), 0, value_text(e->text));
	t->rows[0].tone = TONE_ATTENTION;
	t->total = 1;
	return t;
}

static int add_tile(struct store *s, struct answer *a, struct stmt *row, struct error *err)
{
	const struct entity *e = entity_find(db_text(row, TILE_ENTITY));
	struct error why = { 0 };
	struct table *t;

	if (!e)
		return 0;
	t = ask(s, e, row, &why);
	if (!t && why.kind != ERROR_USAGE && why.kind != ERROR_CONFLICT && why.kind != ERROR_ABSENT) {
		if (err)
			*err = why;
		return -1;
	}
	if (!t)
		t = trouble(&why);
	t->name = arena_printf(&t->arena, "tile-%lld", (long long)db_int(row, TILE_ID));
	t->title = arena_strdup(&t->arena, db_text(row, TILE_NAME));
	answer_add_table(a, t);
	return 0;
}

int report_add_tiles(struct store *s, struct answer *a, struct error *err)
{
	struct sbuf sql = SBUF_INIT;
	struct stmt *q;
	int got = -1;

	sbuf_puts(&sql, tiles);
	rights_visible(s, &sql, entity_at(ENTITY_VIEW), "t");
	sbuf_puts(&sql, " ORDER BY t.name COLLATE fold, t.id");
	q = db_prepare(s->db, sql.data, err);
	while (q && (got = db_step(q, err)) > 0)
		if (add_tile(s, a, q, err) < 0) {
			got = -1;
			break;
		}
	if (q)
		db_reset(q);
	sbuf_free(&sql);
	return got;
}
