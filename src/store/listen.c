/* The team's store: takes connections and forks. This process never opens a book. */
#include "config.h"

#include <errno.h>
#include <pwd.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "proto/message.h"
#include "store/ballast.h"
#include "store/process.h"
#include "store/serve.h"

#define PER_USER  8   /* connections of one user */
#define IN_ALL	  256 /* of everybody, ... */
#define RESERVED  4   /* ... of which the last are for root and the store's own user */

struct listener {
	int fd;
	const char *path, *book;
	struct connection {
		pid_t pid;
		unsigned uid;
	} children[IN_ALL];
	size_t nchildren;
};

static int refuse_start(const char *path, const char *why)
{
	fprintf(stderr, "rapport-store: %s: %s\n", path, why);
	return ERROR_FAILED;
}

/* Whether somebody answers at the path; a socket that a killed listener left does not. */
static bool is_alive(const struct sockaddr_un *at)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool alive = !connect(fd, (const struct sockaddr *)at, sizeof(*at));

	close(fd);
	return alive;
}

/* Everybody of the host may connect (0666); who it is the kernel tells. */
static int bind_at(const char *path)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	struct stat was;
	int failed;

	if (snprintf(at.sun_path, sizeof(at.sun_path), "%s", path) >= (int)sizeof(at.sun_path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	if (!lstat(path, &was) && S_ISSOCK(was.st_mode) && !is_alive(&at))
		unlink(path);
	umask(0111);
	failed = bind(fd, (const struct sockaddr *)&at, sizeof(at)) || listen(fd, SOMAXCONN);
	umask(077);
	return failed ? -1 : fd;
}

static void reap(struct listener *l)
{
	pid_t pid;

	while ((pid = waitpid(-1, NULL, WNOHANG)) > 0)
		for (size_t i = 0; i < l->nchildren; i++)
			if (l->children[i].pid == pid)
				l->children[i] = l->children[--l->nchildren];
}

static bool may_join(const struct listener *l, unsigned uid)
{
	size_t room = uid == 0 || uid == geteuid() ? IN_ALL : IN_ALL - RESERVED, own = 0;

	for (size_t i = 0; i < l->nchildren; i++)
		own += l->children[i].uid == uid;
	return own < PER_USER && l->nchildren < room;
}

/* Says why, without waiting for anybody. */
static void turn_away(int fd, const char *why)
{
	struct answer *a = answer_new(0);
	struct sbuf out = SBUF_INIT;

	error_set(&a->error, ERROR_FAILED, "%s", why);
	if (answer_encode(&out, a, NULL) == 0)
		send(fd, out.data, out.len, MSG_DONTWAIT | MSG_NOSIGNAL);
	sbuf_free(&out);
	answer_free(a);
}

/* In the child. The name is looked up here, because that may wait for a directory server. */
static int serve_peer(const struct listener *l, int fd, unsigned uid)
{
	const struct passwd *account = getpwuid(uid);
	struct serve_options o = {.book = l->book,
				  .uid = uid,
				  .handshake = SERVE_HANDSHAKE,
				  .stall = SERVE_STALL,
				  .writes = SERVE_WRITES};
	char *login;
	int rc;

	close(l->fd);
	if (!account) {
		turn_away(fd, _("Your user id has no name on this host."));
		return ERROR_ABSENT;
	}
	/* A copy: whoever asks for an account after this writes over the answer. */
	o.login = login = xstrdup(account->pw_name);
	rc = serve(fd, &o);
	free(login);
	return rc;
}

static void fork_for(struct listener *l, int fd, unsigned uid)
{
	pid_t pid = fork();

	if (pid == 0)
		exit(serve_peer(l, fd, uid));
	if (pid < 0)
		turn_away(fd, _("The host has no room for another connection; try again."));
	else
		l->children[l->nchildren++] = (struct connection){pid, uid};
}

static void take_connection(struct listener *l)
{
	int fd = accept4(l->fd, NULL, NULL, SOCK_CLOEXEC);
	unsigned uid;

	if (fd < 0)
		return;
	if (peer_uid(fd, &uid))
		turn_away(fd, _("The host does not say who you are."));
	else if (!may_join(l, uid))
		turn_away(fd, _("You have too many connections; close one."));
	else
		fork_for(l, fd, uid);
	close(fd);
}

/* They finish what they have begun. */
static void stop_children(const struct listener *l)
{
	for (size_t i = 0; i < l->nchildren; i++)
		kill(l->children[i].pid, SIGTERM);
	for (size_t i = 0; i < l->nchildren; i++)
		waitpid(l->children[i].pid, NULL, 0);
}

int listen_serve(const char *path, const char *book)
{
	struct listener l = {.fd = bind_at(path), .path = path, .book = book};

	ballast_make(book);
	if (l.fd < 0)
		return refuse_start(path, strerror(errno));
	while (!process_stopping()) {
		struct pollfd p = {.fd = l.fd, .events = POLLIN};
		if (process_wait(&p, 1, -1) > 0)
			take_connection(&l);
		reap(&l);
	}
	close(l.fd);
	unlink(path);
	stop_children(&l);
	return 0;
}
