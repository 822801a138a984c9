/* Whatever the bytes: how they are parted is found out, the names of the columns differ, and who is told what
 * was found reads the same rows. */
#include "exchange/csv.h"

#include "fuzz.h"

static void must(bool holds, const char *what)
{
	if (!holds)
		BUG("%s", what);
}

static void check_names(const struct csv_row *row)
{
	for (size_t i = 0; i < row->n && i < 50; i++) {
		must(row->cells[i].len > 0, "a column has no name");
		for (size_t k = 0; k < i; k++)
			must(strcmp(row->cells[i].text, row->cells[k].text) != 0, "two columns have one name");
	}
}

static void check_same(const struct csv_row *a, const struct csv_row *b)
{
	must(a->n == b->n && a->line == b->line && !a->trouble.kind == !b->trouble.kind, "another row");
	for (size_t i = 0; i < a->n; i++)
		must(a->cells[i].len == b->cells[i].len && !memcmp(a->cells[i].text, b->cells[i].text, a->cells[i].len),
		     "another cell");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct csv *found = csv_memory(data, size, &(struct csv_dialect){ 0 }, NULL);
	const struct csv_dialect *d = csv_dialect(found);
	struct csv *said = csv_memory(data, size, d, NULL);
	struct csv_row row, same;
	bool first = true;
	int got;

	must(d->quotes && d->delimiter && d->header, "something was not found out");
	must(*csv_delimiter_name(d->delimiter) && *csv_quotes_name(d->quotes), "something has no word");
	while ((got = csv_next(found, &row, NULL)) == 1) {
		must(csv_next(said, &same, NULL) == 1, "fewer rows");
		check_same(&row, &same);
		if (first)
			check_names(&row);
		first = false;
	}
	must(csv_next(said, &same, NULL) == got, "another end");
	csv_close(found);
	csv_close(said);
	return 0;
}
