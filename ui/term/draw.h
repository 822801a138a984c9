/* Pictures made of cells: bars, columns, sparklines, heat, and dots in braille. */
#ifndef TERM_DRAW_H
#define TERM_DRAW_H

#include "term/grid.h"

/* A bar over `share` (0 to 1, cut) of the width, to an eighth of a column. A share above zero is
 * never invisible. Returns the columns that are at least partly filled. */
int draw_bar(struct grid *g, int x, int y, int width, unsigned style, double share);
/* A column standing on the bottom of r over `share` of its height, as wide as r. Returns the lines in which it stands. */
int draw_column(struct grid *g, struct rect r, unsigned style, double share);
/* n values as columns of one row, the newest at the right end; scaled from zero (or the least, if
 * that is negative) to the greatest. More values than columns: the oldest are left out. */
void draw_spark(struct grid *g, int x, int y, int width, unsigned style, const double *values,
		size_t n);
/* r filled with a shade for share 0 (blank) to 1 (full): one field of a heat map. */
void draw_heat(struct grid *g, struct rect r, unsigned style, double share);

/* A picture of dots, two across and four down a cell (one in ASCII), the origin at the top left. */
struct plot {
	int w, h;      /* in cells */
	uint8_t *dots; /* braille bits a cell */
};
void plot_open(struct plot *p, int w, int h);
void plot_free(struct plot *p);
/* In dots: x below 2 w, y below 4 h; outside is ignored. */
void plot_dot(struct plot *p, int x, int y);
void plot_line(struct plot *p, int x0, int y0, int x1, int y1);
/* Puts it; cells without dots leave what is there (a second plot can lie over a first). */
void plot_draw(const struct plot *p, struct grid *g, int x, int y, unsigned style);

#endif
