/* A book to play with: our own words, thrown together the same way each time. */
#ifndef EXCHANGE_DEMO_H
#define EXCHANGE_DEMO_H

#include "client/client.h"

#define DEMO_CUSTOMERS     1000
#define DEMO_CUSTOMERS_MAX 1000000

struct demo_options {
	int64_t customers; /* 1 to DEMO_CUSTOMERS_MAX */
	uint64_t seed;
	/* Told now and then how many customers are in the book; non-zero ends the work. NULL: nobody asks. */
	int (*progress)(void *to, int64_t done, int64_t total);
	void *to;
};

/* Fills a new book: the same seed, size and time give the same records with the same ids. It is one
 * transaction of the journal that undo leaves alone, and the acting user becomes one of its salespeople.
 * 0, or -1 with the error set; the book is then half full and of no use. */
int demo_fill(struct client *c, const struct demo_options *o, struct error *e);

#endif
