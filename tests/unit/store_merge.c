/* Two records become one: what stays, what moves, what leads there, and the way back. */
#include "book_fixture.h"
#include "store/series.h"
#include "store/sql.h"
#include "store_suites.h"

static int64_t putf(enum entity_id e, const char *fmt, ...) PRINTF_LIKE(2, 3);

static int64_t putf(enum entity_id e, const char *fmt, ...)
{
	struct sbuf lines = SBUF_INIT;
	va_list ap;
	int64_t id;

	va_start(ap, fmt);
	sbuf_vprintf(&lines, fmt, ap);
	va_end(ap);
	id = put(e, 0, sbuf_text(&lines));
	ck_assert_msg(id > 0, "%s: %s", lines.data, book.error.text);
	sbuf_free(&lines);
	return id;
}

static int merge(enum entity_id e, int64_t left, int64_t right, const char *args)
{
	char *all = xasprintf("with=%lld\n%s", (long long)right, args);
	int rc = act("merge", e, left, all);

	free(all);
	return rc;
}

static int64_t count(const char *fmt, ...) PRINTF_LIKE(1, 2);

static int64_t count(const char *fmt, ...)
{
	struct sbuf sql = SBUF_INIT;
	va_list ap;
	int64_t n;

	va_start(ap, fmt);
	sbuf_vprintf(&sql, fmt, ap);
	va_end(ap);
	n = number(sql.data);
	sbuf_free(&sql);
	return n;
}

/* The whole book, record by record and field by field, but for how often and when they were changed. */
static char *dump(void)
{
	struct sbuf out = SBUF_INIT;

	for (int k = 0; k < ENTITY_COUNT; k++) {
		const struct entity *e = entity_at((enum entity_id)k);
		struct sbuf sql = SBUF_INIT;
		struct stmt *q;

		for (unsigned i = 0; i < e->nfields; i++)
			if (i != FIELD_ID_VERSION && i != FIELD_ID_UPDATED &&
			    !(e->fields[i].flags & FIELD_COMPUTED))
				sbuf_printf(&sql, "%s || '|' || coalesce(\"%s\", '')",
					    sql.len ? "" : "SELECT ''", e->fields[i].name);
		sbuf_printf(&sql, " FROM \"%s\" ORDER BY id", e->name);
		q = db_prepare(book.store.db, sql.data, &book.error);
		ck_assert_msg(q != NULL, "%s", book.error.text);
		while (db_step(q, &book.error) == 1)
			sbuf_printf(&out, "%s%s\n", e->name, db_text(q, 0));
		sbuf_free(&sql);
	}
	return sbuf_steal(&out);
}

/* How many fields of the book point at the record, by the field tables; with `each`, every field that can
 * must do so at least once. */
static int64_t pointing(enum entity_id at, int64_t id, bool each)
{
	int64_t all = 0;

	for (int k = 0; k < ENTITY_COUNT; k++) {
		const struct entity *e = entity_at((enum entity_id)k);

		for (unsigned i = COMMON_COUNT; i < e->nfields; i++) {
			const struct field *f = &e->fields[i];
			int64_t n;

			if (f->type != FIELD_REF || f->flags & FIELD_COMPUTED ||
			    strcmp(f->ref, entity_at(at)->name) != 0)
				continue;
			n = count("SELECT count(*) FROM \"%s\" WHERE \"%s\" = %lld", e->name, f->name,
				  (long long)id);
			ck_assert_msg(!each || n > 0, "nothing tests %s.%s", e->name, f->name);
			all += n;
		}
	}
	return all;
}

static void attach_to(enum entity_id e, int64_t id)
{
	char *uuid = xasprintf("%012d-%012lld", (int)e, (long long)id);

	ck_assert_msg(ask(verb_attach, (struct request){ .verb = VERB_ATTACH, .entity = entity_at(e), .id = id,
							 .uuid = uuid, .name = "offer", .limit = 3,
							 .data = "abc", .ndata = 3 }) == 0,
		      "%s", book.error.text);
	free(uuid);
}

