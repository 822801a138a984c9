/* Reading what people type into a field of each type. Each reader leaves its readings in out and
 * returns how many; 0 with the error set to the sentence that follows the field's label. */
#include "base/number.h"
#include "base/repeat.h"
#include "base/text.h"
#include "base/utf8.h"
#include "model/field.h"
#include "model/money.h"
#include "model/value_check.h"

struct reader {
	const struct field *f;
	const char *text; /* without the space around it */
	const struct value_context *c;
	struct arena *a;
	struct value *out;
	struct error *e;
};

static int shown(const char *text)
{
	int used;

	return (int)utf8_fit(text, 40, &used);
}

static int certain(struct reader *r, struct value v)
{
	r->out[0] = v;
	return 1;
}

static int not_fitting(struct reader *r, const struct error *why)
{
	error_set(r->e, ERROR_USAGE, _("\"%.*s\" does not fit here: %s."), shown(r->text), r->text,
		  why->text);
	return 0;
}

/* How many decimals a number of this field has; a money's depend on what was typed with it. */
static int places_of(const struct reader *r, const struct number *n)
{
	if (r->f->type == FIELD_MONEY)
		return money_exponent(n->currency[0] ? n->currency : r->c->currency);
	return r->f->type == FIELD_INT ? 0 : 4;
}

static bool sign_fits(struct reader *r, const struct number *n)
{
	if (n->currency[0] && r->f->type != FIELD_MONEY)
		error_set(r->e, ERROR_USAGE,
			  _("\"%.*s\" is an amount of money; a number is wanted."), shown(r->text),
			  r->text);
	else if (n->percent && r->f->type != FIELD_PERCENT)
		error_set(r->e, ERROR_USAGE, _("\"%.*s\" is a per cent; a number is wanted."),
			  shown(r->text), r->text);
	else if (n->currency[0] && !currency_find(n->currency))
		error_set(r->e, ERROR_USAGE, _("%s is not a currency. Try EUR, USD or CNY."),
			  n->currency);
	else
		return true;
	return false;
}

static struct value number_value(struct reader *r, const struct number *n, int64_t i)
{
	const char *currency = n->currency[0] ? n->currency : r->c->currency;

	if (r->f->type != FIELD_MONEY)
		return value_int(i);
	return value_money(i, currency ? arena_strdup(r->a, currency) : NULL);
}

/* Where whole numbers are wanted, "1,200" cannot be meant as 1.2 nor "1,000" as 1. */
static int drop_decimals(const struct reader *r, struct number n[2], int readings)
{
	return readings == 2 && places_of(r, &n[0]) == 0 && n[0].places == 0 ? 1 : readings;
}

/* Days are typed as they are shown, "14d", or as they are said. */
static const char *drop_unit(const struct reader *r)
{
	static const char *const units[] = { "d", "days", "天" };
	size_t n = strspn(r->text, "0123456789");

	for (size_t i = 0; n && (r->f->flags & FIELD_DAYS) && i < LENGTH(units); i++)
		if (text_same(r->text + n + strspn(r->text + n, " "), units[i]))
			return arena_strndup(r->a, r->text, n);
	return r->text;
}

static int read_number(struct reader *r)
{
	struct number n[2];
	struct error why = {0};
	int readings = number_read(drop_unit(r), r->c->currency, n, r->e), kept = 0;

	if (!readings || !sign_fits(r, &n[0]))
		return 0;
	readings = drop_decimals(r, n, readings);
	for (int i = 0; i < readings; i++) {
		int64_t value;
		if (!number_scale(&n[i], places_of(r, &n[i]), &value, &why))
			r->out[kept++] = number_value(r, &n[i], value);
	}
	return kept ? kept : not_fitting(r, &why);
}

static bool is_currency(const struct currency *c, const char *text)
{
	return !strcmp(c->code, text) || (c->sign && text_same(c->sign, text)) ||
	       text_same(c->name, text) || text_same(_(c->name), text);
}

static int read_currency(struct reader *r)
{
	size_t n;
	const struct currency *all = currency_all(&n), *found = currency_find(r->text);

	for (size_t i = 0; i < n && !found; i++)
		if (is_currency(&all[i], r->text))
			found = &all[i];
	if (found)
		return certain(r, value_text(found->code));
	error_set(r->e, ERROR_USAGE, _("\"%.*s\" is not a currency. Try EUR, USD or CNY."),
		  shown(r->text), r->text);
	return 0;
}

static int read_when(struct reader *r, struct when w[2])
{
	int n = date_read(r->text, r->c->today, w, r->e);

	for (int i = 0; i < n && r->c->past; i++)
		if (w[i].coming && w[i].date > r->c->today)
			w[i].date -= 7;
	return n;
}

static int read_date(struct reader *r)
{
	struct when w[2];
	int n = read_when(r, w), kept = 0;

	for (int i = 0; i < n; i++)
		if (!w[i].has_time)
			r->out[kept++] = value_int(w[i].date);
	if (n && !kept)
		error_set(r->e, ERROR_USAGE,
			  _("\"%.*s\" has a time of day; only a day is kept here. Try tomorrow."),
			  shown(r->text), r->text);
	return kept;
}

static bool is_now(const char *text)
{
	static const char *const words[] = {"now", "jetzt", "ahora", "maintenant", "现在"};

	for (size_t i = 0; i < LENGTH(words); i++)
		if (text_same(text, words[i]))
			return true;
	return false;
}

