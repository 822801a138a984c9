/* From what somebody typed to a full-text query. Only letters and digits come through, each word in
 * quotes, so that nothing that is typed can be an operator. */
#include "base/text.h"
#include "store/find.h"
#include "store/tokenizer.h"

#define QUERY_WORDS 16 /* of what is typed or pasted; more would only cost time */

/* One word: begins with it. Characters without blanks between them stand together, as typed. A number
 * that begins with 0 may be kept in its international form, without. */
static void put_word(struct sbuf *out, const struct word *w)
{
	size_t zeros = 0;

	while (w->digits && zeros < w->len && w->s[zeros] == '0')
		zeros++;
	if (zeros && w->len - zeros >= 2)
		sbuf_printf(out, "(\"%.*s\" * OR \"%.*s\" *)", (int)w->len, w->s, (int)(w->len - zeros),
			    w->s + zeros);
	else
		sbuf_printf(out, w->cjk ? "\"%.*s\"" : "\"%.*s\" *", (int)w->len, w->s);
}

/* Joins the CJK characters that follow one another into one word, which the tokenizer parts again. */
static bool next_run(const char *text, size_t len, size_t *at, struct word *w)
{
	struct word more;
	size_t ahead;

	if (!word_next(text, len, at, w))
		return false;
	for (ahead = *at; w->cjk && word_next(text, len, &ahead, &more); *at = ahead) {
		if (!more.cjk || more.s != w->s + w->len)
			break;
		w->len += more.len;
	}
	return true;
}

static size_t put_words(struct sbuf *out, const char *text, size_t len)
{
	struct word w;
	size_t at = 0, n = 0;

	for (; n < QUERY_WORDS && next_run(text, len, &at, &w); n++) {
		sbuf_puts(out, n ? " AND " : "");
		put_word(out, &w);
	}
	return n;
}

/* All words in one phrase. */
static size_t put_phrase(struct sbuf *out, const char *text, size_t len)
{
	struct word w;
	size_t at = 0, n = 0;

	for (; n < QUERY_WORDS && word_next(text, len, &at, &w); n++)
		sbuf_printf(out, "%s%.*s", n ? " " : "", (int)w.len, w.s);
	return n;
}

bool find_query(struct sbuf *out, const char *typed, const struct entity *entity,
		enum find_level level)
{
	static const char *const open[] = { "title : ^ \"", "title : ^ \"", "title : (",
					    "{title words} : (" };
	static const char *const close[] = { " " WORD_END "\"", "\" *", ")", ")" };
	struct sbuf key = SBUF_INIT;
	size_t n;

	text_fold(&key, typed, strlen(typed));
	sbuf_puts(out, open[level]);
	if (level <= FIND_START)
		n = put_phrase(out, sbuf_text(&key), key.len);
	else
		n = put_words(out, sbuf_text(&key), key.len);
	sbuf_puts(out, close[level]);
	if (entity)
		sbuf_printf(out, " AND entity : \"%s\"", entity->name);
	sbuf_free(&key);
	return n > 0;
}
