#include "store/functions.h"

#include <sqlite3.h>

#include "base/date.h"
#include "base/search.h"

static const char *text_of(sqlite3_value *v)
{
	return (const char *)sqlite3_value_text(v);
}

static void answer_key(sqlite3_context *c, sqlite3_value *text,
		       void (*make)(struct sbuf *out, const char *s, size_t len))
{
	const char *s = text_of(text);
	struct sbuf key = SBUF_INIT;

	if (!s)
		return;
	make(&key, s, strlen(s));
	sqlite3_result_text(c, sbuf_text(&key), (int)key.len, SQLITE_TRANSIENT);
	sbuf_free(&key);
}

static void sql_fold(sqlite3_context *c, int n, sqlite3_value **args)
{
	(void)n;
	answer_key(c, args[0], text_fold);
}

static void sql_sorted(sqlite3_context *c, int n, sqlite3_value **args)
{
	(void)n;
	answer_key(c, args[0], text_sort_key);
}

static void sql_words(sqlite3_context *c, int n, sqlite3_value **args)
{
	const char *hay = text_of(args[0]), *needle = text_of(args[1]);

	(void)n;
	if (hay && needle)
		sqlite3_result_int(c, text_finds(hay, needle));
}

static void search_drop(void *search)
{
	search_free(search);
	free(search);
}

/* The phrase is read once for all rows of a statement. */
static void sql_found(sqlite3_context *c, int n, sqlite3_value **args)
{
	const char *text = text_of(args[0]), *phrase = text_of(args[1]);
	struct search *q = sqlite3_get_auxdata(c, 1);
	bool kept = q != NULL;

	(void)n;
	if (!text || !phrase)
		return;
	if (!kept) {
		q = xmalloc(sizeof(*q));
		search_phrase(q, phrase);
	}
	sqlite3_result_int(c, search_text(q, text));
	if (!kept)
		sqlite3_set_auxdata(c, 1, q, search_drop);
}

static void sql_days(sqlite3_context *c, int n, sqlite3_value **args)
{
	const char *iso = text_of(args[0]);
	date_t day;

	(void)n;
	if (iso && date_read_iso(iso, &day) == 0)
		sqlite3_result_int(c, day);
}

int functions_register(sqlite3 *db)
{
	static const struct {
		const char *name;
		int args;
		void (*call)(sqlite3_context *, int, sqlite3_value **);
	} functions[] = {
		{ "fold", 1, sql_fold },
		{ "sorted", 1, sql_sorted },
		{ "words", 2, sql_words },
		{ "found", 2, sql_found },
		{ "days", 1, sql_days },
	};
	int rc = SQLITE_OK;

	for (size_t i = 0; i < LENGTH(functions) && rc == SQLITE_OK; i++)
		rc = sqlite3_create_function(db, functions[i].name, functions[i].args,
					     SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
					     NULL, functions[i].call, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_create_collation(db, "fold", SQLITE_UTF8, NULL, fold_collate);
	return rc;
}
