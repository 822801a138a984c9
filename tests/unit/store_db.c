/* Opening, refusing, migrating; the lock file; durability. */
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/migrate.h"
#include "book_fixture.h"
#include "store_suites.h"

extern long (*db_file_system)(const char *dir);

static const char *column_type(const struct field *f)
{
	bool day = f->type == FIELD_DATE || f->type == FIELD_STAMP;

	return field_is_whole(f) && !day ? "INTEGER" : "TEXT";
}

/* The columns of each table are the fields of its entity that are not computed, in any order: a migration
 * adds a column at the end, the field stands where it belongs. */
START_TEST(columns_are_fields)
{
	static const char sql[] = "SELECT count(*) FILTER (WHERE name = ?2 AND type = ?3), count(*)"
				  " FROM pragma_table_info(?1)";
	const struct entity *e = entity_at((enum entity_id)_i);
	struct stmt *s = db_prepare(book.store.db, sql, &book.error);
	int64_t fields = 0, columns = 0;

	ck_assert_msg(s != NULL, "%s", book.error.text);
	for (unsigned i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];

		if (f->flags & FIELD_COMPUTED)
			continue;
		fields++;
		db_bind_text(s, 1, e->name);
		db_bind_text(s, 2, f->name);
		db_bind_text(s, 3, column_type(f));
		ck_assert_int_eq(db_step(s, &book.error), 1);
		ck_assert_msg(db_int(s, 0) == 1, "%s lacks the %s column %s", e->name, column_type(f), f->name);
		columns = db_int(s, 1);
		db_reset(s);
	}
	ck_assert_int_eq(columns, fields);
}
END_TEST

START_TEST(files_are_ours_alone)
{
	struct stat st;
	char *lock = xasprintf("%s.lock", book.path);

	ck_assert_int_eq(stat(book.path, &st), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0600);
	ck_assert_int_eq(stat(lock, &st), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0600);
	free(lock);
}
END_TEST

START_TEST(wide_modes_are_refused)
{
	store_close(&book.store);
	chmod(book.path, 0640);
	ck_refused(book_reopen("ana"), ERROR_FAILED, "chmod 600");
	chmod(book.path, 0600);
	chmod(book.dir, 0777);
	ck_refused(book_reopen("ana"), ERROR_FAILED, "chmod 700");
	chmod(book.dir, 0700);
	ck_assert_int_eq(book_reopen("ana"), 0);
}
END_TEST

/* As statfs(2) names them. */
static const struct {
	long magic;
	const char *name;
} remote[] = {
	{ 0x6969, "(NFS)" },	 { 0x517B, "(SMB)" },	  { (long)0xFF534D42, "(CIFS)" },
	{ (int)0xFF534D42, "(CIFS)" }, { (long)0xFE534D42, "(SMB)" }, { 0x01021997, "(9P)" },
	{ 0x65735546, "(FUSE)" },
};
static long file_system;

static long tell_file_system(const char *dir)
{
	(void)dir;
	return file_system;
}

START_TEST(network_file_systems_are_refused)
{
	store_close(&book.store);
	db_file_system = tell_file_system;
	file_system = remote[_i].magic;
	ck_refused(book_reopen("ana"), ERROR_FAILED, remote[_i].name);
	file_system = 0xEF53; /* ext4 */
	ck_assert_int_eq(book_reopen("ana"), 0);
}
END_TEST

static void write_foreign(const char *path)
{
	struct db *db;

	unlink(path);
	db = db_open(path, &book.error);
	ck_assert_ptr_nonnull(db);
	ck_assert_int_eq(db_migrate(db, (struct migration[]){ { "0001", "CREATE TABLE t (x)" } }, 1,
				    &book.error), 0);
	db_close(db);
}

/* Offset 68 of a database file is its application id, big-endian. */
START_TEST(foreign_databases_are_refused)
{
	int fd;

	store_close(&book.store);
	write_foreign(book.path);
	fd = open(book.path, O_WRONLY);
	ck_assert_int_eq(pwrite(fd, "\0\0\0\1", 4, 68), 4);
	close(fd);
	ck_refused(book_reopen("ana"), ERROR_USAGE, "not a book of Rapport");
}
END_TEST

