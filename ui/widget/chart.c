#include "widget/chart.h"

#include <math.h>

#include "base/intl.h"
#include "base/number.h"
#include "model/money.h"
#include "term/draw.h"

#define LABEL_MOST 24
#define VALUE_MOST 16

bool chart_is_lines(enum chart chart)
{
	return chart == CHART_BARS || chart == CHART_FUNNEL || chart == CHART_PYRAMID;
}

static double value_of(const struct table *t, size_t row, int column)
{
	struct value v = t->rows[row].cells[column];

	return v.kind == VALUE_INT ? (double)v.i : 0;
}

static double greatest(const struct table *t, int column)
{
	double most = 0;

	for (size_t i = 0; i < t->nrows; i++)
		if (value_of(t, i, column) > most)
			most = value_of(t, i, column);
	return most;
}

/* A picture is no account: money without cents, shares with one decimal so that their points stand below
 * one another. */
static void show(struct sbuf *out, const struct table *t, size_t row, int column,
		 const struct value_context *c)
{
	const struct field *f = &t->columns[column].field;
	struct value v = t->rows[row].cells[column];

	if (v.kind == VALUE_INT && f->type == FIELD_PERCENT)
		percent_show(out, v.i, true);
	else if (v.kind == VALUE_INT && f->type == FIELD_MONEY)
		money_show_whole(out, v.i, v.s ? v.s : c->currency);
	else
		value_show(out, f, v, c);
}

static int widest(struct grid *g, const struct table *t, int column, int most,
		  const struct value_context *c)
{
	int w = 0;

	for (size_t i = 0; i < t->nrows; i++) {
		struct sbuf text = SBUF_INIT;
		int n;
		show(&text, t, i, column, c);
		n = grid_columns(g, sbuf_text(&text));
		w = n > w ? n : w;
		sbuf_free(&text);
	}
	return w < most ? w : most;
}

/* As wide as the widest of its figures, and its head. */
static int figure_width(struct grid *g, const struct table *t, int column, const struct value_context *c)
{
	int head = grid_columns(g, _(t->columns[column].label));
	int w = widest(g, t, column, VALUE_MOST, c);

	return w && head > w ? head : w;
}

static void put(struct grid *g, struct rect r, unsigned style, bool right, const struct table *t,
		size_t row, int column, const struct value_context *c)
{
	struct sbuf text = SBUF_INIT;

	show(&text, t, row, column, c);
	if (right)
		grid_put_right(g, r.x, r.y, r.w, style, sbuf_text(&text));
	else
		grid_put_fit(g, r.x, r.y, r.w, style, sbuf_text(&text));
	sbuf_free(&text);
}

/* The figures beside a picture's line: every column that is neither its label nor drawn. */
static int put_rest(struct grid *g, struct rect line, const struct table *t, size_t row,
		    const struct value_context *c)
{
	int x = line.x + line.w;

	for (int i = (int)t->ncolumns - 1; i >= 0; i--) {
		struct sbuf text = SBUF_INIT;
		int w = figure_width(g, t, i, c);
		if (i == t->chart_label || !w || x - w - 2 < line.x)
			continue;
		show(&text, t, row, i, c);
		x -= w;
		grid_put_right(g, x, line.y, w, i == t->chart_value ? ROLE_DEFAULT : ROLE_QUIET,
			       sbuf_text(&text));
		x -= 2;
		sbuf_free(&text);
	}
	return line.x + line.w - x;
}

/* Heads over the figures, in the same places. */
static void put_heads(struct grid *g, struct rect line, const struct table *t,
		      const struct value_context *c)
{
	int x = line.x + line.w;

	for (int i = (int)t->ncolumns - 1; i >= 0; i--) {
		int w = figure_width(g, t, i, c);
		if (i == t->chart_label || !w || x - w - 2 < line.x)
			continue;
		x -= w;
		grid_put_right(g, x, line.y, w, ROLE_HEADER, _(t->columns[i].label));
		x -= 2;
	}
}

/* A line in the middle whose ends lean: outwards as a pyramid's going down, or inwards as a funnel's. */
static void draw_leaning(struct grid *g, struct rect r, unsigned style, int w, enum glyph left,
			 enum glyph right)
{
	int x = r.x + (r.w - w) / 2;

	for (int i = 0; i < w; i++)
		grid_put_glyph(g, x + i, r.y, style,
			       w < 2 ? GLYPH_FULL : !i ? left : i == w - 1 ? right : GLYPH_FULL);
}

static unsigned series(size_t row)
{
	return ROLE_CHART1 + (unsigned)(row % 6);
}

