#include "base/utf8.h"

#include "base_suites.h"

/* Unicode 15, table 3-7, and its edges; each of these begins with one bad byte. */
static const char *const bad[] = {
    "\x80",	    "\xBF",	    "\xC0\x80",		"\xC1\xBF",
    "\xC2",	    "\xC2\x41",	    "\xE0\x9F\xBF",	"\xE2\x82",
    "\xE2\x28\xA1", "\xED\xA0\x80", "\xED\xBF\xBF",	"\xEF\xBF",
    "\xF0\x8F\xBF", "\xF0\x9F\x98", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
    "\xFE",	    "\xFF",	    "\xF0\x9F\x41\x80", "\xF0\x8F\xBF\xBF"};

START_TEST(a_bad_byte_is_one_byte)
{
	uint32_t cp = 0;
	size_t at = 9;

	ck_assert_uint_eq(utf8_decode(bad[_i], strlen(bad[_i]), &cp), 1);
	ck_assert_uint_eq(cp, UTF8_BAD);
	ck_assert(!utf8_valid(bad[_i], strlen(bad[_i]), &at));
	ck_assert_uint_eq(at, 0);
}
END_TEST

START_TEST(every_character_comes_back)
{
	uint32_t cp, back;
	char s[4];
	size_t n;

	for (cp = 0; cp < 0x110000; cp = cp == 0xD7FF ? 0xE000 : cp + 1) {
		n = utf8_encode(cp, s);
		if (n != (cp < 0x80	 ? 1
			  : cp < 0x800	 ? 2
			  : cp < 0x10000 ? 3
					 : 4) ||
		    utf8_decode(s, n, &back) != n || back != cp || !utf8_valid(s, n, NULL))
			ck_abort_msg("U+%04X", cp);
	}
}
END_TEST

/* RFC 3629, section 7. */
START_TEST(published_examples)
{
	char s[4];

	ck_assert_uint_eq(utf8_encode(0x2262, s), 3);
	ck_assert_mem_eq(s, "\xE2\x89\xA2", 3);
	ck_assert_uint_eq(utf8_encode(0x0391, s), 2);
	ck_assert_mem_eq(s, "\xCE\x91", 2);
	ck_assert_uint_eq(utf8_encode(0x233B4, s), 4);
	ck_assert_mem_eq(s, "\xF0\xA3\x8E\xB4", 4);
}
END_TEST

START_TEST(the_first_bad_byte_is_told)
{
	static const char text[] = "0123456789 caf\xC3\xA9 \xE4\xB8\xAD, then \xC3(";
	size_t at = 0;

	ck_assert(!utf8_valid(text, sizeof(text) - 1, &at));
	ck_assert_uint_eq(at, sizeof(text) - 3);
	ck_assert(!utf8_valid(text, sizeof(text) - 1, NULL));
	ck_assert(utf8_valid(text, sizeof(text) - 3, &at));
	ck_assert(utf8_valid("", 0, NULL));
	ck_assert(utf8_valid("a\0b", 3, NULL));
}
END_TEST

static const struct {
	uint32_t cp;
	int width;
} widths[] = {{'a', 1},	    {' ', 1},	    {0xE9, 1},	    {0xA7, 1},	   {0x25CF, 1},
	      {0xFFFD, 1},  {0x2764, 1},    {0x1F1E9, 1},   {0xFF71, 1},   {0x0903, 1},
	      {0x0600, 1},  {0x4E2D, 2},    {0xAC00, 2},    {0x1100, 2},   {0xFF21, 2},
	      {0x3000, 2},  {0x20000, 2},   {0x1F600, 2},   {0x1F3FB, 2},  {0x3042, 2},
	      {0x0301, 0},  {0x20E3, 0},    {0xFE0F, 0},    {0x200D, 0},   {0x200B, 0},
	      {0xAD, 0},    {0x1161, 0},    {0x11A8, 0},    {0x115F, 0},   {0xE0041, 0},
	      {0x0E31, 0},  {0x094D, 0},    {0, -1},	    {'\n', -1},	   {0x1B, -1},
	      {0x7F, -1},   {0x85, -1},	    {0x9B, -1},	    {0x202E, -1},  {0x2066, -1},
	      {0x2028, -1}, {0xE000, -1},   {0xD800, -1},   {0xFDD0, -1},  {0xFFFE, -1},
	      {0x0378, -1}, {0x10FFFF, -1}, {0x110000, -1}, {UTF8_BAD, -1}};

START_TEST(widths_are_those_of_a_terminal)
{
	ck_assert_msg(utf8_width(widths[_i].cp) == widths[_i].width, "U+%04X has width %d, not %d",
		      widths[_i].cp, utf8_width(widths[_i].cp), widths[_i].width);
}
END_TEST

#define FAMILY "👨\u200D👩\u200D👧\u200D👦"

