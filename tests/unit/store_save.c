/* Saving: merging, idempotency, batches, drafts, news. */
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
	put(ENTITY_SETTING, 1, "value=CHF");
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