/* A bar from the left, or in the middle as a funnel has it. */
static void draw_share(struct grid *g, struct rect r, enum chart chart, size_t row, double share)
{
	int w = (int)lround(share * r.w);

	if (chart == CHART_BARS)
		draw_bar(g, r.x, r.y, r.w, ROLE_CHART1, share);
	else if (share > 0)
		draw_leaning(g, r, series(row), w < 1 ? 1 : w > 2 && (w ^ r.w) & 1 ? w - 1 : w,
			     GLYPH_SLOPE_UNDER_UP, GLYPH_SLOPE_UNDER_DOWN);
}

static double share_of(const struct table *t, size_t row)
{
	double most = greatest(t, t->chart_value);

	return most > 0 ? value_of(t, row, t->chart_value) / most : 0;
}

static void scroll(size_t cursor, size_t *top, int height)
{
	size_t fit = height > 0 ? (size_t)height : 1;

	if (cursor < *top)
		*top = cursor;
	if (cursor >= *top + fit)
		*top = cursor - fit + 1;
}

static void draw_lines(struct grid *g, struct rect r, const struct table *t, size_t cursor,
		       size_t *top, const struct value_context *c)
{
	int label = widest(g, t, t->chart_label, LABEL_MOST, c);

	put_heads(g, (struct rect){ r.x + label, r.y, r.w - label, 1 }, t, c);
	rect_cut_top(&r, 1);
	scroll(cursor, top, r.h);
	for (int y = 0; y < r.h && *top + (size_t)y < t->nrows; y++) {
		size_t row = *top + (size_t)y;
		struct rect line = rect_row(r, y), bar;
		int rest = put_rest(g, (struct rect){ line.x + label, line.y, line.w - label, 1 }, t,
				    row, c);
		put(g, (struct rect){ line.x, line.y, label, 1 }, tone_style(t->rows[row].tone), false,
		    t, row, t->chart_label, c);
		bar = (struct rect){ line.x + label + 2, line.y, line.w - label - rest - 3, 1 };
		if (bar.w > 3)
			draw_share(g, bar, t->chart, row, share_of(t, row));
		grid_zone(g, line, row == cursor ? ZONE_HERE : ZONE_ROW, 0);
		if (row == cursor) {
			grid_restyle(g, (struct rect){ line.x, line.y, label, 1 }, ROLE_SELECTED);
			grid_restyle(g, (struct rect){ line.x + line.w - rest, line.y, rest, 1 },
				     ROLE_SELECTED);
			grid_cursor(g, line.x, line.y, false);
		}
	}
}

#define LAYER_MOST 3 /* lines a layer of a pyramid is high */

/* The stone: each line as much wider than the one above, whatever the sums are. Its form is its name. */
static void draw_stone(struct grid *g, struct rect r, size_t layers, int high)
{
	int lines = (int)layers * high, step = lines > 1 ? (r.w - 2) / 2 / (lines - 1) : 0;

	step = step > 4 ? 4 : step;
	for (int y = 0; y < lines; y++)
		draw_leaning(g, rect_row(r, y), series((size_t)(y / high)), 2 + 2 * step * y,
			     GLYPH_SLOPE_UP, GLYPH_SLOPE_DOWN);
}

/* A pyramid, and right of it what each layer is. */
static void draw_pyramid(struct grid *g, struct rect r, const struct table *t, size_t cursor,
			 const struct value_context *c)
{
	int label = widest(g, t, t->chart_label, LABEL_MOST, c);
	int high = (r.h - 1) / (int)t->nrows, figures = 0;
	struct rect words = r, stone;

	high = high > LAYER_MOST ? LAYER_MOST : high < 1 ? 1 : high;
	for (int i = 0; i < (int)t->ncolumns; i++)
		figures += i == t->chart_label ? label + 2 : figure_width(g, t, i, c) + 2;
	stone = rect_cut_left(&words, r.w - figures > 12 ? r.w - figures : 0);
	if (stone.w > 2 + 8 * LAYER_MOST * (int)t->nrows)
		words.w = figures + 8;
	put_heads(g, (struct rect){ words.x + label, words.y, words.w - label, 1 }, t, c);
	stone.h -= 1;
	stone.y += 1;
	if (stone.w > 3)
		draw_stone(g, rect_inset(stone, 1, 0), t->nrows, high);
	for (size_t i = 0; i < t->nrows; i++) {
		struct rect line = rect_row(words, 1 + (int)i * high + high / 2);
		put(g, (struct rect){ line.x, line.y, label, 1 }, tone_style(t->rows[i].tone), false, t, i,
		    t->chart_label, c);
		put_rest(g, (struct rect){ line.x + label, line.y, line.w - label, 1 }, t, i, c);
		grid_zone(g, line, i == cursor ? ZONE_HERE : ZONE_ROW, 0);
		if (i == cursor) {
			grid_restyle(g, line, ROLE_SELECTED);
			grid_cursor(g, line.x, line.y, false);
		}
	}
}

