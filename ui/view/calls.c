/* A call list: the records of a list, one a screen. A digit is what came of the call: it logs it, sets the
 * next step and brings the next record. The queue is kept as a draft, so that it outlives the program. */
#include "base/number.h"
#include "view/calls_state.h"
#include "view/explain.h"
#include "view/panes.h"
#include "view/suggest.h"
#include "widget/chart.h"

#define MOST 2000 /* records of a queue: more is no day's work, and its draft stays small */

/* What a list of the told records says of one that is called by this name. */
static const char *told(const struct view *v, const char *table, const char *name, const char *column)
{
	const struct table *t = answer_table(v->host->describe, table);

	for (size_t i = 0; t && i < t->nrows; i++)
		if (!strcmp(table_get(t, i, "name").s ? table_get(t, i, "name").s : "", name))
			return table_get(t, i, column).s;
	return NULL;
}

/* What to say: the saved view's, else the book's. */
static const char *script(const struct view *v)
{
	const struct calls_state *s = v->state;
	const char *own = told(v, "views", sbuf_text(&s->title), "script");
	const char *text = own && *own ? own : told(v, "settings", "call_script", "value");

	return text ? text : "";
}

static int read_outcomes(struct view *v, struct error *e)
{
	struct calls_state *s = v->state;
	const char *own = told(v, "settings", CALL_SETTING, "value");

	s->noutcomes = call_outcomes_read(own ? own : call_outcomes_default, &v->arena, s->outcomes, e);
	return s->noutcomes ? 0 : -1;
}

static void show_next(struct view *v)
{
	struct calls_state *s = v->state;

	sbuf_reset(&s->words);
	table_free(s->refs);
	s->refs = NULL;
	s->shown_at = clock_ticks();
	sections_rewind(&s->sections);
	v->stale = true;
}

/* In a draft the words of the call at hand stand behind the queue. */
#define WORDS_BELOW "\n"

static void take_words(struct calls_state *s, const char *draft)
{
	const char *below = strstr(draft, "\n" WORDS_BELOW);

	if (below)
		sbuf_puts(&s->words, below + strlen("\n" WORDS_BELOW));
}

/* The marked ones, or all of the list; those that it does not show any more, too, each where it belongs. */
static void ask_ids(struct view *v, const struct view_spec *spec)
{
	const struct marks *marks = spec->data;
	const char *group = spec->name ? spec->name : "",
		   *sort = spec->sort && *spec->sort ? spec->sort : spec->entity->order;
	char *in_groups = xasprintf("%s%s%s", group, *group ? "," : "", sort);
	struct request r = { .verb = VERB_LIST, .entity = spec->entity, .columns = "id", .limit = MOST };

	if (marks && marks->n) {
		r.ids = marks->ids;
		r.nids = marks->n < LIST_IDS ? marks->n : LIST_IDS;
		r.sort = in_groups;
	} else {
		r.expr = spec->expr;
		r.sort = sort;
		r.group = group;
	}
	host_send(v, TAG_IDS, &r);
	free(in_groups);
}

static int calls_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct calls_state *s = v->state;

	s->entity = spec->entity;
	if (!sheet_of(s->entity))
		return error_set(e, ERROR_USAGE, _("Nobody can be called here: call customers, or what concerns one: "
						   "contacts, deals, activities, invoices, cases."));
	if (read_outcomes(v, e) < 0)
		return -1;
	s->queue.begun = v->host->context.now;
	s->draft = spec->draft;
	if (spec->draft && calling_read(&s->queue, spec->expr, &s->title) < 0)
		return error_set(e, ERROR_USAGE, _("This draft is no call list."));
	if (!spec->draft) {
		sbuf_puts(&s->title, spec->title && *spec->title ? spec->title : _(s->entity->plural));
		ask_ids(v, spec);
	}
	show_next(v);
	if (spec->draft)
		take_words(s, spec->expr);
	return 0;
}

static void calls_close(struct view *v)
{
	struct calls_state *s = v->state;

	calling_free(&s->queue);
	sections_free(&s->sections);
	answer_free(s->answer);
	table_free(s->refs);
	sbuf_free(&s->title);
	sbuf_free(&s->words);
}

