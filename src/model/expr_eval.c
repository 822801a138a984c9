#include "model/expr_private.h"

#include "base/search.h"
#include "model/money.h"

/* One value of a record with what is needed to compare it: the field, and whose it is. */
struct subject {
	const struct field *field;
	const struct record *record;
	struct value value;
	const struct expr_source *source;
};

static struct value value_of(const struct record *r, const struct field *f)
{
	return r->values[entity_index(r->entity, f)];
}

static bool is_removed(const struct record *r)
{
	return r->values[FIELD_ID_REMOVED].kind == VALUE_INT && r->values[FIELD_ID_REMOVED].i;
}

/* The record behind a reference, NULL when there is none or it is removed. */
static const struct record *behind(const struct expr_source *s, const struct field *f,
				   struct value v)
{
	const struct record *r;

	if (v.kind == VALUE_NULL)
		return NULL;
	r = s->ref(s->data, entity_find(f->ref), v.i);
	return r && !is_removed(r) ? r : NULL;
}

static const char *currency_of(const struct record *r, struct value money,
			       const struct expr_source *s)
{
	const struct field *f = entity_field(r->entity, "currency");
	const char *own = f && f->type == FIELD_CURRENCY ? value_of(r, f).s : NULL;

	return money.s ? money.s : own ? own : s->currency;
}

static const char *currency_asked(const struct expr_value *v)
{
	return v->from.s ? v->from.s : v->to.s;
}

/* Compares sort keys as SQL does: by bytes. */
static int text_key_order(const char *a, const char *b)
{
	struct sbuf x = SBUF_INIT, y = SBUF_INIT;
	int order;

	text_sort_key(&x, a, strlen(a));
	text_sort_key(&y, b, strlen(b));
	order = strcmp(sbuf_text(&x), sbuf_text(&y));
	sbuf_free(&x);
	sbuf_free(&y);
	return order;
}

/* The value against a bound of an operand, both of the field's type. */
static int order_to(const struct subject *s, struct value bound)
{
	int64_t i = s->value.i;

	if (s->value.kind == VALUE_TEXT)
		return text_key_order(s->value.s, bound.s);
	if (s->field->type == FIELD_MONEY)
		i = money_scaled(i, currency_of(s->record, s->value, s->source));
	return (i > bound.i) - (i < bound.i);
}

static bool in_bounds(const struct subject *s, const struct expr_value *v, enum expr_op op)
{
	struct value to = v->kind == OPERAND_RANGE ? v->to : v->from;

	switch (op) {
	case OP_LT:
		return order_to(s, v->from) < 0;
	case OP_LE:
		return order_to(s, to) <= 0;
	case OP_GT:
		return order_to(s, to) > 0;
	case OP_GE:
		return order_to(s, v->from) >= 0;
	default:
		return (v->from.kind == VALUE_NULL || order_to(s, v->from) >= 0) &&
		       (to.kind == VALUE_NULL || order_to(s, to) <= 0);
	}
}

static bool named(const struct subject *s, const char *words, enum expr_op op)
{
	const struct record *r = behind(s->source, s->field, s->value);

	for (unsigned i = 0; r && i < r->entity->nfields; i++) {
		const char *name = r->values[i].s;

		if (expr_field_names(r->entity, &r->entity->fields[i]) && name &&
		    (op == OP_IS ? text_finds(name, words) : text_same(name, words)))
			return true;
	}
	return false;
}

static bool is_there(const struct subject *s)
{
	if (s->field->type == FIELD_REF)
		return behind(s->source, s->field, s->value) != NULL;
	return s->value.kind != VALUE_NULL;
}

/* What `:` means where it is more than `=`; -1 where it is the same. */
static int is_meant(const struct subject *s, const struct expr_value *v)
{
	if (field_is_text(s->field))
		return v->kind == OPERAND_VALUE ? text_finds(s->value.s, v->from.s) : -1;
	if (s->field->type == FIELD_TAGS)
		return tags_have(s->value.s, v->from.s);
	if (s->field->type == FIELD_CHOICE)
		return choice_within(s->field->choices, s->value.s, v->from.s);
	return -1;
}

static bool value_fits(const struct subject *s, const struct expr_value *v, enum expr_op op)
{
	const char *asked;
	int meant;

	if (v->kind == OPERAND_NULL || v->kind == OPERAND_ANY)
		return is_there(s) == (v->kind == OPERAND_ANY);
	if (s->value.kind == VALUE_NULL)
		return false;
	if (v->kind == OPERAND_WORD)
		return named(s, v->from.s, op);
	meant = op == OP_IS ? is_meant(s, v) : -1;
	if (meant >= 0)
		return meant;
	asked = s->field->type == FIELD_MONEY ? currency_asked(v) : NULL;
	if (asked && strcmp(asked, currency_of(s->record, s->value, s->source)) != 0)
		return false;
	if (s->field->type == FIELD_CHOICE || s->field->type == FIELD_TAGS ||
	    s->field->type == FIELD_CURRENCY)
		return !strcmp(s->value.s, v->from.s);
	return in_bounds(s, v, op);
}

