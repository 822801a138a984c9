#include "model/expr_complete.h"

#include <strings.h>

#include "model/expr_private.h"

/* A word that completes, and what it means. */
struct word {
	const char *text, *help;
};

static const struct word functions[] = {
	{ "count(", N_("How many records of a kind it has: count(deals where state:open) > 2.") },
	{ "sum(", N_("The sum of a field of theirs: sum(deals.amount) > 10k.") },
	{ "any(", N_("Whether it has one that fits.") },
	{ "none(", N_("Whether it has none that fits.") },
	{ "not", N_("What does not fit the next term.") },
	{ "or", N_("What fits the one side or the other.") },
	{ "and", N_("What fits both sides; the same as a space.") },
};

static const struct word operators[] = {
	{ ":", N_("Is, has the word, falls in.") }, { "=", N_("Is exactly.") },
	{ "!=", N_("Is not, or has no value.") },   { "<", N_("Is less than, before.") },
	{ "<=", N_("Is at most, not after.") },	    { ">", N_("Is more than, after.") },
	{ ">=", N_("Is at least, not before.") },
};

static const struct word days[] = {
	{ "today", N_("Today.") },
	{ "tomorrow", N_("Tomorrow.") },
	{ "yesterday", N_("Yesterday.") },
	{ "this-week", N_("From its first day to its last.") },
	{ "next-week", N_("The seven days after this week.") },
	{ "last-week", N_("The seven days before this week.") },
	{ "this-month", N_("Any day of this month.") },
	{ "next-month", N_("Any day of the next month.") },
	{ "last-month", N_("Any day of the last month.") },
	{ "this-quarter", N_("Any day of these three months.") },
	{ "this-year", N_("Any day of this year.") },
	{ "last-year", N_("Any day of the last year.") },
	{ "+7d", N_("In seven days.") },
	{ "-30d", N_("Thirty days ago.") },
};

static const struct word truths[] = { { "yes", N_("It is so.") }, { "no", N_("It is not so.") } };
static const struct word me = { "me", N_("You.") };
static const struct word presence[] = {
	{ "null", N_("Has no value.") },
	{ "any", N_("Has a value.") },
};

/* Where the cursor stands, and what was found for it so far. */
struct finder {
	const char *text; /* up to the cursor */
	size_t len;
	const struct entity *stack[EXPR_DEPTH_MAX + 1]; /* of the parentheses around it */
	size_t depth;
	struct completion *out;
	size_t n, max;
	struct completion_spot spot;
};

static struct completion *add(struct finder *f, const char *prefix, struct word word, enum completion_kind kind)
{
	struct completion *c = &f->out[f->n];

	if (f->n == f->max)
		return NULL;
	f->n++;
	*c = (struct completion){ .text = word.text, .help = word.help, .at = (size_t)(prefix - f->text),
				  .kind = kind };
	return c;
}

static void offer(struct finder *f, const char *prefix, size_t len, struct word word,
		  enum completion_kind kind)
{
	if (!strncasecmp(prefix, word.text, len))
		add(f, prefix, word, kind);
}

/* Whether what was typed begins the word: 0, only its name for people: 1, neither: 2. */
static int rank(const char *prefix, size_t len, const char *name, const char *label)
{
	if (!strncasecmp(prefix, name, len))
		return 0;
	return strncasecmp(prefix, _(label), len) ? 2 : 1;
}

static void offer_all(struct finder *f, const char *prefix, size_t len, const struct word *words,
		      size_t n, enum completion_kind kind)
{
	for (size_t i = 0; i < n; i++)
		offer(f, prefix, len, words[i], kind);
}

