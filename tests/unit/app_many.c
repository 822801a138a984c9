/* What is done to many records at once. */
#include "app_fixture.h"
#include "app_suites.h"

#define FIRMS 1300 /* three steps */

static void add_many(enum entity_id entity, size_t n, const char *name, int64_t stage)
{
	const struct entity *e = entity_at(entity);
	struct change *changes = xcalloc(n, sizeof(*changes));
	struct arena arena = { 0 };
	struct error error = { 0 };
	struct answer *a;

	for (size_t i = 0; i < n; i++) {
		changes[i] = (struct change){ .kind = CHANGE_SAVE, .entity = e };
		change_set(&changes[i], entity_must(e, "name"), value_text(arena_printf(&arena, "%s %04zu", name, i)));
		if (stage)
			change_set(&changes[i], entity_must(e, "stage"), value_ref(stage, NULL));
	}
	a = client_ask(app.client, &(struct request){ .verb = VERB_SAVE, .changes = changes, .nchanges = n }, &error);
	ck_assert_msg(a != NULL, "%s", error.text);
	answer_free(a);
	for (size_t i = 0; i < n; i++)
		change_free(&changes[i]);
	free(changes);
	arena_free(&arena);
}

static void setup(void)
{
	app_start(80, 24);
	add_many(ENTITY_CUSTOMER, FIRMS, "Firm", 0);
	app.host.ops->refresh(&app.host);
	settle();
}

static void mark_all(void)
{
	press("2 v G v");
	ck_shows("1,300 marked of 1,300");
}

static void ck_count(const char *filter, const char *count)
{
	press("F C-u");
	type(filter);
	press("Enter");
	ck_shows(count);
	press("F C-u Enter");
}

/* As digits, and as it stands there. */
START_TEST(the_count_is_typed_and_one_undo_takes_it_back)
{
	mark_all();
	press("g g T");
	type("fair");
	press("Enter");
	ck_shows("Firm 0000, Firm 0001, Firm 0002…");
	ck_shows("type 1,300 to do it");
	resize(52, 20); /* however long the names are */
	ck_shows("type 1,300 to do it");
	type(_i ? "1,300" : "1300");
	ck_shows(_i ? "… 1,300" : "… 1300");
	resize(80, 24);
	press("Enter");
	ck_says("1,300 records tagged fair · u undoes");
	ck_count("tag:fair", "of 1,300");
	press("u");
	ck_says("Undone: Tag");
	ck_count("tag:fair", "none fits the filter");
	press("C-r");
	ck_count("tag:fair", "of 1,300");
}
END_TEST

START_TEST(until_it_is_undone_the_line_says_that_it_works)
{
	mark_all();
	press("g g T");
	type("fair");
	press("Enter");
	type("1300");
	press("Enter");
	app_event(&app, &(struct event){ .type = EVENT_KEY, .key = 'u' });
	app_draw(&app);
	ck_shows("working… C-c cancels");
	settle();
	ck_says("Undone: Tag · 1,300 Customers");
}
END_TEST

START_TEST(another_count_does_nothing)
{
	mark_all();
	press("d");
	type("130");
	press("Enter");
	ck_says("Nothing was done: they are 1,300.");
	press("d Esc");
	ck_shows("1,300 marked of 1,300");
}
END_TEST

START_TEST(it_can_be_stopped_between_two_steps)
{
	struct event enter = key_event(K_ENTER), stop = { .type = EVENT_INTERRUPT };

	mark_all();
	press("T");
	type("half");
	press("Enter");
	type("1300");
	app_event(&app, &enter);
	app_event(&app, &stop);
	settle();
	ck_says("Stopped after 500 of 1,300 · u undoes");
	ck_count("tag:half", "of 500");
	press("u");
	ck_count("tag:half", "none fits the filter");
}
END_TEST

START_TEST(keys_go_on_meanwhile_but_nothing_else_is_done)
{
	struct event enter = key_event(K_ENTER), down = key_event('j'), tag = key_event('d');

	mark_all();
	press("T");
	type("busy");
	press("Enter");
	type("1300");
	app_event(&app, &enter);
	app_draw(&app);
	ck_shows("Tag: 0 of 1,300 · C-c stops");
	app_event(&app, &down);
	app_event(&app, &tag);
	ck_says("Something is being done already");
	settle();
	ck_count("tag:busy", "of 1,300");
}
END_TEST

START_TEST(what_cannot_be_is_named_and_nothing_is_done_unless_asked)
{
	add_many(ENTITY_DEAL, 2, "Open", 1);
	add_many(ENTITY_DEAL, 1, "Decided", 5);
	press("5 F C-u Enter v G v m");
	type("proposal");
	press("Enter");
	ck_shows("1 cannot be");
	ck_shows("Decided 0000");
	ck_shows("the deal is closed");
	press("Enter");
	ck_says("Nothing was changed.");
	ck_hides("Proposal");
	press("m");
	type("proposal");
	press("Enter Down Enter");
	ck_says("2 deals moved to Proposal · 1 could not be · u undoes");
}
END_TEST

