#include "read/ical.h"
#include "read/rule.h"

#include <libical/ical.h>
#include <strings.h>

#include "base/intl.h"
#include "base/repeat.h"

#define OVERRIDES_MAX 5000 /* times of series that are otherwise than the rule says */

static const char *const header[] = { "uid", "subject", "kind", "customer", "start", "duration", "due",
				      "repeats", "zone", "note", "done" };

enum { UID, SUBJECT, KIND, CUSTOMER, START, DURATION, DUE, REPEATS, ZONE, NOTE, DONE, CELLS };

struct event {
	struct sbuf cells[CELLS];
	struct error trouble;
};

struct calendar_file {
	const char *at;   /* in the text, for the lines */
	int64_t line;
	icalcomponent *overrides[OVERRIDES_MAX];
	size_t noverrides;
	struct sbuf *out;
};

static void put_cell(struct sbuf *out, const char *text)
{
	sbuf_puts(out, out->len && out->data[out->len - 1] != '\n' ? ",\"" : "\"");
	for (; *text; text++) {
		if (*text == '"')
			sbuf_putc(out, '"');
		if (*text != '\r')
			sbuf_putc(out, *text);
	}
	sbuf_putc(out, '"');
}

/* Where the next event or task begins. */
static int64_t next_line(struct calendar_file *f)
{
	while (*f->at) {
		const char *end = strchr(f->at, '\n');
		bool here = !strncasecmp(f->at, "BEGIN:VEVENT", 12) || !strncasecmp(f->at, "BEGIN:VTODO", 11);
		int64_t line = f->line++;

		f->at = end ? end + 1 : f->at + strlen(f->at);
		if (here)
			return line;
	}
	return f->line;
}

/* Times */

/* One that ical_prepare read: to ask libical for it by its name opens files. */
static icaltimezone *known_zone(const char *place)
{
	icalarray *zones = icaltimezone_get_builtin_timezones();

	for (size_t i = 0; zones && i < zones->num_elements; i++) {
		icaltimezone *zone = icalarray_element_at(zones, i);
		const char *name = icaltimezone_get_location(zone);

		if (name && !strcmp(name, place))
			return zone;
	}
	return NULL;
}

/* What a time says of its clock, or NULL. */
static const char *clock_of(icalproperty *p)
{
	icalparameter *tzid = p ? icalproperty_get_first_parameter(p, ICAL_TZID_PARAMETER) : NULL;

	return tzid ? icalparameter_get_tzid(tzid) : NULL;
}

/* The zone as the file itself describes it, or else the one that everybody calls so. */
static icaltimezone *zone_of(icalcomponent *c, icalproperty *p)
{
	const char *name = clock_of(p);
	icaltimezone *zone = NULL;

	for (; name && c && !zone; c = icalcomponent_get_parent(c))
		if (icalcomponent_isa(c) == ICAL_VCALENDAR_COMPONENT)
			zone = icalcomponent_get_timezone(c, name);
	return zone || !name ? zone : known_zone(name);
}

static int64_t stamp_of(struct icaltimetype t, icaltimezone *zone)
{
	struct civil c = { .year = t.year, .month = t.month, .day = t.day,
			   .hour = t.hour, .minute = t.minute, .second = t.second };

	if (icaltime_is_utc(t))
		return (int64_t)icaltime_as_timet(t);
	return zone ? (int64_t)icaltime_as_timet_with_zone(t, zone) : stamp_from_local(&c);
}

static bool is_time(struct icaltimetype t)
{
	return !icaltime_is_null_time(t) && t.year >= 1 && t.year <= 9998 && date_exists(t.year, t.month, t.day) &&
	       t.hour >= 0 && t.hour < 24 && t.minute >= 0 && t.minute < 60;
}

