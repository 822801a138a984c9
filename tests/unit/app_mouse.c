/* The mouse, where a person turned it on. */
#include "app_fixture.h"
#include "app_suites.h"

#include "base/utf8.h"

static void start(void)
{
	struct error e = { 0 };

	app_start(80, 24);
	add_book();
	press("2");
	ck_assert_int_eq(app_set(&app, "mouse", "on", &e), 0);
}

/* Where the text stands. */
static void find(const char *text, int *x, int *y)
{
	for (*y = 0; *y < app.grid.h; ++*y) {
		const char *at = strstr(line(*y), text);
		struct sbuf before = SBUF_INIT;
		if (!at)
			continue;
		sbuf_add(&before, line(*y), (size_t)(at - line(*y)));
		*x = utf8_columns(sbuf_text(&before));
		sbuf_free(&before);
		return;
	}
	ck_abort_msg("\"%s\" is not on\n%s", text, shown());
}

static void click_at(int x, int y)
{
	script_event(app.term, &(struct event){ .type = EVENT_MOUSE, .mouse = MOUSE_PRESS, .x = x, .y = y });
	press("F12"); /* nothing: it only lets the program take what is queued */
}

static void click(const char *text)
{
	int x, y;

	find(text, &x, &y);
	click_at(x, y);
}

static void wheel(enum mouse way)
{
	script_event(app.term, &(struct event){ .type = EVENT_MOUSE, .mouse = way, .x = 5, .y = 5 });
	press("F12");
}

static const char *row_here(void)
{
	return line(app.grid.cursor_y);
}

START_TEST(a_click_walks_and_a_second_opens)
{
	click("上海大众");
	ck_assert_ptr_nonnull(strstr(row_here(), "上海大众"));
	click("Müller");
	ck_assert_ptr_nonnull(strstr(row_here(), "Müller"));
	click("Müller");
	ck_shows("Customers › Müller");
}
END_TEST

START_TEST(tabs_and_the_key_bar_are_keys)
{
	click("Contacts");
	ck_assert_int_eq(app.place, 2);
	click("? keys");
	ck_shows("Keys of this pane");
	click("Contacts"); /* under a float there is nothing to click */
	ck_shows("Keys of this pane");
}
END_TEST

START_TEST(the_wheel_walks)
{
	press("g g");
	wheel(MOUSE_WHEEL_DOWN);
	ck_assert_ptr_nonnull(strstr(line(1), "4 of 5"));
	wheel(MOUSE_WHEEL_UP);
	ck_assert_ptr_nonnull(strstr(line(1), "1 of 5"));
}
END_TEST

START_TEST(an_item_and_a_field_are_clicked)
{
	press("V");
	press("Esc a");
	click("Type");
	ck_assert_ptr_nonnull(strstr(row_here(), "Type"));
	press("Esc ?");
	type("mark");
	click("mark by filter");
	click("mark by filter");
	ck_hides("Keys of this pane");
}
END_TEST

START_TEST(a_card_in_another_column_is_clicked)
{
	resize(120, 40);
	press("4");
	click("Cups");
	press("e");
	ck_shows("Stage  Commit");
	press("Esc");
	click("华星贸易 补货");
	press("e");
	ck_shows("84000.00");
}
END_TEST

static void button(enum mouse what, int x, int y)
{
	script_event(app.term, &(struct event){ .type = EVENT_MOUSE, .mouse = what, .x = x, .y = y });
	press("F12");
}

/* Takes the card, holds it over the text, and lets it go there. */
static void drag(const char *card, const char *to)
{
	int x, y, tx, ty;

	find(card, &x, &y);
	find(to, &tx, &ty);
	button(MOUSE_PRESS, x, y);
	button(MOUSE_DRAG, tx, ty);
	button(MOUSE_RELEASE, tx, ty);
}

/* Whether the head of the column, which has the text, is shown as where the card would go. */
static bool is_lit(const char *text)
{
	int x, y;

	find(text, &x, &y);
	return STYLE_ROLE(grid_at(&app.grid, x, y)->style) == ROLE_SELECTED;
}

