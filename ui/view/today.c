/* Today: what is late, due, coming, promised, about to close, rotting, quiet; and what was half-typed. */
#include "exchange/page.h"
#include "base/number.h"
#include "model/plan.h"
#include "view/explain.h"
#include "view/panes.h"
#include "view/print.h"

enum { TAG_TODAY = 1, TAG_PAGE, TAG_ANYBODY };

struct today_state {
	struct answer *answer; /* owns the sections' tables */
	struct sections sections;
	struct table *flat; /* the same rows in one table, to be exported */
	struct sbuf next;   /* the next appointment */
	bool empty;         /* nothing is due, as there is nobody in the book */
	struct sbuf page;   /* where the page goes that was asked for */
};

static int today_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	(void)spec;
	(void)e;
	v->stale = true;
	return 0;
}

static void today_close(struct view *v)
{
	struct today_state *s = v->state;

	sections_free(&s->sections);
	answer_free(s->answer);
	table_free(s->flat);
	sbuf_free(&s->next);
	sbuf_free(&s->page);
}

static void today_load(struct view *v)
{
	host_send(v, TAG_TODAY, &(struct request){ .verb = VERB_REPORT, .name = "today" });
}

/* A negative width hides the column. */
static void narrow(struct table *t, const char *name, short width)
{
	int at = table_column(t, name);

	if (at >= 0)
		t->columns[at].field.width = width;
}

static void lay_out(struct table *t)
{
	static const struct {
		const char *name;
		short width;
	} widths[] = {
		{ "when", 14 },    { "start", -1 },    { "kind", 7 },      { "customer", 20 },
		{ "subject", 28 }, { "owner", -1 },    { "rotting", -1 },  { "record", -1 },
		{ "content", -1 }, { "direction", -1 },
	};
	/* Neither who it is nor the day that the section is about gives way: a plan is a list of people. */
	static const char *const firm[] = { "when", "customer", "since", "last_contact", "birthday" };

	for (size_t i = 0; i < LENGTH(widths); i++)
		narrow(t, widths[i].name, widths[i].width);
	for (size_t i = 0; i < LENGTH(firm); i++)
		if (table_column(t, firm[i]) >= 0)
			t->columns[table_column(t, firm[i])].field.shrink = 0;
}

static void print_day(struct view *v, struct answer *a)
{
	struct today_state *s = v->state;
	struct sbuf head = SBUF_INIT;

	page_day(&head, a, &v->host->context);
	print_page(v, a, sbuf_text(&s->page), sbuf_text(&head), true);
	sbuf_free(&head);
}

static void today_answer(struct view *v, int tag, struct answer *a)
{
	struct today_state *s = v->state;

	const struct table *const *tables = (const struct table *const *)a->tables;

	if (tag == TAG_ANYBODY) {
		s->empty = a->ntables && !a->tables[0]->nrows;
		return;
	}
	if (tag == TAG_PAGE) {
		print_day(v, a);
		return;
	}
	table_free(s->flat);
	s->flat = plan_flat(tables, a->ntables);
	sbuf_reset(&s->next);
	plan_next(&s->next, tables, a->ntables, &v->host->context);
	for (size_t i = 0; i < a->ntables; i++) {
		plan_merge_when(a->tables[i], &v->host->context);
		lay_out(a->tables[i]);
		if (plan_filter(a->tables[i]->name))
			table_add_more(v, a->tables[i], "subject",
				       arena_printf(&a->arena, "%s owner:me", plan_filter(a->tables[i]->name)));
	}
	sections_take(v, &s->sections, &s->answer, a);
	if (!sections_count(&s->sections))
		host_send(v, TAG_ANYBODY, &(struct request){ .verb = VERB_LIST, .entity = entity_at(ENTITY_CUSTOMER),
							     .columns = "id", .limit = 1 });
}

/* Whoever begins is told how; whoever has nothing to do, what he could. */
static void draw_nothing(struct view *v, struct grid *g, struct rect r)
{
	struct today_state *s = v->state;

	r = (struct rect){ r.x + 2, r.y, r.w - 4, r.h };
	if (!s->empty) {
		rect_cut_top(&r, grid_put_lines(g, r, ROLE_GOOD, _("Nothing is due. A good day to call somebody.")));
		grid_put_lines(g, r, ROLE_QUIET,
			       K_(v,
				  "{task} adds a task, {customers} shows the customers, {find-all} finds anything."));
		return;
	}
	rect_cut_top(&r, grid_put_lines(g, r, ROLE_DEFAULT, _("This book is empty.")));
	rect_cut_top(&r, grid_put_lines(g, r, ROLE_QUIET,
					K_(v, "{customers} shows the customers: there {add} adds the first, {import} "
					      "reads them from a file.")));
	rect_cut_top(&r, 1);
	grid_put_lines(g, r, ROLE_QUIET, _("`rapport tour`, at the shell, leads around in five minutes."));
}

