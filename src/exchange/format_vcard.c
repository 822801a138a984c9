/* Address cards out: RFC 6350 (vCard 4.0), and RFC 2426 (3.0) for programs that are older. What those have no
 * property for is an X-RAPPORT- one, which our own import takes back. */
#include <ctype.h>

#include "base/locale.h"
#include "base/person.h"
#include "base/text.h"
#include "base/utf8.h"
#include "exchange/format_private.h"

#define OCTETS 75 /* of a line, without its end */

static bool is_old(const struct writer *w)
{
	return w->o.format == FORMAT_VCARD3;
}

/* Lines */

/* Ends the line that begins at `from`, folded: each piece but the first begins with a space. */
void card_end_line(struct writer *w, size_t from)
{
	struct sbuf *out = &w->line;
	size_t room = OCTETS;

	while (out->len - from > room) {
		size_t cut = from + room;

		while (((unsigned char)out->data[cut] & 0xC0) == 0x80)
			cut--;
		sbuf_insert(out, cut, "\r\n ", 3);
		from = cut + 3;
		room = OCTETS - 1;
	}
	sbuf_puts(out, "\r\n");
}

/* Commas and semicolons part values, so those that are text follow a backslash. */
static void add_text(struct writer *w, const char *text)
{
	struct sbuf safe = SBUF_INIT;

	if (w->o.tty)
		text_safe(&safe, text, strlen(text), TEXT_NOTE);
	for (const char *p = w->o.tty ? sbuf_text(&safe) : text; *p; p++) {
		if (*p == '\n')
			sbuf_puts(&w->line, "\\n");
		else if (strchr("\\,;", *p))
			sbuf_printf(&w->line, "\\%c", *p);
		else if (*p != '\r')
			sbuf_putc(&w->line, *p);
	}
	sbuf_free(&safe);
}

void card_line(struct writer *w, const char *name, const char *text)
{
	size_t from = w->line.len;

	sbuf_printf(&w->line, "%s:", name);
	add_text(w, text);
	card_end_line(w, from);
}

/* The record */

/* "vip,fair" is two, whose comma stays one. */
static void put_tags(struct writer *w, const char *name, const char *tags)
{
	size_t from = w->line.len;

	sbuf_printf(&w->line, "%s:", name);
	while (*tags) {
		char *tag = xstrndup(tags, strcspn(tags, ","));

		add_text(w, tag);
		tags += strlen(tag);
		free(tag);
		if (*tags)
			sbuf_putc(&w->line, *tags++);
	}
	card_end_line(w, from);
}

/* What of the name is the family's, so that address books sort by it. */
static void put_parts(struct writer *w, const char *whole, bool person)
{
	struct sbuf parts[PERSON_PARTS] = { SBUF_INIT };
	size_t from = w->line.len;

	if (person)
		person_split(whole, locale_family_first(), parts);
	else
		sbuf_puts(&parts[PERSON_FAMILY], whole);
	for (size_t i = 0; i < PERSON_PARTS; i++) {
		sbuf_puts(&w->line, i ? ";" : "N:");
		add_text(w, sbuf_text(&parts[i]));
		sbuf_free(&parts[i]);
	}
	card_end_line(w, from);
}

static void put_day(struct writer *w, const char *name, const char *day)
{
	size_t from = w->line.len;

	if (is_old(w))
		sbuf_printf(&w->line, "%s:%s", name, day);
	else
		sbuf_printf(&w->line, "%s:%.4s%.2s%.2s", name, day, day + 5, day + 8);
	card_end_line(w, from);
}

static void put_kind(struct writer *w, const char *name, const char *kind)
{
	card_line(w, name, strcmp(kind, "person") ? "org" : "individual");
}

/* The fields that a card has a property for. */
static const struct {
	const char *field, *property;
	void (*put)(struct writer *w, const char *name, const char *text);
} properties[] = {
	{ "name", "FN", card_line },        { "customer", "ORG", card_line },  { "job", "TITLE", card_line },
	{ "kind", "KIND", put_kind },       { "short", "NICKNAME", card_line }, { "birthday", "BDAY", put_day },
	{ "language", "LANG", card_line },   { "website", "URL", card_line },   { "tags", "CATEGORIES", put_tags },
	{ "note", "NOTE", card_line },
};

