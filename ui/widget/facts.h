/* What is known of one record, as labels and values in one or two columns. */
#ifndef WIDGET_FACTS_H
#define WIDGET_FACTS_H

#include "model/table.h"
#include "term/grid.h"

struct facts {
	unsigned flags;   /* only fields with any of these */
	int columns;      /* at most so many side by side */
	int cursor;       /* the fact under the cursor, counted as drawn; -1: none */
	int shown;        /* how many there were at the last draw */
	struct rect here; /* where the value under the cursor stood */
	int lines;        /* and below one another: further ones stand beside these */
	int top;          /* the first line shown: it follows the cursor when there is not room for all */
};

/* Draws the first row of `t` from the top of r; fields without a value are left out. Returns the lines
 * used. */
int facts_draw(struct facts *f, struct grid *g, struct rect r, const struct table *t,
	       const struct value_context *c);
/* Lines it would use in this width. */
int facts_lines(const struct facts *f, const struct table *t, int width);
/* The column index of the n-th fact as drawn, or -1. */
int facts_column(const struct facts *f, const struct table *t, int n);
/* The cursor goes to the fact beside, in the next or previous column, if there is one. A column that is shorter has
 * its last fact beside those below it. */
void facts_beside(struct facts *f, int by);

#endif
