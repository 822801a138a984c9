/* Customers ranked by what they bought in a period: what top, pyramid and concentration stand on. */
#ifndef STORE_REPORT_RANK_H
#define STORE_REPORT_RANK_H

#include "model/figure.h"
#include "model/pyramid.h"
#include "store/report.h"

struct ranking {
	struct spender *items; /* those who bought, best first */
	size_t n, room;
	size_t active;         /* the first so many spent more than nothing */
	int64_t total;         /* what the active spent */
	int64_t refunds;       /* what the others did: nothing or less */
	char *deals;           /* the won deals of the period, as an expression */
};

/* `owner` is a term as report_owner makes it, or "". Notes what is left out, unless `note` is NULL. Freed by
 * ranking_free, also after an error. */
int ranking_load(struct ranking *k, struct store *s, struct period p, const char *owner,
		 struct sbuf *note, struct error *err);
void ranking_free(struct ranking *k);
/* Appends an expression for exactly the customers of ranks first to last (from 1, at most k->active). False,
 * with nothing appended, when it cannot be said: too many spent the same at one of the ends. */
bool ranking_term(const struct ranking *k, const struct store *s, int64_t first, int64_t last,
		  struct sbuf *expr);
/* What the first n customers spent. */
int64_t ranking_sum(const struct ranking *k, int64_t first, int64_t last);
/* Says what all of them spent, under the name "total": shares are of that. */
void ranking_say(const struct ranking *k, const struct store *s, struct table *t);
/* The deals of one of them are behind the row. */
void ranking_drill(const struct ranking *k, struct table *t, struct row *row, int64_t customer);
/* A row that opens the customer; column `at` gets the name. */
int ranking_customer(struct store *s, struct table *t, struct row *row, size_t at, int64_t id,
		     struct error *err);

#endif
