/* Cells on their way out, and the words for how a file is written. */
#include "base/utf8.h"
#include "exchange/csv_private.h"

static const struct {
	const char *word;
	char delimiter;
} delimiters[] = {
	{ "comma", ',' }, { "semicolon", ';' }, { "tab", '\t' }, { "pipe", '|' }, { "none", CSV_ONE_COLUMN },
};

static const char *const quotes_words[] = { "", "doubled", "backslash", "none" };

const char *csv_delimiter_name(char delimiter)
{
	for (size_t i = 0; i < LENGTH(delimiters); i++)
		if (delimiters[i].delimiter == delimiter)
			return delimiters[i].word;
	return "";
}

bool csv_delimiter_find(const char *word, char *out)
{
	for (size_t i = 0; i < LENGTH(delimiters); i++)
		if (!strcmp(word, delimiters[i].word) || (word[0] == delimiters[i].delimiter && !word[1])) {
			*out = delimiters[i].delimiter;
			return true;
		}
	return false;
}

const char *csv_quotes_name(enum csv_quotes quotes)
{
	return quotes_words[quotes];
}

bool csv_quotes_find(const char *word, enum csv_quotes *out)
{
	for (size_t i = 1; i < LENGTH(quotes_words); i++)
		if (!strcmp(word, quotes_words[i])) {
			*out = (enum csv_quotes)i;
			return true;
		}
	return false;
}

/* Space at either end is quoted too: some readers drop it otherwise. */
static bool must_quote(const char *text, size_t len, char delimiter)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] == delimiter || text[i] == '"' || text[i] == '\n' || text[i] == '\r')
			return true;
	return len && (text[0] == ' ' || text[len - 1] == ' ');
}

/* `escape` stands before a quote, and before itself. */
static void write_quoted(struct sbuf *out, const char *text, size_t len, char escape)
{
	sbuf_putc(out, '"');
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '"' || text[i] == escape)
			sbuf_putc(out, escape);
		sbuf_putc(out, text[i]);
	}
	sbuf_putc(out, '"');
}

void csv_write_cell(struct sbuf *out, const char *text, size_t len, char delimiter)
{
	if (must_quote(text, len, delimiter))
		write_quoted(out, text, len, '"');
	else
		sbuf_add(out, text, len);
}

char csv_out_delimiter(const struct csv *c)
{
	return c->dialect.delimiter == CSV_ONE_COLUMN ? ',' : c->dialect.delimiter;
}

void csv_show(struct sbuf *out, const struct csv *c, const char *text, size_t len)
{
	bool marked = c->source && source_marks_bad(c->source);
	uint32_t cp;

	for (size_t i = 0, n; i < len; i += n) {
		n = utf8_decode(text + i, len - i, &cp);
		if (cp == UTF8_BAD && marked && text[i] == '\xFF' && len - i >= 3) {
			n = 3;
			sbuf_printf(out, "\\x%.2s", text + i + 1);
		} else if (cp == UTF8_BAD || !cp) {
			sbuf_printf(out, "\\x%02X", (unsigned char)text[i]);
		} else {
			sbuf_add(out, text + i, n);
		}
	}
}

/* Where quotes mean nothing, a cell has no delimiter or line break; words of ours give theirs up. */
static void write_bare(struct sbuf *out, const char *text, size_t len, char delimiter)
{
	for (size_t i = 0; i < len; i++)
		sbuf_putc(out, text[i] == delimiter || text[i] == '\n' || text[i] == '\r' ? ' ' : text[i]);
}

void csv_put(struct sbuf *out, const struct csv *c, const char *text, size_t len)
{
	struct sbuf shown = SBUF_INIT;
	char delimiter = csv_out_delimiter(c);

	csv_show(&shown, c, text, len);
	if (c->dialect.quotes == CSV_QUOTES_NONE && c->dialect.delimiter != CSV_ONE_COLUMN)
		write_bare(out, sbuf_text(&shown), shown.len, delimiter);
	else if (c->dialect.quotes == CSV_QUOTES_BACKSLASH && must_quote(sbuf_text(&shown), shown.len, delimiter))
		write_quoted(out, sbuf_text(&shown), shown.len, '\\');
	else
		csv_write_cell(out, sbuf_text(&shown), shown.len, delimiter);
	sbuf_free(&shown);
}
