/* What the files of the database layer share; nobody else includes it. */
#ifndef STORE_DB_PRIVATE_H
#define STORE_DB_PRIVATE_H

#include <sqlite3.h>

#include "store/db.h"
#include "store/lock.h"

#define DB_APPLICATION 0x52415050 /* "RAPP" */
#define DB_BUCKETS     256
#define DB_CACHED      200 /* statements kept prepared */

struct stmt {
	struct db *db;
	sqlite3_stmt *handle;
	char *sql;
	uint32_t hash;
	uint64_t used;     /* when it was last asked for, by the count of askings */
	int bound;         /* the first trouble in binding, told by the next step */
	struct stmt *next; /* in its bucket */
};

struct db {
	sqlite3 *handle;
	char *path;
	char *damage;            /* the file that says that the book is damaged */
	struct lock lock;        /* not opened when read only */
	int connections;         /* how many there were: counts of SQLite's begin anew with each */
	bool read_only;
	enum db_room {
		DB_ROOM,
		DB_FULL,
		DB_FORBIDDEN
	} room;                  /* of a book that is only read: why */
	bool writing;            /* between db_begin and its end: the lock is ours */
	int64_t begun;           /* write transactions */
	bool reading;
	bool trusted;            /* setting up or migrating: the authorizer lets everything pass */
	bool broken;             /* the disk or the file failed: connect anew after the roll-back */
	bool corrupt;            /* the file is damaged: no more writes */
	struct error trouble;    /* the first that disk, memory or time made since the transaction began */
	int wal_pages;           /* after the last commit; 0: nothing to copy */
	int copied;              /* of them by the last checkpoint of ours */
	struct stmt *buckets[DB_BUCKETS];
	size_t cached;
	uint64_t asked;
	int (*stop)(void *);
	void *stop_data;
	int64_t deadline;
	const struct waiting *waiting; /* what a statement of waiting_insert reads */
	int (*before)(void *, struct error *); /* see db_before_next; NULL: nothing waits */
	void *before_data;
	bool late;               /* the deadline stopped the statement */
};

/* SQLite's progress handler, for a struct db: whether to stop. */
int db_on_step(void *data);
/* Opens the connection and sets everything that db_open promises. */
int db_connect(struct db *db, struct error *e);
/* Finalises the statements and closes the connection. */
void db_disconnect(struct db *db);
/* Whether the book was found to be damaged, by us or by another process: nobody writes to it until an
 * admin has put a backup in its place and removed FILE.damaged. */
bool db_is_damaged(const struct db *db);
void db_mark_damaged(struct db *db);
/* After a stop that left work in the WAL nobody trusts the file unseen: marks the book as damaged when it is,
 * or when the WAL is another file's, so that nothing of it gets into the book. -1 when it could not be read. */
int db_check(struct db *db, struct error *e);
/* Notes in the lock file how a checkpoint of ours left the book. */
void db_remember_file(struct db *db);
/* Fills the error from what SQLite says; remembers whether the connection can be trusted on. */
int db_failed(struct db *db, int rc, struct error *e);
/* Runs constant statements that answer nothing, past the authorizer: set-up and migrations. */
int db_script(struct db *db, const char *sql, struct error *e);
/* Copies the whole book with sqlite3_backup into a file (0600, synced) that takes the place of what has
 * the name, when it is whole. */
int db_copy(struct db *db, const char *to, struct error *e);

#endif
