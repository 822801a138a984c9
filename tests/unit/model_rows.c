/* An expression as the rows of a form, and what is typed into a row as an expression. */
#include "model/expr_rows.h"

#include "model/expr_private.h"
#include "model_suites.h"

static const struct value_context context = { .today = 20779, /* Sunday, 2026-11-22 */
					      .now = 20779 * 86400 + 36000,
					      .currency = "EUR",
					      .me = 7 };

/* The rows of a text about deals: "FIELD OP VALUES", words behind a question mark, text behind a bar. */
static const struct {
	const char *text, *rows;
} reads[] = {
	{ "", "" },
	{ "amount>10k", "amount>10k;" },
	{ "stage:open owner:me,anna", "state:open;owner:me, anna;" },
	{ "a \"b c\" close:2026-11..", "?a;?b c;close:2026-11..;" },
	{ "a (b c)", "?a;?b;?c;" },
	{ "customer.industry:retail", "customer.industry:retail;" },
	{ "amount>1 (state:won or not a) count(lines)>2", "amount>1;|state:won or not a;|count(lines)>2;" },
	{ "state:won or state:lost", "|state:won or state:lost;" },
	{ "not name:x", "|not name:x;" },
	/* quotes that go without saying are not shown; others are */
	{ "name:\"Müller & Söhne\"", "name:Müller & Söhne;" },
	{ "name:\"say \\\"hi\\\" now\"", "name:say \"hi\" now;" },
	{ "name:\"null\"", "name:\"null\";" },
	{ "name:\"a, b\"", "name:\"a, b\";" },
	{ "name:\"a..b\"", "name:\"a..b\";" },
	{ "name:\"plain\"", "name:\"plain\";" },
	{ "amount:\"1,234.50\",5", "amount:1,234.50, 5;" },
	{ "amount>\"1,234.50\"", "amount>1,234.50;" },
	{ "close:\"3 mar\"", "close:3 mar;" },
	{ "\" \" name:\",\"", "? ;name:\",\";" },
};

START_TEST(a_text_becomes_rows)
{
	struct arena a = { 0 };
	struct error err;
	const struct expr *x = expr_parse(reads[_i].text, entity_find("deal"), &context, &a, &err);
	struct sbuf got = SBUF_INIT;
	struct expr_row *rows;
	size_t n;

	ck_assert_msg(x != NULL, "%s: %s", reads[_i].text, err.text);
	n = expr_rows(x, &a, &rows);
	for (size_t i = 0; i < n; i++)
		if (rows[i].kind == ROW_FIELD)
			sbuf_printf(&got, "%s%s%s;", rows[i].path, expr_op_text[rows[i].op], rows[i].values);
		else
			sbuf_printf(&got, "%c%s;", rows[i].kind == ROW_WORDS ? '?' : '|', rows[i].values);
	ck_assert_str_eq(sbuf_text(&got), reads[_i].rows);
	sbuf_free(&got);
	arena_free(&a);
}
END_TEST

/* What a person types into one row, and what it says. */
static const struct {
	enum expr_row_kind kind;
	const char *field;
	enum expr_op op;
	const char *typed, *text;
} writes[] = {
	{ ROW_FIELD, "name", OP_IS, "", "" },
	{ ROW_FIELD, "name", OP_IS, "  ", "" },
	{ ROW_FIELD, "name", OP_IS, "acme", "name:acme" },
	{ ROW_FIELD, "name", OP_NE, "acme tools", "name!=\"acme tools\"" },
	{ ROW_FIELD, "name", OP_IS, " a , b c,d", "name:a,\"b c\",d" },
	{ ROW_FIELD, "name", OP_IS, "(a", "name:\"(a\"" },
	{ ROW_FIELD, "name", OP_IS, "say \"hi\"", "name:\"say \\\"hi\\\"\"" },
	{ ROW_FIELD, "name", OP_IS, "\"a, b\", c", "name:\"a, b\",c" },
	{ ROW_FIELD, "name", OP_IS, "\"open", "name:\"\\\"open\"" },
	{ ROW_FIELD, "name", OP_IS, "a\" b:\"c", "name:\"a\\\" b:\\\"c\"" },
	{ ROW_FIELD, "name", OP_IS, "甲，乙", "name:甲,乙" },
	{ ROW_FIELD, "name", OP_IS, "null", "name:null" },
	{ ROW_FIELD, "amount", OP_GT, "12,000", "amount>\"12,000\"" },
	{ ROW_FIELD, "amount", OP_IS, "12,000", "amount:\"12,000\"" },
	{ ROW_FIELD, "amount", OP_IS, "1, 2", "amount:1,2" },
	{ ROW_FIELD, "close", OP_IS, "3 mar", "close:\"3 mar\"" },
	{ ROW_FIELD, "close", OP_IS, "2026-11..", "close:2026-11.." },
	{ ROW_WORDS, NULL, OP_IS, "acme", "acme" },
	{ ROW_WORDS, NULL, OP_IS, "a b", "\"a b\"" },
	{ ROW_WORDS, NULL, OP_IS, "or", "\"or\"" },
	{ ROW_WORDS, NULL, OP_IS, ", ", "\", \"" },
	{ ROW_TEXT, NULL, OP_IS, "state:won or a", "(state:won or a)" },
	{ ROW_TEXT, NULL, OP_IS, "state:won a", "state:won a" },
	{ ROW_TEXT, NULL, OP_IS, "a) or (b", "a) or (b" },
};

