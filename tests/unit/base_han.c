#include <iconv.h>

#include "base/text.h"

#include "base_suites.h"

/* Forms as they are read by a person: parted by |, without the starts. */
static char *forms_of(const char *text)
{
	struct sbuf forms = SBUF_INIT, shown = SBUF_INIT;
	bool starts = false;

	text_forms(&forms, text, strlen(text));
	for (size_t i = 0; i < forms.len; i++) {
		starts = forms.data[i] == TEXT_STARTS || (starts && forms.data[i] != TEXT_FORM_END);
		if (!starts)
			sbuf_putc(&shown, forms.data[i] == TEXT_FORM_END ? '|' : forms.data[i]);
	}
	sbuf_free(&forms);
	return sbuf_steal(&shown);
}

static const struct {
	const char *text, *forms;
} forms[] = {
	{ "", "" },
	{ "Acme Ltd.", "acme ltd." },
	{ "Café", "cafe" },
	{ "张三", "张三|zhangsan|zs" },
	{ "張三", "张三|zhangsan|zs" },
	{ "张　三", "张三|zhangsan|zs" },
	{ "单田芳", "单田芳|shantianfang|stf|dantianfang|dtf" },
	{ "曾国藩", "曾国藩|zengguofan|zgf|cengguofan|cgf" },
	{ "仇英", "仇英|qiuying|qy|chouying|cy" },
	{ "解缙", "解缙|xiejin|xj|jiejin|jj" },
	{ "朴正熙", "朴正熙|piaozhengxi|pzx|puzhengxi" },
	{ "欧阳修", "欧阳修|ouyangxiu|oyx" },
	{ "尉迟恭", "尉迟恭|yuchigong|ycg|weichigong|wcg" },
	{ "冼星海", "冼星海|xianxinghai|xxh" },
	/* A name is found both ways; so is what is read otherwise in a word than by itself. */
	{ "重庆", "重庆|chongqing|cq|zhongqing|zq" },
	{ "厦门", "厦门|xiamen|xm|shamen|sm" },
	{ "中国银行", "中国银行|zhongguoyinhang|zgyh|zhongguoyinxing|zgyx" },
	/* Too long for a person: the character's own reading is the first. */
	{ "查理曼餐饮", "查理曼餐饮|chalimancanyin|clmcy|zhalimancanyin|zlmcy" },
	{ "华为 Huawei GmbH", "华为 huawei gmbh|huawei huawei gmbh|hw huawei gmbh" },
	{ "TCL科技", "tcl科技|tclkeji|tclkj" },
	{ "Müller", "muller|mueller" },
	{ "Mu\u0308ller", "muller|mueller" },
	{ "Ångström", "angstrom|aangstroem" },
	{ "ØRSTED", "orsted|oersted" },
	{ "Ærø", "aero|aeroe" },
	{ "Łódź", "lodz" },
	{ "İstanbul", "istanbul" },
	{ "straße", "strasse" },
};

START_TEST(forms_are_the_ways_to_type_a_text)
{
	char *got = forms_of(forms[_i].text);

	ck_assert_str_eq(got, forms[_i].forms);
	free(got);
}
END_TEST

static const struct {
	const char *text, *typed;
	enum text_fit fit;
} fits[] = {
	{ "张三", "zhangsan", TEXT_WHOLE },
	{ "张三", "ZhangSan", TEXT_WHOLE },
	{ "张三", "zhang san", TEXT_WHOLE },
	{ "张三", "zhang s", TEXT_START },
	{ "张三", "zhangs", TEXT_START },
	{ "张三", "san zhang", TEXT_WORD },
	{ "张三", "zs", TEXT_WHOLE },
	{ "张三", "z", TEXT_START },
	{ "张三", "s", TEXT_WORD },
	{ "张三", "張", TEXT_START },
	{ "张三", "三", TEXT_WORD },
	{ "张三", "ｚｓ", TEXT_WHOLE },
	{ "張　三", "张三", TEXT_WHOLE },
	/* Pinyin is found from a syllable's start on, not inside one. */
	{ "张三", "hang", TEXT_NOWHERE },
	{ "张三", "ngs", TEXT_NOWHERE },
	{ "方案", "gan", TEXT_NOWHERE },
	{ "方案", "an", TEXT_WORD },
	{ "方案", "fangan", TEXT_WHOLE },
	{ "张三丰", "sf", TEXT_WORD },
	{ "单田芳", "dantianfang", TEXT_WHOLE },
	{ "重庆", "chongqing", TEXT_WHOLE },
	{ "重庆", "zhongqing", TEXT_WHOLE },
	{ "吕布", "lvbu", TEXT_WHOLE },
	{ "吕布", "lubu", TEXT_WHOLE },
	{ "北京农业银行", "银行 北京", TEXT_WORD },
	{ "华为 Huawei GmbH", "gmbh hw", TEXT_WORD },
	{ "华为 Huawei GmbH", "awe", TEXT_INSIDE },
	{ "Müller", "muller", TEXT_WHOLE },
	{ "Müller", "mueller", TEXT_WHOLE },
	{ "Müller", "Müller", TEXT_WHOLE },
	{ "Mueller", "Müller", TEXT_WHOLE },
	{ "Mueller", "muller", TEXT_NOWHERE },
	{ "Müller & Söhne", "soehne mueller", TEXT_WORD },
	{ "Ångström", "angs", TEXT_START },
	{ "Łódź", "lodz", TEXT_WHOLE },
	{ "İstanbul", "istanbul", TEXT_WHOLE },
	{ "straße", "STRASSE", TEXT_WHOLE },
	{ "Acme Trading", "trading, acme", TEXT_WORD },
	{ "Acme Trading", "rad", TEXT_INSIDE },
	{ "Acme Trading", "rad acme", TEXT_INSIDE },
	{ "Acme Trading", "d", TEXT_NOWHERE },
	{ "Acme Trading", "acme corp", TEXT_NOWHERE },
	{ "Acme", "", TEXT_START },
};

