#include "config.h"

#include "client/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/program.h"

#define STORE_FD 3 /* where the store finds its socket */

/* Between fork and exec, where only what is safe in a signal handler may be called. A session of
 * its own: what the terminal sends (^C, ^Z, hang-up) must not stop a process that holds the book's
 * lock. */
static void become_store(int fd, char *const argv[])
{
	sigset_t none;
	int null = open("/dev/null", O_RDWR);

	setsid();
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	dup2(null, STDIN_FILENO);
	dup2(null, STDOUT_FILENO);
	if (isatty(STDERR_FILENO))
		dup2(null, STDERR_FILENO);
	if (fd == STORE_FD)
		fcntl(fd, F_SETFD, 0);
	else if (dup2(fd, STORE_FD) < 0)
		_exit(127);
	close_range(STORE_FD + 1, ~0u, CLOSE_RANGE_CLOEXEC);
	execv(argv[0], argv);
	_exit(127);
}

static pid_t start(char *program, const struct client_options *o, int fd)
{
	char now[STAMP_SIZE] = "";
	char *argv[] = {program, "--fd", "3", "--book", (char *)o->book, NULL, NULL, NULL};
	pid_t pid;

	if (o->now) {
		stamp_write_iso(o->now, now);
		argv[5] = "--now";
		argv[6] = now;
	}
	pid = fork();
	if (pid == 0)
		become_store(fd, argv);
	return pid;
}

static int spawn(const struct client_options *o, pid_t *pid, struct error *e)
{
	char *program = program_path("rapport-store", "RAPPORT_STORE");
	int pair[2];

	*pid = -1;
	if (access(program, X_OK)) {
		error_set(e, ERROR_FAILED, _("Cannot start %s: %s."), program, strerror(errno));
	} else if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair)) {
		error_set(e, ERROR_FAILED, _("Cannot talk to a store: %s."), strerror(errno));
	} else {
		*pid = start(program, o, pair[1]);
		close(pair[1]);
		if (*pid < 0) {
			error_set(e, ERROR_FAILED, _("Cannot start %s: %s."), program,
				  strerror(errno));
			close(pair[0]);
		}
	}
	free(program);
	return *pid < 0 ? -1 : pair[0];
}

static int connect_to(const char *path, struct error *e)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	int fd;

	if (snprintf(at.sun_path, sizeof(at.sun_path), "%s", path) >= (int)sizeof(at.sun_path))
		return error_set(e, ERROR_USAGE, _("The path of the socket is too long: %s."),
				 path);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (connect(fd, (const struct sockaddr *)&at, sizeof(at)) == 0)
		return fd;
	error_set(e, ERROR_FAILED, _("Cannot reach the store at %s: %s."), path, strerror(errno));
	close(fd);
	return -1;
}

int store_connect(const struct client_options *o, pid_t *pid, struct error *e)
{
	*pid = 0;
	return o->socket ? connect_to(o->socket, e) : spawn(o, pid, e);
}
