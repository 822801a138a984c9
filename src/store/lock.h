/* The lock file beside the book: one writer or checkpointer at a time, first come, first served.
 *
 * SQLite's own busy handler polls and starves (a worst wait of 1.3 s among eight writers, against 14 ms
 * in a queue), and in versions before 3.51.3 a checkpoint beside a commit that restarts the WAL
 * may lose pages. So every write transaction and every checkpoint holds this lock.
 *
 * The lock is flock's, but who waits for that alone is not served in order: whoever comes between a
 * release and the waking of the next goes first, and all who came after him, too. So writers take numbers.
 * Each holds the byte of the file that his number says and waits for the one before it. Who dies lets go
 * of his. */
#ifndef STORE_LOCK_H
#define STORE_LOCK_H

#include "base/base.h"

#define LOCK_WAIT 30000 /* ms that a writer waits for the others */
#define LOCK_LONG 5000	/* ms: who held it for longer is logged */

struct lock {
	int fd;	       /* of the file; -1: not opened */
	int64_t since; /* clock_ticks when it became ours */
	uint64_t number; /* ours in the queue; 0: none */
};

/* Opens (makes, 0600) FILE.lock for the book. 0, or -1 with the error set. */
int lock_open(struct lock *l, const char *book, struct error *e);
void lock_close(struct lock *l);
/* Waits in the queue until the lock is ours. 0, or -1 with an error that tells who has had it for the
 * `limit` of milliseconds. */
int lock_take(struct lock *l, int limit, struct error *e);
/* Takes the lock when nobody has it or waits for it. */
bool lock_try(struct lock *l);
void lock_release(struct lock *l);
/* Joins those who have the book open, until lock_close; whether there was nobody. Only while the lock
 * is ours. */
bool lock_join(struct lock *l);

#endif
