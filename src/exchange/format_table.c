/* Aligned columns for people. */
#include "base/text.h"
#include "base/utf8.h"
#include "exchange/format_private.h"

#define GAP      2 /* columns between two columns */
#define NARROW   6 /* no column is cut below this */
#define ELLIPSIS "…"

/* A sum of nothing is no news: empty, as on the screen. */
static bool is_blank(const struct field *f, struct value v)
{
	return v.kind == VALUE_NULL || (f->type == FIELD_MONEY && !v.i && (f->flags & FIELD_COMPUTED));
}

static void cell_text(struct sbuf *out, const struct writer *w, const struct column *c, struct value v)
{
	struct sbuf text = SBUF_INIT;

	sbuf_reset(out);
	if (!is_blank(&c->field, v))
		value_show(&text, &c->field, v, w->o.context);
	text_safe(out, sbuf_text(&text), text.len, TEXT_LINE);
	sbuf_free(&text);
}

/* A column without a label is for programs. */
static bool is_shown(const struct column *c)
{
	return c->label && *c->label;
}

static int natural_width(const struct writer *w, const struct table *t, size_t column)
{
	const struct column *c = &t->columns[column];
	struct sbuf cell = SBUF_INIT;
	int width = is_shown(c) && !w->o.no_head ? utf8_columns(_(c->label)) : 0;

	for (size_t i = 0; is_shown(c) && i < t->nrows; i++) {
		int columns;
		cell_text(&cell, w, c, t->rows[i].cells[column]);
		columns = utf8_columns(sbuf_text(&cell));
		width = columns > width ? columns : width;
	}
	sbuf_free(&cell);
	return width;
}

/* A cut number, day or phone would be a wrong one. */
static bool is_whole(const struct column *c)
{
	return field_is_number(&c->field) || c->field.type == FIELD_DATE || c->field.type == FIELD_STAMP ||
	       c->field.type == FIELD_PHONE || !strcmp(c->name, "when");
}

/* The widest column gives way first. */
static void fit(int *widths, const struct table *t, int room)
{
	size_t n = t->ncolumns;

	int total = -GAP;

	for (size_t i = 0; i < n; i++)
		total += widths[i] ? widths[i] + GAP : 0;
	for (; room > 0 && total > room; total--) {
		size_t widest = n;
		for (size_t i = 0; i < n; i++)
			if (!is_whole(&t->columns[i]) && (widest == n || widths[i] > widths[widest]))
				widest = i;
		if (widest == n || widths[widest] <= NARROW)
			return;
		widths[widest]--;
	}
}

static size_t last_shown(const struct writer *w, const struct table *t)
{
	size_t last = t->ncolumns;

	while (last > 0 && !w->widths[last - 1])
		last--;
	return last;
}

/* Bold, and bold no more: ECMA-48, SGR 1 and 22. */
static void put_bold(struct sbuf *out, const char *s, size_t n)
{
	sbuf_printf(out, "\033[1m%.*s\033[22m", (int)n, s);
}

/* The first n bytes of a text that is safe already; the words that were looked for stand out. */
static void put_marked(struct writer *w, const char *text, size_t n)
{
	struct text_mark marks[TEXT_MARKS];
	size_t count = w->begun && w->o.match && w->o.tty ? text_marks(text, w->o.match, marks) : 0, at = 0;

	for (size_t i = 0; i < count && marks[i].from < n; i++) {
		size_t to = marks[i].to < n ? marks[i].to : n;
		sbuf_add(&w->line, text + at, marks[i].from - at);
		put_bold(&w->line, text + marks[i].from, to - marks[i].from);
		at = to;
	}
	sbuf_add(&w->line, text + at, n - at);
}

static void put_cell(struct writer *w, const char *text, int width, bool right, bool last)
{
	int columns = utf8_columns(text), used = columns;
	size_t n = strlen(text);

	if (columns > width && w->o.width > 0)
		n = utf8_fit(text, width - 1, &used);
	for (int pad = width - columns; right && pad > 0; pad--)
		sbuf_putc(&w->line, ' ');
	put_marked(w, text, n);
	if (n < strlen(text)) {
		sbuf_puts(&w->line, ELLIPSIS);
		used++;
	}
	for (int pad = right || last ? 0 : width - used; pad > 0; pad--)
		sbuf_putc(&w->line, ' ');
	if (!last)
		sbuf_puts(&w->line, "  ");
}

static void trim(struct sbuf *line)
{
	while (line->len && line->data[line->len - 1] == ' ')
		line->data[--line->len] = '\0';
}

/* The widths are those of the first page, so that the rows can go as they come. */
static void table_begin(struct writer *w, const struct table *t)
{
	size_t last;

	w->widths = xcalloc(t->ncolumns + 1, sizeof(*w->widths));
	for (size_t i = 0; i < t->ncolumns; i++)
		w->widths[i] = natural_width(w, t, i);
	fit(w->widths, t, w->o.width);
	if (w->o.no_head)
		return;
	last = last_shown(w, t);
	for (size_t i = 0; i < last; i++)
		if (w->widths[i])
			put_cell(w, _(t->columns[i].label), w->widths[i],
				 field_is_number(&t->columns[i].field), i + 1 == last);
	trim(&w->line);
	sbuf_putc(&w->line, '\n');
}

static void table_row(struct writer *w, const struct table *t, const struct row *row)
{
	size_t last = last_shown(w, t);
	struct sbuf cell = SBUF_INIT;

	for (size_t i = 0; i < last; i++) {
		if (!w->widths[i])
			continue;
		cell_text(&cell, w, &t->columns[i], row->cells[i]);
		put_cell(w, sbuf_text(&cell), w->widths[i], field_is_number(&t->columns[i].field),
			 i + 1 == last);
	}
	trim(&w->line);
	sbuf_putc(&w->line, '\n');
	sbuf_free(&cell);
}

const struct format_ops format_table_ops = { table_begin, table_row, NULL };
