/* Exponents are those of ISO 4217, list one. */
#include "base/utf8.h"
#include "base/locale.h"
#include "model/money.h"

#include "model_suites.h"

/* ISO 4217: what is paid with in these territories; where it is the euro, no code begins with theirs. */
START_TEST(a_territory_has_a_currency)
{
	static const char *const pairs[][2] = {
		{ "CN", "CNY" }, { "TW", "TWD" }, { "US", "USD" }, { "GB", "GBP" }, { "CH", "CHF" }, { "JP", "JPY" },
		{ "MX", "MXN" }, { "CL", "CLP" }, { "NO", "NOK" }, { "PL", "PLN" }, { "BG", "EUR" }, { "LI", "CHF" },
	};
	static const char *const none[] = { "DE", "ES", "FR", "AT", "", "XX", "C" };

	for (size_t i = 0; i < LENGTH(pairs); i++)
		ck_assert_str_eq(currency_of_territory(pairs[i][0])->code, pairs[i][1]);
	for (size_t i = 0; i < LENGTH(none); i++)
		ck_assert_ptr_eq(currency_of_territory(none[i]), NULL);
}
END_TEST

START_TEST(knows_iso_4217)
{
	static const char *const none[] = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY",
					   "KMF", "KRW", "PYG", "RWF", "UGX", "UYI",
					   "VND", "VUV", "XAF", "XOF", "XPF"};
	static const char *const three[] = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
	size_t n, zeros = 0, threes = 0;
	const struct currency *all = currency_all(&n);

	ck_assert_uint_ge(n, 155);
	for (size_t i = 0; i < n; i++) {
		ck_assert_uint_eq(strlen(all[i].code), 3);
		ck_assert(i == 0 || strcmp(all[i - 1].code, all[i].code) < 0);
		ck_assert_ptr_eq(currency_find(all[i].code), &all[i]);
		ck_assert(*all[i].name);
		zeros += all[i].exponent == 0;
		threes += all[i].exponent == 3;
	}
	ck_assert_uint_eq(zeros, LENGTH(none));
	ck_assert_uint_eq(threes, LENGTH(three));
	for (size_t i = 0; i < LENGTH(none); i++)
		ck_assert_int_eq(currency_find(none[i])->exponent, 0);
	for (size_t i = 0; i < LENGTH(three); i++)
		ck_assert_int_eq(money_exponent(three[i]), 3);
	ck_assert_int_eq(money_exponent("CLF"), 4);
	ck_assert_int_eq(money_exponent("UYW"), 4);
}
END_TEST

START_TEST(finds_codes)
{
	ck_assert_str_eq(currency_find("eur")->code, "EUR");
	ck_assert_str_eq(currency_find("ZWG")->code, "ZWG");
	ck_assert_ptr_null(currency_find("EU"));
	ck_assert_ptr_null(currency_find("EURO"));
	ck_assert_ptr_null(currency_find(""));
	ck_assert_ptr_null(currency_find(NULL));
	ck_assert_ptr_null(currency_find("XXX"));
	ck_assert_int_eq(money_exponent("XXX"), 2);
}
END_TEST

static const struct {
	int64_t minor;
	const char *code, *shown, *brief;
} amounts[] = {
    {0, "EUR", "€0.00", "€0"},
    {500, "EUR", "€5.00", "€5"},
    {120050, "EUR", "€1,200.50", "€1.2k"},
    {-500, "EUR", "−€5.00", "−€5"},
    {1240000, "EUR", "€12,400", "€12k"},
    {-1240000, "EUR", "−€12,400", "−€12k"},
    {99900, "EUR", "€999.00", "€999"},
    {100000, "EUR", "€1,000", "€1k"},
    {99949, "EUR", "€999.49", "€999"},
    {99950, "EUR", "€999.50", "€1k"},
    {995000, "EUR", "€9,950", "€10k"},
    {994999, "EUR", "€9,949.99", "€9.9k"},
    {99949999, "EUR", "€999,499.99", "€999k"},
    {99950000, "EUR", "€999,500", "€1M"},
    {120000000, "USD", "$1,200,000", "$1.2M"},
    {82000000, "CNY", "¥820,000", "¥820k"},
    {820000, "JPY", "JP¥820,000", "JP¥820k"},
    {-820000, "JPY", "−JP¥820,000", "−820k"},
    {1234, "CHF", "CHF 12.34", "CHF12"},
    {1500, "KWD", "KWD 1.500", "KWD2"},
    {1500000, "KWD", "KWD 1,500", "KWD1.5k"},
    {10000, "CLF", "CLF 1.0000", "CLF1"},
    {1200, "", "12.00", "12"},
    {INT64_MAX, "EUR", "€92,233,720,368,547,758.07", "€92P"},
    {INT64_MIN, "EUR", "−€92,233,720,368,547,758.08", "−€92P"},
    {INT64_MIN, "JPY", "−JP¥9,223,372,036,854,775,808", "−9.2E"},
    {INT64_MAX, "CLF", "CLF 922,337,203,685,477.5807", "CLF922T"},
};

