/* The call list's own state, shared by its files: calls.c goes through the queue and shows it, calls_log.c writes
 * down what came of a call. */
#ifndef VIEW_CALLS_STATE_H
#define VIEW_CALLS_STATE_H

#include "model/calling.h"
#include "view/panes.h"
#include "widget/marks.h"

enum { TAG_IDS = 1, TAG_SHEET, TAG_REFS, TAG_LOG, TAG_MADE, TAG_DRAFT };

struct calls_state {
	const struct entity *entity;
	struct calling queue;
	struct sbuf title;   /* of the list */
	struct call_outcome outcomes[CALL_OUTCOMES];
	size_t noutcomes;
	size_t chosen;       /* the outcome whose next day is being asked */
	size_t logged;       /* the call that is on its way to the store */
	struct sbuf words;   /* what was said, typed before the outcome */
	int64_t shown_at;    /* when the record came on the screen, clock_ticks */
	struct answer *answer;
	struct sections sections;
	struct table *refs;  /* whom the call is about; NULL: not told yet, or the record itself */
	int64_t draft;
	bool keeping, logging, kept;
};

static inline bool calls_over(const struct calls_state *s)
{
	return s->queue.at >= s->queue.n;
}

/* calls_log.c */
/* Whether a call can be logged with such a record itself; else it is with those that the record refers to. */
bool calls_is_party(const struct entity *e);
/* Asks for what an activity can refer to as well: the customer, contact or deal of an invoice. */
void calls_ask_refs(struct view *v, int64_t id);
/* Takes the table, when it is of the record at hand: the answer may have been on its way when the next one came. */
void calls_take_refs(struct calls_state *s, struct answer *a);
/* One action and so one step of undo: the call, the chosen outcome, the day of the next call (NULL: none). */
void calls_log(struct view *v, const char *next);

#endif
