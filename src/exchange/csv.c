#include "exchange/csv.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/intl.h"
#include "base/utf8.h"

#define BUFFER      (64u << 10)
#define GUESS_ROWS  20
#define END_OF_FILE (-1)
#define UNREADABLE  (-2)

struct csv {
	int fd;           /* -1: the bytes are in memory */
	const char *data; /* the bytes at hand */
	size_t len, at;
	char *buffer;     /* of a file; NULL in memory */
	int64_t before;   /* bytes of the file before those at hand */
	int64_t size;
	char delimiter;

	int64_t line;       /* where the next byte is */
	size_t line_len;    /* bytes of that line so far */
	struct sbuf text;   /* the row's cells, each with a NUL behind it */
	size_t *starts;     /* where each begins; one more for the end */
	struct csv_cell *cells;
	size_t n;
};

/* Bytes */

static int fill(struct csv *c, struct error *e)
{
	ssize_t got;

	if (c->fd < 0)
		return END_OF_FILE;
	c->before += (int64_t)c->len;
	c->len = c->at = 0;
	do
		got = read(c->fd, c->buffer, BUFFER);
	while (got < 0 && errno == EINTR);
	if (got < 0) {
		error_set(e, ERROR_FAILED, _("It cannot be read: %s."), strerror(errno));
		return UNREADABLE;
	}
	c->len = (size_t)got;
	return got ? 0 : END_OF_FILE;
}

static int peek(struct csv *c, struct error *e)
{
	int rc = c->at < c->len ? 0 : fill(c, e);

	return rc < 0 ? rc : (unsigned char)c->data[c->at];
}

static void skip_bom(struct csv *c)
{
	if (c->len - c->at >= 3 && !memcmp(c->data + c->at, "\xEF\xBB\xBF", 3))
		c->at += 3;
}

/* Files in two bytes a character are a spreadsheet's "Unicode text"; say so instead of "NUL byte". */
static int refuse_utf16(const struct csv *c, struct error *e)
{
	if (c->len >= 2 && (!memcmp(c->data, "\xFF\xFE", 2) || !memcmp(c->data, "\xFE\xFF", 2)))
		return error_set(e, ERROR_USAGE, _("It is in UTF-16. Save it as CSV in UTF-8."));
	return 0;
}

/* Rows */

static int too_long(const struct csv *c, int64_t line, const char *what, unsigned limit,
		    struct error *e)
{
	(void)c;
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

static void end_cell(struct csv *c)
{
	sbuf_putc(&c->text, '\0');
}

/* Takes a byte into the cell; inside quotes line breaks count lines. */
static int take(struct csv *c, char byte, struct error *e)
{
	c->at++;
	c->line_len++;
	if (c->line_len > CSV_LINE_MAX)
		return too_long(c, c->line, _("the line"), CSV_LINE_MAX, e);
	if (c->text.len - c->starts[c->n - 1] >= CSV_FIELD_MAX)
		return too_long(c, c->line, _("a cell"), CSV_FIELD_MAX, e);
	if (c->text.len >= CSV_ROW_MAX)
		return too_long(c, c->line, _("the row"), CSV_ROW_MAX, e);
	sbuf_putc(&c->text, byte);
	return 0;
}

static void next_line(struct csv *c)
{
	c->line++;
	c->line_len = 0;
}

/* After CR, LF or CR LF inside quotes: they are text, and end a line of the file. */
static int take_break(struct csv *c, int byte, struct error *e)
{
	if (take(c, (char)byte, e) < 0)
		return -1;
	if (byte == '\r' && peek(c, e) == '\n' && take(c, '\n', e) < 0)
		return -1;
	next_line(c);
	return 0;
}

/* What stands between two quotes; the first was taken. */
static int read_quoted(struct csv *c, struct error *e)
{
	int64_t opened = c->line;
	int byte;

	for (;;) {
		byte = peek(c, e);
		if (byte == UNREADABLE)
			return -1;
		if (byte == END_OF_FILE)
			return error_set(e, ERROR_USAGE, _("Line %lld: a quote is opened and never closed."),
					 (long long)opened);
		if (byte == '"') {
			c->at++;
			c->line_len++;
			if (peek(c, e) != '"')
				return 0;
		}
		if ((byte == '\n' || byte == '\r' ? take_break(c, byte, e) : take(c, (char)byte, e)) < 0) {
			error_prefix(e, _("A quote was opened in line %lld. "), (long long)opened);
			return -1;
		}
	}
}

/* One cell, up to its delimiter or the end of the row, which stays. */
static int read_cell(struct csv *c, struct error *e)
{
	int byte;

	if (begin_cell(c, e) < 0)
		return -1;
	if (peek(c, e) == '"') {
		c->at++;
		c->line_len++;
		if (read_quoted(c, e) < 0)
			return -1;
	}
	while ((byte = peek(c, e)) >= 0 && byte != c->delimiter && byte != '\n' && byte != '\r')
		if (take(c, (char)byte, e) < 0)
			return -1;
	end_cell(c);
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
		if (read_cell(c, e) < 0)
			return -1;
		if (peek(c, e) != c->delimiter)
			return end_row(c, e);
		c->at++;
		c->line_len++;
	}
}

