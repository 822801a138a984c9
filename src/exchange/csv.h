/* Reading and writing comma-separated files (RFC 4180 and what spreadsheets really write).
 *
 * The reader holds one row at a time, however large the file. What is wrong with one row is told in the
 * row, and reading goes on; what makes the rest of the file meaningless (a quote that is never closed,
 * a limit that is passed) ends it. How the file is written is guessed from its beginning unless it is
 * said; nothing is guessed row by row. */
#ifndef EXCHANGE_CSV_H
#define EXCHANGE_CSV_H

#include "base/encoding.h"
#include "base/sbuf.h"

#define CSV_FIELD_MAX   (1u << 20) /* bytes of one cell ... */
#define CSV_LINE_MAX    (1u << 20) /* ... of one line of the file ... */
#define CSV_ROW_MAX     (4u << 20) /* ... and of a row, which quoted line breaks spread over lines */
#define CSV_COLUMNS_MAX 1000

enum csv_quotes {
	CSV_QUOTES_GUESS,
	CSV_QUOTES_DOUBLED,   /* "say ""x""" */
	CSV_QUOTES_BACKSLASH, /* "say \"x\"" */
	CSV_QUOTES_NONE,      /* a quote is a character like any other */
};

#define CSV_ONE_COLUMN '\n' /* the delimiter of a file whose lines are one cell each */
#define CSV_NO_HEADER  (-1)

/* How a file is written. */
struct csv_dialect {
	char delimiter;        /* 0: the one of , ; TAB | that parts the first rows best */
	enum csv_quotes quotes;
	int64_t header;        /* the line of the column names; 0: the first that looks like it */
};

struct csv_options {
	const char *format;    /* NULL: CSV; else what rapport-read makes CSV of, see source.h */
	const char *encoding;  /* NULL: found out */
	struct csv_dialect dialect;
};

struct csv;

struct csv_cell {
	const char *text; /* NUL-terminated; NUL bytes inside are counted in len */
	size_t len;
};

struct csv_row {
	const struct csv_cell *cells; /* borrowed until the next row */
	size_t n;
	int64_t line;                 /* of the file, from 1, where the row begins; 0: names we made up */
	struct error trouble;         /* why it cannot be taken: a byte that is no text; else ERROR_NONE */
};

/* Opens a regular file (see source_open). NULL with the error set. */
struct csv *csv_open(const char *path, const struct csv_options *o, struct error *e);
/* The same from bytes in memory, UTF-8, which must outlive the reader. */
struct csv *csv_memory(const void *data, size_t len, const struct csv_dialect *d, struct error *e);
void csv_close(struct csv *c); /* NULL is fine */

/* 1 with the next row; the first is the header. Its names are the file's, but "column 3" for one that is
 * empty and "name (2)" for one that was there before. Lines without any text and those above the header
 * are passed over. 0 at the end. -1 with the error set when nothing after this can be read. */
int csv_next(struct csv *c, struct csv_row *row, struct error *e);
/* Goes back to the header. */
int csv_rewind(struct csv *c, struct error *e);

/* As it was said or found; `header` is the line, or CSV_NO_HEADER. */
const struct csv_dialect *csv_dialect(const struct csv *c);
enum encoding csv_encoding(const struct csv *c);
bool csv_encoding_guessed(const struct csv *c);
/* The lines above the header that have text, " / " between them; "" when there are none. */
const char *csv_above(const struct csv *c);
/* What of a file that is no CSV was passed over; "" when nothing was. */
const char *csv_note(const struct csv *c);
/* Bytes that were read and bytes that there are, for progress. */
int64_t csv_position(const struct csv *c);
int64_t csv_size(const struct csv *c);

/* "comma", "semicolon", "tab", "pipe", "none"; "doubled", "backslash", "none". */
const char *csv_delimiter_name(char delimiter);
bool csv_delimiter_find(const char *word, char *out);
const char *csv_quotes_name(enum csv_quotes quotes);
bool csv_quotes_find(const char *word, enum csv_quotes *out);

/* What parts the cells of a file that is written beside this one: its own delimiter, else a comma. */
char csv_out_delimiter(const struct csv *c);
/* Appends a cell for people: a byte that is no text as \xE9. */
void csv_show(struct sbuf *out, const struct csv *c, const char *text, size_t len);
/* Appends a cell of such a file: as this one quotes, a byte that is no text as \xE9. */
void csv_put(struct sbuf *out, const struct csv *c, const char *text, size_t len);

/* Appends a cell, quoted where it must be, quotes doubled. */
void csv_write_cell(struct sbuf *out, const char *text, size_t len, char delimiter);

#endif
