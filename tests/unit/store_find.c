/* find: what is typed finds what is there, in any script, at once. */
#include "store_book.h"
#include "store_suites.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/search.h"
#include "store/find.h"
#include "store/journal.h"
#include "store/mapped.h"
#include "store/overlay.h"
#include "store/series.h"

static struct book book;

static void setup(void)
{
	int64_t id;

	book_open(&book);
	id = book_add(&book, "customer", "name", "Müller & Söhne", "industry", "bakery", NULL);
	book_add(&book, "point", "customer", (char[]){ (char)('0' + id), 0 }, "kind", "phone", "value",
		 "+49 221 901 820", "main", "1", NULL);
	book_add(&book, "customer", "name", "Söhne Müller GmbH", NULL);
	book_add(&book, "contact", "name", "王小明", NULL);
	book_add(&book, "customer", "name", "上海大众汽车有限公司", NULL);
	book_add(&book, "customer", "name", "ＡＢＣ Ltd", NULL);
	book_add(&book, "product", "name", "GTX Pro", "code", "P40", NULL);
	book_add(&book, "customer", "name", "Prammer", "note", "likes müller bread", NULL);
}

static void teardown(void)
{
	book_close(&book);
}

static struct answer *find(const char *words, const char *entity)
{
	struct request r = { .verb = VERB_FIND, .words = words,
			     .entity = entity ? entity_find(entity) : NULL };

	return book_ask(&book, verb_find, &r);
}

static void check_found(const char *words, const char *wanted)
{
	struct answer *a = find(words, NULL);
	const char *found = table_words(a->tables[0]);

	ck_assert_msg(!strcmp(found, wanted), "%s: found %s, not %s", words, found, wanted);
	ck_assert_int_eq(a->tables[0]->total, (int64_t)a->tables[0]->nrows);
	answer_free(a);
}

/* By the ranking: title starts, title has, text has; among equals what was changed last. */
static const struct {
	const char *words, *found;
} finds[] = {
	{ "muller", "Müller & Söhne;Söhne Müller GmbH;Prammer;" },
	{ "MÜLLER", "Müller & Söhne;Söhne Müller GmbH;Prammer;" },
	{ "sohne muller", "Söhne Müller GmbH;Müller & Söhne;" },
	{ "mul", "Müller & Söhne;Söhne Müller GmbH;Prammer;" },
	{ "ller", "Söhne Müller GmbH;Müller & Söhne;Prammer;" },
	{ "小明", "王小明;" },
	{ "明", "王小明;" },
	{ "明小", "" },
	{ "王明", "" },
	{ "大众汽车", "上海大众汽车有限公司;" },
	{ "公司 上海", "上海大众汽车有限公司;" },
	{ "abc", "ＡＢＣ Ltd;" },
	{ "ａｂｃ", "ＡＢＣ Ltd;" },
	{ "pra", "Prammer;" },
	{ "221901", "Müller & Söhne;" },
	{ "901820", "Müller & Söhne;" },
	{ "1820", "Müller & Söhne;" },
	{ "2190", "Müller & Söhne;" },
	{ "0221901820", "Müller & Söhne;" },
	{ "0221 901", "Müller & Söhne;" },
	{ "(0221) 901-820", "Müller & Söhne;" },
	{ "0049221", "Müller & Söhne;" },
	{ "+49 221", "Müller & Söhne;" },
	{ "9018201", "" },
	{ "bakery", "Müller & Söhne;" },
	{ "p40", "GTX Pro;" },
	{ "customer", "" },
	{ "", "" },
	{ "  & ", "" },
};

START_TEST(finds_by_the_words)
{
	check_found(finds[_i].words, finds[_i].found);
}
END_TEST

START_TEST(tells_what_matched)
{
	struct answer *a = find("221901", NULL);
	const struct table *t = a->tables[0];

	ck_assert_str_eq(table_get(t, 0, "hint").s, "+49 221 901 820");
	ck_assert_str_eq(table_get(t, 0, "entity").s, "Customer");
	ck_assert_ptr_eq(t->rows[0].entity, entity_at(ENTITY_CUSTOMER));
	ck_assert_int_eq(t->rows[0].id, 1);
	answer_free(a);
}
END_TEST

