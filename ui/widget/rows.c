#include "widget/rows.h"

#include <limits.h>

#include "base/intl.h"
#include "base/number.h"
#include "model/money.h"

#define GAP 2

static int most(int a, int b)
{
	return a > b ? a : b;
}

unsigned tone_style(enum tone tone)
{
	static const unsigned styles[] = {
		[TONE_PLAIN] = ROLE_DEFAULT, [TONE_QUIET] = ROLE_QUIET,
		[TONE_GOOD] = ROLE_GOOD,     [TONE_ATTENTION] = ROLE_ATTENTION,
		[TONE_DANGER] = ROLE_DANGER,
	};

	return styles[tone];
}

/* Texts may become narrow before anything goes; numbers, dates and the words of a choice are whole or gone. */
static struct layout_item item_of(const struct column *c)
{
	int want = field_width(&c->field);
	bool title = !c->field.shrink;
	bool whole = field_is_number(&c->field) || c->field.type == FIELD_DATE ||
		     c->field.type == FIELD_STAMP || c->field.type == FIELD_PHONE ||
		     c->field.flags & FIELD_FIXED || !strcmp(c->name, "when");
	int min = whole || c->field.type == FIELD_CHOICE || want < 10 ? want
		  : title					      ? want * 3 / 4
		  : want / 2 < 8				      ? 8
								      : want / 2;

	/* A negative width keeps a column for the program's use only. */
	if (c->field.width < 0)
		return (struct layout_item){ .drop = INT_MAX };

	return (struct layout_item){
		.min = min,
		.want = want,
		.weight = whole ? 0 : want,
		.drop = c->field.shrink,
	};
}

/* A sum of nothing is no news: empty, like what was never typed. */
static bool is_blank(const struct field *f, struct value v)
{
	return v.kind == VALUE_NULL || (f->type == FIELD_MONEY && !v.i && (f->flags & FIELD_COMPUTED));
}

/* Money that was worked out in the book's currency: its cents say nothing, and some rows would have them. */
static bool is_derived(const struct field *f)
{
	return f->type == FIELD_MONEY &&
	       (f->flags & FIELD_FIGURE || (f->flags & FIELD_COMPUTED && !(f->flags & FIELD_OWN_MONEY)));
}

void rows_say(struct sbuf *out, const struct field *f, struct value v, const struct value_context *c)
{
	if (is_blank(f, v))
		return;
	if (is_derived(f) && v.kind == VALUE_INT)
		money_show_whole(out, v.i, v.s ? v.s : c->currency);
	else
		value_show(out, f, v, c);
}

static void show_cell(struct sbuf *out, const struct column *column, struct value v, const struct rows_style *s,
		      enum graphics graphics)
{
	const struct field *f = &column->field;

	if (s->bare && f->type == FIELD_BOOL)
		sbuf_puts(out, v.kind != VALUE_NULL && v.i ? _(column->label) : "");
	else if (f->choices == activity_direction && v.kind == VALUE_TEXT)
		sbuf_puts(out, glyph_text(graphics, strcmp(v.s, "in") ? GLYPH_OUT : GLYPH_IN));
	else
		rows_say(out, f, v, s->context);
}

void rows_hide_empty(struct table *t)
{
	for (size_t i = 0; t && t->nrows && i < t->ncolumns; i++) {
		bool empty = true;
		for (size_t row = 0; row < t->nrows && empty; row++)
			empty = is_blank(&t->columns[i].field, t->rows[row].cells[i]);
		if (empty)
			t->columns[i].field.width = -1;
	}
}

/* Wider than twice what it wants, and the eye loses the line between two columns. */
static void cap_growth(struct rows_layout *l, const struct table *t, int x)
{
	for (size_t i = 0; i < l->n; i++) {
		int most = field_width(&t->columns[i].field) * 2;
		if (!l->columns[i].w)
			continue;
		if (l->columns[i].w > most)
			l->columns[i].w = most;
		l->columns[i].x = x;
		x += l->columns[i].w + GAP;
	}
}

static bool sorted_by(const char *sort, const char *name, bool *down)
{
	size_t n;

	if (!sort)
		return false;
	*down = *sort == '-';
	sort += *down;
	n = strcspn(sort, ",");
	return strlen(name) == n && !strncmp(sort, name, n);
}

void rows_lay(struct rows_layout *l, const struct table *t, int x, int width, const char *sort)
{
	struct layout_item items[ROWS_MAX_COLUMNS];
	bool down;

	l->n = t->ncolumns < ROWS_MAX_COLUMNS ? t->ncolumns : ROWS_MAX_COLUMNS;
	for (size_t i = 0; i < l->n; i++) {
		items[i] = item_of(&t->columns[i]);
		if (t->columns[i].field.width >= 0 && sorted_by(sort, t->columns[i].name, &down))
			items[i].drop = 0;
	}
	layout_columns((struct rect){ x, 0, width > 0 ? width : 0, 1 }, GAP, items, l->n,
		       l->columns);
	cap_growth(l, t, x);
}

