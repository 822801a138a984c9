/* Each allocation fails in turn. SQLite's is an error like any other; ours ends the process, and whoever
 * asked finds the book as it was or as he wanted it. */
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "countdown.h"
#include "fault_suites.h"
#include "trial.h"

/* SQLite's */

static struct {
	sqlite3_mem_methods real;
	struct countdown left;
} sqlite;

static void *sqlite_malloc(int size)
{
	return countdown_strikes(&sqlite.left) ? NULL : sqlite.real.xMalloc(size);
}

static void *sqlite_realloc(void *p, int size)
{
	return countdown_strikes(&sqlite.left) ? NULL : sqlite.real.xRealloc(p, size);
}

static void sqlite_arm(int kind, int n, bool for_ever)
{
	(void)kind;
	countdown_arm(&sqlite.left, n, for_ever);
}

static bool sqlite_disarm(void)
{
	return countdown_disarm(&sqlite.left);
}

static int sqlite_calls(void)
{
	return sqlite.left.calls;
}

/* Before SQLite begins. */
static void take_sqlites_memory(void)
{
	sqlite3_mem_methods m;

	if (sqlite.real.xMalloc)
		return;
	sqlite3_shutdown();
	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &sqlite.real);
	m = sqlite.real;
	m.xMalloc = sqlite_malloc;
	m.xRealloc = sqlite_realloc;
	ck_assert_int_eq(sqlite3_config(SQLITE_CONFIG_MALLOC, &m), SQLITE_OK);
}

START_TEST(sqlite_without_memory_loses_nothing)
{
	static const struct injector memory = { "no memory for SQLite", 0, sqlite_arm, sqlite_disarm,
						sqlite_calls };
	struct trial t;

	trial_begin(&t, &operations[_i]);
	trial_all(&t, &memory);
	trial_end(&t);
}
END_TEST

/* Ours: the linker puts these in the place of what src/base/mem.c calls. */

static struct countdown left;

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t size);
char *__real_strdup(const char *s);
char *__real_strndup(const char *s, size_t n);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t size);
char *__wrap_strdup(const char *s);
char *__wrap_strndup(const char *s, size_t n);

void *__wrap_malloc(size_t size)
{
	return countdown_strikes(&left) ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
	return countdown_strikes(&left) ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *p, size_t size)
{
	return countdown_strikes(&left) ? NULL : __real_realloc(p, size);
}

char *__wrap_strdup(const char *s)
{
	return countdown_strikes(&left) ? NULL : __real_strdup(s);
}

char *__wrap_strndup(const char *s, size_t n)
{
	return countdown_strikes(&left) ? NULL : __real_strndup(s, n);
}

/* A store that runs out of memory at its n-th allocation, in a process of its own; what it told is lost
 * with it. */
static void die_at(const struct trial *t, int n)
{
	struct sbuf told = SBUF_INIT;
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		fclose(stderr); /* what it says there is no failure of the test */
		operation_begin(t->o);
		countdown_arm(&left, n, false);
		t->o->run(t->o, &told, &book.error);
		_exit(left.struck ? 1 : 0);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_msg(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT, "%s: allocation %d ended it with %x",
		      t->o->name, n, (unsigned)status);
}

static void come_after(const struct trial *t, int n)
{
	char *when = xasprintf("%s: no memory at allocation %d", t->o->name, n);
	struct sbuf told = SBUF_INIT;

	if (!t->o->opens) {
		ck_assert_msg(book_reopen("ana") == 0, "%s: %s", when, book.error.text);
		trial_whole(t, when);
	}
	trial_again(t, false, &told, when);
	store_close(&book.store);
	sbuf_free(&told);
	free(when);
}

/* Check wants memory too: what it says has to wait until the count has ended. */
static int count_ours(const struct trial *t)
{
	struct sbuf told = SBUF_INIT;
	int rc;

	operation_begin(t->o);
	countdown_arm(&left, INT32_MAX, false);
	rc = t->o->run(t->o, &told, &book.error);
	countdown_disarm(&left);
	ck_assert_msg(rc == 0, "%s: %s", t->o->name, book.error.text);
	if (book.store.db)
		store_close(&book.store);
	sbuf_free(&told);
	return left.calls;
}

START_TEST(a_store_without_memory_loses_nothing)
{
	struct trial t;
	int calls;

	trial_begin(&t, &operations[_i]);
	store_close(&book.store);
	calls = count_ours(&t);
	ck_assert_int_gt(calls, 0);
	for (int n = 0; (n = trial_next(n, calls)) > 0;) {
		die_at(&t, n);
		come_after(&t, n);
	}
	trial_end(&t);
}
END_TEST

static void begin(void)
{
	take_sqlites_memory();
	state_begin();
}

Suite *memory_suite(void)
{
	Suite *s = suite_create("memory");
	TCase *t = tcase_create("memory");

	tcase_add_checked_fixture(t, begin, book_end);
	tcase_add_loop_test(t, sqlite_without_memory_loses_nothing, 0, (int)operations_count);
	tcase_add_loop_test(t, a_store_without_memory_loses_nothing, 0, (int)operations_count);
	suite_add_tcase(s, t);
	return s;
}
