/* Pure geometry: rectangles, and how a length is shared out. Knows nothing of what is drawn. */
#ifndef TERM_LAYOUT_H
#define TERM_LAYOUT_H

#include "base/base.h"

/* Columns and rows of a screen, from the top left corner. Never negative in size. */
struct rect {
	int x, y, w, h;
};

bool rect_empty(struct rect r);
bool rect_holds(struct rect r, int x, int y);
/* What two rectangles share; of size zero when nothing. */
struct rect rect_clip(struct rect r, struct rect to);
/* r without dx columns on the left and right, dy rows above and below. */
struct rect rect_inset(struct rect r, int dx, int dy);
/* A w by h rectangle in the middle of r, cut to r. */
struct rect rect_centre(struct rect r, int w, int h);
/* Row i of r (0 is the top one), of size zero when r has no such row. */
struct rect rect_row(struct rect r, int i);

/* Cut n rows or columns (fewer when there are fewer) off a side of *r and return them:
 *   struct rect bar = rect_cut_bottom(&screen, 1); */
struct rect rect_cut_top(struct rect *r, int n);
struct rect rect_cut_bottom(struct rect *r, int n);
struct rect rect_cut_left(struct rect *r, int n);
struct rect rect_cut_right(struct rect *r, int n);

/* One column of a list, one pane of a screen. */
struct layout_item {
	int min;    /* it makes no sense below this size */
	int want;   /* what it needs to show everything; never less than min */
	int weight; /* its share of what is left over; 0: it never grows beyond want */
	int drop;   /* 0: never dropped, only cut short; else the highest goes first */
};

/* Shares r out from left to right (top to bottom), `gap` columns (rows) between neighbours, in four
 * steps: while the minimums do not fit the item with the highest drop (the last of equals) goes; if
 * they still do not fit the last ones are cut short; what is over lets all grow evenly towards what
 * they want; the rest goes by weight. out has n rectangles; a dropped one has size zero. */
void layout_columns(struct rect r, int gap, const struct layout_item *items, size_t n,
		    struct rect *out);
void layout_rows(struct rect r, int gap, const struct layout_item *items, size_t n,
		 struct rect *out);

#endif
