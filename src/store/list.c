/* The verb `list`: a window of the records of one entity. */
#include "store/order.h"

#define NEAR       1000         /* windows that end before this need no whole list */
#define LIST_ROOM  (900u << 10) /* bytes of rows in a frame; answer_encode cuts what is still too much */
#define LIST_LIMIT 20000        /* rows */

/* The window as asked for, or the one around the record that is to be inside. */
static int64_t window_start(const struct request *r, const struct lineup *l, int64_t limit)
{
	int64_t place = r->locate ? lineup_place(l, r->locate) : -1;
	int64_t last = lineup_total(l) - limit;

	if (place < 0 || (place >= r->offset && place < r->offset + limit))
		return r->offset;
	place -= limit / 2;
	if (place > last)
		place = last;
	return place > 0 ? place : 0;
}

static int fill(const struct select *q, struct table *t, const struct lineup *l, int64_t limit,
		struct error *err)
{
	int64_t left = t->total - t->offset;
	int64_t *ids;
	size_t n;
	int rc;

	if (left <= 0)
		return 0;
	ids = xcalloc((size_t)(left < limit ? left : limit), sizeof(*ids));
	n = lineup_ids(l, t->offset, ids, (size_t)(left < limit ? left : limit));
	rc = select_rows(q, t, ids, n, LIST_ROOM, err) < 0 ? -1 : 0;
	free(ids);
	return rc;
}

static struct table *cut(const struct select *q, const struct request *r, const struct lineup *l,
			 struct error *err)
{
	int64_t limit = r->limit > 0 && r->limit < LIST_LIMIT ? r->limit : LIST_LIMIT;
	struct table *t = select_table(q, q->entity->name);

	t->total = lineup_total(l);
	t->offset = window_start(r, l, limit);
	if (fill(q, t, l, limit, err) == 0)
		return t;
	table_free(t);
	return NULL;
}

/* From series where they tell, else from the book: the first windows by themselves. */
static struct table *page(struct select *q, const struct request *r, struct error *err)
{
	bool near = !r->locate && r->limit > 0 && r->offset + r->limit <= NEAR;
	struct error trouble = { 0 };
	const struct lineup *l;

	l = order_lineup(q, true, &trouble);
	if (!l && trouble.kind == ERROR_NONE) {
		if (near)
			return select_page(q, q->entity->name, r->offset, r->limit, err);
		l = order_lineup(q, false, &trouble);
	}
	if (l)
		return cut(q, r, l, err);
	if (err)
		*err = trouble;
	return NULL;
}

/* In groups it is always cut from the whole. */
static struct table *grouped_page(struct select *q, const struct request *r, struct error *err)
{
	struct error trouble = { 0 };
	const struct lineup *l = order_lineup(q, true, &trouble);
	const struct grouped *g;
	struct table *t;

	if (!l && trouble.kind == ERROR_NONE)
		l = order_lineup(q, false, &trouble);
	g = l ? order_grouped(q, l, &trouble) : NULL;
	if (!g) {
		if (err)
			*err = trouble;
		return NULL;
	}
	t = select_table(q, q->entity->name);
	if (grouped_fill(g, q, r, l, t, err) == 0)
		return t;
	table_free(t);
	return NULL;
}

static int ask(struct select *q, const struct request *r, struct error *err)
{
	if (r->offset < 0 || r->limit < 0 || r->offset > INT64_MAX / 2 || r->limit > INT64_MAX / 2)
		return error_set(err, ERROR_USAGE, _("A window begins and ends at row 0 or later."));
	if (r->nids && !(r->group && *r->group))
		select_ids(q, r->ids, r->nids);
	if (select_where(q, r->expr, err) < 0 || select_group(q, r->group, err) < 0 ||
	    select_order(q, r->sort, err) < 0)
		return -1;
	return select_columns(q, r->columns, err);
}

