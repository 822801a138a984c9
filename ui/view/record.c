/* One record whole: who it is, what is open, everything that happened, and what belongs to it. */
#include "base/number.h"
#include "model/point.h"
#include "view/cell.h"
#include "view/explain.h"
#include "view/panes.h"
#include "view/preview.h"

enum { TAG_RECORD = 1, TAG_MORE };

#define PAGE        200  /* rows of the timeline; more when the cursor comes to the last of them, */
#define MOST        1000 /* at once */
#define TOTAL_WIDTH 8   /* how many there are, at the end of the timeline's head */

struct record_state {
	const struct entity *entity;
	int64_t id;
	struct answer *answer;
	struct sections sections;
	struct facts facts;
	bool on_facts;  /* the cursor is among the facts, else in the sections */
	size_t part;    /* of the timeline, as timeline_part has them */
	size_t asked;   /* rows of it */
	bool gone;
};

static int record_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct record_state *s = v->state;

	if (!spec->entity || !spec->id)
		return error_set(e, ERROR_USAGE, _("Which record is to be opened?"));
	s->entity = spec->entity;
	s->id = spec->id;
	s->facts.flags = FIELD_PREVIEW;
	s->facts.columns = 2;
	s->on_facts = true;
	s->asked = PAGE;
	v->stale = true;
	return 0;
}

static void record_close(struct view *v)
{
	struct record_state *s = v->state;

	sections_free(&s->sections);
	answer_free(s->answer);
}

static void ask(struct view *v, int tag, size_t offset, size_t limit)
{
	struct record_state *s = v->state;

	host_send(v, tag,
		  &(struct request){ .verb = VERB_GET,
				     .entity = s->entity,
				     .id = s->id,
				     .name = timeline_part[s->part].name,
				     .offset = (int64_t)offset,
				     .limit = (int64_t)limit });
}

static void record_load(struct view *v)
{
	struct record_state *s = v->state;

	ask(v, TAG_RECORD, 0, s->asked < MOST ? s->asked : MOST);
}

static void record_more(struct view *v)
{
	struct record_state *s = v->state;
	const struct table *t = answer_table(s->answer, "timeline");

	ask(v, TAG_MORE, t->nrows, MOST);
}

/* A profile is in order of its sections: each is named once. */
static void name_once(struct table *t)
{
	int at = table_column(t, "section");

	for (size_t i = t->nrows; at >= 0 && i-- > 1;)
		if (!strcmp(t->rows[i].cells[at].s, t->rows[i - 1].cells[at].s))
			t->rows[i].cells[at] = VALUE_NONE;
}

/* What belongs to a record is a few; of more of a kind the rest is a list. */
static void add_more(const struct view *v, struct table *t)
{
	const struct record_state *s = v->state;
	const struct child *c = entity_child(s->entity, t->name);
	char expr[64];

	snprintf(expr, sizeof(expr), "%s.id:%lld", c->field, (long long)s->id);
	table_add_more(v, t, NULL, expr);
}

static void add_section(const struct view *v, struct table *t)
{
	struct record_state *s = v->state;
	struct section *item;

	/* The timeline tells of activities and moves already. */
	if (!strcmp(t->name, "facts") || !strcmp(t->name, "open") ||
	    t->entity == entity_at(ENTITY_ACTIVITY) || t->entity == entity_at(ENTITY_STAGE_MOVE))
		return;
	if (t->entity == entity_at(ENTITY_PROFILE))
		name_once(t);
	if (strcmp(t->name, "timeline"))
		add_more(v, t);
	item = sections_add(&s->sections, t);
	if (strcmp(t->name, "timeline")) {
		item->stop = !t->nrows;
		item->empty = K_(v, "none · {add} adds one");
		return;
	}
	item->head = ""; /* draw_parts writes it */
	item->more = (int64_t)t->nrows < t->total;
	item->mark = "pinned";
	item->empty = s->part ? K_(v, "Nothing of this kind yet. {timeline-all} shows all that happened.") :
				K_(v, "Nothing happened yet. {log} logs a talk, {task} adds a task.");
}

