/* Find anything: what is typed is looked for in customers, contacts, deals, activities and products. */
#include "model/nothing.h"
#include "view/explain.h"
#include "view/panes.h"
#include "widget/editor.h"

enum { TAG_HITS = 1 };

struct find_state {
	struct editor editor;
	struct answer *answer;
	struct sections sections;
	bool walking; /* the eye is on what was found, else on what is typed */
};

static int find_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct find_state *s = v->state;

	(void)e;
	editor_set(&s->editor, spec->expr);
	s->sections.pages = "found";
	v->stale = spec->expr != NULL;
	return 0;
}

static void find_close(struct view *v)
{
	struct find_state *s = v->state;

	editor_free(&s->editor);
	sections_free(&s->sections);
	answer_free(s->answer);
}

static void find_page(struct view *v, size_t offset, size_t limit)
{
	struct find_state *s = v->state;

	host_send(v, TAG_HITS, &(struct request){ .verb = VERB_FIND, .words = editor_text(&s->editor),
						  .offset = (int64_t)offset, .limit = (int64_t)limit });
}

static void find_load(struct view *v)
{
	struct find_state *s = v->state;

	if (!*editor_text(&s->editor)) {
		sections_reset(&s->sections);
		answer_free(s->answer);
		s->answer = NULL;
	} else {
		sections_load(v, &s->sections);
	}
}

static void find_answer(struct view *v, int tag, struct answer *a)
{
	struct find_state *s = v->state;

	(void)tag;
	if (*editor_text(&s->editor) && !sections_page(v, &s->sections, a))
		sections_take(v, &s->sections, &s->answer, a);
}

/* Whether what was typed was looked for, and is nowhere. */
static bool is_nowhere(const struct view *v)
{
	const struct find_state *s = v->state;

	return s->answer && !v->stale && !v->loading && !sections_count(&s->sections);
}

static void draw_nothing(struct view *v, struct grid *g, struct rect r)
{
	const char *typed = editor_text(&((struct find_state *)v->state)->editor);
	struct sbuf text = SBUF_INIT;

	rect_cut_left(&r, 3);
	r.w--;
	nothing_found(&text, NULL, typed, "");
	rect_cut_top(&r, 1 + grid_put_lines(g, r, ROLE_DEFAULT, sbuf_text(&text)));
	sbuf_reset(&text);
	sbuf_printf(&text, K_(v, "{choose} adds a customer, Tab a contact, with \"%s\"; {leave} goes back."), typed);
	grid_put_lines(g, r, ROLE_QUIET, sbuf_text(&text));
	sbuf_free(&text);
}

static void find_draw(struct view *v, struct grid *g, struct rect r)
{
	struct find_state *s = v->state;
	struct text_typed typed;
	struct rows_style style = { .context = &v->host->context,
				    .column = -1,
				    .focus = true,
				    .match = &typed };
	struct rect line = rect_cut_top(&r, 1);

	text_type(&typed, editor_text(&s->editor), strlen(editor_text(&s->editor)));
	rect_cut_left(&line, 3);
	grid_put(g, line.x - 2, line.y, 2, ROLE_ACCENT, "/");
	rect_cut_top(&r, 1);
	if (!*editor_text(&s->editor))
		grid_put_fit(g, r.x + 3, r.y, r.w - 4, ROLE_QUIET,
			     _("Names, places, phone numbers, e-mail addresses, words of notes."));
	else if (is_nowhere(v))
		draw_nothing(v, g, r);
	else
		sections_draw(&s->sections, g, r, &style);
	text_typed_free(&typed);
	editor_draw(&s->editor, g, line, ROLE_DEFAULT, !s->walking || !sections_any(&s->sections));
}

static void find_title(struct view *v, struct sbuf *out)
{
	(void)v;
	sbuf_puts(out, _("Find anything"));
}

static void walk(struct view *v, int by)
{
	struct find_state *s = v->state;

	s->walking = true;
	sections_command(v, &s->sections, by > 0 ? CMD_DOWN : CMD_UP);
}

static bool find_command(struct view *v, enum command_id id, const char *arg)
{
	struct find_state *s = v->state;
	struct explain x = { 0 };

	(void)arg;
	if (id != CMD_FIND_EXPLAIN)
		return false;
	if (*editor_text(&s->editor))
		explain_add(&x, NULL, (struct request){ .words = "found", .expr = editor_text(&s->editor),
							.limit = INT32_MAX /* the pages go on */ });
	explain_open(v, &x);
	return true;
}

static bool find_event(struct view *v, const struct event *ev)
{
	struct find_state *s = v->state;

	if (ev->type == EVENT_INTERRUPT || (ev->type == EVENT_KEY && ev->key == K_ESC)) {
		host_close(v);
	} else if (ev->type == EVENT_KEY && (ev->key == K_ENTER || ev->key == K_TAB) && is_nowhere(v)) {
		row_add(v, entity_at(ev->key == K_TAB ? ENTITY_CONTACT : ENTITY_CUSTOMER),
			editor_text(&s->editor));
	} else if (ev->type == EVENT_KEY && ev->key == K_ENTER) {
		row_open(v, sections_row(&s->sections));
	} else if (ev->type == EVENT_KEY && (ev->key == K_DOWN || ev->key == (K_CTRL | 'n'))) {
		walk(v, 1);
	} else if (ev->type == EVENT_KEY && (ev->key == K_UP || ev->key == (K_CTRL | 'p'))) {
		walk(v, -1);
	} else if (editor_event(&s->editor, ev)) {
		v->stale = true;
		s->walking = false;
		sections_rewind(&s->sections);
	} else {
		return false;
	}
	return true;
}

static bool find_subject(struct view *v, struct subject *out)
{
	return sections_subject(&((struct find_state *)v->state)->sections, out);
}

const struct view_ops find_view = {
	.name = "find",
	.contexts = IN_PICK | IN_FIND,
	.flags = VIEW_TYPES,
	.size = sizeof(struct find_state),
	.sections = offsetof(struct find_state, sections),
	.open = find_open,
	.close = find_close,
	.load = find_load,
	.answer = find_answer,
	.page = find_page,
	.draw = find_draw,
	.command = find_command,
	.event = find_event,
	.subject = find_subject,
	.title = find_title,
};
