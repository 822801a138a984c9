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

bool date_exists(int year, int month, int day);
date_t date_make(int year, int month, int day);
void date_split(date_t d, struct civil *c);
/* Moves by whole months; the day is cut to the month's last. */
date_t date_add_months(date_t d, int months);
date_t date_month_start(date_t d);
int date_weekday(date_t d);

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
int64_t stamp_of_date(date_t d);

/* What typed words can mean on the day `today` (and, for a stamp, at the instant `now`).
 * Dates: 2026-11-22, 22.11.2026, 22/11/2026, 11/22/2026, 3 mar, mar 3, 3 March 2027, 22.11., today,
 * tomorrow, yesterday, fri, next fri, last mon, in 3 days, +2w, -30d, +1m, +1y, end of month, eom,
 * next month, tue 10 (with a time), Q3, 今天 明天 后天 大后天 昨天 前天 周五 星期五 下周二 上周三 下个月
 * 月底 3月5日 3天后 两周后; German heute morgen freitag, Spanish hoy mañana.
 * A time, for stamps: 10, 10:30, 2pm, 14h, 10点, 下午3点半, noon.
 * Returns the number of readings in out (at most 2; 2 = "3/4" can be two days, the caller asks),
 * 0 with the error set. A weekday or a day without a year means the next one from today on. */
struct when {
	date_t date;
	bool has_time;
	int hour, minute;
};
int date_read(const char *text, date_t today, struct when out[2], struct error *e);
/* Reads a length of time: 45 (minutes), 45m, 1h, 1:30, 1h30, 1.5h, 1小时30分. Minutes, or -1. */
int duration_read(const char *text, struct error *e);

/* For people, at most 10 columns: "today", "tomorrow", "Fri" (within a week ahead), "3d late" when
 * `late` is asked for and it is past, "18 Nov" this year, else ISO. */
enum date_style { DATE_PLAIN, DATE_LATE, DATE_AGO /* "2d", "3w" since */ };
void date_show(struct sbuf *out, date_t d, date_t today, enum date_style style);

#endif
