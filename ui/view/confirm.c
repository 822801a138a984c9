/* A question whose answer cannot be undone. The default is no. */
#include "base/utf8.h"
#include "view/view.h"

struct confirm_state {
	struct confirm confirm;
	bool yes; /* which of the two the cursor is on */
};

static int confirm_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct confirm_state *s = v->state;
	const struct confirm *c = spec->data;

	(void)e;
	s->confirm = *c;
	s->confirm.question = arena_strdup(&v->arena, c->question);
	s->confirm.yes = arena_strdup(&v->arena, c->yes);
	return 0;
}

static struct rect confirm_place(struct view *v, struct rect screen)
{
	struct confirm_state *s = v->state;
	int w = utf8_columns(s->confirm.question) + 6;

	return rect_centre(screen, w < 36 ? 36 : w, 6);
}

static void confirm_draw(struct view *v, struct grid *g, struct rect r)
{
	struct confirm_state *s = v->state;
	int x = r.x + 3, y = r.y + 3;

	grid_fill(g, r, ROLE_DIALOG);
	grid_box(g, r, ROLE_BOX, NULL);
	grid_put_fit(g, x, r.y + 1, r.w - 6, ROLE_DIALOG, s->confirm.question);
	grid_cursor(g, x, s->yes ? y + 1 : y, false);
	grid_put_fit(g, x, y, r.w - 6, s->yes ? ROLE_DIALOG : ROLE_SELECTED, _(" No, go back "));
	grid_printf(g, x, y + 1, r.w - 6, s->yes ? ROLE_SELECTED : ROLE_DIALOG, " %s ",
		    s->confirm.yes);
}

static void answer(struct view *v, bool yes)
{
	struct confirm_state *s = v->state;

	host_close(v);
	if (v->from)
		s->confirm.done(v->from, yes, s->confirm.data);
}

static bool confirm_event(struct view *v, const struct event *ev)
{
	struct confirm_state *s = v->state;

	if (ev->type == EVENT_INTERRUPT) {
		answer(v, false);
		return true;
	}
	if (ev->type != EVENT_KEY && ev->type != EVENT_TEXT)
		return false;
	switch (ev->key) {
	case K_ENTER:
	case K_CTRL | 's':
		answer(v, s->yes);
		return true;
	case K_ESC:
	case 'n':
	case 'q':
		answer(v, false);
		return true;
	case 'y':
		answer(v, true);
		return true;
	case K_UP:
	case K_DOWN:
	case K_TAB:
	case 'j':
	case 'k':
		s->yes = !s->yes;
		return true;
	default:
		return false;
	}
}

const struct view_ops confirm_view = {
	.name = "confirm",
	.contexts = IN_DIALOG,
	.flags = VIEW_FLOAT | VIEW_TYPES,
	.size = sizeof(struct confirm_state),
	.open = confirm_open,
	.draw = confirm_draw,
	.event = confirm_event,
	.place = confirm_place,
};
