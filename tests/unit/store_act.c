/* Actions: their binding, their refusals, what they do. */
#include "model/action.h"
#include "store/act.h"
#include "book_fixture.h"
#include "store_suites.h"

START_TEST(every_action_is_bound_once)
{
	ck_assert_uint_eq(act_bindings_count, actions_count);
	for (size_t i = 0; i < actions_count; i++) {
		int bound = 0;

		for (size_t k = 0; k < act_bindings_count; k++)
			bound += !strcmp(actions[i].name, act_bindings[k].name) && act_bindings[k].run;
		ck_assert_msg(bound == 1, "%s is bound %d times", actions[i].name, bound);
		ck_assert(!actions[i].entity || entity_find(actions[i].entity));
		for (const struct arg *a = actions[i].args; a->name; a++)
			ck_assert(a->label && a->help && (a->type != FIELD_REF || entity_find(a->ref)));
	}
}
END_TEST

/* What is done to a fresh deal (activity) before the action, and which words refuse it. */
static const struct {
	enum entity_id entity;
	const char *made, *before, *action, *args, *word;
} refusals[] = {
	{ ENTITY_DEAL, "name=D\nstage=5", NULL, "deal.move", "stage=2", "the deal is closed" },
	{ ENTITY_DEAL, "name=D", NULL, "deal.reopen", "", "the deal is open" },
	{ ENTITY_DEAL, "name=D\nstage=4", NULL, "deal.move", "stage=next", "no open stage after" },
	{ ENTITY_DEAL, "name=D", NULL, "deal.move", "stage=prev", "first stage" },
	{ ENTITY_DEAL, "name=D", NULL, "deal.move", "stage=Nowhere", "no stage Nowhere" },
	{ ENTITY_DEAL, "name=D", NULL, "deal.move", "", "Stage is missing" },
	{ ENTITY_DEAL, "name=D", NULL, "deal.move", "stage=won\nhorse=1", "takes no horse" },
	{ ENTITY_DEAL, "name=D", NULL, "restore", "", "not removed" },
	{ ENTITY_DEAL, "name=D", "remove", "set", "field=name\nvalue=E", "restore it first" },
	{ ENTITY_DEAL, "name=D", NULL, "set", "field=nmae\nvalue=E", "did you mean name" },
	{ ENTITY_DEAL, "name=D", NULL, "fly", "", "no action fly" },
	{ ENTITY_ACTIVITY, "subject=A", "activity.done", "activity.done", "", "done already" },
	{ ENTITY_ACTIVITY, "subject=A", "activity.done", "activity.snooze", "until=2026-12-01",
	  "done already" },
	{ ENTITY_ACTIVITY, "subject=A", NULL, "activity.reopen", "", "not done yet" },
	{ ENTITY_ACTIVITY, "subject=A", NULL, "tag", "tag=x", "not for records of this kind" },
	{ ENTITY_ACTIVITY, "subject=A", NULL, "activity.done", "next_subject=Call", "Next is missing" },
	{ ENTITY_STAGE, "name=S\npipeline=1\nposition=9", NULL, "set", "field=required\nvalue=amount,colour",
	  "no field \"colour\"" },
	{ ENTITY_STAGE, "name=S\npipeline=1\nposition=9", NULL, "set", "field=required\nvalue=state",
	  "no field \"state\"" },
	{ ENTITY_TEMPLATE, "name=T", NULL, "set", "field=due\nvalue=some day", "some day" },
	{ ENTITY_STAGE, "name=S\npipeline=1\nposition=9", NULL, "assign", "owner=me",
	  "not for records of this kind" },
};

START_TEST(what_cannot_be_done_is_said)
{
	int64_t id = put(refusals[_i].entity, 0, refusals[_i].made);
	int rc;

	ck_assert_msg(id > 0, "%s", book.error.text);
	if (refusals[_i].before)
		ck_assert_int_eq(act(refusals[_i].before, refusals[_i].entity, id, ""), 0);
	rc = act(refusals[_i].action, refusals[_i].entity, id, refusals[_i].args);
	ck_assert_int_eq(rc, -1);
	ck_assert_msg(strstr(book.error.text, refusals[_i].word), "%s", book.error.text);
}
END_TEST