/* Which of the logged calls are still there: undo takes them back, redo brings them again. */
static void ask_made(struct view *v)
{
	struct calls_state *s = v->state;
	int64_t first = INT64_MAX, last = 0;
	char expr[64];

	for (size_t i = 0; i < s->queue.n; i++) {
		int64_t id = s->queue.items[i].activity;
		first = id && id < first ? id : first;
		last = id > last ? id : last;
	}
	if (!last)
		return;
	snprintf(expr, sizeof(expr), "id>=%lld id<=%lld", (long long)first, (long long)last);
	host_send(v, TAG_MADE, &(struct request){ .verb = VERB_LIST, .entity = entity_at(ENTITY_ACTIVITY),
						  .expr = expr, .columns = "id,done", .limit = 100000 });
}

static void calls_load(struct view *v)
{
	struct calls_state *s = v->state;

	ask_made(v);
	if (calls_over(s))
		return;
	sheet_ask(v, TAG_SHEET, s->entity, s->queue.items[s->queue.at].id);
	if (!calls_is_party(s->entity))
		calls_ask_refs(v, s->queue.items[s->queue.at].id);
}

/* Whether there is something to come back to: who has called nobody yet takes the list again. */
static bool has_begun(const struct calls_state *s)
{
	return s->queue.n && !calls_over(s) && (s->queue.at || s->queue.items[0].activity || s->words.len);
}

static bool calls_draft(struct view *v, struct request *r, struct arena *a)
{
	struct calls_state *s = v->state;
	struct sbuf text = SBUF_INIT;

	if (!has_begun(s))
		return false;
	calling_write(&s->queue, sbuf_text(&s->title), &text);
	sbuf_printf(&text, WORDS_BELOW "%s", sbuf_text(&s->words));
	*r = (struct request){ .verb = VERB_DRAFT, .entity = s->entity, .id = s->draft,
			       .words = arena_strdup(a, sbuf_text(&text)),
			       .name = arena_printf(a, _("Call list %s · %zu of %zu"), sbuf_text(&s->title),
						    s->queue.at + 1, s->queue.n) };
	sbuf_free(&text);
	return true;
}

static void keep(struct view *v)
{
	struct calls_state *s = v->state;
	struct request r;
	struct arena a = { 0 };

	if (!s->keeping && !s->kept && calls_draft(v, &r, &a)) {
		s->keeping = s->kept = true;
		host_send(v, TAG_DRAFT, &r);
	}
	arena_free(&a);
}

static void forget(struct view *v)
{
	struct calls_state *s = v->state;

	if (s->draft)
		v->host->ops->send(v->host, NULL, 0, &(struct request){ .verb = VERB_DRAFT, .id = s->draft });
	s->draft = 0;
}

static void go_on(struct view *v)
{
	struct calls_state *s = v->state;

	calling_go_on(&s->queue);
	s->kept = false;
	if (calls_over(s))
		forget(v);
	else
		keep(v);
	show_next(v);
}

static void take_ids(struct view *v, const struct table *t)
{
	struct calls_state *s = v->state;
	struct sbuf most = SBUF_INIT;

	for (size_t i = 0; i < t->nrows; i++)
		if (t->rows[i].id > 0) /* no head of a group */
			calling_add(&s->queue, t->rows[i].id);
	number_group(&most, (int64_t)s->queue.n, 0, 0);
	if (t->total > (int64_t)t->nrows)
		host_say(v, TONE_ATTENTION, _("The list is longer: these are the first %s."), sbuf_text(&most));
	sbuf_free(&most);
	show_next(v);
}

/* Where a call was taken back one stands again; where it came back one goes on. */
static void take_made(struct view *v, const struct table *t)
{
	struct calls_state *s = v->state;
	bool back = false, again = false;

	for (size_t i = 0; i < s->queue.n; i++) {
		struct call *call = &s->queue.items[i];
		bool there = false;
		for (size_t j = 0; call->activity && j < t->nrows && !there; j++)
			there = t->rows[j].id == call->activity &&
				table_get(t, j, "done").kind != VALUE_NULL;
		if (!call->activity || call->undone == !there)
			continue;
		call->undone = !there;
		s->queue.at = i;
		back |= !there;
		again |= there;
	}
	if (back || again)
		show_next(v);
	if (again)
		calling_go_on(&s->queue);
}

