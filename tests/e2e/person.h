/* A person at a terminal at the end of a line: types, and sees what comes when it comes. The terminal
 * answers what it is asked, as real ones do. A line of so many bytes a second holds what it cannot carry
 * yet, without limit, as the buffers of a network do. */
#ifndef TESTS_PERSON_H
#define TESTS_PERSON_H

#include <sys/types.h>

#include "base/base.h"

struct person {
	int64_t rate;  /* bytes a second; 0: any number */
	int64_t delay; /* microseconds one way */
	pid_t child;
	int master;

	/* of what the program sent: since person_note, in microseconds and bytes */
	int64_t typed, first, last; /* when; 0: not yet */
	size_t bytes, frames;       /* that came; questions among them */
	size_t backlog;             /* the most that were on the line at once */

	struct parcel *line;        /* what is on it, the oldest first */
	size_t n, room;
	int64_t free_at;            /* when the line has carried all that it holds */
	size_t matched;             /* of the question */
	bool ended;
};

int64_t person_now(void);
/* Starts the program on a terminal of that size. False when there is none. */
bool person_start(struct person *p, int w, int h, char **command);
/* Types it; it arrives a delay later. */
void person_type(struct person *p, const char *text);
/* Forgets what was noted. */
void person_note(struct person *p);
/* Looks on until nothing was on the line or came for `quiet` ms, at most `limit` ms. False when the limit
 * came first, or the program ended. */
bool person_watch(struct person *p, int quiet, int limit);
/* Looks on for so many ms. */
void person_wait(struct person *p, int ms);
/* Hangs up and waits for the program's end. */
void person_leave(struct person *p);

#endif