#define ROWS_LOOKED_AT 300

/* With the arrow beside it. */
static int head_columns(struct grid *g, const struct column *c, const char *sort)
{
	bool down;

	return grid_columns(g, c->label ? _(c->label) : c->name) + (sorted_by(sort, c->name, &down) ? 2 : 0);
}

void rows_need(int *need, const struct table *t, struct grid *g, const struct rows_style *s)
{
	struct sbuf text = SBUF_INIT;

	for (size_t i = 0; i < t->ncolumns && i < ROWS_MAX_COLUMNS; i++) {
		const struct column *column = &t->columns[i];

		if (!s->bare)
			need[i] = most(need[i], head_columns(g, column, s->sort));
		for (size_t row = 0; row < t->nrows && row < ROWS_LOOKED_AT && column->field.width >= 0; row++) {
			sbuf_reset(&text);
			show_cell(&text, column, t->rows[row].cells[i], s, g->graphics);
			need[i] = most(need[i], grid_columns(g, sbuf_text(&text)));
		}
	}
	sbuf_free(&text);
}

/* How much a shown column lacks of what it needs; less than 0: has to spare. */
static int lack(const struct rows_layout *l, const int *need, size_t i)
{
	return l->columns[i].w ? need[i] - l->columns[i].w : 0;
}

/* The column that is next to grow: what can be whole with so much before what cannot, the one that lacks least of
 * these, the narrowest of those. -1: none lacks anything. */
static int poorest(const struct rows_layout *l, const int *need, int free)
{
	int found = -1;

	for (size_t i = 0; i < l->n; i++) {
		int less = lack(l, need, i), least = found < 0 ? 0 : lack(l, need, (size_t)found);
		if (less > 0 && (found < 0 || (less <= free || least <= free ? less < least :
					       l->columns[i].w < l->columns[found].w)))
			found = (int)i;
	}
	return found;
}

/* The one with the most to spare; -1: none has anything. */
static int richest(const struct rows_layout *l, const int *need)
{
	int found = -1;

	for (size_t i = 0; i < l->n; i++)
		if (lack(l, need, i) < (found < 0 ? 0 : lack(l, need, (size_t)found)))
			found = (int)i;
	return found;
}

void rows_even(struct rows_layout *l, const int *need, int x, int width)
{
	int room = width + GAP, spare = 0, poor, rich;

	for (size_t i = 0; i < l->n; i++) {
		room -= l->columns[i].w ? l->columns[i].w + GAP : 0;
		spare += lack(l, need, i) < 0 ? -lack(l, need, i) : 0;
	}
	for (int free = most(room, 0) + spare; free > 0 && (poor = poorest(l, need, free)) >= 0; free--) {
		rich = room > 0 ? -1 : richest(l, need);
		room--;
		if (rich >= 0)
			l->columns[rich].w--;
		l->columns[poor].w++;
	}
	for (size_t i = 0; i < l->n; i++)
		if (l->columns[i].w) {
			l->columns[i].x = x;
			x += l->columns[i].w + GAP;
		}
}

void rows_draw_head(struct grid *g, struct rect line, const struct table *t,
		    const struct rows_layout *l, const struct rows_style *s)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct column *c = &t->columns[i];
		struct rect r = l->columns[i];
		unsigned style = ROLE_HEADER;
		bool down = false;
		const char *label = c->label ? _(c->label) : c->name;
		bool sorted = sorted_by(s->sort, c->name, &down);
		int used;
		if (!r.w)
			continue;
		if (s->focus && (int)i == s->column)
			style |= ATTR_UNDERLINE;
		if (sorted)
			r.w -= 2;
		used = field_is_number(&c->field) ? grid_put_right(g, r.x, line.y, r.w, style, label) :
						    grid_put_fit(g, r.x, line.y, r.w, style, label);
		if (sorted)
			grid_put_glyph(g, r.x + (field_is_number(&c->field) ? r.w : used) + 1, line.y,
				       ROLE_HEADER, down ? GLYPH_DOWN : GLYPH_UP);
	}
}

/* Columns of the first n bytes. */
static int columns_to(struct grid *g, const char *text, size_t n)
{
	struct sbuf part = SBUF_INIT;
	int columns;

	sbuf_add(&part, text, n);
	columns = grid_columns(g, part.data);
	sbuf_free(&part);
	return columns;
}

void rows_put_matched(struct grid *g, int x, int y, int width, unsigned style, const char *text,
		      const struct text_typed *match)
{
	struct text_mark marks[TEXT_MARKS];
	size_t n = match ? text_marks(text, match, marks) : 0;

	grid_put_fit(g, x, y, width, style, text);
	if (n && grid_columns(g, text) > width)
		width--; /* the ellipsis */
	for (size_t i = 0; i < n; i++) {
		int from = columns_to(g, text, marks[i].from), to = columns_to(g, text, marks[i].to);
		to = to < width ? to : width;
		if (from < to)
			grid_restyle(g, (struct rect){ x + from, y, to - from, 1 }, ROLE_MATCH);
	}
}

