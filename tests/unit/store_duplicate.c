/* Pairs that may be one: which are found, which are not told, and what is told of a half-typed record. Scores
 * are those of tests/unit/model_similar.c. */
#include "book_fixture.h"
#include "model/similar_score.h"
#include "store_suites.h"

static int64_t add(enum entity_id e, const char *lines)
{
	int64_t id = put(e, 0, lines);

	ck_assert_msg(id > 0, "%s: %s", lines, book.error.text);
	return id;
}

static void add_point(enum entity_id e, int64_t owner, const char *kind, const char *field,
		      const char *value)
{
	char *lines = xasprintf("%s=%lld\nkind=%s\n%s=%s", entity_at(e)->name, (long long)owner, kind, field,
				value);

	add(ENTITY_POINT, lines);
	free(lines);
}

/* A customer with its phone, e-mail and city; "" for none. */
static int64_t customer(const char *name, const char *phone, const char *email, const char *city)
{
	char *lines = xasprintf("name=%s", name);
	int64_t id = add(ENTITY_CUSTOMER, lines);

	free(lines);
	if (*phone)
		add_point(ENTITY_CUSTOMER, id, "phone", "value", phone);
	if (*email)
		add_point(ENTITY_CUSTOMER, id, "email", "value", email);
	if (*city)
		add_point(ENTITY_CUSTOMER, id, "address", "city", city);
	return id;
}

static const struct table *find(enum entity_id e, const int64_t *pairs, size_t n)
{
	ck_assert_msg(ask(verb_duplicates, (struct request){ .entity = entity_at(e), .ids = pairs,
							     .nids = n }) == 0, "%s", book.error.text);
	return answer_table(book.answer, "duplicates");
}

/* "1-2 100;" for each pair, in order. */
static const char *told(const struct table *t)
{
	static struct sbuf out;

	sbuf_reset(&out);
	for (size_t i = 0; i < t->nrows; i++)
		sbuf_printf(&out, "%lld-%lld %lld;", (long long)t->rows[i].id,
			    (long long)table_get(t, i, "other").i, (long long)table_get(t, i, "score").i);
	return sbuf_text(&out);
}

/* Each pair shares but one thing by which it can be found. */
START_TEST(each_way_finds_its_pairs)
{
	customer("Acme Ltd", "+44 113 496 0000", "", "");             /* 1 */
	customer("Zenith Works", "0113 4960000", "info@zen.example.org", "");
	customer("Zenth Works", "", "info@zen.example.org", "");      /* 3: the address */
	customer("Acme", "0113 4960000", "", "");                     /* 4: the phone */
	add(ENTITY_CUSTOMER, "name=Beta\ntax_id=DE123456789");
	add(ENTITY_CUSTOMER, "name=Other name\ntax_id=123 456 789");  /* 6: the tax id */
	customer("Weber Möbel", "", "", "Köln");
	customer("We Moebelweber", "", "", "Bonn");
	customer("Webre Möbel", "", "", "koln");                      /* 9: place and beginning */
	customer("北京华夏科技有限公司", "", "", "北京市");
	customer("華夏科技", "", "", "北京");                         /* 11: traditional */
	customer("Martha Smyth", "", "", "");
	customer("Marhta Smyth", "", "", "");                         /* 13: neighbours by name */
	/* 4 as 1: phone and name. 2-3: the address and .98. 5-6: a tax id. 10-11: name and place. 12-13: .975.
	 * 7-9: .975 of a name, in one place. */
	ck_assert_str_eq(told(find(ENTITY_CUSTOMER, NULL, 0)),
			 "1-4 100;2-3 96;5-6 90;10-11 89;7-9 89;12-13 89;");
}
END_TEST

START_TEST(what_differs_is_not_told)
{
	customer("Acme", "0113 4960000", "a@acme.com", "Leeds");
	customer("Acme", "0113 4961111", "b@zenith.com", "York");
	add(ENTITY_CUSTOMER, "name=Beta\ntax_id=DE123456789");
	add(ENTITY_CUSTOMER, "name=Beta\ntax_id=DE987654321");
	customer("Gamma", "", "x@gmail.com", "");
	customer("Delta", "", "y@gmail.com", "");
	ck_assert_str_eq(told(find(ENTITY_CUSTOMER, NULL, 0)), "");
	ck_assert_int_eq(answer_table(book.answer, "duplicates")->total, 0);
}
END_TEST

