/* The open deals of a pipeline by stage, what they may come to, and how the selling goes. */
#include <math.h>

#include "base/number.h"
#include "model/figure.h"
#include "model/money.h"
#include "model/pipeline.h"
#include "store/explain.h"
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
	int64_t *ids; /* of their deals */
	size_t nids, ids_room;
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

static double whole_units(const struct pipeline *p, int64_t minor)
{
	return figure_number(FIELD_MONEY, value_money(minor, p->store->currency));
}

static struct said *say(struct pipeline *p, struct table *t, int64_t row, const struct figure *f, double number,
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
	say(p, t, SAID_NOTE, &open_deals, (double)p->n, "state:open");
	say(p, t, SAID_NOTE, &weighted_sum, whole_units(p, f->weighted), "state:open");
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

static const struct figure pair_figures[] = {
	{ "figure", N_("Figure"), FIELD_TEXT, 34 },
	{ "value", N_("Value"), FIELD_TEXT, 16 },
	{ NULL },
};

static void figure(struct table *t, const struct figure *f, const char *value)
{
	struct row *row = table_add_row(t);

	table_set(t, row, 0, value_text(_(f->label)));
	table_set(t, row, 1, value_text(value ? value : _("n/a")));
}

static struct said *figure_money(struct pipeline *p, struct table *t, const struct figure *f, int64_t minor,
				 const char *which)
{
	struct sbuf text = SBUF_INIT;

	money_show(&text, minor, p->store->currency);
	figure(t, f, sbuf_text(&text));
	sbuf_free(&text);
	return say(p, t, (int64_t)t->nrows - 1, f, whole_units(p, minor), which);
}

static void figure_number_of(struct pipeline *p, struct table *t, const struct figure *f, bool there, double value,
			     const char *unit, const char *which)
{
	char text[64];

	if (f->type == FIELD_PERCENT)
		percent_text(value, text);
	else
		snprintf(text, sizeof(text), "%.1f%s", value, unit);
	figure(t, f, there ? text : NULL);
	if (there)
		say(p, t, (int64_t)t->nrows - 1, f, value, which);
}

static struct table *pairs_table(const char *name, const char *title)
{
	struct table *t = table_new(name);

	t->title = title;
	table_add_figures(t, pair_figures);
	return t;
}

/* Deals are taken as independent of each other (model/pipeline.h). */
enum { WON_QUARTER, EXPECTED, DEVIATION, P10, P10_NORMAL, P90, P90_NORMAL, COMMIT, BEST, OPEN, COVERAGE, ATTAINED,
       QUOTA };
static const struct figure forecast_figures[] = {
	[WON_QUARTER] = { "won_quarter", N_("won this quarter"), FIELD_MONEY, .made = "sum worth",
			  .words = N_("What was won since the quarter began.") },
	[EXPECTED] = { "expected", N_("expected: won and weighted"), FIELD_MONEY,
		       .made = "won_quarter + weighted_open",
		       .words = N_("What was won, and each open deal's worth times its probability.") },
	[DEVIATION] = { "deviation", N_("standard deviation"), FIELD_MONEY, .made = "terms root",
			.words = N_("The root of the sum of worth² × p × (1 − p) over the open deals, each taken to"
				    " be decided by itself.") },
	[P10] = { "p10", N_("9 times in 10 at least (P10)"), FIELD_MONEY, .made = "terms",
		  .words = N_("What was won, and the least of all outcomes of the open deals that is not missed in"
			      " more than 1 of 10 cases.") },
	[P10_NORMAL] = { "p10", N_("9 times in 10 at least (P10, normal)"), FIELD_MONEY,
			 .made = "expected - reach",
			 .words = N_("What is expected less 1.28 standard deviations: there are too many deals to"
				     " work out all outcomes.") },
	[P90] = { "p90", N_("1 time in 10 more than (P90)"), FIELD_MONEY, .made = "terms",
		  .words = N_("What was won, and what of all outcomes of the open deals is passed in no more than 1"
			      " of 10 cases.") },
	[P90_NORMAL] = { "p90", N_("1 time in 10 more than (P90, normal)"), FIELD_MONEY,
			 .made = "expected + reach",
			 .words = N_("What is expected and 1.28 standard deviations: there are too many deals to"
				     " work out all outcomes.") },
	[COMMIT] = { "commit", /* xgettext:no-c-format */ N_("commit: won and 90 % or more"), FIELD_MONEY,
		     .made = "won_quarter + likely",
		     .words = N_("What was won, and the open deals that are as good as won.") },
	[BEST] = { "best", /* xgettext:no-c-format */ N_("best case: and 50 % or more"), FIELD_MONEY,
		   .made = "won_quarter + even",
		   .words = N_("What was won, and the open deals that are more likely won than lost.") },
	[OPEN] = { "open", N_("pipeline: all that is open"), FIELD_MONEY, .made = "sum worth",
		   .words = N_("What the open deals are worth, in the book's currency.") },
	[COVERAGE] = { "coverage", N_("coverage of the quota that is left"), FIELD_DECIMAL,
		       .made = "open / quota-won_quarter",
		       .words = N_("How many times what is open covers what is still to be won.") },
	[ATTAINED] = { "attained", N_("quota attained"), FIELD_PERCENT, .made = "won_quarter / quota",
		       .words = N_("What was won this quarter, of the quota.") },
	[QUOTA] = { "quota", N_("Quota"), FIELD_MONEY, .made = "typed" },
};
static const struct figure reach = { "reach", N_("1.28 × standard deviation"), FIELD_MONEY };
static const struct figure likely = { "likely", /* xgettext:no-c-format */ N_("open, 90 % or more"), FIELD_MONEY,
				      .made = "sum worth" };
static const struct figure even = { "even", /* xgettext:no-c-format */ N_("open, 50 % or more"), FIELD_MONEY,
				    .made = "sum worth" };

/* worth² × p × (1 − p) */
static double variance(const struct pipeline *p, size_t i)
{
	double worth = whole_units(p, p->chances[i].amount), odds = (double)p->chances[i].probability / CHANCE_CERTAIN;

	return worth * worth * odds * (1 - odds);
}

#define LARGEST 5 /* deals whose part of the variance is told one by one */

/* Where the largest are, the largest first; returns how many. */
static size_t largest(const struct pipeline *p, size_t at[LARGEST])
{
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++) {
		size_t k = n < LARGEST ? n++ : LARGEST - 1;

		if (k == LARGEST - 1 && i >= LARGEST && variance(p, i) <= variance(p, at[k]))
			continue;
		for (; k > 0 && variance(p, i) > variance(p, at[k - 1]); k--)
			at[k] = at[k - 1];
		at[k] = i;
	}
	return n;
}

