/* The one thin layer over SQLite; a second driver would replace db.c and leave the rest alone.
 * Statements are constant texts (or made by the expression compiler from fixed tables), prepared once
 * and kept; everything is bound. */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "base/sbuf.h"
#include "model/value.h"

struct db;
struct stmt;

/* Opens (and makes) the file, verifies and sets what security.md asks: WAL, synchronous FULL, foreign
 * keys, no autocheckpoint, defensive, authorizer, limits, busy timeout first; refuses network file
 * systems, other people's files and wide modes. Does not migrate. NULL with the error set. */
struct db *db_open(const char *path, struct error *e);
void db_close(struct db *db);
const char *db_path(const struct db *db);
/* Whether the file can only be read (permissions, or the file system). */
bool db_read_only(const struct db *db);
/* Says why it can only be read and what to do about it; -1. */
int db_refuse_write(const struct db *db, struct error *e);

/* The version of SQLite that runs, "3.40.1", and whether a version (3040001) is one of those in which a
 * checkpoint beside a commit that restarts the WAL may lose pages. The lock file keeps them apart; a
 * service logs it all the same. */
const char *db_library(void);
int db_library_number(void);
bool db_has_wal_fault(int version);

/* A prepared statement for this text, from the cache when it is there; reset and unbound. It belongs to
 * the db. NULL with the error set. */
struct stmt *db_prepare(struct db *db, const char *sql, struct error *e);
/* Has `before` called before the next statement is prepared, a COMMIT too: what waits to be written is
 * written then. It ends the waiting by asking this again, with NULL; so does a roll-back. While it fails,
 * nothing is prepared. */
void db_before_next(struct db *db, int (*before)(void *data, struct error *e), void *data);
/* For statements that what waits does not matter to. */
struct stmt *db_prepare_beside(struct db *db, const char *sql, struct error *e);
/* Parameters count from 1. Texts are copied. */
void db_bind_int(struct stmt *s, int at, int64_t v);
void db_bind_text(struct stmt *s, int at, const char *v); /* NULL binds NULL */
void db_bind_text_n(struct stmt *s, int at, const char *v, size_t len);
void db_bind_null(struct stmt *s, int at);
/* As the field's column keeps it: ISO text for dates and stamps, integers for money and bools. */
void db_bind_value(struct stmt *s, int at, const struct field *f, struct value v);
/* 1: a row is there; 0: no more (the statement is reset); -1 with the error set. */
int db_step(struct stmt *s, struct error *e);
/* Steps to the end. */
int db_run(struct stmt *s, struct error *e);
void db_reset(struct stmt *s);
/* Columns count from 0. Texts are borrowed until the next step. */
bool db_is_null(struct stmt *s, int col);
int64_t db_int(struct stmt *s, int col);
const char *db_text(struct stmt *s, int col); /* "" for NULL */
/* What the field's column holds, the text copied into the arena. */
struct value db_value(struct stmt *s, int col, const struct field *f, struct arena *a);
/* One number of one row; `otherwise` when there is no row. */
int db_one(struct stmt *s, int64_t otherwise, int64_t *out, struct error *e);

/* Write transactions: db_begin takes the lock file, then BEGIN IMMEDIATE. Nothing that waits for anybody
 * happens before db_commit or db_rollback. db_commit acknowledges only what is durable. */
int db_begin(struct db *db, struct error *e);
int db_commit(struct db *db, struct error *e);
void db_rollback(struct db *db);
bool db_in_transaction(const struct db *db);
/* Whether db_read_begin has not ended. */
bool db_in_snapshot(const struct db *db);
/* Whether what is being done should stop: 1 with the error set, else 0. For work between statements. */
int db_stopped(struct db *db, struct error *e);
/* How many write transactions were begun: the number of the one that is open. */
int64_t db_transactions(const struct db *db);
/* A read snapshot over several statements of one answer. */
int db_read_begin(struct db *db, struct error *e);
int db_read_end(struct db *db, struct error *e);
/* Both ends fail when anything since the beginning failed for want of disk, memory or time, also what the
 * caller passed over: half of what there is would be taken for all of it. */

/* Whether the WAL is long enough to be copied into the book by whoever has nothing else to do, and doing
 * that while nobody writes: so those who wait for their commit seldom pay for it. */
bool db_due(const struct db *db);
void db_idle(struct db *db);

/* Makes temporary tables and views, which the end of the snapshot takes away; a text made from the entity
 * tables. Inside db_read_begin. */
int db_temporary(struct db *db, const char *sql, struct error *e);

int64_t db_last_id(struct db *db);
int64_t db_changes(struct db *db);
/* Rows changed since the book was opened, by virtual tables too. */
int64_t db_total_changes(struct db *db);
/* How many rows this process has written since it opened the book, or lost it last. */
int64_t db_written(const struct db *db);
/* Changes when somebody else has committed since the last call. */
int64_t db_data_version(struct db *db);

/* Called every few thousand steps while a statement runs; non-zero stops it (ERROR_FAILED, "dropped").
 * The deadline, in ms of clock_work, 0 for none, stops it with a sentence of its own. */
void db_on_progress(struct db *db, int (*stop)(void *), void *data);
void db_deadline(struct db *db, int64_t until);
/* From now on so many ms, when there is a deadline; returns how many were left, 0 for no deadline. */
int64_t db_allow(struct db *db, int64_t ms);
/* For long work between statements: 0 to go on; -1 with the same error when it is to stop. */
int db_look(struct db *db, struct error *e);

#endif
