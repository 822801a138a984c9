/* Expressions as SQL that SQLite and PostgreSQL share.
 *
 * A comparison with NULL is NULL, which AND, OR and WHERE treat as if it were false; so only
 * negation has to mind, and `(X) IS NOT TRUE` is exactly the plain negation that model/expr.h
 * promises. What a path goes over becomes `reference IN (SELECT id ... JOIN ...)`, in which removed
 * and invisible records are not; an index on the reference serves. Keys of texts compare by bytes
 * (PostgreSQL: COLLATE "C"). */
#include "base/search.h"
#include "base/text.h"
#include "store/store.h"

struct compiler {
	const struct store *store;
	struct sbuf *sql;
	struct sql_params *params;
	int aliases;
};

/* The table that a condition is about. */
struct place {
	const struct entity *entity;
	char alias[16];
};

static void condition(struct compiler *c, const struct expr *x, const struct place *at);

static void put(struct compiler *c, const char *sql)
{
	sbuf_puts(c->sql, sql);
}

static void bind(struct compiler *c, const struct field *f, struct value v)
{
	struct sql_params *p = c->params;
	struct sql_param *item = array_add(&p->items, &p->n, &p->room, sizeof(*item));

	item->field = f;
	item->value = v;
	put(c, "?");
}

static void bind_text(struct compiler *c, const char *text)
{
	bind(c, NULL, value_text(text));
}

static void bind_key(struct compiler *c, const char *text,
		     void (*make)(struct sbuf *out, const char *s, size_t len))
{
	struct sbuf key = SBUF_INIT;

	make(&key, text, strlen(text));
	/* Not value_text: what folds to nothing is still a text to compare with. */
	bind(c, NULL,
	     (struct value){ VALUE_TEXT, 0, arena_strdup(&c->params->arena, sbuf_text(&key)) });
	sbuf_free(&key);
}

static void column(struct compiler *c, const struct field *f, const struct place *at)
{
	field_sql(c->store, c->sql, at->entity, f, at->alias, f->type == FIELD_MONEY);
}

static struct place new_place(struct compiler *c, const struct entity *e)
{
	struct place at = { .entity = e };

	snprintf(at.alias, sizeof(at.alias), "x%d", ++c->aliases);
	return at;
}

/* "not removed and visible"; more conditions follow by AND. */
static void is_live(struct compiler *c, const struct place *at)
{
	sbuf_printf(c->sql, "%s.removed = 0", at->alias);
	rights_visible(c->store, c->sql, at->entity, at->alias);
}

static void from(struct compiler *c, const struct place *at)
{
	sbuf_printf(c->sql, " FROM \"%s\" %s WHERE ", at->entity->name, at->alias);
	is_live(c, at);
}

static struct place select_ids(struct compiler *c, const struct entity *e)
{
	struct place at = new_place(c, e);

	sbuf_printf(c->sql, "SELECT %s.id", at.alias);
	from(c, &at);
	return at;
}

/* A value as its column keeps it: of texts the sort key, money already in ten-thousandths. */
static void bind_bound(struct compiler *c, const struct field *f, struct value v)
{
	if (field_is_text(f))
		bind_key(c, v.s, text_sort_key);
	else
		bind(c, f->type == FIELD_DATE || f->type == FIELD_STAMP ? f : NULL,
		     v.kind == VALUE_INT ? value_int(v.i) : v);
}

static void compare(struct compiler *c, const struct field *f, const char *op, struct value v)
{
	put(c, op);
	bind_bound(c, f, v);
}

/* Follows the SQL of what is compared. */
static void bounds(struct compiler *c, const struct field *f, enum expr_op op,
		   const struct expr_value *v)
{
	struct value to = v->kind == OPERAND_RANGE ? v->to : v->from;

	if (op == OP_LT)
		compare(c, f, " < ", v->from);
	else if (op == OP_LE)
		compare(c, f, " <= ", to);
	else if (op == OP_GT)
		compare(c, f, " > ", to);
	else if (op == OP_GE)
		compare(c, f, " >= ", v->from);
	else if (v->kind != OPERAND_RANGE)
		compare(c, f, " = ", v->from);
	else if (v->from.kind == VALUE_NULL)
		compare(c, f, " <= ", to);
	else if (to.kind == VALUE_NULL)
		compare(c, f, " >= ", v->from);
	else {
		compare(c, f, " BETWEEN ", v->from);
		compare(c, f, " AND ", to);
	}
}

