/* Where a book lives when nobody says. */
#include <errno.h>
#include <sys/stat.h>

#include "client/client.h"

/* Makes every folder on the way that is missing, for this user only. */
static int make_folders(char *path, struct error *e)
{
	for (char *slash = path + 1; slash; *slash++ = '/') {
		slash = strchr(slash, '/');
		if (slash)
			*slash = '\0';
		if (mkdir(path, 0700) && errno != EEXIST)
			return error_set(e, ERROR_FAILED, _("Cannot make the folder %s: %s."), path,
					 strerror(errno));
		if (!slash)
			break;
	}
	return 0;
}

char *client_default_book(struct error *e)
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	char *folder, *book = NULL;

	/* The base directory specification: a path that is not absolute counts as none. */
	if (data && *data == '/') {
		folder = xasprintf("%s/rapport", data);
	} else if (home && *home == '/') {
		folder = xasprintf("%s/.local/share/rapport", home);
	} else {
		error_set(e, ERROR_USAGE, "%s",
			  _("There is no home folder to keep the book in; name one with --book."));
		return NULL;
	}
	if (make_folders(folder, e) == 0)
		book = xasprintf("%s/book.db", folder);
	free(folder);
	return book;
}
