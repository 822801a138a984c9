/* A list of any length of which a window is in memory: cursor, marks, scrolling. */
#ifndef WIDGET_LIST_H
#define WIDGET_LIST_H

#include "widget/marks.h"
#include "widget/rows.h"

struct list {
	struct table *table;   /* the window that is loaded; owned; NULL before the first answer */
	int64_t total;         /* rows of the whole */
	int64_t cursor, top;   /* row numbers in the whole */
	int64_t id;            /* of the record under the cursor: the cursor follows it over reloads */
	int column;            /* under the column cursor, an index into the table's columns */
	int height;            /* rows of the last draw */
	/* What the columns take to show all that came since they are these: they are laid out anew only where a
	 * window has something longer, so that nothing moves under the eye that scrolls. */
	int need[ROWS_MAX_COLUMNS];
	bool measured;         /* the window at hand was */
	struct rect cell;      /* where the value under both cursors stood then */
	struct marks marks;
	int64_t anchor;        /* where a range began; -1: none */
};

void list_begin(struct list *l);
void list_free(struct list *l);

/* Takes a window that the store answered; the cursor stays on its record when it is in there. */
void list_take(struct list *l, struct table *window);
/* Whether rows on the screen, or beside it, are missing; then the window to ask for. */
bool list_wants(const struct list *l, int64_t *offset, int64_t *limit);
/* Forgets the position but not the marks: another filter, another order. */
void list_rewind(struct list *l);

void list_draw(struct list *l, struct grid *g, struct rect r, const struct rows_style *s);

void list_move(struct list *l, int64_t by);
void list_go(struct list *l, int64_t row);
void list_move_column(struct list *l, int by);
/* The row under the cursor, or NULL while it is not loaded. Borrowed until the next list_take. */
const struct row *list_row(const struct list *l);
const struct column *list_column(const struct list *l);

void list_unmark_all(struct list *l);

#endif
