/* Names in parts and whole. Expected: how people of the language write them. */
#include "base/locale.h"
#include "base/person.h"

#include "base_suites.h"

/* family, given, middle, before, behind; and whole. */
static const struct {
	const char *parts[PERSON_PARTS], *whole;
	bool family_first;
} names[] = {
	{ { "Smith", "John", "", "", "" }, "John Smith", false },
	{ { "Smith", "John", "Q.", "Dr.", "Jr." }, "Dr. John Q. Smith Jr.", false },
	{ { "Cher", "", "", "", "" }, "Cher", false },
	{ { "van Beethoven", "Ludwig", "", "", "" }, "Ludwig van Beethoven", false },
	{ { "van Gogh", "", "", "", "" }, "van Gogh", false },
	{ { "Frau", "", "", "", "" }, "Frau", false },
	{ { "de la Cruz", "Juana", "Inés", "", "" }, "Juana Inés de la Cruz", false },
	{ { "Dyke", "Dick", "Van", "", "" }, "Dick Van Dyke", false },
	{ { "Müller", "Anna", "", "Frau Prof. Dr.", "" }, "Frau Prof. Dr. Anna Müller", false },
	{ { "van", "Mai", "", "", "" }, "Mai van", false },
	{ { "Nagy", "Anna Mária", "", "", "" }, "Nagy Anna Mária", true },
	{ { "Kovács", "János", "", "Dr.", "" }, "Dr. Kovács János", true },
	{ { "王", "小明", "", "", "" }, "王小明", false },
	{ { "王", "明", "", "", "" }, "王明", true },
	{ { "欧阳", "明", "", "", "" }, "欧阳明", false },
	{ { "歐陽", "娜娜", "", "", "" }, "歐陽娜娜", false },
	{ { "山田", "太郎", "", "", "" }, "山田太郎", false },
	{ { "高橋", "さくら", "", "", "" }, "高橋さくら", false },
	{ { "김", "철수", "", "", "" }, "김철수", false },
	{ { "남궁", "민", "", "", "" }, "남궁민", false },
	{ { "スミス", "ジョン", "", "", "" }, "ジョン・スミス", false },
	{ { "ケネディ", "ジョン", "フィッツジェラルド", "", "" }, "ジョン・フィッツジェラルド・ケネディ", true },
	{ { "スミス", "", "", "", "" }, "スミス", false },
	{ { "王", "", "", "", "" }, "王", false },
	{ { "さくら", "", "", "", "" }, "さくら", false },
	{ { "", "", "", "", "" }, "", false },
};

START_TEST(joins_and_splits)
{
	struct sbuf whole = SBUF_INIT, parts[PERSON_PARTS] = { SBUF_INIT };

	person_join(&whole, names[_i].parts, names[_i].family_first);
	ck_assert_str_eq(sbuf_text(&whole), names[_i].whole);
	person_split(names[_i].whole, names[_i].family_first, parts);
	for (size_t i = 0; i < PERSON_PARTS; i++) {
		ck_assert_str_eq(sbuf_text(&parts[i]), names[_i].parts[i]);
		sbuf_free(&parts[i]);
	}
	sbuf_free(&whole);
}
END_TEST

/* What files have that nobody would write so. */
static const struct {
	const char *parts[PERSON_PARTS], *whole;
} joined[] = {
	{ { " Smith\t", "  John ", "", "", "" }, "John Smith" },
	{ { "Smith", "", "", "", "" }, "Smith" },
	{ { "", "John", "", "", "" }, "John" },
	{ { "王", "Peter", "", "", "" }, "Peter 王" },
	{ { "王", "小明", "", "先生", "博士" }, "王小明" },
};

START_TEST(joins_what_files_have)
{
	struct sbuf whole = SBUF_INIT;

	person_join(&whole, joined[_i].parts, false);
	ck_assert_str_eq(sbuf_text(&whole), joined[_i].whole);
	sbuf_free(&whole);
}
END_TEST

static const struct {
	const char *whole, *family, *given, *behind;
} splits[] = {
	{ "Lee, Ann", "Lee", "Ann", "" },
	{ "Ann Lee, PhD", "Lee", "Ann", "PhD" },
	{ "  Ann   Lee ", "Lee", "Ann", "" },
	{ "山田 太郎", "山田", "太郎", "" },
	{ "山田マリ", "山田", "マリ", "" },
	{ "ジョン・", "ジョン・", "", "" },
	{ "a b c d e f g h i j k l m n", "l m n", "a", "" },
	{ "Lee,", "Lee", "", "" },
};

START_TEST(splits_what_people_write)
{
	struct sbuf parts[PERSON_PARTS] = { SBUF_INIT };

	person_split(splits[_i].whole, false, parts);
	ck_assert_str_eq(sbuf_text(&parts[PERSON_FAMILY]), splits[_i].family);
	ck_assert_str_eq(sbuf_text(&parts[PERSON_GIVEN]), splits[_i].given);
	ck_assert_str_eq(sbuf_text(&parts[PERSON_BEHIND]), splits[_i].behind);
	for (size_t i = 0; i < PERSON_PARTS; i++)
		sbuf_free(&parts[i]);
}
END_TEST

START_TEST(knows_who_says_the_family_first)
{
	static const struct {
		const char *name;
		bool first;
	} places[] = { { "C", false }, { "", false }, { "de_DE.UTF-8", false }, { "hu_HU.UTF-8", true }, { "vi", true } };

	for (size_t i = 0; i < LENGTH(places); i++) {
		locale_take(places[i].name, places[i].name, places[i].name);
		ck_assert_int_eq(locale_family_first(), places[i].first);
	}
	locale_take("C", "C", "C");
}
END_TEST

Suite *person_suite(void)
{
	Suite *s = suite_create("person");
	TCase *t = tcase_create("person");

	tcase_add_loop_test(t, joins_and_splits, 0, LENGTH(names));
	tcase_add_loop_test(t, joins_what_files_have, 0, LENGTH(joined));
	tcase_add_loop_test(t, splits_what_people_write, 0, LENGTH(splits));
	tcase_add_test(t, knows_who_says_the_family_first);
	suite_add_tcase(s, t);
	return s;
}
