/* Whatever the bytes: the reader ends, its rows keep their limits, and a row that is in order reads back
 * the same when it is written. */
#include "exchange/csv.h"

#include "fuzz.h"

static void must(bool holds, const char *what)
{
	if (!holds)
		BUG("%s", what);
}

static void write_row(struct sbuf *out, const struct csv_row *row, char delimiter)
{
	for (size_t i = 0; i < row->n; i++) {
		if (i)
			sbuf_putc(out, delimiter);
		/* One empty cell alone would be a blank line. */
		if (row->n == 1 && !row->cells[i].len)
			sbuf_puts(out, "\"\"");
		csv_write_cell(out, row->cells[i].text, row->cells[i].len, delimiter);
	}
	sbuf_putc(out, '\n');
}

static void check_again(const struct csv_row *row, char delimiter)
{
	struct sbuf out = SBUF_INIT;
	struct csv_row again;
	struct csv *c;

	/* A mark at the very beginning would be the file's, not the cell's. */
	sbuf_puts(&out, "\xEF\xBB\xBF");
	write_row(&out, row, delimiter);
	c = csv_memory(out.data, out.len,
		       &(struct csv_dialect){ delimiter, CSV_QUOTES_DOUBLED, CSV_NO_HEADER }, NULL);
	must(csv_next(c, &again, NULL) == 1 && csv_next(c, &again, NULL) == 1, "a written row is none");
	must(again.n == row->n, "a written row has other cells");
	for (size_t i = 0; i < row->n; i++)
		must(again.cells[i].len == row->cells[i].len &&
			     !memcmp(again.cells[i].text, row->cells[i].text, row->cells[i].len),
		     "a written cell reads differently");
	csv_close(c);
	sbuf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct csv *c = csv_memory(data, size, &(struct csv_dialect){ 0 }, NULL);
	struct csv_row row;
	int64_t line = -1;

	while (csv_next(c, &row, NULL) == 1) {
		must(row.n >= 1 && row.n <= CSV_COLUMNS_MAX, "too many cells");
		must(row.line > line, "lines go backwards");
		line = row.line;
		for (size_t i = 0; i < row.n; i++)
			must(row.cells[i].text[row.cells[i].len] == '\0', "a cell has no end");
		if (!row.trouble.kind)
			check_again(&row, csv_dialect(c)->delimiter);
	}
	csv_close(c);
	return 0;
}
