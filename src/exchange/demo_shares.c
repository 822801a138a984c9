/* Who buys how much: the best fifth of the customers brings four fifths of what is won.
 *
 * Pareto's distribution with shape log_4 5 = 1.16 has that property in an endless book, where the customer of
 * rank k buys in proportion to k^-0.86. A book that ends lacks most of the tail, so the exponent is solved for
 * the number of its buyers. The ranks are moved by a few, lest the first customer is too much of the firm. */
#include "exchange/demo_private.h"

#include <math.h>

#define BUYERS	     48 /* per cent of the customers */
#define SHIFT	     3.0
#define MEAN_EACH    20000.0 /* euros in two years */
#define BEST_PART    0.20
#define BEST_SHARE   0.80

/* The sum of (k + SHIFT)^-s over the ranks 1 to m, by its integral. */
static double sum_to(double m, double s)
{
	double low = 0.5 + SHIFT, high = m + 0.5 + SHIFT;

	if (fabs(1 - s) < 1e-9)
		return log(high / low);
	return (pow(high, 1 - s) - pow(low, 1 - s)) / (1 - s);
}

static double solve_shape(double buyers)
{
	double low = 0.5, high = 8;

	for (int i = 0; i < 60; i++) {
		double s = (low + high) / 2;

		if (sum_to(BEST_PART * buyers, s) < BEST_SHARE * sum_to(buyers, s))
			low = s;
		else
			high = s;
	}
	return low;
}

static uint32_t buyers_of(const struct demo *d)
{
	return (uint32_t)(d->options->customers * BUYERS / 100 + 1);
}

/* The customers that are known by name are among those that buy, spread over them. */
static void seat_heroes(struct demo *d, uint32_t n)
{
	uint32_t heroes = demo_heroes(), buyers = buyers_of(d);

	if (n < 2 * heroes)
		return;
	for (uint32_t i = 0; i < heroes; i++) {
		uint32_t wanted = (i * 7 + 5) * buyers / (heroes * 8), k = 0;

		while (d->ranks[k] != wanted)
			k++;
		d->ranks[k] = d->ranks[i];
		d->ranks[i] = wanted;
	}
}

void demo_shares(struct demo *d)
{
	uint32_t n = (uint32_t)d->options->customers;

	d->shape = solve_shape(buyers_of(d));
	d->scale = MEAN_EACH * buyers_of(d) / sum_to(buyers_of(d), d->shape);
	d->ranks = arena_alloc(&d->world, n * sizeof(*d->ranks));
	for (uint32_t i = 0; i < n; i++) {
		uint32_t k = random_below(&d->random, i + 1);

		d->ranks[i] = d->ranks[k];
		d->ranks[k] = i;
	}
	seat_heroes(d, n);
}

int64_t demo_share(const struct demo *d, uint32_t rank)
{
	if (rank >= buyers_of(d))
		return 0;
	return (int64_t)(d->scale * pow(rank + 1 + SHIFT, -d->shape));
}

int64_t demo_round(struct demo *d, double amount)
{
	int64_t keep = random_chance(&d->random, 70) ? 100 : 1000, unit = 10;

	while (amount / (double)unit >= (double)keep)
		unit *= 10;
	return amount < 50 ? 50 : llround(amount / (double)unit) * unit;
}