START_TEST(keeps_to_one_entity)
{
	struct answer *a = find("p40", "customer");

	ck_assert_uint_eq(a->tables[0]->nrows, 0);
	answer_free(a);
	a = find("p40", "product");
	ck_assert_uint_eq(a->tables[0]->nrows, 1);
	answer_free(a);
}
END_TEST

START_TEST(whole_title_comes_first)
{
	book_add(&book, "customer", "name", "Ana", NULL);
	book_add(&book, "customer", "name", "Ana Silva", NULL);
	book_add(&book, "customer", "name", "Santa Ana", NULL);
	check_found("ana", "Ana;Ana Silva;Santa Ana;");
}
END_TEST

/* Both begin with the word, and the deal is the newer one. */
START_TEST(customers_come_before_their_deals)
{
	book_add(&book, "deal", "name", "Müller oven", NULL);
	check_found("muller", "Müller & Söhne;Müller oven;Söhne Müller GmbH;Prammer;");
}
END_TEST

START_TEST(follows_each_change)
{
	check_found("iberia", "");
	int64_t id = book_add(&book, "customer", "name", "Iberia Optics", NULL);
	check_found("iberia", "Iberia Optics;");
	book_set(&book, "customer", id, "name", "Optica Iberica");
	check_found("iberia", "");
	check_found("iberica", "Optica Iberica;");
	book_change(&book, "customer", id, CHANGE_REMOVE);
	check_found("iberica", "");
	book_change(&book, "customer", id, CHANGE_RESTORE);
	check_found("iberica", "Optica Iberica;");
}
END_TEST

START_TEST(follows_the_points)
{
	int64_t id = book_add(&book, "point", "customer", "2", "kind", "email", "value",
			      "info@example.org", NULL);

	check_found("example", "Söhne Müller GmbH;");
	book_set(&book, "point", id, "value", "info@example.net");
	check_found("example.org", "");
	check_found("info@example.net", "Söhne Müller GmbH;");
	book_change(&book, "point", id, CHANGE_REMOVE);
	check_found("example", "");
}
END_TEST

/* A point that moves to another customer is found there and only there. */
START_TEST(follows_a_point_that_moves)
{
	book_set(&book, "point", 1, "customer", "2");
	check_found("221901", "Söhne Müller GmbH;");
}
END_TEST

static const char *const hostile[] = {
	"\"", "\"\"\"", "muller\"", "a AND", "NOT", "NEAR(a b)", "title:x", "* *", "^", "(", "a OR b",
	"'; DROP TABLE find; --", "%", "_", "{title}", "-x", "+", "\\", "\xFF\xFE", "\x01\x02",
};

START_TEST(hostile_words_are_data)
{
	struct answer *a = find(hostile[_i], NULL);

	answer_free(a);
	check_found("221901", "Müller & Söhne;");
}
END_TEST

START_TEST(long_words_are_data)
{
	char *words = xmalloc(10001);

	memset(words, 'v', 10000);
	words[10000] = '\0';
	check_found(words, "");
	for (size_t i = 1; i < 10000; i += 2)
		words[i] = ' ';
	check_found(words, "");
	free(words);
}
END_TEST

