/* The client against a store of its own: asking, waiting, dropping, and stores that end. */
#include "config.h"

#include <check.h>
#include <poll.h>
#include <unistd.h>

#include "client/client.h"
#include "fake_store.h"

Suite *ask_suite(void);

static char folder[] = "/tmp/rapport-ask-XXXXXX";
static char *book;
static struct client *client;

static void setup(void)
{
	struct client_options o = {0};
	struct error e = {0};

	ck_assert_ptr_nonnull(mkdtemp(folder));
	book = xasprintf("%s/book", folder);
	o.book = book;
	client = client_open(&o, &e);
	ck_assert_msg(client != NULL, "%s", e.text);
}

static void teardown(void)
{
	static const char *const suffixes[] = {".saves", ".commits", ".died", ".spins"};

	client_close(client);
	for (size_t i = 0; i < LENGTH(suffixes); i++) {
		char *path = xasprintf("%s%s", book, suffixes[i]);
		unlink(path);
		free(path);
	}
	free(book);
	rmdir(folder);
}

static struct request find(const char *words, uint32_t slot)
{
	return (struct request){.verb = VERB_FIND, .words = words, .slot = slot};
}

static uint32_t send_find(const char *words, uint32_t slot)
{
	struct request r = find(words, slot);
	uint32_t seq = client_send(client, &r, NULL);

	ck_assert_uint_ne(seq, 0);
	return seq;
}

/* The next answer or event; waits for it. */
static struct answer *next(void)
{
	struct answer *a;

	while (!(a = client_next(client))) {
		struct pollfd p = {.fd = client_fd(client), .events = POLLIN};
		if (client_wants_write(client))
			p.events |= POLLOUT;
		poll(&p, 1, -1);
		ck_assert_int_eq(client_pump(client, NULL), 0);
	}
	return a;
}

static void expect_next(uint32_t seq, const char *words)
{
	struct answer *a = next();

	ck_assert_uint_eq(a->seq, seq);
	ck_assert_int_eq(a->error.kind, ERROR_NONE);
	ck_assert_str_eq(table_get(a->tables[0], 0, "text").s, words);
	answer_free(a);
}

static void expect_dropped(uint32_t seq)
{
	struct answer *a = next();

	ck_assert_uint_eq(a->seq, seq);
	ck_assert_int_eq(a->error.kind, ERROR_FAILED);
	ck_assert_str_eq(a->error.text, "dropped");
	answer_free(a);
}

static void expect_found(const char *words)
{
	struct request r = find(words, 0);
	struct error e = {0};
	struct answer *a = client_ask(client, &r, &e);

	ck_assert_msg(a != NULL, "%s", e.text);
	ck_assert_str_eq(table_get(a->tables[0], 0, "text").s, words);
	answer_free(a);
}

START_TEST(hello)
{
	ck_assert_int_eq(client_user(client), FAKE_USER);
	ck_assert_str_eq(client_currency(client), "SEK");
	ck_assert_int_eq(client_context(client).me, FAKE_USER);
	ck_assert_uint_eq(client_pending(client), 0);
}
END_TEST

START_TEST(an_answer_and_an_error)
{
	struct request r = {.verb = VERB_GET};
	struct error e = {0};

	expect_found("Nordwind");
	ck_assert_ptr_null(client_ask(client, &r, &e));
	ck_assert_int_eq(e.kind, ERROR_ABSENT);
	ck_assert_str_eq(e.text, "no such thing");
	ck_assert_uint_eq(client_pending(client), 0);
}
END_TEST

START_TEST(answers_come_in_order_and_ask_leaves_them)
{
	uint32_t first = send_find("one", 0), second = send_find("two", 0);

	ck_assert_uint_eq(client_pending(client), 2);
	expect_found("three");
	expect_next(first, "one");
	expect_next(second, "two");
	ck_assert_uint_eq(client_pending(client), 0);
}
END_TEST

/* More than a socket's buffer in both directions: neither side may wait for the other. */
START_TEST(large_requests_and_answers)
{
	char *words = xcalloc(1, 900001);
	uint32_t seqs[5];

	memset(words, 'w', 900000);
	for (size_t i = 0; i < LENGTH(seqs); i++)
		seqs[i] = send_find(words, 0);
	for (size_t i = 0; i < LENGTH(seqs); i++)
		expect_next(seqs[i], words);
	free(words);
}
END_TEST

/* A find that runs by the time this returns, and not only waits. */
static uint32_t spin(uint32_t slot)
{
	uint32_t seq = send_find(FAKE_SPIN, slot);

	while (!fake_spins(book)) {
		struct pollfd p = {.fd = client_fd(client), .events = POLLIN};
		poll(&p, 1, 1);
		ck_assert_int_eq(client_pump(client, NULL), 0);
	}
	return seq;
}

