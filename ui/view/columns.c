#include "view/columns.h"

#define COLUMNS_MOST 64

/* The words of the list; each with its width. */
struct words {
	const char *at[COLUMNS_MOST];
	size_t len[COLUMNS_MOST];
	int n;
};

static void split(struct words *w, const char *columns)
{
	w->n = 0;
	while (*columns && w->n < COLUMNS_MOST) {
		size_t len;

		columns += strspn(columns, ", ");
		len = strcspn(columns, ", ");
		w->at[w->n] = columns;
		w->len[w->n] = len;
		w->n += len > 0;
		columns += len;
	}
}

static void join(struct sbuf *columns, const struct words *w)
{
	struct sbuf text = SBUF_INIT;

	for (int i = 0; i < w->n; i++)
		sbuf_printf(&text, "%s%.*s", text.len ? "," : "", (int)w->len[i], w->at[i]);
	sbuf_reset(columns);
	sbuf_puts(columns, sbuf_text(&text));
	sbuf_free(&text);
}

static size_t name_len(const struct words *w, int i)
{
	const char *colon = memchr(w->at[i], ':', w->len[i]);

	return colon ? (size_t)(colon - w->at[i]) : w->len[i];
}

static int find(const struct words *w, const char *field)
{
	for (int i = 0; i < w->n; i++)
		if (strlen(field) == name_len(w, i) && !strncmp(w->at[i], field, name_len(w, i)))
			return i;
	return -1;
}

int columns_find(const char *columns, const char *field)
{
	struct words w;

	split(&w, columns);
	return find(&w, field);
}

void columns_toggle(struct sbuf *columns, const char *field)
{
	struct words w;
	int at;

	split(&w, sbuf_text(columns));
	at = find(&w, field);
	if (at >= 0 && w.n > 1) {
		w.n--;
		memmove(w.at + at, w.at + at + 1, (size_t)(w.n - at) * sizeof(*w.at));
		memmove(w.len + at, w.len + at + 1, (size_t)(w.n - at) * sizeof(*w.len));
	} else if (at < 0 && w.n < COLUMNS_MOST) {
		w.at[w.n] = field;
		w.len[w.n++] = strlen(field);
	}
	join(columns, &w);
}

int columns_move(struct sbuf *columns, int at, int by)
{
	struct words w;
	const char *word;
	size_t len;

	split(&w, sbuf_text(columns));
	if (at < 0 || at >= w.n || at + by < 0 || at + by >= w.n)
		return at;
	word = w.at[at];
	len = w.len[at];
	w.at[at] = w.at[at + by];
	w.len[at] = w.len[at + by];
	w.at[at + by] = word;
	w.len[at + by] = len;
	join(columns, &w);
	return at + by;
}

void columns_widen(struct sbuf *columns, int at, int width)
{
	struct words w;
	char word[100];

	split(&w, sbuf_text(columns));
	if (at < 0 || at >= w.n)
		return;
	snprintf(word, sizeof(word), width ? "%.*s:%d" : "%.*s", (int)name_len(&w, at), w.at[at], width);
	w.at[at] = word;
	w.len[at] = strlen(word);
	join(columns, &w);
}
