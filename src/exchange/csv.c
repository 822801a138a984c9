#include "exchange/csv_private.h"

#include "base/intl.h"
#include "base/utf8.h"

#define BUFFER      (64u << 10)
#define ABOVE_MAX   200 /* bytes of the lines above the header that are kept */
#define END_OF_FILE (-1)
#define UNREADABLE  (-2)

/* Bytes */

static int fill(struct csv *c, struct error *e)
{
	ssize_t got;

	if (!c->source)
		return END_OF_FILE;
	c->len = c->at = 0;
	got = source_read(c->source, c->buffer, BUFFER, e);
	if (got < 0) {
		error_prefix(e, _("Line %lld: "), (long long)c->line);
		return UNREADABLE;
	}
	c->len = (size_t)got;
	return got ? 0 : END_OF_FILE;
}

static inline int peek(struct csv *c, struct error *e)
{
	int rc = c->at < c->len ? 0 : fill(c, e);

	return rc < 0 ? rc : (unsigned char)c->data[c->at];
}

static void skip_mark(struct csv *c)
{
	if (c->len - c->at >= 3 && !memcmp(c->data + c->at, "\xEF\xBB\xBF", 3))
		c->at += 3;
}

/* Rows */

static int too_long(int64_t line, const char *what, unsigned limit, struct error *e)
{
	return error_set(e, ERROR_USAGE, _("Line %lld: %s is longer than %u bytes."), (long long)line,
			 what, limit);
}

static int begin_cell(struct csv *c, struct error *e)
{
	if (c->n == CSV_COLUMNS_MAX)
		return error_set(e, ERROR_USAGE, _("Line %lld has more than %d columns."),
				 (long long)c->line, CSV_COLUMNS_MAX);
	c->starts[c->n++] = c->text.len;
	return 0;
}

static int check_limits(const struct csv *c, struct error *e)
{
	if (c->line_len > CSV_LINE_MAX)
		return too_long(c->line, _("the line"), CSV_LINE_MAX, e);
	if (c->text.len - c->starts[c->n - 1] > CSV_FIELD_MAX)
		return too_long(c->line, _("a cell"), CSV_FIELD_MAX, e);
	if (c->text.len > CSV_ROW_MAX)
		return too_long(c->line, _("the row"), CSV_ROW_MAX, e);
	return 0;
}

/* Takes the bytes at hand up to one that stops a run. */
static int take_run(struct csv *c, const bool stop[256], struct error *e)
{
	const char *from = c->data + c->at, *end = c->data + c->len, *p = from;

	while (p < end && !stop[(unsigned char)*p])
		p++;
	sbuf_add(&c->text, from, (size_t)(p - from));
	c->at += (size_t)(p - from);
	c->line_len += (size_t)(p - from);
	return check_limits(c, e);
}

static int take(struct csv *c, char byte, struct error *e)
{
	c->at++;
	c->line_len++;
	sbuf_putc(&c->text, byte);
	return check_limits(c, e);
}

static void pass(struct csv *c)
{
	c->at++;
	c->line_len++;
}

static void next_line(struct csv *c)
{
	c->line++;
	c->line_len = 0;
}

/* CR, LF or CR LF inside quotes: they are text, and end a line of the file. */
static int take_break(struct csv *c, int byte, struct error *e)
{
	if (take(c, (char)byte, e) < 0)
		return -1;
	if (byte == '\r' && peek(c, e) == '\n' && take(c, '\n', e) < 0)
		return -1;
	next_line(c);
	return 0;
}

/* Behind a backslash a quote or a backslash is itself; before anything else the backslash is. */
static int take_escape(struct csv *c, struct error *e)
{
	int byte;

	pass(c);
	byte = peek(c, e);
	if (byte == '"' || byte == '\\')
		return take(c, (char)byte, e);
	sbuf_putc(&c->text, '\\');
	return 0;
}

/* A step inside quotes: 1 goes on, 0 closes them. */
static int take_quoted(struct csv *c, int byte, struct error *e)
{
	int rc;

	if (byte == '"') {
		pass(c);
		if (c->dialect.quotes != CSV_QUOTES_DOUBLED || peek(c, e) != '"')
			return 0;
		rc = take(c, '"', e);
	} else if (byte == '\\' && c->dialect.quotes == CSV_QUOTES_BACKSLASH) {
		rc = take_escape(c, e);
	} else if (byte == '\n' || byte == '\r') {
		rc = take_break(c, byte, e);
	} else {
		rc = take_run(c, c->stop_quoted, e);
	}
	return rc < 0 ? -1 : 1;
}

static int read_quoted(struct csv *c, struct error *e)
{
	int64_t opened = c->line;
	int byte, rc;

	pass(c);
	do {
		byte = peek(c, e);
		if (byte == UNREADABLE)
			return -1;
		if (byte == END_OF_FILE)
			return error_set(e, ERROR_USAGE,
					 _("Line %lld: a quote is opened and never closed. If quotes mean "
					   "nothing in this file, say quotes = none."), (long long)opened);
		rc = take_quoted(c, byte, e);
	} while (rc == 1);
	if (rc < 0)
		error_prefix(e, _("A quote was opened in line %lld. "), (long long)opened);
	c->proper++;
	return rc;
}