/* Something in every field of the book that can point at a customer. */
static int64_t surround_customer(int64_t id)
{
	int64_t other = putf(ENTITY_CUSTOMER, "name=Other"), more = putf(ENTITY_CUSTOMER, "name=Older still");
	int64_t contact = putf(ENTITY_CONTACT, "name=Bo\ncustomer=%lld", (long long)id), deal;

	deal = putf(ENTITY_DEAL, "name=Licence\ncustomer=%lld", (long long)id);
	putf(ENTITY_DEAL, "name=Lost to\ncustomer=%lld\ncompetitor=%lld", (long long)other, (long long)id);
	putf(ENTITY_ACTIVITY, "subject=Call\ncustomer=%lld\ndone=2026-11-20T09:00:00Z", (long long)id);
	putf(ENTITY_POINT, "customer=%lld\nkind=phone\nvalue=+44 113 496 0000", (long long)id);
	putf(ENTITY_ROLES, "contact=%lld\ncustomer=%lld\njob=Buyer", (long long)contact, (long long)id);
	putf(ENTITY_INVOICE, "number=R-1\ncustomer=%lld\namount=10", (long long)id);
	putf(ENTITY_CASE, "subject=Hums\ncustomer=%lld", (long long)id);
	putf(ENTITY_CUSTOMER, "name=Daughter\nparent=%lld", (long long)id);
	putf(ENTITY_RELATION, "customer=%lld\nkind=owns\nto_customer=%lld", (long long)id, (long long)other);
	attach_to(ENTITY_CUSTOMER, id);
	putf(ENTITY_PROFILE, "customer=%lld\nsection=needs\nname=speed\nvalue=much", (long long)id);
	putf(ENTITY_PROFILE, "customer=%lld\nsection=needs\nname=price\nvalue=low\nsupplier=%lld", (long long)other,
	     (long long)id);
	putf(ENTITY_RELATION, "customer=%lld\nkind=owns\nto_customer=%lld", (long long)more, (long long)id);
	change(CHANGE_REMOVE, ENTITY_DEAL, deal);
	ck_assert_int_eq(merge(ENTITY_CUSTOMER, id, putf(ENTITY_CUSTOMER, "name=Younger"), ""), 0);
	act("apart", ENTITY_CUSTOMER, id, "from=Other");
	act("apart", ENTITY_CUSTOMER, more, "from=Daughter");
	ck_assert_int_gt(putf(ENTITY_APART, "customer=%lld\ncustomer_not=%lld", (long long)more,
			      (long long)id), 0);
	return other;
}

static void surround_contact(int64_t id)
{
	int64_t customer = putf(ENTITY_CUSTOMER, "name=Acme"), other = putf(ENTITY_CONTACT, "name=Cy");

	putf(ENTITY_DEAL, "name=Licence\ncontact=%lld", (long long)id);
	putf(ENTITY_ACTIVITY, "subject=Call\ncontact=%lld", (long long)id);
	putf(ENTITY_POINT, "contact=%lld\nkind=email\nvalue=bo@acme.com", (long long)id);
	putf(ENTITY_RELATION, "contact=%lld\nkind=referred\nto_contact=%lld", (long long)id, (long long)other);
	attach_to(ENTITY_CONTACT, id);
	putf(ENTITY_PROFILE, "contact=%lld\nsection=lifestyle\nname=hobby\nvalue=chess", (long long)id);
	putf(ENTITY_RELATION, "contact=%lld\nkind=referred\nto_contact=%lld", (long long)other, (long long)id);
	putf(ENTITY_ROLES, "contact=%lld\ncustomer=%lld\njob=Buyer", (long long)id, (long long)customer);
	putf(ENTITY_CASE, "subject=Hums\ncustomer=%lld\ncontact=%lld", (long long)customer, (long long)id);
	ck_assert_int_eq(merge(ENTITY_CONTACT, id, putf(ENTITY_CONTACT, "name=Bob"), ""), 0);
	act("apart", ENTITY_CONTACT, id, "from=Cy");
	putf(ENTITY_APART, "contact=%lld\ncontact_not=%lld", (long long)other, (long long)id);
}

