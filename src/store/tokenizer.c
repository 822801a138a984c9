#include "store/tokenizer.h"

#include <sqlite3.h>

#include "base/utf8.h"

enum part { PART_NONE, PART_LETTER, PART_DIGIT, PART_ALONE };

/* What the character at s is to a word, and its bytes. */
static enum part part_at(const char *s, size_t len, size_t *n)
{
	uint32_t cp;

	*n = 1;
	if (*s >= '0' && *s <= '9')
		return PART_DIGIT;
	if (*s >= 'a' && *s <= 'z')
		return PART_LETTER;
	if (!(*s & 0x80))
		return *s >= 'A' && *s <= 'Z' ? PART_LETTER : PART_NONE;
	*n = utf8_decode(s, len, &cp);
	if (cp == 0xE000)
		return PART_ALONE;
	if (cp == UTF8_BAD || !utf8_is_word(cp))
		return PART_NONE;
	return utf8_is_cjk(cp) ? PART_ALONE : PART_LETTER;
}

bool word_next(const char *text, size_t len, size_t *at, struct word *w)
{
	enum part part = PART_NONE;
	size_t i = *at, n = 0, start;

	for (; i < len && (part = part_at(text + i, len - i, &n)) == PART_NONE; i += n)
		;
	if (i >= len)
		return false;
	start = i;
	*w = (struct word){ .s = text + i, .len = n, .cjk = part == PART_ALONE,
			    .digits = part == PART_DIGIT };
	for (i += n; part != PART_ALONE && i < len; i += n) {
		part = part_at(text + i, len - i, &n);
		if (part == PART_NONE || part == PART_ALONE)
			break;
		if (i + n - start > WORD_MAX)
			continue;
		w->len = i + n - start;
		w->digits = w->digits && part == PART_DIGIT;
	}
	*at = i;
	return true;
}

typedef int take_token(void *to, int flags, const char *s, int len, int start, int end);

/* A phone number is found from any of its digits on. */
static int put_tails(void *to, take_token *take, const struct word *w, int start)
{
	int rc = SQLITE_OK, len = (int)w->len;

	for (int i = 1; rc == SQLITE_OK && i + DIGITS_MIN <= len; i++)
		rc = take(to, FTS5_TOKEN_COLOCATED, w->s + i, len - i, start, start + len);
	return rc;
}

static int tokenize(Fts5Tokenizer *self, void *to, int flags, const char *text, int len,
		    take_token *take)
{
	int rc = SQLITE_OK;
	size_t at = 0;
	struct word w;

	(void)self;
	while (rc == SQLITE_OK && word_next(text, (size_t)len, &at, &w)) {
		int start = (int)(w.s - text);

		rc = take(to, 0, w.s, (int)w.len, start, start + (int)w.len);
		if (rc == SQLITE_OK && w.digits && flags & FTS5_TOKENIZE_DOCUMENT)
			rc = put_tails(to, take, &w, start);
	}
	return rc;
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
static fts5_api *api_of(sqlite3 *db)
{
	fts5_api *api = NULL;
	sqlite3_stmt *s;

	if (sqlite3_prepare_v2(db, "SELECT fts5(?)", -1, &s, NULL) != SQLITE_OK)
		return NULL;
	sqlite3_bind_pointer(s, 1, &api, "fts5_api_ptr", NULL);
	sqlite3_step(s);
	sqlite3_finalize(s);
	return api;
}

int tokenizer_register(sqlite3 *db)
{
	fts5_tokenizer ours = { create, delete, tokenize };
	fts5_api *api = api_of(db);

	return api ? api->xCreateTokenizer(api, "rapport", NULL, &ours, NULL) : SQLITE_ERROR;
}
