/* A record's pane, shared by its files: record.c has the facts, the keys and the way from record to record,
 * record_parts.c the lines under the facts. */
#ifndef VIEW_RECORD_STATE_H
#define VIEW_RECORD_STATE_H

#include "view/explain.h"
#include "view/panes.h"
#include "widget/facts.h"

struct record_state {
	const struct entity *entity;
	int64_t id;
	struct answer *answer;
	struct sections sections;
	struct facts facts;
	bool on_facts;  /* the cursor is among the facts, else in the sections */
	size_t part;    /* of the timeline, as timeline_part has them */
	bool gone;
};

/* Keeps the tables of an answer and lays them out: the timeline, what there is, what there is none of yet. */
void record_take(struct view *v, struct answer *a);
/* The head of the timeline: its parts with their keys. */
void record_draw_parts(const struct record_state *s, struct grid *g, struct rect line);
/* Shows this part of the timeline only. */
void record_show_part(struct view *v, size_t part);
/* The activity under the cursor stands on top, or no longer. */
void record_pin(struct view *v);
/* Adds to the part that the cursor is in: a contact among the contacts; false when nothing is added there. */
bool record_add_to_part(struct view *v);
/* Adds the question how many the part under the cursor has. */
void record_explain_part(struct view *v, struct explain *x);

#endif
