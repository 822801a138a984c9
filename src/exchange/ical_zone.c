/* VTIMEZONE: when the clocks of a zone were and will be changed, as the system knows it. Programs
 * go by this, not by the zone's name. */
#include "exchange/format_private.h"

#define HOUR	   3600
#define DAY	   (24 * HOUR)
#define YEARS_SAME 10 /* a rule is believed that holds so long */

/* A change of the clocks: at this instant, from one offset to UTC to another. */
struct shift {
	int64_t at, from, to;
};

static int64_t offset_at(int64_t stamp)
{
	struct civil c;

	stamp_to_local(stamp, &c);
	return (int64_t)date_make(c.year, c.month, c.day) * DAY + c.hour * HOUR + c.minute * 60 +
	       c.second - stamp;
}

/* The next change after an instant and before another. */
static bool next_shift(int64_t after, int64_t until, struct shift *s)
{
	int64_t was = offset_at(after), low = after, high = after;

	while (offset_at(high) == was && high < until)
		high += DAY;
	if (high >= until)
		return false;
	for (low = high - DAY; high - low > 1;) {
		int64_t mid = low + (high - low) / 2;

		*(offset_at(mid) == was ? &low : &high) = mid;
	}
	*s = (struct shift){high, was, offset_at(high)};
	return true;
}

/* What the clock says when it is changed: RFC 5545 tells it by the offset before. */
static void clock_at(const struct shift *s, struct civil *c)
{
	int64_t local = s->at + s->from;

	date_split((date_t)(local / DAY - (local % DAY < 0)), c);
	local = (local % DAY + DAY) % DAY;
	c->hour = (int)(local / HOUR);
	c->minute = (int)(local / 60 % 60);
	c->second = (int)(local % 60);
}

/* Which of its weekday in the month a day is: from the beginning, or -1: the last. */
static int nth_of(const struct civil *c, bool last)
{
	date_t day = date_make(c->year, c->month, c->day),
	       next = date_add_months(date_month_start(day), 1);

	if (last)
		return day + 7 >= next ? -1 : 0;
	return (c->day - 1) / 7 + 1;
}

static bool holds(const struct shift *s, bool last)
{
	struct civil first, c;
	struct shift next = *s;

	clock_at(s, &first);
	for (int year = 1; year <= YEARS_SAME; year++) {
		do
			if (!next_shift(next.at, next.at + 400 * (int64_t)DAY, &next))
				return false;
		while (next.from != s->from || next.to != s->to);
		clock_at(&next, &c);
		if (c.year != first.year + year || c.month != first.month ||
		    c.weekday != first.weekday || c.hour != first.hour ||
		    c.minute != first.minute || nth_of(&c, last) != nth_of(&first, last))
			return false;
	}
	return true;
}

static void put_offset(struct writer *w, const char *name, int64_t offset)
{
	int64_t size = offset < 0 ? -offset : offset;

	sbuf_printf(&w->line, "%s:%c%02d%02d", name, offset < 0 ? '-' : '+', (int)(size / HOUR),
		    (int)(size / 60 % 60));
	if (size % 60)
		sbuf_printf(&w->line, "%02d", (int)(size % 60));
	sbuf_puts(&w->line, "\r\n");
}

/* From this clock on; every year, when it is told by which weekday. */
static void put_shift(struct writer *w, const struct shift *s, const struct civil *c, int nth)
{
	static const char *const days[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
	const char *name = s->to > s->from ? "DAYLIGHT" : "STANDARD";

	sbuf_printf(&w->line, "BEGIN:%s\r\nDTSTART:%04d%02d%02dT%02d%02d%02d\r\n", name, c->year,
		    c->month, c->day, c->hour, c->minute, c->second);
	if (nth)
		sbuf_printf(&w->line, "RRULE:FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s\r\n", c->month, nth,
			    days[c->weekday]);
	put_offset(w, "TZOFFSETFROM", s->from);
	put_offset(w, "TZOFFSETTO", s->to);
	sbuf_printf(&w->line, "END:%s\r\n", name);
}

static bool is_put(const struct shift *put, size_t n, const struct shift *s)
{
	for (size_t i = 0; i < n; i++)
		if (put[i].from == s->from && put[i].to == s->to)
			return true;
	return false;
}

/* A change a year, or each for itself where they keep no rule. */
static void put_shifts(struct writer *w, int64_t from, int64_t until)
{
	struct shift s = {.at = from}, ruled[4];
	size_t nruled = 0;
	struct civil c;

	while (next_shift(s.at, until, &s)) {
		bool last;

		if (is_put(ruled, nruled, &s))
			continue;
		clock_at(&s, &c);
		last = nth_of(&c, true) != 0 && holds(&s, true);
		if (nruled < LENGTH(ruled) && (last || holds(&s, false))) {
			put_shift(w, &s, &c, nth_of(&c, last));
			ruled[nruled++] = s;
		} else {
			put_shift(w, &s, &c, 0);
		}
	}
}

void ical_put_zone(struct writer *w, const char *zone, int64_t from)
{
	struct zone_left home = zone_enter(zone);
	int64_t begin = from - 366 * (int64_t)DAY;
	struct shift none = {begin, offset_at(begin), offset_at(begin)};
	struct civil c;

	clock_at(&none, &c);
	card_line(w, "BEGIN", "VTIMEZONE");
	card_line(w, "TZID", zone);
	put_shift(w, &none, &c, 0);
	put_shifts(w, begin, from + YEARS_SAME * 366 * (int64_t)DAY);
	card_line(w, "END", "VTIMEZONE");
	zone_leave(&home);
}
