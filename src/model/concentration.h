/* How much of the whole comes from how few. All take what each customer spent, above 0 and in descending
 * order, in minor units.
 *
 * Gini: C. Gini, Variabilita e mutabilita, 1912, in the form over ranks, G = sum (2i - n - 1) x_i / (n S)
 * with x ascending. HHI: O. C. Herfindahl 1950, A. O. Hirschman 1945, sum of squared shares. */
#ifndef MODEL_CONCENTRATION_H
#define MODEL_CONCENTRATION_H

#include "base/base.h"

int64_t conc_total(const int64_t *x, size_t n);
/* The least whole amount that is at least pct % of the total: comparing with it rounds nothing. */
int64_t conc_part(int64_t total, int pct);
/* The smallest k whose first k give at least pct %; 0 when there is nothing. */
size_t conc_reach(const int64_t *x, size_t n, int pct);
/* The share of the first k; false (n/a) when there is nothing. */
bool conc_share(const int64_t *x, size_t n, size_t k, double *share);
/* The Lorenz curve: the share of the i who spend least; false (n/a) when there is nothing. */
bool conc_lorenz(const int64_t *x, size_t n, size_t i, double *share);
/* 0 all equal, to 1 - 1/n one has all. false (n/a) when there is nothing. */
bool conc_gini(const int64_t *x, size_t n, double *gini);
/* The same times n / (n - 1), so that one who has all is 1; n/a for one customer alone. */
bool conc_gini_corrected(const int64_t *x, size_t n, double *gini);
/* Sum of the squared shares; its inverse is the number of equal customers that would be as concentrated. */
bool conc_hhi(const int64_t *x, size_t n, double *hhi);
/* The classes A, B and C: how many of each. Who crosses 80 % still is an A, who crosses 95 % a B. */
void conc_abc(const int64_t *x, size_t n, size_t count[3]);

#endif
