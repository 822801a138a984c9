#include "config.h"

#include "store/ballast.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "store/process.h"

void ballast_make(const char *book)
{
	char *path = xasprintf("%s.ballast", book);
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	int failed = fd < 0 ? errno : posix_fallocate(fd, 0, BALLAST_SIZE);

	if (failed && failed != EEXIST)
		process_log("no ballast for a full disk: %s", strerror(failed));
	if (fd >= 0) {
		close(fd);
		if (failed)
			unlink(path);
	}
	free(path);
}

bool ballast_drop(const char *book)
{
	char *path = xasprintf("%s.ballast", book);
	bool dropped = unlink(path) == 0;

	if (dropped)
		process_log("the disk is full: gave back the ballast");
	free(path);
	return dropped;
}