/* The field that text[0..len) names, going over references; *e becomes the entity of the last. */
static const struct field *walk(const char *text, size_t len, const struct entity **e)
{
	const struct field *f = NULL;
	char name[64];

	for (;;) {
		const char *dot = memchr(text, '.', len);
		size_t n = dot ? (size_t)(dot - text) : len;

		if (!*e || n >= sizeof(name))
			return NULL;
		snprintf(name, sizeof(name), "%.*s", (int)n, text);
		f = entity_field(*e, name);
		if (!f || !dot)
			return f;
		*e = f->type == FIELD_REF ? entity_find(f->ref) : NULL;
		text += n + 1;
		len -= n + 1;
	}
}

/* Those that the store keeps for itself come last. */
static void offer_fields(struct finder *f, const char *prefix, size_t len, const struct entity *e, int fits,
			 bool system)
{
	for (const struct field *field = e->fields; field < e->fields + e->nfields; field++) {
		struct word word = { field->name, field->help };
		struct completion *c = NULL;

		if (!(field->flags & FIELD_SYSTEM) == !system &&
		    rank(prefix, len, field->name, intl_english(field->label)) == fits)
			c = add(f, prefix, word, COMPLETE_FIELD);
		if (c) {
			c->label = field->label;
			c->type = field->type;
		}
	}
}

/* A name that begins at the token: fields, behind a whole name its operators, and functions. */
static void complete_term(struct finder *f, size_t at)
{
	const struct entity *e = f->stack[f->depth];
	const char *word = f->text + at, *dot = strrchr(word, '.'), *last = dot ? dot + 1 : word;
	const struct field *whole = walk(word, strlen(word), &e);
	size_t len = strlen(last);

	for (int r = 0; e && r < 4; r++)
		offer_fields(f, last, len, e, r / 2, r % 2);
	for (size_t i = 0; whole && i < LENGTH(operators); i++)
		if (i < 3 || expr_has_order(whole))
			offer(f, last + len, 0, operators[i], COMPLETE_OPERATOR);
	if (whole && whole->type == FIELD_REF)
		offer(f, last + len, 0, (struct word){ ".", N_("A field of it.") }, COMPLETE_OPERATOR);
	if (!dot)
		offer_all(f, word, len, functions, LENGTH(functions), COMPLETE_WORD);
}

static void complete_choices(struct finder *f, const char *prefix, size_t len,
			     const struct choice *set)
{
	for (int fits = 0; fits < 2; fits++)
		for (const struct choice *c = set; c && c->name; c++)
			if (rank(prefix, len, c->name, intl_english(c->label)) == fits)
				add(f, prefix, (struct word){ c->name, c->label }, COMPLETE_VALUE);
}

static void complete_value(struct finder *f, size_t at, const struct entity *e,
			   const struct field *field)
{
	const char *prefix = f->text + at;
	size_t len = f->len - at;

	f->spot = (struct completion_spot){ e, field, at };
	if (*prefix == '"')
		return;
	complete_choices(f, prefix, len, field->choices);
	if (e && field->also)
		complete_choices(f, prefix, len, entity_must(e, field->also)->choices);
	if (field->type == FIELD_BOOL)
		offer_all(f, prefix, len, truths, LENGTH(truths), COMPLETE_VALUE);
	if (field->type == FIELD_DATE || field->type == FIELD_STAMP)
		offer_all(f, prefix, len, days, LENGTH(days), COMPLETE_VALUE);
	if (field->type == FIELD_REF && !strcmp(field->ref, "user"))
		offer(f, prefix, len, me, COMPLETE_VALUE);
}

static void complete_operand(struct finder *f, size_t at, const struct entity *e, const struct field *field)
{
	complete_value(f, at, e, field);
	if (f->text[at] != '"')
		offer_all(f, f->text + at, f->len - at, presence, LENGTH(presence), COMPLETE_WORD);
}

