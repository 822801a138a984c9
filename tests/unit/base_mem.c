#include "base/base.h"

#include <signal.h>

#include "base_suites.h"

START_TEST(nothing_is_something)
{
	char *a = xmalloc(0), *b = xcalloc(0, 8), *c = xrealloc(NULL, 0);

	ck_assert_ptr_nonnull(a);
	ck_assert_ptr_nonnull(b);
	ck_assert_ptr_nonnull(c);
	free(a);
	free(b);
	free(c);
}
END_TEST

START_TEST(copies_are_the_callers)
{
	char *a = xstrdup("abc"), *b = xstrndup("abcdef", 2), *c = xasprintf("%s-%d", "x", 7);

	ck_assert_str_eq(a, "abc");
	ck_assert_str_eq(b, "ab");
	ck_assert_str_eq(c, "x-7");
	free(a);
	free(b);
	free(c);
}
END_TEST

START_TEST(an_array_grows_by_zeroed_items)
{
	struct {
		int a;
		double b;
	} *items = NULL, *item;
	size_t n = 0, room = 0;
	int i;

	for (i = 0; i < 100; i++) {
		item = array_add(&items, &n, &room, sizeof(*item));
		ck_assert_int_eq(item->a, 0);
		item->a = i;
		item->b = -1;
	}
	ck_assert_uint_eq(n, 100);
	ck_assert_uint_ge(room, 100);
	for (i = 0; i < 100; i++)
		ck_assert_int_eq(items[i].a, i);
	free(items);
}
END_TEST

START_TEST(an_arena_gives_zeroed_aligned_memory)
{
	struct arena a = {0};
	char *last = NULL, *p;
	size_t size;

	for (size = 1; size < 30000; size = size * 3 / 2 + 1) {
		p = arena_alloc(&a, size);
		ck_assert_uint_eq((uintptr_t)p % _Alignof(max_align_t), 0);
		ck_assert(!p[0] && !p[size - 1] && p != last);
		memset(p, 0xFF, size);
		last = p;
	}
	ck_assert_uint_ge(a.total, 30000);
	ck_assert_str_eq(arena_strdup(&a, "abc"), "abc");
	ck_assert_str_eq(arena_strndup(&a, "abc", 2), "ab");
	ck_assert_str_eq(arena_printf(&a, "%d%%", 5), "5%");
	arena_free(&a);
	ck_assert_ptr_null(a.head);
	ck_assert_uint_eq(a.total, 0);
	arena_free(&a);
}
END_TEST

/* The address sanitizer would end the program itself. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}

static void leave(void)
{
	_Exit(7);
}

START_TEST(running_out_calls_the_hook)
{
	struct arena a = {0};

	mem_on_failure(leave);
	if (_i)
		arena_alloc(&a, SIZE_MAX - 3);
	else
		xcalloc(SIZE_MAX / 2, 2);
}
END_TEST

START_TEST(running_out_without_a_hook_aborts)
{
	xcalloc(SIZE_MAX / 2, 2);
}
END_TEST

Suite *mem_suite(void)
{
	Suite *suite = suite_create("mem");
	TCase *t = tcase_create("mem");

	tcase_add_test(t, nothing_is_something);
	tcase_add_test(t, copies_are_the_callers);
	tcase_add_test(t, an_array_grows_by_zeroed_items);
	tcase_add_test(t, an_arena_gives_zeroed_aligned_memory);
	tcase_add_loop_exit_test(t, running_out_calls_the_hook, 7, 0, 2);
	tcase_add_test_raise_signal(t, running_out_without_a_hook_aborts, SIGABRT);
	suite_add_tcase(suite, t);
	return suite;
}
