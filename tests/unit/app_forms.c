/* Nothing that was typed is lost. */
#include "app_fixture.h"
#include "app_suites.h"

static void setup(void)
{
	app_start(80, 24);
	add_book();
}

static const char *row_here(void)
{
	return line(app.grid.cursor_y);
}

static void hang_up(void)
{
	app_event(&app, &(struct event){ .type = EVENT_HANGUP });
	ck_assert(app.quit && app.hangup);
	app_restart();
}

/* Whatever is being typed or chosen, is offered again when one comes back. */
START_TEST(words_of_a_call_survive_a_dropped_line)
{
	press("2 c e");
	type("wants 12k by fri");
	hang_up();
	ck_shows("Call list Customers · 1 of 5");
	press("Enter");
	ck_shows("wants 12k by fri");
	press("J K"); /* of the next one nothing was said */
	ck_hides("wants 12k by fri");
}
END_TEST

START_TEST(a_half_typed_value_survives_a_dropped_line)
{
	press("2 E C-u");
	type("Mueller GmbH");
	hang_up();
	ck_shows("Name · ");
	press("Enter");
	ck_shows("Edit Customer");
	ck_shows("Mueller GmbH");
	press("C-s");
	ck_says("Customer saved");
	ck_shows("Mueller GmbH");
}
END_TEST

START_TEST(a_choice_of_a_merge_survives_a_dropped_line)
{
	press("2 Space Space M");
	ck_hides("GmbH           < Nordlys");
	press("h");
	ck_shows("GmbH           < Nordlys");
	hang_up();
	ck_shows("Merge Müller");
	press("Enter");
	ck_shows("GmbH           < Nordlys");
	press("C-s");
	ck_says("are one now");
	press("u");
	ck_says("Undone");
	app_restart();
	ck_hides("Half-typed");
}
END_TEST

START_TEST(what_a_stage_asks_for_survives_a_dropped_line)
{
	press(":");
	type("stages");
	press("Enter e");
	for (int i = 0; i < 12 && !strstr(row_here(), "Asks for"); i++)
		press("Tab");
	type("next_step");
	press("C-s 5 /");
	type("frame");
	press("Enter <");
	ck_shows("Move to stage");
	type("ask for the plans");
	hang_up();
	ck_shows("Move to stage");
	press("Enter");
	ck_shows("ask for the plans");
}
END_TEST

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

