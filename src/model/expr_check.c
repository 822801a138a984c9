#include "model/expr_private.h"

#include "base/text.h"
#include "model/money.h"

bool expr_has_order(const struct field *f)
{
	return field_is_text(f) || f->type == FIELD_INT || f->type == FIELD_DECIMAL ||
	       f->type == FIELD_PERCENT || f->type == FIELD_MONEY || f->type == FIELD_DATE ||
	       f->type == FIELD_STAMP || f->type == FIELD_DURATION;
}

bool expr_field_names(const struct entity *e, const struct field *f)
{
	return field_is_text(f) && !(f->flags & FIELD_COMPUTED) &&
	       ((f->flags & FIELD_KEY) || (e->title && !strcmp(e->title, f->name)) ||
		(e->code && !strcmp(e->code, f->name)));
}

static int unknown_field(struct checker *c, const struct entity *e, const char *name, int at)
{
	const char *near = entity_nearest_field(e, name);

	if (near)
		return error_set_at(c->err, at, _("%s has no field \"%s\"; did you mean \"%s\"?"),
				    _(e->label), name, near);
	return error_set_at(c->err, at, _("%s has no field \"%s\"; put it in quotes to find it"),
			    _(e->label), name);
}

int check_path(struct checker *c, const struct entity *e, const char *path, int at, struct expr *x)
{
	const struct field *f = NULL;

	x->path = arena_alloc(c->arena, EXPR_PATH_MAX * sizeof(*x->path));
	for (;;) {
		size_t len = strcspn(path, ".");
		char *name = arena_strndup(c->arena, path, len);

		for (char *s = name; *s; s++)
			*s |= *s >= 'A' && *s <= 'Z' ? 0x20 : 0;
		f = entity_field(e, name);
		if (!f)
			return unknown_field(c, e, name, at);
		if (x->npath == EXPR_PATH_MAX)
			return error_set_at(c->err, at, _("the path is longer than %d fields"),
					    EXPR_PATH_MAX);
		x->path[x->npath++] = f;
		x->entity = e;
		if (!path[len])
			return 0;
		e = f->type == FIELD_REF ? entity_find(f->ref) : NULL;
		if (!e)
			return error_set_at(c->err, at + (int)len,
					    _("\"%s\" is no reference: it has no fields"), name);
		path += len + 1;
		at += (int)len + 1;
	}
}

int check_op(struct checker *c, const struct field *f, enum expr_op op, int at)
{
	if (op >= OP_LT && !expr_has_order(f))
		return error_set_at(c->err, at, _("\"%s\" has no order; use : or = or !="),
				    f->name);
	return 0;
}

const struct field *check_number_field(const struct expr *x)
{
	static const struct field count = { .name = "count",
					    .label = N_("Count"),
					    .type = FIELD_INT };

	return x->kind == EXPR_SUM ? x->summed : &count;
}

const struct field *check_also(const struct entity *e, const struct field *f, const char *word)
{
	const struct field *also = f->also ? entity_field(e, f->also) : NULL;

	if (!also)
		return NULL;
	for (const struct choice *o = also->choices; o && o->name; o++)
		if (text_same(o->name, word) || text_same(_(o->label), word))
			return also;
	return NULL;
}

static int ambiguous(struct checker *c, const struct field *f, const struct piece *p,
		     const struct value v[2])
{
	struct sbuf a = SBUF_INIT, b = SBUF_INIT;

	value_write(&a, f, v[0]);
	value_write(&b, f, v[1]);
	error_set_at(c->err, p->at, _("\"%s\" can mean %s or %s; write one of these"), p->text,
		     sbuf_text(&a), sbuf_text(&b));
	sbuf_free(&a);
	sbuf_free(&b);
	return -1;
}

/* Those whose reading is the form's: numbers, dates, yes and no. */
static int read_plain(struct checker *c, const struct field *f, const struct piece *p,
		      struct value *out)
{
	struct value v[2];
	int n = value_read(f, p->text, c->context, c->arena, v, c->err);

	if (n == 1 && v[0].kind == VALUE_NULL)
		n = error_set_at(c->err, p->at, _("a value is missing; \"null\" asks for none"));
	if (n == 2)
		return ambiguous(c, f, p, v);
	if (n == 1)
		*out = v[0];
	else if (c->err)
		c->err->at = p->at;
	return n == 1 ? 0 : -1;
}

