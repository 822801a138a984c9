#include "term/queue.h"

void queue_add(struct queue *q, const struct event *ev)
{
	struct event *slot = array_add(&q->events, &q->n, &q->room, sizeof(*slot));

	*slot = *ev;
	if (ev->paste)
		slot->paste = xstrdup(ev->paste);
}

bool queue_take(struct queue *q, struct event *ev)
{
	free(q->lent);
	q->lent = NULL;
	if (q->head == q->n) {
		q->head = q->n = 0;
		return false;
	}
	*ev = q->events[q->head++];
	q->lent = (char *)ev->paste;
	return true;
}

void queue_clear(struct queue *q)
{
	while (q->head < q->n)
		free((char *)q->events[q->head++].paste);
	q->head = q->n = 0;
}

void queue_free(struct queue *q)
{
	queue_clear(q);
	free(q->lent);
	free(q->events);
	memset(q, 0, sizeof(*q));
}
