/* Recursive descent: or, and, not, then a term, a word, a function or parentheses. */
#include "model/expr_private.h"

#include "base/text.h"
#include "base/utf8.h"

struct parser {
	const char *text;
	struct token tok; /* looked at, not yet taken */
	const struct entity *entity;
	struct checker check;
	int depth, terms;
};

static struct expr *parse_or(struct parser *p);

static void next(struct parser *p)
{
	p->tok = lex_term(p->text, p->tok.end);
}

static bool at_keyword(const struct parser *p, const char *word)
{
	return token_is(p->text, &p->tok, word);
}

static struct expr *node(struct parser *p, enum expr_kind kind, struct expr *left,
			 struct expr *right)
{
	struct expr *x = arena_alloc(p->check.arena, sizeof(*x));

	x->kind = kind;
	x->left = left;
	x->right = right;
	x->at = left ? left->at : (int)p->tok.at;
	x->entity = p->entity;
	return x;
}

/* One more term or value, and some levels deeper; both are bounded, so that no text can make the
 * evaluator's recursion or the database's statement too deep. */
static int count_term(struct parser *p)
{
	if (++p->terms <= EXPR_TERMS_MAX)
		return 0;
	return error_set_at(p->check.err, (int)p->tok.at,
			    _("the expression has more than %d terms and values"), EXPR_TERMS_MAX);
}

static int deeper(struct parser *p, int levels)
{
	p->depth += levels;
	if (p->depth <= EXPR_DEPTH_MAX)
		return 0;
	return error_set_at(p->check.err, (int)p->tok.at,
			    _("parentheses, \"not\" and functions are nested too deep"));
}

static struct expr *unexpected(struct parser *p, const char *wanted)
{
	const struct token *t = &p->tok;
	int len = (int)(t->end - t->at);

	if (t->kind == TOKEN_END)
		error_set_at(p->check.err, (int)t->at, _("it ends where %s should stand"), wanted);
	else if (t->kind == TOKEN_BROKEN)
		error_set_at(p->check.err, (int)t->at,
			     _("the quote that begins here does not end"));
	else
		error_set_at(p->check.err, (int)t->at, _("\"%.*s\" stands where %s should"), len,
			     p->text + t->at, wanted);
	return NULL;
}

/* A word of values as a piece of an operand. */
static struct piece piece_of(struct parser *p, const struct token *t)
{
	return (struct piece){ .text = token_text(p->text, t, p->check.arena),
			       .quoted = t->kind == TOKEN_QUOTED,
			       .at = (int)t->at };
}

static bool is_value(const struct token *t)
{
	return t->kind == TOKEN_WORD || t->kind == TOKEN_QUOTED;
}

/* What stands between two commas: VALUE, VALUE..VALUE, VALUE.., ..VALUE without spaces. */
struct operand {
	struct piece from, to;
	bool range;
	size_t at, end;
};

static int read_operand(struct parser *p, size_t at, struct operand *o)
{
	struct token t = lex_value(p->text, at);

	*o = (struct operand){ .at = t.at, .end = t.end, .from.at = (int)t.at };
	if (is_value(&t)) {
		o->from = piece_of(p, &t);
		t = lex_value(p->text, t.end);
	} else if (t.kind != TOKEN_DOTS) {
		p->tok = t;
		unexpected(p, _("a value"));
		return -1;
	}
	if (t.kind != TOKEN_DOTS || (o->from.text && t.at != o->end))
		return 0;
	o->range = true;
	o->end = t.end;
	o->to.at = (int)t.end;
	t = lex_value(p->text, t.end);
	if (is_value(&t) && t.at == o->end) {
		o->to = piece_of(p, &t);
		o->end = t.end;
	}
	return 0;
}

