/* Opening a book: what is refused, what is verified, what is set. */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/intl.h"
#include "store/db_private.h"
#include "store/functions.h"
#include "store/waiting.h"

#define BUSY_MS       5000
#define PROGRESS_STEP 4000
#define ROOM_NEEDED   (128 << 10) /* bytes, for the WAL's shared memory and a small change */

const char *db_library(void)
{
	return sqlite3_libversion();
}

int db_library_number(void)
{
	return sqlite3_libversion_number();
}

/* sqlite.org/wal.html: from 3.7.0 until 3.51.3, repaired also in 3.50.7 and 3.44.6. */
bool db_has_wal_fault(int version)
{
	int minor = version / 1000;

	return version >= 3007000 && version < 3051003 && !(minor == 3050 && version >= 3050007) &&
	       !(minor == 3044 && version >= 3044006);
}

static long file_system_of(const char *dir)
{
	struct statfs fs;

	return statfs(dir, &fs) < 0 ? 0 : (long)fs.f_type;
}

/* A test puts a network file system here; nobody else changes it. */
long (*db_file_system)(const char *dir) = file_system_of;

/* On these, locks and shared memory do not hold between hosts, and a WAL would be torn. */
static const struct {
	long magic;
	const char *name;
} refused[] = {
	{ 0x6969, "NFS" },     { 0x517B, "SMB" },     { 0xFF534D42, "CIFS" },
	{ 0xFE534D42, "SMB" }, { 0x01021997, "9P" },  { 0x65735546, "FUSE" },
};

static int check_file_system(const char *dir, struct error *e)
{
	long magic = db_file_system(dir) & 0xFFFFFFFF;

	for (size_t i = 0; i < LENGTH(refused); i++)
		if (magic == refused[i].magic)
			return error_set(e, ERROR_FAILED,
					 _("%s is on a network file system (%s), where a book would "
					   "be damaged: keep it on a local disk."),
					 dir, refused[i].name);
	return 0;
}

static int check_folder(const char *path, struct error *e)
{
	char *copy = xstrdup(path);
	const char *dir = dirname(copy);
	struct stat st;
	int rc;

	if (stat(dir, &st) < 0)
		rc = error_set(e, ERROR_FAILED, _("Cannot look into %s: %s."), dir, strerror(errno));
	else if (st.st_uid != geteuid() && st.st_uid != 0)
		rc = error_set(e, ERROR_FAILED, _("%s belongs to somebody else: not opened."), dir);
	else if ((st.st_mode & (S_IWGRP | S_IWOTH)) && !(st.st_mode & S_ISVTX))
		rc = error_set(e, ERROR_FAILED,
			       _("Others may write to %s: not opened; try chmod 700 %s."), dir, dir);
	else
		rc = check_file_system(dir, e);
	free(copy);
	return rc;
}

/* Makes the file ourselves, so that its mode never depends on a umask. */
static int check_file(struct db *db, struct error *e)
{
	struct stat st;
	int fd = open(db->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd >= 0)
		return close(fd);
	if (errno != EEXIST && errno != EROFS)
		return error_set(e, ERROR_FAILED, _("Cannot make %s: %s."), db->path, strerror(errno));
	if (lstat(db->path, &st) < 0)
		return error_set(e, ERROR_ABSENT, _("Cannot open %s: %s."), db->path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return error_set(e, ERROR_FAILED, _("%s is not a plain file."), db->path);
	if (st.st_uid != geteuid())
		return error_set(e, ERROR_FAILED, _("%s belongs to somebody else: not opened."),
				 db->path);
	if (st.st_mode & (S_IRWXG | S_IRWXO))
		return error_set(e, ERROR_FAILED, _("Others may read %s: not opened; try chmod 600 %s."),
				 db->path, db->path);
	db->read_only = !(st.st_mode & S_IWUSR) || access(db->path, W_OK) < 0;
	db->corrupt = db_is_damaged(db);
	return 0;
}

static bool pragma_allowed(const char *name, const char *argument)
{
	if (!strcmp(name, "data_version"))
		return !argument;
	return !strcmp(name, "table_info");
}

/* The second fence: even a statement that came from nowhere good cannot leave the tables. */
static int authorize(void *data, int action, const char *a, const char *b, const char *schema,
		     const char *inner)
{
	const struct db *db = data;

	(void)schema;
	(void)inner;
	if (db->trusted)
		return SQLITE_OK;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_READ:
	case SQLITE_INSERT:
	case SQLITE_UPDATE:
	case SQLITE_DELETE:
	case SQLITE_RECURSIVE:
	case SQLITE_TRANSACTION:
	case SQLITE_SAVEPOINT:
		return SQLITE_OK;
	case SQLITE_FUNCTION:
		return strcmp(b, "load_extension") ? SQLITE_OK : SQLITE_DENY;
	case SQLITE_PRAGMA:
		return pragma_allowed(a, b) ? SQLITE_OK : SQLITE_DENY;
	default:
		return SQLITE_DENY;
	}
}

