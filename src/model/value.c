/* Values: making, copying, comparing. Reading and showing: value_read.c, value_show.c. */
#include "model/value.h"

#include "base/text.h"
#include "model/field.h"
#include "model/money.h"

struct value value_int(int64_t i)
{
	return (struct value){VALUE_INT, i, NULL};
}

struct value value_text(const char *s)
{
	if (!s || !*s)
		return VALUE_NONE;
	return (struct value){VALUE_TEXT, 0, s};
}

struct value value_money(int64_t minor, const char *currency)
{
	return (struct value){VALUE_INT, minor, currency};
}

struct value value_ref(int64_t id, const char *title)
{
	return (struct value){VALUE_INT, id, title};
}

struct value value_copy(struct arena *a, struct value v)
{
	if (v.s)
		v.s = arena_strdup(a, v.s);
	return v;
}

/* A reference's title and a number's lack of a currency do not make it another value; only two
 * currencies of three capitals each do. */
static bool other_currency(const char *a, const char *b)
{
	return a && b && currency_find(a) && currency_find(b) && strcmp(a, b);
}

bool value_equal(struct value a, struct value b)
{
	if (a.kind != b.kind)
		return false;
	if (a.kind == VALUE_INT)
		return a.i == b.i && !other_currency(a.s, b.s);
	return a.kind == VALUE_NULL || !strcmp(a.s, b.s);
}

static int order_int(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

/* The place of a choice in its set; beyond it for a name that is no longer there. */
static int64_t choice_place(const struct field *f, const char *name)
{
	int64_t i = 0;

	for (const struct choice *c = f->choices; c && c->name && strcmp(c->name, name); c++)
		i++;
	return i;
}

static int order_text(const struct field *f, const char *a, const char *b)
{
	int by_place = 0;

	if (f->type == FIELD_CHOICE)
		by_place = order_int(choice_place(f, a), choice_place(f, b));
	return by_place ? by_place : text_order(a, b);
}

static int order_number(const struct field *f, struct value a, struct value b)
{
	int by_meaning = 0;

	if (f->type == FIELD_REF && a.i != b.i)
		by_meaning = text_order(a.s ? a.s : "", b.s ? b.s : "");
	if (f->type == FIELD_MONEY)
		by_meaning = order_int(money_scaled(a.i, a.s), money_scaled(b.i, b.s));
	return by_meaning ? by_meaning : order_int(a.i, b.i);
}

int value_order(const struct field *f, struct value a, struct value b)
{
	if (a.kind != b.kind || a.kind == VALUE_NULL)
		return (a.kind == VALUE_NULL) - (b.kind == VALUE_NULL);
	return a.kind == VALUE_INT ? order_number(f, a, b) : order_text(f, a.s, b.s);
}
