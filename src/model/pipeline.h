/* What open deals may come to, and how the selling went.
 *
 * Deals are taken as independent: the sum's variance is sum a^2 p (1 - p). Velocity: open deals x average
 * won deal x win rate / average cycle, as the sales operations trade computes it; per day. */
#ifndef MODEL_PIPELINE_H
#define MODEL_PIPELINE_H

#include "base/base.h"

struct chance {
	int64_t amount;      /* minor units */
	int64_t probability; /* ten-thousandths of a per cent: 25 % is 250000 */
};
#define CHANCE_CERTAIN 1000000
#define CHANCE_EXACT   20 /* up to so many deals the distribution is worked out, beyond it is normal */

struct forecast {
	int64_t open, weighted;
	int64_t commit, best; /* what is likely by 90 %, by 50 % and more, with what is won */
	int64_t expected;     /* won and weighted */
	double sd;
	int64_t p10, p90;     /* with what is won: reached with 90 % and with 10 % likelihood */
	bool exact;           /* p10 and p90 are worked out, not taken from the normal distribution */
	struct likely {
		double less, up_to; /* how likely the open deals come to less than it, to no more */
	} at10, at90;         /* when exact */
};
void forecast_make(struct forecast *f, const struct chance *deals, size_t n, int64_t won);

/* Each deal's amount times its probability, half away from zero. */
int64_t chance_weighted(struct chance c);
double chances_sd(const struct chance *deals, size_t n);
/* The exact distribution of at most CHANCE_EXACT deals: the least sum that P(at most it) >= q, and
 * P(at least `sum`). */
int64_t chances_quantile(const struct chance *deals, size_t n, double q);
double chances_at_least(const struct chance *deals, size_t n, int64_t sum);

/* Each is false when there is nothing to divide by (n/a). */
bool win_rate(int64_t won, int64_t lost, double *rate);
/* Open pipeline / (quota - won); n/a when the quota is reached. */
bool pipeline_coverage(int64_t open, int64_t quota, int64_t won, double *coverage);
bool pipeline_attainment(int64_t won, int64_t quota, double *attainment);
bool pipeline_velocity(double open, double average_won, double win_rate, double cycle_days,
		       double *per_day);
/* From how many entered each of n stages: the share that came to the next. n - 1 of them, NAN for n/a. */
void stage_conversion(const int64_t *entered, size_t n, double *rates);

#endif
