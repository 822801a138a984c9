/* Statements, values, transactions. Opening is in db_open.c. */
#include "store/db.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/clock.h"
#include "model/field.h"
#include "store/db_private.h"
#include "store/ballast.h"
#include "store/process.h"

#define WAL_ENOUGH 1000 /* pages after which a commit is followed by a checkpoint, whoever waits */
#define WAL_SOME   100	/* and after which an idle store makes one: a millisecond or two */

const char *db_path(const struct db *db)
{
	return db->path;
}

bool db_read_only(const struct db *db)
{
	return db->read_only || db->corrupt;
}

bool db_is_damaged(const struct db *db)
{
	return db->corrupt || access(db->damage, F_OK) == 0;
}

/* Who only reads may have met what somebody else was writing. */
void db_mark_damaged(struct db *db)
{
	int fd;

	if (db->read_only)
		return;
	fd = open(db->damage, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd >= 0)
		close(fd);
	if (!db->corrupt)
		process_log("%s is damaged: it is only read until a backup is in its place and %s "
			    "is removed", db->path, db->damage);
	db->corrupt = true;
}

int db_refuse_write(const struct db *db, struct error *e)
{
	if (db_is_damaged(db))
		return error_set(e, ERROR_FAILED,
				 _("%s is damaged and can only be read: put a backup in its place, and remove "
				   "%s-wal and %s."), db->path, db->path, db->damage);
	if (db->room == DB_FULL)
		return error_set(e, ERROR_FAILED,
				 _("%s can only be read, because its disk is full: make room and open it "
				   "again."), db->path);
	return error_set(e, ERROR_FAILED,
			 _("%s can only be read: writing to it, to its folder or to its disk is not "
			   "allowed."), db->path);
}

/* What a full or failing disk leaves of a request: nothing, and whoever typed it still has it. */
static int sentence_of_disk(struct db *db, const char *why, struct error *e)
{
	if (db->writing)
		return error_set(e, ERROR_FAILED, _("Not saved, your draft is kept: %s."), why);
	return error_set(e, ERROR_FAILED, _("Cannot read %s: %s."), db->path, why);
}

/* What went wrong, in the words of somebody who wants his work kept. */
static int sentence(struct db *db, int rc, struct error *e)
{
	switch (rc & 0xff) {
	case SQLITE_INTERRUPT:
		if (db->late)
			return error_set(e, ERROR_FAILED, _("Took too long and was stopped: narrow it."));
		return error_set(e, ERROR_FAILED, _("Dropped for something newer."));
	case SQLITE_FULL:
		return sentence_of_disk(db, _("the disk is full"), e);
	case SQLITE_NOMEM:
		return sentence_of_disk(db, _("the host has no memory left"), e);
	case SQLITE_IOERR:
		return sentence_of_disk(db, _("the disk failed"), e);
	case SQLITE_CANTOPEN:
		return sentence_of_disk(db, _("one of its files cannot be opened"), e);
	case SQLITE_BUSY:
		return error_set(e, ERROR_FAILED, _("Another program holds %s: try again."), db->path);
	case SQLITE_CORRUPT:
		return error_set(e, ERROR_FAILED, _("%s is damaged: restore a backup."), db->path);
	case SQLITE_NOTADB:
		return error_set(e, ERROR_USAGE,
				 _("%s is not a book of Rapport, or its beginning is damaged."), db->path);
	case SQLITE_CONSTRAINT:
		return error_set(e, ERROR_CONFLICT, _("The book does not allow it: %s."),
				 sqlite3_errmsg(db->handle));
	default:
		return error_set(e, ERROR_FAILED, _("The book %s failed: %s."), db->path,
				 sqlite3_errmsg(db->handle));
	}
}

/* Failures that say nothing of what was asked for. */
static bool is_trouble(int rc)
{
	switch (rc & 0xff) {
	case SQLITE_INTERRUPT:
	case SQLITE_FULL:
	case SQLITE_NOMEM:
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
	case SQLITE_BUSY:
	case SQLITE_CORRUPT:
		return true;
	default:
		return false;
	}
}

int db_failed(struct db *db, int rc, struct error *e)
{
	switch (rc & 0xff) {
	case SQLITE_CORRUPT:
		db_mark_damaged(db);
		break;
	case SQLITE_FULL:
		ballast_drop(db->path);
		db->broken = true;
		break;
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
	case SQLITE_NOMEM:
		db->broken = true;
		break;
	default:
		break;
	}
	if (is_trouble(rc) && db->trouble.kind == ERROR_NONE)
		sentence(db, rc, &db->trouble);
	return sentence(db, rc, e);
}