/* What the cursor is on, in words: every column of its row. */
static void put_reading(struct grid *g, struct rect line, const struct table *t, size_t cursor,
			const struct value_context *c)
{
	struct sbuf text = SBUF_INIT;

	for (size_t i = 0; i < t->ncolumns && cursor < t->nrows; i++) {
		if (t->rows[cursor].cells[i].kind == VALUE_NULL)
			continue;
		if ((int)i != t->chart_label)
			sbuf_printf(&text, "   %s ", _(t->columns[i].label));
		show(&text, t, cursor, (int)i, c);
	}
	grid_put_fit(g, line.x, line.y, line.w, ROLE_ACCENT, sbuf_text(&text));
	sbuf_free(&text);
}

/* "2026-03" becomes "Mar", and below it the year where one begins; other labels stand as they are. */
static void put_label(struct grid *g, struct rect axis, int x, int w, const struct table *t, size_t row,
		      bool first, const struct value_context *c)
{
	static const char *const months[] = { N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"),
					      N_("Jun"), N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"),
					      N_("Nov"), N_("Dec") };
	struct sbuf text = SBUF_INIT;
	int year, month, end = 0;

	show(&text, t, row, t->chart_label, c);
	if (sscanf(sbuf_text(&text), "%4d-%2d%n", &year, &month, &end) == 2 &&
	    end == (int)text.len && month >= 1 && month <= 12) {
		grid_put(g, x, axis.y, w, ROLE_QUIET, _(months[month - 1]));
		if (first || month == 1)
			grid_printf(g, x, axis.y + 1, w, ROLE_QUIET, w < 4 ? "'%02d" : "%d", w < 4 ? year % 100 : year);
	} else {
		grid_put_fit(g, x, axis.y, w, ROLE_QUIET, sbuf_text(&text));
	}
	sbuf_free(&text);
}

/* The value on top of its column: all of them where there is room, else the cursor's. */
static void put_top(struct grid *g, struct rect column, int high, const struct table *t, size_t row, unsigned style,
		    const struct value_context *c)
{
	struct value v = t->rows[row].cells[t->chart_value];
	struct sbuf text = SBUF_INIT;

	if (v.kind == VALUE_INT && t->columns[t->chart_value].field.type == FIELD_MONEY)
		money_short(&text, v.i, v.s ? v.s : c->currency);
	else
		show(&text, t, row, t->chart_value, c);
	if (v.kind == VALUE_INT && v.i)
		grid_put_fit(g, column.x, column.y + column.h - 1 - high, column.w, style,
			     sbuf_text(&text));
	sbuf_free(&text);
}

#define COLUMN_MOST  9
#define COLUMN_LEAST 4 /* a month's name and a gap */
#define COLUMN_TOLD  8 /* so wide that its value stands on it */

/* Columns over time, one a row: the shape of the year at a glance. */
static void draw_columns(struct grid *g, struct rect r, const struct table *t, size_t cursor,
			 size_t *top, const struct value_context *c)
{
	double most = greatest(t, t->chart_value);
	int width = r.w / (int)t->nrows;
	struct rect reading = rect_cut_bottom(&r, 1), axis = rect_cut_bottom(&r, 3);

	width = width > COLUMN_MOST ? COLUMN_MOST : width < COLUMN_LEAST ? COLUMN_LEAST : width;
	scroll(cursor, top, r.w / width);
	grid_hline(g, axis.x, axis.y, axis.w, ROLE_QUIET);
	for (size_t i = *top; i < t->nrows && (int)(i - *top) < r.w / width; i++) {
		struct rect column = { r.x + (int)(i - *top) * width, r.y, width - 1, r.h }, bar;
		double share = most > 0 ? value_of(t, i, t->chart_value) / most : 0;
		unsigned style = i == cursor ? ROLE_ACCENT : ROLE_CHART1;
		int high;
		bar = (struct rect){ column.x, column.y + 1, column.w, column.h - 1 };
		high = draw_column(g, bar, style, share);
		put_label(g, (struct rect){ axis.x, axis.y + 1, axis.w, 2 }, column.x, column.w, t, i,
			  i == *top, c);
		if (width >= COLUMN_TOLD)
			put_top(g, bar, high, t, i, i == cursor ? ROLE_ACCENT : ROLE_QUIET, c);
		if (i == cursor) {
			grid_restyle(g, (struct rect){ column.x, axis.y + 1, 3, 1 }, ROLE_SELECTED);
			grid_cursor(g, column.x, axis.y + 1, false);
		}
	}
	put_reading(g, reading, t, cursor, c);
}

static int dot_x(const struct plot *p, double share)
{
	return (int)lround(share * (p->w * 2 - 1));
}

