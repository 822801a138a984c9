/* Values of Jaro and Jaro-Winkler are Winkler's own table, those of the jellyfish library's tests, and
 * hand calculation; scores are calculated by hand from the weights that the header names. */
#include "base/text.h"
#include "model/similar.h"
#include "model/similar_score.h"

#include "model_suites.h"

#define NEAR 1e-6

static double jaro(const char *a, const char *b)
{
	uint32_t x[LETTERS_MAX], y[LETTERS_MAX];

	return similar_jaro(letters_of(a, x), letters_of(b, y));
}

static double winkler(const char *a, const char *b, double above)
{
	uint32_t x[LETTERS_MAX], y[LETTERS_MAX];

	return similar_winkler(letters_of(a, x), letters_of(b, y), above);
}

static const struct {
	const char *a, *b;
	double jaro, winkler;
} jaros[] = {
	{ "MARTHA", "MARHTA", 17. / 18, .961111 },
	{ "DIXON", "DICKSONX", .766667, .813333 },
	{ "DWAYNE", "DUANE", .822222, .84 },
	{ "JONES", "JOHNSON", .790476, .832381 },
	{ "ABROMS", "ABRAMS", .888889, .922222 },
	{ "SHACKLEFORD", "SHACKELFORD", .969697, .981818 },
	{ "HARDIN", "MARTINEZ", .722222, .722222 },
	{ "ITMAN", "SMITH", .466667, .466667 },
	{ "华为技术有限公司", "华为技术公司", .916667, .95 },
	{ "阿里巴巴", "阿里爸爸", .666667, .733333 },
	{ "", "foo", 0, 0 },
	{ "a", "a", 1, 1 },
	{ "abc", "xyz", 0, 0 },
	{ "", "", 1, 1 },
	{ "AB", "BA", 0, 0 },
};

static const struct {
	const char *name;
	bool firm;
} firms[] = {
	{ "Kran AG", true },	     { "Müller & Söhne GmbH", true }, { "Berg Technik", true },	 { "华夏科技有限公司", true },
	{ "Müller", false },	     { "Sá", false },		      { "De Sá", false },	 { "van As", false },
	{ "AG", false },	     { "García y García", false },    { "Anna Berg", false },	 { "欧阳", false },
	{ "王厂", true },	     { "Kran AG Müller", false },     { "", false },
};

START_TEST(a_firm_is_known_by_its_last_word)
{
	ck_assert_msg(name_is_firm(firms[_i].name) == firms[_i].firm, "%s", firms[_i].name);
}
END_TEST

START_TEST(measures_as_published)
{
	ck_assert_double_eq_tol(jaro(jaros[_i].a, jaros[_i].b), jaros[_i].jaro, NEAR);
	ck_assert_double_eq_tol(jaro(jaros[_i].b, jaros[_i].a), jaros[_i].jaro, NEAR);
	ck_assert_double_eq_tol(winkler(jaros[_i].a, jaros[_i].b, WINKLER_ALWAYS),
				jaros[_i].winkler, NEAR);
}
END_TEST

/* Published to three digits and fewer. */
static const struct {
	const char *a, *b;
	double winkler, to;
} jellyfish[] = {
	{ "William", "Williams", .975, .0005 }, { "aaaa", "aaaaa", .96, .005 },
	{ "jaz", "jal", .822, .0005 },	        { "a", "ab", .85, .005 },
	{ "012abc", "013abcd", .879, .0005 },   { "a1bc", "a1be", .883, .0005 },
};

START_TEST(measures_as_jellyfish)
{
	ck_assert_double_eq_tol(winkler(jellyfish[_i].a, jellyfish[_i].b, WINKLER_ALWAYS),
				jellyfish[_i].winkler, jellyfish[_i].to);
}
END_TEST

