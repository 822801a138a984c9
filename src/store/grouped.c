#include "store/grouped.h"

#include "base/map.h"
#include "base/number.h"
#include "model/money.h"
#include "store/series.h"

#define LINES 20000      /* in a frame */
#define ROOM  (900u << 10)
#define BATCH 4096       /* records whose sums are read at once */

/* Runs */

static int64_t id_at(const struct lineup *l, int64_t place)
{
	int64_t id = 0;

	lineup_ids(l, place, &id, 1);
	return id;
}

/* Whether two records are of one group, as the keys of the order tell. */
static struct stmt *same_group(const struct select *q, struct error *err)
{
	struct sbuf sql = SBUF_INIT;
	struct stmt *s;

	sbuf_puts(&sql, "SELECT 1");
	for (size_t i = 0; i < q->grouped; i++) {
		const struct field *f = path_field(&q->keys[i].path);
		const char *key = q->keys[i].sql, *e = q->entity->name;

		sbuf_printf(&sql, " AND (SELECT %s FROM \"%s\" t WHERE t.id = ?1)%s IS", key, e,
			    field_is_wording(f) ? " COLLATE fold" : "");
		sbuf_printf(&sql, " (SELECT %s FROM \"%s\" t WHERE t.id = ?2)", key, e);
	}
	s = db_prepare(q->store->db, sql.data, err);
	sbuf_free(&sql);
	return s;
}

/* 1 or 0; -1 with the error set. */
static int is_same(struct stmt *s, int64_t a, int64_t b, struct error *err)
{
	int64_t same = 0;

	db_reset(s);
	db_bind_int(s, 1, a);
	db_bind_int(s, 2, b);
	return db_one(s, 0, &same, err) < 0 ? -1 : (int)same;
}

/* The place behind the run that begins at `from`: first by ever longer steps, then by halves. */
static int64_t run_end(struct stmt *s, const struct lineup *l, int64_t from, struct error *err)
{
	int64_t total = lineup_total(l), id = id_at(l, from), low = from, high, step = 1;
	int same = 1;

	while (low + step < total && (same = is_same(s, id, id_at(l, low + step), err)) > 0) {
		low += step;
		step *= 2;
	}
	high = low + step < total ? low + step : total;
	while (same >= 0 && high - low > 1) {
		int64_t mid = low + (high - low) / 2;

		same = is_same(s, id, id_at(l, mid), err);
		*(same > 0 ? &low : &high) = mid;
	}
	return same < 0 ? -1 : high;
}

static int find_runs(struct grouped *g, const struct select *q, const struct lineup *l, struct error *err)
{
	struct stmt *s = same_group(q, err);
	int64_t at = 0, total = lineup_total(l);

	if (!s)
		return -1;
	g->starts = xcalloc(GROUPS_MOST + 1, sizeof(*g->starts));
	while (at < total) {
		if (g->n == GROUPS_MOST)
			return error_set(err, ERROR_USAGE,
					 _("%s has more than %d values here: too many groups."),
					 _(path_field(&q->group)->label), GROUPS_MOST);
		g->starts[g->n++] = at;
		at = run_end(s, l, at, err);
		if (at < 0)
			return -1;
	}
	g->starts[g->n] = total;
	return 0;
}

/* Values */

/* Hashed, so that it is the same whatever group comes or goes before it. */
static int64_t name_group(const struct field *f, struct value v)
{
	static const uint64_t secret[2];
	struct sbuf text = SBUF_INIT;
	uint64_t hash;

	if (f->type == FIELD_REF)
		v.s = NULL;
	if (v.kind != VALUE_NULL)
		sbuf_printf(&text, "%d %lld %s", v.kind, (long long)v.i, v.s ? v.s : "");
	hash = map_hash(sbuf_text(&text), text.len, secret);
	sbuf_free(&text);
	return -(int64_t)(hash >> 2 | 1);
}