/* ",a,b," has ",vip,": a pattern with nothing special left in it. */
static void has_tag(struct compiler *c, const struct field *f, const char *tag,
		    const struct place *at)
{
	struct sbuf pattern = SBUF_INIT;

	sbuf_puts(&pattern, "%,");
	for (; *tag; tag++) {
		if (strchr("%_!", *tag))
			sbuf_putc(&pattern, '!');
		sbuf_putc(&pattern, *tag);
	}
	sbuf_puts(&pattern, ",%");
	put(c, "',' || ");
	column(c, f, at);
	put(c, " || ',' LIKE ");
	bind_text(c, arena_strdup(&c->params->arena, sbuf_text(&pattern)));
	put(c, " ESCAPE '!'");
	sbuf_free(&pattern);
}

/* The choice and, for `:`, what stands below it. */
static void is_choice(struct compiler *c, const struct field *f, enum expr_op op, const char *name,
		      const struct place *at)
{
	const char *comma = "";

	column(c, f, at);
	put(c, " IN (");
	for (const struct choice *o = f->choices; o->name; o++)
		if (op == OP_IS ? choice_within(f->choices, o->name, name)
				: !strcmp(o->name, name)) {
			put(c, comma);
			bind_text(c, o->name);
			comma = ", ";
		}
	put(c, ")");
}

/* The reference is to a record that has the words, or is called just so. */
static void is_named(struct compiler *c, const struct field *f, enum expr_op op, const char *words,
		     const struct place *at)
{
	const struct entity *e = entity_find(f->ref);
	struct place named;

	column(c, f, at);
	put(c, " IN (");
	named = select_ids(c, e);
	put(c, " AND (1 = 0");
	for (unsigned i = 0; i < e->nfields; i++)
		if (expr_field_names(e, &e->fields[i])) {
			put(c, op == OP_IS ? " OR words(" : " OR fold(");
			column(c, &e->fields[i], &named);
			put(c, op == OP_IS ? ", " : ") = ");
			if (op == OP_IS) {
				bind_text(c, words);
				put(c, ") = 1");
			} else {
				bind_key(c, words, text_fold);
			}
		}
	put(c, "))");
}

static void is_there(struct compiler *c, const struct field *f, const struct place *at)
{
	struct place target;

	if (f->type != FIELD_REF) {
		column(c, f, at);
		put(c, " IS NOT NULL");
		return;
	}
	put(c, "EXISTS (");
	target = select_ids(c, entity_find(f->ref));
	sbuf_printf(c->sql, " AND %s.id = ", target.alias);
	column(c, f, at);
	put(c, ")");
}

static void in_bounds(struct compiler *c, const struct field *f, enum expr_op op,
		      const struct expr_value *v, const struct place *at)
{
	const char *currency = v->from.s ? v->from.s : v->to.s;

	put(c, field_is_text(f) ? "sorted(" : "");
	column(c, f, at);
	put(c, field_is_text(f) ? ")" : "");
	bounds(c, f, op, v);
	if (f->type == FIELD_MONEY && currency) {
		put(c, " AND ");
		currency_sql(c->store, c->sql, at->entity, f, at->alias);
		put(c, " = ");
		bind_text(c, currency);
	}
}

/* One operand, other than null, against the field of a record that is there. */
static void value_fits(struct compiler *c, const struct field *f, enum expr_op op,
		       const struct expr_value *v, const struct place *at)
{
	if (v->kind == OPERAND_ANY) {
		is_there(c, f, at);
	} else if (v->kind == OPERAND_WORD) {
		is_named(c, f, op, v->from.s, at);
	} else if (f->type == FIELD_CHOICE) {
		is_choice(c, f, op, v->from.s, at);
	} else if (f->type == FIELD_TAGS && op == OP_IS) {
		has_tag(c, f, v->from.s, at);
	} else if (field_is_text(f) && op == OP_IS && v->kind == OPERAND_VALUE) {
		put(c, "words(");
		column(c, f, at);
		put(c, ", ");
		bind_text(c, v->from.s);
		put(c, ") = 1");
	} else {
		in_bounds(c, f, op, v, at);
	}
}