/* What a row wants to say is said once: by its date when it has one, else by its last column. A column
 * called "when" is a date that was put into words. */
static size_t tone_column(const struct table *t)
{
	for (size_t i = 0; i < t->ncolumns; i++)
		if (t->columns[i].field.type == FIELD_DATE ||
		    t->columns[i].field.type == FIELD_STAMP || !strcmp(t->columns[i].name, "when"))
			return i;
	return t->ncolumns ? t->ncolumns - 1 : 0;
}

static unsigned cell_style(const struct table *t, const struct row *r, size_t column)
{
	struct value v = r->cells[column];

	if (r->tone == TONE_QUIET)
		return ROLE_QUIET;
	if (r->tone != TONE_PLAIN && column == tone_column(t))
		return tone_style(r->tone);
	if (t->columns[column].field.type == FIELD_MONEY && v.kind == VALUE_INT && v.i < 0)
		return ROLE_MONEY_NEGATIVE;
	return ROLE_DEFAULT;
}

/* Money that is too wide: whole units, or "€2.9M"; a number without its end would be another number. */
static void shorten(struct sbuf *out, struct grid *g, int width, struct value v, const char *currency)
{
	const char *code = v.s ? v.s : currency;

	if (grid_columns(g, sbuf_text(out)) <= width || v.kind != VALUE_INT)
		return;
	sbuf_reset(out);
	money_show_whole(out, v.i, code);
	if (grid_columns(g, sbuf_text(out)) <= width)
		return;
	sbuf_reset(out);
	money_short(out, v.i, code);
}

static void draw_cell(struct grid *g, struct rect r, int y, const struct table *t,
		      const struct row *row, size_t column, const struct rows_style *s)
{
	const struct field *f = &t->columns[column].field;
	unsigned style = cell_style(t, row, column);
	struct sbuf text = SBUF_INIT;

	show_cell(&text, &t->columns[column], row->cells[column], s, g->graphics);
	if (f->type == FIELD_MONEY)
		shorten(&text, g, r.w, row->cells[column], s->context->currency);
	if (field_is_number(f))
		grid_put_right(g, r.x, y, r.w, style, sbuf_text(&text));
	else
		rows_put_matched(g, r.x, y, r.w, style, sbuf_text(&text), s->match);
	sbuf_free(&text);
}

/* Where the first total of a group's head stands: its name ends before. */
static int totals_begin(const struct table *t, const struct row *r, const struct rows_layout *l,
			struct rect line)
{
	int x = line.x + line.w;

	for (size_t i = 0; i < l->n; i++)
		if (l->columns[i].w && !is_blank(&t->columns[i].field, r->cells[i]) &&
		    l->columns[i].x < x)
			x = l->columns[i].x;
	return x;
}

/* The head of a group: its value, how many it has, and totals under their columns. */
static void draw_group(struct grid *g, struct rect line, const struct table *t, const struct row *r,
		       const struct rows_layout *l, const struct rows_style *s)
{
	const char *name = r->cells[table_column(t, "group")].s;
	struct sbuf count = SBUF_INIT;
	int x = line.x + ROWS_GUTTER + 1, end = totals_begin(t, r, l, line) - GAP;

	grid_put_glyph(g, line.x + ROWS_GUTTER - 1, line.y, ROLE_ACCENT,
		       r->cells[table_column(t, "folded")].i ? GLYPH_RIGHT : GLYPH_DOWN);
	number_group(&count, r->cells[table_column(t, "count")].i, 0, 0);
	end -= grid_columns(g, sbuf_text(&count)) + 1;
	x += 1 + grid_put_fit(g, x, line.y, end - x, ROLE_ACCENT, name && *name ? name : _("none"));
	grid_put(g, x, line.y, end, ROLE_QUIET, sbuf_text(&count));
	for (size_t i = 0; i < l->n; i++)
		if (l->columns[i].w && r->cells[i].kind != VALUE_NULL)
			draw_cell(g, l->columns[i], line.y, t, r, i, s);
	sbuf_free(&count);
}

void rows_draw(struct grid *g, struct rect line, const struct table *t, size_t row,
	       const struct rows_layout *l, const struct rows_style *s, bool selected, bool marked)
{
	const struct row *r = &t->rows[row];

	if (r->id < 0 && table_column(t, "group") >= 0)
		draw_group(g, line, t, r, l, s);
	for (size_t i = 0; i < l->n && r->id >= 0; i++)
		if (l->columns[i].w)
			draw_cell(g, l->columns[i], line.y, t, r, i, s);
	if (marked) {
		grid_restyle(g, line, ROLE_MARKED);
		grid_put_glyph(g, line.x + ROWS_GUTTER - 1, line.y, ROLE_MARKED, GLYPH_MARK);
	}
	if (selected && s->focus)
		grid_select(g, line);
}
