#include "base/sbuf.h"

#include <signal.h>

#include "base_suites.h"

START_TEST(an_empty_one_is_an_empty_text)
{
	struct sbuf b = SBUF_INIT;
	char *text;

	ck_assert_str_eq(sbuf_text(&b), "");
	sbuf_reset(&b);
	sbuf_add(&b, NULL, 0);
	ck_assert_str_eq(sbuf_text(&b), "");
	sbuf_free(&b);
	text = sbuf_steal(&b);
	ck_assert_str_eq(text, "");
	free(text);
}
END_TEST

START_TEST(it_grows)
{
	struct sbuf b = SBUF_INIT;
	char *text;
	int i;

	for (i = 0; i < 1000; i++)
		sbuf_printf(&b, "%03d,", i);
	sbuf_putc(&b, '!');
	sbuf_puts(&b, "?");
	ck_assert_uint_eq(b.len, 4002);
	ck_assert_int_eq(memcmp(b.data, "000,001,002,", 12), 0);
	ck_assert_str_eq(b.data + 3996, "999,!?");
	text = sbuf_steal(&b);
	ck_assert_ptr_null(b.data);
	ck_assert_uint_eq(b.len + b.room, 0);
	ck_assert_str_eq(text + 4000, "!?");
	free(text);
}
END_TEST

START_TEST(text_goes_in_and_out_anywhere)
{
	struct sbuf b = SBUF_INIT;

	sbuf_insert(&b, 0, "ad", 2);
	sbuf_insert(&b, 1, "bc", 2);
	sbuf_insert(&b, 4, "e", 1);
	sbuf_insert(&b, 0, NULL, 0);
	ck_assert_str_eq(b.data, "abcde");
	sbuf_erase(&b, 1, 2);
	ck_assert_str_eq(b.data, "ade");
	sbuf_erase(&b, 2, 1);
	sbuf_erase(&b, 2, 0);
	ck_assert_str_eq(b.data, "ad");
	sbuf_reset(&b);
	ck_assert_str_eq(b.data, "");
	sbuf_free(&b);
}
END_TEST

START_TEST(reserved_room_is_written_by_the_caller)
{
	struct sbuf b = SBUF_INIT;

	sbuf_puts(&b, "x");
	memset(sbuf_reserve(&b, 100), 'y', 100);
	ck_assert_uint_eq(b.len, 1);
	b.len += 100;
	sbuf_putc(&b, 'z');
	ck_assert_uint_eq(b.len, 102);
	ck_assert_str_eq(b.data + 100, "yz");
	sbuf_free(&b);
}
END_TEST

START_TEST(outside_the_text_is_a_bug)
{
	struct sbuf b = SBUF_INIT;

	sbuf_puts(&b, "abc");
	switch (_i) {
	case 0:
		sbuf_insert(&b, 4, "x", 1);
		break;
	case 1:
		sbuf_erase(&b, 4, 0);
		break;
	case 2:
		sbuf_erase(&b, 1, 3);
		break;
	default:
		sbuf_add(&b, "x", SIZE_MAX - 1);
	}
}
END_TEST

Suite *sbuf_suite(void)
{
	Suite *suite = suite_create("sbuf");
	TCase *t = tcase_create("sbuf");

	tcase_add_test(t, an_empty_one_is_an_empty_text);
	tcase_add_test(t, it_grows);
	tcase_add_test(t, text_goes_in_and_out_anywhere);
	tcase_add_test(t, reserved_room_is_written_by_the_caller);
	tcase_add_loop_test_raise_signal(t, outside_the_text_is_a_bug, SIGABRT, 0, 4);
	suite_add_tcase(suite, t);
	return suite;
}
