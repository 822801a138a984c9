#include "term/input.h"

#include "base/utf8.h"
#include "term/clipboard.h"
#include "term_suites.h"

static struct input in;
static struct event ev;

static void teardown(void)
{
	input_free(&in);
}

static void type(const char *s)
{
	uint32_t cp;

	for (size_t len = strlen(s), n; len; s += n, len -= n) {
		n = utf8_decode(s, len, &cp);
		input_char(&in, cp, 0);
	}
}

/* The next event is this key. */
static void expect_key(const char *name)
{
	struct sbuf out = SBUF_INIT;

	ck_assert(queue_take(&in.queue, &ev));
	ck_assert_int_ne(ev.type, EVENT_PASTE);
	key_write(&out, ev.key);
	ck_assert_str_eq(sbuf_text(&out), name);
	sbuf_free(&out);
}

static void expect_paste(const char *text)
{
	ck_assert(queue_take(&in.queue, &ev));
	ck_assert_int_eq(ev.type, EVENT_PASTE);
	ck_assert_str_eq(ev.paste, text);
}

/* ASCII: control characters are letters less 64 (or 96). */
static const struct {
	unsigned char byte;
	const char *name;
} bytes[] = {
	{0, "C-Space"}, {1, "C-a"},       {7, "C-g"},    {8, "Backspace"}, {9, "Tab"},
	{10, "Enter"},  {13, "Enter"},    {19, "C-s"},   {26, "C-z"},      {28, "C-\\"},
	{31, "C-_"},    {127, "Backspace"}, {' ', "Space"}, {'j', "j"},
};

START_TEST(bytes_are_keys)
{
	input_char(&in, bytes[_i].byte, 0);
	expect_key(bytes[_i].name);
	ck_assert(!queue_take(&in.queue, &ev));
}
END_TEST

START_TEST(esc_with_a_key_is_alt_and_alone_is_esc)
{
	type("\033x");
	input_char(&in, 27, 0);
	input_key(&in, K_UP);
	input_char(&in, 27, 0);
	ck_assert_int_eq((int)(in.queue.n - in.queue.head), 2);
	input_idle(&in, 0);
	input_char(&in, 'x', 0);
	type("\033\033");
	input_idle(&in, 0);
	expect_key("M-x");
	expect_key("M-Up");
	expect_key("Esc");
	expect_key("x");
	expect_key("Esc");
	expect_key("Esc");
	ck_assert(!queue_take(&in.queue, &ev));
}
END_TEST

START_TEST(a_paste_is_one_event_and_none_of_it_runs)
{
	input_paste_begin(&in, 0);
	type("dd:q\r\n王\rtab\there\033[31m\001\177");
	input_char(&in, 0x9B, 0);
	input_key(&in, K_ENTER);
	input_idle(&in, 0);
	input_paste_end(&in);
	type("j");
	expect_paste("dd:q\n王\ntab\there[31m");
	expect_key("j");
	ck_assert(!queue_take(&in.queue, &ev));
}
END_TEST

START_TEST(a_paste_without_end_does_not_latch)
{
	input_paste_begin(&in, 1000);
	input_char(&in, 'a', 2500);
	input_idle(&in, 2500 + PASTE_WAIT - 1);
	ck_assert(!queue_take(&in.queue, &ev));
	input_idle(&in, 2500 + PASTE_WAIT);
	expect_paste("a");
	type("j");
	expect_key("j");
	input_paste_begin(&in, 0);
	input_paste_begin(&in, 0);
	input_paste_end(&in);
	input_paste_end(&in);
	expect_paste("");
	expect_paste("");
	ck_assert(!queue_take(&in.queue, &ev));
}
END_TEST

START_TEST(a_paste_has_an_end_in_size)
{
	input_paste_begin(&in, 0);
	for (int i = 0; i < PASTE_MAX + 10; i++)
		input_char(&in, 'x', 0);
	input_paste_end(&in);
	ck_assert(queue_take(&in.queue, &ev));
	ck_assert_uint_le(strlen(ev.paste), PASTE_MAX);
	ck_assert_uint_gt(strlen(ev.paste), PASTE_MAX - 8);
}
END_TEST