START_TEST(contacts_are_compared_as_people)
{
	int64_t acme = add(ENTITY_CUSTOMER, "name=Acme"), zenith = add(ENTITY_CUSTOMER, "name=Zenith"), a, b;

	(void)acme;
	(void)zenith;
	a = add(ENTITY_CONTACT, "name=Smith, John\ncustomer=1");
	b = add(ENTITY_CONTACT, "name=Mr John Smith\ncustomer=1");
	add(ENTITY_CONTACT, "name=John Smith\ncustomer=2");
	ck_assert_int_eq(a, 1);
	ck_assert_int_eq(b, 2);
	/* 40 + 20 of 60, no key; at another firm 40 of 60. */
	ck_assert_str_eq(told(find(ENTITY_CONTACT, NULL, 0)), "1-2 89;");
}
END_TEST

START_TEST(what_was_said_to_be_two_stays_two)
{
	int64_t pair[2];

	pair[0] = customer("Acme", "0113 4960000", "", "");
	pair[1] = customer("Acme Ltd", "0113 4960000", "", "");
	ck_assert_str_eq(told(find(ENTITY_CUSTOMER, NULL, 0)), "1-2 100;");
	ck_assert_int_eq(act("apart", ENTITY_CUSTOMER, pair[1], "from=1"), 0);
	ck_assert_str_eq(told(find(ENTITY_CUSTOMER, NULL, 0)), "");
	ck_assert_str_eq(told(find(ENTITY_CUSTOMER, pair, 2)), "");
	ck_assert_int_eq(ask(verb_undo, (struct request){ 0 }), 0);
	ck_assert_str_eq(told(find(ENTITY_CUSTOMER, NULL, 0)), "1-2 100;");
	ck_assert_str_eq(told(find(ENTITY_CUSTOMER, pair, 2)), "1-2 100;");
}
END_TEST

START_TEST(pairs_are_told_again_as_they_are_now)
{
	int64_t pairs[] = { 1, 2, 2, 3, 1, 3, 1, 99 };

	customer("Acme", "0113 4960000", "", "");
	customer("Acme Ltd", "0113 4960000", "", "");
	customer("ACME Inc", "0113 4960000", "", "");
	ck_assert_str_eq(told(find(ENTITY_CUSTOMER, pairs, LENGTH(pairs))), "1-2 100;1-3 100;2-3 100;");
	ck_assert_int_eq(act("merge", ENTITY_CUSTOMER, 3, "with=2"), 0);
	ck_assert_str_eq(told(find(ENTITY_CUSTOMER, pairs, LENGTH(pairs))), "1-2 100;");
	change(CHANGE_REMOVE, ENTITY_CUSTOMER, 1);
	ck_assert_str_eq(told(find(ENTITY_CUSTOMER, pairs, LENGTH(pairs))), "");
}
END_TEST

/* 501 share a domain: what they share says nothing, and it is told that they were not compared by it. */
START_TEST(large_groups_are_left_out_and_told)
{
	const struct table *t;

	for (int i = 0; i < 501; i++) {
		char *name = xasprintf("%c%c%c%c%d", 'a' + i % 26, 'a' + i / 26 % 26, 'z' - i % 25, 'q', i);
		char *email = xasprintf("m%d@large.example.net", i);

		customer(name, "", email, "");
		free(name);
		free(email);
	}
	t = find(ENTITY_CUSTOMER, NULL, 0);
	ck_assert_ptr_nonnull(t->note);
	ck_assert_msg(strstr(t->note, "1 group of more than 500 with the same e-mail domain"), "%s", t->note);
}
END_TEST

START_TEST(others_have_none)
{
	ck_refused(ask(verb_duplicates, (struct request){ .entity = entity_at(ENTITY_DEAL) }), ERROR_USAGE,
		   "customers and contacts");
	ck_refused(ask(verb_similar, (struct request){ .entity = entity_at(ENTITY_DEAL) }), ERROR_USAGE,
		   "customers and contacts");
	ck_refused(ask(verb_compare, (struct request){ .entity = entity_at(ENTITY_CUSTOMER) }), ERROR_USAGE,
		   "Two records");
}
END_TEST

/* What is typed, and the ids that come, the likeliest first. */
static const struct {
	const char *args, *ids;
} typings[] = {
	{ "name=Acm", "1;" },             { "name=acme gmbh", "1;" },
	{ "name=Zentih", "2;" },           { "name=Ac", "" },
	{ "phone=+44 (0)113 496-0000", "1;" }, { "email=INFO@acme.com", "1;" },
	{ "email=sales@acme.com\nname=Acme", "1;" },
	{ "tax_id=de 123456789", "2;" },  { "name=華夏", "3;" },
	{ "name=华夏科技（北京）", "3;" },  { "name=Nobody at all", "" },
	{ "name=Acme\nphone=0221 901820", "1;2;" }, { "name=", "" },
};

static int ask_similar(enum entity_id e, int64_t but, const char *args)
{
	struct named_value values[8];
	char *copy = xstrdup(args), *at = copy;
	size_t n = 0;
	int rc;

	for (char *line; (line = strsep(&at, "\n")) && *line; n++) {
		values[n].name = strsep(&line, "=");
		values[n].value = line;
	}
	rc = ask(verb_similar, (struct request){ .entity = entity_at(e), .id = but, .args = values,
						 .nargs = n });
	free(copy);
	return rc;
}

