#include "base/program.h"

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
