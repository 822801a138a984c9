/* How complete what we know of somebody is, from 0 to 100 %: each field says what knowing it weighs
 * (struct field), and the known ones are counted against all that can be expected of such a record. */
#ifndef MODEL_COMPLETE_H
#define MODEL_COMPLETE_H

#include "model/entity.h"

/* Whether the field is expected of such a record: what only companies have is not missed of a person. */
bool complete_expects(const struct field *f, bool person);
/* The weights of all that are expected; 0: the entity has no score. */
int complete_whole(const struct entity *e, bool person);

/* "Do we have a complete view of our customers?", asked of 50 heads of sales (capability 000-17). */
struct complete_answer {
	const char *label; /* N_() */
	int from;          /* per cent from which a record counts as this */
	int have, want;    /* per cent of those asked who have it, and to whom it matters so much */
};
extern const struct complete_answer complete_answers[4]; /* the best first */

#endif
