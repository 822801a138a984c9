#include "exchange/csv_private.h"

#include "base/intl.h"

#define END_OF_FILE (-1)
#define UNREADABLE  (-2)

/* Bytes */

static int fill(struct csv *c, struct error *e)
{
	ssize_t got;

	if (!c->source)
		return END_OF_FILE;
	c->len = c->at = 0;
	got = source_read(c->source, c->buffer, CSV_BUFFER, e);
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

/* Where rows begin */

static void skip_mark(struct csv *c)
{
	if (c->len - c->at >= 3 && !memcmp(c->data + c->at, "\xEF\xBB\xBF", 3))
		c->at += 3;
}

void csv_go_to_start(struct csv *c)
{
	c->line = 1;
	c->line_len = 0;
	c->at = 0;
	c->begun = false;
	skip_mark(c);
}

void csv_use(struct csv *c, const struct csv_dialect *d)
{
	c->dialect = *d;
	memset(c->stop, 0, sizeof(c->stop));
	memset(c->stop_quoted, 0, sizeof(c->stop_quoted));
	c->stop['\n'] = c->stop['\r'] = c->stop[(unsigned char)d->delimiter] = true;
	c->stop_quoted['\n'] = c->stop_quoted['\r'] = c->stop_quoted['"'] = true;
	c->stop_quoted['\\'] = d->quotes == CSV_QUOTES_BACKSLASH;
	c->proper = c->odd = 0;
	csv_go_to_start(c);
}