/* The value of a property that is a time; false when there is none or it is no time. */
static bool time_of(icalcomponent *c, icalproperty_kind kind, struct icaltimetype *t, icaltimezone **zone)
{
	icalproperty *p = icalcomponent_get_first_property(c, kind);
	icalvalue *v = p ? icalproperty_get_value(p) : NULL;

	if (!v || (icalvalue_isa(v) != ICAL_DATE_VALUE && icalvalue_isa(v) != ICAL_DATETIME_VALUE))
		return false;
	*t = icalvalue_isa(v) == ICAL_DATE_VALUE ? icalvalue_get_date(v) : icalvalue_get_datetime(v);
	*zone = zone_of(c, p);
	return is_time(*t);
}

static void put_stamp(struct sbuf *out, int64_t stamp)
{
	char iso[STAMP_SIZE];

	stamp_write_iso(stamp, iso);
	sbuf_puts(out, iso);
}

static date_t day_of(struct icaltimetype t)
{
	return date_make(t.year, t.month, t.day);
}

/* Minutes from the start to the end, or as long as it says; below 0: nothing is said. */
static int64_t minutes_of(icalcomponent *c, struct icaltimetype start, icaltimezone *zone)
{
	icalproperty *p = icalcomponent_get_first_property(c, ICAL_DURATION_PROPERTY);
	struct icaltimetype end;
	icaltimezone *its;

	if (time_of(c, ICAL_DTEND_PROPERTY, &end, &its)) {
		if (start.is_date)
			return ((int64_t)day_of(end) - day_of(start)) * 1440;
		return (stamp_of(end, its) - stamp_of(start, zone)) / 60;
	}
	return p ? icaldurationtype_as_int(icalproperty_get_duration(p)) / 60 : -1;
}

static void put_when(struct event *e, struct icaltimetype start, icaltimezone *zone, int64_t minutes)
{
	char day[DATE_SIZE];

	if (start.is_date) {
		date_write_iso(day_of(start), day);
		sbuf_puts(&e->cells[DUE], day);
		if (minutes <= 1440)
			return;
	} else {
		put_stamp(&e->cells[START], stamp_of(start, zone));
	}
	if (minutes >= 0 && minutes <= DURATION_MAX)
		sbuf_printf(&e->cells[DURATION], "%lld", (long long)minutes);
}

/* Rules */

/* On the clock of the start. */
static void leave_out(struct repeat *r, struct icaltimetype t, icaltimezone *zone)
{
	if (is_time(t) && icaltime_is_utc(t) && zone)
		t = icaltime_convert_to_zone(t, zone);
	if (is_time(t) && r->nexcept < REPEAT_EXCEPT_MAX)
		*(date_t *)array_add(&r->except, &r->nexcept, &r->except_room, sizeof(*r->except)) = day_of(t);
}

/* Days that are excepted, and those that stand as events of their own. */
static void add_exceptions(struct calendar_file *f, icalcomponent *c, icaltimezone *zone, struct repeat *r)
{
	const char *uid = icalcomponent_get_uid(c);

	for (icalproperty *p = icalcomponent_get_first_property(c, ICAL_EXDATE_PROPERTY); p;
	     p = icalcomponent_get_next_property(c, ICAL_EXDATE_PROPERTY))
		leave_out(r, icalproperty_get_exdate(p), zone);
	for (size_t i = 0; uid && i < f->noverrides; i++) {
		const char *other = icalcomponent_get_uid(f->overrides[i]);

		if (other && !strcmp(other, uid))
			leave_out(r, icalcomponent_get_recurrenceid(f->overrides[i]), zone);
	}
}

/* An end in UTC is the day of the last time that is before it. */
static void set_until(struct repeat *r, struct icaltimetype until, struct icaltimetype start, icaltimezone *zone)
{
	if (!is_time(until))
		return;
	if (icaltime_is_utc(until) && zone)
		until = icaltime_convert_to_zone(until, zone);
	r->ends = true;
	r->until = day_of(until);
	if (!until.is_date && !start.is_date &&
	    until.hour * 60 + until.minute < start.hour * 60 + start.minute)
		r->until--;
}