static const struct {
	const char *from, *to; /* stages: the one the deal is in, the word */
	const char *stage, *text;
} moves[] = {
	{ "1", "next", "2", "D moved to Proposal" },  { "3", "prev", "2", "D moved to Proposal" },
	{ "2", "won", "5", "D moved to Won" },        { "2", "lost", "6", "D moved to Lost" },
	{ "2", "commit", "4", "D moved to Commit" },  { "2", "3", "3", "D moved to Negotiation" },
};

START_TEST(deals_move)
{
	char *made = xasprintf("name=D\nstage=%s", moves[_i].from);
	char *args = xasprintf("stage=%s", moves[_i].to);
	int64_t id = put(ENTITY_DEAL, 0, made);

	ck_assert_msg(act("deal.move", ENTITY_DEAL, id, args) == 0, "%s", book.error.text);
	ck_assert_str_eq(book.answer->text, moves[_i].text);
	ck_column(ENTITY_DEAL, id, "stage", moves[_i].stage);
	free(made);
	free(args);
}
END_TEST

START_TEST(a_lost_deal_has_its_reason_and_comes_back)
{
	int64_t id = put(ENTITY_DEAL, 0, "name=D\nstage=3\nopened=2026-11-01");

	ck_assert_int_eq(act("deal.move", ENTITY_DEAL, id, "stage=lost\nreason=price\nclosed=2026-11-20"), 0);
	ck_column(ENTITY_DEAL, id, "loss_reason", "price");
	ck_column(ENTITY_DEAL, id, "closed", "2026-11-20");
	ck_assert_int_eq(act("deal.reopen", ENTITY_DEAL, id, ""), 0);
	ck_column(ENTITY_DEAL, id, "stage", "3");
	ck_column(ENTITY_DEAL, id, "closed", "");
	ck_column(ENTITY_DEAL, id, "loss_reason", "");
}
END_TEST

START_TEST(many_at_once_are_one_transaction)
{
	int64_t ids[3];
	struct named_value to = { "stage", "2" };

	for (int i = 0; i < 3; i++)
		ids[i] = put(ENTITY_DEAL, 0, "name=D");
	ck_assert_int_eq(ask(verb_act, (struct request){ .name = "deal.move", .ids = ids, .nids = 3,
							 .args = &to, .nargs = 1 }), 0);
	ck_assert_str_eq(book.answer->text, "3 deals moved to Proposal");
	ck_assert_int_eq(ask(verb_undo, (struct request){ 0 }), 0);
	ck_assert_str_eq(book.answer->text, "Undone: Move to stage · 3 Deals");
	ck_assert_int_eq(number("SELECT count(*) FROM deal WHERE stage = 1"), 3);
}
END_TEST

START_TEST(many_may_end_in_several_stages)
{
	int64_t ids[] = { put(ENTITY_DEAL, 0, "name=D\nstage=1"), put(ENTITY_DEAL, 0, "name=E\nstage=3") };
	struct named_value next = { "stage", "next" };

	ck_assert_int_eq(ask(verb_act, (struct request){ .name = "deal.move", .ids = ids, .nids = 2,
							 .args = &next, .nargs = 1 }), 0);
	ck_assert_str_eq(book.answer->text, "2 deals moved to several stages");
	ck_column(ENTITY_DEAL, ids[0], "stage", "2");
	ck_column(ENTITY_DEAL, ids[1], "stage", "4");
}
END_TEST