static void take_logged(struct view *v, const struct answer *a)
{
	struct calls_state *s = v->state;
	struct call *call = &s->queue.items[s->logged];

	s->logging = false;
	call->activity = s->entity->id == ENTITY_ACTIVITY ? call->id : a->nids ? a->ids[0] : 0;
	call->outcome = s->outcomes[s->chosen].outcome;
	call->seconds = (clock_ticks() - s->shown_at) / 1000;
	call->undone = false;
	host_say(v, TONE_GOOD, K_(v, "%s: %s · {undo} undoes"), sheet_name(s->answer, &v->arena),
		 a->text ? a->text : _("Done"));
	v->host->ops->refresh(v->host);
	go_on(v);
}

static void calls_answer(struct view *v, int tag, struct answer *a)
{
	struct calls_state *s = v->state;

	if (tag == TAG_IDS && a->ntables) {
		take_ids(v, a->tables[0]);
	} else if (tag == TAG_MADE && a->ntables) {
		take_made(v, a->tables[0]);
	} else if (tag == TAG_LOG) {
		take_logged(v, a);
	} else if (tag == TAG_REFS && a->ntables) {
		calls_take_refs(s, a);
	} else if (tag == TAG_SHEET) {
		sheet_lay(a, &v->host->context);
		sections_take(v, &s->sections, &s->answer, a);
		s->sections.margin = SHEET_MARGIN;
	} else if (tag == TAG_DRAFT) {
		s->keeping = false;
		if (a->nids)
			s->draft = a->ids[0];
	}
}

static void calls_failed(struct view *v, int tag, const struct error *e)
{
	struct calls_state *s = v->state;

	if (tag == TAG_LOG)
		s->logging = false;
	if (tag == TAG_DRAFT)
		s->keeping = false;
	else
		host_say(v, TONE_DANGER, "%s", e->text);
}

static void next_typed(struct view *v, const char *text, void *data)
{
	(void)data;
	if (text && arg_reads(v, &(struct arg){ .name = "next", .label = N_("Next"), .type = FIELD_DATE }, text))
		calls_log(v, text);
}

static void choose(struct view *v, size_t i)
{
	struct calls_state *s = v->state;
	const struct call_outcome *o = &s->outcomes[i];

	s->chosen = i;
	if (o->next && !strcmp(o->next, "ask"))
		host_ask(v, &(struct ask){ .prompt = _("next call (nothing: none)"),
					   .history = "next",
					   .offer = suggest_days,
					   .done = next_typed });
	else
		calls_log(v, o->next);
}

static bool calls_event(struct view *v, const struct event *ev)
{
	struct calls_state *s = v->state;

	if ((ev->type != EVENT_KEY && ev->type != EVENT_TEXT) || ev->key < '1' || ev->key > '9')
		return false;
	if (!calls_over(s) && ev->key < '1' + s->noutcomes && !s->logging && (s->refs || calls_is_party(s->entity)))
		choose(v, ev->key - '1');
	return true;
}

static void draw_outcomes(const struct calls_state *s, struct grid *g, struct rect line)
{
	const struct choice *was = s->queue.items[s->queue.at].outcome;
	int x = line.x + 1;

	if (!calling_made(&s->queue.items[s->queue.at]))
		was = NULL;
	for (size_t i = 0; i < s->noutcomes; i++) {
		const struct choice *o = s->outcomes[i].outcome;
		x += grid_printf(g, x, line.y, line.x + line.w - x, ROLE_KEY, "%zu", i + 1) + 1;
		x += grid_put(g, x, line.y, line.x + line.w - x, o == was ? ROLE_GOOD : ROLE_DEFAULT, _(o->label)) + 2;
	}
}