START_TEST(what_is_typed_fits)
{
	struct sbuf got = SBUF_INIT;
	struct text_typed typed;

	text_forms(&got, fits[_i].text, strlen(fits[_i].text));
	text_type(&typed, fits[_i].typed, strlen(fits[_i].typed));
	ck_assert_msg(text_fit_typed(sbuf_text(&got), got.len, &typed) == fits[_i].fit,
		      "\"%s\" in \"%s\"", fits[_i].typed, fits[_i].text);
	text_typed_free(&typed);
	sbuf_free(&got);
}
END_TEST

/* The starts of 张三: z of zhang is bit 0, s of san is bit 5; z and s are bits 0 and 1. */
START_TEST(forms_are_laid_out_as_the_header_says)
{
	struct sbuf got = SBUF_INIT;

	text_forms(&got, "张三", 6);
	ck_assert_str_eq(got.data, "张三\x1Fzhangsan\x1E\xA1\x80\x1Fzs\x1E\x83");
	sbuf_free(&got);
}
END_TEST

START_TEST(a_long_text_is_spelled_as_far_as_it_goes)
{
	struct sbuf text = SBUF_INIT, got = SBUF_INIT;

	for (int i = 0; i < 1000; i++)
		sbuf_puts(&text, "中");
	text_forms(&got, text.data, text.len);
	ck_assert_int_eq(text_fit(got.data, got.len, "zhongzhong", 10), TEXT_START);
	ck_assert_uint_eq(got.len, 3000 + 2 * (2 + 240 + 40));
	sbuf_free(&text);
	sbuf_free(&got);
}
END_TEST

/* By pinyin: a, du, li (two characters), lü, shan (a surname), wang, zhang, zhong. */
START_TEST(chinese_is_sorted_by_pinyin)
{
	static const char *const sorted[] = { "",     "-",	"007",	"7-Eleven", "aachen", "Äpfel",
					      "Apt",  "Zürich", "Ωmega", "阿里",     "杜甫",   "李白",
					      "李四", "里斯",	"吕布", "单田芳",   "王五",   "张三",
					      "張三", "张三丰", "重",	"重工" };

	for (size_t i = 0; i < LENGTH(sorted); i++)
		for (size_t j = 0; j < LENGTH(sorted); j++) {
			int order = text_order(sorted[i], sorted[j]);
			ck_assert_msg((order > 0) - (order < 0) == (i > j) - (i < j), "%s, %s",
				      sorted[i], sorted[j]);
		}
}
END_TEST

START_TEST(sort_keys_are_as_long_as_keys)
{
	static const char *const texts[] = { "", "Äpfel", "张三 Ltd", "\u4DC0 㐀 鿿", "𠀀", "プロ" };

	for (size_t i = 0; i < LENGTH(texts); i++) {
		struct sbuf key = SBUF_INIT, sort = SBUF_INIT;

		text_fold(&key, texts[i], strlen(texts[i]));
		text_sort_key(&sort, texts[i], strlen(texts[i]));
		ck_assert_uint_eq(key.len, sort.len);
		sbuf_free(&key);
		sbuf_free(&sort);
	}
}
END_TEST

/* The standard goes by another of the readings that the character has. */
static bool read_otherwise(const char *c)
{
	return strstr("剥辟翟调囤槛桔咯曝厦削吁钥咋着", c) != NULL;
}

/* GB 2312 puts its first 3,755 characters, rows 16 to 55, into the order of their readings: an
 * independent witness of what the tables say. */