START_TEST(a_stage_has_what_it_asks_for)
{
	int64_t id = put(ENTITY_DEAL, 0, "name=D\nstage=1"), rich = put(ENTITY_DEAL, 0, "name=E\nstage=1\namount=5");
	const struct table *refused;

	ck_assert_int_gt(put(ENTITY_STAGE, 2, "required=amount close"), 0);
	ck_assert_int_eq(act("deal.move", ENTITY_DEAL, id, "stage=2"), -1);
	ck_assert_str_eq(book.error.text, "D: to come to Proposal it needs: Amount, Close.");
	refused = answer_table(book.answer, "refused");
	ck_assert_uint_eq(refused->nrows, 1);
	ck_assert_str_eq(table_get(refused, 0, "lacks").s, "amount,close");
	ck_assert_int_eq(act("deal.move", ENTITY_DEAL, rich, "stage=2\nclose=fri"), 0);
	ck_column(ENTITY_DEAL, rich, "close", "2026-11-27");
	ck_assert_int_eq(act("deal.move", ENTITY_DEAL, id, "stage=2\nclose=fri\namount=1"), 0);
	ck_assert_int_eq(ask(verb_undo, (struct request){ 0 }), 0);
	ck_column(ENTITY_DEAL, id, "stage", "1");
	ck_column(ENTITY_DEAL, id, "close", "");
	/* Whichever way it moves; but what has been there all along stays as it is. */
	ck_assert_int_le(put(ENTITY_DEAL, id, "stage=2"), 0);
	ck_assert_int_gt(put(ENTITY_DEAL, rich, "close="), 0);
}
END_TEST

START_TEST(a_refusal_names_each_and_does_nothing)
{
	int64_t ids[3] = { put(ENTITY_DEAL, 0, "name=A\nstage=1"), put(ENTITY_DEAL, 0, "name=B\nstage=5"),
			   put(ENTITY_DEAL, 0, "name=C\nstage=6") };
	struct named_value to = { "stage", "2" };
	const struct table *t;

	ck_assert_int_eq(ask(verb_act, (struct request){ .name = "deal.move", .ids = ids, .nids = 3,
							 .args = &to, .nargs = 1 }), -1);
	ck_assert_ptr_nonnull(strstr(book.error.text, "2 of 3"));
	t = answer_table(book.answer, "refused");
	ck_assert_uint_eq(t->nrows, 2);
	ck_assert_int_eq(t->rows[0].id, ids[1]);
	ck_assert_str_eq(table_get(t, 1, "title").s, "C");
	ck_column(ENTITY_DEAL, ids[0], "stage", "1");
}
END_TEST

START_TEST(records_are_tagged_set_and_assigned)
{
	int64_t id = put(ENTITY_CUSTOMER, 0, "name=Acme"), ben = put(ENTITY_USER, 0, "name=Ben Bo\nlogin=ben");
	char *owner = xasprintf("%lld", (long long)ben);

	ck_assert_int_eq(act("tag", ENTITY_CUSTOMER, id, "tag=vip"), 0);
	ck_assert_int_eq(act("tag", ENTITY_CUSTOMER, id, "tag=fair"), 0);
	ck_column(ENTITY_CUSTOMER, id, "tags", "fair,vip");
	ck_assert_int_eq(act("untag", ENTITY_CUSTOMER, id, "tag=vip"), 0);
	ck_column(ENTITY_CUSTOMER, id, "tags", "fair");
	ck_assert_int_eq(act("set", ENTITY_CUSTOMER, id, "field=employees\nvalue=12"), 0);
	ck_column(ENTITY_CUSTOMER, id, "employees", "12");
	ck_assert_int_eq(act("set", ENTITY_CUSTOMER, id, "field=employees\nvalue="), 0);
	ck_column(ENTITY_CUSTOMER, id, "employees", "");
	ck_assert_int_eq(act("assign", ENTITY_CUSTOMER, id, "owner=ben bo"), 0);
	ck_assert_str_eq(book.answer->text, "Acme assigned to Ben Bo");
	ck_column(ENTITY_CUSTOMER, id, "owner", owner);
	ck_assert_int_eq(act("remove", ENTITY_CUSTOMER, id, ""), 0);
	ck_column(ENTITY_CUSTOMER, id, "removed", "1");
	ck_assert_int_eq(act("restore", ENTITY_CUSTOMER, id, ""), 0);
	ck_column(ENTITY_CUSTOMER, id, "removed", "0");
	free(owner);
}
END_TEST

