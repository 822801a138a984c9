/* What files and wires carry: written plainly, read back exactly. */
#include "base/number.h"
#include "base/repeat.h"
#include "base/text.h"
#include "base/utf8.h"
#include "model/field.h"
#include "model/money.h"
#include "model/value_check.h"

#define DECIMALS 4 /* of NUMBER_SCALE */

static void write_int(struct sbuf *out, const struct field *f, struct value v)
{
	char text[STAMP_SIZE];

	switch (f->type) {
	case FIELD_DECIMAL:
	case FIELD_PERCENT:
		number_write(out, v.i, DECIMALS, 0);
		break;
	case FIELD_MONEY:
		number_write(out, v.i, money_exponent(v.s), money_exponent(v.s));
		break;
	case FIELD_DATE:
		date_write_iso((date_t)v.i, text);
		sbuf_puts(out, text);
		break;
	case FIELD_STAMP:
		stamp_write_iso(v.i, text);
		sbuf_puts(out, text);
		break;
	case FIELD_BOOL:
		sbuf_puts(out, v.i ? "true" : "false");
		break;
	default:
		number_write(out, v.i, 0, 0);
	}
}

void value_write(struct sbuf *out, const struct field *f, struct value v)
{
	if (v.kind == VALUE_TEXT || (v.kind == VALUE_INT && f->type == FIELD_REF && v.s))
		sbuf_puts(out, v.s);
	else if (v.kind == VALUE_INT)
		write_int(out, f, v);
}

static int parse_money(const char *text, const char *currency, struct arena *a, struct value *out)
{
	if (number_decimal(text, money_exponent(currency), &out->i))
		return -1;
	*out = value_money(out->i, currency ? arena_strdup(a, currency) : NULL);
	return 0;
}

static int parse_int(const struct field *f, const char *text, int64_t *i)
{
	date_t day;
	int result;

	switch (f->type) {
	case FIELD_DECIMAL:
	case FIELD_PERCENT:
		return number_decimal(text, DECIMALS, i);
	case FIELD_DATE:
		result = date_read_iso(text, &day);
		*i = day;
		return result;
	case FIELD_STAMP:
		return stamp_read_iso(text, i);
	case FIELD_BOOL:
		*i = value_read_bool(text);
		return *i < 0 ? -1 : 0;
	case FIELD_DURATION:
		return number_int(text, i) || *i < 0 || *i > DURATION_MAX ? -1 : 0;
	case FIELD_REF:
		return number_int(text, i) || *i <= 0 ? -1 : 0;
	default:
		return number_int(text, i);
	}
}

/* Notes from other systems end their lines with CR LF. */
static const char *plain_lines(struct arena *a, const char *text)
{
	char *copy = arena_strdup(a, text), *to = copy;

	for (const char *p = copy; *p; p++)
		if (p[0] != '\r' || p[1] != '\n')
			*to++ = *p;
	*to = '\0';
	return copy;
}

static int parse_text(const struct field *f, const char *text, struct arena *a, struct value *out,
		      struct error *e)
{
	text = plain_lines(a, text);
	if (value_check_text(f, text, e))
		return -1;
	*out = value_text(f->type == FIELD_TAGS ? tags_normal(a, text) : text);
	return 0;
}

static int parse_repeat(const char *text, const struct value_context *c, struct arena *a,
			struct value *out, struct error *e)
{
	struct sbuf rule = SBUF_INIT;
	int rc = repeat_read(&rule, text, c->today, e);

	*out = value_text(rc == 0 ? arena_strdup(a, sbuf_text(&rule)) : NULL);
	sbuf_free(&rule);
	return rc;
}

static int parse_name(const struct field *f, const char *text, struct value *out)
{
	const struct choice *choice =
	    f->type == FIELD_CHOICE ? choice_named(f->choices, text) : NULL;
	const struct currency *currency = f->type == FIELD_CURRENCY ? currency_find(text) : NULL;

	*out = value_text(choice ? choice->name : currency ? currency->code : NULL);
	return out->kind == VALUE_NULL ? -1 : 0;
}

/* What the type's machine form looks like, for the error. */
static const char *example(enum field_type type)
{
	switch (type) {
	case FIELD_DATE:
		return "2026-11-22";
	case FIELD_STAMP:
		return "2026-11-22T10:00:00Z";
	case FIELD_BOOL:
		return "true";
	case FIELD_CURRENCY:
		return "EUR";
	case FIELD_MONEY:
	case FIELD_DECIMAL:
	case FIELD_PERCENT:
		return "1200.5";
	default:
		return "12";
	}
}

static int refused(const struct field *f, const char *text, struct error *e)
{
	int used, len = (int)utf8_fit(text, 40, &used);

	if (f->type == FIELD_CHOICE)
		return error_set(e, ERROR_USAGE, _("\"%.*s\" is not one of its choices."), len,
				 text);
	return error_set(e, ERROR_USAGE, _("\"%.*s\" cannot be read exactly. Write it like %s."),
			 len, text, example(f->type));
}

static int parse(const struct field *f, const char *text, const struct value_context *c,
		 struct arena *a, struct value *out, struct error *e)
{
	int result;

	if (f->type == FIELD_REPEAT)
		return parse_repeat(text, c, a, out, e);
	if (field_is_wording(f))
		return parse_text(f, text, a, out, e);
	*out = value_int(0);
	if (f->type == FIELD_CHOICE || f->type == FIELD_CURRENCY)
		result = parse_name(f, text, out);
	else if (f->type == FIELD_MONEY)
		result = parse_money(text, c->currency, a, out);
	else
		result = parse_int(f, text, &out->i);
	return result ? refused(f, text, e) : 0;
}

int value_parse(const struct field *f, const char *text, const struct value_context *c,
		struct arena *a, struct value *out, struct error *e)
{
	*out = VALUE_NONE;
	if (!*text)
		return 0;
	if (parse(f, text, c, a, out, e) ||
	    (f->check && out->kind != VALUE_NULL && f->check(out, e)))
		return value_blame(f, e);
	return 0;
}