static void check_text(const struct csv_row *row, struct error *trouble)
{
	size_t bad;

	for (size_t i = 0; i < row->n; i++) {
		const struct csv_cell *cell = &row->cells[i];
		if (memchr(cell->text, '\0', cell->len)) {
			error_set(trouble, ERROR_USAGE, _("Line %lld, column %zu: it contains a NUL byte."),
				  (long long)row->line, i + 1);
			return;
		}
		if (!utf8_valid(cell->text, cell->len, &bad)) {
			error_set(trouble, ERROR_USAGE,
				  _("Line %lld, column %zu: byte %zu of the cell is not UTF-8."),
				  (long long)row->line, i + 1, bad + 1);
			return;
		}
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

int csv_next(struct csv *c, struct csv_row *row, struct error *e)
{
	int byte;

	memset(row, 0, sizeof(*row));
	do {
		byte = peek(c, e);
		if (byte < 0)
			return byte == END_OF_FILE ? 0 : -1;
		row->line = c->line;
		if (read_row(c, e) < 0)
			return -1;
	} while (c->n == 1 && c->text.len == 1 && byte != '"');
	point_at_cells(c, row);
	check_text(row, &row->trouble);
	return 1;
}

/* Opening */

/* Rows that a delimiter parts into as many cells as it parts the first into, times those cells: the
 * best one makes many columns, evenly. */
static size_t evenness(struct csv *c, char delimiter)
{
	struct csv_row row;
	size_t columns = 0, even = 0;

	c->delimiter = delimiter;
	c->at = 0;
	c->line = 1;
	c->line_len = 0;
	skip_bom(c);
	for (int i = 0; i < GUESS_ROWS && c->at < c->len && csv_next(c, &row, NULL) == 1; i++) {
		if (i == 0)
			columns = row.n;
		even += row.n == columns;
	}
	return columns > 1 ? even * columns : 0;
}

/* Looks at the bytes at hand only. */
static char guess_delimiter(struct csv *c)
{
	static const char candidates[] = ",;\t|";
	struct csv look = *c;
	size_t best = 0;
	char delimiter = ',';

	look.fd = -1;
	for (const char *d = candidates; *d; d++) {
		size_t even = evenness(&look, *d);
		if (even > best) {
			best = even;
			delimiter = *d;
		}
	}
	c->text = look.text;
	return delimiter;
}

/* The first bytes are at hand. */
static struct csv *begin(struct csv *c, char delimiter, struct error *e)
{
	c->starts = xcalloc(CSV_COLUMNS_MAX + 1, sizeof(*c->starts));
	c->cells = xcalloc(CSV_COLUMNS_MAX, sizeof(*c->cells));
	if (refuse_utf16(c, e) < 0) {
		csv_close(c);
		return NULL;
	}
	c->delimiter = delimiter ? delimiter : guess_delimiter(c);
	c->line = 1;
	skip_bom(c);
	return c;
}

struct csv *csv_memory(const void *data, size_t len, char delimiter, struct error *e)
{
	struct csv *c = xcalloc(1, sizeof(*c));

	c->fd = -1;
	c->data = data;
	c->len = len;
	c->size = (int64_t)len;
	return begin(c, delimiter, e);
}

static int refuse_kind(mode_t mode, struct error *e)
{
	if (S_ISREG(mode))
		return 0;
	return error_set(e, ERROR_USAGE,
			 S_ISDIR(mode) ? _("It is a folder.") : _("It is not a file but a pipe or a device."));
}

static int open_file(const char *path, int64_t *size, struct error *e)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat st;

	if (fd < 0 && errno == ENOENT)
		return error_set(e, ERROR_ABSENT, _("There is no such file."));
	if (fd < 0 && errno == ELOOP)
		return error_set(e, ERROR_USAGE, _("It is a symbolic link: name the file itself."));
	if (fd < 0)
		return error_set(e, ERROR_FAILED, _("It cannot be opened: %s."), strerror(errno));
	if (fstat(fd, &st) < 0)
		error_set(e, ERROR_FAILED, _("It cannot be opened: %s."), strerror(errno));
	else if (refuse_kind(st.st_mode, e) == 0) {
		*size = st.st_size;
		return fd;
	}
	close(fd);
	return -1;
}

struct csv *csv_open(const char *path, char delimiter, struct error *e)
{
	int64_t size = 0;
	int fd = open_file(path, &size, e);
	struct csv *c;

	if (fd < 0) {
		error_prefix(e, "%s: ", path);
		return NULL;
	}
	c = xcalloc(1, sizeof(*c));
	c->fd = fd;
	c->size = size;
	c->data = c->buffer = xmalloc(BUFFER);
	if (fill(c, e) != UNREADABLE && (c = begin(c, delimiter, e)))
		return c;
	error_prefix(e, "%s: ", path);
	csv_close(c);
	return NULL;
}

int csv_rewind(struct csv *c, struct error *e)
{
	c->line = 1;
	c->line_len = 0;
	c->at = 0;
	if (c->fd >= 0) {
		if (lseek(c->fd, 0, SEEK_SET) < 0)
			return error_set(e, ERROR_FAILED, _("It cannot be read: %s."), strerror(errno));
		c->before = 0;
		c->len = 0;
		if (fill(c, e) == UNREADABLE)
			return -1;
	}
	skip_bom(c);
	return 0;
}

void csv_close(struct csv *c)
{
	if (!c)
		return;
	if (c->fd >= 0)
		close(c->fd);
	free(c->buffer);
	sbuf_free(&c->text);
	free(c->starts);
	free(c->cells);
	free(c);
}

char csv_delimiter(const struct csv *c)
{
	return c->delimiter;
}

int64_t csv_position(const struct csv *c)
{
	return c->before + (int64_t)c->at;
}

int64_t csv_size(const struct csv *c)
{
	return c->size;
}

/* Space at either end is quoted too: some readers drop it otherwise. */
static bool must_quote(const char *text, size_t len, char delimiter)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] == delimiter || text[i] == '"' || text[i] == '\n' || text[i] == '\r')
			return true;
	return len && (text[0] == ' ' || text[len - 1] == ' ');
}

void csv_write_cell(struct sbuf *out, const char *text, size_t len, char delimiter)
{
	if (!must_quote(text, len, delimiter)) {
		sbuf_add(out, text, len);
		return;
	}
	sbuf_putc(out, '"');
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '"')
			sbuf_putc(out, '"');
		sbuf_putc(out, text[i]);
	}
	sbuf_putc(out, '"');
}
