/* The open deals of a pipeline by stage, what they may come to, and how the selling goes. */
#include <math.h>

#include "model/money.h"
#include "model/pipeline.h"
#include "store/report_selling.h"

#define STAGES_MOST  32
#define OVERDUE_MOST 50

struct stage_sum {
	int64_t id, position, deals, sum, weighted;
	char *name;
	bool open;
};

struct pipeline {
	struct store *store;
	struct answer *answer;
	struct error *err;
	int64_t id, quota;
	bool has_quota;
	struct sbuf deals; /* which, as an expression */
	struct stage_sum stages[STAGES_MOST];
	size_t nstages;
	struct chance *chances;
	size_t n, room;
	struct selling selling;
	struct arena arena;
};

static int read_stages(struct pipeline *p)
{
	struct stmt *q = db_prepare(p->store->db,
				    "SELECT id, name, position, outcome = 'open' FROM stage"
				    " WHERE pipeline = ? AND removed = 0 AND outcome <> 'lost'"
				    " ORDER BY position, id LIMIT 32", p->err);
	int got = -1;

	if (q)
		db_bind_int(q, 1, p->id);
	while (q && (got = db_step(q, p->err)) > 0 && p->nstages < STAGES_MOST)
		p->stages[p->nstages++] =
			(struct stage_sum){ .id = db_int(q, 0),
					    .name = arena_strdup(&p->arena, db_text(q, 1)),
					    .position = db_int(q, 2),
					    .open = db_int(q, 3) };
	if (q)
		db_reset(q);
	return got < 0 ? -1 : 0;
}

static void count_deal(struct pipeline *p, int64_t stage, struct chance c)
{
	struct stage_sum *at = p->stages;

	while (at < p->stages + p->nstages && at->id != stage)
		at++;
	if (at == p->stages + p->nstages)
		return;
	at->deals++;
	at->sum += c.amount;
	at->weighted += chance_weighted(c);
	*(struct chance *)array_add(&p->chances, &p->n, &p->room, sizeof(c)) = c;
}

static int read_deals(struct pipeline *p, struct sbuf *note)
{
	const struct entity *deal = entity_at(ENTITY_DEAL);
	struct sbuf expr = SBUF_INIT, columns = SBUF_INIT;
	struct stmt *s = NULL;
	struct select q;
	int got = -1;

	sbuf_printf(&expr, "state:open %s", sbuf_text(&p->deals));
	sbuf_puts(&columns, "t.stage, @, ");
	field_sql(p->store, &columns, deal, &deal->fields[DEAL_PROBABILITY], "t", false);
	if (report_deals(&q, p->store, sbuf_text(&expr), p->err) == 0 &&
	    report_left_out(&q, note, p->err) == 0)
		s = report_select(&q, sbuf_text(&columns), "", p->err);
	while (s && (got = db_step(s, p->err)) > 0)
		count_deal(p, db_int(s, 0), (struct chance){ db_int(s, 1), db_int(s, 2) });
	select_end(&q);
	sbuf_free(&expr);
	sbuf_free(&columns);
	return got;
}

static void stage_row(struct pipeline *p, struct table *t, const struct stage_sum *g, int64_t total)
{
	struct row *row = table_add_row(t);
	struct sbuf drill = SBUF_INIT;

	table_set(t, row, 0, value_text(g->name));
	table_set(t, row, 1, value_int(g->deals));
	table_set(t, row, 2, value_money(g->sum, p->store->currency));
	table_set(t, row, 3, value_money(g->weighted, p->store->currency));
	table_set(t, row, 4, report_part(g->sum, total));
	sbuf_printf(&drill, "state:open stage.id:%lld %s", (long long)g->id, sbuf_text(&p->deals));
	report_drill(t, row, ENTITY_DEAL, sbuf_text(&drill));
	sbuf_free(&drill);
}

