/* Everything that the store answers is a table: lists, search, records with their children, history,
 * reports, boards. Everything that shows or writes something takes one. */
#ifndef MODEL_TABLE_H
#define MODEL_TABLE_H

#include "model/entity.h"

struct column {
	const char *name;            /* "amount", "customer.city", "weighted" */
	const char *label;           /* for people, translated when shown */
	struct field field;          /* how its values are read, shown and aligned; a copy */
	const struct field *origin;  /* the entity's field it is a copy of, or NULL */
	const struct figure *figure; /* how its numbers are made, see model/figure.h; in the store only */
};

/* What a row wants to say besides its words. */
enum tone { TONE_PLAIN, TONE_QUIET, TONE_GOOD, TONE_ATTENTION, TONE_DANGER };

struct row {
	const struct entity *entity; /* what Enter opens; NULL: nothing, or the drill */
	int64_t id, version;
	struct value *cells;
	const char *drill;           /* expression whose records stand behind the row; NULL: none */
	const struct entity *drill_entity;
	enum tone tone;
};

/* How a report wants to be drawn. */
enum chart { CHART_NONE, CHART_BARS, CHART_LINE, CHART_FUNNEL, CHART_PYRAMID, CHART_LORENZ };

struct table {
	const char *name;  /* "deals", "timeline", "overdue" */
	const char *title; /* for people; NULL: none */
	const char *note;  /* a sentence under it: what was left out and why; NULL: none */
	const struct entity *entity; /* of all rows, or NULL */
	struct column *columns;
	size_t ncolumns, columns_room;
	struct row *rows;
	size_t nrows, rows_room;
	int64_t offset;    /* row number of rows[0] in the whole */
	int64_t total;     /* rows of the whole; -1: not counted */
	enum chart chart;
	int chart_label, chart_value; /* columns that the chart draws */
	const struct said *said;      /* figures that are no cells; in the store only */
	const char *drill;            /* lists all rows of the whole, where fewer of its records may have come; NULL: none */
	const char *within;           /* of whose children sums over them are, as an expression; NULL: all */
	struct arena arena; /* owns everything, the column and row arrays too */
};

/* An empty table, not counted yet. */
struct table *table_new(const char *name);
void table_free(struct table *t); /* NULL is fine */

/* Adds a column for a field of an entity, or one of its own. Before the first row. Borrowed until the
 * next column. */
struct column *table_add_field(struct table *t, const struct field *f);
struct column *table_add_column(struct table *t, const char *name, const char *label,
				enum field_type type);
/* Adds a row of NULL cells. Borrowed until the next row. */
struct row *table_add_row(struct table *t);
/* Puts the rows of the next page, which has the same columns, behind these. The total is what the page says. */
void table_append(struct table *t, const struct table *page);
/* Sets a cell; copies the text into the table. */
void table_set(struct table *t, struct row *r, size_t column, struct value v);
/* Whether both have the same columns, by name; no, when `a` is NULL. */
bool table_alike(const struct table *a, const struct table *b);
/* Index of a column by name, or -1. */
int table_column(const struct table *t, const char *name);
/* What names the row's record to people: the cell of its entity's title field, else the first text. NULL
 * when there is none. */
const char *table_title(const struct table *t, const struct row *r);
struct value table_get(const struct table *t, size_t row, const char *column);

#endif
