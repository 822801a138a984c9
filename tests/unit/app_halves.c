/* What is half-typed outlives the program, however it ends, and is gone on with where it was. */
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app_fixture.h"
#include "app_suites.h"

static char file[] = "/tmp/rapport-halves-XXXXXX";

static void setup(void)
{
	app_start(80, 24);
	add_book();
}

static void cleanup(void)
{
	app_finish();
	unlink(file);
}

static void hang_up(void)
{
	app_event(&app, &(struct event){ .type = EVENT_HANGUP });
	app_restart();
}

/* Two seconds after the last key it is killed. */
static void be_killed(void)
{
	app.typed_at = 1;
	app_event(&app, &(struct event){ .type = EVENT_TICK });
	settle();
	app.hangup = true;
	app_restart();
}

static void write_file(const char *text, mode_t mode)
{
	int fd = mkstemp(file);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq((int)write(fd, text, strlen(text)), (int)strlen(text));
	ck_assert_int_eq(fchmod(fd, mode), 0);
	close(fd);
}

static const struct {
	const char *keys, *typed, *offered, *then; /* `then` is shown once it is gone on with */
} halves[] = {
	{ "2 F", "city:ber", "Customers · filter city:ber", "filter city:ber" },
	{ "4 F C-u", "amount>1", "Deals · filter amount>1", "filter amount>1" },
	{ "2 f", "nord", "Customers · filter nord", "filter nord" },
	{ "2 +", "city:x", "Customers · mark by filter city:x", "mark city:x" },
	{ "3 :", "customers city:ber", "Contacts · command customers", ": customers city:ber" },
	{ "2 E C-u", "Half a name", "Name · ", "Half a name" },
	{ "2 L", "wants 12k", "wants 12k", "wants 12k" },
	{ "2 a", "Half a firm", "New Customer · Half a firm", "not saved yet" },
};

START_TEST(what_is_half_typed_is_offered_again)
{
	int i = _i / 2;

	press(halves[i].keys);
	type(halves[i].typed);
	if (_i % 2)
		hang_up();
	else
		be_killed();
	ck_shows("Half-typed");
	ck_shows(halves[i].offered);
	press("Enter");
	ck_shows(halves[i].then);
}
END_TEST

START_TEST(a_line_that_was_taken_or_left_is_not)
{
	press("2 F");
	type("city:ber");
	be_killed();
	press("Enter Enter");
	ck_shows("Customers   city:ber");
	hang_up();
	ck_hides("Half-typed");
	press("2 F");
	type(" nord");
	be_killed();
	press("Enter Esc");
	hang_up();
	ck_hides("Half-typed");
}
END_TEST

/* The store has kept it, but who leaves it does not know yet under which number: the answer is on its way, or has
 * come and nobody looked at it. */
static void be_kept_unread(bool came)
{
	struct pollfd p = { .fd = client_fd(app.client), .events = POLLIN };
	struct error e = { 0 };

	app.typed_at = 1;
	app_event(&app, &(struct event){ .type = EVENT_TICK });
	ck_assert_int_eq(client_pump(app.client, &e), 0); /* sends */
	while (client_pending(app.client)) { /* else a store that is quick has answered by now */
		ck_assert_int_eq(poll(&p, 1, -1), 1);
		if (!came)
			break;
		ck_assert_int_eq(client_pump(app.client, &e), 0);
	}
	app.behind = true; /* so that no key waits for it */
}

static const struct {
	const char *keys;
	uint32_t leave[2];
} left[] = {
	{ "2 a", { K_ESC, 'y' } },
	{ "2 F", { K_ESC } },
	{ "2 f", { K_ESC } },
};

START_TEST(what_is_left_while_it_is_being_kept_is_not)
{
	press(left[_i / 4].keys);
	type("nord");
	be_kept_unread(_i & 2);
	for (size_t k = 0; k < 2 && left[_i / 4].leave[k]; k++) {
		struct event ev = key_event(left[_i / 4].leave[k]);

		app_event(&app, &ev);
	}
	ck_assert_uint_eq(app.depth, 0);
	if (_i % 2)
		settle();
	app_restart();
	ck_hides("Half-typed");
}
END_TEST

/* Whoever leaves a line of L keeps it: once, though it was being kept already. */
START_TEST(a_line_that_is_left_while_it_is_being_kept_is_there_once)
{
	struct error e = { 0 };
	struct answer *a;

	press("2 L");
	type("wants 12k");
	be_kept_unread(false);
	app_event(&app, &(struct event){ .type = EVENT_KEY, .key = K_ESC });
	ck_assert_uint_eq(app.depth, 0);
	settle();
	a = client_ask(app.client, &(struct request){ .verb = VERB_DRAFT }, &e);
	ck_assert_msg(a != NULL, "%s", e.text);
	ck_assert_uint_eq(a->tables[0]->nrows, 1);
	answer_free(a);
}
END_TEST

