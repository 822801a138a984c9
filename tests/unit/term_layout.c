#include "term/layout.h"

#include "term_suites.h"

START_TEST(cutting_gives_all_and_only_what_is_there)
{
	struct rect r = {2, 3, 10, 5}, cut;

	cut = rect_cut_top(&r, 1);
	ck_assert(cut.x == 2 && cut.y == 3 && cut.w == 10 && cut.h == 1);
	cut = rect_cut_bottom(&r, 1);
	ck_assert(cut.y == 7 && cut.h == 1);
	cut = rect_cut_left(&r, 4);
	ck_assert(cut.x == 2 && cut.w == 4 && cut.h == 3);
	cut = rect_cut_right(&r, 99);
	ck_assert(cut.x == 6 && cut.w == 6);
	ck_assert(rect_empty(r));
	cut = rect_cut_top(&r, -1);
	ck_assert_int_eq(cut.h, 0);
}
END_TEST

START_TEST(clipping_is_never_negative)
{
	struct rect a = {0, 0, 10, 10}, r;

	r = rect_clip((struct rect){-5, 8, 100, 100}, a);
	ck_assert(r.x == 0 && r.y == 8 && r.w == 10 && r.h == 2);
	ck_assert(rect_empty(rect_clip((struct rect){20, 20, 5, 5}, a)));
	ck_assert(rect_empty(rect_inset(a, 5, 1)));
	r = rect_centre(a, 4, 99);
	ck_assert(r.x == 3 && r.w == 4 && r.y == 0 && r.h == 10);
	ck_assert_int_eq(rect_row(a, 9).y, 9);
	ck_assert(rect_empty(rect_row(a, 10)));
	ck_assert(rect_holds(a, 9, 9) && !rect_holds(a, 10, 9));
}
END_TEST

/* A list of customers: name, city, tier, sum, last. */
static const struct layout_item items[] = {
	{.min = 10, .want = 30, .weight = 1},
	{.min = 6, .want = 12, .drop = 3},
	{.min = 1, .want = 1, .drop = 2},
	{.min = 9, .want = 9, .drop = 1},
	{.min = 5, .want = 5, .drop = 3},
};
#define N LENGTH(items)

/* Worked by hand: minimums 31 and four gaps make 35. */
static const struct {
	int length;
	int w[N];
} shared[] = {
	{0, {0, 0, 0, 0, 0}},    {7, {7, 0, 0, 0, 0}},     {10, {10, 0, 0, 0, 0}},
	{19, {19, 0, 0, 0, 0}},  {20, {10, 0, 0, 9, 0}},   {22, {10, 0, 1, 9, 0}},
	{28, {16, 0, 1, 9, 0}},  {29, {10, 6, 1, 9, 0}},   {34, {13, 8, 1, 9, 0}},
	{35, {10, 6, 1, 9, 5}},  {40, {13, 8, 1, 9, 5}},   {61, {30, 12, 1, 9, 5}},
	{100, {69, 12, 1, 9, 5}},
};

START_TEST(columns_are_shared_as_said)
{
	struct rect out[N];

	layout_columns((struct rect){3, 4, shared[_i].length, 2}, 1, items, N, out);
	for (size_t i = 0; i < N; i++)
		ck_assert_msg(out[i].w == shared[_i].w[i], "%d columns: item %zu has %d, not %d",
			      shared[_i].length, i, out[i].w, shared[_i].w[i]);
}
END_TEST

/* Whether they stand in order and inside r, with the gap between those that are there. Not an assertion
 * for each: Check writes every one of them to a file. */
static bool stand_in(struct rect r, const struct rect *out, int gap)
{
	int at = r.x;

	for (size_t i = 0; i < N; i++) {
		if (out[i].w < 0 || out[i].x < r.x || out[i].x + out[i].w > r.x + r.w)
			return false;
		if (!out[i].w)
			continue;
		if (out[i].x < at || out[i].y != r.y || out[i].h != r.h)
			return false;
		at = out[i].x + out[i].w + gap;
	}
	return !rect_empty(out[0]) || r.w == 0 || r.h == 0;
}

static bool lays_out(struct rect r, int gap)
{
	struct rect columns[N], rows[N], turned[N];

	layout_columns(r, gap, items, N, columns);
	layout_rows(r, gap, items, N, rows);
	for (size_t i = 0; i < N; i++)
		turned[i] = (struct rect){rows[i].y, rows[i].x, rows[i].h, rows[i].w};
	return stand_in(r, columns, gap) && stand_in((struct rect){r.y, r.x, r.h, r.w}, turned, gap);
}

START_TEST(every_size_up_to_60x200_is_laid_out_inside)
{
	for (int h = 0; h <= 60; h++)
		for (int w = 0; w <= 200; w++)
			for (int gap = 0; gap < 3; gap++)
				if (!lays_out((struct rect){1, 2, w, h}, gap))
					ck_abort_msg("%dx%d, gap %d", w, h, gap);
}
END_TEST

START_TEST(weights_leave_nothing_over)
{
	static const struct layout_item third[] = {{.weight = 1}, {.weight = 1}, {.weight = 1}};
	struct rect out[3];

	for (int w = 0; w < 100; w++) {
		layout_columns((struct rect){0, 0, w, 1}, 0, third, 3, out);
		ck_assert_int_eq(out[0].w + out[1].w + out[2].w, w);
		for (int i = 0; i < 3; i++)
			ck_assert(out[i].w == w / 3 || out[i].w == (w + 2) / 3);
	}
}
END_TEST

Suite *layout_suite(void)
{
	Suite *s = suite_create("layout");
	TCase *tc = tcase_create("layout");

	tcase_add_test(tc, cutting_gives_all_and_only_what_is_there);
	tcase_add_test(tc, clipping_is_never_negative);
	tcase_add_loop_test(tc, columns_are_shared_as_said, 0, LENGTH(shared));
	tcase_add_test(tc, every_size_up_to_60x200_is_laid_out_inside);
	tcase_add_test(tc, weights_leave_nothing_over);
	suite_add_tcase(s, tc);
	return s;
}
