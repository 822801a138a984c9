/* A mapping in a file. */
#include <ini.h>

#include "base/intl.h"
#include "base/number.h"
#include "exchange/mapping_private.h"

struct reading {
	struct mapping *m;
	struct error *e;
};

/* "annual_revenue * 1000000" */
static int read_factor(struct mapping_column *c, char *star, struct error *e)
{
	struct number n[2];

	*star++ = '\0';
	star += strspn(star, " \t");
	if (number_read(star, NULL, n, NULL) != 1 || n[0].mantissa == 0 || n[0].places > 9)
		return error_set(e, ERROR_USAGE, _("\"%s\" is not a number to multiply by."), star);
	c->factor = n[0].mantissa;
	c->places = n[0].places;
	return 0;
}

static bool scales(const struct field *f)
{
	return f->type == FIELD_INT || f->type == FIELD_DECIMAL || f->type == FIELD_PERCENT ||
	       f->type == FIELD_MONEY || f->type == FIELD_DURATION;
}

static void trim_end(char *s)
{
	size_t len = strlen(s);

	while (len && (s[len - 1] == ' ' || s[len - 1] == '\t'))
		s[--len] = '\0';
}

/* Takes the word away. */
static bool ends_in_round(char *value)
{
	size_t len = strlen(value);

	if (len < 6 || strcmp(value + len - 6, " round") != 0)
		return false;
	value[len - 6] = '\0';
	return true;
}

static int read_column(struct mapping *m, const char *header, const char *value, struct error *e)
{
	struct mapping_column *c = mapping_add_column(m, header);
	char *word = arena_strdup(&m->arena, value), *star = strchr(word, '*');

	if (!strcmp(word, "-"))
		return 0;
	c->rounded = ends_in_round(word);
	if (star && read_factor(c, star, e) < 0)
		return -1;
	trim_end(word);
	if (!target_find(m->entity, word, &c->target))
		return mapping_no_field(m, word, e);
	if ((c->factor || c->rounded) && !scales(c->target.field))
		return error_set(e, ERROR_USAGE, _("%s is not a number: it cannot be multiplied or rounded."),
				 _(c->target.label));
	return 0;
}

/* Which order a word means: 'd', 'm', ',', '.'; 0 when it means none. */
static char order_of(const char *word)
{
	static const struct {
		const char *word;
		char order;
	} orders[] = { { "dmy", 'd' }, { "mdy", 'm' }, { "comma", ',' }, { "point", '.' } };

	for (size_t i = 0; i < LENGTH(orders); i++)
		if (!strcmp(orders[i].word, word))
			return orders[i].order;
	return 0;
}

static int read_order(struct mapping *m, const char *header, const char *value, bool dates, struct error *e)
{
	char order = order_of(value);

	if (!order || (order == 'd' || order == 'm') != dates)
		return error_set(e, ERROR_USAGE, _("%s = %s is not understood: there are %s."), header, value,
				 dates ? "dmy, mdy" : "comma, point");
	for (size_t i = 0; i < m->ncolumns; i++)
		if (!strcmp(m->columns[i].header, header)) {
			m->columns[i].order = order;
			return 0;
		}
	return error_set(e, ERROR_USAGE, _("[columns] above does not name \"%s\"."), header);
}

static int read_default(struct mapping *m, const char *name, const char *value, struct error *e)
{
	struct mapping_default *d;
	struct target t;

	if (!target_find(m->entity, name, &t))
		return mapping_no_field(m, name, e);
	d = array_add(&m->defaults, &m->ndefaults, &m->defaults_room, sizeof(*d));
	d->target = t;
	d->text = arena_strdup(&m->arena, value);
	return 0;
}

static int set_encoding(struct mapping *m, const char *value)
{
	enum encoding encoding;

	if (!encoding_find(value, &encoding))
		return -1;
	m->encoding = encoding_name(encoding);
	return 0;
}

/* A line of the file, or that there is none. */
static int set_header(struct mapping *m, const char *value)
{
	if (!strcmp(value, "none")) {
		m->dialect.header = CSV_NO_HEADER;
		return 0;
	}
	return number_int(value, &m->dialect.header) || m->dialect.header < 1 ? -1 : 0;
}

static int set_dates(struct mapping *m, const char *value)
{
	m->day_first = !strcmp(value, "dmy");
	m->month_first = !strcmp(value, "mdy");
	return m->day_first || m->month_first ? 0 : -1;
}

static int set_decimal(struct mapping *m, const char *value)
{
	m->comma = !strcmp(value, "comma");
	m->point = !strcmp(value, "point");
	return m->comma || m->point ? 0 : -1;
}

static int set_names(struct mapping *m, const char *value)
{
	m->family_first = !strcmp(value, "family");
	return m->family_first || !strcmp(value, "given") ? 0 : -1;
}

static int set_delimiter(struct mapping *m, const char *value)
{
	return csv_delimiter_find(value, &m->dialect.delimiter) ? 0 : -1;
}

