/* The open deals of a pipeline by stage, what they may come to, and how the selling goes. */
#include "store/report_pipeline.h"

#include <math.h>

#include "base/number.h"
#include "model/money.h"

#define OVERDUE_MOST 50

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

static void count_deal(struct pipeline *p, int64_t id, int64_t stage, struct chance c)
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
	*(int64_t *)array_add(&p->ids, &p->nids, &p->ids_room, sizeof(id)) = id;
}

static int read_deals(struct pipeline *p, struct sbuf *note)
{
	const struct entity *deal = entity_at(ENTITY_DEAL);
	struct sbuf expr = SBUF_INIT, columns = SBUF_INIT;
	struct stmt *s = NULL;
	struct select q;
	int got = -1;

	sbuf_printf(&expr, "state:open %s", sbuf_text(&p->deals));
	sbuf_puts(&columns, "t.id, t.stage, @, ");
	field_sql(p->store, &columns, deal, &deal->fields[DEAL_PROBABILITY], "t", false);
	if (report_deals(&q, p->store, sbuf_text(&expr), p->err) == 0 &&
	    report_left_out(&q, note, p->err) == 0)
		s = report_select(&q, sbuf_text(&columns), "", p->err);
	while (s && (got = db_step(s, p->err)) > 0)
		count_deal(p, db_int(s, 0), db_int(s, 1), (struct chance){ db_int(s, 2), db_int(s, 3) });
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

static const struct figure stage_figures[] = {
	{ "stage", N_("Stage"), FIELD_TEXT, 20 },
	{ "deals", N_("Deals"), FIELD_INT, 7, .made = "count", .words = N_("The open deals in this stage.") },
	{ "sum", N_("Sum"), FIELD_MONEY, 14, .made = "sum worth",
	  .words = N_("What the open deals in this stage are worth, in the book's currency.") },
	{ "weighted", N_("Weighted"), FIELD_MONEY, 14, .made = "sum weighted",
	  .words = N_("Each open deal's worth times its probability.") },
	{ "share", N_("Share"), FIELD_PERCENT, 8, .made = "sum / open",
	  .words = N_("The stage's sum among all that is open.") },
	{ NULL },
};

/* In the note, and what others are made of. */
static const struct figure open_deals = { "deals_open", N_("Open deals"), FIELD_INT, .made = "count",
					  .words = N_("The open deals of the pipeline.") };
static const struct figure weighted_sum = { "weighted_open", N_("Weighted"), FIELD_MONEY,
					    .made = "sum weighted",
					    .words = N_("Each open deal's worth times its probability.") };

double pipeline_units(const struct pipeline *p, int64_t minor)
{
	return figure_number(FIELD_MONEY, value_money(minor, p->store->currency));
}

struct said *pipeline_say(struct pipeline *p, struct table *t, int64_t row, const struct figure *f, double number,
			const char *which)
{
	char *expr = which ? xasprintf("%s %s", which, sbuf_text(&p->deals)) : NULL;
	struct said *said = table_say(t, row, f, number, which ? entity_at(ENTITY_DEAL) : NULL, expr);

	if (row >= 0 && f->words && expr)
		report_drill(t, &t->rows[row], ENTITY_DEAL, expr);
	free(expr);
	return said;
}

static void add_stages(struct pipeline *p, const struct forecast *f, const struct sbuf *left_out)
{
	struct table *t = table_new("stages");
	struct sbuf note = SBUF_INIT;

	t->title = N_("Stages");
	table_add_figures(t, stage_figures);
	t->chart = CHART_FUNNEL;
	t->chart_label = 0;
	t->chart_value = 2;
	for (size_t i = 0; i < p->nstages; i++)
		if (p->stages[i].open)
			stage_row(p, t, &p->stages[i], f->open);
	t->total = (int64_t)t->nrows;
	pipeline_say(p, t, SAID_NOTE, &open_deals, (double)p->n, "state:open");
	pipeline_say(p, t, SAID_NOTE, &weighted_sum, pipeline_units(p, f->weighted), "state:open");
	sbuf_printf(&note, P_("%s open deal · ", "%s open deals · ", (long long)p->n), NUMBER_TEXT((int64_t)p->n));
	money_show_whole(&note, f->open, p->store->currency);
	sbuf_puts(&note, " · ");
	money_show_whole(&note, f->weighted, p->store->currency);
	sbuf_printf(&note, " %s%s", _("weighted"), sbuf_text(left_out));
	report_note(t, &note);
	sbuf_free(&note);
	answer_add_table(p->answer, t);
}

/* What may come, and how it went */

static const struct figure pair_figures[] = {
	{ "figure", N_("Figure"), FIELD_TEXT, 19 },
	{ "value", N_("Value"), FIELD_TEXT, 14 },
	{ NULL },
};

void pipeline_figure(struct table *t, const struct figure *f, const char *value)
{
	struct row *row = table_add_row(t);

	table_set(t, row, 0, value_text(_(f->label)));
	table_set(t, row, 1, value_text(value ? value : _("n/a")));
}

struct said *pipeline_money(struct pipeline *p, struct table *t, const struct figure *f, int64_t minor,
				 const char *which)
{
	struct sbuf text = SBUF_INIT;

	money_show(&text, minor, p->store->currency);
	pipeline_figure(t, f, sbuf_text(&text));
	sbuf_free(&text);
	return pipeline_say(p, t, (int64_t)t->nrows - 1, f, pipeline_units(p, minor), which);
}

struct said *pipeline_number(struct pipeline *p, struct table *t, const struct figure *f, bool there, double value,
			     const char *unit, const char *which)
{
	char text[64];

	if (f->type == FIELD_PERCENT)
		percent_text(value, text);
	else
		snprintf(text, sizeof(text), "%.1f%s", value, unit);
	pipeline_figure(t, f, there ? text : NULL);
	return there ? pipeline_say(p, t, (int64_t)t->nrows - 1, f, value, which) : NULL;
}

struct table *pipeline_pairs(const char *name, const char *title)
{
	struct table *t = table_new(name);

	t->title = title;
	table_add_figures(t, pair_figures);
	t->columns[1].field.flags |= FIELD_FIGURE | FIELD_FIXED;
	return t;
}

enum { RATE, AVERAGE, CYCLE, MEDIAN, VELOCITY, WON, LOST, WON_SUM, DAYS, TIMED };
static const struct figure selling_figures[] = {
	[RATE] = { "win_rate", N_("win rate"), FIELD_PERCENT, .made = "won / won+lost",
		   .words = N_("The deals won, of all that were decided in the last twelve months.") },
	[AVERAGE] = { "average", N_("average won deal"), FIELD_MONEY, .made = "won_sum / won",
		      .words = N_("What the deals won in the last twelve months brought, by their number.") },
	[CYCLE] = { "cycle", N_("days from opening to winning, mean"), FIELD_DECIMAL, .made = "cycle_days / timed",
		    .words = N_("Of the won deals of which it is known when they began.") },
	[MEDIAN] = { "median", N_("and the middle one"), FIELD_DECIMAL, .made = "terms",
		     .words = N_("Half of the won deals took no longer; of two in the middle their mean.") },
	[VELOCITY] = { "velocity", N_("velocity, a day"), FIELD_MONEY,
		       .made = "deals_open * won_sum / won+lost / cycle_days * timed",
		       .words = N_("Open deals × average won deal × win rate ÷ mean days to win.") },
	[WON] = { "won", NC_("deals", "Won"), FIELD_INT, .made = "count" },
	[LOST] = { "lost", NC_("deals", "Lost"), FIELD_INT, .made = "count" },
	[WON_SUM] = { "won_sum", N_("Value won"), FIELD_MONEY, .made = "sum worth" },
	[DAYS] = { "cycle_days", N_("Days they took in all"), FIELD_INT },
	[TIMED] = { "timed", N_("Won deals that began on a known day"), FIELD_INT, .made = "count" },
};

/* What the figures of selling are made of. */
static void say_selling(struct pipeline *p, struct table *t)
{
	const struct figure *figures = selling_figures;
	const struct selling *g = &p->selling;
	char *won = xasprintf("state:won %s", g->year), *lost = xasprintf("state:lost %s", g->year);
	char *timed = xasprintf("opened:any %s", won);

	pipeline_say(p, t, SAID_NOTE, &figures[WON], (double)g->won, won);
	pipeline_say(p, t, SAID_NOTE, &figures[LOST], (double)g->lost, lost);
	pipeline_say(p, t, SAID_NOTE, &figures[WON_SUM], pipeline_units(p, g->won_sum), won);
	pipeline_say(p, t, SAID_NOTE, &figures[DAYS], (double)g->days, timed);
	pipeline_say(p, t, SAID_NOTE, &figures[TIMED], (double)g->timed, timed);
	free(won);
	free(lost);
	free(timed);
}

/* The deals in the order of their days: how many there are, and the one or two in the middle. */
static void say_middle(const struct selling *g, struct table *t, struct said *median)
{
	int middle = g->timed % 2 ? 1 : 2;
	double before = floor((double)(g->timed - 1) / 2);
	char days[24];

	if (!median)
		return;
	snprintf(days, sizeof(days), "%.0f", before);
	said_term(t, median, (struct term){ .what = _("took less time, or as long"), .shown = days });
	for (int i = 0; i < middle; i++) {
		snprintf(days, sizeof(days), "%lld", (long long)g->middle[i].days);
		said_term(t, median, (struct term){ .sign = '+', .number = (double)g->middle[i].days, .shown = days,
						    .entity = entity_at(ENTITY_DEAL), .id = g->middle[i].deal });
	}
	if (middle == 2)
		said_term(t, median, (struct term){ .sign = '/', .number = 2, .what = "2", .shown = "" });
	snprintf(days, sizeof(days), "%.0f", before);
	said_term(t, median, (struct term){ .what = _("took more time, or as long"), .shown = days });
}

static void add_selling(struct pipeline *p)
{
	const struct figure *figures = selling_figures;
	struct table *t = pipeline_pairs("selling", N_("Selling in the last twelve months"));
	const struct selling *g = &p->selling;
	double rate = 0, velocity = 0, average = g->won ? (double)g->won_sum / (double)g->won : 0;
	bool has = win_rate(g->won, g->lost, &rate);
	char *decided = xasprintf("state:won,lost %s", g->year), *won = xasprintf("state:won %s", g->year);
	char *timed = xasprintf("opened:any %s", won);

	say_selling(p, t);
	pipeline_number(p, t, &figures[RATE], has, rate, " %", decided);
	if (g->won)
		pipeline_money(p, t, &figures[AVERAGE], llround(average), won);
	pipeline_number(p, t, &figures[CYCLE], g->cycle >= 0, g->cycle, "", timed);
	say_middle(g, t, pipeline_number(p, t, &figures[MEDIAN], g->median >= 0, g->median, "", timed));
	if (has && pipeline_velocity((double)p->n, average, rate, g->cycle, &velocity))
		pipeline_money(p, t, &figures[VELOCITY], llround(velocity), decided);
	else
		pipeline_figure(t, &figures[VELOCITY], NULL);
	t->total = (int64_t)t->nrows;
	answer_add_table(p->answer, t);
	free(decided);
	free(won);
	free(timed);
}

static const struct figure conversion_figures[] = {
	{ "stage", N_("Stage"), FIELD_TEXT, 20 },
	{ "entered", N_("Entered"), FIELD_INT, 9, .made = "count",
	  .words = N_("The deals that came as far as this stage, or further.") },
	{ "next", N_("To the next"), FIELD_PERCENT, 12, .made = "entered_next / entered",
	  .words = N_("How many of them came to the next stage.") },
	{ NULL },
};
static const struct figure entered_next = { "entered_next", N_("Entered the next"), FIELD_INT, .made = "count" };

/* Whoever is in the pipeline came to its first stage; to a later one who moved there, or further. */
static char *entered_expr(const struct pipeline *p, size_t stage)
{
	return stage ? xasprintf("any(moves where to_stage.pipeline.id:%lld to_stage.outcome!=lost"
				 " to_stage.position>=%lld) %s",
				 (long long)p->id, (long long)p->stages[stage].position, sbuf_text(&p->deals)) :
		       xstrdup(sbuf_text(&p->deals));
}

/* Who came to the stage of the last row, and to the next. */
static void add_entered(struct pipeline *p, struct table *t, size_t stage, int64_t next)
{
	char *here = entered_expr(p, stage), *there = next >= 0 ? entered_expr(p, stage + 1) : NULL;

	report_drill(t, &t->rows[stage], ENTITY_DEAL, here);
	if (there)
		table_say(t, (int64_t)stage, &entered_next, (double)next, entity_at(ENTITY_DEAL), there);
	free(here);
	free(there);
}

static int add_conversion(struct pipeline *p)
{
	struct table *t = table_new("conversion");
	int64_t positions[STAGES_MOST], entered[STAGES_MOST];
	double rates[STAGES_MOST];

	t->title = N_("From stage to stage, all deals ever");
	table_add_figures(t, conversion_figures);
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
		add_entered(p, t, i, i + 1 < p->nstages ? entered[i + 1] : -1);
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
	if (t)
		t->drill = arena_strdup(&t->arena, sbuf_text(&expr));
	sbuf_free(&expr);
	if (!t)
		return -1;
	t->title = N_("Open, and expected to be decided before today");
	if (t->total > (int64_t)t->nrows)
		t->note = arena_printf(&t->arena, _("the first %d"), OVERDUE_MOST);
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
		pipeline_forecast(p, &f);
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
	free(p.ids);
	arena_free(&p.arena);
	return rc;
}