START_TEST(limit_and_total)
{
	struct request r = { .verb = VERB_FIND, .words = "filler", .limit = 3 };
	struct answer *a;
	char name[32];

	for (int i = 0; i < 10; i++) {
		snprintf(name, sizeof(name), "Filler %d", i);
		book_add(&book, "customer", "name", name, NULL);
	}
	a = book_ask(&book, verb_find, &r);
	ck_assert_int_eq(a->tables[0]->total, 10);
	ck_assert_str_eq(table_words(a->tables[0]), "Filler 9;Filler 8;Filler 7;");
	answer_free(a);
	r.offset = 3;
	a = book_ask(&book, verb_find, &r);
	ck_assert_str_eq(table_words(a->tables[0]), "Filler 6;Filler 5;Filler 4;");
	answer_free(a);
	r.offset = r.limit = 1000; /* all that is ever told */
	a = book_ask(&book, verb_find, &r);
	ck_assert_int_eq(a->tables[0]->total, 10);
	ck_assert_int_eq(a->tables[0]->offset, 1000);
	ck_assert_str_eq(table_words(a->tables[0]), "");
	answer_free(a);
	r.offset = 0;
	a = book_ask(&book, verb_find, &r);
	ck_assert_uint_eq(a->tables[0]->nrows, 10);
	answer_free(a);
}
END_TEST

/* Many: in a file with an index, and against what each of them is by itself. */

enum { MANY = 5000 };

static char many[MANY + 10][64]; /* names by id of customer; "" for what is not there */

/* splitmix64 (Steele, Lea, Flood 2014). */
static uint64_t state;

static uint64_t draw(uint64_t below)
{
	uint64_t z = state += 0x9E3779B97F4A7C15u;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return (z ^ (z >> 31)) % below;
}

static const char *random_name(void)
{
	static const char *const given[] = { "Anna", "Jürgen", "Søren", "Li", "Al", "Maria", "张", "王", "欧阳" };
	static const char *const family[] = { "Müller", "Anders", "O'Neil", "Chen", "三", "小明", "Ng", "Ström" };
	static char name[64];

	snprintf(name, sizeof(name), "%s %s %d", given[draw(LENGTH(given))], family[draw(LENGTH(family))],
		 (int)draw(300));
	return name;
}

static void save_name(struct journal_txn *t, int64_t id, const char *name)
{
	const struct entity *customer = entity_at(ENTITY_CUSTOMER);
	struct change c = { .kind = CHANGE_SAVE, .entity = customer, .id = id };
	struct error e = { 0 };

	change_set(&c, entity_must(customer, "name"), value_text(name));
	ck_assert_msg(change_apply(&book.store, t, &c, NULL, 0, &id, NULL, &e) >= 0, "%s", e.text);
	change_free(&c);
	snprintf(many[id], sizeof(many[0]), "%s", name);
}

static void commit(struct journal_txn *t)
{
	struct error e = { 0 };

	ck_assert_msg(journal_end_runs(&book.store, t, &e) == 0, "%s", e.text);
	ck_assert_msg(db_commit(book.store.db, &e) == 0, "%s", e.text);
}

static void add_many(void)
{
	struct journal_txn t = { .kind = "do", .empty = true };
	struct error e = { 0 };

	state = 20261122;
	memset(many, 0, sizeof(many));
	ck_assert_int_eq(db_begin(book.store.db, &e), 0);
	for (int i = 0; i < MANY; i++)
		save_name(&t, 0, random_name());
	commit(&t);
}

static const char *const typed_at_many[] = {
	"a", "an", "ann", "anna", "anna m", "li", "l", "müller", "mue", "ller 1", "29", "299", "zhang", "zs",
	"wang x", "欧", "欧阳", "明", "xiao", "ouyang", "o'n", "ng", "al", "al 2", "strö", "soeren", "o", "ü",
	"chen 12", "hen", "qqq", "1 2", "n", "sö", "rs"
};

/* Every fit counts, the best come first, and of those the latest. All were changed in the same second, so
 * the highest id is. */
