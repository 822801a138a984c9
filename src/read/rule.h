/* When something comes again: rules (base/repeat.h) counted by libical. */
#ifndef READ_RULE_H
#define READ_RULE_H

#include "base/repeat.h"

struct rule_question {
	const char *rule;
	bool days;        /* the numbers below are days (date_t), not instants: it has no hour */
	int64_t start;    /* the first time, which is no answer itself unless the rule has it */
	int64_t after;    /* only later ones */
	int64_t until;    /* not later than this ... */
	int least, most;  /* ... unless there are fewer than `least`; never more than `most` */
};

/* Counts a rule, so that libical and its ICU have read the files that they want before there are none. */
void rule_prepare(void);
/* Appends a line with a number for each. The clock on the wall stays: 10:00 is 10:00 in the process's zone
 * whatever the season. A time that a clock change skips is moved forward, one that comes twice is the first. 0,
 * or -1 with the error set when libical does not take the rule. */
int rule_answer(const struct rule_question *q, struct sbuf *out, struct error *e);

#endif
