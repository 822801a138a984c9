/* One report: a picture first, the table on `b`, and the records behind each figure on Enter. */
#include "model/expr.h"
#include "model/report.h"
#include "view/explain.h"
#include "view/panes.h"
#include "view/suggest.h"
#include "widget/chart.h"

enum { TAG_REPORT = 1 };

#define ARGS_MAX 12

struct report_state {
	const struct report *report;
	struct answer *answer;
	struct sections sections; /* every table; the first is the picture's */
	struct named_value args[ARGS_MAX];
	size_t nargs;
	bool table;
	size_t top;
	char *trouble; /* why there is no answer; NULL: it comes still */
};

static int report_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct report_state *s = v->state;

	s->report = report_find(spec->name);
	if (!s->report)
		return error_set(e, ERROR_USAGE, _("There is no report \"%s\"."), spec->name);
	for (size_t i = 0; i < spec->nargs && i < ARGS_MAX; i++)
		s->args[s->nargs++] =
			(struct named_value){ arena_strdup(&v->arena, spec->args[i].name),
					      arena_strdup(&v->arena, spec->args[i].value) };
	s->table = s->report->chart == CHART_NONE;
	v->stale = true;
	return 0;
}

static void report_close(struct view *v)
{
	struct report_state *s = v->state;

	sections_free(&s->sections);
	answer_free(s->answer);
	free(s->trouble);
}

static void report_load(struct view *v)
{
	struct report_state *s = v->state;

	host_send(v, TAG_REPORT,
		  &(struct request){ .verb = VERB_REPORT,
				     .name = s->report->name,
				     .args = s->args,
				     .nargs = s->nargs });
}

static void report_answer(struct view *v, int tag, struct answer *a)
{
	struct report_state *s = v->state;

	(void)tag;
	for (size_t i = 0; i < a->ntables; i++)
		if (a->tables[i]->drill)
			table_add_more(v, a->tables[i], NULL, a->tables[i]->drill);
	sections_take(v, &s->sections, &s->answer, a);
	for (size_t i = 0; i < s->sections.n; i++) {
		s->sections.items[i].columns = true;
		s->sections.items[i].empty = _("no data");
	}
	if (s->sections.n)
		s->sections.items[0].noted = true; /* above it */
}

/* Figures that were there before are no answer to what is asked now. */
static void report_failed(struct view *v, int tag, const struct error *e)
{
	struct report_state *s = v->state;

	(void)tag;
	host_say(v, TONE_DANGER, "%s", e->text);
	sections_reset(&s->sections);
	answer_free(s->answer);
	s->answer = NULL;
	free(s->trouble);
	s->trouble = xstrdup(e->text);
}

static const struct table *picture(const struct report_state *s)
{
	return s->answer && s->answer->ntables ? s->answer->tables[0] : NULL;
}

static bool has_picture(const struct report_state *s)
{
	return picture(s) && picture(s)->chart != CHART_NONE;
}

static bool as_picture(const struct report_state *s)
{
	return !s->table && has_picture(s) && s->sections.section == 0;
}

/* The picture above, the other tables below: the Lorenz curve's key figures, the movers of a pyramid. */
static void draw_picture(struct view *v, struct grid *g, struct rect r)
{
	struct report_state *s = v->state;
	const struct table *t = picture(s);
	struct rows_style style = { .context = &v->host->context, .column = -1 };
	int rest = 0, spare = r.h - chart_lines(t) - 1, most = spare > r.h / 2 ? spare : r.h / 2;

	for (size_t i = 1; i < s->answer->ntables; i++)
		rest += (int)s->answer->tables[i]->nrows + 3;
	rest = rest < most ? rest : most;
	if (s->answer->ntables > 1) {
		struct rect below = rect_cut_bottom(&r, rest);
		struct sections others = { 0 };
		for (size_t i = 1; i < s->answer->ntables; i++)
			sections_add(&others, s->answer->tables[i])->columns = true;
		sections_draw(&others, g, below, &style);
		sections_free(&others);
	}
	rect_cut_bottom(&r, 1);
	chart_draw(g, rect_inset(r, 2, 0), t, s->sections.row, &s->top, &v->host->context);
}