START_TEST(clearing_forgets_half_typed_things)
{
	type("abc\033");
	input_paste_begin(&in, 0);
	type("x");
	input_clear(&in);
	type("j");
	expect_key("j");
	ck_assert(!queue_take(&in.queue, &ev));
}
END_TEST

/* RFC 4648, section 10. */
static const struct {
	const char *report;
	int mouse, x, y; /* -1: none is told */
} reports[] = {
	{ "0;1;1M", MOUSE_PRESS, 0, 0 },      { "0;12;5M", MOUSE_PRESS, 11, 4 },
	{ "0;12;5m", MOUSE_RELEASE, 11, 4 },  { "64;300;2M", MOUSE_WHEEL_UP, 299, 1 },
	{ "32;3;2M", MOUSE_DRAG, 2, 1 },      { "32;3;2m", -1, 0, 0 },
	{ "35;3;2M", -1, 0, 0 },	      { "33;3;2M", -1, 0, 0 },
	{ "65;3;2M", MOUSE_WHEEL_DOWN, 2, 1 }, { "2;3;2M", -1, 0, 0 },
	{ "0;0;2M", -1, 0, 0 },		      { "0;3M", -1, 0, 0 },
	{ "0;3;4;5M", MOUSE_PRESS, 2, 3 },    { "0;3x", -1, 0, 0 },
	{ "0;11111111111111111111111", -1, 0, 0 },
};

START_TEST(reports_of_a_mouse_are_read)
{
	input_mouse_begin(&in);
	type(reports[_i].report);
	input_idle(&in, 0);
	ck_assert(queue_take(&in.queue, &ev) == (reports[_i].mouse >= 0));
	if (reports[_i].mouse >= 0) {
		ck_assert_int_eq(ev.type, EVENT_MOUSE);
		ck_assert_int_eq(ev.mouse, reports[_i].mouse);
		ck_assert_int_eq(ev.x, reports[_i].x);
		ck_assert_int_eq(ev.y, reports[_i].y);
	}
	queue_clear(&in.queue);
	type("j"); /* and nothing is stuck */
	expect_key("j");
}
END_TEST

static const struct {
	const char *text, *base64;
} vectors[] = {
	{"", ""},         {"f", "Zg=="},         {"fo", "Zm8="},        {"foo", "Zm9v"},
	{"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"},
};

START_TEST(the_clipboard_is_filled_in_base64)
{
	struct sbuf out = SBUF_INIT;
	char want[40];

	snprintf(want, sizeof(want), "\033]52;c;%s\007", vectors[_i].base64);
	clipboard_write(&out, vectors[_i].text, strlen(vectors[_i].text));
	ck_assert_str_eq(sbuf_text(&out), want);
	sbuf_free(&out);
}
END_TEST

Suite *input_suite(void)
{
	Suite *s = suite_create("input");
	TCase *tc = tcase_create("input");

	tcase_add_checked_fixture(tc, NULL, teardown);
	tcase_add_loop_test(tc, bytes_are_keys, 0, LENGTH(bytes));
	tcase_add_test(tc, esc_with_a_key_is_alt_and_alone_is_esc);
	tcase_add_test(tc, a_paste_is_one_event_and_none_of_it_runs);
	tcase_add_test(tc, a_paste_without_end_does_not_latch);
	tcase_add_test(tc, a_paste_has_an_end_in_size);
	tcase_add_test(tc, clearing_forgets_half_typed_things);
	tcase_add_loop_test(tc, reports_of_a_mouse_are_read, 0, LENGTH(reports));
	tcase_add_loop_test(tc, the_clipboard_is_filled_in_base64, 0, LENGTH(vectors));
	suite_add_tcase(s, tc);
	return s;
}
