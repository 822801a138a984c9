/* The verb `explain`: how a figure was made, as a bill: its parts with their signs, and below them what they
 * come to. A part is a record, the records behind it, or another figure; who typed it stands beside it.
 *
 * The answer is a table for each figure, named as it is and with its label as the title and its words as the
 * note. The number of a line is in `number`, so that whoever adds the lines up gets the last one, "=". Lines
 * without a sign are not counted. */
#ifndef STORE_EXPLAIN_H
#define STORE_EXPLAIN_H

#include "model/figure.h"
#include "store/report.h"

/* Where a figure stands, and where its parts are looked for. */
struct explain {
	struct store *store;
	const struct request *asked;
	struct answer *out;         /* gets the tables */
	const struct answer *made;  /* what was shown, */
	const struct table *table;  /* the table of it, */
	int64_t row;                /* the row, or SAID_NOTE */
	struct error *err;
};

/* A figure with its value and what is behind it. */
struct instance {
	const struct figure *figure;
	double number;
	const char *shown;          /* for people */
	const struct entity *entity; /* of the records behind it, NULL: none, */
	const char *expr;           /* and which of them */
	const struct term *terms;   /* as they were said */
};

/* How many there are of what is shown, in one sentence for all. */
struct figure length_figure(const struct request *r, const char *label);
/* The lines that say by what it is narrowed, and what the table says it leaves out. */
void length_narrow(struct explain *x, struct table *bill, const struct instance *i);
/* Shows the table that the request names once more: "timeline" or a part of a record, "history", "duplicates";
 * or "found", of the words in `expr`. */
int length_table(struct explain *x, const struct request *r, struct answer *made);
/* The bill of how many the table has, unless it has said so itself. */
int explain_length(struct explain *x);

/* Adds the table of one figure. */
int explain_figure(struct explain *x, const struct instance *i);
/* The instance of a cell or of what was said; false when there is no number. Texts are in the arena. */
bool explain_cell(const struct explain *x, size_t column, struct arena *a, struct instance *out);
void explain_said(const struct explain *x, const struct said *s, struct arena *a, struct instance *out);

/* How a computed field is made; NULL: it is none. */
const struct figure *computed_figure(const struct entity *e, const struct field *f);

/* What is told of the sum of a field over many records. */
const char *figure_of_many(const struct field *f);

/* The records behind an instance: counted, summed with the largest by name, the latest, the first. */
int bill_count(struct explain *x, struct table *bill, const struct instance *i);
/* The same of those that were removed, when there are any: a line that is not counted. */
int bill_removed(struct explain *x, struct table *bill, const struct instance *i);
int bill_sum(struct explain *x, struct table *bill, const struct instance *i, const char *of);
int bill_pick(struct explain *x, struct table *bill, const struct instance *i, const char *of, bool last);

/* So many parts of a sum are told one by one, the largest first; "7 others" are one line, or the last of its terms. */
#define BILL_LARGEST 5
const char *bill_others(int64_t n, struct arena *a);
void bill_say_others(const struct store *s, struct table *t, struct said *sum, int64_t n, enum field_type type,
		     double rest);

/* A value as bills have it, also one that was typed: "60 %", "1,234". */
const char *bill_show(const struct store *s, const struct field *f, struct value v, struct arena *a);
/* "€96,300" */
const char *figure_show(const struct store *s, enum field_type type, double number, const char *currency,
			struct arena *a);

#endif