START_TEST(all_that_points_at_it_moves)
{
	enum entity_id e = _i ? ENTITY_CONTACT : ENTITY_CUSTOMER;
	int64_t old = putf(e, "name=Ana"), young = putf(e, "name=Anna"), n;

	if (_i)
		surround_contact(young);
	else
		surround_customer(young);
	n = pointing(e, young, true);
	ck_assert_msg(merge(e, young, old, "") == 0, "%s", book.error.text);
	ck_assert_int_eq(pointing(e, young, false), 0);
	/* And the one that is no more points there itself. */
	ck_assert_int_eq(pointing(e, old, false), n + 1);
	ck_column(e, young, "removed", "1");
	ck_column(e, old, "removed", "0");
}
END_TEST

START_TEST(one_undo_restores_all)
{
	enum entity_id e = _i ? ENTITY_CONTACT : ENTITY_CUSTOMER;
	int64_t old = putf(e, "name=Ana\nnote=first"), young = putf(e, "name=Anna\nnote=second\ntags=vip");
	char *before, *merged, *after;

	if (_i)
		surround_contact(young);
	else
		surround_customer(young);
	before = dump();
	ck_assert_int_eq(merge(e, old, young, "right=name"), 0);
	merged = dump();
	ck_assert_str_ne(before, merged);
	ck_assert_msg(ask(verb_undo, (struct request){ 0 }) == 0, "%s", book.error.text);
	after = dump();
	ck_assert_str_eq(before, after);
	free(after);
	ck_assert_msg(ask(verb_redo, (struct request){ 0 }) == 0, "%s", book.error.text);
	after = dump();
	ck_assert_str_eq(merged, after);
	free(before);
	free(merged);
	free(after);
}
END_TEST

static const struct {
	const char *old, *young, *then, *args, *field, *expected; /* then: what is set in the older one later */
} choices[] = {
	{ "name=A\nindustry=Steel", "name=B", NULL, "", "industry", "Steel" },
	{ "name=A", "name=B\nindustry=Wood", NULL, "", "industry", "Wood" },
	{ "name=A\nindustry=Steel", "name=B\nindustry=Wood", NULL, "", "industry", "Wood" },
	{ "name=A\nindustry=Steel", "name=B\nindustry=Wood", "industry=Glass", "", "industry", "Glass" },
	{ "name=A\nindustry=Steel", "name=B\nindustry=Wood", "size=small", "", "industry", "Wood" },
	{ "name=A\nindustry=Steel", "name=B\nindustry=Wood", NULL, "left=industry", "industry", "Steel" },
	{ "name=A\nindustry=Steel", "name=B\nindustry=Wood", "industry=Glass", "right=size,industry",
	  "industry", "Wood" },
	{ "name=A\nindustry=Steel", "name=B", NULL, "right=industry", "industry", "" },
	{ "name=A", "name=B", NULL, "", "name", "B" },
	/* What a new record begins with does not win over what somebody said. */
	{ "name=A\nstatus=customer", "name=B", NULL, "", "status", "customer" },
	{ "name=A", "name=B\nstatus=lapsed", NULL, "", "status", "lapsed" },
	{ "name=A\nstatus=customer", "name=B\nstatus=lapsed", NULL, "", "status", "lapsed" },
	{ "name=A\nnote=one", "name=B\nnote=two", NULL, "", "note", "one\n\ntwo" },
	{ "name=A\nnote=one", "name=B\nnote=one", NULL, "", "note", "one" },
	{ "name=A\nnote=one", "name=B\nnote=two", NULL, "right=note", "note", "two" },
	{ "name=A\ntags=fair,vip", "name=B\ntags=vip,web", NULL, "", "tags", "fair,vip,web" },
	{ "name=A\nlast_contact=2026-11-02", "name=B\nlast_contact=2026-10-01", NULL, "", "last_contact",
	  "2026-11-02" },
	{ "name=A\ncode=A-1", "name=B\ncode=B-1", NULL, "", "code", "A-1" },
	{ "name=A", "name=B\ncode=B-1", NULL, "", "code", "B-1" },
	{ "name=A\ncode=A-1", "name=B\ncode=B-1", NULL, "right=code", "code", "B-1" },
	/* An amount keeps its currency. */
	{ "name=A\ncurrency=USD\nannual_revenue=100", "name=B\ncurrency=JPY\nannual_revenue=5", NULL,
	  "left=annual_revenue", "currency", "USD" },
	{ "name=A\ntax_id=DE123456789", "name=B\ntax_id=123 456 789", NULL, "left=tax_id", "tax_id",
	  "DE123456789" },
};