static bool any_fits(const struct subject *s, const struct expr *x)
{
	enum expr_op op = x->op == OP_NE ? OP_EQ : x->op;
	bool fits = false;

	for (size_t i = 0; i < x->nvalues && !fits; i++)
		fits = value_fits(s, &x->values[i], op);
	return fits != (x->op == OP_NE);
}

static bool term_matches(const struct expr *x, const struct record *r,
			 const struct expr_source *source)
{
	struct subject s = { .source = source, .value = VALUE_NONE };

	for (size_t i = 0; r && i < x->npath; i++) {
		s.field = x->path[i];
		s.record = r;
		s.value = value_of(r, s.field);
		if (i + 1 < x->npath)
			r = behind(source, s.field, s.value);
	}
	if (!r) {
		s.field = x->path[x->npath - 1];
		s.value = VALUE_NONE;
	}
	return any_fits(&s, x);
}

/* What a record is looked for by. */
struct finding {
	struct search search;
	bool found;
};

static void look_at_text(struct finding *f, struct value v)
{
	f->found = f->found || (v.kind == VALUE_TEXT && search_text(&f->search, v.s));
}

static void look_at_point(void *to, const struct record *point)
{
	if (is_removed(point))
		return;
	look_at_text(to, record_get(point, "value"));
	look_at_text(to, record_get(point, "city"));
}

static bool finds(const char *words, const struct record *r, const struct expr_source *source)
{
	const struct child *points = entity_child(r->entity, "points");
	struct finding f = { .found = false };

	search_phrase(&f.search, words);
	for (unsigned i = 0; i < r->entity->nfields && !f.found; i++)
		if (r->entity->fields[i].flags & FIELD_FIND)
			look_at_text(&f, r->values[i]);
	if (!f.found && points)
		source->children(source->data, points, r->id, look_at_point, &f);
	search_free(&f.search);
	return f.found;
}

/* What count() and sum() gather. */
struct gather {
	const struct expr *x;
	const struct expr_source *source;
	const char *currency; /* only what is in it; NULL: everything */
	int64_t total;
};

static void gather_one(void *to, const struct record *r)
{
	struct gather *g = to;
	struct value v = value_int(1);

	if (is_removed(r) || !expr_matches(g->x->left, r, g->source))
		return;
	if (g->x->kind == EXPR_SUM)
		v = value_of(r, g->x->summed);
	if (v.kind == VALUE_NULL)
		return;
	if (g->x->kind == EXPR_SUM && g->x->summed->type == FIELD_MONEY) {
		const char *currency = currency_of(r, v, g->source);

		if (g->currency && strcmp(g->currency, currency) != 0)
			return;
		v.i = money_scaled(v.i, currency);
	}
	if (__builtin_add_overflow(g->total, v.i, &g->total))
		g->total = v.i < 0 ? INT64_MIN : INT64_MAX;
}

/* The total is a plain number: even of money it is already in ten-thousandths. */
static bool function_matches(const struct expr *x, const struct record *r,
			     const struct expr_source *source)
{
	static const struct field total = { .name = "total", .type = FIELD_INT };
	enum expr_op op = x->op == OP_NE ? OP_EQ : x->op;
	bool fits = false;

	for (size_t i = 0; i < x->nvalues && !fits; i++) {
		struct gather g = { x, source, currency_asked(&x->values[i]), 0 };
		struct subject s = { .field = &total, .source = source };

		source->children(source->data, x->child, r->id, gather_one, &g);
		s.value = value_int(g.total);
		fits = in_bounds(&s, &x->values[i], op);
	}
	return fits != (x->op == OP_NE);
}

bool expr_matches(const struct expr *x, const struct record *r, const struct expr_source *s)
{
	switch (x->kind) {
	case EXPR_ALL:
		return true;
	case EXPR_AND:
		return expr_matches(x->left, r, s) && expr_matches(x->right, r, s);
	case EXPR_OR:
		return expr_matches(x->left, r, s) || expr_matches(x->right, r, s);
	case EXPR_NOT:
		return !expr_matches(x->left, r, s);
	case EXPR_FIND:
		return !search_asks(x->words) || finds(x->words, r, s);
	case EXPR_TERM:
		return term_matches(x, r, s);
	case EXPR_COUNT:
	case EXPR_SUM:
		return function_matches(x, r, s);
	}
	return false;
}
