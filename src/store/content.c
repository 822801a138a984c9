/* Files by what is in them. */
#include "store/content.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/intl.h"

#define DAYS_KEPT   30 /* after the last document of it was removed */
#define DAYS_UPLOAD 2  /* an upload that broke off, or was not recorded */
#define BLOCK       65536

static int fail(const char *doing, struct error *e)
{
	return error_set(e, ERROR_FAILED, "%s: %s", doing, strerror(errno));
}

static char *folder(const struct store *s)
{
	return xasprintf("%s.files", db_path(s->db));
}

/* A hash is digits alone, so it leads nowhere else. */
static bool is_hash(const char *hash)
{
	return strlen(hash) == CONTENT_HASH - 1 && strspn(hash, "0123456789abcdef") == CONTENT_HASH - 1;
}

static char *path_of(const struct store *s, const char *hash)
{
	char *dir = folder(s), *path = xasprintf("%s/%.2s/%s", dir, hash, hash + 2);

	free(dir);
	return path;
}

/* Where an upload grows; NULL when its name is none. */
static char *path_of_upload(const struct store *s, const char *upload, struct error *e)
{
	char *dir, *path;

	if (!upload || !*upload || strlen(upload) > 64 || upload[strspn(upload, "0123456789abcdefABCDEF-")]) {
		error_set(e, ERROR_USAGE, _("An upload is named by a UUID."));
		return NULL;
	}
	dir = folder(s);
	path = xasprintf("%s/new-%s", dir, upload);
	free(dir);
	return path;
}

static int make_folder(const char *path, struct error *e)
{
	if (mkdir(path, 0700) < 0 && errno != EEXIST)
		return fail(_("Making the folder of the documents"), e);
	return 0;
}

static int open_upload(const struct store *s, const char *upload, int flags, struct error *e)
{
	char *path = path_of_upload(s, upload, e), *dir = folder(s);
	int fd = -1;

	if (path && make_folder(dir, e) == 0) {
		fd = open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0600);
		if (fd < 0)
			fail(_("Keeping the file"), e);
	}
	free(path);
	free(dir);
	return fd;
}

static int write_all(int fd, int64_t offset, const char *data, size_t len, struct error *e)
{
	while (len) {
		ssize_t n = pwrite(fd, data, len, offset);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return fail(_("Keeping the file"), e);
		data += n;
		offset += n;
		len -= (size_t)n;
	}
	return 0;
}

int content_put(struct store *s, const char *upload, int64_t offset, const void *data, size_t len,
		struct error *e)
{
	int fd = open_upload(s, upload, O_RDWR | O_CREAT, e), rc = -1;
	struct stat st;

	if (fd < 0)
		return -1;
	if (fstat(fd, &st) < 0)
		fail(_("Keeping the file"), e);
	else if (offset < 0 || offset > st.st_size)
		error_set(e, ERROR_FAILED, _("A part of the file is missing: attach it again."));
	else
		rc = write_all(fd, offset, data, len, e);
	if (close(fd) < 0 && rc == 0)
		rc = fail(_("Keeping the file"), e);
	return rc;
}

/* The hash of all that the file has, whose size must be the one told. */
static int hash_file(int fd, int64_t size, char hash[CONTENT_HASH], struct error *e)
{
	unsigned char digest[(CONTENT_HASH - 1) / 2], *block = xmalloc(BLOCK);
	crypto_generichash_state state;
	int64_t read_so_far = 0;
	ssize_t n;

	crypto_generichash_init(&state, NULL, 0, sizeof(digest));
	while ((n = pread(fd, block, BLOCK, read_so_far)) > 0) {
		crypto_generichash_update(&state, block, (unsigned long long)n);
		read_so_far += n;
	}
	free(block);
	crypto_generichash_final(&state, digest, sizeof(digest));
	sodium_bin2hex(hash, CONTENT_HASH, digest, sizeof(digest));
	if (n < 0)
		return fail(_("Reading the file back"), e);
	if (read_so_far != size)
		return error_set(e, ERROR_FAILED, _("A part of the file is missing: attach it again."));
	return 0;
}

static int sync_folder(const char *path, struct error *e)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc;

	if (fd < 0)
		return fail(_("Keeping the file"), e);
	rc = fsync(fd) < 0 ? fail(_("Keeping the file"), e) : 0;
	close(fd);
	return rc;
}

