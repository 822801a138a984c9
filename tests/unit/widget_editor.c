/* A line being typed: clusters, words, the kill ring of one, pastes, narrow fields. */
#include "widget_fixture.h"
#include "widget_suites.h"

#include "widget/editor.h"

/* `keys` on `from` with the cursor at its end; '|' in the outcome is the cursor. */
static const struct {
	const char *from, *keys, *to;
} edits[] = {
	{ "", "a b", "ab|" },
	{ "abc", "Left x", "abx|c" },
	{ "abc", "Home x", "x|abc" },
	{ "abc", "C-a C-d", "|bc" },
	{ "abc", "C-b Delete", "ab|" },
	{ "abc", "Right", "abc|" },
	{ "", "Backspace", "|" },
	{ "", "Delete", "|" },
	/* a cluster goes as a whole: e with an acute, a family, a flag */
	{ "ae\xCC\x81", "Backspace", "a|" },
	{ "e\xCC\x81x", "Home C-d", "|x" },
	{ "x\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7", "Backspace", "x|" },
	{ "\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA", "Left", "|\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA" },
	/* words */
	{ "one two  three", "M-b", "one two  |three" },
	{ "one two  three", "M-b M-b", "one |two  three" },
	{ "one two", "Home M-f", "one| two" },
	{ "one two", "Home M-d", "| two" },
	{ "one two ", "C-w", "one |" },
	/* kill and yank */
	{ "one two", "M-b C-k", "one |" },
	{ "one two", "M-b C-u", "|two" },
	{ "one two", "C-w Home C-y", "two|one " },
	{ "one two", "C-w C-y C-y", "one twotwo|" },
	{ "one", "C-e C-k C-y", "one|" },
};

static void press(struct editor *ed, const char *names)
{
	uint32_t keys[8];
	struct error e;
	int n = key_read_sequence(names, keys, LENGTH(keys), &e);

	for (int i = 0; i < n; i++) {
		struct event ev = key_event(keys[i]);
		ck_assert(editor_event(ed, &ev));
	}
}

START_TEST(editing)
{
	struct editor ed = { 0 };

	editor_set(&ed, edits[_i].from);
	press(&ed, edits[_i].keys);
	sbuf_insert(&ed.text, ed.at, "|", 1);
	ck_assert_str_eq(editor_text(&ed), edits[_i].to);
	editor_free(&ed);
}
END_TEST

START_TEST(a_paste_stays_in_the_line)
{
	struct editor ed = { 0 };

	editor_set(&ed, "ac");
	press(&ed, "Left");
	editor_event(&ed, &(struct event){ .type = EVENT_PASTE, .paste = "x\ny\tz\r" });
	ck_assert_str_eq(editor_text(&ed), "ax y z c");
	ck_assert_uint_eq(ed.at, 7);
	editor_free(&ed);
}
END_TEST

/* What is seen of a text with the cursor at its end in so many columns, and where the cursor is. */
static const struct {
	const char *text;
	int width;
	const char *seen;
	int column;
} views[] = {
	{ "abc", 5, "abc", 3 },
	{ "abcde", 5, "bcde", 4 },
	{ "abcdefgh", 3, "gh", 2 },
	{ "\xE4\xBD\x9C\xE4\xBD\x9C\xE4\xBD\x9C", 4, "\xE4\xBD\x9C", 2 },
	{ "\xE4\xBD\x9C\xE4\xBD\x9C", 5, "\xE4\xBD\x9C\xE4\xBD\x9C", 4 },
	{ "ab", 1, "", 0 },
	{ "ab", 0, "", 0 },
};

START_TEST(the_cursor_is_always_seen)
{
	struct editor ed = { 0 };
	struct grid g = { 0 };
	char *line = xasprintf("%s\n", views[_i].seen);

	grid_resize(&g, 8, 1);
	editor_set(&ed, views[_i].text);
	editor_draw(&ed, &g, (struct rect){ 0, 0, views[_i].width, 1 }, ROLE_DEFAULT, true);
	ck_assert_str_eq(grid_text(&g), line);
	ck_assert_int_eq(g.cursor_x, views[_i].column);
	free(line);
	grid_free(&g);
	editor_free(&ed);
}
END_TEST

/* A megabyte by accident: drawing it must not take a time that grows with its square. */
START_TEST(a_long_paste_is_drawn_at_once)
{
	struct sbuf much = SBUF_INIT;
	struct editor ed = { 0 };
	struct grid g = { 0 };

	grid_resize(&g, 40, 1);
	for (int i = 0; i < 1 << 20; i++)
		sbuf_putc(&much, 'a');
	editor_set(&ed, "b");
	press(&ed, "Home");
	editor_insert(&ed, sbuf_text(&much));
	editor_draw(&ed, &g, grid_rect(&g), ROLE_DEFAULT, true);
	ck_assert_int_eq(g.cursor_x, 39);
	sbuf_free(&much);
	grid_free(&g);
	editor_free(&ed);
}
END_TEST

/* What nobody types in is read from its beginning. */
START_TEST(without_the_focus_the_beginning_is_seen)
{
	struct editor ed = { 0 };
	struct grid g = { 0 };

	grid_resize(&g, 8, 1);
	editor_set(&ed, "abcdefghij");
	editor_draw(&ed, &g, grid_rect(&g), ROLE_DEFAULT, false);
	ck_assert_str_eq(grid_text(&g), "abcdefg~\n");
	grid_free(&g);
	editor_free(&ed);
}
END_TEST

Suite *editor_suite(void)
{
	Suite *s = suite_create("editor");
	TCase *t = tcase_create("editor");

	tcase_add_loop_test(t, editing, 0, (int)LENGTH(edits));
	tcase_add_loop_test(t, the_cursor_is_always_seen, 0, (int)LENGTH(views));
	tcase_add_test(t, without_the_focus_the_beginning_is_seen);
	tcase_add_test(t, a_paste_stays_in_the_line);
	tcase_add_test(t, a_long_paste_is_drawn_at_once);
	suite_add_tcase(s, t);
	return s;
}