START_TEST(raises_only_what_is_alike_by_winklers_rule)
{
	ck_assert_double_eq_tol(winkler("阿里巴巴", "阿里爸爸", WINKLER_RULE), 2. / 3, NEAR);
	ck_assert_double_eq_tol(winkler("MARTHA", "MARHTA", WINKLER_RULE), .961111, NEAR);
}
END_TEST

START_TEST(stays_within_a_longest_text)
{
	char *a = xmalloc(10001), *b = xmalloc(10001);

	memset(a, 'x', 10000);
	memset(b, 'x', 10000);
	a[10000] = b[10000] = '\0';
	b[9999] = 'y';
	ck_assert_double_eq_tol(jaro(a, b), 1, NEAR);
	ck_assert_double_eq_tol(jaro("\xFF\xFE", "\xFF"), 5. / 6, NEAR);
	free(a);
	free(b);
}
END_TEST

START_TEST(counts_bigrams_and_words)
{
	uint32_t x[LETTERS_MAX], y[LETTERS_MAX];
	struct common c = similar_bigrams(letters_of("night", x), letters_of("nacht", y));

	ck_assert_uint_eq(c.both, 1);
	ck_assert_double_eq_tol(common_jaccard(c), 1. / 7, NEAR);
	ck_assert_double_eq_tol(common_dice(c), .25, NEAR);
	c = similar_bigrams(letters_of("aaaa", x), letters_of("aa", y));
	ck_assert_double_eq_tol(common_dice(c), 1, NEAR);
	c = similar_bigrams(letters_of("华", x), letters_of("华", y));
	ck_assert_double_eq_tol(common_dice(c), 1, NEAR);
	c = similar_words("acme trading", " acme  trading asia ");
	ck_assert_double_eq_tol(common_jaccard(c), 2. / 3, NEAR);
	ck_assert_double_eq_tol(common_overlap(c), 1, NEAR);
	c = similar_words("", "acme");
	ck_assert_double_eq_tol(common_jaccard(c), 0, NEAR);
	ck_assert_double_eq_tol(common_overlap(c), 0, NEAR);
	ck_assert_double_eq_tol(common_dice(c), 0, NEAR);
}
END_TEST

START_TEST(weighs_by_fellegi_and_sunter)
{
	ck_assert_double_eq_tol(similar_weight(.9, .05, 1), 4.169925, NEAR);
	ck_assert_double_eq_tol(similar_weight(.9, .05, 0), -3.247928, NEAR);
	ck_assert_double_eq_tol(similar_weight(.9, .05, .5), (4.169925 - 3.247928) / 2, NEAR);
}
END_TEST

static const struct {
	const char *name, *core, *place, *trade;
	bool branch, person;
} names[] = {
	{ "Acme Trading (Asia) Ltd.", "acme", "asia", "trading", false, false },
	{ "ACME, Inc.", "acme", "", "", false, false },
	{ "Müller Maschinenbau GmbH & Co. KG", "muller maschinenbau", "", "", false, false },
	{ "S.A. de C.V. Bimbo", "bimbo", "", "", false, false },
	{ "China Trading Company", "china trading company", "", "", false, false },
	{ "Ａｃｍｅ　ＡＧ", "acme", "", "", false, false },
	{ "北京华夏科技有限公司", "华夏", "北京", "科技", false, false },
	{ "华夏科技（北京）有限公司", "华夏", "北京", "科技", false, false },
	{ "廣東華夏貿易股份有限公司", "华夏", "广东", "贸易", false, false },
	{ "上海市东方实业集团有限公司深圳分公司", "东方", "上海 深圳", "实业", true, false },
	{ "上海电力", "电力", "上海", "", false, false },
	{ "贸易公司", "贸易", "", "", false, false },
	{ "公司", "公司", "", "", false, false },
	{ "华为技术有限公司", "华为", "", "技术", false, false },
	{ "株式会社日立", "日立", "", "", false, false },
	{ "阿里巴巴 Alibaba", "阿里巴巴 alibaba", "", "", false, false },
	{ "", "", "", "", false, false },
	{ "---", "", "", "", false, false },
	{ "Dr. Anna O'Brien", "anna obrien", "", "", false, true },
	{ "张伟先生", "张伟", "", "", false, true },
	{ "Dr.", "dr", "", "", false, true },
};

