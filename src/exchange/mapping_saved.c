/* Maps that were imported by, kept for the next file with the same columns: one file for each set of column
 * names, where the user's settings are. They are offered, never taken by themselves. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/intl.h"
#include "exchange/mapping.h"

/* $XDG_CONFIG_HOME/rapport/maps, by the base directory specification; NULL when nobody has a home. */
static char *folder(void)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

	if (config && *config == '/')
		return xasprintf("%s/rapport/maps", config);
	return home && *home == '/' ? xasprintf("%s/.config/rapport/maps", home) : NULL;
}

/* The same names in the same order have the same number, on every host and every day. */
static uint64_t fingerprint(const char *const *header, size_t n)
{
	static const uint64_t known[2] = { 0x72617070, 0x6f7274 };
	struct sbuf all = SBUF_INIT;
	uint64_t hash;

	for (size_t i = 0; i < n; i++)
		sbuf_add(&all, header[i], strlen(header[i]) + 1);
	hash = map_hash(sbuf_text(&all), all.len, known);
	sbuf_free(&all);
	return hash;
}

char *mapping_saved_path(const struct entity *e, const char *const *header, size_t n)
{
	char *in = folder(), *path;

	if (!in)
		return NULL;
	path = xasprintf("%s/%s-%016llx.map", in, e->name, (unsigned long long)fingerprint(header, n));
	free(in);
	return path;
}

/* Makes every folder on the way that is missing, for this user only. */
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

static bool write_whole(const char *path, const struct sbuf *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool whole;

	if (fd < 0)
		return false;
	whole = write(fd, sbuf_text(text), text->len) == (ssize_t)text->len;
	return (close(fd) == 0) & whole;
}

bool mapping_keep(const struct mapping *m, const char *const *header, size_t n)
{
	char *path = mapping_saved_path(m->entity, header, n), *part;
	struct sbuf text = SBUF_INIT;
	bool kept;

	if (!path)
		return false;
	part = xasprintf("%s.%ld", path, (long)getpid());
	mapping_write(&text, m);
	kept = make_folders(path) && write_whole(part, &text) && rename(part, path) == 0;
	if (!kept)
		unlink(part);
	sbuf_free(&text);
	free(part);
	free(path);
	return kept;
}

bool mapping_says(const struct mapping *m, const char *path)
{
	struct sbuf text = SBUF_INIT;
	FILE *f = fopen(path, "re");
	bool same = f != NULL;
	size_t i = 0;
	int c;

	mapping_write(&text, m);
	while (f && (c = getc(f)) != EOF)
		same = same && i < text.len && (unsigned char)text.data[i++] == c;
	if (f)
		fclose(f);
	same = same && i == text.len;
	sbuf_free(&text);
	return same;
}
