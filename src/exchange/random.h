/* Numbers that look thrown but are the same each time. */
#ifndef EXCHANGE_RANDOM_H
#define EXCHANGE_RANDOM_H

#include "base/base.h"

/* xoshiro256** 1.0 (Blackman and Vigna, ACM Trans. Math. Softw. 47, 2021), begun by splitmix64. */
struct random {
	uint64_t state[4];
};

/* Two numbers, so that every record of a seed can have a sequence of its own. */
void random_begin(struct random *r, uint64_t seed, uint64_t sequence);
uint64_t random_next(struct random *r);
/* 0 to n - 1, n above 0. The bias is below n in 2^32. */
uint32_t random_below(struct random *r, uint32_t n);
/* low to high, both included. */
int random_between(struct random *r, int low, int high);
/* True in `percent` of a hundred cases. */
bool random_chance(struct random *r, int percent);
/* From 0 on, below 1. */
double random_part(struct random *r);
/* An index, as often as its weight says. */
unsigned random_weighted(struct random *r, const unsigned char *weights, unsigned n);

#endif
