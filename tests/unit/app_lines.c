/* A line that the store refuses is there again, with the reason above it and all that was typed in it. */
#include "app_fixture.h"
#include "app_suites.h"
#include "refusing_store.h"

#define WHY "Ben has taken this meanwhile: write another."

static void setup(void)
{
	app_start_refusing(80, 24);
	add_book();
}

static const struct {
	const char *keys, *typed, *verbs;
	const char *then; /* what is shown when it is taken at last */
} lines[] = {
	{ "2 T", "fair", "act", "tagged fair" },
	{ "2 Space Space T", "fair", "act", "2 records tagged fair" },
	{ "2 :", "tag fair", "act", "tagged fair" },
	{ "2 E C-u", "Acme", "act", "Acme" },
	{ "2 Enter T", "fair", "act", "tagged fair" },
	{ "2 A", "Ana", "act", "Ana" },
	{ "4 l l m", "won", "act", "moved to Won" },
	{ "1 z", "fri", "act", "send revised offer" },
	{ "3 :", "undo", "undo", "Undone" },
	{ "2 c 1", "fri", "act", "2 of 5" },
	{ "2 F", "status:prospect", "list", "1 of 1" },
	{ "5 F C-u", "amount>10k", "list", "Oven line" },
	{ "2 +", "status:prospect", "list", "1 marked of 5" },
	{ "2 :", "deals amount>10k", "list", "Oven line" },
	{ "2 :", "revenue owner month", "report", "Revenue" },
	{ "2 s g w", "Mine", "save", "View \"Mine\" saved" },
	{ "2 C-p", "remove", "act", "removed" },
	{ "2 L", "call wants 12k", "act", "logged" },
	{ "2 E", " 2", "act", "Müller & Söhne GmbH 2" },
};

/* What the line shows and where its cursor is. */
struct seen {
	char *row;
	int x, y;
};

static struct seen look(void)
{
	const struct grid *g = script_screen(app.term);

	return (struct seen){ xstrdup(line(g->cursor_y)), g->cursor_x, g->cursor_y };
}

static void ck_same(struct seen was)
{
	const struct grid *g = script_screen(app.term);

	ck_assert_str_eq(line(was.y), was.row);
	ck_assert_int_eq(g->cursor_x, was.x);
	ck_assert_int_eq(g->cursor_y, was.y);
	free(was.row);
}

START_TEST(what_the_store_refuses_stays_open_and_can_be_taken_later)
{
	const struct view *v;
	struct seen was;

	press(lines[_i].keys);
	type(lines[_i].typed);
	press("Left");
	was = look();
	v = app_top(&app);
	store_refuses(app.options.book, lines[_i].verbs, WHY);
	for (int times = 0; times < 2; times++) { /* Enter again is refused again */
		press("Enter");
		ck_says(WHY);
		ck_assert_ptr_eq(app_top(&app), v);
	}
	ck_same(was);
	store_refuses(app.options.book, NULL, NULL);
	press("Enter");
	ck_assert_msg(app_top(&app) != v, "%s is still open: %s", lines[_i].typed, said());
	ck_shows(lines[_i].then);
}
END_TEST

START_TEST(what_the_store_refuses_can_be_left)
{
	size_t depth;

	press(lines[_i].keys);
	type(lines[_i].typed);
	depth = app.depth;
	store_refuses(app.options.book, lines[_i].verbs, WHY);
	press("Enter Esc");
	ck_assert_uint_eq(app.depth, depth - 1);
	ck_assert_ptr_null(app.line);
}
END_TEST

/* It is set in the cell that it was typed in, wherever the cursor had gone on to. */
START_TEST(a_cell_that_was_gone_on_from_is_gone_back_to)
{
	press("2 E C-u");
	type("Acme");
	store_refuses(app.options.book, "act", WHY);
	press("Tab");
	ck_says(WHY);
	ck_shows("Acme");
	store_refuses(app.options.book, NULL, NULL);
	press("Tab");
	ck_assert_str_eq(app_top(&app)->ops->name, "cell");
	press("Esc");
	ck_shows("Acme");
	press("u");
	ck_hides("Acme");
	ck_shows("Müller & Söhne GmbH");
}
END_TEST

