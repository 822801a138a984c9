#include "widget/list.h"

#define WINDOW_MIN 100 /* rows asked for at once: a few screens, so that paging seldom waits */

void list_begin(struct list *l)
{
	memset(l, 0, sizeof(*l));
	l->anchor = -1;
}

void list_free(struct list *l)
{
	table_free(l->table);
	marks_free(&l->marks);
	list_begin(l);
}

/* The lower bound wins when there is no room between the two. */
static int64_t clamp(int64_t v, int64_t low, int64_t high)
{
	if (v > high)
		v = high;
	return v < low ? low : v;
}

const struct row *list_row(const struct list *l)
{
	int64_t at;

	if (!l->table)
		return NULL;
	at = l->cursor - l->table->offset;
	return at >= 0 && at < (int64_t)l->table->nrows ? &l->table->rows[at] : NULL;
}

const struct column *list_column(const struct list *l)
{
	if (!l->table || l->column < 0 || (size_t)l->column >= l->table->ncolumns)
		return NULL;
	return &l->table->columns[l->column];
}

static void scroll_to_cursor(struct list *l)
{
	int64_t height = l->height > 0 ? l->height : 1;

	if (l->cursor < l->top)
		l->top = l->cursor;
	if (l->cursor >= l->top + height)
		l->top = l->cursor - height + 1;
	l->top = clamp(l->top, 0, l->total - height);
}

void list_go(struct list *l, int64_t row)
{
	const struct row *r;

	l->cursor = clamp(row, 0, l->total - 1);
	scroll_to_cursor(l);
	r = list_row(l);
	l->id = r ? r->id : 0;
}

void list_move(struct list *l, int64_t by)
{
	list_go(l, l->cursor + by);
}

void list_rewind(struct list *l)
{
	l->cursor = l->top = 0;
	l->id = 0;
	memset(l->need, 0, sizeof(l->need));
	l->anchor = -1;
}

static bool find_row(const struct table *t, int64_t id, int64_t *row)
{
	for (size_t i = 0; id && i < t->nrows; i++)
		if (t->rows[i].id == id) {
			*row = t->offset + (int64_t)i;
			return true;
		}
	return false;
}

void list_take(struct list *l, struct table *window)
{
	int64_t row = l->cursor, down = l->cursor - l->top;

	if (!table_alike(l->table, window))
		memset(l->need, 0, sizeof(l->need));
	l->measured = false;
	table_free(l->table);
	l->table = window;
	l->total = window->total >= 0 ? window->total : window->offset + (int64_t)window->nrows;
	if (find_row(window, l->id, &row))
		l->top = row - down;
	if (l->column >= (int)window->ncolumns)
		l->column = 0;
	list_go(l, row);
}

bool list_wants(const struct list *l, int64_t *offset, int64_t *limit)
{
	int64_t height = l->height > 0 ? l->height : 50;
	int64_t from = l->top > 0 ? l->top - 1 : 0, to = l->top + height + 1;

	if (l->table && to > l->total)
		to = l->total;
	if (l->table && from >= l->table->offset &&
	    to <= l->table->offset + (int64_t)l->table->nrows)
		return false;
	*limit = height * 3 > WINDOW_MIN ? height * 3 : WINDOW_MIN;
	*offset = l->top > height ? l->top - height : 0;
	return true;
}

void list_move_column(struct list *l, int by)
{
	if (l->table && l->table->ncolumns)
		l->column = (int)clamp(l->column + by, 0, (int64_t)l->table->ncolumns - 1);
}

/* What is free goes to columns that would be cut; who chose a width has it. */
static void lay_out(struct list *l, struct rows_layout *lay, struct grid *g, struct rect r, const struct rows_style *s)
{
	int x = r.x + ROWS_GUTTER, width = r.w - ROWS_GUTTER - 1, need[ROWS_MAX_COLUMNS];

	rows_lay(lay, l->table, x, width, s->sort);
	if (!l->measured)
		rows_need(l->need, l->table, g, s);
	l->measured = true;
	for (size_t i = 0; i < lay->n; i++)
		need[i] = l->table->columns[i].field.flags & FIELD_FIXED ? lay->columns[i].w : l->need[i];
	rows_even(lay, need, x, width);
}

void list_draw(struct list *l, struct grid *g, struct rect r, const struct rows_style *s)
{
	struct rect head = rect_cut_top(&r, 1);
	struct rows_layout lay;
	struct rows_style style = *s;

	l->height = r.h;
	scroll_to_cursor(l);
	if (!l->table)
		return;
	style.column = l->column;
	lay_out(l, &lay, g, r, &style);
	rows_draw_head(g, head, l->table, &lay, &style);
	for (int y = 0; y < r.h; y++) {
		int64_t at = l->top + y - l->table->offset;
		bool here = l->top + y == l->cursor;
		if (at < 0 || at >= (int64_t)l->table->nrows)
			continue;
		rows_draw(g, rect_row(r, y), l->table, (size_t)at, &lay, &style, here,
			  marks_has(&l->marks, l->table->rows[at].id));
		grid_zone(g, rect_row(r, y), here ? ZONE_HERE : ZONE_ROW, 0);
		if (here && l->column >= 0 && (size_t)l->column < lay.n)
			l->cell = (struct rect){ lay.columns[l->column].x, r.y + y, lay.columns[l->column].w, 1 };
		if (here && s->focus)
			grid_cursor(g, r.x + ROWS_GUTTER, r.y + y, false);
	}
}

void list_unmark_all(struct list *l)
{
	marks_clear(&l->marks);
	l->anchor = -1;
}
