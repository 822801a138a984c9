/* Events that wait to be polled; for the back ends. */
#ifndef TERM_QUEUE_H
#define TERM_QUEUE_H

#include "term/key.h"

/* Zero-initialise. */
struct queue {
	struct event *events;
	size_t head, n, room;
	char *lent; /* the paste of the event taken last */
};

/* Appends; a paste is copied. */
void queue_add(struct queue *q, const struct event *ev);
/* Takes the oldest, false when there is none. Its paste is borrowed until the next call. */
bool queue_take(struct queue *q, struct event *ev);
/* Forgets all that wait. */
void queue_clear(struct queue *q);
void queue_free(struct queue *q);

#endif
