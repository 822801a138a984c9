/* Columns of cards: stages and the deals in them. */
#ifndef WIDGET_BOARD_H
#define WIDGET_BOARD_H

#include "widget/marks.h"
#include "widget/rows.h"

/* What of the tables the board shows: a head row for each column, and a table of cards. */
struct board {
	const struct table *heads;        /* one row a column: name, count, sum, weighted sum */
	const struct table *const *cards; /* one table a column; borrowed */
	size_t n;
	size_t column, card;  /* the cursor */
	size_t left;          /* first column that is shown whole */
	size_t *tops;         /* first card shown, for each column; n of them */
	int height;           /* cards that fit */
	struct marks marks;
	int onto;             /* 1 and the column over which a card is held, which is shown; 0: none */
};

#define CARD_LINES 4

/* Takes new tables and keeps the cursor on the card `id` when it is there. */
void board_take(struct board *b, const struct table *heads, const struct table *const *cards,
		size_t n, int64_t id);
void board_free(struct board *b);
/* Moves the cursor, as far as there are columns and cards. */
void board_move(struct board *b, int columns, int cards);
size_t board_count(const struct board *b); /* cards in all columns */
/* The card under the cursor, or NULL. Borrowed until the next board_take. */
const struct row *board_row(const struct board *b);
/* As many columns as there is room for, the others as stubs with their count. */
void board_draw(struct board *b, struct grid *g, struct rect r, const struct value_context *c);

#endif
