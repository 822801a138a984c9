/* A disk that fails when told to: SQLite's own VFS, with one kind of call that fails the n-th time. */
#ifndef TESTS_FAULT_VFS_H
#define TESTS_FAULT_VFS_H

#include <stdbool.h>

enum fault {
	FAULT_WRITE, /* writes half of what it was given and says SQLITE_IOERR_WRITE */
	FAULT_FULL,  /* writes half and says SQLITE_FULL */
	FAULT_SYNC,  /* SQLITE_IOERR_FSYNC */
	FAULT_READ,  /* SQLITE_IOERR_READ */
	FAULT_KINDS
};

/* Puts it in the place of the default VFS; once. */
void fault_begin(void);
/* The n-th call (from 1) of this kind fails, or all from it on. */
void fault_arm(enum fault kind, int n, bool for_ever);
/* Whether it failed since. */
bool fault_disarm(void);
/* How many syncs were tried through a file after one of that file had failed. */
int fault_synced_again(void);

#endif
