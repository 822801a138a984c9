/* A store without a database, to try what lies around it: the process, the socket, the client. What
 * it keeps stands in files beside its book, so that it outlives the process as a book does. */
#ifndef TESTS_FAKE_STORE_H
#define TESTS_FAKE_STORE_H

#include <stdbool.h>

/* What a find for these words does; other words come back as they are. */
#define FAKE_SPIN  "spin"  /* runs until it is stopped, as a long statement does */
#define FAKE_LARGE "large" /* gives as many rows as a frame holds */
#define FAKE_DIE   "die"   /* ends the process without an answer */
#define FAKE_ONCE                                                                                  \
	"die once" /* the same, but only the first time; as the label of a save: after saving */

#define FAKE_HOLD  "hold" /* as the label of a save: it is not done before SIGTERM has come */
#define FAKE_SELF  "self" /* a find: the answer's text tells of the process, see fake_self */

#define FAKE_USER 7
#define FAKE_ROWS 250 /* of every list, of which 100 come at a time */

/* In memory that is shared with forked listeners: whom peer_uid names instead of the kernel. */
extern long *fake_uid;

/* Runs as rapport-store does with --fd 3 --book FILE. */
int fake_store(const char *book);

/* Somebody else commits a change to a deal. */
void fake_commit(const char *book);
/* Whether a find for FAKE_SPIN has begun. */
bool fake_spins(const char *book);
/* Whether a save is held. */
bool fake_holds(const char *book);
/* How many saves were done, each counted once however often it was asked for. */
int fake_saves(const char *book);

#endif