static int read_values(struct grouped *g, const struct select *q, const struct lineup *l, struct error *err)
{
	struct path column = q->group;
	struct select of = *q;
	int64_t *firsts = xcalloc(g->n + 1, sizeof(*firsts));
	int rc = 0;

	of.columns = &column;
	of.ncolumns = 1;
	for (size_t i = 0; i < g->n; i++)
		firsts[i] = id_at(l, g->starts[i]);
	g->values = select_table(&of, "groups");
	if (select_rows(&of, g->values, firsts, g->n, 0, err) < (int64_t)g->n)
		rc = -1;
	g->ids = xcalloc(g->n + 1, sizeof(*g->ids));
	for (size_t i = 0; rc == 0 && i < g->n && i < g->values->nrows; i++)
		g->ids[i] = name_group(&g->values->columns[0].field, g->values->rows[i].cells[0]);
	free(firsts);
	return rc;
}

/* Sums */

static bool is_summed(const struct path *p)
{
	return p->n == 1 && path_field(p)->flags & FIELD_SUM;
}

static int64_t *sum_at(struct grouped *g, const struct select *q, size_t group, size_t column)
{
	return &g->sums[group * q->ncolumns + column];
}

static void put_amount_sql(const struct select *q, struct sbuf *sql, const struct field *f)
{
	if (f->type == FIELD_MONEY)
		amount_sql(q->store, sql, q->entity, f, "t");
	else
		field_sql(q->store, sql, q->entity, f, "t", false);
}

/* One pass over the list. The groups come in the order of their keys, as the runs do. */
static struct stmt *ask_sums(const struct select *q, const struct field *f, struct error *err)
{
	struct sbuf sql = SBUF_INIT;
	struct stmt *s;

	sbuf_puts(&sql, "SELECT coalesce(sum(");
	put_amount_sql(q, &sql, f);
	sbuf_puts(&sql, "), 0)");
	select_from(q, &sql);
	for (size_t i = 0; i < q->grouped; i++)
		sbuf_printf(&sql, "%s%s", i ? ", " : " GROUP BY ", q->keys[i].sql);
	for (size_t i = 0; i < q->grouped; i++)
		sbuf_printf(&sql, "%s%s%s", i ? ", " : " ORDER BY ", q->keys[i].sql,
			    q->keys[i].nulls ? " NULLS LAST" : "");
	s = db_prepare(q->store->db, sql.data, err);
	if (s)
		sql_params_bind(&q->params, s, 1);
	sbuf_free(&sql);
	return s;
}

static int sum_by_sql(struct grouped *g, const struct select *q, size_t column, struct error *err)
{
	struct stmt *s = ask_sums(q, path_field(&q->columns[column]), err);
	size_t i = 0;
	int got = -1;

	while (s && (got = db_step(s, err)) > 0)
		if (i < g->n)
			*sum_at(g, q, i++, column) = db_int(s, 0);
	return got;
}

/* One record's, of those that the series does not know any more. */
static int sum_of(const struct select *q, const struct field *f, int64_t id, int64_t *sum, struct error *err)
{
	struct sbuf sql = SBUF_INIT;
	struct stmt *s;
	int rc = -1;

	sbuf_puts(&sql, "SELECT coalesce(");
	put_amount_sql(q, &sql, f);
	sbuf_printf(&sql, ", 0) FROM \"%s\" t WHERE t.id = ?", q->entity->name);
	s = db_prepare(q->store->db, sql.data, err);
	if (s) {
		db_bind_int(s, 1, id);
		rc = db_one(s, 0, sum, err);
	}
	sbuf_free(&sql);
	return rc;
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

struct summing {
	const struct select *q;
	const struct series *series;
	const uint32_t *touched;
	size_t ntouched;
	int64_t unit; /* ten-thousandths of a minor unit */
};

static int add_up(const struct summing *s, const int64_t *ids, size_t n, int64_t *sum, struct error *err)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t id = (uint32_t)ids[i], code = series_code(s->series, id);
		int64_t one = 0;

		if (code >= s->series->values ||
		    bsearch(&id, s->touched, s->ntouched, sizeof(id), by_number)) {
			if (sum_of(s->q, s->series->field, ids[i], &one, err) < 0)
				return -1;
			*sum += one;
		} else {
			*sum += s->series->numbers[code] / s->unit;
		}
	}
	return 0;
}

