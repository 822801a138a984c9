/* find: what is typed finds what is there, in any script, at once. */
#include "store_book.h"
#include "store_suites.h"

#include "store/find.h"

static struct book book;

static void setup(void)
{
	int64_t id;

	book_open(&book);
	id = book_add(&book, "customer", "name", "Müller & Söhne", "industry", "bakery", NULL);
	book_add(&book, "point", "customer", (char[]){ (char)('0' + id), 0 }, "kind", "phone", "value",
		 "+49 221 901 820", "main", "1", NULL);
	book_add(&book, "customer", "name", "Söhne Müller GmbH", NULL);
	book_add(&book, "contact", "name", "王小明", NULL);
	book_add(&book, "customer", "name", "上海大众汽车有限公司", NULL);
	book_add(&book, "customer", "name", "ＡＢＣ Ltd", NULL);
	book_add(&book, "product", "name", "GTX Pro", "code", "P40", NULL);
	book_add(&book, "customer", "name", "Prammer", "note", "likes müller bread", NULL);
}

static void teardown(void)
{
	book_close(&book);
}

static struct answer *find(const char *words, const char *entity)
{
	struct request r = { .verb = VERB_FIND, .words = words,
			     .entity = entity ? entity_find(entity) : NULL };

	return book_ask(&book, verb_find, &r);
}

static void check_found(const char *words, const char *wanted)
{
	struct answer *a = find(words, NULL);
	const char *found = table_words(a->tables[0]);

	ck_assert_msg(!strcmp(found, wanted), "%s: found %s, not %s", words, found, wanted);
	ck_assert_int_eq(a->tables[0]->total, (int64_t)a->tables[0]->nrows);
	answer_free(a);
}

/* By the ranking: title starts, title has, text has; among equals what was changed last. */
static const struct {
	const char *words, *found;
} finds[] = {
	{ "muller", "Müller & Söhne;Söhne Müller GmbH;Prammer;" },
	{ "MÜLLER", "Müller & Söhne;Söhne Müller GmbH;Prammer;" },
	{ "sohne muller", "Söhne Müller GmbH;Müller & Söhne;" },
	{ "mul", "Müller & Söhne;Söhne Müller GmbH;Prammer;" },
	{ "ller", "Söhne Müller GmbH;Müller & Söhne;Prammer;" },
	{ "小明", "王小明;" },
	{ "明", "王小明;" },
	{ "明小", "" },
	{ "王明", "" },
	{ "大众汽车", "上海大众汽车有限公司;" },
	{ "公司 上海", "上海大众汽车有限公司;" },
	{ "abc", "ＡＢＣ Ltd;" },
	{ "ａｂｃ", "ＡＢＣ Ltd;" },
	{ "pra", "Prammer;" },
	{ "221901", "Müller & Söhne;" },
	{ "901820", "Müller & Söhne;" },
	{ "1820", "Müller & Söhne;" },
	{ "2190", "Müller & Söhne;" },
	{ "0221901820", "Müller & Söhne;" },
	{ "0221 901", "Müller & Söhne;" },
	{ "(0221) 901-820", "Müller & Söhne;" },
	{ "0049221", "Müller & Söhne;" },
	{ "+49 221", "Müller & Söhne;" },
	{ "9018201", "" },
	{ "bakery", "Müller & Söhne;" },
	{ "p40", "GTX Pro;" },
	{ "customer", "" },
	{ "", "" },
	{ "  & ", "" },
};

START_TEST(finds_by_the_words)
{
	check_found(finds[_i].words, finds[_i].found);
}
END_TEST

START_TEST(tells_what_matched)
{
	struct answer *a = find("221901", NULL);
	const struct table *t = a->tables[0];

	ck_assert_str_eq(table_get(t, 0, "hint").s, "+49 221 901 820");
	ck_assert_str_eq(table_get(t, 0, "entity").s, "Customer");
	ck_assert_ptr_eq(t->rows[0].entity, entity_at(ENTITY_CUSTOMER));
	ck_assert_int_eq(t->rows[0].id, 1);
	answer_free(a);
}
END_TEST

START_TEST(keeps_to_one_entity)
{
	struct answer *a = find("p40", "customer");

	ck_assert_uint_eq(a->tables[0]->nrows, 0);
	answer_free(a);
	a = find("p40", "product");
	ck_assert_uint_eq(a->tables[0]->nrows, 1);
	answer_free(a);
}
END_TEST