static void check_one(const char *typed)
{
	enum search_fit wanted[MANY + 10], before = SEARCH_WHOLE;
	struct request r = { .verb = VERB_FIND, .words = typed, .entity = entity_at(ENTITY_CUSTOMER),
			     .limit = 40 };
	struct answer *a = book_ask(&book, verb_find, &r);
	const struct table *t = a->tables[0];
	int64_t total = 0, last = INT64_MAX, left[SEARCH_WHOLE + 1] = { 0 };
	struct search q;

	search_words(&q, typed);
	for (size_t id = 0; id < LENGTH(many); id++) {
		struct sbuf entry = SBUF_INIT;

		search_put(&entry, many[id], strlen(many[id]));
		wanted[id] = search_entry(&q, sbuf_text(&entry), entry.len);
		total += wanted[id] != SEARCH_NONE;
		left[wanted[id]]++;
		sbuf_free(&entry);
	}
	ck_assert_msg(t->total == total, "%s: %lld, not %lld", typed, (long long)t->total, (long long)total);
	ck_assert_uint_eq(t->nrows, (size_t)(total < 40 ? total : 40));
	for (size_t i = 0; i < t->nrows; i++) {
		enum search_fit fit = wanted[t->rows[i].id];

		ck_assert_msg(fit && fit <= before, "%s: row %zu", typed, i);
		for (int better = SEARCH_WHOLE; better > (int)fit; better--)
			ck_assert_msg(left[better] == 0, "%s: row %zu comes too soon", typed, i);
		ck_assert_msg(fit < before || t->rows[i].id < last, "%s: row %zu is out of order", typed, i);
		left[fit]--;
		before = fit;
		last = t->rows[i].id;
	}
	search_free(&q);
	answer_free(a);
}

static void check_many(void)
{
	for (size_t i = 0; i < LENGTH(typed_at_many); i++)
		check_one(typed_at_many[i]);
}

static void cache_of(char path[128])
{
	snprintf(path, 128, "%s/book.db.cache-find-customer", book.dir);
}

/* The fixture's book has others whose names would be found, too. */
static void empty_book(void)
{
	for (int64_t id = 1; id <= 5; id++)
		book_change(&book, "customer", id, CHANGE_REMOVE);
}

START_TEST(many_are_found_as_each_by_itself)
{
	char path[128];

	empty_book();
	add_many();
	check_many();
	cache_of(path);
	ck_assert_int_eq(access(path, R_OK), 0);
}
END_TEST

START_TEST(changes_are_found_beside_the_file)
{
	struct journal_txn t = { .kind = "do", .empty = true }, undone = t;
	struct error e = { 0 };
	char kept[64];

	empty_book();
	add_many();
	check_many();
	ck_assert_int_eq(db_begin(book.store.db, &e), 0);
	for (int64_t id = 10; id < 600; id += 7)
		save_name(&t, id, random_name());
	save_name(&t, 0, "Anna the last");
	check_many(); /* before it is committed */
	commit(&t);
	check_many();
	for (int64_t id = 12; id < 90; id += 9) {
		book_change(&book, "customer", id, CHANGE_REMOVE);
		many[id][0] = '\0';
	}
	check_many();
	snprintf(kept, sizeof(kept), "%s", many[100]);
	ck_assert_int_eq(db_begin(book.store.db, &e), 0);
	save_name(&undone, 100, "Anna Nobody");
	check_one("anna");
	db_rollback(book.store.db);
	snprintf(many[100], sizeof(many[0]), "%s", kept);
	check_many();
}
END_TEST

/* What a process that was idle made is taken by the next that asks. */
START_TEST(an_idle_store_makes_the_file_anew)
{
	struct journal_txn t = { .kind = "do", .empty = true };
	struct error e = { 0 };
	struct stat before, after;
	char path[128];

	empty_book();
	add_many();
	check_one("anna");
	cache_of(path);
	ck_assert_int_eq(stat(path, &before), 0);
	ck_assert_int_eq(db_begin(book.store.db, &e), 0);
	for (int64_t id = 10; id < 1500; id++)
		save_name(&t, id, random_name());
	commit(&t);
	check_one("anna");
	ck_assert(find_due(&book.store));
	ck_assert_msg(find_idle(&book.store, &e) == 0, "%s", e.text);
	ck_assert(!find_due(&book.store));
	ck_assert_int_eq(stat(path, &after), 0);
	ck_assert(before.st_ino != after.st_ino || before.st_mtim.tv_nsec != after.st_mtim.tv_nsec);
	check_many();
}
END_TEST

static int always(void *data)
{
	(void)data;
	return 1;
}

