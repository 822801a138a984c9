/* Bringing a book to the schema that this program knows. */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "store/db.h"

/* The files of data/schema in order; the book's user_version counts those that were applied. */
struct migration {
	const char *name;
	const char *sql;
};
extern const struct migration migrations[];
extern const size_t migrations_count;

/* Applies the first `count` migrations as far as the book lacks them, all in one transaction; a book that
 * had a schema already is first copied to FILE.before-N (N: the schema it had). A newer book is refused.
 * 0, or -1 with the error set and the book as it was. */
int db_migrate(struct db *db, const struct migration *steps, size_t count, struct error *e);

#endif