static void say_variances(struct pipeline *p, struct table *t, struct said *said)
{
	size_t at[LARGEST], n = largest(p, at);
	long long others = (long long)(p->n - n);
	struct arena *a = &t->arena;
	double rest = 0;

	for (size_t i = 0; i < p->n; i++)
		rest += variance(p, i);
	for (size_t k = 0; k < n; k++) {
		const struct chance *c = &p->chances[at[k]];
		double odds = (double)c->probability / CHANCE_CERTAIN, number = variance(p, at[k]);

		rest -= number;
		said_term(t, said, (struct term){
			.sign = '+', .entity = entity_at(ENTITY_DEAL), .id = p->ids[at[k]], .number = number,
			.shown = figure_show(p->store, FIELD_INT, number, NULL, a),
			.how = arena_printf(a, "%s² × %g × %g",
					    figure_show(p->store, FIELD_MONEY, whole_units(p, c->amount),
							p->store->currency, a), odds, 1 - odds) });
	}
	if (others > 0)
		said_term(t, said, (struct term){
			.sign = '+', .what = arena_printf(a, P_("%lld other", "%lld others", others), others),
			.number = rest, .shown = figure_show(p->store, FIELD_INT, rest, NULL, a) });
}

static void say_money(const struct pipeline *p, struct table *t, struct said *said, const char *what, double number)
{
	said_term(t, said, (struct term){ .sign = '+', .what = what, .number = number,
					  .shown = figure_show(p->store, FIELD_MONEY, number, p->store->currency,
							       &t->arena) });
}

/* What was won, the outcome of the open deals, and how likely less than that is. */
static void say_outcome(struct pipeline *p, struct table *t, struct said *said, int64_t minor, const struct likely *at)
{
	double won = whole_units(p, p->selling.won_quarter);
	char text[PERCENT_SIZE];

	say_money(p, t, said, _(forecast_figures[WON_QUARTER].label), won);
	say_money(p, t, said, _("outcome of the open deals"), whole_units(p, minor) - won);
	said_term(t, said, (struct term){ .what = _("how likely they come to less"),
					  .shown = percent_text(at->less, text) });
	said_term(t, said, (struct term){ .what = _("how likely to no more than that"),
					  .shown = percent_text(at->up_to, text) });
}

static void add_quantiles(struct pipeline *p, struct table *t, const struct forecast *f, const char *both)
{
	const struct figure *figures = forecast_figures;
	struct said *said = figure_money(p, t, &figures[f->exact ? P10 : P10_NORMAL], f->p10, both);

	if (f->exact)
		say_outcome(p, t, said, f->p10, &f->at10);
	said = figure_money(p, t, &figures[f->exact ? P90 : P90_NORMAL], f->p90, both);
	if (f->exact)
		say_outcome(p, t, said, f->p90, &f->at90);
	else
		say(p, t, SAID_NOTE, &reach, whole_units(p, f->p90 - f->expected), NULL);
}