static void draw_record(struct view *v, struct grid *g, struct rect r)
{
	struct calls_state *s = v->state;
	struct rows_style style = { .context = &v->host->context, .column = -1, .focus = true };
	struct rect bottom;

	draw_outcomes(s, g, rect_cut_bottom(&r, 1));
	rect_cut_bottom(&r, 1);
	if (s->words.len)
		grid_printf(g, r.x + 1, r.y + r.h - 1, r.w - 2, ROLE_ACCENT, "\xe2\x80\x9c%s\xe2\x80\x9d",
			    sbuf_text(&s->words));
	if (s->words.len)
		rect_cut_bottom(&r, 2);
	if (*script(v)) {
		bottom = rect_cut_bottom(&r, r.h / 3);
		grid_put(g, bottom.x + 1, bottom.y, SHEET_MARGIN - 2, ROLE_HEADER, _("Script"));
		rect_cut_left(&bottom, SHEET_MARGIN + ROWS_GUTTER);
		rect_cut_right(&bottom, 1);
		grid_put_lines(g, bottom, ROLE_DEFAULT, script(v));
		rect_cut_bottom(&r, 1);
	}
	sections_draw(&s->sections, g, r, &style);
}

static void draw_result(struct view *v, struct grid *g, struct rect r)
{
	struct calls_state *s = v->state;
	struct table *t = calling_table(&s->queue);
	size_t top = 0;

	grid_put_fit(g, r.x + 2, r.y, r.w - 4, ROLE_TITLE, _("All of them were gone through."));
	grid_put_fit(g, r.x + 2, r.y + 2, r.w - 4, ROLE_DEFAULT, t->note);
	rect_cut_top(&r, 4);
	chart_draw(g, rect_inset(r, 2, 0), t, t->nrows, &top, &v->host->context);
	table_free(t);
}

static void calls_draw(struct view *v, struct grid *g, struct rect r)
{
	struct calls_state *s = v->state;

	rect_cut_top(&r, 1);
	if (!s->queue.n)
		grid_put_fit(g, r.x + 2, r.y, r.w - 4, ROLE_QUIET,
			     v->loading ? _("loading") : _("There is nobody in this list."));
	else if (calls_over(s))
		draw_result(v, g, r);
	else
		draw_record(v, g, r);
}

static void calls_status(struct view *v, struct grid *g, struct rect r)
{
	struct calls_state *s = v->state;
	struct sbuf text = SBUF_INIT;
	int used;

	used = grid_put(g, r.x + 1, r.y, r.w - 16, ROLE_TITLE, _("Call list"));
	grid_put_fit(g, r.x + used + 3, r.y, r.w - used - 19, ROLE_QUIET, sbuf_text(&s->title));
	if (!calls_over(s)) {
		number_group(&text, (int64_t)s->queue.at + 1, 0, 0);
		sbuf_puts(&text, _(" of "));
		number_group(&text, (int64_t)s->queue.n, 0, 0);
		grid_put_right(g, r.x, r.y, r.w - 1, ROLE_QUIET, sbuf_text(&text));
	}
	sbuf_free(&text);
}

static void calls_title(struct view *v, struct sbuf *out)
{
	(void)v;
	sbuf_puts(out, _("Calls"));
}

static void step(struct view *v, int by)
{
	struct calls_state *s = v->state;

	if (by < 0 && !s->queue.at) {
		host_say(v, TONE_QUIET, "%s", _("This is the first of the list."));
		return;
	}
	s->queue.at = by < 0 ? s->queue.at - 1 : s->queue.at + (s->queue.at < s->queue.n);
	s->kept = false;
	show_next(v);
}

/* Also while they are typed: a dropped line takes none of them. */
static void words_typed(struct view *v, const char *text, void *data)
{
	struct calls_state *s = v->state;

	(void)data;
	if (!text)
		return;
	sbuf_reset(&s->words);
	sbuf_puts(&s->words, text);
	s->kept = false;
}

