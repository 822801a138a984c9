/* The customer pyramid: customers by what they spent in a period, in layers, and how they moved between
 * two periods.
 *
 * Jay Curry and Adam Curry, The Customer Marketing Method, Free Press 2000: top 1 %, big 4 %, medium 15 %,
 * small 80 % of the active customers; below them the inactive, the prospects and the suspects. */
#ifndef MODEL_PYRAMID_H
#define MODEL_PYRAMID_H

#include "base/date.h"

enum pyramid_layer {
	LAYER_TOP,
	LAYER_BIG,
	LAYER_MEDIUM,
	LAYER_SMALL,
	LAYER_INACTIVE, /* bought, but spent nothing (net) in the period */
	LAYER_PROSPECT, /* never bought, but we are talking */
	LAYER_SUSPECT,  /* never bought, might one day */
	LAYER_COUNT
};
#define LAYER_ACTIVE 4 /* the first so many are of customers who spend */

/* One customer in one period. */
struct spender {
	int64_t id;
	int64_t spend;  /* net, minor units; only above 0 is active */
	date_t last;    /* the most recent purchase in it */
	date_t first;   /* the first one ever; does not order */
	int64_t count;  /* purchases */
};

/* `pct` hundredths of n, half up. */
int64_t pyramid_rank(int64_t n, int pct);
/* Rank of the last customer of each layer of n active ones: top, big, medium, small. The cumulative rank is
 * rounded, so that the layers add up to n. */
void pyramid_cuts(int64_t n, int64_t cuts[LAYER_ACTIVE]);
/* The layer of the rank (from 1) among cuts. */
enum pyramid_layer pyramid_layer_of(int64_t rank, const int64_t cuts[LAYER_ACTIVE]);

/* Total order, best first: spend, most recent purchase, purchases, then the lower id. */
int spender_order(const void *a, const void *b);
/* Sorts so and returns how many are active: they stand first. */
size_t spenders_rank(struct spender *s, size_t n);

/* How customers moved from one period to the next, and what they spent more or less. */
enum pyramid_move { MOVE_SAME, MOVE_UP, MOVE_DOWN, MOVE_LEFT, MOVE_BACK, MOVE_NEW, MOVE_COUNT };
struct migration {
	int64_t cells[LAYER_COUNT][LAYER_COUNT]; /* customers by layer before, layer now */
	int64_t count[MOVE_COUNT];
	int64_t change[MOVE_COUNT]; /* spend now less spend before; adds up to the whole change */
};
/* LEFT is from the layers of the active to inactive, BACK from inactive to one of them, NEW from prospect
 * or suspect. Those inactive or unsold in both are the SAME. */
enum pyramid_move pyramid_move_of(enum pyramid_layer before, enum pyramid_layer now);
void migration_add(struct migration *m, enum pyramid_layer before, enum pyramid_layer now,
		   int64_t spent_before, int64_t spent_now);
/* Active before, and the share of them still active; false when nobody was (n/a). */
bool migration_retention(const struct migration *m, int64_t *active, double *share);
/* Share of those in layer `before` that are in layer `now`; false when nobody was there (n/a). */
bool migration_share(const struct migration *m, enum pyramid_layer before, enum pyramid_layer now,
		     double *share);

#endif
