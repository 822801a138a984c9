/* CSV files: opening them, the names of their columns, and what in them is no text. */
#include "exchange/csv_private.h"

#include "base/intl.h"
#include "base/utf8.h"

#define ABOVE_MAX 200 /* bytes of the lines above the header that are kept */

/* What is no text */

/* Whether the whole row is ASCII without a NUL byte but those behind its cells. */
static bool is_plain(const struct csv *c)
{
	size_t zeros = 0;
	unsigned char all = 0;

	for (size_t i = 0; i < c->text.len; i++) {
		zeros += c->text.data[i] == '\0';
		all |= (unsigned char)c->text.data[i];
	}
	return zeros == c->n && all < 0x80;
}

/* The byte of the file behind a bad one of ours. */
static unsigned bad_byte(const struct csv *c, const char *at)
{
	char digits[3] = { at[0] ? at[1] : '\0' };

	if (!c->source || !source_marks_bad(c->source) || (unsigned char)*at != 0xFF)
		return (unsigned char)*at;
	digits[1] = digits[0] ? at[2] : '\0';
	return (unsigned)strtoul(digits, NULL, 16);
}

static int blame(const struct csv *c, const struct csv_row *row, size_t i, size_t bad,
		 struct error *trouble)
{
	const char *text = row->cells[i].text;
	size_t characters = 1;

	for (size_t k = 0; k < bad; k++)
		characters += ((unsigned char)text[k] & 0xC0) != 0x80;
	return error_set(trouble, ERROR_USAGE,
			 _("Line %lld, column %zu: character %zu of the cell is no text in %s (byte %02X)."),
			 (long long)row->line, i + 1, characters, encoding_name(csv_encoding(c)),
			 bad_byte(c, text + bad));
}

static int check_text(const struct csv *c, const struct csv_row *row, struct error *trouble)
{
	size_t bad;

	if (is_plain(c))
		return 0;
	for (size_t i = 0; i < row->n; i++) {
		const struct csv_cell *cell = &row->cells[i];
		if (memchr(cell->text, '\0', cell->len))
			return error_set(trouble, ERROR_USAGE, _("Line %lld, column %zu: it contains a NUL byte."),
					 (long long)row->line, i + 1);
		if (!utf8_valid(cell->text, cell->len, &bad))
			return blame(c, row, i, bad, trouble);
	}
	return 0;
}

/* The header */

static bool named_before(const struct csv *c, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(c->names[i].text, name))
			return true;
	return false;
}

static const char *unique_name(struct csv *c, size_t i, const char *given)
{
	const char *name = *given ? arena_strdup(&c->arena, given) : arena_printf(&c->arena, "column %zu", i + 1);
	const char *first = name;

	for (int n = 2; named_before(c, i, name); n++)
		name = arena_printf(&c->arena, "%s (%d)", first, n);
	return name;
}

static void take_names(struct csv *c, const struct csv_row *row)
{
	bool given = c->dialect.header != CSV_NO_HEADER;

	c->names = xcalloc(row->n, sizeof(*c->names));
	for (size_t i = 0; i < row->n; i++) {
		const char *name = unique_name(c, i, given ? row->cells[i].text : "");
		c->names[i] = (struct csv_cell){ name, strlen(name) };
	}
	c->nnames = row->n;
	c->names_line = given ? row->line : 0;
	c->names_trouble = given ? row->trouble : (struct error){ 0 };
}

static void note_above(struct csv *c, const struct csv_row *row)
{
	struct sbuf text = SBUF_INIT;

	sbuf_puts(&text, c->above ? c->above : "");
	for (size_t i = 0; i < row->n && text.len < ABOVE_MAX; i++)
		if (row->cells[i].len)
			sbuf_printf(&text, "%s%s", !text.len ? "" : i ? " " : " / ", row->cells[i].text);
	free(c->above);
	c->above = sbuf_steal(&text);
}

/* Goes to the header, and behind it. 1 with it, 0 when there is none, -1. */
static int find_names(struct csv *c, struct error *e)
{
	struct csv_row row;
	int got;

	while ((got = csv_raw(c, &row, e)) == 1 && row.line < c->dialect.header)
		if (!c->names)
			note_above(c, &row);
	if (got == 1 && !c->names) {
		check_text(c, &row, &row.trouble);
		take_names(c, &row);
	}
	return got;
}