/* Two seconds after the last key, so that no goodbye is needed. */
START_TEST(what_a_place_shows_survives_a_kill)
{
	press("2 j Space F");
	type("city:*");
	press("Enter");
	ck_shows("1 marked");
	app.typed_at = 1;
	app_event(&app, &(struct event){ .type = EVENT_TICK });
	settle();
	app.hangup = true; /* nothing is kept at the end */
	app_restart();
	press("2");
	ck_shows("city:*");
	ck_shows("1 marked");
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

static void set_name(int64_t id, const char *name)
{
	struct named_value args[] = { { "field", "name" }, { "value", name } };
	struct error e = { 0 };
	struct answer *a = client_ask(app.client, &(struct request){ .verb = VERB_ACT, .name = "set", .ids = &id,
								     .entity = entity_at(ENTITY_CUSTOMER), .nids = 1,
								     .args = args, .nargs = 2 }, &e);

	ck_assert_msg(a != NULL, "%s", e.text);
	answer_free(a);
}

START_TEST(what_changed_meanwhile_stands_beside_it)
{
	press("2 e");
	type(" & Co");
	hang_up();
	set_name(1, "Müller AG");
	press("Enter");
	ck_says("Somebody changed what you were changing");
	ck_shows("then: Müller & Söhne GmbH · now: Müller AG · above: yours");
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

/* On Today, a draft is gone on with; it is no record that a form could show. */
START_TEST(editing_a_draft_goes_on_with_it)
{
	press("2 a");
	type("Half a name");
	hang_up();
	press("Esc G");
	ck_shows("Half a name");
	press("e");
	ck_shows("New Customer");
	press("Esc y r");
	ck_assert_uint_eq(app.depth, 0);
	ck_says("Drafts: the store writes them");
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
	ck_shows("Name is needed.");
	ck_assert_str_eq(said(), ""); /* said once, on the field */
	type("Frame");
	press("Tab Tab Tab Tab");
	type("lots");
	press("C-s");
	ck_shows("\"lots\" is not a number");
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
	ck_shows("add \"Zeta\", and more of it");
	press("Down Enter");
	ck_shows("New Customer");
	press("Esc"); /* back to what was typed */
	ck_shows("add \"Zeta\", and more of it");
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

START_TEST(what_is_named_anew_is_added_with_the_record)
{
	press("3 a");
	type("Ravi Menon");
	press("Tab");
	type("Zenit");
	ck_shows("add \"Zenit\"");
	press("Enter");
	ck_shows("Zenit                                                +");
	press("Tab Tab");
	type("+44 20 5555 01");
	app_event(&app, &(struct event){ .type = EVENT_HANGUP });
	app_restart();
	press("Enter");
	ck_shows("Zenit                                                +");
	press("C-s");
	ck_says("Contact saved · u undoes");
	press("3 /");
	type("ravi");
	press("Enter Enter");
	ck_shows("Zenit");
	ck_shows("+44 20 5555 01");
	press("q a C-r"); /* as before: of the same customer, which is there by now */
	ck_hides(" +");
	ck_shows("Zenit");
	press("Esc y 3 u");
	ck_says("Undone: Add Contact");
	press("2 /");
	type("zenit");
	ck_shows("none has \"zenit\"");
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

/* Ways to a logged call with a follow-up, from the first screen on; what begins with = are words. */
static const char *const ways[][9] = {
	{ "2", "/", "=nordlys", "Enter", "L", "=price again, next call tue 10", "Enter" },
	{ "2", "/", "=nordlys", "Enter", "L", "=call Ingrid no answer, tomorrow 9:15", "Enter" },
	{ ":", "=call Ingrid price again, next call tue 10", "Enter" },
	{ "g", "/", "=ingrid", "Enter", "L", "=wants 12k, next visit fri", "Tab", "Down", "Enter" },
};

START_TEST(a_call_with_its_follow_up_takes_twelve_keys_and_the_words)
{
	size_t keys = 0;

	for (size_t i = 0; i < LENGTH(ways[_i]) && ways[_i][i]; i++)
		if (*ways[_i][i] == '=') {
			type(ways[_i][i] + 1);
		} else {
			press(ways[_i][i]);
			keys++;
		}
	if (strcmp(app_top(&app)->ops->name, "line") == 0) {
		press("Enter");
		keys++;
	}
	ck_assert_uint_le(keys, 12);
	ck_says("logged");
	ck_says("next: ");
	press("u");
	ck_says("Undone: Log in one line");
}
END_TEST

START_TEST(another_like_it_has_no_code_and_no_past)
{
	press("5 /");
	type("oven");
	press("Enter");
	press("r");
	ck_shows("New Deal");
	ck_shows("Oven line");
	ck_shows("Müller & Söhne GmbH");
	ck_shows("12400");
	ck_hides("Negotiation");
	ck_hides("not saved yet");
	type(" 2");
	press("C-s");
	ck_says("Deal saved");
	ck_shows("Oven line 2");
	press("Enter");
	ck_shows("Qualified");
	press("u");
	ck_says("Undone");
}
END_TEST

START_TEST(a_copied_contact_keeps_nobody_elses_mailbox)
{
	press("3 /");
	type("katrin");
	press("Enter r");
	ck_shows("Müller & Söhne GmbH");
	ck_hides("katrin@mueller.example");
	press("C-u");
	type("Karl Müller");
	press("C-s");
	ck_says("Saved, but the filter");
	press("Esc /");
	type("karl");
	press("Enter");
	ck_shows("1 of 1");
	ck_hides("katrin@");
}
END_TEST

START_TEST(the_last_one_can_be_added_again)
{
	press("2 t");
	type("send catalogue");
	press("C-s");
	ck_says("saved");
	press("j t C-r");
	ck_shows("send catalogue");
	press("C-s");
	ck_says("saved");
	press("a C-r");
	ck_says("None of these was added yet.");
}
END_TEST

START_TEST(a_template_fills_what_it_says)
{
	add(ENTITY_TEMPLATE, "name=First visit\nkind=visit\nsubject=show the new line\nduration=90\ndue=+3d\nnote=bring samples");
	add(ENTITY_TEMPLATE, "name=Reminder\nkind=mail\nsubject=our offer");
	app.host.ops->refresh(&app.host);
	settle();
	press("2 t C-x");
	ck_shows("First visit");
	type("first");
	press("Enter");
	ck_shows("show the new line");
	ck_shows("visit");
	ck_shows("bring samples");
	ck_shows("2026-11-25"); /* three days after the 22nd */
	ck_shows("Müller & Söhne GmbH");
	press("C-s");
	ck_says("Activity saved");
	press(":");
	type("template Reminder");
	press("Enter");
	ck_shows("our offer");
	press("Esc y :");
	type("template nothing");
	press("Enter");
	ck_says("There is no template \"nothing\"");
}
END_TEST

START_TEST(a_pasted_signature_fills_a_contact)
{
	static const char signature[] = "Jane Doe\nHead of Purchasing\nNordlys Energi AS\nDomstr. 1, 50667 Köln\n"
					"M: +47 912 34 567\nT: +47 55 12 34 56\njane@nordlys.example\n";

	press("3 a");
	paste(signature);
	ck_shows("Jane Doe");
	ck_shows("Head of Purchasing");
	ck_shows("add \"Nordlys Energi AS\""); /* but it is there: the first that was found */
	press("Enter");
	ck_shows("+47 912 34 567");
	ck_shows("saved with it: work +47 55 12 34 56");
	app_event(&app, &(struct event){ .type = EVENT_HANGUP });
	app_restart();
	press("Enter");
	ck_shows("saved with it: work +47 55 12 34 56");
	press("C-s");
	ck_says("Contact saved");
	press("3 /");
	type("jane");
	press("Enter Enter");
	ck_shows("Nordlys Energi AS");
	ck_shows("+47 912 34 567");
	press("u");
	ck_says("Undone");
}
END_TEST

START_TEST(what_is_pasted_into_a_form_begun_is_text)
{
	press("3 a");
	type("x");
	paste("Jane Doe\njane@nordlys.example");
	ck_shows("xJane Doe jane@nordlys.example");
}
END_TEST

START_TEST(a_cell_is_edited_where_it_stands)
{
	press("5 /");
	type("oven");
	press("Enter");
	ck_assert_ptr_nonnull(strstr(line(3), "12,400"));
	press("E");
	ck_assert_ptr_nonnull(strstr(line(3), "Oven line"));
	press("Home");
	type("New ");
	press("Enter");
	ck_says("Name set · u undoes");
	ck_assert_ptr_nonnull(strstr(line(3), "New Oven line"));
	press("l l l E C-u");
	type("lots");
	press("Enter");
	ck_assert_msg(strstr(said(), "lots"), "%s", said());
	press("C-u");
	type("13k");
	press("Tab"); /* over what is worked out to the day of closing */
	ck_shows("13,000");
	press("C-n Enter");
	ck_says("Close set");
	ck_shows("Fri"); /* the 26th was a Thursday */
	press("u u u");
	ck_shows("12,400");
	ck_hides("New Oven line");
}
END_TEST

START_TEST(a_cell_of_a_reference_or_choice_is_chosen)
{
	press("5 /");
	type("oven");
	press("Enter l E");
	type("smile");
	press("Enter");
	ck_says("Customer set");
	ck_shows("Smile");
	press("E");
	type("Quite New Ltd");
	press("Enter"); /* it is not there: it is added on the way */
	ck_shows("New Customer");
	press("C-s");
	ck_says("Customer set");
	ck_shows("Quite New");
	press("2 l l E");
	type("lost");
	press("Enter");
	ck_says("Status set");
}
END_TEST

START_TEST(a_cell_of_marked_ones_is_of_all_of_them)
{
	press("2 Space Space l l E");
	ck_says("Status of the 2 that are marked");
	press("Enter");
	ck_hides("Status set");
	press("E");
	type("lapsed");
	press("C-s"); /* as a value that is typed is saved */
	ck_says("2 records: Status set");
	press("E C-u Enter");
	ck_says("2 records: Status set");
	press("u u");
	ck_hides("lapsed");
}
END_TEST

START_TEST(a_fact_is_edited_where_it_stands)
{
	press("2 j Enter");
	ck_shows("Nordlys");
	press("E");
	type("partner");
	press("Enter");
	ck_says("Type set");
	press("E Tab");
	ck_assert_str_eq(app_top(&app)->ops->name, "cell");
	press("Esc");
}
END_TEST

/* A stage that asks for the day and the person. */
static void make_demanding(void)
{
	press("2 :");
	type("stages");
	press("Enter F");
	type("name:commit");
	press("Enter e Tab Tab Tab Tab Tab Tab");
	type("close, contact");
	press("C-s");
	ck_says("Stage saved");
	press("Esc Esc");
}

START_TEST(a_stage_asks_for_what_it_requires_on_the_way)
{
	make_demanding();
	press("5 /");
	type("oven");
	press("Enter >");
	ck_says("to come to Commit it needs: Contact");
	ck_shows("Move to stage");
	ck_shows("Contact");
	ck_hides("Amount");
	press("C-s");
	ck_says("needs: Contact");
	type("katrin");
	press("Enter C-s");
	ck_says("Oven line moved to Commit");
	press("u");
	ck_says("Undone: Move to stage");
	press("Enter");
	ck_shows("Stage     Negotiation");
	ck_hides("Contact   Katrin");
}
END_TEST

START_TEST(of_several_it_is_told_which_cannot)
{
	make_demanding();
	press("5 F C-u");
	type("stage:negotiation,proposal");
	press("Enter v G v m");
	type("commit");
	press("Enter");
	ck_shows("3 cannot be");
	ck_shows("to come to Commit it needs: Contact");
	press("Esc");
	ck_says("Nothing was changed.");
	ck_hides("Commit");
}
END_TEST

Suite *forms_suite(void)
{
	Suite *s = suite_create("forms");
	TCase *t = tcase_create("keys");

	tcase_add_checked_fixture(t, setup, app_finish);
	tcase_add_test(t, words_of_a_call_survive_a_dropped_line);
	tcase_add_test(t, a_half_typed_value_survives_a_dropped_line);
	tcase_add_test(t, a_choice_of_a_merge_survives_a_dropped_line);
	tcase_add_test(t, what_a_stage_asks_for_survives_a_dropped_line);
	tcase_add_test(t, a_half_typed_form_survives_a_dropped_line);
	tcase_add_test(t, what_a_place_shows_survives_a_kill);
	tcase_add_test(t, an_edit_survives_too);
	tcase_add_test(t, what_changed_meanwhile_stands_beside_it);
	tcase_add_test(t, what_is_left_on_purpose_is_not_offered_again);
	tcase_add_test(t, editing_a_draft_goes_on_with_it);
	tcase_add_test(t, drafts_can_be_forgotten);
	tcase_add_test(t, saving_twice_saves_once);
	tcase_add_test(t, a_wrong_value_is_named_on_its_field);
	tcase_add_test(t, what_is_added_within_a_form_is_taken_by_it);
	tcase_add_test(t, what_is_named_anew_is_added_with_the_record);
	tcase_add_test(t, a_paste_is_text_and_stays_in_one_line);
	tcase_add_test(t, a_reference_and_a_choice_are_chosen_by_typing);
	tcase_add_loop_test(t, a_call_with_its_follow_up_takes_twelve_keys_and_the_words, 0, (int)LENGTH(ways));
	tcase_add_test(t, another_like_it_has_no_code_and_no_past);
	tcase_add_test(t, a_copied_contact_keeps_nobody_elses_mailbox);
	tcase_add_test(t, the_last_one_can_be_added_again);
	tcase_add_test(t, a_template_fills_what_it_says);
	tcase_add_test(t, a_pasted_signature_fills_a_contact);
	tcase_add_test(t, what_is_pasted_into_a_form_begun_is_text);
	tcase_add_test(t, a_cell_is_edited_where_it_stands);
	tcase_add_test(t, a_cell_of_a_reference_or_choice_is_chosen);
	tcase_add_test(t, a_cell_of_marked_ones_is_of_all_of_them);
	tcase_add_test(t, a_fact_is_edited_where_it_stands);
	tcase_add_test(t, a_stage_asks_for_what_it_requires_on_the_way);
	tcase_add_test(t, of_several_it_is_told_which_cannot);
	suite_add_tcase(s, t);
	return s;
}
