/* Several tables under one another with heads, one cursor over all their rows: Today, the parts of a
 * record, search results. */
#ifndef WIDGET_SECTIONS_H
#define WIDGET_SECTIONS_H

#include "widget/marks.h"
#include "widget/rows.h"

struct section {
	struct table *table;  /* borrowed */
	const char *head;     /* for people; NULL: the table's title */
	const char *empty;    /* said when it has no rows; NULL: the section is left out */
	const char *mark;     /* a column: rows with a value in it are marked; NULL: none */
	bool columns;         /* show the columns' heads */
	bool noted;           /* its note stands elsewhere */
	bool stop;            /* the cursor goes to it though it is empty: one line, to add the first there */
};

struct sections {
	struct section *items;
	size_t n, room;
	size_t section, row;  /* the cursor */
	const struct entity *entity; /* of the row under it: the cursor follows it over reloads */
	int64_t id;
	struct marks marks;   /* records that are marked for the next action, all of one kind: */
	const struct entity *marked;
	int top;              /* first line shown */
	int height;
	int margin;           /* heads stand left of their rows in so many columns; 0: above them */
	int gap;              /* blank lines after a section, with a margin: as there is room */
	const char *pages;    /* name of the table that comes page by page; NULL: none */
	size_t come;          /* as many of its rows the person had come to, which are asked for again */
	bool ended;           /* a page of it had no rows: there are no more to be had, whatever was counted */
	char *sought;         /* what is looked for in rows that are still to come; owned, NULL: nothing */
};

void sections_free(struct sections *s);
/* Empties it but keeps the cursor for what is added next; sections_settle puts it there. */
void sections_reset(struct sections *s);
/* Borrows the table. The section is borrowed until the next one. */
struct section *sections_add(struct sections *s, struct table *t);
/* Another question: from the first row of its first page on. */
void sections_rewind(struct sections *s);
/* After the last one was added: the cursor goes to its record, else stays near where it was. */
void sections_settle(struct sections *s);

/* By rows, over the heads between them. */
void sections_move(struct sections *s, int by);
/* To the first row of the next or previous section that has any, or is a stop; false, and nothing moves, when none has. */
bool sections_next(struct sections *s, int by);
void sections_first(struct sections *s);
void sections_last(struct sections *s);
/* Whether there is anything for the cursor to stand on. */
bool sections_any(const struct sections *s);
/* The row under the cursor, or NULL. */
const struct row *sections_row(const struct sections *s);
/* The table it is in, or NULL. */
const struct table *sections_table(const struct sections *s);
/* Marks the record under the cursor, or no more; what is marked of another kind no longer is. */
void sections_mark(struct sections *s);
/* The same with each record of the section under the cursor. */
void sections_mark_all(struct sections *s);
/* All rows of all sections. */
size_t sections_count(const struct sections *s);

/* The table that comes page by page, or NULL. */
struct table *sections_paged(const struct sections *s);
/* Whether it has more rows than came; and the cursor is on the last of these. */
bool sections_has_more(const struct sections *s);
bool sections_at_more(const struct sections *s);

/* Goes to the next (by > 0) or previous row in which a shown text has the words. 1, or 0 when none has, or -1
 * when none has as far as the end of a section that has more; then the cursor stays. */
int sections_find(struct sections *s, const char *words, int by, const struct value_context *c);

void sections_draw(struct sections *s, struct grid *g, struct rect r,
		   const struct rows_style *style);

#endif
