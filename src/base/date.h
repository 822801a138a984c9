/* Civil dates as days, instants as seconds, and the words in which people say them. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/sbuf.h"

/* A civil date is a count of days since 1970-01-01 (negative before), from year 1 to 9999. */
typedef int32_t date_t;

struct civil {
	int year, month, day;      /* month 1 to 12, day 1 to 31 */
	int hour, minute, second;
	int weekday;               /* 0 Monday to 6 Sunday */
};

#define DATE_FIRST (-719162) /* 0001-01-01 */
#define DATE_LAST  2932896  /* 9999-12-31 */

bool date_exists(int year, int month, int day);
/* The day must exist. */
date_t date_make(int year, int month, int day);
/* Also sets the weekday; the time becomes midnight. */
void date_split(date_t d, struct civil *c);
/* Moves by whole months; the day is cut to the month's last, the result to the first and last day
 * there are. */
date_t date_add_months(date_t d, int months);
date_t date_month_start(date_t d);
/* The next day, `today` included, on which somebody who was born then has a birthday. That of 29 February
 * is kept on the 28th in a common year: better a day early than late. */
date_t date_next_birthday(date_t born, date_t today);
int date_weekday(date_t d);
/* The first day of its week, as the locale begins weeks. */
date_t date_week_start(date_t d);

/* Strict ISO 8601: "2026-11-22"; for stamps "2026-11-22T10:00:00Z". 0, or -1 when it is not. */
int date_read_iso(const char *text, date_t *out);
int stamp_read_iso(const char *text, int64_t *out);
#define DATE_SIZE  11
#define STAMP_SIZE 21
void date_write_iso(date_t d, char out[DATE_SIZE]);
void stamp_write_iso(int64_t stamp, char out[STAMP_SIZE]);

/* Instants are seconds since 1970 UTC; people see them in the process's zone (TZ). A civil time that
 * a clock change skips is moved forward, one that happens twice means the first. */
void stamp_to_local(int64_t stamp, struct civil *c);
int64_t stamp_from_local(const struct civil *c);
date_t stamp_date(int64_t stamp);
/* Whether the system knows a zone of this name: "Europe/Berlin". */
bool zone_known(const char *name);
/* The name of the process's zone; false when it has none that others would understand. */
#define ZONE_SIZE 64
bool zone_name(char out[ZONE_SIZE]);
/* Makes another zone the process's (NULL: leaves it as it is), and the former one again. Only one may be
 * entered at a time. */
struct zone_left {
	char *was; /* TZ as it was; NULL: it was not set */
	bool entered;
};
struct zone_left zone_enter(const char *name);
void zone_leave(struct zone_left *left);
int64_t stamp_of_date(date_t d);

/* What typed words can mean on the day `today`.
 * Dates: 2026-11-22, 22.11.2026, 22/11/2026, 11/22/2026, 3 mar, mar 3, 3 March 2027, 22.11., the 22nd,
 * today, tomorrow, yesterday, fri, next fri, last mon, in 3 days, +2w, -30d, +1m, +1y, 2 weeks ago,
 * end of month, eom, next month, tue 10 (with a time), Q3, 今天 明天 后天 大后天 昨天 前天 周五 星期五
 * 下周二 上周三 下个月 月底 3月5日 3天后 两周后; German heute morgen freitag, Spanish hoy mañana and so
 * on (date_words.c). Then or first a time: 10, 10:30, 2pm, 14h, 10 Uhr, 10点, 下午3点半, noon; without
 * am or pm it is on the clock of 24 hours.
 *
 * A weekday or a day without a year means the next one from today on, today included. Weeks begin as
 * the locale has it. "next fri" and 下周五 are in the week after this one, 上周三 in the one before, "this fri"
 * and 本周五 in this one, even when past. "last mon" has two readings when this week's Monday is past:
 * that and the one before. "next week", "next month" are their first days, "end of next month" the
 * last, "Q3" the last day of the coming third quarter. With '.', the day stands before the month; with
 * '/' and '-' it can be either. A year of two digits lies less than 80 years back. "10" alone is a day
 * of the month or a time: two readings, of which the caller takes what his field wants.
 * Returns the number of readings in out (at most 2; 2 = "3/4" can be two days, the caller asks),
 * 0 with the error set. */
struct when {
	date_t date;
	bool has_time;
	int hour, minute, second;
	bool coming; /* a weekday alone: the next, where whoever asks means no other */
};
int date_read(const char *text, date_t today, struct when out[2], struct error *e);
/* The same for what stands at the beginning of a longer text, which text_fold has folded: the bytes of it
 * that are a day, a time or both, 0 when it begins with none. A number alone is none here; an hour without
 * "h" or minutes counts after a day or "at" only, and when a blank or a mark follows. "1h30"
 * behind a day is no hour but a length. */
size_t date_begins(const char *folded, date_t today, struct when out[2], int *readings);
/* What stands behind a time of the day as its end: "-10:30", " to 3pm", 到10点半, " bis 11 Uhr". Its bytes, 0 when it is
 * none that comes later on that day; *minutes gets how long it lasts. "2-4pm" has `from` begin in the afternoon, too,
 * unless `sure`, and what begins then does not end before it. */
size_t date_lasts(const char *folded, struct when *from, bool sure, int *minutes);
/* Reads a length of time: 45 (minutes), 45m, 1h, 1:30, 1h30, 1.5h, 1小时30分. Minutes (parts of one
 * rounded to the nearest), at most DURATION_MAX, or -1 with the error set. */
#define DURATION_MAX 60000000
int duration_read(const char *text, struct error *e);

/* For people, at most 10 columns: "today", "tomorrow", "yesterday", "Fri" (2 to 6 days ahead), "18
 * Nov" this year, else ISO. DATE_LATE says "3d late" when it is past. DATE_AGO is an age: "2d" below
 * two weeks, "3w" below ten, "5mo" below two years, "3y"; of today and later it is as DATE_PLAIN.
 * DATE_WHOLE leaves no doubt: "Fri 27 Nov", with the year "Fri 2027-11-26". */
enum date_style { DATE_PLAIN, DATE_LATE, DATE_AGO /* "2d", "3w" since */, DATE_WHOLE };
void date_show(struct sbuf *out, date_t d, date_t today, enum date_style style);
/* "Sun 22 Nov 2026" */
void date_show_whole(struct sbuf *out, date_t d);

#endif
