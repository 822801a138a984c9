#include "base/text.h"

#include "base_suites.h"

static const struct {
	const char *text, *key;
} keys[] = {
    {"", ""},
    {"Acme Ltd.", "acme ltd."},
    {"  Acme \t\r\n Ltd. ", "acme ltd."},
    {" \t ", ""},
    {"Müller", "muller"},
    {"Mu\u0308ller", "muller"},
    {"Ｍüller ", "muller"},
    {"ＡＢＣ　１２３", "abc 123"},
    {"Ærø", "aero"},
    {"Straße STRASSE ẞ", "strasse strasse ss"},
    {"Łódź", "lodz"},
    {"ISPARTA ısı İzmir", "isparta isi izmir"},
    {"Þórður Đorđe", "thordur dorde"},
    {"Nguyễn Văn Đức", "nguyen van duc"},
    {"Øystein Œuvre", "oystein oeuvre"},
    {"ﬁnance ① ½ ™", "finance 1 1/2 tm"},
    {"O’Brien – O'Brien", "o'brien - o'brien"},
    {"ΣΊΣΥΦΟΣ", "σισυφοσ"},
    {"Σίσυφος", "σισυφοσ"},
    {"Ёлкин", "елкин"},
    {"中国移动", "中国移动"},
    {"中国 移动", "中国 移动"},
    {"ﾌﾟﾛｸﾞﾗﾑ", "プログラム"},
    {"か\u3099", "が"},
    {"か\x01\u200B\u3099", "が"},
    {"は\u309A", "ぱ"},
    {"株式会社", "株式会社"},
    {"㈱", "(株)"},
    {"한국", "한국"},
    {"\u1112\u1161\u11AB\u1100\u116E\u11A8", "한국"},
    {"가\u11A7각\u11A8", "가\u11A7각\u11A8"},
    {"ที่", "ที่"},
    {"हिन्दी", "हिन्दी"},
    {"مُحَمَّد", "محمد"},
    {"שָׁלוֹם", "שלום"},
    {"a\u202Eb\u2066c\u200Ed", "abcd"},
    {"a\u200Bb\u00ADc\uFEFF\u200D", "abc"},
    {"a\u00A0b\u3000c\u2028d", "a b c d"},
    {"a\u00A0 \u3000b", "a b"},
    {"a\x01"
     "b\x7F",
     "ab"},
    {"a\xFF"
     "b",
     "a\uFFFDb"},
    {"I\u2764\uFE0FNY", "i\u2764ny"},
};

START_TEST(a_key_is_folded)
{
	struct sbuf key = SBUF_INIT;

	sbuf_puts(&key, "| ");
	text_fold(&key, keys[_i].text, strlen(keys[_i].text));
	ck_assert_str_eq(key.data + 2, keys[_i].key);
	ck_assert_uint_eq(key.len, strlen(key.data));
	text_fold(&key, keys[_i].key, strlen(keys[_i].key));
	ck_assert_str_eq(key.data + 2 + strlen(keys[_i].key), keys[_i].key);
	sbuf_free(&key);
}
END_TEST

START_TEST(a_part_of_a_text_is_folded)
{
	struct sbuf key = SBUF_INIT;

	text_fold(&key, "ÄÖÜ", 4);
	ck_assert_str_eq(key.data, "ao");
	text_fold(&key, "a\0b", 3);
	ck_assert_str_eq(key.data, "aoab");
	sbuf_free(&key);
}
END_TEST

START_TEST(same_is_by_key)
{
	ck_assert(text_same("", " "));
	ck_assert(text_same("MÜLLER & Söhne", "muller  &  sohne"));
	ck_assert(text_same("ﾄﾖﾀ", "トヨタ"));
	ck_assert(!text_same("か", "が"));
	ck_assert(!text_same("Muller", "Mueller"));
	ck_assert(!text_same("a b", "ab"));
}
END_TEST

