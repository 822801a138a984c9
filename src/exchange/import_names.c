/* What the records that a file refers to are called. */
#include "base/number.h"
#include "base/text.h"
#include "exchange/import_private.h"

/* A mark tells the ways of naming apart; a scope of 0 stands for all of them. */
static void make_key(struct sbuf *key, char mark, const char *text, int64_t scope)
{
	sbuf_putc(key, mark);
	if (scope)
		sbuf_printf(key, "%lld/", (long long)scope);
	if (mark == '~')
		text_fold(key, text, strlen(text));
	else
		sbuf_puts(key, text);
}

static void put(struct names *n, char mark, const char *text, int64_t id, int64_t scope)
{
	struct sbuf key = SBUF_INIT;
	int64_t *at;

	make_key(&key, mark, text, scope);
	at = map_put(&n->map, key.data, key.len);
	*at = *at && *at != id ? -1 : id;
	sbuf_free(&key);
}

static int64_t get(const struct names *n, char mark, const char *text, int64_t scope)
{
	struct sbuf key = SBUF_INIT;
	const int64_t *at;

	make_key(&key, mark, text, scope);
	at = map_get(&n->map, key.data, key.len);
	sbuf_free(&key);
	return at ? *at : 0;
}

void names_add(struct names *n, const char *text, int64_t id, int64_t scope)
{
	if (!text || !*text)
		return;
	put(n, '=', text, id, scope);
	put(n, '~', text, id, scope);
}

int64_t names_find(const struct names *n, const char *text, int64_t scope)
{
	int64_t id = get(n, '=', text, scope), number;

	if (!id)
		id = get(n, '~', text, scope);
	if (!id && number_int(text, &number) == 0 && number > 0)
		id = get(n, '#', text, 0);
	return id;
}
