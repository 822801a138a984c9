#include "widget/facts.h"

#include "base/intl.h"
#include "base/utf8.h"

#define LABEL_MAX  16
#define TWO_FROM   68 /* columns from which two facts stand side by side */

static bool is_fact(const struct facts *f, const struct table *t, size_t i)
{
	const struct field *field = &t->columns[i].field;
	struct value v = t->rows[0].cells[i];

	if (t->entity && !strcmp(t->columns[i].name, t->entity->title))
		return false;
	if (field->type == FIELD_MONEY && !v.i && (field->flags & FIELD_COMPUTED))
		return false;
	return (field->flags & f->flags) && v.kind != VALUE_NULL && field->type != FIELD_NOTE;
}

int facts_column(const struct facts *f, const struct table *t, int n)
{
	for (size_t i = 0; t && t->nrows && i < t->ncolumns; i++)
		if (is_fact(f, t, i) && n-- == 0)
			return (int)i;
	return -1;
}

static int count(const struct facts *f, const struct table *t)
{
	int n = 0;

	for (size_t i = 0; t && t->nrows && i < t->ncolumns; i++)
		n += is_fact(f, t, i);
	return n;
}

static int across(const struct facts *f, int width)
{
	return f->columns > 1 && width >= TWO_FROM ? 2 : 1;
}

int facts_lines(const struct facts *f, const struct table *t, int width)
{
	int n = across(f, width);

	return (count(f, t) + n - 1) / n;
}

static int label_width(const struct facts *f, const struct table *t)
{
	int widest = 0;

	for (size_t i = 0; i < t->ncolumns; i++) {
		int w = is_fact(f, t, i) ? utf8_columns(_(t->columns[i].label)) : 0;
		if (w > widest)
			widest = w;
	}
	return widest < LABEL_MAX ? widest : LABEL_MAX;
}

static void draw_fact(struct grid *g, struct rect r, const struct table *t, size_t i, int label,
		      const struct value_context *c, bool here)
{
	struct sbuf text = SBUF_INIT;

	grid_put_fit(g, r.x, r.y, label, ROLE_QUIET, _(t->columns[i].label));
	value_show(&text, &t->columns[i].field, t->rows[0].cells[i], c);
	grid_put_fit(g, r.x + label + 2, r.y, r.w - label - 3, ROLE_DEFAULT, sbuf_text(&text));
	sbuf_free(&text);
	grid_zone(g, r, here ? ZONE_HERE : ZONE_ROW, 0);
	if (!here)
		return;
	grid_select(g, r);
	grid_cursor(g, r.x, r.y, false);
}

/* The cursor stays among the facts and on the screen. */
static void scroll(struct facts *f, int lines, int height)
{
	int y;

	if (f->cursor >= f->shown)
		f->cursor = f->shown - 1;
	y = f->cursor < 0 ? 0 : f->cursor % lines;
	if (y < f->top || f->top > lines - height)
		f->top = y < lines - height ? y : lines - height;
	if (y >= f->top + height)
		f->top = y - height + 1;
	if (f->top < 0)
		f->top = 0;
}

void facts_beside(struct facts *f, int by)
{
	int to = f->cursor + by * f->lines;

	if (to >= 0 && f->shown > f->lines && (by < 0 || f->cursor < f->lines))
		f->cursor = to < f->shown ? to : f->shown - 1;
}

int facts_draw(struct facts *f, struct grid *g, struct rect r, const struct table *t,
	       const struct value_context *c)
{
	int n = across(f, r.w), lines, label, at = 0;

	f->shown = count(f, t);
	if (!f->shown)
		return 0;
	f->lines = lines = (f->shown + n - 1) / n;
	label = label_width(f, t);
	scroll(f, lines, r.h);
	for (size_t i = 0; i < t->ncolumns; i++) {
		int y = at % lines - f->top;
		struct rect cell = { r.x + at / lines * (r.w / n), r.y + y, r.w / n, 1 };
		if (!is_fact(f, t, i))
			continue;
		if (y >= 0 && y < r.h)
			draw_fact(g, cell, t, i, label, c, at == f->cursor);
		if (at == f->cursor)
			f->here = (struct rect){ cell.x + label + 2, cell.y, cell.w - label - 3, 1 };
		at++;
	}
	return lines < r.h ? lines : r.h;
}
