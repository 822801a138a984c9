/* The power goes at any moment: what was acknowledged is there, and the book is sound. */
#include <unistd.h>

#include "disk.h"
#include "fault_suites.h"
#include "fault_vfs.h"
#include "state.h"
#include "store/db_private.h"

#define SESSIONS 4
#define SAVES	 8

static void begin(void)
{
	fault_begin();
	state_begin();
}

/* As the pragma says it; only this test has a book with less than FULL. */
static void set_synchronous(const char *level)
{
	char *sql = xasprintf("PRAGMA synchronous=%s", level);

	ck_assert_int_eq(db_script(book.store.db, sql, &book.error), 0);
	free(sql);
}

/* People who come, save and go: each time the last one leaves, the WAL is copied into the book. */
static void work(const char *level)
{
	int n = 0;

	for (int i = 0; i < SESSIONS; i++) {
		ck_assert_int_eq(book_reopen("ana"), 0);
		set_synchronous(level);
		for (int k = 0; k < SAVES; k++) {
			char *lines = xasprintf("name=Power %04d", ++n);

			ck_assert_msg(put(ENTITY_CUSTOMER, 0, lines) > 0, "%s", book.error.text);
			disk_acknowledge();
			free(lines);
		}
	}
	store_close(&book.store);
}

struct outcome {
	int cuts, lost, damaged;
};

/* How many of the acknowledged ones are in the book that is left. */
static int count_left(int acknowledged)
{
	char *sql = xasprintf("SELECT count(*) FROM customer JOIN journal j ON"
			      " customer.id BETWEEN j.record AND coalesce(j.last, j.record)"
			      " AND j.entity = 'customer' AND j.field IS NULL"
			      " WHERE name GLOB 'Power *' AND name <= 'Power %04d'", acknowledged);
	struct stmt *s = db_prepare(book.store.db, sql, NULL);
	int64_t n = -1;

	if (s)
		db_one(s, 0, &n, NULL);
	free(sql);
	return (int)n;
}

static bool is_sound(void)
{
	struct stmt *s;
	bool sound;

	book.store.db->trusted = true;
	s = db_prepare(book.store.db, "PRAGMA integrity_check", NULL);
	sound = s && db_step(s, NULL) == 1 && !strcmp(db_text(s, 0), "ok");
	if (s)
		db_reset(s);
	book.store.db->trusted = false;
	return sound;
}

static void look(int acknowledged, struct outcome *o)
{
	o->cuts++;
	if (book_reopen("ana") < 0 || db_read_only(book.store.db) || !is_sound())
		o->damaged++;
	else if (count_left(acknowledged) < acknowledged)
		o->lost++;
	if (book.store.db)
		store_close(&book.store);
}

static void clear(void)
{
	static const char *const ends[] = { "-shm", ".damaged" };

	for (size_t i = 0; i < LENGTH(ends); i++) {
		char *path = xasprintf("%s%s", book.path, ends[i]);

		unlink(path);
		free(path);
	}
}

/* Cuts the power at as many moments, evenly spread, with as many ways each in which it may turn out. */
static struct outcome cut_power(const char *level, size_t moments, int ways)
{
	struct outcome o = { 0 };
	struct random chance;
	size_t all;

	random_begin(&chance, 20261122, 0);
	state_restore();
	disk_record(book.path);
	work(level);
	all = disk_moments();
	if (moments > all)
		moments = all;
	for (size_t i = 0; i < moments; i++)
		for (int way = 0; way < ways; way++) {
			clear();
			look(disk_cut(i * all / moments, &chance, book.path), &o);
		}
	printf("synchronous %s: %zu moments, %d cuts, %d lost what was acknowledged, %d damaged\n", level, all,
	       o.cuts, o.lost, o.damaged);
	return o;
}

START_TEST(nothing_acknowledged_is_lost_with_the_power)
{
	struct outcome o = cut_power("FULL", faults_whole() ? 5000 : 60, faults_whole() ? 6 : 3);

	ck_assert_int_gt(o.cuts, 100);
	ck_assert_int_eq(o.lost, 0);
	ck_assert_int_eq(o.damaged, 0);
}
END_TEST

/* The same cuts find that a book which trusts the disk more loses something: so they look where it hurts. */
START_TEST(the_cuts_find_a_book_that_syncs_too_little)
{
	static const char *const levels[] = { "NORMAL", "OFF" };
	struct outcome o;

	fclose(stderr); /* where the store would tell of damage */
	o = cut_power(levels[_i], 60, 2);
	ck_assert_int_gt(o.lost + o.damaged, 0);
}
END_TEST

Suite *power_suite(void)
{
	Suite *s = suite_create("power");
	TCase *t = tcase_create("power");

	tcase_add_checked_fixture(t, begin, book_end);
	tcase_add_test(t, nothing_acknowledged_is_lost_with_the_power);
	tcase_add_loop_test(t, the_cuts_find_a_book_that_syncs_too_little, 0, 2);
	suite_add_tcase(s, t);
	return s;
}
