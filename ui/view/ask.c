/* One line typed in place of the message line: find, filter, command, and the answers actions need. */
#include <glob.h>

#include "view/half.h"
#include "view/suggest.h"

enum { TAG_OFFERS = 1, TAG_HALF };

struct ask_state {
	struct ask ask;
	struct editor editor;
	struct suggest suggest;
	struct half half;
	const char *begun;     /* the text that it began with */
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
	s->begun = arena_strdup(&v->arena, s->shown);
	return 0;
}

void ask_resume(struct view *v, const char *text, int64_t draft)
{
	struct ask_state *s = v->state;

	editor_set(&s->editor, text);
	s->half.draft = draft;
}

static void ask_close(struct view *v)
{
	struct ask_state *s = v->state;

	suggest_free(&s->suggest);
	editor_free(&s->editor);
	free(s->shown);
	half_free(&s->half);
}

/* What one looked for is no work. */
static bool ask_draft(struct view *v, struct request *r, struct arena *a)
{
	const struct ask_state *s = v->state;
	const char *text = editor_text(&s->editor);

	*r = (struct request){ .verb = VERB_DRAFT, .id = s->half.draft };
	return s->ask.history && strcmp(s->ask.history, "find") != 0 && strcmp(text, s->begun) != 0 &&
	       half_line(v, v->by, text, r, a);
}

static void ask_idle(struct view *v)
{
	half_keep(v, &((struct ask_state *)v->state)->half, TAG_HALF);
}

static struct rect ask_place(struct view *v, struct rect screen)
{
	struct ask_state *s = v->state;
	int y = screen.h > 1 ? screen.h - 2 : screen.h - 1;
	int above = offers_rows(&s->suggest.offers, &s->editor, y);

	return (struct rect){ screen.x, screen.y + y - above, screen.w, above + 1 };
}

#define TYPED 12 /* columns that are left beside any prompt */

static void ask_draw(struct view *v, struct grid *g, struct rect r)
{
	struct ask_state *s = v->state;
	struct rect line = rect_cut_bottom(&r, 1);
	int used, most = line.w > 2 * TYPED ? line.w - TYPED : line.w / 2;

	grid_fill(g, line, ROLE_DEFAULT);
	used = grid_put_fit(g, line.x + 1, line.y, most - 2, ROLE_ACCENT, s->ask.prompt);
	rect_cut_left(&line, used + 2);
	editor_draw(&s->editor, g, line, ROLE_DEFAULT, true);
	if (r.h)
		offers_draw(&s->suggest.offers, g, r,
			    g->cursor_x - editor_columns(&s->editor, g, s->suggest.offers.at));
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

static void leave(struct view *v)
{
	struct ask_state *s = v->state;

	half_forget(v, &s->half);
	host_close(v);
	if (v->from)
		s->ask.done(v->from, NULL, s->ask.data);
}

static void take(struct view *v)
{
	struct ask_state *s = v->state;
	const char *text = editor_text(&s->editor);

	if (*text && s->ask.history)
		v->host->ops->remember(v->host, s->ask.history, text);
	half_forget(v, &s->half);
	host_take(v);
	if (v->from)
		s->ask.done(v->from, text, s->ask.data);
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
	offers_begin(&s->suggest.offers, 0);
}

/* Those whose names begin so; a folder's ends with its slash. */
static void offer_files(struct ask_state *s, size_t from)
{
	char *typed = xasprintf("%.*s*", (int)(s->editor.at - from), editor_text(&s->editor) + from);
	glob_t found;

	s->suggest.offers.at = from;
	if (!strpbrk(editor_text(&s->editor) + from, "*?[\\") && glob(typed, GLOB_MARK, NULL, &found) == 0) {
		for (size_t i = 0; i < found.gl_pathc; i++)
			offers_add(&s->suggest.offers, found.gl_pathv[i], NULL, NULL);
		globfree(&found);
	}
	free(typed);
}

/* What can stand at the cursor now; files only when they are asked for. */
static void look(struct view *v, bool asked)
{
	struct ask_state *s = v->state;
	struct ask_more more = { .expr = s->ask.complete, .files = s->ask.files };
	const char *text = editor_text(&s->editor);
	size_t at = s->editor.at;

	offers_begin(&s->suggest.offers, 0);
	if (s->ask.offer && v->from)
		s->ask.offer(v->from, text, at, &s->suggest.offers, &more);
	if (more.files && asked)
		offer_files(s, more.from);
	else if (more.expr)
		suggest_expr(v, &s->suggest, TAG_OFFERS, more.expr, text, more.from, at);
	else if (more.value.name)
		suggest_value(v, &s->suggest, TAG_OFFERS, more.entity, &more.value, text, more.from, at);
}

static void ask_answer(struct view *v, int tag, struct answer *a)
{
	struct ask_state *s = v->state;

	if (tag == TAG_HALF)
		half_kept(&s->half, a);
	else
		suggest_answer(&s->suggest, a);
}

/* What is offered is a help, no more: nobody has asked for what fails. */
static void ask_failed(struct view *v, int tag, const struct error *e)
{
	(void)e;
	if (tag == TAG_HALF)
		half_kept(&((struct ask_state *)v->state)->half, NULL);
}

static bool offers_event(struct view *v, const struct event *ev)
{
	struct ask_state *s = v->state;
	enum offers_result did;

	if (ev->type != EVENT_KEY || (ev->key == K_DOWN && s->back))
		return false;
	if (ev->key == K_TAB && !s->suggest.offers.n)
		look(v, true);
	did = offers_key(&s->suggest.offers, &s->editor, ev->key);
	if (did == OFFERS_WRITTEN)
		look(v, false);
	return did != OFFERS_NOT || ev->key == K_TAB;
}

static bool is_key(const struct event *ev, uint32_t key, uint32_t other)
{
	return ev->type == EVENT_KEY && (ev->key == key || ev->key == other);
}

static bool ask_event(struct view *v, const struct event *ev)
{
	struct ask_state *s = v->state;

	if (ev->type == EVENT_INTERRUPT || is_key(ev, K_ESC, K_ESC)) {
		leave(v);
		return true;
	}
	if (is_key(ev, K_ENTER, K_CTRL | 's')) {
		take(v);
		return true;
	}
	if (!offers_event(v, ev)) {
		if (is_key(ev, K_UP, K_CTRL | 'p'))
			recall(v, 1);
		else if (is_key(ev, K_DOWN, K_CTRL | 'n'))
			recall(v, -1);
		else if (editor_event(&s->editor, ev))
			look(v, false);
		else
			return false;
	}
	tell_change(v);
	return true;
}

const struct view_ops ask_view = {
	.name = "ask",
	.contexts = IN_LINE,
	.flags = VIEW_FLOAT | VIEW_TYPES,
	.size = sizeof(struct ask_state),
	.open = ask_open,
	.close = ask_close,
	.answer = ask_answer,
	.failed = ask_failed,
	.draft = ask_draft,
	.idle = ask_idle,
	.draw = ask_draw,
	.event = ask_event,
	.place = ask_place,
};