static int read_money(struct checker *c, const struct field *f, const struct piece *p,
		      struct value *out)
{
	static const struct field number = { .name = "amount", .type = FIELD_DECIMAL };
	struct number n[2];
	struct value v[2] = { VALUE_NONE, VALUE_NONE };
	int readings = number_read(p->text, c->context->currency, n, c->err);

	for (int i = 0; i < readings; i++) {
		v[i].kind = VALUE_INT;
		if (number_scale(&n[i], 4, &v[i].i, c->err) < 0)
			readings = 0;
	}
	if (readings == 2)
		return ambiguous(c, &number, p, v);
	if (readings == 1 && n[0].percent)
		return error_set_at(c->err, p->at, _("\"%s\" is an amount, not a percentage"),
				    f->name);
	if (readings == 1 && n[0].currency[0] && !currency_find(n[0].currency))
		return error_set_at(c->err, p->at, _("there is no currency \"%s\""), n[0].currency);
	if (readings == 1 && n[0].currency[0])
		v[0].s = arena_strdup(c->arena, n[0].currency);
	if (readings != 1 && c->err)
		return error_set_at(c->err, p->at, _("\"%s\" is not an amount"), p->text);
	*out = v[0];
	return readings == 1 ? 0 : -1;
}

static int read_currency(struct checker *c, const struct piece *p, struct value *out)
{
	const struct currency *currency = currency_find(p->text);

	if (!currency)
		return error_set_at(c->err, p->at,
				    _("there is no currency \"%s\"; write a code such as EUR"),
				    p->text);
	*out = value_text(currency->code);
	return 0;
}

static void list_choices(struct sbuf *b, const struct choice *set)
{
	for (const struct choice *o = set; o->name; o++) {
		if (o - set == 12) {
			sbuf_puts(b, ", …");
			break;
		}
		sbuf_printf(b, "%s%s", o == set ? "" : ", ", o->name);
	}
}

static int unknown_choice(struct checker *c, const struct field *f, const struct piece *p)
{
	const char *names[64], *near;
	struct sbuf b = SBUF_INIT;
	size_t n = 0;

	for (const struct choice *o = f->choices; o->name && n < LENGTH(names); o++)
		names[n++] = o->name;
	near = text_nearest(p->text, names, n);
	if (near) {
		error_set_at(c->err, p->at, _("\"%s\" is no %s; did you mean \"%s\"?"), p->text,
			     f->name, near);
		return -1;
	}
	list_choices(&b, f->choices);
	error_set_at(c->err, p->at, _("\"%s\" is no %s; there are %s"), p->text, f->name,
		     sbuf_text(&b));
	sbuf_free(&b);
	return -1;
}

static int read_choice(struct checker *c, const struct field *f, const struct piece *p,
		       struct value *out)
{
	const struct choice *choice = choice_find(f->choices, p->text);

	if (!choice)
		return unknown_choice(c, f, p);
	*out = value_text(choice->name);
	return 0;
}

static int read_tags(struct checker *c, const struct piece *p, enum expr_op op, struct value *out)
{
	const char *tags = tags_normal(c->arena, p->text);

	*out = value_text(tags);
	if (out->kind == VALUE_NULL || (op == OP_IS && strchr(tags, ',')))
		return error_set_at(c->err, p->at, _("write one tag, such as tag:vip"));
	return 0;
}

/* A day, a time of a day (all its minute), an exact instant. */
static int read_stamp(struct checker *c, const struct field *f, const struct piece *p,
		      struct value *from, struct value *to)
{
	struct when w[2];
	struct value v[2];
	int64_t at;
	int n = 1;

	if (stamp_read_iso(p->text, &at) == 0) {
		*from = *to = value_int(at);
		return 0;
	}
	n = date_read(p->text, c->context->today, w, c->err);
	for (int i = 0; i < n; i++) {
		struct civil civil;

		date_split(w[i].date, &civil);
		civil.hour = w[i].hour;
		civil.minute = w[i].minute;
		v[i] = w[i].has_time ? value_int(stamp_from_local(&civil))
				     : value_int(stamp_of_date(w[i].date));
	}
	if (n == 2)
		return ambiguous(c, f, p, v);
	if (n != 1) {
		if (c->err)
			c->err->at = p->at;
		return -1;
	}
	*from = v[0];
	*to = w[0].has_time ? value_int(v[0].i + 59) : value_int(stamp_of_date(w[0].date + 1) - 1);
	return 0;
}

