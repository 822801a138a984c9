/* Values marked CHECK in the specification of the analytics, section 1, and the edges of section 0. */
#include "model/pyramid.h"
#include "model_suites.h"

static const struct {
	int64_t n, sizes[LAYER_ACTIVE];
} cut_cases[] = {
	{ 0, { 0, 0, 0, 0 } },	       { 1, { 0, 0, 0, 1 } },	   { 2, { 0, 0, 0, 2 } },
	{ 5, { 0, 0, 1, 4 } },	       { 10, { 0, 1, 1, 8 } },	   { 20, { 0, 1, 3, 16 } },
	{ 49, { 0, 2, 8, 39 } },       { 50, { 1, 2, 7, 40 } },	   { 100, { 1, 4, 15, 80 } },
	{ 250, { 3, 10, 37, 200 } },   { 1000, { 10, 40, 150, 800 } }, { 1049, { 10, 42, 158, 839 } },
	{ 1050, { 11, 42, 157, 840 } },
};

START_TEST(cuts_are_rounded_by_cumulative_rank)
{
	int64_t cuts[LAYER_ACTIVE], before = 0;

	pyramid_cuts(cut_cases[_i].n, cuts);
	for (size_t l = 0; l < LAYER_ACTIVE; l++) {
		ck_assert_int_eq(cuts[l] - before, cut_cases[_i].sizes[l]);
		before = cuts[l];
	}
	ck_assert_int_eq(before, cut_cases[_i].n);
}
END_TEST

START_TEST(each_rank_has_its_layer)
{
	int64_t cuts[LAYER_ACTIVE], seen[LAYER_COUNT] = { 0 };

	pyramid_cuts(cut_cases[_i].n, cuts);
	for (int64_t rank = 1; rank <= cut_cases[_i].n; rank++)
		seen[pyramid_layer_of(rank, cuts)]++;
	for (size_t l = 0; l < LAYER_ACTIVE; l++)
		ck_assert_int_eq(seen[l], cut_cases[_i].sizes[l]);
}
END_TEST

/* By spend, then the latest purchase, then the most purchases, then the lower id; net zero and below is
 * not active. */
START_TEST(the_order_is_total)
{
	struct spender s[] = {
		{ 7, 0, 20, 0, 1 },   { 6, -50, 30, 0, 9 }, { 5, 100, 10, 0, 1 }, { 4, 100, 10, 0, 1 },
		{ 3, 100, 10, 0, 2 }, { 2, 100, 11, 0, 1 }, { 1, 200, 1, 0, 1 },
	};
	static const int64_t expected[] = { 1, 2, 3, 4, 5, 7, 6 };

	ck_assert_uint_eq(spenders_rank(s, LENGTH(s)), 5);
	for (size_t i = 0; i < LENGTH(s); i++)
		ck_assert_int_eq(s[i].id, expected[i]);
	ck_assert_uint_eq(spenders_rank(NULL, 0), 0);
}
END_TEST

static const struct {
	enum pyramid_layer before, now;
	enum pyramid_move move;
	int64_t spent_before, spent_now;
} moves[] = {
	{ LAYER_TOP, LAYER_TOP, MOVE_SAME, 1000, 1100 },
	{ LAYER_BIG, LAYER_TOP, MOVE_UP, 500, 900 },
	{ LAYER_BIG, LAYER_BIG, MOVE_SAME, 450, 440 },
	{ LAYER_MEDIUM, LAYER_SMALL, MOVE_DOWN, 200, 20 },
	{ LAYER_SMALL, LAYER_INACTIVE, MOVE_LEFT, 30, 0 },
	{ LAYER_INACTIVE, LAYER_SMALL, MOVE_BACK, 0, 25 },
	{ LAYER_PROSPECT, LAYER_SMALL, MOVE_NEW, 0, 40 },
	{ LAYER_SMALL, LAYER_MEDIUM, MOVE_UP, 35, 150 },
	{ LAYER_SMALL, LAYER_SMALL, MOVE_SAME, 15, 15 },
};

/* Nine customers: active before 7, up 2, down 2 (one of them gone), same 3, kept 6 of 7, back 1, new 1. */
START_TEST(nine_customers_move)
{
	struct migration m = { 0 };
	int64_t active, change = 0, whole = 0;
	double share;

	for (size_t i = 0; i < LENGTH(moves); i++) {
		ck_assert_int_eq(pyramid_move_of(moves[i].before, moves[i].now), moves[i].move);
		migration_add(&m, moves[i].before, moves[i].now, moves[i].spent_before,
			      moves[i].spent_now);
		whole += moves[i].spent_now - moves[i].spent_before;
	}
	ck_assert_int_eq(m.count[MOVE_UP], 2);
	ck_assert_int_eq(m.count[MOVE_DOWN] + m.count[MOVE_LEFT], 2);
	ck_assert_int_eq(m.count[MOVE_SAME], 3);
	ck_assert_int_eq(m.count[MOVE_BACK], 1);
	ck_assert_int_eq(m.count[MOVE_NEW], 1);
	ck_assert(migration_retention(&m, &active, &share));
	ck_assert_int_eq(active, 7);
	ck_assert_double_eq_tol(share, 0.857143, 5e-7);
	for (int i = 0; i < MOVE_COUNT; i++)
		change += m.change[i];
	ck_assert_int_eq(change, whole);
	ck_assert_int_eq(m.change[MOVE_UP], 400 + 115);
}
END_TEST

START_TEST(rows_of_migration_are_shares)
{
	struct migration m = { 0 };
	int64_t active;
	double share;

	ck_assert(!migration_retention(&m, &active, &share));
	ck_assert_int_eq(active, 0);
	for (size_t i = 0; i < LENGTH(moves); i++)
		migration_add(&m, moves[i].before, moves[i].now, 0, 0);
	ck_assert(migration_share(&m, LAYER_BIG, LAYER_TOP, &share));
	ck_assert_double_eq_tol(share, 0.5, 1e-12);
	ck_assert(migration_share(&m, LAYER_SMALL, LAYER_MEDIUM, &share));
	ck_assert_double_eq_tol(share, 1 / 3.0, 1e-12);
	ck_assert(!migration_share(&m, LAYER_SUSPECT, LAYER_SMALL, &share));
}
END_TEST

Suite *pyramid_suite(void)
{
	Suite *s = suite_create("pyramid");
	TCase *tc = tcase_create("pyramid");

	tcase_add_loop_test(tc, cuts_are_rounded_by_cumulative_rank, 0, LENGTH(cut_cases));
	tcase_add_loop_test(tc, each_rank_has_its_layer, 0, LENGTH(cut_cases));
	tcase_add_test(tc, the_order_is_total);
	tcase_add_test(tc, nine_customers_move);
	tcase_add_test(tc, rows_of_migration_are_shares);
	suite_add_tcase(s, tc);
	return s;
}
