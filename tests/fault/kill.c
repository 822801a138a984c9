/* Programs and their stores are killed at random while several write: what was acknowledged is there, and
 * what was asked again with its UUID is there once. */
#include "config.h"

#include <check.h>
#include <dirent.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "client/client.h"
#include "exchange/random.h"
#include "fault_suites.h"
#include "state.h"

#define WRITERS 4

/* Shared by all: what they have done outlives them. */
struct writer {
	int trying, acknowledged;
	bool failed;
};

static struct {
	struct writer *writers;
	volatile sig_atomic_t *stop;
	pid_t pids[WRITERS];
	int done[2]; /* a byte for each acknowledged save */
} all;

static void uuid_of(int writer, int number, char uuid[UUID_SIZE])
{
	snprintf(uuid, UUID_SIZE, "%08x-0000-4000-8000-%012x", (unsigned)writer, (unsigned)number);
}

static int save(struct client *c, int writer, int number, struct error *e)
{
	const struct entity *customer = entity_at(ENTITY_CUSTOMER);
	struct change change = { .kind = CHANGE_SAVE, .entity = customer };
	char name[40], uuid[UUID_SIZE];
	struct request r = { .verb = VERB_SAVE, .uuid = uuid, .changes = &change, .nchanges = 1 };
	struct answer *a;

	uuid_of(writer, number, uuid);
	snprintf(name, sizeof(name), "Writer %d, %d", writer, number);
	change_set(&change, &customer->fields[CUSTOMER_NAME], value_text(name));
	a = client_ask(c, &r, e);
	change_free(&change);
	answer_free(a);
	return a ? 0 : -1;
}

/* Goes on where the one before it was killed: with the same UUID, since it cannot know. */
static void write_on(int number)
{
	struct client_options o = { .book = book.path, .now = book.clock.fixed };
	struct writer *w = &all.writers[number];
	struct client *c = NULL;
	struct error e = { 0 };

	while (!*all.stop || w->trying > w->acknowledged) {
		if (!c && !(c = client_open(&o, &e)))
			continue; /* its store was killed at once */
		if (w->trying == w->acknowledged)
			w->trying++;
		if (save(c, number, w->trying, &e) < 0) {
			w->failed |= !strstr(e.text, "what was saved is safe");
			client_close(c);
			c = NULL;
			continue;
		}
		w->acknowledged = w->trying;
		if (write(all.done[1], "", 1) != 1)
			break;
	}
	client_close(c);
	_exit(0);
}

static void start(int number)
{
	all.pids[number] = fork();
	ck_assert_int_ge(all.pids[number], 0);
	if (all.pids[number] == 0)
		write_on(number);
}

static pid_t parent_of(pid_t pid)
{
	char *path = xasprintf("/proc/%d/stat", (int)pid), line[200] = "", *end;
	FILE *f = fopen(path, "r");
	pid_t parent = 0;

	if (f && fgets(line, sizeof(line), f) && (end = strrchr(line, ')')))
		parent = (pid_t)strtol(end + 4, NULL, 10);
	if (f)
		fclose(f);
	free(path);
	return parent;
}

/* 0: it has none just now. */
static pid_t store_of(pid_t client)
{
	DIR *proc = opendir("/proc");
	pid_t found = 0;

	ck_assert_ptr_nonnull(proc);
	for (struct dirent *d; !found && (d = readdir(proc));) {
		pid_t pid = (pid_t)strtol(d->d_name, NULL, 10);

		if (pid > 0 && parent_of(pid) == client)
			found = pid;
	}
	closedir(proc);
	return found;
}

/* Of one writer the program, its store, or both. */
static void kill_one(struct random *chance)
{
	int victim = random_between(chance, 0, WRITERS - 1), what = random_between(chance, 0, 2);
	pid_t client = all.pids[victim], store = what ? store_of(client) : 0;

	if (store)
		kill(store, SIGKILL);
	if (what == 1)
		return;
	kill(client, SIGKILL);
	ck_assert_int_eq(waitpid(client, NULL, 0), client);
	start(victim);
}

static void wait_for_saves(int n)
{
	char c;

	while (n--)
		ck_assert_int_eq(read(all.done[0], &c, 1), 1);
}

static void *shared(size_t size)
{
	void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	ck_assert_ptr_ne(p, MAP_FAILED);
	return p;
}

static void begin_writing(void)
{
	char here[4000], *store;

	ck_assert_ptr_nonnull(getcwd(here, sizeof(here)));
	store = xasprintf("%s/rapport-store", here);
	setenv("RAPPORT_STORE", store, 1);
	free(store);
	all.writers = shared(WRITERS * sizeof(*all.writers));
	all.stop = shared(sizeof(*all.stop));
	ck_assert_int_eq(pipe(all.done), 0);
	for (int i = 0; i < WRITERS; i++)
		start(i);
}

/* The pipe is read to its end, lest a writer wait for room in it. */
static void end_writing(void)
{
	char block[512];

	*all.stop = 1;
	close(all.done[1]);
	while (read(all.done[0], block, sizeof(block)) > 0)
		;
	for (int i = 0; i < WRITERS; i++) {
		ck_assert_int_eq(waitpid(all.pids[i], NULL, 0), all.pids[i]);
		ck_assert(!all.writers[i].failed);
	}
}

START_TEST(killed_at_random_nothing_is_lost_or_doubled)
{
	int rounds = faults_whole() ? 200 : 12, saved = 0;
	struct random chance;

	random_begin(&chance, 20261122, 1);
	begin_writing();
	for (int i = 0; i < rounds; i++) {
		wait_for_saves(random_between(&chance, 1, 6));
		kill_one(&chance);
	}
	end_writing();
	ck_assert_msg(book_reopen("ana") == 0, "%s", book.error.text);
	for (int w = 0; w < WRITERS; w++) {
		char *sql = xasprintf("SELECT count(DISTINCT name) FROM customer WHERE name GLOB 'Writer %d, *'", w);

		ck_assert_int_eq(number(sql), all.writers[w].acknowledged);
		saved += all.writers[w].acknowledged;
		free(sql);
	}
	ck_assert_int_ge(saved, rounds);
	ck_assert_int_eq(number("SELECT count(*) FROM customer WHERE name GLOB 'Writer *'"), saved);
	ck_assert(!db_read_only(book.store.db));
	state_sound("after the kills");
}
END_TEST

Suite *kill_suite(void)
{
	Suite *s = suite_create("kill");
	TCase *t = tcase_create("kill");

	tcase_add_checked_fixture(t, state_begin, book_end);
	tcase_add_test(t, killed_at_random_nothing_is_lost_or_doubled);
	suite_add_tcase(s, t);
	return s;
}