/* FNV-1a. */
static uint32_t hash_text(const char *s)
{
	uint32_t h = 2166136261u;

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return h;
}

/* A statement that is being stepped belongs to whoever steps it: the next asker gets a twin. */
static struct stmt *cache_find(struct db *db, const char *sql, uint32_t hash)
{
	for (struct stmt *s = db->buckets[hash % DB_BUCKETS]; s; s = s->next)
		if (s->hash == hash && !strcmp(s->sql, sql) && !sqlite3_stmt_busy(s->handle))
			return s;
	return NULL;
}

static void stmt_free(struct stmt *s)
{
	sqlite3_finalize(s->handle);
	free(s->sql);
	free(s);
}

/* Lets go of the statement that was not asked for longest. */
static void cache_shrink(struct db *db)
{
	struct stmt **oldest = NULL;

	for (size_t i = 0; i < DB_BUCKETS; i++)
		for (struct stmt **at = &db->buckets[i]; *at; at = &(*at)->next)
			if (!sqlite3_stmt_busy((*at)->handle) &&
			    (!oldest || (*at)->used < (*oldest)->used))
				oldest = at;
	if (!oldest)
		return;
	struct stmt *s = *oldest;
	*oldest = s->next;
	stmt_free(s);
	db->cached--;
}

static struct stmt *cache_add(struct db *db, const char *sql, uint32_t hash, struct error *e)
{
	struct stmt *s = xcalloc(1, sizeof(*s));
	int rc = sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &s->handle, NULL);

	if (rc != SQLITE_OK || !s->handle) {
		db_failed(db, rc, e);
		stmt_free(s);
		return NULL;
	}
	if (db->cached >= DB_CACHED)
		cache_shrink(db);
	s->db = db;
	s->sql = xstrdup(sql);
	s->hash = hash;
	s->next = db->buckets[hash % DB_BUCKETS];
	db->buckets[hash % DB_BUCKETS] = s;
	db->cached++;
	return s;
}

struct stmt *db_prepare_beside(struct db *db, const char *sql, struct error *e)
{
	uint32_t hash = hash_text(sql);
	struct stmt *s;

	if (!db->handle && db_connect(db, e) < 0)
		return NULL;
	s = cache_find(db, sql, hash);
	if (!s)
		s = cache_add(db, sql, hash, e);
	if (!s)
		return NULL;
	s->used = ++db->asked;
	db_reset(s);
	return s;
}

struct stmt *db_prepare(struct db *db, const char *sql, struct error *e)
{
	if (db->before && db->before(db->before_data, e) < 0)
		return NULL;
	return db_prepare_beside(db, sql, e);
}

void db_before_next(struct db *db, int (*before)(void *data, struct error *e), void *data)
{
	db->before = before;
	db->before_data = data;
}

static void bound(struct stmt *s, int rc)
{
	if (rc == SQLITE_RANGE)
		BUG("a parameter too many for %s", s->sql);
	if (rc != SQLITE_OK)
		s->bound = rc;
}

void db_bind_int(struct stmt *s, int at, int64_t v)
{
	bound(s, sqlite3_bind_int64(s->handle, at, v));
}

void db_bind_text(struct stmt *s, int at, const char *v)
{
	bound(s, sqlite3_bind_text(s->handle, at, v, -1, SQLITE_TRANSIENT));
}

void db_bind_text_n(struct stmt *s, int at, const char *v, size_t len)
{
	bound(s, sqlite3_bind_text64(s->handle, at, v, len, SQLITE_TRANSIENT, SQLITE_UTF8));
}

void db_bind_null(struct stmt *s, int at)
{
	bound(s, sqlite3_bind_null(s->handle, at));
}

void db_bind_value(struct stmt *s, int at, const struct field *f, struct value v)
{
	char date[DATE_SIZE], stamp[STAMP_SIZE];

	if (v.kind == VALUE_NULL) {
		db_bind_null(s, at);
	} else if (v.kind == VALUE_TEXT) {
		db_bind_text(s, at, v.s);
	} else if (f->type == FIELD_DATE) {
		date_write_iso((date_t)v.i, date);
		db_bind_text(s, at, date);
	} else if (f->type == FIELD_STAMP) {
		stamp_write_iso(v.i, stamp);
		db_bind_text(s, at, stamp);
	} else {
		db_bind_int(s, at, v.i);
	}
}

