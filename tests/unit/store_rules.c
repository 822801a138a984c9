/* What may be saved, and what follows from it: the rules of each entity and the consequences in others. */
#include "book_fixture.h"
#include "store_suites.h"

static const struct {
	enum entity_id entity;
	const char *lines;
	enum error_kind kind;
	const char *word;
} wrong[] = {
	{ ENTITY_CUSTOMER, "city=Bonn", ERROR_USAGE, "City" },
	{ ENTITY_CUSTOMER, "note=x", ERROR_USAGE, "Name is missing" },
	{ ENTITY_CUSTOMER, "name=A\nowner=99", ERROR_ABSENT, "no user 99" },
	{ ENTITY_CUSTOMER, "name=A\nkind=person\nemployees=3", ERROR_USAGE, "person" },
	{ ENTITY_CUSTOMER, "name=A\ncreated=2020-01-01T00:00:00Z", ERROR_USAGE, "Created" },
	{ ENTITY_DEAL, "name=A\nstate=won", ERROR_USAGE, "State" },
	{ ENTITY_DEAL, "name=A\nloss_reason=price", ERROR_USAGE, "not lost" },
	{ ENTITY_DEAL, "name=A\nstage=5\nopened=2026-11-02\nclosed=2026-11-01", ERROR_USAGE, "before" },
	{ ENTITY_POINT, "value=123", ERROR_USAGE, "Customer is missing" },
	{ ENTITY_STAGE, "name=X\npipeline=1\nposition=0", ERROR_USAGE, "Position" },
	{ ENTITY_VIEW, "name=X\nentity=horse", ERROR_USAGE, "horse" },
	{ ENTITY_VIEW, "name=X\nentity=customer\nsort=-nam", ERROR_USAGE,
	  "Sort: Customer has no field nam. Did you mean name?" },
	{ ENTITY_VIEW, "name=X\nentity=deal\ncolumns=name:30,customer.cty", ERROR_USAGE,
	  "Columns: Customer has no field cty. Did you mean city?" },
	{ ENTITY_VIEW, "name=X\nentity=customer\nfilter=nam:x", ERROR_USAGE, "Filter: Customer has no field \"nam\"; did you mean" },
	{ ENTITY_VIEW, "name=X\nentity=customer\ngrouped=owner.nam", ERROR_USAGE, "Grouped by: User has no field nam." },
	{ ENTITY_VIEW, "name=X\nentity=activity\nkind=calendar\nfilter=nam:x", ERROR_USAGE, "Filter: " },
	{ ENTITY_INVOICE, "number=R-1\ncustomer=1\namount=5\ndue=2026-11-21", ERROR_USAGE, "before its date" },
	{ ENTITY_CASE, "subject=x\ncustomer=1\nsatisfaction=6", ERROR_USAGE, "Satisfaction" },
	{ ENTITY_CASE, "subject=x\ncustomer=1\nstatus=closed\nopened=2026-11-21\nclosed=2026-11-20", ERROR_USAGE,
	  "before it was opened" },
	{ ENTITY_STAGE_MOVE, "deal=1\nto_stage=1\nat=2026-11-22", ERROR_USAGE, "the store writes" },
	{ ENTITY_DRAFT, "title=x", ERROR_USAGE, "not saved" },
};

START_TEST(what_is_wrong_is_refused_in_words)
{
	ck_refused(put(wrong[_i].entity, 0, wrong[_i].lines), wrong[_i].kind, wrong[_i].word);
	ck_assert_int_eq(number("SELECT count(*) FROM txn WHERE kind = 'do'"), 0);
}
END_TEST

START_TEST(a_key_is_used_once)
{
	int64_t id = put(ENTITY_CUSTOMER, 0, "name=Acme\ncode=A1");

	ck_refused(put(ENTITY_CUSTOMER, 0, "name=Other\ncode=A1"), ERROR_CONFLICT, "Acme");
	ck_assert_int_eq(change(CHANGE_REMOVE, ENTITY_CUSTOMER, id), 0);
	ck_assert_int_gt(put(ENTITY_CUSTOMER, 0, "name=Other\ncode=A1"), 0);
	ck_refused(change(CHANGE_RESTORE, ENTITY_CUSTOMER, id), ERROR_CONFLICT, "Other");
}
END_TEST

/* What a calendar has where others have groups and columns; and what was wrong before is in nobody's way. */
START_TEST(a_view_is_asked_for_what_changes)
{
	int64_t id = put(ENTITY_VIEW, 0, "name=Mine\nentity=activity\nkind=calendar\ngrouped=week\ncolumns=me");
	struct error e = { 0 };

	ck_assert_int_gt(id, 0);
	ck_assert_int_eq(db_run(db_prepare(book.store.db, "UPDATE view SET filter = 'nam:x'", &e), &e), 0);
	ck_assert_int_eq(put(ENTITY_VIEW, id, "name=Ours"), id);
	ck_refused(put(ENTITY_VIEW, id, "kind=list"), ERROR_USAGE, "Filter: ");
}
END_TEST

