#include <check.h>

#include "exchange/formula.h"
#include "exchange_suites.h"

/* What a cell becomes in a file; those that spreadsheets leave alone stay as they are. */
static const struct {
	const char *cell, *written;
} cases[] = {
	{ "=1+1", "'=1+1" },
	{ "+49 30 1", "'+49 30 1" },
	{ "-5", "'-5" },
	{ "@SUM(A1)", "'@SUM(A1)" },
	{ "\tx", "'\tx" },
	{ "\rx", "'\rx" },
	{ "  =HYPERLINK(1)", "'  =HYPERLINK(1)" },
	{ "＝1", "'＝1" },
	{ "＋1", "'＋1" },
	{ "－1", "'－1" },
	{ "＠x", "'＠x" },
	{ "'=1", "''=1" },
	{ "''-", "'''-" },
	{ "' =1", "'' =1" },
	{ "", "" },
	{ "'", "'" },
	{ "'tis", "'tis" },
	{ "Acme", "Acme" },
	{ "a=b", "a=b" },
	{ "北京", "北京" },
};

START_TEST(guard_and_back)
{
	struct sbuf b = SBUF_INIT;

	formula_guard(&b, cases[_i].cell);
	ck_assert_str_eq(sbuf_text(&b), cases[_i].written);
	ck_assert_str_eq(formula_bare(sbuf_text(&b)), cases[_i].cell);
	sbuf_free(&b);
}
END_TEST

Suite *exchange_formula_suite(void)
{
	Suite *s = suite_create("formula");
	TCase *t = tcase_create("formula");

	tcase_add_loop_test(t, guard_and_back, 0, (int)LENGTH(cases));
	suite_add_tcase(s, t);
	return s;
}
