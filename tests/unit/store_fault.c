/* Disks that are full, books that are damaged, locks that are held (security: attacks 26, 33). What fails
 * halfway is in tests/fault. */
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "book_fixture.h"
#include "fault_vfs.h"
#include "store/ballast.h"
#include "store/db_private.h"
#include "store_suites.h"

static void begin(void)
{
	fault_begin();
	book_begin();
}

/* The ballast goes when the disk is full, so that the next save has room. */
START_TEST(a_full_disk_gets_the_ballast)
{
	char *path = xasprintf("%s.ballast", book.path);
	struct stat st;

	ballast_make(book.path);
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_int_eq(st.st_size, BALLAST_SIZE);
	ck_assert_int_ge((int64_t)st.st_blocks * 512, BALLAST_SIZE);
	ck_assert_int_eq(st.st_mode & 0777, 0600);
	fault_arm(FAULT_FULL, 1, false);
	ck_refused(put(ENTITY_CUSTOMER, 0, "name=Acme"), ERROR_FAILED, "the disk is full");
	ck_assert(fault_disarm());
	ck_assert_int_lt(stat(path, &st), 0);
	ck_assert_int_gt(put(ENTITY_CUSTOMER, 0, "name=Acme"), 0);
	free(path);
}
END_TEST

/* Also when it was a read outside of any transaction that failed. */
START_TEST(a_broken_connection_is_not_written_by)
{
	int before = (int)book.store.db->connections;

	book.store.db->broken = true;
	ck_assert_int_gt(put(ENTITY_CUSTOMER, 0, "name=Acme"), 0);
	ck_assert_int_eq(book.store.db->connections, before + 1);
	ck_assert(!book.store.db->broken);
}
END_TEST

#define AT_ONCE 8

/* The first programs of somebody new begin at once: he is made once, and all of them go on. */
START_TEST(many_first_starts_make_one_user)
{
	char login[16];
	pid_t pids[AT_ONCE];
	int status;

	snprintf(login, sizeof(login), "new%d", _i);
	store_close(&book.store);
	for (int i = 0; i < AT_ONCE; i++) {
		pids[i] = fork();
		if (pids[i] == 0)
			_exit(book_reopen(login) < 0);
	}
	for (int i = 0; i < AT_ONCE; i++) {
		ck_assert_int_eq(waitpid(pids[i], &status, 0), pids[i]);
		ck_assert_int_eq(status, 0);
	}
	ck_assert_int_eq(book_reopen("ana"), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM user WHERE login LIKE 'new%'"), 1);
}
END_TEST

/* Zeroes the page at which the table begins. */
static void damage(const char *table)
{
	char *sql = xasprintf("SELECT rootpage FROM sqlite_schema WHERE name = '%s'", table);
	static const char zeroes[4096];
	sqlite3_stmt *s;
	sqlite3 *db;
	int fd;

	ck_assert_int_eq(sqlite3_open(book.path, &db), SQLITE_OK);
	ck_assert_int_eq(sqlite3_prepare_v2(db, sql, -1, &s, NULL), SQLITE_OK);
	ck_assert_int_eq(sqlite3_step(s), SQLITE_ROW);
	fd = open(book.path, O_WRONLY | O_CLOEXEC);
	ck_assert_int_eq(pwrite(fd, zeroes, sizeof(zeroes), (sqlite3_column_int64(s, 0) - 1) * 4096),
			 sizeof(zeroes));
	close(fd);
	sqlite3_finalize(s);
	sqlite3_close(db);
	free(sql);
}

/* Somebody saves and goes without closing the book. */
static void stop_uncleanly(void)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		bool saved = book_reopen("ana") == 0 && put(ENTITY_CUSTOMER, 0, "name=Last") > 0;
		_exit(!saved);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0);
}

static void assert_only_read(void)
{
	ck_assert(db_read_only(book.store.db));
	ck_refused(put(ENTITY_CUSTOMER, 0, "name=Other"), ERROR_FAILED, "damaged");
}

/* Damage that nobody has met yet is looked for after an unclean stop, and after no other. */
START_TEST(an_unclean_stop_is_checked)
{
	char *mark = xasprintf("%s.damaged", book.path);

	store_close(&book.store);
	damage("import");
	ck_assert_int_eq(book_reopen("ana"), 0);
	ck_assert(!db_read_only(book.store.db));
	store_close(&book.store);
	stop_uncleanly();
	ck_assert_int_eq(book_reopen("ana"), 0);
	assert_only_read();
	ck_assert_int_eq(number("SELECT count(*) FROM customer WHERE name = 'Last'"), 1);
	ck_assert_int_eq(book_reopen("ana"), 0);
	assert_only_read();
	ck_assert_int_eq(unlink(mark), 0);
	ck_assert_int_eq(book_reopen("ana"), 0);
	free(mark);
}
END_TEST