static int tell_trouble(const struct db *db, struct error *e)
{
	if (db->trouble.kind == ERROR_NONE)
		return 0;
	if (e)
		*e = db->trouble;
	return -1;
}

/* Who lacks memory or disk may have rolled back the transaction by itself, even in a SELECT; what came after
 * would be written alone. */
static int refuse_rest(const struct db *db, struct error *e)
{
	return db->writing || db->reading ? tell_trouble(db, e) : 0;
}

int db_step(struct stmt *s, struct error *e)
{
	int rc;

	if (refuse_rest(s->db, e) < 0)
		return -1;
	rc = s->bound ? s->bound : sqlite3_step(s->handle);
	if (rc == SQLITE_ROW)
		return 1;
	if (rc != SQLITE_DONE)
		db_failed(s->db, rc, e);
	sqlite3_reset(s->handle);
	return rc == SQLITE_DONE ? 0 : -1;
}

int db_run(struct stmt *s, struct error *e)
{
	int more;

	do
		more = db_step(s, e);
	while (more > 0);
	return more;
}

void db_reset(struct stmt *s)
{
	sqlite3_reset(s->handle);
	sqlite3_clear_bindings(s->handle);
	s->bound = SQLITE_OK;
}

bool db_is_null(struct stmt *s, int col)
{
	return sqlite3_column_type(s->handle, col) == SQLITE_NULL;
}

int64_t db_int(struct stmt *s, int col)
{
	return sqlite3_column_int64(s->handle, col);
}

const char *db_text(struct stmt *s, int col)
{
	const char *text = (const char *)sqlite3_column_text(s->handle, col);

	if (!text && sqlite3_errcode(s->db->handle) == SQLITE_NOMEM)
		db_failed(s->db, SQLITE_NOMEM, NULL);
	return text ? text : "";
}

struct value db_value(struct stmt *s, int col, const struct field *f, struct arena *a)
{
	struct value v = { .kind = VALUE_INT };
	date_t day;

	if (db_is_null(s, col))
		return VALUE_NONE;
	if (!field_is_whole(f))
		return value_text(arena_strdup(a, db_text(s, col)));
	if (f->type == FIELD_STAMP)
		return stamp_read_iso(db_text(s, col), &v.i) < 0 ? VALUE_NONE : v;
	if (f->type == FIELD_DATE) {
		if (date_read_iso(db_text(s, col), &day) < 0)
			return VALUE_NONE;
		v.i = day;
	} else {
		v.i = db_int(s, col);
	}
	return v;
}

int db_one(struct stmt *s, int64_t otherwise, int64_t *out, struct error *e)
{
	int got = db_step(s, e);

	if (got < 0)
		return -1;
	*out = got && !db_is_null(s, 0) ? db_int(s, 0) : otherwise;
	db_reset(s);
	return 0;
}

static int run_text(struct db *db, const char *sql, struct error *e)
{
	struct stmt *s = db_prepare(db, sql, e);

	return s ? db_run(s, e) : -1;
}

/* A connection that saw the disk or the memory fail is not asked again: what it believes to be written
 * may not be, and a failed fsync says so only once. The next statement connects anew. */
static void leave_broken(struct db *db)
{
	if (db->broken)
		db_disconnect(db);
}

int db_begin(struct db *db, struct error *e)
{
	if (db->writing || db->reading)
		BUG("a transaction inside a transaction");
	if (db->read_only || db_is_damaged(db))
		return db_refuse_write(db, e);
	leave_broken(db);
	error_clear(&db->trouble);
	if (lock_take(&db->lock, LOCK_WAIT, e) < 0)
		return -1;
	db->writing = true;
	db->begun++;
	if (run_text(db, "BEGIN IMMEDIATE", e) == 0)
		return 0;
	db_rollback(db);
	return -1;
}

/* PASSIVE copies all that no reader still needs, in one go: SQLite offers no smaller helping. A checkpoint
 * that fails loses nothing: the next one does its work. */
static void checkpoint(struct db *db)
{
	int rc = sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, &db->copied);

	if (rc != SQLITE_OK && rc != SQLITE_BUSY)
		db_failed(db, rc, NULL);
	db_remember_file(db);
	db->wal_pages = 0;
	leave_broken(db);
}