static int dot_y(const struct plot *p, double share)
{
	return p->h * 4 - 1 - (int)lround(share * (p->h * 4 - 1));
}

static void plot_curve(struct plot *p, const struct table *t)
{
	int x0 = 0, y0 = dot_y(p, 0);

	for (size_t i = 0; i < t->nrows; i++) {
		int x = dot_x(p, value_of(t, i, t->chart_label) / 1e6);
		int y = dot_y(p, value_of(t, i, t->chart_value) / 1e6);
		plot_line(p, x0, y0, x, y);
		x0 = x;
		y0 = y;
	}
}

/* Two axes from 0 to 100 %: r is what they enclose. */
static void draw_axes(struct grid *g, struct rect r, const char *below)
{
	grid_vline(g, r.x - 1, r.y, r.h, ROLE_QUIET);
	grid_hline(g, r.x, r.y + r.h, r.w, ROLE_QUIET);
	grid_put_glyph(g, r.x - 1, r.y + r.h, ROLE_QUIET, GLYPH_BOTTOM_LEFT);
	grid_put_right(g, r.x - 7, r.y, 5, ROLE_QUIET, /* xgettext:no-c-format */ _("100 %"));
	grid_put_right(g, r.x - 7, r.y + r.h / 2, 5, ROLE_QUIET, /* xgettext:no-c-format */ _("50 %"));
	grid_put(g, r.x, r.y + r.h + 1, r.w, ROLE_QUIET, "0");
	grid_put_centre(g, r.x, r.y + r.h + 1, r.w, ROLE_QUIET, below);
	grid_put_right(g, r.x, r.y + r.h + 1, r.w, ROLE_QUIET, /* xgettext:no-c-format */ _("100 %"));
}

/* Where the cursor is: lines from the curve to both axes, as people read a diagram. */
static void plot_cursor(struct plot *p, const struct table *t, size_t cursor)
{
	int x = dot_x(p, value_of(t, cursor, t->chart_label) / 1e6);
	int y = dot_y(p, value_of(t, cursor, t->chart_value) / 1e6);

	for (int i = 0; i < x; i += 4)
		plot_dot(p, i, y);
	for (int i = y; i < p->h * 4; i += 4)
		plot_dot(p, x, i);
}

/* The curve of cumulated shares over the diagonal of equality. */
static void draw_lorenz(struct grid *g, struct rect r, const struct table *t, size_t cursor,
			const struct value_context *c)
{
	struct rect reading = rect_cut_bottom(&r, 1), field;
	struct plot curve, even, at;
	int most;

	rect_cut_bottom(&r, 2);
	rect_cut_left(&r, 8);
	most = r.h * 4 > 40 ? r.h * 4 : 40;
	field = (struct rect){ r.x, r.y, r.w > most ? most : r.w, r.h };
	draw_axes(g, field, _("customers, the best first"));
	plot_open(&curve, field.w, field.h);
	plot_open(&even, field.w, field.h);
	plot_open(&at, field.w, field.h);
	plot_line(&even, 0, dot_y(&even, 0), dot_x(&even, 1), 0);
	plot_curve(&curve, t);
	if (cursor < t->nrows)
		plot_cursor(&at, t, cursor);
	plot_draw(&even, g, field.x, field.y, ROLE_QUIET);
	plot_draw(&at, g, field.x, field.y, ROLE_ACCENT);
	plot_draw(&curve, g, field.x, field.y, ROLE_CHART1);
	plot_free(&curve);
	plot_free(&even);
	plot_free(&at);
	put_reading(g, reading, t, cursor, c);
	grid_cursor(g, reading.x, reading.y, false);
}

#define DIAGRAM_LINES 18

int chart_lines(const struct table *t)
{
	int rows = (int)t->nrows;

	if (t->chart == CHART_PYRAMID)
		return rows * LAYER_MOST + 1;
	return chart_is_lines(t->chart) ? rows + 1 : DIAGRAM_LINES;
}

void chart_draw(struct grid *g, struct rect r, const struct table *t, size_t cursor, size_t *top,
		const struct value_context *c)
{
	struct rect old = grid_clip(g, r);

	if (!t->nrows)
		grid_put(g, r.x, r.y, r.w, ROLE_QUIET, _("no data"));
	else if (t->chart == CHART_PYRAMID)
		draw_pyramid(g, r, t, cursor, c);
	else if (chart_is_lines(t->chart))
		draw_lines(g, r, t, cursor, top, c);
	else if (t->chart == CHART_LINE)
		draw_columns(g, r, t, cursor, top, c);
	else if (t->chart == CHART_LORENZ)
		draw_lorenz(g, r, t, cursor, c);
	grid_unclip(g, old);
}