static struct value stamp_value(const struct when *w)
{
	struct civil c;

	date_split(w->date, &c);
	c.hour = w->hour;
	c.minute = w->minute;
	c.second = w->second;
	return value_int(stamp_from_local(&c));
}

/* A day alone is its beginning; where a bare number could be a day or an hour, it is the hour. */
static int read_stamp(struct reader *r)
{
	struct when w[2];
	int64_t stamp;
	int n, kept = 0;

	if (is_now(r->text))
		return certain(r, value_int(r->c->now));
	if (!stamp_read_iso(r->text, &stamp))
		return certain(r, value_int(stamp));
	n = read_when(r, w);
	for (int i = 0; i < n; i++)
		if (n == 1 || w[i].has_time || w[0].has_time == w[1].has_time)
			r->out[kept++] = stamp_value(&w[i]);
	return kept;
}

static int read_duration(struct reader *r)
{
	int minutes = duration_read(r->text, r->e);

	return minutes < 0 ? 0 : certain(r, value_int(minutes));
}

static int read_bool(struct reader *r)
{
	int yes = value_read_bool(r->text);

	if (yes >= 0)
		return certain(r, value_int(yes));
	error_set(r->e, ERROR_USAGE, _("\"%.*s\" is neither yes nor no. Try yes or no."),
		  shown(r->text), r->text);
	return 0;
}

static int read_choice(struct reader *r)
{
	const struct choice *c = choice_find(r->f->choices, r->text);
	struct sbuf all = SBUF_INIT;

	if (c)
		return certain(r, value_text(c->name));
	for (c = r->f->choices; c && c->name; c++)
		sbuf_printf(&all, "%s%s", all.len ? C_("names", ", ") : "", _(c->label));
	error_set(r->e, ERROR_USAGE, _("\"%.*s\" is not one of: %s."), shown(r->text), r->text,
		  sbuf_text(&all));
	sbuf_free(&all);
	return 0;
}

static int read_ref(struct reader *r)
{
	int64_t id;

	if (!number_int(r->text, &id) && id > 0)
		return certain(r, value_ref(id, NULL));
	error_set(r->e, ERROR_USAGE, _("\"%.*s\" is not the number of a record. Try 17."),
		  shown(r->text), r->text);
	return 0;
}

static int read_text(struct reader *r)
{
	if (value_check_text(r->f, r->text, r->e))
		return 0;
	return certain(r, value_text(r->text));
}

static int read_tags(struct reader *r)
{
	if (value_check_text(r->f, r->text, r->e))
		return 0;
	return certain(r, value_text(tags_normal(r->a, r->text)));
}

static int read_repeat(struct reader *r)
{
	struct sbuf rule = SBUF_INIT;
	int rc = repeat_read(&rule, r->text, r->c->today, r->e);

	if (rc == 0)
		rc = certain(r, value_text(arena_strdup(r->a, sbuf_text(&rule)))) - 1;
	sbuf_free(&rule);
	return rc + 1;
}

static int (*const readers[FIELD_TYPES])(struct reader *) = {
    [FIELD_TEXT] = read_text,	      [FIELD_NOTE] = read_text,	     [FIELD_INT] = read_number,
    [FIELD_DECIMAL] = read_number,    [FIELD_PERCENT] = read_number, [FIELD_MONEY] = read_number,
    [FIELD_CURRENCY] = read_currency, [FIELD_DATE] = read_date,	     [FIELD_STAMP] = read_stamp,
    [FIELD_DURATION] = read_duration, [FIELD_BOOL] = read_bool,	     [FIELD_CHOICE] = read_choice,
    [FIELD_REF] = read_ref,	      [FIELD_EMAIL] = read_text,     [FIELD_PHONE] = read_text,
    [FIELD_URL] = read_text,	      [FIELD_TAGS] = read_tags,
    [FIELD_REPEAT] = read_repeat,
};

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A copy without the space around it; what ends a line becomes LF in a note, and TAB a space
 * elsewhere. */
static const char *tidy(struct arena *a, const char *text, bool note)
{
	size_t len, to = 0;
	char *copy;

	while (is_space(*text))
		text++;
	len = strlen(text);
	while (len && is_space(text[len - 1]))
		len--;
	copy = arena_strndup(a, text, len);
	for (size_t i = 0; i < len; i++)
		if (!note && copy[i] == '\t')
			copy[to++] = ' ';
		else if (!note || copy[i] != '\r')
			copy[to++] = copy[i];
		else if (copy[i + 1] != '\n')
			copy[to++] = '\n';
	copy[to] = '\0';
	return copy;
}

/* Keeps the readings that the field's own rule admits. */
static int checked(const struct field *f, struct value out[2], int n, struct error *e)
{
	int kept = 0;

	for (int i = 0; i < n; i++)
		if (!f->check || out[i].kind == VALUE_NULL || !f->check(&out[i], e))
			out[kept++] = out[i];
	return kept;
}

int value_read(const struct field *f, const char *text, const struct value_context *c,
	       struct arena *a, struct value out[2], struct error *e)
{
	struct reader r = {f, tidy(a, text, f->type == FIELD_NOTE), c, a, out, e};
	int n;

	if (!*r.text)
		return certain(&r, VALUE_NONE);
	n = readers[f->type](&r);
	n = checked(f, out, n, e);
	if (!n)
		value_blame(f, e);
	return n;
}