static void report_draw(struct view *v, struct grid *g, struct rect r)
{
	struct report_state *s = v->state;
	struct rows_style style = { .context = &v->host->context, .column = -1, .focus = true };
	int lines = 1;

	if (!s->answer) {
		grid_put_lines(g, rect_inset(r, 2, 1), ROLE_DEFAULT, s->trouble ? s->trouble : "");
		return;
	}
	if (picture(s) && picture(s)->note)
		lines = grid_put_lines(g, (struct rect){ r.x + 1, r.y, r.w - 2, 2 }, ROLE_QUIET, picture(s)->note);
	rect_cut_top(&r, lines + 1);
	if (as_picture(s))
		draw_picture(v, g, r);
	else
		sections_draw(&s->sections, g, r, &style);
}

static void report_status(struct view *v, struct grid *g, struct rect r)
{
	struct report_state *s = v->state;
	int used = 1 + grid_put_fit(g, r.x + 1, r.y, r.w / 2, ROLE_TITLE, _(s->report->label)) + 3;

	for (size_t i = 0; i < s->nargs; i++)
		used += grid_printf(g, r.x + used, r.y, r.w - used - 12, ROLE_ACCENT, "%s %s",
				    s->args[i].name, s->args[i].value) + 2;
	if (has_picture(s))
		grid_put_right(g, r.x + r.w - 13, r.y, 12, ROLE_QUIET,
			       s->table ? K_(v, "{flip} picture") : K_(v, "{flip} table"));
}

static void report_title(struct view *v, struct sbuf *out)
{
	struct report_state *s = v->state;

	sbuf_puts(out, _(s->report->label));
}

static void set_arg(struct view *v, const char *name, const char *value)
{
	struct report_state *s = v->state;
	size_t i = 0;

	while (i < s->nargs && strcmp(s->args[i].name, name))
		i++;
	if (*value && i < ARGS_MAX) {
		s->args[i] = (struct named_value){ name, arena_strdup(&v->arena, value) };
		if (i == s->nargs)
			s->nargs++;
	} else if (!*value && i < s->nargs) {
		s->args[i] = s->args[--s->nargs];
	}
	v->stale = true;
}

static void arg_typed(struct view *v, const char *text, void *data)
{
	const struct arg *arg = data;

	if (text && arg_reads(v, arg, text) && (!arg->expr || filter_reads(v, entity_find(arg->expr), text)))
		set_arg(v, arg->name, text);
}

static void arg_picked(struct view *v, const struct pick_item *item, void *data)
{
	const struct arg *arg = data;
	char id[24];

	if (!item)
		return;
	snprintf(id, sizeof(id), "%lld", (long long)item->value);
	set_arg(v, arg->name, item->text ? item->text : id);
}

static void parameter_chosen(struct view *v, const struct pick_item *item, void *data)
{
	struct report_state *s = v->state;
	const struct arg *arg;

	(void)data;
	if (!item)
		return;
	arg = &s->report->args[item->value - 1];
	if (arg->ref)
		host_pick(v, &(struct pick){ .title = _(arg->label),
					     .entity = entity_find(arg->ref),
					     .done = arg_picked,
					     .data = (void *)arg });
	else
		host_ask(v, &(struct ask){ .prompt = _(arg->label),
					   .history = arg->name,
					   .complete = arg->expr ? entity_find(arg->expr) : NULL,
					   .offer = arg->type == FIELD_DATE ? suggest_days : NULL,
					   .done = arg_typed,
					   .data = (void *)arg });
}

static void ask_parameters(struct view *v)
{
	struct report_state *s = v->state;
	struct pick_item items[ARGS_MAX] = { 0 };
	size_t n = 0;

	for (const struct arg *a = s->report->args; a && a->name && n < ARGS_MAX; a++, n++)
		items[n] = (struct pick_item){
			.label = _(a->label), .hint = _(a->help), .value = (int64_t)n + 1
		};
	host_pick(v, &(struct pick){ .title = _(s->report->label),
				     .items = items,
				     .nitems = n,
				     .done = parameter_chosen });
}

static const char *arg_value(const struct report_state *s, const char *name)
{
	for (size_t i = 0; i < s->nargs; i++)
		if (!strcmp(s->args[i].name, name))
			return s->args[i].value;
	return NULL;
}