/* A cluster at the beginning, what follows it, and its columns. */
static const struct {
	const char *cluster, *rest;
	int width;
} clusters[] = {
    {"a", "b", 1},
    {"a", "", 1},
    {"中", "国", 2},
    {"e\u0301", "x", 1},
    {"e\u0301\u0323\u0330\u0331", "e", 1},
    {"中\u0301", "国", 2},
    {"\u0301", "a", 0},
    {"1\uFE0F\u20E3", "2", 1},
    {"❤", "❤", 1},
    {"❤\uFE0F", "x", 1},
    {"❤\uFE0E", "x", 1},
    {"👍", "👍", 2},
    {"👍🏽", "👍", 2},
    {"👍🏽", "🏽", 2},
    {"🏽", "👍", 2},
    {FAMILY, "👨", 2},
    {"👩🏻\u200D❤\uFE0F\u200D👨🏼", "!", 2},
    {"👨\u200D", "a", 2},
    {"a\u200D", "👨", 1},
    {"🇩🇪", "🇫🇷", 2},
    {"🇩", "a", 1},
    {"🇩🇪", "🇫", 2},
    {"ᄒ\u1161\u11AB", "ᄀ", 2},
    {"한", "국", 2},
    {"가\u11A8", "a", 2},
    {"क\u094D\u200D", "ष", 1},
    {"ب\u200C", "ب", 1},
    {"\n", "\u0301", 1},
    {"\x1B", "[", 1},
    {"\xFF", "\xFF", 1},
    {"\xE4\xB8\xAD", "\xE4\xB8", 2},
    {"\u202E", "abc", 1},
};

START_TEST(clusters_hold_together)
{
	const char *cluster = clusters[_i].cluster, *rest = clusters[_i].rest;
	char *text = xasprintf("%s%s", cluster, rest);
	int width = -9;

	ck_assert_uint_eq(utf8_cluster(text, strlen(text), &width), strlen(cluster));
	ck_assert_int_eq(width, clusters[_i].width);
	ck_assert_int_eq(utf8_columns(cluster), clusters[_i].width);
	free(text);
}
END_TEST

static const struct {
	const char *text;
	int columns, fit, used; /* of how many columns, which bytes, taking how many */
	int whole;
} fits[] = {
    {"hello", 5, 5, 5, 5},	     {"hello", 4, 4, 4, 5},
    {"hello", 0, 0, 0, 5},	     {"", 7, 0, 0, 0},
    {"hello", -1, 0, 0, 5},	     {"中国移动", 5, 6, 4, 8},
    {"中国移动", 8, 12, 8, 8},	     {"cafe\u0301 noir", 4, 6, 4, 9},
    {"cafe\u0301 noir", 3, 3, 3, 9}, {"x" FAMILY "y", 2, 1, 1, 4},
    {"x" FAMILY "y", 3, 26, 3, 4},   {"🇩🇪🇫🇷", 3, 8, 2, 4},
    {"\u0301", 0, 2, 0, 0},
};

START_TEST(texts_are_cut_between_clusters)
{
	int used = -9;

	ck_assert_uint_eq(utf8_fit(fits[_i].text, fits[_i].columns, &used), fits[_i].fit);
	ck_assert_int_eq(used, fits[_i].used);
	ck_assert_int_eq(utf8_columns(fits[_i].text), fits[_i].whole);
}
END_TEST

START_TEST(cjk_is_han_kana_and_hangul)
{
	static const uint32_t yes[] = {0x4E2D, 0x3005, 0x3042, 0x30A2,
				       0x30FC, 0xFF71, 0xAC00, 0x20000};
	static const uint32_t no[] = {'a', 0xE9, 0x3001, 0x3000, 0x0E01, 0xFF21, 0x1F600, UTF8_BAD};
	size_t i;

	for (i = 0; i < LENGTH(yes); i++)
		ck_assert_msg(utf8_is_cjk(yes[i]), "U+%04X", yes[i]);
	for (i = 0; i < LENGTH(no); i++)
		ck_assert_msg(!utf8_is_cjk(no[i]), "U+%04X", no[i]);
}
END_TEST

Suite *utf8_suite(void)
{
	Suite *suite = suite_create("utf8");
	TCase *t = tcase_create("utf8");

	tcase_add_loop_test(t, a_bad_byte_is_one_byte, 0, (int)LENGTH(bad));
	tcase_add_test(t, every_character_comes_back);
	tcase_add_test(t, published_examples);
	tcase_add_test(t, the_first_bad_byte_is_told);
	tcase_add_loop_test(t, widths_are_those_of_a_terminal, 0, (int)LENGTH(widths));
	tcase_add_loop_test(t, clusters_hold_together, 0, (int)LENGTH(clusters));
	tcase_add_loop_test(t, texts_are_cut_between_clusters, 0, (int)LENGTH(fits));
	tcase_add_test(t, cjk_is_han_kana_and_hangul);
	suite_add_tcase(suite, t);
	return suite;
}
