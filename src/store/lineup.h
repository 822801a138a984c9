/* A whole list in its order, worked out from series: how many, what stands where, where one stands.
 * It takes a bit a record where a series's order serves as it is, four bytes where it does not; and
 * what was touched since the series were made is asked of the book, record by record, and put in
 * its place. The answers are those of SQL. */
#ifndef STORE_LINEUP_H
#define STORE_LINEUP_H

#include "store/select.h"

struct lineup;

/* For the question's condition and order: 1 with *out, to be freed; 0 when the series do not tell
 * and SQL has to; -1 with the error set. It is true as long as nobody writes and no series is
 * renewed. */
int lineup_make(struct select *q, struct lineup **out, struct error *err);
/* The same by SQL alone, always: 1, or -1 with the error set. */
int lineup_ask(struct select *q, struct lineup **out, struct error *err);
void lineup_free(struct lineup *l);

int64_t lineup_total(const struct lineup *l);
/* The ids from a place on, at most `n`; returns how many. */
size_t lineup_ids(const struct lineup *l, int64_t from, int64_t *ids, size_t n);
/* The place of a record, or -1. */
int64_t lineup_place(const struct lineup *l, int64_t id);

#endif
