#include "model/concentration.h"

int64_t conc_total(const int64_t *x, size_t n)
{
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += x[i];
	return sum;
}

/* total less the whole part of what is left away, in steps that do not overflow. */
int64_t conc_part(int64_t total, int pct)
{
	int64_t rest = 100 - pct;

	return total - (total / 100 * rest + total % 100 * rest / 100);
}

size_t conc_reach(const int64_t *x, size_t n, int pct)
{
	int64_t wanted = conc_part(conc_total(x, n), pct), sum = 0;
	size_t k = 0;

	while (k < n && (k == 0 || sum < wanted))
		sum += x[k++];
	return k;
}

bool conc_share(const int64_t *x, size_t n, size_t k, double *share)
{
	int64_t total = conc_total(x, n);

	if (total <= 0)
		return false;
	*share = (double)conc_total(x, k < n ? k : n) / (double)total;
	return true;
}

bool conc_lorenz(const int64_t *x, size_t n, size_t i, double *share)
{
	size_t least = i < n ? i : n;
	int64_t total = conc_total(x, n);

	if (total <= 0)
		return false;
	*share = (double)conc_total(x + n - least, least) / (double)total;
	return true;
}

bool conc_gini(const int64_t *x, size_t n, double *gini)
{
	int64_t total = conc_total(x, n);
	double sum = 0;

	if (total <= 0)
		return false;
	/* Rank i ascending is n - k descending, k from 0. */
	for (size_t k = 0; k < n; k++)
		sum += ((double)n - 2 * (double)k - 1) * (double)x[k];
	*gini = sum / ((double)n * (double)total);
	return true;
}

bool conc_gini_corrected(const int64_t *x, size_t n, double *gini)
{
	if (n < 2 || !conc_gini(x, n, gini))
		return false;
	*gini *= (double)n / (double)(n - 1);
	return true;
}

bool conc_hhi(const int64_t *x, size_t n, double *hhi)
{
	int64_t total = conc_total(x, n);

	if (total <= 0)
		return false;
	*hhi = 0;
	for (size_t i = 0; i < n; i++)
		*hhi += (double)x[i] / (double)total * ((double)x[i] / (double)total);
	return true;
}

void conc_abc(const int64_t *x, size_t n, size_t count[3])
{
	size_t a = conc_reach(x, n, 80), b = conc_reach(x, n, 95);

	count[0] = a;
	count[1] = b - a;
	count[2] = n - b;
}
