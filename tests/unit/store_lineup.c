/* Lists from series: whatever was changed, and whenever the series were made, a list must be the
 * one that SQL alone gives, in the same order, cut anywhere. */
#include "store_book.h"
#include "store_suites.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/lineup.h"
#include "store/series.h"

#define CUSTOMERS 150
#define USERS	  6
#define ROUNDS	  700
#define SEEDS	  4

static struct book book;
static uint64_t drawn;
static int64_t users[USERS], last_customer, last_point, last_deal, last_invoice;

/* splitmix64 (Steele, Lea, Flood 2014). */
static uint64_t draw(uint64_t below)
{
	uint64_t z = drawn += 0x9E3779B97F4A7C15u;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return (z ^ (z >> 31)) % below;
}

#define PICK(list) ((list)[draw(LENGTH(list))])

static const char *const names[] = { "Ärzte",	  "Arzt",     "zebra", "Zebra", "Émile",  "emil",
				     "Acme  Ltd", "acme ltd", "Øst",   "osten", "王小明", "上海",
				     "A",	  "a b",      "ab",    "张三",	"Müller", "mueller" };
static const char *const cities[] = { "Köln", "Kolding", "Bergen", "北京", NULL };

/* A field of the customer and what it may be. */
static const struct {
	const char *field;
	const char *values[8]; /* the rest is no value */
} values[] = {
	{ "status", { "suspect", "prospect", "customer", "lapsed", "lost" } },
	{ "source", { "people", "referral", "colleague", "website" } },
	{ "currency", { "EUR", "JPY", "KWD" } },
	{ "annual_revenue", { "0", "1000", "2000", "999999" } },
	{ "employees", { "1", "20", "300", "7" } },
	{ "last_contact", { "2026-11-20", "2025-01-31", "2026-11-22", "2026-10-01" } },
	{ "tags", { "vip", "a,vip", "new" } },
	{ "industry", { "retail", "Retail", "software", "Softeis" } },
};

static const char *const terms[] = {
	"status:customer",
	"\"&\"", /* no word: restricts nothing */
	"status:prospect,lost",
	"status!=customer",
	"status:null",
	"status:any",
	"source:people",
	"source:business",
	"currency=JPY",
	"revenue>1k",
	"revenue<=2000",
	"revenue=1000",
	"revenue:500..1500",
	"revenue>1000 EUR",
	"employees>=20",
	"employees!=20",
	"employees:null",
	"last_contact:2026",
	"last_contact<2026-11",
	"last_contact:any",
	"last_contact>=today",
	"tag:vip",
	"tag!=vip",
	"industry:soft",
	"industry=retail",
	"industry<retail",
	"name:acme",
	"name>m",
	"name=zebra",
	"city:k",
	"city=köln",
	"city:null",
	"owner:me",
	"owner:ana",
	"owner!=me",
	"owner:any",
	"owner:null",
	"owner.name:b",
	"owner.active:yes",
	"deputy:any",
	"deputy.name:c",
	"parent:any",
	"parent.name:acme",
	"parent.status:customer",
	"parent.city:k",
	"created:today",
	"version>1",
	"id<40",
	"acme",
	"count(contacts) > 0",
	"open>600",
	"unpaid>600",
	"unpaid=0",
};

static const char *const keys[] = { "name",	 "status",	 "source", "annual_revenue", "currency",
				    "employees", "last_contact", "tags",   "industry",	     "owner",
				    "deputy",	 "owner.active", "city",   "created",	     "version",
				    "id",	 "code",	 "parent", "phone", "open", "won",
				    "unpaid" };

/* Changes */

static void text_of(char out[24], int64_t n)
{
	snprintf(out, 24, "%lld", (long long)n);
}

static const char *random_value(size_t which)
{
	return values[which].values[draw(LENGTH(values[which].values))];
}

static void set_random_field(int64_t id)
{
	size_t which = draw(LENGTH(values));

	book_set(&book, "customer", id, values[which].field, random_value(which));
}

static void add_customer(void)
{
	char code[24], owner[24], deputy[24];

	text_of(code, (int64_t)draw(1000000000));
	text_of(owner, PICK(users));
	text_of(deputy, PICK(users));
	last_customer = book_add(&book, "customer", "name", PICK(names), "code", code, "owner",
				 draw(4) ? owner : NULL, "deputy", draw(3) ? NULL : deputy, NULL);
	for (int i = 0; i < 5; i++)
		set_random_field(last_customer);
}

static int64_t any_customer(void)
{
	return 1 + (int64_t)draw((uint64_t)last_customer);
}

