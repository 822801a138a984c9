/* Rows of a table as lines of cells: what lists, sections and previews have in common. */
#ifndef WIDGET_ROWS_H
#define WIDGET_ROWS_H

#include "model/table.h"
#include "term/grid.h"

#define ROWS_MAX_COLUMNS 64
#define ROWS_GUTTER      2 /* left of the first column: the mark, and the selected row's edge */

/* Which columns are shown in a width, and where. */
struct rows_layout {
	struct rect columns[ROWS_MAX_COLUMNS]; /* w 0: given way; y and h are not used */
	size_t n;
};

/* Takes the columns in which no row says anything out of sight, so that the others have their room; for
 * tables that are there as a whole. NULL is fine. */
void rows_hide_empty(struct table *t);

/* Shares the width out by the fields' widths and their shrink order; what the rows are sorted by first ("-close,id")
 * never gives way, so that their order is seen. `sort` may be NULL. */
void rows_lay(struct rows_layout *l, const struct table *t, int x, int width, const char *sort);

struct rows_style {
	const struct value_context *context;
	const struct text_typed *match; /* words to show as found; NULL: none */
	int column;           /* the column under the cursor, or -1 */
	const char *sort;     /* "-amount": the head shows the order; NULL: none */
	bool focus;           /* the pane has the focus */
	bool bare;            /* without heads: a yes is its column's word, a no nothing */
};

/* Raises need[i] to what column i takes to show its head, if that is drawn, and all that the rows have, or the first
 * hundreds of them. */
void rows_need(int *need, const struct table *t, struct grid *g, const struct rows_style *s);
/* Columns that would be cut get what is free up to x + width, then what others do not need: first those that can be
 * whole with it, then the narrowest. */
void rows_even(struct rows_layout *l, const int *need, int x, int width);

/* A value as a row has it, in words: what is nothing there is nothing here. */
void rows_say(struct sbuf *out, const struct field *f, struct value v, const struct value_context *c);

void rows_draw_head(struct grid *g, struct rect line, const struct table *t,
		    const struct rows_layout *l, const struct rows_style *s);
void rows_draw(struct grid *g, struct rect line, const struct table *t, size_t row,
	       const struct rows_layout *l, const struct rows_style *s, bool selected, bool marked);
/* Puts a text in the style, and what `match` finds in it in ROLE_MATCH. */
void rows_put_matched(struct grid *g, int x, int y, int width, unsigned style, const char *text,
		      const struct text_typed *match);
/* The style of a tone. */
unsigned tone_style(enum tone tone);

#endif
