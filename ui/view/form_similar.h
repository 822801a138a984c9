/* The records that look like the one that is being typed, beside or below the form. */
#ifndef VIEW_FORM_SIMILAR_H
#define VIEW_FORM_SIMILAR_H

#include "view/form_field.h"
#include "view/view.h"

struct form_similar {
	struct table *table; /* the likeliest, owned; NULL: nothing was asked yet */
	bool ask;            /* what was typed since may find others */
};

void form_similar_free(struct form_similar *s);
/* Notes that a field was typed in: its likes are asked for when nothing more is typed. */
void form_similar_typed(struct view *v, struct form_similar *s, const struct entity *e,
			const struct form_field *f);
/* Asks, if need be, under the tag. */
void form_similar_load(struct view *v, struct form_similar *s, const struct entity *e,
		       const struct form_fields *fields, int tag);
void form_similar_take(struct form_similar *s, struct answer *a);
/* Takes the place it needs off the form's, draws into it, and takes nothing when there is nothing to say. */
void form_similar_draw(const struct view *v, struct form_similar *s, struct grid *g, struct rect *form);
/* Opens the likeliest, or lets choose one of several. */
void form_similar_open(struct view *v, struct form_similar *s);

/* Tells how their scores are made. */
void form_similar_explain(struct view *v, struct form_similar *s, const struct form_fields *fields);

#endif
