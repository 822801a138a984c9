/* The table of commands against the program: what it promises, every pane keeps. */
#include "app_fixture.h"
#include "app_suites.h"

/* How to come to each kind of pane, from anywhere. */
static const struct {
	const char *name, *keys;
} panes[] = {
	{ "Today", "1" },
	{ "Customers", "2" },
	{ "Contacts", "3" },
	{ "Pipeline", "4" },
	{ "Deals", "5" },
	{ "Reports", "8" },
	{ "a customer", "2 Enter" },
	{ "a customer's facts", "2 Enter S-Tab" },
	{ "a deal", "5 Enter" },
	{ "a contact", "3 Enter" },
	{ "an activity", "1 Enter" },
	{ "history", "2 i" },
	{ "a report", "8 Enter" },
	{ "activities", ": a c t i v i t y Enter" },
};

static void begin(void)
{
	app_start(100, 30);
	add_book();
}

static void begin_empty(void)
{
	app_start(80, 24);
}

/* Back to the place Today, whatever stands above; an unsaved form is left. */
static void go_home(void)
{
	app.nkeys = 0;
	app.quit = false;
	app_go(&app, 0);
	app_free_closed(&app);
}

static void go_to(size_t pane)
{
	go_home();
	press(panes[pane].keys);
}

/* The alternatives of a command's keys, as press takes them: "g+g Home" -> "g g", "Home". */
static bool next_keys(const char **keys, char *out, size_t size)
{
	size_t len = strcspn(*keys, " ");

	if (!len)
		return false;
	ck_assert_uint_lt(len, size);
	memcpy(out, *keys, len);
	out[len] = '\0';
	for (char *p = out + 1; *p; p++)
		if (*p == '+' && p[1])
			*p = ' ';
	*keys += len + ((*keys)[len] == ' ');
	return true;
}

/* Stopping the process is tried with a real terminal. */
static bool stops(const struct command *c)
{
	return c->id == CMD_SUSPEND;
}

static void try_keys(size_t pane, const struct command *c, const char *keys)
{
	go_to(pane);
	if (!(app_top(&app)->ops->contexts & c->contexts))
		return;
	press(keys);
	ck_assert_msg(!strstr(said(), "Not here") && !strstr(said(), "does nothing"),
		      "%s (%s) in %s: %s", keys, c->name, panes[pane].name, said());
}

static void try_pane(size_t pane)
{
	char keys[32];

	for (size_t i = 0; i < CMD_COUNT; i++)
		for (const char *p = commands[i].keys; next_keys(&p, keys, sizeof(keys));)
			if (!stops(&commands[i]))
				try_keys(pane, &commands[i], keys);
}

START_TEST(every_key_does_something_or_says_why_not)
{
	begin();
	try_pane((size_t)_i);
	app_finish();
}
END_TEST

START_TEST(every_key_is_safe_in_an_empty_book)
{
	begin_empty();
	try_pane((size_t)_i);
	app_finish();
}
END_TEST

/* The bar is on the last line: "? keys  Enter open ...". */
static bool in_bar(const struct command *c)
{
	char *entry = xasprintf(" %s ", _(c->label));
	struct sbuf bar = SBUF_INIT;
	bool found;

	sbuf_puts(&bar, line(app.term->h - 1));
	sbuf_putc(&bar, ' ');
	found = c->bar && strstr(sbuf_text(&bar), entry);
	sbuf_free(&bar);
	free(entry);
	return found;
}

/* The first of its keys that no other command has in this pane. */
static bool first_key(const struct command *c, char *out, size_t size)
{
	struct sbuf all = SBUF_INIT;
	const char *end;

	keys_of(c->id, app_top(&app)->ops->contexts, &all);
	end = strstr(sbuf_text(&all), "  ");
	snprintf(out, size, "%.*s", end ? (int)(end - all.data) : (int)all.len, sbuf_text(&all));
	sbuf_free(&all);
	return *out;
}

START_TEST(what_the_bar_offers_changes_the_screen)
{
	char keys[32];

	begin();
	for (size_t i = 0; i < CMD_COUNT; i++) {
		char *before, *had;
		go_to((size_t)_i);
		if (!(app_top(&app)->ops->contexts & commands[i].contexts) || !in_bar(&commands[i]) ||
		    !first_key(&commands[i], keys, sizeof(keys)))
			continue;
		before = xasprintf("%s", shown());
		had = xasprintf("%s", roles());
		press(keys);
		ck_assert_msg(strcmp(before, shown()) || strcmp(had, roles()),
			      "%s (%s) in %s changes nothing on\n%s", keys, commands[i].name,
			      panes[_i].name, before);
		free(before);
		free(had);
	}
	app_finish();
}
END_TEST