static int sum_run(const struct summing *s, const struct lineup *l, int64_t from, int64_t to, int64_t *sum,
		   struct error *err)
{
	int64_t ids[BATCH];

	while (from < to) {
		size_t most = (size_t)(to - from < BATCH ? to - from : BATCH);
		size_t n = lineup_ids(l, from, ids, most);

		if (!n)
			return 0;
		if (add_up(s, ids, n, sum, err) < 0)
			return -1;
		from += (int64_t)n;
	}
	return 0;
}

/* Sums over the deals and invoices of each customer stand in a series, in the book's currency already. */
static int sum_by_series(struct grouped *g, const struct select *q, const struct lineup *l, size_t column,
			 struct error *err)
{
	const struct field *f = path_field(&q->columns[column]);
	struct summing s = { .q = q, .unit = money_scaled(1, q->store->currency) };
	int rc = series_sum(q->entity, f) ? series_get(q->store, q->entity, f, &s.series, err) : 0;

	if (rc <= 0)
		return rc;
	s.touched = series_touched(q->store, q->entity, &s.ntouched, err);
	if (!s.touched)
		return -1;
	for (size_t i = 0; i < g->n; i++)
		if (sum_run(&s, l, g->starts[i], g->starts[i + 1], sum_at(g, q, i, column), err) < 0)
			return -1;
	return 1;
}

static int read_sums(struct grouped *g, const struct select *q, const struct lineup *l, struct error *err)
{
	int rc = 1;

	g->sums = xcalloc(g->n * q->ncolumns + 1, sizeof(*g->sums));
	for (size_t i = 0; rc >= 0 && i < q->ncolumns; i++) {
		if (!is_summed(&q->columns[i]))
			continue;
		rc = sum_by_series(g, q, l, i, err);
		if (rc == 0)
			rc = sum_by_sql(g, q, i, err);
	}
	return rc < 0 ? -1 : 0;
}

struct grouped *grouped_make(struct select *q, const struct lineup *l, struct error *err)
{
	struct grouped *g = xcalloc(1, sizeof(*g));

	if (find_runs(g, q, l, err) == 0 && read_values(g, q, l, err) == 0 && read_sums(g, q, l, err) == 0)
		return g;
	grouped_free(g);
	return NULL;
}

void grouped_free(struct grouped *g)
{
	if (!g)
		return;
	table_free(g->values);
	free(g->starts);
	free(g->ids);
	free(g->sums);
	free(g->key);
	free(g);
}

/* Lines */

static bool is_folded(const struct grouped *g, const struct request *r, size_t group)
{
	bool named = false;

	for (size_t i = 0; i < r->nids && !named; i++)
		named = r->ids[i] == g->ids[group];
	return named != (r->name && !strcmp(r->name, "folded"));
}

static int64_t records_in(const struct grouped *g, size_t group)
{
	return g->starts[group + 1] - g->starts[group];
}

static int64_t lines_of(const struct grouped *g, const struct request *r, size_t group)
{
	return 1 + (is_folded(g, r, group) ? 0 : records_in(g, group));
}

/* The line of the record at a place of the lineup; its group's, when that is folded. */
static int64_t line_of(const struct grouped *g, const struct request *r, int64_t place)
{
	int64_t line = 0;
	size_t i = 0;

	while (i < g->n && g->starts[i + 1] <= place)
		line += lines_of(g, r, i++);
	return i < g->n && !is_folded(g, r, i) ? line + 1 + place - g->starts[i] : line;
}

/* The records of the group are behind its head. */
static void drill_head(const struct select *q, const struct request *r, struct table *t, struct row *row,
		       struct value v)
{
	struct sbuf expr = SBUF_INIT;

	if (r->expr && *r->expr)
		sbuf_printf(&expr, "(%s) ", r->expr);
	if (path_term(&expr, &q->group, v)) {
		row->drill = arena_strdup(&t->arena, sbuf_text(&expr));
		row->drill_entity = q->entity;
	}
	sbuf_free(&expr);
}

