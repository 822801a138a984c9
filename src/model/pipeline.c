#include "model/pipeline.h"

#include <math.h>

#define COMMIT 900000 /* a deal as good as won */
#define BEST   500000 /* a deal that may well be */

#define NORMAL_P90 1.2815515655446004 /* of the standard normal distribution */
#define ROUNDING   1e-12              /* what adding up 2^20 probabilities may be off */

/* A sum that can come about, and how likely. */
struct outcome {
	int64_t sum;
	double p;
};

int64_t chance_weighted(struct chance c)
{
	int64_t whole = c.amount / CHANCE_CERTAIN * c.probability;
	int64_t rest = c.amount % CHANCE_CERTAIN * c.probability;
	int64_t half = rest < 0 ? -CHANCE_CERTAIN / 2 : CHANCE_CERTAIN / 2;

	return whole + (rest + half) / CHANCE_CERTAIN;
}

double chances_sd(const struct chance *deals, size_t n)
{
	double variance = 0;

	for (size_t i = 0; i < n; i++) {
		double a = (double)deals[i].amount;
		double p = (double)deals[i].probability / CHANCE_CERTAIN;
		variance += a * a * p * (1 - p);
	}
	return sqrt(variance);
}

static void outcome_add(struct outcome *to, size_t *n, int64_t sum, double p)
{
	if (*n && to[*n - 1].sum == sum)
		to[*n - 1].p += p;
	else
		to[(*n)++] = (struct outcome){ sum, p };
}

/* The outcomes without the deal (likely 1 - p) and those with it (p, all further by its amount) are both in
 * order: merging them keeps the order. */
static size_t merge(const struct outcome *from, size_t n, struct chance c, struct outcome *to)
{
	double p = (double)c.probability / CHANCE_CERTAIN;
	size_t i = 0, k = 0, out = 0;

	while (i < n || k < n) {
		if (k == n || (i < n && from[i].sum <= from[k].sum + c.amount)) {
			outcome_add(to, &out, from[i].sum, from[i].p * (1 - p));
			i++;
		} else {
			outcome_add(to, &out, from[k].sum + c.amount, from[k].p * p);
			k++;
		}
	}
	return out;
}

/* All outcomes in ascending order; the caller frees them. */
static struct outcome *outcomes(const struct chance *deals, size_t n, size_t *count)
{
	size_t room = (size_t)1 << (n < CHANCE_EXACT ? n : CHANCE_EXACT);
	struct outcome *now = xcalloc(room, sizeof(*now));
	struct outcome *next = xcalloc(room, sizeof(*next));

	if (n > CHANCE_EXACT)
		BUG("%zu deals have too many outcomes", n);
	now[0] = (struct outcome){ 0, 1 };
	*count = 1;
	for (size_t i = 0; i < n; i++) {
		struct outcome *old = now;
		*count = merge(now, *count, deals[i], next);
		now = next;
		next = old;
	}
	free(next);
	return now;
}

static int64_t quantile(const struct outcome *o, size_t n, double q, struct likely *at)
{
	double less = 0;
	size_t i = 0;

	while (i + 1 < n && less + o[i].p < q - ROUNDING)
		less += o[i++].p;
	*at = (struct likely){ less, less + o[i].p };
	return o[i].sum;
}

int64_t chances_quantile(const struct chance *deals, size_t n, double q)
{
	size_t count;
	struct outcome *o = outcomes(deals, n, &count);
	struct likely likely;
	int64_t at = quantile(o, count, q, &likely);

	free(o);
	return at;
}

double chances_at_least(const struct chance *deals, size_t n, int64_t sum)
{
	size_t count;
	struct outcome *o = outcomes(deals, n, &count);
	double p = 0;

	for (size_t i = count; i > 0 && o[i - 1].sum >= sum; i--)
		p += o[i - 1].p;
	free(o);
	return p;
}

static void spread(struct forecast *f, const struct chance *deals, size_t n)
{
	size_t count;
	struct outcome *o;

	f->exact = n <= CHANCE_EXACT;
	if (!f->exact) {
		f->p10 = f->expected - llround(NORMAL_P90 * f->sd);
		f->p90 = f->expected + llround(NORMAL_P90 * f->sd);
		return;
	}
	o = outcomes(deals, n, &count);
	f->p10 = f->expected - f->weighted + quantile(o, count, 0.1, &f->at10);
	f->p90 = f->expected - f->weighted + quantile(o, count, 0.9, &f->at90);
	free(o);
}

void forecast_make(struct forecast *f, const struct chance *deals, size_t n, int64_t won)
{
	*f = (struct forecast){ .commit = won, .best = won };
	for (size_t i = 0; i < n; i++) {
		f->open += deals[i].amount;
		f->weighted += chance_weighted(deals[i]);
		f->commit += deals[i].probability >= COMMIT ? deals[i].amount : 0;
		f->best += deals[i].probability >= BEST ? deals[i].amount : 0;
	}
	f->expected = won + f->weighted;
	f->sd = chances_sd(deals, n);
	spread(f, deals, n);
}

static bool ratio(double of, double by, double *out)
{
	if (by <= 0)
		return false;
	*out = of / by;
	return true;
}

bool win_rate(int64_t won, int64_t lost, double *rate)
{
	return ratio((double)won, (double)won + (double)lost, rate);
}

bool pipeline_coverage(int64_t open, int64_t quota, int64_t won, double *coverage)
{
	return ratio((double)open, (double)quota - (double)won, coverage);
}

bool pipeline_attainment(int64_t won, int64_t quota, double *attainment)
{
	return ratio((double)won, (double)quota, attainment);
}

bool pipeline_velocity(double open, double average_won, double rate, double cycle_days,
		       double *per_day)
{
	return ratio(open * average_won * rate, cycle_days, per_day);
}

void stage_conversion(const int64_t *entered, size_t n, double *rates)
{
	for (size_t i = 0; i + 1 < n; i++)
		if (!ratio((double)entered[i + 1], (double)entered[i], &rates[i]))
			rates[i] = NAN;
}
