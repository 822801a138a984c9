#include "writers.h"

#include <sqlite3.h>

#include "client/client.h"

#define CUSTOMERS 1000 /* those that are changed, of whatever many there are */

static void *rapport_open(const char *path)
{
	struct client_options o = { .book = path };

	return client_open(&o, NULL);
}

static int ask(struct client *c, struct request *r)
{
	struct answer *a = client_ask(c, r, NULL);

	answer_free(a);
	return a ? 0 : -1;
}

static int rapport_read(void *book, int number)
{
	const struct entity *customer = entity_at(ENTITY_CUSTOMER);
	struct request list = { .verb = VERB_LIST, .entity = customer, .limit = 50 };
	struct request get = { .verb = VERB_GET, .entity = customer, .id = 1 + number % CUSTOMERS };

	return ask(book, &list) < 0 ? -1 : ask(book, &get);
}

static int rapport_write(void *book, int number)
{
	const struct entity *customer = entity_at(ENTITY_CUSTOMER);
	struct change c = { .kind = CHANGE_SAVE, .entity = customer, .id = 1 + number % CUSTOMERS };
	struct request r = { .verb = VERB_SAVE, .changes = &c, .nchanges = 1 };
	char note[32];
	int rc;

	snprintf(note, sizeof(note), "note %d", number);
	change_set(&c, entity_must(customer, "note"), value_text(note));
	rc = ask(book, &r);
	change_free(&c);
	return rc;
}

static void rapport_close(void *book)
{
	client_close(book);
}

const struct writer rapport_writer = { rapport_open, rapport_read, rapport_write, rapport_close };

static void *plain_open(const char *path)
{
	sqlite3 *db = NULL;

	if (sqlite3_open(path, &db) != SQLITE_OK)
		return NULL;
	sqlite3_busy_timeout(db, 60000);
	sqlite3_exec(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL", NULL, NULL, NULL);
	return db;
}

static int plain_read(void *book, int number)
{
	char sql[200];

	snprintf(sql, sizeof(sql), "SELECT * FROM customer WHERE id > %d LIMIT 50; SELECT * FROM customer"
		 " WHERE id = %d", number % CUSTOMERS, 1 + number % CUSTOMERS);
	return sqlite3_exec(book, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : -1;
}

/* BEGIN IMMEDIATE waits, as whoever knows SQLite writes it. */
static int plain_write(void *book, int number)
{
	char sql[500];
	int rc;

	snprintf(sql, sizeof(sql),
		 "BEGIN IMMEDIATE; UPDATE customer SET note = 'note %d', version = version + 1 WHERE id = %d;"
		 "INSERT INTO txn (at, kind, label) VALUES ('2026-11-22T10:00:00Z', 'do', 'customer.set');"
		 "INSERT INTO journal (txn, entity, record, version, field, after) VALUES"
		 " (last_insert_rowid(), 'customer', %d, 1, 'note', 'note %d'); COMMIT",
		 number, 1 + number % CUSTOMERS, 1 + number % CUSTOMERS, number);
	rc = sqlite3_exec(book, sql, NULL, NULL, NULL);
	if (rc != SQLITE_OK && !sqlite3_get_autocommit(book))
		sqlite3_exec(book, "ROLLBACK", NULL, NULL, NULL);
	return rc == SQLITE_OK ? 0 : -1;
}

static void plain_close(void *book)
{
	sqlite3_close(book);
}

const struct writer plain_writer = { plain_open, plain_read, plain_write, plain_close };
