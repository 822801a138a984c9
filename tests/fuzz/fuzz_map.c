/* Whatever a map file says: it is understood or its line is named, and what is written from it says the same. */
#include "exchange/mapping.h"

#include "fuzz.h"

static void must(bool holds, const char *what)
{
	if (!holds)
		BUG("%s", what);
}

static bool reads(struct mapping *m, const char *text, struct error *e)
{
	mapping_init(m, entity_find("deal"));
	return mapping_read_text(m, text, "map", e) == 0;
}

/* Columns are named by their place where their names could not be written. */
static void give_places(struct mapping *m)
{
	for (size_t i = 0; i < m->ncolumns; i++)
		m->columns[i].place = i + 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sbuf text = SBUF_INIT, once = SBUF_INIT, twice = SBUF_INIT;
	struct error e = { 0 };
	struct mapping m, again;

	sbuf_add(&text, data, size);
	if (!reads(&m, sbuf_text(&text), &e)) {
		must(e.kind != ERROR_NONE && strstr(e.text, "line "), "it does not say what is wrong");
	} else {
		give_places(&m);
		mapping_write(&once, &m);
		if (reads(&again, sbuf_text(&once), &e)) {
			mapping_write(&twice, &again);
			must(again.ncolumns == m.ncolumns && again.nkeys == m.nkeys &&
				     again.dialect.delimiter == m.dialect.delimiter &&
				     again.dialect.header == m.dialect.header, "a written map says something else");
		}
		mapping_free(&again);
	}
	mapping_free(&m);
	sbuf_free(&text);
	sbuf_free(&once);
	sbuf_free(&twice);
	return 0;
}
