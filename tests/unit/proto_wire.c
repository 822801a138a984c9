/* Items against the examples of RFC 8949, and bytes that mean harm. */
#include <check.h>

#include "proto/wire.h"

Suite *wire_suite(void);

struct reading {
	struct reader r;
	struct arena arena;
	struct error error;
};

static struct reading *begin(struct reading *x, const void *bytes, size_t len)
{
	*x = (struct reading){.r = {.at = bytes, .left = len}};
	x->r.arena = &x->arena;
	x->r.error = &x->error;
	return x;
}

/* RFC 8949, appendix A. */
static const struct {
	int64_t number;
	const char *bytes;
	size_t len;
} numbers[] = {
    {0, "\x00", 1},
    {1, "\x01", 1},
    {10, "\x0a", 1},
    {23, "\x17", 1},
    {24, "\x18\x18", 2},
    {100, "\x18\x64", 2},
    {1000, "\x19\x03\xe8", 3},
    {1000000, "\x1a\x00\x0f\x42\x40", 5},
    {1000000000000, "\x1b\x00\x00\x00\xe8\xd4\xa5\x10\x00", 9},
    {INT64_MAX, "\x1b\x7f\xff\xff\xff\xff\xff\xff\xff", 9},
    {-1, "\x20", 1},
    {-10, "\x29", 1},
    {-100, "\x38\x63", 2},
    {-1000, "\x39\x03\xe7", 3},
    {INT64_MIN, "\x3b\x7f\xff\xff\xff\xff\xff\xff\xff", 9},
};

START_TEST(a_number)
{
	struct sbuf out = SBUF_INIT;
	struct writer w = {.out = &out};
	struct reading x;

	write_int(&w, numbers[_i].number);
	ck_assert_uint_eq(out.len, numbers[_i].len);
	ck_assert_mem_eq(out.data, numbers[_i].bytes, out.len);
	ck_assert_int_eq(read_int(&begin(&x, out.data, out.len)->r), numbers[_i].number);
	ck_assert(!x.r.bad && !x.r.left);
	sbuf_free(&out);
}
END_TEST

static const struct {
	const char *text, *bytes;
	size_t len;
} texts[] = {
    {"", "\x60", 1},
    {"a", "\x61\x61", 2},
    {"IETF", "\x64\x49\x45\x54\x46", 5},
    {"\xC3\xBC", "\x62\xc3\xbc", 3},
    {"\xE6\xB0\xB4", "\x63\xe6\xb0\xb4", 4},
    {NULL, "\xf6", 1},
};

START_TEST(a_text)
{
	struct sbuf out = SBUF_INIT;
	struct writer w = {.out = &out};
	struct reading x;

	write_text(&w, texts[_i].text);
	ck_assert_uint_eq(out.len, texts[_i].len);
	ck_assert_mem_eq(out.data, texts[_i].bytes, out.len);
	ck_assert_pstr_eq(read_text(&begin(&x, out.data, out.len)->r), texts[_i].text);
	ck_assert(!x.r.bad && !x.r.left);
	arena_free(&x.arena);
	sbuf_free(&out);
}
END_TEST

START_TEST(collections_know_their_count_at_the_end)
{
	struct sbuf out = SBUF_INIT;
	struct writer w = {.out = &out};
	struct reading x;
	size_t array = write_open_array(&w), map = write_open_map(&w);

	write_text(&w, "a");
	write_bool(&w, true);
	write_close_map(&w, map, 1);
	write_close_array(&w, array, 1);
	begin(&x, out.data, out.len);
	ck_assert_uint_eq(read_array(&x.r, 1), 1);
	ck_assert_uint_eq(read_map(&x.r), 1);
	ck_assert_str_eq(read_key(&x.r), "a");
	ck_assert(read_bool(&x.r));
	ck_assert(!x.r.bad && !x.r.left);
	arena_free(&x.arena);
	sbuf_free(&out);
}
END_TEST

