/* Macros, and the sentence for those who hear the screen. */
#include "app_fixture.h"
#include "app_suites.h"

#include <unistd.h>

#include "base/home.h"

static char home[] = "/tmp/rapport-macro-XXXXXX";

static void make_home(void)
{
	ck_assert_ptr_nonnull(mkdtemp(home));
	setenv("XDG_CONFIG_HOME", home, 1);
	app_start(80, 24);
}

static void drop_home(void)
{
	char *words = xasprintf("rm -rf %s", home);

	ck_assert_int_eq(system(words), 0);
	free(words);
	app_finish();
}

static char *macro_file(const char *name)
{
	char *file = xasprintf("macros/%s.keys", name), *path = home_config(file);

	free(file);
	return path;
}

static const char *read_macro(const char *name)
{
	static char text[1000];
	char *path = macro_file(name);
	FILE *f = fopen(path, "r");

	ck_assert_ptr_nonnull(f);
	text[fread(text, 1, sizeof(text) - 1, f)] = '\0';
	fclose(f);
	free(path);
	return text;
}

static void write_macro(const char *name, const char *text)
{
	char *path = macro_file(name);

	ck_assert(home_write(path, text, strlen(text)));
	free(path);
}

START_TEST(what_is_recorded_is_played)
{
	add(ENTITY_CUSTOMER, "name=Acme\nstatus=prospect");
	add(ENTITY_CUSTOMER, "name=Berg\nstatus=prospect");
	press("2 U T");
	type("vip");
	press("Enter U");
	type("tag it");
	press("Enter");
	ck_says("tag it recorded");
	ck_assert_str_eq(read_macro("tag it"), "keys T\ntype vip\nkeys Enter\n");
	press("j &");
	ck_shows("tag it");
	press("Enter");
	ck_says("Berg tagged vip");
	press("F");
	type("tag:vip");
	press("Enter");
	ck_shows("1 of 2");
}
END_TEST

START_TEST(a_paste_is_recorded_as_one)
{
	press("2 U /");
	paste("Nordlys\tEnergi");
	press("Esc U");
	type("p");
	press("Enter");
	ck_assert_ptr_nonnull(strstr(read_macro("p"), "paste Nordlys\\tEnergi\n"));
}
END_TEST

START_TEST(nothing_recorded_is_told)
{
	press("U U");
	ck_says("Nothing was recorded.");
	press("&");
	ck_says("There are no macros yet");
}
END_TEST

START_TEST(a_refusal_stops_it)
{
	write_macro("stop", "keys M 3\n");
	press("2");
	type(":play stop");
	press("Enter");
	ck_says("This needs a record");
	ck_assert_int_eq(app.place, 1);
}
END_TEST

static const struct {
	const char *name, *text, *said;
} faults[] = {
	{ "none", NULL, "There is no macro \"none\"." },
	{ "../none", NULL, "There is no macro \"../none\"." },
	{ "odd", "keys 2\nquit\n", "odd.keys:2: a macro has keys, type and paste, no quit" },
	{ "key", "keys 2 Hm\n", "key.keys:1: " },
	{ "self", "type :play self\nkeys Enter\n", "A macro cannot play a macro." },
};

START_TEST(a_wrong_macro_does_nothing)
{
	char *line = xasprintf(":play %s", faults[_i].name);

	if (faults[_i].text)
		write_macro(faults[_i].name, faults[_i].text);
	type(line);
	press("Enter");
	ck_assert_msg(strstr(sbuf_text(&app.message), faults[_i].said), "%s", sbuf_text(&app.message));
	ck_assert_int_eq(app.place, 0);
	free(line);
}
END_TEST

/* The first step of data/tour.keys is the key 2. */
START_TEST(the_tour_waits_for_its_keys)
{
	tour_begin(&app);
	press("F12");
	ck_shows("2   The tour waits for this");
	ck_shows("Press 2 for the customers.");
	ck_assert_int_eq(app.place, 0);
	press("2");
	ck_assert_int_eq(app.place, 1);
	press("C-n"); /* presses the slash of the second step */
	ck_shows("Tab complete");
	ck_shows("nordlys   C-n presses it");
	type("norx");
	ck_shows("nordlys   The tour waits for this");
	press("C-c");
	ck_assert_ptr_null(app.tour);
	press("Esc 3");
	ck_assert_int_eq(app.place, 2);
}
END_TEST

START_TEST(behind_its_end_the_tour_takes_no_key)
{
	tour_begin(&app);
	for (int i = 0; i < 200 && !strstr(shown(), "That was it."); i++)
		press("C-n");
	ck_shows("Q leaves.");
	press("F12");
	ck_assert_ptr_null(app.tour);
	ck_hides("That was it.");
}
END_TEST

START_TEST(a_row_is_one_sentence)
{
	add(ENTITY_CUSTOMER, "name=Acme\nstatus=prospect\nindustry=retail");
	press("2 I");
	ck_assert_ptr_nonnull(strstr(sbuf_text(&app.message), "Customer: Acme. "));
	ck_assert_ptr_nonnull(strstr(sbuf_text(&app.message), "Status: prospect"));
	press("e");
	press("M-i");
	ck_assert_ptr_nonnull(strstr(sbuf_text(&app.message), "Name"));
	ck_assert_ptr_nonnull(strstr(sbuf_text(&app.message), "Acme"));
}
END_TEST

/* Rows without a record are told by their columns, and a free hour by how long it is free: on Sunday, the 22nd, none is
 * for work. */
START_TEST(what_is_no_record_is_a_sentence_too)
{
	add(ENTITY_CUSTOMER, "name=Acme");
	add(ENTITY_DEAL, "name=Frames\ncustomer=1\nstage=1\namount=120");
	press("8 Enter I");
	ck_assert_msg(strstr(sbuf_text(&app.message), "Deals: 1. Sum: "), "%s", sbuf_text(&app.message));
	press("6 I");
	ck_assert_msg(strstr(sbuf_text(&app.message), "nothing here"), "%s", sbuf_text(&app.message));
}
END_TEST

START_TEST(a_long_message_is_shown_to_its_end)
{
	app_say(&app, TONE_PLAIN, "%s",
		"This sentence is longer than a line of the narrow screen and tells the most important thing at its very end.");
	resize(40, 12);
	ck_shows("very end.");
}
END_TEST

Suite *macro_suite(void)
{
	Suite *s = suite_create("macro");
	TCase *t = tcase_create("macro");

	tcase_add_checked_fixture(t, make_home, drop_home);
	tcase_add_test(t, what_is_recorded_is_played);
	tcase_add_test(t, a_paste_is_recorded_as_one);
	tcase_add_test(t, nothing_recorded_is_told);
	tcase_add_test(t, a_refusal_stops_it);
	tcase_add_loop_test(t, a_wrong_macro_does_nothing, 0, LENGTH(faults));
	tcase_add_test(t, the_tour_waits_for_its_keys);
	tcase_add_test(t, behind_its_end_the_tour_takes_no_key);
	tcase_add_test(t, a_row_is_one_sentence);
	tcase_add_test(t, what_is_no_record_is_a_sentence_too);
	tcase_add_test(t, a_long_message_is_shown_to_its_end);
	suite_add_tcase(s, t);
	return s;
}
