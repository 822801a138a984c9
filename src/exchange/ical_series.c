/* A series as one event: its rule on the clock of its zone, the times that were removed as EXDATE,
 * those that are otherwise than the rest as events of their own with a RECURRENCE-ID. */
#include "base/repeat.h"
#include "exchange/format_private.h"

struct series {
	const struct series_part *parts;
	size_t nparts;
	struct event plain; /* what all are like */
	int64_t first; /* the first time, by the rule; the event is known by the id of its record */
	int64_t id;
	const char *uid, *zone; /* NULL: none that others know */
	bool days;
	struct repeat rule;
};

static int64_t slot_of(const struct event *e)
{
	struct value slot = ical_cell(e, "slot");

	if (slot.kind != VALUE_NULL)
		return slot.i;
	slot = ical_cell(e, "start");
	return slot.kind != VALUE_NULL ? slot.i : stamp_of_date((date_t)ical_cell(e, "due").i);
}

/* It stands where the rule has it. */
static bool in_place(const struct series *s, const struct event *e)
{
	struct value at = ical_cell(e, s->days ? "due" : "start");

	return at.kind != VALUE_NULL && at.i == (s->days ? stamp_date(slot_of(e)) : slot_of(e));
}

static bool same_cell(const struct event *a, const struct event *b, const char *column)
{
	struct value x = ical_cell(a, column), y = ical_cell(b, column);

	return x.kind == y.kind && x.i == y.i && !strcmp(x.s ? x.s : "", y.s ? y.s : "");
}

static bool is_plain(const struct series *s, const struct event *e)
{
	static const char *const told[] = {"subject",  "note",	   "kind",
					   "customer", "duration", "done"};

	for (size_t i = 0; i < LENGTH(told); i++)
		if (!same_cell(e, &s->plain, told[i]))
			return false;
	return in_place(s, e);
}

/* Calls `each` for those that are there, or for the removed ones, in the order of their times. */
static void each_of(struct series *s, struct writer *w, bool removed,
		    void (*each)(struct series *s, struct writer *w, const struct event *e))
{
	for (size_t i = 0; i < s->nparts; i++)
		for (size_t k = 0; s->parts[i].removed == removed && k < s->parts[i].table->nrows;
		     k++)
			each(s, w, &(struct event){s->parts[i].table, &s->parts[i].table->rows[k]});
}

/* The first is where the series begins; the last that is open and in place is what it is like,
 * since the past was lived and written down one by one. */
static void choose(struct series *s, struct writer *w, const struct event *e)
{
	bool first = e->row->id == s->id;

	(void)w;
	if (!s->plain.row || first) {
		s->days = ical_cell(e, "start").kind == VALUE_NULL;
		s->first = slot_of(e);
		s->uid = ical_cell(e, "uid").s;
		s->zone = ical_cell(e, "zone").s;
	}
	if (!s->plain.row || (in_place(s, e) && ical_cell(e, "done").kind == VALUE_NULL))
		s->plain = *e;
}

static void find_removed_first(struct series *s, struct writer *w, const struct event *e)
{
	(void)w;
	if (e->row->id != s->id)
		return;
	s->first = slot_of(e);
	s->uid = ical_cell(e, "uid").s;
}

/* Clocks */

static void put_clock(const struct series *s, struct sbuf *out, int64_t stamp)
{
	struct civil c;

	if (s->days)
		date_split(stamp_date(stamp), &c);
	else
		stamp_to_local(stamp, &c);
	sbuf_printf(out, "%04d%02d%02d", c.year, c.month, c.day);
	if (!s->days)
		sbuf_printf(out, "T%02d%02d%02d", c.hour, c.minute, c.second);
}

/* DTSTART;TZID=Europe/Berlin:20261124T100000, in the zone that was entered. */
static void put_time(const struct series *s, struct writer *w, const char *name, int64_t stamp)
{
	size_t from = w->line.len;

	sbuf_puts(&w->line, name);
	if (s->days)
		sbuf_puts(&w->line, ";VALUE=DATE");
	else if (s->zone)
		sbuf_printf(&w->line, ";TZID=%s", s->zone);
	sbuf_putc(&w->line, ':');
	put_clock(s, &w->line, stamp);
	card_end_line(w, from);
}

static void put_rule(struct series *s, struct writer *w)
{
	struct repeat *r = &s->rule;
	size_t from = w->line.len, except = r->nexcept;
	bool ends = r->ends;
	struct civil last;

	sbuf_puts(&w->line, "RRULE:");
	r->nexcept = 0;
	r->ends = false;
	repeat_write(&w->line, r);
	r->nexcept = except;
	r->ends = ends;
	if (ends) { /* the end of its last day, in UTC where the start has a zone */
		date_split(r->until, &last);
		last.hour = 23;
		last.minute = last.second = 59;
		sbuf_puts(&w->line, ";UNTIL=");
		if (!s->days && s->zone)
			ical_add_stamp(&w->line, stamp_from_local(&last));
		else
			put_clock(s, &w->line, stamp_from_local(&last));
	}
	card_end_line(w, from);
}

