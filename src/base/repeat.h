/* Rules by which something comes again, in the words of people and in those of RFC 5545. A rule is kept as
 * its RRULE, without that name: "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270303". Two things are our own: UNTIL is
 * always a day, the last one that counts, and EXDATE lists the days that are left out. On which days a rule
 * falls is counted by libical, in rapport-read. */
#ifndef BASE_REPEAT_H
#define BASE_REPEAT_H

#include "base/date.h"

enum repeat_freq { REPEAT_DAILY, REPEAT_WEEKLY, REPEAT_MONTHLY, REPEAT_YEARLY };

#define REPEAT_EXCEPT_MAX 366
#define REPEAT_LAST       (1u << 0) /* of monthdays: the last day of the month */

/* A rule, taken apart. */
struct repeat {
	enum repeat_freq freq;
	int interval;         /* every so many */
	unsigned weekdays;    /* bits, 1 << 0 is Monday */
	int nth;              /* of the one weekday: 1 to 5, -1 the last; 0: each */
	unsigned monthdays;   /* bits 1 to 31, and REPEAT_LAST */
	int month;            /* 1 to 12; 0: none is said */
	int count;            /* so many in all; 0: no end by number */
	bool ends;
	date_t until;         /* the last day that counts, when it ends */
	date_t *except;       /* days left out, rising */
	size_t nexcept, except_room;
	struct sbuf other;    /* parts that only RFC 5545 has words for: ";BYSETPOS=-1" */
};

/* Takes a rule apart. 0, or -1 with the error set when it is none. Free it in both cases. */
int repeat_parse(struct repeat *r, const char *rule, struct error *e);
void repeat_free(struct repeat *r);
/* Appends the rule as it is kept; of two that mean the same there is one text. */
void repeat_write(struct sbuf *out, const struct repeat *r);

/* What a person typed, as a rule: "every tue", "weekly", "every 2 weeks on mon, fri", "every weekday",
 * "monthly on the 2nd tue", "monthly on the last day", "yearly on 3 mar", "jeden Dienstag", 每周二; then
 * "until 3 mar", "10 times", "except 22 dec"; or an RRULE. 0, or -1 with the error set. */
int repeat_read(struct sbuf *rule, const char *typed, date_t today, struct error *e);
/* A rule in words that repeat_read reads back; one that has no words as it is kept. */
void repeat_show(struct sbuf *out, const char *rule);

/* The same rule, which ends on this day at the latest and counts no more. */
void repeat_end(struct sbuf *out, const char *rule, date_t last);
/* The rule after what fell on one day was put to another: its weekday or day of the month goes with it. `gone`
 * of a counted rule's times are past. */
void repeat_move(struct sbuf *out, const char *rule, date_t from, date_t to, int gone);

#endif
