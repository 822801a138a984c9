/* The book as SQLite sees it. */
#include <sqlite3.h>
#include <stdlib.h>

#include "robot.h"

/* Settings and drafts are not the work of a day: nobody undoes them. The journal and the caches are no entities,
 * and what a document holds is a file beside the book, which `document collect` removes for good. */
static bool is_compared(const struct entity *e)
{
	return e != entity_at(ENTITY_SETTING) && e != entity_at(ENTITY_DRAFT);
}

static sqlite3 *open_book(const char *path)
{
	sqlite3 *db;

	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) {
		fprintf(stderr, "%s: %s\n", path, sqlite3_errmsg(db));
		exit(EXIT_FAILURE);
	}
	sqlite3_busy_timeout(db, 10000);
	return db;
}

/* Appends each row as a line that begins with `name`, some of them. */
static void add_rows(sqlite3 *db, const char *name, const char *sql, struct sbuf *out)
{
	sqlite3_stmt *s;

	if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK) {
		sbuf_printf(out, "%s: %s\n", sql, sqlite3_errmsg(db));
		return;
	}
	while (sqlite3_step(s) == SQLITE_ROW && out->len < 800) {
		sbuf_puts(out, name);
		for (int i = 0; i < sqlite3_column_count(s); i++) {
			const char *text = (const char *)sqlite3_column_text(s, i);

			sbuf_printf(out, "|%s", text ? text : "-");
		}
		sbuf_putc(out, '\n');
	}
	sqlite3_finalize(s);
}

void book_begins(const char *path)
{
	sqlite3 *db = open_book(path);
	struct sbuf nothing = SBUF_INIT;

	add_rows(db, "", "UPDATE txn SET kind = 'open'", &nothing);
	sqlite3_close(db);
}

static long number(const char *path, const char *sql)
{
	sqlite3 *db = open_book(path);
	struct sbuf n = SBUF_INIT;
	long count;

	add_rows(db, "", sql, &n);
	count = strtol(sbuf_text(&n) + 1, NULL, 10);
	sbuf_free(&n);
	sqlite3_close(db);
	return count;
}

long book_last(const char *path)
{
	return number(path, "SELECT max(id) FROM txn");
}

long book_undoable(const char *path, long last)
{
	char *sql = xasprintf("SELECT count(*) FROM txn WHERE kind = 'do' AND undone_by IS NULL AND id <= %ld", last);
	long n = number(path, sql);

	free(sql);
	return n;
}

void book_unsound(const char *path, struct sbuf *why)
{
	static const char *const never[] = {
		"SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
		"SELECT * FROM pragma_foreign_key_check",
		/* Each change of a field begins where the one before ended. */
		"SELECT entity, record, field FROM (SELECT entity, record, field, before,"
		" lag(after) OVER w AS was, row_number() OVER w AS at FROM journal"
		" WHERE field IS NOT NULL AND last IS NULL"
		" WINDOW w AS (PARTITION BY entity, record, field ORDER BY seq)) WHERE at > 1 AND before IS NOT was",
	};
	sqlite3 *db = open_book(path);

	for (size_t i = 0; i < LENGTH(never); i++)
		add_rows(db, "the book is not sound", never[i], why);
	sqlite3_close(db);
}

/* All but those that count or date changes, which undoing is one of. */
static void add_columns(sqlite3 *db, const struct entity *e, struct sbuf *out)
{
	char *sql = xasprintf("SELECT group_concat('\"' || name || '\"') FROM pragma_table_info('%s')"
			      " WHERE name NOT IN ('version', 'updated')", e->name);

	add_rows(db, "", sql, out);
	sbuf_erase(out, 0, 1);
	sbuf_erase(out, out->len - 1, 1);
	free(sql);
}

static void differ(sqlite3 *db, const struct entity *e, struct sbuf *why)
{
	struct sbuf columns = SBUF_INIT, sql = SBUF_INIT;

	add_columns(db, e, &columns);
	sbuf_printf(&sql, "SELECT %s FROM was.\"%s\" EXCEPT SELECT %s FROM main.\"%s\"", sbuf_text(&columns), e->name,
		    sbuf_text(&columns), e->name);
	add_rows(db, e->name, sbuf_text(&sql), why);
	if (why->len) {
		sbuf_reset(&sql);
		sbuf_printf(&sql, "SELECT %s FROM main.\"%s\" WHERE id IN (SELECT id FROM was.\"%s\")"
				  " EXCEPT SELECT %s FROM was.\"%s\"", sbuf_text(&columns), e->name, e->name,
			    sbuf_text(&columns), e->name);
		add_rows(db, " became", sbuf_text(&sql), why);
	}
	sbuf_reset(&sql);
	sbuf_printf(&sql, "SELECT %s FROM main.\"%s\" WHERE removed = 0 AND id NOT IN (SELECT id FROM was.\"%s\")",
		    sbuf_text(&columns), e->name, e->name);
	add_rows(db, "is there", sbuf_text(&sql), why);
	sbuf_free(&columns);
	sbuf_free(&sql);
}

void book_differs(const char *was, const char *is, struct sbuf *why)
{
	sqlite3 *db = open_book(is);
	char *sql = xasprintf("ATTACH '%s' AS was", was);

	add_rows(db, "", sql, why);
	for (int i = 0; i < ENTITY_COUNT && !why->len; i++)
		if (is_compared(entity_at(i)))
			differ(db, entity_at(i), why);
	free(sql);
	sqlite3_close(db);
}
