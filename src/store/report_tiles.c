#include "store/report_tiles.h"

#include "base/intl.h"
#include "store/explain.h"
#include "store/order.h"

#define TILE_ROWS 8 /* the rest is behind it */

enum {
	TILE_ID,
	TILE_NAME,
	TILE_ENTITY,
	TILE_FILTER,
	TILE_SORT,
	TILE_COLUMNS,
	TILE_KIND,
	TILE_GROUPED
};

static const char tiles[] =
    "SELECT t.id, t.name, t.entity, t.filter, t.sort, t.columns, t.kind, t.grouped FROM view t"
    " WHERE t.tile = 1 AND t.removed = 0";

/* A view that says nothing about an order or columns has those of its entity. */
static const char *said(struct stmt *q, int col)
{
	return db_is_null(q, col) ? NULL : db_text(q, col);
}

/* How many there are, beside the head */

static const struct figure tile_count = { "tile_count", N_("How many"), FIELD_INT, .made = "count",
					  .words = N_("The records that the view's filter fits.") };
static const struct figure tile_ahead = { "tile_count", N_("How many"), FIELD_INT, .made = "count",
					  .words = N_("What the calendar has from today on that is not done.") };
static const struct figure tile_groups = { "tile_count", N_("How many"), FIELD_INT, .made = "length",
					   .words = N_("The groups, or columns, that have any records.") };

/* Groups */

/* What a board or a list in groups has as its field; NULL: it has none. */
static const char *group_of(const struct entity *e, struct stmt *row)
{
	const char *kind = said(row, TILE_KIND), *grouped = said(row, TILE_GROUPED);

	if (kind && !strcmp(kind, "board") && !grouped)
		return e->id == ENTITY_DEAL ? "stage" : NULL;
	return grouped;
}

/* The columns that are summed: those of the entity's list; "id" where there is none. */
static void summed_columns(struct sbuf *out, const struct entity *e)
{
	for (unsigned i = 0; i < e->nfields; i++)
		if (e->fields[i].flags & FIELD_SUM && e->fields[i].flags & FIELD_LIST &&
		    !(e->fields[i].flags & FIELD_COMPUTED))
			sbuf_printf(out, "%s%s", out->len ? "," : "", e->fields[i].name);
	if (!out->len)
		sbuf_puts(out, "id");
}

/* The records of one group, for Enter; of what cannot be said there are none. */
static void group_drill(struct table *t, struct row *r, const struct select *q, struct value v, const char *filter)
{
	struct sbuf expr = SBUF_INIT;

	if (filter)
		sbuf_printf(&expr, "(%s) ", filter);
	if (path_term(&expr, &q->group, v)) {
		r->drill = arena_strdup(&t->arena, sbuf_text(&expr));
		r->drill_entity = q->entity;
	}
	sbuf_free(&expr);
}

/* How many there are in a group goes by the name of what they are. */
static void add_count(struct table *t, const struct entity *e)
{
	struct figure *set = arena_alloc(&t->arena, 2 * sizeof(*set));

	set[0] = (struct figure){ "records", e->plural, FIELD_INT, 9, .made = "count",
				  .words = N_("The records of this group.") };
	set[1] = (struct figure){ NULL };
	table_add_figures(t, set);
}

/* Each that is shown, with how many records it has, and the others. */
static void say_groups(struct table *t, const struct select *q)
{
	const struct store *s = q->store;
	struct said *count = table_say(t, SAID_NOTE, &tile_groups, (double)t->total, NULL, NULL);
	double others = (double)(t->total - (int64_t)t->nrows);

	for (size_t i = 0; i < t->nrows; i++) {
		struct value name = t->rows[i].cells[0];
		const char *what = bill_show(s, &t->columns[0].field, name, &t->arena);

		said_term(t, count, (struct term){ .sign = '+', .number = 1, .what = *what ? what : _("none"),
						   .shown = bill_show(s, &t->columns[1].field, t->rows[i].cells[1],
								      &t->arena) });
	}
	if (others > 0)
		said_term(t, count, (struct term){ .sign = '+', .number = others, .what = _("others"),
						   .shown = figure_show(s, FIELD_INT, others, NULL, &t->arena) });
}

static struct table *groups_table(const struct select *q, const struct grouped *g, const char *filter)
{
	const struct field *f = path_field(&q->group); /* what the groups have may be gone before the table is */
	struct table *t = table_new("tile");
	size_t most = g->n < TILE_ROWS ? g->n : TILE_ROWS;