static void today_draw(struct view *v, struct grid *g, struct rect r)
{
	struct today_state *s = v->state;
	struct rows_style style = { .context = &v->host->context, .column = -1, .focus = true };

	rect_cut_top(&r, 1);
	if (s->answer && !sections_count(&s->sections)) {
		draw_nothing(v, g, r);
		return;
	}
	sections_draw(&s->sections, g, r, &style);
}

static const char *greeting(int hour)
{
	if (hour < 11)
		return _("Good morning");
	return hour < 18 ? _("Good day") : _("Good evening");
}

static void today_status(struct view *v, struct grid *g, struct rect r)
{
	struct today_state *s = v->state;
	struct sbuf day = SBUF_INIT;
	enum role role = ROLE_ACCENT;
	struct civil c;
	int used;

	stamp_to_local(v->host->context.now, &c);
	used = 1 + grid_printf(g, r.x + 1, r.y, r.w - 2, ROLE_TITLE, _("%s, %s"), greeting(c.hour),
			       host_me(v->host));
	sbuf_puts(&day, " · ");
	date_show_whole(&day, v->host->context.today);
	used += grid_put_fit(g, r.x + used, r.y, r.w - used - 1, ROLE_QUIET, sbuf_text(&day)) + 3;
	sbuf_reset(&day);
	if (s->sections.marks.n) {
		sbuf_printf(&day, _("%zu marked"), s->sections.marks.n);
		role = ROLE_MARKED;
	} else if (s->next.len) {
		sbuf_printf(&day, _("next: %s"), sbuf_text(&s->next));
	}
	if (used + 16 < r.w)
		grid_put_right(g, r.x + used, r.y, r.w - used - 1, role, sbuf_text(&day));
	sbuf_free(&day);
}

static void today_title(struct view *v, struct sbuf *out)
{
	(void)v;
	sbuf_puts(out, _("Today"));
}

static bool today_subject(struct view *v, struct subject *out)
{
	struct today_state *s = v->state;

	return sections_subject(&s->sections, out);
}

static void export_done(struct view *v, const char *path, void *data)
{
	struct today_state *s = v->state;

	(void)data;
	if (path && *path && print_is_page(path)) {
		sbuf_reset(&s->page);
		sbuf_puts(&s->page, path);
		host_send(v, TAG_PAGE, &(struct request){ .verb = VERB_REPORT, .name = "today" });
	} else if (path && *path && s->flat) {
		v->host->ops->export(v->host, NULL, s->flat, path);
	}
}

static bool is_draft(const struct row *r)
{
	return r && r->entity == entity_at(ENTITY_DRAFT);
}

static void open_line(struct view *v)
{
	struct today_state *s = v->state;
	const struct row *r = sections_row(&s->sections);

	if (is_draft(r))
		draft_open(v, sections_table(&s->sections), r);
	else if (!row_open(v, r))
		host_say(v, TONE_QUIET, "%s", _("There is nothing under the cursor."));
}

/* All of a section, whatever was marked: an action is done to it next. */
static bool mark_section(struct sections *s, const char *name)
{
	marks_clear(&s->marks);
	for (size_t i = 0; i < s->n; i++)
		if (!strcmp(s->items[i].table->name, name)) {
			s->section = i;
			s->row = 0;
			sections_mark_all(s);
		}
	return s->marks.n;
}

static void catch_up(struct view *v)
{
	struct today_state *s = v->state;

	if (!mark_section(&s->sections, "overdue")) {
		host_say(v, TONE_GOOD, "%s", _("Nothing is overdue."));
		return;
	}
	host_act(v, "activity.snooze", &(struct named_value){ "until", "today" }, 1);
	marks_clear(&s->sections.marks); /* the action has them */
}

static bool today_command(struct view *v, enum command_id id, const char *arg)
{
	struct today_state *s = v->state;

	if (sections_command(v, &s->sections, id))
		return true;
	if (id == CMD_OPEN || (id == CMD_EDIT && is_draft(sections_row(&s->sections))))
		open_line(v);
	else if (id == CMD_CATCH_UP)
		catch_up(v);
	else if (id == CMD_EXPLAIN)
		sections_explain(v, &s->sections, &(struct request){ .name = "today" });
	else if (id == CMD_EXPORT && arg)
		export_done(v, arg, NULL);
	else if (id == CMD_EXPORT)
		print_ask(v, "today.txt", export_done);
	else
		return false;
	return true;
}

const struct view_ops today_view = {
	.name = "today",
	.contexts = IN_TODAY,
	.size = sizeof(struct today_state),
	.sections = offsetof(struct today_state, sections),
	.open = today_open,
	.close = today_close,
	.load = today_load,
	.answer = today_answer,
	.draw = today_draw,
	.status = today_status,
	.command = today_command,
	.subject = today_subject,
	.title = today_title,
};
