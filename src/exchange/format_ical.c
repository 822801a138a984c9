/* Calendars out: RFC 5545. A time that stands for itself is in UTC, so that every program shows it where it is; a
 * series goes out whole (ical_series.c). What has no property is an X-RAPPORT- one. */
#include "base/text.h"
#include "exchange/format_private.h"

struct value ical_cell(const struct event *e, const char *column)
{
	int at = table_column(e->table, column);

	return at < 0 ? VALUE_NONE : e->row->cells[at];
}

void ical_add_stamp(struct sbuf *out, int64_t stamp)
{
	char iso[STAMP_SIZE];

	stamp_write_iso(stamp, iso);
	sbuf_printf(out, "%.4s%.2s%.2sT%.2s%.2s%.2sZ", iso, iso + 5, iso + 8, iso + 11, iso + 14, iso + 17);
}

/* DTSTART:20261124T090000Z */
static void put_stamp(struct writer *w, const char *name, int64_t stamp)
{
	size_t from = w->line.len;

	sbuf_printf(&w->line, "%s:", name);
	ical_add_stamp(&w->line, stamp);
	card_end_line(w, from);
}

static void put_date(struct writer *w, const char *name, date_t day)
{
	size_t from = w->line.len;
	char iso[DATE_SIZE];

	date_write_iso(day, iso);
	sbuf_printf(&w->line, "%s;VALUE=DATE:%.4s%.2s%.2s", name, iso, iso + 5, iso + 8);
	card_end_line(w, from);
}

static void put_text(struct writer *w, const char *name, struct value v)
{
	if (v.s && *v.s)
		card_line(w, name, v.s);
}

/* By its hour, else by its days. */
void ical_put_when(struct writer *w, const struct event *e)
{
	struct value start = ical_cell(e, "start"), due = ical_cell(e, "due"), length = ical_cell(e, "duration");

	if (start.kind != VALUE_NULL) {
		put_stamp(w, "DTSTART", start.i);
		if (length.kind != VALUE_NULL)
			put_stamp(w, "DTEND", start.i + length.i * 60);
		return;
	}
	put_date(w, "DTSTART", (date_t)due.i);
	put_date(w, "DTEND", (date_t)due.i + (length.i >= 1440 ? (date_t)(length.i / 1440) : 1));
}

void ical_put_uid(struct writer *w, const char *uid, int64_t id)
{
	char own[64];

	snprintf(own, sizeof(own), "activity-%lld@rapport", (long long)id);
	card_line(w, "UID", uid ? uid : own);
}

void ical_put_words(struct writer *w, const struct event *e)
{
	struct value done = ical_cell(e, "done");

	put_text(w, "SUMMARY", ical_cell(e, "subject"));
	put_text(w, "DESCRIPTION", ical_cell(e, "note"));
	put_text(w, "X-RAPPORT-KIND", ical_cell(e, "kind"));
	put_text(w, "X-RAPPORT-CUSTOMER", ical_cell(e, "customer"));
	if (done.kind != VALUE_NULL)
		put_stamp(w, "X-RAPPORT-DONE", done.i);
}

void ical_begin(struct writer *w, const char *component)
{
	card_line(w, "BEGIN", component);
	put_stamp(w, "DTSTAMP", w->o.context ? w->o.context->now : 0);
}

void ical_end(struct writer *w, const char *component)
{
	card_line(w, "END", component);
}

static void event_row(struct writer *w, const struct table *t, const struct row *row)
{
	struct event e = { t, row };
	bool stands = ical_cell(&e, "start").kind != VALUE_NULL || ical_cell(&e, "due").kind != VALUE_NULL;

	ical_begin(w, stands ? "VEVENT" : "VTODO");
	ical_put_uid(w, ical_cell(&e, "uid").s, row->id);
	if (stands)
		ical_put_when(w, &e);
	ical_put_words(w, &e);
	ical_end(w, stands ? "VEVENT" : "VTODO");
}

static void begin(struct writer *w, const struct table *t)
{
	(void)t;
	sbuf_puts(&w->line, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Rapport//Rapport//EN\r\n");
}

static void end(struct writer *w)
{
	if (w->begun)
		sbuf_puts(&w->line, "END:VCALENDAR\r\n");
}

const struct format_ops format_ical_ops = { begin, event_row, end };
