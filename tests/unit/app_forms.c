/* Nothing that was typed is lost. */
#include "app_fixture.h"
#include "app_suites.h"

static void setup(void)
{
	app_start(80, 24);
	add_book();
}

static void hang_up(void)
{
	app_event(&app, &(struct event){ .type = EVENT_HANGUP });
	ck_assert(app.quit && app.hangup);
	app_restart();
}

START_TEST(a_half_typed_form_survives_a_dropped_line)
{
	press("2 a");
	type("Half a na");
	hang_up();
	ck_shows("Half-typed: go on with");
	press("Enter");
	ck_shows("New Customer");
	ck_shows("Half a na");
	type("me");
	press("C-s");
	ck_says("Customer saved");
	app_restart();
	ck_hides("Half-typed");
	press("2");
	ck_shows("Half a name");
}
END_TEST

START_TEST(an_edit_survives_too)
{
	press("2 e");
	type(" & Co");
	hang_up();
	press("Enter");
	ck_shows("Müller & Söhne GmbH & Co");
	press("C-s 2");
	ck_shows("Müller & Söhne GmbH & Co");
}
END_TEST

START_TEST(what_is_left_on_purpose_is_not_offered_again)
{
	press("2 a");
	type("Nobody");
	press("Tab Esc");
	ck_shows("Leave without saving what you typed?");
	press("Enter");
	ck_shows("Nobody");
	press("Esc y");
	ck_assert_uint_eq(app.depth, 0);
	app_restart();
	ck_hides("Half-typed");
}
END_TEST

START_TEST(drafts_can_be_forgotten)
{
	press("2 a");
	type("Nobody");
	hang_up();
	type("Forget");
	press("Enter");
	app_restart();
	ck_hides("Half-typed");
}
END_TEST

START_TEST(saving_twice_saves_once)
{
	struct event save = key_event(K_CTRL | 's');

	press("2 a");
	type("Once");
	app_event(&app, &save);
	app_event(&app, &save);
	settle();
	press("2 /");
	type("Once");
	press("Enter");
	ck_shows("1 of 1");
}
END_TEST

START_TEST(a_wrong_value_is_named_on_its_field)
{
	press("5 a");
	press("C-s");
	ck_says("Name is needed.");
	type("Frame");
	press("Tab Tab Tab Tab");
	type("lots");
	press("C-s");
	ck_assert_msg(strstr(said(), "lots"), "%s", said());
	ck_assert_ptr_nonnull(strstr(roles(), "!"));
	press("C-u");
	type("12k");
	press("C-s");
	ck_says("Deal saved");
	ck_shows("€12,000");
}
END_TEST

START_TEST(what_is_added_within_a_form_is_taken_by_it)
{
	press("5 a");
	type("Frame");
	press("Tab");
	type("Zeta");
	ck_shows("add \"Zeta\"");
	press("Enter");
	ck_shows("New Customer");
	press("C-s");
	ck_shows("New Deal");
	ck_shows("Zeta");
	press("C-s 2");
	ck_shows("Zeta");
	press("5");
	ck_shows("Frame");
	ck_shows("Zeta");
}
END_TEST

START_TEST(a_paste_is_text_and_stays_in_one_line)
{
	press("2 a");
	paste("Acme\nLtd\tq");
	ck_shows("Acme Ltd q");
	press("5");
	ck_shows("Acme Ltd q5");
	press("Esc y 5 a Tab");
	paste("Nordlys");
	ck_shows("Nordlys Energi AS");
	press("Enter");
	ck_shows("Nordlys Energi AS");
	press("S-Tab Left");
	ck_shows("Nordlys Energi AS");
	press("Backspace");
	ck_hides("Nordlys Energi AS");
}
END_TEST

START_TEST(a_reference_and_a_choice_are_chosen_by_typing)
{
	press("5 a");
	type("Pilot");
	press("Tab");
	type("smile");
	ck_shows("Smile 😀 Ltd");
	press("Enter Tab Tab Tab");
	ck_shows("Smile 😀 Ltd");
	press("C-s");
	ck_says("Deal saved");
	press("G e");
	ck_shows("Smile 😀 Ltd");
	press("Esc");
	ck_assert_uint_eq(app.depth, 0);
}
END_TEST

START_TEST(a_call_with_its_follow_up_takes_twelve_keys_and_the_words)
{
	size_t keys = 0;
	static const char *const steps[] = { "2", "L", "=price again", "C-s" };

	for (size_t i = 0; i < LENGTH(steps); i++)
		if (*steps[i] == '=') {
			type(steps[i] + 1);
		} else {
			press(steps[i]);
			keys++;
		}
	ck_assert_uint_le(keys, 12);
	ck_says("saved");
	press("Enter");
	ck_shows("price again");
}
END_TEST

Suite *forms_suite(void)
{
	Suite *s = suite_create("forms");
	TCase *t = tcase_create("keys");

	tcase_add_checked_fixture(t, setup, app_finish);
	tcase_add_test(t, a_half_typed_form_survives_a_dropped_line);
	tcase_add_test(t, an_edit_survives_too);
	tcase_add_test(t, what_is_left_on_purpose_is_not_offered_again);
	tcase_add_test(t, drafts_can_be_forgotten);
	tcase_add_test(t, saving_twice_saves_once);
	tcase_add_test(t, a_wrong_value_is_named_on_its_field);
	tcase_add_test(t, what_is_added_within_a_form_is_taken_by_it);
	tcase_add_test(t, a_paste_is_text_and_stays_in_one_line);
	tcase_add_test(t, a_reference_and_a_choice_are_chosen_by_typing);
	tcase_add_test(t, a_call_with_its_follow_up_takes_twelve_keys_and_the_words);
	suite_add_tcase(s, t);
	return s;
}