START_TEST(shows)
{
	struct sbuf out = SBUF_INIT;

	money_show(&out, amounts[_i].minor, amounts[_i].code);
	ck_assert_str_eq(sbuf_text(&out), amounts[_i].shown);
	sbuf_reset(&out);
	money_short(&out, amounts[_i].minor, amounts[_i].code);
	ck_assert_str_eq(sbuf_text(&out), amounts[_i].brief);
	sbuf_free(&out);
}
END_TEST

/* Expected: CLDR, currencyFormats. A store shows as its client, which tells it. */
static const struct {
	const char *place, *code, *shown, *brief, *minus;
} places[] = {
	{ "C", "EUR", "€12,345.60", "€12k", "−€12,345.60" },
	{ "en_GB.UTF-8", "EUR", "€12,345.60", "€12k", "−€12,345.60" },
	{ "zh_CN.UTF-8", "CNY", "¥12,345.60", "¥12k", "−¥12,345.60" },
	{ "es_MX", "USD", "$12,345.60", "$12k", "−$12,345.60" },
	{ "de_DE.UTF-8", "EUR", "12.345,60\u00A0€", "12k\u00A0€", "−12.345,60\u00A0€" },
	{ "es_ES", "EUR", "12.345,60\u00A0€", "12k\u00A0€", "−12.345,60\u00A0€" },
	{ "fr_FR@euro", "EUR", "12\u00A0345,60\u00A0€", "12k\u00A0€", "−12\u00A0345,60\u00A0€" },
	{ "fr_CH", "CHF", "12\u00A0345,60\u00A0CHF", "12k\u00A0CHF", "−12\u00A0345,60\u00A0CHF" },
	{ "de_CH", "CHF", "CHF\u00A012’345.60", "CHF\u00A012k", "−CHF\u00A012’345.60" },
	{ "nl_NL", "EUR", "€\u00A012.345,60", "€\u00A012k", "−€\u00A012.345,60" },
	{ "pt_PT", "EUR", "12\u00A0345,60\u00A0€", "12k\u00A0€", "−12\u00A0345,60\u00A0€" },
	{ "pt_BR", "EUR", "€\u00A012.345,60", "€\u00A012k", "−€\u00A012.345,60" },
	{ "de_DE", "", "12.345,60", "12k", "−12.345,60" },
};

START_TEST(shows_the_sign_where_people_have_it)
{
	struct sbuf out = SBUF_INIT;
	struct number back[2];
	char told[LOCALE_SIZE];

	locale_take(places[_i].place, places[_i].place, places[_i].place);
	locale_write(told);
	locale_take("C", "C", "C");
	ck_assert_int_eq(locale_read(told), 0);
	money_short(&out, 1234560, places[_i].code);
	ck_assert_str_eq(sbuf_text(&out), places[_i].brief);
	sbuf_reset(&out);
	money_show(&out, -1234560, places[_i].code);
	ck_assert_str_eq(sbuf_text(&out), places[_i].minus);
	sbuf_reset(&out);
	money_show(&out, 1234560, places[_i].code);
	ck_assert_str_eq(sbuf_text(&out), places[_i].shown);
	ck_assert_int_eq(number_read(out.data, "", back, NULL), 1);
	ck_assert_str_eq(back[0].currency, places[_i].code);
	locale_take("C", "C", "C");
	sbuf_free(&out);
}
END_TEST

START_TEST(short_is_short)
{
	static const char *const wide[] = { "C", "de_DE", "nl_NL" };
	struct sbuf out = SBUF_INIT;
	size_t n;

	locale_take("C", "C", wide[_i]);
	const struct currency *all = currency_all(&n);

	for (size_t i = 0; i < n; i++)
		for (int64_t minor = INT64_MIN; minor < -1; minor = minor / 7 * 2) {
			sbuf_reset(&out);
			money_short(&out, minor, all[i].code);
			ck_assert_msg(utf8_columns(out.data) <= 7, "%s", out.data);
		}
	locale_take("C", "C", "C");
	sbuf_free(&out);
}
END_TEST

/* What a person copies from the screen is the same amount of the same currency, whatever the book's
 * own is. */
START_TEST(shown_reads_back)
{
	static const char *const sides[] = { "C", "de_DE", "nl_NL" };
	static const int64_t minors[] = {0,	    1,	     -1,	99,	  123456,
					 -99999999, 1200000, INT64_MAX, INT64_MIN};
	struct sbuf out = SBUF_INIT;
	size_t n;
	const struct currency *all = currency_all(&n);

	locale_take("C", "C", sides[_i]);
	for (size_t i = 0; i < n * LENGTH(minors); i++) {
		const struct currency *c = &all[i / LENGTH(minors)];
		int64_t minor = minors[i % LENGTH(minors)], back;
		struct number got[2];

		sbuf_reset(&out);
		money_show(&out, minor, c->code);
		ck_assert_msg(number_read(out.data, "", got, NULL) > 0, "%s", out.data);
		ck_assert_msg(!strcmp(got[0].currency, c->code), "%s is %s", out.data,
			      got[0].currency);
		if (number_scale(&got[0], c->exponent, &back, NULL) || back != minor) {
			ck_assert_msg(number_read(out.data, "", got, NULL) == 2, "%s", out.data);
			ck_assert_int_eq(number_scale(&got[1], c->exponent, &back, NULL), 0);
			ck_assert_msg(back == minor, "%s", out.data);
		}
	}
	sbuf_free(&out);
}
END_TEST