START_TEST(readings_are_in_the_order_of_gb_2312)
{
	iconv_t cd = iconv_open("UTF-8", "GB2312");
	char last[8] = "", utf8[8], *form, *reading;
	int wrong = 0;

	if (cd == (iconv_t)-1)
		return;
	for (int i = 0; i < 40 * 94; i++) {
		char gb[2] = { (char)(0xB0 + i / 94), (char)(0xA1 + i % 94) }, *in = gb, *out = utf8;
		size_t n = 2, room = sizeof(utf8) - 1;
		if (iconv(cd, &in, &n, &out, &room) == (size_t)-1)
			continue;
		*out = '\0';
		form = forms_of(utf8);
		reading = form + strlen(utf8) + 1;
		reading[strcspn(reading, "|")] = '\0';
		if (!read_otherwise(utf8) && strcmp(reading, last) < 0) {
			printf("%s is %s after %s\n", utf8, reading, last);
			wrong++;
		} else if (!read_otherwise(utf8)) {
			snprintf(last, sizeof(last), "%s", reading);
		}
		free(form);
	}
	iconv_close(cd);
	ck_assert_int_eq(wrong, 0);
}
END_TEST

/* What is marked stands in brackets. */
static const struct {
	const char *text, *typed, *marked;
} marks[] = {
	{ "Acme Trading", "", "Acme Trading" },
	{ "Acme Trading", "nothing", "Acme Trading" },
	{ "Acme Trading", "trad", "Acme [Trad]ing" },
	{ "Acme Trading", "rad", "Acme T[rad]ing" },
	{ "Acme Trading", "tra acm", "[Acm]e [Tra]ding" },
	{ "Acme Trading", "t", "Acme [T]rading" },
	{ "Anna Hanan", "an", "[An]na H[anan]" },
	{ "Acme  Trading", "ACME", "[Acme]  Trading" },
	{ "Müller", "mull", "[Müll]er" },
	{ "Müller", "muel", "[Mül]ler" },
	{ "Müller", "mueller", "[Müller]" },
	{ "Mu\u0308ller", "mu", "[Mu\u0308]ller" },
	{ "Mueller", "mül", "[Muel]ler" },
	{ "Straße 5", "strass", "[Straß]e 5" },
	{ "张三", "zs", "[张三]" },
	{ "张三", "s", "张[三]" },
	{ "张三", "zhangs", "[张三]" },
	{ "张三", "zha", "[张]三" },
	{ "张三", "hang", "张三" },
	{ "張三", "张", "[張]三" },
	{ "张　三", "zhangsan", "[张]　[三]" },
	{ "单田芳", "dtf", "[单田芳]" },
	{ "北京农业银行", "银行 bj", "[北京]农业[银行]" },
	{ "华为 Huawei GmbH", "hw gm", "[华为] Huawei [Gm]bH" },
	{ "华为 Huawei", "huawei", "华为 [Huawei]" },
	{ "+49 170 5512", "0170 55", "+49 [170] [55]12" },
	{ "+49 170 5512", "17055", "+49 [170] [55]12" },
	{ "ＡＣＭＥ", "acm", "[ＡＣＭ]Ｅ" },
};

START_TEST(what_was_found_is_marked)
{
	struct text_mark found[TEXT_MARKS];
	struct sbuf shown = SBUF_INIT;
	struct text_typed typed;
	size_t n, at = 0;

	text_type(&typed, marks[_i].typed, strlen(marks[_i].typed));
	n = text_marks(marks[_i].text, &typed, found);
	for (size_t i = 0; i < n; i++) {
		sbuf_add(&shown, marks[_i].text + at, found[i].from - at);
		sbuf_printf(&shown, "[%.*s]", (int)(found[i].to - found[i].from),
			    marks[_i].text + found[i].from);
		at = found[i].to;
	}
	sbuf_puts(&shown, marks[_i].text + at);
	ck_assert_str_eq(shown.data, marks[_i].marked);
	sbuf_free(&shown);
	text_typed_free(&typed);
}
END_TEST

Suite *han_suite(void)
{
	Suite *suite = suite_create("han");
	TCase *t = tcase_create("han");

	tcase_add_loop_test(t, forms_are_the_ways_to_type_a_text, 0, (int)LENGTH(forms));
	tcase_add_loop_test(t, what_is_typed_fits, 0, (int)LENGTH(fits));
	tcase_add_test(t, forms_are_laid_out_as_the_header_says);
	tcase_add_test(t, a_long_text_is_spelled_as_far_as_it_goes);
	tcase_add_test(t, chinese_is_sorted_by_pinyin);
	tcase_add_test(t, sort_keys_are_as_long_as_keys);
	tcase_add_loop_test(t, what_was_found_is_marked, 0, (int)LENGTH(marks));
	tcase_add_test(t, readings_are_in_the_order_of_gb_2312);
	suite_add_tcase(suite, t);
	return suite;
}
