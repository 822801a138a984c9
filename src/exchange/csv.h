/* Reading and writing comma-separated files (RFC 4180 and what spreadsheets really write).
 *
 * The reader holds one row at a time, however large the file. What is wrong with one row is told in the
 * row, and reading goes on; what makes the rest of the file meaningless (a quote that is never closed,
 * a limit that is passed) ends it. */
#ifndef EXCHANGE_CSV_H
#define EXCHANGE_CSV_H

#include "base/sbuf.h"

#define CSV_FIELD_MAX   (1u << 20) /* bytes of one cell ... */
#define CSV_LINE_MAX    (1u << 20) /* ... of one line of the file ... */
#define CSV_ROW_MAX     (4u << 20) /* ... and of a row, which quoted line breaks spread over lines */
#define CSV_COLUMNS_MAX 1000

struct csv;

struct csv_cell {
	const char *text; /* NUL-terminated; NUL bytes inside are counted in len */
	size_t len;
};

struct csv_row {
	const struct csv_cell *cells; /* borrowed until the next row */
	size_t n;
	int64_t line;                 /* of the file, from 1, where the row begins */
	struct error trouble;         /* why it cannot be taken: a NUL byte, no UTF-8; else ERROR_NONE */
};

/* Opens a regular file (not through a last symbolic link; never waits for a pipe's other end).
 * `delimiter` 0: the one of , ; TAB | that parts the first rows most evenly. NULL with the error set. */
struct csv *csv_open(const char *path, char delimiter, struct error *e);
/* The same from bytes in memory, which must outlive the reader. */
struct csv *csv_memory(const void *data, size_t len, char delimiter, struct error *e);
void csv_close(struct csv *c); /* NULL is fine */

/* 1 with the next row; lines without any text are passed over. 0 at the end. -1 with the error set
 * when nothing after this can be read. */
int csv_next(struct csv *c, struct csv_row *row, struct error *e);
/* Goes back to the first row. */
int csv_rewind(struct csv *c, struct error *e);

char csv_delimiter(const struct csv *c);
/* Bytes that were read and bytes that there are, for progress. */
int64_t csv_position(const struct csv *c);
int64_t csv_size(const struct csv *c);

/* Appends a cell, quoted where it must be. */
void csv_write_cell(struct sbuf *out, const char *text, size_t len, char delimiter);

#endif