/* The values after an operator. Returns where the term ends, or 0 when the cursor was reached. */
static size_t pass_values(struct finder *f, size_t at, const struct entity *e,
			  const struct field *field)
{
	struct token t;

	for (;;) {
		t = lex_value(f->text, at);
		if (t.kind == TOKEN_DOTS) {
			at = t.end;
			continue;
		}
		if (t.kind == TOKEN_END || t.kind == TOKEN_BROKEN || (t.kind == TOKEN_WORD && t.end == f->len)) {
			if (field)
				complete_operand(f, t.at, e, field);
			return 0;
		}
		if (t.kind != TOKEN_WORD && t.kind != TOKEN_QUOTED)
			return t.end;
		at = t.end;
		t = lex_value(f->text, at);
		if (t.kind != TOKEN_COMMA && (t.kind != TOKEN_DOTS || t.at != at))
			return at;
		at = t.end;
	}
}

/* count( and its kin: the name of the children. Returns as pass_values. */
static size_t pass_child(struct finder *f, size_t at)
{
	const struct entity *e = f->stack[f->depth];
	struct token t = lex_term(f->text, at);
	size_t len = strcspn(f->text + t.at, ". )");

	if (t.kind == TOKEN_END || (t.kind == TOKEN_WORD && t.end == f->len)) {
		for (const struct child *c = e->children; c && c->name; c++)
			offer(f, f->text + t.at, f->len - t.at, (struct word){ c->name, c->label },
			      COMPLETE_CHILD);
		return 0;
	}
	for (const struct child *c = e->children; c && c->name; c++)
		if (strlen(c->name) == len && !strncmp(c->name, f->text + t.at, len))
			e = entity_find(c->entity);
	if (f->depth == EXPR_DEPTH_MAX)
		return 0;
	f->stack[++f->depth] = e;
	return t.end;
}

/* A word that is not under the cursor: a function, the name of a term, or one to find. */
static size_t pass_word(struct finder *f, const struct token *word)
{
	struct token t = lex_term(f->text, word->end);
	const struct entity *e = f->stack[f->depth];
	const struct field *field;

	if (t.kind == TOKEN_OPEN && t.at == word->end)
		return pass_child(f, t.end);
	if (t.kind != TOKEN_OP)
		return word->end;
	field = walk(f->text + word->at, word->end - word->at, &e);
	return pass_values(f, t.end, e, field);
}

/* Passes the token; 0 when the cursor was reached. */
static size_t pass(struct finder *f, const struct token *t)
{
	switch (t->kind) {
	case TOKEN_BROKEN: /* inside quotes */
		return 0;
	case TOKEN_END:
		complete_term(f, t->at);
		return 0;
	case TOKEN_WORD:
		if (t->end < f->len)
			return pass_word(f, t);
		complete_term(f, t->at);
		return 0;
	case TOKEN_OP:
		return pass_values(f, t->end, NULL, NULL);
	case TOKEN_OPEN:
		if (f->depth == EXPR_DEPTH_MAX)
			return 0;
		f->stack[f->depth + 1] = f->stack[f->depth];
		f->depth++;
		return t->end;
	case TOKEN_CLOSE:
		f->depth -= f->depth > 0;
		return t->end;
	default:
		return t->end;
	}
}

size_t expr_complete(const char *text, size_t cursor, const struct entity *e,
		     struct completion out[], size_t max, struct completion_spot *spot)
{
	char *cut = xstrndup(text, cursor);
	struct finder f = {
		.text = cut, .len = strlen(cut), .stack = { e }, .out = out, .max = max
	};
	struct token t;
	size_t at = 0;

	do {
		t = lex_term(cut, at);
		at = pass(&f, &t);
	} while (at);
	free(cut);
	if (spot)
		*spot = f.spot;
	return f.n;
}

size_t expr_complete_value(const char *text, size_t from, size_t cursor, const struct entity *e, const struct field *f,
			   bool operand, struct completion out[], size_t max)
{
	char *cut = xstrndup(text, cursor);
	struct finder found = { .text = cut, .len = strlen(cut), .out = out, .max = max };

	if (from <= found.len)
		(operand ? complete_operand : complete_value)(&found, from, e, f);
	free(cut);
	return found.n;
}
