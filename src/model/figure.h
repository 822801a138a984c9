/* The third descriptor of a report, after its row and its function: how each figure is made. A column of
 * numbers, a line of key figures and a number in a note are all rows of this kind; from them the column
 * comes, and what `=` tells of the figure (src/store/explain.h). */
#ifndef MODEL_FIGURE_H
#define MODEL_FIGURE_H

#include "model/table.h"

struct figure {
	const char *name;   /* "weighted": others name it so in `made`; ends a set when it is NULL */
	const char *label;  /* N_() */
	enum field_type type;
	short width, shrink;
	/* How it is made, in a word and what follows it; NULL: it is no figure.
	 *	count              the records behind it
	 *	length             of what is shown: the records behind it, else its terms, else its rows
	 *	sum FIELD          of them; sum CHILDREN.FIELD: of those children that the table's `within` says
	 *	last FIELD         the latest of them
	 *	first FIELD        of the first of them
	 *	typed              by somebody, as it is
	 *	follows FIELD      typed, or moved by the latest of the records
	 *	set                by the program, as the words say
	 *	kept               by the program, as it changes a record
	 *	terms / A ...      the terms that were said of it, and what follows
	 *	terms root         the root of their sum
	 *	else A B           A, or if there is none B
	 *	list A B           of these, as the words say
	 *	tree A             A, and the same column of what stands below the row
	 *	complete           by the weights of what is known
	 *	A / B+C * D        other figures, from the left to the right; each may be a sum or difference
	 */
	const char *made;
	const char *where;  /* of the records only these */
	const char *child;  /* of a field: the children of the record that are behind it */
	const char *words;  /* N_(), one sentence; NULL: it is told of only as a part of others */
};

/* A part of what is made of all the records at once: the largest are said one by one, the others as one. */
struct term {
	char sign;          /* one of + - * /, or 0: it is told and not counted */
	const char *what;   /* NULL: the record's title */
	const char *shown;  /* the number for people */
	const char *how;    /* "(46.1 %)²"; NULL: nothing */
	double number;
	const struct entity *entity; /* of the record, or of those that drill lists; NULL: none */
	int64_t id;
	const char *drill;  /* NULL: none */
	const struct term *next;
};

/* A figure that is no cell: a number in the table's note, a line of key figures, or what others are made of. */
struct said {
	const struct figure *figure;
	double number;      /* in whole units: 62.5 % is 0.625 */
	const char *currency; /* of money; NULL: the book's */
	const struct entity *drill_entity;
	const char *drill;  /* the records behind it; NULL: none */
	int64_t row;        /* the line it belongs to; SAID_NOTE: none, but to the whole table */
	const struct term *terms;
	const struct said *before; /* what was said before it */
};
#define SAID_NOTE (-1)

/* Adds the columns of a set. */
void table_add_figures(struct table *t, const struct figure *set);
/* Says a figure of a row; the expression is copied. */
struct said *table_say(struct table *t, int64_t row, const struct figure *f, double number,
		       const struct entity *e, const char *drill);
/* The next of its terms; the texts are copied. */
void said_term(struct table *t, struct said *s, struct term term);
/* What was said under that name of this row, or else of the whole table; NULL: nothing. */
const struct said *table_said(const struct table *t, int64_t row, const char *name, size_t len);

/* The value in whole units. */
double figure_number(enum field_type type, struct value v);
/* Whether its values are numbers that somebody might ask about. */
bool figure_counts(enum field_type type);

/* A bill: how a figure was made, a line for each part, and one with "=" for what they come to. Its title is the
 * figure's label, its note the words. The number of a signed line is in BILL_NUMBER, so that whoever adds the
 * lines up gets the last one; BILL_FIELD is the record's field that a line is about. */
enum { BILL_SIGN, BILL_WHAT, BILL_VALUE, BILL_WHO, BILL_NUMBER, BILL_FIELD };
struct table *bill_make(const struct figure *f);
/* A line that is not counted has the sign 0. */
struct row *bill_line(struct table *bill, char sign, const char *what, const char *value, double number);

/* A line's sign in what `explain` answers, for people: "", "+", "−", "×", "÷", "√", "="; what comes first needs no +. */
const char *figure_sign(const struct table *bill, size_t line);

/* A part of "A / B+C * D". */
struct operand {
	char sign;          /* + - * / */
	const char *text;   /* "B+C" */
	size_t len;
};
/* The next one; false at the end. */
bool operand_next(const char **at, struct operand *o);
/* The next of its names with its sign, from *at, which is NULL at first; NULL at the end. */
const char *operand_name(const char **at, const struct operand *o, char *sign, size_t *len);

#endif
