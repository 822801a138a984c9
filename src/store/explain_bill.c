/* What the records behind a figure come to, as lines of its bill. */
#include "base/intl.h"
#include "model/money.h"
#include "store/explain.h"
#include "store/sql.h"

#include <math.h>

const char *bill_show(const struct store *s, const struct field *f, struct value v, struct arena *a)
{
	struct field figure = *f;
	struct sbuf b = SBUF_INIT;
	const char *text;

	if (f->type != FIELD_PERCENT) /* 85 % of a record is told as it stands there, 85.0 % of a report likewise */
		figure.flags |= FIELD_FIGURE;
	if (v.kind != VALUE_NULL)
		value_show(&b, &figure, v, &s->context);
	text = arena_strdup(a, sbuf_text(&b));
	sbuf_free(&b);
	return text;
}

const char *figure_show(const struct store *s, enum field_type type, double number, const char *currency,
			struct arena *a)
{
	const struct field f = { .name = "", .type = type, .flags = FIELD_FIGURE };
	struct value v = value_int(llround(number));

	if (type == FIELD_MONEY)
		v = value_money(llround(number * pow(10, money_exponent(currency))), currency);
	else if (type == FIELD_PERCENT)
		v.i = llround(number * 100 * NUMBER_SCALE);
	else if (type == FIELD_DECIMAL)
		v.i = llround(number * NUMBER_SCALE);
	return bill_show(s, &f, v, a);
}

const char *bill_others(int64_t n, struct arena *a)
{
	return arena_printf(a, P_("%s other", "%s others", n), NUMBER_TEXT(n));
}

void bill_say_others(const struct store *s, struct table *t, struct said *sum, int64_t n, enum field_type type,
		     double rest)
{
	if (n > 0)
		said_term(t, sum, (struct term){ .sign = '+', .what = bill_others(n, &t->arena), .number = rest,
						 .shown = figure_show(s, type, rest, s->currency, &t->arena) });
}

static void set_drill(struct table *bill, struct row *row, const struct instance *i)
{
	row->drill = arena_strdup(&bill->arena, i->expr);
	row->drill_entity = i->entity;
}

/* "12 deals" */
static struct row *records_line(struct explain *x, struct table *bill, char sign, const struct instance *i,
				int64_t n)
{
	struct row *row = bill_line(bill, sign, _(n == 1 ? i->entity->label : i->entity->plural),
				    figure_show(x->store, FIELD_INT, (double)n, NULL, &bill->arena),
				    (double)n);

	set_drill(bill, row, i);
	return row;
}

static int begin(struct explain *x, struct select *q, const struct instance *i)
{
	select_begin(q, x->store, i->entity, x->asked->removed);
	return select_where(q, i->expr, x->err);
}

int bill_count(struct explain *x, struct table *bill, const struct instance *i)
{
	struct select q;
	int64_t n = -1;

	if (begin(x, &q, i) == 0)
		n = select_count(&q, x->err);
	select_end(&q);
	if (n >= 0)
		records_line(x, bill, '+', i, n);
	return n < 0 ? -1 : 0;
}

int bill_removed(struct explain *x, struct table *bill, const struct instance *i)
{
	struct select q;
	int64_t n = -1;

	select_begin(&q, x->store, i->entity, true);
	if (select_where(&q, i->expr, x->err) == 0)
		n = select_count(&q, x->err);
	select_end(&q);
	if (n > 0)
		bill_line(bill, '\0', _("removed, not counted"), figure_show(x->store, FIELD_INT, (double)n, NULL, &bill->arena),
			  0)->tone = TONE_QUIET;
	return n < 0 ? -1 : 0;
}

/* What is summed: a field of the records, or of their children. */
struct summed {
	const struct field *field;
	struct sbuf sql;
	struct sql_params params; /* of sql */
	struct arena arena;
};

static int of_children(struct explain *x, struct summed *m, const struct entity *e, const char *of)
{
	char *name = xstrndup(of, strcspn(of, "."));
	const struct child *c = entity_child(e, name);
	const struct entity *child = entity_find(c->entity);
	struct expr *within = expr_parse(x->table->within, child, &x->store->context, &m->arena, x->err);
	int rc = -1;

	free(name);
	m->field = entity_must(child, of + strcspn(of, ".") + 1);
	sbuf_puts(&m->sql, "(SELECT sum(");
	amount_sql(x->store, &m->sql, child, m->field, "u");
	sbuf_puts(&m->sql, ") FROM ");
	sbuf_printf(&m->sql, "\"%s\"", child->name);
	sbuf_puts(&m->sql, " u WHERE u.removed = 0 AND t.id = ");
	sbuf_printf(&m->sql, "u.\"%s\"", c->field);
	sbuf_puts(&m->sql, " AND (");
	if (within)
		rc = expr_compile(x->store, within, child, "u", &m->sql, &m->params, x->err);
	sbuf_puts(&m->sql, "))");
	return rc;
}

static int summed_make(struct explain *x, struct summed *m, const struct entity *e, const char *of)
{
	if (strchr(of, '.'))
		return of_children(x, m, e, of);
	m->field = entity_must(e, of);
	if (m->field->type == FIELD_MONEY)
		amount_sql(x->store, &m->sql, e, m->field, "t");
	else
		field_sql(x->store, &m->sql, e, m->field, "t", false);
	return 0;
}