/* The operands after an operator; the parser then stands behind them. */
static int read_operands(struct parser *p, struct operand **out, size_t *n)
{
	struct operand *list = arena_alloc(p->check.arena, sizeof(*list));
	size_t room = 1, at = p->tok.end;
	struct token comma;

	for (*n = 0;; (*n)++) {
		if (*n == room) {
			struct operand *more =
				arena_alloc(p->check.arena, 2 * room * sizeof(*list));

			memcpy(more, list, room * sizeof(*list));
			list = more;
			room *= 2;
		}
		if (count_term(p) < 0 || read_operand(p, at, &list[*n]) < 0)
			return -1;
		comma = lex_value(p->text, list[*n].end);
		if (comma.kind != TOKEN_COMMA)
			break;
		at = comma.end;
	}
	p->tok.end = list[(*n)++].end;
	next(p);
	*out = list;
	return 0;
}

/* Checks those operands that `take` says (all when it is NULL) into the term's values. */
static int take_operands(struct parser *p, struct expr *x, const struct field *f,
			 const struct operand *list, size_t n, const bool *also, bool want)
{
	x->values = arena_alloc(p->check.arena, n * sizeof(*x->values));
	for (size_t i = 0; i < n; i++) {
		struct expr_value *v = &x->values[x->nvalues];

		if (also && also[i] != want)
			continue;
		v->typed = arena_strndup(p->check.arena, p->text + list[i].at,
					 list[i].end - list[i].at);
		if (check_operand(&p->check, f, x->op, &list[i].from,
				  list[i].range ? &list[i].to : NULL, v) < 0)
			return -1;
		x->nvalues++;
	}
	if (n > 1 && x->op >= OP_LT)
		return error_set_at(p->check.err, (int)list[1].at,
				    _("a list goes with : = and !=; a number with a comma in it "
				      "goes in quotes"));
	return 0;
}

/* A term of the same path whose last field is the sibling `also`. */
static struct expr *sibling(struct parser *p, const struct expr *x, const struct field *also)
{
	struct expr *s = node(p, EXPR_TERM, NULL, NULL);

	*s = *x;
	s->path = arena_alloc(p->check.arena, x->npath * sizeof(*s->path));
	memcpy(s->path, x->path, x->npath * sizeof(*s->path));
	s->path[x->npath - 1] = also;
	return s;
}

/* stage:open asks for the state; stage:open,negotiation for the one or the other. */
static struct expr *split_also(struct parser *p, struct expr *x, const struct operand *list,
			       size_t n)
{
	const struct field *f = x->path[x->npath - 1], *found = NULL;
	bool *also = arena_alloc(p->check.arena, n * sizeof(*also));
	size_t count = 0;
	struct expr *s;

	for (size_t i = 0; f->also && x->op < OP_LT && i < n; i++) {
		const struct field *a =
			!list[i].range ? check_also(x->entity, f, list[i].from.text) : NULL;
		also[i] = a != NULL;
		count += also[i];
		found = a ? a : found;
	}
	s = found ? sibling(p, x, found) : NULL;
	if (s && take_operands(p, s, found, list, n, also, true) < 0)
		return NULL;
	if (count == n)
		return s;
	if (take_operands(p, x, f, list, n, also, false) < 0)
		return NULL;
	return s ? node(p, x->op == OP_NE ? EXPR_AND : EXPR_OR, s, x) : x;
}

static struct expr *parse_term(struct parser *p, const struct token *name)
{
	struct expr *x = node(p, EXPR_TERM, NULL, NULL);
	struct operand *list;
	size_t n;

	x->at = (int)name->at;
	x->op = p->tok.op;
	if (check_path(&p->check, p->entity, token_text(p->text, name, p->check.arena), x->at, x) <
		    0 ||
	    check_op(&p->check, x->path[x->npath - 1], x->op, (int)p->tok.at) < 0 ||
	    read_operands(p, &list, &n) < 0)
		return NULL;
	return split_also(p, x, list, n);
}

static struct expr *parse_find(struct parser *p)
{
	struct expr *x = node(p, EXPR_FIND, NULL, NULL);

	if (count_term(p) < 0)
		return NULL;
	x->words = token_text(p->text, &p->tok, p->check.arena);
	if (!*x->words) {
		error_set_at(p->check.err, x->at, _("there is nothing between the quotes"));
		return NULL;
	}
	next(p);
	return x;
}