START_TEST(fields_are_chosen)
{
	int64_t old = put(ENTITY_CUSTOMER, 0, choices[_i].old);
	int64_t young = put(ENTITY_CUSTOMER, 0, choices[_i].young);

	if (choices[_i].then)
		ck_assert_int_eq(put(ENTITY_CUSTOMER, old, choices[_i].then), old);
	ck_assert_msg(merge(ENTITY_CUSTOMER, old, young, choices[_i].args) == 0, "%s", book.error.text);
	ck_column(ENTITY_CUSTOMER, old, choices[_i].field, choices[_i].expected);
}
END_TEST

/* Customers 1 and 2 by their lines, what is done before, the arguments, a word of the refusal. */
static const struct {
	const char *one, *other, *args, *word;
	int left, right;
} refused[] = {
	{ "name=A\ntax_id=DE123456789", "name=B\ntax_id=DE987654321", "",
	  "tax ids are DE123456789 and DE987654321", 1, 2 },
	{ "name=A", "name=B\nparent=1", "", "B belongs to A", 1, 2 },
	{ "name=A", "name=B\nparent=1", "", "B belongs to A", 2, 1 },
	{ "name=A", "name=B", "", "these are one", 1, 1 },
	{ "name=A", "name=B", "", "no customer 9", 1, 9 },
	{ "name=A", "name=B", "left=horse", "no field horse to choose", 1, 2 },
	{ "name=A", "name=B", "left=won", "no field won to choose", 1, 2 },
};

START_TEST(what_cannot_be_one_is_said)
{
	char *before, *after;

	ck_assert_int_eq(put(ENTITY_CUSTOMER, 0, refused[_i].one), 1);
	ck_assert_int_eq(put(ENTITY_CUSTOMER, 0, refused[_i].other), 2);
	before = dump();
	ck_assert_int_eq(merge(ENTITY_CUSTOMER, refused[_i].left, refused[_i].right, refused[_i].args), -1);
	ck_assert_msg(strstr(book.error.text, refused[_i].word), "%s", book.error.text);
	after = dump();
	ck_assert_str_eq(before, after);
	free(before);
	free(after);
}
END_TEST

START_TEST(nobody_merges_what_was_removed_or_cannot_be)
{
	int64_t a = putf(ENTITY_CUSTOMER, "name=A"), b = putf(ENTITY_CUSTOMER, "name=B");
	int64_t c = putf(ENTITY_CUSTOMER, "name=C\nparent=%lld", (long long)b), deal;

	ck_assert_int_gt(put(ENTITY_CUSTOMER, b, "parent=1"), 0);
	ck_refused(merge(ENTITY_CUSTOMER, a, c, ""), ERROR_CONFLICT, "C belongs to A");
	change(CHANGE_REMOVE, ENTITY_CUSTOMER, c);
	ck_refused(merge(ENTITY_CUSTOMER, a, c, ""), ERROR_CONFLICT, "restore it first");
	ck_refused(merge(ENTITY_CUSTOMER, c, a, ""), ERROR_CONFLICT, "restore it first");
	deal = putf(ENTITY_DEAL, "name=D");
	ck_refused(act("merge", ENTITY_DEAL, deal, "with=1"), ERROR_CONFLICT, "not for records of this kind");
}
END_TEST

