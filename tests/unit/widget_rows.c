/* Rows: columns that give way, what was found, what a row says by its tone. */
#include "widget_fixture.h"
#include "widget_suites.h"

static const struct value_context context;

static const char *const two[] = { "1 M\xC3\xBCller & S\xC3\xB6hne|12", "2 |-3", NULL };

START_TEST(columns_give_way_by_their_order)
{
	struct table *t = words_table("rows", "name:20 city:9 amount:6!", two);
	struct rows_layout lay;

	t->columns[1].field.shrink = 2;
	t->columns[2].field.shrink = 1;
	rows_lay(&lay, t, 0, 39, NULL);
	ck_assert(lay.columns[0].w == 20 && lay.columns[1].w == 9 && lay.columns[2].w == 6);
	rows_lay(&lay, t, 0, 25, NULL);
	ck_assert_int_eq(lay.columns[1].w, 0);
	ck_assert_int_eq(lay.columns[2].w, 6);
	t->columns[1].field.shrink = 2;
	rows_lay(&lay, t, 0, 29, "-city,name");
	ck_assert_int_eq(lay.columns[1].w, 9);
	ck_assert_int_eq(lay.columns[2].w, 0);
	rows_lay(&lay, t, 0, 12, NULL);
	ck_assert_int_eq(lay.columns[2].w, 0);
	ck_assert_int_eq(lay.columns[0].w, 12);
	rows_lay(&lay, t, 0, -5, NULL);
	t->columns[1].field.width = -1;
	rows_lay(&lay, t, 0, 80, "city");
	ck_assert_int_eq(lay.columns[1].w, 0);
	table_free(t);
}
END_TEST

/* Columns of 20, 9 and 20, two apart, in so much width; what they need, and what they have then. */
static const struct {
	int width, need[3], w[3];
} evened[] = {
	{ 53, { 5, 12, 30 }, { 7, 12, 30 } },
	{ 53, { 20, 12, 30 }, { 20, 9, 20 } }, /* nobody has anything to spare */
	{ 56, { 20, 12, 30 }, { 20, 12, 20 } }, /* what is free makes the short one whole */
	{ 53, { 18, 12, 30 }, { 18, 11, 20 } },
	{ 53, { 5, 5, 5 }, { 20, 9, 20 } },
};

START_TEST(what_is_cut_takes_what_others_spare)
{
	struct table *t = words_table("rows", "name:20 city:9 note:20", two);
	struct rows_layout lay;

	rows_lay(&lay, t, 0, 53, NULL);
	rows_even(&lay, evened[_i].need, 0, evened[_i].width);
	for (int i = 0, x = 0; i < 3; i++) {
		ck_assert_int_eq(lay.columns[i].w, evened[_i].w[i]);
		ck_assert_int_eq(lay.columns[i].x, x);
		x += evened[_i].w[i] + 2;
	}
	table_free(t);
}
END_TEST

START_TEST(columns_without_a_word_are_hidden)
{
	static const char *const rows[] = { "1 a||", "2 b||7", NULL };
	struct table *t = words_table("rows", "name:9 city:9 amount:6!", rows);

	rows_hide_empty(t);
	ck_assert_int_eq(t->columns[0].field.width, 9);
	ck_assert_int_eq(t->columns[1].field.width, -1);
	ck_assert_int_eq(t->columns[2].field.width, 6);
	rows_hide_empty(NULL);
	table_free(t);
}
END_TEST

/* What is marked (M) as found in ten columns. */
static const struct {
	const char *text, *match, *roles;
} matches[] = {
	{ "abcdef", "cd", "..MM\n" },
	{ "M\xC3\xBCller", "mul", "MMM\n" },
	{ "Mu\xCC\x88ller", "mull", "MMMM\n" },
	{ "abc", "x", "\n" },
	{ "abc", "", "\n" },
	{ "abcdefghijkl", "kl", "\n" }, /* behind the ellipsis */
	{ "one two", "two more", "....MMM\n" },
	{ "one two", "two one", "MMM.MMM\n" },
	{ "\xE5\xBC\xA0\xE4\xB8\x89", "zs", "MMMM\n" },
	{ "\xE5\xBC\xA0\xE4\xB8\x89", "san", "..MM\n" },
	{ "abcdefghijkl", "hijk", ".......MM\n" }, /* as far as it is seen */
};

