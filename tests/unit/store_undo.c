/* Undo, redo and history. */
#include "book_fixture.h"
#include "store/journal.h"
#include "store_suites.h"

static int undo(int64_t id)
{
	return ask(verb_undo, (struct request){ .verb = VERB_UNDO, .id = id });
}

static int redo(int64_t id)
{
	return ask(verb_redo, (struct request){ .verb = VERB_REDO, .id = id });
}

START_TEST(a_change_is_undone_and_done_again)
{
	int64_t id = put(ENTITY_CUSTOMER, 0, "name=Acme\nemployees=5");

	put(ENTITY_CUSTOMER, id, "name=Ajax\nemployees=");
	ck_assert_int_eq(undo(0), 0);
	ck_assert_str_eq(book.answer->text, "Undone: Edit Customer · Acme");
	ck_column(ENTITY_CUSTOMER, id, "name", "Acme");
	ck_column(ENTITY_CUSTOMER, id, "employees", "5");
	ck_column(ENTITY_CUSTOMER, id, "version", "3");
	ck_assert_int_eq(redo(0), 0);
	ck_column(ENTITY_CUSTOMER, id, "name", "Ajax");
	ck_column(ENTITY_CUSTOMER, id, "employees", "");
	ck_refused(redo(0), ERROR_ABSENT, "nothing to redo");
}
END_TEST

START_TEST(a_creation_is_removed_with_what_followed)
{
	int64_t id = put(ENTITY_DEAL, 0, "name=Licence");

	ck_assert_int_eq(undo(0), 0);
	ck_column(ENTITY_DEAL, id, "removed", "1");
	ck_assert_int_eq(number("SELECT count(*) FROM stage_move WHERE removed = 0"), 0);
	ck_refused(undo(0), ERROR_ABSENT, "nothing of yours");
	ck_assert_int_eq(redo(0), 0);
	ck_column(ENTITY_DEAL, id, "removed", "0");
	ck_assert_int_eq(number("SELECT count(*) FROM stage_move WHERE removed = 0"), 1);
}
END_TEST

START_TEST(undo_takes_consequences_back)
{
	int64_t customer = put(ENTITY_CUSTOMER, 0, "name=Acme"), deal;
	char *lines = xasprintf("name=Licence\ncustomer=%lld", (long long)customer);

	deal = put(ENTITY_DEAL, 0, lines);
	free(lines);
	put(ENTITY_DEAL, deal, "stage=5");
	ck_column(ENTITY_CUSTOMER, customer, "status", "customer");
	ck_assert_int_eq(undo(0), 0);
	ck_column(ENTITY_DEAL, deal, "stage", "1");
	ck_column(ENTITY_DEAL, deal, "state", "open");
	ck_column(ENTITY_DEAL, deal, "closed", "");
	ck_column(ENTITY_CUSTOMER, customer, "status", "suspect");
	ck_assert_int_eq(number("SELECT count(*) FROM stage_move WHERE removed = 0"), 1);
}
END_TEST

START_TEST(undo_is_each_ones_own)
{
	int64_t id = put(ENTITY_CUSTOMER, 0, "name=Acme"), anas = book.answer->txn;

	ck_assert_int_eq(book_reopen("ben"), 0);
	ck_refused(undo(0), ERROR_ABSENT, "nothing of yours");
	ck_assert_int_eq(undo(anas), 0);
	ck_column(ENTITY_CUSTOMER, id, "removed", "1");
	ck_refused(undo(anas), ERROR_CONFLICT, "undone already (ben, 2026-11-22 10:00)");
	ck_assert_int_eq(redo(0), 0);
	ck_column(ENTITY_CUSTOMER, id, "removed", "0");
}
END_TEST

