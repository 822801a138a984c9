/* The reports there are; Enter shows one. */
#include "model/figure.h"
#include "model/report.h"
#include "view/explain.h"
#include "view/panes.h"

struct reports_state {
	struct table *table;
	struct sections sections;
};

/* As a table like any other, so that moving, finding and copying come with it. */
static struct table *make_table(void)
{
	struct table *t = table_new("reports");

	table_add_column(t, "report", N_("Report"), FIELD_TEXT)->field.width = 22;
	table_add_column(t, "help", N_("Question"), FIELD_TEXT)->field.width = 64;
	for (size_t i = 0; i < reports_count; i++) {
		struct row *r;
		if (reports[i].place)
			continue;
		r = table_add_row(t);
		r->id = (int64_t)i + 1;
		table_set(t, r, 0, value_text(_(reports[i].label)));
		table_set(t, r, 1, value_text(_(reports[i].help)));
	}
	return t;
}

static int reports_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct reports_state *s = v->state;
	struct section *all;

	(void)spec;
	(void)e;
	s->table = make_table();
	all = sections_add(&s->sections, s->table);
	all->head = _("Question");
	sections_settle(&s->sections);
	return 0;
}

static void reports_close(struct view *v)
{
	struct reports_state *s = v->state;

	sections_free(&s->sections);
	table_free(s->table);
}

static void reports_draw(struct view *v, struct grid *g, struct rect r)
{
	struct reports_state *s = v->state;
	struct rows_style style = { .context = &v->host->context, .column = -1, .focus = true };

	rect_cut_top(&r, 1);
	sections_draw(&s->sections, g, r, &style);
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

static void explain(struct view *v)
{
	static const struct figure all = { "reports", N_("Reports"), FIELD_INT, .made = "length",
		.words = N_("How many reports there are, besides Today, the calendar and the board.") };
	struct reports_state *s = v->state;
	struct explain x = { .made = answer_new(0) };
	struct table *bill = bill_make(&all);

	bill_line(bill, '=', _(all.label), arena_printf(&bill->arena, "%zu", s->table->nrows), (double)s->table->nrows);
	answer_add_table(x.made, bill);
	explain_open(v, &x);
}

static bool reports_command(struct view *v, enum command_id id, const char *arg)
{
	struct reports_state *s = v->state;
	const struct row *r = sections_row(&s->sections);

	(void)arg;
	if (sections_command(v, &s->sections, id))
		return true;
	if (id == CMD_EXPLAIN)
		explain(v);
	if (id != CMD_OPEN)
		return id == CMD_EXPLAIN;
	if (r)
		host_open(v, &(struct view_spec){ .view = "report", .name = reports[r->id - 1].name });
	return true;
}

const struct view_ops reports_view = {
	.name = "reports",
	.contexts = IN_TEXT,
	.size = sizeof(struct reports_state),
	.open = reports_open,
	.close = reports_close,
	.draw = reports_draw,
	.command = reports_command,
	.status = reports_status,
	.title = reports_title,
};