static void add_head(const struct grouped *g, const struct select *q, const struct request *r, struct table *t,
		     size_t group)
{
	const struct field *f = &g->values->columns[0].field;
	struct value v = g->values->rows[group].cells[0];
	struct row *row = table_add_row(t);
	struct sbuf text = SBUF_INIT;

	row->id = g->ids[group];
	drill_head(q, r, t, row, v);
	for (size_t i = 0; i < q->ncolumns; i++)
		if (is_summed(&q->columns[i])) {
			int64_t sum = g->sums[group * q->ncolumns + i];
			bool money = path_field(&q->columns[i])->type == FIELD_MONEY;

			table_set(t, row, i, money ? value_money(sum, q->store->currency) : value_int(sum));
		}
	if (v.kind != VALUE_NULL)
		value_show(&text, f, v, &q->store->context);
	table_set(t, row, q->ncolumns, value_text(sbuf_text(&text)));
	table_set(t, row, q->ncolumns + 1, value_int(records_in(g, group)));
	table_set(t, row, q->ncolumns + 2, value_int(is_folded(g, r, group)));
	sbuf_free(&text);
}

/* The records from `from` on, at most `n`. Returns how many lines came of them, or -1. */
static int64_t add_records(const struct select *q, const struct lineup *l, struct table *t, int64_t from,
			   int64_t n, struct error *err)
{
	int64_t *ids = xcalloc((size_t)n + 1, sizeof(*ids)), read;
	size_t got = lineup_ids(l, from, ids, (size_t)n);

	read = select_rows(q, t, ids, got, ROOM, err);
	free(ids);
	return read;
}

static void add_columns(struct table *t)
{
	table_add_column(t, "group", "", FIELD_TEXT)->field.width = -1;
	table_add_column(t, "count", "", FIELD_INT)->field.width = -1;
	table_add_column(t, "folded", "", FIELD_BOOL)->field.width = -1;
}

/* Where the window begins, so that the record to be located is inside. */
static int64_t window_start(const struct grouped *g, const struct request *r, const struct lineup *l,
			    int64_t total, int64_t limit)
{
	int64_t place = r->locate > 0 ? lineup_place(l, r->locate) : -1;
	int64_t line = place < 0 ? -1 : line_of(g, r, place);

	for (size_t i = 0, at = 0; r->locate < 0 && i < g->n; at += (size_t)lines_of(g, r, i++))
		if (g->ids[i] == r->locate)
			line = (int64_t)at;
	if (line < 0 || (line >= r->offset && line < r->offset + limit))
		return r->offset;
	line -= limit / 2;
	if (line > total - limit)
		line = total - limit;
	return line > 0 ? line : 0;
}

/* "2,000 records · 76 groups" */
static const char *note(const struct grouped *g, struct arena *a, int64_t records)
{
	const char *of = arena_printf(a, P_("%s record", "%s records", records), NUMBER_TEXT(records));
	const char *in = arena_printf(a, P_("%s group", "%s groups", g->n), NUMBER_TEXT((int64_t)g->n));

	return arena_printf(a, "%s · %s", of, in);
}

int grouped_fill(const struct grouped *g, const struct select *q, const struct request *r,
		const struct lineup *l, struct table *t, struct error *err)
{
	int64_t left = r->limit > 0 && r->limit < LINES ? r->limit : LINES, line = 0;

	add_columns(t);
	t->total = 0;
	for (size_t i = 0; i < g->n; i++)
		t->total += lines_of(g, r, i);
	t->note = note(g, &t->arena, lineup_total(l));
	t->offset = window_start(g, r, l, t->total, left);
	for (size_t i = 0; i < g->n && left > 0; line += lines_of(g, r, i++)) {
		int64_t skip = t->offset > line ? t->offset - line : 0, n = lines_of(g, r, i), got;

		if (skip >= n)
			continue;
		if (!skip) {
			add_head(g, q, r, t, i);
			left--;
		}
		n -= skip ? skip : 1;
		n = n < left ? n : left;
		got = n > 0 ? add_records(q, l, t, g->starts[i] + (skip ? skip - 1 : 0), n, err) : 0;
		if (got < 0)
			return -1;
		left = got < n ? 0 : left - n;
	}
	return 0;
}
