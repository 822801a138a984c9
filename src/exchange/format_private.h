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

#endif