/* What has nothing yet stands at the end, a line each, so that `a` can add there; once of each kind. */
static void add_empty(const struct view *v)
{
	const struct record_state *s = v->state;
	uint64_t offered = 0;

	for (size_t i = 0; i < s->answer->ntables; i++) {
		struct table *t = s->answer->tables[i];
		const struct child *child = entity_child(s->entity, t->name);
		const struct entity *e = child ? entity_find(child->entity) : NULL;

		if (!e || e->flags & ENTITY_APPEND_ONLY || offered >> e->id & 1)
			continue;
		offered |= UINT64_C(1) << e->id;
		if (!t->nrows)
			add_section(v, t);
	}
}

/* The cursor waits for its row, when the person had come further than one answer does. */
static void settle(struct view *v)
{
	struct record_state *s = v->state;
	const struct table *t = answer_table(s->answer, "timeline");

	if (t && t->nrows < s->asked && (int64_t)t->nrows < t->total) {
		record_more(v);
		return;
	}
	s->asked = t && t->nrows > PAGE ? t->nrows : PAGE;
	sections_settle(&s->sections);
	sections_go_on(v, &s->sections);
}

/* A page that no longer fits was asked for before the timeline came anew, which goes on by itself. */
static void add_page(struct view *v, const struct table *page)
{
	struct record_state *s = v->state;
	struct table *t = answer_table(s->answer, "timeline");

	if (!t || page->offset != (int64_t)t->nrows)
		return;
	table_append(t, page);
	if (!page->nrows)
		t->total = (int64_t)t->nrows;
	for (size_t i = 0; i < s->sections.n; i++)
		if (s->sections.items[i].table == t)
			s->sections.items[i].more = (int64_t)t->nrows < t->total;
	settle(v);
}

static void record_answer(struct view *v, int tag, struct answer *a)
{
	struct record_state *s = v->state;
	struct table *timeline;

	if (tag == TAG_MORE) {
		add_page(v, answer_table(a, "timeline"));
		return;
	}
	s->gone = false;
	answer_free(s->answer);
	s->answer = answer_new(a->seq);
	for (size_t i = 0; i < a->ntables; i++) {
		answer_add_table(s->answer, a->tables[i]);
		a->tables[i] = NULL;
	}
	sections_reset(&s->sections);
	timeline = answer_table(s->answer, "timeline");
	timeline_trim(timeline);
	if (timeline)
		add_section(v, timeline);
	for (size_t i = 0; i < s->answer->ntables; i++)
		if (s->answer->tables[i] != timeline && s->answer->tables[i]->nrows) {
			rows_hide_empty(s->answer->tables[i]);
			add_section(v, s->answer->tables[i]);
		}
	add_empty(v);
	settle(v);
}

static void record_failed(struct view *v, int tag, const struct error *e)
{
	struct record_state *s = v->state;

	s->gone = tag == TAG_RECORD;
	host_say(v, TONE_DANGER, "%s", e->text);
}

static int parts_count(void)
{
	int n = 0;

	while (timeline_part[n].name)
		n++;
	return n;
}

/* How wide the parts are with all their words, a column apart. */
static int parts_width(struct grid *g)
{
	int width = -1;

	for (size_t i = 0; timeline_part[i].name; i++)
		width += 3 + grid_columns(g, _(timeline_part[i].label));
	return width;
}

/* How many of the parts have their words beside their keys in this width; the one that is shown always
 * has. */
static size_t parts_named(const struct record_state *s, struct grid *g, int gap, int width)
{
	size_t named = 0;

	width -= parts_count() * (1 + gap) - gap; /* none behind the last */
	width -= grid_columns(g, _(timeline_part[s->part].label)) + 1;
	for (; named < (size_t)parts_count(); named++) {
		if (named != s->part)
			width -= grid_columns(g, _(timeline_part[named].label)) + 1;
		if (width < 0)
			break;
	}
	return named;
}

