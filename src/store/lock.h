/* The lock file beside the book: one writer or checkpointer at a time, first come, first served.
 *
 * SQLite's own busy handler polls and starves (a worst wait of 1.3 s among eight writers, against 14 ms
 * in flock's queue), and in versions before 3.51.3 a checkpoint beside a commit that restarts the WAL
 * may lose pages. So every write transaction and every checkpoint holds this lock. */
#ifndef STORE_LOCK_H
#define STORE_LOCK_H

#include "base/base.h"

/* Opens (makes, 0600) FILE.lock for the book. The descriptor, or -1 with the error set. */
int lock_open(const char *book, struct error *e);
/* Waits until the lock is ours. 0, or -1 with the error set. */
int lock_take(int fd, struct error *e);
/* Takes the lock when nobody has it. */
bool lock_try(int fd);
void lock_release(int fd);

#endif
