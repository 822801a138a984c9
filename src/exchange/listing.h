/* A whole list, asked for page by page and given to a writer, by whoever waits for each answer and by whoever
 * must not: what is to be asked next is told, and what was answered is taken. */
#ifndef EXCHANGE_LISTING_H
#define EXCHANGE_LISTING_H

#include "exchange/format.h"
#include "proto/message.h"

struct listing;

/* Of the request everything is copied. With ids only those records, in the list's order; of very many
 * LIST_IDS at a time, each of these in it. The writer is borrowed. NULL with the error set. */
struct listing *listing_open(const struct request *r, struct writer *w, struct error *e);
void listing_free(struct listing *l); /* NULL is fine */
/* Fills in what to ask; its texts live until the next call. False: all was written. */
bool listing_next(struct listing *l, struct request *r);
/* Writes what was answered. 0, or -1 with the error set. */
int listing_take(struct listing *l, struct answer *a, struct error *e);
/* How many records there are, when the first page told; and how many are written. */
int64_t listing_total(const struct listing *l);
int64_t listing_done(const struct listing *l);

#endif
