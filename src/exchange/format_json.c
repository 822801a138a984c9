/* JSON (RFC 8259), written by hand since rows go out as they come. */
#include "base/number.h"
#include "base/utf8.h"
#include "exchange/format_private.h"
#include "model/money.h"

/* Characters that a terminal would obey or not show; a program reads them all the same. */
static bool is_escaped(uint32_t cp)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {
		{ 0, 0x1F },          { 0x7F, 0x9F },       { 0xAD, 0xAD },     { 0x34F, 0x34F },
		{ 0x61C, 0x61C },     { 0x115F, 0x1160 },   { 0x17B4, 0x17B5 }, { 0x180B, 0x180F },
		{ 0x200B, 0x200F },   { 0x2028, 0x202E },   { 0x2060, 0x206F }, { 0x3164, 0x3164 },
		{ 0xE000, 0xF8FF },   { 0xFDD0, 0xFDEF },   { 0xFEFF, 0xFEFF }, { 0xFFA0, 0xFFA0 },
		{ 0xFFF9, 0xFFFF },   { 0xE0000, 0x10FFFF },
	};

	for (size_t i = 0; i < LENGTH(ranges); i++)
		if (cp >= ranges[i].first && cp <= ranges[i].last)
			return true;
	return utf8_width(cp) < 0;
}

static void escape(struct sbuf *out, uint32_t cp)
{
	static const char from[] = "\b\f\n\r\t", to[] = "bfnrt";
	const char *at = cp && cp < 0x20 ? strchr(from, (int)cp) : NULL;

	if (at)
		sbuf_printf(out, "\\%c", to[at - from]);
	else if (cp < 0x10000)
		sbuf_printf(out, "\\u%04x", (unsigned)cp);
	else
		sbuf_printf(out, "\\u%04x\\u%04x", (unsigned)(0xD800 + ((cp - 0x10000) >> 10)),
			    (unsigned)(0xDC00 + ((cp - 0x10000) & 0x3FF)));
}

void json_string(struct sbuf *out, const char *s)
{
	sbuf_putc(out, '"');
	for (size_t len = strlen(s); len;) {
		uint32_t cp;
		size_t n = utf8_decode(s, len, &cp);
		if (cp == UTF8_BAD)
			sbuf_puts(out, "\\ufffd");
		else if (is_escaped(cp))
			escape(out, cp);
		else if (*s == '"' || *s == '\\')
			sbuf_printf(out, "\\%c", *s);
		else
			sbuf_add(out, s, n);
		s += n;
		len -= n;
	}
	sbuf_putc(out, '"');
}

static void json_tags(struct sbuf *out, const char *tags)
{
	struct sbuf tag = SBUF_INIT;

	sbuf_putc(out, '[');
	for (const char *comma; *tags; tags = *comma ? comma + 1 : comma) {
		comma = tags + strcspn(tags, ",");
		sbuf_reset(&tag);
		sbuf_add(&tag, tags, (size_t)(comma - tags));
		json_string(out, sbuf_text(&tag));
		if (*comma)
			sbuf_puts(out, ", ");
	}
	sbuf_putc(out, ']');
	sbuf_free(&tag);
}

static void json_text(struct sbuf *out, const struct field *f, struct value v)
{
	struct sbuf text = SBUF_INIT;

	value_write(&text, f, v);
	json_string(out, sbuf_text(&text));
	sbuf_free(&text);
}

static void json_value(struct sbuf *out, const struct field *f, struct value v)
{
	if (f->type == FIELD_TAGS)
		json_tags(out, v.kind == VALUE_TEXT ? v.s : "");
	else if (v.kind == VALUE_NULL || (f->type == FIELD_REF && !v.s))
		sbuf_puts(out, "null");
	else if (v.kind == VALUE_TEXT || f->type == FIELD_REF)
		json_string(out, v.s);
	else if (f->type == FIELD_BOOL)
		sbuf_puts(out, v.i ? "true" : "false");
	else if (f->type == FIELD_MONEY)
		number_write(out, v.i, money_exponent(v.s), money_exponent(v.s));
	else if (f->type == FIELD_DECIMAL || f->type == FIELD_PERCENT)
		number_write(out, v.i, 4, 0);
	else if (f->type == FIELD_DATE || f->type == FIELD_STAMP)
		json_text(out, f, v);
	else
		number_write(out, v.i, 0, 0);
}

struct object {
	struct sbuf *out;
	int indent;
	bool any;
};

static void member(struct object *o, const char *name, const char *suffix)
{
	char *whole = xasprintf("%s%s", name, suffix);

	if (o->any)
		sbuf_putc(o->out, ',');
	if (o->indent >= 0)
		sbuf_printf(o->out, "\n%*s", o->indent + 2, "");
	else if (o->any)
		sbuf_putc(o->out, ' ');
	json_string(o->out, whole);
	sbuf_puts(o->out, ": ");
	o->any = true;
	free(whole);
}

static size_t money_columns(const struct table *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->ncolumns; i++)
		n += t->columns[i].field.type == FIELD_MONEY;
	return n;
}

/* What a number alone does not say: which record, which currency. One amount has its currency under
 * "currency", several each under their own "NAME_currency". */
static void companion(struct object *o, const struct table *t, const struct column *c, struct value v)
{
	bool alone = money_columns(t) == 1;

	if (c->field.type == FIELD_REF) {
		member(o, c->name, "_id");
		if (v.kind == VALUE_NULL)
			sbuf_puts(o->out, "null");
		else
			number_write(o->out, v.i, 0, 0);
	} else if (c->field.type == FIELD_MONEY && !(alone && table_column(t, "currency") >= 0)) {
		member(o, alone ? "currency" : c->name, alone ? "" : "_currency");
		if (v.kind == VALUE_NULL || !v.s)
			sbuf_puts(o->out, "null");
		else
			json_string(o->out, v.s);
	}
}

void json_row(struct sbuf *out, const struct table *t, const struct row *row, int indent)
{
	struct object o = { out, indent, false };

	sbuf_putc(out, '{');
	for (size_t i = 0; i < t->ncolumns; i++) {
		member(&o, t->columns[i].name, "");
		json_value(out, &t->columns[i].field, row->cells[i]);
		companion(&o, t, &t->columns[i], row->cells[i]);
	}
	if (indent >= 0 && o.any)
		sbuf_printf(out, "\n%*s", indent, "");
	sbuf_putc(out, '}');
}

static void array_row(struct writer *w, const struct table *t, const struct row *row)
{
	sbuf_puts(&w->line, w->rows ? ",\n  " : "[\n  ");
	json_row(&w->line, t, row, 2);
}

static void array_end(struct writer *w)
{
	sbuf_puts(&w->line, w->rows ? "\n]\n" : "[]\n");
}

static void line_row(struct writer *w, const struct table *t, const struct row *row)
{
	json_row(&w->line, t, row, -1);
	sbuf_putc(&w->line, '\n');
}

const struct format_ops format_json_ops = { NULL, array_row, array_end };
const struct format_ops format_ndjson_ops = { NULL, line_row, NULL };
