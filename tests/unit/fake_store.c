#include "config.h"

#include "fake_store.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/find.h"
#include "store/process.h"
#include "store/serve.h"
#include "store/series.h"
#include "store/store.h"

long *fake_uid;

struct db {
	char *path;
	const char *login;
	int (*stop)(void *);
	void *data;
};

/* One process is one store: there is nothing to keep apart. */
static struct db fake;

int fake_store(const char *book)
{
	struct serve_options o = {.book = book, .login = "solo", .uid = -1, .handshake = 5000, .stall = 5000};

	process_harden(3, true);
	process_signals();
	return serve(3, &o);
}

static void add_line(const char *book, const char *suffix, const char *line)
{
	char *path = xasprintf("%s%s", book, suffix);
	FILE *f = fopen(path, "a");

	if (!f || fprintf(f, "%s\n", line) < 0 || fclose(f))
		BUG("%s cannot be written", path);
	free(path);
}

/* How many lines there are, or how many are `line`. */
static int count_lines(const char *book, const char *suffix, const char *line)
{
	char *path = xasprintf("%s%s", book, suffix), text[200];
	FILE *f = fopen(path, "r");
	int n = 0;

	while (f && fgets(text, sizeof(text), f)) {
		text[strcspn(text, "\n")] = '\0';
		n += !line || !strcmp(text, line);
	}
	if (f)
		fclose(f);
	free(path);
	return n;
}

void fake_commit(const char *book)
{
	add_line(book, ".commits", "deal");
}

int fake_saves(const char *book)
{
	return count_lines(book, ".saves", NULL);
}

bool fake_spins(const char *book)
{
	return count_lines(book, ".spins", NULL) > 0;
}

bool fake_holds(const char *book)
{
	return count_lines(book, ".held", NULL) > 0;
}

static void hold(void)
{
	sigset_t waiting;

	add_line(fake.path, ".held", "held");
	do
		sigpending(&waiting);
	while (!sigismember(&waiting, SIGTERM));
}

/* What rules S2 say of a process, as far as it can be seen from inside: its environment, the descriptors
 * above 2 besides the socket, umask, folder, and whether it may leave a core. */
static char *fake_self(struct arena *a)
{
	struct sbuf b = SBUF_INIT;
	struct rlimit core;
	char folder[100], *text;
	mode_t mask = umask(077);
	int open = -1;

	for (char **v = environ; *v; v++)
		sbuf_printf(&b, "%s ", *v);
	for (int fd = 3; fd < 1000; fd++)
		open += fcntl(fd, F_GETFD) >= 0;
	getrlimit(RLIMIT_CORE, &core);
	sbuf_printf(&b, "fds %d umask %o in %s core %d", open, (unsigned)mask,
		    getcwd(folder, sizeof(folder)), (int)core.rlim_max);
	text = arena_strdup(a, sbuf_text(&b));
	sbuf_free(&b);
	return text;
}

static void die_once(void)
{
	if (count_lines(fake.path, ".died", NULL))
		return;
	add_line(fake.path, ".died", "once");
	_exit(1);
}

int peer_uid(int fd, unsigned *uid)
{
	(void)fd;
	*uid = (unsigned)*fake_uid;
	return *fake_uid < 0 ? -1 : 0;
}

int store_open_peer(struct store *s, const char *path, const char *login, int64_t uid,
		    const struct clock *clock, struct error *e)
{
	(void)uid;
	(void)clock;
	(void)e;
	fake.path = xstrdup(path);
	fake.login = login;
	s->db = &fake;
	return 0;
}

void store_close(struct store *s)
{
	free(s->db->path);
}

void db_on_progress(struct db *db, int (*stop)(void *), void *data)
{
	db->stop = stop;
	db->data = data;
}

int64_t db_data_version(struct db *db)
{
	return count_lines(db->path, ".commits", NULL);
}

uint64_t journal_changed_since(struct store *s, int64_t *txn, struct error *e)
{
	int64_t now = db_data_version(s->db), was = *txn;

	(void)e;
	*txn = now;
	return was >= 0 && now > was ? UINT64_C(1) << ENTITY_DEAL : 0;
}

int64_t db_written(const struct db *db)
{
	(void)db;
	return 0;
}

bool db_due(const struct db *db)
{
	(void)db;
	return false;
}

void db_idle(struct db *db)
{
	(void)db;
}

bool find_due(const struct store *s)
{
	(void)s;
	return false;
}

int find_idle(struct store *s, struct error *err)
{
	(void)s;
	(void)err;
	return 0;
}

bool series_due(const struct store *s)
{
	(void)s;
	return false;
}

int series_idle(struct store *s, struct error *err)
{
	(void)s;
	(void)err;
	return 0;
}

bool store_verb_reads(enum verb v)
{
	return v == VERB_FIND || v == VERB_LIST;
}

static void add_rows(struct answer *a, int64_t from, int64_t n, const char *text)
{
	struct table *t = table_new("rows");

	table_add_column(t, "text", "Text", FIELD_TEXT);
	t->offset = from;
	for (int64_t i = from; i < from + n; i++) {
		struct row *r = table_add_row(t);
		r->id = i;
		table_set(t, r, 0, value_text(text));
	}
	answer_add_table(a, t);
}

static void do_find(const struct request *r, struct answer *a)
{
	if (!strcmp(r->words, FAKE_DIE))
		_exit(1);
	if (!strcmp(r->words, FAKE_SELF))
		a->text = fake_self(&a->arena);
	if (!strcmp(r->words, FAKE_ONCE))
		die_once();
	if (!strcmp(r->words, FAKE_SPIN)) {
		add_line(fake.path, ".spins", "begun");
		while (!fake.stop(fake.data))
			;
	}
	add_rows(a, 0, strcmp(r->words, FAKE_LARGE) ? 1 : 100000, r->words);
}

static void do_list(const struct request *r, struct answer *a)
{
	int64_t n = FAKE_ROWS - r->offset;

	if (r->limit && n > r->limit)
		n = r->limit;
	a->more = n > 100;
	add_rows(a, r->offset, n > 100 ? 100 : n, "row");
}

static void do_save(const struct request *r, struct answer *a)
{
	if (!r->uuid) {
		error_set(&a->error, ERROR_USAGE, "a save without a uuid");
		return;
	}
	if (r->label && !strcmp(r->label, FAKE_HOLD))
		hold();
	if (!count_lines(fake.path, ".saves", r->uuid))
		add_line(fake.path, ".saves", r->uuid);
	if (r->label && !strcmp(r->label, FAKE_ONCE))
		die_once();
	a->txn = fake_saves(fake.path);
}

struct answer *store_do(struct store *s, const struct request *r)
{
	struct answer *a = answer_new(r->seq);

	a->text = arena_strdup(&a->arena, fake.login);
	if (r->verb == VERB_HELLO) {
		a->user = FAKE_USER;
		memcpy(a->currency, "SEK", 4);
	} else if (r->verb == VERB_FIND) {
		do_find(r, a);
	} else if (r->verb == VERB_LIST) {
		do_list(r, a);
	} else if (r->verb == VERB_SAVE) {
		do_save(r, a);
	} else if (r->verb == VERB_WATCH) {
		journal_changed_since(s, &s->watched, NULL);
	} else {
		error_set(&a->error, ERROR_ABSENT, "no such thing");
	}
	return a;
}