static bool is_removed(const char *entity, int64_t id)
{
	struct arena a = { 0 };
	struct record *r = record_load(&book.store, entity_find(entity), id, &a, NULL);
	bool removed = record_get(r, "removed").i;

	arena_free(&a);
	return removed;
}

/* One that may be referred to. */
static int64_t living_customer(void)
{
	int64_t id;

	do
		id = any_customer();
	while (is_removed("customer", id));
	return id;
}

static void remove_or_restore(const char *entity, int64_t id)
{
	book_change(&book, entity, id, is_removed(entity, id) ? CHANGE_RESTORE : CHANGE_REMOVE);
}

static void add_point(void)
{
	char owner[24];

	text_of(owner, living_customer());
	if (draw(3))
		last_point =
		    book_add(&book, "point", "customer", owner, "kind", "address", "value", "1 Rd",
			     "city", PICK(cities), "main", draw(2) ? "true" : NULL, NULL);
	else
		last_point = book_add(&book, "point", "customer", owner, "kind", "phone", "value",
				      draw(2) ? "+49 1" : "110", NULL);
}

static void change_point(void)
{
	int64_t id = last_point ? 1 + (int64_t)draw((uint64_t)last_point) : 0;
	char owner[24];

	if (!id)
		return;
	text_of(owner, living_customer());
	if (!draw(4))
		remove_or_restore("point", id);
	else if (is_removed("point", id))
		return;
	else if (draw(2))
		book_set(&book, "point", id, "customer", owner);
	else
		book_set(&book, "point", id, "main", draw(2) ? "true" : NULL);
}

static void add_deal(void)
{
	static const char *const amounts[] = { "100", "500", "1200", "99999" };
	static const char *const in[] = { "EUR", "USD", "JPY" };
	char customer[24];

	text_of(customer, living_customer());
	last_deal = book_add(&book, "deal", "name", "d", "customer", customer, "stage", draw(2) ? "1" : "5",
			     "amount", PICK(amounts), "currency", PICK(in), NULL);
}

static void change_deal(void)
{
	int64_t id = last_deal ? 1 + (int64_t)draw((uint64_t)last_deal) : 0;
	char customer[24];

	if (!id)
		return;
	text_of(customer, living_customer());
	if (!draw(3))
		remove_or_restore("deal", id);
	else if (!is_removed("deal", id))
		book_set(&book, "deal", id, draw(2) ? "customer" : "amount", customer);
}

static void add_invoice(void)
{
	static const char *const amounts[] = { "100", "500", "1200", "99999" };
	static const char *const in[] = { "EUR", "USD", "JPY" };
	char customer[24], number[24];

	text_of(customer, living_customer());
	text_of(number, last_invoice + 1);
	last_invoice = book_add(&book, "invoice", "number", number, "customer", customer, "date", "2026-10-01", "amount",
				PICK(amounts), "currency", PICK(in), "paid", draw(2) ? "40" : NULL, NULL);
}

/* To whom it was written, what was paid of it, and whether any more is expected. */
static void change_invoice(void)
{
	static const char *const paid[] = { "40", "2000", NULL };
	int64_t id = last_invoice ? 1 + (int64_t)draw((uint64_t)last_invoice) : 0;
	char customer[24];

	if (!id)
		return;
	text_of(customer, living_customer());
	if (!draw(4))
		remove_or_restore("invoice", id);
	else if (is_removed("invoice", id))
		return;
	else if (draw(2))
		book_set(&book, "invoice", id, "customer", customer);
	else if (draw(2))
		book_set(&book, "invoice", id, "paid", PICK(paid));
	else
		book_set(&book, "invoice", id, "written_off", draw(2) ? "true" : NULL);
}

/* What the sums of all deals and invoices in that currency hang on. */
static void add_rate(void)
{
	static const char *const worth[] = { "1.25", "1.1", "150" };

	book_add(&book, "rate", "currency", draw(2) ? "USD" : "JPY", "day", draw(2) ? "2026-01-01" : "2026-11-01",
		 "rate", PICK(worth), NULL);
}

static void set_reference(int64_t id)
{
	static const char *const fields[] = { "owner", "deputy", "parent" };
	const char *field = PICK(fields);
	char to[24];

	text_of(to, strcmp(field, "parent") ? PICK(users) : living_customer());
	if (!strcmp(field, "parent") && strtoll(to, NULL, 10) >= id)
		return; /* no ring */
	book_set(&book, "customer", id, field, draw(4) ? to : NULL);
}

