/* Cache files and what was touched since: believed only when sound, never behind the book. */
#include "store_book.h"
#include "store_suites.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/journal.h"
#include "store/mapped.h"
#include "store/overlay.h"

#define FORMAT 7

static struct book book;
static char path[128], cache[160];

static void setup(void)
{
	book_open(&book);
	snprintf(path, sizeof(path), "%s/book.db", book.dir);
	snprintf(cache, sizeof(cache), "%s.cache-test", path);
}

static void teardown(void)
{
	char new[192];

	snprintf(new, sizeof(new), "%s.new", cache);
	unlink(cache);
	unlink(new);
	book_close(&book);
}

static const char words[] = "one two three";

/* Two sections: 1,000 squares, and words. */
static void make(enum mapping_for use, struct mapped *m)
{
	const struct mapped_stamp stamp = { 42, 4711 };
	struct error e = { 0 };
	struct mapping w;
	struct part *p;

	ck_assert_int_eq(mapping_begin(&w, path, "test", use, &e), 0);
	p = mapping_part(&w, "squares");
	for (int64_t i = 0; i < 1000; i++)
		*(int64_t *)part_add(p, sizeof(i), &e) = i * i;
	memcpy(part_add(mapping_part(&w, "words"), sizeof(words), &e), words, sizeof(words));
	ck_assert_msg(mapping_finish(&w, &stamp, FORMAT, m, &e) == 0, "%s", e.text);
}

static void check(const struct mapped *m)
{
	const int64_t *squares;
	size_t n;

	squares = mapped_section(m, "squares", sizeof(*squares), &n);
	ck_assert_uint_eq(n, 1000);
	for (int64_t i = 0; i < 1000; i++)
		ck_assert_int_eq(squares[i], i * i);
	ck_assert_str_eq(mapped_section(m, "words", 1, &n), words);
	ck_assert_uint_eq(n, sizeof(words));
	ck_assert_ptr_null(mapped_section(m, "words", 8, &n)); /* no whole number of items */
	ck_assert_ptr_null(mapped_section(m, "none", 1, &n));
	ck_assert_int_eq(m->stamp.seq, 42);
	ck_assert_uint_eq(m->stamp.mark, 4711);
}

START_TEST(what_is_made_is_mapped)
{
	struct mapped mine = { 0 }, other = { 0 };
	struct stat st;

	make(MAPPING_FILE, &mine);
	check(&mine);
	ck_assert(mapped_renew(&other, path, "test", FORMAT));
	check(&other);
	ck_assert(!mapped_renew(&other, path, "test", FORMAT)); /* it is the newest */
	ck_assert(!mapped_renew(&mine, path, "test", FORMAT));
	ck_assert_int_eq(stat(cache, &st), 0);
	ck_assert_int_eq(st.st_mode & 07777, 0600);
	make(MAPPING_FILE, &mine);
	check(&other); /* an older mapping stays what it was */
	ck_assert(mapped_renew(&other, path, "test", FORMAT));
	mapped_close(&mine);
	mapped_close(&other);
}
END_TEST

START_TEST(in_memory_there_is_no_file)
{
	struct mapped m = { 0 };

	make(MAPPING_MEMORY, &m);
	check(&m);
	ck_assert_int_eq(access(cache, F_OK), -1);
	mapped_close(&m);
}
END_TEST

START_TEST(one_makes_it_at_a_time)
{
	struct mapping mine, other;
	struct error e = { 0 };

	ck_assert_int_eq(mapping_begin(&mine, path, "test", MAPPING_FILE, &e), 0);
	ck_assert_int_eq(mapping_begin(&other, path, "test", MAPPING_FILE, &e), 1);
	mapping_drop(&mine);
	ck_assert_int_eq(mapping_begin(&other, path, "test", MAPPING_FILE_WAIT, &e), 0);
	mapping_drop(&other);
}
END_TEST

static bool opens(uint32_t format)
{
	struct mapped m = { 0 };
	bool opened = mapped_renew(&m, path, "test", format);

	mapped_close(&m);
	return opened;
}

START_TEST(a_foreign_file_is_no_cache)
{
	struct mapped m = { 0 };
	char real[192];

	make(MAPPING_FILE, &m);
	mapped_close(&m);
	ck_assert(!opens(FORMAT + 1));
	ck_assert_int_eq(chmod(cache, 0644), 0);
	ck_assert(!opens(FORMAT));
	ck_assert_int_eq(chmod(cache, 0600), 0);
	ck_assert(opens(FORMAT));
	snprintf(real, sizeof(real), "%s.real", cache);
	ck_assert_int_eq(rename(cache, real), 0);
	ck_assert_int_eq(symlink(real, cache), 0);
	ck_assert(!opens(FORMAT));
	unlink(real);
}
END_TEST