/* What ssh, tmux and screen take, what stops a terminal, and what terminals cannot tell apart. */
static bool is_swallowed(const char *key)
{
	static const char *const taken[] = { "~", "C-a", "C-b", "C-\\", "C-h", "C-i", "C-j", "C-m",
					     "C-[", "C-s", "C-q" };

	for (size_t i = 0; i < LENGTH(taken); i++)
		if (!strncmp(key, taken[i], strlen(taken[i])) &&
		    (!key[strlen(taken[i])] || key[strlen(taken[i])] == ' '))
			return true;
	return false;
}

START_TEST(no_command_hangs_on_a_key_that_terminals_swallow)
{
	for (size_t i = 0; i < CMD_COUNT; i++) {
		const char *p = commands[i].keys;
		size_t total = 0, usable = 0;
		char keys[32];
		while (next_keys(&p, keys, sizeof(keys))) {
			bool function = keys[0] == 'F' && keys[1];
			total++;
			usable += !is_swallowed(keys) && !function;
			ck_assert_msg(keys[0] != '~', "%s is bound to ~", commands[i].name);
		}
		/* C-s may be the letter twin of F2: either arrives. */
		ck_assert_msg(!total || usable || total > 1, "%s: only %s", commands[i].name,
			      commands[i].keys);
	}
}
END_TEST

/* The first of two that share a key wins; it must leave the other one a pane. */
START_TEST(no_command_hides_another_in_all_its_panes)
{
	for (size_t i = 0; i < CMD_COUNT; i++)
		for (size_t j = i + 1; j < CMD_COUNT; j++) {
			const char *p = commands[i].keys;
			char a[32], b[32];
			if (commands[j].contexts & ~commands[i].contexts)
				continue;
			while (next_keys(&p, a, sizeof(a)))
				for (const char *q = commands[j].keys; next_keys(&q, b, sizeof(b));)
					ck_assert_msg(strcmp(a, b) != 0, "%s and %s: both %s",
						      commands[i].name, commands[j].name, a);
		}
}
END_TEST

START_TEST(the_line_reaches_every_command)
{
	begin();
	for (size_t i = 0; i < CMD_COUNT; i++) {
		if (stops(&commands[i]))
			continue;
		go_to((size_t)_i);
		press(":");
		type(commands[i].name);
		press("Enter");
		ck_assert_msg(!strstr(said(), "no command"), "%s: %s", commands[i].name, said());
		ck_assert_msg(!strstr(said(), "Not here"), "%s: %s", commands[i].name, said());
	}
	app_finish();
}
END_TEST

START_TEST(the_line_reaches_every_action)
{
	begin();
	for (size_t i = 0; i < actions_count; i++) {
		go_to((size_t)_i);
		press(":");
		type(actions[i].name);
		press("Enter");
		ck_assert_msg(!strstr(said(), "no command"), "%s: %s", actions[i].name, said());
		ck_assert_msg(app.depth || *said(), "%s: nothing was asked or said", actions[i].name);
	}
	app_finish();
}
END_TEST

START_TEST(an_unknown_word_is_answered_with_a_sentence)
{
	begin();
	press(":");
	type("frobnicate now");
	press("Enter");
	ck_shows("There is no command \"frobnicate\"");
	ck_shows(": frobnicate now"); /* to be mended */
	press("C-u Enter");
	ck_assert_str_eq(said(), "");
	press(": Esc");
	ck_assert_uint_eq(app.depth, 0);
	app_finish();
}
END_TEST

START_TEST(pasted_text_runs_no_keys)
{
	begin();
	for (size_t i = 0; i < LENGTH(panes); i++) {
		char *before;
		go_to(i);
		if (app_top(&app)->ops->flags & VIEW_TYPES)
			continue;
		before = xstrdup(line(2));
		paste("dQqd\nx:quit\n");
		ck_says("Pasted text runs no keys");
		ck_assert(!app.quit);
		ck_assert_str_eq(line(2), before);
		free(before);
	}
	app_finish();
}
END_TEST

START_TEST(a_prefix_lists_what_may_follow)
{
	begin();
	press("g");
	app_event(&app, &(struct event){ .type = EVENT_TICK });
	settle();
	ck_shows("Customers");
	ck_shows("find anything");
	press("Esc");
	ck_hides("find anything");
	ck_assert_str_eq(said(), "");
	press("g c");
	ck_assert_int_eq(app.place, 1);
	press("g !");
	ck_says("g ! does nothing here");
	app_finish();
}
END_TEST