START_TEST(takes_names_apart)
{
	struct arena a = { 0 };
	struct name_key k;

	name_key_make(&k, names[_i].name, names[_i].person, &a);
	ck_assert_str_eq(k.core, names[_i].core);
	ck_assert_str_eq(k.place, names[_i].place);
	ck_assert_str_eq(k.trade, names[_i].trade);
	ck_assert_int_eq(k.branch, names[_i].branch);
	arena_free(&a);
}
END_TEST

static double alike(const char *a, const char *b, bool person)
{
	struct arena arena = { 0 };
	struct name_key x, y;
	double result;

	name_key_make(&x, a, person, &arena);
	name_key_make(&y, b, person, &arena);
	result = name_key_alike(&x, &y);
	ck_assert_double_eq_tol(name_key_alike(&y, &x), result, NEAR);
	arena_free(&arena);
	return result;
}

START_TEST(compares_brands_first)
{
	ck_assert_double_eq_tol(alike("Acme Inc", "ACME GmbH", false), 1, NEAR);
	ck_assert_double_eq_tol(alike("北京华夏科技有限公司", "华夏科技", false), 1, NEAR);
	ck_assert_double_eq_tol(alike("北京华夏科技", "上海华夏科技", false), .92, NEAR);
	ck_assert_double_eq_tol(alike("北京华夏科技", "上海华夏贸易", false), .84, NEAR);
	ck_assert_double_eq_tol(alike("華夏科技有限公司", "华夏科技有限公司上海分公司", false), .92, NEAR);
	ck_assert_double_eq_tol(alike("Martha AG", "Marhta Ltd", false), .961111, NEAR);
	ck_assert_double_eq_tol(alike("Smith, John", "John Smith", true), 1, NEAR);
	ck_assert_double_eq_tol(alike("", "", false), 0, NEAR);
	ck_assert_double_lt(alike("北京科技", "北京贸易", false), .75);
}
END_TEST

static const struct {
	const char *typed, *key;
} phones[] = {
	{ "+49 (0)89 1234567", "891234567" },   { "089/1234567", "891234567" },
	{ "0049 89 1234567", "891234567" },     { "+44 113 496 0000", "134960000" },
	{ "0113 496 0000", "134960000" },       { "138 0013 8000", "13800138000" },
	{ "+86 138-0013-8000", "13800138000" }, { "8613800138000", "13800138000" },
	{ "１３８００１３８０００", "13800138000" }, { "(010) 6552 9988", "065529988" },
	{ "+86 10 65529988 ext. 12", "065529988" }, { "+1 212 555 0100 x7", "125550100" },
	{ "+49 30 12345", "3012345" },          { "030 12345", "3012345" },
	{ "555-01", NULL },                     { "000000000", NULL },
	{ "none", NULL },                       { "", NULL },
	{ "+", NULL },                          { "00", NULL },
};

START_TEST(reads_phones)
{
	struct arena a = { 0 };
	const char *key = phone_key(phones[_i].typed, &a);

	ck_assert_pstr_eq(key, phones[_i].key);
	arena_free(&a);
}
END_TEST

START_TEST(reads_emails)
{
	struct arena a = { 0 };
	const char *key = email_key(" Ana.Silva+crm@GoogleMail.com ", &a);

	ck_assert_str_eq(key, "ana.silva+crm@googlemail.com");
	ck_assert_str_eq(email_weak(key, &a), "anasilva@gmail.com");
	ck_assert_str_eq(email_weak("a.b+x@acme.de", &a), "a.b@acme.de");
	ck_assert_str_eq(email_domain(key), "googlemail.com");
	ck_assert_ptr_null(email_key("ana at acme.com", &a));
	ck_assert_ptr_null(email_key("@acme.com", &a));
	ck_assert_ptr_null(email_key("ana@acme", &a));
	ck_assert(email_is_free("qq.com"));
	ck_assert(email_is_free("yahoo.co.jp"));
	ck_assert(email_is_free("gmx.de"));
	ck_assert(!email_is_free("mail.acme.com"));
	ck_assert(!email_is_free("acme.com"));
	arena_free(&a);
}
END_TEST

