/* The ids of a whole list in its order, kept while the book stays as it is: what makes End, row N and an
 * export page by page as cheap as the first page. */
#ifndef STORE_ORDER_H
#define STORE_ORDER_H

#include "store/select.h"

struct ids {
	int64_t *items;
	size_t n, room;
};

/* Adds the first column of every row, and leaves the statement reset. */
int ids_read(struct ids *ids, struct stmt *s, struct error *err);
/* Place of an id, or -1. */
int64_t ids_place(const struct ids *ids, int64_t id);

/* All ids of the question, borrowed until the next request; NULL with the error set. */
const struct ids *order_ids(const struct select *q, struct error *err);
/* The exact total, counted once while the book stays as it is; -1 with the error set. */
int64_t order_count(struct select *q, struct error *err);
/* Frees what the store keeps for this. */
void order_forget(struct store *s);

#endif
