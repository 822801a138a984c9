/* What the files of the expression language share among themselves. */
#ifndef MODEL_EXPR_PRIVATE_H
#define MODEL_EXPR_PRIVATE_H

#include "model/expr.h"

/* expr_lex.c: where a token lies; the text is read without copying. */
enum token_kind {
	TOKEN_END,
	TOKEN_WORD,
	TOKEN_QUOTED,
	TOKEN_OP,
	TOKEN_COMMA,
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_DOTS,  /* ".." of a range; only among values */
	TOKEN_BROKEN /* a quote that does not end */
};

struct token {
	enum token_kind kind;
	size_t at, end;
	enum expr_op op;
};

/* The token at or after `at`. Words of terms end at an operator; words of values may have them inside
 * (a URL, a time), but end at "..". */
struct token lex_term(const char *text, size_t at);
struct token lex_value(const char *text, size_t at);
/* What a word or quoted token says, without its quotes. */
char *token_text(const char *text, const struct token *t, struct arena *a);
/* Whether a word token is this keyword, in any case. */
bool token_is(const char *text, const struct token *t, const char *keyword);
extern const char *const expr_op_text[];

/* expr_check.c: what is written, against the field tables. Errors carry the position. */
struct piece {
	const char *text; /* NULL: the open end of a range */
	bool quoted;
	int at;
};

struct checker {
	const struct value_context *context;
	struct arena *arena;
	struct error *err;
};

/* Looks the path up field by field and stores it in x. */
int check_path(struct checker *c, const struct entity *e, const char *path, int at,
	       struct expr *x);
/* Whether the operator suits the field at all. */
int check_op(struct checker *c, const struct field *f, enum expr_op op, int at);
/* Reads one operand; `to` is NULL when it is no range. */
int check_operand(struct checker *c, const struct field *f, enum expr_op op,
		  const struct piece *from, const struct piece *to, struct expr_value *out);
/* Whether the word is one of the field's sibling (field.also): stage:open. */
const struct field *check_also(const struct entity *e, const struct field *f, const char *word);
/* The field that a function's number is read by. */
const struct field *check_number_field(const struct expr *x);

#endif
