#include "config.h"

#include "base/program.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static char *beside_us(const char *name)
{
	char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);
	char *slash, *path;

	if (n <= 0)
		return NULL;
	self[n] = '\0';
	slash = strrchr(self, '/');
	path = xasprintf("%.*s/%s", (int)(slash - self), self, name);
	if (access(path, X_OK) == 0)
		return path;
	free(path);
	return NULL;
}

char *program_path(const char *name, const char *variable)
{
	const char *named = getenv(variable);
	char *path = named && *named ? xstrdup(named) : beside_us(name);

	return path ? path : xasprintf(LIBEXECDIR "/%s", name);
}

/* Between fork and exec, where only what is safe in a signal handler may be called. */
static void become(char *const argv[], int in, int out)
{
	sigset_t none;
	int null = open("/dev/null", O_WRONLY);

	setsid();
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	if (dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 || dup2(null, STDERR_FILENO) < 0)
		_exit(127);
	close_range(STDERR_FILENO + 1, ~0u, CLOSE_RANGE_CLOEXEC);
	execv(argv[0], argv);
	_exit(127);
}

pid_t program_start(char *const argv[], int in, int *out)
{
	int ends[2] = { -1, -1 }, why;
	pid_t child = -1;

	if (access(argv[0], X_OK) == 0 && pipe2(ends, O_CLOEXEC) == 0)
		child = fork();
	if (child == 0)
		become(argv, in, ends[1]);
	why = errno;
	if (ends[1] >= 0)
		close(ends[1]);
	if (child < 0 && ends[0] >= 0)
		close(ends[0]);
	*out = child < 0 ? -1 : ends[0];
	errno = why;
	return child;
}
