/* The Gregorian calendar as a count of days, and its ISO 8601 form. */
#include "base/date.h"

#include "base/locale.h"

#define ERA_YEARS 400
#define ERA_DAYS  146097
/* From 0000-03-01, where the arithmetic begins, to 1970-01-01. */
#define EPOCH 719468
#define DAY   86400

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_length(int year, int month)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

bool date_exists(int year, int month, int day)
{
	return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
	       day <= month_length(year, month);
}

/* Years begin in March here, so that the leap day is a year's last; the months' lengths from March
 * on then follow (153 m + 2) / 5. After Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
date_t date_make(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int era = y / ERA_YEARS;
	int of_era = y - era * ERA_YEARS;
	int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	if (!date_exists(year, month, day))
		BUG("no day %d-%d-%d", year, month, day);
	return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH;
}

int date_weekday(date_t d)
{
	int w = (d + 3) % 7; /* 1970-01-01 was a Thursday */

	return w < 0 ? w + 7 : w;
}

date_t date_week_start(date_t d)
{
	return d - (date_weekday(d) - locale_week() + 7) % 7;
}

void date_split(date_t d, struct civil *c)
{
	int days = d + EPOCH;
	int era = (days >= 0 ? days : days - (ERA_DAYS - 1)) / ERA_DAYS;
	int of_era = days - era * ERA_DAYS;
	int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * year + year / 4 - year / 100);
	int month = (5 * of_year + 2) / 153;

	*c = (struct civil){.weekday = date_weekday(d)};
	c->day = of_year - (153 * month + 2) / 5 + 1;
	c->month = month < 10 ? month + 3 : month - 9;
	c->year = year + era * ERA_YEARS + (c->month <= 2);
}

date_t date_add_months(date_t d, int months)
{
	struct civil c;
	int64_t count;

	date_split(d, &c);
	count = (int64_t)c.year * 12 + c.month - 1 + months;
	if (count < 12)
		return DATE_FIRST;
	if (count >= 10000 * 12)
		return DATE_LAST;
	c.year = (int)(count / 12);
	c.month = (int)(count % 12) + 1;
	if (c.day > month_length(c.year, c.month))
		c.day = month_length(c.year, c.month);
	return date_make(c.year, c.month, c.day);
}

date_t date_next_birthday(date_t born, date_t today)
{
	struct civil was, now;
	date_t day;

	date_split(born, &was);
	date_split(today, &now);
	day = date_add_months(born, (now.year - was.year) * 12);
	return day < today ? date_add_months(born, (now.year + 1 - was.year) * 12) : day;
}

date_t date_month_start(date_t d)
{
	struct civil c;

	date_split(d, &c);
	return d - (c.day - 1);
}

/* Reads a text against a pattern in which each 0 stands for a digit; the runs of digits go to out.
 */
static bool read_pattern(const char *text, const char *pattern, int *out)
{
	bool in_run = false;

	for (; *pattern; pattern++, text++) {
		if (*pattern != '0') {
			if (*text != *pattern)
				return false;
			in_run = false;
			continue;
		}
		if (*text < '0' || *text > '9')
			return false;
		if (!in_run)
			*out++ = 0;
		out[-1] = out[-1] * 10 + (*text - '0');
		in_run = true;
	}
	return !*text;
}

int date_read_iso(const char *text, date_t *out)
{
	int n[3];

	if (!read_pattern(text, "0000-00-00", n) || !date_exists(n[0], n[1], n[2]))
		return -1;
	*out = date_make(n[0], n[1], n[2]);
	return 0;
}

int stamp_read_iso(const char *text, int64_t *out)
{
	int n[6];

	if (!read_pattern(text, "0000-00-00T00:00:00Z", n) || !date_exists(n[0], n[1], n[2]) ||
	    n[3] > 23 || n[4] > 59 || n[5] > 59)
		return -1;
	*out = (int64_t)date_make(n[0], n[1], n[2]) * DAY + n[3] * 3600 + n[4] * 60 + n[5];
	return 0;
}

static date_t within(int64_t days)
{
	return (date_t)(days < DATE_FIRST ? DATE_FIRST : days > DATE_LAST ? DATE_LAST : days);
}

/* By hand: imports write millions, and snprintf takes longer than all the rest. */
static char *put_two(char *to, unsigned n, char after)
{
	to[0] = (char)('0' + n / 10 % 10);
	to[1] = (char)('0' + n % 10);
	to[2] = after;
	return to + 3;
}

void date_write_iso(date_t d, char out[DATE_SIZE])
{
	struct civil c;

	date_split(within(d), &c);
	put_two(out, (unsigned)c.year / 100, '\0');
	out = put_two(out + 2, (unsigned)c.year, '-');
	out = put_two(out, (unsigned)c.month, '-');
	put_two(out, (unsigned)c.day, '\0');
}

void stamp_write_iso(int64_t stamp, char out[STAMP_SIZE])
{
	int64_t days = stamp / DAY - (stamp % DAY < 0);
	unsigned s = (unsigned)(stamp - days * DAY);

	date_write_iso(within(days), out);
	out[DATE_SIZE - 1] = 'T';
	out = put_two(out + DATE_SIZE, s / 3600 % 24, ':');
	out = put_two(out, s / 60 % 60, ':');
	put_two(out, s % 60, 'Z')[0] = '\0';
}