static const char *similar_ids(void)
{
	static struct sbuf out;
	const struct table *t = answer_table(book.answer, "similar");

	sbuf_reset(&out);
	for (size_t i = 0; t && i < t->nrows; i++)
		sbuf_printf(&out, "%lld;", (long long)t->rows[i].id);
	return sbuf_text(&out);
}

static void add_three(void)
{
	int64_t second;

	customer("Acme Ltd", "0113 4960000", "info@acme.com", "Leeds");
	second = add(ENTITY_CUSTOMER, "name=Zenith\ntax_id=DE123456789");
	add_point(ENTITY_CUSTOMER, second, "phone", "value", "+49 221 901820");
	customer("北京华夏科技有限公司", "", "", "北京");
}

START_TEST(the_likeliest_are_told_while_typing)
{
	add_three();
	ck_assert_msg(ask_similar(ENTITY_CUSTOMER, 0, typings[_i].args) == 0, "%s", book.error.text);
	ck_assert_str_eq(similar_ids(), typings[_i].ids);
}
END_TEST

START_TEST(the_reason_and_the_place_are_told)
{
	const struct table *t;

	add_three();
	ck_assert_int_eq(ask_similar(ENTITY_CUSTOMER, 0, "name=ACME\nphone=0113 4960000"), 0);
	t = answer_table(book.answer, "similar");
	ck_assert_str_eq(table_get(t, 0, "title").s, "Acme Ltd");
	ck_assert_int_eq(table_get(t, 0, "score").i, 100);
	ck_assert_str_eq(table_get(t, 0, "why").s, "same phone, same name");
	ck_assert_str_eq(table_get(t, 0, "hint").s, "Leeds");
	ck_assert_int_eq(ask_similar(ENTITY_CUSTOMER, 1, "name=ACME"), 0);
	ck_assert_str_eq(similar_ids(), "");
	ck_refused(ask_similar(ENTITY_CUSTOMER, 0, "horse=ACME"), ERROR_USAGE, "not compared by horse");
}
END_TEST

START_TEST(two_are_shown_side_by_side)
{
	int64_t ids[2];
	const struct table *t;
	const char *const expected[][4] = {
		{ "name", "Acme Ltd", "ACME", "right" },   { "industry", "", "Steel", "right" },
		{ "phone", "0113 4960000", "0113 4961111", "left" },
		{ "note", "one", "two", "both" },
	};

	ids[0] = customer("Acme Ltd", "0113 4960000", "", "");
	ids[1] = customer("ACME", "0113 4961111", "", "");
	put(ENTITY_CUSTOMER, ids[0], "note=one");
	put(ENTITY_CUSTOMER, ids[1], "note=two\nindustry=Steel");
	ck_assert_int_eq(ask(verb_compare, (struct request){ .entity = entity_at(ENTITY_CUSTOMER), .ids = ids,
							     .nids = 2 }), 0);
	ck_assert_str_eq(book.answer->text, "1");
	t = answer_table(book.answer, "compare");
	for (size_t k = 0; k < LENGTH(expected); k++) {
		size_t row = 0;

		while (row < t->nrows && (!table_get(t, row, "field").s ||
					  strcmp(table_get(t, row, "field").s, expected[k][0]) != 0))
			row++;
		ck_assert_msg(row < t->nrows, "no row for %s", expected[k][0]);
		ck_assert_str_eq(table_get(t, row, "left").s ? table_get(t, row, "left").s : "", expected[k][1]);
		ck_assert_str_eq(table_get(t, row, "right").s, expected[k][2]);
		ck_assert_str_eq(table_get(t, row, "side").s, expected[k][3]);
	}
}
END_TEST

Suite *duplicate_suite(void)
{
	Suite *s = suite_create("duplicate");
	TCase *t = tcase_create("duplicate");

	tcase_add_checked_fixture(t, book_begin, book_end);
	tcase_add_test(t, each_way_finds_its_pairs);
	tcase_add_test(t, what_differs_is_not_told);
	tcase_add_test(t, contacts_are_compared_as_people);
	tcase_add_test(t, what_was_said_to_be_two_stays_two);
	tcase_add_test(t, pairs_are_told_again_as_they_are_now);
	tcase_add_test(t, large_groups_are_left_out_and_told);
	tcase_add_test(t, others_have_none);
	tcase_add_loop_test(t, the_likeliest_are_told_while_typing, 0, LENGTH(typings));
	tcase_add_test(t, the_reason_and_the_place_are_told);
	tcase_add_test(t, two_are_shown_side_by_side);
	suite_add_tcase(s, t);
	return s;
}