static void add_stages(struct pipeline *p, const struct forecast *f, const struct sbuf *left_out)
{
	struct table *t = table_new("stages");
	struct sbuf note = SBUF_INIT;

	table_add_column(t, "stage", N_("Stage"), FIELD_TEXT)->field.width = 20;
	table_add_column(t, "deals", N_("Deals"), FIELD_INT)->field.width = 7;
	table_add_column(t, "sum", N_("Sum"), FIELD_MONEY)->field.width = 14;
	table_add_column(t, "weighted", N_("Weighted"), FIELD_MONEY)->field.width = 14;
	table_add_column(t, "share", N_("Share"), FIELD_PERCENT)->field.width = 8;
	t->chart = CHART_FUNNEL;
	t->chart_label = 0;
	t->chart_value = 2;
	for (size_t i = 0; i < p->nstages; i++)
		if (p->stages[i].open)
			stage_row(p, t, &p->stages[i], f->open);
	t->total = (int64_t)t->nrows;
	sbuf_printf(&note, P_("%lld open deal · ", "%lld open deals · ", (long long)p->n), (long long)p->n);
	money_show(&note, money_whole(f->open, p->store->currency), p->store->currency);
	sbuf_puts(&note, " · ");
	money_show(&note, money_whole(f->weighted, p->store->currency), p->store->currency);
	sbuf_printf(&note, " %s%s", _("weighted"), sbuf_text(left_out));
	report_note(t, &note);
	sbuf_free(&note);
	answer_add_table(p->answer, t);
}

/* What may come, and how it went */

static void figure(struct table *t, const char *label, const char *value)
{
	struct row *row = table_add_row(t);

	table_set(t, row, 0, value_text(_(label)));
	table_set(t, row, 1, value_text(value ? value : _("n/a")));
}

static void figure_money(struct pipeline *p, struct table *t, const char *label, int64_t minor)
{
	struct sbuf text = SBUF_INIT;

	money_show(&text, minor, p->store->currency);
	figure(t, label, sbuf_text(&text));
	sbuf_free(&text);
}

static void figure_number(struct table *t, const char *label, bool there, double value, const char *unit)
{
	char text[64];

	snprintf(text, sizeof(text), "%.1f%s", value, unit);
	figure(t, label, there ? text : NULL);
}

static void add_forecast(struct pipeline *p, const struct forecast *f)
{
	struct table *t = table_new("forecast");
	double ratio = 0;
	bool has;

	t->title = N_("Forecast of this quarter: won so far and all that is open");
	table_add_column(t, "figure", N_("Figure"), FIELD_TEXT)->field.width = 34;
	table_add_column(t, "value", N_("Value"), FIELD_TEXT)->field.width = 16;
	figure_money(p, t, N_("won this quarter"), p->selling.won_quarter);
	figure_money(p, t, N_("expected: won and weighted"), f->expected);
	figure_money(p, t, N_("standard deviation"), llround(f->sd));
	figure_money(p, t, f->exact ? N_("9 times in 10 at least (P10)")
				    : N_("9 times in 10 at least (P10, normal)"), f->p10);
	figure_money(p, t, f->exact ? N_("1 time in 10 more than (P90)")
				    : N_("1 time in 10 more than (P90, normal)"), f->p90);
	/* xgettext:no-c-format */
	figure_money(p, t, N_("commit: won and 90 % or more"), f->commit);
	/* xgettext:no-c-format */
	figure_money(p, t, N_("best case: and 50 % or more"), f->best);
	figure_money(p, t, N_("pipeline: all that is open"), f->open);
	has = p->has_quota && pipeline_coverage(f->open, p->quota, p->selling.won_quarter, &ratio);
	figure_number(t, N_("coverage of the quota that is left"), has, ratio, " ×");
	has = p->has_quota && pipeline_attainment(p->selling.won_quarter, p->quota, &ratio);
	figure_number(t, N_("quota attained"), has, ratio * 100, " %");
	t->total = (int64_t)t->nrows;
	answer_add_table(p->answer, t);
}

static void add_selling(struct pipeline *p)
{
	struct table *t = table_new("selling");
	const struct selling *g = &p->selling;
	double rate = 0, velocity = 0, average = g->won ? (double)g->won_sum / (double)g->won : 0;
	bool has = win_rate(g->won, g->lost, &rate);

	t->title = N_("Selling in the last twelve months");
	table_add_column(t, "figure", N_("Figure"), FIELD_TEXT)->field.width = 34;
	table_add_column(t, "value", N_("Value"), FIELD_TEXT)->field.width = 16;
	figure_number(t, N_("win rate"), has, rate * 100, " %");
	if (g->won)
		figure_money(p, t, N_("average won deal"), llround(average));
	figure_number(t, N_("days from opening to winning, mean"), g->cycle >= 0, g->cycle, "");
	figure_number(t, N_("and the middle one"), g->median >= 0, (double)g->median, "");
	if (has && pipeline_velocity((double)p->n, average, rate, g->cycle, &velocity))
		figure_money(p, t, N_("velocity, a day"), llround(velocity));
	else
		figure(t, N_("velocity, a day"), NULL);
	t->total = (int64_t)t->nrows;
	answer_add_table(p->answer, t);
}