START_TEST(places_are_reached_and_left_by_their_keys)
{
	static const struct {
		const char *keys;
		int place;
	} ways[] = {
		{ "1", 0 }, { "2", 1 }, { "3", 2 }, { "4", 3 }, { "5", 4 }, { "6", 5 },
		{ "8", 6 },
		{ "g t", 0 }, { "g c", 1 }, { "g n", 2 }, { "g p", 3 }, { "g d", 4 }, { "g a", 5 },
		{ "g r", 6 },
		{ "` ", 5 }, { "`", 6 }, { "]", 0 }, { "]", 1 }, { "[", 0 }, { "[", 6 }, { "q", 0 },
		{ "2 Enter q", 1 }, { "Esc", 0 },
	};

	begin();
	for (size_t i = 0; i < LENGTH(ways); i++) {
		press(ways[i].keys);
		ck_assert_msg(app.place == ways[i].place && !app.depth, "%s leads to %d", ways[i].keys,
			      app.place);
	}
	press("q");
	ck_assert(app.quit);
	app_finish();
}
END_TEST

/* The line of the screen that has the words, or NULL. */
static const char *line_with(const char *words)
{
	for (int y = 0; y < script_screen(app.term)->h; y++)
		if (strstr(line(y), words))
			return line(y);
	return NULL;
}

/* Every command of a pane and every action is in the palette, found by its name; what cannot be done now says why
 * there, and again when it is chosen. */
static void check_entry(const char *name, const char *label, const char *refusal)
{
	press("C-p");
	paste(name);
	ck_assert_msg(line_with(label) != NULL, "%s is not in the palette", name);
	if (refusal) {
		char *begins = xstrndup(refusal, 12);

		ck_assert_msg(strstr(shown(), begins) != NULL, "%s does not say: %s", name, refusal);
		free(begins);
	}
	press("Esc");
}

START_TEST(the_palette_tells_what_can_be_done_and_why_not)
{
	begin();
	resize(140, 40);
	go_to((size_t)_i);
	for (size_t i = 0; i < CMD_COUNT; i++)
		if (commands[i].contexts & IN_SCREENS)
			check_entry(commands[i].name, commands[i].label, app_refusal(&app, (enum command_id)i));
	for (size_t i = 0; i < actions_count; i++)
		if (!(actions[i].flags & ACTION_HIDDEN))
			check_entry(actions[i].name, actions[i].label, app_action_refusal(&app, &actions[i]));
	app_finish();
}
END_TEST

/* By what is under the cursor, by the past that is shown, by what was done before. */
START_TEST(a_refusal_says_why)
{
	begin();
	press("5");
	ck_assert_ptr_null(app_action_refusal(&app, action_find("deal.move")));
	ck_assert_str_eq(app_action_refusal(&app, action_find("activity.done")), "Not for what is under the cursor.");
	ck_assert_ptr_null(app_action_refusal(&app, action_find("activity.log")));
	ck_assert_str_eq(app_refusal(&app, CMD_REPEAT), "Nothing to repeat yet.");
	ck_assert_str_eq(app_refusal(&app, CMD_DONE), "This needs an activity or a case under the cursor.");
	press(":");
	type("deal.move won");
	press("Enter F C-u");
	type("state:won");
	press("Enter :");
	type("columns name,state");
	press("Enter");
	ck_assert_str_eq(app_refusal(&app, CMD_STAGE_NEXT), "the deal is closed; reopen it first");
	press(":");
	type("asof yesterday");
	press("Enter");
	ck_assert_ptr_nonnull(strstr(app_refusal(&app, CMD_ADD), "nothing is changed in the past"));
	ck_assert_ptr_nonnull(strstr(app_action_refusal(&app, action_find("activity.log")), "in the past"));
	app_finish();
}
END_TEST

/* Until the rows of that day are there, those of now stand under no day's heading. */
START_TEST(the_day_comes_with_its_rows)
{
	const struct event enter = { .type = EVENT_KEY, .key = K_ENTER };

	begin();
	press("2");
	press(":");
	type("asof 2026-11-21");
	app_event(&app, &enter);
	app_draw(&app);
	ck_shows("Müller");
	ck_hides("as of 2026-11-21");
	settle();
	ck_hides("Müller");
	ck_shows("as of 2026-11-21");
	app_finish();
}
END_TEST

/* A key is found as it is written, before what has the same letters in its words. */
START_TEST(the_palette_finds_keys)
{
	static const char *const keys[][2] = {
		{ "C-r", "redo" }, { "g m", "duplicates" }, { ">", "stage on" }, { "F5", "reload" }, { "U", "record" },
		{ "remove", "remove " }, /* its name, and not "removed ones" */
	};

	begin();
	press("5");
	for (size_t i = 0; i < LENGTH(keys); i++) {
		int y = 0;

		press("C-p");
		type(keys[i][0]);
		while (!strstr(line(y), "Everything"))
			y++;
		ck_assert_msg(strstr(line(y + 2), keys[i][1]) != NULL, "%s: %s", keys[i][0], shown());
		press("Esc");
	}
	app_finish();
}
END_TEST

