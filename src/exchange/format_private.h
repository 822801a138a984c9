/* What the formats share; only format*.c include it. */
#ifndef EXCHANGE_FORMAT_PRIVATE_H
#define EXCHANGE_FORMAT_PRIVATE_H

#include "exchange/format.h"

struct writer {
	FILE *to;
	struct format_options o;
	struct sbuf line; /* the row being made */
	int *widths;      /* FORMAT_TABLE: of each column; 0: not shown */
	const struct table *points; /* FORMAT_VCARD: of the page's rows; NULL: none were given */
	struct sbuf zones; /* FORMAT_ICAL: those that were told, between blanks */
	int64_t rows;
	bool begun;
};

/* Each appends to w->line, which is written and emptied after it. */
struct format_ops {
	void (*begin)(struct writer *w, const struct table *t); /* may be NULL */
	void (*row)(struct writer *w, const struct table *t, const struct row *row);
	void (*end)(struct writer *w); /* may be NULL */
};

extern const struct format_ops format_table_ops, format_json_ops, format_ndjson_ops, format_vcard_ops,
	format_ical_ops;

/* Lines of vCard and iCalendar: folded at 75 octets; NAME:text with what parts values behind a backslash. */
void card_end_line(struct writer *w, size_t from);
void card_line(struct writer *w, const char *name, const char *text);

/* Parts of calendars. */
struct event {
	const struct table *table;
	const struct row *row;
};
struct value ical_cell(const struct event *e, const char *column);
void ical_begin(struct writer *w, const char *component); /* with its DTSTAMP */
void ical_end(struct writer *w, const char *component);
void ical_put_uid(struct writer *w, const char *uid, int64_t id); /* uid NULL: one of our own */
void ical_put_when(struct writer *w, const struct event *e);
void ical_put_words(struct writer *w, const struct event *e);
void ical_add_stamp(struct sbuf *out, int64_t stamp); /* 20261124T090000Z */
/* The zone with its changes from a year before an instant on. */
void ical_put_zone(struct writer *w, const char *zone, int64_t from);
/* The series that begins with the record `id`, whose times are in the parts, in order. */
void ical_put_series(struct writer *w, int64_t id, const struct series_part *parts, size_t n);

#endif
