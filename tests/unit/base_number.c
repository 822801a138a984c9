/* What typed numbers mean. Expected values are what the text says in the conventions of CLDR. */
#include "base/number.h"

#include "base_suites.h"

static const struct {
	const char *text, *hint;
	int n;
	int64_t mantissa;
	int places;
	int64_t other; /* the second reading's mantissa; its places are other_places */
	int other_places;
	const char *currency;
} readings[] = {
    {"0", NULL, 1, 0, 0},
    {"12", NULL, 1, 12, 0},
    {"-5", NULL, 1, -5, 0},
    {"+5", NULL, 1, 5, 0},
    {"−5", NULL, 1, -5, 0},
    {"5-", NULL, 1, -5, 0},
    {"(5)", NULL, 1, -5, 0},
    {"(€1,200.50)", NULL, 1, -120050, 2, 0, 0, "EUR"},
    {"12k", NULL, 1, 12000, 0},
    {"12 k", NULL, 1, 12000, 0},
    {"1.2m", NULL, 1, 1200000, 0},
    {"1,2 Mio", NULL, 1, 1200000, 0},
    {"3bn", NULL, 1, 3000000000, 0},
    {"1.23456k", NULL, 1, 123456, 2},
    {"1.5万", NULL, 1, 15000, 0},
    {"2亿", NULL, 1, 200000000, 0},
    {"8万4", NULL, 1, 84000, 0},
    {"3千5元", NULL, 1, 3500, 0, 0, 0, "CNY"},
    {"3千万", NULL, 1, 30000000, 0},
    {"5万元", NULL, 1, 50000, 0, 0, 0, "CNY"},
    {"1,234.50", NULL, 1, 123450, 2},
    {"1.234,50", NULL, 1, 123450, 2},
    {"1 234,5", NULL, 1, 12345, 1},
    {"1\xC2\xA0"
     "234,5",
     NULL, 1, 12345, 1},
    {"1'234.50", NULL, 1, 123450, 2},
    {"1’234.50", NULL, 1, 123450, 2},
    {"1,200,300", NULL, 1, 1200300, 0},
    {"12,34,567", NULL, 1, 1234567, 0},
    {"12,5", NULL, 1, 125, 1},
    {"1234,500", NULL, 1, 1234500, 3},
    {"0,200", NULL, 1, 200, 3},
    {".5", NULL, 1, 5, 1},
    {"1,200", "EUR", 2, 1200, 0, 1200, 3},
    {"1.200", NULL, 2, 1200, 0, 1200, 3},
    {"€1.200,50", NULL, 1, 120050, 2, 0, 0, "EUR"},
    {"12 EUR", NULL, 1, 12, 0, 0, 0, "EUR"},
    {"eur 12", NULL, 1, 12, 0, 0, 0, "EUR"},
    {"-€5", NULL, 1, -5, 0, 0, 0, "EUR"},
    {"€-5", NULL, 1, -5, 0, 0, 0, "EUR"},
    {"US$ 5", "CAD", 1, 5, 0, 0, 0, "USD"},
    {"$5", "CAD", 1, 5, 0, 0, 0, "CAD"},
    {"$5", "EUR", 1, 5, 0, 0, 0, "USD"},
    {"¥5", NULL, 1, 5, 0, 0, 0, "CNY"},
    {"￥５００", "JPY", 1, 500, 0, 0, 0, "JPY"},
    {"5 kr", "NOK", 1, 5, 0, 0, 0, "NOK"},
    {"5 kr", NULL, 1, 5, 0, 0, 0, "SEK"},
    {"12k€", NULL, 1, 12000, 0, 0, 0, "EUR"},
    {"１２，５", NULL, 1, 125, 1},
    {"9223372036854775807", NULL, 1, INT64_MAX, 0},
    {"-9223372036854775808", NULL, 1, INT64_MIN, 0},
};

