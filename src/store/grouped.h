/* The groups of a list: runs of one value in its lineup, which the group's field sorts first. Where each
 * run begins is found by bisecting, so that a million records cost what their groups do. */
#ifndef STORE_GROUPED_H
#define STORE_GROUPED_H

#include "store/lineup.h"

#define GROUPS_MOST 2000 /* more are no overview */

struct grouped {
	size_t n;
	int64_t *starts;      /* the place in the lineup where each begins; one more for the end */
	struct table *values; /* the value that it is of, a row each */
	int64_t *ids;         /* what names it: below 0, the same as long as its value is */
	int64_t *sums;        /* of each column that may be totalled, in the book's currency; group by group */
	char *key;            /* the question and the state of the book that they answer */
};

/* The groups of the question's lineup, as select_group told. NULL with the error set. */
struct grouped *grouped_make(struct select *q, const struct lineup *l, struct error *err);
void grouped_free(struct grouped *g); /* NULL is fine */

/* The window of the request in lines: a head for each group, a row with its id, no entity, and in three
 * columns behind the others, of width -1, the group's value as text, its count and whether it is folded;
 * under it its records, unless it is folded. Folded are those of the request's ids, or where its name is
 * "folded" all but those. Fills the table of select_table. */
int grouped_fill(const struct grouped *g, const struct select *q, const struct request *r,
		const struct lineup *l, struct table *t, struct error *err);

#endif
