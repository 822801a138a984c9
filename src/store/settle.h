/* What an undo or redo has to look at when everything is put back. */
#ifndef STORE_SETTLE_H
#define STORE_SETTLE_H

#include "store/store.h"

/* Refuses references that lead nowhere by now and records that would stand above themselves; gives each
 * kind of contact point its one main point. What it sets belongs to the transaction. */
int settle(struct store *s, struct journal_txn *t, struct error *e);

#endif