static void putback_refused(int64_t deal, const char *args, const char *words)
{
	ck_assert_int_eq(act("putback", ENTITY_DEAL, deal, args), -1);
	ck_assert_msg(strstr(book.error.text, words), "%s", book.error.text);
}

START_TEST(a_value_is_put_back)
{
	int64_t id = put(ENTITY_DEAL, 0, "name=D\namount=100");
	char *first;

	put(ENTITY_DEAL, id, "amount=200");
	first = xasprintf("field=amount\nchange=%lld", (long long)number("SELECT max(seq) FROM journal WHERE field = 'amount'"));
	put(ENTITY_DEAL, id, "amount=300");
	ck_assert_msg(act("putback", ENTITY_DEAL, id, "field=amount") == 0, "%s", book.error.text);
	ck_assert_str_eq(book.answer->text, "D: Amount is €200.00 again");
	ck_column(ENTITY_DEAL, id, "amount", "20000");
	ck_assert_int_eq(ask(verb_undo, (struct request){ 0 }), 0);
	ck_column(ENTITY_DEAL, id, "amount", "30000");
	/* Of an older change only while nothing was built upon it. */
	putback_refused(id, first, "Put back: D: Amount was changed since (");
	putback_refused(id, first, "put that back first, or set it");
	put(ENTITY_DEAL, id, "amount=200");
	ck_assert_int_eq(act("putback", ENTITY_DEAL, id, first), 0);
	ck_column(ENTITY_DEAL, id, "amount", "10000");
	putback_refused(id, first, "Amount is that already");
	free(first);
}
END_TEST

START_TEST(what_cannot_be_put_back_says_why)
{
	int64_t acme = put(ENTITY_CUSTOMER, 0, "name=Acme"), bolt = put(ENTITY_CUSTOMER, 0, "name=Bolt"), id;
	char *of_acme = xasprintf("name=D\nstage=1\ncustomer=%lld", (long long)acme);
	char *of_bolt = xasprintf("customer=%lld", (long long)bolt);

	id = put(ENTITY_DEAL, 0, of_acme);
	putback_refused(id, "field=name", "its history has no such change");
	putback_refused(id, "field=name\nchange=1", "its history has no such change");
	putback_refused(id, "field=state", "State is the store's own");
	putback_refused(id, "field=rotting", "is worked out; change what it comes from");
	putback_refused(id, "field=nmae", "did you mean name");
	put(ENTITY_DEAL, id, of_bolt);
	ck_assert_int_eq(act("remove", ENTITY_CUSTOMER, acme, ""), 0);
	putback_refused(id, "field=customer", "Acme, was removed; restore it first");
	ck_assert_int_eq(act("restore", ENTITY_CUSTOMER, acme, ""), 0);
	ck_assert_int_eq(act("putback", ENTITY_DEAL, id, "field=customer"), 0);
	ck_assert_str_eq(book.answer->text, "D: Customer is Acme again");
	put(ENTITY_DEAL, id, "stage=2");
	put(ENTITY_STAGE, 1, "required=close");
	putback_refused(id, "field=stage", "to come to Qualified it needs: Close");
	put(ENTITY_DEAL, id, "close=2026-11-27");
	ck_assert_int_eq(act("putback", ENTITY_DEAL, id, "field=stage"), 0);
	ck_column(ENTITY_DEAL, id, "stage", "1");
	ck_assert_int_eq(act("deal.move", ENTITY_DEAL, id, "stage=won"), 0);
	putback_refused(id, "field=stage", "Stage stays while the deal is closed; reopen it first");
	free(of_acme);
	free(of_bolt);
}
END_TEST

START_TEST(nobody_removes_himself)
{
	int64_t ben = put(ENTITY_USER, 0, "name=Ben Bo");

	ck_refused(act("remove", ENTITY_USER, book.store.user, ""), ERROR_CONFLICT, "is you");
	ck_assert_int_eq(act("remove", ENTITY_USER, ben, ""), 0);
}
END_TEST

