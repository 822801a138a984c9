/* One cell to one value. A number or a day that can mean two things is decided by the other cells of its
 * column, by what the map says, or not at all. */
#include "base/intl.h"
#include "base/number.h"
#include "exchange/import_private.h"
#include "model/money.h"

static bool is_number(const struct field *f)
{
	return f->type == FIELD_INT || f->type == FIELD_DECIMAL || f->type == FIELD_PERCENT ||
	       f->type == FIELD_MONEY;
}

/* The first two numbers of "3/4/2017", and what parts them. */
static char split_day(const char *text, long *first, long *second)
{
	char *end;
	char mark;

	*first = strtol(text, &end, 10);
	mark = *end;
	if (end == text || end - text > 2 || !mark || !strchr("/-.", mark))
		return 0;
	text = end + 1;
	*second = strtol(text, &end, 10);
	return end > text && end - text <= 2 ? mark : 0;
}

static void note_day(struct evidence *v, const char *text)
{
	long first, second;

	if (!split_day(text, &first, &second))
		return;
	v->day_first += first > 12 && second <= 12;
	v->month_first += second > 12 && first <= 12;
}

static size_t digits_at(const char *s)
{
	return strspn(s, "0123456789");
}

/* Which mark is the decimal one: the last of two kinds, the one that does not part a group of three
 * digits; of a mark that comes twice, the other. */
static void note_number(struct evidence *v, const char *text)
{
	const char *comma = strrchr(text, ','), *point = strrchr(text, '.');
	const char *mark = comma && (!point || comma > point) ? comma : point;
	bool twice, decides;

	if (!mark)
		return;
	twice = strchr(text, *mark) != mark;
	decides = (comma && point && !twice) || digits_at(mark + 1) != 3 ||
		  (mark - text == 1 && text[0] == '0');
	if (twice && (comma == NULL || point == NULL))
		*(*mark == ',' ? &v->point : &v->comma) += 1;
	else if (decides)
		*(*mark == ',' ? &v->comma : &v->point) += 1;
}

void evidence_add(struct evidence *v, const struct field *f, const char *text)
{
	if (f->type == FIELD_DATE || f->type == FIELD_STAMP)
		note_day(v, text);
	else if (is_number(f))
		note_number(v, text);
}

/* Of two orders the one that was said of the column, of the file, or that its cells prove; 0 when they
 * prove neither, or both. */
static char decide(const struct slot *s, char a, char b, bool said_a, bool said_b, int64_t proof_a,
		   int64_t proof_b)
{
	if (s->order)
		return s->order;
	if (said_a || said_b)
		return said_a ? a : b;
	if (!proof_a == !proof_b)
		return 0;
	return proof_a ? a : b;
}

char slot_order(const struct import *im, const struct slot *s)
{
	const struct mapping *m = &im->mapping;
	const struct evidence *v = &s->evidence;

	if (is_number(s->target.field))
		return decide(s, ',', '.', m->comma, m->point, v->comma, v->point);
	return decide(s, 'd', 'm', m->day_first, m->month_first, v->day_first, v->month_first);
}

static date_t day_of(const struct field *f, struct value v)
{
	return f->type == FIELD_STAMP ? stamp_date(v.i) : (date_t)v.i;
}

/* Which of two readings of a day, or -1. */
static int pick_day(const struct import *im, const struct slot *s, const char *text,
		    const struct value readings[2])
{
	char order = slot_order(im, s);
	long first, second;

	if (!order || !split_day(text, &first, &second))
		return -1;
	for (int i = 0; i < 2; i++) {
		struct civil c;
		date_split(day_of(s->target.field, readings[i]), &c);
		if ((order == 'd' ? c.day : c.month) == first)
			return i;
	}
	return -1;
}

/* number_read gives the reading whose mark groups thousands first. */
static int pick_number(const struct import *im, const struct slot *s, const char *text)
{
	char decimal = slot_order(im, s);

	if (!decimal)
		return -1;
	return strchr(text, decimal) ? 1 : 0;
}

static int refuse_double(const struct field *f, const char *text, struct error *e)
{
	if (is_number(f))
		return error_set(e, ERROR_CONFLICT,
				 _("%s: \"%s\" can mean two numbers and nothing in its column decides: say"
				   " whether the decimal mark is a comma or a point."),
				 _(f->label), text);
	return error_set(e, ERROR_CONFLICT,
			 _("%s: \"%s\" can mean two days and nothing in its column decides: say"
			   " whether the day or the month stands first (dmy, mdy)."),
			 _(f->label), text);
}

/* A day that fits the other order only: whoever fixed the order of the column did not mean this cell. */
static int check_order(const struct import *im, const struct slot *s, const char *text, struct error *e)
{
	char order = slot_order(im, s);
	long first, second;

	if (is_number(s->target.field) || !order || !split_day(text, &first, &second) ||
	    (order == 'd' ? second : first) <= 12)
		return 0;
	return error_set(e, ERROR_USAGE,
			 order == 'd' ? _("%s: \"%s\" has the month first, but in its column the day stands first.")
				      : _("%s: \"%s\" has the day first, but in its column the month stands first."),
			 _(s->target.label), text);
}

/* As a person writes it, where that is certain. */
static int read_typed(const struct import *im, const struct slot *s, const char *text,
		      const struct value_context *c, struct arena *a, struct value *out,
		      struct error *e)
{
	const struct field *f = s->target.field;
	struct value readings[2];
	int n, at = 0;

