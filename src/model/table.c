#include "model/table.h"

struct table *table_new(const char *name)
{
	struct table *t = xcalloc(1, sizeof(*t));

	t->name = arena_strdup(&t->arena, name);
	t->total = -1;
	return t;
}

void table_free(struct table *t)
{
	if (!t)
		return;
	arena_free(&t->arena);
	free(t);
}

/* The table's arrays live in its arena, so growing leaves the old one behind: at most as much
 * again. */
static void *grow(struct table *t, void *items, size_t n, size_t *room, size_t size)
{
	void *grown;

	if (n < *room)
		return items;
	*room = *room ? *room * 2 : 8;
	grown = arena_alloc(&t->arena, *room * size);
	if (n)
		memcpy(grown, items, n * size);
	return grown;
}

static struct column *add_column(struct table *t)
{
	if (t->nrows)
		BUG("a column is added to %s after its first row", t->name);
	t->columns = grow(t, t->columns, t->ncolumns, &t->columns_room, sizeof(*t->columns));
	return &t->columns[t->ncolumns++];
}

struct column *table_add_field(struct table *t, const struct field *f)
{
	struct column *c = add_column(t);

	c->name = f->name;
	c->label = f->label;
	c->field = *f;
	c->origin = f;
	return c;
}

struct column *table_add_column(struct table *t, const char *name, const char *label,
				enum field_type type)
{
	struct column *c = add_column(t);

	c->name = arena_strdup(&t->arena, name);
	c->label = arena_strdup(&t->arena, label);
	c->field = (struct field){.name = c->name, .label = c->label, .type = type};
	return c;
}

struct row *table_add_row(struct table *t)
{
	struct row *r;

	t->rows = grow(t, t->rows, t->nrows, &t->rows_room, sizeof(*t->rows));
	r = &t->rows[t->nrows++];
	r->cells = arena_alloc(&t->arena, t->ncolumns * sizeof(*r->cells));
	return r;
}

void table_append(struct table *t, const struct table *page)
{
	t->total = page->total;
	for (size_t i = 0; i < page->nrows; i++) {
		const struct row *from = &page->rows[i];
		struct row *r = table_add_row(t);
		struct value *cells = r->cells;

		*r = *from;
		r->cells = cells;
		r->drill = from->drill ? arena_strdup(&t->arena, from->drill) : NULL;
		for (size_t c = 0; c < t->ncolumns; c++)
			table_set(t, r, c, from->cells[c]);
	}
}

void table_set(struct table *t, struct row *r, size_t column, struct value v)
{
	if (column >= t->ncolumns)
		BUG("%s has no column %zu", t->name, column);
	r->cells[column] = value_copy(&t->arena, v);
}

bool table_alike(const struct table *a, const struct table *b)
{
	if (!a || a->ncolumns != b->ncolumns)
		return false;
	for (size_t i = 0; i < a->ncolumns; i++)
		if (strcmp(a->columns[i].name, b->columns[i].name))
			return false;
	return true;
}

int table_column(const struct table *t, const char *name)
{
	for (size_t i = 0; i < t->ncolumns; i++)
		if (!strcmp(t->columns[i].name, name))
			return (int)i;
	return -1;
}

struct value table_get(const struct table *t, size_t row, const char *column)
{
	int at = table_column(t, column);

	return at < 0 || row >= t->nrows ? VALUE_NONE : t->rows[row].cells[at];
}

const char *table_title(const struct table *t, const struct row *r)
{
	const struct entity *e = r->entity ? r->entity : t->entity;
	int at = e ? table_column(t, e->title) : -1;

	if (at >= 0)
		return r->cells[at].s;
	for (size_t i = 0; i < t->ncolumns; i++)
		if (r->cells[i].kind == VALUE_TEXT)
			return r->cells[i].s;
	return NULL;
}