static int set_quotes(struct mapping *m, const char *value)
{
	return csv_quotes_find(value, &m->dialect.quotes) ? 0 : -1;
}

static const char *const conflict_words[] = { "keep", "take" };
static const char *const duplicate_words[] = { "add", "skip", "update" };
static const char *const empty_words[] = { "keep", "wipe" };

static int word_at(const char *value, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(value, words[i]))
			return (int)i;
	return -1;
}

static int set_conflicts(struct mapping *m, const char *value)
{
	int at = word_at(value, conflict_words, LENGTH(conflict_words));

	m->conflicts = at < 0 ? m->conflicts : (enum conflicts)at;
	return at < 0 ? -1 : 0;
}

static int set_duplicates(struct mapping *m, const char *value)
{
	int at = word_at(value, duplicate_words, LENGTH(duplicate_words));

	m->duplicates = at < 0 ? m->duplicates : (enum duplicates)at;
	return at < 0 ? -1 : 0;
}

static int set_empty(struct mapping *m, const char *value)
{
	int at = word_at(value, empty_words, LENGTH(empty_words));

	m->wipe = at == 1;
	return at < 0 ? -1 : 0;
}

static const struct {
	const char *name;
	int (*set)(struct mapping *m, const char *value);
	const char *choices;
} settings[] = {
	{ "encoding", set_encoding, "UTF-8, UTF-16LE, UTF-16BE, ISO-8859-1, CP1252, GB18030, BIG5" },
	{ "delimiter", set_delimiter, "comma, semicolon, tab, pipe, none" },
	{ "quotes", set_quotes, "doubled, backslash, none" },
	{ "header", set_header, N_("a line's number, none") },
	{ "dates", set_dates, "dmy, mdy" },
	{ "decimal", set_decimal, "comma, point" },
	{ "names", set_names, "given, family" },
	{ "conflicts", set_conflicts, "keep, take" },
	{ "duplicates", set_duplicates, "add, skip, update" },
	{ "empty", set_empty, "keep, wipe" },
};

int mapping_set(struct mapping *m, const char *name, const char *value, struct error *e)
{
	if (!strcmp(name, "key"))
		return mapping_set_key(m, value, e);
	for (size_t i = 0; i < LENGTH(settings); i++) {
		if (strcmp(name, settings[i].name) != 0)
			continue;
		if (settings[i].set(m, value) == 0)
			return 0;
		return error_set(e, ERROR_USAGE, _("%s = %s is not understood: there are %s."), name, value,
				 _(settings[i].choices));
	}
	return error_set(e, ERROR_USAGE, _("\"%s = %s\" says nothing about an import."), name, value);
}

static int read_value(struct mapping *m, const char *field, const char *text, const char *meant,
		      struct error *e)
{
	struct target t;

	if (!target_find(m->entity, field, &t))
		return mapping_no_field(m, field, e);
	mapping_add_meaning(m, t.name, text, meant);
	return 0;
}

/* inih calls it for each line; 0 makes it remember the line as wrong. */
static int read_line(void *user, const char *section, const char *name, const char *value)
{
	struct reading *r = user;
	int rc;

	if (r->e->kind)
		return 1; /* one error is enough; the first counts */
	if (!strcmp(section, "import"))
		rc = mapping_set(r->m, name, value, r->e);
	else if (!strcmp(section, "columns"))
		rc = read_column(r->m, name, value, r->e);
	else if (!strcmp(section, "defaults"))
		rc = read_default(r->m, name, value, r->e);
	else if (!strcmp(section, "dates") || !strcmp(section, "numbers"))
		rc = read_order(r->m, name, value, section[0] == 'd', r->e);
	else if (!strcmp(section, "missing"))
		rc = mapping_set_missing_of(r->m, name, value, r->e);
	else if (!strncmp(section, "values ", 7))
		rc = read_value(r->m, section + 7, name, value, r->e);
	else
		rc = error_set(r->e, ERROR_USAGE, _("There is no section [%s]."), section);
	return rc == 0;
}

static int judge(int line, const struct error *why, const char *name, struct error *e)
{
	if (line == 0)
		return 0;
	if (line < 0)
		return error_set(e, ERROR_ABSENT, _("The map %s cannot be read."), name);
	return error_set(e, ERROR_USAGE, _("%s, line %d: %s"), name, line,
			 why->kind ? why->text : _("this is neither a [section] nor a NAME = VALUE."));
}

int mapping_read(struct mapping *m, const char *path, struct error *e)
{
	struct error why = { 0 };
	struct reading r = { m, &why };

	return judge(ini_parse(path, read_line, &r), &why, path, e);
}

int mapping_read_text(struct mapping *m, const char *text, const char *name, struct error *e)
{
	struct error why = { 0 };
	struct reading r = { m, &why };

	return judge(ini_parse_string(text, read_line, &r), &why, name, e);
}

