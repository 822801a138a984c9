#include "term/draw.h"

#define PLOT_FAR 16000 /* further out, a line is only a direction */

/* share of `steps`, to the nearest; above zero at least one. */
static int steps_of(double share, int steps)
{
	int n;

	if (!(share > 0) || steps <= 0)
		return 0;
	n = (int)((share < 1 ? share : 1) * steps + 0.5);
	return n ? n : 1;
}

int draw_bar(struct grid *g, int x, int y, int width, unsigned style, double share)
{
	int eighths = steps_of(share, width * 8), full = eighths / 8, rest = eighths % 8;

	for (int i = 0; i < full; i++)
		grid_put_glyph(g, x + i, y, style, GLYPH_FULL);
	if (rest)
		grid_put_glyph(g, x + full, y, style, GLYPH_LEFT1 + rest - 1);
	return full + (rest > 0);
}

static void put_eighths(struct grid *g, int x, int y, unsigned style, int eighths)
{
	if (eighths >= 8)
		grid_put_glyph(g, x, y, style, GLYPH_FULL);
	else if (eighths > 0)
		grid_put_glyph(g, x, y, style, GLYPH_LOW1 + eighths - 1);
}

int draw_column(struct grid *g, struct rect r, unsigned style, double share)
{
	int eighths = steps_of(share, r.h * 8);

	for (int i = 0; i < r.h; i++)
		for (int x = r.x; x < r.x + r.w; x++)
			put_eighths(g, x, r.y + r.h - 1 - i, style, eighths - i * 8);
	return (eighths + 7) / 8;
}

void draw_spark(struct grid *g, int x, int y, int width, unsigned style, const double *values,
		size_t n)
{
	double low = 0, high = 0;
	size_t from = n > (size_t)(width > 0 ? width : 0) ? n - (size_t)(width > 0 ? width : 0) : 0;

	for (size_t i = from; i < n; i++) {
		low = values[i] < low ? values[i] : low;
		high = values[i] > high ? values[i] : high;
	}
	x += width - (int)(n - from);
	for (size_t i = from; i < n && high > low; i++)
		put_eighths(g, x + (int)(i - from), y, style,
			    steps_of((values[i] - low) / (high - low), 8));
}

void draw_heat(struct grid *g, struct rect r, unsigned style, double share)
{
	int shade = steps_of(share, 4);

	grid_fill(g, r, style);
	for (int y = r.y; shade && y < r.y + r.h; y++)
		for (int x = r.x; x < r.x + r.w; x++)
			grid_put_glyph(g, x, y, style, GLYPH_SHADE1 + shade - 1);
}

void plot_open(struct plot *p, int w, int h)
{
	p->w = w > 0 ? w : 0;
	p->h = h > 0 ? h : 0;
	p->dots = xcalloc((size_t)p->w * (size_t)p->h, 1);
}

void plot_free(struct plot *p)
{
	free(p->dots);
	memset(p, 0, sizeof(*p));
}

void plot_dot(struct plot *p, int x, int y)
{
	/* Braille numbers its dots down the columns; the fourth row came later. */
	static const uint8_t bit[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

	if (x >= 0 && y >= 0 && x < p->w * 2 && y < p->h * 4)
		p->dots[y / 4 * p->w + x / 2] |= bit[y % 4][x % 2];
}

static int near(int v)
{
	return v < -PLOT_FAR ? -PLOT_FAR : v > PLOT_FAR ? PLOT_FAR : v;
}

void plot_line(struct plot *p, int x0, int y0, int x1, int y1)
{
	int dx = near(x1) - near(x0), dy = near(y1) - near(y0);
	int steps = abs(dx) > abs(dy) ? abs(dx) : abs(dy);

	x0 = near(x0);
	y0 = near(y0);
	plot_dot(p, x0, y0);
	for (int i = 1; i <= steps; i++) {
		int half_x = dx < 0 ? -steps / 2 : steps / 2, half_y = dy < 0 ? -steps / 2 : steps / 2;
		plot_dot(p, x0 + (dx * i + half_x) / steps, y0 + (dy * i + half_y) / steps);
	}
}

static void put_dots(struct grid *g, int x, int y, unsigned style, uint8_t dots)
{
	/* U+2800 and the bits; eight bits spread over the last two bytes. */
	char braille[4] = {(char)0xE2, (char)(0xA0 | dots >> 6), (char)(0x80 | (dots & 0x3f)), 0};
	bool upper = dots & 0x1b, lower = dots & 0xe4;

	if (g->graphics != GRAPHICS_UTF8)
		grid_put(g, x, y, 1, style, upper && lower ? ":" : upper ? "'" : ".");
	else
		grid_put(g, x, y, 1, style, braille);
}

void plot_draw(const struct plot *p, struct grid *g, int x, int y, unsigned style)
{
	for (int i = 0; i < p->w * p->h; i++)
		if (p->dots[i])
			put_dots(g, x + i % p->w, y + i / p->w, style, p->dots[i]);
}
