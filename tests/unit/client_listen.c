/* The team's socket and those who would hurt it (security: attacks 7, 11, 12). */
#include "config.h"

#include <check.h>
#include <errno.h>
#include <pwd.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "client/client.h"
#include "fake_store.h"
#include "proto/stream.h"
#include "store/process.h"
#include "store/serve.h"

Suite *listen_suite(void);

#define PER_USER 8 /* the promise of security.md, S4 */

static char folder[] = "/tmp/rapport-listen-XXXXXX";
static char *path, *book;
static pid_t listener;

static int plug(void)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(at.sun_path, sizeof(at.sun_path), "%s", path);
	if (connect(fd, (const struct sockaddr *)&at, sizeof(at)) == 0)
		return fd;
	close(fd);
	return -1;
}

/* The listener says on a pipe's end that it is there: its parent's copy closes when it has bound.
 */
static void await_listener(void)
{
	int fd;

	while ((fd = plug()) < 0)
		ck_assert_int_eq(waitpid(listener, NULL, WNOHANG), 0);
	close(fd);
}

static void setup(void)
{
	ck_assert_ptr_nonnull(mkdtemp(folder));
	path = xasprintf("%s/socket", folder);
	book = xasprintf("%s/book", folder);
	fake_uid = mmap(NULL, sizeof(*fake_uid), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
			-1, 0);
	*fake_uid = getuid();
	setenv("SQLITE_TMPDIR", folder, 1);
	listener = fork();
	if (listener == 0) {
		process_harden(-1, false);
		process_signals();
		_exit(listen_serve(path, book));
	}
	await_listener();
}

static void teardown(void)
{
	int status = -1;
	char *command;

	kill(listener, SIGTERM);
	ck_assert_int_eq(waitpid(listener, &status, 0), listener);
	ck_assert_int_eq(status, 0);
	ck_assert_int_eq(access(path, F_OK), -1);
	command = xasprintf("rm -r %s", folder);
	ck_assert_int_eq(system(command), 0);
	free(command);
	free(path);
	free(book);
}

