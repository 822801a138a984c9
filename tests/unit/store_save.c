/* Saving: rules, consequences, merging, idempotency, drafts. */
#include "book_fixture.h"
#include "store_suites.h"

START_TEST(a_new_record_begins_as_its_fields_say)
{
	int64_t id = put(ENTITY_DEAL, 0, "name=Licence");

	ck_column(ENTITY_DEAL, id, "stage", "1");
	ck_column(ENTITY_DEAL, id, "state", "open");
	ck_column(ENTITY_DEAL, id, "opened", "2026-11-22");
	ck_column(ENTITY_DEAL, id, "since", "2026-11-22");
	ck_column(ENTITY_DEAL, id, "type", "new");
	ck_column(ENTITY_DEAL, id, "version", "1");
	ck_column(ENTITY_DEAL, id, "created", "2026-11-22T10:00:00Z");
	ck_assert_int_eq(strtoll(column(ENTITY_DEAL, id, "owner"), NULL, 10), book.store.user);
	ck_assert_int_eq(number("SELECT count(*) FROM journal WHERE entity = 'deal' AND field IS NULL"),
			 1);
}
END_TEST

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

START_TEST(disjoint_edits_merge)
{
	int64_t id = put(ENTITY_CUSTOMER, 0, "name=Acme");

	ck_assert_int_eq(put_from(ENTITY_CUSTOMER, id, 1, "industry=Steel"), id);
	ck_assert_int_eq(put_from(ENTITY_CUSTOMER, id, 1, "size=small"), id);
	ck_column(ENTITY_CUSTOMER, id, "industry", "Steel");
	ck_column(ENTITY_CUSTOMER, id, "size", "small");
	ck_column(ENTITY_CUSTOMER, id, "version", "3");
}
END_TEST

START_TEST(two_edits_of_one_field_conflict)
{
	int64_t id = put(ENTITY_CUSTOMER, 0, "name=Acme");

	ck_assert_int_eq(put_from(ENTITY_CUSTOMER, id, 1, "industry=Steel"), id);
	ck_refused(put_from(ENTITY_CUSTOMER, id, 1, "industry=Wood"), ERROR_CONFLICT,
		   "Industry of Acme was changed meanwhile (ana, 2026-11-22 10:00)");
	ck_assert_int_eq(put_from(ENTITY_CUSTOMER, id, 1, "industry=Steel"), id);
	ck_assert_int_eq(book.answer->versions[0], 2);
	ck_assert_int_eq(put_from(ENTITY_CUSTOMER, id, 2, "industry=Wood"), id);
}
END_TEST

START_TEST(a_removed_record_is_not_edited)
{
	int64_t id = put(ENTITY_CUSTOMER, 0, "name=Acme");

	ck_assert_int_eq(change(CHANGE_REMOVE, ENTITY_CUSTOMER, id), 0);
	ck_refused(put(ENTITY_CUSTOMER, id, "industry=Wood"), ERROR_CONFLICT, "restore it");
	ck_assert_int_eq(change(CHANGE_RESTORE, ENTITY_CUSTOMER, id), 0);
	ck_assert_int_eq(put(ENTITY_CUSTOMER, id, "industry=Wood"), id);
}
END_TEST

START_TEST(nothing_to_change_writes_nothing)
{
	int64_t id = put(ENTITY_CUSTOMER, 0, "name=Acme");
	int64_t before = number("SELECT max(id) FROM txn");

	ck_assert_int_eq(put(ENTITY_CUSTOMER, id, "name=Acme"), id);
	ck_assert_int_eq(book.answer->txn, 0);
	ck_assert_int_eq(number("SELECT max(id) FROM txn"), before);
}
END_TEST

/* The customer of the contact is the record that the same request adds. */
static struct request two_changes(struct change c[2])
{
	const struct entity *customer = entity_at(ENTITY_CUSTOMER), *contact = entity_at(ENTITY_CONTACT);

	c[0] = (struct change){ .kind = CHANGE_SAVE, .entity = customer };
	c[1] = (struct change){ .kind = CHANGE_SAVE, .entity = contact };
	change_set(&c[0], &customer->fields[CUSTOMER_NAME], value_text("Acme"));
	change_set(&c[1], &contact->fields[CONTACT_NAME], value_text("Bo"));
	change_set(&c[1], &contact->fields[CONTACT_CUSTOMER], value_ref(-1, NULL));
	return (struct request){ .verb = VERB_SAVE, .changes = c, .nchanges = 2 };
}