	if (check_order(im, s, text, e) < 0 || (n = value_read(f, text, c, a, readings, e)) == 0)
		return -1;
	if (n == 2)
		at = is_number(f) ? pick_number(im, s, text) : pick_day(im, s, text, readings);
	if (at < 0)
		return refuse_double(f, text, e);
	*out = readings[at];
	return 0;
}

/* How many decimals the field keeps. */
static int decimals_kept(const struct field *f, const char *currency)
{
	if (f->type == FIELD_MONEY)
		return money_exponent(currency);
	return f->type == FIELD_INT || f->type == FIELD_DURATION ? 0 : 4;
}

/* Half goes away from zero, as people round: the last digit that goes decides. */
static void round_to(struct number *n, int places)
{
	int64_t last = 0;

	for (; n->places > places; n->places--) {
		last = n->mantissa % 10;
		n->mantissa /= 10;
	}
	n->mantissa += last >= 5 ? 1 : last <= -5 ? -1 : 0;
}

/* Multiplies the exact digits, so that 1100.04 million is 1100040000, and rounds them where a map says so. */
static int scale(const struct import *im, const struct slot *s, struct value_context const *c,
		 const char *text, struct sbuf *out, char currency[4], struct error *e)
{
	struct number n[2];
	struct error why = { 0 };
	int readings = number_read(text, c->currency, n, e), at, kept;
	int64_t scaled;

	if (!readings)
		return -1;
	at = readings == 2 ? pick_number(im, s, text) : 0;
	if (at < 0)
		return refuse_double(s->target.field, text, e);
	if (__builtin_mul_overflow(n[at].mantissa, s->factor ? s->factor : 1, &n[at].mantissa))
		return error_set(e, ERROR_USAGE, _("%s: \"%s\" becomes too large."), _(s->target.label),
				 text);
	n[at].places += s->places;
	memcpy(currency, n[at].currency, sizeof(n[at].currency));
	if (*currency && (s->target.field->type != FIELD_MONEY || !currency_find(currency)))
		return error_set(e, ERROR_USAGE, _("%s: \"%s\" is in no currency that can be here."),
				 _(s->target.label), text);
	kept = decimals_kept(s->target.field, *currency ? currency : c->currency);
	if (s->rounded)
		round_to(&n[at], kept);
	number_write(out, n[at].mantissa, n[at].places, 0);
	if (number_scale(&n[at], kept, &scaled, &why))
		return error_set(e, ERROR_USAGE, _("%s: \"%s\" does not fit here: %s."), _(s->target.label), text,
				 why.text);
	return 0;
}

/* Days as machines write them, so that they read as people's: 20261122 gets its dashes, a time of day goes
 * where only a day is kept, and points do not say that the day stands first where the month does. */
static const char *plain_day(const struct import *im, const struct slot *s, const char *text, struct arena *a)
{
	char *copy = arena_strdup(a, text), *colon = strchr(copy, ':');
	char *time = colon ? strpbrk(copy, " T") : NULL;

	if (s->target.field->type == FIELD_DATE && time && time > copy && time < colon && time[1] >= '0' &&
	    time[1] <= '9')
		*time = '\0';
	if (strlen(copy) == 8 && digits_at(copy) == 8)
		return arena_printf(a, "%.4s-%.2s-%s", copy, copy + 4, copy + 6);
	for (char *p = copy; slot_order(im, s) == 'm' && *p && *p != ' '; p++)
		if (*p == '.')
			*p = '/';
	return copy;
}

static bool is_typed(const struct field *f)
{
	return is_number(f) || f->type == FIELD_DATE || f->type == FIELD_STAMP ||
	       f->type == FIELD_DURATION || f->type == FIELD_CURRENCY;
}

static int read_plain(const struct import *im, const struct slot *s, const char *text,
		      const struct value_context *c, struct arena *a, struct value *out,
		      struct error *e)
{
	const struct field *f = s->target.field;
	bool foreign = is_number(f) && slot_order(im, s) == ',' && strpbrk(text, ".,");
	struct error why = { 0 };

	if (f->type == FIELD_DATE || f->type == FIELD_STAMP)
		text = plain_day(im, s, text, a);
	if (!foreign && value_parse(f, text, c, a, out, &why) == 0)
		return 0;
	if (is_typed(f))
		return read_typed(im, s, text, c, a, out, e);
	if (e)
		*e = why;
	return -1;
}

/* Whether it could mean two numbers and its column says which: that one is meant, even where only the other
 * would fit the field. */
static bool is_decided(const struct import *im, const struct slot *s, const char *text,
		       const struct value_context *c)
{
	struct number n[2];

	return is_number(s->target.field) && s->target.field->type != FIELD_INT && strpbrk(text, ".,") &&
	       slot_order(im, s) && number_read(text, c->currency, n, NULL) == 2;
}

int cell_read(const struct import *im, const struct slot *s, const char *text,
	      const struct value_context *c, struct arena *a, struct value *out, struct error *e)
{
	struct value_context own = *c;
	struct sbuf scaled = SBUF_INIT;
	char currency[4];
	int rc;

	if (!s->factor && !s->rounded && !is_decided(im, s, text, c))
		return read_plain(im, s, text, c, a, out, e);
	rc = scale(im, s, c, text, &scaled, currency, e);
	if (rc == 0 && *currency)
		own.currency = currency;
	if (rc == 0)
		rc = value_parse(s->target.field, sbuf_text(&scaled), &own, a, out, e);
	sbuf_free(&scaled);
	return rc;
}