static void put_extra(struct writer *w, const char *field, const char *text)
{
	struct sbuf name = SBUF_INIT;

	sbuf_puts(&name, "X-RAPPORT-");
	for (const char *p = field; *p; p++)
		sbuf_putc(&name, *p == '_' ? '-' : (char)toupper((unsigned char)*p));
	card_line(w, sbuf_text(&name), text);
	sbuf_free(&name);
}

/* Whom a record belongs to is the book's business, not the card's. */
static bool belongs_on_card(const struct column *c)
{
	return c->origin && !(c->origin->flags & (FIELD_SYSTEM | FIELD_COMPUTED)) &&
	       (c->field.type != FIELD_REF || !strcmp(c->name, "customer"));
}

static void put_field(struct writer *w, const struct column *c, struct value v)
{
	struct sbuf text = SBUF_INIT;
	size_t i = 0;

	if (!belongs_on_card(c) || v.kind == VALUE_NULL)
		return;
	value_write(&text, &c->field, v);
	while (i < LENGTH(properties) && strcmp(c->name, properties[i].field) != 0)
		i++;
	if (i < LENGTH(properties))
		properties[i].put(w, properties[i].property, sbuf_text(&text));
	else
		put_extra(w, c->name, sbuf_text(&text));
	sbuf_free(&text);
}

/* Its points */

static const char *text_of(const struct table *points, size_t row, const char *column)
{
	struct value v = table_get(points, row, column);

	return v.kind == VALUE_TEXT ? v.s : "";
}

/* ";TYPE=cell;PREF=1" */
static void add_parameters(struct writer *w, const struct table *points, size_t row)
{
	static const struct {
		const char *use, *type;
	} types[] = {
		{ "mobile", "cell" },           { "billing", "x-billing" },
		{ "delivery", "x-delivery" },   { "other", "x-other" },
	};
	const char *type = text_of(points, row, "use");
	struct value main = table_get(points, row, "main");

	for (size_t i = 0; i < LENGTH(types); i++)
		if (!strcmp(type, types[i].use))
			type = types[i].type;
	if (*type)
		sbuf_printf(&w->line, ";TYPE=%s", type);
	if (main.kind == VALUE_INT && main.i)
		sbuf_puts(&w->line, is_old(w) ? ";TYPE=pref" : ";PREF=1");
}

static void put_point(struct writer *w, const struct table *points, size_t row)
{
	static const char *const parts[] = { "value", "city", "region", "postcode", "country" };
	const char *kind = text_of(points, row, "kind");
	bool address = !strcmp(kind, "address");
	size_t from = w->line.len;

	sbuf_puts(&w->line, address ? "ADR" : strcmp(kind, "email") ? "TEL" : "EMAIL");
	add_parameters(w, points, row);
	sbuf_puts(&w->line, address ? ":;" : ":");
	for (size_t i = 0; i < (address ? LENGTH(parts) : 1); i++) {
		sbuf_puts(&w->line, address ? ";" : "");
		add_text(w, text_of(points, row, parts[i]));
	}
	card_end_line(w, from);
}

static void put_points(struct writer *w, const struct row *owner)
{
	int column = table_column(w->points, owner->entity->name);

	for (size_t i = 0; column >= 0 && i < w->points->nrows; i++) {
		struct value v = w->points->rows[i].cells[column];

		if (v.kind == VALUE_INT && v.i == owner->id)
			put_point(w, w->points, i);
	}
}

/* 3.0 wants it of companies too. */
static void put_name(struct writer *w, const struct table *t, const struct row *row)
{
	int name = table_column(t, "name"), kind = table_column(t, "kind");
	bool person = row->entity->id == ENTITY_CONTACT ||
		      (kind >= 0 && row->cells[kind].s && !strcmp(row->cells[kind].s, "person"));

	if (name >= 0 && row->cells[name].kind == VALUE_TEXT && (person || is_old(w)))
		put_parts(w, row->cells[name].s, person);
}

static void card_row(struct writer *w, const struct table *t, const struct row *row)
{
	sbuf_printf(&w->line, "BEGIN:VCARD\r\nVERSION:%s\r\n", is_old(w) ? "3.0" : "4.0");
	if (row->entity->id == ENTITY_CONTACT)
		card_line(w, "KIND", "individual");
	put_name(w, t, row);
	for (size_t i = 0; i < t->ncolumns; i++)
		put_field(w, &t->columns[i], row->cells[i]);
	put_points(w, row);
	sbuf_puts(&w->line, "END:VCARD\r\n");
}

const struct format_ops format_vcard_ops = { NULL, card_row, NULL };