static int add_conversion(struct pipeline *p)
{
	struct table *t = table_new("conversion");
	int64_t positions[STAGES_MOST], entered[STAGES_MOST];
	double rates[STAGES_MOST];

	t->title = N_("From stage to stage, all deals ever");
	table_add_column(t, "stage", N_("Stage"), FIELD_TEXT)->field.width = 20;
	table_add_column(t, "entered", N_("Entered"), FIELD_INT)->field.width = 9;
	table_add_column(t, "next", N_("To the next"), FIELD_PERCENT)->field.width = 12;
	answer_add_table(p->answer, t);
	for (size_t i = 0; i < p->nstages; i++)
		positions[i] = p->stages[i].position;
	if (selling_entered(p->store, p->id, sbuf_text(&p->deals), positions, entered, p->nstages,
			    p->err) < 0)
		return -1;
	stage_conversion(entered, p->nstages, rates);
	for (size_t i = 0; i < p->nstages; i++) {
		struct row *row = table_add_row(t);
		table_set(t, row, 0, value_text(p->stages[i].name));
		table_set(t, row, 1, value_int(entered[i]));
		if (i + 1 < p->nstages)
			table_set(t, row, 2, report_share(true, rates[i]));
	}
	t->total = (int64_t)t->nrows;
	return 0;
}

/* Deals that should have been decided are told, not silently moved. */
static int add_overdue(struct pipeline *p)
{
	const struct entity *deal = entity_at(ENTITY_DEAL);
	struct table *t = NULL;
	struct sbuf expr = SBUF_INIT;
	struct select q;

	sbuf_printf(&expr, "state:open close<today %s", sbuf_text(&p->deals));
	select_begin(&q, p->store, deal, false);
	if (select_where(&q, sbuf_text(&expr), p->err) == 0 &&
	    select_order(&q, "close,-amount", p->err) == 0 &&
	    select_columns(&q, "name,customer,stage,amount,close,owner", p->err) == 0)
		t = select_page(&q, "overdue", 0, OVERDUE_MOST, p->err);
	select_end(&q);
	sbuf_free(&expr);
	if (!t)
		return -1;
	t->title = N_("Open, and expected to be decided before today");
	answer_add_table(p->answer, t);
	return 0;
}

static int fill(struct pipeline *p)
{
	struct sbuf left_out = SBUF_INIT;
	struct forecast f;
	int rc = -1;

	if (read_stages(p) == 0 && read_deals(p, &left_out) == 0 &&
	    selling_load(&p->selling, p->store, sbuf_text(&p->deals), p->err) == 0) {
		forecast_make(&f, p->chances, p->n, p->selling.won_quarter);
		add_stages(p, &f, &left_out);
		add_forecast(p, &f);
		add_selling(p);
		rc = add_conversion(p) < 0 ? -1 : add_overdue(p);
	}
	sbuf_free(&left_out);
	return rc;
}

/* Arguments */

static int read_quota(struct pipeline *p, const struct request *r)
{
	static const struct field f = { .name = "quota", .label = N_("Quota"), .type = FIELD_MONEY };
	const char *typed = report_arg(r, "quota");
	struct value v[2];
	int n;

	if (!typed)
		return 0;
	n = value_read(&f, typed, &p->store->context, &p->arena, v, p->err);
	if (n == 2)
		return error_set(p->err, ERROR_USAGE, _("quota=%s can mean two things: write it plainly."),
				 typed);
	if (n == 1 && v[0].s && strcmp(v[0].s, p->store->currency) != 0)
		return error_set(p->err, ERROR_USAGE, _("The quota is in %s."), p->store->currency);
	p->has_quota = n == 1 && v[0].kind == VALUE_INT;
	p->quota = p->has_quota ? v[0].i : 0;
	return n == 1 ? 0 : -1;
}

static int read_args(struct pipeline *p, const struct request *r)
{
	const char *filter = report_arg(r, "filter");

	p->id = report_pipeline_id(p->store, r, p->err);
	if (p->id < 0 || read_quota(p, r) < 0)
		return -1;
	sbuf_printf(&p->deals, "stage.pipeline.id:%lld", (long long)p->id);
	if (report_owner(p->store, r, &p->deals, p->err) < 0)
		return -1;
	if (filter)
		sbuf_printf(&p->deals, " (%s)", filter);
	return 0;
}

int report_pipeline(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	struct pipeline p = { .store = s, .answer = a, .err = err };
	int rc = read_args(&p, r) < 0 ? -1 : fill(&p);

	sbuf_free(&p.deals);
	free(p.chances);
	arena_free(&p.arena);
	return rc;
}
