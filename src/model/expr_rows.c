#include "model/expr_rows.h"

#include "base/text.h"
#include "model/expr_private.h"

static bool is_value(const struct token *t)
{
	return t->kind == TOKEN_WORD || t->kind == TOKEN_QUOTED;
}

/* VALUE, VALUE..VALUE, VALUE.. or ..VALUE and nothing else: it is read as it stands. */
static bool is_operand(const char *text)
{
	struct token t = lex_value(text, 0);
	size_t end = t.end;

	if (t.at || !*text)
		return false;
	if (is_value(&t)) {
		if (!text[end])
			return true;
		t = lex_value(text, end);
	}
	if (t.kind != TOKEN_DOTS || (t.at && t.at != end))
		return false;
	end = t.end;
	if (!text[end])
		return t.at > 0;
	t = lex_value(text, end);
	return is_value(&t) && t.at == end && !text[t.end];
}

static void put_quoted(struct sbuf *out, const char *text)
{
	sbuf_putc(out, '"');
	for (const char *s = text; *s; s++) {
		if (*s == '"' || *s == '\\')
			sbuf_putc(out, '\\');
		sbuf_putc(out, *s);
	}
	sbuf_putc(out, '"');
}

static void put_piece(struct sbuf *out, const char *text)
{
	if (is_operand(text))
		sbuf_puts(out, text);
	else
		put_quoted(out, text);
}

void expr_write_value(struct sbuf *out, const char *text)
{
	struct token t = lex_value(text, 0);

	if (t.kind == TOKEN_WORD && !t.at && !text[t.end] && !text_same(text, "null") && !text_same(text, "any") &&
	    !text_same(text, "me"))
		sbuf_puts(out, text);
	else
		put_quoted(out, text);
}

/* The bytes of a comma at s that parts two values; 0: there is none. */
static size_t comma_at(const struct field *f, const char *s)
{
	if (!strncmp(s, "，", 3))
		return 3;
	return *s == ',' && (!field_is_number(f) || s[1] == ' ') ? 1 : 0;
}

/* The end of the value that begins at s: a comma, or the end of the text. */
static const char *value_end(const struct field *f, const char *s)
{
	struct token t = lex_value(s, 0);

	if (t.kind == TOKEN_QUOTED)
		s += t.end;
	while (*s && !comma_at(f, s))
		s++;
	return s;
}

/* A list, unless the operator takes a single value. */
static void put_values(struct sbuf *out, const struct expr_row *r)
{
	const char *s = r->values, *end;
	bool more = false;

	for (; *s; s = end + (*end ? comma_at(r->field, end) : 0)) {
		char *piece;
		size_t len;

		s += strspn(s, " ");
		end = r->op < OP_LT ? value_end(r->field, s) : s + strlen(s);
		for (len = (size_t)(end - s); len && s[len - 1] == ' ';)
			len--;
		if (!len)
			continue;
		piece = xstrndup(s, len);
		sbuf_puts(out, more ? "," : "");
		put_piece(out, piece);
		more = true;
		free(piece);
	}
}

/* What stands in quotes is shown without, when it would come to stand in the same ones again. */
static void show_value(struct sbuf *out, const struct expr_row *r, const char *typed, struct arena *a)
{
	struct token t = lex_value(typed, 0);
	const char *plain = t.kind == TOKEN_QUOTED && !typed[t.end] ? token_text(typed, &t, a) : NULL;
	struct expr_row again = *r;
	struct sbuf written = SBUF_INIT;

	if (plain && !plain[strspn(plain, " ,")]) /* bare it would be no value at all */
		plain = NULL;
	again.values = plain;
	if (plain)
		put_values(&written, &again);
	t = lex_value(sbuf_text(&written), 0);
	if (plain && t.kind == TOKEN_QUOTED && t.end == written.len &&
	    !strcmp(token_text(sbuf_text(&written), &t, a), plain))
		sbuf_puts(out, plain);
	else
		sbuf_puts(out, typed);
	sbuf_free(&written);
}

static struct expr_row field_row(const struct expr *x, struct arena *a)
{
	struct expr_row r = { .kind = ROW_FIELD, .field = x->path[x->npath - 1], .entity = x->entity, .op = x->op };
	struct sbuf text = SBUF_INIT;

	for (size_t i = 0; i < x->npath; i++)
		sbuf_printf(&text, "%s%s", i ? "." : "", x->path[i]->name);
	r.path = arena_strdup(a, sbuf_text(&text));
	sbuf_reset(&text);
	for (size_t i = 0; i < x->nvalues; i++) {
		sbuf_puts(&text, i ? ", " : "");
		show_value(&text, &r, x->values[i].typed, a);
	}
	r.values = arena_strdup(a, sbuf_text(&text));
	sbuf_free(&text);
	return r;
}

static struct expr_row text_row(const struct expr *x, struct arena *a)
{
	struct sbuf text = SBUF_INIT;
	struct expr_row r = { .kind = ROW_TEXT };

	expr_print(&text, x);
	r.values = arena_strdup(a, sbuf_text(&text));
	sbuf_free(&text);
	return r;
}

static size_t count(const struct expr *x)
{
	return x->kind == EXPR_AND ? count(x->left) + count(x->right) : x->kind != EXPR_ALL;
}

static struct expr_row *fill(const struct expr *x, struct expr_row *to, struct arena *a)
{
	if (x->kind == EXPR_AND)
		return fill(x->right, fill(x->left, to, a), a);
	if (x->kind == EXPR_TERM)
		*to++ = field_row(x, a);
	else if (x->kind == EXPR_FIND)
		*to++ = (struct expr_row){ .kind = ROW_WORDS, .values = x->words };
	else if (x->kind != EXPR_ALL)
		*to++ = text_row(x, a);
	return to;
}

size_t expr_rows(const struct expr *x, struct arena *a, struct expr_row **out)
{
	size_t n = count(x);

	*out = arena_alloc(a, (n + 1) * sizeof(**out));
	fill(x, *out, a);
	return n;
}

static bool is_or(const char *text, const struct entity *e, const struct value_context *c)
{
	struct arena a = { 0 };
	struct error err;
	const struct expr *x = expr_parse(text, e, c, &a, &err);
	bool or = x && x->kind == EXPR_OR;

	arena_free(&a);
	return or;
}

static void put_row(struct sbuf *out, const struct expr_row *r, const struct entity *e, const struct value_context *c)
{
	switch (r->kind) {
	case ROW_FIELD:
		sbuf_printf(out, "%s%s", r->path, expr_op_text[r->op]);
		put_values(out, r);
		break;
	case ROW_WORDS:
		expr_print(out, &(struct expr){ .kind = EXPR_FIND, .words = r->values });
		break;
	case ROW_TEXT:
		sbuf_printf(out, is_or(r->values, e, c) ? "(%s)" : "%s", r->values);
		break;
	}
}

void expr_rows_write(struct sbuf *out, const struct expr_row *rows, size_t n, const struct entity *e,
		     const struct value_context *c, size_t *from)
{
	for (size_t i = 0; i < n; i++) {
		const char *blank = rows[i].kind == ROW_WORDS ? "" : " ,"; /* which can be looked for */
		bool says = rows[i].values[strspn(rows[i].values, blank)] != '\0';

		if (says && out->len)
			sbuf_putc(out, ' ');
		if (from)
			from[i] = out->len;
		if (says)
			put_row(out, &rows[i], e, c);
	}
}
