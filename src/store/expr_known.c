/* What a filter names of a closed set (ENTITY_SET) must be there: a stage that nobody has made is a mistake as one
 * in a choice is, not a list of nothing. Who was removed is said to be. */
#include "base/text.h"
#include "store/select.h"

#define NAMES_MOST 512 /* that a mistyped one is compared with */
#define NAMES_TOLD 12

/* How many have the name, there or removed; -1 with the error set. */
static int64_t count_named(struct store *s, const struct entity *e, enum expr_op op, const char *words, bool removed,
			   struct error *err)
{
	struct select q;
	int64_t n;

	select_begin(&q, s, e, removed);
	select_named(&q, op, words);
	n = select_count(&q, err);
	select_end(&q);
	return n;
}

/* All names that would do: first what is no record, "me" and the choices of another field, then the titles. */
struct names {
	const char *items[NAMES_MOST];
	size_t n, fixed;
	struct arena arena;
};

static void add_name(struct names *n, const char *name)
{
	if (n->n < NAMES_MOST && name)
		n->items[n->n++] = name;
}

static int read_names(struct store *s, const struct expr *x, const struct field *f, struct names *n, struct error *err)
{
	const struct entity *e = entity_find(f->ref);
	const struct field *also = f->also ? entity_field(x->entity, f->also) : NULL;
	struct table *t = NULL;
	struct select q;

	for (const struct choice *c = also ? also->choices : NULL; c && c->name; c++)
		add_name(n, c->name);
	if (e->id == ENTITY_USER)
		add_name(n, "me");
	n->fixed = n->n;
	select_begin(&q, s, e, false);
	if (select_order(&q, NULL, err) == 0 && select_columns(&q, e->title, err) == 0)
		t = select_page(&q, "names", 0, NAMES_MOST, err);
	select_end(&q);
	for (size_t i = 0; t && i < t->nrows; i++)
		add_name(n, t->rows[i].cells[0].kind ? arena_strdup(&n->arena, t->rows[i].cells[0].s) : NULL);
	table_free(t);
	return t ? 0 : -1;
}

/* "Lead, Offer, Won, …" */
static const char *tell_names(struct names *n)
{
	struct sbuf told = SBUF_INIT;
	const char *text;

	for (size_t i = 0; i < n->n && i < NAMES_TOLD; i++)
		sbuf_printf(&told, "%s%s", i ? ", " : "", n->items[(n->fixed + i) % n->n]);
	sbuf_puts(&told, n->n > NAMES_TOLD ? ", …" : "");
	text = arena_strdup(&n->arena, sbuf_text(&told));
	sbuf_free(&told);
	return text;
}

static int unknown(struct store *s, const struct expr *x, const struct field *f, const char *typed, bool removed,
		   struct error *err)
{
	struct names names = { .n = 0 };
	const char *near;

	if (read_names(s, x, f, &names, err) == 0) {
		near = text_nearest(typed, names.items, names.n);
		if (removed && !names.n)
			error_set_at(err, x->at, _("\"%s\" was removed and is no %s any more; there is none left"), typed,
				     f->name);
		else if (removed)
			error_set_at(err, x->at, _("\"%s\" was removed and is no %s any more; there are %s"), typed, f->name,
				     tell_names(&names));
		else if (near)
			error_set_at(err, x->at, _("\"%s\" is no %s; did you mean \"%s\"?"), typed, f->name, near);
		else if (names.n)
			error_set_at(err, x->at, _("\"%s\" is no %s; there are %s"), typed, f->name, tell_names(&names));
		else
			error_set_at(err, x->at, _("\"%s\" is no %s; there is none yet"), typed, f->name);
	}
	arena_free(&names.arena);
	return -1;
}

static int check_value(struct store *s, const struct expr *x, const char *words, struct error *err)
{
	const struct field *f = x->path[x->npath - 1];
	const struct entity *e = entity_find(f->ref);
	enum expr_op op = x->op == OP_IS ? OP_IS : OP_EQ;
	int64_t n;

	if (!(e->flags & ENTITY_SET))
		return 0;
	n = count_named(s, e, op, words, false, err);
	if (n)
		return n < 0 ? -1 : 0;
	n = count_named(s, e, op, words, true, err);
	return n < 0 ? -1 : unknown(s, x, f, words, n > 0, err);
}

int expr_known(struct store *s, const struct expr *x, struct error *err)
{
	for (size_t i = 0; x->kind == EXPR_TERM && i < x->nvalues; i++)
		if (x->values[i].kind == OPERAND_WORD && check_value(s, x, x->values[i].from.s, err) < 0)
			return -1;
	if (x->left && expr_known(s, x->left, err) < 0)
		return -1;
	return x->right ? expr_known(s, x->right, err) : 0;
}
