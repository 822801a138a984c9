#include "model/expr_private.h"

/* Whether the words can stand without quotes and still be read as one word to find. */
static bool is_plain(const char *words)
{
	static const char *const keywords[] = { "and", "or", "not", "where" };
	struct token t = lex_term(words, 0);

	for (size_t i = 0; i < LENGTH(keywords); i++)
		if (token_is(words, &t, keywords[i]))
			return false;
	return t.kind == TOKEN_WORD && t.at == 0 && !words[t.end];
}

static void print_words(struct sbuf *out, const char *words)
{
	if (is_plain(words)) {
		sbuf_puts(out, words);
		return;
	}
	sbuf_putc(out, '"');
	for (const char *s = words; *s; s++) {
		if (*s == '"' || *s == '\\')
			sbuf_putc(out, '\\');
		sbuf_putc(out, *s);
	}
	sbuf_putc(out, '"');
}

static void print_values(struct sbuf *out, const struct expr *x)
{
	sbuf_puts(out, expr_op_text[x->op]);
	for (size_t i = 0; i < x->nvalues; i++)
		sbuf_printf(out, "%s%s", i ? "," : "", x->values[i].typed);
}

static void print_term(struct sbuf *out, const struct expr *x)
{
	for (size_t i = 0; i < x->npath; i++)
		sbuf_printf(out, "%s%s", i ? "." : "", x->path[i]->name);
	print_values(out, x);
}

static void print_function(struct sbuf *out, const struct expr *x)
{
	if (x->kind == EXPR_SUM)
		sbuf_printf(out, "sum(%s.%s", x->child->name, x->summed->name);
	else
		sbuf_printf(out, "count(%s", x->child->name);
	if (x->left->kind != EXPR_ALL) {
		sbuf_puts(out, " where ");
		expr_print(out, x->left);
	}
	sbuf_putc(out, ')');
	print_values(out, x);
}

/* Prints what binds looser than its surroundings in parentheses. */
static void print_below(struct sbuf *out, const struct expr *x, bool group)
{
	if (group)
		sbuf_putc(out, '(');
	expr_print(out, x);
	if (group)
		sbuf_putc(out, ')');
}

void expr_print(struct sbuf *out, const struct expr *x)
{
	switch (x->kind) {
	case EXPR_ALL:
		break;
	case EXPR_AND:
		print_below(out, x->left, x->left->kind == EXPR_OR);
		sbuf_putc(out, ' ');
		print_below(out, x->right, x->right->kind == EXPR_OR || x->right->kind == EXPR_AND);
		break;
	case EXPR_OR:
		print_below(out, x->left, false);
		sbuf_puts(out, " or ");
		print_below(out, x->right, x->right->kind == EXPR_OR);
		break;
	case EXPR_NOT:
		sbuf_puts(out, "not ");
		print_below(out, x->left, x->left->kind == EXPR_OR || x->left->kind == EXPR_AND);
		break;
	case EXPR_FIND:
		print_words(out, x->words);
		break;
	case EXPR_TERM:
		print_term(out, x);
		break;
	case EXPR_COUNT:
	case EXPR_SUM:
		print_function(out, x);
		break;
	}
}

/* value_equal, and whether money was typed with the same currency. */
static bool same(struct value a, struct value b)
{
	return value_equal(a, b) && !a.s == !b.s && (!a.s || !strcmp(a.s, b.s));
}

static bool values_equal(const struct expr *a, const struct expr *b)
{
	if (a->op != b->op || a->nvalues != b->nvalues)
		return false;
	for (size_t i = 0; i < a->nvalues; i++) {
		const struct expr_value *v = &a->values[i], *w = &b->values[i];

		if (v->kind != w->kind || !same(v->from, w->from) || !same(v->to, w->to))
			return false;
	}
	return true;
}

bool expr_equal(const struct expr *a, const struct expr *b)
{
	if (!a || !b)
		return a == b;
	if (a->kind != b->kind || a->npath != b->npath || a->child != b->child ||
	    a->summed != b->summed || !a->words != !b->words || !values_equal(a, b))
		return false;
	for (size_t i = 0; i < a->npath; i++)
		if (a->path[i] != b->path[i])
			return false;
	return (!a->words || !strcmp(a->words, b->words)) && expr_equal(a->left, b->left) &&
	       expr_equal(a->right, b->right);
}
