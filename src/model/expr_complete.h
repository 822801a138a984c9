/* What can stand at the cursor of a half-typed expression: for the filter line and the shell. */
#ifndef MODEL_EXPR_COMPLETE_H
#define MODEL_EXPR_COMPLETE_H

#include "model/entity.h"

enum completion_kind { COMPLETE_FIELD, COMPLETE_OPERATOR, COMPLETE_VALUE, COMPLETE_CHILD, COMPLETE_WORD };

struct completion {
	const char *text;  /* replaces what stands from `at` to the cursor */
	const char *label; /* N_(), its name for people; NULL: it has none */
	const char *help;  /* N_(), one sentence or a label */
	size_t at;         /* byte offset */
	enum completion_kind kind;
	enum field_type type; /* of a field */
};

/* A value that stands at the cursor, half-typed, with its quote if it has one. */
struct completion_spot {
	const struct entity *entity;
	const struct field *field; /* NULL: no value stands there */
	size_t at;
};

/* Stores at most `max` of them, the likeliest first, and returns how many: what begins with what was typed,
 * or whose name for people does. Nothing is allocated: the texts are those of the tables. Values that only
 * the book knows are not among them; `spot` (may be NULL) says of which field they would be. */
size_t expr_complete(const char *text, size_t cursor, const struct entity *e,
		     struct completion out[], size_t max, struct completion_spot *spot);

/* The same for a value alone, which begins at `from`; null and any are values of an `operand` only. */
size_t expr_complete_value(const char *text, size_t from, size_t cursor, const struct entity *e, const struct field *f,
			   bool operand, struct completion out[], size_t max);

#endif