START_TEST(a_request_refers_to_what_it_adds)
{
	struct change c[2];

	ck_assert_int_eq(ask(verb_save, two_changes(c)), 0);
	ck_assert_int_eq(strtoll(column(ENTITY_CONTACT, book.answer->ids[1], "customer"), NULL, 10),
			 book.answer->ids[0]);
	change_free(&c[0]);
	change_free(&c[1]);
}
END_TEST

START_TEST(a_request_changes_what_it_adds)
{
	const struct entity *customer = entity_at(ENTITY_CUSTOMER);
	struct change c[3];
	struct request r = two_changes(c);

	c[2] = (struct change){ .kind = CHANGE_SAVE, .entity = customer, .id = -1 };
	change_set(&c[2], &customer->fields[CUSTOMER_INDUSTRY], value_text("Wood"));
	r.nchanges = 3;
	ck_assert_int_eq(ask(verb_save, r), 0);
	ck_assert_int_eq(book.answer->ids[2], book.answer->ids[0]);
	ck_column(ENTITY_CUSTOMER, book.answer->ids[0], "industry", "Wood");
	c[2].id = -3; /* itself */
	ck_refused(ask(verb_save, r), ERROR_ABSENT, "Change 3 of 3");
	for (size_t i = 0; i < 3; i++)
		change_free(&c[i]);
}
END_TEST

START_TEST(what_a_book_begins_with_is_not_undone)
{
	struct change c[2];
	struct request r = two_changes(c);

	r.begins = true;
	ck_assert_int_eq(ask(verb_save, r), 0);
	ck_refused(ask(verb_undo, (struct request){ .id = book.answer->txn }), ERROR_USAGE, "began with");
	ck_refused(ask(verb_undo, (struct request){ 0 }), ERROR_ABSENT, "nothing of yours");
	change_free(&c[0]);
	change_free(&c[1]);
}
END_TEST

START_TEST(all_or_nothing)
{
	struct change c[2];
	struct request r = two_changes(c);

	change_set(&c[1], entity_must(c[1].entity, "owner"), value_ref(99, NULL));
	ck_refused(ask(verb_save, r), ERROR_ABSENT, "Change 2 of 2");
	ck_assert_int_eq(number("SELECT count(*) FROM customer"), 0);
	change_free(&c[0]);
	change_free(&c[1]);
}
END_TEST