static void tell(uint32_t key)
{
	struct event ev = key_event(key);

	app_event(&app, &ev);
}

/* The store takes its time: the person goes on, and what was refused is told and in the line's history. */
START_TEST(a_line_does_not_come_back_over_what_was_typed_since)
{
	press("2 T");
	type("fair");
	store_refuses(app.options.book, "act", WHY);
	tell(K_ENTER);
	ck_assert_ptr_nonnull(app.line);
	app.behind = true; /* so that no key waits for it */
	tell('j');
	ck_assert_ptr_null(app.line);
	settle();
	ck_says(WHY);
	ck_assert_uint_eq(app.depth, 0);
	press("T Up");
	ck_shows("fair");
}
END_TEST

/* Whoever presses Enter twice, the second before the store has answered, tags once. */
/* As an answer leaves it that was not the line's own. */
START_TEST(an_older_refusal_brings_no_line_back)
{
	press("2 F");
	type("status:prospect");
	press("Enter");
	ck_assert_ptr_ne(app.line, NULL);
	app.host.again = true;
	app_event(&app, &(struct event){ .type = EVENT_TICK });
	settle();
	ck_assert_ptr_eq(app_top(&app), app_pane(&app));
	ck_shows("1 of 1");
}
END_TEST

START_TEST(a_second_enter_takes_nothing_twice)
{
	press("2 T");
	type("fair");
	tell(K_ENTER);
	tell(K_ENTER);
	settle();
	press("1 2 u");
	ck_says("Undone: Tag");
	press("u");
	ck_assert_msg(!strstr(said(), "Undone: Tag"), "%s", said());
}
END_TEST

/* What follows it may fail: the list that shows the tag. */
START_TEST(a_line_that_was_written_down_does_not_come_back)
{
	press("2 T");
	type("fair");
	store_refuses(app.options.book, "list", WHY);
	press("Enter");
	ck_says(WHY);
	ck_assert_uint_eq(app.depth, 0);
	store_refuses(app.options.book, NULL, NULL);
	press("1 2 u");
	ck_says("Undone: Tag");
}
END_TEST

/* Somebody else takes the record away while the line is open: its neighbour, on which the cursor is then, gets no
 * tag. */
START_TEST(a_line_is_not_taken_for_another_record)
{
	static const char *const typed[][2] = { { "2 T", "fair" }, { "2 :", "tag fair" } };
	struct error e = { 0 };
	struct client *other = client_open(&app.options, &e);
	struct answer *a;
	int64_t id;

	press(typed[_i][0]);
	type(typed[_i][1]);
	id = app_top(&app)->about;
	a = client_ask(other, &(struct request){ .verb = VERB_ACT, .name = "remove", .entity = entity_at(ENTITY_CUSTOMER),
						 .ids = &id, .nids = 1 }, &e);
	ck_assert_msg(a != NULL, "%s", e.text);
	answer_free(a);
	client_close(other);
	app.host.ops->refresh(&app.host);
	settle();
	press("Enter");
	ck_says("It is no longer there");
	ck_shows(typed[_i][1]);
	press("Esc");
	ck_assert_uint_eq(app.depth, 0);
	press("F");
	type("tag:fair");
	press("Enter");
	ck_shows("none fits");
}
END_TEST

Suite *lines_suite(void)
{
	Suite *s = suite_create("lines");
	TCase *t = tcase_create("refused");

	tcase_add_checked_fixture(t, setup, app_finish);
	tcase_add_loop_test(t, what_the_store_refuses_stays_open_and_can_be_taken_later, 0, LENGTH(lines));
	tcase_add_loop_test(t, what_the_store_refuses_can_be_left, 0, LENGTH(lines));
	tcase_add_test(t, a_cell_that_was_gone_on_from_is_gone_back_to);
	tcase_add_test(t, a_line_does_not_come_back_over_what_was_typed_since);
	tcase_add_test(t, an_older_refusal_brings_no_line_back);
	tcase_add_test(t, a_second_enter_takes_nothing_twice);
	tcase_add_test(t, a_line_that_was_written_down_does_not_come_back);
	tcase_add_loop_test(t, a_line_is_not_taken_for_another_record, 0, 2);
	suite_add_tcase(s, t);
	return s;
}
