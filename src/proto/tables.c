/* Tables on the wire: heads (what the table and its columns are), then rows. */
#include "proto/wire.h"

#define COLUMNS_MAX 256 /* what a hostile head may make us allocate */

static const struct member table_members[] = {
    {"name", MEMBER_TEXT, offsetof(struct table, name)},
    {"title", MEMBER_TEXT, offsetof(struct table, title)},
    {"note", MEMBER_TEXT, offsetof(struct table, note)},
    {"entity", MEMBER_ENTITY, offsetof(struct table, entity)},
    {"offset", MEMBER_INT64, offsetof(struct table, offset)},
    {"drill", MEMBER_TEXT, offsetof(struct table, drill)},
    {"total", MEMBER_INT64, offsetof(struct table, total)},
    {"chart_label", MEMBER_INT32, offsetof(struct table, chart_label)},
    {"chart_value", MEMBER_INT32, offsetof(struct table, chart_value)},
};

/* A column that copies an entity's field says which one (`of`, `field`): choices, checks and help
 * come from the model of whoever reads it. */
struct column_origin {
	const struct entity *entity;
	const char *field;
};

static const struct member origin_members[] = {
    {"of", MEMBER_ENTITY, offsetof(struct column_origin, entity)},
    {"field", MEMBER_TEXT, offsetof(struct column_origin, field)},
};

static const struct member column_members[] = {
    {"name", MEMBER_TEXT, offsetof(struct column, name)},
    {"label", MEMBER_TEXT, offsetof(struct column, label)},
    {"flags", MEMBER_UINT32, offsetof(struct column, field.flags)},
    {"width", MEMBER_SHORT, offsetof(struct column, field.width)},
    {"shrink", MEMBER_SHORT, offsetof(struct column, field.shrink)},
    {"ref", MEMBER_TEXT, offsetof(struct column, field.ref)},
};

/* What a row says besides its cells and number; written only when there is something. */
static const struct member row_members[] = {
    {"entity", MEMBER_ENTITY, offsetof(struct row, entity)},
    {"drill", MEMBER_TEXT, offsetof(struct row, drill)},
    {"drill_entity", MEMBER_ENTITY, offsetof(struct row, drill_entity)},
};

static struct column_origin origin_of(const struct field *f)
{
	for (enum entity_id id = 0; f && id < ENTITY_COUNT; id++) {
		const struct entity *e = entity_at(id);
		if (f >= e->fields && f < e->fields + e->nfields)
			return (struct column_origin){e, f->name};
	}
	return (struct column_origin){NULL, NULL};
}

static void write_column(struct writer *w, const struct column *c)
{
	struct column_origin origin = origin_of(c->origin);
	size_t map = write_open_map(w), pairs = 1;

	write_text(w, "type");
	write_int(w, c->field.type);
	pairs += members_write(w, origin_members, LENGTH(origin_members), &origin);
	pairs += members_write(w, column_members, LENGTH(column_members), c);
	write_close_map(w, map, pairs);
}

void write_table_head(struct writer *w, const struct table *t)
{
	size_t map = write_open_map(w), pairs = 2;

	pairs += members_write(w, table_members, LENGTH(table_members), t);
	write_text(w, "chart");
	write_int(w, t->chart);
	write_text(w, "columns");
	write_array(w, t->ncolumns);
	for (size_t i = 0; i < t->ncolumns; i++)
		write_column(w, &t->columns[i]);
	write_close_map(w, map, pairs);
}

/* [cells, id, version] and a map of the rest when there is any. A row of the table's own entity
 * does not repeat it; one that opens nothing in such a table says so. */
static void write_row(struct writer *w, const struct table *t, const struct row *row)
{
	struct row rest = *row;
	bool closed = t->entity && !row->entity, more;
	size_t map, pairs = 0;

	if (rest.entity == t->entity)
		rest.entity = NULL;
	more = rest.entity || rest.drill || rest.drill_entity || rest.tone || closed;
	write_array(w, more ? 4 : 3);
	write_array(w, t->ncolumns);
	for (size_t i = 0; i < t->ncolumns; i++)
		write_value(w, row->cells[i]);
	write_int(w, row->id);
	write_int(w, row->version);
	if (!more)
		return;
	map = write_open_map(w);
	pairs += members_write(w, row_members, LENGTH(row_members), &rest);
	if (closed) {
		write_text(w, "entity");
		write_text(w, NULL);
		pairs++;
	}
	if (row->tone) {
		write_text(w, "tone");
		write_int(w, row->tone);
		pairs++;
	}
	write_close_map(w, map, pairs);
}

bool write_table_rows(struct writer *w, const struct table *t, size_t limit)
{
	size_t array = write_open_array(w), n;

	for (n = 0; n < t->nrows; n++) {
		size_t before = w->out->len;
		write_row(w, t, &t->rows[n]);
		if (w->out->len > limit) {
			sbuf_erase(w->out, before, w->out->len - before);
			break;
		}
	}
	write_close_array(w, array, n);
	return n == t->nrows;
}

