#include "widget/editor.h"

#include "base/utf8.h"

#define CTRL(c) (K_CTRL | (uint32_t)(c))
#define ALT(c)  (K_ALT | (uint32_t)(c))

void editor_free(struct editor *ed)
{
	sbuf_free(&ed->text);
	sbuf_free(&ed->killed);
	ed->at = 0;
}

void editor_set(struct editor *ed, const char *text)
{
	sbuf_reset(&ed->text);
	sbuf_puts(&ed->text, text ? text : "");
	ed->at = ed->text.len;
}

const char *editor_text(const struct editor *ed)
{
	return sbuf_text(&ed->text);
}

static size_t after(const struct editor *ed, size_t at)
{
	int width;

	return at < ed->text.len ? at + utf8_cluster(ed->text.data + at, ed->text.len - at, &width) :
				   at;
}

static size_t before(const struct editor *ed, size_t at)
{
	size_t last = 0;

	for (size_t p = 0; p < at; p = after(ed, p))
		last = p;
	return last;
}

static bool is_space(const struct editor *ed, size_t at)
{
	return ed->text.data[at] == ' ';
}

static size_t word_after(const struct editor *ed, size_t at)
{
	while (at < ed->text.len && is_space(ed, at))
		at++;
	while (at < ed->text.len && !is_space(ed, at))
		at++;
	return at;
}

static size_t word_before(const struct editor *ed, size_t at)
{
	while (at > 0 && is_space(ed, at - 1))
		at--;
	while (at > 0 && !is_space(ed, at - 1))
		at--;
	return at;
}

static void erase(struct editor *ed, size_t from, size_t to)
{
	sbuf_erase(&ed->text, from, to - from);
	ed->at = from;
}

static void kill_text(struct editor *ed, size_t from, size_t to)
{
	if (from == to)
		return;
	sbuf_reset(&ed->killed);
	sbuf_add(&ed->killed, ed->text.data + from, to - from);
	erase(ed, from, to);
}

void editor_insert(struct editor *ed, const char *text)
{
	size_t len = strlen(text);

	sbuf_insert(&ed->text, ed->at, text, len);
	for (size_t end = ed->at + len; ed->at < end; ed->at++)
		if (strchr("\n\t\r", ed->text.data[ed->at]))
			ed->text.data[ed->at] = ' ';
}

static bool editor_key(struct editor *ed, uint32_t key)
{
	size_t end = ed->text.len;

	switch (key) {
	case K_LEFT:
	case CTRL('b'):
		ed->at = before(ed, ed->at);
		return true;
	case K_RIGHT:
	case CTRL('f'):
		ed->at = after(ed, ed->at);
		return true;
	case K_HOME:
	case CTRL('a'):
		ed->at = 0;
		return true;
	case K_END:
	case CTRL('e'):
		ed->at = end;
		return true;
	case ALT('b'):
	case K_CTRL | K_LEFT:
		ed->at = word_before(ed, ed->at);
		return true;
	case ALT('f'):
	case K_CTRL | K_RIGHT:
		ed->at = word_after(ed, ed->at);
		return true;
	case K_BACKSPACE:
		erase(ed, before(ed, ed->at), ed->at);
		return true;
	case K_DELETE:
	case CTRL('d'):
		erase(ed, ed->at, after(ed, ed->at));
		return true;
	case CTRL('k'):
		kill_text(ed, ed->at, end);
		return true;
	case CTRL('u'):
		kill_text(ed, 0, ed->at);
		return true;
	case CTRL('w'):
		kill_text(ed, word_before(ed, ed->at), ed->at);
		return true;
	case ALT('d'):
		kill_text(ed, ed->at, word_after(ed, ed->at));
		return true;
	case CTRL('y'):
		editor_insert(ed, sbuf_text(&ed->killed));
		return true;
	default:
		return false;
	}
}

bool editor_event(struct editor *ed, const struct event *ev)
{
	switch (ev->type) {
	case EVENT_TEXT:
		editor_insert(ed, ev->text);
		return true;
	case EVENT_PASTE:
		editor_insert(ed, ev->paste);
		return true;
	case EVENT_KEY:
		return editor_key(ed, ev->key);
	default:
		return false;
	}
}

static int columns_between(const struct editor *ed, struct grid *g, size_t from, size_t to)
{
	struct sbuf part = SBUF_INIT;
	int n;

	sbuf_add(&part, sbuf_text(&ed->text) + from, to - from);
	n = grid_columns(g, sbuf_text(&part));
	sbuf_free(&part);
	return n;
}

/* Where the drawing begins, so that the cursor is within the width: one walk to the cursor, with a
 * second finger that follows at the distance of what can be seen. */
static size_t first_shown(const struct editor *ed, int width)
{
	const char *text = sbuf_text(&ed->text);
	size_t from = 0;
	int columns = 0, w;

	for (size_t p = 0; p < ed->at;) {
		p += utf8_cluster(text + p, ed->text.len - p, &w);
		columns += w;
		while (columns >= width && from < ed->at) {
			from += utf8_cluster(text + from, ed->text.len - from, &w);
			columns -= w;
		}
	}
	return from;
}

void editor_draw(const struct editor *ed, struct grid *g, struct rect r, unsigned style, bool focus)
{
	size_t from = first_shown(ed, r.w), to = ed->at;
	struct sbuf part = SBUF_INIT;
	int column;

	grid_fill(g, r, style);
	if (!focus) {
		grid_put_fit(g, r.x, r.y, r.w, style, sbuf_text(&ed->text));
		return;
	}
	for (int n = 0; n < r.w && to < ed->text.len; n++)
		to = after(ed, to);
	sbuf_add(&part, sbuf_text(&ed->text) + from, to - from);
	grid_put(g, r.x, r.y, r.w, style, sbuf_text(&part));
	sbuf_free(&part);
	column = columns_between(ed, g, from, ed->at);
	grid_cursor(g, r.x + (column < r.w ? column : r.w - 1), r.y, true);
}

int editor_columns(const struct editor *ed, struct grid *g, size_t from)
{
	return from < ed->at ? columns_between(ed, g, from, ed->at) : 0;
}