/* From where it grew to where its hash says, and the names on the disk too. */
static int move_in(const struct store *s, const char *upload, const char *hash, struct error *e)
{
	char *from = path_of_upload(s, upload, e), *to = path_of(s, hash), *dir = folder(s);
	char *inner = xasprintf("%s/%.2s", dir, hash);
	int rc = from ? make_folder(inner, e) : -1;

	if (rc == 0 && rename(from, to) < 0)
		rc = fail(_("Keeping the file"), e);
	if (rc == 0 && (sync_folder(inner, e) < 0 || sync_folder(dir, e) < 0))
		rc = -1;
	free(from);
	free(to);
	free(dir);
	free(inner);
	return rc;
}

int content_finish(struct store *s, const char *upload, int64_t size, char hash[CONTENT_HASH],
		   struct error *e)
{
	int fd = sodium_init() < 0 ? -1 : open_upload(s, upload, O_RDWR, e), rc;

	if (fd < 0)
		return -1;
	rc = hash_file(fd, size, hash, e);
	if (rc == 0 && fsync(fd) < 0)
		rc = fail(_("Keeping the file"), e);
	close(fd);
	return rc == 0 ? move_in(s, upload, hash, e) : -1;
}

int64_t content_size(const struct store *s, const char *hash)
{
	char *path = is_hash(hash) ? path_of(s, hash) : NULL;
	struct stat st;
	int64_t size = -1;

	if (path && lstat(path, &st) == 0 && S_ISREG(st.st_mode))
		size = st.st_size;
	free(path);
	return size;
}

int64_t content_read(const struct store *s, const char *hash, int64_t offset, void *data, size_t len,
		     struct error *e)
{
	char *path = is_hash(hash) ? path_of(s, hash) : NULL;
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;
	ssize_t n = -1;

	if (fd < 0)
		error_set(e, ERROR_ABSENT, _("What was in the document is not there any more."));
	else if (n = pread(fd, data, len, offset), n < 0)
		fail(_("Reading the document"), e);
	if (fd >= 0)
		close(fd);
	free(path);
	return n;
}

/* Whether a document has it, or had it not long ago: 1, 0, or -1. */
static int is_kept(struct store *s, const char *hash, struct error *e)
{
	struct stmt *q = db_prepare(s->db,
				    "SELECT count(*) FROM document WHERE hash = ?1"
				    " AND (removed = 0 OR updated > ?2)", e);
	char since[STAMP_SIZE];
	int64_t n;

	if (!q)
		return -1;
	stamp_write_iso(s->context.now - DAYS_KEPT * 86400, since);
	db_bind_text(q, 1, hash);
	db_bind_text(q, 2, since);
	return db_one(q, 0, &n, e) < 0 ? -1 : n > 0;
}

/* Removes the file when it has not been touched for some days and nothing keeps it. 1, 0, or -1. */
static int collect_file(struct store *s, int dir, const char *name, const char *hash, struct error *e)
{
	struct stat st;
	int kept;

	if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) < 0 || !S_ISREG(st.st_mode) ||
	    st.st_mtime > s->context.now - DAYS_UPLOAD * 86400)
		return 0;
	kept = hash ? is_kept(s, hash, e) : 0;
	if (kept)
		return kept < 0 ? -1 : 0;
	return unlinkat(dir, name, 0) < 0 ? fail(_("Removing a file"), e) : 1;
}

/* The files of one folder, ab; of the outer one when `ab` is NULL, the uploads. */
static int64_t collect_folder(struct store *s, const char *path, const char *ab, struct error *e)
{
	DIR *dir = opendir(path);
	int64_t n = 0;

	for (struct dirent *d; dir && n >= 0 && (d = readdir(dir));) {
		char hash[CONTENT_HASH + 2] = "";
		int rc = 0;

		if (ab && snprintf(hash, sizeof(hash), "%s%.64s", ab, d->d_name) > 0 && is_hash(hash))
			rc = collect_file(s, dirfd(dir), d->d_name, hash, e);
		else if (!ab && !strncmp(d->d_name, "new-", 4))
			rc = collect_file(s, dirfd(dir), d->d_name, NULL, e);
		n = rc < 0 ? -1 : n + rc;
	}
	if (dir)
		closedir(dir);
	return n;
}

int64_t content_collect(struct store *s, struct error *e)
{
	char *dir = folder(s);
	int64_t n = collect_folder(s, dir, NULL, e);

	for (int i = 0; i < 256 && n >= 0; i++) {
		char ab[3], *path;
		int64_t some;

		snprintf(ab, sizeof(ab), "%02x", (unsigned)i);
		path = xasprintf("%s/%s", dir, ab);
		some = collect_folder(s, path, ab, e);
		n = some < 0 ? -1 : n + some;
		free(path);
	}
	free(dir);
	return n;
}
