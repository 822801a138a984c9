/* What the reading of CSV and the guessing of its dialect share. */
#ifndef EXCHANGE_CSV_PRIVATE_H
#define EXCHANGE_CSV_PRIVATE_H

#include "exchange/csv.h"
#include "exchange/source.h"

#define CSV_BUFFER (64u << 10) /* bytes that are at hand at once */

struct csv {
	struct source *source; /* NULL: the bytes are in memory */
	const char *data;      /* the bytes at hand */
	size_t len, at;
	char *buffer;          /* of a source; NULL in memory */
	struct csv_dialect dialect;

	int64_t line;          /* where the next byte is */
	size_t line_len;       /* bytes of that line so far */
	struct sbuf text;      /* the row's cells, each with a NUL behind it */
	size_t *starts;        /* where each begins; one more for the end */
	struct csv_cell *cells;
	size_t n;
	bool stop[256], stop_quoted[256]; /* bytes that end a run, outside and inside quotes */
	size_t proper, odd;    /* quoted cells, and those of them with text behind the closing quote */

	bool foreign;          /* rapport-read made rows of it */
	const char *note;      /* what it says of the whole; NULL: nothing */
	bool begun;            /* the header was given */
	struct csv_cell *names;
	size_t nnames;
	int64_t names_line;
	struct error names_trouble;
	char *above;
	struct arena arena;    /* of the names */
};

/* Sets the dialect and what depends on it, and goes to the first byte at hand. */
void csv_use(struct csv *c, const struct csv_dialect *d);
/* Goes to the first of the bytes at hand, behind a byte order mark. */
void csv_go_to_start(struct csv *c);
/* The next row as it stands, header or not, unchecked. 1, 0 or -1 as csv_next. */
int csv_raw(struct csv *c, struct csv_row *row, struct error *e);

/* dialect.c: fills in what the dialect leaves open, from the bytes at hand. `whole`: there are no others. */
void dialect_guess(const struct csv *c, struct csv_dialect *d, bool whole);

#endif
