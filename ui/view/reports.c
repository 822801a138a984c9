/* The reports there are; Enter shows one. */
#include "model/report.h"
#include "view/view.h"

struct reports_state {
	size_t at;
};

static int reports_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	(void)v;
	(void)spec;
	(void)e;
	return 0;
}

static const struct report *nth(size_t n)
{
	for (size_t i = 0; i < reports_count; i++)
		if (!reports[i].place && n-- == 0)
			return &reports[i];
	return NULL;
}

static void reports_draw(struct view *v, struct grid *g, struct rect r)
{
	struct reports_state *s = v->state;
	int label = r.w / 3 < 30 ? r.w / 3 : 30;

	rect_cut_top(&r, 1);
	for (size_t i = 0; nth(i) && (int)i * 2 < r.h; i++) {
		struct rect line = rect_row(r, (int)i * 2);
		grid_put_fit(g, line.x + 2, line.y, label, ROLE_DEFAULT, _(nth(i)->label));
		grid_put_fit(g, line.x + label + 4, line.y, line.w - label - 6, ROLE_QUIET,
			     _(nth(i)->help));
		if (i == s->at) {
			grid_select(g, line);
			grid_cursor(g, line.x + 2, line.y, false);
		}
	}
}

static void reports_status(struct view *v, struct grid *g, struct rect r)
{
	(void)v;
	grid_put(g, r.x + 1, r.y, r.w - 2, ROLE_TITLE, _("Reports"));
}

static void reports_title(struct view *v, struct sbuf *out)
{
	(void)v;
	sbuf_puts(out, _("Reports"));
}

static bool reports_command(struct view *v, enum command_id id, const char *arg)
{
	struct reports_state *s = v->state;

	(void)arg;
	switch (id) {
	case CMD_DOWN:
		s->at += nth(s->at + 1) != NULL;
		return true;
	case CMD_UP:
		s->at -= s->at > 0;
		return true;
	case CMD_FIRST:
		s->at = 0;
		return true;
	case CMD_LAST:
		while (nth(s->at + 1))
			s->at++;
		return true;
	case CMD_OPEN:
		if (nth(s->at))
			host_open(v, &(struct view_spec){ .view = "report", .name = nth(s->at)->name });
		return true;
	default:
		return false;
	}
}

const struct view_ops reports_view = {
	.name = "reports",
	.contexts = IN_TEXT,
	.size = sizeof(struct reports_state),
	.open = reports_open,
	.draw = reports_draw,
	.status = reports_status,
	.command = reports_command,
	.title = reports_title,
};
