/* A calendar: days and hours, with what stands in them. A day or a week is a grid of half hours with a column
 * for each day, or for each person of a team; a month is a grid of days; an agenda is a list. */
#ifndef WIDGET_CALENDAR_H
#define WIDGET_CALENDAR_H

#include "model/calendar.h"
#include "model/table.h"
#include "term/grid.h"

enum calendar_mode { CALENDAR_DAY, CALENDAR_WEEK, CALENDAR_MONTH, CALENDAR_AGENDA, CALENDAR_MODES };

#define CALENDAR_SLOTS   48 /* half hours of a day */
#define CALENDAR_ALL_DAY (-1)
#define CALENDAR_COLUMNS 32

struct calendar_item {
	const struct row *row;  /* its record; borrowed, as the texts are */
	bool timed;
	date_t day, last;       /* from when to when it stands, last included */
	int from, to;           /* minutes of the first and of the last day, when timed */
	int64_t owner;
	bool done;
	enum tone tone;
	const char *title, *beside, *clash; /* beside and clash may be "" */
};

struct calendar_column {
	date_t day;
	int64_t owner;    /* 0: anybody */
	const char *name; /* of the owner */
};

struct calendar {
	enum calendar_mode mode;
	struct calendar_item *items; /* by day, those without an hour first, then by hour */
	size_t n, room;
	struct calendar_column columns[CALENDAR_COLUMNS]; /* of a grid */
	size_t ncolumns;
	const struct table *free;    /* gaps: from, minutes */
	const struct table *by_day;  /* days, with their minutes that are free */
	date_t first;                /* of the window */
	int days;
	/* The cursor: a day and half an hour of it or CALENDAR_ALL_DAY; of several at once, which one. */
	size_t column;
	date_t day;
	int slot;
	size_t item;                 /* n: none */
	/* What drawing found out. */
	int top, height;             /* first half hour, or line, that is shown; how many are */
	int lines;                   /* of a day of a month, or of what has no hour: what has none is a "+3" */
};

void calendar_free(struct calendar *c);
void calendar_clear(struct calendar *c);
/* Items are added in any order; their order is made by calendar_settle. Borrowed until the next one. */
struct calendar_item *calendar_add(struct calendar *c);
/* After items were added or the cursor was put somewhere: sorts, keeps the cursor within, and takes the item
 * under it; where that was `id`, it stays with it (0: with none). */
void calendar_settle(struct calendar *c, int64_t id);
/* The item under the cursor, or NULL. */
const struct calendar_item *calendar_at(const struct calendar *c);
/* Puts the cursor on the item of this record; false when it is not here. */
bool calendar_find(struct calendar *c, int64_t id);
/* Goes to another item in their order; false when there is none. In an agenda that is all there is to do. */
bool calendar_step(struct calendar *c, int by);
/* Goes up or down: in a grid past the whole item under the cursor, in a month by weeks. */
void calendar_move(struct calendar *c, int by);
/* Puts the cursor on a place that was drawn: the number of its ZONE_SPOT, which calendar_spot makes of a column,
 * or in a month a day of the window, and of a half hour or CALENDAR_ALL_DAY. */
void calendar_point(struct calendar *c, int spot);
int calendar_spot(size_t column, int slot);
/* Whether the item stands in the column. */
bool calendar_in(const struct calendar_item *i, const struct calendar_column *column);
/* The records of those that have no line where the cursor is, "+3", as far as there is room for their ids: where the
 * one under the cursor comes later than the last line, it has that. Returns how many. */
size_t calendar_more(const struct calendar *c, int64_t *ids, size_t most);
/* Minutes that are free on a day. */
int calendar_free_minutes(const struct calendar *c, date_t day);

void calendar_draw(struct calendar *c, struct grid *g, struct rect r, const struct value_context *v);

#endif