/* The number under the cursor, else the first. */
static bool copy_phone(struct view *v)
{
	struct calls_state *s = v->state;
	const struct table *t = sections_table(&s->sections), *phones = answer_table(s->answer, "phones");

	if (t && table_column(t, "phone") >= 0)
		return row_copy(v, t, sections_row(&s->sections), CMD_COPY_PHONE);
	return row_copy(v, phones, phones && phones->nrows ? &phones->rows[0] : NULL, CMD_COPY_PHONE);
}

/* What came of the calls at the end; before that what the sheet tells. */
static void explain(struct view *v)
{
	struct calls_state *s = v->state;
	struct explain x = { 0 };
	struct table *bill;
	char id[24];

	for (int i = 0; calls_over(s) && (bill = calling_bill(&s->queue, i)); i++) {
		x.made = x.made ? x.made : answer_new(0);
		answer_add_table(x.made, bill);
	}
	if (calls_over(s)) {
		explain_open(v, &x);
		return;
	}
	snprintf(id, sizeof(id), "%lld", (long long)s->queue.items[s->queue.at].id);
	sections_explain(v, &s->sections, &(struct request){ .name = "sheet", .nargs = 1,
							     .args = &(struct named_value){ s->entity->name, id } });
}

/* Says where it is gone on with: `c` would begin anew. */
static void leave(struct view *v)
{
	struct calls_state *s = v->state;

	keep(v);
	if (has_begun(s))
		host_say(v, TONE_PLAIN, _("The call list is kept at %zu of %zu: Today goes on with it."),
			 s->queue.at + 1, s->queue.n);
	else
		forget(v);
}

static bool calls_command(struct view *v, enum command_id id, const char *arg)
{
	struct calls_state *s = v->state;

	switch (id) {
	case CMD_CALL_NEXT:
		step(v, 1);
		return true;
	case CMD_CALL_BEFORE:
		step(v, -1);
		return true;
	case CMD_CALL_WORDS:
		if (arg)
			words_typed(v, arg, NULL);
		else
			host_ask(v, &(struct ask){ .prompt = _("said"), .text = sbuf_text(&s->words),
						   .changed = words_typed, .done = words_typed });
		return true;
	case CMD_OPEN:
		if (!row_open(v, sections_row(&s->sections)))
			host_say(v, TONE_QUIET, "%s", _("There is nothing under the cursor."));
		return true;
	case CMD_COPY_PHONE:
		return copy_phone(v);
	case CMD_EXPLAIN:
		explain(v);
		return true;
	case CMD_BACK:
	case CMD_CLOSE:
		leave(v);
		return false;
	default:
		return sections_command(v, &s->sections, id);
	}
}

/* The record that is called, whatever line the cursor is on; the line tells its phone. */
static bool calls_subject(struct view *v, struct subject *out)
{
	struct calls_state *s = v->state;

	if (calls_over(s))
		return false;
	*out = (struct subject){ .entity = s->entity, .ids = &s->queue.items[s->queue.at].id, .n = 1 };
	return true;
}

/* From the one that is called to the next one; from another line of the sheet down that. */
static bool calls_walk(struct view *v, int by, struct record_ref *at)
{
	struct calls_state *s = v->state;
	const struct row *r = sections_row(&s->sections);
	bool stepped = !by;

	if (!v->stale && (!r || r->entity != s->entity || r->id != s->queue.items[s->queue.at].id))
		return sections_walk(v, by, at);
	if (by < 0 ? s->queue.at > 0 : by && s->queue.at + 1 < s->queue.n) {
		step(v, by);
		stepped = true;
	}
	*at = (struct record_ref){ s->entity, s->queue.items[s->queue.at].id };
	return stepped;
}

const struct view_ops calls_view = {
	.name = "calls",
	.contexts = IN_CALLS,
	.size = sizeof(struct calls_state),
	.sections = offsetof(struct calls_state, sections),
	.open = calls_open,
	.close = calls_close,
	.load = calls_load,
	.answer = calls_answer,
	.failed = calls_failed,
	.draw = calls_draw,
	.status = calls_status,
	.command = calls_command,
	.event = calls_event,
	.subject = calls_subject,
	.walk = calls_walk,
	.title = calls_title,
	.draft = calls_draft,
	.idle = keep,
};
