#include "base/base.h"

#include <signal.h>

#include "base/utf8.h"
#include "base_suites.h"

START_TEST(an_error_says_what_was_set)
{
	struct error e = {0};

	ck_assert_int_eq(error_set(&e, ERROR_CONFLICT, "row %d", 7), -1);
	ck_assert_int_eq(e.kind, ERROR_CONFLICT);
	ck_assert_int_eq(e.at, -1);
	ck_assert_str_eq(e.text, "row 7");
	ck_assert_int_eq(error_set_at(&e, 5, "no field \"%s\"", "x"), -1);
	ck_assert_int_eq(e.kind, ERROR_USAGE);
	ck_assert_int_eq(e.at, 5);
	error_prefix(&e, "reading %s: ", "a.csv");
	ck_assert_str_eq(e.text, "reading a.csv: no field \"x\"");
	ck_assert_int_eq(e.kind, ERROR_USAGE);
	ck_assert_int_eq(e.at, 5);
	error_clear(&e);
	ck_assert_int_eq(e.kind, ERROR_NONE);
	ck_assert_str_eq(e.text, "");
}
END_TEST

START_TEST(nobody_has_to_listen)
{
	ck_assert_int_eq(error_set(NULL, ERROR_FAILED, "x"), -1);
	ck_assert_int_eq(error_set_at(NULL, 1, "x"), -1);
	error_prefix(NULL, "x");
	error_clear(NULL);
}
END_TEST

/* However the end falls in a character of one to four bytes, what is kept is whole. */
START_TEST(a_long_text_is_cut_between_characters)
{
	static const char *const fill[] = {"a", "é", "中", "😀"};
	struct error e = {0};
	char text[1200] = "";
	size_t n = 0, width = strlen(fill[_i % 4]);

	memset(text, 'x', (size_t)_i / 4);
	for (n = (size_t)_i / 4; n + width < sizeof(text); n += width)
		memcpy(text + n, fill[_i % 4], width);
	error_set(&e, ERROR_FAILED, "%s", text);
	n = strlen(e.text);
	ck_assert(utf8_valid(e.text, n, NULL));
	ck_assert_uint_gt(n + width, sizeof(e.text) - 1);
	ck_assert_mem_eq(e.text, text, n);
	error_prefix(&e, "ab: ");
	n = strlen(e.text);
	ck_assert(utf8_valid(e.text, n, NULL));
	ck_assert_uint_gt(n + width, sizeof(e.text) - 1);
}
END_TEST

START_TEST(a_bug_aborts)
{
	BUG("%d is not %d", 1, 2);
}
END_TEST

Suite *error_suite(void)
{
	Suite *suite = suite_create("error");
	TCase *t = tcase_create("error");

	tcase_add_test(t, an_error_says_what_was_set);
	tcase_add_test(t, nobody_has_to_listen);
	tcase_add_loop_test(t, a_long_text_is_cut_between_characters, 0, 16);
	tcase_add_test_raise_signal(t, a_bug_aborts, SIGABRT);
	suite_add_tcase(suite, t);
	return suite;
}
