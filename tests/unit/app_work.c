/* A day's work, key by key. */
#include "app_fixture.h"
#include "app_suites.h"

#include <poll.h>

static void setup(void)
{
	app_start(80, 24);
	add_book();
}

START_TEST(a_customer_is_added_found_edited_undone_and_redone)
{
	press("2 a");
	type("Iberia Optics");
	press("C-s");
	ck_says("Customer saved · u undoes");
	press("/");
	type("iber");
	press("Enter");
	ck_shows("1 of 1");
	press("e");
	ck_shows("Edit Customer");
	type(" SL");
	press("C-s");
	ck_shows("Iberia Optics SL");
	press("u");
	ck_hides("Iberia Optics SL");
	ck_shows("Iberia Optics");
	press("C-r");
	ck_shows("Iberia Optics SL");
	press("d");
	ck_says("Iberia Optics SL removed · u undoes");
	ck_shows("Customers: none has \"iber\".");
	ck_shows("Esc takes the words off");
	press("u");
	ck_shows("Iberia Optics SL");
}
END_TEST

START_TEST(find_anything_leads_to_the_record_and_back)
{
	press("g /");
	type("ingrid");
	ck_shows("Ingrid Lund");
	press("Enter");
	ck_shows("purchasing");
	press("Esc");
	ck_assert_str_eq(app_top(&app)->ops->name, "find");
	press("C-u");
	type("no such thing");
	ck_shows("Nothing has \"no\" \"such\" \"thing\": looked for in names, codes,");
	ck_shows("Enter adds a customer, Tab a contact, with \"no such thing\"");
	press("Enter");
	ck_shows("New Customer");
	ck_shows("no such thing");
	press("Esc");
	press("C-u");
	type("0170 55 66 77");
	press("Tab");
	ck_shows("New Contact");
	ck_shows("0170 55 66 77");
	press("Esc");
	press("Esc");
	ck_assert_uint_eq(app.depth, 0);
}
END_TEST

START_TEST(a_deal_walks_the_board_to_won)
{
	press("4 l l");
	ck_shows("Oven line");
	press(">");
	ck_says("Oven line moved to Commit");
	press("<");
	ck_says("Oven line moved to Negotiation");
	press("m");
	type("won");
	press("Enter");
	ck_says("Oven line moved to Won");
	press("5 F C-u");
	type("state:won");
	press("Enter");
	ck_shows("Oven line");
	press("u");
	ck_shows("Deals: none fits the filter state:won.");
	ck_shows("Esc takes the filter off");
}
END_TEST

START_TEST(the_same_key_acts_on_marks_and_the_dot_repeats_it)
{
	press("2 Space Space T");
	type("fair");
	press("Enter");
	ck_says("2 records tagged fair");
	press("Esc j j .");
	ck_says("tagged fair");
	press("F");
	type("tag:fair");
	press("Enter");
	ck_shows("of 3");
	press("v G v d");
	ck_says("3 records removed");
	ck_hides("marked");
	press("u");
	ck_shows("1 of 3");
	press("Esc");
	ck_shows("of 5");
}
END_TEST

START_TEST(marks_are_set_by_expression_and_inverted)
{
	press("2 +");
	type("status:customer");
	press("Enter");
	ck_shows("3 marked of 5");
	press("*");
	ck_shows("2 marked of 5");
	press("-");
	type("status:prospect");
	press("Enter");
	ck_shows("1 marked of 5");
	press("Esc");
	ck_hides("marked");
}
END_TEST

START_TEST(a_wrong_filter_is_answered_in_words_and_changes_nothing)
{
	static const char *const wrong[] = { "colour:red", "status:", "(status:customer", "amount>" };

	press("2");
	for (size_t i = 0; i < LENGTH(wrong); i++) {
		press("F C-u");
		type(wrong[i]);
		press("Enter");
		ck_assert_msg(*said() && app.tone == TONE_DANGER, "%s: \"%s\"", wrong[i], said());
		ck_shows("of 5");
	}
}
END_TEST

START_TEST(a_saved_view_comes_back_with_its_filter_and_order)
{
	press("2 F");
	type("status:customer");
	press("Enter S V");
	type("Save");
	press("Enter");
	type("Regulars");
	press("Enter");
	ck_says("View \"Regulars\" saved");
	press("Esc");
	ck_shows("of 5");
	app_restart();
	press("2 V");
	ck_shows("Regulars");
	type("Regulars");
	press("Enter");
	ck_shows("of 3");
	ck_assert_ptr_nonnull(strstr(line(3), "Zoe"));
	press("F");
	type(" tag:retail");
	press("Enter");
	ck_shows("Regulars *");
}
END_TEST