/* The head of the timeline: its parts with their keys. All their words are worth more than what it is called, and
 * than the room between them. */
static void draw_parts(struct record_state *s, struct grid *g, struct rect line)
{
	int x = line.x + 1, right = line.x + line.w - TOTAL_WIDTH, more = parts_count() - 1, gap = 2;
	const char *head = _("Timeline");
	size_t named;

	if (x + grid_columns(g, head) + 2 + parts_width(g) + more <= right)
		x += grid_put(g, x, line.y, line.w, ROLE_HEADER, head) + 2;
	else if (x + parts_width(g) + more > right)
		gap = 1;
	named = parts_named(s, g, gap, right - x);

	for (size_t i = 0; timeline_part[i].name; i++) {
		bool words = i < named || i == s->part;
		x += grid_printf(g, x, line.y, line.x + line.w - x, i == s->part ? ROLE_ACCENT : ROLE_QUIET,
				 words ? "%zu %s" : "%zu", i + 1, _(timeline_part[i].label)) + gap;
	}
}

static void record_draw(struct view *v, struct grid *g, struct rect r)
{
	struct record_state *s = v->state;
	const struct table *facts = answer_table(s->answer, "facts");
	const struct value_context *c = &v->host->context;
	struct rows_style style = { .context = c, .column = -1, .focus = !s->on_facts };
	struct rect top;
	enum text_mode mode = g->mode;

	if (!facts || !facts->nrows)
		return;
	g->mode = TEXT_SHOW;
	rect_cut_top(&r, 1);
	top = (struct rect){ r.x + 2, r.y, r.w - 4, r.h / 2 };
	rect_cut_top(&r, facts_draw(&s->facts, g, top, facts, c) + 1);
	top = (struct rect){ r.x + 1, r.y, r.w - 2, r.h };
	rect_cut_top(&r, record_draw_open(g, top, s->entity, s->answer, c) + 1);
	sections_draw(&s->sections, g, r, &style);
	if (!s->sections.top)
		draw_parts(s, g, rect_row(r, 0));
	g->mode = mode;
}

static void record_status(struct view *v, struct grid *g, struct rect r)
{
	struct record_state *s = v->state;
	const struct table *facts = answer_table(s->answer, "facts");
	int64_t row, total;
	struct rect head = { r.x + 1, r.y, r.w - 2, 1 };

	if (v->from && v->from->ops->where && v->from->ops->where(v->from, s->id, &row, &total)) {
		struct sbuf text = SBUF_INIT;
		number_group(&text, row, 0, 0);
		sbuf_puts(&text, _(" of "));
		number_group(&text, total, 0, 0);
		sbuf_puts(&text, "  J K");
		grid_put_right(g, r.x, r.y, r.w - 1, ROLE_QUIET, sbuf_text(&text));
		head.w -= grid_columns(g, sbuf_text(&text)) + 2;
		sbuf_free(&text);
	}
	if (facts && facts->nrows)
		record_draw_head(g, head, s->entity, facts, &v->host->context);
	else
		grid_put(g, head.x, head.y, head.w, ROLE_QUIET,
			 s->gone ? _("not there") : _("loading"));
}

static void record_title_(struct view *v, struct sbuf *out)
{
	struct record_state *s = v->state;
	const struct table *facts = answer_table(s->answer, "facts");
	const char *title = facts && facts->nrows ? table_title(facts, &facts->rows[0]) : NULL;

	sbuf_puts(out, title ? title : _(s->entity->label));
}

static bool record_home(struct view *v, struct subject *out)
{
	struct record_state *s = v->state;
	const struct table *facts = answer_table(s->answer, "facts");

	*out = (struct subject){ .entity = s->entity, .ids = &s->id, .n = 1 };
	if (facts && facts->nrows) {
		out->ids = &facts->rows[0].id;
		out->title = table_title(facts, &facts->rows[0]);
		out->table = facts;
		out->row = &facts->rows[0];
	}
	return true;
}

