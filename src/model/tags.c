/* Tags: one text "a,b,c", folded, sorted, without doubles. */
#include "base/text.h"
#include "model/value.h"

struct words {
	char **at;
	size_t n, room;
};

static int compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Adds a folded word unless it is empty. A '#' before it is how some people mark tags. */
static void add_word(struct words *w, const char *s, size_t len)
{
	for (; len && (*s == '#' || *s == ' '); s++)
		len--;
	while (len && s[len - 1] == ' ')
		len--;
	if (len)
		*(char **)array_add(&w->at, &w->n, &w->room, sizeof(*w->at)) = xstrndup(s, len);
}

/* Split after folding, which makes commas of their wide kin. */
static struct words words_of(const char *typed)
{
	struct words w = {0};
	struct sbuf key = SBUF_INIT;

	text_fold(&key, typed, strlen(typed));
	for (const char *s = sbuf_text(&key); *s; s += *s != '\0') {
		size_t n = strcspn(s, ",;");
		add_word(&w, s, n);
		s += n;
	}
	sbuf_free(&key);
	if (w.n)
		qsort(w.at, w.n, sizeof(*w.at), compare);
	return w;
}

static const char *join(struct arena *a, struct words *w)
{
	struct sbuf out = SBUF_INIT;
	const char *text;

	for (size_t i = 0; i < w->n; i++)
		if (i == 0 || strcmp(w->at[i], w->at[i - 1])) {
			if (out.len)
				sbuf_putc(&out, ',');
			sbuf_puts(&out, w->at[i]);
		}
	text = arena_strndup(a, sbuf_text(&out), out.len);
	for (size_t i = 0; i < w->n; i++)
		free(w->at[i]);
	free(w->at);
	sbuf_free(&out);
	return text;
}

const char *tags_normal(struct arena *a, const char *typed)
{
	struct words w = words_of(typed ? typed : "");

	return join(a, &w);
}

/* Whether the sorted text has exactly this word between its commas. */
static bool has_word(const char *tags, const char *key, size_t n)
{
	while (tags && *tags) {
		const char *end = tags + strcspn(tags, ",");
		if ((size_t)(end - tags) == n && !memcmp(tags, key, n))
			return true;
		tags = *end ? end + 1 : end;
	}
	return false;
}

bool tags_have(const char *tags, const char *tag)
{
	struct arena a = {0};
	const char *key = tags_normal(&a, tag);
	bool yes = *key && has_word(tags, key, strlen(key));

	arena_free(&a);
	return yes;
}

const char *tags_change(struct arena *a, const char *tags, const char *tag, bool add)
{
	struct words w = words_of(tags ? tags : "");
	const char *change = tags_normal(a, tag);

	for (size_t i = 0; i < w.n; i++)
		if (has_word(change, w.at[i], strlen(w.at[i])))
			*w.at[i] = '\0';
	if (add)
		return tags_normal(a, arena_printf(a, "%s,%s", join(a, &w), change));
	return tags_normal(a, join(a, &w));
}
