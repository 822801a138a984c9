/* The book as it was: a read snapshot in which each table that was changed since is stood in for by a view
 * of the same name, in SQLite's temporary schema, that has the records' former values from the journal. So
 * every question that can be asked of the book can be asked of what it was. */
#ifndef STORE_ASOF_H
#define STORE_ASOF_H

#include "store/store.h"

/* From now on until the snapshot ends the book is read as it was at that instant, its own changes taken in;
 * today is the day of it, and no cache is asked. Inside db_read_begin. */
int asof_begin(struct store *s, int64_t at, struct error *e);
/* After db_read_end, which took the tables away. */
void asof_end(struct store *s);

#endif
