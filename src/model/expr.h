/* The one language: filters, views, reports, the command line.
 *
 *	stage:open amount>10k owner:me close<+30d tag:vip customer.industry:retail "acme"
 *
 * Terms side by side are joined by `and`; `or`, `not` and parentheses as usual. A bare or quoted word
 * finds. A term is FIELD OP VALUES:
 *	:   equals, in the way people mean it: a text has the word at a word's start, a choice or a
 *	    reference is it (by name, label, code or title; a choice of a tree includes what is below), a
 *	    tag is among the tags, a date or stamp falls in it (close:today, close:2026-11, close:2026)
 *	=   is exactly;  !=  <  <=  >  >=  compare
 *	A,B,C   any of them;  A..B  from A up to and including B, either may be missing
 *	null, any   has no value, has one
 * FIELD is a name or alias of the entity's own field, or goes over references: customer.industry,
 * owner.manager.name. Over children: count(deals where state:open) > 2, sum(deals.amount where ...)
 * >= 10k, any(activities where due<today), none(...).
 * Dates are those of date_read, and periods: 2026, 2026-11, 2026-Q3, Q3 (this year's), "this week",
 * last-month, next-year; `me` is the acting user; numbers are those of number_read. A value that can
 * mean two things is an error that shows both. What has spaces, commas or parentheses in it stands in
 * quotes; a quote inside is doubled or follows a backslash. Full-width （）：，“” are as good.
 *
 * What is meant, exactly; the evaluator and the store's SQL agree on it:
 * - A comparison with a value that is not there is false. `not` is plain negation and `!=` is `not =`,
 *   so both take in what has no value: `not city:Köln` holds where no city is known.
 * - A removed record is as if absent: what is behind a reference to it is not there, and it is not
 *   counted among the children. `owner:me` alone compares no more than the id.
 * - A day of a stamp is from local midnight to midnight. A period is all its days: `close:2026-11` is
 *   any of them, `close<2026-11` is before the first, `close>2026-11` after the last.
 * - Texts are equal when their keys are (text_fold), and `<` is the order in which they are listed
 *   (text_sort_key).
 * - Money compares by amount, whatever the currency (ten-thousandths of the unit); a value typed with a
 *   currency also asks for that currency. A sum adds the amounts as numbers; compared with a value in a
 *   currency it adds only what is in it. A sum of nothing is 0.
 * - A bare word, or phrase in quotes, is found when any FIELD_FIND field of the record has it, or the value
 *   or city of a contact point of its: anywhere, a single letter at a word's start (base/search.h). */
#ifndef MODEL_EXPR_H
#define MODEL_EXPR_H

#include "model/entity.h"
#include "model/record.h"

enum expr_kind {
	EXPR_ALL,     /* the empty expression: everything */
	EXPR_AND,     /* left, right */
	EXPR_OR,
	EXPR_NOT,     /* left */
	EXPR_FIND,    /* words */
	EXPR_TERM,    /* path op values */
	EXPR_COUNT,   /* count(child where left) op value */
	EXPR_SUM,     /* sum(child.field where left) op value */
};

enum expr_op { OP_IS, OP_EQ, OP_NE, OP_LT, OP_LE, OP_GT, OP_GE };

/* One operand: a value, a range, or the absence or presence of any. */
struct expr_value {
	enum { OPERAND_VALUE, OPERAND_RANGE, OPERAND_NULL, OPERAND_ANY, OPERAND_WORD /* names a record */ } kind;
	struct value from, to;   /* a range's open end is VALUE_NONE; both inclusive. Money is in
				  * ten-thousandths here, with its currency only when one was typed */
	const char *typed;       /* as it was written, quotes and all: printing gives it back */
};

struct expr {
	enum expr_kind kind;
	struct expr *left, *right;
	const char *words;             /* EXPR_FIND */
	const struct field **path;     /* EXPR_TERM: every field but the last is a reference */
	size_t npath;
	const struct entity *entity;   /* of the last field of the path, or of the children */
	const struct child *child;     /* EXPR_COUNT, EXPR_SUM */
	const struct field *summed;    /* EXPR_SUM */
	enum expr_op op;
	struct expr_value *values;     /* EXPR_TERM and the rest: any of these */
	size_t nvalues;
	int at;                        /* byte offset in the text, for messages */
};

#define EXPR_LENGTH_MAX 16384 /* bytes */
/* Of parentheses and `not`; a function counts for several. SQLite's parser has a stack of 100: three
 * for a parenthesis, some ten for a subquery. */
#define EXPR_DEPTH_MAX      20
#define EXPR_DEPTH_FUNCTION 4
#define EXPR_TERMS_MAX  256   /* terms and values in all */
#define EXPR_PATH_MAX   8     /* fields in a path */

/* Parses and checks against the field tables. The tree lives in the arena. NULL with the error's
 * sentence, position and, for an unknown name, the nearest one. Depth and length are bounded. */
struct expr *expr_parse(const char *text, const struct entity *e, const struct value_context *c,
			struct arena *a, struct error *err);
/* Appends a text that parses to the same tree. */
void expr_print(struct sbuf *out, const struct expr *x);
/* Whether two trees mean the same; how their values were typed does not matter. */
bool expr_equal(const struct expr *a, const struct expr *b);
/* Whether a reference's record is meant by the words of this field: keys, code, title. */
bool expr_field_names(const struct entity *e, const struct field *f);
/* Whether its values have an order that < and ranges can go by. */
bool expr_has_order(const struct field *f);

/* 1 when the text is a period (2026, 2026-11, Q3, "last month"): its first and last day; else 0. */
int period_read(const char *text, date_t today, date_t *from, date_t *to);

/* How the evaluator gets at what a record points to and what points to it. */
struct expr_source {
	/* The record, or NULL when there is none. Borrowed until the next call. */
	const struct record *(*ref)(void *data, const struct entity *e, int64_t id);
	/* Calls `each` for every record of the child that is not removed. */
	void (*children)(void *data, const struct child *c, int64_t parent,
			 void (*each)(void *to, const struct record *r), void *to);
	void *data;
	const char *currency; /* the book's: of amounts that name none */
};

/* Whether the record fits, in memory; agrees with what the store's SQL answers. */
bool expr_matches(const struct expr *x, const struct record *r, const struct expr_source *s);

#endif