/* A, into which B and, later, C went. */
static void merge_three(int64_t ids[3])
{
	ids[0] = putf(ENTITY_CUSTOMER, "name=Acme\ncode=A-1");
	ids[1] = putf(ENTITY_CUSTOMER, "name=Acme GmbH\ncode=B-1");
	ids[2] = putf(ENTITY_CUSTOMER, "name=Acme Ltd\ncode=C-1");
	ck_assert_int_eq(merge(ENTITY_CUSTOMER, ids[1], ids[2], "right=code"), 0);
	ck_assert_int_eq(merge(ENTITY_CUSTOMER, ids[1], ids[0], "left=name\nright=code"), 0);
}

START_TEST(old_ids_lead_to_what_they_became)
{
	int64_t ids[3], contact;

	merge_three(ids);
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(ask(verb_get, (struct request){ .entity = entity_at(ENTITY_CUSTOMER),
								 .id = ids[i] }), 0);
		ck_assert_int_eq(answer_table(book.answer, "facts")->rows[0].id, ids[0]);
		ck_assert_int_eq(book.answer->text != NULL, i > 0);
		contact = putf(ENTITY_CONTACT, "name=Bo\ncustomer=%lld", (long long)ids[i]);
		ck_column(ENTITY_CONTACT, contact, "customer", "1");
		ck_assert_int_eq(act("tag", ENTITY_CUSTOMER, ids[i], "tag=vip"), 0);
		ck_assert_int_gt(put(ENTITY_CUSTOMER, ids[i], "industry=Steel"), 0);
	}
	ck_column(ENTITY_CUSTOMER, ids[0], "tags", "vip");
	ck_column(ENTITY_CUSTOMER, ids[2], "tags", "");
	ck_column(ENTITY_CUSTOMER, ids[0], "industry", "Steel");
	ck_refused(act("remove", ENTITY_CUSTOMER, ids[2], ""), ERROR_CONFLICT, "was merged into");
	ck_refused(act("restore", ENTITY_CUSTOMER, ids[1], ""), ERROR_CONFLICT, "was merged into");
	ck_refused(change(CHANGE_RESTORE, ENTITY_CUSTOMER, ids[1]), ERROR_CONFLICT, "was merged into");
}
END_TEST

/* Three are one, with the id 1, and Bo is theirs: what is listed, and how many. */
static const struct {
	enum entity_id entity;
	bool removed;
	const char *expr;
	int total;
	int64_t first;
} asked_by_id[] = {
	{ ENTITY_CUSTOMER, false, "id=1", 1, 1 },
	{ ENTITY_CUSTOMER, false, "id:2", 1, 1 },
	{ ENTITY_CUSTOMER, false, "id=2,3", 1, 1 },
	{ ENTITY_CUSTOMER, false, "not id=3", 1, 4 },
	{ ENTITY_CUSTOMER, false, "id!=3", 1, 4 },
	{ ENTITY_CUSTOMER, false, "id>2", 1, 4 },
	{ ENTITY_CUSTOMER, false, "parent.id=2", 1, 4 },
	{ ENTITY_CUSTOMER, true, "id=3", 1, 3 },
	{ ENTITY_CUSTOMER, true, "id=1", 0, 0 },
	{ ENTITY_CONTACT, false, "customer.id=3", 1, 1 },
	{ ENTITY_CONTACT, false, "name:bo and customer.id=2,9", 1, 1 },
	{ ENTITY_CONTACT, false, "customer.id!=2", 0, 0 },
	{ ENTITY_DEAL, false, "contact.customer.id=3", 0, 0 },
};

START_TEST(filters_follow_old_ids)
{
	const struct table *t;
	int64_t ids[3];

	merge_three(ids);
	putf(ENTITY_CUSTOMER, "name=Daughter\nparent=3");
	putf(ENTITY_CONTACT, "name=Bo\ncustomer=2");
	for (int series = 0; series < 2; series++) {
		series_limit(&book.store, series ? 0 : 5000);
		ck_assert_int_eq(ask(verb_list, (struct request){ .entity = entity_at(asked_by_id[_i].entity),
								  .expr = asked_by_id[_i].expr, .sort = "created",
								  .removed = asked_by_id[_i].removed }), 0);
		t = book.answer->tables[0];
		ck_assert_int_eq(t->total, asked_by_id[_i].total);
		if (t->total)
			ck_assert_int_eq(t->rows[0].id, asked_by_id[_i].first);
	}
}
END_TEST