START_TEST(a_later_change_stands_in_the_way)
{
	int64_t id = put(ENTITY_CUSTOMER, 0, "name=Acme"), made = book.answer->txn, set;

	put(ENTITY_CUSTOMER, id, "industry=Steel");
	set = book.answer->txn;
	ck_assert_int_eq(book_reopen("ben"), 0);
	put(ENTITY_CUSTOMER, id, "industry=Wood");
	ck_refused(undo(set), ERROR_CONFLICT,
		   "Industry of Acme was changed since (ben, 2026-11-22 10:00)");
	ck_refused(undo(made), ERROR_CONFLICT, "Acme was changed since (ben");
	ck_column(ENTITY_CUSTOMER, id, "industry", "Wood");
	ck_assert_int_eq(undo(0), 0);
	ck_assert_int_eq(undo(set), 0);
	ck_column(ENTITY_CUSTOMER, id, "industry", "");
	ck_assert_int_eq(undo(made), 0);
}
END_TEST

START_TEST(what_points_at_it_stands_in_the_way)
{
	int64_t id = put(ENTITY_CUSTOMER, 0, "name=Acme"), made = book.answer->txn;
	char *lines = xasprintf("name=Bo\ncustomer=%lld", (long long)id);

	put(ENTITY_CONTACT, 0, lines);
	free(lines);
	ck_refused(undo(made), ERROR_CONFLICT, "Bo, was added since");
	ck_assert_int_eq(undo(0), 0);
	ck_assert_int_eq(undo(0), 0);
	ck_column(ENTITY_CUSTOMER, id, "removed", "1");
}
END_TEST

START_TEST(a_new_change_ends_redo)
{
	int64_t id = put(ENTITY_CUSTOMER, 0, "name=Acme");

	put(ENTITY_CUSTOMER, id, "industry=Steel");
	undo(0);
	put(ENTITY_CUSTOMER, id, "size=small");
	ck_refused(redo(0), ERROR_ABSENT, "nothing to redo");
}
END_TEST

START_TEST(a_removal_is_undone)
{
	int64_t id = put(ENTITY_CUSTOMER, 0, "name=Acme");

	change(CHANGE_REMOVE, ENTITY_CUSTOMER, id);
	ck_assert_int_eq(undo(0), 0);
	ck_column(ENTITY_CUSTOMER, id, "removed", "0");
	ck_assert_int_eq(undo(0), 0);
	ck_column(ENTITY_CUSTOMER, id, "removed", "1");
}
END_TEST

static int64_t put_phone(int64_t customer)
{
	char *lines = xasprintf("customer=%lld\nkind=phone\nvalue=+49 221 90182%lld", (long long)customer,
				(long long)customer);
	int64_t id = put(ENTITY_POINT, 0, lines);

	free(lines);
	return id;
}

/* Three requests of one batch: a customer is added, removed and, when `back`, restored. */
static int64_t add_and_remove(bool back)
{
	const struct entity *customer = entity_at(ENTITY_CUSTOMER);
	struct change c = { .kind = CHANGE_SAVE, .entity = customer };
	struct request r = { .batch = "b1", .label = "import", .changes = &c, .nchanges = 1 };

	change_set(&c, &customer->fields[CUSTOMER_NAME], value_text("Acme"));
	ck_assert_int_eq(ask(verb_save, r), 0);
	change_free(&c);
	c = (struct change){ .kind = CHANGE_REMOVE, .entity = customer, .id = book.answer->ids[0] };
	ck_assert_int_eq(ask(verb_save, r), 0);
	c.kind = CHANGE_RESTORE;
	if (back)
		ck_assert_int_eq(ask(verb_save, r), 0);
	return c.id;
}

/* What a batch made is there after a redo if it was there at its end, and never after an undo. */
START_TEST(a_batch_that_removes_what_it_made)
{
	bool back = _i;
	int64_t id = add_and_remove(back);

	ck_assert_int_eq(undo(0), 0);
	ck_column(ENTITY_CUSTOMER, id, "removed", "1");
	ck_assert_int_eq(redo(0), 0);
	ck_column(ENTITY_CUSTOMER, id, "removed", back ? "0" : "1");
	ck_assert_int_eq(undo(0), 0);
	ck_column(ENTITY_CUSTOMER, id, "removed", "1");
}
END_TEST