/* One cell, up to its delimiter or the end of the row, which stays. */
static int read_cell(struct csv *c, struct error *e)
{
	int byte;

	if (begin_cell(c, e) < 0)
		return -1;
	byte = peek(c, e);
	if (byte == '"' && c->dialect.quotes != CSV_QUOTES_NONE) {
		if (read_quoted(c, e) < 0)
			return -1;
		byte = peek(c, e);
		c->odd += byte >= 0 && !c->stop[byte];
	}
	for (; byte >= 0 && !c->stop[byte]; byte = peek(c, e))
		if (take_run(c, c->stop, e) < 0)
			return -1;
	sbuf_putc(&c->text, '\0');
	return byte == UNREADABLE ? -1 : 0;
}

static int end_row(struct csv *c, struct error *e)
{
	int byte = peek(c, e);

	if (byte == END_OF_FILE)
		return 0;
	c->at++;
	next_line(c);
	if (byte == '\r' && peek(c, e) == '\n')
		c->at++;
	return 0;
}

static int read_row(struct csv *c, struct error *e)
{
	c->n = 0;
	sbuf_reset(&c->text);
	for (;;) {
		int byte;

		if (read_cell(c, e) < 0)
			return -1;
		byte = peek(c, e);
		if (byte < 0 || byte == '\n' || byte == '\r')
			return byte == UNREADABLE ? -1 : end_row(c, e);
		pass(c);
	}
}

static void point_at_cells(struct csv *c, struct csv_row *row)
{
	c->starts[c->n] = c->text.len;
	for (size_t i = 0; i < c->n; i++)
		c->cells[i] = (struct csv_cell){ c->text.data + c->starts[i],
						 c->starts[i + 1] - c->starts[i] - 1 };
	row->cells = c->cells;
	row->n = c->n;
}

/* What rapport-read makes rows of says before each where it stands in the file and why it cannot be taken;
 * before the header, what was passed over, and with a header of no names, why there is nothing at all. */
static int take_origin(struct csv *c, struct csv_row *row, struct error *e)
{
	const char *says = row->n < 2 ? "" : row->cells[1].text;
	bool header = !c->names;

	if (row->n < 2)
		return error_set(e, ERROR_FAILED, _("It cannot be read: its reader failed."));
	if (row->n == 2)
		return error_set(e, ERROR_USAGE, "%s", says);
	row->line = strtoll(row->cells[0].text, NULL, 10);
	row->cells += 2;
	row->n -= 2;
	if (header)
		c->note = arena_strdup(&c->arena, says);
	else if (*says && c->begun)
		error_set(&row->trouble, ERROR_USAGE, "%s", says);
	return 1;
}

int csv_raw(struct csv *c, struct csv_row *row, struct error *e)
{
	int byte;

	row->trouble.kind = ERROR_NONE;
	do {
		byte = peek(c, e);
		if (byte < 0)
			return byte == END_OF_FILE ? 0 : -1;
		row->line = c->line;
		if (read_row(c, e) < 0)
			return -1;
	} while (c->n == 1 && c->text.len == 1 && byte != '"');
	point_at_cells(c, row);
	return c->foreign ? take_origin(c, row, e) : 1;
}

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

static void go_to_start(struct csv *c)
{
	c->line = 1;
	c->line_len = 0;
	c->at = 0;
	c->begun = false;
	skip_mark(c);
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

void csv_use(struct csv *c, const struct csv_dialect *d)
{
	c->dialect = *d;
	memset(c->stop, 0, sizeof(c->stop));
	memset(c->stop_quoted, 0, sizeof(c->stop_quoted));
	c->stop['\n'] = c->stop['\r'] = c->stop[(unsigned char)d->delimiter] = true;
	c->stop_quoted['\n'] = c->stop_quoted['\r'] = c->stop_quoted['"'] = true;
	c->stop_quoted['\\'] = d->quotes == CSV_QUOTES_BACKSLASH;
	c->proper = c->odd = 0;
	go_to_start(c);
}

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

	while (c->len < BUFFER && (got = source_read(c->source, c->buffer + c->len, BUFFER - c->len, e)) > 0)
		c->len += (size_t)got;
	return got < 0 ? -1 : 0;
}

struct csv *csv_open(const char *path, const struct csv_options *o, struct error *e)
{
	static const struct csv_dialect ours = { ',', CSV_QUOTES_DOUBLED, 1 };
	struct csv *c = xcalloc(1, sizeof(*c));

	c->foreign = o->format != NULL;
	c->source = source_open(path, o->encoding, o->format, e);
	c->data = c->buffer = xmalloc(BUFFER);
	if (c->source && fill_whole(c, e) == 0) {
		begin(c, c->foreign ? &ours : &o->dialect, c->len < BUFFER);
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
	go_to_start(c);
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
