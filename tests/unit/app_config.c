/* The settings file: what it sets, what is wrong in it, what `:set` leaves of it. */
#include "app_suites.h"

#include <sys/stat.h>
#include <unistd.h>

#include "app_fixture.h"
#include "base/home.h"

static char home[] = "/tmp/rapport-config-XXXXXX";

static void make_home(void)
{
	ck_assert_ptr_nonnull(mkdtemp(home));
	setenv("XDG_CONFIG_HOME", home, 1);
	app_start(80, 24);
}

static void drop_home(void)
{
	char *path = config_path(), *slash = strrchr(path, '/');

	unlink(path);
	*slash = '\0';
	rmdir(path);
	rmdir(home);
	free(path);
	keys_reset();
	app_finish();
}

static void write_config(const char *text)
{
	char *path = config_path();

	ck_assert(home_write(path, text, strlen(text)));
	free(path);
}

static const char *read_config(void)
{
	static char text[4096];
	char *path = config_path();
	FILE *f = fopen(path, "r");

	ck_assert_ptr_nonnull(f);
	text[fread(text, 1, sizeof(text) - 1, f)] = '\0';
	fclose(f);
	free(path);
	return text;
}

/* Loads it and returns what is wrong, without the path. */
static const char *load(const char *text)
{
	static char said[2000];
	struct sbuf wrong = SBUF_INIT;
	char *path = config_path();
	size_t len = strlen(path), n = 0;

	write_config(text);
	config_load(&app, &wrong);
	for (const char *p = sbuf_text(&wrong); *p && n < sizeof(said) - 1;)
		if (!strncmp(p, path, len))
			p += len + 1;
		else
			said[n++] = *p++;
	said[n] = '\0';
	sbuf_free(&wrong);
	free(path);
	return said;
}

START_TEST(options_and_themes_hold)
{
	ck_assert_str_eq(load("; mine\n[options]\ntheme = sea\ngraphics=ascii\n"
			      "[theme sea]\nbase = mono\ndanger = #ff8000 on 17 bold\n"), "");
	ck_assert_str_eq(app.term->theme->name, "sea");
	ck_assert_uint_eq(app.term->theme->looks[ROLE_DANGER].fg, INK_RGB(0xff8000));
	ck_assert_uint_eq(app.term->theme->looks[ROLE_DANGER].bg, INK_PALETTE(17));
	ck_assert_uint_eq(app.term->theme->looks[ROLE_DANGER].attrs, ATTR_BOLD);
	ck_assert_uint_eq(app.term->theme->looks[ROLE_SELECTED].attrs, ATTR_REVERSE);
	ck_assert_int_eq(app.term->graphics, GRAPHICS_ASCII);
}
END_TEST

static const struct {
	const char *text, *wrong;
} faults[] = {
	{ "[options]\nthme = mono\n", "2: There is no option \"thme\"; did you mean \"theme\"?\n" },
	{ "[options]\ngraphics = ansi\n", "2: graphics cannot be \"ansi\": there are auto, ascii, acs, utf8.\n" },
	{ "[keys]\n\nlogg = L\n", "3: There is no command \"logg\"; did you mean \"log\"?\n" },
	{ "[keys]\nlog = Lx\n", "2: " },
	{ "[keys]\nlog = g+h+i+j\n", "2: At most 3 keys can follow one another.\n" },
	{ "[lines]\nX-9 = log\n", "2: " },
	{ "[lines]\nF7 = deal.move won\nF8 = custmers\n", "3: There is no command \"custmers\"; did you mean \"customers\"?\n" },
	{ "[lines]\nF8 = frobnicate tag:vip\n", "2: There is no command \"frobnicate tag:vip\"" },
	{ "[colours]\nx = y\n", "2: There is no section [colours]" },
	{ "[options]\nwhat is this\ntheme = mono\n", "2: This line is neither" },
	{ "[theme sea]\ndangr = red\n", "2: There is no role \"dangr\"; did you mean \"danger\"?\n" },
	{ "[theme sea]\ndanger = purple\n", "2: \"purple\" is no colour" },
	{ "[theme sea]\ndanger = red blue\n", "2: \"blue\" is a colour too many" },
	{ "[theme sea]\ndanger = red on\n", "2: After \"on\" the colour" },
	{ "[theme auto]\ndanger = red\n", "2: A theme cannot be called \"auto\"" },
	{ "[theme mono]\ndanger = red\n", "2: A theme cannot be called \"mono\"" },
};