/* How many phones of customers, one for each who has any, are main: neither less nor more. */
static void ck_main_points(void)
{
	ck_assert_int_eq(number("SELECT count(*) FROM (SELECT sum(main) AS mains FROM point"
				" WHERE removed = 0 GROUP BY customer, contact, kind) WHERE mains IS NOT 1"), 0);
}

START_TEST(who_came_later_is_the_main_point)
{
	int64_t acme = put(ENTITY_CUSTOMER, 0, "name=Acme"), first, second, third, made;

	first = put_phone(acme);
	made = book.answer->txn;
	ck_assert_int_eq(book_reopen("ben"), 0);
	second = put_phone(acme);
	ck_assert_int_eq(undo(made), 0);
	ck_column(ENTITY_POINT, first, "removed", "1");
	ck_column(ENTITY_POINT, second, "main", "1");
	third = put_phone(acme);
	ck_column(ENTITY_POINT, third, "main", "0");
	ck_assert_int_eq(redo(made), 0);
	ck_column(ENTITY_POINT, first, "main", "1");
	ck_main_points();
}
END_TEST

START_TEST(a_point_taken_back_leaves_a_main_one)
{
	int64_t acme = put(ENTITY_CUSTOMER, 0, "name=Acme"), ajax = put(ENTITY_CUSTOMER, 0, "name=Ajax");
	int64_t point = put_phone(acme), other, moved;
	char *lines = xasprintf("customer=%lld", (long long)ajax);

	put(ENTITY_POINT, point, lines);
	free(lines);
	moved = book.answer->txn;
	other = put_phone(ajax);
	ck_column(ENTITY_POINT, other, "main", "0");
	ck_assert_int_eq(undo(moved), 0);
	ck_column(ENTITY_POINT, other, "main", "1");
	ck_column(ENTITY_POINT, point, "main", "1");
}
END_TEST

START_TEST(nobody_is_put_back_above_himself)
{
	int64_t acme = put(ENTITY_CUSTOMER, 0, "name=Acme"), ajax = put(ENTITY_CUSTOMER, 0, "name=Ajax"), set;
	char *under_acme = xasprintf("parent=%lld", (long long)acme);
	char *under_ajax = xasprintf("parent=%lld", (long long)ajax);

	put(ENTITY_CUSTOMER, acme, under_ajax);
	put(ENTITY_CUSTOMER, acme, "parent=");
	set = book.answer->txn;
	put(ENTITY_CUSTOMER, ajax, under_acme);
	ck_refused(undo(set), ERROR_CONFLICT, "Cannot undo: Parent: Acme would stand above itself");
	ck_column(ENTITY_CUSTOMER, acme, "parent", "");
	free(under_acme);
	free(under_ajax);
}
END_TEST

START_TEST(what_is_gone_is_not_pointed_at_again)
{
	int64_t acme = put(ENTITY_CUSTOMER, 0, "name=Acme"), bo, set;
	char *lines = xasprintf("name=Bo\ncustomer=%lld", (long long)acme);

	bo = put(ENTITY_CONTACT, 0, lines);
	put(ENTITY_CONTACT, bo, "customer=");
	set = book.answer->txn;
	change(CHANGE_REMOVE, ENTITY_CUSTOMER, acme);
	ck_refused(undo(set), ERROR_ABSENT, "Cannot undo: Customer: there is no customer");
	ck_assert_int_eq(undo(0), 0);
	ck_assert_int_eq(undo(set), 0);
	ck_assert_int_eq(strtoll(column(ENTITY_CONTACT, bo, "customer"), NULL, 10), acme);
	free(lines);
}
END_TEST

START_TEST(what_was_gone_then_is_pointed_at_as_it_was)
{
	int64_t acme = put(ENTITY_CUSTOMER, 0, "name=Acme"), bo;
	char *lines = xasprintf("name=Bo\ncustomer=%lld", (long long)acme);

	bo = put(ENTITY_CONTACT, 0, lines);
	change(CHANGE_REMOVE, ENTITY_CUSTOMER, acme);
	put(ENTITY_CONTACT, bo, "customer=");
	ck_assert_msg(undo(0) == 0, "%s", book.error.text);
	ck_assert_int_eq(strtoll(column(ENTITY_CONTACT, bo, "customer"), NULL, 10), acme);
	ck_assert_int_eq(redo(0), 0);
	ck_column(ENTITY_CONTACT, bo, "customer", "");
	free(lines);
}
END_TEST

