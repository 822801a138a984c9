#include "state.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/db_private.h"
#include "store/journal.h"
#include "store/sql.h"

/* One test is one process, which has one book. */
static struct {
	char *data;
	size_t len;
} file;

static void have(enum entity_id e, int64_t id, const char *lines)
{
	ck_assert_msg(put(e, id, lines) > 0, "%s: %s", lines, book.error.text);
}

static void fill(void)
{
	have(ENTITY_SETTING, 1, "value=NOK");
	ck_assert_int_eq(book_reopen("ana"), 0);
	have(ENTITY_PRODUCT, 0, "name=Crane\ncode=C1\nprice=7000");
	have(ENTITY_CUSTOMER, 0, "name=Acme\nstatus=customer\nindustry=Oslo");
	have(ENTITY_CUSTOMER, 0, "name=Birch\nstatus=prospect\nindustry=Bergen\nannual_revenue=5000000");
	have(ENTITY_CUSTOMER, 0, "name=Gone");
	have(ENTITY_CONTACT, 0, "name=Bo Larsson\ncustomer=1");
	have(ENTITY_POINT, 0, "kind=email\nvalue=bo@acme.example\ncontact=1\ncustomer=1");
	have(ENTITY_DEAL, 0, "name=Fleet\ncustomer=1\namount=1000\nstage=1");
	have(ENTITY_DEAL, 0, "name=Spare parts\ncustomer=2\namount=200\nstage=2");
	have(ENTITY_ACTIVITY, 0, "kind=call\nsubject=Ask for the order\ncustomer=1\ndeal=1\ndue=2026-11-23");
	ck_assert_int_eq(change(CHANGE_REMOVE, ENTITY_CUSTOMER, 3), 0);
	have(ENTITY_CUSTOMER, 2, "industry=Drammen\nnote=Asks for a crane");
	have(ENTITY_CUSTOMER, 1, "short=ACM\nnote=Undone");
	ck_assert_msg(ask(verb_undo, (struct request){ .verb = VERB_UNDO }) == 0, "%s", book.error.text);
}

static void read_file(void)
{
	int fd = open(book.path, O_RDONLY | O_CLOEXEC);
	struct stat st;

	ck_assert_int_eq(fstat(fd, &st), 0);
	file.len = (size_t)st.st_size;
	file.data = xmalloc(file.len);
	ck_assert_int_eq(read(fd, file.data, file.len), st.st_size);
	close(fd);
}

void state_begin(void)
{
	book_begin();
	fill();
	store_close(&book.store);
	read_file();
}

void state_restore(void)
{
	static const char *const ends[] = { "-wal", "-shm", ".damaged", ".ballast" };
	int fd = open(book.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	ck_assert_int_eq(write(fd, file.data, file.len), (ssize_t)file.len);
	close(fd);
	for (size_t i = 0; i < LENGTH(ends); i++) {
		char *path = xasprintf("%s%s", book.path, ends[i]);

		unlink(path);
		free(path);
	}
}

const void *state_file(size_t *len)
{
	*len = file.len;
	return file.data;
}

static void prepare(sqlite3_stmt **s, const char *sql)
{
	struct error e = { 0 };

	ck_assert_msg(book.store.db->handle || db_connect(book.store.db, &e) == 0, "%s", e.text);
	ck_assert_msg(sqlite3_prepare_v2(book.store.db->handle, sql, -1, s, NULL) == SQLITE_OK, "%s: %s",
		      sql, sqlite3_errmsg(book.store.db->handle));
}

/* Runs the statement; each row becomes a line that begins with `name`. */
static void add_rows(struct sbuf *b, const char *name, const char *sql)
{
	sqlite3_stmt *s;
	int rc;

	prepare(&s, sql);
	while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
		sbuf_puts(b, name);
		for (int i = 0; i < sqlite3_column_count(s); i++) {
			const char *text = (const char *)sqlite3_column_text(s, i);

			sbuf_printf(b, "|%s", text ? text : "-");
		}
		sbuf_putc(b, '\n');
	}
	ck_assert_msg(rc == SQLITE_DONE, "%s: %s", sql, sqlite3_errmsg(book.store.db->handle));
	sqlite3_finalize(s);
}

static void add_found(struct sbuf *b, const char *words)
{
	struct answer *a = store_do(&book.store, &(struct request){ .verb = VERB_FIND, .words = words });

	ck_assert_msg(a->error.kind == ERROR_NONE, "%s", a->error.text);
	sbuf_printf(b, "found %s", words);
	for (size_t i = 0; i < a->tables[0]->nrows; i++)
		sbuf_printf(b, "|%s %lld", a->tables[0]->rows[i].entity->name,
			    (long long)a->tables[0]->rows[i].id);
	sbuf_putc(b, '\n');
	answer_free(a);
}

/* Calls back for each table of one type: "table", "virtual". */
static void each_table(const char *type, void (*call)(const char *name, void *data), void *data)
{
	sqlite3_stmt *s;

	prepare(&s, "SELECT name FROM pragma_table_list WHERE type = ? AND schema = 'main'"
		    " AND name NOT GLOB 'sqlite_*' ORDER BY name");
	sqlite3_bind_text(s, 1, type, -1, SQLITE_STATIC);
	while (sqlite3_step(s) == SQLITE_ROW)
		call((const char *)sqlite3_column_text(s, 0), data);
	sqlite3_finalize(s);
}