static void add_forecast(struct pipeline *p, const struct forecast *f)
{
	const struct figure *figures = forecast_figures;
	const char *won = p->selling.quarter;
	char *both = xasprintf("(state:open or %s)", won);
	char *sure = xasprintf("(state:open probability>=90 or %s)", won);
	char *half = xasprintf("(state:open probability>=50 or %s)", won);
	struct table *t = pairs_table("forecast",
				      N_("Forecast of this quarter: won so far and all that is open"));
	double ratio = 0;
	bool has;

	figure_money(p, t, &figures[WON_QUARTER], p->selling.won_quarter, won);
	figure_money(p, t, &figures[EXPECTED], f->expected, both);
	say_variances(p, t, figure_money(p, t, &figures[DEVIATION], llround(f->sd), "state:open"));
	add_quantiles(p, t, f, both);
	figure_money(p, t, &figures[COMMIT], f->commit, sure);
	figure_money(p, t, &figures[BEST], f->best, half);
	figure_money(p, t, &figures[OPEN], f->open, "state:open");
	say(p, t, SAID_NOTE, &likely, whole_units(p, f->commit - p->selling.won_quarter),
	    "state:open probability>=90");
	say(p, t, SAID_NOTE, &even, whole_units(p, f->best - p->selling.won_quarter),
	    "state:open probability>=50");
	if (p->has_quota)
		say(p, t, SAID_NOTE, &figures[QUOTA], whole_units(p, p->quota), NULL);
	has = p->has_quota && pipeline_coverage(f->open, p->quota, p->selling.won_quarter, &ratio);
	figure_number_of(p, t, &figures[COVERAGE], has, ratio, " ×", both);
	has = p->has_quota && pipeline_attainment(p->selling.won_quarter, p->quota, &ratio);
	figure_number_of(p, t, &figures[ATTAINED], has, ratio, " %", won);
	free(both);
	free(sure);
	free(half);
	t->total = (int64_t)t->nrows;
	answer_add_table(p->answer, t);
}

enum { RATE, AVERAGE, CYCLE, MEDIAN, VELOCITY, WON, LOST, WON_SUM, DAYS, TIMED };
static const struct figure selling_figures[] = {
	[RATE] = { "win_rate", N_("win rate"), FIELD_PERCENT, .made = "won / won+lost",
		   .words = N_("The deals won, of all that were decided in the last twelve months.") },
	[AVERAGE] = { "average", N_("average won deal"), FIELD_MONEY, .made = "won_sum / won",
		      .words = N_("What the deals won in the last twelve months brought, by their number.") },
	[CYCLE] = { "cycle", N_("days from opening to winning, mean"), FIELD_DECIMAL, .made = "cycle_days / timed",
		    .words = N_("Of the won deals of which it is known when they began.") },
	[MEDIAN] = { "median", N_("and the middle one"), FIELD_DECIMAL, .made = "all",
		     .words = N_("Half of the won deals took no longer; of two in the middle their mean, in whole"
				 " days.") },
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

	say(p, t, SAID_NOTE, &figures[WON], (double)g->won, won);
	say(p, t, SAID_NOTE, &figures[LOST], (double)g->lost, lost);
	say(p, t, SAID_NOTE, &figures[WON_SUM], whole_units(p, g->won_sum), won);
	say(p, t, SAID_NOTE, &figures[DAYS], (double)g->days, timed);
	say(p, t, SAID_NOTE, &figures[TIMED], (double)g->timed, timed);
	free(won);
	free(lost);
	free(timed);
}

static void add_selling(struct pipeline *p)
{
	const struct figure *figures = selling_figures;
	struct table *t = pairs_table("selling", N_("Selling in the last twelve months"));
	const struct selling *g = &p->selling;
	double rate = 0, velocity = 0, average = g->won ? (double)g->won_sum / (double)g->won : 0;
	bool has = win_rate(g->won, g->lost, &rate);
	char *decided = xasprintf("state:won,lost %s", g->year), *won = xasprintf("state:won %s", g->year);
	char *timed = xasprintf("opened:any %s", won);

	say_selling(p, t);
	figure_number_of(p, t, &figures[RATE], has, rate, " %", decided);
	if (g->won)
		figure_money(p, t, &figures[AVERAGE], llround(average), won);
	figure_number_of(p, t, &figures[CYCLE], g->cycle >= 0, g->cycle, "", timed);
	figure_number_of(p, t, &figures[MEDIAN], g->median >= 0, (double)g->median, "", timed);
	if (has && pipeline_velocity((double)p->n, average, rate, g->cycle, &velocity))
		figure_money(p, t, &figures[VELOCITY], llround(velocity), decided);
	else
		figure(t, &figures[VELOCITY], NULL);
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
	free(p.ids);
	arena_free(&p.arena);
	return rc;
}