/* Any of the operands that are not null, at the end of the path. */
static void values_fit(struct compiler *c, const struct expr *x, const struct place *at)
{
	const char * or = "(";

	for (size_t i = 0; i < x->nvalues; i++) {
		if (x->values[i].kind == OPERAND_NULL)
			continue;
		put(c, or);
		value_fits(c, x->path[x->npath - 1], x->op == OP_NE ? OP_EQ : x->op, &x->values[i],
			   at);
		or = " OR ";
	}
	put(c, ")");
}

static void there_at_end(struct compiler *c, const struct expr *x, const struct place *at)
{
	is_there(c, x->path[x->npath - 1], at);
}

/* Says `leaf` of the record at the end of the path. What is between is joined in one subquery,
 * since the database's parser nests less deep than a path is long. */
static void along(struct compiler *c, const struct expr *x, const struct place *at,
		  void (*leaf)(struct compiler *, const struct expr *, const struct place *))
{
	struct place steps[EXPR_PATH_MAX];

	if (x->npath == 1) {
		leaf(c, x, at);
		return;
	}
	for (size_t i = 0; i + 1 < x->npath; i++)
		steps[i] = new_place(c, entity_find(x->path[i]->ref));
	column(c, x->path[0], at);
	sbuf_printf(c->sql, " IN (SELECT %s.id FROM \"%s\" %s", steps[0].alias,
		    steps[0].entity->name, steps[0].alias);
	for (size_t i = 1; i + 1 < x->npath; i++) {
		sbuf_printf(c->sql, " JOIN \"%s\" %s ON %s.id = ", steps[i].entity->name,
			    steps[i].alias, steps[i].alias);
		column(c, x->path[i], &steps[i - 1]);
		put(c, " AND ");
		is_live(c, &steps[i]);
	}
	put(c, " WHERE ");
	is_live(c, &steps[0]);
	put(c, " AND ");
	leaf(c, x, &steps[x->npath - 2]);
	put(c, ")");
}

static void term(struct compiler *c, const struct expr *x, const struct place *at)
{
	size_t nulls = 0;

	for (size_t i = 0; i < x->nvalues; i++)
		nulls += x->values[i].kind == OPERAND_NULL;
	put(c, "(");
	if (nulls) {
		put(c, "(");
		along(c, x, at, there_at_end);
		put(c, ") IS NOT TRUE");
	}
	if (nulls && nulls < x->nvalues)
		put(c, " OR ");
	if (nulls < x->nvalues)
		along(c, x, at, values_fit);
	put(c, x->op == OP_NE ? ") IS NOT TRUE" : ")");
}

static void or_found(struct compiler *c, const struct field *f, const char *words, const struct place *at)
{
	put(c, " OR found(");
	column(c, f, at);
	put(c, ", ");
	bind_text(c, words);
	put(c, ") = 1");
}

/* Any text of the record has the word: what the evaluator does too, and for lists at a stroke find_matches. */
static void find(struct compiler *c, const char *words, const struct place *at)
{
	const struct child *points = entity_child(at->entity, "points");
	struct place point;

	put(c, "(1 = 0");
	for (unsigned i = 0; i < at->entity->nfields; i++)
		if (at->entity->fields[i].flags & FIELD_FIND)
			or_found(c, &at->entity->fields[i], words, at);
	if (points) {
		point = new_place(c, entity_find(points->entity));
		put(c, " OR EXISTS (SELECT 1");
		from(c, &point);
		sbuf_printf(c->sql, " AND %s.\"%s\" = %s.id AND (1 = 0", point.alias, points->field, at->alias);
		or_found(c, entity_must(point.entity, "value"), words, &point);
		or_found(c, entity_must(point.entity, "city"), words, &point);
		put(c, "))");
	}
	put(c, ")");
}

/* A chain of one kind leans to the left and needs parentheses only around what differs: the parser
 * of the database nests no deeper than the expression does. */
static void operand(struct compiler *c, const struct expr *x, bool group, const struct place *at)
{
	put(c, group ? "(" : "");
	condition(c, x, at);
	put(c, group ? ")" : "");
}

