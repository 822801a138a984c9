#include "model/figure.h"

#include "base/intl.h"
#include "model/money.h"

#include <math.h>

void table_add_figures(struct table *t, const struct figure *set)
{
	for (; set->name; set++) {
		struct column *c = table_add_column(t, set->name, set->label, set->type);

		c->field.width = set->width;
		c->field.shrink = set->shrink;
		c->field.flags |= set->made ? FIELD_FIGURE : 0;
		c->figure = set;
	}
}

struct said *table_say(struct table *t, int64_t row, const struct figure *f, double number,
		       const struct entity *e, const char *drill)
{
	struct said *s = arena_alloc(&t->arena, sizeof(*s));

	*s = (struct said){ .figure = f, .number = number, .drill_entity = e, .row = row, .before = t->said,
			    .drill = drill ? arena_strdup(&t->arena, drill + strspn(drill, " ")) : NULL };
	t->said = s;
	return s;
}

void said_term(struct table *t, struct said *s, struct term term)
{
	const char **texts[] = { &term.what, &term.shown, &term.how, &term.drill };
	const struct term **end = &s->terms;
	struct term *copy = arena_alloc(&t->arena, sizeof(*copy));

	for (size_t i = 0; i < LENGTH(texts); i++)
		if (*texts[i])
			*texts[i] = arena_strdup(&t->arena, *texts[i]);
	term.next = NULL;
	*copy = term;
	while (*end)
		end = (const struct term **)&(*end)->next;
	*end = copy;
}

const struct said *table_said(const struct table *t, int64_t row, const char *name, size_t len)
{
	const struct said *found = NULL;

	for (const struct said *s = t->said; s; s = s->before)
		if ((s->row == row || s->row == SAID_NOTE) && !strncmp(s->figure->name, name, len) &&
		    !s->figure->name[len] && (!found || s->row == row))
			found = s;
	return found;
}

double figure_number(enum field_type type, struct value v)
{
	switch (type) {
	case FIELD_MONEY:
		return (double)v.i / pow(10, money_exponent(v.s));
	case FIELD_PERCENT:
		return (double)v.i / (100.0 * NUMBER_SCALE);
	case FIELD_DECIMAL:
		return (double)v.i / NUMBER_SCALE;
	default:
		return (double)v.i;
	}
}

bool figure_counts(enum field_type type)
{
	return type == FIELD_INT || type == FIELD_DECIMAL || type == FIELD_PERCENT || type == FIELD_MONEY ||
	       type == FIELD_DURATION;
}

bool operand_next(const char **at, struct operand *o)
{
	const char *p = *at + strspn(*at, " ");

	*o = (struct operand){ .sign = '+' };
	if (*p && strchr("+-*/", *p) && p[1] == ' ') {
		o->sign = *p;
		p += 2;
	}
	o->text = p;
	o->len = strcspn(p, " ");
	*at = p + o->len;
	return o->len > 0;
}

const char *operand_name(const char **at, const struct operand *o, char *sign, size_t *len)
{
	const char *p = *at ? *at : o->text, *end = o->text + o->len;

	*sign = '+';
	if (p < end && (*p == '+' || *p == '-'))
		*sign = *p++;
	if (p >= end)
		return NULL;
	*len = strcspn(p, "+- ");
	*at = p + *len;
	return p;
}

const char *figure_sign(const struct table *bill, size_t line)
{
	static const struct { char sign; const char *shown; } signs[] = {
		{ '+', "+" }, { '-', "−" }, { '*', "×" }, { '/', "÷" }, { '^', "√" }, { '=', "=" },
	};
	struct value sign = table_get(bill, line, "sign");

	if (sign.kind == VALUE_NULL || (!line && *sign.s == '+'))
		return "";
	for (size_t i = 0; i < LENGTH(signs); i++)
		if (signs[i].sign == *sign.s)
			return signs[i].shown;
	return "";
}

struct table *bill_make(const struct figure *f)
{
	struct table *bill = table_new(f->name);

	bill->title = arena_strdup(&bill->arena, _(f->label));
	bill->note = f->words ? arena_strdup(&bill->arena, _(f->words)) : NULL;
	table_add_column(bill, "sign", "", FIELD_TEXT)->field.width = 1;
	table_add_column(bill, "part", N_("Part"), FIELD_TEXT)->field.width = 28;
	table_add_column(bill, "value", N_("Value"), FIELD_TEXT)->field.width = 16;
	table_add_column(bill, "who", N_("By"), FIELD_TEXT)->field.width = 28;
	table_add_column(bill, "number", "", FIELD_TEXT)->field.width = -1;
	table_add_column(bill, "field", "", FIELD_TEXT)->field.width = -1;
	return bill;
}

struct row *bill_line(struct table *bill, char sign, const char *what, const char *value, double number)
{
	struct row *row = table_add_row(bill);
	char sign_text[2] = { sign, '\0' }, exact[40];

	snprintf(exact, sizeof(exact), "%.15g", number);
	table_set(bill, row, BILL_SIGN, value_text(sign ? sign_text : NULL));
	table_set(bill, row, BILL_WHAT, value_text(what));
	table_set(bill, row, BILL_VALUE, value_text(value));
	if (sign)
		table_set(bill, row, BILL_NUMBER, value_text(exact));
	return row;
}
