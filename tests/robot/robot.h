/* A robot that presses keys as no person would, and must find the program well after each of them.
 *
 * It works in sessions: the program is begun on a book, driven by steps of a key script that are thrown with
 * a seed, and ended. A session is a process of its own, so that whoever started it sees how it ended, and
 * can have it run again on the same book with fewer steps. */
#ifndef TESTS_ROBOT_H
#define TESTS_ROBOT_H

#include "app/app.h"
#include "exchange/random.h"

#define STEPS_MOST 1000 /* of a session */
#define STEP_LEN   200

/* What a session did, in memory that it shares with whoever started it. */
struct trace {
	size_t n;
	char step[STEPS_MOST][STEP_LEN];
	char why[1000]; /* the fault; "": none */
};

struct thrower {
	struct random chance;
	const char *habit; /* what is left of steps that belong together */
};

/* throw.c: the next step for what the program shows, as a line of a key script. */
void throw_step(struct thrower *t, const struct app *a, struct sbuf *step);

/* look.c: what is wrong with what the program shows, once all is answered and drawn; NULL: nothing. Borrowed
 * until the next call. */
const char *look_wrong(const struct app *a);

/* book.c, by SQL, beside the store */

/* What was done so far is what the book begins with: nobody undoes it. */
void book_begins(const char *path);
/* The last transaction; and how many up to one can still be undone. */
long book_last(const char *path);
long book_undoable(const char *path, long last);
/* What is wrong with the book as a file, and with its journal; "" when it is sound. Appended. */
void book_unsound(const char *path, struct sbuf *why);
/* What differs from what the book was, when all was undone since. What was added meanwhile is removed, which
 * is no difference. Appended. */
void book_differs(const char *was, const char *is, struct sbuf *why);

#endif
