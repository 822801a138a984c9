#include "term/script.h"

#include <unistd.h>

#include "term_suites.h"

static struct term *t;
static struct event ev;

static void setup(void)
{
	t = script_open(20, 4);
}

static void teardown(void)
{
	term_close(t);
}

static enum event_type next(int timeout)
{
	term_poll(t, NULL, 0, timeout, &ev);
	return ev.type;
}

START_TEST(what_is_queued_comes_in_order)
{
	ck_assert_int_eq(script_keys(t, "g g C-s", NULL), 0);
	ck_assert_int_eq(script_keys(t, "nokey", NULL), -1);
	script_text(t, "é");
	script_paste(t, "two\nlines");
	script_resize(t, 9999, 3);
	ck_assert(next(0) == EVENT_TEXT && ev.key == 'g');
	ck_assert(next(0) == EVENT_TEXT && ev.key == 'g');
	ck_assert(next(0) == EVENT_KEY && ev.key == (K_CTRL | 's'));
	ck_assert_int_eq(next(0), EVENT_TEXT);
	ck_assert_str_eq(ev.text, "é");
	ck_assert_int_eq(next(-1), EVENT_PASTE);
	ck_assert_str_eq(ev.paste, "two\nlines");
	ck_assert_int_eq(t->w, 20);
	ck_assert_int_eq(next(-1), EVENT_RESIZE);
	ck_assert(t->w == GRID_MAX_W && t->h == 3);
	ck_assert_int_eq(next(0), EVENT_NONE);
}
END_TEST

START_TEST(the_end_is_a_hang_up_told_once)
{
	ck_assert_int_eq(next(0), EVENT_NONE);
	ck_assert_int_eq(next(-1), EVENT_HANGUP);
	ck_assert_int_eq(next(0), EVENT_NONE);
	ck_assert_int_eq(next(1), EVENT_TICK);
}
END_TEST

START_TEST(a_hang_up_can_be_scripted)
{
	script_hangup(t);
	ck_assert_int_eq(next(-1), EVENT_HANGUP);
	ck_assert_int_eq(next(1), EVENT_TICK);
}
END_TEST

static bool feed(struct term *term, void *arg)
{
	int *left = arg;

	if (*left == 0)
		return false;
	--*left;
	return script_keys(term, "x", NULL) == 0;
}

START_TEST(an_idle_script_feeds_more)
{
	int left = 2;

	script_on_idle(t, feed, &left);
	ck_assert_int_eq(next(0), EVENT_NONE);
	ck_assert_int_eq(next(-1), EVENT_TEXT);
	ck_assert_int_eq(next(-1), EVENT_TEXT);
	ck_assert_int_eq(next(-1), EVENT_HANGUP);
}
END_TEST

START_TEST(descriptors_are_told_after_keys)
{
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_eq(write(ends[1], "x", 1), 1);
	script_text(t, "k");
	term_poll(t, ends, 1, -1, &ev);
	ck_assert_int_eq(ev.type, EVENT_TEXT);
	term_poll(t, ends, 1, -1, &ev);
	ck_assert(ev.type == EVENT_READY && ev.fd == ends[0]);
	close(ends[0]);
	close(ends[1]);
}
END_TEST

START_TEST(what_reaches_the_terminal_is_kept)
{
	struct grid g = {0};
	struct sbuf out = SBUF_INIT;
	char *big = xcalloc(1, TERM_COPY_MAX + 1);
	struct error e = {0};

	grid_resize(&g, 5, 1);
	grid_put(&g, 0, 0, 5, ROLE_TITLE, "王x");
	grid_cursor(&g, 2, 0, true);
	term_draw(t, &g);
	grid_clear(&g);
	grid_dump(script_screen(t), &out);
	ck_assert_str_eq(sbuf_text(&out), "王x\n");
	ck_assert(script_screen(t)->cursor_x == 2 && script_screen(t)->cursor_visible);
	ck_assert_int_eq(script_draws(t), 1);
	term_title(t, "Rapport\033]2;x\007 王");
	ck_assert_str_eq(script_title(t), "Rapport]2;x ");
	term_bell(t);
	ck_assert_int_eq(script_bells(t), 1);
	ck_assert_int_eq(term_copy(t, "abc", 3, &e), 0);
	ck_assert_str_eq(script_clipboard(t), "abc");
	ck_assert_int_eq(term_copy(t, big, TERM_COPY_MAX + 1, &e), -1);
	ck_assert_str_eq(script_clipboard(t), "abc");
	free(big);
	sbuf_free(&out);
	grid_free(&g);
}
END_TEST

Suite *script_suite(void)
{
	Suite *s = suite_create("script");
	TCase *tc = tcase_create("script");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, what_is_queued_comes_in_order);
	tcase_add_test(tc, the_end_is_a_hang_up_told_once);
	tcase_add_test(tc, a_hang_up_can_be_scripted);
	tcase_add_test(tc, an_idle_script_feeds_more);
	tcase_add_test(tc, descriptors_are_told_after_keys);
	tcase_add_test(tc, what_reaches_the_terminal_is_kept);
	suite_add_tcase(s, tc);
	return s;
}
