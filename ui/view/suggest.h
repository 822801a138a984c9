/* What can stand where a person types an expression: of the tables at once, of the book as soon as it answers. */
#ifndef VIEW_SUGGEST_H
#define VIEW_SUGGEST_H

#include "model/expr_complete.h"
#include "view/view.h"
#include "widget/offers.h"

struct suggest {
	struct offers offers;
	struct completion_spot spot; /* the value that stands there */
	struct field field;    /* its own, when no entity has it */
	char *typed;           /* what the book was asked for */
	size_t last;           /* how many of the offers go with any value */
	bool rows;             /* values are those of rows (expr_rows.h): null too, and no quotes */
};

void suggest_free(struct suggest *s);
/* Fills the offers for an expression that begins at `from` of the text; `cursor` is in it. What the book has
 * to be asked for comes under the tag. */
void suggest_expr(struct view *v, struct suggest *s, int tag, const struct entity *e, const char *text, size_t from,
		  size_t cursor);
/* The same for a value alone that begins at `from`, of a field (copied) of the entity, or of none. */
void suggest_value(struct view *v, struct suggest *s, int tag, const struct entity *e, const struct field *f,
		   const char *text, size_t from, size_t cursor);
/* What the book answered. */
void suggest_answer(struct suggest *s, const struct answer *a);

/* For struct ask: a day; a tag of what the cursor is on, also behind - or +. */
void suggest_days(struct view *v, const char *text, size_t at, struct offers *o, struct ask_more *more);
void suggest_tags(struct view *v, const char *text, size_t at, struct offers *o, struct ask_more *more);

#endif