static int unknown_child(struct parser *p, const char *name)
{
	const char *names[32], *near;
	size_t n = 0;

	for (const struct child *c = p->entity->children; c && c->name && n < LENGTH(names); c++)
		names[n++] = c->name;
	near = text_nearest(name, names, n);
	if (near)
		return error_set_at(p->check.err, (int)p->tok.at,
				    _("%s has no \"%s\"; did you mean \"%s\"?"),
				    _(p->entity->label), name, near);
	return error_set_at(p->check.err, (int)p->tok.at, _("%s has no \"%s\" to look through"),
			    _(p->entity->label), name);
}

static bool can_sum(const struct field *f)
{
	return f->type == FIELD_INT || f->type == FIELD_DECIMAL || f->type == FIELD_MONEY ||
	       f->type == FIELD_DURATION;
}

/* The child of a function, and for a sum its field: deals, deals.amount. */
static int parse_child(struct parser *p, struct expr *x)
{
	char *name = token_text(p->text, &p->tok, p->check.arena), *dot = strchr(name, '.');
	const struct entity *e;

	if (dot)
		*dot++ = '\0';
	x->child = entity_child(p->entity, name);
	if (!x->child)
		return unknown_child(p, name);
	x->entity = e = entity_find(x->child->entity);
	if (x->kind == EXPR_SUM) {
		x->summed = dot ? entity_field(e, dot) : NULL;
		if (!x->summed || !can_sum(x->summed))
			return error_set_at(p->check.err, (int)p->tok.at,
					    _("sum needs a field that is a number, such as "
					      "sum(deals.amount)"));
	} else if (dot) {
		return error_set_at(p->check.err, (int)p->tok.at + (int)(dot - name),
				    _("only sum takes a field"));
	}
	next(p);
	return 0;
}

/* CHILD [where EXPR] ) */
static int parse_inside(struct parser *p, struct expr *x)
{
	const struct entity *outer = p->entity;

	if (p->tok.kind != TOKEN_WORD) {
		unexpected(p, _("the name of its records, such as deals,"));
		return -1;
	}
	if (parse_child(p, x) < 0)
		return -1;
	p->entity = x->entity;
	if (at_keyword(p, "where")) {
		next(p);
		x->left = parse_or(p);
	} else {
		x->left = node(p, EXPR_ALL, NULL, NULL);
	}
	p->entity = outer;
	if (!x->left)
		return -1;
	if (p->tok.kind != TOKEN_CLOSE) {
		unexpected(p, _("\"where\" or a closing parenthesis"));
		return -1;
	}
	next(p);
	return 0;
}

