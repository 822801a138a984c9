/* A table on its way out: for people, for spreadsheets, for programs. Pages of one list follow one
 * another, so that a list of any length takes the memory of a page. */
#ifndef EXCHANGE_FORMAT_H
#define EXCHANGE_FORMAT_H

#include "base/text.h"
#include "model/table.h"

enum format {
	FORMAT_TABLE,  /* aligned columns, for people */
	FORMAT_CSV,    /* RFC 4180 with LF; formula-safe; ISO dates, plain digits */
	FORMAT_TSV,    /* the same between tabs; a tab, a line break and \ within are \t \n \r \\ */
	FORMAT_JSON,   /* an array of objects keyed by field name */
	FORMAT_NDJSON, /* one object a line */
	FORMAT_VCARD,  /* address cards, vCard 4.0, of contacts and customers; see writer_points */
	FORMAT_VCARD3, /* the same as 3.0 */
	FORMAT_ICAL,   /* a calendar, of activities */
	FORMAT_COUNT
};

extern const char *const format_names[FORMAT_COUNT];
/* By name; -1 with the error set (it names them all). */
int format_find(const char *name, struct error *e);
/* By the ending of a file's name; FORMAT_CSV when it has none that is known. */
enum format format_of_file(const char *path);

struct format_options {
	enum format format;
	const struct value_context *context; /* how FORMAT_TABLE shows dates and amounts */
	int width;  /* FORMAT_TABLE: cut to so many columns; 0: as wide as it is */
	const struct text_typed *match; /* FORMAT_TABLE on a tty: these words stand out; may be NULL */
	bool no_head; /* FORMAT_TABLE: the rows alone, without the columns' names */
	bool tty;   /* a terminal reads it: every cell passes text_safe, in CSV and TSV too */
};

struct writer;

/* Writes to `to`, which stays the caller's. Close with writer_close. */
struct writer *writer_open(FILE *to, const struct format_options *o);
/* Writes a page; the first page's columns are the list's. 0, or -1 with the error set when it cannot
 * be written. */
int writer_page(struct writer *w, const struct table *t, struct error *e);
/* Whether what it writes are address cards; then each page's points, a table of `point` records that may
 * belong to its rows, are given before it (borrowed until the next ones). */
bool writer_wants_points(const struct writer *w);
/* Whether it wants every field of a record, whatever columns were asked for. */
bool writer_wants_all(const struct writer *w);
void writer_points(struct writer *w, const struct table *points);
/* Whether a row of it is told with all of its series, by writer_series, not alone: then the id of the series'
 * first record, else 0. */
int64_t writer_series_of(const struct writer *w, const struct table *t, const struct row *row);
/* A series: tables with all fields of the times that are there and of those that were removed, each in the
 * order of `slot`. 0, or -1 with the error set. */
struct series_part {
	const struct table *table;
	bool removed;
};
int writer_series(struct writer *w, int64_t id, const struct series_part *parts, size_t n, struct error *e);
/* Ends the list (a JSON array is closed), flushes and frees w. 0 or -1. */
int writer_close(struct writer *w, struct error *e);
/* How many rows were written. */
int64_t writer_rows(const struct writer *w);

/* One row as a JSON object; `indent` spaces before each member on a line of its own, or -1: one line.
 * Control, bidirectional and invisible characters are \uXXXX. */
void json_row(struct sbuf *out, const struct table *t, const struct row *row, int indent);
void json_string(struct sbuf *out, const char *s);

#endif