/* Two people add, move, promote, remove and restore the phones of two customers, and undo and redo
 * each other's work, in any order. Whatever is refused, the book stays whole: the journal's last word
 * on each field is what the field holds, and each kind of point has one that is the main one. */
#define PHONES 4

static void work_on(unsigned *seed, int64_t phone, const int64_t customers[2])
{
	char lines[48];

	switch (rand_r(seed) % 4) {
	case 0:
		change(CHANGE_REMOVE, ENTITY_POINT, phone);
		break;
	case 1:
		change(CHANGE_RESTORE, ENTITY_POINT, phone);
		break;
	case 2:
		put(ENTITY_POINT, phone, "main=yes");
		break;
	default:
		snprintf(lines, sizeof(lines), "customer=%lld", (long long)customers[rand_r(seed) % 2]);
		put(ENTITY_POINT, phone, lines);
	}
}

START_TEST(two_people_leave_the_book_whole)
{
	int64_t customers[2], phones[PHONES];
	unsigned seed = (unsigned)_i + 1;

	for (int i = 0; i < 2; i++)
		customers[i] = put(ENTITY_CUSTOMER, 0, "name=Acme");
	for (int i = 0; i < PHONES; i++)
		phones[i] = put_phone(customers[i % 2]);
	for (int step = 0; step < 80; step++) {
		int64_t any = 1 + rand_r(&seed) % number("SELECT max(id) FROM txn");

		if (rand_r(&seed) % 4 == 0)
			ck_assert_int_eq(book_reopen(rand_r(&seed) % 2 ? "ana" : "ben"), 0);
		if (rand_r(&seed) % 3)
			work_on(&seed, phones[rand_r(&seed) % PHONES], customers);
		else if (rand_r(&seed) % 2)
			undo(rand_r(&seed) % 2 ? any : 0);
		else
			redo(rand_r(&seed) % 2 ? any : 0);
		ck_main_points();
	}
	ck_assert_int_eq(number("SELECT count(*) FROM point p JOIN journal j ON j.seq IN "
				JOURNAL_ABOUT("p.id", "'point'") " WHERE j.seq = (SELECT max(k.seq) FROM journal k"
				" WHERE k.seq IN " JOURNAL_ABOUT("p.id", "'point'") " AND k.field = j.field)"
				" AND j.after IS NOT CASE j.field WHEN 'main' THEN p.main"
				" WHEN 'removed' THEN p.removed WHEN 'customer' THEN p.customer END || ''"), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM point p WHERE p.version <> (SELECT max(version)"
				" FROM journal k WHERE k.seq IN " JOURNAL_ABOUT("p.id", "'point'") ")"), 0);
}
END_TEST

/* Adds `n` customers in one request; their ids follow each other. */
static void add_many(int n)
{
	const struct entity *customer = entity_at(ENTITY_CUSTOMER);
	struct change *many = xcalloc((size_t)n, sizeof(*many));

	for (int i = 0; i < n; i++) {
		many[i] = (struct change){ .kind = CHANGE_SAVE, .entity = customer };
		change_set(&many[i], &customer->fields[CUSTOMER_NAME], value_text("Acme"));
	}
	ck_assert_int_eq(ask(verb_save, (struct request){ .changes = many, .nchanges = (size_t)n }), 0);
	for (int i = 0; i < n; i++)
		change_free(&many[i]);
	free(many);
}