static void summed_free(struct summed *m)
{
	sbuf_free(&m->sql);
	sql_params_free(&m->params);
	arena_free(&m->arena);
}

static struct stmt *ask(struct explain *x, const struct summed *m, const struct select *q, const char *head,
			const char *tail)
{
	struct sbuf sql = SBUF_INIT;
	struct stmt *s;

	sbuf_puts(&sql, head);
	sbuf_puts(&sql, " FROM (SELECT t.id AS id, ");
	sbuf_puts(&sql, sbuf_text(&m->sql));
	sbuf_puts(&sql, " AS v");
	select_from(q, &sql);
	sbuf_puts(&sql, ")");
	sbuf_puts(&sql, tail);
	s = db_prepare(x->store->db, sbuf_text(&sql), x->err);
	if (s)
		sql_params_bind(&q->params, s, sql_params_bind(&m->params, s, 1));
	sbuf_free(&sql);
	return s;
}

static double number_of(const struct explain *x, const struct field *f, int64_t v)
{
	return figure_number(f->type, (struct value){ VALUE_INT, v, x->store->currency });
}

static struct row *record_line(struct explain *x, struct table *bill, char sign, const struct entity *e,
			       int64_t id, const char *shown, double number)
{
	struct row *row = bill_line(bill, sign, sql_title(x->store->db, e, id, &bill->arena), shown, number);

	row->entity = e;
	row->id = id;
	return row;
}

/* The largest; what they come to is *told. */
static int largest(struct explain *x, struct table *bill, const struct instance *i, const struct summed *m,
		   const struct select *q, double *told)
{
	struct stmt *s = ask(x, m, q, "SELECT id, v", " WHERE v <> 0 ORDER BY abs(v) DESC, id");
	struct { int64_t id, v; } found[BILL_LARGEST];
	size_t n = 0;
	int got = -1;

	while (s && (got = db_step(s, x->err)) > 0 && n < BILL_LARGEST) {
		found[n].id = db_int(s, 0);
		found[n++].v = db_int(s, 1);
	}
	if (s)
		db_reset(s);
	for (size_t k = 0; k < n; k++) {
		double v = number_of(x, m->field, found[k].v);

		record_line(x, bill, '+', i->entity, found[k].id,
			    figure_show(x->store, m->field->type, v, x->store->currency, &bill->arena), v);
		*told += v;
	}
	return got < 0 ? -1 : (int)n;
}

/* How many there are, how many of them say something, what they come to. */
static int whole(struct explain *x, const struct summed *m, const struct select *q, int64_t out[3])
{
	struct stmt *s = ask(x, m, q, "SELECT count(*), coalesce(sum(v <> 0), 0), coalesce(sum(v), 0)", "");
	int got = s ? db_step(s, x->err) : -1;

	for (int k = 0; got > 0 && k < 3; k++)
		out[k] = db_int(s, k);
	if (s)
		db_reset(s);
	return got > 0 ? 0 : -1;
}

int bill_sum(struct explain *x, struct table *bill, const struct instance *i, const char *of)
{
	int64_t all[3] = { 0 };
	double told = 0;
	struct summed m = { 0 };
	struct select q;
	int n = -1;

	if (begin(x, &q, i) == 0 && summed_make(x, &m, i->entity, of) == 0) {
		if (whole(x, &m, &q, all) == 0) {
			records_line(x, bill, '\0', i, all[0]);
			n = largest(x, bill, i, &m, &q, &told);
		}
		if (n >= 0 && all[1] > n) {
			double rest = number_of(x, m.field, all[2]) - told;
			const char *who = bill_others(all[1] - n, &bill->arena);
			const char *shown =
				figure_show(x->store, m.field->type, rest, x->store->currency, &bill->arena);

			set_drill(bill, bill_line(bill, '+', who, shown, rest), i);
		}
		if (n >= 0 && all[0] > all[1])
			bill_line(bill, '\0', _("without an amount, or a rate for it"),
				  figure_show(x->store, FIELD_INT, (double)(all[0] - all[1]), NULL, &bill->arena), 0);
	}
	summed_free(&m);
	select_end(&q);
	return n < 0 ? -1 : 0;
}

int bill_pick(struct explain *x, struct table *bill, const struct instance *i, const char *of, bool last)
{
	const struct field *f = entity_must(i->entity, of);
	struct table *t = NULL;
	struct select q;
	char order[64];
	int rc = begin(x, &q, i);

	snprintf(order, sizeof(order), "-%s", of);
	if (rc == 0 && last)
		rc = select_order(&q, order, x->err);
	else if (rc == 0)
		select_order_by(&q, "-coalesce(t.main, 0)");
	if (rc == 0 && select_columns(&q, of, x->err) == 0)
		t = select_page(&q, "records", 0, BILL_LARGEST, x->err);
	select_end(&q);
	for (size_t k = 0; t && k < t->nrows; k++) {
		struct value v = t->rows[k].cells[0];
		bool this = k == 0;

		record_line(x, bill, this && v.kind == VALUE_INT ? '+' : '\0', i->entity, t->rows[k].id,
			    bill_show(x->store, f, v, &bill->arena), figure_number(f->type, v))->tone =
			this ? TONE_PLAIN : TONE_QUIET;
		if (last)
			break;
	}
	table_free(t);
	return t ? 0 : -1;
}
