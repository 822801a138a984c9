/* Values marked CHECK in the specification of the analytics, section 7.1, and the edges of section 0. */
#include "model/pipeline.h"

#include <math.h>

#include "model_suites.h"

/* In whole units, so that the published figures stand here as they were printed. */
static const struct chance five[] = {
	{ 10000, 100000 }, { 20000, 250000 }, { 30000, 500000 }, { 40000, 750000 }, { 50000, 900000 },
};

START_TEST(five_deals)
{
	struct forecast f;
	double coverage, attainment;

	forecast_make(&f, five, LENGTH(five), 60000);
	ck_assert_int_eq(f.open, 150000);
	ck_assert_int_eq(f.weighted, 96000);
	ck_assert_int_eq(f.expected, 156000);
	ck_assert_double_eq_tol(f.sd, 28879.0582, 5e-5);
	ck_assert(f.exact);
	ck_assert_int_eq(f.p10, 110000);
	ck_assert_int_eq(f.p90, 190000);
	ck_assert_double_eq_tol(chances_at_least(five, LENGTH(five), 90000), .7209375, 1e-12);
	ck_assert_int_eq(f.commit, 110000);
	ck_assert_int_eq(f.best, 180000);
	ck_assert(pipeline_coverage(f.open, 250000, 60000, &coverage));
	ck_assert_double_eq_tol(coverage, .789474, 5e-7);
	ck_assert(pipeline_attainment(60000, 250000, &attainment));
	ck_assert_double_eq_tol(attainment, .24, 1e-12);
}
END_TEST

/* The same five four times and once more: 21 are too many to work out. Mean 60,000 + 4 x 96,000 + 1,000,
 * variance 4 x 834,000,000 + 10,000^2 x .1 x .9, and 1.28155 of its root to either side. */
START_TEST(many_deals_are_normal)
{
	struct chance deals[21];
	struct forecast f;

	for (size_t i = 0; i < LENGTH(deals); i++)
		deals[i] = five[i % LENGTH(five)];
	forecast_make(&f, deals, LENGTH(deals), 60000);
	ck_assert(!f.exact);
	ck_assert_int_eq(f.expected, 445000);
	ck_assert_double_eq_tol(f.sd, sqrt(4 * 834e6 + 9e6), 1e-6);
	ck_assert_int_eq(f.p10, 445000 - llround(1.28155156554 * f.sd));
	ck_assert_int_eq(f.p90, 445000 + llround(1.28155156554 * f.sd));
}
END_TEST

/* 20 deals of 1 at 50 %: binomial. P(at most 6) = 60460 / 2^20 = .0577, at most 7 is .1316; by symmetry
 * the other end is 13. */
START_TEST(twenty_deals_are_exact)
{
	struct chance deals[20];
	struct forecast f;

	for (size_t i = 0; i < LENGTH(deals); i++)
		deals[i] = (struct chance){ 1, 500000 };
	forecast_make(&f, deals, LENGTH(deals), 0);
	ck_assert(f.exact);
	ck_assert_int_eq(f.p10, 7);
	ck_assert_int_eq(f.p90, 13);
	ck_assert_double_eq_tol(chances_at_least(deals, 20, 14), 60460 / 1048576.0, 1e-12);
	ck_assert_double_eq_tol(f.at10.less, 60460 / 1048576.0, 1e-12);
	ck_assert_double_eq_tol(f.at10.up_to, 137980 / 1048576.0, 1e-12);
	ck_assert_double_eq_tol(f.at90.less, 1 - 137980 / 1048576.0, 1e-12);
}
END_TEST

START_TEST(no_deals_and_odd_ones)
{
	static const struct chance odd[] = { { -100, 500000 }, { 300, CHANCE_CERTAIN }, { 50, 0 } };
	struct forecast f;

	forecast_make(&f, NULL, 0, 500);
	ck_assert_int_eq(f.expected, 500);
	ck_assert_int_eq(f.p10, 500);
	ck_assert_int_eq(f.p90, 500);
	ck_assert_double_eq(f.sd, 0);
	forecast_make(&f, odd, LENGTH(odd), 0);
	ck_assert_int_eq(f.weighted, 250);
	ck_assert_int_eq(f.p10, 200);
	ck_assert_int_eq(f.p90, 300);
}
END_TEST

START_TEST(weights_round_half_away)
{
	ck_assert_int_eq(chance_weighted((struct chance){ 1, 500000 }), 1);
	ck_assert_int_eq(chance_weighted((struct chance){ -1, 500000 }), -1);
	ck_assert_int_eq(chance_weighted((struct chance){ 1, 499999 }), 0);
	ck_assert_int_eq(chance_weighted((struct chance){ 3000000000000001, CHANCE_CERTAIN }),
			 3000000000000001);
}
END_TEST

START_TEST(velocity_is_as_published)
{
	double v;

	ck_assert(pipeline_velocity(50, 10000, .25, 30, &v));
	ck_assert_double_eq_tol(v, 4166.67, .005);
	ck_assert(pipeline_velocity(50, 25000, .25, 60, &v));
	ck_assert_double_eq_tol(v, 5208.33, .005);
	ck_assert(!pipeline_velocity(50, 25000, .25, 0, &v));
}
END_TEST

START_TEST(stages_convert)
{
	static const int64_t entered[] = { 200, 120, 60, 30, 18 }, none[] = { 5, 0, 0 };
	static const double expected[] = { .6, .5, .5, .6 };
	double rates[4], overall = 1;

	stage_conversion(entered, LENGTH(entered), rates);
	for (size_t i = 0; i < LENGTH(rates); i++) {
		ck_assert_double_eq_tol(rates[i], expected[i], 1e-12);
		overall *= rates[i];
	}
	ck_assert_double_eq_tol(overall, .09, 1e-12);
	stage_conversion(none, LENGTH(none), rates);
	ck_assert_double_eq(rates[0], 0);
	ck_assert(isnan(rates[1]));
}
END_TEST

START_TEST(nothing_to_divide_by_is_not_a_number_of_any_kind)
{
	double x;

	ck_assert(!win_rate(0, 0, &x));
	ck_assert(win_rate(0, 3, &x));
	ck_assert_double_eq(x, 0);
	ck_assert(win_rate(3, 1, &x));
	ck_assert_double_eq_tol(x, .75, 1e-12);
	ck_assert(!pipeline_coverage(100, 250, 250, &x));
	ck_assert(!pipeline_coverage(100, 250, 300, &x));
	ck_assert(!pipeline_attainment(5, 0, &x));
}
END_TEST

Suite *pipeline_suite(void)
{
	Suite *s = suite_create("pipeline");
	TCase *tc = tcase_create("pipeline");

	tcase_add_test(tc, five_deals);
	tcase_add_test(tc, many_deals_are_normal);
	tcase_add_test(tc, twenty_deals_are_exact);
	tcase_add_test(tc, no_deals_and_odd_ones);
	tcase_add_test(tc, weights_round_half_away);
	tcase_add_test(tc, velocity_is_as_published);
	tcase_add_test(tc, stages_convert);
	tcase_add_test(tc, nothing_to_divide_by_is_not_a_number_of_any_kind);
	suite_add_tcase(s, tc);
	return s;
}