/* Exceptions */

static bool is_there(const struct series *s, int64_t slot)
{
	for (size_t i = 0; i < s->nparts; i++)
		for (size_t k = 0; !s->parts[i].removed && k < s->parts[i].table->nrows; k++)
			if (slot_of(&(struct event){s->parts[i].table,
						    &s->parts[i].table->rows[k]}) == slot)
				return true;
	return false;
}

/* Removed by hand, not because the rule became another. */
static bool of_rule(const struct series *s, const char *text)
{
	struct sbuf a = SBUF_INIT, b = SBUF_INIT;
	struct repeat mine = s->rule, its;
	bool same;

	if (repeat_parse(&its, text, NULL) < 0)
		its.freq = REPEAT_DAILY;
	mine.ends = its.ends = false;
	mine.count = its.count = 0;
	mine.nexcept = 0;
	its.nexcept = 0;
	repeat_write(&a, &mine);
	repeat_write(&b, &its);
	same = !strcmp(sbuf_text(&a), sbuf_text(&b));
	sbuf_free(&a);
	sbuf_free(&b);
	repeat_free(&its);
	return same;
}

static void put_removed(struct series *s, struct writer *w, const struct event *e)
{
	struct value rule = ical_cell(e, "repeats");
	int64_t slot = slot_of(e);

	if (slot >= s->first && rule.s && of_rule(s, rule.s) && !is_there(s, slot) &&
	    !(s->rule.ends && stamp_date(slot) > s->rule.until))
		put_time(s, w, "EXDATE", slot);
}

/* The days that the rule leaves out: at the hour at which it is else. */
static void put_left_out(struct series *s, struct writer *w)
{
	struct civil at, c;

	stamp_to_local(s->first, &at);
	for (size_t i = 0; i < s->rule.nexcept; i++) {
		int64_t slot;

		date_split(s->rule.except[i], &c);
		c.hour = s->days ? 0 : at.hour;
		c.minute = s->days ? 0 : at.minute;
		c.second = s->days ? 0 : at.second;
		slot = stamp_from_local(&c);
		if (!is_there(s, slot))
			put_time(s, w, "EXDATE", slot);
	}
}

static void put_uid(const struct series *s, struct writer *w)
{
	ical_put_uid(w, s->uid, s->id);
}

static void put_override(struct series *s, struct writer *w, const struct event *e)
{
	w->rows++;
	if (is_plain(s, e))
		return;
	ical_begin(w, "VEVENT");
	put_uid(s, w);
	put_time(s, w, "RECURRENCE-ID", slot_of(e));
	if (s->days || ical_cell(e, "start").kind == VALUE_NULL)
		ical_put_when(w, e);
	else
		put_time(s, w, "DTSTART", ical_cell(e, "start").i);
	if (!s->days && ical_cell(e, "duration").kind != VALUE_NULL)
		put_time(s, w, "DTEND", ical_cell(e, "start").i + ical_cell(e, "duration").i * 60);
	ical_put_words(w, e);
	ical_end(w, "VEVENT");
}

static void put_plain(struct series *s, struct writer *w)
{
	struct value length = ical_cell(&s->plain, "duration");
	int64_t days = length.i >= 1440 ? length.i / 1440 : 1;

	ical_begin(w, "VEVENT");
	put_uid(s, w);
	put_time(s, w, "DTSTART", s->first);
	if (s->days)
		put_time(s, w, "DTEND", stamp_of_date(stamp_date(s->first) + (date_t)days));
	else if (length.kind != VALUE_NULL)
		put_time(s, w, "DTEND", s->first + length.i * 60);
	put_rule(s, w);
	put_left_out(s, w);
	each_of(s, w, true, put_removed);
	ical_put_words(w, &s->plain);
	ical_end(w, "VEVENT");
}

/* Each zone is told once, before the first event in it. */
static void tell_zone(const struct series *s, struct writer *w)
{
	char *name = xasprintf(" %s ", s->zone);

	if (!strstr(sbuf_text(&w->zones), name)) {
		sbuf_puts(&w->zones, name);
		ical_put_zone(w, s->zone, s->first);
	}
	free(name);
}

void ical_put_series(struct writer *w, int64_t id, const struct series_part *parts, size_t n)
{
	struct series s = {.parts = parts, .nparts = n, .id = id};
	char here[ZONE_SIZE];
	struct zone_left home;
	struct value rule;

	each_of(&s, w, false, choose);
	if (!s.plain.row)
		return;
	each_of(&s, w, true, find_removed_first);
	rule = ical_cell(&s.plain, "repeats");
	if (!s.days && (!s.zone || !zone_known(s.zone)))
		s.zone = zone_name(here) ? here : NULL;
	if (!s.days && s.zone)
		tell_zone(&s, w);
	home = zone_enter(s.days ? NULL : s.zone);
	if (rule.s && repeat_parse(&s.rule, rule.s, NULL) == 0)
		put_plain(&s, w);
	each_of(&s, w, false, put_override);
	repeat_free(&s.rule);
	zone_leave(&home);
}
