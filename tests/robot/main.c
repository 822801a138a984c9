/* usage: robot [KEYS [SEED]]
 *
 * Works sessions off until KEYS keys were pressed, each on the book that the one before left; after each of them
 * the book must be sound and, on a copy, undoing what the session did must give the book it began with. At the
 * end `u` is pressed until nothing is left to undo: then the book is the first one again. A fault is told with the
 * fewest steps that still lead to it, as a key script for the book that the session began with. */
#include "config.h"

#include <errno.h>
#include <limits.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/script_run.h"
#include "base/intl.h"
#include "robot.h"
#include "term/script.h"

#define PATIENCE 300 /* s that a session may take, also under a sanitizer on a busy machine */
#define TRIES    400 /* at making the script of a fault shorter */

static struct {
	char *build, *dir; /* what was built; what is the robot's alone, with `first`, `before` and `now` in it */
	uint64_t seed;
	struct trace *trace;
} robot;

static void shell(const char *fmt, ...) PRINTF_LIKE(1, 2);
static void shell(const char *fmt, ...)
{
	struct sbuf command = SBUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	sbuf_vprintf(&command, fmt, ap);
	va_end(ap);
	if (system(sbuf_text(&command))) {
		fprintf(stderr, "robot: this failed: %s\n", sbuf_text(&command));
		exit(EXIT_FAILURE);
	}
	sbuf_free(&command);
}

static char *in_dir(const char *name)
{
	return xasprintf("%s/%s", robot.dir, name);
}

/* Folders */

static void write_file(const char *name, mode_t mode, const char *text)
{
	char *path = in_dir(name);
	FILE *f = fopen(path, "we");

	if (!f || fputs(text, f) < 0 || fclose(f) || chmod(path, mode)) {
		perror(path);
		exit(EXIT_FAILURE);
	}
	free(path);
}

/* What would open another program does nothing here, or next to nothing: an editor is a copy of a card, and a
 * store that ends badly says so even when the next one takes over. */
static void make_dir(void)
{
	char name[] = "/tmp/rapport-robot-XXXXXX", *store = xasprintf(
		"#!/bin/sh\n'%s/rapport-store' \"$@\"\ns=$?\n[ $s = 0 ] || echo \"the store ended with $s\" >&2\nexit $s\n",
		robot.build);

	const struct passwd *self = getpwuid(getuid());
	char *path;

	if (!mkdtemp(name)) {
		perror(name);
		exit(EXIT_FAILURE);
	}
	robot.dir = xstrdup(name);
	shell("mkdir -p %s/now/home/a/b/desk", robot.dir);
	write_file("store", 0700, store);
	write_file("card", 0600, "Jo Doe\nHead of Sales\nAcme Ltd\njo@acme.example\n+44 113 496 0000\n");
	write_file("now/home/a/b/desk/customers.csv", 0600, "name,city,phone\nRobot Ltd,Leeds,+44 113 496 0001\n"
							     "机器人有限公司,上海,+86 21 5555 0002\n\"half,\n");
	shell("'%s/rapport' --now 2026-11-22T10:00:00Z demo %s/now/book.db --customers 60 --seed %llu >/dev/null 2>&1",
	      robot.build, robot.dir, (unsigned long long)robot.seed);
	/* The robot is the book's first user, whatever becomes of the settings. */
	shell("'%s/rapport' --book %s/now/book.db user set 1 login=%s >/dev/null 2>&1", robot.build, robot.dir,
	      self ? self->pw_name : "robot");
	path = in_dir("now/book.db");
	book_begins(path);
	free(path);
	shell("cp -a %s/now %s/first", robot.dir, robot.dir);
	free(store);
}

static void set_environment(void)
{
	static const char *const inert[][2] = { { "TZ", "UTC" }, { "LC_ALL", "C.UTF-8" }, { "RAPPORT_OPENER", "true" } };
	static const char *const in[][2] = { { "RAPPORT_STORE", "store" }, { "HOME", "now/home" },
					     { "XDG_CONFIG_HOME", "now/home" }, { "XDG_DATA_HOME", "now/home" },
					     { "TMPDIR", "now/home" } };
	char *card = xasprintf("cp %s/card", robot.dir), *locale = xasprintf("%s/locale", robot.build);

	for (size_t i = 0; i < LENGTH(inert); i++)
		setenv(inert[i][0], inert[i][1], 1);
	for (size_t i = 0; i < LENGTH(in); i++) {
		char *path = in_dir(in[i][1]);

		setenv(in[i][0], path, 1);
		free(path);
	}
	setenv("VISUAL", card, 1);
	setenv("RAPPORT_LOCALE", locale, 0);
	signal(SIGTSTP, SIG_IGN); /* C-z is a key like any other */
	free(card);
	free(locale);
}

/* Sessions: what runs in a process of its own */