START_TEST(reads_tax_ids_and_cities)
{
	struct arena a = { 0 };

	ck_assert_str_eq(tax_key("91310000-ma1fl-0abc", &a), "91310000MA1FL0ABC");
	ck_assert_ptr_null(tax_key("0000000", &a));
	ck_assert_ptr_null(tax_key("n/a", &a));
	ck_assert_ptr_null(tax_key("pending", &a));
	ck_assert(tax_key_same("DE123456789", "123456789"));
	ck_assert(!tax_key_same("DE123456789", "FR123456789"));
	ck_assert(!tax_key_same("DE123456789", "DE123456780"));
	ck_assert_str_eq(city_key("北京市", &a), "北京");
	ck_assert_str_eq(city_key("MÜNCHEN ", &a), "munchen");
	ck_assert_str_eq(city_key("市", &a), "市");
	ck_assert_ptr_null(city_key("  ", &a));
	arena_free(&a);
}
END_TEST

/* name|phone|e-mail|tax id|city|customer of both; the score; the reasons. */
static const struct {
	const char *a, *b;
	bool person;
	int score;
	const char *why;
} pairs[] = {
	{ "Acme Ltd|+44 113 496 0000|info@acme.com||Leeds", "ACME|0113 4960000|INFO@acme.com||leeds",
	  false, 100, "same phone, same e-mail, same name, same city" },
	{ "Acme Ltd", "Acme Inc", false, 89, "same name" },
	/* 40 / 50 */
	{ "Acme||||Leeds", "Acme||||York", false, 80, "same name" },
	/* (40 + 10) / (40 + 10 + 10), and with another e-mail too / 70 */
	{ "Acme|0113 4960000|||Leeds", "Acme|0113 4961111|||Leeds", false, 83,
	  "same name, same city" },
	{ "Acme|0113 4960000|a@acme.com||Leeds", "Acme|0113 4961111|a@acme.net||Leeds", false, 71,
	  "same name, same city" },
	/* .961111 is 84.4 % of the way from .75 to 1: 33.8 / 40 */
	{ "Martha", "Marhta", false, 84, "name 96 %" },
	/* (33.8 + 10 + 20) / 80 */
	{ "Martha|0113 4960000|a@acme.com", "Marhta|0113 4960000|b@acme.com", false, 80,
	  "same phone, same e-mail domain, name 96 %" },
	/* Colleagues: 40 / 50. */
	{ "Ana Li||a@acme.com", "Ana Li||b@acme.com", true, 80, "same name" },
	/* 20 / 60, and 40 / 80, which two keys raise. */
	{ "Acme|0113 4960000", "Zenith|0113 4960000", false, 33, "same phone" },
	{ "Acme|0113 4960000|info@acme.com", "Zenith|0113 4960000|info@acme.com", false, 75,
	  "same phone, same e-mail" },
	/* A phone alone is half of what a name is. */
	{ "|0113 4960000", "Acme|0113 4960000", false, 50, "same phone" },
	{ "Acme|||GB123456789", "Zenith|||GB 123456789", false, 90, "same tax id" },
	{ "Acme|0113 4960000||GB123456789", "Acme|0113 4960000||GB987654321", false, 74,
	  "same phone, same name, different tax ids" },
	/* 40 / (40 + 20) */
	{ "王伟|||||华夏", "王伟|||||长城", true, 67, "same name" },
	{ "王伟|||||华夏", "王伟|||||华夏", true, 89, "same name, same customer" },
	/* (40 + 16) / 60, nearly the same mail is no key. */
	{ "Ana Li||ana.li@gmail.com", "Ana Li||anali+x@gmail.com", true, 89,
	  "nearly the same e-mail, same name" },
	{ "Acme", "", false, 0, "" },
	{ "", "", false, 0, "" },
};