START_TEST(what_one_looked_for_and_what_is_about_a_row_is_not)
{
	press("2 /");
	type("nord");
	hang_up();
	ck_hides("Half-typed");
	press("2 T");
	type("vip");
	hang_up();
	ck_hides("Half-typed");
}
END_TEST

START_TEST(where_columns_go_is_kept)
{
	write_file("Company,Town,Remark\nAcme Tools Ltd,Leeds,early bird\n", 0600);
	press("2 g i C-u");
	type(file);
	press("Enter Tab g g j j Enter");
	ck_shows("Remark");
	type("Note");
	press("Enter");
	ck_shows("Next: check it");
	ck_hides("left out)");
	be_killed();
	ck_shows("Import · Customers");
	press("Enter Tab");
	ck_shows("Next: check it");
	ck_hides("left out)");
	ck_hides("left out ");
}
END_TEST

/* The terminal goes, and the editor with it: what was saved in it by then is in the form. */
START_TEST(what_an_editor_saved_before_it_died_is_there)
{
	write_file("#!/bin/sh\nprintf 'Jane Doe\\njane@acme.example\\n' >\"$1\"\nkill -9 $$\n", 0700);
	ck_assert_int_eq(setenv("VISUAL", file, 1), 0);
	press("3 C-v");
	ck_shows("New Contact");
	ck_shows("Jane Doe");
	ck_shows("jane@acme.example");
}
END_TEST

/* To the last field of the first customer, which is the note. */
static void go_to_note(void)
{
	press("2 e C-o");
	for (int i = 0; i < CUSTOMER_COUNT; i++)
		press("Down");
}

/* An editor that saves the one text, waits until the book has it, and ends with the other. */
static void write_waiting_editor(const char *first, const char *last)
{
	char *text = xasprintf("#!/bin/sh\ni=0\nprintf '%s' >\"$1\"\n"
			       "until cat \"$RAPPORT_TEST_BOOK\"* | grep -aq '%s'; do\n"
			       "	i=$((i + 1))\n	[ $i -lt 3000 ] || exit 1\ndone\nprintf '%s' >\"$1\"\n",
			       first, first, last);

	write_file(text, 0700);
	free(text);
	ck_assert_int_eq(setenv("VISUAL", file, 1), 0);
	ck_assert_int_eq(setenv("RAPPORT_TEST_BOOK", app.options.book, 1), 0);
}

/* Whoever is killed with the editor open has kept what was saved in it: the book has it before the editor ends. */
START_TEST(what_is_saved_in_an_editor_is_kept_at_once)
{
	write_waiting_editor("wants a quieter fan", "it is kept");
	go_to_note();
	press("C-g");
	ck_shows("it is kept");
}
END_TEST

/* The same of a card: then it is read, and the note is what it was. */
START_TEST(a_card_in_an_editor_is_kept_at_once)
{
	write_waiting_editor("Jane Doe", "Jane Kept");
	press("3 C-v");
	ck_shows("Jane Kept");
	press("C-o");
	ck_hides("Jane Doe");
}
END_TEST

/* An editor that leaves a server behind has ended all the same. */
START_TEST(what_an_editor_leaves_behind_is_not_waited_for)
{
	long long server = 0;
	char *pid_file;
	FILE *f;

	write_file("#!/bin/sh\nsleep 3000 &\necho $! >\"$0.pid\"\nprintf 'it has ended' >\"$1\"\n", 0700);
	pid_file = xasprintf("%s.pid", file);
	ck_assert_int_eq(setenv("VISUAL", file, 1), 0);
	go_to_note();
	press("C-g");
	f = fopen(pid_file, "r");
	ck_assert(f && fscanf(f, "%lld", &server) == 1 && server > 1);
	ck_assert_int_eq(kill((pid_t)server, SIGKILL), 0);
	ck_shows("it has ended");
	fclose(f);
	unlink(pid_file);
	free(pid_file);
}
END_TEST

/* Who waits for the editor does not hold the store: it ends when the program is killed, however long the editor is
 * open. */
START_TEST(who_waits_for_an_editor_does_not_hold_the_store)
{
	write_file("#!/bin/sh\necho holds $(ls /proc/$PPID/fd) alone >\"$1\"\n", 0700);
	ck_assert_int_eq(setenv("VISUAL", file, 1), 0);
	go_to_note();
	press("C-g");
	ck_shows("holds 0 1 2 3 alone");
}
END_TEST

/* What somebody else does to the first customer, of which nothing is heard yet. */
static void ask_unheard(const char *action, const struct named_value *args, size_t n)
{
	struct error e = { 0 };
	struct answer *a = client_ask(app.client, &(struct request){ .verb = VERB_ACT, .name = action,
								     .ids = (int64_t[]){ 1 }, .nids = 1,
								     .entity = entity_at(ENTITY_CUSTOMER),
								     .args = args, .nargs = n }, &e);

	ck_assert_msg(a != NULL, "%s", e.text);
	answer_free(a);
}

