#include "model/expr_private.h"

const char *const expr_op_text[] = {
	[OP_IS] = ":",	[OP_EQ] = "=", [OP_NE] = "!=", [OP_LT] = "<",
	[OP_LE] = "<=", [OP_GT] = ">", [OP_GE] = ">=",
};

/* The full-width forms that a Chinese keyboard gives; “ and ” are told apart from " by their
 * length. */
static const struct {
	char bytes[4];
	char as;
} wide_forms[] = {
	{ "（", '(' }, { "）", ')' }, { "：", ':' }, { "，", ',' }, { "“", '"' },  { "”", '"' },
	{ "＜", '<' }, { "＞", '>' }, { "＝", '=' }, { "！", '!' }, { "　", ' ' },
};

/* The ASCII form of the character at s and its bytes; any other character is 'x'. */
static char form_at(const char *s, size_t *bytes)
{
	*bytes = 1;
	if (!((unsigned char)*s & 0x80))
		return *s == '\t' || *s == '\n' || *s == '\r' ? ' ' : *s;
	for (size_t i = 0; i < LENGTH(wide_forms); i++)
		if (!strncmp(s, wide_forms[i].bytes, 3)) {
			*bytes = 3;
			return wide_forms[i].as;
		}
	return 'x';
}

static size_t skip_space(const char *text, size_t at)
{
	size_t n;

	while (form_at(text + at, &n) == ' ')
		at += n;
	return at;
}

/* The operator at s and its bytes, or 0. `amount:>10k` is `amount>10k`. */
static size_t op_at(const char *s, enum expr_op *op)
{
	size_t n, m, after;
	char a = form_at(s, &n), b = a ? form_at(s + n, &m) : '\0';

	switch (a) {
	case ':':
		after = b && b != ':' ? op_at(s + n, op) : 0;
		if (!after)
			*op = OP_IS;
		return n + after;
	case '=':
		*op = OP_EQ;
		return b == '=' ? n + m : n;
	case '!':
		*op = OP_NE;
		return b == '=' ? n + m : 0;
	case '<':
		*op = b == '=' ? OP_LE : b == '>' ? OP_NE : OP_LT;
		return *op == OP_LT ? n : n + m;
	case '>':
		*op = b == '=' ? OP_GE : OP_GT;
		return *op == OP_GT ? n : n + m;
	default:
		return 0;
	}
}

static const char *closing(const char *open)
{
	return *open == '"' ? "\"" : "”";
}

/* A quoted text ends at its closing quote; a doubled one or one after a backslash is of the text.
 */
static struct token lex_quoted(const char *text, struct token t)
{
	const char *close = closing(text + t.at);
	size_t n = strlen(close), at = t.at + n;

	t.kind = TOKEN_QUOTED;
	while (text[at]) {
		if (text[at] == '\\' && text[at + 1]) {
			at += 2;
		} else if (strncmp(text + at, close, n) != 0) {
			at++;
		} else if (strncmp(text + at + n, close, n) == 0) {
			at += 2 * n;
		} else {
			t.end = at + n;
			return t;
		}
	}
	t.kind = TOKEN_BROKEN;
	t.end = at;
	return t;
}

static struct token lex_word(const char *text, struct token t, bool value)
{
	size_t at = t.at, n;
	enum expr_op op;
	char c;

	while ((c = form_at(text + at, &n)) && !strchr(" (),\"", c)) {
		if (value ? !strncmp(text + at, "..", 2) : op_at(text + at, &op) > 0)
			break;
		at += n;
	}
	t.kind = TOKEN_WORD;
	t.end = at;
	return t;
}

static struct token lex(const char *text, size_t from, bool value)
{
	struct token t = { .at = skip_space(text, from) };
	size_t n;
	char c = form_at(text + t.at, &n);

	t.end = t.at + n;
	switch (c) {
	case '\0':
		t.end = t.at;
		return t;
	case '(':
		t.kind = TOKEN_OPEN;
		return t;
	case ')':
		t.kind = TOKEN_CLOSE;
		return t;
	case ',':
		t.kind = TOKEN_COMMA;
		return t;
	case '"':
		return lex_quoted(text, t);
	}
	n = op_at(text + t.at, &t.op);
	if (n) {
		t.kind = TOKEN_OP;
		t.end = t.at + n;
		return t;
	}
	if (value && !strncmp(text + t.at, "..", 2)) {
		t.kind = TOKEN_DOTS;
		t.end = t.at + 2;
		return t;
	}
	return lex_word(text, t, value);
}

struct token lex_term(const char *text, size_t at)
{
	return lex(text, at, false);
}

struct token lex_value(const char *text, size_t at)
{
	return lex(text, at, true);
}

char *token_text(const char *text, const struct token *t, struct arena *a)
{
	const char *s = text + t->at, *end = text + t->end, *close = closing(s);
	size_t n = strlen(close);
	char *out, *o;

	if (t->kind != TOKEN_QUOTED)
		return arena_strndup(a, s, (size_t)(end - s));
	o = out = arena_alloc(a, (size_t)(end - s) + 1);
	s += n;
	end -= n;
	while (s < end) {
		if (*s == '\\')
			s++;
		else if (!strncmp(s, close, n))
			s += n; /* the first of a doubled one */
		*o++ = *s++;
	}
	return out;
}

bool token_is(const char *text, const struct token *t, const char *keyword)
{
	size_t n = strlen(keyword);

	if (t->kind != TOKEN_WORD || t->end - t->at != n)
		return false;
	for (size_t i = 0; i < n; i++)
		if ((text[t->at + i] | 0x20) != keyword[i])
			return false;
	return true;
}