START_TEST(history_puts_an_old_value_back)
{
	press("2 e C-u");
	type("Mueller");
	press("C-s");
	ck_shows("Mueller");
	press("i");
	ck_shows("Müller & Söh");
	press("Enter");
	ck_says("Name is Müller & Söhne GmbH again · u undoes");
	press("j Enter"); /* the line before: what it took is what is there now */
	ck_says("Name is that already.");
	press("G Enter");
	ck_says("there is no old value to put back");
	press("Esc");
	ck_shows("Müller & Söhne GmbH");
}
END_TEST

START_TEST(the_record_walks_its_list)
{
	press("2 Enter");
	ck_shows("1 of 5");
	press("J");
	ck_shows("2 of 5");
	ck_shows("Nordlys");
	press("K K");
	ck_says("This is the first of the list.");
	press("J J J J J");
	ck_says("This is the last of the list.");
	press("Esc");
	ck_shows("5 of 5");
}
END_TEST

START_TEST(a_record_that_is_removed_says_so)
{
	press("2 Enter d");
	ck_says("Müller & Söhne GmbH removed · u undoes");
	press("u");
	ck_shows("restored");
}
END_TEST

START_TEST(a_report_leads_to_the_records_behind_it)
{
	size_t i = 0;

	press("8 Enter");
	ck_assert_str_eq(app_top(&app)->ops->name, "report");
	press("b");
	while (i++ < 10 && !strcmp(app_top(&app)->ops->name, "report"))
		press("Enter j");
	ck_assert_str_ne(app_top(&app)->ops->name, "reports");
}
END_TEST

static void wait_for_news(void)
{
	struct pollfd p = { .fd = client_fd(app.client), .events = POLLIN };

	ck_assert_int_eq(poll(&p, 1, -1), 1);
	settle();
}

/* Another program on the same book, whose commit comes while something floats above the pane. */
START_TEST(others_may_change_the_book_at_any_moment)
{
	static const char *const floats[] = { "2 ?", "2 C-p", "2 :", "2 V", "5 m", "2 a", "2 g /", "2 A" };
	struct client *ours = app.client;

	for (size_t i = 0; i < LENGTH(floats); i++) {
		struct error e = { 0 };
		struct client *other;
		press(floats[i]);
		other = client_open(&app.options, &e);
		ck_assert_msg(other != NULL, "%s", e.text);
		app.client = other;
		add(ENTITY_CUSTOMER, "name=Theirs");
		app.client = ours;
		client_close(other);
		wait_for_news();
		press("Down Esc");
		if (app.depth)
			press("Esc");
	}
	press("2");
	ck_shows("Theirs");
}
END_TEST

START_TEST(clipboard_gets_what_was_asked_for)
{
	press("2 j y u");
	ck_assert_str_eq(script_clipboard(app.term), "customer 5");
	press("Enter y e");
	ck_says("Sent to the terminal's clipboard");
	ck_assert_str_eq(script_clipboard(app.term), "post@nordlys.example");
	press("K y e");
	ck_says("There is no e-mail address here to copy.");
}
END_TEST

/* A section holds a hundred; what is more is counted, and a line leads to all of it. The book has one more task
 * that is late. */
START_TEST(today_says_how_much_more_there_is)
{
	for (int i = 0; i < 150; i++)
		add(ENTITY_ACTIVITY, "kind=task\nsubject=late\ndue=2026-11-02\nowner=1");
	press("R 1");
	for (int i = 0; i < 100; i++)
		press("j");
	ck_shows("Enter lists all");
	ck_shows(" more");
	press("Enter");
	ck_shows("due<today");
	ck_shows(" of 15");
	press("Esc = Enter");
	ck_shows("due<today");
}
END_TEST

Suite *work_suite(void)
{
	Suite *s = suite_create("work");
	TCase *t = tcase_create("keys");

	tcase_add_checked_fixture(t, setup, app_finish);
	tcase_add_test(t, a_customer_is_added_found_edited_undone_and_redone);
	tcase_add_test(t, find_anything_leads_to_the_record_and_back);
	tcase_add_test(t, a_deal_walks_the_board_to_won);
	tcase_add_test(t, the_same_key_acts_on_marks_and_the_dot_repeats_it);
	tcase_add_test(t, marks_are_set_by_expression_and_inverted);
	tcase_add_test(t, a_wrong_filter_is_answered_in_words_and_changes_nothing);
	tcase_add_test(t, a_saved_view_comes_back_with_its_filter_and_order);
	tcase_add_test(t, history_puts_an_old_value_back);
	tcase_add_test(t, the_record_walks_its_list);
	tcase_add_test(t, a_record_that_is_removed_says_so);
	tcase_add_test(t, a_report_leads_to_the_records_behind_it);
	tcase_add_test(t, today_says_how_much_more_there_is);
	tcase_add_test(t, others_may_change_the_book_at_any_moment);
	tcase_add_test(t, clipboard_gets_what_was_asked_for);
	suite_add_tcase(s, t);
	return s;
}
