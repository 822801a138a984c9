/* Calendars out: RFC 5545. Each time of a series is an event of its own, in UTC, so that every program shows it
 * where it is, whatever it knows of zones and rules. What has no property is an X-RAPPORT- one. */
#include "base/text.h"
#include "exchange/format_private.h"

static struct value cell(const struct table *t, const struct row *row, const char *column)
{
	int at = table_column(t, column);

	return at < 0 ? VALUE_NONE : row->cells[at];
}

/* DTSTART:20261124T090000Z */
static void put_stamp(struct writer *w, const char *name, int64_t stamp)
{
	size_t from = w->line.len;
	char iso[STAMP_SIZE];

	stamp_write_iso(stamp, iso);
	sbuf_printf(&w->line, "%s:%.4s%.2s%.2sT%.2s%.2s%.2sZ", name, iso, iso + 5, iso + 8, iso + 11, iso + 14,
		    iso + 17);
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
static void put_when(struct writer *w, struct value start, struct value due, struct value length)
{
	if (start.kind != VALUE_NULL) {
		put_stamp(w, "DTSTART", start.i);
		if (length.kind != VALUE_NULL)
			put_stamp(w, "DTEND", start.i + length.i * 60);
		return;
	}
	put_date(w, "DTSTART", (date_t)due.i);
	put_date(w, "DTEND", (date_t)due.i + (length.i >= 1440 ? (date_t)(length.i / 1440) : 1));
}

static void put_uid(struct writer *w, const struct table *t, const struct row *row)
{
	struct value uid = cell(t, row, "uid");
	char own[64];

	snprintf(own, sizeof(own), "activity-%lld@rapport", (long long)row->id);
	card_line(w, "UID", uid.s ? uid.s : own);
}

static void event_row(struct writer *w, const struct table *t, const struct row *row)
{
	struct value start = cell(t, row, "start"), due = cell(t, row, "due"), done = cell(t, row, "done");
	const char *name = start.kind == VALUE_NULL && due.kind == VALUE_NULL ? "VTODO" : "VEVENT";

	sbuf_printf(&w->line, "BEGIN:%s\r\n", name);
	put_uid(w, t, row);
	put_stamp(w, "DTSTAMP", w->o.context ? w->o.context->now : 0);
	if (*(name + 1) == 'E')
		put_when(w, start, due, cell(t, row, "duration"));
	put_text(w, "SUMMARY", cell(t, row, "subject"));
	put_text(w, "DESCRIPTION", cell(t, row, "note"));
	put_text(w, "X-RAPPORT-KIND", cell(t, row, "kind"));
	put_text(w, "X-RAPPORT-CUSTOMER", cell(t, row, "customer"));
	if (done.kind != VALUE_NULL)
		put_stamp(w, "X-RAPPORT-DONE", done.i);
	sbuf_printf(&w->line, "END:%s\r\n", name);
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
