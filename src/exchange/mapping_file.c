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

static int read_column(struct mapping *m, const char *header, const char *value, struct error *e)
{
	struct mapping_column *c = mapping_add_column(m, header);
	char *word = arena_strdup(&m->arena, value), *star = strchr(word, '*');

	if (!strcmp(word, "-"))
		return 0;
	if (star && read_factor(c, star, e) < 0)
		return -1;
	trim_end(word);
	if (!target_find(m->entity, word, &c->target))
		return mapping_no_field(m, word, e);
	if (c->factor && !scales(c->target.field))
		return error_set(e, ERROR_USAGE, _("%s is not a number: it cannot be multiplied."),
				 _(c->target.label));
	return 0;
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

static const struct {
	const char *word;
	char delimiter;
} delimiters[] = { { "comma", ',' }, { "semicolon", ';' }, { "tab", '\t' }, { "pipe", '|' } };

static int read_delimiter(struct mapping *m, const char *value, struct error *e)
{
	for (size_t i = 0; i < LENGTH(delimiters); i++)
		if (!strcmp(value, delimiters[i].word) ||
		    (value[0] == delimiters[i].delimiter && !value[1])) {
			m->delimiter = delimiters[i].delimiter;
			return 0;
		}
	return error_set(e, ERROR_USAGE, _("\"%s\" is not comma, semicolon, tab or pipe."), value);
}

static int read_option(struct mapping *m, const char *name, const char *value, struct error *e)
{
	if (!strcmp(name, "key"))
		return mapping_set_key(m, value, e);
	if (!strcmp(name, "delimiter"))
		return read_delimiter(m, value, e);
	if (!strcmp(name, "dates") && (!strcmp(value, "dmy") || !strcmp(value, "mdy"))) {
		m->day_first = value[0] == 'd';
		m->month_first = !m->day_first;
		return 0;
	}
	if (!strcmp(name, "decimal") && (!strcmp(value, "comma") || !strcmp(value, "point"))) {
		m->comma = value[0] == 'c';
		m->point = !m->comma;
		return 0;
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
		rc = read_option(r->m, name, value, r->e);
	else if (!strcmp(section, "columns"))
		rc = read_column(r->m, name, value, r->e);
	else if (!strcmp(section, "defaults"))
		rc = read_default(r->m, name, value, r->e);
	else if (!strcmp(section, "missing"))
		rc = mapping_set_missing_of(r->m, name, value, r->e);
	else if (!strncmp(section, "values ", 7))
		rc = read_value(r->m, section + 7, name, value, r->e);
	else
		rc = error_set(r->e, ERROR_USAGE, _("There is no section [%s]."), section);
	return rc == 0;
}

int mapping_read(struct mapping *m, const char *path, struct error *e)
{
	struct error why = { 0 };
	struct reading r = { m, &why };
	int line = ini_parse(path, read_line, &r);

	if (line == 0)
		return 0;
	if (line < 0)
		return error_set(e, ERROR_ABSENT, _("The map %s cannot be read."), path);
	return error_set(e, ERROR_USAGE, _("%s, line %d: %s"), path, line,
			 why.kind ? why.text : _("this is neither a [section] nor a NAME = VALUE."));
}

/* Writing */

static void write_options(struct sbuf *out, const struct mapping *m)
{
	sbuf_puts(out, "[import]\n");
	for (size_t i = 0; i < m->nkeys; i++)
		sbuf_printf(out, "%s%s", i ? ", " : "key = ", m->keys[i]->name);
	sbuf_puts(out, m->nkeys ? "\n" : "");
	for (size_t i = 0; i < LENGTH(delimiters); i++)
		if (m->delimiter == delimiters[i].delimiter)
			sbuf_printf(out, "delimiter = %s\n", delimiters[i].word);
	if (m->day_first || m->month_first)
		sbuf_printf(out, "dates = %s\n", m->day_first ? "dmy" : "mdy");
	if (m->comma || m->point)
		sbuf_printf(out, "decimal = %s\n", m->comma ? "comma" : "point");
}

static void write_columns(struct sbuf *out, const struct mapping *m)
{
	sbuf_puts(out, "\n[columns]\n");
	for (size_t i = 0; i < m->ncolumns; i++) {
		const struct mapping_column *c = &m->columns[i];

		sbuf_printf(out, "%s = %s", c->header, c->target.field ? c->target.name : "-");
		if (c->factor) {
			sbuf_puts(out, " * ");
			number_write(out, c->factor, c->places, 0);
		}
		sbuf_putc(out, '\n');
	}
	sbuf_puts(out, m->ndefaults ? "\n[defaults]\n" : "");
	for (size_t i = 0; i < m->ndefaults; i++)
		sbuf_printf(out, "%s = %s\n", m->defaults[i].target.name, m->defaults[i].text);
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
	write_values(out, m);
	write_missing(out, m);
}
