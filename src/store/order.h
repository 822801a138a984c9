/* The last list as a whole, kept while the book stays as it is: what makes End, row N and an export page by
 * page as cheap as the first page. */
#ifndef STORE_ORDER_H
#define STORE_ORDER_H

#include "store/grouped.h"

struct ids {
	int64_t *items;
	size_t n, room;
};

/* Adds the first column of every row, and leaves the statement reset. */
int ids_read(struct ids *ids, struct stmt *s, struct error *err);

/* The list that the question asks for, borrowed until the next request. With `series`, as far as series
 * tell it: NULL without an error where they do not. Else NULL with the error set. */
const struct lineup *order_lineup(struct select *q, bool series, struct error *err);
/* The groups of the question's lineup, kept like that. NULL with the error set. */
const struct grouped *order_grouped(struct select *q, const struct lineup *l, struct error *err);
/* The exact total, counted once while the book stays as it is; -1 with the error set. */
int64_t order_count(struct select *q, struct error *err);
/* Frees what the store keeps for this. */
void order_forget(struct store *s);

#endif