static bool sums_columns(const struct select *q)
{
	for (size_t i = 0; i < q->ncolumns; i++)
		if (q->columns[i].n == 1 && path_field(&q->columns[i])->flags & FIELD_SUM)
			return true;
	return false;
}

/* One number a column: amounts in the book's currency, and how many of them had no rate. */
static void sums_sql(const struct select *q, const struct table *t, struct sbuf *sql)
{
	sbuf_puts(sql, "SELECT 0");
	for (size_t i = 0; i < t->ncolumns; i++) {
		const struct field *f = entity_must(q->entity, t->columns[i].name);
		struct sbuf value = SBUF_INIT;

		if (f->type == FIELD_MONEY)
			amount_sql(q->store, &value, q->entity, f, "t");
		else
			field_sql(q->store, &value, q->entity, f, "t", false);
		sbuf_printf(sql, ", sum(%s), count(", sbuf_text(&value));
		field_sql(q->store, sql, q->entity, f, "t", false);
		sbuf_printf(sql, ") - count(%s)", sbuf_text(&value));
		sbuf_free(&value);
	}
	select_from(q, sql);
}

static void fill_sums(struct store *s, struct table *t, struct stmt *q)
{
	struct row *row = table_add_row(t);
	int64_t left_out = 0;

	for (size_t i = 0; i < t->ncolumns; i++) {
		bool money = t->columns[i].field.type == FIELD_MONEY;
		int64_t sum = db_int(q, 1 + 2 * (int)i);

		left_out += db_int(q, 2 + 2 * (int)i);
		table_set(t, row, i, money ? value_money(sum, s->currency) : value_int(sum));
	}
	t->total = 1;
	if (left_out)
		t->note = arena_printf(&t->arena,
				       P_("%lld amount has no rate to %s and is left out.",
					  "%lld amounts have no rate to %s and are left out.", left_out),
				       (long long)left_out, s->currency);
}

static struct table *sums_table(const struct select *q)
{
	struct table *t = table_new("sums");

	for (size_t i = 0; i < q->ncolumns; i++)
		if (q->columns[i].n == 1 && path_field(&q->columns[i])->flags & FIELD_SUM)
			table_add_field(t, path_field(&q->columns[i]));
	return t;
}

/* The totals of the columns that may be totalled, over the whole list and not the window. */
static int add_sums(struct select *q, struct answer *a, struct error *err)
{
	struct table *t = sums_table(q);
	struct sbuf sql = SBUF_INIT;
	struct stmt *s;
	int got = -1;

	answer_add_table(a, t);
	sums_sql(q, t, &sql);
	s = db_prepare(q->store->db, sql.data, err);
	if (s) {
		sql_params_bind(&q->params, s, 1);
		got = db_step(s, err);
	}
	if (got > 0) {
		fill_sums(q->store, t, s);
		db_reset(s);
	}
	sbuf_free(&sql);
	return got < 0 ? -1 : 0;
}

/* Sums cost a pass over the whole list: they are made when "sums" is asked for by name. */
static bool wants_sums(const struct select *q, const struct request *r)
{
	return r->name && !strcmp(r->name, "sums") && sums_columns(q);
}

int verb_list(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	struct table *t = NULL;
	struct select q;
	int rc = -1;

	if (!r->entity)
		return error_set(err, ERROR_USAGE, _("A list of what? Name an entity."));
	select_begin(&q, s, r->entity, r->removed);
	if (ask(&q, r, err) == 0)
		t = q.grouped ? grouped_page(&q, r, err) : page(&q, r, err);
	if (t) {
		answer_add_table(a, t);
		a->more = !r->limit && t->offset + (int64_t)t->nrows < t->total;
		rc = wants_sums(&q, r) ? add_sums(&q, a, err) : 0;
		if (r->words)
			a->text = arena_strdup(&a->arena, expr_named(s, r->entity, r->words, &a->arena));
	}
	select_end(&q);
	return rc;
}