START_TEST(a_card_is_dragged_to_another_column)
{
	int x, y, tx, ty;

	resize(160, 40);
	press("4");
	find("Cups", &x, &y);
	find("Qualified", &tx, &ty);
	button(MOUSE_PRESS, x, y);
	button(MOUSE_DRAG, x + 1, y);
	ck_assert(!is_lit("Qualified"));
	button(MOUSE_DRAG, tx, ty + 9); /* anywhere in the column */
	ck_assert(is_lit("Qualified"));
	button(MOUSE_RELEASE, tx, ty + 9);
	ck_assert(!is_lit("Qualified"));
	press("e");
	ck_shows("Stage  Qualified");
	press("Esc");
	press("u");
	ck_says("Undone");
	drag("Cups", "Won");
	press("e");
	ck_shows("Stage  Won");
	press("Esc u");
	ck_says("Undone");
}
END_TEST

START_TEST(let_go_where_it_was_it_is_no_more_than_a_click)
{
	int x, y;

	resize(160, 40);
	press("4");
	drag("Cups", "Rapport"); /* over nothing: it stays */
	ck_hides("moved");
	drag("Cups", "Commit");  /* its own column */
	ck_hides("moved");
	find("Cups", &x, &y);
	button(MOUSE_PRESS, x, y);
	ck_hides("Pipeline › Cups");
	button(MOUSE_RELEASE, x, y);
	ck_shows("Pipeline › Cups");
	button(MOUSE_RELEASE, 5, 5); /* of nothing that is held */
	ck_shows("Pipeline › Cups");
}
END_TEST

/* An hour of a day, a day of a month; what stands there opens at the second click. */
START_TEST(a_place_in_the_calendar_is_clicked)
{
	int x, y, unused;

	press("6");
	find("Thu", &x, &unused);
	find(" 14:00", &unused, &y);
	click_at(x, y);
	ck_shows("Thu 19 Nov 14:00");
	press("a");
	type("Clicked");
	press("C-s");
	ck_shows("14:00–14:30 meeting");
	find(" 08:00", &unused, &y);
	click_at(x, y);
	ck_shows("Thu 19 Nov 08:00");
	click("Clicked");
	ck_shows("14:00–14:30 meeting");
	press("b");
	find("Nov 2026", &x, &y);
	find("Thu", &x, &unused);
	find(" 24 ", &unused, &y);
	click_at(x, y);
	ck_shows("Thu 26 Nov · nothing here");
	wheel(MOUSE_WHEEL_UP); /* three weeks */
	ck_shows("Thu 5 Nov · nothing here");
	click_at(x, y);
	click("Zo");
	click("Zo");
	ck_shows("Calendar › ");
}
END_TEST

START_TEST(off_it_does_nothing)
{
	struct error e = { 0 };

	ck_assert_int_eq(app_set(&app, "mouse", "off", &e), 0);
	click("Contacts");
	ck_assert_int_eq(app.place, 1);
}
END_TEST

Suite *mouse_suite(void)
{
	Suite *s = suite_create("mouse");
	TCase *t = tcase_create("mouse");

	tcase_add_checked_fixture(t, start, app_finish);
	tcase_add_test(t, a_click_walks_and_a_second_opens);
	tcase_add_test(t, tabs_and_the_key_bar_are_keys);
	tcase_add_test(t, the_wheel_walks);
	tcase_add_test(t, an_item_and_a_field_are_clicked);
	tcase_add_test(t, a_card_in_another_column_is_clicked);
	tcase_add_test(t, a_card_is_dragged_to_another_column);
	tcase_add_test(t, let_go_where_it_was_it_is_no_more_than_a_click);
	tcase_add_test(t, a_place_in_the_calendar_is_clicked);
	tcase_add_test(t, off_it_does_nothing);
	suite_add_tcase(s, t);
	return s;
}