/* The next answer on a raw connection, or NULL at its end. */
static struct answer *hear(int fd)
{
	unsigned char prefix[FRAME_PREFIX];
	size_t len = 0;
	char *body;
	struct answer *a;

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

/* Somebody who was turned away may find the door closed before he has spoken. */
static void say(int fd, const struct request *r)
{
	struct sbuf out = SBUF_INIT;

	ck_assert_int_eq(request_encode(&out, r, NULL), 0);
	if (send(fd, out.data, out.len, MSG_NOSIGNAL) < 0)
		ck_assert_int_eq(errno, EPIPE);
	sbuf_free(&out);
}

/* A connection that has said hello and was let in, or -1 when it was turned away with a sentence.
 */
static int enter(void)
{
	int fd = plug();
	struct answer *a;
	bool in;

	ck_assert_int_ge(fd, 0);
	say(fd, &(struct request){.verb = VERB_HELLO, .version = PROTO_VERSION, .seq = 1});
	a = hear(fd);
	ck_assert_ptr_nonnull(a);
	in = a->error.kind == ERROR_NONE;
	ck_assert(in || a->error.text[0]);
	answer_free(a);
	if (in)
		return fd;
	ck_assert_ptr_null(hear(fd));
	close(fd);
	return -1;
}

/* Somebody else's work goes on. */
static void assert_served(void)
{
	struct client_options o = {.socket = path};
	struct client *c = client_open(&o, NULL);
	struct request r = {.verb = VERB_FIND, .words = "Nordwind"};
	struct answer *a;

	ck_assert_ptr_nonnull(c);
	a = client_ask(c, &r, NULL);
	ck_assert_ptr_nonnull(a);
	answer_free(a);
	client_close(c);
}

START_TEST(the_kernel_says_who)
{
	struct answer *a;
	int fd = enter();

	say(fd, &(struct request){.verb = VERB_FIND, .seq = 2, .words = "root", .name = "root"});
	a = hear(fd);
	ck_assert_str_eq(a->text, getpwuid(getuid())->pw_name);
	answer_free(a);
	close(fd);
}
END_TEST

START_TEST(nobody_without_a_name)
{
	*fake_uid = 3999999999;
	ck_assert_int_lt(enter(), 0);
	*fake_uid = -1;
	ck_assert_int_lt(enter(), 0);
	*fake_uid = getuid();
	assert_served();
}
END_TEST

START_TEST(everybody_may_connect)
{
	struct stat st;

	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert(S_ISSOCK(st.st_mode));
	ck_assert_int_eq(st.st_mode & 0777, 0666);
}
END_TEST

/* A name for another uid than ours; there is a root on every host, and a daemon nearly. */
static long another_uid(void)
{
	const struct passwd *other = getpwnam(getuid() ? "root" : "daemon");

	return other ? (long)other->pw_uid : -1;
}

START_TEST(many_connections_of_one_user)
{
	int fds[PER_USER], fd;

	/* The one that found the listener ready may still be leaving. */
	for (int i = 0; i < PER_USER; i++)
		while ((fds[i] = enter()) < 0)
			;
	for (int i = 0; i < 100; i++)
		ck_assert_int_lt(enter(), 0);
	*fake_uid = another_uid();
	assert_served();
	*fake_uid = getuid();
	close(fds[0]);
	/* Its place is free as soon as its store has ended. */
	while ((fd = enter()) < 0)
		;
	close(fd);
	for (int i = 1; i < PER_USER; i++)
		close(fds[i]);
}
END_TEST

static const struct {
	const char *bytes;
	size_t len;
} breaches[] = {
    {"\xff\xff\xff\xff", 4}, /* 4 GiB */
    {"\0\0\0\0", 4},	     /* nothing */
    {"\0\0\0\1\xff", 5},     /* not CBOR */
    {"\0\0\0\1\xa0", 5},     /* asks for nothing */
    {"GET / HTTP/1.1\r\n\r\n", 18},
};

START_TEST(a_breach_ends_the_connection_with_a_sentence)
{
	int fd = enter();
	struct answer *a;

	ck_assert_int_eq(send(fd, breaches[_i].bytes, breaches[_i].len, MSG_NOSIGNAL),
			 (ssize_t)breaches[_i].len);
	a = hear(fd);
	ck_assert_uint_eq(a->seq, 0);
	ck_assert_int_eq(a->error.kind, ERROR_USAGE);
	answer_free(a);
	ck_assert_ptr_null(hear(fd));
	close(fd);
	assert_served();
}
END_TEST

START_TEST(half_a_frame_hurts_nobody_else)
{
	int fd = enter();

	ck_assert_int_eq(send(fd, "\0\0\1", 3, MSG_NOSIGNAL), 3);
	assert_served();
	close(fd);
}
END_TEST

/* Twenty answers of a mebibyte that nobody reads; later they are all there. */
START_TEST(a_client_that_does_not_read)
{
	int fd = enter();

	for (uint32_t seq = 2; seq < 22; seq++)
		say(fd, &(struct request){.verb = VERB_FIND, .seq = seq, .words = FAKE_LARGE});
	assert_served();
	for (uint32_t seq = 2; seq < 22; seq++) {
		struct answer *a = hear(fd);
		ck_assert_ptr_nonnull(a);
		ck_assert_uint_eq(a->seq, seq);
		ck_assert(a->more);
		answer_free(a);
	}
	close(fd);
}
END_TEST

/* A store on a pair of sockets whose handshake is short. */
static int served_pair(int handshake, pid_t *pid)
{
	struct serve_options o = {
	    .book = book, .login = "solo", .uid = -1, .handshake = handshake, .stall = 5000};
	int pair[2];

	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
	*pid = fork();
	if (*pid == 0) {
		close(pair[0]);
		process_signals();
		_exit(serve(pair[1], &o));
	}
	close(pair[1]);
	return pair[0];
}

START_TEST(hello_in_time)
{
	pid_t pid;
	int fd = served_pair(50, &pid), status = -1;

	ck_assert_int_eq(send(fd, "\0\0\0\5\xa1", 5, MSG_NOSIGNAL), 5);
	ck_assert_ptr_null(hear(fd));
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0);
	close(fd);
}
END_TEST

