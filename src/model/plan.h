/* The plan of a day: the tables of the reports today and due, made fit to be read, printed, exported. */
#ifndef MODEL_PLAN_H
#define MODEL_PLAN_H

#include "model/table.h"

/* "3d late", "10:00", "Fri 10:00": the columns `due` and `start` become one, `when`, because a plan is
 * read down one column. What has no hours, like an invoice, has no `start`. Does nothing without them. */
void plan_merge_when(struct table *t, const struct value_context *c);
/* All rows in one table with the same columns for all: section, date, time, kind, customer, contact,
 * subject, amount. Of tables as the store answers them. Caller frees. */
struct table *plan_flat(const struct table *const *tables, size_t n);
/* "10:00 call Müller & Söhne": the first appointment that is still to come; "" when there is none in
 * these tables. Before plan_merge_when. */
void plan_next(struct sbuf *out, const struct table *const *tables, size_t n, const struct value_context *c);

/* The same of one row. */
void plan_appointment(struct sbuf *out, const struct table *t, size_t row, const struct value_context *c);
/* The filter that lists all that a section of Today has, of any owner; NULL: there is no such section. */
const char *plan_filter(const char *section);

#endif
