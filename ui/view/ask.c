/* One line typed in place of the message line: find, filter, command, and the answers actions need. */
#include <glob.h>

#include "model/expr_complete.h"
#include "view/view.h"
#include "widget/editor.h"

struct ask_state {
	struct ask ask;
	struct editor editor;
	char *shown;           /* the text that `changed` was told last */
	size_t back;           /* how far back in the history; 0: the line itself */
};

static int ask_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct ask_state *s = v->state;
	const struct ask *ask = spec->data;

	(void)e;
	s->ask = *ask;
	s->ask.prompt = arena_strdup(&v->arena, ask->prompt ? ask->prompt : "");
	if (ask->history)
		s->ask.history = arena_strdup(&v->arena, ask->history);
	editor_set(&s->editor, ask->text);
	s->shown = xstrdup(editor_text(&s->editor));
	return 0;
}

static void ask_close(struct view *v)
{
	struct ask_state *s = v->state;

	editor_free(&s->editor);
	free(s->shown);
}

static struct rect ask_place(struct view *v, struct rect screen)
{
	(void)v;
	return rect_row(screen, screen.h > 1 ? screen.h - 2 : screen.h - 1);
}

static void ask_draw(struct view *v, struct grid *g, struct rect r)
{
	struct ask_state *s = v->state;
	int used;

	grid_fill(g, r, ROLE_DEFAULT);
	used = grid_put(g, r.x + 1, r.y, r.w - 2, ROLE_ACCENT, s->ask.prompt) + 2;
	rect_cut_left(&r, used < r.w - 10 ? used : r.w > 10 ? r.w - 10 : 0);
	editor_draw(&s->editor, g, r, ROLE_DEFAULT, true);
}

static void tell_change(struct view *v)
{
	struct ask_state *s = v->state;
	const char *text = editor_text(&s->editor);

	if (!strcmp(text, s->shown))
		return;
	free(s->shown);
	s->shown = xstrdup(text);
	if (s->ask.changed && v->from)
		s->ask.changed(v->from, text, s->ask.data);
}

static void finish(struct view *v, bool taken)
{
	struct ask_state *s = v->state;
	char *text = taken ? xstrdup(editor_text(&s->editor)) : NULL;

	if (text && *text && s->ask.history)
		v->host->ops->remember(v->host, s->ask.history, text);
	host_close(v);
	if (v->from)
		s->ask.done(v->from, text, s->ask.data);
	free(text);
}

/* Older (+1) and newer (-1) lines of the same history. */
static void recall(struct view *v, int by)
{
	struct ask_state *s = v->state;
	const char *line;

	if (!s->ask.history || (by < 0 && !s->back))
		return;
	s->back = by > 0 ? s->back + 1 : s->back - 1;
	line = s->back ? v->host->ops->recall(v->host, s->ask.history, s->back) : "";
	if (!line)
		s->back--;
	else
		editor_set(&s->editor, line);
}

/* The name of a file goes on as far as all that begin so have in common; a folder's with its slash. */
static void complete_file(struct ask_state *s)
{
	char *typed = xasprintf("%.*s*", (int)s->editor.at, editor_text(&s->editor));
	glob_t found;

	if (!strpbrk(editor_text(&s->editor), "*?[\\") && glob(typed, GLOB_MARK, NULL, &found) == 0) {
		size_t same = strlen(found.gl_pathv[0]);

		for (size_t i = 1; i < found.gl_pathc; i++)
			while (same && strncmp(found.gl_pathv[0], found.gl_pathv[i], same))
				same--;
		while (same && ((unsigned char)found.gl_pathv[0][same] & 0xC0) == 0x80)
			same--;
		if (same > s->editor.at) {
			sbuf_erase(&s->editor.text, 0, s->editor.at);
			sbuf_insert(&s->editor.text, 0, found.gl_pathv[0], same);
			s->editor.at = same;
		}
		globfree(&found);
	}
	free(typed);
}

/* Tab writes the only thing that fits, or as much as all that fit have in common. */
static void complete(struct view *v)
{
	struct ask_state *s = v->state;
	struct completion found[32];
	size_t n, start, same;

	if (s->ask.files)
		complete_file(s);
	if (!s->ask.complete)
		return;
	n = expr_complete(editor_text(&s->editor), s->editor.at, s->ask.complete, found,
			  LENGTH(found));
	if (!n)
		return;
	start = found[0].at;
	same = strlen(found[0].text);
	for (size_t i = 1; i < n; i++)
		while (same && strncmp(found[0].text, found[i].text, same))
			same--;
	while (same && ((unsigned char)found[0].text[same] & 0xC0) == 0x80)
		same--;
	if (same < s->editor.at - start)
		return;
	sbuf_erase(&s->editor.text, start, s->editor.at - start);
	sbuf_insert(&s->editor.text, start, found[0].text, same);
	s->editor.at = start + same;
}

static bool ask_event(struct view *v, const struct event *ev)
{
	struct ask_state *s = v->state;

	if (ev->type == EVENT_INTERRUPT || (ev->type == EVENT_KEY && ev->key == K_ESC)) {
		finish(v, false);
	} else if (ev->type == EVENT_KEY && ev->key == K_ENTER) {
		finish(v, true);
	} else if (ev->type == EVENT_KEY && (ev->key == K_UP || ev->key == (K_CTRL | 'p'))) {
		recall(v, 1);
		tell_change(v);
	} else if (ev->type == EVENT_KEY && (ev->key == K_DOWN || ev->key == (K_CTRL | 'n'))) {
		recall(v, -1);
		tell_change(v);
	} else if (ev->type == EVENT_KEY && ev->key == K_TAB) {
		complete(v);
		tell_change(v);
	} else if (editor_event(&s->editor, ev)) {
		tell_change(v);
	} else {
		return false;
	}
	return true;
}

const struct view_ops ask_view = {
	.name = "ask",
	.contexts = IN_LINE,
	.flags = VIEW_FLOAT | VIEW_TYPES,
	.size = sizeof(struct ask_state),
	.open = ask_open,
	.close = ask_close,
	.draw = ask_draw,
	.event = ask_event,
	.place = ask_place,
};