START_TEST(scales)
{
	ck_assert_int_eq(money_scaled(150, "EUR"), 15000);
	ck_assert_int_eq(money_scaled(150, "JPY"), 1500000);
	ck_assert_int_eq(money_scaled(1500, "KWD"), 15000);
	ck_assert_int_eq(money_scaled(-15000, "CLF"), -15000);
	ck_assert_int_eq(money_scaled(INT64_MAX, "JPY"), INT64_MAX);
	ck_assert_int_eq(money_scaled(INT64_MIN, "EUR"), INT64_MIN);
}
END_TEST

static const struct {
	int64_t minor;
	const char *from, *to;
	int64_t per_from, per_to, out;
} conversions[] = {
    {10000, "EUR", "USD", 10000, 11000, 11000}, /* 100.00 at 1.1 */
    {11000, "USD", "EUR", 11000, 10000, 10000},
    {10000, "EUR", "JPY", 10000, 1600000, 16000}, /* 100.00 at 160 */
    {16000, "JPY", "EUR", 1600000, 10000, 10000},
    {1, "EUR", "KWD", 10000, 10000, 10},
    {5, "KWD", "EUR", 10000, 10000, 1}, /* half a cent, away from zero */
    {-5, "KWD", "EUR", 10000, 10000, -1},
    {4, "KWD", "EUR", 10000, 10000, 0},
    {1, "EUR", "EUR", 30000, 10000, 0}, /* a third */
    {2, "EUR", "EUR", 30000, 10000, 1}, /* two thirds */
    {INT64_MAX, "EUR", "EUR", 11000, 11000, INT64_MAX},
    {INT64_MIN, "EUR", "EUR", 11000, 11000, INT64_MIN},
};

START_TEST(converts)
{
	int64_t out;

	ck_assert_int_eq(money_convert(conversions[_i].minor, conversions[_i].from,
				       conversions[_i].to, conversions[_i].per_from,
				       conversions[_i].per_to, &out, NULL),
			 0);
	ck_assert_int_eq(out, conversions[_i].out);
}
END_TEST

START_TEST(never_wraps)
{
	struct error e;
	int64_t out;

	ck_assert_int_eq(money_convert(INT64_MAX, "EUR", "USD", 10000, 10001, &out, &e), -1);
	ck_assert_int_eq(e.kind, ERROR_FAILED);
	ck_assert_int_eq(money_convert(INT64_MIN, "EUR", "USD", 10000, 10001, &out, &e), -1);
	ck_assert_int_eq(money_convert(INT64_MAX, "JPY", "CLF", 1, INT64_MAX, &out, &e), -1);
	ck_assert_int_eq(money_convert(1, "EUR", "USD", 0, 10000, &out, &e), -1);
	ck_assert_str_eq(e.text, "There is no rate between EUR and USD.");
	ck_assert_int_eq(money_convert(1, "EUR", "USD", 10000, -1, &out, &e), -1);
}
END_TEST

static const struct {
	int64_t minor;
	const char *currency, *shown;
} wholes[] = {
    {1249, "EUR", "€12"},	{1250, "EUR", "€13"}, {-1250, "EUR", "−€13"}, {-1249, "EUR", "−€12"},
    {-30, "EUR", "€0"},	{94000, "EUR", "€940"}, {1249, "JPY", "JP¥1,249"}, {1499, "KWD", "KWD 1"},
};

START_TEST(rounds_to_whole_units)
{
	struct sbuf text = SBUF_INIT;

	money_show_whole(&text, wholes[_i].minor, wholes[_i].currency);
	ck_assert_str_eq(sbuf_text(&text), wholes[_i].shown);
	sbuf_free(&text);
}
END_TEST

Suite *money_suite(void)
{
	Suite *s = suite_create("money");
	TCase *t = tcase_create("money");

	tcase_add_test(t, a_territory_has_a_currency);
	tcase_add_test(t, knows_iso_4217);
	tcase_add_test(t, finds_codes);
	tcase_add_loop_test(t, rounds_to_whole_units, 0, LENGTH(wholes));
	tcase_add_loop_test(t, shows, 0, LENGTH(amounts));
	tcase_add_loop_test(t, shows_the_sign_where_people_have_it, 0, LENGTH(places));
	tcase_add_loop_test(t, short_is_short, 0, 3);
	tcase_add_loop_test(t, shown_reads_back, 0, 3);
	tcase_add_test(t, scales);
	tcase_add_loop_test(t, converts, 0, LENGTH(conversions));
	tcase_add_test(t, never_wraps);
	suite_add_tcase(s, t);
	return s;
}
