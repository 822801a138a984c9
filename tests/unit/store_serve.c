/* A connection to a real store, with a clock that the test moves (security: S1 to S4; attacks 7, 9, 10, 12,
 * 22). */
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "book_fixture.h"
#include "store/bucket.h"
#include "store/db_private.h"
#include "store/process.h"
#include "store/serve.h"
#include "store_suites.h"

#define RATE 5 /* writes a second of the connection under test */

static int64_t *ticks; /* in memory that the served process shares */
static pid_t server;

static int64_t shared_ticks(void)
{
	return *ticks;
}

static void begin(void)
{
	book_begin();
	ticks = mmap(NULL, sizeof(*ticks), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	ck_assert_ptr_ne(ticks, MAP_FAILED);
	clock_ticker = shared_ticks;
}

static void say(int fd, const struct request *r)
{
	struct sbuf out = SBUF_INIT;

	ck_assert_int_eq(request_encode(&out, r, NULL), 0);
	ck_assert_int_eq(send(fd, out.data, out.len, MSG_NOSIGNAL), (ssize_t)out.len);
	sbuf_free(&out);
}

/* A connection of "ana", who is the uid 1000, and what she has said before anybody listens. */
static int plug_after(const struct request *said)
{
	struct serve_options o = { .book = book.path, .login = "ana", .uid = 1000, .handshake = 5000,
				   .stall = 30000, .writes = RATE };
	int pair[2];

	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
	if (said)
		say(pair[0], said);
	server = fork();
	if (server == 0) {
		close(pair[0]);
		process_signals();
		_exit(serve(pair[1], &o));
	}
	close(pair[1]);
	return pair[0];
}

static int plug(void)
{
	return plug_after(NULL);
}

static void unplug(int fd)
{
	close(fd);
	ck_assert_int_eq(waitpid(server, NULL, 0), server);
}

/* The next answer; NULL at the end. */
static struct answer *hear(int fd)
{
	unsigned char prefix[FRAME_PREFIX];
	size_t len = 0;
	struct answer *a;
	char *body;

	if (recv(fd, prefix, sizeof(prefix), MSG_WAITALL) != sizeof(prefix))
		return NULL;
	for (int i = 0; i < FRAME_PREFIX; i++)
		len = len << 8 | prefix[i];
	body = xmalloc(len);
	ck_assert_int_eq(recv(fd, body, len, MSG_WAITALL), (ssize_t)len);
	a = answer_decode(body, len, NULL);
	ck_assert_ptr_nonnull(a);
	free(body);
	return a;
}

/* Asserts that the next answer is to this request, and that it was done or says this word. */
static void expect(int fd, uint32_t seq, const char *word)
{
	struct answer *a = hear(fd);

	ck_assert_ptr_nonnull(a);
	ck_assert_uint_eq(a->seq, seq);
	if (word)
		ck_assert_msg(strstr(a->error.text, word), "\"%s\" lacks \"%s\"", a->error.text, word);
	else
		ck_assert_msg(a->error.kind == ERROR_NONE, "%s", a->error.text);
	answer_free(a);
}

static int enter(void)
{
	int fd = plug();

	say(fd, &(struct request){ .verb = VERB_HELLO, .version = PROTO_VERSION, .seq = 1 });
	expect(fd, 1, NULL);
	return fd;
}

/* Adds a customer; the same uuid adds it once. */
static void say_save(int fd, uint32_t seq, const char *uuid, const char *name)
{
	struct change c = { .kind = CHANGE_SAVE, .entity = entity_at(ENTITY_CUSTOMER) };

	change_set(&c, entity_must(c.entity, "name"), value_text(name));
	say(fd, &(struct request){ .verb = VERB_SAVE, .seq = seq, .uuid = uuid, .changes = &c,
				   .nchanges = 1 });
	change_free(&c);
}

START_TEST(a_bucket_fills_at_its_rate)
{
	struct bucket b = bucket_new(4, 100);

	for (int i = 0; i < 4 * BUCKET_SECONDS; i++) {
		ck_assert_int_eq(bucket_wait(&b, 100), 0);
		bucket_take(&b);
	}
	ck_assert_int_eq(bucket_wait(&b, 100), 250);
	ck_assert_int_eq(bucket_wait(&b, 349), 1);
	ck_assert_int_eq(bucket_wait(&b, 350), 0);
	bucket_take(&b);
	ck_assert_int_eq(bucket_wait(&b, 350), 250);
	/* A day later there are no more than at the start. */
	ck_assert_int_eq(bucket_wait(&b, 86400000), 0);
	for (int i = 0; i < 4 * BUCKET_SECONDS; i++)
		bucket_take(&b);
	ck_assert_int_eq(bucket_wait(&b, 86400000), 250);
}
END_TEST

START_TEST(a_bucket_without_a_rate_never_ends)
{
	struct bucket b = bucket_new(0, 0);

	for (int i = 0; i < 100000; i++)
		bucket_take(&b);
	ck_assert_int_eq(bucket_wait(&b, 0), 0);
}
END_TEST

/* Where the clock stands still, one write too many waits: it can be called off. As the clock goes on it
 * has its turn. Reading is free. */
START_TEST(writes_wait_for_their_turn)
{
	const uint32_t most = RATE * BUCKET_SECONDS;
	int fd = enter();

	for (uint32_t i = 0; i < most; i++) {
		say_save(fd, 2 + i, NULL, "Acme");
		expect(fd, 2 + i, NULL);
	}
	for (uint32_t i = 0; i < 3 * most; i++) {
		say(fd, &(struct request){ .verb = VERB_DESCRIBE, .seq = 1000 + i });
		expect(fd, 1000 + i, NULL);
	}
	say_save(fd, 2000, NULL, "Acme");
	say(fd, &(struct request){ .verb = VERB_CANCEL, .seq = 2001, .id = 2000 });
	expect(fd, 2000, "dropped");
	say_save(fd, 2002, NULL, "Acme");
	*ticks += 1000 / RATE;
	expect(fd, 2002, NULL);
	unplug(fd);
	ck_assert_int_eq(number("SELECT count(*) FROM customer"), most + 1);
}
END_TEST

/* A message that says it is a mebibyte long and trickles: bytes on the way do not lengthen its time. */
START_TEST(half_a_message_has_an_end)
{
	int fd = enter(), sent = 0;

	ck_assert_int_eq(send(fd, "\0\x10\0\0", 4, MSG_NOSIGNAL), 4);
	while (send(fd, "x", 1, MSG_NOSIGNAL) == 1 && sent++ < 1 << 19)
		*ticks += 10;
	ck_assert_int_lt(sent, 1 << 19);
	ck_assert_int_ge(*ticks, 30000);
	unplug(fd);
}
END_TEST

/* Byte by byte is slow, not wrong; as long as the whole comes in time. */
START_TEST(a_slow_message_is_heard)
{
	struct request r = { .verb = VERB_DESCRIBE, .seq = 2 };
	struct sbuf out = SBUF_INIT;
	int fd = enter();

	ck_assert_int_eq(request_encode(&out, &r, NULL), 0);
	for (size_t i = 0; i < out.len; i++) {
		*ticks += 29000 / (int64_t)out.len;
		ck_assert_int_eq(send(fd, out.data + i, 1, MSG_NOSIGNAL), 1);
	}
	expect(fd, 2, NULL);
	sbuf_free(&out);
	unplug(fd);
}
END_TEST

/* Six seconds go by between any two looks at the clock. */
static int64_t leaping_ticks(void)
{
	return *ticks += 6000;
}

/* Who said hello in time is heard, however long the store itself was kept from listening. */
START_TEST(a_machine_that_stands_still_refuses_nobody)
{
	int fd;

	clock_ticker = leaping_ticks;
	fd = plug_after(&(struct request){ .verb = VERB_HELLO, .version = PROTO_VERSION, .seq = 1 });
	expect(fd, 1, NULL);
	say_save(fd, 2, NULL, "Acme");
	expect(fd, 2, NULL);
	unplug(fd);
}
END_TEST

/* Who does not is sent away. */
START_TEST(silence_has_an_end)
{
	int fd;

	clock_ticker = leaping_ticks;
	fd = plug();
	ck_assert_ptr_null(hear(fd));
	unplug(fd);
}
END_TEST

/* Twenty times killed in the middle of something: a save that is asked again under its uuid is there
 * once. */
START_TEST(kill_and_ask_again)
{
	enum { ROUNDS = 20 };
	char uuid[UUID_SIZE], name[16];
	int fd;

	for (int i = 0; i < ROUNDS; i++) {
		uuid_make(uuid);
		snprintf(name, sizeof(name), "Acme %d", i);
		fd = enter();
		say_save(fd, 2, uuid, name);
		for (volatile int spin = 0; spin < i * 100000; spin++)
			;
		kill(server, SIGKILL);
		unplug(fd);
		fd = enter();
		say_save(fd, 2, uuid, name);
		expect(fd, 2, NULL);
		unplug(fd);
	}
	ck_assert_int_eq(number("SELECT count(*) FROM customer"), ROUNDS);
	ck_assert_int_eq(number("SELECT count(DISTINCT name) FROM customer"), ROUNDS);
}
END_TEST

static int enter_as(const char *login, int64_t uid)
{
	store_close(&book.store);
	error_clear(&book.error);
	return store_open_peer(&book.store, book.path, login, uid, &book.clock, &book.error);
}

/* The accounts of a host as they come and go: who may enter the book, and as whom. */
START_TEST(an_account_is_a_name_and_a_uid)
{
	static const struct {
		const char *login;
		int64_t uid;
		bool admitted;
	} peers[] = {
		{ "eva", 1001, true },	{ "eva", 1001, true },	{ "fox", 1002, true },
		{ "gil", 1001, false }, { "eva", 1003, false }, { "eva", 1002, false },
		{ "gil", 1003, true },	{ "eva", 1001, true },
	};

	for (size_t i = 0; i < LENGTH(peers); i++) {
		int rc = enter_as(peers[i].login, peers[i].uid);

		ck_assert_msg((rc == 0) == peers[i].admitted, "%s as %d: %s", peers[i].login,
			      (int)peers[i].uid, book.error.text);
		if (rc == 0)
			ck_column(ENTITY_USER, book.store.user, "login", peers[i].login);
		else
			ck_assert_ptr_nonnull(strstr(book.error.text, "do not belong together"));
	}
	ck_assert_int_eq(number("SELECT count(*) FROM user WHERE login IN ('eva', 'fox', 'gil')"), 3);
	ck_assert_int_eq(book_reopen("eva"), 0); /* alone, the uid is the host's own affair */
}
END_TEST

/* At each look a second more has been worked. */
static int64_t fast_work(void)
{
	return *ticks += 1000;
}

#define MANY 20000

/* So many as take some hundred looks. */
static void add_many(const char *sql)
{
	struct stmt *q;

	ck_assert_int_eq(db_begin(book.store.db, &book.error), 0);
	q = db_prepare(book.store.db, sql, &book.error);
	ck_assert_msg(q != NULL, "%s", book.error.text);
	db_bind_int(q, 1, MANY);
	ck_assert_int_eq(db_run(q, &book.error), 0);
	ck_assert_int_eq(db_commit(book.store.db, &book.error), 0);
}

static void add_deals(void)
{
	add_many("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
		 " INSERT INTO deal (name, stage, owner) SELECT 'Deal ' || i, 1, 1 FROM n");
}

/* Of whom each has a phone with another one. */
static void add_customers(void)
{
	add_many("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
		 " INSERT INTO customer (name) SELECT 'Firm ' || i FROM n");
	add_many("INSERT INTO point (customer, kind, value) SELECT id, 'phone', '030 ' || (1000000 + id / 2)"
		 " FROM customer WHERE id <= ?");
}

static char filter[] = "count(activities where subject:~zzz) = 9";

/* A filter that asks something of every deal: who waits before a screen waits two seconds for it, for a
 * report thirty. It leaves neither a snapshot nor a lock, and the next request is done. */
START_TEST(a_heavy_filter_is_stopped)
{
	static const struct named_value args[] = { { "filter", filter } };
	static const struct {
		struct request r;
		int64_t limit;
	} asked[] = {
		{ { .verb = VERB_LIST, .expr = filter }, 2000 },
		{ { .verb = VERB_REPORT, .name = "board", .args = args, .nargs = 1 }, 30000 },
	};
	struct request r = asked[_i].r;
	int64_t (*worker)(void) = clock_worker;
	struct answer *a;
	int64_t before;

	add_deals();
	r.entity = entity_at(ENTITY_DEAL);
	clock_worker = fast_work;
	before = *ticks;
	a = store_do(&book.store, &r);
	ck_assert_msg(strstr(a->error.text, "Took too long"), "%s", a->error.text);
	ck_assert_int_gt(*ticks - before, asked[_i].limit);
	ck_assert_int_le(*ticks - before, asked[_i].limit + 3000);
	ck_assert_uint_eq(a->ntables, 0);
	answer_free(a);
	clock_worker = worker;
	ck_assert_int_eq(sqlite3_txn_state(book.store.db->handle, NULL), SQLITE_TXN_NONE);
	ck_assert_int_gt(put(ENTITY_CUSTOMER, 0, "name=Next"), 0);
}
END_TEST

/* Changing one's mind */

#define AMID 30 /* looks: whoever has looked so often is in the middle of his work */

/* Shared with the served process. */
static struct {
	_Atomic int looks; /* of the work at hand, at the clock */
	_Atomic bool amid; /* it has come to the middle, and waits */
	_Atomic bool goes_on;
} *scan;

/* Then each look comes late enough for one at the client. */
static int64_t scan_ticks(void)
{
	if (++scan->looks == AMID && !scan->goes_on) {
		scan->amid = true;
		while (!scan->goes_on)
			sched_yield();
	}
	return *ticks += scan->goes_on ? 5 : 0;
}

static const struct request scans[] = {
	{ .verb = VERB_LIST, .expr = filter },
	{ .verb = VERB_LIST, .expr = "name:~99", .sort = "-stage.name,name", .offset = 5000 },
	{ .verb = VERB_FIND, .words = "deal" },
	{ .verb = VERB_REPORT, .name = "pipeline" },
	{ .verb = VERB_DUPLICATES },
};

/* By a newer question for the same place of the screen, or by taking it back. */
START_TEST(work_is_dropped_midway)
{
	struct request r = scans[_i / 2];
	bool hunts = r.verb == VERB_DUPLICATES;
	struct request get = { .verb = VERB_GET, .entity = entity_at(hunts ? ENTITY_CUSTOMER : ENTITY_DEAL), .id = 1,
			       .seq = 4 };
	int fd;

	hunts ? add_customers() : add_deals();
	scan = mmap(NULL, sizeof(*scan), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	ck_assert_ptr_ne(scan, MAP_FAILED);
	scan->looks = AMID;
	clock_ticker = scan_ticks;
	fd = enter();
	r.entity = get.entity;
	r.slot = get.slot = 7;
	r.seq = 2;
	scan->looks = 0;
	say(fd, &r);
	while (!scan->amid)
		sched_yield();
	if (_i % 2)
		say(fd, &(struct request){ .verb = VERB_CANCEL, .seq = 3, .id = 2 });
	else
		say(fd, &get);
	scan->goes_on = true;
	expect(fd, 2, "dropped");
	if (_i % 2)
		say(fd, &get);
	expect(fd, 4, NULL);
	ck_assert_int_lt(scan->looks, 2 * AMID);
	scan->goes_on = false; /* undisturbed it takes so many more */
	scan->looks = AMID;
	say(fd, &r);
	expect(fd, 2, NULL);
	ck_assert_int_gt(scan->looks, 2 * AMID);
	unplug(fd);
}
END_TEST

/* What is told of a search for duplicates until it is answered: each time more, never all. How often. */
static int told_of(int fd, uint32_t seq)
{
	struct answer *a;
	int64_t percent = 0;
	int n = 0;

	say(fd, &(struct request){ .verb = VERB_DUPLICATES, .entity = entity_at(ENTITY_CUSTOMER), .seq = seq });
	while ((a = hear(fd)) && a->seq != seq) {
		if (a->about) {
			ck_assert_uint_eq(a->about, seq);
			ck_assert_int_gt(a->percent, percent);
			percent = a->percent;
			n++;
		}
		answer_free(a);
	}
	ck_assert(a && a->error.kind == ERROR_NONE && a->ntables == 1);
	ck_assert_int_le(percent, 100);
	answer_free(a);
	return n;
}

START_TEST(how_far_it_is_is_told_to_who_watches)
{
	int fd;

	add_customers();
	scan = mmap(NULL, sizeof(*scan), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	ck_assert_ptr_ne(scan, MAP_FAILED);
	scan->goes_on = true;
	clock_ticker = scan_ticks;
	fd = enter();
	ck_assert_int_eq(told_of(fd, 2), 0);
	say(fd, &(struct request){ .verb = VERB_WATCH, .seq = 3 });
	expect(fd, 3, NULL);
	ck_assert_int_ge(told_of(fd, 4), 5);
	ck_assert_int_ge(told_of(fd, 5), 5); /* from the beginning again */
	unplug(fd);
}
END_TEST

/* Whatever a client asks and however long it then does not read: when the answer is made, the store holds
 * neither lock nor snapshot. */
START_TEST(no_snapshot_outlives_an_answer)
{
	static const struct request asked[] = {
		{ .verb = VERB_HELLO },
		{ .verb = VERB_DESCRIBE },
		{ .verb = VERB_LIST, .limit = 3 },
		{ .verb = VERB_LIST, .limit = 3, .expr = "name:" },
		{ .verb = VERB_GET, .id = 1 },
		{ .verb = VERB_GET, .id = 99999 },
		{ .verb = VERB_FIND, .words = "acme" },
		{ .verb = VERB_REPORT, .name = "today" },
		{ .verb = VERB_HISTORY, .id = 1 },
		{ .verb = VERB_WATCH },
		{ .verb = VERB_SAVE },
		{ .verb = VERB_UNDO },
	};

	put(ENTITY_CUSTOMER, 0, "name=Acme");
	for (size_t i = 0; i < LENGTH(asked); i++) {
		struct request r = asked[i];

		r.entity = entity_at(ENTITY_CUSTOMER);
		answer_free(store_do(&book.store, &r));
		ck_assert_int_eq(sqlite3_txn_state(book.store.db->handle, NULL), SQLITE_TXN_NONE);
		ck_assert(lock_try(&book.store.db->lock));
		lock_release(&book.store.db->lock);
	}
}
END_TEST

Suite *serve_suite(void)
{
	Suite *s = suite_create("serve");
	TCase *t = tcase_create("serve");

	tcase_add_checked_fixture(t, begin, book_end);
	tcase_add_test(t, a_bucket_fills_at_its_rate);
	tcase_add_test(t, a_bucket_without_a_rate_never_ends);
	tcase_add_test(t, writes_wait_for_their_turn);
	tcase_add_test(t, half_a_message_has_an_end);
	tcase_add_test(t, a_slow_message_is_heard);
	tcase_add_test(t, a_machine_that_stands_still_refuses_nobody);
	tcase_add_test(t, silence_has_an_end);
	tcase_add_test(t, kill_and_ask_again);
	tcase_add_test(t, an_account_is_a_name_and_a_uid);
	tcase_add_loop_test(t, a_heavy_filter_is_stopped, 0, 2);
	tcase_add_loop_test(t, work_is_dropped_midway, 0, 2 * LENGTH(scans));
	tcase_add_test(t, how_far_it_is_is_told_to_who_watches);
	tcase_add_test(t, no_snapshot_outlives_an_answer);
	suite_add_tcase(s, t);
	return s;
}