static int give_names(struct csv *c, struct csv_row *row, struct error *e)
{
	int got = c->dialect.header == CSV_NO_HEADER && c->names ? 1 : find_names(c, e);

	if (got == 1)
		*row = (struct csv_row){ c->names, c->nnames, c->names_line, c->names_trouble };
	return got;
}

int csv_next(struct csv *c, struct csv_row *row, struct error *e)
{
	int got;

	if (!c->begun) {
		got = give_names(c, row, e);
		c->begun = true;
		return got;
	}
	got = csv_raw(c, row, e);
	if (got == 1)
		check_text(c, row, &row->trouble);
	return got;
}

/* Opening */

/* Names for what has none, as many as the first row has cells. */
static void make_names(struct csv *c)
{
	struct csv look = *c;
	struct csv_row row;

	look.source = NULL;
	look.text = (struct sbuf)SBUF_INIT;
	if (csv_raw(&look, &row, NULL) == 1)
		take_names(c, &row);
	sbuf_free(&look.text);
}

/* The first bytes are at hand. */
static void begin(struct csv *c, const struct csv_dialect *d, bool whole)
{
	struct csv_dialect dialect = *d;

	c->starts = xcalloc(CSV_COLUMNS_MAX + 1, sizeof(*c->starts));
	c->cells = xcalloc(CSV_COLUMNS_MAX, sizeof(*c->cells));
	if (!c->foreign)
		dialect_guess(c, &dialect, whole);
	csv_use(c, &dialect);
	if (dialect.header == CSV_NO_HEADER)
		make_names(c);
}

struct csv *csv_memory(const void *data, size_t len, const struct csv_dialect *d, struct error *e)
{
	struct csv *c = xcalloc(1, sizeof(*c));

	(void)e;
	c->data = data;
	c->len = len;
	begin(c, d, true);
	return c;
}

/* A helper's pipe brings little at once; the dialect is guessed from more. */
static int fill_whole(struct csv *c, struct error *e)
{
	ssize_t got = 1;

	while (c->len < CSV_BUFFER && (got = source_read(c->source, c->buffer + c->len, CSV_BUFFER - c->len, e)) > 0)
		c->len += (size_t)got;
	return got < 0 ? -1 : 0;
}

struct csv *csv_open(const char *path, const struct csv_options *o, struct error *e)
{
	static const struct csv_dialect ours = { ',', CSV_QUOTES_DOUBLED, 1 };
	struct csv *c = xcalloc(1, sizeof(*c));

	c->foreign = o->format != NULL;
	c->source = source_open(path, o->encoding, o->format, e);
	c->data = c->buffer = xmalloc(CSV_BUFFER);
	if (c->source && fill_whole(c, e) == 0) {
		begin(c, c->foreign ? &ours : &o->dialect, c->len < CSV_BUFFER);
		return c;
	}
	error_prefix(e, "%s: ", path);
	csv_close(c);
	return NULL;
}

int csv_rewind(struct csv *c, struct error *e)
{
	if (c->source && (source_rewind(c->source, e) < 0 || (c->len = 0, fill_whole(c, e) < 0)))
		return -1;
	csv_go_to_start(c);
	return 0;
}

void csv_close(struct csv *c)
{
	if (!c)
		return;
	source_close(c->source);
	free(c->buffer);
	sbuf_free(&c->text);
	free(c->starts);
	free(c->cells);
	free(c->names);
	free(c->above);
	arena_free(&c->arena);
	free(c);
}

/* Telling */

const struct csv_dialect *csv_dialect(const struct csv *c)
{
	return &c->dialect;
}

enum encoding csv_encoding(const struct csv *c)
{
	return c->source ? source_encoding(c->source) : ENCODING_UTF8;
}

bool csv_encoding_guessed(const struct csv *c)
{
	return !c->source || source_guessed(c->source);
}

const char *csv_above(const struct csv *c)
{
	return c->above ? c->above : "";
}

const char *csv_note(const struct csv *c)
{
	return c->note ? c->note : "";
}

int64_t csv_position(const struct csv *c)
{
	return c->source ? source_position(c->source) : (int64_t)c->at;
}

int64_t csv_size(const struct csv *c)
{
	return c->source ? source_size(c->source) : (int64_t)c->len;
}
