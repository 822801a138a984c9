/* QR codes: what a camera needs to find them, and that both ways to draw them draw the same. What they say
 * is the library's part. */
#include "widget_fixture.h"
#include "widget_suites.h"

#include "widget/qr.h"

#define QUIET 4

static const char uri[] = "tel:+4922155082";

static bool half_dark(const struct grid *g, int x, int y)
{
	const char *cell = grid_at(g, x, y / 2)->text;

	return !strcmp(cell, "█") || !strcmp(cell, y % 2 ? "▄" : "▀");
}

static bool wide_dark(const struct grid *g, int x, int y)
{
	return grid_at(g, 2 * x, y)->style & ATTR_REVERSE;
}

static struct grid drawn(enum graphics graphics, struct rect *size)
{
	struct grid g = { 0 };

	*size = qr_size(uri, graphics);
	grid_resize(&g, size->w, size->h);
	g.graphics = graphics;
	qr_draw(&g, *size, uri);
	return g;
}

/* ISO/IEC 18004, 6.3.3: squares of 7, 5 and 3 within one another. */
static void ck_finder(const struct grid *g, int left, int top)
{
	for (int y = 0; y < 7; y++)
		for (int x = 0; x < 7; x++) {
			int dx = x < 3 ? 3 - x : x - 3, dy = y < 3 ? 3 - y : y - 3, ring = dx > dy ? dx : dy;
			ck_assert_int_eq(half_dark(g, left + x, top + y), ring != 2);
		}
}

START_TEST(a_camera_finds_it)
{
	struct rect size;
	struct grid g = drawn(GRAPHICS_UTF8, &size);
	int n = size.w, far = n - QUIET - 7;

	ck_assert_int_eq((n - 2 * QUIET - 17) % 4, 0); /* 17 and 4 for each version */
	ck_assert_int_eq(size.h, (n + 1) / 2);
	ck_finder(&g, QUIET, QUIET);
	ck_finder(&g, far, QUIET);
	ck_finder(&g, QUIET, far);
	for (int y = 0; y < n; y++)
		for (int x = 0; x < n; x++)
			if (x < QUIET || y < QUIET || x >= n - QUIET || y >= n - QUIET)
				ck_assert(!half_dark(&g, x, y));
	for (int y = 0; y < size.h; y++)
		for (int x = 0; x < n; x++)
			ck_assert_int_eq(STYLE_ROLE(grid_at(&g, x, y)->style), ROLE_QR);
	grid_free(&g);
}
END_TEST

START_TEST(without_blocks_it_is_the_same)
{
	struct rect small, large;
	struct grid half = drawn(GRAPHICS_UTF8, &small), wide = drawn(GRAPHICS_ASCII, &large);

	ck_assert_int_eq(large.w, 2 * small.w);
	ck_assert_int_eq(large.h, small.w);
	for (int y = 0; y < small.w; y++)
		for (int x = 0; x < small.w; x++)
			ck_assert_int_eq(half_dark(&half, x, y), wide_dark(&wide, x, y));
	grid_free(&half);
	grid_free(&wide);
}
END_TEST

START_TEST(too_much_is_no_code)
{
	char *text = xcalloc(1, 4001);

	memset(text, 'x', 4000);
	ck_assert_int_eq(qr_size(text, GRAPHICS_UTF8).w, 0);
	free(text);
}
END_TEST

Suite *qr_suite(void)
{
	Suite *s = suite_create("qr");
	TCase *t = tcase_create("qr");

	tcase_add_test(t, a_camera_finds_it);
	tcase_add_test(t, without_blocks_it_is_the_same);
	tcase_add_test(t, too_much_is_no_code);
	suite_add_tcase(s, t);
	return s;
}