/* One that is noted without its day was made today; what comes in with its past has it, or nobody knows. */
START_TEST(a_payment_has_its_day)
{
	int64_t id;

	put(ENTITY_CUSTOMER, 0, "name=Acme");
	id = put(ENTITY_INVOICE, 0, "number=R-1\ncustomer=1\namount=100\npaid=10");
	ck_column(ENTITY_INVOICE, id, "paid_on", "");
	put(ENTITY_INVOICE, id, "paid=50");
	ck_column(ENTITY_INVOICE, id, "paid_on", "2026-11-22");
	put(ENTITY_INVOICE, id, "paid=100\npaid_on=2026-11-20");
	ck_column(ENTITY_INVOICE, id, "paid_on", "2026-11-20");
	put(ENTITY_INVOICE, id, "paid=0");
	ck_column(ENTITY_INVOICE, id, "paid_on", "");
}
END_TEST

START_TEST(a_case_is_answered_and_closed)
{
	int64_t id;

	put(ENTITY_CUSTOMER, 0, "name=Acme");
	id = put(ENTITY_CASE, 0, "subject=Hums\ncustomer=1");
	ck_column(ENTITY_CASE, id, "status", "open");
	ck_refused(put(ENTITY_CASE, id, "closed=2026-11-22"), ERROR_USAGE, "not closed");
	ck_refused(act("case.reopen", ENTITY_CASE, id, ""), ERROR_CONFLICT, "not closed");
	put(ENTITY_CASE, id, "answer=sealed");
	ck_column(ENTITY_CASE, id, "status", "answered");
	ck_assert_int_eq(act("case.close", ENTITY_CASE, id, "satisfaction=4"), 0);
	ck_column(ENTITY_CASE, id, "closed", "2026-11-22");
	ck_column(ENTITY_CASE, id, "satisfaction", "4");
	ck_refused(act("case.close", ENTITY_CASE, id, ""), ERROR_CONFLICT, "closed already");
	ck_assert_int_eq(act("case.reopen", ENTITY_CASE, id, ""), 0);
	ck_column(ENTITY_CASE, id, "status", "answered");
	ck_column(ENTITY_CASE, id, "closed", "");
}
END_TEST

START_TEST(nobody_stands_above_himself)
{
	int64_t a = put(ENTITY_CUSTOMER, 0, "name=A"), b, c;
	char *under;

	under = xasprintf("name=B\nparent=%lld", (long long)a);
	b = put(ENTITY_CUSTOMER, 0, under);
	free(under);
	under = xasprintf("name=C\nparent=%lld", (long long)b);
	c = put(ENTITY_CUSTOMER, 0, under);
	free(under);
	under = xasprintf("parent=%lld", (long long)a);
	ck_refused(put(ENTITY_CUSTOMER, a, under), ERROR_USAGE, "itself");
	free(under);
	under = xasprintf("parent=%lld", (long long)c);
	ck_refused(put(ENTITY_CUSTOMER, a, under), ERROR_CONFLICT, "above itself");
	free(under);
}
END_TEST

START_TEST(a_deal_follows_its_stage)
{
	int64_t id = put(ENTITY_DEAL, 0, "name=Licence\nopened=2026-11-01");

	put(ENTITY_DEAL, id, "stage=6\nloss_reason=price");
	ck_column(ENTITY_DEAL, id, "state", "lost");
	ck_column(ENTITY_DEAL, id, "closed", "2026-11-22");
	ck_column(ENTITY_DEAL, id, "since", "2026-11-22");
	put(ENTITY_DEAL, id, "stage=5\nclosed=2026-11-20");
	ck_column(ENTITY_DEAL, id, "state", "won");
	ck_column(ENTITY_DEAL, id, "closed", "2026-11-20");
	ck_column(ENTITY_DEAL, id, "loss_reason", "");
	put(ENTITY_DEAL, id, "stage=2");
	ck_column(ENTITY_DEAL, id, "state", "open");
	ck_column(ENTITY_DEAL, id, "closed", "");
	ck_assert_int_eq(number("SELECT count(*) FROM stage_move"), 4);
	ck_assert_int_eq(number("SELECT count(*) FROM stage_move WHERE from_stage = 6 AND to_stage = 5"
				" AND at = '2026-11-20'"), 1);
}
END_TEST

/* A move of the past that is told now was made on its day, by whose deal it is. */
START_TEST(a_move_may_have_been_before_today)
{
	int64_t other = put(ENTITY_USER, 0, "name=Ben"), id;
	char *lines = xasprintf("name=Licence\nopened=2026-09-01\nowner=%lld", (long long)other);

	id = put(ENTITY_DEAL, 0, lines);
	put(ENTITY_DEAL, id, "stage=2\nsince=2026-10-05");
	ck_column(ENTITY_DEAL, id, "since", "2026-10-05");
	put(ENTITY_DEAL, id, "stage=3");
	ck_column(ENTITY_DEAL, id, "since", "2026-11-22");
	ck_assert_int_eq(number("SELECT by_user FROM stage_move WHERE at = '2026-10-05' AND to_stage = 2"),
			 other);
	ck_assert_int_eq(number("SELECT by_user FROM stage_move WHERE at = '2026-11-22' AND to_stage = 3"),
			 book.store.user);
	free(lines);
}
END_TEST

