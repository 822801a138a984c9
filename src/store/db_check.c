/* What is believed of a book that was not closed: a WAL is left, and it must be this file's. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/db_private.h"

#define STAMP 32 /* where the lock file has the stamp */

/* Tells one state of the book's file from any other, as far as the file system does. */
struct stamp {
	int64_t inode, seconds, nanoseconds;
};

static int stamp_of(const char *path, struct stamp *s)
{
	struct stat st;

	if (stat(path, &st) < 0)
		return -1;
	*s = (struct stamp){ (int64_t)st.st_ino, st.st_ctim.tv_sec, st.st_ctim.tv_nsec };
	return 0;
}

/* What cannot be remembered makes the next check longer, nothing else. */
void db_remember_file(struct db *db)
{
	struct stamp s;

	if (db->lock.fd < 0 || stamp_of(db->path, &s) < 0 ||
	    pwrite(db->lock.fd, &s, sizeof(s), STAMP) != sizeof(s))
		return;
}

/* Whether the file was changed after its WAL, and not by a checkpoint of ours: then somebody may have put
 * another one in its place, and pages of two books are mixed when the WAL is read with it. */
static bool was_replaced(const struct db *db)
{
	char *wal = xasprintf("%s-wal", db->path);
	struct stamp book, known = { 0, 0, 0 };
	struct stat last;
	bool there = stamp_of(db->path, &book) == 0 && stat(wal, &last) == 0;

	free(wal);
	if (!there || book.seconds < last.st_mtim.tv_sec ||
	    (book.seconds == last.st_mtim.tv_sec && book.nanoseconds < last.st_mtim.tv_nsec))
		return false;
	return pread(db->lock.fd, &known, sizeof(known), STAMP) != sizeof(known) ||
	       memcmp(&known, &book, sizeof(book));
}

/* Never true of a book whose pages are of one time, even when each page is sound by itself: the numbers of the
 * journal have no gaps, and what it tells of is there, as new as it tells. */
static const char mixed[] =
	"SELECT (SELECT count(*) FROM txn) IS NOT (SELECT coalesce(max(id), 0) FROM txn)"
	" OR (SELECT count(*) FROM journal) IS NOT (SELECT coalesce(max(seq), 0) FROM journal)"
	" OR EXISTS (SELECT 1 FROM journal j LEFT JOIN customer r ON r.id = coalesce(j.last, j.record)"
	"  WHERE j.entity = 'customer' AND j.version > coalesce(r.version, 0))"
	" OR EXISTS (SELECT 1 FROM journal j LEFT JOIN contact r ON r.id = coalesce(j.last, j.record)"
	"  WHERE j.entity = 'contact' AND j.version > coalesce(r.version, 0))"
	" OR EXISTS (SELECT 1 FROM journal j LEFT JOIN deal r ON r.id = coalesce(j.last, j.record)"
	"  WHERE j.entity = 'deal' AND j.version > coalesce(r.version, 0))"
	" OR EXISTS (SELECT 1 FROM journal j LEFT JOIN activity r ON r.id = coalesce(j.last, j.record)"
	"  WHERE j.entity = 'activity' AND j.version > coalesce(r.version, 0))";

/* Whether the pragma finds no more than "ok": 1, 0, or -1 with the error set. */
static int finds_ok(struct db *db, const char *sql, const char *ok, struct error *e)
{
	struct stmt *s;
	int rc;

	db->trusted = true;
	s = db_prepare(db, sql, e);
	rc = s ? db_step(s, e) : -1;
	if (rc > 0)
		rc = !strcmp(db_text(s, 0), ok);
	if (s)
		db_reset(s);
	db->trusted = false;
	return rc;
}

int db_check(struct db *db, struct error *e)
{
	bool replaced = was_replaced(db);
	int ok = finds_ok(db, replaced ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)", "ok", e);

	if (ok > 0 && replaced)
		ok = finds_ok(db, mixed, "0", NULL) != 0; /* an older schema has less to compare */
	if (ok == 0)
		db_mark_damaged(db);
	return ok < 0 && !db->corrupt ? -1 : 0;
}