static void change_something(void)
{
	static const char *const called[] = { "Bea", "Carl", "Åse", "Zoe", "李", "Bo" };
	char *name = xasprintf("%s %u", PICK(called), (unsigned)draw(1000000));
	int64_t id = any_customer();

	switch (draw(15)) {
	case 0:
		add_customer();
		break;
	case 1:
		add_point();
		break;
	case 2:
		change_point();
		break;
	case 3:
		if (draw(2))
			book_set(&book, "user", PICK(users), "name", name);
		else
			book_set(&book, "user", PICK(users), "active", draw(2) ? "true" : NULL);
		break;
	case 4:
		remove_or_restore("customer", id);
		break;
	case 5:
		if (!is_removed("customer", id))
			set_reference(id);
		break;
	case 6:
		add_deal();
		break;
	case 7:
		change_deal();
		break;
	case 8:
		if (!draw(8))
			add_rate();
		break;
	case 9:
		add_invoice();
		break;
	case 10:
		change_invoice();
		break;
	default:
		if (!is_removed("customer", id))
			draw(3) ? set_random_field(id)
				: book_set(&book, "customer", id, "name", PICK(names));
		break;
	}
	free(name);
}

/* Questions */

static void random_term(struct sbuf *out, int depth)
{
	uint64_t what = depth ? draw(6) : 5;

	if (what == 0)
		sbuf_puts(out, "not ");
	if (what <= 2) {
		sbuf_putc(out, '(');
		random_term(out, depth - 1);
		sbuf_puts(out, what == 1 ? " or " : " and ");
		random_term(out, depth - 1);
		sbuf_putc(out, ')');
	} else {
		sbuf_puts(out, PICK(terms));
	}
}

static void random_order(struct sbuf *out)
{
	for (uint64_t n = 1 + draw(3); n; n--)
		sbuf_printf(out, "%s%s%s", out->len ? "," : "", draw(2) ? "-" : "", PICK(keys));
}

static void check_windows(const struct lineup *ours, const int64_t *ids, int64_t total,
			  const char *what)
{
	for (int i = 0; i < 5; i++) {
		int64_t from = (int64_t)draw((uint64_t)total + 3), want = (int64_t)draw(20), got[20];
		int64_t left = from < total ? total - from : 0;
		size_t n = lineup_ids(ours, from, got, (size_t)want);

		ck_assert_msg((int64_t)n == (want < left ? want : left), "%s: %zu from %lld", what, n,
			      (long long)from);
		for (size_t k = 0; k < n; k++)
			ck_assert_msg(got[k] == ids[from + (int64_t)k], "%s: row %lld", what,
				      (long long)from + (long long)k);
	}
}

static void compare(const struct lineup *ours, const struct lineup *theirs, const char *what)
{
	int64_t total = lineup_total(theirs);
	int64_t *a = xcalloc((size_t)total + 1, sizeof(*a)),
		*b = xcalloc((size_t)total + 1, sizeof(*b));

	ck_assert_msg(lineup_total(ours) == total, "%s: %lld, not %lld", what,
		      (long long)lineup_total(ours), (long long)total);
	ck_assert_uint_eq(lineup_ids(theirs, 0, b, (size_t)total + 1), (size_t)total);
	ck_assert_uint_eq(lineup_ids(ours, 0, a, (size_t)total + 1), (size_t)total);
	for (int64_t i = 0; i < total; i++) {
		ck_assert_msg(a[i] == b[i], "%s: row %lld is %lld, not %lld", what, (long long)i,
			      (long long)a[i], (long long)b[i]);
		ck_assert_msg(lineup_place(ours, a[i]) == i, "%s: place of %lld", what,
			      (long long)a[i]);
	}
	ck_assert_int_eq(lineup_place(ours, last_customer + 1), -1);
	check_windows(ours, b, total, what);
	free(a);
	free(b);
}

/* Whether series told it. */
static bool ask(const char *expr, const char *sort)
{
	char *what = xasprintf("\"%s\" by %s", expr, sort);
	struct lineup *ours = NULL, *theirs = NULL;
	struct error e = { 0 };
	struct select q;
	int rc;

	select_begin(&q, &book.store, entity_at(ENTITY_CUSTOMER), false);
	ck_assert_msg(select_where(&q, *expr ? expr : NULL, &e) == 0, "%s: %s", what, e.text);
	ck_assert_msg(select_order(&q, sort, &e) == 0, "%s: %s", what, e.text);
	rc = lineup_make(&q, &ours, &e);
	ck_assert_msg(rc >= 0, "%s: %s", what, e.text);
	ck_assert_msg(lineup_ask(&q, &theirs, &e) > 0, "%s: %s", what, e.text);
	if (rc)
		compare(ours, theirs, what);
	lineup_free(ours);
	lineup_free(theirs);
	select_end(&q);
	free(what);
	return rc;
}