START_TEST(faults_are_told_with_their_line)
{
	const char *wrong = load(faults[_i].text);

	ck_assert_msg(strncmp(wrong, faults[_i].wrong, strlen(faults[_i].wrong)) == 0, "%s said:\n%s",
		      faults[_i].text, wrong);
	ck_assert_msg(strchr(wrong, '\n') && !strchr(wrong, '\n')[1], "%s: not one line:\n%s", faults[_i].text, wrong);
}
END_TEST

START_TEST(the_rest_holds_beside_a_fault)
{
	load("[options]\nthme = mono\ngraphics = ascii\n");
	ck_assert_int_eq(app.term->graphics, GRAPHICS_ASCII);
}
END_TEST

START_TEST(keys_are_moved)
{
	struct sbuf keys = SBUF_INIT;

	/* n was find-next: whoever chooses a key has it. */
	ck_assert_str_eq(load("[keys]\ncustomers = n F9+c\ntoday =\n[lines]\nF8 = contact\n"), "");
	press("n");
	ck_assert_int_eq(app.place, 1);
	keys_of(CMD_GO_CUSTOMERS, IN_LIST, &keys);
	ck_assert_str_eq(sbuf_text(&keys), "n  F9 c");
	sbuf_reset(&keys);
	keys_of(CMD_FIND_NEXT, IN_LIST, &keys);
	ck_assert_str_eq(sbuf_text(&keys), "");
	press("1");
	ck_says("does nothing here");
	press("F8");
	ck_shows("Contacts");
	sbuf_free(&keys);
}
END_TEST

/* X exports, until somebody's own keys begin with it. */
START_TEST(own_keys_may_begin_with_a_key)
{
	struct sbuf keys = SBUF_INIT;

	ck_assert_str_eq(load("[keys]\nremove = X+D\nlog =\n"), "");
	add_book();
	press("2 X");
	ck_assert_uint_eq(app.depth, 0);
	press("D");
	ck_says("removed");
	keys_of(CMD_EXPORT, IN_LIST, &keys);
	ck_assert_str_eq(sbuf_text(&keys), "");
	ck_hides("log  "); /* nor does the key bar name what has no key */
	sbuf_free(&keys);
}
END_TEST

static const struct {
	const char *keys, *sentence, *shown;
} told[] = {
	{ "", "{undo} undoes", "u undoes" },
	{ "undo = F11 z", "{undo} undoes", "F11 undoes" },
	{ "undo = g+z", "{undo} undoes, {redo} does it again", "g z undoes, C-r does it again" },
	{ "undo =", "{undo} undoes", ":undo undoes" },
	{ "sort = u", "{undo} undoes", ":undo undoes" }, /* taken, where it is shown */
	{ "undo = %", "%s was saved · {undo} undoes", "%s was saved · %% undoes" },
	{ "undo = %", "{undo} undoes", "% undoes" },
	{ "call-next = n", "{call-next} and {save}", "n and C-s" }, /* of panes that are not there */
	{ "undo = z", "{ {} {und} {undo", "{ {} {und} {undo" },
};

START_TEST(sentences_name_the_keys_there_are)
{
	char *config = xasprintf("[keys]\n%s\n", told[_i].keys);

	load(config);
	press("2");
	ck_assert_str_eq(keyed(app_pane(&app), told[_i].sentence), told[_i].shown);
	free(config);
}
END_TEST