/* All but what is thrown anew each time. */
static void add_table(const char *name, void *data)
{
	sqlite3_stmt *s;
	char *sql;

	prepare(&s, "SELECT group_concat(format('\"%w\"', name)) FROM pragma_table_info(?) WHERE name <> 'nonce'");
	sqlite3_bind_text(s, 1, name, -1, SQLITE_STATIC);
	ck_assert_int_eq(sqlite3_step(s), SQLITE_ROW);
	sql = xasprintf("SELECT %s FROM \"%s\" ORDER BY 1", (const char *)sqlite3_column_text(s, 0), name);
	sqlite3_finalize(s);
	add_rows(data, name, sql);
	free(sql);
}

char *state_text(void)
{
	static const char *const words[] = { "acme", "birch", "cedar", "larsson", "crane", "gone" };
	struct sbuf b = SBUF_INIT;

	sbuf_putc(&b, '\n');
	prepare(&(sqlite3_stmt *){ NULL }, "");
	book.store.db->trusted = true;
	add_rows(&b, "schema", "SELECT (SELECT user_version FROM pragma_user_version), name, sql"
			       " FROM sqlite_schema ORDER BY name");
	each_table("table", add_table, &b);
	book.store.db->trusted = false;
	for (size_t i = 0; i < LENGTH(words); i++)
		add_found(&b, words[i]);
	return sbuf_steal(&b);
}

void state_same(const char *expected, const char *got, const char *when)
{
	const char *a = expected, *b = got;

	if (!strcmp(expected, got))
		return;
	for (size_t i = 0; expected[i] == got[i]; i++)
		if (expected[i] == '\n') {
			a = &expected[i + 1];
			b = &got[i + 1];
		}
	ck_abort_msg("%s: \"%.*s\" became \"%.*s\"", when, (int)strcspn(a, "\n"), a, (int)strcspn(b, "\n"), b);
}

static void nothing(const char *sql, const char *when)
{
	struct sbuf b = SBUF_INIT;

	add_rows(&b, "", sql);
	ck_assert_msg(b.len == 0, "%s: %s gives %s", when, sql, sbuf_text(&b));
	sbuf_free(&b);
}

/* FTS5 compares its index with the words that it was made from. */
static void check_index(const char *name, void *data)
{
	char *sql = xasprintf("INSERT INTO \"%s\" (\"%s\") VALUES ('integrity-check')", name, name);

	nothing(sql, data);
	free(sql);
}

/* The last row of the journal for each field of each record holds what the record holds. */
static void check_last(const char *when)
{
	struct arena a = { 0 };
	sqlite3_stmt *s;

	prepare(&s, "SELECT entity, record, field, after, max(seq) FROM journal WHERE field IS NOT NULL"
		    " AND last IS NULL GROUP BY entity, record, field");
	while (sqlite3_step(s) == SQLITE_ROW) {
		const char *column[4];
		const struct entity *e;
		const char *text;

		for (int i = 0; i < 4; i++)
			column[i] = (const char *)sqlite3_column_text(s, i);
		e = entity_find(column[0]);
		ck_assert_int_eq(sql_get_text(book.store.db, e, entity_must(e, column[2]),
					      sqlite3_column_int64(s, 1), &a, &text, &book.error), 0);
		ck_assert_msg(text && column[3] ? !strcmp(text, column[3]) : text == column[3],
			      "%s: %s %s: %s is \"%s\", the journal says \"%s\"", when, column[0], column[1],
			      column[2], text ? text : "-", column[3] ? column[3] : "-");
	}
	sqlite3_finalize(s);
	arena_free(&a);
}

static void check_journal(const char *when)
{
	static const char *const never[] = {
		"SELECT seq FROM (SELECT seq, before, lag(after) OVER w AS was, row_number() OVER w AS at"
		" FROM journal WHERE field IS NOT NULL AND last IS NULL"
		" WINDOW w AS (PARTITION BY entity, record, field ORDER BY seq))"
		" WHERE at > 1 AND before IS NOT was",
		"SELECT record FROM (SELECT record, max(coalesce(last, record)) OVER (PARTITION BY entity"
		" ORDER BY record, seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached"
		" FROM journal WHERE field IS NULL) WHERE record <= reached",
		"SELECT id FROM txn WHERE kind IN ('undo', 'redo') AND target IS NULL",
		"SELECT uuid FROM reply GROUP BY 1 HAVING count(*) > 1",
		"SELECT c.id FROM customer c WHERE (SELECT max(version) IS NOT c.version OR sum(field IS NULL) <> 1"
		" FROM journal WHERE seq IN " JOURNAL_ABOUT("c.id", "'customer'") ")",
	};

	for (size_t i = 0; i < LENGTH(never); i++)
		nothing(never[i], when);
	check_last(when);
}

void state_sound(const char *when)
{
	struct sbuf b = SBUF_INIT;

	prepare(&(sqlite3_stmt *){ NULL }, "");
	book.store.db->trusted = true;
	add_rows(&b, "", "PRAGMA integrity_check");
	ck_assert_msg(!strcmp(sbuf_text(&b), "|ok\n"), "%s: %s", when, sbuf_text(&b));
	sbuf_free(&b);
	nothing("PRAGMA foreign_key_check", when);
	each_table("virtual", check_index, (void *)when);
	check_journal(when);
	book.store.db->trusted = false;
}
