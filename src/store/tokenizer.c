#include "store/tokenizer.h"

#include <sqlite3.h>

#include "base/base.h"

typedef int take_token(void *to, int flags, const char *s, int len, int start, int end);

static int tokenize(Fts5Tokenizer *self, void *to, int flags, const char *text, int len, take_token *take)
{
	(void)self;
	(void)to;
	(void)flags;
	(void)text;
	(void)len;
	(void)take;
	return SQLITE_OK;
}

/* It has no state: any address but NULL stands for it. */
static int create(void *data, const char **args, int n, Fts5Tokenizer **out)
{
	static char nothing;

	(void)data;
	(void)args;
	(void)n;
	*out = (Fts5Tokenizer *)&nothing;
	return SQLITE_OK;
}

static void delete(Fts5Tokenizer *self)
{
	(void)self;
}

/* The documented way to the interface: sqlite.org/fts5.html, section 7. */
static int find_api(sqlite3 *db, fts5_api **api)
{
	sqlite3_stmt *s;
	int rc = sqlite3_prepare_v2(db, "SELECT fts5(?)", -1, &s, NULL);

	if (rc != SQLITE_OK)
		return rc;
	sqlite3_bind_pointer(s, 1, api, "fts5_api_ptr", NULL);
	sqlite3_step(s);
	return sqlite3_finalize(s);
}

int tokenizer_register(sqlite3 *db)
{
	fts5_tokenizer ours = { create, delete, tokenize };
	fts5_api *api = NULL;
	int rc = find_api(db, &api);

	if (rc != SQLITE_OK)
		return rc;
	return api ? api->xCreateTokenizer(api, "rapport", NULL, &ours, NULL) : SQLITE_ERROR;
}