static int read_time(struct checker *c, const struct field *f, const struct piece *p,
		     struct value *from, struct value *to)
{
	date_t first, last;

	if (period_read(p->text, c->context->today, &first, &last)) {
		bool stamp = f->type == FIELD_STAMP;

		*from = value_int(stamp ? stamp_of_date(first) : first);
		*to = value_int(stamp ? stamp_of_date(last + 1) - 1 : last);
		return 0;
	}
	if (f->type == FIELD_STAMP)
		return read_stamp(c, f, p, from, to);
	if (read_plain(c, f, p, from) < 0)
		return -1;
	*to = *from;
	return 0;
}

/* What one piece means: the first and the last value that it stands for. */
static int read_piece(struct checker *c, const struct field *f, enum expr_op op,
		      const struct piece *p, struct value *from, struct value *to)
{
	int rc = 0;

	*from = VALUE_NONE;
	*to = VALUE_NONE;
	if (!p->text)
		return 0;
	if (f->type == FIELD_DATE || f->type == FIELD_STAMP)
		return read_time(c, f, p, from, to);
	if (f->type == FIELD_MONEY)
		rc = read_money(c, f, p, from);
	else if (f->type == FIELD_CURRENCY)
		rc = read_currency(c, p, from);
	else if (f->type == FIELD_CHOICE)
		rc = read_choice(c, f, p, from);
	else if (f->type == FIELD_TAGS)
		rc = read_tags(c, p, op, from);
	else if (field_is_text(f) || f->type == FIELD_REF)
		*from = value_text(p->text);
	else
		rc = read_plain(c, f, p, from);
	if (rc == 0 && from->kind == VALUE_NULL)
		rc = error_set_at(c->err, p->at, _("a value is missing; \"null\" asks for none"));
	*to = *from;
	return rc;
}

static bool is_word(const struct piece *p, const char *word)
{
	return p->text && !p->quoted && text_same(p->text, word);
}

static int read_range(struct checker *c, const struct field *f, enum expr_op op,
		      const struct piece *from, const struct piece *to, struct expr_value *out)
{
	struct value ignore;

	if (!expr_has_order(f) || op >= OP_LT)
		return error_set_at(c->err, from->at,
				    _("a range goes with : = and !=, and with values that have an "
				      "order"));
	if (!from->text && !to->text)
		return error_set_at(c->err, from->at,
				    _("a range needs a value before or after .."));
	out->kind = OPERAND_RANGE;
	if (read_piece(c, f, op, from, &out->from, &ignore) < 0 ||
	    read_piece(c, f, op, to, &ignore, &out->to) < 0)
		return -1;
	if (f->type == FIELD_MONEY && out->from.s && out->to.s && strcmp(out->from.s, out->to.s))
		return error_set_at(c->err, to->at, _("a range is in one currency, not in two"));
	return 0;
}

int check_operand(struct checker *c, const struct field *f, enum expr_op op,
		  const struct piece *from, const struct piece *to, struct expr_value *out)
{
	if (to)
		return read_range(c, f, op, from, to, out);
	if (is_word(from, "null") || is_word(from, "any")) {
		out->kind = is_word(from, "null") ? OPERAND_NULL : OPERAND_ANY;
		return op < OP_LT ? 0
				  : error_set_at(c->err, from->at,
						 _("null and any go with : = and !="));
	}
	if (f->type == FIELD_REF && !strcmp(f->ref, "user") && is_word(from, "me")) {
		out->kind = OPERAND_VALUE;
		out->from = out->to = value_ref(c->context->me, NULL);
		return 0;
	}
	if (read_piece(c, f, op, from, &out->from, &out->to) < 0)
		return -1;
	out->kind = f->type == FIELD_REF	      ? OPERAND_WORD
		    : value_equal(out->from, out->to) ? OPERAND_VALUE
						      : OPERAND_RANGE;
	return 0;
}