START_TEST(what_was_found_is_seen)
{
	struct text_typed typed;
	struct grid g = { 0 };
	char letter[2] = { role_letter(ROLE_MATCH), '\0' }, *want = xstrdup(matches[_i].roles);

	for (char *p = want; *p; p++)
		*p = *p == 'M' ? *letter : *p;
	grid_resize(&g, 10, 1);
	text_type(&typed, matches[_i].match, strlen(matches[_i].match));
	rows_put_matched(&g, 0, 0, 10, ROLE_DEFAULT, matches[_i].text, &typed);
	text_typed_free(&typed);
	ck_assert_str_eq(grid_roles(&g), want);
	free(want);
	grid_free(&g);
}
END_TEST

/* The bar over the row stays whole; what was found is underlined in it. */
START_TEST(what_was_found_is_seen_in_the_bar)
{
	static const char *const rows[] = { "1 \xE5\xBC\xA0\xE4\xB8\x89 Ltd|12", NULL };
	struct table *t = words_table("rows", "name:9 amount:4!", rows);
	struct text_typed typed;
	struct rows_style style = { .context = &context, .column = -1, .focus = true, .match = &typed };
	struct rows_layout lay;
	struct grid g = { 0 };

	text_type(&typed, "san", 3);
	grid_resize(&g, 17, 1);
	rows_lay(&lay, t, 2, 15, NULL);
	rows_draw(&g, grid_rect(&g), t, 0, &lay, &style, true, false);
	ck_assert_str_eq(grid_text(&g), "  \xE5\xBC\xA0\xE4\xB8\x89 Ltd     12\n");
	for (int x = 0; x < g.w; x++)
		ck_assert_uint_eq(grid_at(&g, x, 0)->style,
				  x == 4 || x == 5 ? ROLE_SELECTED | ATTR_BOLD | ATTR_UNDERLINE : ROLE_SELECTED);
	text_typed_free(&typed);
	grid_free(&g);
	table_free(t);
}
END_TEST

START_TEST(heads_show_the_order_and_numbers_stand_right)
{
	struct table *t = words_table("rows", "name:8 amount:6!", two);
	struct rows_style style = { .context = &context, .sort = "-amount", .column = -1 };
	struct rows_layout lay;
	struct grid g = { 0 };

	grid_resize(&g, 18, 2);
	rows_lay(&lay, t, 2, 16, NULL);
	rows_draw_head(&g, rect_row(grid_rect(&g), 0), t, &lay, &style);
	rows_draw(&g, rect_row(grid_rect(&g), 1), t, 0, &lay, &style, false, false);
	ck_assert_str_eq(grid_text(&g), "  name      amo~ v\n  M\xC3\xBCller ~      12\n");
	grid_free(&g);
	table_free(t);
}
END_TEST

/* Money in a narrow column: never a number that lacks its end. */
static const struct {
	int width;
	const char *line;
} narrow[] = {
	{ 13, "\xE2\x82\xAC" "2,930,568.94\n" },
	{ 12, "  \xE2\x82\xAC" "2,930,569\n" },
	{ 10, "\xE2\x82\xAC" "2,930,569\n" },
	{ 9, "    \xE2\x82\xAC" "2.9M\n" },
};

START_TEST(money_is_shortened_not_cut)
{
	static const char *const rows[] = { "1 293056894", NULL };
	struct table *t = words_table("rows", "amount:13!", rows);
	struct rows_style style = { .context = &context, .column = -1 };
	struct rows_layout lay = { .n = 1, .columns = { { 0, 0, narrow[_i].width, 1 } } };
	struct grid g = { 0 };

	t->columns[0].field.type = FIELD_MONEY;
	t->rows[0].cells[0].s = "EUR";
	grid_resize(&g, narrow[_i].width, 1);
	g.graphics = GRAPHICS_UTF8;
	rows_draw(&g, grid_rect(&g), t, 0, &lay, &style, false, false);
	ck_assert_str_eq(grid_text(&g), narrow[_i].line);
	grid_free(&g);
	table_free(t);
}
END_TEST

Suite *rows_suite(void)
{
	Suite *s = suite_create("rows");
	TCase *t = tcase_create("rows");

	tcase_add_test(t, columns_give_way_by_their_order);
	tcase_add_loop_test(t, what_is_cut_takes_what_others_spare, 0, (int)LENGTH(evened));
	tcase_add_test(t, columns_without_a_word_are_hidden);
	tcase_add_loop_test(t, what_was_found_is_seen, 0, (int)LENGTH(matches));
	tcase_add_test(t, what_was_found_is_seen_in_the_bar);
	tcase_add_test(t, heads_show_the_order_and_numbers_stand_right);
	tcase_add_loop_test(t, money_is_shortened_not_cut, 0, (int)LENGTH(narrow));
	suite_add_tcase(s, t);
	return s;
}
