#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/intl.h"

int lock_open(const char *book, struct error *e)
{
	char *path = xasprintf("%s.lock", book);
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd < 0)
		error_set(e, ERROR_FAILED, _("Cannot open the lock file %s: %s."), path,
			  strerror(errno));
	free(path);
	return fd;
}

int lock_take(int fd, struct error *e)
{
	while (flock(fd, LOCK_EX) < 0)
		if (errno != EINTR)
			return error_set(e, ERROR_FAILED, _("Cannot lock the book: %s."),
					 strerror(errno));
	return 0;
}

bool lock_try(int fd)
{
	return flock(fd, LOCK_EX | LOCK_NB) == 0;
}

void lock_release(int fd)
{
	if (flock(fd, LOCK_UN) < 0)
		BUG("releasing the lock file: %s", strerror(errno));
}
