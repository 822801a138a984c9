/* Days and times as people say them: a day in one of the forms of date_forms.c, a time, or both. */
#include "base/date.h"

#include "base/date_scan.h"
#include "base/intl.h"
#include "base/text.h"
#include "base/utf8.h"

#define EARLIEST 6 /* o'clock; less with an h is a length */

/* Brings an hour of the half day onto the clock of 24. */
static bool half_day(struct scan *s, const struct word *half)
{
	if (!half)
		return s->hour <= 23;
	if (half->value == HALF_AM) {
		s->hour = s->hour == 12 ? 0 : s->hour;
		return s->hour < 12;
	}
	if (half->value == HALF_NIGHT && s->hour == 12)
		return false; /* this day's midnight or the next's: nobody can tell */
	if (s->hour < 12)
		s->hour += 12;
	return s->hour <= 23;
}

/* What stands after the hour: :30, :30:15, h30, 点半, 点30分. */
static bool scan_minutes(struct scan *s, const struct word *clock)
{
	bool colon = *clock->text == ':';
	int digits;

	if (scan_take(s, "半")) {
		s->minute = 30;
		return true;
	}
	if (!scan_number(s, &s->minute, &digits))
		return !colon;
	scan_word(s, WORD_MINUTE);
	if (colon && scan_take(s, ":") && (!scan_number(s, &s->second, NULL) || s->second > 59))
		return false;
	if (colon)
		scan_word(s, WORD_CLOCK); /* "10:30 Uhr" */
	return digits == 2 && s->minute <= 59;
}

/* Behind a day: fri 9.30, fri 14.00. There are no such months. */
static void scan_point(struct scan *s)
{
	struct scan next = *s;
	int minute, digits;

	if (!scan_take(&next, ".") || !scan_number(&next, &minute, &digits) || digits != 2 || minute > 59 ||
	    (minute && minute <= 12) || *next.at == '.')
		return;
	scan_word(&next, WORD_CLOCK);
	*s = next;
	s->minute = minute;
}

static bool scan_time(struct scan *s)
{
	const struct word *half, *clock, *name;
	bool numeral;
	int digits;

	while (scan_word(s, WORD_AT))
		;
	s->has_time = true;
	s->hour = s->minute = s->second = 0;
	name = scan_word(s, WORD_TIME);
	if (name) {
		s->hour = name->value;
		return true;
	}
	half = scan_word(s, WORD_HALF_DAY);
	scan_skip(s);
	numeral = !scan_number(s, &s->hour, &digits);
	if (numeral ? !scan_chinese(s, &s->hour) : digits > 2)
		return false;
	clock = scan_word(s, WORD_CLOCK);
	if (clock ? !scan_minutes(s, clock) : numeral)
		return false;
	if (!clock && s->days)
		scan_point(s);
	if (!half)
		half = scan_word(s, WORD_HALF_DAY);
	return half_day(s, half);
}

static bool ended(struct scan *s)
{
	scan_skip(s);
	return !*s->at;
}

/* Day, day and time, time and day, or time alone, which is today's. */
static bool scan_all(struct scan *s)
{
	struct scan time = *s;

	if (scan_day(s))
		return ended(s) || (scan_time(s) && ended(s));
	*s = time;
	if (!scan_time(s))
		return false;
	if (ended(s))
		return scan_found(s, s->today);
	return scan_day(s) && ended(s);
}

/* One or two digits alone: a day of the month, an hour of today. */
static int read_bare(const char *text, date_t today, struct when out[2])
{
	struct scan s = {.at = text, .today = today};
	int n, digits, readings = 0;

	if (!scan_number(&s, &n, &digits) || digits > 2 || *s.at)
		return 0;
	if (scan_found_day_of_month(&s, n))
		out[readings++] = (struct when){.date = s.day[0]};
	if (n <= 23)
		out[readings++] = (struct when){.date = today, .has_time = true, .hour = n};
	return readings;
}

static int read_folded(const char *text, date_t today, struct when out[2])
{
	struct scan s = {.at = text, .today = today};
	int bare = read_bare(text, today, out);

	if (bare)
		return bare;
	if (!scan_all(&s))
		return 0;
	for (int i = 0; i < s.days; i++)
		out[i] = (struct when){s.day[i], s.has_time, s.hour, s.minute, s.second, s.coming};
	return s.days;
}