START_TEST(messages_and_help_follow_the_keys)
{
	load("[keys]\nundo = F11\nadd = F12\nleave = F10\nchoose = F9\nremove =\n");
	press("2");
	ck_shows("F12 adds the first");
	press("F12");
	type("Acme");
	press("C-s");
	ck_says("saved · F11 undoes");
	press("F11");
	ck_says("Undone");
	press("?");
	type("bin");
	press("Esc ?");
	type("removed ones");
	ck_shows("where `:remove`");
	press("F10"); /* a picker reads its own keys, too */
	ck_hides("removed ones");
	type(":");
	type("activity");
	press("F9");
	ck_shows("Activities");
}
END_TEST

static const struct {
	const char *before, *after;
} kept[] = {
	{ "", "[options]\ntheme = mono\n" },
	{ "# mine\n[options]\n# theme = auto\ngraphics = ascii\n[keys]\nlog = l\n",
	  "# mine\n[options]\ntheme = mono\ngraphics = ascii\n[keys]\nlog = l\n" },
	{ "[options]\ngraphics = ascii\n\n[keys]\nlog = l\n",
	  "[options]\ngraphics = ascii\n\ntheme = mono\n[keys]\nlog = l\n" },
	{ "[keys]\ntheme = x", "[keys]\ntheme = x\n\n[options]\ntheme = mono\n" },
};

START_TEST(what_is_set_is_kept_and_the_rest_stays)
{
	write_config(kept[_i].before);
	type(":set theme mono");
	press("Enter");
	ck_says("theme is mono from now on.");
	ck_assert_str_eq(read_config(), kept[_i].after);
}
END_TEST

START_TEST(options_are_chosen_from_lists)
{
	type(":set");
	press("Enter");
	ck_shows("theme");
	type("graph");
	press("Enter");
	ck_shows("utf8");
	type("asc");
	press("Enter");
	ck_says("graphics is ascii from now on.");
	type(":set graphics ansi");
	press("Enter");
	ck_says("graphics cannot be \"ansi\"");
}
END_TEST

/* What is printed says again what was read. */
START_TEST(what_is_shown_can_be_read)
{
	struct sbuf first = SBUF_INIT, second = SBUF_INIT;

	load("[options]\ntheme = sea\n[keys]\nlog = l F8\n[lines]\ng+F7 = customer tag:vip\n"
	     "[theme sea]\ndanger = bright-red on 17 bold underline\n");
	config_show(&app, &first);
	keys_reset();
	ck_assert_str_eq(load(sbuf_text(&first)), "");
	config_show(&app, &second);
	ck_assert_str_eq(sbuf_text(&first), sbuf_text(&second));
	ck_assert_ptr_nonnull(strstr(sbuf_text(&first), "\nlog = l F8\n"));
	ck_assert_ptr_nonnull(strstr(sbuf_text(&first), "\ng+F7 = customer tag:vip\n"));
	ck_assert_ptr_nonnull(strstr(sbuf_text(&first), "\ndanger = 9 on 17 bold underline\n"));
	sbuf_free(&first);
	sbuf_free(&second);
}
END_TEST

Suite *config_suite(void)
{
	Suite *s = suite_create("config");
	TCase *t = tcase_create("config");

	tcase_add_checked_fixture(t, make_home, drop_home);
	tcase_add_test(t, options_and_themes_hold);
	tcase_add_loop_test(t, faults_are_told_with_their_line, 0, LENGTH(faults));
	tcase_add_test(t, the_rest_holds_beside_a_fault);
	tcase_add_test(t, keys_are_moved);
	tcase_add_test(t, own_keys_may_begin_with_a_key);
	tcase_add_loop_test(t, sentences_name_the_keys_there_are, 0, LENGTH(told));
	tcase_add_test(t, messages_and_help_follow_the_keys);
	tcase_add_loop_test(t, what_is_set_is_kept_and_the_rest_stays, 0, LENGTH(kept));
	tcase_add_test(t, options_are_chosen_from_lists);
	tcase_add_test(t, what_is_shown_can_be_read);
	suite_add_tcase(s, t);
	return s;
}