START_TEST(old_codes_and_names_lead_there_too)
{
	static const char *const words[] = { "A-1", "B-1", "C-1", "Acme", "Acme GmbH", "Acme Ltd" };
	int64_t ids[3], deal;

	merge_three(ids);
	for (size_t i = 0; i < LENGTH(words); i++) {
		char *args = xasprintf("with=%s", words[i]);

		deal = putf(ENTITY_CUSTOMER, "name=New%zu", i);
		ck_assert_msg(act("merge", ENTITY_CUSTOMER, deal, args) == 0, "%s: %s", words[i],
			      book.error.text);
		ck_column(ENTITY_CUSTOMER, deal, "merged", "1");
		free(args);
	}
	/* Whoever has the name now is meant, not who had it once. */
	deal = putf(ENTITY_CUSTOMER, "name=Acme Ltd");
	ck_assert_int_eq(act("apart", ENTITY_CUSTOMER, ids[0], "from=Acme Ltd"), 0);
	ck_assert_int_eq(count("SELECT customer_not FROM apart"), deal);
}
END_TEST

/* Whatever of its codes the one that stayed takes on, all of them go on leading to it. */
START_TEST(codes_change_places)
{
	static const char *const codes[] = { "A-1", "B-1", "C-1" };
	int64_t ids[3];

	merge_three(ids);
	for (size_t i = 0; i < LENGTH(codes); i++) {
		char *line = xasprintf("code=%s", codes[i]);

		ck_assert_int_gt(put(ENTITY_CUSTOMER, ids[0], line), 0);
		free(line);
		for (size_t k = 0; k < LENGTH(codes); k++)
			ck_assert_int_eq(count("SELECT count(*) FROM customer WHERE code = '%s'", codes[k]), 1);
	}
	ck_column(ENTITY_CUSTOMER, ids[0], "code", "C-1");
}
END_TEST

START_TEST(the_history_of_both_is_told)
{
	int64_t old = putf(ENTITY_CUSTOMER, "name=Acme"), young = putf(ENTITY_CUSTOMER, "name=Acme GmbH");
	const struct table *t;
	size_t merged = 0, wood = 0;

	ck_assert_int_gt(put(ENTITY_CUSTOMER, young, "industry=Wood"), 0);
	ck_assert_int_eq(merge(ENTITY_CUSTOMER, old, young, ""), 0);
	ck_assert_int_eq(ask(verb_history, (struct request){ .entity = entity_at(ENTITY_CUSTOMER),
							     .id = young }), 0);
	t = book.answer->tables[0];
	for (size_t i = 0; i < t->nrows; i++) {
		const char *field = table_get(t, i, "field_name").s, *after = table_get(t, i, "after").s;

		merged += field && !strcmp(field, "merged");
		wood += field && !strcmp(field, "industry") && !strcmp(after, "Wood");
	}
	ck_assert_uint_eq(merged, 1);
	ck_assert_uint_eq(wood, 2);
	ck_assert_int_eq(ask(verb_get, (struct request){ .entity = entity_at(ENTITY_CUSTOMER),
							 .id = old, .name = "changes" }), 0);
	ck_assert_uint_eq(answer_table(book.answer, "timeline")->nrows, 4);
}
END_TEST

static int64_t phone(int64_t customer, const char *number)
{
	return putf(ENTITY_POINT, "customer=%lld\nkind=phone\nvalue=%s", (long long)customer, number);
}

START_TEST(doubled_points_are_one)
{
	int64_t old = putf(ENTITY_CUSTOMER, "name=A"), young = putf(ENTITY_CUSTOMER, "name=B"), own, same, new;

	own = phone(old, "+44 113 496 0000");
	same = phone(young, "0113 4960000");
	new = phone(young, "+44 113 496 1111");
	ck_assert_int_eq(merge(ENTITY_CUSTOMER, old, young, ""), 0);
	ck_column(ENTITY_POINT, own, "main", "1");
	ck_column(ENTITY_POINT, same, "removed", "1");
	ck_column(ENTITY_POINT, new, "removed", "0");
	ck_column(ENTITY_POINT, new, "customer", "1");
	ck_column(ENTITY_POINT, new, "main", "0");
}
END_TEST