START_TEST(a_newer_request_of_the_slot_drops_the_older)
{
	uint32_t old = spin(4), other = send_find("other", 5), new = send_find("new", 4);

	expect_dropped(old);
	expect_next(other, "other");
	expect_next(new, "new");
	ck_assert_uint_eq(client_pending(client), 0);
}
END_TEST

START_TEST(what_waits_is_dropped_too)
{
	uint32_t running = spin(0), old = send_find("old", 4), new = send_find("new", 4);

	client_cancel(client, running);
	expect_dropped(old);
	expect_dropped(running);
	expect_next(new, "new");
}
END_TEST

START_TEST(a_store_that_ends_is_started_again)
{
	expect_found(FAKE_ONCE);
	expect_found("still there");
}
END_TEST

/* The save was done, its answer was lost: asked again under the same number, it is not done again.
 */
START_TEST(a_lost_answer_doubles_nothing)
{
	struct request r = {.verb = VERB_SAVE, .label = FAKE_ONCE};
	struct answer *a = client_ask(client, &r, NULL);

	ck_assert_ptr_nonnull(a);
	ck_assert_int_eq(a->txn, 1);
	ck_assert_int_eq(fake_saves(book), 1);
	answer_free(a);
}
END_TEST

START_TEST(a_request_that_ends_every_store)
{
	struct request r = find(FAKE_DIE, 0);
	struct error e = {0};

	ck_assert_ptr_null(client_ask(client, &r, &e));
	ck_assert_int_eq(e.kind, ERROR_FAILED);
	ck_assert_uint_eq(client_pending(client), 0);
	expect_found("still there");
}
END_TEST

START_TEST(others_commits)
{
	struct request r = {.verb = VERB_WATCH};
	struct answer *a = client_ask(client, &r, NULL);

	answer_free(a);
	expect_found(FAKE_ONCE); /* a store that is started again watches too, ... */
	a = next();		 /* ... and nobody knows what was committed in between */
	ck_assert_uint_eq(a->seq, 0);
	ck_assert_uint_eq(a->changed, (UINT64_C(1) << ENTITY_COUNT) - 1);
	answer_free(a);
	fake_commit(book);
	a = next();
	ck_assert_uint_eq(a->seq, 0);
	ck_assert_uint_eq(a->changed, UINT64_C(1) << ENTITY_DEAL);
	answer_free(a);
}
END_TEST

static int add_page(void *to, const struct table *t, struct error *e)
{
	int64_t *seen = to;

	(void)e;
	for (size_t i = 0; i < t->nrows; i++)
		ck_assert_int_eq(t->rows[i].id, (*seen)++);
	return 0;
}

static const struct {
	int64_t offset, limit, end;
} lists[] = {{0, 0, FAKE_ROWS}, {0, 120, 120}, {30, 0, FAKE_ROWS}, {30, 100, 130}};

START_TEST(a_whole_list)
{
	struct request r = {
	    .verb = VERB_LIST, .offset = lists[_i].offset, .limit = lists[_i].limit};
	int64_t seen = r.offset;

	ck_assert_int_eq(client_list_all(client, &r, add_page, &seen, NULL), 0);
	ck_assert_int_eq(seen, lists[_i].end);
}
END_TEST

START_TEST(no_book_no_program)
{
	struct client_options o = {.book = "/nonexistent/book", .must_exist = true};
	struct error e = {0};

	ck_assert_ptr_null(client_open(&o, &e));
	ck_assert_int_eq(e.kind, ERROR_ABSENT);
	o.must_exist = false;
	setenv("RAPPORT_STORE", "/nonexistent/store", 1);
	ck_assert_ptr_null(client_open(&o, &e));
	ck_assert_int_eq(e.kind, ERROR_FAILED);
	setenv("RAPPORT_STORE", "/bin/false", 1);
	ck_assert_ptr_null(client_open(&o, &e));
	ck_assert_int_eq(e.kind, ERROR_FAILED);
	o.socket = "/nonexistent/socket";
	ck_assert_ptr_null(client_open(&o, &e));
	ck_assert_int_eq(e.kind, ERROR_FAILED);
}
END_TEST

Suite *ask_suite(void)
{
	Suite *s = suite_create("ask");
	TCase *t = tcase_create("store of our own");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, hello);
	tcase_add_test(t, an_answer_and_an_error);
	tcase_add_test(t, answers_come_in_order_and_ask_leaves_them);
	tcase_add_test(t, large_requests_and_answers);
	tcase_add_test(t, a_newer_request_of_the_slot_drops_the_older);
	tcase_add_test(t, what_waits_is_dropped_too);
	tcase_add_test(t, a_store_that_ends_is_started_again);
	tcase_add_test(t, a_lost_answer_doubles_nothing);
	tcase_add_test(t, a_request_that_ends_every_store);
	tcase_add_test(t, others_commits);
	tcase_add_loop_test(t, a_whole_list, 0, LENGTH(lists));
	suite_add_tcase(s, t);
	t = tcase_create("none");
	tcase_add_test(t, no_book_no_program);
	suite_add_tcase(s, t);
	return s;
}