/* Also when its file was touched after its WAL, so that it is looked at more closely. */
START_TEST(a_sound_book_outlives_an_unclean_stop)
{
	store_close(&book.store);
	stop_uncleanly();
	if (_i)
		ck_assert_int_eq(chmod(book.path, 0600), 0);
	ck_assert_int_eq(book_reopen("ana"), 0);
	ck_assert(!db_read_only(book.store.db));
	ck_assert_int_gt(put(ENTITY_CUSTOMER, 0, "name=More"), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM customer"), 2);
}
END_TEST

static char *beside(const char *end)
{
	return xasprintf("%s%s", book.path, end);
}

static void copy_file(const char *from, const char *to)
{
	int in = open(from, O_RDONLY | O_CLOEXEC), out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	char block[65536];
	ssize_t n;

	while ((n = read(in, block, sizeof(block))) > 0)
		ck_assert_int_eq(write(out, block, (size_t)n), n);
	ck_assert(n == 0 && close(in) == 0 && close(out) == 0);
}

static void add_many(int n)
{
	for (int i = 0; i < n; i++)
		ck_assert_int_gt(put(ENTITY_CUSTOMER, 0, "name=One of many\nnote=of whom each has a note"), 0);
}

/* An old copy was put in the place of a book that was not closed, and its WAL was left: pages of two times.
 * It is seen and stops everybody's writing before the book is touched, so that the copy without the WAL
 * is whole. */
START_TEST(a_foreign_wal_is_seen)
{
	char *copy = beside(".copy"), *wal = beside("-wal"), *mark = beside(".damaged"), *shm = beside("-shm");

	store_close(&book.store);
	copy_file(book.path, copy);
	ck_assert_int_eq(book_reopen("ana"), 0);
	add_many(200);
	store_close(&book.store);
	stop_uncleanly();
	copy_file(copy, book.path);
	unlink(shm);
	ck_assert_int_eq(book_reopen("ana"), 0);
	assert_only_read();
	ck_assert_ptr_nonnull(strstr(book.error.text, wal));
	ck_assert_ptr_nonnull(strstr(book.error.text, mark));
	store_close(&book.store);
	ck_assert_int_eq(unlink(wal) | unlink(mark) | unlink(shm), 0);
	ck_assert_int_eq(book_reopen("ana"), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM customer"), 0);
	add_many(1);
	free(copy);
	free(wal);
	free(mark);
	free(shm);
}
END_TEST

/* Half of what was written: it ends with a transaction, or it is seen. */
START_TEST(a_truncated_wal_ends_with_a_transaction)
{
	char *wal = beside("-wal"), *shm = beside("-shm");
	struct stat st;
	pid_t pid;
	int status;

	store_close(&book.store);
	pid = fork();
	if (pid == 0) {
		ck_assert_int_eq(book_reopen("ana"), 0);
		add_many(8);
		_exit(0);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0);
	ck_assert_int_eq(stat(wal, &st), 0);
	ck_assert_int_eq(truncate(wal, st.st_size * (_i + 1) / 8), 0);
	unlink(shm);
	ck_assert_int_eq(book_reopen("ana"), 0);
	if (!db_read_only(book.store.db)) {
		int64_t left = number("SELECT count(*) FROM customer");

		ck_assert_int_lt(left, 8);
		ck_assert_int_eq(left, number("SELECT coalesce(sum(coalesce(last, record) - record + 1), 0)"
					      " FROM journal WHERE entity = 'customer' AND field IS NULL"));
		add_many(1);
	}
	free(wal);
	free(shm);
}
END_TEST

extern enum db_room (*db_room_beside)(const char *book);

static enum db_room no_room(const char *path)
{
	(void)path;
	return DB_FULL;
}

/* As after a restore: there is neither WAL nor shared memory yet, and no room for them. */
START_TEST(a_full_disk_is_looked_at)
{
	char *wal = beside("-wal"), *shm = beside("-shm");
	int64_t id = put(ENTITY_CUSTOMER, 0, "name=Acme");

	store_close(&book.store);
	ck_assert_int_eq(unlink(wal) | unlink(shm), 0);
	db_room_beside = no_room;
	fault_arm(FAULT_FULL, 1, true);
	ck_assert_msg(book_reopen("ana") == 0, "%s", book.error.text);
	ck_assert(fault_disarm());
	ck_assert_int_eq(book.error.kind, ERROR_NONE);
	ck_column(ENTITY_CUSTOMER, id, "name", "Acme");
	ck_refused(put(ENTITY_CUSTOMER, 0, "name=Birch"), ERROR_FAILED, "make room");
	free(wal);
	free(shm);
}
END_TEST

/* What lies in the WAL alone is never left out in silence. */
START_TEST(what_was_saved_last_is_not_left_out)
{
	char *shm = beside("-shm");

	store_close(&book.store);
	stop_uncleanly();
	ck_assert_int_eq(unlink(shm), 0);
	db_room_beside = no_room;
	fault_arm(FAULT_FULL, 1, true);
	ck_refused(book_reopen("ana"), ERROR_FAILED, "What was saved last");
	ck_assert(fault_disarm());
	ck_assert_int_eq(book_reopen("ana"), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM customer WHERE name = 'Last'"), 1);
	free(shm);
}
END_TEST

/* Whoever meets damage stops everybody's writing, also of those who have the book open. */
START_TEST(damage_stops_everybodys_writing)
{
	struct store other;

	store_close(&book.store);
	damage("import");
	ck_assert_int_eq(book_reopen("ana"), 0);
	ck_assert_int_eq(store_open(&other, book.path, "ben", &book.clock, &book.error), 0);
	ck_assert_int_lt(db_step(db_prepare(other.db, "SELECT count(*) FROM import", NULL), NULL), 0);
	store_close(&other);
	ck_refused(put(ENTITY_CUSTOMER, 0, "name=Other"), ERROR_FAILED, "damaged");
}
END_TEST

static pid_t hold_lock(int *go)
{
	struct lock held;
	int ready[2], done[2];
	pid_t pid;
	char c;

	ck_assert_int_eq(pipe(ready) | pipe(done), 0);
	pid = fork();
	if (pid == 0) {
		close(done[1]);
		_exit(lock_open(&held, book.path, NULL) || !lock_try(&held) ||
		      write(ready[1], "", 1) != 1 || read(done[0], &c, 1) != 0);
	}
	close(ready[1]);
	close(done[0]);
	ck_assert_int_eq(read(ready[0], &c, 1), 1);
	close(ready[0]);
	*go = done[1];
	return pid;
}

/* Who waits for the lock is told in the end whom he waits for. */
START_TEST(waiting_for_the_lock_ends)
{
	char *who;
	struct lock mine;
	int go, status;
	pid_t pid = hold_lock(&go);

	who = xasprintf("process %d ", (int)pid);
	ck_assert_int_eq(lock_open(&mine, book.path, NULL), 0);
	ck_refused(lock_take(&mine, 20, &book.error), ERROR_FAILED, who);
	close(go);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0);
	ck_assert_int_eq(lock_take(&mine, 20, &book.error), 0);
	lock_release(&mine);
	lock_close(&mine);
	free(who);
}
END_TEST

/* Bytes of the lock file: how many took a number. */
static int64_t numbers_taken(void)
{
	char *path = xasprintf("%s.lock", book.path);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int64_t n = 0;

	ck_assert_int_eq(pread(fd, &n, sizeof(n), 16), sizeof(n));
	close(fd);
	free(path);
	return n;
}

#define IN_QUEUE 5

static pid_t join_queue(int number, int to)
{
	int64_t before = numbers_taken();
	struct lock l;
	pid_t pid = fork();

	if (pid == 0) {
		char c = (char)number;

		_exit(lock_open(&l, book.path, NULL) || lock_take(&l, LOCK_WAIT, NULL) ||
		      write(to, &c, 1) != 1);
	}
	while (numbers_taken() == before)
		sched_yield();
	return pid;
}

/* First come, first served; and whoever lets go and wants it again is behind all who wait. */
START_TEST(the_lock_is_given_in_turn)
{
	struct lock l;
	pid_t pids[IN_QUEUE];
	int order[2], status;
	char c;

	ck_assert_int_eq(pipe(order), 0);
	ck_assert_int_eq(lock_open(&l, book.path, NULL), 0);
	ck_assert_int_eq(lock_take(&l, LOCK_WAIT, NULL), 0);
	for (int i = 0; i < IN_QUEUE; i++)
		pids[i] = join_queue(i, order[1]);
	lock_release(&l);
	ck_assert_int_eq(lock_take(&l, LOCK_WAIT, NULL), 0);
	ck_assert_int_eq(write(order[1], "\x7f", 1), 1);
	for (int i = 0; i < IN_QUEUE; i++) {
		ck_assert_int_eq(read(order[0], &c, 1), 1);
		ck_assert_int_eq(c, i);
		ck_assert_int_eq(waitpid(pids[i], &status, 0), pids[i]);
		ck_assert_int_eq(status, 0);
	}
	lock_release(&l);
	lock_close(&l);
}
END_TEST

/* A WAL of some length is copied when nobody asks for anything; the next to write begins it anew. */
START_TEST(an_idle_store_copies_the_wal)
{
	char *wal = xasprintf("%s-wal", book.path), *lines = xmalloc(500000);
	struct stat st;
	off_t size;

	memset(lines, 'n', 500000);
	memcpy(lines, "name=Acme\nnote=", 15);
	lines[499999] = '\0';
	db_idle(book.store.db); /* what making the book left, */
	book.store.db->copied = 0; /* which counts no more: the WAL begins anew */
	ck_assert(!db_due(book.store.db));
	ck_assert_int_gt(put(ENTITY_CUSTOMER, 0, lines), 0);
	ck_assert(db_due(book.store.db));
	ck_assert_int_eq(stat(wal, &st), 0);
	size = st.st_size;
	db_idle(book.store.db);
	ck_assert(!db_due(book.store.db));
	ck_assert_int_gt(put(ENTITY_CUSTOMER, 0, "name=Birch"), 0);
	ck_assert(!db_due(book.store.db));
	ck_assert_int_eq(stat(wal, &st), 0);
	ck_assert_int_eq(st.st_size, size);
	free(lines);
	free(wal);
}
END_TEST

/* Who is writing is not held up by a store that has nothing to do. */
START_TEST(an_idle_store_lets_writers_go_first)
{
	struct lock l;

	ck_assert_int_eq(lock_open(&l, book.path, NULL), 0);
	ck_assert_int_eq(lock_take(&l, LOCK_WAIT, NULL), 0);
	book.store.db->wal_pages = 5000;
	ck_assert(db_due(book.store.db));
	db_idle(book.store.db);
	ck_assert(!db_due(book.store.db));
	lock_release(&l);
	lock_close(&l);
}
END_TEST

static int64_t now;

static int64_t set_ticks(void)
{
	return now;
}

/* What the process says on standard error meanwhile. */
static const char *heard(struct lock *l, int64_t held)
{
	static char said[200];
	int before = dup(STDERR_FILENO), fds[2];
	ssize_t n;

	ck_assert_int_eq(pipe(fds), 0);
	dup2(fds[1], STDERR_FILENO);
	ck_assert(lock_try(l));
	now += held;
	lock_release(l);
	fflush(stderr);
	dup2(before, STDERR_FILENO);
	close(before);
	close(fds[1]);
	n = read(fds[0], said, sizeof(said) - 1);
	close(fds[0]);
	said[n > 0 ? n : 0] = '\0';
	return said;
}

START_TEST(a_lock_held_for_long_is_logged)
{
	struct lock l;

	clock_ticker = set_ticks;
	ck_assert_int_eq(lock_open(&l, book.path, NULL), 0);
	ck_assert_str_eq(heard(&l, LOCK_LONG), "");
	ck_assert_str_eq(heard(&l, LOCK_LONG + 1),
			 "rapport-store: held the book's lock for 5001 ms\n");
	lock_close(&l);
}
END_TEST

/* As sqlite.org tells it: first, last, and those that were repaired later. */
START_TEST(versions_with_the_wal_fault)
{
	static const struct {
		int version;
		bool fault;
	} table[] = {
		{ 3006999, false }, { 3007000, true },	{ 3040001, true },  { 3044005, true },
		{ 3044006, false }, { 3045000, true },	{ 3050006, true },  { 3050007, false },
		{ 3051000, true },  { 3051002, true },	{ 3051003, false }, { 3052000, false },
	};

	for (size_t i = 0; i < LENGTH(table); i++)
		ck_assert_msg(db_has_wal_fault(table[i].version) == table[i].fault, "%d", table[i].version);
}
END_TEST

Suite *fault_suite(void)
{
	Suite *s = suite_create("fault");
	TCase *t = tcase_create("fault");

	tcase_add_checked_fixture(t, begin, book_end);
	tcase_add_test(t, a_broken_connection_is_not_written_by);
	tcase_add_loop_test(t, many_first_starts_make_one_user, 0, 8);
	tcase_add_test(t, a_full_disk_gets_the_ballast);
	tcase_add_test(t, an_unclean_stop_is_checked);
	tcase_add_loop_test(t, a_sound_book_outlives_an_unclean_stop, 0, 2);
	tcase_add_test(t, damage_stops_everybodys_writing);
	tcase_add_test(t, a_foreign_wal_is_seen);
	tcase_add_loop_test(t, a_truncated_wal_ends_with_a_transaction, 0, 7);
	tcase_add_test(t, a_full_disk_is_looked_at);
	tcase_add_test(t, what_was_saved_last_is_not_left_out);
	tcase_add_test(t, waiting_for_the_lock_ends);
	tcase_add_test(t, the_lock_is_given_in_turn);
	tcase_add_test(t, an_idle_store_copies_the_wal);
	tcase_add_test(t, an_idle_store_lets_writers_go_first);
	tcase_add_test(t, a_lock_held_for_long_is_logged);
	tcase_add_test(t, versions_with_the_wal_fault);
	suite_add_tcase(s, t);
	return s;
}
