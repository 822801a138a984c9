/* How figures are made: a float over the pane that shows them. */
#ifndef VIEW_EXPLAIN_H
#define VIEW_EXPLAIN_H

#include "view/view.h"

#define EXPLAIN_MOST 5

/* What to ask the store (VERB_EXPLAIN), one after the other. */
struct explain {
	struct request asks[EXPLAIN_MOST];
	const char *titles[EXPLAIN_MOST]; /* of what each is; NULL: it goes without saying */
	size_t n;
	struct answer *made; /* bills that are there already, which the float takes; NULL: none */
};

/* Adds the figures of a row: of the record that it is, or of the report's table. Its columns are put together
 * in the view's arena. */
void explain_add_row(struct view *v, struct explain *x, const struct request *report, const struct table *t,
		     const struct row *r);
/* Adds what is said of a report's whole table, if there is anything. */
void explain_add_note(struct explain *x, const struct request *report, const struct table *t);
void explain_add(struct explain *x, const char *title, struct request r);
/* Whether a column of records is one of figures. */
bool explain_is(const struct column *c);
/* Adds the score of two records that may be one; their ids are borrowed until it is opened. */
void explain_add_pair(struct explain *x, const struct entity *e, const char *title, const int64_t ids[2]);
/* The row under the cursor, and what is said of its section. */
struct sections;
void sections_explain(struct view *v, const struct sections *s, const struct request *report);
/* Opens the float; or says that there is no figure. */
void explain_open(struct view *v, const struct explain *x);

#endif
