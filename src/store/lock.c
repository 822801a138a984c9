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
#define NUMBER	 16  /* where the file has the last number given out */
#define PRESENCE 64  /* the byte of the file that everybody who has the book open holds */
#define QUEUE	 128 /* the first of the bytes of those who wait */
#define PLACES	 (1 << 20)

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

static int lock_bytes(struct lock *l, int how, short type, off_t first, off_t n)
{
	struct flock bytes = {.l_type = type, .l_whence = SEEK_SET, .l_start = first, .l_len = n};

	return fcntl(l->fd, how, &bytes);
}

static off_t place(uint64_t number)
{
	return QUEUE + (off_t)(number % PLACES);
}

/* Our number, with its place held before anybody has the next; 0 when there is none to be had, as on a full
 * disk: then we wait out of turn. */
static uint64_t take_number(struct lock *l)
{
	uint64_t number = 0;

	if (lock_bytes(l, F_OFD_SETLKW, F_WRLCK, NUMBER, sizeof(number)) < 0)
		return 0;
	if (pread(l->fd, &number, sizeof(number), NUMBER) < 0)
		number = 0;
	number++;
	if (pwrite(l->fd, &number, sizeof(number), NUMBER) != sizeof(number) ||
	    lock_bytes(l, F_OFD_SETLK, F_WRLCK, place(number), 1) < 0)
		number = 0;
	lock_bytes(l, F_OFD_SETLK, F_UNLCK, NUMBER, sizeof(number));
	return number;
}

static void give_number(struct lock *l)
{
	if (l->number)
		lock_bytes(l, F_OFD_SETLK, F_UNLCK, place(l->number), 1);
	l->number = 0;
}

static int wait_in_turn(struct lock *l)
{
	if (!l->number)
		l->number = take_number(l);
	if (l->number) {
		if (lock_bytes(l, F_OFD_SETLKW, F_RDLCK, place(l->number - 1), 1) < 0)
			return -1;
		lock_bytes(l, F_OFD_SETLK, F_UNLCK, place(l->number - 1), 1);
	}
	return flock(l->fd, LOCK_EX);
}

static void on_alarm(int sig)
{
	(void)sig; /* only ends flock */
}

/* Keeps its place in the queue all the time; a signal ends it when the limit is reached, and once more
 * should it have come just before the waiting began. */
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
		rc = wait_in_turn(l);
		why = errno;
	} while (rc < 0 && why == EINTR && clock_ticks() - began < limit);
	setitimer(ITIMER_REAL, &never, NULL);
	sigaction(SIGALRM, &before, NULL);
	if (rc < 0)
		give_number(l);
	errno = why;
	return rc;
}

int lock_take(struct lock *l, int limit, struct error *e)
{
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

/* Whoever writes and those who wait hold their places. */
static bool somebody_waits(struct lock *l)
{
	struct flock places = {
	    .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = QUEUE, .l_len = PLACES};

	return fcntl(l->fd, F_OFD_GETLK, &places) == 0 && places.l_type != F_UNLCK;
}

bool lock_try(struct lock *l)
{
	if (somebody_waits(l) || flock(l->fd, LOCK_EX | LOCK_NB) < 0)
		return false;
	taken(l);
	return true;
}

void lock_release(struct lock *l)
{
	int64_t held = clock_ticks() - l->since;

	if (flock(l->fd, LOCK_UN) < 0)
		BUG("releasing the lock file: %s", strerror(errno));
	give_number(l);
	if (held > LOCK_LONG)
		process_log("held the book's lock for %lld ms", (long long)held);
}

bool lock_join(struct lock *l)
{
	bool alone = lock_bytes(l, F_OFD_SETLK, F_WRLCK, PRESENCE, 1) == 0;

	lock_bytes(l, F_OFD_SETLK, F_RDLCK, PRESENCE, 1);
	return alone;
}