/* What the keys act on: the record itself from its facts, a line of its own from there. */
static bool record_subject(struct view *v, struct subject *out)
{
	struct record_state *s = v->state;

	if (!s->on_facts && sections_subject(&s->sections, out))
		return true;
	record_home(v, out);
	if (s->on_facts && out->row)
		out->fact = facts_column(&s->facts, out->table, s->facts.cursor) + 1;
	return true;
}

static void walk(struct view *v, int step)
{
	struct record_state *s = v->state;
	int64_t next = v->from && v->from->ops->walk ? v->from->ops->walk(v->from, s->id, step) : 0;

	if (!next) {
		host_say(v, TONE_QUIET, "%s",
			 step > 0 ? _("This is the last of the list.") :
				    _("This is the first of the list."));
		return;
	}
	s->id = next;
	s->asked = PAGE;
	s->gone = false;
	v->stale = true;
}

/* The facts and the lines under them are one way for the cursor: down from the last fact is the first
 * line, up from the first line the last fact. */
static bool move_line(struct view *v, int by)
{
	struct record_state *s = v->state;
	size_t section = s->sections.section, row = s->sections.row;
	int at = s->facts.cursor + by;

	if (s->on_facts && at >= s->facts.shown && sections_any(&s->sections)) {
		s->on_facts = false;
		s->facts.cursor = -1;
		sections_first(&s->sections);
	} else if (s->on_facts) {
		at = at >= s->facts.shown ? s->facts.shown - 1 : at;
		s->facts.cursor = at < 0 ? 0 : at;
	} else {
		sections_command(v, &s->sections, by > 0 ? CMD_DOWN : CMD_UP);
		if (by < 0 && s->sections.section == section && s->sections.row == row) {
			s->on_facts = true;
			s->facts.cursor = s->facts.shown ? s->facts.shown - 1 : 0;
		}
	}
	return true;
}

static void next_part(struct record_state *s, int by)
{
	if (!s->on_facts) {
		s->on_facts = !sections_next(&s->sections, by);
	} else {
		s->on_facts = false;
		by > 0 ? sections_first(&s->sections) : sections_last(&s->sections);
	}
	s->facts.cursor = s->on_facts ? 0 : -1;
}

/* `a` adds to the part the cursor is in: a contact among the contacts, else a task. */
static bool add_to_part(struct view *v)
{
	struct record_state *s = v->state;
	const struct table *t = s->on_facts ? NULL : sections_table(&s->sections);
	const struct child *child = t ? entity_child(s->entity, t->name) : NULL;
	struct named_value owner;
	struct sbuf self = SBUF_INIT;
	struct subject whole;

	if (!child || (entity_find(child->entity)->flags & ENTITY_APPEND_ONLY))
		return false;
	if (!strcmp(child->entity, "document")) {
		v->host->ops->attach(v->host, v);
		return true;
	}
	record_home(v, &whole);
	sbuf_printf(&self, "%lld %s", (long long)whole.ids[0], whole.title ? whole.title : "");
	owner = (struct named_value){ child->field, sbuf_text(&self) };
	host_open(v, &(struct view_spec){ .view = "form", .entity = entity_find(child->entity),
					  .args = &owner, .nargs = 1 });
	sbuf_free(&self);
	return true;
}

static struct rect fact_place(const struct view *v)
{
	return ((const struct record_state *)v->state)->facts.here;
}

static bool edit_fact(struct view *v);

/* The next fact that is typed, not worked out; at the end it stays. */
static void next_fact(struct view *v, int by)
{
	struct record_state *s = v->state;
	const struct table *facts = answer_table(s->answer, "facts");
	int to = s->facts.cursor;

	do
		to += by;
	while (to >= 0 && to < s->facts.shown &&
	       !cell_can(s->entity, &facts->columns[facts_column(&s->facts, facts, to)]));
	if (to < 0 || to >= s->facts.shown)
		return;
	s->facts.cursor = to;
	edit_fact(v);
}

