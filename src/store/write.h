/* What every writing verb shares: the transaction, dry runs, and answers that are asked for again. */
#ifndef STORE_WRITE_H
#define STORE_WRITE_H

#include "store/store.h"

typedef int write_work(struct store *s, struct journal_txn *t, const struct request *r,
		       struct answer *a, struct error *e);

/* Does the work in one transaction of the book and fills the answer's txn. A request whose UUID was
 * answered before gets that answer again and nothing is done; a dry one is rolled back, its answer kept. */
int write_run(struct store *s, struct journal_txn *t, const struct request *r, write_work *work,
	      struct answer *a, struct error *e);

/* Drops a draft of the acting user; one that is not there is no error. */
int draft_drop(struct store *s, int64_t id, struct error *e);

#endif