/* Many that were made at once are one row, and so is their going; each has its history all the same. */
START_TEST(many_are_told_in_one_row)
{
	enum { MANY = 700 };
	const struct table *t;
	int64_t txn;

	add_many(MANY);
	txn = book.answer->txn;
	ck_assert_int_eq(number("SELECT count(*) FROM journal WHERE entity = 'customer'"), 1);
	ck_assert_int_eq(number("SELECT last - record + 1 FROM journal WHERE entity = 'customer'"), MANY);
	ck_assert_int_eq(undo(txn), 0);
	ck_assert_str_eq(book.answer->text, "Undone: Add Customer · 700 Customers");
	ck_assert_int_eq(number("SELECT count(*) FROM journal WHERE entity = 'customer'"), 2);
	ck_assert_int_eq(number("SELECT count(*) FROM customer WHERE removed = 0 OR version <> 2"), 0);
	ck_assert_int_eq(redo(txn), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM customer WHERE removed = 1 OR version <> 3"), 0);
	ck_assert_int_eq(ask(verb_history, (struct request){ .entity = entity_at(ENTITY_CUSTOMER),
							     .id = MANY / 2 }), 0);
	t = book.answer->tables[0];
	ck_assert_uint_eq(t->nrows, 3);
	ck_assert_int_eq(t->rows[0].id, MANY / 2);
	ck_assert_str_eq(table_get(t, 0, "field").s, "Removed");
	ck_assert_str_eq(table_get(t, 2, "field").s, "added");
	ck_assert_int_eq(ask(verb_history, (struct request){ .entity = entity_at(ENTITY_CUSTOMER) }), 0);
	t = book.answer->tables[0];
	ck_assert_uint_eq(t->nrows, 3);
	ck_assert_str_eq(table_get(t, 2, "record").s, "Acme and 699 more");
}
END_TEST

/* A row does not reach over what another transaction made, and what was changed among them goes apart. */
START_TEST(rows_of_many_end_where_others_begin)
{
	int64_t first, second;

	add_many(10);
	first = book.answer->txn;
	add_many(5);
	second = book.answer->txn;
	put(ENTITY_CUSTOMER, 14, "name=Zenith");
	ck_assert_int_eq(undo(0), 0);
	ck_assert_int_eq(undo(second), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM journal WHERE field = 'removed'"), 3);
	ck_assert_int_eq(number("SELECT count(*) FROM customer WHERE removed = 1 AND id > 10"), 5);
	ck_assert_int_eq(number("SELECT version FROM customer WHERE id = 14"), 4);
	ck_assert_int_eq(undo(first), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM customer WHERE removed = 0"), 0);
}
END_TEST

/* Everything that stands in the way is named, five of them and how many more. */
START_TEST(all_that_was_changed_since_is_named)
{
	int64_t txn;

	add_many(20);
	txn = book.answer->txn;
	for (int i = 2; i < 10; i++) {
		char name[32];

		snprintf(name, sizeof(name), "name=Firm %d", i);
		put(ENTITY_CUSTOMER, i, name);
	}
	ck_refused(undo(txn), ERROR_CONFLICT, "Cannot undo: Firm 2 was changed since (ana, 2026-11-22 ");
	ck_assert(strstr(book.error.text, "The same holds for Firm 3, Firm 4, Firm 5, Firm 6, Firm 7 and 2 more."));
	ck_assert_int_eq(number("SELECT count(*) FROM customer WHERE removed = 1"), 0);
}
END_TEST

/* A model of one person's work: what the fields of three customers were after each thing done. */
#define RECORDS 3
#define STEPS   60
struct state {
	int employees[RECORDS]; /* 0: none */
	bool removed[RECORDS];
};

static void ck_state(const int64_t ids[RECORDS], const struct state *s)
{
	for (int i = 0; i < RECORDS; i++) {
		const char *text = column(ENTITY_CUSTOMER, ids[i], "employees");

		ck_assert_int_eq(*text ? (int)strtoll(text, NULL, 10) : 0, s->employees[i]);
		ck_column(ENTITY_CUSTOMER, ids[i], "removed", s->removed[i] ? "1" : "0");
	}
}

/* Does one random thing that changes something; the state follows. */
static void do_random(unsigned *seed, const int64_t ids[RECORDS], struct state *s)
{
	int i = rand_r(seed) % RECORDS;
	char lines[32];

	if (s->removed[i] || rand_r(seed) % 4 == 0) {
		s->removed[i] = !s->removed[i];
		ck_assert_int_eq(change(s->removed[i] ? CHANGE_REMOVE : CHANGE_RESTORE, ENTITY_CUSTOMER,
					ids[i]), 0);
		return;
	}
	s->employees[i] = s->employees[i] % 9 + 1;
	snprintf(lines, sizeof(lines), "employees=%d", s->employees[i]);
	ck_assert_int_eq(put(ENTITY_CUSTOMER, ids[i], lines), ids[i]);
}

/* Whatever is done, undone and done again, the book is where the model says. */
START_TEST(undo_and_redo_walk_a_line)
{
	struct state past[STEPS + 1] = { { { 0 }, { false } } };
	int64_t ids[RECORDS];
	unsigned seed = (unsigned)_i + 1;
	int now = 0, last = 0;

	for (int i = 0; i < RECORDS; i++)
		ids[i] = put(ENTITY_CUSTOMER, 0, "name=Acme");
	for (int step = 0; step < STEPS; step++) {
		int what = rand_r(&seed) % 4;

		if (what == 0 && now > 0) {
			ck_assert_msg(undo(0) == 0, "%s", book.error.text);
			now--;
		} else if (what == 1) {
			ck_assert_int_eq(redo(0), now < last ? 0 : -1);
			now += now < last;
		} else {
			past[now + 1] = past[now];
			do_random(&seed, ids, &past[++now]);
			last = now;
		}
		ck_state(ids, &past[now]);
	}
}
END_TEST

/* The journal alone tells what the records are: its last word on each field is what the field holds. */
START_TEST(the_journal_leads_to_the_state)
{
	int64_t ids[RECORDS];
	struct state s = { { 0 }, { false } };
	unsigned seed = 7;

	for (int i = 0; i < RECORDS; i++)
		ids[i] = put(ENTITY_CUSTOMER, 0, "name=Acme");
	for (int step = 0; step < STEPS; step++)
		if (rand_r(&seed) % 3)
			do_random(&seed, ids, &s);
		else if (undo(0) == 0)
			for (int i = 0; i < RECORDS; i++) {
				const char *text = column(ENTITY_CUSTOMER, ids[i], "employees");

				s.employees[i] = *text ? (int)strtoll(text, NULL, 10) : 0;
				s.removed[i] = *column(ENTITY_CUSTOMER, ids[i], "removed") == '1';
			}
	ck_assert_int_eq(number("SELECT count(*) FROM customer c JOIN journal j ON j.seq IN "
				JOURNAL_ABOUT("c.id", "'customer'") " WHERE j.seq = (SELECT max(k.seq) FROM journal k"
				" WHERE k.seq IN " JOURNAL_ABOUT("c.id", "'customer'") " AND k.field = j.field)"
				" AND ((j.field = 'employees' AND j.after IS NOT c.employees || '')"
				" OR (j.field = 'removed' AND j.after IS NOT c.removed || ''))"), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM customer c WHERE c.version <> (SELECT max(version)"
				" FROM journal k WHERE k.seq IN " JOURNAL_ABOUT("c.id", "'customer'") ")"), 0);
}
END_TEST

START_TEST(history_tells_who_changed_what)
{
	int64_t id = put(ENTITY_DEAL, 0, "name=Licence");
	const struct table *t;

	put(ENTITY_DEAL, id, "stage=2");
	ck_assert_int_eq(ask(verb_history, (struct request){ .entity = entity_at(ENTITY_DEAL), .id = id }),
			 0);
	t = book.answer->tables[0];
	ck_assert_uint_eq(t->nrows, 2);
	ck_assert_str_eq(table_get(t, 0, "field").s, "Stage");
	ck_assert_str_eq(table_get(t, 0, "before").s, "Qualified");
	ck_assert_str_eq(table_get(t, 0, "after").s, "Proposal");
	ck_assert_str_eq(table_get(t, 0, "field_name").s, "stage");
	ck_assert_str_eq(table_get(t, 0, "before_value").s, "1");
	ck_assert_str_eq(table_get(t, 0, "user").s, "ana");
	ck_assert_str_eq(table_get(t, 0, "label").s, "Edit Deal");
	ck_assert_int_eq(table_get(t, 0, "at").i, book.clock.fixed);
	ck_assert_str_eq(table_get(t, 1, "field").s, "added");
}
END_TEST

/* One column of the answer, newest first and each change once, ";" behind each. */
static const char *history_words(const char *column)
{
	static struct sbuf out; /* kept so that the caller need not free it */
	const struct table *t = book.answer->tables[0];
	const char *last = "";

	sbuf_reset(&out);
	for (size_t i = 0; i < t->nrows; i++) {
		const char *word = table_get(t, i, column).s;
		if (word && strcmp(word, last))
			sbuf_printf(&out, "%s;", word);
		last = word ? word : "";
	}
	return sbuf_text(&out);
}

START_TEST(history_since_an_instant)
{
	put(ENTITY_CUSTOMER, 0, "name=Acme");
	book.store.clock.fixed += 60;
	put(ENTITY_CUSTOMER, 0, "name=Ajax");
	ck_assert_int_eq(ask(verb_history, (struct request){ .since = book.clock.fixed + 1 }), 0);
	ck_assert_uint_eq(book.answer->tables[0]->nrows, 1);
	ck_assert_str_eq(table_get(book.answer->tables[0], 0, "record").s, "Ajax");
}
END_TEST

/* What was left out is said, unless fewer were asked for. */
START_TEST(history_says_that_there_is_more)
{
	put(ENTITY_CUSTOMER, 0, "name=Acme");
	number("INSERT INTO journal (txn, entity, record, version, field, before, after)"
	       " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600)"
	       " SELECT (SELECT max(txn) FROM journal), 'customer', 1, i + 1, 'employees', i, i + 1 FROM n RETURNING seq");
	ck_assert_int_eq(ask(verb_history, (struct request){ .since = 0 }), 0);
	ck_assert_uint_eq(book.answer->tables[0]->nrows, 500);
	ck_assert_str_eq(book.answer->tables[0]->note, "the latest 500; older ones are not shown");
	ck_assert_int_eq(ask(verb_history, (struct request){ .since = 0, .limit = 500 }), 0);
	ck_assert_ptr_null(book.answer->tables[0]->note);
}
END_TEST

/* Nobody reads in the journal what somebody else keeps for himself, by instant or by record. */
START_TEST(private_changes_stay_private)
{
	int64_t view, shared;

	view = put(ENTITY_VIEW, 0, "name=Secret\nentity=deal\nscope=private");
	shared = put(ENTITY_VIEW, 0, "name=Shared\nentity=deal\nscope=all");
	put(ENTITY_SETTING, 0, "name=theme\nvalue=dark\nowner=1");
	put(ENTITY_SETTING, 0, "name=firm\nvalue=Acme");
	ck_assert_int_eq(ask(verb_history, (struct request){ .since = 0 }), 0);
	ck_assert_str_eq(history_words("record"), "firm;theme;Shared;Secret;ana;");
	ck_assert_int_eq(book_reopen("ben"), 0);
	ck_assert_int_eq(ask(verb_history, (struct request){ .since = 0 }), 0);
	ck_assert_str_eq(history_words("record"), "ben;firm;Shared;ana;");
	ck_assert_int_eq(ask(verb_history, (struct request){ .entity = entity_at(ENTITY_VIEW), .id = view }), 0);
	ck_assert_uint_eq(book.answer->tables[0]->nrows, 0);
	ck_assert_int_eq(ask(verb_history, (struct request){ .entity = entity_at(ENTITY_VIEW), .id = shared }), 0);
	ck_assert_uint_eq(book.answer->tables[0]->nrows, 1);
}
END_TEST

/* The yen has no minor unit and the dinar of Kuwait three; the book counts in euros. */
START_TEST(history_shows_the_records_money)
{
	int64_t yen = put(ENTITY_DEAL, 0, "name=Yen\namount=10\ncurrency=JPY");
	int64_t dinar = put(ENTITY_DEAL, 0, "name=Dinar\namount=10\ncurrency=KWD");
	struct request r = { .entity = entity_at(ENTITY_DEAL), .id = yen };

	put(ENTITY_DEAL, yen, "amount=25\ncurrency=JPY");
	put(ENTITY_DEAL, dinar, "amount=25\ncurrency=KWD");
	ck_assert_int_eq(ask(verb_history, r), 0);
	ck_assert_str_eq(history_words("after"), "JP¥2,500;");
	r.id = dinar;
	ck_assert_int_eq(ask(verb_history, r), 0);
	ck_assert_str_eq(history_words("after"), "KWD 2.500;");
}
END_TEST

/* What somebody keeps for himself nobody else changes, neither by its id nor by undoing. */
START_TEST(private_records_stay_as_they_are)
{
	int64_t view = put(ENTITY_VIEW, 0, "name=Secret\nentity=deal\nscope=private"), made;

	made = book.answer->txn;
	ck_assert_int_eq(book_reopen("ben"), 0);
	ck_refused(undo(made), ERROR_ABSENT, "There is no transaction");
	ck_assert_int_eq(put(ENTITY_VIEW, view, "name=Mine"), -1);
	ck_assert_int_eq(book.error.kind, ERROR_ABSENT);
	ck_refused(change(CHANGE_REMOVE, ENTITY_VIEW, view), ERROR_ABSENT, "There is no view");
	ck_column(ENTITY_VIEW, view, "name", "Secret");
	ck_assert_int_eq(book_reopen("ana"), 0);
	ck_assert_int_eq(put(ENTITY_VIEW, view, "name=Mine"), view);
	ck_assert_int_eq(undo(0), 0);
	ck_assert_int_eq(undo(made), 0);
}
END_TEST

Suite *undo_suite(void)
{
	Suite *s = suite_create("undo");
	TCase *t = tcase_create("undo");

	tcase_add_checked_fixture(t, book_begin, book_end);
	tcase_add_test(t, a_change_is_undone_and_done_again);
	tcase_add_test(t, a_creation_is_removed_with_what_followed);
	tcase_add_test(t, undo_takes_consequences_back);
	tcase_add_test(t, undo_is_each_ones_own);
	tcase_add_test(t, a_later_change_stands_in_the_way);
	tcase_add_test(t, what_points_at_it_stands_in_the_way);
	tcase_add_test(t, a_new_change_ends_redo);
	tcase_add_test(t, a_removal_is_undone);
	tcase_add_loop_test(t, a_batch_that_removes_what_it_made, 0, 2);
	tcase_add_test(t, who_came_later_is_the_main_point);
	tcase_add_test(t, a_point_taken_back_leaves_a_main_one);
	tcase_add_test(t, nobody_is_put_back_above_himself);
	tcase_add_test(t, what_is_gone_is_not_pointed_at_again);
	tcase_add_test(t, what_was_gone_then_is_pointed_at_as_it_was);
	tcase_add_loop_test(t, two_people_leave_the_book_whole, 0, WALKS(12));
	tcase_add_loop_test(t, undo_and_redo_walk_a_line, 0, WALKS(8));
	tcase_add_test(t, many_are_told_in_one_row);
	tcase_add_test(t, rows_of_many_end_where_others_begin);
	tcase_add_test(t, all_that_was_changed_since_is_named);
	tcase_add_test(t, the_journal_leads_to_the_state);
	tcase_add_test(t, history_tells_who_changed_what);
	tcase_add_test(t, history_since_an_instant);
	tcase_add_test(t, history_says_that_there_is_more);
	tcase_add_test(t, private_changes_stay_private);
	tcase_add_test(t, private_records_stay_as_they_are);
	tcase_add_test(t, history_shows_the_records_money);
	suite_add_tcase(s, t);
	return s;
}