static const struct {
	const char *hay, *needle;
	bool found;
} finds[] = {
    {"Acme Trading", "", true},
    {"", "", true},
    {"", "a", false},
    {"Acme Trading", "acme", true},
    {"Acme Trading", "TRAD", true},
    {"Acme Trading", "rading", false},
    {"Acme Trading", "me t", false},
    {"Acme Trading", "acme  trading", true},
    {"Acme-Trading", "trading", true},
    {"retrading Trading", "trading", true},
    {"Société Générale", "gene", true},
    {"Société Générale", "neral", false},
    {"jo@acme.example", "acme", true},
    {"jo@acme.example", "@ac", true},
    {"a-b", "-b", true},
    {"中国移动通信", "移动", true},
    {"中国移动通信", "信", true},
    {"中国移动通信", "移信", false},
    {"上海abc公司", "abc", true},
    {"上海abc公司", "bc", false},
    {"スーパーマーケット", "ﾏｰｹ", true},
    {"한국전력", "전력", true},
    {"Привет мир", "МИР", true},
    {"Привет мир", "ривет", false},
};

START_TEST(words_are_found_by_their_beginning)
{
	ck_assert_msg(text_finds(finds[_i].hay, finds[_i].needle) == finds[_i].found,
		      "\"%s\" in \"%s\"", finds[_i].needle, finds[_i].hay);
}
END_TEST

START_TEST(order_is_for_people)
{
	static const char *const sorted[] = {"",    "aachen", "Äpfel",	"Apfelsine", "apt",
					     "Bär", "Zürich", "zürich", "Ωmega",     "中国"};
	size_t i, j;

	for (i = 0; i < LENGTH(sorted); i++) {
		for (j = 0; j < LENGTH(sorted); j++) {
			int order = text_order(sorted[i], sorted[j]);
			ck_assert_msg((order > 0) - (order < 0) == (i > j) - (i < j), "%s, %s",
				      sorted[i], sorted[j]);
		}
	}
}
END_TEST

static const char *const words[] = {"customer", "contact", "deal",     "activity", "stage",
				    "owner",	"close",   "重要客户", "größe"};

/* What is near: a third of the letters that were typed may be wrong. */
static const struct {
	const char *typed, *meant;
} typos[] = {
    {"customer", "customer"},
    {"custmer", "customer"},
    {"csutomer", "customer"},
    {"CUSTOMERS", "customer"},
    {"dael", "deal"},
    {"del", "deal"},
    {"de", NULL},
    {"stagee", "stage"},
    {"wner", "owner"},
    {"clsoe", "close"},
    {"xyzzy", NULL},
    {"", NULL},
    {"重要用户", "重要客户"},
    {"groesse", "größe"},
    {"grosze", "größe"},
    {"activities", "activity"},
    {"cantcat", "contact"},
    {"cantxat", NULL},
    {"cxntxxt", NULL},
};

START_TEST(the_nearest_word_is_suggested)
{
	const char *got = text_nearest(typos[_i].typed, words, LENGTH(words));

	if (typos[_i].meant)
		ck_assert_str_eq(got ? got : "nothing", typos[_i].meant);
	else
		ck_assert_msg(!got, "%s for %s", got, typos[_i].typed);
}
END_TEST

START_TEST(the_first_of_equals_is_nearest)
{
	static const char *const twins[] = {"lost", "cost", "most"};

	ck_assert_ptr_eq(text_nearest("host", twins, LENGTH(twins)), twins[0]);
	ck_assert_ptr_eq(text_nearest("mots", twins, LENGTH(twins)), twins[2]);
	ck_assert_ptr_null(text_nearest("host", NULL, 0));
}
END_TEST

Suite *fold_suite(void)
{
	Suite *suite = suite_create("fold");
	TCase *t = tcase_create("fold");

	tcase_add_loop_test(t, a_key_is_folded, 0, (int)LENGTH(keys));
	tcase_add_test(t, a_part_of_a_text_is_folded);
	tcase_add_test(t, same_is_by_key);
	tcase_add_loop_test(t, words_are_found_by_their_beginning, 0, (int)LENGTH(finds));
	tcase_add_test(t, order_is_for_people);
	tcase_add_loop_test(t, the_nearest_word_is_suggested, 0, (int)LENGTH(typos));
	tcase_add_test(t, the_first_of_equals_is_nearest);
	suite_add_tcase(suite, t);
	return suite;
}