	table_add_field(t, f)->field.width = 24;
	add_count(t, q->entity);
	for (size_t k = 0; k < q->ncolumns; k++)
		if (path_field(&q->columns[k])->flags & FIELD_SUM)
			table_add_field(t, path_field(&q->columns[k]))->field.width = 15;
	for (size_t i = 0; i < most; i++) {
		struct row *r = table_add_row(t);
		size_t at = 2;

		table_set(t, r, 0, g->values->rows[i].cells[0]);
		table_set(t, r, 1, value_int(g->starts[i + 1] - g->starts[i]));
		for (size_t k = 0; k < q->ncolumns; k++) {
			const struct field *sum = path_field(&q->columns[k]);
			int64_t n = g->sums[i * q->ncolumns + k];

			if (sum->flags & FIELD_SUM)
				table_set(t, r, at++,
					  sum->type == FIELD_MONEY
					      ? value_money(n, q->store->currency)
					      : value_int(n));
		}
		group_drill(t, r, q, g->values->rows[i].cells[0], filter);
	}
	t->total = (int64_t)g->n;
	say_groups(t, q);
	return t;
}

/* A line for each group, or column of a board: how many, and what they come to. */
static struct table *ask_groups(struct store *s, const struct entity *e, struct stmt *row,
				const char *group, struct error *err)
{
	const char *filter = said(row, TILE_FILTER), *kind = said(row, TILE_KIND);
	bool stages = kind && !strcmp(kind, "board") && !strcmp(group, "stage");
	struct sbuf columns = SBUF_INIT;
	const struct grouped *g = NULL;
	const struct lineup *l;
	struct table *t = NULL;
	struct select q;

	summed_columns(&columns, e);
	select_begin(&q, s, e, false);
	if (select_where(&q, filter, err) == 0 &&
	    (!stages || select_where(&q, "stage:open", err) == 0) &&
	    select_group(&q, group, err) == 0 && select_order(&q, NULL, err) == 0 &&
	    select_columns(&q, sbuf_text(&columns), err) == 0) {
		l = order_lineup(&q, false, err);
		g = l ? order_grouped(&q, l, err) : NULL;
	}
	if (g)
		t = groups_table(&q, g, filter);
	select_end(&q);
	sbuf_free(&columns);
	return t;
}

/* What comes next in a calendar. */
static struct table *ask_calendar(struct store *s, struct stmt *row, struct error *err)
{
	const char *filter = said(row, TILE_FILTER);
	struct sbuf expr = SBUF_INIT;
	struct table *t = NULL;
	struct select q;

	select_begin(&q, s, entity_at(ENTITY_ACTIVITY), false);
	sbuf_printf(&expr, filter ? "(%s) " : "%s", filter ? filter : "");
	sbuf_puts(&expr, "done:null (start>=today or (start:null due>=today))");
	if (calendar_owner(s, said(row, TILE_COLUMNS), &expr, err) == 0 &&
	    select_where(&q, sbuf_text(&expr), err) == 0 &&
	    select_columns(&q, "due,start,kind,customer,contact,subject,owner", err) == 0) {
		select_order_by(&q, "coalesce(t.start, t.due), t.id");
		t = select_page(&q, "tile", 0, TILE_ROWS, err);
	}
	if (t)
		table_say(t, SAID_NOTE, &tile_ahead, (double)t->total, t->entity, sbuf_text(&expr));
	select_end(&q);
	sbuf_free(&expr);
	return t;
}

static struct table *ask(struct store *s, const struct entity *e, struct stmt *row,
			 struct error *err)
{
	const char *kind = said(row, TILE_KIND), *group = group_of(e, row);
	struct table *t = NULL;
	struct select q;

	if (kind && !strcmp(kind, "calendar"))
		return ask_calendar(s, row, err);
	if (group)
		return ask_groups(s, e, row, group, err);
	select_begin(&q, s, e, false);
	if (select_where(&q, said(row, TILE_FILTER), err) == 0 &&
	    select_order(&q, said(row, TILE_SORT), err) == 0 &&
	    select_columns(&q, said(row, TILE_COLUMNS), err) == 0)
		t = select_page(&q, "tile", 0, TILE_ROWS, err);
	select_end(&q);
	return t;
}

/* A field may be gone, or a name mean two people by now: the tile says so where its rows would
 * stand. */
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
	const char *filter = said(row, TILE_FILTER);
	struct error why = { 0 };
	struct table *t;

	if (!e)
		return 0;
	t = ask(s, e, row, &why);
	if (!t && why.kind != ERROR_USAGE && why.kind != ERROR_CONFLICT &&
	    why.kind != ERROR_ABSENT) {
		if (err)
			*err = why;
		return -1;
	}
	if (!t)
		t = trouble(&why);
	t->name = arena_printf(&t->arena, "tile-%lld", (long long)db_int(row, TILE_ID));
	t->title = arena_strdup(&t->arena, db_text(row, TILE_NAME));
	if (t->entity == e && !t->said)
		table_say(t, SAID_NOTE, &tile_count, (double)t->total, e, filter ? filter : "");
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