START_TEST(the_main_point_can_be_chosen)
{
	int64_t old = putf(ENTITY_CUSTOMER, "name=A"), young = putf(ENTITY_CUSTOMER, "name=B"), first, main;

	if (_i)
		phone(old, "+44 113 496 0000");
	first = phone(young, "+44 113 496 1111");
	main = phone(young, "+44 113 496 2222");
	ck_assert_int_gt(put(ENTITY_POINT, main, "main=1"), 0);
	ck_assert_int_eq(merge(ENTITY_CUSTOMER, young, old, _i ? "left=phone" : ""), 0);
	ck_column(ENTITY_POINT, first, "main", "0");
	ck_column(ENTITY_POINT, main, "main", "1");
	ck_assert_int_eq(number("SELECT sum(main) FROM point WHERE removed = 0"), 1);
}
END_TEST

START_TEST(what_was_merged_stands_in_the_way_of_undoing_what_it_became)
{
	int64_t young, old = putf(ENTITY_CUSTOMER, "name=A"), made = book.answer->txn;

	young = putf(ENTITY_CUSTOMER, "name=A");
	ck_assert_int_eq(merge(ENTITY_CUSTOMER, old, young, ""), 0);
	ck_refused(ask(verb_undo, (struct request){ .id = made }), ERROR_CONFLICT, "points at it");
	ck_column(ENTITY_CUSTOMER, old, "removed", "0");
}
END_TEST

START_TEST(two_are_said_to_be_two_once)
{
	int64_t a = putf(ENTITY_CUSTOMER, "name=A"), b = putf(ENTITY_CUSTOMER, "name=B");

	ck_assert_int_eq(act("apart", ENTITY_CUSTOMER, b, "from=A"), 0);
	ck_assert_str_eq(book.answer->text, "B is not the same as A");
	ck_assert_int_eq(act("apart", ENTITY_CUSTOMER, a, "from=2"), 0);
	ck_assert_int_eq(book.answer->txn, 0);
	ck_assert_int_eq(number("SELECT count(*) FROM apart WHERE removed = 0"), 1);
	ck_assert_int_eq(ask(verb_undo, (struct request){ 0 }), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM apart WHERE removed = 0"), 0);
	ck_assert_int_eq(act("apart", ENTITY_CUSTOMER, a, "from=2"), 0);
	ck_assert_int_eq(merge(ENTITY_CUSTOMER, a, b, ""), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM apart WHERE removed = 0"), 0);
	ck_refused(act("apart", ENTITY_CUSTOMER, a, "from=2"), ERROR_USAGE, "two records");
}
END_TEST

/* A small world, drawn anew for each seed. */
struct world {
	uint64_t state;
	int64_t customers[6], contacts[6];
};

static unsigned draw(struct world *w, unsigned below)
{
	w->state = w->state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(w->state >> 33) % below;
}

static void add_something(struct world *w)
{
	static const char *const phones[] = { "+44 113 496 0000", "0113 4960000", "+44 113 496 1111" };
	long long customer = w->customers[draw(w, 6)], contact = w->contacts[draw(w, 6)];

	switch (draw(w, 7)) {
	case 0:
		putf(ENTITY_DEAL, "name=D\ncustomer=%lld\ncontact=%lld\nstage=%u", customer, contact,
		     1 + draw(w, 6));
		break;
	case 1:
		putf(ENTITY_ACTIVITY, "subject=S\ncustomer=%lld\ndone=2026-11-%02uT08:00:00Z", customer,
		     1 + draw(w, 20));
		break;
	case 2:
		putf(ENTITY_POINT, "customer=%lld\nkind=phone\nvalue=%s", customer, phones[draw(w, 3)]);
		break;
	case 3:
		putf(ENTITY_POINT, "contact=%lld\nkind=phone\nvalue=%s", contact, phones[draw(w, 3)]);
		break;
	case 4:
		putf(ENTITY_ROLES, "contact=%lld\ncustomer=%lld", contact, customer);
		break;
	case 5:
		put(ENTITY_CUSTOMER, customer, draw(w, 2) ? "industry=Steel\nnote=n" : "status=lost\ntags=x");
		break;
	default:
		put(ENTITY_CONTACT, contact, draw(w, 2) ? "job=Boss" : "birthday=1980-02-03");
	}
}

static void make_world(struct world *w, unsigned seed)
{
	w->state = seed;
	for (int i = 0; i < 6; i++) {
		w->customers[i] = putf(ENTITY_CUSTOMER, "name=C%d\ncode=K%d", i, i);
		w->contacts[i] = putf(ENTITY_CONTACT, "name=P%d\ncustomer=%lld", i,
				      (long long)w->customers[draw(w, (unsigned)i + 1)]);
	}
	for (int i = 0; i < 40; i++)
		add_something(w);
}

static void ck_sound(void)
{
	ck_assert_int_eq(number("SELECT count(*) FROM (SELECT sum(main) AS mains FROM point"
				" WHERE removed = 0 GROUP BY customer, contact, kind) WHERE mains IS NOT 1"), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM deal d JOIN customer c ON c.id = d.customer"
				" WHERE c.removed"), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM customer c JOIN customer m ON m.id = c.merged"
				" WHERE m.removed"), 0);
}