static int64_t read_below(struct reader *r, int64_t end, const char *what)
{
	int64_t v = read_int(r);

	if (v < 0 || v >= end)
		read_fail(r, what);
	return r->bad ? 0 : v;
}

/* The column takes from the model's field what does not travel. */
static void adopt(struct reader *r, struct column *c, const struct column_origin *origin)
{
	const struct field *f =
	    origin->entity && origin->field ? entity_field(origin->entity, origin->field) : NULL;

	c->field.name = c->name;
	c->field.label = c->label;
	if (!f)
		return;
	if (f->type != c->field.type)
		return read_fail(r, "a column is not of its field's type");
	c->origin = f;
	c->field.name = f->name;
	c->field.choices = f->choices;
	c->field.alias = f->alias;
	c->field.also = f->also;
	c->field.initial = f->initial;
	c->field.check = f->check;
	c->field.help = f->help;
}

static void read_column(struct reader *r, struct column *c)
{
	struct column_origin origin = {NULL, NULL};

	for (size_t n = read_map(r); n && !r->bad; n--) {
		const char *key = read_key(r);
		if (!strcmp(key, "type"))
			c->field.type =
			    (enum field_type)read_below(r, FIELD_TYPES, "a column has no type");
		else if (!member_read(r, origin_members, LENGTH(origin_members), key, &origin) &&
			 !member_read(r, column_members, LENGTH(column_members), key, c))
			read_skip(r);
	}
	if (!c->name || !c->label)
		read_fail(r, "a column has no name");
	else
		adopt(r, c, &origin);
}

static void read_columns(struct reader *r, struct table *t)
{
	size_t n = read_array(r, 1);

	if (n > COLUMNS_MAX || t->columns)
		return read_fail(r, "a table has too many columns");
	t->columns = arena_alloc(&t->arena, n * sizeof(*t->columns));
	t->ncolumns = t->columns_room = n;
	for (size_t i = 0; i < n && !r->bad; i++)
		read_column(r, &t->columns[i]);
}

/* The columns that the chart draws must be there. */
static void check_chart(struct reader *r, const struct table *t)
{
	int last = t->chart_label > t->chart_value ? t->chart_label : t->chart_value;

	if (t->chart_label < 0 || t->chart_value < 0 ||
	    (t->chart != CHART_NONE && (size_t)last >= t->ncolumns))
		read_fail(r, "a chart draws a column that is not there");
}

struct table *read_table_head(struct reader *r)
{
	struct table *t = xcalloc(1, sizeof(*t));
	struct arena *outer = r->arena;

	r->arena = &t->arena;
	for (size_t n = read_map(r); n && !r->bad; n--) {
		const char *key = read_key(r);
		if (!strcmp(key, "chart"))
			t->chart = (enum chart)read_below(r, CHART_LORENZ + 1,
							  "a chart is of no known kind");
		else if (!strcmp(key, "columns"))
			read_columns(r, t);
		else if (!member_read(r, table_members, LENGTH(table_members), key, t))
			read_skip(r);
	}
	if (!t->name)
		read_fail(r, "a table has no name");
	check_chart(r, t);
	r->arena = outer;
	return t;
}

static void read_row_rest(struct reader *r, struct row *row)
{
	for (size_t n = read_map(r); n && !r->bad; n--) {
		const char *key = read_key(r);
		if (!strcmp(key, "tone"))
			row->tone =
			    (enum tone)read_below(r, TONE_DANGER + 1, "a row has no known tone");
		else if (!member_read(r, row_members, LENGTH(row_members), key, row))
			read_skip(r);
	}
}

static void read_row(struct reader *r, const struct table *t, struct row *row)
{
	size_t parts = read_array(r, 1);

	if ((parts != 3 && parts != 4) || read_array(r, 1) != t->ncolumns)
		return read_fail(r, "a row has not as many cells as columns");
	row->cells = arena_alloc(r->arena, t->ncolumns * sizeof(*row->cells));
	for (size_t i = 0; i < t->ncolumns && !r->bad; i++)
		row->cells[i] = read_value_of(r, &t->columns[i].field);
	row->entity = t->entity;
	row->id = read_int(r);
	row->version = read_int(r);
	if (parts == 4)
		read_row_rest(r, row);
}

void read_table_rows(struct reader *r, struct table *t)
{
	/* A row is at least four bytes: itself, its cells, id and version. */
	size_t n = read_array(r, 4);
	struct arena *outer = r->arena;

	if (r->bad || t->rows)
		return read_fail(r, "a table has its rows twice");
	r->arena = &t->arena;
	t->rows = arena_alloc(&t->arena, n * sizeof(*t->rows));
	t->nrows = t->rows_room = n;
	for (size_t i = 0; i < n && !r->bad; i++)
		read_row(r, t, &t->rows[i]);
	r->arena = outer;
}
