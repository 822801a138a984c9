#include "base/home.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

char *home_config(const char *name)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

	/* A path that is not absolute counts as none. */
	if (config && *config == '/')
		return xasprintf("%s/rapport/%s", config, name);
	return home && *home == '/' ? xasprintf("%s/.config/rapport/%s", home, name) : NULL;
}

static bool make_folders(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(path, 0700) && errno != EEXIST)
			return false;
		*slash = '/';
	}
	return true;
}

static bool write_new(const char *path, const char *text, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool whole;

	if (fd < 0)
		return false;
	whole = write(fd, text, len) == (ssize_t)len;
	return (close(fd) == 0) & whole;
}

bool home_write(const char *path, const char *text, size_t len)
{
	char *part = xasprintf("%s.%ld", path, (long)getpid());
	bool written = make_folders(part) && write_new(part, text, len) && rename(part, path) == 0;
	int why = errno;

	if (!written)
		unlink(part);
	free(part);
	errno = why;
	return written;
}