START_TEST(a_row_says_a_text)
{
	const struct entity *deal = entity_find("deal");
	struct expr_row r = { .kind = writes[_i].kind, .path = writes[_i].field, .entity = deal, .op = writes[_i].op,
			      .values = writes[_i].typed };
	struct sbuf text = SBUF_INIT;

	r.field = r.path ? entity_must(deal, r.path) : NULL;
	expr_rows_write(&text, &r, 1, deal, &context, NULL);
	ck_assert_str_eq(sbuf_text(&text), writes[_i].text);
	sbuf_free(&text);
}
END_TEST

/* Empty rows say nothing; each of the others is found again by where it begins. */
START_TEST(rows_stand_side_by_side)
{
	const struct entity *deal = entity_find("deal");
	struct expr_row rows[] = {
		{ .kind = ROW_FIELD, .path = "amount", .field = entity_must(deal, "amount"), .op = OP_GE, .values = "5" },
		{ .kind = ROW_WORDS, .values = "" },
		{ .kind = ROW_FIELD, .path = "owner", .field = entity_must(deal, "owner"), .values = "me" },
		{ .kind = ROW_TEXT, .values = "a or b" },
	};
	struct sbuf text = SBUF_INIT;
	size_t from[4];

	expr_rows_write(&text, rows, 4, deal, &context, from);
	ck_assert_str_eq(sbuf_text(&text), "amount>=5 owner:me (a or b)");
	ck_assert_uint_eq(from[0], 0);
	ck_assert_uint_eq(from[2], 10);
	ck_assert_uint_eq(from[3], 19);
	sbuf_free(&text);
}
END_TEST

/* As one value of an expression: what would mean something else stands in quotes. */
START_TEST(a_value_is_quoted_when_it_must_be)
{
	static const char *const pairs[][2] = {
		{ "acme", "acme" },	{ "Müller & Söhne", "\"Müller & Söhne\"" },	{ "a,b", "\"a,b\"" },
		{ "null", "\"null\"" }, { "Me", "\"Me\"" },			{ "a..b", "\"a..b\"" },
		{ "", "\"\"" },		{ "x\\\"y", "\"x\\\\\\\"y\"" },		{ ">5", "\">5\"" },
	};

	for (size_t i = 0; i < LENGTH(pairs); i++) {
		struct sbuf text = SBUF_INIT;

		expr_write_value(&text, pairs[i][0]);
		ck_assert_str_eq(sbuf_text(&text), pairs[i][1]);
		sbuf_free(&text);
	}
}
END_TEST

Suite *rows_of_suite(void)
{
	Suite *s = suite_create("expression rows");
	TCase *t = tcase_create("rows");

	tcase_add_loop_test(t, a_text_becomes_rows, 0, (int)LENGTH(reads));
	tcase_add_loop_test(t, a_row_says_a_text, 0, (int)LENGTH(writes));
	tcase_add_test(t, rows_stand_side_by_side);
	tcase_add_test(t, a_value_is_quoted_when_it_must_be);
	suite_add_tcase(s, t);
	return s;
}