int db_on_step(void *data)
{
	struct db *db = data;

	if (db->deadline && clock_work() > db->deadline) {
		db->late = true;
		return 1;
	}
	return db->stop && db->stop(db->stop_data);
}

static int on_commit(void *data, sqlite3 *handle, const char *schema, int pages)
{
	struct db *db = data;

	(void)handle;
	(void)schema;
	db->wal_pages = pages;
	return SQLITE_OK;
}

static void set_limits(sqlite3 *h)
{
	static const struct {
		int id, value;
	} limits[] = {
		{ SQLITE_LIMIT_LENGTH, 16 << 20 },     { SQLITE_LIMIT_SQL_LENGTH, 256 << 10 },
		{ SQLITE_LIMIT_ATTACHED, 0 },          { SQLITE_LIMIT_EXPR_DEPTH, 500 },
		{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000 }, { SQLITE_LIMIT_TRIGGER_DEPTH, 8 },
		{ SQLITE_LIMIT_WORKER_THREADS, 0 },
	};

	for (size_t i = 0; i < LENGTH(limits); i++)
		sqlite3_limit(h, limits[i].id, limits[i].value);
}

int db_script(struct db *db, const char *sql, struct error *e)
{
	bool before = db->trusted;
	int rc;

	db->trusted = true;
	rc = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
	db->trusted = before;
	return rc == SQLITE_OK ? 0 : db_failed(db, rc, e);
}

int db_temporary(struct db *db, const char *sql, struct error *e)
{
	if (!db->reading)
		BUG("temporary tables outside a snapshot");
	return db_script(db, sql, e);
}

/* The first column of a pragma's only row, as text; caller frees. NULL with the error set. What it changes
 * is written when the statement ends. */