/* The comparison after count() and sum(). */
static int parse_comparison(struct parser *p, struct expr *x)
{
	struct operand *list;
	size_t n;

	if (p->tok.kind != TOKEN_OP) {
		unexpected(p, _("a comparison, such as > 2,"));
		return -1;
	}
	x->op = p->tok.op;
	if (read_operands(p, &list, &n) < 0 ||
	    take_operands(p, x, check_number_field(x), list, n, NULL, true) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (x->values[i].kind == OPERAND_NULL || x->values[i].kind == OPERAND_ANY)
			return error_set_at(p->check.err, list[i].from.at,
					    _("a count or sum is always a number"));
	return 0;
}

/* any(...) is count(...) > 0, none(...) is count(...) = 0. */
static void compare_zero(struct parser *p, struct expr *x, enum expr_op op)
{
	x->op = op;
	x->nvalues = 1;
	x->values = arena_alloc(p->check.arena, sizeof(*x->values));
	x->values[0] = (struct expr_value){
		.kind = OPERAND_VALUE, .from = value_int(0), .to = value_int(0), .typed = "0"
	};
}

static struct expr *parse_function(struct parser *p)
{
	static const char *const names[] = { "count", "sum", "any", "none" };
	struct token name = p->tok;
	struct expr *x = node(p, EXPR_COUNT, NULL, NULL);
	size_t i = 0;
	int rc;

	while (i < LENGTH(names) && !token_is(p->text, &name, names[i]))
		i++;
	if (i == LENGTH(names)) {
		error_set_at(p->check.err, x->at,
			     _("there is no function \"%.*s\"; there are count, sum, any, none"),
			     (int)(name.end - name.at), p->text + name.at);
		return NULL;
	}
	x->kind = i == 1 ? EXPR_SUM : EXPR_COUNT;
	next(p);
	next(p);
	if (count_term(p) < 0 || deeper(p, EXPR_DEPTH_FUNCTION) < 0)
		return NULL;
	rc = parse_inside(p, x);
	p->depth -= EXPR_DEPTH_FUNCTION;
	if (rc == 0 && i < 2)
		rc = parse_comparison(p, x);
	else if (rc == 0)
		compare_zero(p, x, i == 2 ? OP_GT : OP_EQ);
	return rc == 0 ? x : NULL;
}

static struct expr *parse_word(struct parser *p)
{
	struct token name = p->tok, after = lex_term(p->text, name.end);

	if (after.kind == TOKEN_OPEN && after.at == name.end)
		return parse_function(p);
	if (after.kind != TOKEN_OP)
		return parse_find(p);
	p->tok = after;
	return parse_term(p, &name);
}

static struct expr *parse_group(struct parser *p)
{
	struct expr *x;

	next(p);
	if (deeper(p, 1) < 0)
		return NULL;
	x = parse_or(p);
	p->depth--;
	if (!x)
		return NULL;
	if (p->tok.kind != TOKEN_CLOSE)
		return unexpected(p, _("a closing parenthesis"));
	next(p);
	return x;
}

static struct expr *parse_not(struct parser *p)
{
	struct expr *x;
	int at = (int)p->tok.at;

	if (at_keyword(p, "not")) {
		next(p);
		if (deeper(p, 1) < 0)
			return NULL;
		x = parse_not(p);
		p->depth--;
		x = x ? node(p, EXPR_NOT, x, NULL) : NULL;
		if (x)
			x->at = at;
		return x;
	}
	if (at_keyword(p, "and") || at_keyword(p, "or"))
		return unexpected(p, _("a term"));
	if (p->tok.kind == TOKEN_OPEN)
		return parse_group(p);
	if (p->tok.kind == TOKEN_QUOTED)
		return parse_find(p);
	if (p->tok.kind == TOKEN_WORD)
		return parse_word(p);
	return unexpected(p, _("a term"));
}

static struct expr *parse_and(struct parser *p)
{
	struct expr *x = parse_not(p), *y;

	while (x && p->tok.kind != TOKEN_END && p->tok.kind != TOKEN_CLOSE &&
	       !at_keyword(p, "or")) {
		if (at_keyword(p, "and"))
			next(p);
		y = parse_not(p);
		x = y ? node(p, EXPR_AND, x, y) : NULL;
	}
	return x;
}

static struct expr *parse_or(struct parser *p)
{
	struct expr *x = parse_and(p), *y;

	while (x && at_keyword(p, "or")) {
		next(p);
		y = parse_and(p);
		x = y ? node(p, EXPR_OR, x, y) : NULL;
	}
	return x;
}

struct expr *expr_parse(const char *text, const struct entity *e, const struct value_context *c,
			struct arena *a, struct error *err)
{
	struct parser p = { .text = text, .entity = e, .check = { c, a, err } };
	size_t len = strlen(text), bad;
	struct expr *x;

	if (len > EXPR_LENGTH_MAX) {
		error_set_at(err, EXPR_LENGTH_MAX, _("the expression is longer than %d bytes"),
			     EXPR_LENGTH_MAX);
		return NULL;
	}
	if (!utf8_valid(text, len, &bad)) {
		error_set_at(err, (int)bad, _("the expression is not valid UTF-8"));
		return NULL;
	}
	p.tok = lex_term(text, 0);
	if (p.tok.kind == TOKEN_END)
		return node(&p, EXPR_ALL, NULL, NULL);
	x = parse_or(&p);
	if (x && p.tok.kind != TOKEN_END)
		return unexpected(&p, _("a term"));
	return x;
}