/* E: the fact under the cursor, in place. */
static bool edit_fact(struct view *v)
{
	struct record_state *s = v->state;
	const struct table *facts = answer_table(s->answer, "facts");
	int at = s->on_facts ? facts_column(&s->facts, facts, s->facts.cursor) : -1;

	if (at >= 0)
		cell_edit(v, &(struct cell_spec){ .field = entity_field(s->entity, facts->columns[at].name),
					     .value = facts->rows[0].cells[at],
					     .where = fact_place,
					     .step = next_fact });
	return at >= 0;
}

/* With the cursor among the facts: further than a line leads out of them. */
static bool facts_command(struct view *v, enum command_id id)
{
	struct record_state *s = v->state;
	const struct table *facts = answer_table(s->answer, "facts");

	switch (id) {
	case CMD_FIRST:
	case CMD_HALF_UP:
	case CMD_PAGE_UP:
		s->facts.cursor = 0;
		return true;
	case CMD_LAST:
	case CMD_HALF_DOWN:
	case CMD_PAGE_DOWN:
		next_part(s, id == CMD_LAST ? -1 : 1);
		return true;
	case CMD_FIND:
	case CMD_FIND_NEXT:
	case CMD_FIND_PREV:
		next_part(s, 1);
		return sections_command(v, &s->sections, id);
	default:
		return row_copy(v, facts, facts && facts->nrows ? &facts->rows[0] : NULL, id);
	}
}

/* P: the activity under the cursor stands on top, or no longer. */
static void pin(struct view *v)
{
	struct record_state *s = v->state;
	const struct table *t = sections_table(&s->sections);
	bool pinned = !strcmp(t->name, "timeline") && table_get(t, s->sections.row, "pinned").kind;
	struct named_value args[] = { { "field", "pinned" }, { "value", pinned ? "no" : "yes" } };

	host_act(v, "set", args, LENGTH(args));
}

/* Enter: the fact in place, or what the line is about. */
static void open_line(struct view *v)
{
	struct record_state *s = v->state;

	if (s->on_facts ? !edit_fact(v) : !row_open(v, sections_row(&s->sections)))
		host_say(v, TONE_QUIET, "%s", _("There is nothing to open on this line."));
}

/* X: this record alone; an activity goes into a calendar, people onto a card. */
static void path_typed(struct view *v, const char *path, void *data)
{
	const struct record_state *s = v->state;

	(void)data;
	if (path && *path)
		v->host->ops->export(v->host, &(struct request){ .verb = VERB_LIST, .entity = s->entity, .ids = &s->id,
								 .nids = 1 }, NULL, path);
}

static void export_record(struct view *v, const char *arg)
{
	const struct record_state *s = v->state;
	const char *ending = s->entity == entity_at(ENTITY_ACTIVITY) ? "ics"
			     : entity_has_points(s->entity)	     ? "vcf"
								     : "csv";
	char *file = xasprintf("%s-%lld", s->entity->name, (long long)s->id);

	if (arg)
		path_typed(v, arg, NULL);
	else
		host_ask_file(v, s->entity, file, ending, path_typed);
	free(file);
}

static void show_part(struct view *v, size_t part)
{
	struct record_state *s = v->state;

	s->part = part;
	s->asked = PAGE;
	v->stale = true;
}

/* How many the timeline has, or the part under the cursor. */
static void explain_part(struct view *v, struct explain *x)
{
	struct record_state *s = v->state;
	const struct table *t = sections_table(&s->sections);
	const struct child *c = t && t->nrows ? entity_child(s->entity, t->name) : NULL;

	if (t && !strcmp(t->name, "timeline"))
		explain_add(x, NULL, (struct request){ .entity = s->entity, .id = s->id, .words = t->name,
						       .name = timeline_part[s->part].name });
	else if (c)
		explain_add(x, _(c->label),
			    (struct request){
				.entity = entity_find(c->entity),
				.expr = arena_printf(&v->arena, "%s.id:%lld", c->field, (long long)s->id) });
}