static void begin(struct app *a, struct client_options *o)
{
	struct error e = { 0 };
	char *work = in_dir("now/home/a/b/desk");

	if (chdir(work))
		perror(work);
	free(work);
	intl_begin();
	*a = (struct app){ .options = *o, .client = client_open(o, &e), .book = "book.db", .host.login = "robot" };
	if (!a->client) {
		fprintf(stderr, "%s\n", e.text);
		exit(EXIT_FAILURE);
	}
	app_begin(a, script_open(80, 24), &e);
}

static void end(struct app *a)
{
	struct term *t = a->term;

	app_end(a);
	client_close(a->client);
	term_close(t);
}

/* The first fault is told; what follows from it is not. */
static void blame(const char *fmt, ...) PRINTF_LIKE(1, 2);
static void blame(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	if (!*robot.trace->why)
		vsnprintf(robot.trace->why, sizeof(robot.trace->why), fmt, ap);
	va_end(ap);
}

/* One step of the script; false when the session is over. */
static bool step(struct app *a, const char *line)
{
	struct error e = { 0 };
	bool failed = script_step(a, line, &e);
	const char *wrong;

	if (failed && !a->quit)
		blame("%s", e.text);
	wrong = look_wrong(a);
	if (wrong && !(a->quit && !a->status))
		blame("%s", wrong);
	return !a->quit && !*robot.trace->why;
}

static void drive(struct app *a, struct thrower *thrower, size_t most)
{
	struct trace *t = robot.trace;
	struct sbuf line = SBUF_INIT;

	if (!step(a, "size 80x24"))
		return;
	do {
		sbuf_reset(&line);
		throw_step(thrower, a, &line);
		snprintf(t->step[t->n++], STEP_LEN, "%s", sbuf_text(&line));
	} while (step(a, sbuf_text(&line)) && t->n < most);
	sbuf_free(&line);
}

static void replay(struct app *a)
{
	struct trace *t = robot.trace;

	if (step(a, "size 80x24"))
		for (size_t i = 0; i < t->n && step(a, t->step[i]); i++)
			;
}

/* Presses `u` until there are no more than that many changes to undo. */
static void undo_to(const char *book, long left)
{
	struct client_options o = { .book = book, .now = (int64_t)date_make(2026, 11, 22) * 86400 + 10 * 3600 };
	long n = book_undoable(book, LONG_MAX), then;
	struct app a;

	begin(&a, &o);
	for (bool on = step(&a, "size 80x24") && step(&a, "keys Esc"); on && n > left; n = then) {
		on = step(&a, "keys u");
		then = book_undoable(book, LONG_MAX);
		if (then >= n) {
			blame("it cannot be undone: %s", sbuf_text(&a.message));
			break;
		}
	}
	end(&a);
}

/* What the session did to the book is sound, and can be taken back: unless it took back what was there before. */
static void check_book(void)
{
	char *was = in_dir("before/book.db"), *is = in_dir("now/book.db"), *copy = in_dir("undone/book.db");
	struct sbuf why = SBUF_INIT;
	long left = book_undoable(was, LONG_MAX);

	book_unsound(is, &why);
	if (!why.len && book_undoable(is, book_last(was)) == left) {
		shell("rm -rf %s/undone; cp -a %s/now %s/undone", robot.dir, robot.dir, robot.dir);
		undo_to(copy, left);
		book_differs(was, copy, &why);
	}
	if (why.len)
		blame("%s", sbuf_text(&why));
	sbuf_free(&why);
	free(was);
	free(is);
	free(copy);
}

struct session {
	uint64_t number;
	size_t most; /* steps; 0: those of the trace again */
	bool undo;   /* only that, to the very start */
};

static void work(const struct session *s)
{
	static const char *const languages[] = { "en", "zh_CN", "zh_TW" };
	struct client_options o = { .book = in_dir("now/book.db"),
				    .now = (int64_t)date_make(2026, 11, 22) * 86400 + 10 * 3600 };
	char *first = in_dir("first/book.db");
	struct sbuf why = SBUF_INIT;
	struct thrower thrower = { .habit = NULL };
	struct app a;

	setenv("LANGUAGE", languages[s->number % LENGTH(languages)], 1);
	random_begin(&thrower.chance, robot.seed, s->number);
	if (s->undo) {
		undo_to(o.book, 0);
		book_unsound(o.book, &why);
		book_differs(first, o.book, &why);
		if (why.len)
			blame("%s", sbuf_text(&why));
	} else {
		begin(&a, &o);
		if (s->most)
			drive(&a, &thrower, s->most);
		else
			replay(&a);
		end(&a);
		if (!*robot.trace->why)
			check_book();
	}
	sbuf_free(&why);
	free((char *)o.book);
	free(first);
}

/* Whoever waits for it */