/* The name of the clock by which it comes again, when the file's zone has one that is known; else it will be our
 * own clock. */
static void put_zone(struct event *e, struct icaltimetype start, icaltimezone *zone)
{
	const char *place = zone ? icaltimezone_get_location(zone) : NULL;

	if (!place && zone)
		place = icaltimezone_get_tzid(zone);
	if (!start.is_date && icaltime_is_utc(start))
		sbuf_puts(&e->cells[ZONE], "UTC");
	else if (place && strlen(place) < ZONE_SIZE && known_zone(place))
		sbuf_puts(&e->cells[ZONE], place);
}

static bool is_left_out(const struct repeat *r, struct icaltimetype t)
{
	for (size_t i = 0; i < r->nexcept; i++)
		if (r->except[i] == day_of(t))
			return true;
	return false;
}

/* A record stands on its own day, which the rule does not ask for: where that is left out, the series begins with
 * its next time. False when it has none. */
static bool find_first(const struct icalrecurrencetype *rule, struct repeat *r, struct icaltimetype *start)
{
	icalrecur_iterator *times;
	struct icaltimetype t;
	int gone = 0;

	if (!is_left_out(r, *start))
		return true;
	times = icalrecur_iterator_new(*rule, *start);
	do
		t = times ? icalrecur_iterator_next(times) : icaltime_null_time();
	while (is_time(t) && is_left_out(r, t) && ++gone <= REPEAT_EXCEPT_MAX);
	icalrecur_iterator_free(times);
	if (!is_time(t) || is_left_out(r, t))
		return false;
	t.zone = start->zone;
	*start = t;
	r->count = r->count ? r->count - gone : 0;
	return true;
}

/* False when all of its times are left out. */
static bool put_rule(struct calendar_file *f, icalcomponent *c, struct event *e, struct icaltimetype *start,
		     icaltimezone *zone)
{
	icalproperty *p = icalcomponent_get_first_property(c, ICAL_RRULE_PROPERTY);
	struct icalrecurrencetype rule, endless;
	struct repeat r = { 0 };
	bool any = true;
	char *text;

	if (!p)
		return true;
	rule = endless = icalproperty_get_rrule(p);
	endless.until = icaltime_null_time();
	text = icalrecurrencetype_as_string_r(&endless);
	if (text && repeat_parse(&r, text, &e->trouble) == 0) {
		set_until(&r, rule.until, *start, zone);
		add_exceptions(f, c, zone, &r);
		any = find_first(&rule, &r, start);
		repeat_write(&e->cells[REPEATS], &r);
		put_zone(e, *start, zone);
	}
	repeat_free(&r);
	free(text);
	return any;
}

/* Events */

/* What libical could not read of a property and left out, or NULL. Its remark ends with it. */
static const char *unread(icalcomponent *c, const char *name)
{
	char about[40];

	snprintf(about, sizeof(about), " in %s property", name);
	for (icalproperty *p = icalcomponent_get_first_property(c, ICAL_XLICERROR_PROPERTY); p;
	     p = icalcomponent_get_next_property(c, ICAL_XLICERROR_PROPERTY)) {
		const char *said = icalproperty_get_xlicerror(p), *here = said ? strstr(said, about) : NULL;
		const char *value = here ? strstr(here, ": ") : NULL;

		if (here)
			return value ? value + 2 : "";
	}
	return NULL;
}

/* What a time calls its clock when nobody knows that one, or NULL. A day has no need of a clock. */
static const char *unknown_clock(icalcomponent *c)
{
	static const icalproperty_kind kinds[] = { ICAL_DTSTART_PROPERTY, ICAL_DTEND_PROPERTY, ICAL_DUE_PROPERTY };
	struct icaltimetype t;
	icaltimezone *zone;

	for (size_t i = 0; i < LENGTH(kinds); i++) {
		const char *clock = clock_of(icalcomponent_get_first_property(c, kinds[i]));

		if (clock && time_of(c, kinds[i], &t, &zone) && !zone && !t.is_date && !icaltime_is_utc(t))
			return clock;
	}
	return NULL;
}

