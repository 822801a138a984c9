/* How a CSV file is written, from its first rows: what parts its cells, what its quotes mean, and which
 * line names its columns. */
#include "exchange/csv_private.h"

#define ROWS 50

/* The first rows under one delimiter and one meaning of quotes. */
struct look {
	struct csv_dialect dialect;
	size_t rows;
	size_t cells[ROWS], filled[ROWS]; /* of each row: all, and those with text */
	int64_t lines[ROWS];
	size_t columns, even;             /* the likeliest number of columns, and rows that have it */
	size_t proper, odd;
	bool broken;                      /* a quote is never closed, a row is too long */
};

static size_t count_filled(const struct csv_row *row)
{
	size_t n = 0;

	for (size_t i = 0; i < row->n; i++)
		n += row->cells[i].len > 0;
	return n;
}

static size_t rows_with(const struct look *l, size_t columns)
{
	size_t n = 0;

	for (size_t i = 0; i < l->rows; i++)
		n += l->cells[i] == columns;
	return n;
}

/* The number of columns that makes most of the rows: half of them must have it, or the first, which a
 * title above the header has not. Two columns are a sentence with a comma unless the header has two. */
static void choose_columns(struct look *l)
{
	for (size_t i = 0; i < l->rows; i++) {
		size_t columns = l->cells[i], even = rows_with(l, columns);

		if (columns < 2 || (columns != l->cells[0] && (columns == 2 || even * 2 < l->rows)))
			continue;
		if (even * columns > l->even * l->columns) {
			l->columns = columns;
			l->even = even;
		}
	}
}

static void note_row(struct look *l, size_t cells, size_t filled, int64_t line)
{
	l->cells[l->rows] = cells;
	l->filled[l->rows] = filled;
	l->lines[l->rows] = line;
	l->rows += filled > 0;
}

/* The bytes at hand may end within a row: the last one does not count then, if there are others. */
static void look_at(struct look *l, const struct csv *c, char delimiter, enum csv_quotes quotes, bool whole)
{
	struct csv look = *c;
	struct csv_row row;
	int got = 0;

	*l = (struct look){ .dialect = { .delimiter = delimiter, .quotes = quotes } };
	look.source = NULL;
	look.text = (struct sbuf)SBUF_INIT;
	csv_use(&look, &l->dialect);
	while (l->rows < ROWS && (got = csv_raw(&look, &row, NULL)) == 1) {
		if (!whole && look.at == look.len && l->rows)
			break;
		note_row(l, row.n, count_filled(&row), row.line);
	}
	/* Too many columns are that, and not one. */
	if (got < 0 && !l->rows && look.n == CSV_COLUMNS_MAX)
		note_row(l, CSV_COLUMNS_MAX + 1, CSV_COLUMNS_MAX, look.line);
	l->broken = got < 0 && whole;
	l->proper = look.proper;
	l->odd = look.odd;
	choose_columns(l);
	sbuf_free(&look.text);
}

/* The best delimiter under one meaning of quotes. */
static void look_all(struct look *best, const struct csv *c, char given, enum csv_quotes quotes, bool whole)
{
	static const char candidates[] = ",;\t|";
	struct look l;

	look_at(best, c, given ? given : CSV_ONE_COLUMN, quotes, whole);
	for (const char *d = candidates; *d && !given; d++) {
		look_at(&l, c, *d, quotes, whole);
		if (l.even * l.columns > best->even * best->columns)
			*best = l;
	}
}

static bool is_even(const struct look *l)
{
	return l->columns && l->even == l->rows;
}

/* Quotes are doubled unless text stands behind closing ones; then a backslash explains that, or nothing
 * does and they are characters like others. */