/* What a process wrote to its standard error is a fault: the store's last words, a sanitizer's. */
static void blame_words(void)
{
	char text[sizeof(robot.trace->why)] = "", *path = in_dir("said");
	FILE *f = fopen(path, "re");
	size_t n = f ? fread(text, 1, sizeof(text) - 1, f) : 0;

	if (f)
		fclose(f);
	if (n)
		blame("%s", text);
	free(path);
}

/* Runs it; whether it went well. */
static bool run(const struct session *s)
{
	char *said = in_dir("said");
	int status = 0;
	pid_t pid;

	*robot.trace->why = '\0';
	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		if (!freopen(said, "we", stderr))
			_exit(EXIT_FAILURE);
		dup2(STDERR_FILENO, STDERR_FILENO);
		alarm(PATIENCE);
		work(s);
		exit(*robot.trace->why ? EXIT_FAILURE : EXIT_SUCCESS);
	}
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	blame_words();
	if (WIFSIGNALED(status) && !*robot.trace->why)
		blame("%s", strsignal(WTERMSIG(status)));
	else if (status && !*robot.trace->why)
		blame("the program ended badly");
	free(said);
	return !*robot.trace->why;
}

/* Once more from where it began. */
static bool run_again(const struct session *s)
{
	shell("rm -rf %s/now; cp -a %s/before %s/now", robot.dir, robot.dir, robot.dir);
	return run(&(struct session){ .number = s->number });
}

/* The same fault, whatever numbers it names. */
static bool same(const char *a, const char *b)
{
	size_t n = strcspn(a, "0123456789|\n");

	return !strncmp(a, b, n ? n : 1);
}

static void leave_out(struct trace *t, size_t at, size_t n)
{
	memmove(t->step[at], t->step[at + n], (t->n - at - n) * STEP_LEN);
	t->n -= n;
}

/* Leaves out whatever can be left out: ever smaller pieces. */
static void shorten(const struct session *s)
{
	struct trace *t = robot.trace, *best = xmalloc(sizeof(*best));
	int tries = TRIES;

	*best = *t;
	for (size_t piece = (t->n + 1) / 2; piece && tries; piece = piece == 1 ? 0 : (piece + 1) / 2)
		for (size_t at = 0; at < best->n && tries; tries--) {
			*t = *best;
			leave_out(t, at, piece < t->n - at ? piece : t->n - at);
			if (!run_again(s) && same(best->why, t->why))
				*best = *t;
			else
				at += piece;
		}
	*t = *best;
	free(best);
}

static void tell(FILE *to, const struct session *s)
{
	const struct trace *t = robot.trace;

	fprintf(to, "# session %llu of seed %llu: %.900s\n# on the book %s/before/book.db\n", (unsigned long long)s->number,
	       (unsigned long long)robot.seed, t->why, robot.dir);
	for (size_t i = 0; i < t->n; i++)
		fprintf(to, "%s\n", t->step[i]);
}

static bool fails(const struct session *s)
{
	char *path;
	FILE *f;

	if (run(s))
		return false;
	path = in_dir("whole.keys");
	f = fopen(path, "we");
	if (f) {
		tell(f, s);
		fclose(f);
	}
	free(path);
	if (!s->undo)
		shorten(s);
	tell(stdout, s);
	return true;
}

static long go(long keys)
{
	char *book = in_dir("now/book.db");
	uint64_t number = 1;
	long done = 0;

	for (; done < keys; number++) {
		size_t most = (size_t)(keys - done) < STEPS_MOST ? (size_t)(keys - done) : STEPS_MOST;

		robot.trace->n = 0;
		shell("rm -rf %s/before; cp -a %s/now %s/before", robot.dir, robot.dir, robot.dir);
		if (fails(&(struct session){ .number = number, .most = most }))
			return -1;
		done += (long)robot.trace->n;
	}
	robot.trace->n = 0;
	printf("robot: %ld keys in %d sessions, %ld changes to undo\n", done, (int)number - 1, book_undoable(book, LONG_MAX));
	free(book);
	return fails(&(struct session){ .undo = true }) ? -1 : done;
}

int main(int argc, char **argv)
{
	long keys = argc > 1 ? strtol(argv[1], NULL, 10) : 3000, done;

	robot.seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	robot.build = getcwd(NULL, 0);
	robot.trace = mmap(NULL, sizeof(*robot.trace), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (robot.trace == MAP_FAILED || !robot.build)
		return EXIT_FAILURE;
	printf("robot: %ld keys, seed %llu\n", keys, (unsigned long long)robot.seed);
	make_dir();
	set_environment();
	done = go(keys);
	if (done >= 0)
		shell("rm -rf %s", robot.dir);
	printf("%s: Checks: 1, Failures: %d, Errors: 0\n", done < 0 ? "0%" : "100%", done < 0);
	free(robot.dir);
	free(robot.build);
	return done < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