START_TEST(a_refusal_in_a_later_step_takes_back_the_earlier_ones)
{
	add_many(ENTITY_DEAL, 600, "Open", 1);
	add_many(ENTITY_DEAL, 1, "Decided", 5);
	press("5 F C-u Enter v G v m");
	type("proposal");
	press("Enter");
	type("601");
	press("Enter");
	ck_shows("1 cannot be");
	press("Enter");
	ck_says("Undone: Move to stage");
	ck_count("stage:proposal", "none fits the filter");
	press("m");
	type("proposal");
	press("Enter");
	type("601");
	press("Enter Down Enter");
	ck_says("600 deals moved to Proposal · 1 could not be");
	press("u");
	ck_count("stage:proposal", "none fits the filter");
}
END_TEST

START_TEST(a_talk_with_many_is_logged_once)
{
	press("2 Space Space Space L");
	type("mail");
	press("Enter");
	type("season's greetings");
	press("Enter");
	ck_says("3 records: logged season's greetings");
	press("Esc g g Enter");
	ck_shows("season's greetings");
	press("Esc u");
	ck_says("Undone: Log");
	press("Enter");
	ck_hides("season's greetings");
}
END_TEST

static size_t lines_of(const char *path)
{
	FILE *f = fopen(path, "r");
	size_t n = 0;

	if (!f)
		return 0;
	for (int ch; (ch = getc(f)) != EOF; )
		n += ch == '\n';
	fclose(f);
	return n;
}

static void type_path(char path[], size_t size)
{
	snprintf(path, size, "%.*s/out.csv", (int)(strrchr(app.options.book, '/') - app.options.book),
		 app.options.book);
	press("X C-u");
	type(path);
}

/* Behind its head each line is less than the one before. */
static void ck_descends(const char *path)
{
	char lines[2][256];
	FILE *f = fopen(path, "r");

	ck_assert(f && fgets(lines[0], sizeof(lines[0]), f) && fgets(lines[0], sizeof(lines[0]), f));
	for (size_t i = 1; fgets(lines[i % 2], sizeof(lines[0]), f); i++)
		ck_assert_str_lt(lines[i % 2], lines[(i + 1) % 2]);
	fclose(f);
}

START_TEST(the_marked_ones_are_exported)
{
	char path[128];

	mark_all();
	press("S k Space"); /* but the last but one, the last first */
	type_path(path, sizeof(path));
	press("Enter");
	ck_says("1,299 rows written to");
	ck_assert_uint_eq(lines_of(path), 1 + 1299);
	ck_descends(path);
}
END_TEST

START_TEST(an_export_can_be_stopped_and_leaves_no_file)
{
	struct event enter = key_event(K_ENTER), stop = { .type = EVENT_INTERRUPT };
	char path[128];

	mark_all();
	type_path(path, sizeof(path));
	app_event(&app, &enter);
	app_draw(&app);
	ck_shows("0 of 1,300 · C-c stops");
	app_event(&app, &stop);
	settle();
	ck_says("Stopped: no file was written.");
	ck_assert_uint_eq(lines_of(path), 0);
	type_path(path, sizeof(path));
	press("Enter");
	ck_says("1,300 rows written");
}
END_TEST

/* Of 1,300 names it is told how far their comparison is; C-c ends it, and R begins it anew. */
START_TEST(a_search_for_duplicates_tells_how_far_it_is)
{
	struct event m = key_event('m'), stop = { .type = EVENT_INTERRUPT };

	press("2 g");
	app_event(&app, &m);
	app_draw(&app);
	ck_shows("working… C-c cancels");
	ck_assert_uint_eq(app.npending, 1);
	app.told.seq = app.pending[0].seq;
	app.told.percent = 37;
	app_draw(&app);
	ck_shows("37 % · C-c cancels");
	app_event(&app, &stop);
	settle();
	ck_says("Stopped.");
	ck_shows("They were not compared; R does it.");
	app.told.percent = 0;
	press("R");
	ck_hides("They were not compared");
	ck_hides("cancels");
	ck_assert_int_gt(app.told.percent, 0);
	ck_assert_int_le(app.told.percent, 100);
}
END_TEST

Suite *many_suite(void)
{
	Suite *s = suite_create("many");
	TCase *t = tcase_create("keys");

	tcase_add_checked_fixture(t, setup, app_finish);
	tcase_add_loop_test(t, the_count_is_typed_and_one_undo_takes_it_back, 0, 2);
	tcase_add_test(t, until_it_is_undone_the_line_says_that_it_works);
	tcase_add_test(t, another_count_does_nothing);
	tcase_add_test(t, it_can_be_stopped_between_two_steps);
	tcase_add_test(t, keys_go_on_meanwhile_but_nothing_else_is_done);
	tcase_add_test(t, what_cannot_be_is_named_and_nothing_is_done_unless_asked);
	tcase_add_test(t, a_refusal_in_a_later_step_takes_back_the_earlier_ones);
	tcase_add_test(t, a_talk_with_many_is_logged_once);
	tcase_add_test(t, the_marked_ones_are_exported);
	tcase_add_test(t, an_export_can_be_stopped_and_leaves_no_file);
	tcase_add_test(t, a_search_for_duplicates_tells_how_far_it_is);
	suite_add_tcase(s, t);
	return s;
}