static void look_under_quotes(struct look *best, const struct csv *c, const struct csv_dialect *given,
			      bool whole)
{
	struct look l;

	if (given->quotes) {
		look_all(best, c, given->delimiter, given->quotes, whole);
		return;
	}
	look_all(best, c, given->delimiter, CSV_QUOTES_DOUBLED, whole);
	if (!best->odd)
		return;
	look_all(&l, c, given->delimiter, CSV_QUOTES_BACKSLASH, whole);
	if (l.odd < best->odd && !l.broken) {
		*best = l;
		return;
	}
	look_all(&l, c, given->delimiter, CSV_QUOTES_NONE, whole);
	if (best->odd == best->proper && is_even(&l))
		*best = l;
}

/* The header */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A number, a day, an amount, an address: what rows hold, and column names are not. Years name columns. */
static bool is_datum(const struct csv_cell *cell)
{
	size_t digits = 0, others = 0;

	if (memchr(cell->text, '@', cell->len) && !memchr(cell->text, ' ', cell->len))
		return true;
	for (size_t i = 0; i < cell->len; i++) {
		digits += is_digit(cell->text[i]);
		others += !is_digit(cell->text[i]) && !strchr(" .,:/+-%()'", cell->text[i]);
	}
	return digits && !others &&
	       !(cell->len == 4 && (!strncmp(cell->text, "19", 2) || !strncmp(cell->text, "20", 2)));
}

static unsigned char *note_data(const struct csv_row *row, unsigned char *data, size_t n)
{
	for (size_t i = 0; i < row->n && i < n; i++)
		data[i] |= is_datum(&row->cells[i]);
	return data;
}

/* Rejected rows carry their line and the reason: such a file begins with its header, whatever is said. */
static bool is_of_rejects(const struct csv_row *row)
{
	return row->n > 2 && !strcmp(row->cells[row->n - 2].text, "line") &&
	       !strcmp(row->cells[row->n - 1].text, "reason");
}

/* Whether what is data in the rows is data in the first line too. */
static bool has_no_header(const struct csv *c, const struct look *l, int64_t header)
{
	unsigned char first[CSV_COLUMNS_MAX] = { 0 }, rows[CSV_COLUMNS_MAX] = { 0 };
	struct csv look = *c;
	struct csv_row row;
	size_t n = 0, data = 0, same = 0;

	look.source = NULL;
	look.text = (struct sbuf)SBUF_INIT;
	csv_use(&look, &l->dialect);
	while (n < ROWS && csv_raw(&look, &row, NULL) == 1)
		if (row.line >= header)
			note_data(&row, n++ ? rows : first, CSV_COLUMNS_MAX);
	sbuf_free(&look.text);
	for (size_t i = 0; i < CSV_COLUMNS_MAX; i++) {
		data += n > 1 ? rows[i] : first[i];
		same += first[i] && (n == 1 || rows[i]);
	}
	return data && same == data && (n > 1 || data == l->cells[0]);
}

/* The first row that fills more than half of the columns; what stands above are titles. */
static int64_t find_header(const struct look *l)
{
	for (size_t i = 0; i < l->rows && l->columns; i++)
		if (l->filled[i] * 2 > l->columns)
			return l->lines[i];
	return l->rows ? l->lines[0] : 1;
}

static bool begins_rejects(const struct csv *c, const struct csv_dialect *d)
{
	struct csv look = *c;
	struct csv_row row;
	bool is;

	look.source = NULL;
	look.text = (struct sbuf)SBUF_INIT;
	csv_use(&look, d);
	is = csv_raw(&look, &row, NULL) == 1 && is_of_rejects(&row);
	sbuf_free(&look.text);
	return is;
}

void dialect_guess(const struct csv *c, struct csv_dialect *d, bool whole)
{
	struct look best;
	int64_t header = d->header;

	look_under_quotes(&best, c, d, whole);
	*d = best.dialect;
	if (begins_rejects(c, d))
		header = 1;
	if (!header) {
		header = find_header(&best);
		/* Below a sparse line that is no title then, but the names. */
		if (has_no_header(c, &best, header))
			header = best.rows && header > best.lines[0] ? best.lines[0] : CSV_NO_HEADER;
	}
	d->header = header;
}
