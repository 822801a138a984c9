/* What can stand at the cursor of a half-typed expression: for the filter line and the shell. */
#ifndef MODEL_EXPR_COMPLETE_H
#define MODEL_EXPR_COMPLETE_H

#include "model/entity.h"

enum completion_kind { COMPLETE_FIELD, COMPLETE_OPERATOR, COMPLETE_VALUE, COMPLETE_CHILD, COMPLETE_WORD };

struct completion {
	const char *text; /* replaces what stands from `at` to the cursor */
	const char *help; /* N_(), one sentence or a label */
	size_t at;        /* byte offset */
	enum completion_kind kind;
};

/* Stores at most `max` of them, the likeliest first, and returns how many. Nothing is allocated: the
 * texts are those of the tables. */
size_t expr_complete(const char *text, size_t cursor, const struct entity *e,
		     struct completion out[], size_t max);

#endif