/* So much that a file is worth being made, with one there that is older. */
static void write_much(void)
{
	struct journal_txn t = { .kind = "do", .empty = true };
	struct error e = { 0 };

	empty_book();
	add_many();
	check_one("anna");
	ck_assert_int_eq(db_begin(book.store.db, &e), 0);
	for (int64_t id = 10; id < 1500; id++)
		save_name(&t, id, random_name());
	commit(&t);
}

/* Many who open a book at once find nothing to do there. */
START_TEST(who_only_opened_the_book_has_nothing_to_make)
{
	struct store other = { 0 };
	struct error e = { 0 };

	write_much();
	ck_assert_msg(store_open(&other, db_path(book.store.db), "ana", &book.store.clock, &e) == 0, "%s", e.text);
	ck_assert(find_due(&book.store) && series_due(&book.store));
	ck_assert(!find_due(&other) && !series_due(&other));
	store_close(&other);
}
END_TEST

/* Nobody is waited for, and what somebody else is making is made by him alone; nor is it tried again at
 * once. */
START_TEST(an_idle_store_leaves_alone_what_another_makes)
{
	struct mapping his;
	struct error e = { 0 };

	write_much();
	ck_assert_int_eq(mapping_begin(&his, db_path(book.store.db), "find-customer", MAPPING_FILE, &e), 0);
	ck_assert_int_eq(find_idle(&book.store, &e), 0);
	ck_assert(!find_due(&book.store));
	mapping_drop(&his);
	check_many();
}
END_TEST

/* Nor does it take the old series for the new one, again and again, until that is there. */
START_TEST(a_series_that_another_makes_is_left_alone)
{
	const struct entity *customer = entity_at(ENTITY_CUSTOMER);
	const struct series *c;
	struct store other = { 0 };
	struct error e = { 0 };
	struct journal_txn txn = { .kind = "do", .empty = true };
	struct mapping his;

	empty_book();
	add_many();
	ck_assert_int_eq(store_open(&other, db_path(book.store.db), "ana", &book.store.clock, &e), 0);
	series_limit(&other, 10);
	ck_assert_int_eq(series_get(&other, customer, entity_must(customer, "name"), &c, &e), 1);
	ck_assert_int_eq(db_begin(book.store.db, &e), 0);
	for (int64_t id = 10; id < 1500; id++)
		save_name(&txn, id, random_name());
	commit(&txn);
	ck_assert_int_eq(overlay_update(&other, &e), 0);
	ck_assert(series_due(&other));
	ck_assert_int_eq(mapping_begin(&his, db_path(book.store.db), "customer.name", MAPPING_FILE, &e), 0);
	ck_assert_int_eq(series_idle(&other, &e), 0);
	ck_assert(!series_due(&other));
	mapping_drop(&his);
	store_close(&other);
}
END_TEST

START_TEST(an_idle_store_that_was_called_away_rests)
{
	struct error e = { 0 };

	write_much();
	series_limit(&book.store, 10);
	db_on_progress(book.store.db, always, NULL);
	ck_assert_int_eq(find_idle(&book.store, &e), -1);
	ck_assert(!find_due(&book.store));
	ck_assert_int_eq(series_idle(&book.store, &e), -1);
	ck_assert(!series_due(&book.store));
	db_on_progress(book.store.db, NULL, NULL);
	check_many();
}
END_TEST

static void damage(const char *path, off_t at, uint64_t how)
{
	int fd = open(path, O_RDWR);
	char bytes[8];

	ck_assert_int_ge(fd, 0);
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)draw(256);
	if (how == 0)
		memset(bytes, 0xFF, sizeof(bytes));
	ck_assert_int_eq(pwrite(fd, bytes, how == 1 ? 1 : sizeof(bytes), at), how == 1 ? 1 : 8);
	close(fd);
}

/* Nothing that stands in the file can make the store read or write elsewhere (run it with --enable-sanitize);
 * what it finds then is another matter, and a new file makes it right. */