/* What a person's settings changed is what the help shows, finds and runs. */
START_TEST(help_shows_own_keys)
{
	struct error e;

	ck_assert_int_eq(keys_bind(CMD_GO_REPORTS, "M-r", &e), 0);
	ck_assert_int_eq(keys_bind_line("M-q", "deals amount>50k", &e), 0);
	begin();
	press("2 ?");
	type("M-r");
	ck_shows("M-r");
	press("Enter");
	ck_assert_int_eq(app.place, 6);
	press("?");
	type("amount>50k");
	ck_shows("M-q");
	press("Enter");
	ck_shows("amount>50k");
	ck_shows("华星贸易");
	keys_reset();
	app_finish();
}
END_TEST

START_TEST(help_and_palette_run_their_entries)
{
	begin();
	press("?");
	type("find anything");
	press("Enter");
	ck_assert_str_eq(app_top(&app)->ops->name, "find");
	press("Esc C-p");
	type("pipeline board");
	press("Enter");
	ck_assert_int_eq(app.place, 3);
	press("1 C-p");
	type("Put off");
	press("Enter");
	ck_shows("Until");
	press("Esc 2 ?");
	type("stage forward");
	press("Enter");
	ck_says("This needs a deal");
	app_finish();
}
END_TEST

/* Who hears the screen is told the line with the cursor: it is that of the bar, wherever there is one. */
static const char *const barred[] = {
	"1 j", "2 j", "2 ? Down", "2 C-p Down Down", "g o Down", "2 V Down", "2 C Down", "2 g b Down", "4 j", "6",
	"6 b b", "8 j", "8 Enter j", "2 i", "2 w j", "2 W j", "2 o Down", "2 Enter Tab", "4 = j", "g / e Down",
	"2 A Down", "5 m Down", "2 Space Space M", "2 a a Esc", "1 C-x Down", "2 S Enter S-Tab", "2 c", "H Enter",
};

static bool has_bar(int y)
{
	const struct grid *g = script_screen(app.term);
	int cells = 0;

	for (int x = 0; x < g->w; x++)
		cells += STYLE_ROLE(grid_at(g, x, y)->style) == ROLE_SELECTED ||
			 STYLE_ROLE(grid_at(g, x, y)->style) == ROLE_SELECTED_QUIET;
	return cells > 2;
}

START_TEST(the_cursor_is_on_the_bar)
{
	bool any = false;

	begin();
	press(barred[_i]);
	for (int y = 0; y < app.grid.h; y++)
		any = any || has_bar(y);
	ck_assert_msg(!any || has_bar(app.grid.cursor_y), "%s: the cursor is in line %d of\n%s", barred[_i],
		      app.grid.cursor_y + 1, shown());
	app_finish();
}
END_TEST

Suite *keys_suite(void)
{
	Suite *s = suite_create("keys");
	TCase *t = tcase_create("table"), *p = tcase_create("panes");
	int n = (int)LENGTH(panes);

	tcase_add_test(t, no_command_hangs_on_a_key_that_terminals_swallow);
	tcase_add_test(t, no_command_hides_another_in_all_its_panes);
	suite_add_tcase(s, t);
	tcase_add_loop_test(p, every_key_does_something_or_says_why_not, 0, n);
	tcase_add_loop_test(p, every_key_is_safe_in_an_empty_book, 0, PLACES);
	tcase_add_loop_test(p, what_the_bar_offers_changes_the_screen, 0, n);
	tcase_add_loop_test(p, the_line_reaches_every_command, 0, PLACES);
	tcase_add_loop_test(p, the_line_reaches_every_action, 0, 2);
	tcase_add_test(p, an_unknown_word_is_answered_with_a_sentence);
	tcase_add_test(p, pasted_text_runs_no_keys);
	tcase_add_test(p, a_prefix_lists_what_may_follow);
	tcase_add_test(p, places_are_reached_and_left_by_their_keys);
	tcase_add_test(p, help_and_palette_run_their_entries);
	tcase_add_loop_test(p, the_palette_tells_what_can_be_done_and_why_not, 0, 2);
	tcase_add_test(p, a_refusal_says_why);
	tcase_add_test(p, the_day_comes_with_its_rows);
	tcase_add_test(p, the_palette_finds_keys);
	tcase_add_test(p, help_shows_own_keys);
	tcase_add_loop_test(p, the_cursor_is_on_the_bar, 0, (int)LENGTH(barred));
	suite_add_tcase(s, p);
	return s;
}
