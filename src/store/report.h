/* What the reports of the store share. To add one: a row in src/model/report.c, a line here, its
 * function. */
#ifndef STORE_REPORT_H
#define STORE_REPORT_H

#include "model/report.h"
#include "store/select.h"

/* Fills the answer with the report's tables. Arguments were checked against the report's row. */
typedef int report_run(struct store *s, const struct request *r, struct answer *a, struct error *err);

/* What makes each report, one row for each of src/model/report.c. */
#define REPORTS(X)                                                                                 \
	X("today", report_today)                                                                   \
	X("ahead", report_ahead)                                                                   \
	X("sheet", report_sheet)                                                                   \
	X("due", report_due)                                                                       \
	X("calendar", report_calendar)                                                             \
	X("board", report_board)                                                                   \
	X("pipeline", report_pipeline)                                                             \
	X("win-rate", report_win_rate)                                                             \
	X("revenue", report_revenue)                                                               \
	X("top", report_top)                                                                       \
	X("pyramid", report_pyramid)                                                               \
	X("concentration", report_concentration)                                                   \
	X("completeness", report_completeness)                                                     \
	X("relations", report_relations)

#define REPORT_FUNCTION(name, run) report_run run;
REPORTS(REPORT_FUNCTION)

/* The board by another field than the stage: the arguments `of` and `by`. */
report_run report_cards;

/* The argument as typed, NULL when it was not given (or is empty). */
const char *report_arg(const struct request *r, const char *name);
/* The record that a reference argument names, by id, title or code: its id, 0 when it was not given, -1
 * with the error set. */
int64_t report_ref(struct store *s, const struct request *r, const char *name,
		   const struct entity *e, struct error *err);

/* The pipeline that the argument `pipeline` names, else the first; -1 with the error set. */
int64_t report_pipeline_id(struct store *s, const struct request *r, struct error *err);

/* What amounts come to, in the book's currency: all, and weighted by each deal's probability. */
struct deal_sums {
	int64_t n, sum, weighted;
	int64_t left_out; /* amounts without a rate */
};
/* Over the deals of a question. */
int report_sums(struct select *q, struct deal_sums *out, struct error *err);
/* "5 deals · €141,200 · €96,300 weighted", and a sentence when amounts are left out. */
void report_sums_show(const struct store *s, const struct deal_sums *d, struct sbuf *out);

/* Says these of the whole table; `expr` is which deals they are of. */
void report_sums_say(const struct store *s, struct table *t, const struct deal_sums *d, const char *expr);

/* From a day up to but not including another. */
struct period {
	date_t from, to;
};
/* One day from an argument as people type it; *given tells whether there was one. */
int report_day(struct store *s, const struct request *r, const char *name, bool *given, date_t *out,
	       struct error *err);
/* The argument `period`, or `from` and `to` as people type them; the last `months` months up to today when they are
 * not given, from the first of a month when `whole`. An ambiguous date is an error that shows both. */
int report_period(struct store *s, const struct request *r, int months, bool whole, struct period *out,
		  struct error *err);
/* Reports ask by an expression, so that what a row counts is what Enter lists. These append its terms:
 * " closed:2025-11-01..2026-10-31" and, for the argument `owner`, " owner.id:7". */
void report_closed(struct sbuf *expr, struct period p);
int report_owner(struct store *s, const struct request *r, struct sbuf *expr, struct error *err);
/* "2025-11-01 to 2026-10-31" */
void report_period_show(struct sbuf *out, struct period p);
/* What stands behind a row. */
void report_drill(struct table *t, struct row *row, enum entity_id e, const char *expr);

/* Begins a question about deals that fit the expression. Ended by select_end, also after an error. */
int report_deals(struct select *q, struct store *s, const char *expr, struct error *err);
/* SELECT columns FROM the deals of q, then `tail`; every '@' in columns is a deal's worth in the book's
 * currency. Bound; NULL with the error set. */
struct stmt *report_select(struct select *q, const char *columns, const char *tail, struct error *err);
/* Says how many amounts have no rate, by currency; nothing when all have one. */
int report_left_out(struct select *q, struct sbuf *note, struct error *err);

/* A share as a percentage of two decimals; false, or not a number: n/a, no value. */
struct value report_share(bool there, double share);
struct value report_part(int64_t part, int64_t total);
void report_note(struct table *t, const struct sbuf *note);

#endif
