/* A migration that is killed at each write, or meets a disk that fails: the book has the old schema or the
 * new one, never something between, and with the new one a whole copy of the old. */
#include <sys/wait.h>
#include <unistd.h>

#include "fault_suites.h"
#include "fault_vfs.h"
#include "operation.h"
#include "store/db_private.h"
#include "store/migrate.h"
#include "trial.h"

static char *copy, *before, *after;
static struct migration *steps;

static const char next[] = "ALTER TABLE customer ADD COLUMN shade TEXT;"
			   "UPDATE customer SET shade = 'of ' || name;"
			   "CREATE TABLE more (x INTEGER PRIMARY KEY, y TEXT);"
			   "INSERT INTO more (y) SELECT note FROM customer;"
			   "CREATE INDEX more_y ON more (y)";

static void remove_copy(void)
{
	char *half = xasprintf("%s.new", copy);

	unlink(copy);
	unlink(half);
	free(half);
}

static void restore(void)
{
	state_restore();
	remove_copy();
}

static int migrate(struct error *e)
{
	struct db *db = db_open(book.path, e);
	int rc = db ? db_migrate(db, steps, migrations_count + 1, e) : -1;

	db_close(db);
	return rc;
}

/* The book at a path, whatever schema it has. */
static char *text_of(const char *path)
{
	char *text;

	book.store = (struct store){ .db = db_open(path, &book.error), .clock = book.clock, .watched = -1 };
	ck_assert_msg(book.store.db != NULL, "%s", book.error.text);
	text = state_text();
	state_sound(path);
	store_close(&book.store);
	return text;
}

static void begin(void)
{
	fault_begin();
	state_begin();
	steps = xcalloc(migrations_count + 1, sizeof(*steps));
	memcpy(steps, migrations, migrations_count * sizeof(*steps));
	steps[migrations_count] = (struct migration){ "9999-more", next };
	copy = xasprintf("%s.before-%zu", book.path, migrations_count);
	restore();
	before = text_of(book.path);
	ck_assert_msg(migrate(&book.error) == 0, "%s", book.error.text);
	after = text_of(book.path);
	ck_assert_str_ne(before, after);
}

/* Old or new, and what copy there is is whole. */
static void look(const char *when)
{
	char *now = text_of(book.path), *kept = access(copy, F_OK) == 0 ? text_of(copy) : NULL;

	if (strcmp(now, before)) {
		state_same(after, now, when);
		ck_assert_msg(kept != NULL, "%s: migrated without a copy", when);
	}
	if (kept)
		state_same(before, kept, when);
	free(now);
	free(kept);
}

static void again(const char *when)
{
	char *now;

	ck_assert_msg(migrate(&book.error) == 0, "%s, again: %s", when, book.error.text);
	now = text_of(book.path);
	state_same(after, now, when);
	free(now);
}

/* In a process of its own. Whether it was killed. */
static bool kill_at(int n)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		fault_arm(FAULT_KILL, n, false);
		_exit(migrate(&book.error) < 0);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) != 1);
	return WEXITSTATUS(status) == FAULT_KILLED;
}

static int count_calls(enum fault kind)
{
	restore();
	fault_arm(kind, INT32_MAX, false);
	ck_assert_int_eq(migrate(&book.error), 0);
	fault_disarm();
	return fault_calls();
}

START_TEST(a_killed_migration_is_all_or_nothing)
{
	int calls = count_calls(FAULT_KILL), killed = 0;

	for (int n = 0; (n = trial_next(n, calls)) > 0;) {
		char *when = xasprintf("killed at change %d of the disk", n);

		restore();
		killed += kill_at(n);
		look(when);
		again(when);
		free(when);
	}
	ck_assert_int_gt(killed, 0);
}
END_TEST

START_TEST(a_failing_disk_stops_a_migration)
{
	static const enum fault kinds[] = { FAULT_ERROR, FAULT_SHORT, FAULT_FULL, FAULT_SYNC };
	int calls = count_calls(kinds[_i]);

	for (int n = 0; (n = trial_next(n, calls)) > 0;) {
		char *when = xasprintf("migrating, fault %d at call %d", (int)kinds[_i], n);

		restore();
		fault_arm(kinds[_i], n, n % 2);
		if (migrate(&book.error) < 0)
			operation_sentence(&book.error, when);
		fault_disarm();
		look(when);
		again(when);
		free(when);
	}
}
END_TEST

Suite *migrate_suite(void)
{
	Suite *s = suite_create("migrate");
	TCase *t = tcase_create("migrate");

	tcase_add_checked_fixture(t, begin, book_end);
	tcase_add_test(t, a_killed_migration_is_all_or_nothing);
	tcase_add_loop_test(t, a_failing_disk_stops_a_migration, 0, 4);
	suite_add_tcase(s, t);
	return s;
}