START_TEST(reads)
{
	struct number got[2];
	struct error e;
	int n = number_read(readings[_i].text, readings[_i].hint, got, &e);
	const char *currency = readings[_i].currency ? readings[_i].currency : "";

	ck_assert_msg(n == readings[_i].n, "%s: %d readings", readings[_i].text, n);
	ck_assert_msg(got[0].mantissa == readings[_i].mantissa, "%s: %lld", readings[_i].text,
		      (long long)got[0].mantissa);
	ck_assert_msg(got[0].places == readings[_i].places, "%s", readings[_i].text);
	ck_assert_str_eq(got[0].currency, currency);
	if (n == 2) {
		ck_assert_int_eq(got[1].mantissa, readings[_i].other);
		ck_assert_int_eq(got[1].places, readings[_i].other_places);
	}
}
END_TEST

START_TEST(reads_percent)
{
	struct number got[2];

	ck_assert_int_eq(number_read("30 %", NULL, got, NULL), 1);
	ck_assert(got[0].percent && got[0].mantissa == 30);
	ck_assert_int_eq(number_read("62,5％", NULL, got, NULL), 1);
	ck_assert(got[0].percent && got[0].mantissa == 625 && got[0].places == 1);
	ck_assert_int_eq(number_read("30", NULL, got, NULL), 1);
	ck_assert(!got[0].percent);
}
END_TEST

static const char *const refused[] = {
    "",
    " ",
    "x",
    "12x",
    "1,20,30",
    "1.2.3",
    "1,2,3",
    "12 34",
    "(5",
    "5)",
    "(-5)",
    "--5",
    "+-5",
    "€5€",
    "5 EUR USD",
    "%",
    "€",
    "k",
    "5%%",
    "5k%",
    "5.",
    "1.200.30",
    "1'23",
    "0,200,300",
    "9223372036854775808",
    "-9223372036854775809",
    "9223372036854775807k",
    "5 euros und mehr",
};

START_TEST(refuses)
{
	struct number got[2];
	struct error e = {0};

	ck_assert_msg(number_read(refused[_i], NULL, got, &e) == 0, "%s was read", refused[_i]);
	ck_assert_int_eq(e.kind, ERROR_USAGE);
	ck_assert(strstr(e.text, refused[_i]));
}
END_TEST

START_TEST(says_too_large)
{
	struct number got[2];
	struct error e;

	ck_assert_int_eq(number_read("99999999999bn", NULL, got, &e), 0);
	ck_assert_str_eq(e.text, "\"99999999999bn\" is too large.");
	ck_assert_int_eq(number_read("12x", NULL, got, &e), 0);
	ck_assert_str_eq(e.text, "\"12x\" is not a number. Try 12k, 1,200.50 or €500.");
}
END_TEST

static const struct {
	struct number n;
	int places, result;
	int64_t out;
} scales[] = {
    {{.mantissa = 12050, .places = 2}, 2, 0, 12050},
    {{.mantissa = 12050, .places = 2}, 4, 0, 1205000},
    {{.mantissa = 12050, .places = 2}, 1, 0, 1205},
    {{.mantissa = 12050, .places = 2}, 0, -1, 0},
    {{.mantissa = -12000, .places = 3}, 0, 0, -12},
    {{.mantissa = 0, .places = 300}, 0, 0, 0},
    {{.mantissa = 5, .places = 300}, 0, -1, 0},
    {{.mantissa = INT64_MAX / 10, .places = 0}, 1, 0, INT64_MAX / 10 * 10},
    {{.mantissa = INT64_MAX / 10 + 1, .places = 0}, 1, -1, 0},
    {{.mantissa = INT64_MIN, .places = 0}, 1, -1, 0},
};

START_TEST(scales_exactly)
{
	int64_t out;

	ck_assert_int_eq(number_scale(&scales[_i].n, scales[_i].places, &out, NULL),
			 scales[_i].result);
	if (scales[_i].result == 0)
		ck_assert_int_eq(out, scales[_i].out);
}
END_TEST