/* Up to but not including *end; at first the last twelve months. */
static void shown_period(const struct view *v, date_t *first, date_t *end)
{
	const struct report_state *s = v->state;
	const char *from = arg_value(s, "from"), *to = arg_value(s, "to"), *period = arg_value(s, "period");

	if (period && period_read(period, v->host->context.today, first, end)) {
		++*end;
	} else if (!from || !to || date_read_iso(from, first) || date_read_iso(to, end)) {
		*end = v->host->context.today + 1;
		*first = date_add_months(*end, -12);
	}
}

/* How many whole months it is; 0: it is none. */
static int whole_months(date_t first, date_t end)
{
	struct civil a, b;

	date_split(first, &a);
	date_split(end, &b);
	return a.day == b.day ? (b.year - a.year) * 12 + b.month - a.month : 0;
}

/* The period before or after the one shown, of the same length. */
static void shift_period(struct view *v, int by)
{
	char text[DATE_SIZE];
	date_t first, end;
	int months, days;

	shown_period(v, &first, &end);
	months = whole_months(first, end);
	days = end - first;
	first = months > 0 ? date_add_months(first, by * months) : first + by * days;
	end = months > 0 ? date_add_months(end, by * months) : end + by * days;
	set_arg(v, "period", "");
	date_write_iso(first, text);
	set_arg(v, "from", text);
	date_write_iso(end, text);
	set_arg(v, "to", text);
}

static bool has_period(const struct report *r)
{
	for (const struct arg *a = r->args; a && a->name; a++)
		if (!strcmp(a->name, "from"))
			return true;
	return false;
}

static void export_done(struct view *v, const char *path, void *data)
{
	struct report_state *s = v->state;

	(void)data;
	if (path && *path && s->answer && s->answer->ntables)
		v->host->ops->export(v->host, NULL, s->answer->tables[0], path);
}

static bool report_command(struct view *v, enum command_id id, const char *arg)
{
	struct report_state *s = v->state;
	bool columns = as_picture(s) && !chart_is_lines(picture(s)->chart);

	(void)arg;
	if (id == CMD_LEFT || id == CMD_RIGHT) {
		if (!columns)
			host_say(v, TONE_QUIET, "%s", K_(v, "{down} and {up} walk the rows."));
		else
			id = id == CMD_LEFT ? CMD_UP : CMD_DOWN;
	}
	if (id == CMD_LEFT || id == CMD_RIGHT || sections_command(v, &s->sections, id))
		return true;
	switch (id) {
	case CMD_OPEN:
		if (!row_open(v, sections_row(&s->sections)))
			host_say(v, TONE_QUIET, "%s", _("There are no records behind this row."));
		return true;
	case CMD_FLIP:
		s->table = !s->table;
		if (!has_picture(s))
			host_say(v, TONE_QUIET, "%s", _("This report has no picture."));
		return true;
	case CMD_PARAMETERS:
		ask_parameters(v);
		return true;
	case CMD_EARLIER:
	case CMD_LATER:
		if (has_period(s->report))
			shift_period(v, id == CMD_LATER ? 1 : -1);
		else
			host_say(v, TONE_QUIET, "%s", _("This report has no period."));
		return true;
	case CMD_EXPORT:
		if (arg)
			export_done(v, arg, NULL);
		else
			host_ask_file(v, NULL, s->report->name, "csv", export_done);
		return true;
	case CMD_EXPLAIN:
		sections_explain(v, &s->sections, &(struct request){ .name = s->report->name, .args = s->args,
								      .nargs = s->nargs });
		return true;
	default:
		return false;
	}
}

static bool report_subject(struct view *v, struct subject *out)
{
	return sections_subject(&((struct report_state *)v->state)->sections, out);
}

const struct view_ops report_view = {
	.name = "report",
	.contexts = IN_REPORT,
	.size = sizeof(struct report_state),
	.sections = offsetof(struct report_state, sections),
	.open = report_open,
	.close = report_close,
	.load = report_load,
	.answer = report_answer,
	.failed = report_failed,
	.draw = report_draw,
	.status = report_status,
	.command = report_command,
	.subject = report_subject,
	.title = report_title,
};
