/* Boards of any entity by a choice or a reference: a column for each value, and one for none. */
#include "base/intl.h"
#include "model/figure.h"
#include "store/report.h"
#include "store/sql.h"

#define CARDS   200 /* a column; `total` tells how many there are */
#define COLUMNS 40  /* of a reference */

struct cards {
	struct store *store;
	const struct request *request;
	struct answer *answer;
	const struct entity *entity;
	const struct field *by;
	const struct field *summed; /* NULL: nothing is */
	struct table *heads;
	struct error *err;
};

/* What the board draws on a card goes by these names. */
static const char *const slots[] = { "name", "amount", "customer" };

static const struct field *first_sum(const struct entity *e)
{
	for (unsigned i = 0; i < e->nfields; i++)
		if (e->fields[i].flags & FIELD_SUM && e->fields[i].flags & FIELD_LIST)
			return &e->fields[i];
	return NULL;
}

/* What a card says below its name: the first column of lists that is neither it nor the board's own field. */
static const struct field *second_line(const struct cards *c)
{
	const char *columns = c->entity->columns, *word;
	size_t len;

	while ((word = list_next(&columns, &len))) {
		char name[64];
		const struct field *f;

		snprintf(name, sizeof(name), "%.*s", (int)len, word);
		f = entity_field(c->entity, name);
		if (f && strcmp(name, c->entity->title) && f != c->by && f != c->summed)
			return f;
	}
	return NULL;
}

/* The columns of the cards; the second may be missing. */
static int card_columns(struct cards *c, struct select *q)
{
	const struct field *second = second_line(c);
	struct sbuf names = SBUF_INIT;
	int rc;

	sbuf_puts(&names, c->entity->title);
	sbuf_printf(&names, ",%s", c->summed ? c->summed->name : "id");
	if (second)
		sbuf_printf(&names, ",%s", second->name);
	rc = select_columns(q, sbuf_text(&names), c->err);
	sbuf_free(&names);
	return rc;
}

static int begin(struct cards *c, struct select *q, struct value v)
{
	select_begin(q, c->store, c->entity, false);
	if (v.kind != VALUE_NULL) {
		select_equal(q, c->by->name, v);
	} else {
		sbuf_puts(&q->where, " AND ");
		field_sql(c->store, &q->where, c->entity, c->by, "t", false);
		sbuf_puts(&q->where, " IS NULL");
		q->narrowed = true;
	}
	if (select_where(q, report_arg(c->request, "filter"), c->err) < 0 ||
	    select_order(q, NULL, c->err) < 0)
		return -1;
	return card_columns(c, q);
}

static int sum_of(struct cards *c, struct select *q, int64_t *sum)
{
	struct sbuf sql = SBUF_INIT;
	struct stmt *s;
	int rc = -1;

	*sum = 0;
	if (!c->summed)
		return 0;
	sbuf_puts(&sql, "SELECT coalesce(sum(");
	amount_sql(c->store, &sql, c->entity, c->summed, "t");
	sbuf_puts(&sql, "), 0)");
	select_from(q, &sql);
	s = db_prepare(c->store->db, sql.data, c->err);
	if (s) {
		sql_params_bind(&q->params, s, 1);
		rc = db_one(s, 0, sum, c->err);
	}
	sbuf_free(&sql);
	return rc;
}

/* Each table of cards is named as its column is. */
static struct table *cards_of(struct cards *c, struct select *q, const char *key)
{
	struct table *t = select_page(q, *key ? key : "none", 0, CARDS, c->err);

	for (size_t i = 0; t && i < t->ncolumns; i++)
		t->columns[i].name = i == 1 && !c->summed ? "id" : slots[i];
	return t;
}

/* The cards of a column, as begin asks for them. */
static void drill_column(struct cards *c, struct row *row, const char *key)
{
	const char *filter = report_arg(c->request, "filter");
	const char *op = c->by->type == FIELD_REF ? ".id:" : "=";
	struct sbuf expr = SBUF_INIT;

	sbuf_printf(&expr, "%s%s%s", c->by->name, *key ? op : ":", *key ? key : "null");
	if (filter)
		sbuf_printf(&expr, " (%s)", filter);
	report_drill(c->heads, row, c->entity->id, sbuf_text(&expr));
	sbuf_free(&expr);
}

/* `key` is what the field is set to when a card is moved there. */
static int add_column(struct cards *c, struct value v, const char *label, const char *key)
{
	struct table *t = NULL;
	struct select q;
	struct row *row;
	int64_t sum = 0;

	if (begin(c, &q, v) == 0 && sum_of(c, &q, &sum) == 0)
		t = cards_of(c, &q, key);
	select_end(&q);
	if (!t)
		return -1;
	t->title = arena_strdup(&t->arena, label);
	answer_add_table(c->answer, t);
	row = table_add_row(c->heads);
	drill_column(c, row, key);
	row->id = (int64_t)c->heads->nrows;
	table_set(c->heads, row, 0, value_text(label));
	table_set(c->heads, row, 1, value_int(t->total));
	if (c->summed)
		table_set(c->heads, row, 2, value_money(sum, c->store->currency));
	table_set(c->heads, row, 3, value_text(key));
	return 0;
}