/* A time or a rule that was not understood is told, never taken for another. */
static void put_trouble(icalcomponent *c, struct event *e, bool timed)
{
	static const char *const needed[] = { "DTSTART", "DTEND", "DUE", "RRULE", "EXDATE" };
	const char *clock = unknown_clock(c), *value = NULL;
	size_t i = 0;

	while (i < LENGTH(needed) && !(value = unread(c, needed[i])))
		i++;
	if (value)
		error_set(&e->trouble, ERROR_USAGE, _("Its %s cannot be read: %.100s"), needed[i], value);
	else if (clock)
		error_set(&e->trouble, ERROR_USAGE, _("The file does not say what the clock “%.80s” is: it lacks that VTIMEZONE."),
			  clock);
	else if (!timed && icalcomponent_isa(c) == ICAL_VEVENT_COMPONENT)
		error_set(&e->trouble, ERROR_USAGE, _("It does not say when it begins."));
}

static const char *own_property(icalcomponent *c, const char *name)
{
	for (icalproperty *p = icalcomponent_get_first_property(c, ICAL_X_PROPERTY); p;
	     p = icalcomponent_get_next_property(c, ICAL_X_PROPERTY)) {
		const char *is = icalproperty_get_x_name(p);

		if (is && !strcasecmp(is, name))
			return icalproperty_get_x(p) ? icalproperty_get_x(p) : "";
	}
	return "";
}

static void put_done(icalcomponent *c, struct event *e)
{
	struct icaltimetype t = icaltime_from_string(own_property(c, "X-RAPPORT-DONE"));
	icaltimezone *zone = NULL;

	if (is_time(t) || time_of(c, ICAL_COMPLETED_PROPERTY, &t, &zone))
		put_stamp(&e->cells[DONE], stamp_of(t, zone));
}

static void put_words(icalcomponent *c, struct event *e)
{
	const char *summary = icalcomponent_get_summary(c), *note = icalcomponent_get_description(c);
	const char *kind = own_property(c, "X-RAPPORT-KIND"), *place = icalcomponent_get_location(c);
	bool task = icalcomponent_isa(c) == ICAL_VTODO_COMPONENT;

	sbuf_puts(&e->cells[SUBJECT], summary && *summary ? summary : _("No title"));
	for (size_t i = 0; i < e->cells[SUBJECT].len; i++)
		if (e->cells[SUBJECT].data[i] == '\n')
			e->cells[SUBJECT].data[i] = ' ';
	sbuf_puts(&e->cells[KIND], *kind ? kind : task ? "task" : "meeting");
	sbuf_puts(&e->cells[CUSTOMER], own_property(c, "X-RAPPORT-CUSTOMER"));
	sbuf_puts(&e->cells[NOTE], place ? place : "");
	if (note && *note)
		sbuf_printf(&e->cells[NOTE], "%s%s", place && *place ? "\n" : "", note);
}

/* What we exported without an id of its own is known again by what it is and when. */
static bool is_ours(const char *uid)
{
	return uid && !strncmp(uid, "activity-", 9) && strstr(uid, "@rapport");
}

/* "uid", and of one time of a series "uid/20261201". */
static void put_uid(icalcomponent *c, struct event *e)
{
	const char *uid = icalcomponent_get_uid(c);
	struct icaltimetype of = icalcomponent_get_recurrenceid(c);

	if (is_ours(uid))
		return;
	sbuf_puts(&e->cells[UID], uid ? uid : "");
	if (uid && is_time(of))
		sbuf_printf(&e->cells[UID], "/%04d%02d%02d", of.year, of.month, of.day);
}