START_TEST(a_dry_run_answers_and_leaves_nothing)
{
	struct change c[2];
	struct request r = two_changes(c);

	r.dry = true;
	ck_assert_int_eq(ask(verb_save, r), 0);
	ck_assert_int_gt(book.answer->ids[1], 0);
	ck_assert_int_eq(book.answer->txn, 0);
	ck_assert_int_eq(number("SELECT count(*) FROM customer"), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM reply"), 0);
	change_free(&c[0]);
	change_free(&c[1]);
}
END_TEST

START_TEST(asked_twice_is_done_once)
{
	struct change c[2];
	struct request r = two_changes(c);
	int64_t ids[2], txn;

	r.uuid = "6f1c1f0e-0001-4000-8000-000000000001";
	ck_assert_int_eq(ask(verb_save, r), 0);
	memcpy(ids, book.answer->ids, sizeof(ids));
	txn = book.answer->txn;
	ck_assert_int_eq(ask(verb_save, r), 0);
	ck_assert_int_eq(book.answer->nids, 2);
	ck_assert_mem_eq(book.answer->ids, ids, sizeof(ids));
	ck_assert_int_eq(book.answer->versions[1], 1);
	ck_assert_int_eq(book.answer->txn, txn);
	ck_assert_int_eq(number("SELECT count(*) FROM customer"), 1);
	change_free(&c[0]);
	change_free(&c[1]);
}
END_TEST

START_TEST(replies_are_kept_for_a_month)
{
	struct change c[2];
	struct request r = two_changes(c);

	r.uuid = "6f1c1f0e-0001-4000-8000-000000000001";
	ck_assert_int_eq(ask(verb_save, r), 0);
	book.store.clock.fixed += 31 * 86400;
	r.uuid = "6f1c1f0e-0001-4000-8000-000000000002";
	ck_assert_int_eq(ask(verb_save, r), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM reply"), 1);
	change_free(&c[0]);
	change_free(&c[1]);
}
END_TEST

START_TEST(a_batch_is_one_transaction)
{
	struct change c[2];
	struct request r = two_changes(c);
	int64_t txn;

	r.batch = "6f1c1f0e-0001-4000-8000-00000000000b";
	ck_assert_int_eq(ask(verb_save, r), 0);
	txn = book.answer->txn;
	put(ENTITY_CUSTOMER, 0, "name=Between");
	ck_assert_int_eq(ask(verb_save, r), 0);
	ck_assert_int_eq(book.answer->txn, txn);
	ck_assert_int_eq(ask(verb_undo, (struct request){ .id = txn }), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM customer WHERE removed = 0"), 1);
	ck_refused(ask(verb_save, r), ERROR_CONFLICT, "undone meanwhile");
	change_free(&c[0]);
	change_free(&c[1]);
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

static int64_t keep_draft(int64_t id, int64_t record, const char *words)
{
	ck_assert_int_eq(ask(verb_draft, (struct request){ .entity = entity_at(ENTITY_CUSTOMER),
							   .id = id, .ids = &record,
							   .nids = record ? 1 : 0, .name = "Acme",
							   .words = words }), 0);
	return book.answer->ids[0];
}

static size_t drafts(void)
{
	ck_assert_int_eq(ask(verb_draft, (struct request){ 0 }), 0);
	return book.answer->tables[0]->nrows;
}

START_TEST(drafts_are_ones_own_and_go_with_the_record)
{
	int64_t fresh = keep_draft(0, 0, "name: A"), of_record = keep_draft(0, 7, "name: B");
	struct change c[2];
	struct request r = two_changes(c);

	ck_assert_int_eq(keep_draft(fresh, 0, "name: Ac"), fresh);
	ck_assert_int_eq(keep_draft(0, 7, "name: Bc"), of_record);
	ck_assert_uint_eq(drafts(), 2);
	ck_assert_int_eq(book_reopen("ben"), 0);
	ck_assert_uint_eq(drafts(), 0);
	ck_assert_int_eq(ask(verb_draft, (struct request){ .id = fresh }), 0);
	ck_assert_int_eq(book_reopen("ana"), 0);
	ck_assert_uint_eq(drafts(), 2);
	r.id = fresh;
	ck_assert_int_eq(ask(verb_save, r), 0);
	ck_assert_uint_eq(drafts(), 1);
	ck_assert_int_eq(ask(verb_draft, (struct request){ .id = of_record }), 0);
	ck_assert_uint_eq(drafts(), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM journal WHERE entity = 'draft'"), 0);
	change_free(&c[0]);
	change_free(&c[1]);
}
END_TEST

START_TEST(a_draft_is_kept_for_thirty_days)
{
	int64_t then = book.store.context.now;

	keep_draft(0, 0, "name: A");
	book.store.clock.fixed = then + 30 * 86400;
	ck_assert_uint_eq(drafts(), 1);
	book.store.clock.fixed = then + 30 * 86400 + 1;
	ck_assert_uint_eq(drafts(), 0);
	keep_draft(0, 7, "name: B");
	ck_assert_int_eq(number("SELECT count(*) FROM draft"), 1);
}
END_TEST

START_TEST(news_names_what_changed)
{
	int64_t seen = -1;

	ck_assert_uint_eq(journal_changed_since(&book.store, &seen, &book.error), 0);
	put(ENTITY_DEAL, 0, "name=Licence");
	ck_assert_uint_eq(journal_changed_since(&book.store, &seen, &book.error),
			  UINT64_C(1) << ENTITY_DEAL | UINT64_C(1) << ENTITY_STAGE_MOVE);
	ck_assert_uint_eq(journal_changed_since(&book.store, &seen, &book.error), 0);
}
END_TEST

/* `n` new customers, of which `doubled` has the code of the one before it. */
static int save_codes(size_t n, size_t doubled, bool dry)
{
	const struct entity *customer = entity_at(ENTITY_CUSTOMER);
	struct change *many = xcalloc(n, sizeof(*many));
	char (*codes)[16] = xcalloc(n, sizeof(*codes));
	int rc;

	for (size_t i = 0; i < n; i++) {
		many[i] = (struct change){ .kind = CHANGE_SAVE, .entity = customer };
		snprintf(codes[i], sizeof(*codes), "C%zu", i == doubled ? i - 1 : i);
		change_set(&many[i], &customer->fields[CUSTOMER_NAME], value_text("Acme"));
		change_set(&many[i], &customer->fields[CUSTOMER_CODE], value_text(codes[i]));
	}
	rc = ask(verb_save, (struct request){ .changes = many, .nchanges = n, .dry = dry });
	for (size_t i = 0; i < n; i++)
		change_free(&many[i]);
	free(many);
	free(codes);
	return rc;
}

/* New records are written many at a time, yet the one that cannot be is named, dry or not. */
START_TEST(a_doubled_code_among_many_is_named)
{
	static const size_t places[] = { 1, 255, 256, 257, 599 };

	for (size_t i = 0; i < LENGTH(places); i++) {
		char words[64];

		for (int dry = 0; dry < 2; dry++) {
			snprintf(words, sizeof(words), "Change %zu of 600: Code C%zu is already", places[i] + 1,
				 places[i] - 1);
			ck_refused(save_codes(600, places[i], dry), ERROR_CONFLICT, words);
		}
	}
	ck_assert_int_eq(number("SELECT count(*) FROM customer"), 0);
	ck_assert_int_eq(save_codes(600, 600, false), 0);
	ck_assert_int_eq(number("SELECT count(DISTINCT code) FROM customer"), 600);
	ck_refused(save_codes(1, 1, false), ERROR_CONFLICT, "Code C0 is already that of customer 1, Acme");
}
END_TEST

/* What one request adds and works on at once: each change sees those before it. */
START_TEST(a_request_sees_what_it_added)
{
	const struct entity *customer = entity_at(ENTITY_CUSTOMER), *point = entity_at(ENTITY_POINT);
	struct change c[5] = { 0 };

	c[0] = (struct change){ .kind = CHANGE_SAVE, .entity = customer };
	change_set(&c[0], &customer->fields[CUSTOMER_NAME], value_text("Acme"));
	for (int i = 1; i < 4; i++) {
		c[i] = (struct change){ .kind = CHANGE_SAVE, .entity = point };
		change_set(&c[i], &point->fields[POINT_CUSTOMER], value_ref(-1, NULL));
		change_set(&c[i], &point->fields[POINT_KIND], value_text(i == 2 ? "email" : "phone"));
		change_set(&c[i], &point->fields[POINT_VALUE], value_text("a@b.example"));
	}
	change_set(&c[3], &point->fields[POINT_MAIN], value_int(1));
	c[4] = (struct change){ .kind = CHANGE_SAVE, .entity = customer, .id = -1 };
	change_set(&c[4], &customer->fields[CUSTOMER_NAME], value_text("Bolt"));
	ck_assert_int_eq(ask(verb_save, (struct request){ .changes = c, .nchanges = LENGTH(c) }), 0);
	ck_column(ENTITY_CUSTOMER, 1, "name", "Bolt");
	ck_column(ENTITY_CUSTOMER, 1, "version", "2");
	ck_column(ENTITY_POINT, 1, "main", "0"); /* the third gave itself out as the main one */
	ck_column(ENTITY_POINT, 2, "main", "1");
	ck_column(ENTITY_POINT, 3, "main", "1");
	for (size_t i = 0; i < LENGTH(c); i++)
		change_free(&c[i]);
}
END_TEST

/* A customer that the same request removes is there no more for what comes after it. */
START_TEST(a_request_sees_what_it_removed)
{
	const struct entity *customer = entity_at(ENTITY_CUSTOMER), *contact = entity_at(ENTITY_CONTACT);
	struct change c[4] = { 0 };

	c[0] = (struct change){ .kind = CHANGE_SAVE, .entity = customer };
	change_set(&c[0], &customer->fields[CUSTOMER_NAME], value_text("Acme"));
	c[1] = c[3] = (struct change){ .kind = CHANGE_SAVE, .entity = contact };
	for (int i = 1; i < 4; i += 2) {
		change_set(&c[i], &contact->fields[CONTACT_NAME], value_text("Ana"));
		change_set(&c[i], &contact->fields[CONTACT_CUSTOMER], value_ref(-1, NULL));
	}
	c[2] = (struct change){ .kind = CHANGE_REMOVE, .entity = customer, .id = -1 };
	ck_refused(ask(verb_save, (struct request){ .changes = c, .nchanges = LENGTH(c) }), ERROR_ABSENT,
		   "Change 4 of 4: Customer: there is no customer 1.");
	for (size_t i = 0; i < LENGTH(c); i++)
		change_free(&c[i]);
}
END_TEST

static int stop_at_once(void *data)
{
	(void)data;
	return 1;
}

/* So many rows that reading them is interrupted: they are news the next time. */
START_TEST(news_that_could_not_be_read_stay_news)
{
	enum { MANY = 1000 };
	const struct entity *customer = entity_at(ENTITY_CUSTOMER);
	struct change *many = xcalloc(MANY, sizeof(*many));
	int64_t seen = -1;

	for (int i = 0; i < MANY; i++) {
		many[i] = (struct change){ .kind = CHANGE_SAVE, .entity = customer };
		change_set(&many[i], &customer->fields[CUSTOMER_NAME], value_text("Acme"));
	}
	ck_assert_int_eq(ask(verb_save, (struct request){ .changes = many, .nchanges = MANY }), 0);
	journal_changed_since(&book.store, &seen, &book.error);
	for (int i = 0; i < MANY; i++) {
		many[i].id = i + 1;
		many[i].fields[0].value = value_text("Zenith");
	}
	ck_assert_int_eq(ask(verb_save, (struct request){ .changes = many, .nchanges = MANY }), 0);
	db_on_progress(book.store.db, stop_at_once, NULL);
	ck_assert_uint_eq(journal_changed_since(&book.store, &seen, &book.error), 0);
	ck_assert_int_eq(book.error.kind, ERROR_FAILED);
	db_on_progress(book.store.db, NULL, NULL);
	ck_assert_uint_eq(journal_changed_since(&book.store, &seen, &book.error),
			  UINT64_C(1) << ENTITY_CUSTOMER);
	for (int i = 0; i < MANY; i++)
		change_free(&many[i]);
	free(many);
}
END_TEST

START_TEST(describe_tells_what_screens_need)
{
	put(ENTITY_SETTING, 0, "name=currency\nvalue=CHF");
	ck_assert_int_eq(ask(verb_describe, (struct request){ 0 }), 0);
	ck_assert_str_eq(book.store.currency, "CHF");
	ck_assert_uint_eq(answer_table(book.answer, "stages")->nrows, 6);
	ck_assert_uint_eq(answer_table(book.answer, "settings")->nrows, 1);
	ck_assert_str_eq(table_get(answer_table(book.answer, "stages"), 3, "name").s, "Commit");
	ck_assert_int_eq(table_get(answer_table(book.answer, "stages"), 3, "probability").i, 900000);
	ck_assert_str_eq(table_get(answer_table(book.answer, "stages"), 3, "pipeline").s, "Sales");
}
END_TEST

Suite *save_suite(void)
{
	Suite *s = suite_create("save");
	TCase *t = tcase_create("save");

	tcase_add_checked_fixture(t, book_begin, book_end);
	tcase_add_test(t, a_new_record_begins_as_its_fields_say);
	tcase_add_loop_test(t, what_is_wrong_is_refused_in_words, 0, LENGTH(wrong));
	tcase_add_test(t, a_key_is_used_once);
	tcase_add_test(t, a_view_is_asked_for_what_changes);
	tcase_add_test(t, a_payment_has_its_day);
	tcase_add_test(t, a_case_is_answered_and_closed);
	tcase_add_test(t, nobody_stands_above_himself);
	tcase_add_test(t, disjoint_edits_merge);
	tcase_add_test(t, two_edits_of_one_field_conflict);
	tcase_add_test(t, a_removed_record_is_not_edited);
	tcase_add_test(t, nothing_to_change_writes_nothing);
	tcase_add_test(t, a_request_refers_to_what_it_adds);
	tcase_add_test(t, a_request_changes_what_it_adds);
	tcase_add_test(t, what_a_book_begins_with_is_not_undone);
	tcase_add_test(t, all_or_nothing);
	tcase_add_test(t, a_dry_run_answers_and_leaves_nothing);
	tcase_add_test(t, asked_twice_is_done_once);
	tcase_add_test(t, replies_are_kept_for_a_month);
	tcase_add_test(t, a_batch_is_one_transaction);
	tcase_add_test(t, a_deal_follows_its_stage);
	tcase_add_test(t, a_move_may_have_been_before_today);
	tcase_add_test(t, an_old_deal_comes_in_closed);
	tcase_add_test(t, who_buys_is_a_customer);
	tcase_add_loop_test(t, a_talk_moves_the_last_contact, 0, LENGTH(talks));
	tcase_add_test(t, each_kind_has_one_main_point);
	tcase_add_test(t, drafts_are_ones_own_and_go_with_the_record);
	tcase_add_test(t, a_draft_is_kept_for_thirty_days);
	tcase_add_test(t, news_names_what_changed);
	tcase_add_test(t, a_doubled_code_among_many_is_named);
	tcase_add_test(t, a_request_sees_what_it_added);
	tcase_add_test(t, a_request_sees_what_it_removed);
	tcase_add_test(t, news_that_could_not_be_read_stay_news);
	tcase_add_test(t, describe_tells_what_screens_need);
	suite_add_tcase(s, t);
	return s;
}
