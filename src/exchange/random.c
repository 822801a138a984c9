#include "exchange/random.h"

static uint64_t splitmix(uint64_t *x)
{
	uint64_t z = *x += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

void random_begin(struct random *r, uint64_t seed, uint64_t sequence)
{
	uint64_t x = seed;

	x = splitmix(&x) ^ sequence;
	for (size_t i = 0; i < LENGTH(r->state); i++)
		r->state[i] = splitmix(&x);
}

static uint64_t rotate(uint64_t x, int k)
{
	return (x << k) | (x >> (64 - k));
}

uint64_t random_next(struct random *r)
{
	uint64_t *s = r->state, result = rotate(s[1] * 5, 7) * 9, t = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = rotate(s[3], 45);
	return result;
}

double random_part(struct random *r)
{
	return (double)(random_next(r) >> 11) * 0x1p-53;
}

uint32_t random_below(struct random *r, uint32_t n)
{
	return (uint32_t)(((random_next(r) >> 32) * n) >> 32);
}

int random_between(struct random *r, int low, int high)
{
	return low + (int)random_below(r, (uint32_t)(high - low + 1));
}

bool random_chance(struct random *r, int percent)
{
	return (int)random_below(r, 100) < percent;
}

unsigned random_weighted(struct random *r, const unsigned char *weights, unsigned n)
{
	uint32_t sum = 0, at;
	unsigned i = 0;

	for (unsigned k = 0; k < n; k++)
		sum += weights[k];
	for (at = random_below(r, sum); i + 1 < n && at >= weights[i]; i++)
		at -= weights[i];
	return i;
}
