/* A record beside its list: who it is, what is open, its people, what happened last. */
#ifndef VIEW_PREVIEW_H
#define VIEW_PREVIEW_H

#include "proto/message.h"
#include "term/grid.h"
#include "widget/facts.h"

struct preview {
	const struct entity *entity;
	struct answer *answer; /* of VERB_GET; owned */
};

/* Takes the tables out of the answer. */
void preview_take(struct preview *p, const struct entity *e, struct answer *a);
void preview_free(struct preview *p);
void preview_draw(struct preview *p, struct grid *g, struct rect r, const struct value_context *c);

/* A timeline shows days, the exact time is for those who ask; what is pinned is marked. NULL is fine. */
void timeline_trim(struct table *t);

/* The name of the record, and beside it what it is: status, type, stage. Also for the record's own
 * pane. Returns the lines used. */
int record_draw_head(struct grid *g, struct rect r, const struct entity *e, const struct table *facts,
		     const struct value_context *c);
/* The strip of what is open, and how complete the record is, in one line or more: of VERB_GET's answer.
 * Returns the lines used. */
int record_draw_open(struct grid *g, struct rect r, const struct entity *e, const struct answer *a,
		     const struct value_context *c);

#endif
