/* The pictures of reports, as a person sees them. */
#include "widget_suites.h"

#include "widget/chart.h"

static struct grid g;
static struct sbuf out;
static const struct value_context context = { .today = 20779, .currency = "EUR" };

static void setup(void)
{
	g.graphics = GRAPHICS_UTF8;
}

static void teardown(void)
{
	grid_free(&g);
	sbuf_free(&out);
}

static struct table *table_of(enum chart chart, enum field_type label, enum field_type value)
{
	struct table *t = table_new("picture");

	table_add_column(t, "label", "Label", label);
	table_add_column(t, "value", "Value", value);
	t->chart = chart;
	t->chart_label = 0;
	t->chart_value = 1;
	return t;
}

static void add(struct table *t, const char *label, int64_t value)
{
	struct row *row = table_add_row(t);

	table_set(t, row, 0, value_text(label));
	table_set(t, row, 1, t->columns[1].field.type == FIELD_MONEY ? value_money(value, "EUR")
								      : value_int(value));
}

static void add_point(struct table *t, int64_t customers, int64_t share)
{
	struct row *row = table_add_row(t);

	table_set(t, row, 0, value_int(customers));
	table_set(t, row, 1, value_int(share));
}

/* Draws and frees the table. */
static const char *drawn(struct table *t, int w, int h, size_t cursor)
{
	size_t top = 0;

	grid_resize(&g, w, h);
	chart_draw(&g, grid_rect(&g), t, cursor, &top, &context);
	table_free(t);
	sbuf_reset(&out);
	grid_dump(&g, &out);
	return sbuf_text(&out);
}

static struct table *pyramid(void)
{
	struct table *t = table_of(CHART_PYRAMID, FIELD_TEXT, FIELD_INT);

	add(t, "top", 10);
	add(t, "big", 40);
	add(t, "medium", 150);
	add(t, "small", 800);
	return t;
}

START_TEST(a_pyramid_has_slopes)
{
	ck_assert_str_eq(drawn(pyramid(), 44, 5, 0), "                                       Value\n"
						     "             ▟▙              top          10\n"
						     "         ▟████████▙          big          40\n"
						     "     ▟████████████████▙      medium      150\n"
						     " ▟████████████████████████▙  small       800\n");
	g.graphics = GRAPHICS_ASCII;
	ck_assert_str_eq(drawn(pyramid(), 44, 5, 0), "                                       Value\n"
						     "             /\\              top          10\n"
						     "         /########\\          big          40\n"
						     "     /################\\      medium      150\n"
						     " /########################\\  small       800\n");
}
END_TEST

START_TEST(a_high_pyramid_has_thick_layers)
{
	ck_assert_int_eq(chart_lines(&(struct table){ .chart = CHART_PYRAMID, .nrows = 4 }), 13);
	ck_assert_str_eq(drawn(pyramid(), 44, 9, 0), "                                       Value\n"
						     "             ▟▙\n"
						     "            ▟██▙             top          10\n"
						     "           ▟████▙\n"
						     "          ▟██████▙           big          40\n"
						     "         ▟████████▙\n"
						     "        ▟██████████▙         medium      150\n"
						     "       ▟████████████▙\n"
						     "      ▟██████████████▙       small       800\n");
}
END_TEST

/* The widest stage fills the width; a stage of nothing has no bar. */
START_TEST(a_funnel_narrows)
{
	struct table *t = table_of(CHART_FUNNEL, FIELD_TEXT, FIELD_MONEY);

	add(t, "Qualified", 4000000);
	add(t, "Proposal", 2000000);
	add(t, "Commit", 0);
	ck_assert_str_eq(drawn(t, 40, 4, 0), "                                   Value\n"
					     "Qualified  ▜█████████████████▛   €40,000\n"
					     "Proposal        ▜███████▛        €20,000\n"
					     "Commit                                €0\n");
}
END_TEST

/* Beside "Qualified" and "€40,000" there is no room for the count: neither for it nor for its head. */
START_TEST(a_head_goes_with_its_figures)
{
	struct table *t = table_of(CHART_FUNNEL, FIELD_TEXT, FIELD_MONEY);

	t->chart_value = 2;
	t->columns[1].field.type = FIELD_INT;
	t->columns[1].label = "Deals";
	table_add_column(t, "worth", "Worth", FIELD_MONEY);
	table_set(t, table_add_row(t), 0, value_text("Qualified"));
	table_set(t, &t->rows[0], 1, value_int(12));
	table_set(t, &t->rows[0], 2, value_money(4000000, "EUR"));
	ck_assert_str_eq(drawn(t, 24, 2, 0), "                   Worth\n"
					     "Qualified        €40,000\n");
}
END_TEST

