#include "config.h"

#include "store/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_SANITIZER 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define UNDER_SANITIZER 1
#endif

/* The only thing that a signal handler does is to set this. */
static volatile sig_atomic_t stopping;

static void clean_environment(bool zone)
{
	char *tz = zone && getenv("TZ") ? xstrdup(getenv("TZ")) : NULL;

	clearenv();
	setenv("PATH", "/usr/bin:/bin", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	if (tz)
		setenv("TZ", tz, 1);
	free(tz);
}

static void close_others(int keep)
{
	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) != fd)
			_exit(1);
	if (keep > 3)
		close_range(3, (unsigned)keep - 1, 0);
	close_range(keep < 3 ? 3 : (unsigned)keep + 1, ~0u, 0);
	if (keep >= 0)
		fcntl(keep, F_SETFD, FD_CLOEXEC);
}

void process_harden(int keep, bool zone)
{
	const struct rlimit none = {0, 0};

	clean_environment(zone);
	close_others(keep);
	umask(077);
	if (chdir("/"))
		_exit(1);
	setrlimit(RLIMIT_CORE, &none);
#ifndef UNDER_SANITIZER /* the leak check traces its own process */
	prctl(PR_SET_DUMPABLE, 0);
#endif
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

static void on_stop(int sig)
{
	(void)sig;
	stopping = 1;
}

static void on_child(int sig)
{
	(void)sig; /* only ends process_wait */
}

static void handle(int sig, void (*handler)(int))
{
	struct sigaction act = {.sa_handler = handler};

	sigaction(sig, &act, NULL);
}

void process_signals(void)
{
	sigset_t held;

	sigemptyset(&held);
	sigaddset(&held, SIGTERM);
	sigaddset(&held, SIGINT);
	sigaddset(&held, SIGCHLD);
	sigprocmask(SIG_SETMASK, &held, NULL);
	handle(SIGTERM, on_stop);
	handle(SIGINT, on_stop);
	handle(SIGCHLD, on_child);
	handle(SIGPIPE, SIG_IGN);
	handle(SIGHUP, SIG_IGN);
}

int process_wait(struct pollfd *fds, size_t n, int timeout)
{
	struct timespec limit = {timeout / 1000, timeout % 1000 * 1000000L};
	sigset_t none;
	int ready;

	sigemptyset(&none);
	ready = ppoll(fds, n, timeout < 0 ? NULL : &limit, &none);
	if (ready >= 0)
		return ready;
	if (errno != EINTR)
		BUG("ppoll: %s", strerror(errno));
	for (size_t i = 0; i < n; i++)
		fds[i].revents = 0;
	return 0;
}

void process_log(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fputs("rapport-store: ", stderr);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	va_end(ap);
}

bool process_stopping(void)
{
	return stopping;
}