/* FROM and WHERE of a function's records. */
static void children(struct compiler *c, const struct expr *x, const struct place *child,
		     const struct place *of)
{
	from(c, child);
	sbuf_printf(c->sql, " AND %s.\"%s\" = %s.id", child->alias, x->child->field, of->alias);
	if (x->left->kind != EXPR_ALL) {
		put(c, " AND ");
		operand(c, x->left, x->left->kind == EXPR_OR, child);
	}
}

/* The number that a function gathers; a sum of money only in the operand's currency, if it has one.
 */
static void gathered(struct compiler *c, const struct expr *x, const struct expr_value *v,
		     const struct place *of)
{
	const char *currency = v->from.s ? v->from.s : v->to.s;
	struct place child = new_place(c, x->entity);

	if (x->kind == EXPR_COUNT) {
		put(c, "(SELECT count(*)");
	} else {
		put(c, "(SELECT coalesce(sum(");
		column(c, x->summed, &child);
		put(c, "), 0)");
	}
	children(c, x, &child, of);
	if (x->kind == EXPR_SUM && x->summed->type == FIELD_MONEY && currency) {
		put(c, " AND ");
		currency_sql(c->store, c->sql, x->entity, x->summed, child.alias);
		put(c, " = ");
		bind_text(c, currency);
	}
	put(c, ")");
}

/* Whether it is count(...) > 0 or = 0, which need not count. */
static bool is_existence(const struct expr *x)
{
	const struct expr_value *v = &x->values[0];

	return x->kind == EXPR_COUNT && x->nvalues == 1 && v->kind == OPERAND_VALUE &&
	       v->from.i == 0 && (x->op == OP_GT || x->op == OP_EQ || x->op == OP_IS);
}

static void function(struct compiler *c, const struct expr *x, const struct place *at)
{
	static const struct field number = { .name = "number", .type = FIELD_INT };

	if (is_existence(x)) {
		struct place child = new_place(c, x->entity);

		sbuf_printf(c->sql, "%sEXISTS (SELECT 1", x->op == OP_GT ? "" : "NOT ");
		children(c, x, &child, at);
		put(c, ")");
		return;
	}
	put(c, "(");
	for (size_t i = 0; i < x->nvalues; i++) {
		put(c, i ? " OR " : "");
		gathered(c, x, &x->values[i], at);
		bounds(c, &number, x->op == OP_NE ? OP_EQ : x->op, &x->values[i]);
	}
	put(c, x->op == OP_NE ? ") IS NOT TRUE" : ")");
}

static void joined(struct compiler *c, const struct expr *x, const char *word,
		   const struct place *at)
{
	operand(c, x->left, x->left->kind == EXPR_OR && x->kind == EXPR_AND, at);
	put(c, word);
	operand(c, x->right, x->right->kind == EXPR_OR || x->right->kind == EXPR_AND, at);
}

static void condition(struct compiler *c, const struct expr *x, const struct place *at)
{
	switch (x->kind) {
	case EXPR_ALL:
		put(c, "1 = 1");
		break;
	case EXPR_AND:
		joined(c, x, " AND ", at);
		break;
	case EXPR_OR:
		joined(c, x, " OR ", at);
		break;
	case EXPR_NOT:
		operand(c, x->left, true, at);
		put(c, " IS NOT TRUE");
		break;
	case EXPR_FIND:
		if (search_asks(x->words))
			find(c, x->words, at);
		else
			put(c, "1 = 1");
		break;
	case EXPR_TERM:
		term(c, x, at);
		break;
	case EXPR_COUNT:
	case EXPR_SUM:
		function(c, x, at);
		break;
	}
}

int expr_compile(struct store *s, const struct expr *x, const struct entity *e, const char *alias,
		 struct sbuf *sql, struct sql_params *params, struct error *err)
{
	struct compiler c = { .store = s, .sql = sql, .params = params };
	struct place at = { .entity = e };

	(void)err;
	if ((size_t)snprintf(at.alias, sizeof(at.alias), "%s", alias) >= sizeof(at.alias))
		BUG("alias %s", alias);
	put(&c, "(");
	condition(&c, x, &at);
	put(&c, ")");
	return 0;
}