static void read_traits(struct traits *t, const char *typed)
{
	static const enum trait order[] = { TRAIT_NAME, TRAIT_PHONE, TRAIT_EMAIL,
					    TRAIT_TAX,  TRAIT_CITY,  TRAIT_CUSTOMER };

	for (size_t i = 0; *typed && i < LENGTH(order); i++) {
		size_t n = strcspn(typed, "|");

		traits_add(t, order[i], arena_strndup(t->arena, typed, n));
		typed += n + (typed[n] == '|');
	}
}

START_TEST(scores_with_reasons)
{
	struct arena arena = { 0 };
	struct traits a = { pairs[_i].person, &arena, NULL, 0, 0 }, b = a;
	struct sbuf why = SBUF_INIT;
	struct similar s, back;

	read_traits(&a, pairs[_i].a);
	read_traits(&b, pairs[_i].b);
	s = similar_compare(&a, &b);
	back = similar_compare(&b, &a);
	similar_say(&why, &s);
	ck_assert_int_eq(s.score, pairs[_i].score);
	ck_assert_int_eq(back.score, s.score);
	ck_assert_double_eq_tol(back.weight, s.weight, NEAR);
	ck_assert_str_eq(sbuf_text(&why), pairs[_i].why);
	sbuf_free(&why);
	arena_free(&arena);
}
END_TEST

START_TEST(takes_the_best_of_several)
{
	struct arena arena = { 0 };
	struct traits a = { false, &arena, NULL, 0, 0 }, b = a;
	struct similar s;

	traits_add(&a, TRAIT_NAME, "International Business Machines Corp.");
	traits_add(&a, TRAIT_NAME, "IBM");
	traits_add(&a, TRAIT_PHONE, "0113 496 1111");
	traits_add(&a, TRAIT_PHONE, "0113 496 0000");
	traits_add(&b, TRAIT_NAME, "IBM Deutschland GmbH");
	traits_add(&b, TRAIT_PHONE, "0113 496 0000");
	s = similar_compare(&a, &b);
	ck_assert_int_eq(s.score, 100);
	/* What agrees weighs as log2(m / u) of each. */
	ck_assert_double_eq_tol(s.weight, similar_weight(.95, .002, 1) + similar_weight(.6, .0002, 1),
				NEAR);
	arena_free(&arena);
}
END_TEST

Suite *similar_suite(void)
{
	Suite *s = suite_create("similar");
	TCase *measures = tcase_create("measures"), *keys = tcase_create("keys");
	TCase *scores = tcase_create("scores");

	tcase_add_loop_test(measures, a_firm_is_known_by_its_last_word, 0, LENGTH(firms));
	tcase_add_loop_test(measures, measures_as_published, 0, LENGTH(jaros));
	tcase_add_loop_test(measures, measures_as_jellyfish, 0, LENGTH(jellyfish));
	tcase_add_test(measures, raises_only_what_is_alike_by_winklers_rule);
	tcase_add_test(measures, stays_within_a_longest_text);
	tcase_add_test(measures, counts_bigrams_and_words);
	tcase_add_test(measures, weighs_by_fellegi_and_sunter);
	tcase_add_loop_test(keys, takes_names_apart, 0, LENGTH(names));
	tcase_add_test(keys, compares_brands_first);
	tcase_add_loop_test(keys, reads_phones, 0, LENGTH(phones));
	tcase_add_test(keys, reads_emails);
	tcase_add_test(keys, reads_tax_ids_and_cities);
	tcase_add_loop_test(scores, scores_with_reasons, 0, LENGTH(pairs));
	tcase_add_test(scores, takes_the_best_of_several);
	suite_add_tcase(s, measures);
	suite_add_tcase(s, keys);
	suite_add_tcase(s, scores);
	return s;
}
