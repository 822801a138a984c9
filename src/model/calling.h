/* Calling the records of a list, one after the other: the queue, what a call can come to, what came of
 * them. The screen shows it (ui/view/calls.c); it knows neither keys nor store. */
#ifndef MODEL_CALLING_H
#define MODEL_CALLING_H

#include "model/table.h"

#define CALL_OUTCOMES 9 /* as many as there are digits */

/* What a key means: how the call went, and what follows. */
struct call_outcome {
	const struct choice *outcome;
	char *next;    /* a day as typed: "+1d"; "ask": is asked; NULL: nothing follows */
	char *subject; /* of the next step; NULL: as the call */
};

/* The setting call_outcomes of the book: what the digits stand for, in order. */
#define CALL_SETTING "call_outcomes"
extern const char call_outcomes_default[];
/* Reads "reached ask; no_answer +1d call again; refused". Their texts are in the arena. How many, or 0 with
 * the error set. */
size_t call_outcomes_read(const char *text, struct arena *a, struct call_outcome out[CALL_OUTCOMES],
			  struct error *e);

struct call {
	int64_t id;       /* of the record */
	int64_t activity; /* in which it was logged; 0: not called yet */
	const struct choice *outcome;
	int64_t seconds;  /* from when it was shown */
	bool undone;      /* what was logged was taken back */
};

struct calling {
	struct call *items; /* frozen when it began */
	size_t n, room, at; /* at == n: all were gone through */
	int64_t begun;      /* an instant */
};

void calling_free(struct calling *c);
void calling_add(struct calling *c, int64_t id);
bool calling_made(const struct call *call);
/* Goes to the next one that was not called, from `at` on; to the end when there is none. */
void calling_go_on(struct calling *c);
/* As text to be kept in a draft, and back. -1 when it is none. */
void calling_write(const struct calling *c, const char *title, struct sbuf *out);
int calling_read(struct calling *c, const char *text, struct sbuf *title);
/* Whether a draft's text is one. */
bool calling_is(const char *text);

/* What came of the calls, by outcome: outcome, n, share. Its note says how many, how many were reached and
 * how long one took. Caller frees. */
struct table *calling_table(const struct calling *c);
/* How the n-th of its figures was made, as a bill (figure.h): all calls, those that reached somebody, the time of
 * one. NULL when there are no more. Caller frees. */
struct table *calling_bill(const struct calling *c, int n);

#endif