START_TEST(whole_title_comes_first)
{
	book_add(&book, "customer", "name", "Ana", NULL);
	book_add(&book, "customer", "name", "Ana Silva", NULL);
	book_add(&book, "customer", "name", "Santa Ana", NULL);
	check_found("ana", "Ana;Ana Silva;Santa Ana;");
}
END_TEST

/* Both begin with the word, and the deal is the newer one. */
START_TEST(customers_come_before_their_deals)
{
	book_add(&book, "deal", "name", "Müller oven", NULL);
	check_found("muller", "Müller & Söhne;Müller oven;Söhne Müller GmbH;Prammer;");
}
END_TEST

START_TEST(follows_each_change)
{
	check_found("iberia", "");
	int64_t id = book_add(&book, "customer", "name", "Iberia Optics", NULL);
	check_found("iberia", "Iberia Optics;");
	book_set(&book, "customer", id, "name", "Optica Iberica");
	check_found("iberia", "");
	check_found("iberica", "Optica Iberica;");
	book_change(&book, "customer", id, CHANGE_REMOVE);
	check_found("iberica", "");
	book_change(&book, "customer", id, CHANGE_RESTORE);
	check_found("iberica", "Optica Iberica;");
}
END_TEST

START_TEST(follows_the_points)
{
	int64_t id = book_add(&book, "point", "customer", "2", "kind", "email", "value",
			      "info@example.org", NULL);

	check_found("example", "Söhne Müller GmbH;");
	book_set(&book, "point", id, "value", "info@example.net");
	check_found("example.org", "");
	check_found("info@example.net", "Söhne Müller GmbH;");
	book_change(&book, "point", id, CHANGE_REMOVE);
	check_found("example", "");
}
END_TEST

/* A point that moves to another customer is found there and only there. */
START_TEST(follows_a_point_that_moves)
{
	book_set(&book, "point", 1, "customer", "2");
	check_found("221901", "Söhne Müller GmbH;");
}
END_TEST

static const char *const hostile[] = {
	"\"", "\"\"\"", "muller\"", "a AND", "NOT", "NEAR(a b)", "title:x", "* *", "^", "(", "a OR b",
	"'; DROP TABLE find; --", "%", "_", "{title}", "-x", "+", "\\", "\xFF\xFE", "\x01\x02",
};

START_TEST(hostile_words_are_data)
{
	struct answer *a = find(hostile[_i], NULL);

	answer_free(a);
	check_found("221901", "Müller & Söhne;");
}
END_TEST

START_TEST(long_words_are_data)
{
	char *words = xmalloc(10001);

	memset(words, 'v', 10000);
	words[10000] = '\0';
	check_found(words, "");
	for (size_t i = 1; i < 10000; i += 2)
		words[i] = ' ';
	check_found(words, "");
	free(words);
}
END_TEST

START_TEST(limit_and_total)
{
	struct request r = { .verb = VERB_FIND, .words = "filler", .limit = 3 };
	struct answer *a;
	char name[32];

	for (int i = 0; i < 10; i++) {
		snprintf(name, sizeof(name), "Filler %d", i);
		book_add(&book, "customer", "name", name, NULL);
	}
	a = book_ask(&book, verb_find, &r);
	ck_assert_int_eq(a->tables[0]->total, 10);
	ck_assert_str_eq(table_words(a->tables[0]), "Filler 9;Filler 8;Filler 7;");
	answer_free(a);
	r.offset = 3;
	a = book_ask(&book, verb_find, &r);
	ck_assert_str_eq(table_words(a->tables[0]), "Filler 6;Filler 5;Filler 4;");
	answer_free(a);
}
END_TEST

Suite *find_suite(void)
{
	Suite *s = suite_create("find");
	TCase *t = tcase_create("find");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, finds_by_the_words, 0, LENGTH(finds));
	tcase_add_test(t, tells_what_matched);
	tcase_add_test(t, keeps_to_one_entity);
	tcase_add_test(t, whole_title_comes_first);
	tcase_add_test(t, follows_each_change);
	tcase_add_test(t, follows_the_points);
	tcase_add_test(t, follows_a_point_that_moves);
	tcase_add_loop_test(t, hostile_words_are_data, 0, LENGTH(hostile));
	tcase_add_test(t, long_words_are_data);
	tcase_add_test(t, customers_come_before_their_deals);
	tcase_add_test(t, limit_and_total);
	suite_add_tcase(s, t);
	return s;
}