/* Pages that the last commit left to be copied. A WAL that is shorter than what we copied of it has begun
 * anew; what others copied we do not know, and then there is little to do. */
static int to_copy(const struct db *db)
{
	return db->wal_pages - (db->copied < db->wal_pages ? db->copied : 0);
}

bool db_due(const struct db *db)
{
	return to_copy(db) > WAL_SOME && !db->writing && !db->reading && !db_read_only(db);
}

/* When somebody writes, he will be idle after us and see a longer WAL. */
void db_idle(struct db *db)
{
	if (!db_due(db))
		return;
	if (!lock_try(&db->lock)) {
		db->wal_pages = 0;
		return;
	}
	checkpoint(db);
	lock_release(&db->lock);
}

int db_commit(struct db *db, struct error *e)
{
	if (!db->writing)
		BUG("a commit without a transaction");
	if (tell_trouble(db, e) < 0 || run_text(db, "COMMIT", e) < 0) {
		db_rollback(db);
		return -1;
	}
	if (to_copy(db) > WAL_ENOUGH)
		checkpoint(db);
	db->writing = false;
	lock_release(&db->lock);
	return 0;
}

/* Statements that were left in the middle would keep the transaction open. */
static void reset_all(struct db *db)
{
	for (size_t i = 0; i < DB_BUCKETS; i++)
		for (struct stmt *s = db->buckets[i]; s; s = s->next)
			sqlite3_reset(s->handle);
}

static void end_transaction(struct db *db)
{
	db->before = NULL;
	reset_all(db);
	if (db->handle && !sqlite3_get_autocommit(db->handle))
		sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
	if (db->handle && !sqlite3_get_autocommit(db->handle))
		db->broken = true;
	leave_broken(db);
}

void db_rollback(struct db *db)
{
	if (!db->writing)
		BUG("a roll-back without a transaction");
	end_transaction(db);
	db->writing = false;
	lock_release(&db->lock);
}

bool db_in_transaction(const struct db *db)
{
	return db->writing;
}

bool db_in_snapshot(const struct db *db)
{
	return db->reading;
}

int db_stopped(struct db *db, struct error *e)
{
	if (!db_on_step(db))
		return 0;
	db_failed(db, SQLITE_INTERRUPT, e);
	return 1;
}

int64_t db_transactions(const struct db *db)
{
	return db->begun;
}

int db_read_begin(struct db *db, struct error *e)
{
	if (db->writing || db->reading)
		BUG("a snapshot inside a transaction");
	leave_broken(db);
	error_clear(&db->trouble);
	if (run_text(db, "BEGIN", e) < 0)
		return -1;
	db->reading = true;
	return 0;
}

int db_read_end(struct db *db, struct error *e)
{
	if (!db->reading)
		BUG("the end of no snapshot");
	end_transaction(db);
	db->reading = false;
	return tell_trouble(db, e);
}

int64_t db_last_id(struct db *db)
{
	return sqlite3_last_insert_rowid(db->handle);
}

int64_t db_changes(struct db *db)
{
	return sqlite3_changes64(db->handle);
}

int64_t db_total_changes(struct db *db)
{
	return ((int64_t)db->connections << 40) + db_written(db);
}

int64_t db_written(const struct db *db)
{
	return db->handle ? sqlite3_total_changes64(db->handle) : 0;
}

int64_t db_data_version(struct db *db)
{
	struct stmt *s = db_prepare(db, "PRAGMA data_version", NULL);
	int64_t version = 0;

	if (s)
		db_one(s, 0, &version, NULL);
	return ((int64_t)db->connections << 40) + version;
}

void db_on_progress(struct db *db, int (*stop)(void *), void *data)
{
	db->stop = stop;
	db->stop_data = data;
}

int db_look(struct db *db, struct error *e)
{
	db->late = db->deadline && clock_work() > db->deadline;
	return db->late || (db->stop && db->stop(db->stop_data)) ? sentence(db, SQLITE_INTERRUPT, e) : 0;
}

void db_deadline(struct db *db, int64_t until)
{
	db->deadline = until;
	db->late = false;
}

int64_t db_allow(struct db *db, int64_t ms)
{
	int64_t now = clock_work(), left = db->deadline - now;

	if (!db->deadline)
		return 0;
	db->deadline = now + ms;
	return left > 1 ? left : 1;
}
