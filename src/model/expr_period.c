#include "model/expr_private.h"

#include <strings.h>

/* The number that n digits make, or -1. */
static int digits(const char *s, int n)
{
	int v = 0;

	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		v = v * 10 + (s[i] - '0');
	}
	return v;
}

static int months(int year, int month, int count, date_t *from, date_t *to)
{
	if (year < 1 || month < 1 || month > 12)
		return 0;
	*from = date_make(year, month, 1);
	month += count;
	*to = month > 12 ? date_make(year, 12, 31) : date_make(year, month, 1) - 1;
	return 1;
}

/* 2026, 2026-11, 2026-Q3, Q3 */
static int numbered(const char *s, date_t today, date_t *from, date_t *to)
{
	size_t len = strlen(s);
	struct civil now;
	int year = len >= 4 ? digits(s, 4) : -1;

	if (len == 4 && year > 0)
		return months(year, 1, 12, from, to);
	if (len == 7 && s[4] == '-' && digits(s + 5, 2) > 0 && year > 0)
		return months(year, digits(s + 5, 2), 1, from, to);
	if (len == 2 || (len == 7 && year > 0 && s[4] == '-')) {
		date_split(today, &now);
		s += len - 2;
		if ((*s == 'q' || *s == 'Q') && s[1] >= '1' && s[1] <= '4')
			return months(len == 2 ? now.year : year, (s[1] - '1') * 3 + 1, 3, from,
				      to);
	}
	return 0;
}

/* "this", "last" or "next" with what parts it from the unit; *s moves behind. */
static int shift_of(const char **s)
{
	static const struct {
		const char *word;
		int shift;
	} words[] = { { "this", 0 }, { "last", -1 }, { "next", 1 } };

	for (size_t i = 0; i < LENGTH(words); i++)
		if (!strncasecmp(*s, words[i].word, 4)) {
			*s += 4;
			*s += strspn(*s, " -");
			return words[i].shift;
		}
	return 0;
}

int period_read(const char *text, date_t today, date_t *from, date_t *to)
{
	static const struct {
		const char *word;
		int months;
	} units[] = { { "month", 1 }, { "quarter", 3 }, { "year", 12 } };
	int shift = shift_of(&text);
	struct civil now;

	if (!strcasecmp(text, "week")) {
		*from = date_week_start(today) + 7 * shift;
		*to = *from + 6;
		return 1;
	}
	date_split(today, &now);
	for (size_t i = 0; i < LENGTH(units); i++)
		if (!strcasecmp(text, units[i].word)) {
			int n = units[i].months, first = (now.month - 1) / n * n + 1;

			*from = date_add_months(date_make(now.year, first, 1), n * shift);
			*to = date_add_months(*from, n) - 1;
			return 1;
		}
	return numbered(text, today, from, to);
}