static void ask_store(const char *action, const struct named_value *args, size_t n)
{
	ask_unheard(action, args, n);
	app.host.ops->refresh(&app.host);
	settle();
}

static void somebody_names_it(const char *name)
{
	ask_store("set", (struct named_value[]){ { "field", "name" }, { "value", name } }, 2);
}

/* What somebody else adds to what is known beforehand can be chosen as soon as the store tells of it. */
START_TEST(what_somebody_else_described_is_heard_of)
{
	struct error e = { 0 };
	struct client *own = app.client, *other = client_open(&app.options, &e);
	struct pollfd told = { .fd = client_fd(own), .events = POLLIN };

	ck_assert_msg(other != NULL, "%s", e.text);
	app.client = other;
	add(ENTITY_TEMPLATE, "name=Tour\nkind=visit\nsubject=Tour of the plant");
	app.client = own;
	client_close(other);
	ck_assert_int_eq(poll(&told, 1, -1), 1);
	settle();
	press("C-x");
	ck_shows("Tour of the plant");
}
END_TEST

/* Who saves second sees what the first one did, chooses, and can save. */
START_TEST(who_saves_second_sees_both)
{
	press("2 e");
	type(" & Co");
	somebody_names_it("Müller AG");
	press("C-s");
	ck_says("Somebody changed what you were changing");
	ck_shows("then: Müller & Söhne GmbH · now: Müller AG · above: yours");
	press("C-s 2");
	ck_shows("Müller & Söhne GmbH & Co");
}
END_TEST

START_TEST(what_was_removed_meanwhile_is_brought_back)
{
	press("2 e");
	type(" & Co");
	ask_store("remove", NULL, 0);
	press("C-s");
	ck_shows("Somebody removed the record meanwhile.");
	press("Esc C-s y");
	ck_says("Customer saved");
	ck_shows("Müller & Söhne GmbH & Co");
}
END_TEST

START_TEST(a_cell_does_not_write_over_what_came_meanwhile)
{
	press("2 E C-u");
	type("Mine");
	somebody_names_it("Theirs");
	press("Enter");
	ck_says("Somebody made \"Theirs\" of it meanwhile");
	press("Enter");
	ck_hides("Theirs");
	ck_shows("Mine");
}
END_TEST

/* What was removed under the cursor leaves another record there, which is not meant. */
START_TEST(a_cell_is_of_the_record_where_it_began)
{
	press("2 E C-u");
	type("Mine");
	ask_store("remove", NULL, 0);
	for (int i = 0; i < 2; i++) {
		press("Enter");
		ck_says("It is no longer there");
	}
	press("Esc R");
	ck_hides("Mine");
	ck_hides("Müller & Söhne");
}
END_TEST

/* Its draft was dropped because it was being saved; that failed, so there is another one. */
START_TEST(what_could_not_be_saved_is_kept_again)
{
	struct event save = key_event(K_CTRL | 's');

	press("2 e");
	type(" & Co");
	ask_unheard("set", (struct named_value[]){ { "field", "name" }, { "value", "Müller AG" } }, 2);
	be_kept_unread(false);
	app_event(&app, &save);
	settle();
	ck_says("Somebody changed what you were changing");
	app.hangup = true;
	app_restart();
	ck_shows("Half-typed");
}
END_TEST

Suite *halves_suite(void)
{
	Suite *s = suite_create("halves");
	TCase *t = tcase_create("halves");

	tcase_add_checked_fixture(t, setup, cleanup);
	tcase_add_loop_test(t, what_is_half_typed_is_offered_again, 0, 2 * (int)LENGTH(halves));
	tcase_add_test(t, a_line_that_was_taken_or_left_is_not);
	tcase_add_loop_test(t, what_is_left_while_it_is_being_kept_is_not, 0, 4 * (int)LENGTH(left));
	tcase_add_test(t, a_line_that_is_left_while_it_is_being_kept_is_there_once);
	tcase_add_test(t, what_one_looked_for_and_what_is_about_a_row_is_not);
	tcase_add_test(t, where_columns_go_is_kept);
	tcase_add_test(t, what_an_editor_saved_before_it_died_is_there);
	tcase_add_test(t, what_is_saved_in_an_editor_is_kept_at_once);
	tcase_add_test(t, a_card_in_an_editor_is_kept_at_once);
	tcase_add_test(t, what_an_editor_leaves_behind_is_not_waited_for);
	tcase_add_test(t, who_waits_for_an_editor_does_not_hold_the_store);
	tcase_add_test(t, who_saves_second_sees_both);
	tcase_add_test(t, what_was_removed_meanwhile_is_brought_back);
	tcase_add_test(t, a_cell_does_not_write_over_what_came_meanwhile);
	tcase_add_test(t, a_cell_is_of_the_record_where_it_began);
	tcase_add_test(t, what_could_not_be_saved_is_kept_again);
	tcase_add_test(t, what_somebody_else_described_is_heard_of);
	suite_add_tcase(s, t);
	return s;
}