START_TEST(a_talk_is_logged_with_what_follows)
{
	int64_t customer = put(ENTITY_CUSTOMER, 0, "name=Acme"), id;
	char *owner = xasprintf("%lld", (long long)customer);

	ck_assert_msg(act("activity.log", ENTITY_ACTIVITY, 0,
			  "kind=call\nsubject=Prices\ncustomer=Acme\nduration=15\noutcome=reached\n"
			  "next=2026-12-01\nnext_subject=Send offer") == 0, "%s", book.error.text);
	id = book.answer->ids[0];
	ck_column(ENTITY_ACTIVITY, id, "done", "2026-11-22T10:00:00Z");
	ck_column(ENTITY_ACTIVITY, id, "outcome", "reached");
	ck_column(ENTITY_CUSTOMER, customer, "last_contact", "2026-11-22");
	ck_column(ENTITY_ACTIVITY, id + 1, "subject", "Send offer");
	ck_column(ENTITY_ACTIVITY, id + 1, "due", "2026-12-01");
	ck_column(ENTITY_ACTIVITY, id + 1, "customer", owner);
	ck_assert_int_eq(act("activity.snooze", ENTITY_ACTIVITY, id + 1, "until=2026-12-24"), 0);
	ck_column(ENTITY_ACTIVITY, id + 1, "due", "2026-12-24");
	ck_assert_msg(act("activity.log", ENTITY_ACTIVITY, 0, "kind=call\nsubject=Again\nnext=2026-12-01 10:00") == 0,
		      "%s", book.error.text);
	ck_column(ENTITY_ACTIVITY, id + 3, "start", "2026-12-01T10:00:00Z");
	ck_column(ENTITY_ACTIVITY, id + 3, "due", "");
	ck_refused(act("activity.log", ENTITY_ACTIVITY, 0, "kind=call\nsubject=Again\nnext=blah"), ERROR_USAGE,
		   "not a date");
	ck_assert_int_eq(act("activity.done", ENTITY_ACTIVITY, id + 1, "outcome=agreed"), 0);
	ck_column(ENTITY_ACTIVITY, id + 1, "outcome", "agreed");
	ck_assert_int_eq(act("activity.reopen", ENTITY_ACTIVITY, id + 1, ""), 0);
	ck_column(ENTITY_ACTIVITY, id + 1, "done", "");
	free(owner);
}
END_TEST

START_TEST(a_name_that_several_have_is_refused)
{
	put(ENTITY_CUSTOMER, 0, "name=Acme");
	put(ENTITY_CUSTOMER, 0, "name=Acme");
	ck_refused(act("activity.log", ENTITY_ACTIVITY, 0, "kind=call\nsubject=X\ncustomer=Acme"),
		   ERROR_CONFLICT, "several");
}
END_TEST

Suite *act_suite(void)
{
	Suite *s = suite_create("act");
	TCase *t = tcase_create("act");

	tcase_add_checked_fixture(t, book_begin, book_end);
	tcase_add_test(t, every_action_is_bound_once);
	tcase_add_loop_test(t, what_cannot_be_done_is_said, 0, LENGTH(refusals));
	tcase_add_loop_test(t, deals_move, 0, LENGTH(moves));
	tcase_add_test(t, a_lost_deal_has_its_reason_and_comes_back);
	tcase_add_test(t, many_at_once_are_one_transaction);
	tcase_add_test(t, many_may_end_in_several_stages);
	tcase_add_test(t, a_stage_has_what_it_asks_for);
	tcase_add_test(t, a_refusal_names_each_and_does_nothing);
	tcase_add_test(t, records_are_tagged_set_and_assigned);
	tcase_add_test(t, a_value_is_put_back);
	tcase_add_test(t, what_cannot_be_put_back_says_why);
	tcase_add_test(t, nobody_removes_himself);
	tcase_add_test(t, a_talk_is_logged_with_what_follows);
	tcase_add_test(t, a_name_that_several_have_is_refused);
	suite_add_tcase(s, t);
	return s;
}
