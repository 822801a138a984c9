/* A disk that fails when told to: SQLite's own VFS, with one call that goes wrong, or all from it on. */
#ifndef TESTS_FAULT_VFS_H
#define TESTS_FAULT_VFS_H

#include <stdbool.h>
#include <stdint.h>

enum fault {
	FAULT_ERROR, /* any call: does nothing and says the SQLITE_IOERR of its kind */
	FAULT_SHORT, /* a write: does half of it and says SQLITE_IOERR_WRITE */
	FAULT_FULL,  /* whatever takes room: a write does half of it and says SQLITE_FULL */
	FAULT_SYNC,  /* a sync: SQLITE_IOERR_FSYNC */
	FAULT_KILL,  /* whatever changes the disk: the process ends in the middle of it */
	FAULT_KINDS
};

#define FAULT_KILLED 9 /* exit status of a process that FAULT_KILL ended */

/* Puts it in the place of the default VFS; once. */
void fault_begin(void);
/* The n-th call (from 1) that this kind is for goes wrong, or all from it on. */
void fault_arm(enum fault kind, int n, bool for_ever);
/* Whether one went wrong since. */
bool fault_disarm(void);
/* How many calls of the kind there were between arming and disarming. */
int fault_calls(void);
/* How many syncs were tried through a file after one of that file had failed. */
int fault_synced_again(void);

/* What a disk is asked to do, as it is told to the observer. */
struct fault_seen {
	enum { SEEN_WRITE, SEEN_TRUNCATE, SEEN_SYNC } what;
	const char *file; /* its whole name */
	const void *data; /* written */
	int64_t at;       /* where; or the size that is left */
	int len;
};
/* Called after each of them; NULL: nobody looks. */
void fault_observe(void (*observer)(const struct fault_seen *));

#endif