static char *pragma(struct db *db, const char *sql, struct error *e)
{
	sqlite3_stmt *s = NULL;
	const char *text;
	char *answer = NULL;
	int rc;

	db->trusted = true;
	rc = sqlite3_prepare_v2(db->handle, sql, -1, &s, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(s);
	if (rc == SQLITE_ROW) {
		text = (const char *)sqlite3_column_text(s, 0);
		answer = text ? xstrdup(text) : NULL;
		rc = text ? sqlite3_reset(s) : SQLITE_NOMEM;
	}
	sqlite3_finalize(s);
	db->trusted = false;
	if (rc == SQLITE_OK)
		return answer;
	free(answer);
	db_failed(db, rc, e);
	return NULL;
}

static int pragma_is(struct db *db, const char *sql, const char *wanted, struct error *e)
{
	char *answer = pragma(db, sql, e);
	int rc = 0;

	if (!answer)
		return -1;
	if (strcmp(answer, wanted))
		rc = error_set(e, ERROR_FAILED, _("Cannot open %s safely: %s answers %s."), db->path, sql,
			       answer);
	free(answer);
	return rc;
}

/* Before anything is written: an empty file is a new book, any other must carry our mark. */
static int check_ours(struct db *db, struct error *e)
{
	char wanted[16];
	char *tables = pragma(db, "SELECT count(*) FROM sqlite_schema", e);
	bool empty = tables && !strcmp(tables, "0");

	free(tables);
	if (!tables)
		return -1;
	snprintf(wanted, sizeof(wanted), "%d", empty ? 0 : DB_APPLICATION);
	if (pragma_is(db, "PRAGMA application_id", wanted, NULL) < 0)
		return error_set(e, ERROR_USAGE, _("%s is a database, but not a book of Rapport."),
				 db->path);
	if (empty && db->read_only)
		return error_set(e, ERROR_FAILED, _("%s is empty and can only be read."), db->path);
	return 0;
}

static int set_modes(struct db *db, struct error *e)
{
	static const char quiet[] = "PRAGMA temp_store=MEMORY; PRAGMA cell_size_check=ON;"
				    "PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON;"
				    "PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0;"
				    "PRAGMA cache_size=-2048; PRAGMA mmap_size=0;"
				    "PRAGMA journal_size_limit=67108864"; /* of a WAL that begins anew */

	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	if (db_script(db, quiet, e) < 0)
		return -1;
	if (pragma_is(db, "PRAGMA foreign_keys", "1", e) < 0 ||
	    pragma_is(db, "PRAGMA synchronous", "2", e) < 0)
		return -1;
	if (db->read_only)
		return 0;
	return pragma_is(db, "PRAGMA journal_mode=WAL", "wal", e);
}

/* Whether there is work in the WAL that is not in the file yet. */
static bool wal_is_full(const struct db *db)
{
	char *wal = xasprintf("%s-wal", db->path);
	struct stat st;
	bool full = stat(wal, &st) == 0 && st.st_size > 0;

	free(wal);
	return full;
}

/* A book that can only be read and has nothing in its WAL is opened as one that nobody changes, because
 * SQLite could not make the shared memory that a WAL needs. */
static char *uri_of(const struct db *db)
{
	struct sbuf b = SBUF_INIT;
	bool still = db->read_only && !wal_is_full(db);

	sbuf_puts(&b, "file:");
	for (const char *p = db->path; *p; p++)
		if (strchr("%?#", *p))
			sbuf_printf(&b, "%%%02X", (unsigned char)*p);
		else
			sbuf_putc(&b, *p);
	sbuf_puts(&b, still ? "?immutable=1" : "");
	return sbuf_steal(&b);
}

static int open_handle(struct db *db, struct error *e)
{
	int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
		    (db->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
	char *uri = uri_of(db);
	int rc = sqlite3_open_v2(uri, &db->handle, flags, NULL);

	free(uri);
	if (rc != SQLITE_OK)
		return db_failed(db, rc, e);
	sqlite3_busy_timeout(db->handle, BUSY_MS);
	set_limits(db->handle);
	sqlite3_set_authorizer(db->handle, authorize, db);
	sqlite3_progress_handler(db->handle, PROGRESS_STEP, db_on_step, db);
	rc = functions_register(db->handle);
	if (rc == SQLITE_OK)
		rc = waiting_register(db);
	return rc == SQLITE_OK ? 0 : db_failed(db, rc, e);
}

int db_connect(struct db *db, struct error *e)
{
	db->broken = false;
	db->connections++;
	if (open_handle(db, e) == 0 && check_ours(db, e) == 0 && set_modes(db, e) == 0) {
		sqlite3_wal_hook(db->handle, on_commit, db);
		return 0;
	}
	db_disconnect(db);
	return -1;
}

void db_disconnect(struct db *db)
{
	for (size_t i = 0; i < DB_BUCKETS; i++)
		for (struct stmt *s = db->buckets[i], *next; s; s = next) {
			next = s->next;
			sqlite3_finalize(s->handle);
			free(s->sql);
			free(s);
		}
	memset(db->buckets, 0, sizeof(db->buckets));
	db->cached = 0;
	if (sqlite3_close(db->handle) != SQLITE_OK)
		BUG("a statement outlived its book");
	db->handle = NULL;
	db->broken = false;
	db->reading = false;
}

/* Whether the last who had the book open went without closing it: only then is a WAL left while nobody
 * is at work. */
static bool stopped_uncleanly(struct db *db)
{
	return lock_join(&db->lock) && wal_is_full(db);
}

/* Two processes may make the same book at once: one of them waits here. */
static int connect_locked(struct db *db, struct error *e)
{
	bool unclean;
	int rc;

	if (db->read_only)
		return db_connect(db, e);
	if (lock_open(&db->lock, db->path, e) < 0 || lock_take(&db->lock, LOCK_WAIT, e) < 0)
		return -1;
	unclean = stopped_uncleanly(db);
	rc = db_connect(db, e);
	if (rc == 0 && unclean)
		rc = db_check(db, e);
	lock_release(&db->lock);
	return rc;
}

/* No WAL, no shared memory and no lock file can be made beside the book. */
static enum db_room room_beside(const char *book)
{
	char *copy = xstrdup(book);
	const char *dir = dirname(copy);
	enum db_room room = DB_ROOM;
	struct statvfs fs;

	if (access(dir, W_OK) < 0 || statvfs(dir, &fs) < 0 || (fs.f_flag & ST_RDONLY))
		room = DB_FORBIDDEN;
	else if ((uint64_t)fs.f_bavail * fs.f_frsize < ROOM_NEEDED)
		room = DB_FULL;
	free(copy);
	return room;
}

/* A test puts a full disk here; nobody else changes it. */
enum db_room (*db_room_beside)(const char *book) = room_beside;

/* Where nothing can be written the book can still be looked at, unless what was saved last is where only a
 * writer gets at it. */
static int connect_or_browse(struct db *db, struct error *e)
{
	int rc = connect_locked(db, e);

	if (rc < 0 && !db->read_only && db_room_beside(db->path) != DB_ROOM) {
		db->read_only = true;
		error_clear(e);
		rc = db_connect(db, e);
	}
	if (db->read_only)
		db->room = db_room_beside(db->path);
	if (rc < 0 && db->read_only && wal_is_full(db))
		return error_set(e, ERROR_FAILED,
				 _("What was saved last in %s is in %s-wal, which is only read where something "
				   "can be written beside it: make that possible once."),
				 db->path, db->path);
	return rc;
}

/* A store is one thread and never asks how much memory there is, so SQLite need not lock and count at each
 * allocation. Once it is at work it says that this comes too late, and nothing changes. */
static void set_up_library(void)
{
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

struct db *db_open(const char *path, struct error *e)
{
	struct db *db = xcalloc(1, sizeof(*db));

	set_up_library();
	db->path = xstrdup(path);
	db->damage = xasprintf("%s.damaged", path);
	db->lock.fd = -1;
	if (check_folder(path, e) < 0 || check_file(db, e) < 0 || connect_or_browse(db, e) < 0) {
		db_close(db);
		return NULL;
	}
	return db;
}

/* Leaves an empty WAL behind when nobody else is at work. */
static void tidy(struct db *db)
{
	if (db->read_only || db->corrupt || !lock_try(&db->lock))
		return;
	sqlite3_busy_timeout(db->handle, 0);
	sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	db_remember_file(db);
	lock_release(&db->lock);
}

void db_close(struct db *db)
{
	if (!db)
		return;
	if (db->writing)
		db_rollback(db);
	if (db->reading)
		db_read_end(db, NULL);
	if (db->handle) {
		tidy(db);
		db_disconnect(db);
	}
	lock_close(&db->lock);
	free(db->damage);
	free(db->path);
	free(db);
}

static int copy_pages(struct db *db, sqlite3 *to, struct error *e)
{
	sqlite3_backup *copy = sqlite3_backup_init(to, "main", db->handle, "main");
	int rc;

	if (!copy)
		return db_failed(db, sqlite3_errcode(to), e);
	rc = sqlite3_backup_step(copy, -1);
	sqlite3_backup_finish(copy);
	return rc == SQLITE_DONE ? 0 : db_failed(db, rc, e);
}

static int refuse_copy(const char *to, struct error *e)
{
	return error_set(e, ERROR_FAILED, _("Cannot write the copy %s: %s."), to, strerror(errno));
}

/* Also of a folder: then what was renamed in it stays renamed. */
static int sync_path(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC);
	int rc = fd < 0 ? -1 : fsync(fd);

	if (fd >= 0)
		close(fd);
	return rc;
}

static int write_copy(struct db *db, const char *to, struct error *e)
{
	int fd = open(to, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	sqlite3 *copy = NULL;
	int rc;

	if (fd < 0)
		return refuse_copy(to, e);
	close(fd);
	rc = sqlite3_open_v2(to, &copy, SQLITE_OPEN_READWRITE, NULL);
	rc = rc == SQLITE_OK ? copy_pages(db, copy, e) : db_failed(db, rc, e);
	sqlite3_close(copy);
	return rc == 0 && sync_path(to, O_RDWR) < 0 ? refuse_copy(to, e) : rc;
}

/* Under its name there is never half a copy. */
static int name_copy(const char *half, const char *to, struct error *e)
{
	char *name = xstrdup(to);
	int rc = rename(half, to) < 0 || sync_path(dirname(name), O_RDONLY | O_DIRECTORY) < 0 ? -1 : 0;

	free(name);
	return rc < 0 ? refuse_copy(to, e) : 0;
}

int db_copy(struct db *db, const char *to, struct error *e)
{
	char *half = xasprintf("%s.new", to);
	int rc;

	unlink(half); /* of a try that was killed */
	rc = write_copy(db, half, e);
	if (rc == 0)
		rc = name_copy(half, to, e);
	if (rc < 0)
		unlink(half);
	free(half);
	return rc;
}
