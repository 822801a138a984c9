#include "base/clock.h"

#include "base_suites.h"

START_TEST(a_set_clock_stands_still)
{
	struct clock set = {1795305600}, real = {0};
	int64_t now = (int64_t)time(NULL);

	ck_assert_int_eq(clock_now(&set), 1795305600);
	ck_assert_int_ge(clock_now(&real), now);
	ck_assert_int_le(clock_now(NULL), now + 60);
}
END_TEST

START_TEST(ticks_never_go_back)
{
	int64_t was = clock_ticks(), now;
	int i;

	for (i = 0; i < 1000; i++, was = now) {
		now = clock_ticks();
		ck_assert_int_ge(now, was);
	}
}
END_TEST

/* RFC 4122, sections 3 and 4.4: lower-case hexadecimal, version 4, variant 8 to b. */
START_TEST(a_uuid_has_the_form_of_its_version)
{
	char a[UUID_SIZE], b[UUID_SIZE];
	int i;

	uuid_make(b);
	for (i = 0; i < 100; i++) {
		uuid_make(a);
		ck_assert_uint_eq(strlen(a), 36);
		ck_assert_uint_eq(strspn(a, "0123456789abcdef-"), 36);
		ck_assert(a[8] == '-' && a[13] == '-' && a[18] == '-' && a[23] == '-');
		ck_assert_int_eq(a[14], '4');
		ck_assert_ptr_nonnull(strchr("89ab", a[19]));
		ck_assert_str_ne(a, b);
		memcpy(b, a, sizeof(b));
	}
}
END_TEST

Suite *clock_suite(void)
{
	Suite *suite = suite_create("clock");
	TCase *t = tcase_create("clock");

	tcase_add_test(t, a_set_clock_stands_still);
	tcase_add_test(t, ticks_never_go_back);
	tcase_add_test(t, a_uuid_has_the_form_of_its_version);
	suite_add_tcase(suite, t);
	return suite;
}