/* Whether a word or number has come to its end here. */
static bool at_border(const char *from, const char *at)
{
	bool hour = at > from && at[-1] >= '0' && at[-1] <= '9';

	if ((*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9'))
		return at > from && (at[-1] & 0x80);
	return !hour || !*at || strchr(" ,;.!?)", *at) || (unsigned char)*at >= 0x80;
}

/* A bare hour is nearly anything: what follows must not make it the beginning of a quantity. */
static bool time_stands(const struct scan *before, const struct scan *s)
{
	const char *p = s->at;
	bool bare = p > before->at && p[-1] >= '0' && p[-1] <= '9' && !s->minute &&
		    !memchr(before->at, ':', (size_t)(p - before->at)) &&
		    !memchr(before->at, '.', (size_t)(p - before->at));

	if (bare && scan_hours(*before))
		return true;
	return (at_border(before->at, p) || (*p == '-' && !bare)) && !(bare && (*p & 0x80)) &&
	       !(*p == '.' && p[1] >= '0' && p[1] <= '9');
}

/* A time that says so: 10:30, 下午3点, at 10; not a number alone. */
static bool begins_with_time(struct scan *s)
{
	struct scan was = *s;

	return scan_time(s) && time_stands(&was, s) &&
	       strspn(was.at, "0123456789") < (size_t)(s->at - was.at);
}

/* "from 9 to 11": no hour follows unless an end does. */
static bool take_from(struct scan *s)
{
	static const char *const words[] = { "from ", "von ", "de ", "从" };

	scan_skip(s);
	for (size_t i = 0; i < LENGTH(words); i++)
		if (scan_take(s, words[i]))
			return scan_hours(*s);
	return true;
}

/* "yesterday 1h30" says how long: at half past one in the night nobody is visited. */
static bool says_length(struct scan s)
{
	int hours;

	scan_skip(&s);
	return scan_number(&s, &hours, NULL) && hours < EARLIEST && scan_take(&s, "h");
}

size_t date_begins(const char *folded, date_t today, struct when out[2], int *readings)
{
	struct scan s = { .at = folded, .today = today }, next;

	*readings = 0;
	if (scan_day(&s) && at_border(folded, s.at)) {
		next = s;
		if (take_from(&next) && !says_length(next) && scan_time(&next) && time_stands(&s, &next))
			s = next;
	} else {
		s = (struct scan){ .at = folded, .today = today };
		if (!begins_with_time(&s))
			return 0;
		next = s;
		if (scan_day(&next) && at_border(s.at, next.at))
			s = next;
		else
			scan_found(&s, today);
	}
	for (; *readings < s.days; ++*readings)
		out[*readings] = (struct when){ s.day[*readings], s.has_time, s.hour, s.minute, s.second, s.coming };
	return (size_t)(s.at - folded);
}

/* The minute of the day that stands at the cursor; -1: none. */
static int end_minute(struct scan *s, bool afternoon)
{
	struct scan was = *s;
	bool told;

	if (scan_take(s, "24:00"))
		return 24 * 60;
	if (!scan_time(s) || !at_border(was.at, s->at))
		return -1;
	told = s->hour == 0 || s->hour >= 12; /* by a half of the day, or on the clock of 24 hours */
	return (s->hour + (afternoon && !told ? 12 : 0)) * 60 + s->minute;
}

size_t date_lasts(const char *folded, struct when *from, bool sure, int *minutes)
{
	struct scan s = { .at = folded, .today = from->date, .days = 1 };
	int begin = from->hour * 60 + from->minute, end = -1;

	if (from->has_time && scan_until(&s))
		end = end_minute(&s, from->hour >= 12);
	if (end <= begin)
		return 0;
	if (!sure && from->hour < 12 && end > begin + 12 * 60) {
		from->hour += 12;
		begin += 12 * 60;
	}
	*minutes = end - begin;
	return (size_t)(s.at - folded);
}

int date_read(const char *text, date_t today, struct when out[2], struct error *e)
{
	struct sbuf folded = SBUF_INIT;
	int n, used;

	text_fold(&folded, text, strlen(text));
	n = read_folded(sbuf_text(&folded), today, out);
	sbuf_free(&folded);
	if (!n)
		error_set(e, ERROR_USAGE,
			  _("\"%.*s\" is not a date. Try 2026-11-22, 3 mar, fri, +2w or tomorrow."),
			  (int)utf8_fit(text, 40, &used), text);
	return n;
}