START_TEST(bars_compare)
{
	struct table *t = table_of(CHART_BARS, FIELD_TEXT, FIELD_PERCENT);

	add(t, "Ana", 1000000);
	add(t, "王小明", 500000);
	add(t, "Bea", 0);
	ck_assert_str_eq(drawn(t, 32, 4, 1), "                           Value\n"
					     "Ana     ██████████████   100.0 %\n"
					     "王小明  ███████           50.0 %\n"
					     "Bea                        0.0 %\n");
}
END_TEST

/* Months by name, the year where it begins, the value on its column where there is room. */
START_TEST(months_have_names)
{
	struct table *t = table_of(CHART_LINE, FIELD_TEXT, FIELD_MONEY);

	add(t, "2025-12", 400000);
	add(t, "2026-01", 0);
	add(t, "2026-02", 200000);
	ck_assert_str_eq(drawn(t, 30, 9, 2), "€4k\n"
					     "████████\n"
					     "████████          €2k\n"
					     "████████          ████████\n"
					     "████████          ████████\n"
					     "──────────────────────────────\n"
					     "Dec      Jan      Feb\n"
					     "2025     2026\n"
					     "2026-02   Value €2,000\n");
}
END_TEST

START_TEST(a_curve_stands_between_axes)
{
	struct table *t = table_of(CHART_LORENZ, FIELD_PERCENT, FIELD_PERCENT);

	g.graphics = GRAPHICS_ASCII;
	add_point(t, 500000, 1000000);
	add_point(t, 1000000, 1000000);
	drawn(t, 24, 7, 0);
	/* From the origin to all of it at half of the customers, then along the top; the lines of the cursor
	 * lead from there to the axes. */
	ck_assert_str_eq(grid_at(&g, 7, 0)->text, "|");
	ck_assert_str_eq(grid_at(&g, 7, 4)->text, "+");
	ck_assert_str_eq(grid_at(&g, 23, 0)->text, "'");
	ck_assert_str_eq(grid_at(&g, 8, 3)->text, ".");
	ck_assert_ptr_nonnull(strstr(sbuf_text(&out), "100 % |"));
	ck_assert_ptr_nonnull(strstr(sbuf_text(&out), "50.0 %   Value 100.0 %"));
}
END_TEST

static const enum chart charts[] = { CHART_BARS, CHART_LINE, CHART_FUNNEL, CHART_PYRAMID, CHART_LORENZ };

START_TEST(nothing_is_said_to_be_nothing)
{
	ck_assert_str_eq(drawn(table_of(charts[_i], FIELD_TEXT, FIELD_INT), 12, 2, 0), "no data\n\n");
}
END_TEST

/* Whatever the room and the values, nothing is drawn outside and nothing breaks. */
START_TEST(any_size_is_survived)
{
	for (int w = 0; w < 60; w += 1 + w / 8)
		for (int h = 0; h < 20; h++)
			for (size_t cursor = 0; cursor < 4; cursor += 3) {
				struct table *t = table_of(charts[_i], FIELD_TEXT, FIELD_INT);
				add(t, "a", -5);
				add(t, "b", INT64_MAX);
				add(t, "", 0);
				add(t, "d", 1000);
				drawn(t, w, h, cursor);
			}
}
END_TEST

Suite *chart_suite(void)
{
	Suite *s = suite_create("charts");
	TCase *tc = tcase_create("charts");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, a_pyramid_has_slopes);
	tcase_add_test(tc, a_high_pyramid_has_thick_layers);
	tcase_add_test(tc, a_funnel_narrows);
	tcase_add_test(tc, a_head_goes_with_its_figures);
	tcase_add_test(tc, bars_compare);
	tcase_add_test(tc, months_have_names);
	tcase_add_test(tc, a_curve_stands_between_axes);
	tcase_add_loop_test(tc, nothing_is_said_to_be_nothing, 0, LENGTH(charts));
	tcase_add_loop_test(tc, any_size_is_survived, 0, LENGTH(charts));
	suite_add_tcase(s, tc);
	return s;
}