/* Not one of these is an item that the protocol knows: skipping it must fail, and read nothing. */
static const struct {
	const char *bytes;
	size_t len;
} refused[] = {
    {"", 0},
    {"\x18", 1}, /* a number without its byte */
    {"\x62"
     "a",
     2}, /* a text too short */
    {"\x7b\xff\xff\xff\xff\xff\xff\xff\xff"
     "a",
     10},					      /* a text of 2^64 - 1 bytes */
    {"\x9b\xff\xff\xff\xff\xff\xff\xff\xff", 9},      /* a list of 2^64 - 1 items */
    {"\x9a\x00\x10\x00\x00", 5},		      /* a list of a million, and no bytes */
    {"\xbb\x80\x00\x00\x00\x00\x00\x00\x00\x00", 10}, /* a map whose double count wraps */
    {"\x9f\x01\xff", 3},			      /* an indefinite list */
    {"\xbf\xff", 2},
    {"\x7f\x61\x61\xff", 4},
    {"\xc1\x00", 2},				 /* a tag */
    {"\xfb\x3f\xf1\x99\x99\x99\x99\x99\x9a", 9}, /* 1.1 */
    {"\x42\x61", 2},				 /* bytes that are not all there */
    {"\xff", 1},
    {"\x1c", 1}, /* reserved */
    {"\x82\x01", 2},
};

START_TEST(hostile_item)
{
	struct reading x;

	read_skip(&begin(&x, refused[_i].bytes, refused[_i].len)->r);
	ck_assert(x.r.bad);
	ck_assert_int_eq(x.error.kind, ERROR_USAGE);
	ck_assert_int_eq(read_int(&x.r), 0);
	ck_assert_uint_eq(read_array(&x.r, 1), 0);
	ck_assert_ptr_null(read_text(&x.r));
}
END_TEST

START_TEST(bad_text)
{
	static const char *const bytes[] = {"\x61\xff",
					    "\x63"
					    "a\0b",
					    "\x62\xc0\x80"};
	static const size_t lens[] = {2, 4, 3};
	struct reading x;

	ck_assert_ptr_null(read_text(&begin(&x, bytes[_i], lens[_i])->r));
	ck_assert(x.r.bad);
}
END_TEST

/* A list in a list in a list, a frame long: needs no stack. */
START_TEST(deep_nesting)
{
	char *deep = xmalloc(FRAME_MAX);
	struct reading x;

	memset(deep, 0x81, FRAME_MAX);
	read_skip(&begin(&x, deep, FRAME_MAX)->r);
	ck_assert(x.r.bad);
	deep[FRAME_MAX - 1] = 0x00;
	read_skip(&begin(&x, deep, FRAME_MAX)->r);
	ck_assert(!x.r.bad && !x.r.left);
	free(deep);
}
END_TEST

/* Texts of 0 to 64 KiB of whatever lies about cost no more than their length. */
START_TEST(a_count_costs_nothing)
{
	struct reading x;

	ck_assert_uint_eq(read_array(&begin(&x, "\x83\x01\x02\x03", 4)->r, 1), 3);
	ck_assert_uint_eq(read_array(&begin(&x, "\x83\x01\x02\x03", 4)->r, 2), 0);
	ck_assert(x.r.bad);
	ck_assert_uint_eq(read_map(&begin(&x, "\xa2\x01\x02\x03", 4)->r), 0);
	ck_assert(x.r.bad);
}
END_TEST

static const struct {
	const char *bytes;
	size_t len;
	int64_t length;
} frames[] = {
    {"", 0, 0},
    {"\0\0\0", 3, 0},
    {"\0\0\0\0", 4, -1}, /* nothing is no message */
    {"\0\0\0\1", 4, 0},
    {"\0\0\0\1\xa0", 5, 5},
    {"\0\0\0\1\xa0\0\0", 7, 5},
    {"\0\x10\0\0", 4, 0},  /* 1 MiB is allowed, ... */
    {"\0\x10\0\1", 4, -1}, /* ... one byte more is not */
    {"\xff\xff\xff\xff", 4, -1},
};

START_TEST(frame_bounds)
{
	ck_assert_int_eq(frame_length(frames[_i].bytes, frames[_i].len), frames[_i].length);
}
END_TEST

Suite *wire_suite(void)
{
	Suite *s = suite_create("wire");
	TCase *t = tcase_create("items");

	tcase_add_loop_test(t, a_number, 0, LENGTH(numbers));
	tcase_add_loop_test(t, a_text, 0, LENGTH(texts));
	tcase_add_test(t, collections_know_their_count_at_the_end);
	tcase_add_loop_test(t, hostile_item, 0, LENGTH(refused));
	tcase_add_loop_test(t, bad_text, 0, 3);
	tcase_add_test(t, deep_nesting);
	tcase_add_test(t, a_count_costs_nothing);
	tcase_add_loop_test(t, frame_bounds, 0, LENGTH(frames));
	suite_add_tcase(s, t);
	return s;
}
