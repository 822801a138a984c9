/* What a quarter may come to: what was won, and the open deals with their probabilities. */
#include "store/report_pipeline.h"

#include <math.h>

#include "base/number.h"
#include "store/explain.h"

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
	double worth = pipeline_units(p, p->chances[i].amount),
	       odds = (double)p->chances[i].probability / CHANCE_CERTAIN;

	return worth * worth * odds * (1 - odds);
}

/* Where the largest are, the largest first; returns how many. */
static size_t largest(const struct pipeline *p, size_t at[BILL_LARGEST])
{
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++) {
		size_t k = n < BILL_LARGEST ? n++ : BILL_LARGEST - 1;

		if (k == BILL_LARGEST - 1 && i >= BILL_LARGEST && variance(p, i) <= variance(p, at[k]))
			continue;
		for (; k > 0 && variance(p, i) > variance(p, at[k - 1]); k--)
			at[k] = at[k - 1];
		at[k] = i;
	}
	return n;
}

static void say_variances(struct pipeline *p, struct table *t, struct said *said)
{
	size_t at[BILL_LARGEST], n = largest(p, at);
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
					    figure_show(p->store, FIELD_MONEY, pipeline_units(p, c->amount),
							p->store->currency, a), odds, 1 - odds) });
	}
	bill_say_others(p->store, t, said, (int64_t)(p->n - n), FIELD_INT, rest);
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
	double won = pipeline_units(p, p->selling.won_quarter);
	char text[PERCENT_SIZE];

	say_money(p, t, said, _(forecast_figures[WON_QUARTER].label), won);
	say_money(p, t, said, _("outcome of the open deals"), pipeline_units(p, minor) - won);
	said_term(t, said, (struct term){ .what = _("how likely they come to less"),
					  .shown = percent_text(at->less, text) });
	said_term(t, said, (struct term){ .what = _("how likely to no more than that"),
					  .shown = percent_text(at->up_to, text) });
}

static void add_quantiles(struct pipeline *p, struct table *t, const struct forecast *f, const char *both)
{
	const struct figure *figures = forecast_figures;
	struct said *said = pipeline_money(p, t, &figures[f->exact ? P10 : P10_NORMAL], f->p10, both);

	if (f->exact)
		say_outcome(p, t, said, f->p10, &f->at10);
	said = pipeline_money(p, t, &figures[f->exact ? P90 : P90_NORMAL], f->p90, both);
	if (f->exact)
		say_outcome(p, t, said, f->p90, &f->at90);
	else
		pipeline_say(p, t, SAID_NOTE, &reach, pipeline_units(p, f->p90 - f->expected), NULL);
}

void pipeline_forecast(struct pipeline *p, const struct forecast *f)
{
	const struct figure *figures = forecast_figures;
	const char *won = p->selling.quarter;
	char *both = xasprintf("(state:open or %s)", won);
	char *sure = xasprintf("(state:open probability>=90 or %s)", won);
	char *half = xasprintf("(state:open probability>=50 or %s)", won);
	struct table *t = pipeline_pairs("forecast",
				      N_("Forecast of this quarter: won so far and all that is open"));
	double ratio = 0;
	bool has;

	pipeline_money(p, t, &figures[WON_QUARTER], p->selling.won_quarter, won);
	pipeline_money(p, t, &figures[EXPECTED], f->expected, both);
	say_variances(p, t, pipeline_money(p, t, &figures[DEVIATION], llround(f->sd), "state:open"));
	add_quantiles(p, t, f, both);
	pipeline_money(p, t, &figures[COMMIT], f->commit, sure);
	pipeline_money(p, t, &figures[BEST], f->best, half);
	pipeline_money(p, t, &figures[OPEN], f->open, "state:open");
	pipeline_say(p, t, SAID_NOTE, &likely, pipeline_units(p, f->commit - p->selling.won_quarter),
	    "state:open probability>=90");
	pipeline_say(p, t, SAID_NOTE, &even, pipeline_units(p, f->best - p->selling.won_quarter),
	    "state:open probability>=50");
	if (p->has_quota)
		pipeline_say(p, t, SAID_NOTE, &figures[QUOTA], pipeline_units(p, p->quota), NULL);
	has = p->has_quota && pipeline_coverage(f->open, p->quota, p->selling.won_quarter, &ratio);
	pipeline_number(p, t, &figures[COVERAGE], has, ratio, " ×", both);
	has = p->has_quota && pipeline_attainment(p->selling.won_quarter, p->quota, &ratio);
	pipeline_number(p, t, &figures[ATTAINED], has, ratio, " %", won);
	free(both);
	free(sure);
	free(half);
	t->total = (int64_t)t->nrows;
	answer_add_table(p->answer, t);
}
