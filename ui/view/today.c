/* Today: what is late, due, coming, about to close, and rotting. */
#include "view/view.h"
#include "view/panes.h"

enum { TAG_TODAY = 1 };

struct today_state {
	struct answer *answer; /* owns the sections' tables */
	struct sections sections;
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

static void show_time(struct sbuf *out, int64_t stamp)
{
	struct civil c;

	stamp_to_local(stamp, &c);
	sbuf_printf(out, "%02d:%02d", c.hour, c.minute);
}

/* "3d late", "10:00", "Fri 10:00": the day and the time of a line as one, because a day's plan is read
 * down one column. */
static void merge_when(struct table *t, const struct value_context *c)
{
	int due = table_column(t, "due"), start = table_column(t, "start");

	if (due < 0 || start < 0)
		return;
	for (size_t i = 0; i < t->nrows; i++) {
		struct value day = t->rows[i].cells[due], time = t->rows[i].cells[start];
		struct sbuf text = SBUF_INIT;
		if (day.kind != VALUE_INT && time.kind == VALUE_INT)
			day = value_int(stamp_date(time.i));
		if (day.kind == VALUE_INT && day.i != c->today)
			date_show(&text, (date_t)day.i, c->today, DATE_LATE);
		if (time.kind == VALUE_INT && day.i >= c->today) {
			sbuf_puts(&text, text.len ? " " : "");
			show_time(&text, time.i);
		}
		table_set(t, &t->rows[i], (size_t)due, value_text(sbuf_text(&text)));
		sbuf_free(&text);
	}
	t->columns[due].name = "when";
	t->columns[due].field.type = FIELD_TEXT;
	t->columns[due].field.width = 14;
	t->columns[due].field.shrink = 0;
	narrow(t, "start", -1);
	/* The customer must not give way: a plan is a list of people. */
	narrow(t, "kind", 7);
	narrow(t, "subject", 28);
	narrow(t, "customer", 20);
	if (table_column(t, "customer") >= 0)
		t->columns[table_column(t, "customer")].field.shrink = 0;
}

static void today_answer(struct view *v, int tag, struct answer *a)
{
	struct today_state *s = v->state;

	(void)tag;
	for (size_t i = 0; i < a->ntables; i++) {
		merge_when(a->tables[i], &v->host->context);
		narrow(a->tables[i], "owner", -1);
		narrow(a->tables[i], "rotting", -1);
	}
	sections_take(&s->sections, &s->answer, a);
}

static void today_draw(struct view *v, struct grid *g, struct rect r)
{
	struct today_state *s = v->state;
	struct rows_style style = { .context = &v->host->context, .column = -1, .focus = true };

	rect_cut_top(&r, 1);
	if (s->answer && !sections_count(&s->sections)) {
		grid_put_fit(g, r.x + 2, r.y, r.w - 4, ROLE_GOOD, _("Nothing is due. A good day to call somebody."));
		grid_put_fit(g, r.x + 2, r.y + 1, r.w - 4, ROLE_QUIET,
			     _("t adds a task, 2 shows the customers, g / finds anything."));
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
	static const char *const days[] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
					    N_("Fri"), N_("Sat"), N_("Sun") };
	static const char *const months[] = { N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"),
					      N_("May"), N_("Jun"), N_("Jul"), N_("Aug"),
					      N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec") };
	struct civil c;
	int used;

	stamp_to_local(v->host->context.now, &c);
	used = grid_printf(g, r.x + 1, r.y, r.w - 2, ROLE_TITLE, "%s, %s", greeting(c.hour),
			   host_me(v->host));
	grid_printf(g, r.x + 1 + used, r.y, r.w - used, ROLE_QUIET, _(" · %s %d %s %d"),
		    _(days[c.weekday]), c.day, _(months[c.month - 1]), c.year);
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

static bool today_command(struct view *v, enum command_id id, const char *arg)
{
	struct today_state *s = v->state;

	(void)arg;
	if (sections_command(v, &s->sections, id))
		return true;
	if (id != CMD_OPEN)
		return false;
	if (!row_open(v, sections_row(&s->sections)))
		host_say(v, TONE_QUIET, "%s", _("There is nothing under the cursor."));
	return true;
}

static int64_t today_walk(struct view *v, int64_t from, int step)
{
	struct today_state *s = v->state;
	const struct row *r = sections_row(&s->sections);
	const struct entity *e = r ? r->entity : NULL;
	const struct row *next;

	if (!r || r->id != from)
		return 0;
	sections_move(&s->sections, step);
	next = sections_row(&s->sections);
	return next != r && next->entity == e ? next->id : 0;
}

const struct view_ops today_view = {
	.name = "today",
	.contexts = IN_TODAY,
	.size = sizeof(struct today_state),
	.open = today_open,
	.close = today_close,
	.load = today_load,
	.answer = today_answer,
	.draw = today_draw,
	.status = today_status,
	.command = today_command,
	.subject = today_subject,
	.title = today_title,
	.walk = today_walk,
};
