/* Whatever the bytes: the reader ends, twice alike; every row has the header's cells, each a text in UTF-8,
 * and tells a line that the file has. */
#include "base/utf8.h"
#include "read/vcard.h"

#include "fuzz.h"

static void must(bool holds, const char *what)
{
	if (!holds)
		BUG("%s", what);
}

static void check_row(const struct vcard_row *row, size_t width, int64_t lines)
{
	must(row->n == width, "a row has other cells than the header");
	must(row->line >= 1 && row->line <= lines, "a row is on no line");
	for (size_t i = 0; i < row->n; i++)
		must(utf8_valid(row->cells[i], strlen(row->cells[i]), NULL), "a cell is no UTF-8");
}

static void read_all(const char *text, size_t size, enum vcard_of of)
{
	struct vcard *v = vcard_open(text, size, &(struct vcard_options){ .of = of }, NULL);
	struct vcard_row row;
	size_t width;
	int64_t lines = 1, rows = 0;

	if (!v)
		return;
	for (size_t i = 0; i < size; i++)
		lines += text[i] == '\n' || text[i] == '\r';
	vcard_next(v, &row);
	width = row.n;
	must(width >= 1 && width <= 1000, "too many columns");
	for (; vcard_next(v, &row); rows++)
		check_row(&row, width, lines);
	must(rows >= vcard_counts(v)->cards, "a card is no row");
	must(vcard_position(v) == size, "not all was read");
	vcard_close(v);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	read_all((const char *)data, size, VCARD_CONTACTS);
	read_all((const char *)data, size, VCARD_CUSTOMERS);
	return 0;
}
