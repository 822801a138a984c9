/* expr_named: names for ids, where they mean one record, and the same records as before. expr_known: a name that is in
 * no closed set is an error, one of what is not closed is no more than rare. */
#include "store_book.h"
#include "store_suites.h"

static struct book book;

/* Two users are called Chen; "Won" is a stage and a state; a firm's name has what needs quotes. */
static void setup(void)
{
	book_open(&book);
	book_add(&book, "user", "name", "Chen Wei", "login", "wei", NULL);   /* 2, as ana is 1 */
	book_add(&book, "user", "name", "Chen Fang", "login", "fang", NULL); /* 3 */
	book_add(&book, "user", "name", "Chen", "login", "chen", NULL);	     /* 4, whose words the others have */
	book_add(&book, "customer", "name", "Zebra & Co (west), \"Ltd\"", NULL);
	book_add(&book, "customer", "name", "Gone", NULL);
	book_add(&book, "customer", "name", "any", NULL);
	book_change(&book, "customer", 2, CHANGE_REMOVE);
	for (int i = 0; i < 12; i++) {
		static const char *const owners[] = { "2", "3", "4" }, *const stages[] = { "1", "2", "5", "6" },
			   *const customers[] = { "1", "3" };

		book_add(&book, "deal", "name", "d", "owner", owners[i % 3], "stage", stages[i % 4], "customer",
			 customers[i % 2], NULL);
	}
}

static void teardown(void)
{
	book_close(&book);
}

static const struct {
	const char *by_id, *named;
} cases[] = {
	{ "", "" },
	{ "amount>10k", "amount>10k" },
	{ "owner.id:2", "owner:\"Chen Wei\"" },
	{ "owner.id:4", "owner.id:4" }, /* Chen are three */
	{ "owner.id:2,3", "owner:\"Chen Wei\",\"Chen Fang\"" },
	{ "owner.id:2,4", "owner.id:2,4" }, /* all of them or none */
	{ "owner.id:2 stage.id:2", "owner:\"Chen Wei\" stage:Proposal" },
	{ "stage.id:5", "stage.id:5" },	    /* stage:Won would ask for the state */
	{ "stage.pipeline.id:1", "stage.pipeline:Sales" },
	{ "not (owner.id:2 or owner.id:3)", "not (owner:\"Chen Wei\" or owner:\"Chen Fang\")" },
	{ "customer.id:1", "customer:\"Zebra & Co (west), \\\"Ltd\\\"\"" },
	{ "customer.id:2", "customer.id:2" },	  /* it was removed */
	{ "customer.id:3", "customer:\"any\"" },  /* that is called so, not that has one */
	{ "customer.id:999", "customer.id:999" },
	{ "owner.id!=2", "owner.id!=2" },
	{ "id:3", "id:3" },
	{ "no such field.id:1", "no such field.id:1" },
};

static int64_t listed(const char *expr)
{
	struct answer *a = book_ask(&book, verb_list, &(struct request){ .verb = VERB_LIST, .columns = "id", .limit = 1,
									 .entity = entity_at(ENTITY_DEAL), .expr = expr });
	int64_t n = a->tables[0]->total;

	answer_free(a);
	return n;
}

START_TEST(names_for_ids)
{
	struct arena a = { 0 };
	const char *named = expr_named(&book.store, entity_at(ENTITY_DEAL), cases[_i].by_id, &a);

	ck_assert_str_eq(named, cases[_i].named);
	if (strcmp(named, cases[_i].by_id) != 0) {
		ck_assert_int_gt(listed(named), 0);
		ck_assert_int_eq(listed(named), listed(cases[_i].by_id));
	}
	arena_free(&a);
}
END_TEST

/* NULL: it lists, if only nothing. Lee, who is user 5 there, was removed; so was the only team. */
static const struct {
	const char *expr, *error;
} known[] = {
	{ "stage:Propsal", "\"Propsal\" is no stage; did you mean \"Proposal\"?" },
	{ "stage=horse", "\"horse\" is no stage; there are Qualified, Proposal, Negotiation, Commit, Won, Lost, open, "
			 "won, lost" },
	{ "stage=Propos", "\"Propos\" is no stage; did you mean \"Proposal\"?" }, /* `=` wants all of it */
	{ "stage:propos", NULL },
	{ "owner=@me", "\"@me\" is no owner; did you mean \"me\"?" },
	{ "owner:nobody", "\"nobody\" is no owner; there are ana, Chen, Chen Fang, Chen Wei, me" },
	{ "owner:chen,nobody", "\"nobody\" is no owner; there are ana, Chen, Chen Fang, Chen Wei, me" },
	{ "not owner!=nobody", "\"nobody\" is no owner; there are ana, Chen, Chen Fang, Chen Wei, me" },
	{ "owner:lee", "\"lee\" was removed and is no owner any more; there are ana, Chen, Chen Fang, Chen Wei, me" },
	{ "any(activities where owner:nobody)", "\"nobody\" is no owner; there are ana, Chen, Chen Fang, Chen Wei, me" },
	{ "owner.team:north", "\"north\" is no team; there is none yet" },
	{ "owner.team:east", "\"east\" was removed and is no team any more; there is none left" },
	{ "stage.pipeline:sale", NULL },
	{ "stage.pipeline:renewals", "\"renewals\" is no pipeline; there are Sales" },
	{ "owner:null,me,chen", NULL },
	{ "owner.name:nobody", NULL },
	{ "customer:nobody", NULL },
	{ "nobody", NULL },
};

START_TEST(names_are_known)
{
	struct request r = { .verb = VERB_LIST, .entity = entity_at(ENTITY_DEAL), .expr = known[_i].expr };
	int64_t lee = book_add(&book, "user", "name", "Lee", "login", "lee", NULL);
	int64_t east = book_add(&book, "team", "name", "East", NULL);

	book_change(&book, "team", east, CHANGE_REMOVE);
	book_change(&book, "user", lee, CHANGE_REMOVE);
	if (known[_i].error)
		ck_assert_str_eq(book_refuse(&book, verb_list, &r, ERROR_USAGE)->text, known[_i].error);
	else
		answer_free(book_ask(&book, verb_list, &r));
}
END_TEST

Suite *expr_named_suite(void)
{
	Suite *s = suite_create("expr_named");
	TCase *t = tcase_create("expr_named");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, names_for_ids, 0, LENGTH(cases));
	tcase_add_loop_test(t, names_are_known, 0, LENGTH(known));
	suite_add_tcase(s, t);
	return s;
}