static bool ask_anything(void)
{
	struct sbuf expr = SBUF_INIT, sort = SBUF_INIT;
	bool told;

	if (draw(5))
		random_term(&expr, 2);
	random_order(&sort);
	told = ask(sbuf_text(&expr), sbuf_text(&sort));
	sbuf_free(&expr);
	sbuf_free(&sort);
	return told;
}

/* The book */

static void each_cache(void (*what)(const char *path))
{
	DIR *dir = opendir(book.dir);
	char path[400];

	for (struct dirent *d; (d = readdir(dir));) {
		snprintf(path, sizeof(path), "%s/%s", book.dir, d->d_name);
		if (strstr(d->d_name, ".cache-"))
			what(path);
	}
	closedir(dir);
}

static void drop(const char *path)
{
	ck_assert_int_eq(unlink(path), 0);
}

/* The next question opens what is there, which may be old. */
static void close_all(void)
{
	series_forget(&book.store);
	series_limit(&book.store, 0);
}

static void setup(void)
{
	book_open(&book);
	series_limit(&book.store, 0);
	last_customer = last_point = last_deal = last_invoice = 0;
	for (size_t i = 0; i < USERS; i++)
		users[i] = i ? book_add(&book, "user", "name", names[i], NULL) : book.store.user;
}

static void teardown(void)
{
	series_forget(&book.store);
	each_cache(drop);
	book_close(&book);
}

START_TEST(answers_as_sql_does)
{
	int told = 0;

	drawn = (uint64_t)_i * 7919 + 1;
	for (int i = 0; i < CUSTOMERS; i++)
		add_customer();
	for (int i = 0; i < ROUNDS; i++) {
		for (uint64_t n = draw(4); n; n--)
			change_something();
		if (!draw(8))
			close_all();
		if (!draw(40))
			each_cache(drop);
		told += ask_anything();
	}
	ck_assert_int_gt(told, ROUNDS / 3);
}
END_TEST

/* What somebody else does while a series is made */

#define TOUCHED 2001 /* of more than two thousand the series know too little: they are made anew */

static struct {
	struct store store;
	int calls, done;
} other;

static void save_all(struct store *s, int64_t first, const char *field, const char *value)
{
	struct change *changes = xcalloc(TOUCHED, sizeof(*changes));
	struct answer *a;

	for (int i = 0; i < TOUCHED; i++) {
		changes[i] = (struct change){ .entity = entity_at(ENTITY_CUSTOMER), .id = first ? first + i : 0 };
		change_set(&changes[i], entity_must(changes[i].entity, field), value_text(value));
	}
	a = store_do(s, &(struct request){ .verb = VERB_SAVE, .changes = changes, .nchanges = TOUCHED });
	ck_assert_msg(a->error.kind == ERROR_NONE, "%s", a->error.text);
	answer_free(a);
	for (int i = 0; i < TOUCHED; i++)
		change_free(&changes[i]);
	free(changes);
}

/* The database asks while it reads for the first series of the filter: those of the order are out already. */
static int somebody_writes(void *data)
{
	(void)data;
	if (other.calls++ == 0) {
		save_all(&other.store, 1, "name", "Changed");
		other.done++;
	}
	return 0;
}

/* The second term of the filter asks for a series, finds that all of them are too old, and lets them go. */
START_TEST(series_go_while_they_are_used)
{
	struct error e = { 0 };

	save_all(&book.store, 0, "name", "First");
	last_customer = TOUCHED;
	ck_assert_msg(store_open(&other.store, db_path(book.store.db), "ana", &book.store.clock, &e) == 0, "%s",
		      e.text);
	ck_assert(ask("", "name"));
	db_on_progress(book.store.db, somebody_writes, NULL);
	ck_assert(ask("status:suspect and source:null", "name"));
	ck_assert_int_eq(other.done, 1);
	db_on_progress(book.store.db, NULL, NULL);
	store_close(&other.store);
}
END_TEST

Suite *lineup_suite(void)
{
	Suite *s = suite_create("lineup");
	TCase *t = tcase_create("lineup");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, answers_as_sql_does, 0, WALKS(SEEDS));
	tcase_add_test(t, series_go_while_they_are_used);
	suite_add_tcase(s, t);
	return s;
}