static int add_choices(struct cards *c)
{
	for (const struct choice *at = c->by->choices; at->name; at++)
		if (add_column(c, value_text(at->name), _(at->label), at->name) < 0)
			return -1;
	return 0;
}

/* Everybody who could be given a card; of other references those that have one. */
static struct stmt *values_of(struct cards *c, struct select *q)
{
	struct sbuf sql = SBUF_INIT;
	struct stmt *s = NULL;

	select_begin(q, c->store, c->entity, false);
	if (!strcmp(c->by->ref, "user"))
		return db_prepare(c->store->db,
				  "SELECT u.id FROM user u WHERE u.removed = 0 AND coalesce(u.active, 1) = 1"
				  " ORDER BY u.name COLLATE fold, u.id LIMIT 40", c->err);
	if (select_where(q, report_arg(c->request, "filter"), c->err) < 0)
		return NULL;
	sbuf_puts(&sql, "SELECT DISTINCT ");
	field_sql(c->store, &sql, c->entity, c->by, "t", false);
	select_from(q, &sql);
	sbuf_puts(&sql, " AND ");
	field_sql(c->store, &sql, c->entity, c->by, "t", false);
	sbuf_puts(&sql, " IS NOT NULL ORDER BY 1 LIMIT 41");
	s = db_prepare(c->store->db, sql.data, c->err);
	if (s)
		sql_params_bind(&q->params, s, 1);
	sbuf_free(&sql);
	return s;
}

static int add_references(struct cards *c)
{
	const struct entity *target = entity_find(c->by->ref);
	struct ids { int64_t items[COLUMNS + 1]; size_t n; } ids = { .n = 0 };
	struct select q;
	struct stmt *s = values_of(c, &q);
	int got = -1;

	while (s && ids.n <= COLUMNS && (got = db_step(s, c->err)) > 0)
		ids.items[ids.n++] = db_int(s, 0);
	if (s)
		db_reset(s);
	select_end(&q);
	if (got < 0)
		return -1;
	if (ids.n > COLUMNS)
		return error_set(c->err, ERROR_USAGE, _("%s has more than %d values here: too many columns."),
				 _(c->by->label), COLUMNS);
	for (size_t i = 0; i < ids.n; i++) {
		struct arena *a = &c->heads->arena;
		const char *key = arena_printf(a, "%lld", (long long)ids.items[i]);

		if (add_column(c, value_int(ids.items[i]),
			       sql_title(c->store->db, target, ids.items[i], a), key) < 0)
			return -1;
	}
	return 0;
}

/* The last has no heading: what a card's field is set to when it is moved there. */
static const struct figure head_figures[] = {
	{ "deals", N_("Count"), FIELD_INT, 6, .made = "count", .words = N_("The records in this column.") },
	{ "sum", N_("Sum"), FIELD_MONEY, 12, .made = "sum",
	  .words = N_("Of the records in this column, in the book's currency at today's rates.") },
	{ "key", "", FIELD_TEXT, -1 },
	{ NULL },
};

static struct table *heads_table(struct cards *c)
{
	struct table *t = table_new("columns");
	struct figure *sum;

	table_add_column(t, "stage", c->by->label, FIELD_TEXT)->field.width = 18;
	table_add_figures(t, head_figures);
	if (c->summed) {
		sum = arena_alloc(&t->arena, sizeof(*sum));
		*sum = *t->columns[2].figure;
		sum->made = arena_printf(&t->arena, "sum %s", c->summed->name);
		t->columns[2].figure = sum;
	}
	t->title = arena_strdup(&t->arena, _(c->entity->plural));
	return t;
}

static int find_field(struct cards *c)
{
	const char *of = report_arg(c->request, "of"), *by = report_arg(c->request, "by");

	c->entity = of ? entity_find(of) : entity_at(ENTITY_DEAL);
	if (!c->entity)
		return error_set(c->err, ERROR_USAGE, _("There is no entity %s."), of);
	c->by = entity_field(c->entity, by);
	if (!c->by)
		return error_set(c->err, ERROR_USAGE, _("%s has no field %s."), _(c->entity->label), by);
	if ((c->by->type != FIELD_CHOICE && c->by->type != FIELD_REF) ||
	    c->by->flags & (FIELD_SYSTEM | FIELD_COMPUTED))
		return error_set(c->err, ERROR_USAGE, _("%s is no choice: a board needs one."), _(c->by->label));
	c->summed = first_sum(c->entity);
	return 0;
}

int report_cards(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	struct cards c = { .store = s, .request = r, .answer = a, .err = err };

	if (find_field(&c) < 0)
		return -1;
	c.heads = heads_table(&c);
	answer_add_table(a, c.heads);
	if ((c.by->type == FIELD_CHOICE ? add_choices(&c) : add_references(&c)) < 0 ||
	    add_column(&c, VALUE_NONE, _("none"), "") < 0)
		return -1;
	c.heads->total = (int64_t)c.heads->nrows;
	return 0;
}