static const struct {
	int64_t value;
	int places, keep;
	const char *plain, *grouped;
} writings[] = {
    {0, 0, 0, "0", "0"},
    {0, 2, 2, "0.00", "0.00"},
    {0, 2, 0, "0", "0"},
    {5, 2, 0, "0.05", "0.05"},
    {-120050, 2, 2, "-1200.50", "−1,200.50"},
    {-120050, 2, 0, "-1200.5", "−1,200.5"},
    {120000, 2, 1, "1200.0", "1,200.0"},
    {120000, 2, 0, "1200", "1,200"},
    {999, 0, 0, "999", "999"},
    {1234567, 0, 0, "1234567", "1,234,567"},
    {INT64_MIN, 4, 0, "-922337203685477.5808", "−922,337,203,685,477.5808"},
    {INT64_MAX, 18, 0, "9.223372036854775807", "9.223372036854775807"},
    {1, 18, 0, "0.000000000000000001", "0.000000000000000001"},
};

START_TEST(writes)
{
	struct sbuf out = SBUF_INIT;

	number_write(&out, writings[_i].value, writings[_i].places, writings[_i].keep);
	ck_assert_str_eq(sbuf_text(&out), writings[_i].plain);
	sbuf_reset(&out);
	number_group(&out, writings[_i].value, writings[_i].places, writings[_i].keep);
	ck_assert_str_eq(sbuf_text(&out), writings[_i].grouped);
	if (!writings[_i].places)
		ck_assert_str_eq(NUMBER_TEXT(writings[_i].value), writings[_i].grouped);
	sbuf_free(&out);
}
END_TEST

/* Grouped text reads back as the number it shows, as one of its readings. */
START_TEST(grouped_reads_back)
{
	struct number got[2];
	struct sbuf out = SBUF_INIT;
	int64_t back = 0;
	int n;

	number_group(&out, writings[_i].value, writings[_i].places, writings[_i].places);
	n = number_read(sbuf_text(&out), NULL, got, NULL);
	ck_assert_int_ge(n, 1);
	ck_assert_int_eq(number_scale(&got[0], writings[_i].places, &back, NULL), 0);
	ck_assert_int_eq(back, writings[_i].value);
	sbuf_free(&out);
}
END_TEST

START_TEST(reads_int)
{
	int64_t n = 7;

	ck_assert(number_int("9223372036854775807", &n) == 0 && n == INT64_MAX);
	ck_assert(number_int("-9223372036854775808", &n) == 0 && n == INT64_MIN);
	ck_assert(number_int("+12", &n) == 0 && n == 12);
	ck_assert_int_eq(number_int("9223372036854775808", &n), -1);
	ck_assert_int_eq(number_int("-9223372036854775809", &n), -1);
	ck_assert_int_eq(number_int("", &n), -1);
	ck_assert_int_eq(number_int("-", &n), -1);
	ck_assert_int_eq(number_int("--1", &n), -1);
	ck_assert_int_eq(number_int("1 ", &n), -1);
	ck_assert_int_eq(number_int("0x1", &n), -1);
	ck_assert_int_eq(n, 12);
}
END_TEST

Suite *number_suite(void)
{
	Suite *s = suite_create("number");
	TCase *t = tcase_create("number");

	tcase_add_loop_test(t, reads, 0, LENGTH(readings));
	tcase_add_test(t, reads_percent);
	tcase_add_loop_test(t, refuses, 0, LENGTH(refused));
	tcase_add_test(t, says_too_large);
	tcase_add_loop_test(t, scales_exactly, 0, LENGTH(scales));
	tcase_add_loop_test(t, writes, 0, LENGTH(writings));
	tcase_add_loop_test(t, grouped_reads_back, 0, LENGTH(writings));
	tcase_add_test(t, reads_int);
	suite_add_tcase(s, t);
	return s;
}