static void flip(off_t at)
{
	int fd = open(cache, O_RDWR);
	char c;

	ck_assert_int_eq(pread(fd, &c, 1, at), 1);
	c ^= 0x40;
	ck_assert_int_eq(pwrite(fd, &c, 1, at), 1);
	close(fd);
}

/* Any byte of the head counts, down to the sum itself; no length but the true one is taken. */
START_TEST(a_damaged_file_is_no_cache)
{
	enum { HEAD = 6 * 8 + MAPPED_SECTIONS * (MAPPED_NAME + 16) + 8 };
	struct mapped m = { 0 };
	struct stat st;

	make(MAPPING_FILE, &m);
	for (off_t at = 0; at < HEAD; at++) {
		flip(at);
		ck_assert_msg(!opens(FORMAT), "byte %ld", (long)at);
		flip(at);
	}
	ck_assert(opens(FORMAT));
	check(&m);
	mapped_close(&m);
	ck_assert_int_eq(stat(cache, &st), 0);
	for (off_t len = st.st_size; len > 0; len -= 512) {
		ck_assert_int_eq(truncate(cache, len - 1), 0);
		ck_assert_msg(!opens(FORMAT), "%ld bytes", (long)len - 1);
	}
}
END_TEST

/* The journal. */

static struct touched *watch(const char *entity)
{
	struct touched *t = overlay_watch(&book.store, entity_find(entity));
	struct error e = { 0 };
	int64_t last;

	ck_assert_int_eq(journal_last(&book.store, &last, &e), 0);
	ck_assert_int_eq(touched_since(&book.store, t, last, &e), 0);
	return t;
}

static void add_fresh(void *to, int64_t first, int64_t last)
{
	for (int64_t id = first; id <= last; id++)
		sbuf_printf(to, "%lld;", (long long)id);
}

/* The ids that were touched since the last look. */
static void check_fresh(struct touched *t, const char *wanted)
{
	struct sbuf found = SBUF_INIT;
	struct error e = { 0 };

	ck_assert_msg(overlay_update(&book.store, &e) == 0, "%s", e.text);
	touched_take(t, add_fresh, &found);
	ck_assert_str_eq(sbuf_text(&found), wanted);
	sbuf_free(&found);
}

START_TEST(what_was_saved_was_touched)
{
	struct touched *customers, *contacts;
	int64_t id = book_add(&book, "customer", "name", "Acme", NULL);

	customers = watch("customer");
	contacts = watch("contact");
	check_fresh(customers, "");
	book_set(&book, "customer", id, "name", "Acme Ltd");
	check_fresh(customers, "1;");
	check_fresh(customers, "");
	book_add(&book, "customer", "name", "Bolt", NULL);
	book_change(&book, "customer", id, CHANGE_REMOVE);
	check_fresh(customers, "2;1;");
	ck_assert_int_eq(touched_count(customers), 2);
	ck_assert(touched_has(customers, 1) && touched_has(customers, 2) && !touched_has(customers, 3));
	check_fresh(contacts, "");
}
END_TEST

START_TEST(an_earlier_position_reads_back)
{
	struct touched *t;
	struct error e = { 0 };

	book_add(&book, "customer", "name", "Acme", NULL);
	t = watch("customer");
	ck_assert_int_eq(touched_since(&book.store, t, 0, &e), 0);
	check_fresh(t, "1;");
	ck_assert_int_eq(touched_since(&book.store, t, 1000, &e), 0);
	book_set(&book, "customer", 1, "name", "Bolt");
	check_fresh(t, ""); /* the position is behind that */
}
END_TEST

START_TEST(a_point_touches_whom_it_belongs_to)
{
	struct touched *t;
	int64_t point;

	book_add(&book, "customer", "name", "Acme", NULL);
	book_add(&book, "customer", "name", "Bolt", NULL);
	t = watch("customer");
	point = book_add(&book, "point", "customer", "1", "kind", "email", "value", "a@example.org", NULL);
	check_fresh(t, "1;");
	book_set(&book, "point", point, "value", "b@example.org");
	check_fresh(t, "1;");
	book_set(&book, "point", point, "customer", "2");
	check_fresh(t, "1;2;");
}
END_TEST

START_TEST(another_process_touches)
{
	static const struct clock now = { .fixed = 1795341600 };
	struct touched *t = watch("customer");
	struct book other = { 0 };
	struct error e = { 0 };

	ck_assert_msg(store_open(&other.store, path, "ben", &now, &e) == 0, "%s", e.text);
	book_add(&other, "customer", "name", "Acme", NULL);
	check_fresh(t, "1;");
	store_close(&other.store);
}
END_TEST

static void change_name(struct journal_txn *txn, int64_t id, const char *name)
{
	const struct entity *customer = entity_at(ENTITY_CUSTOMER);
	struct change c = { .kind = CHANGE_SAVE, .entity = customer, .id = id };
	struct error e = { 0 };

	change_set(&c, entity_must(customer, "name"), value_text(name));
	ck_assert_msg(change_apply(&book.store, txn, &c, NULL, 0, NULL, NULL, &e) == 1, "%s", e.text);
	change_free(&c);
}

