/* An expression that a program wrote names records by their ids; here as a person would: "stage.id:3" is
 * stage:Negotiation, where no other stage is meant by that. */
#include "model/expr_rows.h"
#include "store/select.h"
#include "store/sql.h"

#define NAMED_MOST 250000 /* of more records nobody looks whether two have a name */

struct naming {
	struct store *store;
	const struct entity *entity; /* of the whole expression */
	struct arena *arena;
};

/* Whether the words mean this record and no other, as `:` has it. */
static bool means_one(struct store *s, const struct entity *e, int64_t id, const char *words)
{
	struct sbuf sql = SBUF_INIT;
	bool one = false;
	struct select q;
	struct stmt *row;

	select_begin(&q, s, e, false);
	select_named(&q, OP_IS, words);
	sbuf_puts(&sql, "SELECT min(t.id), max(t.id)");
	select_from(&q, &sql);
	row = db_prepare(s->db, sbuf_text(&sql), NULL);
	if (row) {
		sql_params_bind(&q.params, row, 1);
		one = db_step(row, NULL) == 1 && db_int(row, 0) == id && db_int(row, 1) == id;
		db_reset(row);
	}
	sbuf_free(&sql);
	select_end(&q);
	return one;
}

/* NULL: it has none of its own. */
static const char *name_of(const struct naming *n, const struct entity *e, int64_t id)
{
	const char *title = sql_title(n->store->db, e, id, n->arena);
	int64_t last;

	if (!title || !*title || sql_highest(n->store->db, e, &last, NULL) < 0 || last > NAMED_MOST)
		return NULL;
	return means_one(n->store, e, id, title) ? title : NULL;
}

static bool is_by_id(const struct expr *x)
{
	return x->kind == EXPR_TERM && x->op == OP_IS && x->npath > 1 &&
	       !strcmp(x->path[x->npath - 1]->name, "id") && x->path[x->npath - 2]->type == FIELD_REF;
}

/* "won" may be a stage, and is a state in any case: what is read again must be what was meant. */
static bool reads_so(const struct naming *n, const struct expr *term)
{
	struct sbuf text = SBUF_INIT;
	const struct expr *again;
	bool same;

	expr_print(&text, term);
	again = expr_parse(sbuf_text(&text), n->entity, &n->store->context, n->arena, NULL);
	same = again && expr_equal(term, again);
	sbuf_free(&text);
	return same;
}

static void name_values(const struct naming *n, struct expr *x)
{
	struct expr_value *values = arena_alloc(n->arena, x->nvalues * sizeof(*values));
	const struct entity *of = entity_find(x->path[x->npath - 2]->ref);
	struct expr term = *x;

	for (size_t i = 0; i < x->nvalues; i++) {
		const char *name = x->values[i].kind == OPERAND_VALUE ? name_of(n, of, x->values[i].from.i) : NULL;
		struct sbuf typed = SBUF_INIT;

		if (!name)
			return;
		expr_write_value(&typed, name);
		values[i] = (struct expr_value){ .kind = OPERAND_WORD, .from = value_text(name), .to = value_text(name),
						 .typed = arena_strdup(n->arena, sbuf_text(&typed)) };
		sbuf_free(&typed);
	}
	term.npath--;
	term.values = values;
	if (reads_so(n, &term))
		*x = term;
}

/* What is asked of children is another entity's: it stays as it is. */
static void name_below(const struct naming *n, struct expr *x)
{
	if (!x || x->kind == EXPR_COUNT || x->kind == EXPR_SUM)
		return;
	if (is_by_id(x))
		name_values(n, x);
	name_below(n, x->left);
	name_below(n, x->right);
}

const char *expr_named(struct store *s, const struct entity *e, const char *text, struct arena *a)
{
	const struct naming n = { s, e, a };
	struct sbuf named = SBUF_INIT;
	struct expr *x;

	if (!text || !strstr(text, ".id:"))
		return text;
	x = expr_parse(text, e, &s->context, a, NULL);
	if (!x)
		return text;
	name_below(&n, x);
	expr_print(&named, x);
	text = arena_strdup(a, sbuf_text(&named));
	sbuf_free(&named);
	return text;
}