/* Merged and undone is as it was, and undone all the way back through a chain of merges. */
START_TEST(merge_and_undo_is_nothing)
{
	struct world w;
	char *was[8];
	int n = 0;

	make_world(&w, (unsigned)_i + 1);
	for (int i = 0; i < 7 && n < 7; i++) {
		bool customers = draw(&w, 2);
		enum entity_id e = customers ? ENTITY_CUSTOMER : ENTITY_CONTACT;
		const int64_t *ids = customers ? w.customers : w.contacts;
		char *now = dump();

		if (merge(e, ids[draw(&w, 6)], ids[draw(&w, 6)], draw(&w, 2) ? "right=phone,name" : "") == 0)
			was[n++] = now;
		else
			free(now);
		ck_sound();
	}
	ck_assert_int_gt(n, 0);
	while (n-- > 0) {
		char *now;

		ck_assert_msg(ask(verb_undo, (struct request){ 0 }) == 0, "%s", book.error.text);
		now = dump();
		ck_assert_str_eq(now, was[n]);
		free(now);
		free(was[n]);
	}
}
END_TEST

Suite *merge_suite(void)
{
	Suite *s = suite_create("merge");
	TCase *t = tcase_create("merge");

	tcase_add_checked_fixture(t, book_begin, book_end);
	tcase_add_loop_test(t, all_that_points_at_it_moves, 0, 2);
	tcase_add_loop_test(t, one_undo_restores_all, 0, 2);
	tcase_add_loop_test(t, fields_are_chosen, 0, LENGTH(choices));
	tcase_add_loop_test(t, what_cannot_be_one_is_said, 0, LENGTH(refused));
	tcase_add_test(t, nobody_merges_what_was_removed_or_cannot_be);
	tcase_add_test(t, old_ids_lead_to_what_they_became);
	tcase_add_loop_test(t, filters_follow_old_ids, 0, LENGTH(asked_by_id));
	tcase_add_test(t, old_codes_and_names_lead_there_too);
	tcase_add_test(t, codes_change_places);
	tcase_add_test(t, the_history_of_both_is_told);
	tcase_add_test(t, doubled_points_are_one);
	tcase_add_loop_test(t, the_main_point_can_be_chosen, 0, 2);
	tcase_add_test(t, what_was_merged_stands_in_the_way_of_undoing_what_it_became);
	tcase_add_test(t, two_are_said_to_be_two_once);
	tcase_add_loop_test(t, merge_and_undo_is_nothing, 0, WALKS(12));
	suite_add_tcase(s, t);
	return s;
}
