/* Reports that are a page of several short tables under one another: Today, what is due, a contact
 * sheet. */
#ifndef STORE_REPORT_PAGE_H
#define STORE_REPORT_PAGE_H

#include "store/report.h"

struct section {
	const char *name;    /* of the table: "overdue" */
	const char *title;   /* N_("Overdue") */
	const char *order, *columns;
	int64_t limit;       /* rows; the table's total tells of all */
	bool by_time;        /* instead of an order: when activities are, what has no hour after its day's others */
};

/* Begins a question about records of an owner; 0: everybody's. */
void section_begin(struct select *q, struct store *s, enum entity_id e, int64_t owner);
/* Asks it, ends it, and adds what comes to the answer. `note` may be NULL. The table is borrowed; NULL
 * with the error set. */
struct table *section_add(struct answer *a, struct select *q, const struct section *section,
			  const char *note, struct error *err);
/* The same for the deals that an expression fits: their sums are the note. */
struct table *section_add_deals(struct answer *a, struct store *s, const char *expr,
				const struct section *section, struct error *err);
/* Narrows activities to promises that are not kept yet: ours, or theirs to us. */
void section_promises(struct select *q, bool ours);

/* Whose day it is by the argument `owner`, by default the acting user's; 0: everybody's. -1 with the
 * error set. */
int64_t section_owner(struct store *s, const struct request *r, struct error *err);

#endif
