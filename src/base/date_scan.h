/* A cursor over folded text in which a day is being read. Private to date_*.c and
 * repeat_read.c. */
#ifndef BASE_DATE_SCAN_H
#define BASE_DATE_SCAN_H

#include "base/date.h"
#include "base/date_words.h"

struct scan {
	const char *at; /* folded text */
	date_t today;
	date_t day[2];
	int days;
	bool weekday; /* the day was told by its weekday, */
	bool coming;  /* and by nothing else: the next that is called so */
	bool has_time;
	int hour, minute, second;
};

/* Each of these reads what stands at the cursor and moves it on, or leaves it. */
void scan_skip(struct scan *s); /* spaces */
bool scan_take(struct scan *s, const char *text);
/* A word of one of these kinds, spaces before it skipped. */
const struct word *scan_word(struct scan *s, unsigned kinds);
/* A run of at most six digits; *digits (may be NULL) gets how many. */
bool scan_number(struct scan *s, int *n, int *digits);
/* 三, 十五, 二十, 两: up to 99. */
bool scan_chinese(struct scan *s, int *n);
bool scan_number_or_chinese(struct scan *s, int *n);
/* The same or a word for a number, spaces before it skipped. */
bool scan_count(struct scan *s, int *n);

/* A day in any form. A weekday may stand before the day itself and must then be right: "fri 27
 * nov". */
bool scan_day(struct scan *s);

/* What parts the two times of "9-11", "9 bis 11 Uhr", with the blanks around it. */
bool scan_until(struct scan *s);
/* Whether "9-11" or "9-9:30" stands there, which behind a day are hours. */
bool scan_hours(struct scan s);

/* Adds a reading. False when the calendar has no such day. */
bool scan_found(struct scan *s, int64_t day);
/* Adds the next day of this number from today on, in the first month that has one. */
bool scan_found_day_of_month(struct scan *s, int day);

#endif