/* It is seen at once; after the roll-back it is to be looked at again, and the next one, whose rows get
 * the same numbers, is not missed. */
START_TEST(our_own_transaction_touches)
{
	struct journal_txn first = { .kind = "do", .empty = true }, second = first;
	struct touched *t;
	struct error e = { 0 };

	book_add(&book, "customer", "name", "Acme", NULL);
	book_add(&book, "customer", "name", "Bolt", NULL);
	t = watch("customer");
	touched_above(t, 2);
	ck_assert_int_eq(db_begin(book.store.db, &e), 0);
	change_name(&first, 1, "Apex");
	check_fresh(t, "1;");
	check_fresh(t, "");
	db_rollback(book.store.db);
	ck_assert_int_eq(db_begin(book.store.db, &e), 0);
	change_name(&second, 2, "Bell");
	check_fresh(t, "1;2;");
	ck_assert_int_eq(db_commit(book.store.db, &e), 0);
	check_fresh(t, "2;");
	check_fresh(t, "");
}
END_TEST

/* Those that a transaction makes one after the other are told of in one row at its end. */
START_TEST(what_our_own_transaction_makes_is_touched)
{
	struct journal_txn txn = { .kind = "do", .empty = true };
	struct touched *t;
	struct error e = { 0 };

	book_add(&book, "customer", "name", "Acme", NULL);
	t = watch("customer");
	touched_above(t, 1);
	ck_assert_int_eq(db_begin(book.store.db, &e), 0);
	change_name(&txn, 0, "Bolt");
	change_name(&txn, 0, "Cole");
	check_fresh(t, "2;3;");
	change_name(&txn, 0, "Dell");
	check_fresh(t, "4;");
	ck_assert_int_eq(journal_end_runs(&book.store, &txn, &e), 0);
	ck_assert_int_eq(db_commit(book.store.db, &e), 0);
	check_fresh(t, "2;3;4;");
}
END_TEST

/* A copy of the book that goes another way from the same row on has other marks, though the same was done
 * at the same time by the same user. */
START_TEST(a_restored_backup_has_other_marks)
{
	uint64_t before, mine, its;
	int64_t last;
	struct error e = { 0 };
	char command[400];

	book_add(&book, "customer", "name", "Acme", NULL);
	ck_assert_int_eq(journal_last(&book.store, &last, &e), 0);
	ck_assert_int_eq(journal_mark(&book.store, last, &before, &e), 0);
	store_close(&book.store);
	snprintf(command, sizeof(command), "cp %s %s.copy", path, path);
	ck_assert_int_eq(system(command), 0);
	ck_assert_int_eq(store_open(&book.store, path, "ana", &(struct clock){ .fixed = 1795341600 }, &e), 0);
	book_add(&book, "customer", "name", "Bolt", NULL);
	ck_assert_int_eq(journal_mark(&book.store, last + 1, &mine, &e), 0);
	store_close(&book.store);
	snprintf(command, sizeof(command), "mv %s.copy %s", path, path);
	ck_assert_int_eq(system(command), 0);
	ck_assert_int_eq(store_open(&book.store, path, "ana", &(struct clock){ .fixed = 1795341600 }, &e), 0);
	ck_assert_int_eq(journal_mark(&book.store, last + 1, &its, &e), 0);
	ck_assert_uint_eq(its, 0);
	book_add(&book, "customer", "name", "Cole", NULL);
	ck_assert_int_eq(journal_mark(&book.store, last + 1, &its, &e), 0);
	ck_assert_uint_ne(its, mine);
	ck_assert_int_eq(journal_mark(&book.store, last, &its, &e), 0);
	ck_assert_uint_eq(its, before);
}
END_TEST

Suite *cache_suite(void)
{
	Suite *s = suite_create("cache");
	TCase *t = tcase_create("cache");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, what_is_made_is_mapped);
	tcase_add_test(t, in_memory_there_is_no_file);
	tcase_add_test(t, one_makes_it_at_a_time);
	tcase_add_test(t, a_foreign_file_is_no_cache);
	tcase_add_test(t, a_damaged_file_is_no_cache);
	tcase_add_test(t, what_was_saved_was_touched);
	tcase_add_test(t, an_earlier_position_reads_back);
	tcase_add_test(t, a_point_touches_whom_it_belongs_to);
	tcase_add_test(t, another_process_touches);
	tcase_add_test(t, our_own_transaction_touches);
	tcase_add_test(t, what_our_own_transaction_makes_is_touched);
	tcase_add_test(t, a_restored_backup_has_other_marks);
	suite_add_tcase(s, t);
	return s;
}
