#include "config.h"

#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/intl.h"
#include "store/process.h"

#define AGAIN	 100 /* ms until the waiting is interrupted once more */
#define PRESENCE 64  /* the byte of the file that everybody who has the book open holds */

int lock_open(struct lock *l, const char *book, struct error *e)
{
	char *path = xasprintf("%s.lock", book);

	l->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (l->fd < 0)
		error_set(e, ERROR_FAILED, _("Cannot open the lock file %s: %s."), path,
			  strerror(errno));
	free(path);
	return l->fd < 0 ? -1 : 0;
}

void lock_close(struct lock *l)
{
	if (l->fd >= 0)
		close(l->fd);
	l->fd = -1;
}

/* Whoever waits reads here whom to look for; it is a courtesy, so a full disk does not matter. */
static void taken(struct lock *l)
{
	char pid[16];
	int len = snprintf(pid, sizeof(pid), "%-10d\n", (int)getpid());

	if (pwrite(l->fd, pid, (size_t)len, 0) < 0 && errno == EBADF)
		BUG("the lock file is not open");
	l->since = clock_ticks();
}

static int holder(const struct lock *l)
{
	char pid[16] = "";

	return pread(l->fd, pid, sizeof(pid) - 1, 0) > 0 ? (int)strtol(pid, NULL, 10) : 0;
}

static void on_alarm(int sig)
{
	(void)sig; /* only ends flock */
}

/* Keeps its place in flock's queue all the time; a signal ends it when the limit is reached, and once
 * more should it have come just before flock began. */
static int wait_for(struct lock *l, int limit)
{
	const struct sigaction act = {.sa_handler = on_alarm};
	const struct itimerval never = {{0, 0}, {0, 0}},
			       timer = {{0, AGAIN * 1000}, {limit / 1000, limit % 1000 * 1000 + 1}};
	int64_t began = clock_ticks();
	struct sigaction before;
	int rc, why;

	sigaction(SIGALRM, &act, &before);
	setitimer(ITIMER_REAL, &timer, NULL);
	do {
		rc = flock(l->fd, LOCK_EX);
		why = errno;
	} while (rc < 0 && why == EINTR && clock_ticks() - began < limit);
	setitimer(ITIMER_REAL, &never, NULL);
	sigaction(SIGALRM, &before, NULL);
	errno = why;
	return rc;
}

int lock_take(struct lock *l, int limit, struct error *e)
{
	if (lock_try(l))
		return 0;
	if (wait_for(l, limit) == 0) {
		taken(l);
		return 0;
	}
	if (errno != EINTR)
		return error_set(e, ERROR_FAILED, _("Cannot lock the book: %s."), strerror(errno));
	return error_set(e, ERROR_FAILED,
			 _("Not saved, your draft is kept: process %d has been writing to the book "
			   "for more than %d seconds; try again."),
			 holder(l), limit / 1000);
}

bool lock_try(struct lock *l)
{
	if (flock(l->fd, LOCK_EX | LOCK_NB) < 0)
		return false;
	taken(l);
	return true;
}

void lock_release(struct lock *l)
{
	int64_t held = clock_ticks() - l->since;

	if (flock(l->fd, LOCK_UN) < 0)
		BUG("releasing the lock file: %s", strerror(errno));
	if (held > LOCK_LONG)
		process_log("held the book's lock for %lld ms", (long long)held);
}

bool lock_join(struct lock *l)
{
	struct flock presence = {
	    .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = PRESENCE, .l_len = 1};
	bool alone = fcntl(l->fd, F_OFD_SETLK, &presence) == 0;

	presence.l_type = F_RDLCK;
	fcntl(l->fd, F_OFD_SETLK, &presence);
	return alone;
}