START_TEST(a_damaged_file_does_no_harm)
{
	static const struct clock now = { .fixed = 1795341600 };
	struct error e = { 0 };
	struct stat st;
	char path[128], db[128];

	empty_book();
	add_many();
	check_one("anna");
	cache_of(path);
	snprintf(db, sizeof(db), "%s/book.db", book.dir);
	ck_assert_int_eq(stat(path, &st), 0);
	for (int round = 0; round < 60; round++) {
		for (int i = 0; i < 40; i++)
			damage(path, 4096 + (off_t)draw((uint64_t)st.st_size - 4096 - 8), draw(3));
		store_close(&book.store);
		ck_assert_int_eq(store_open(&book.store, db, "ana", &now, &e), 0);
		for (size_t i = 0; i < LENGTH(typed_at_many); i++)
			answer_free(find(typed_at_many[i], "customer"));
		if (round % 10 == 0)
			book_set(&book, "customer", 10 + round, "name", "Anna");
	}
	ck_assert_int_eq(truncate(path, st.st_size - 1), 0);
	store_close(&book.store);
	ck_assert_int_eq(store_open(&book.store, db, "ana", &now, &e), 0);
	for (int64_t id = 10; id < 70; id += 10)
		snprintf(many[id], sizeof(many[0]), "Anna");
	check_many();
}
END_TEST

struct seen {
	int n;
	int64_t last;
};

static void see(void *to, int64_t id)
{
	struct seen *s = to;

	s->n++;
	s->last = id;
}

/* Other files of the store ask for ids. */
START_TEST(ids_alone)
{
	const struct entity *customer = entity_at(ENTITY_CUSTOMER);
	struct seen seen = { 0 };
	struct error e = { 0 };
	int64_t ids[3];

	ck_assert_int_eq(find_ids(&book.store, customer, "muller", 3, ids, &e), 3);
	ck_assert_int_eq(ids[0], 1); /* begins with it */
	ck_assert_int_eq(ids[1], 2);
	ck_assert_int_eq(find_ids(&book.store, customer, "muller", 1, ids, &e), 1);
	ck_assert_int_eq(find_ids(&book.store, customer, "&", 3, ids, &e), 0);
	book_change(&book, "customer", 2, CHANGE_REMOVE);
	ck_assert_int_eq(find_ids(&book.store, customer, "sohne", 3, ids, &e), 1);
	ck_assert_int_eq(find_matches(&book.store, customer, "sohne muller", see, &seen, &e), 0);
	ck_assert_int_eq(seen.n, 1); /* a list of what was removed asks for it, too */
	ck_assert_int_eq(seen.last, 2);
}
END_TEST

Suite *find_suite(void)
{
	Suite *s = suite_create("find");
	TCase *t = tcase_create("find");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, finds_by_the_words, 0, LENGTH(finds));
	tcase_add_test(t, tells_what_matched);
	tcase_add_test(t, keeps_to_one_entity);
	tcase_add_test(t, whole_title_comes_first);
	tcase_add_test(t, follows_each_change);
	tcase_add_test(t, follows_the_points);
	tcase_add_test(t, follows_a_point_that_moves);
	tcase_add_loop_test(t, hostile_words_are_data, 0, LENGTH(hostile));
	tcase_add_test(t, long_words_are_data);
	tcase_add_test(t, customers_come_before_their_deals);
	tcase_add_test(t, limit_and_total);
	tcase_add_test(t, many_are_found_as_each_by_itself);
	tcase_add_test(t, changes_are_found_beside_the_file);
	tcase_add_test(t, an_idle_store_makes_the_file_anew);
	tcase_add_test(t, who_only_opened_the_book_has_nothing_to_make);
	tcase_add_test(t, an_idle_store_leaves_alone_what_another_makes);
	tcase_add_test(t, a_series_that_another_makes_is_left_alone);
	tcase_add_test(t, an_idle_store_that_was_called_away_rests);
	tcase_add_test(t, a_damaged_file_does_no_harm);
	tcase_add_test(t, ids_alone);
	suite_add_tcase(s, t);
	return s;
}
