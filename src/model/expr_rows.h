/* An expression as rows that a form can show: terms that are joined by `and`, each a field, an operator and
 * values; what is more than that (or, not, counts) stays text, a row each. */
#ifndef MODEL_EXPR_ROWS_H
#define MODEL_EXPR_ROWS_H

#include "model/expr.h"

enum expr_row_kind { ROW_FIELD, ROW_WORDS /* to find */, ROW_TEXT };

struct expr_row {
	enum expr_row_kind kind;
	const char *path;          /* of a field: "amount", "customer.industry" */
	const struct field *field; /* its last field, of this entity */
	const struct entity *entity;
	enum expr_op op;
	const char *values;        /* what a person types: quotes only where they say something. "a, b" is a list;
				    * in a number a comma with no space behind it is the number's own */
};

/* The rows of the expression in its order; *out and its texts live in the arena. Returns how many. */
size_t expr_rows(const struct expr *x, struct arena *a, struct expr_row **out);
/* Appends the text that they mean; rows without values say nothing. `from` (may be NULL) gets where each begins. */
void expr_rows_write(struct sbuf *out, const struct expr_row *rows, size_t n, const struct entity *e,
		     const struct value_context *c, size_t *from);

/* Appends the text so that it is read as one value, in quotes when it must be. */
void expr_write_value(struct sbuf *out, const char *text);
#endif
