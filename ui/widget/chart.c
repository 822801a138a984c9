#include "widget/chart.h"

#include <math.h>

#include "base/intl.h"
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

static void show(struct sbuf *out, const struct table *t, size_t row, int column,
		 const struct value_context *c)
{
	value_show(out, &t->columns[column].field, t->rows[row].cells[column], c);
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
		int w = widest(g, t, i, VALUE_MOST, c);
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
		int w = widest(g, t, i, VALUE_MOST, c);
		if (i == t->chart_label || !w || x - w - 2 < line.x)
			continue;
		x -= w;
		grid_put_right(g, x - 1, line.y, w + 1, ROLE_HEADER, _(t->columns[i].label));
		x -= 2;
	}
}

/* A bar from the left, or in the middle as a funnel and a pyramid have it. */
static void draw_share(struct grid *g, struct rect r, enum chart chart, size_t row, double share)
{
	unsigned style = chart == CHART_BARS ? ROLE_CHART1 : ROLE_CHART1 + (unsigned)(row % 6);
	int w = (int)lround(share * r.w);

	if (chart == CHART_BARS) {
		draw_bar(g, r.x, r.y, r.w, style, share);
		return;
	}
	if (w < 1 && share > 0)
		w = 1;
	for (int x = 0; x < w; x++)
		grid_put_glyph(g, r.x + (r.w - w) / 2 + x, r.y, style, GLYPH_FULL);
}

/* A pyramid's layers widen by their rank, whatever their sums: its form is its name. */
static double share_of(const struct table *t, size_t row)
{
	double most = greatest(t, t->chart_value);

	if (t->chart == CHART_PYRAMID)
		return (double)(row + 1) / (double)t->nrows;
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

	put_heads(g, rect_row(r, 0), t, c);
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
		if (row == cursor) {
			grid_restyle(g, (struct rect){ line.x, line.y, label, 1 }, ROLE_SELECTED);
			grid_restyle(g, (struct rect){ line.x + line.w - rest, line.y, rest, 1 },
				     ROLE_SELECTED);
			grid_cursor(g, line.x, line.y, false);
		}
	}
}

static void draw_axis(struct grid *g, struct rect r, const struct table *t, size_t cursor,
		      const struct value_context *c)
{
	struct rect half = { r.x, r.y, r.w / 2, 1 };

	put(g, half, ROLE_QUIET, false, t, 0, t->chart_label, c);
	half.x += r.w - half.w;
	put(g, half, ROLE_QUIET, true, t, t->nrows - 1, t->chart_label, c);
	if (cursor < t->nrows) {
		struct rect middle = { r.x + r.w / 3, r.y, r.w / 3, 1 };
		struct sbuf text = SBUF_INIT;
		show(&text, t, cursor, t->chart_label, c);
		sbuf_puts(&text, "  ");
		show(&text, t, cursor, t->chart_value, c);
		grid_put_centre(g, middle.x, middle.y, middle.w, ROLE_SELECTED, sbuf_text(&text));
		sbuf_free(&text);
	}
}

/* Columns over time, one a row: the shape of the year at a glance. */
static void draw_columns(struct grid *g, struct rect r, const struct table *t, size_t cursor,
			 size_t *top, const struct value_context *c)
{
	double most = greatest(t, t->chart_value);
	int width = t->nrows ? (r.w - 2) / (int)t->nrows : r.w;
	struct rect axis = rect_cut_bottom(&r, 1);
	size_t fit;

	width = width > 6 ? 6 : width < 2 ? 2 : width;
	fit = (size_t)(r.w / width);
	scroll(cursor, top, (int)fit);
	for (size_t i = *top; i < t->nrows && i < *top + fit; i++) {
		struct rect column = { r.x + (int)(i - *top) * width, r.y, width - 1, r.h };
		double share = most > 0 ? value_of(t, i, t->chart_value) / most : 0;
		draw_column(g, column, i == cursor ? ROLE_ACCENT : ROLE_CHART1, share);
		if (i == cursor)
			grid_cursor(g, column.x, r.y + r.h - 1, false);
	}
	draw_axis(g, axis, t, cursor, c);
}

/* The curve of cumulated shares over the diagonal of equality; both axes run from 0 to 100 %. */
static void draw_lorenz(struct grid *g, struct rect r, const struct table *t)
{
	struct rect axis = rect_cut_bottom(&r, 1);
	struct plot curve, even;
	int w = r.w * 2, h = r.h * 4, x0 = 0, y0 = h - 1;

	plot_open(&curve, r.w, r.h);
	plot_open(&even, r.w, r.h);
	plot_line(&even, 0, h - 1, w - 1, 0);
	for (size_t i = 0; i < t->nrows; i++) {
		int x = (int)lround(value_of(t, i, t->chart_label) / 1e6 * (w - 1));
		int y = h - 1 - (int)lround(value_of(t, i, t->chart_value) / 1e6 * (h - 1));
		plot_line(&curve, x0, y0, x, y);
		x0 = x;
		y0 = y;
	}
	plot_draw(&even, g, r.x, r.y, ROLE_QUIET);
	plot_draw(&curve, g, r.x, r.y, ROLE_CHART1);
	plot_free(&even);
	plot_free(&curve);
	grid_put(g, axis.x, axis.y, axis.w, ROLE_QUIET, "0");
	grid_put_centre(g, axis.x, axis.y, axis.w, ROLE_QUIET, _("share of the customers"));
	grid_put_right(g, axis.x, axis.y, axis.w, ROLE_QUIET, "100 %");
}

void chart_draw(struct grid *g, struct rect r, const struct table *t, size_t cursor, size_t *top,
		const struct value_context *c)
{
	struct rect old = grid_clip(g, r);

	if (!t->nrows)
		grid_put(g, r.x, r.y, r.w, ROLE_QUIET, _("no data"));
	else if (chart_is_lines(t->chart))
		draw_lines(g, r, t, cursor, top, c);
	else if (t->chart == CHART_LINE)
		draw_columns(g, r, t, cursor, top, c);
	else if (t->chart == CHART_LORENZ)
		draw_lorenz(g, r, t);
	grid_unclip(g, old);
}
