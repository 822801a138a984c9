/* Values marked CHECK in the specification of the analytics, section 2, and the edges of section 0. */
#include "model/concentration.h"

#include <math.h>

#include "model_suites.h"

#define TEN                                                                                        \
	{                                                                                          \
		500, 200, 100, 60, 40, 30, 25, 20, 15, 10                                          \
	}

static const int64_t ten[] = TEN;

START_TEST(ten_customers)
{
	static const double cumulative[] = { .5, .7, .8, .86, .9, .93, .955, .975, .99, 1 };
	double share, hhi;
	size_t abc[3];

	for (size_t k = 1; k <= LENGTH(ten); k++) {
		ck_assert(conc_share(ten, LENGTH(ten), k, &share));
		ck_assert_double_eq_tol(share, cumulative[k - 1], 1e-12);
		ck_assert(conc_lorenz(ten, LENGTH(ten), LENGTH(ten) - k, &share));
		ck_assert_double_eq_tol(share, 1 - cumulative[k - 1], 1e-12);
	}
	ck_assert_uint_eq(conc_reach(ten, LENGTH(ten), 80), 3);
	ck_assert(conc_hhi(ten, LENGTH(ten), &hhi));
	ck_assert_double_eq_tol(hhi, 0.30745, 1e-12);
	ck_assert_double_eq_tol(1 / hhi, 3.252561392, 1e-9);
	conc_abc(ten, LENGTH(ten), abc);
	ck_assert_uint_eq(abc[0], 3);
	ck_assert_uint_eq(abc[1], 4);
	ck_assert_uint_eq(abc[2], 3);
}
END_TEST

static const struct {
	size_t n;
	int64_t x[10];
	double gini, corrected; /* below 0: n/a */
} ginis[] = {
	{ 10, TEN, .622, .622 * 10 / 9 },
	{ 4, { 1, 1, 1, 1 }, 0, 0 },
	{ 4, { 1, 0, 0, 0 }, .75, 1 },
	{ 4, { 4, 3, 2, 1 }, .25, 1 / 3.0 },
	{ 5, { 100, 40, 30, 20, 10 }, .4, .5 },
	{ 4, { 90, 10, 0, 0 }, .7, .7 * 4 / 3 },
	{ 1, { 5 }, 0, -1 },
	{ 0, { 0 }, -1, -1 },
	{ 2, { 0, 0 }, -1, -1 },
};

START_TEST(gini_is_as_published)
{
	double gini = -1, corrected = -1;

	ck_assert_int_eq(conc_gini(ginis[_i].x, ginis[_i].n, &gini), ginis[_i].gini >= 0);
	ck_assert_int_eq(conc_gini_corrected(ginis[_i].x, ginis[_i].n, &corrected),
			 ginis[_i].corrected >= 0);
	if (ginis[_i].gini >= 0)
		ck_assert_double_eq_tol(gini, ginis[_i].gini, 1e-12);
	if (ginis[_i].corrected >= 0)
		ck_assert_double_eq_tol(corrected, ginis[_i].corrected, 1e-12);
}
END_TEST

/* A Pareto law of shape log_4 5: its best 20 % have exactly 80 %, its Gini is 1 / (2a - 1). Each of N
 * parts spends what the law gives it, so that only the curve between the points is lost. */
START_TEST(an_exact_80_20_has_its_gini)
{
	enum { N = 100000 };
	static int64_t x[N];
	double shape = log(5) / log(4), gini, share;

	for (int i = 0; i < N; i++)
		x[i] = llround(1e15 * (pow((i + 1.0) / N, 1 - 1 / shape) -
				       pow((double)i / N, 1 - 1 / shape)));
	ck_assert(conc_gini(x, N, &gini));
	ck_assert_double_eq_tol(gini, 0.7564707974, 1e-3);
	ck_assert(conc_share(x, N, N / 5, &share));
	ck_assert_double_eq_tol(share, 0.8, 1e-9);
	/* Which side of the line the last one falls on is a matter of rounding. */
	ck_assert_uint_ge(conc_reach(x, N, 80), N / 5);
	ck_assert_uint_le(conc_reach(x, N, 80), N / 5 + 1);
}
END_TEST

START_TEST(edges)
{
	static const int64_t one[] = { 5 }, huge[] = { INT64_MAX / 2, INT64_MAX / 2 };
	size_t abc[3];
	double share;

	ck_assert_uint_eq(conc_reach(NULL, 0, 80), 0);
	ck_assert(!conc_share(NULL, 0, 0, &share));
	ck_assert(!conc_lorenz(one, 0, 0, &share));
	ck_assert(!conc_hhi(NULL, 0, &share));
	conc_abc(NULL, 0, abc);
	ck_assert_uint_eq(abc[0] + abc[1] + abc[2], 0);
	conc_abc(one, 1, abc);
	ck_assert_uint_eq(abc[0], 1);
	ck_assert_uint_eq(conc_reach(huge, 2, 80), 2);
	ck_assert(conc_lorenz(one, 1, 9, &share));
	ck_assert_double_eq_tol(share, 1, 1e-12);
}
END_TEST

/* The least whole amount that is at least the part: 80 % of 7 is 5.6, of 10 exactly 8. */
START_TEST(parts_are_exact)
{
	ck_assert_int_eq(conc_part(7, 80), 6);
	ck_assert_int_eq(conc_part(10, 80), 8);
	ck_assert_int_eq(conc_part(100, 95), 95);
	ck_assert_int_eq(conc_part(101, 95), 96);
	ck_assert_int_eq(conc_part(0, 80), 0);
	ck_assert_int_eq(conc_part(INT64_MAX, 100), INT64_MAX);
}
END_TEST

Suite *concentration_suite(void)
{
	Suite *s = suite_create("concentration");
	TCase *tc = tcase_create("concentration");

	tcase_add_test(tc, ten_customers);
	tcase_add_loop_test(tc, gini_is_as_published, 0, LENGTH(ginis));
	tcase_add_test(tc, an_exact_80_20_has_its_gini);
	tcase_add_test(tc, edges);
	tcase_add_test(tc, parts_are_exact);
	suite_add_tcase(s, tc);
	return s;
}