/* The fact or the line under the cursor, when it is a figure; else all that is made of the record. */
static void explain(struct view *v)
{
	struct record_state *s = v->state;
	const struct table *facts = answer_table(s->answer, "facts");
	int at = s->on_facts ? facts_column(&s->facts, facts, s->facts.cursor) : -1;
	struct explain x = { 0 };
	int64_t row, total;

	if (at >= 0 && explain_is(&facts->columns[at]))
		explain_add(&x, NULL, (struct request){ .entity = s->entity, .id = s->id,
						  .columns = facts->columns[at].name });
	if (!s->on_facts) {
		explain_add_row(v, &x, NULL, sections_table(&s->sections), sections_row(&s->sections));
		explain_part(v, &x);
	}
	if (!x.n)
		explain_add(&x, NULL, (struct request){ .entity = s->entity, .id = s->id });
	if (s->on_facts && v->from && v->from->ops->where && v->from->ops->where(v->from, s->id, &row, &total))
		v->from->ops->counted(v->from, &x);
	explain_open(v, &x);
}

static bool run(struct view *v, enum command_id id)
{
	struct record_state *s = v->state;

	switch (id) {
	case CMD_PIN:
		pin(v);
		return true;
	case CMD_EXPLAIN:
		explain(v);
		return true;
	case CMD_NEXT_RECORD:
		walk(v, 1);
		return true;
	case CMD_PREV_RECORD:
		walk(v, -1);
		return true;
	case CMD_NEXT_PART:
		next_part(s, 1);
		return true;
	case CMD_PREV_PART:
		next_part(s, -1);
		return true;
	case CMD_EDIT_FIELD:
		if (!edit_fact(v))
			host_say(v, TONE_QUIET, "%s",
				 K_(v, "{next-part} goes to the facts; {edit-field} edits the one under the cursor."));
		return true;
	case CMD_OPEN:
		open_line(v);
		return true;
	case CMD_ADD:
		return add_to_part(v);
	case CMD_DOWN:
		return move_line(v, 1);
	case CMD_UP:
		return move_line(v, -1);
	default:
		break;
	}
	return s->on_facts ? facts_command(v, id) : sections_command(v, &s->sections, id);
}

static bool record_command(struct view *v, enum command_id id, const char *arg)
{
	switch (id) {
	case CMD_EXPORT:
		export_record(v, arg);
		return true;
	case CMD_SHOW_ALL:
	case CMD_SHOW_TALKS:
	case CMD_SHOW_MAIL:
	case CMD_SHOW_DEALS:
	case CMD_SHOW_MONEY:
	case CMD_SHOW_CASES:
	case CMD_SHOW_CHANGES:
	case CMD_SHOW_TASKS:
	case CMD_SHOW_NOTES:
		show_part(v, (size_t)(id - CMD_SHOW_ALL));
		return true;
	default:
		return run(v, id);
	}
}

/* The cursor goes to what was added from one of the parts. */
static void record_added(struct view *v, const struct entity *e, int64_t id, const char *title)
{
	struct record_state *s = v->state;

	(void)title;
	s->sections.entity = e;
	s->sections.id = id;
}

const struct view_ops record_view = {
	.name = "record",
	.contexts = IN_RECORD,
	.size = sizeof(struct record_state),
	.open = record_open,
	.close = record_close,
	.load = record_load,
	.answer = record_answer,
	.failed = record_failed,
	.more = record_more,
	.draw = record_draw,
	.status = record_status,
	.command = record_command,
	.subject = record_subject,
	.home = record_home,
	.added = record_added,
	.title = record_title_,
};