static void put_event(struct calendar_file *f, icalcomponent *c)
{
	struct event e = { 0 };
	struct icaltimetype start;
	icaltimezone *zone = NULL;
	char line[24];
	bool timed;

	put_uid(c, &e);
	put_words(c, &e);
	put_done(c, &e);
	timed = time_of(c, ICAL_DTSTART_PROPERTY, &start, &zone) || time_of(c, ICAL_DUE_PROPERTY, &start, &zone);
	put_trouble(c, &e, timed);
	if (timed) {
		int64_t minutes = minutes_of(c, start, zone);

		if (put_rule(f, c, &e, &start, zone))
			put_when(&e, start, zone, minutes);
		else
			error_set(&e.trouble, ERROR_USAGE, _("All of its times are left out."));
	}
	if (icalcomponent_get_status(c) == ICAL_STATUS_CANCELLED)
		error_set(&e.trouble, ERROR_USAGE, _("It was cancelled."));
	snprintf(line, sizeof(line), "%lld", (long long)next_line(f));
	put_cell(f->out, line);
	put_cell(f->out, e.trouble.kind ? e.trouble.text : "");
	for (size_t i = 0; i < CELLS; i++) {
		put_cell(f->out, sbuf_text(&e.cells[i]));
		sbuf_free(&e.cells[i]);
	}
	sbuf_putc(f->out, '\n');
}

/* Calls `each` for all events and tasks, however the calendars lie within each other. */
static void walk(struct calendar_file *f, icalcomponent *c, void (*each)(struct calendar_file *, icalcomponent *))
{
	for (icalcomponent *in = icalcomponent_get_first_component(c, ICAL_ANY_COMPONENT); in;
	     in = icalcomponent_get_next_component(c, ICAL_ANY_COMPONENT)) {
		icalcomponent_kind kind = icalcomponent_isa(in);

		if (kind == ICAL_VEVENT_COMPONENT || kind == ICAL_VTODO_COMPONENT)
			each(f, in);
		else if (kind == ICAL_VCALENDAR_COMPONENT)
			walk(f, in, each);
	}
}

static void note_override(struct calendar_file *f, icalcomponent *c)
{
	if (f->noverrides < OVERRIDES_MAX && icalcomponent_get_first_property(c, ICAL_RECURRENCEID_PROPERTY))
		f->overrides[f->noverrides++] = c;
}

static void put_header(struct sbuf *out, const char *why)
{
	put_cell(out, "1");
	put_cell(out, why);
	for (size_t i = 0; !*why && i < LENGTH(header); i++)
		put_cell(out, header[i]);
	sbuf_putc(out, '\n');
}

void ical_prepare(void)
{
	icalarray *zones = icaltimezone_get_builtin_timezones();

	rule_prepare();
	for (size_t i = 0; zones && i < zones->num_elements; i++)
		icaltimezone_get_component(icalarray_element_at(zones, i));
}

void ical_rows(const char *text, struct sbuf *out)
{
	struct calendar_file *f = xcalloc(1, sizeof(*f));
	icalcomponent *all, *root;

	icalerror_set_errors_are_fatal(false);
	*f = (struct calendar_file){ .at = text, .line = 1, .out = out };
	all = icalparser_parse_string(text);
	if (all) {
		/* One calendar alone is the root itself. */
		root = icalcomponent_isa(all) == ICAL_XROOT_COMPONENT ? all : icalcomponent_new(ICAL_XROOT_COMPONENT);
		if (root != all)
			icalcomponent_add_component(root, all);
		put_header(out, "");
		walk(f, root, note_override);
		walk(f, root, put_event);
		icalcomponent_free(root);
	} else {
		put_header(out, strncasecmp(text, "BEGIN:VCALENDAR", 15)
					? _("It is no calendar.")
					: _("The calendar breaks off before its end: get the whole file."));
	}
	free(f);
}
