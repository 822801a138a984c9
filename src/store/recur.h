/* What comes again. The times of a rule are ordinary activities, made when the rule is saved, a year ahead and
 * always some; so lists, Today, undo and the rest need to know nothing of rules. The first is what the others'
 * `series` points to; each has the rule in `repeats` and in `slot` when the rule has it. */
#ifndef STORE_RECUR_H
#define STORE_RECUR_H

#include "store/store.h"

#define RECUR_DAYS  400 /* so far ahead they are made ... */
#define RECUR_RENEW 300 /* ... and more of them when there are fewer days than these */
#define RECUR_LEAST 3   /* of those that come seldom */
#define RECUR_MOST  400

/* When an activity stands in the calendar: its start, or the beginning of its day; 0: it does not. */
int64_t recur_when(const struct record *r);

/* Of an activity's change, what it does to itself (its rule becomes its own) and what comes after it. `before`
 * is NULL for a new one. */
int recur_before(struct store *s, const struct record *before, struct record *after,
		 struct error *e);
int recur_after(struct store *s, struct journal_txn *t, const struct record *before,
		const struct record *after, struct error *e);
/* Those that follow are made anew, as this one is now: its hour, its weekday, its people. */
int recur_follow(struct store *s, struct journal_txn *t, const struct record *r, struct error *e);
/* The series ends before this one; it is removed, too. */
int recur_end(struct store *s, struct journal_txn *t, const struct record *r, struct error *e);
/* Makes more of what has come near its end, in a transaction that nobody's undo means. Called after what is
 * written, works once a day; what could not be made is for another day. */
void recur_renew(struct store *s);

/* What is asked of rapport-read; see src/read/rule.h. */
struct recur_question {
	const char *rule, *zone; /* zone NULL: the process's */
	bool days;
	int64_t start, after, until;
};
/* The times of a rule; *times is for the caller to free. How many, or -1. */
int recur_times(const struct recur_question *q, int64_t **times, struct error *e);

#endif
