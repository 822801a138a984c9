#include "store/migrate.h"

#include "base/intl.h"
#include "store/db_private.h"
#include "store/tokenizer.h"

static int schema_of(struct db *db, int64_t *version, struct error *e)
{
	struct stmt *s;
	int rc;

	db->trusted = true;
	s = db_prepare(db, "PRAGMA user_version", e);
	rc = s ? db_one(s, 0, version, e) : -1;
	db->trusted = false;
	return rc;
}

static int refuse_newer(struct db *db, int64_t version, size_t known, struct error *e)
{
	if (version <= (int64_t)known)
		return 0;
	return error_set(e, ERROR_FAILED,
			 _("%s was written by a newer Rapport (schema %lld, this one knows %zu): "
			   "use that one."),
			 db->path, (long long)version, known);
}

/* A copy of the same name is left from a try that failed after copying: the book has not changed since,
 * so the new copy takes its place. */
static int back_up(struct db *db, int64_t version, struct error *e)
{
	char *to;
	int rc;

	if (version == 0)
		return 0;
	to = xasprintf("%s.before-%lld", db->path, (long long)version);
	rc = db_copy(db, to, e);
	if (rc < 0)
		error_prefix(e, _("Backing up before a change of schema: "));
	free(to);
	return rc;
}

static int check_keys(struct db *db, struct error *e)
{
	struct stmt *s;
	int broken;

	db->trusted = true;
	s = db_prepare(db, "PRAGMA foreign_key_check", e);
	broken = s ? db_step(s, e) : -1;
	if (broken > 0)
		error_set(e, ERROR_FAILED, _("a reference in %s would point to nothing"),
			  db_text(s, 0));
	if (s)
		db_reset(s);
	db->trusted = false;
	return broken ? -1 : 0;
}

static int apply(struct db *db, const struct migration *steps, int64_t from, size_t to,
		 struct error *e)
{
	char *mark = xasprintf("PRAGMA application_id=%d; PRAGMA user_version=%zu", DB_APPLICATION, to);
	int rc = 0;

	for (size_t i = (size_t)from; i < to && rc == 0; i++) {
		rc = db_script(db, steps[i].sql, e);
		if (rc < 0)
			error_prefix(e, _("Migration %s: "), steps[i].name);
	}
	if (rc == 0)
		rc = check_keys(db, e);
	if (rc == 0)
		rc = db_script(db, mark, e);
	free(mark);
	return rc;
}

static int apply_in_transaction(struct db *db, const struct migration *steps, int64_t from,
				size_t to, struct error *e)
{
	if (db_begin(db, e) < 0)
		return -1;
	if (apply(db, steps, from, to, e) < 0) {
		db_rollback(db);
		return -1;
	}
	return db_commit(db, e);
}

/* Looks at the schema again: somebody else may have migrated while we waited for the lock. It is held
 * over copy and transaction, so that the copy is what the migration began with. */
static int migrate_locked(struct db *db, const struct migration *steps, size_t count,
			  struct error *e)
{
	int64_t version;
	int rc;

	if (schema_of(db, &version, e) < 0 || refuse_newer(db, version, count, e) < 0)
		return -1;
	if (version == (int64_t)count)
		return 0;
	if (back_up(db, version, e) < 0)
		return -1;
	rc = tokenizer_register(db->handle);
	if (rc == SQLITE_NOMEM)
		return db_failed(db, rc, e);
	if (rc != SQLITE_OK)
		return error_set(e, ERROR_FAILED, "%s", _("SQLite comes without FTS5, which an older schema needs."));
	return apply_in_transaction(db, steps, version, count, e);
}

int db_migrate(struct db *db, const struct migration *steps, size_t count, struct error *e)
{
	int64_t version;
	int rc;

	if (schema_of(db, &version, e) < 0 || refuse_newer(db, version, count, e) < 0)
		return -1;
	if (version == (int64_t)count)
		return 0;
	if (db_read_only(db))
		return error_set(e, ERROR_FAILED,
				 _("%s has an older schema and can only be read: make it writable "
				   "once."),
				 db->path);
	if (lock_take(&db->lock, LOCK_WAIT, e) < 0)
		return -1;
	rc = migrate_locked(db, steps, count, e);
	lock_release(&db->lock);
	return rc;
}