static const struct request impolite[] = {
    {.verb = VERB_FIND, .seq = 1, .words = "x"},
    {.verb = VERB_HELLO, .seq = 1, .version = PROTO_VERSION + 1},
    {.verb = VERB_HELLO, .seq = 1},
};

START_TEST(hello_and_its_version_first)
{
	pid_t pid;
	int fd = served_pair(5000, &pid);
	struct answer *a;

	say(fd, &impolite[_i]);
	a = hear(fd);
	ck_assert_int_eq(a->error.kind, ERROR_USAGE);
	ck_assert_uint_eq(a->seq, 1);
	answer_free(a);
	ck_assert_ptr_null(hear(fd));
	waitpid(pid, NULL, 0);
	close(fd);
}
END_TEST

/* Told to stop in the middle of a request: the client of a screen sees the end; the listener waits.
 */
START_TEST(term_ends_those_who_idle)
{
	int fd = enter();

	kill(listener, SIGTERM);
	ck_assert_ptr_null(hear(fd));
	close(fd);
}
END_TEST

/* Told to stop in the middle of a save: it is done and answered, and then the store ends. */
START_TEST(term_waits_for_a_save)
{
	struct answer *a;
	int fd = enter();

	say(fd, &(struct request){.verb = VERB_SAVE, .seq = 2, .uuid = "u", .label = FAKE_HOLD});
	while (!fake_holds(book))
		;
	kill(listener, SIGTERM);
	a = hear(fd);
	ck_assert_ptr_nonnull(a);
	ck_assert_uint_eq(a->seq, 2);
	ck_assert_int_eq(a->txn, 1);
	answer_free(a);
	ck_assert_ptr_null(hear(fd));
	close(fd);
	ck_assert_int_eq(fake_saves(book), 1);
}
END_TEST

/* What the listener set for itself holds for each child: nothing of the caller's comes in, nothing stays
 * open but the connection. */
START_TEST(a_child_is_as_bare_as_the_listener)
{
	int other = enter(), fd = enter();
	struct answer *a;

	say(fd, &(struct request){.verb = VERB_FIND, .seq = 2, .words = FAKE_SELF});
	a = hear(fd);
	ck_assert_str_eq(a->text, "PATH=/usr/bin:/bin LC_ALL=C.UTF-8 fds 0 umask 77 in / core 0");
	answer_free(a);
	close(fd);
	close(other);
}
END_TEST

Suite *listen_suite(void)
{
	Suite *s = suite_create("listen");
	TCase *t = tcase_create("socket");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, the_kernel_says_who);
	tcase_add_test(t, nobody_without_a_name);
	tcase_add_test(t, everybody_may_connect);
	tcase_add_test(t, many_connections_of_one_user);
	tcase_add_loop_test(t, a_breach_ends_the_connection_with_a_sentence, 0, LENGTH(breaches));
	tcase_add_test(t, half_a_frame_hurts_nobody_else);
	tcase_add_test(t, a_client_that_does_not_read);
	tcase_add_loop_test(t, hello_and_its_version_first, 0, LENGTH(impolite));
	tcase_add_test(t, hello_in_time);
	tcase_add_test(t, term_ends_those_who_idle);
	tcase_add_test(t, term_waits_for_a_save);
	tcase_add_test(t, a_child_is_as_bare_as_the_listener);
	suite_add_tcase(s, t);
	return s;
}