START_TEST(newer_schemas_are_refused)
{
	store_close(&book.store);
	struct db *db = db_open(book.path, &book.error);
	ck_refused(db_migrate(db, migrations, 0, &book.error), ERROR_FAILED, "newer Rapport");
	db_close(db);
}
END_TEST

static struct migration *with_one_more(const char *sql)
{
	struct migration *steps = xcalloc(migrations_count + 1, sizeof(*steps));

	memcpy(steps, migrations, migrations_count * sizeof(*steps));
	steps[migrations_count] = (struct migration){ "9999-test", sql };
	return steps;
}

START_TEST(migrations_back_up_before)
{
	struct migration *steps = with_one_more("CREATE TABLE more (x INTEGER)");
	char *copy = xasprintf("%s.before-%zu", book.path, migrations_count);
	struct stat st;
	struct db *old;

	put(ENTITY_CUSTOMER, 0, "name=Acme");
	ck_assert_int_eq(db_migrate(book.store.db, steps, migrations_count + 1, &book.error), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM more"), 0);
	ck_assert_int_eq(stat(copy, &st), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0600);
	old = db_open(copy, &book.error);
	ck_assert_ptr_nonnull(old);
	ck_assert_ptr_null(db_prepare(old, "SELECT * FROM more", NULL));
	struct stmt *s = db_prepare(old, "SELECT count(*) FROM customer WHERE name = 'Acme'", NULL);
	int64_t n;
	ck_assert_int_eq(db_one(s, 0, &n, NULL), 0);
	ck_assert_int_eq(n, 1);
	db_close(old);
	free(copy);
	free(steps);
}
END_TEST

#define BEFORE_PINYIN 5 /* the schema of books whose names were in the order of their bytes */

static int by_bytes(void *unused, int na, const void *a, int nb, const void *b)
{
	int order = memcmp(a, b, (size_t)(na < nb ? na : nb));

	(void)unused;
	return order ? order : (na > nb) - (na < nb);
}

/* A book of the schema after so many steps, with what was in it, names in the order of their bytes. */
static void write_old(const char *path, size_t steps, const char *sql)
{
	struct db *db;
	sqlite3 *raw;

	store_close(&book.store);
	unlink(path);
	db = db_open(path, &book.error);
	ck_assert_ptr_nonnull(db);
	ck_assert_int_eq(db_migrate(db, migrations, steps, &book.error), 0);
	db_close(db);
	ck_assert_int_eq(sqlite3_open(path, &raw), SQLITE_OK);
	sqlite3_create_collation(raw, "fold", SQLITE_UTF8, NULL, by_bytes);
	ck_assert_msg(sqlite3_exec(raw, sql, NULL, NULL, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(raw));
	sqlite3_close(raw);
}

START_TEST(names_are_put_into_the_order_of_pinyin)
{
	struct stmt *s;
	struct db *db;

	write_old(book.path, BEFORE_PINYIN,
		  "INSERT INTO customer (name) VALUES ('张三'), ('阿里'), ('Zürich'),"
		  " ('張飛'), ('李四'), ('apt'), ('Äpfel')");
	db = db_open(book.path, &book.error);
	ck_assert_int_eq(db_migrate(db, migrations, 6, &book.error), 0);
	s = db_prepare(db,
		       "SELECT group_concat(name, ' ') FROM (SELECT name FROM customer INDEXED BY"
		       " customer_by_name WHERE removed = 0 ORDER BY name COLLATE fold)",
		       &book.error);
	ck_assert_int_eq(db_step(s, &book.error), 1);
	ck_assert_str_eq(db_text(s, 0), "Äpfel apt Zürich 阿里 李四 張飛 张三");
	db_reset(s);
	db_close(db);
}
END_TEST

#define BEFORE_SUPPLIER 19

/* Who a trait was bought of was a text: by its one name or code a customer is found, else the text stays, and what
 * the journal tells of it is told of the text. */
START_TEST(a_supplier_becomes_a_customer_where_it_names_one)
{
	static const char before[] =
		"INSERT INTO customer (id, name, code) VALUES (1, 'Acme', NULL), (2, 'Data House', 'DH'),"
		" (3, 'Twin', NULL), (4, 'twin', NULL);"
		"INSERT INTO trait (customer, section, name, value, day, supplier) VALUES"
		" (1, 'needs', 'a', 'b', '2026-01-01', ' data house'), (1, 'needs', 'a', 'b', '2026-01-01', 'DH'),"
		" (1, 'needs', 'a', 'b', '2026-01-01', 'Twin'), (1, 'needs', 'a', 'b', '2026-01-01', 'Nobody'),"
		" (1, 'needs', 'a', 'b', '2026-01-01', NULL);"
		"INSERT INTO txn (id, at, kind) VALUES (1, '2026-01-01T00:00:00Z', 'do');"
		"INSERT INTO journal (txn, entity, record, version, field, after) VALUES (1, 'trait', 4, 1, 'supplier', 'Nobody')";
	struct stmt *s;
	struct db *db;

	write_old(book.path, BEFORE_SUPPLIER, before);
	db = db_open(book.path, &book.error);
	ck_assert_int_eq(db_migrate(db, migrations, migrations_count, &book.error), 0);
	s = db_prepare(db, "SELECT group_concat(coalesce(supplier, '') || ':' || coalesce(supplier_name, ''), ' ')"
			   " FROM (SELECT * FROM trait ORDER BY id)", &book.error);
	ck_assert_int_eq(db_step(s, &book.error), 1);
	ck_assert_str_eq(db_text(s, 0), "2: 2: :Twin :Nobody :");
	db_reset(s);
	s = db_prepare(db, "SELECT field FROM journal", &book.error);
	ck_assert_int_eq(db_step(s, &book.error), 1);
	ck_assert_str_eq(db_text(s, 0), "supplier_name");
	db_reset(s);
	db_close(db);
}
END_TEST

#define BEFORE_AUTHOR 21

/* Whose transaction it came by, alone or in a run of several, wrote a document; later changes do not count. */
START_TEST(a_document_has_the_author_of_its_transaction)
{
	static const char before[] =
		"INSERT INTO user (id, name) VALUES (7, 'Ana'), (8, 'Bo');"
		"INSERT INTO customer (id, name) VALUES (1, 'Acme');"
		"INSERT INTO document (id, name, customer, hash) VALUES (1, 'a', 1, 'x'), (2, 'b', 1, 'x'), (3, 'c', 1, 'x'),"
		" (4, 'd', 1, 'x');"
		"INSERT INTO txn (id, at, kind, user) VALUES (1, '2026-01-01T00:00:00Z', 'do', 7),"
		" (2, '2026-01-02T00:00:00Z', 'do', 8);"
		"INSERT INTO journal (txn, entity, record, last, version, field, before, after) VALUES"
		" (1, 'document', 1, NULL, 1, NULL, NULL, NULL), (2, 'document', 2, 3, 1, NULL, NULL, NULL),"
		" (2, 'document', 1, NULL, 2, 'name', 'x', 'a'), (1, 'customer', 4, NULL, 1, NULL, NULL, NULL)";
	struct stmt *s;
	struct db *db;

	write_old(book.path, BEFORE_AUTHOR, before);
	db = db_open(book.path, &book.error);
	ck_assert_int_eq(db_migrate(db, migrations, migrations_count, &book.error), 0);
	s = db_prepare(db, "SELECT group_concat(coalesce(author, '-'), ' ') FROM (SELECT * FROM document ORDER BY id)",
		       &book.error);
	ck_assert_int_eq(db_step(s, &book.error), 1);
	ck_assert_str_eq(db_text(s, 0), "7 8 8 -");
	db_reset(s);
	db_close(db);
}
END_TEST

/* All of a migration or none: its second statement fails, or it leaves a reference to nothing. */
START_TEST(migrations_are_all_or_nothing)
{
	static const struct {
		const char *sql, *word;
	} bad[] = {
		{ "CREATE TABLE more (x INTEGER); CREATE TABLE customer (x INTEGER)", "9999-test" },
		{ "CREATE TABLE more (x INTEGER REFERENCES team); PRAGMA defer_foreign_keys = ON;"
		  "INSERT INTO more VALUES (99)", "reference in more would point to nothing" },
	};
	struct migration *steps = with_one_more(bad[_i].sql);

	ck_refused(db_migrate(book.store.db, steps, migrations_count + 1, &book.error), ERROR_FAILED,
		   bad[_i].word);
	ck_assert_ptr_null(db_prepare(book.store.db, "SELECT * FROM more", NULL));
	ck_assert_int_gt(put(ENTITY_CUSTOMER, 0, "name=Acme"), 0);
	ck_assert_int_eq(book_reopen("ana"), 0);
	free(steps);
}
END_TEST

START_TEST(statements_stay_inside_the_tables)
{
	static const char *const refused[] = {
		"ATTACH ':memory:' AS other", "DETACH main", "PRAGMA user_version = 7",
		"PRAGMA journal_mode = DELETE", "CREATE TABLE t (x)", "DROP TABLE customer",
		"ALTER TABLE customer ADD COLUMN x", "SELECT load_extension('x')", "VACUUM",
		"CREATE TRIGGER t AFTER DELETE ON customer BEGIN SELECT 1; END",
	};

	struct stmt *s = db_prepare(book.store.db, refused[_i], &book.error);

	ck_assert(!s || db_step(s, &book.error) < 0);
}
END_TEST

START_TEST(a_file_without_write_mode_is_browsed)
{
	int64_t id = put(ENTITY_CUSTOMER, 0, "name=Acme");

	store_close(&book.store);
	chmod(book.path, 0400);
	ck_assert_int_eq(book_reopen("ana"), 0);
	ck_assert(db_read_only(book.store.db));
	ck_column(ENTITY_CUSTOMER, id, "name", "Acme");
	ck_refused(put(ENTITY_CUSTOMER, id, "name=Other"), ERROR_FAILED, "only be read");
}
END_TEST

/* Whoever holds the lock file holds off every writer: a second descriptor sees it taken during a
 * transaction and free after it. */
START_TEST(writers_hold_the_lock_file)
{
	char *path = xasprintf("%s.lock", book.path);
	int fd = open(path, O_RDWR);

	ck_assert_int_eq(db_begin(book.store.db, &book.error), 0);
	ck_assert_int_eq(flock(fd, LOCK_EX | LOCK_NB), -1);
	db_rollback(book.store.db);
	ck_assert_int_eq(flock(fd, LOCK_EX | LOCK_NB), 0);
	flock(fd, LOCK_UN);
	ck_assert_int_eq(db_begin(book.store.db, &book.error), 0);
	ck_assert_int_eq(db_commit(book.store.db, &book.error), 0);
	ck_assert_int_eq(flock(fd, LOCK_EX | LOCK_NB), 0);
	close(fd);
	free(path);
}
END_TEST

START_TEST(the_wal_does_not_outlive_the_last)
{
	char *wal = xasprintf("%s-wal", book.path);
	struct stat st;

	put(ENTITY_CUSTOMER, 0, "name=Acme");
	ck_assert_int_eq(stat(wal, &st), 0);
	ck_assert_int_gt(st.st_size, 0);
	store_close(&book.store);
	ck_assert(stat(wal, &st) < 0 || st.st_size == 0);
	free(wal);
}
END_TEST

/* Saves one customer after another and tells each one that was acknowledged through the pipe. */
static void save_for_ever(int to, const char *login, int count)
{
	struct store s;

	if (store_open(&s, book.path, login, &book.clock, &book.error) < 0)
		_exit(1);
	book.store = s;
	for (int i = 0; count == 0 || i < count; i++) {
		char *lines = xasprintf("name=%s %d", login, i);
		int64_t id = put(ENTITY_CUSTOMER, 0, lines);

		free(lines);
		if (id < 0 || write(to, &id, sizeof(id)) != sizeof(id))
			_exit(1);
	}
	store_close(&book.store);
	_exit(0);
}

static pid_t start_saver(int *from, const char *login, int count)
{
	int fds[2];
	pid_t pid;

	ck_assert_int_eq(pipe(fds), 0);
	pid = fork();
	if (pid == 0) {
		close(fds[0]);
		save_for_ever(fds[1], login, count);
	}
	close(fds[1]);
	*from = fds[0];
	return pid;
}

/* Killed in the middle of its work, a process leaves everything that it acknowledged. */
START_TEST(acknowledged_is_durable)
{
	int64_t ids[200];
	size_t n = 0;
	pid_t pid;
	int from;

	store_close(&book.store);
	pid = start_saver(&from, "ben", 0);
	while (n < 50 && read(from, &ids[n], sizeof(ids[n])) == sizeof(ids[n]))
		n++;
	kill(pid, SIGKILL);
	while (n < LENGTH(ids) && read(from, &ids[n], sizeof(ids[n])) == sizeof(ids[n]))
		n++;
	waitpid(pid, NULL, 0);
	close(from);
	ck_assert_int_ge((int)n, 50);
	ck_assert_int_eq(book_reopen("ana"), 0);
	for (size_t i = 0; i < n; i++)
		ck_assert(*column(ENTITY_CUSTOMER, ids[i], "name"));
}
END_TEST

START_TEST(two_processes_write)
{
	const int each = 40;
	int from[2], status;
	pid_t pids[2];

	store_close(&book.store);
	pids[0] = start_saver(&from[0], "ben", each);
	pids[1] = start_saver(&from[1], "cai", each);
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(waitpid(pids[i], &status, 0), pids[i]);
		ck_assert_int_eq(status, 0);
		close(from[i]);
	}
	ck_assert_int_eq(book_reopen("ana"), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM customer"), 2 * each);
	ck_assert_int_eq(number("SELECT count(*) FROM journal WHERE entity = 'customer'"), 2 * each);
}
END_TEST

static int stop_at_once(void *data)
{
	(void)data;
	return 1;
}

#define LONG                                                                                       \
	"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000)"      \
	" SELECT count(*) FROM n"

START_TEST(long_statements_are_stopped)
{
	struct stmt *s = db_prepare(book.store.db, LONG, &book.error);

	db_deadline(book.store.db, clock_work() + 20);
	ck_refused(db_step(s, &book.error), ERROR_FAILED, "too long");
	db_deadline(book.store.db, 0);
	db_on_progress(book.store.db, stop_at_once, NULL);
	s = db_prepare(book.store.db, LONG, &book.error);
	ck_refused(db_step(s, &book.error), ERROR_FAILED, "Dropped");
}
END_TEST

static int64_t leaping_ticks(void)
{
	static int64_t now;

	return now += 3600000;
}

/* Of a machine that is taken by others an hour passes between two looks at the clock. */
START_TEST(only_work_counts_as_long)
{
	int64_t (*ticker)(void) = clock_ticker;
	int64_t counted;

	clock_ticker = leaping_ticks;
	db_deadline(book.store.db, clock_work() + 60000);
	counted = number("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
		       " SELECT count(*) FROM n");
	ck_assert_int_eq(db_look(book.store.db, &book.error), 0);
	clock_ticker = ticker;
	db_deadline(book.store.db, 0);
	ck_assert_int_eq(counted, 20000);
}
END_TEST

static int64_t count_users(void)
{
	struct stmt *s = db_prepare(book.store.db, "SELECT count(*) FROM user", &book.error);
	int64_t n;

	ck_assert_msg(s && db_one(s, -1, &n, &book.error) == 0, "%s", book.error.text);
	return n;
}

static int add_user(void)
{
	struct stmt *s = db_prepare(book.store.db, "INSERT INTO user (created, updated, name) VALUES ('', '', 'Kim')",
				    &book.error);

	return s ? db_run(s, &book.error) : -1;
}

/* SQLite rolls back by itself what is broken off, as it does when there is no memory; nothing that comes
 * after may be written alone. */
START_TEST(nothing_is_written_after_a_lost_transaction)
{
	static const char endless[] = "UPDATE user SET name = name || (" LONG ")";
	int64_t before = count_users();
	struct stmt *s;

	ck_assert_int_eq(db_begin(book.store.db, &book.error), 0);
	ck_assert_int_eq(add_user(), 0);
	db_on_progress(book.store.db, stop_at_once, NULL);
	s = db_prepare(book.store.db, endless, &book.error);
	ck_refused(db_run(s, &book.error), ERROR_FAILED, "Dropped");
	db_on_progress(book.store.db, NULL, NULL);
	ck_refused(add_user(), ERROR_FAILED, "Dropped");
	ck_refused(db_commit(book.store.db, &book.error), ERROR_FAILED, "Dropped");
	ck_assert_int_eq(count_users(), before);
	ck_assert_int_eq(db_begin(book.store.db, &book.error), 0);
	ck_assert_int_eq(add_user(), 0);
	ck_assert_int_eq(db_commit(book.store.db, &book.error), 0);
	ck_assert_int_eq(count_users(), before + 1);
}
END_TEST

/* A statement that is being stepped is not pulled away by somebody who asks for the same text. */
START_TEST(a_busy_statement_gets_a_twin)
{
	static const char sql[] = "SELECT id FROM stage ORDER BY id";
	struct stmt *outer = db_prepare(book.store.db, sql, &book.error), *inner;

	for (int64_t i = 1; i <= 6; i++) {
		ck_assert_int_eq(db_step(outer, &book.error), 1);
		ck_assert_int_eq(db_int(outer, 0), i);
		inner = db_prepare(book.store.db, sql, &book.error);
		ck_assert_int_eq(db_step(inner, &book.error), 1);
		ck_assert_int_eq(db_int(inner, 0), 1);
		db_reset(inner);
	}
	ck_assert_int_eq(db_step(outer, &book.error), 0);
}
END_TEST

START_TEST(a_login_is_one_user)
{
	int64_t ana = book.store.user;

	ck_column(ENTITY_USER, ana, "login", "ana");
	ck_assert_int_eq(book_reopen("ben"), 0);
	ck_assert_int_ne(book.store.user, ana);
	ck_assert_int_eq(book_reopen("ana"), 0);
	ck_assert_int_eq(book.store.user, ana);
	ck_assert_int_eq(number("SELECT count(*) FROM user"), 2);
}
END_TEST

Suite *db_suite(void)
{
	Suite *s = suite_create("db");
	TCase *t = tcase_create("db");

	tcase_add_checked_fixture(t, book_begin, book_end);
	tcase_add_loop_test(t, columns_are_fields, 0, ENTITY_COUNT);
	tcase_add_test(t, files_are_ours_alone);
	tcase_add_test(t, wide_modes_are_refused);
	tcase_add_loop_test(t, network_file_systems_are_refused, 0, LENGTH(remote));
	tcase_add_test(t, foreign_databases_are_refused);
	tcase_add_test(t, newer_schemas_are_refused);
	tcase_add_test(t, migrations_back_up_before);
	tcase_add_test(t, a_supplier_becomes_a_customer_where_it_names_one);
	tcase_add_test(t, a_document_has_the_author_of_its_transaction);
	tcase_add_test(t, names_are_put_into_the_order_of_pinyin);
	tcase_add_loop_test(t, migrations_are_all_or_nothing, 0, 2);
	tcase_add_loop_test(t, statements_stay_inside_the_tables, 0, 10);
	tcase_add_test(t, a_file_without_write_mode_is_browsed);
	tcase_add_test(t, writers_hold_the_lock_file);
	tcase_add_test(t, the_wal_does_not_outlive_the_last);
	tcase_add_test(t, acknowledged_is_durable);
	tcase_add_test(t, two_processes_write);
	tcase_add_test(t, long_statements_are_stopped);
	tcase_add_test(t, only_work_counts_as_long);
	tcase_add_test(t, nothing_is_written_after_a_lost_transaction);
	tcase_add_test(t, a_busy_statement_gets_a_twin);
	tcase_add_test(t, a_login_is_one_user);
	suite_add_tcase(s, t);
	return s;
}