/* Writing */

static void write_options(struct sbuf *out, const struct mapping *m)
{
	sbuf_puts(out, "[import]\n");
	for (size_t i = 0; i < m->nkeys; i++)
		sbuf_printf(out, "%s%s", i ? ", " : "key = ", m->keys[i]->name);
	sbuf_puts(out, m->nkeys ? "\n" : "");
	if (m->encoding)
		sbuf_printf(out, "encoding = %s\n", m->encoding);
	if (m->dialect.delimiter)
		sbuf_printf(out, "delimiter = %s\n", csv_delimiter_name(m->dialect.delimiter));
	if (m->dialect.quotes)
		sbuf_printf(out, "quotes = %s\n", csv_quotes_name(m->dialect.quotes));
	if (m->dialect.header == CSV_NO_HEADER)
		sbuf_puts(out, "header = none\n");
	else if (m->dialect.header)
		sbuf_printf(out, "header = %lld\n", (long long)m->dialect.header);
	if (m->day_first || m->month_first)
		sbuf_printf(out, "dates = %s\n", m->day_first ? "dmy" : "mdy");
	if (m->comma || m->point)
		sbuf_printf(out, "decimal = %s\n", m->comma ? "comma" : "point");
	if (m->family_first)
		sbuf_puts(out, "names = family\n");
	if (m->conflicts)
		sbuf_printf(out, "conflicts = %s\n", conflict_words[m->conflicts]);
	if (m->duplicates)
		sbuf_printf(out, "duplicates = %s\n", duplicate_words[m->duplicates]);
	if (m->wipe)
		sbuf_puts(out, "empty = wipe\n");
}

/* A column as a map names it: by its place where its name would be read as something else. */
static void write_header(struct sbuf *out, const struct mapping_column *c)
{
	const char *h = c->header;
	size_t len = strlen(h);
	bool odd = !len || len > 60 || strpbrk(h, "=:\r\n") || strstr(h, " ;") || strchr(";#[ \t", h[0]) ||
		   strchr(" \t", h[len - 1]);

	if (odd && c->place)
		sbuf_printf(out, "column %zu", c->place);
	else
		sbuf_puts(out, h);
}

static void write_columns(struct sbuf *out, const struct mapping *m)
{
	sbuf_puts(out, "\n[columns]\n");
	for (size_t i = 0; i < m->ncolumns; i++) {
		const struct mapping_column *c = &m->columns[i];

		write_header(out, c);
		sbuf_puts(out, " = ");
		if (c->target.field)
			target_write(out, &c->target);
		else
			sbuf_putc(out, '-');
		if (c->factor) {
			sbuf_puts(out, " * ");
			number_write(out, c->factor, c->places, 0);
		}
		sbuf_puts(out, c->rounded ? " round" : "");
		sbuf_putc(out, '\n');
	}
	sbuf_puts(out, m->ndefaults ? "\n[defaults]\n" : "");
	for (size_t i = 0; i < m->ndefaults; i++) {
		target_write(out, &m->defaults[i].target);
		sbuf_printf(out, " = %s\n", m->defaults[i].text);
	}
}

static void write_orders(struct sbuf *out, const struct mapping *m, const char *section, const char orders[2],
			 const char *const words[2])
{
	bool any = false;

	for (size_t i = 0; i < m->ncolumns; i++) {
		char order = m->columns[i].order;

		if (!order || (order != orders[0] && order != orders[1]))
			continue;
		sbuf_puts(out, any ? "" : section);
		write_header(out, &m->columns[i]);
		sbuf_printf(out, " = %s\n", words[order == orders[1]]);
		any = true;
	}
}

static void write_missing(struct sbuf *out, const struct mapping *m)
{
	bool any = false;

	for (unsigned i = 0; i < m->entity->nfields; i++) {
		if (m->missing[i] == MISSING_REJECT || m->entity->fields[i].type != FIELD_REF)
			continue;
		sbuf_printf(out, "%s%s = %s\n", any ? "" : "\n[missing]\n", m->entity->fields[i].name,
			    missing_words[m->missing[i]]);
		any = true;
	}
}

static void write_values(struct sbuf *out, const struct mapping *m)
{
	for (size_t i = 0; i < m->nmeant; i++)
		sbuf_printf(out, "\n[values %s]\n%s = %s\n", m->meant[i].field, m->meant[i].text,
			    m->meant[i].meant);
}

void mapping_write(struct sbuf *out, const struct mapping *m)
{
	write_options(out, m);
	write_columns(out, m);
	write_orders(out, m, "\n[dates]\n", (const char[]){ 'd', 'm' }, (const char *const[]){ "dmy", "mdy" });
	write_orders(out, m, "\n[numbers]\n", (const char[]){ ',', '.' },
		     (const char *const[]){ "comma", "point" });
	write_values(out, m);
	write_missing(out, m);
}
