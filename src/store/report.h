/* What the reports of the store share. To add one: a row in src/model/report.c, a function of its name
 * here and in report.c's table. */
#ifndef STORE_REPORT_H
#define STORE_REPORT_H

#include "model/report.h"
#include "store/select.h"

/* Fills the answer with the report's tables. Arguments were checked against the report's row. */
typedef int report_run(struct store *s, const struct request *r, struct answer *a, struct error *err);
report_run report_today, report_board;

/* The argument as typed, NULL when it was not given (or is empty). */
const char *report_arg(const struct request *r, const char *name);
/* The record that a reference argument names, by id, title or code: its id, 0 when it was not given, -1
 * with the error set. */
int64_t report_ref(struct store *s, const struct request *r, const char *name,
		   const struct entity *e, struct error *err);

/* What amounts come to, in the book's currency: all, and weighted by each deal's probability. */
struct deal_sums {
	int64_t n, sum, weighted;
	int64_t left_out; /* amounts without a rate */
};
/* Over the deals of a question. */
int report_sums(struct select *q, struct deal_sums *out, struct error *err);
/* "5 deals · €141,200 · €96,300 weighted", and a sentence when amounts are left out. */
void report_sums_show(const struct store *s, const struct deal_sums *d, struct sbuf *out);

#endif
