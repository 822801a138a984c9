/* Records in memory as rows of a table, `waiting`, for an INSERT ... SELECT: one statement writes them all,
 * which costs half of what a statement for each would. */
#ifndef STORE_WAITING_H
#define STORE_WAITING_H

#include "model/record.h"
#include "store/db.h"

/* Writes new records of one entity, with the ids that they have. None is written, or all. */
int waiting_insert(struct db *db, struct record *const *records, size_t n, struct error *e);
/* Makes the table known to the connection: an SQLite result code. db_open calls it. */
int waiting_register(struct db *db);

#endif