START_TEST(an_old_deal_comes_in_closed)
{
	int64_t id = put(ENTITY_DEAL, 0, "name=Old\nstage=5\nclosed=2017-03-01");

	ck_column(ENTITY_DEAL, id, "closed", "2017-03-01");
	ck_column(ENTITY_DEAL, id, "opened", "2017-03-01");
	ck_column(ENTITY_DEAL, id, "since", "2017-03-01");
}
END_TEST

START_TEST(who_buys_is_a_customer)
{
	int64_t customer = put(ENTITY_CUSTOMER, 0, "name=Acme"), deal;
	char *lines = xasprintf("name=Licence\ncustomer=%lld", (long long)customer);

	deal = put(ENTITY_DEAL, 0, lines);
	ck_column(ENTITY_CUSTOMER, customer, "status", "suspect");
	put(ENTITY_DEAL, deal, "stage=5");
	ck_column(ENTITY_CUSTOMER, customer, "status", "customer");
	free(lines);
}
END_TEST

static const struct {
	const char *kind;
	const char *last; /* what the customer's last contact is afterwards */
} talks[] = {
	{ "call", "2026-11-22" },   { "visit", "2026-11-22" }, { "meeting", "2026-11-22" },
	{ "mail", "2026-11-22" },   { "letter", "2026-11-22" }, { "task", "2026-11-01" },
	{ "note", "2026-11-01" },
};

START_TEST(a_talk_moves_the_last_contact)
{
	int64_t customer = put(ENTITY_CUSTOMER, 0, "name=Acme\nlast_contact=2026-11-01");
	char *lines = xasprintf("subject=Talk\nkind=%s\ncustomer=%lld", talks[_i].kind,
				(long long)customer);
	int64_t id = put(ENTITY_ACTIVITY, 0, lines);

	ck_column(ENTITY_CUSTOMER, customer, "last_contact", "2026-11-01");
	put(ENTITY_ACTIVITY, id, "done=2026-11-22T09:00:00Z");
	ck_column(ENTITY_CUSTOMER, customer, "last_contact", talks[_i].last);
	id = put(ENTITY_ACTIVITY, 0, lines);
	put(ENTITY_ACTIVITY, id, "done=2026-10-01T09:00:00Z");
	ck_column(ENTITY_CUSTOMER, customer, "last_contact", talks[_i].last);
	free(lines);
}
END_TEST

static int64_t main_of(const char *kind)
{
	char *sql = xasprintf("SELECT sum(id) FROM point WHERE main = 1 AND removed = 0 AND kind = '%s'",
			      kind);
	int64_t id = number(sql);

	free(sql);
	return id;
}

START_TEST(each_kind_has_one_main_point)
{
	int64_t customer = put(ENTITY_CUSTOMER, 0, "name=Acme"), a, b, mail;
	char *phone = xasprintf("customer=%lld\nkind=phone\nvalue=1", (long long)customer);
	char *email = xasprintf("customer=%lld\nkind=email\nvalue=a@b.example", (long long)customer);

	a = put(ENTITY_POINT, 0, phone);
	b = put(ENTITY_POINT, 0, phone);
	mail = put(ENTITY_POINT, 0, email);
	ck_assert_int_eq(main_of("phone"), a);
	ck_assert_int_eq(main_of("email"), mail);
	put(ENTITY_POINT, b, "main=yes");
	ck_assert_int_eq(main_of("phone"), b);
	change(CHANGE_REMOVE, ENTITY_POINT, b);
	ck_assert_int_eq(main_of("phone"), a);
	put(ENTITY_POINT, a, "main=no");
	ck_assert_int_eq(main_of("phone"), a);
	free(phone);
	free(email);
}
END_TEST

Suite *rules_suite(void)
{
	Suite *s = suite_create("rules");
	TCase *t = tcase_create("rules");

	tcase_add_checked_fixture(t, book_begin, book_end);
	tcase_add_loop_test(t, what_is_wrong_is_refused_in_words, 0, LENGTH(wrong));
	tcase_add_test(t, a_key_is_used_once);
	tcase_add_test(t, a_view_is_asked_for_what_changes);
	tcase_add_test(t, a_payment_has_its_day);
	tcase_add_test(t, a_case_is_answered_and_closed);
	tcase_add_test(t, nobody_stands_above_himself);
	tcase_add_test(t, a_deal_follows_its_stage);
	tcase_add_test(t, a_move_may_have_been_before_today);
	tcase_add_test(t, an_old_deal_comes_in_closed);
	tcase_add_test(t, who_buys_is_a_customer);
	tcase_add_loop_test(t, a_talk_moves_the_last_contact, 0, LENGTH(talks));
	tcase_add_test(t, each_kind_has_one_main_point);
	suite_add_tcase(s, t);
	return s;
}
