/* One record whole: who it is, what is open, everything that happened, and what belongs to it. */
#include "base/number.h"
#include "model/point.h"
#include "view/cell.h"
#include "view/preview.h"
#include "view/record_state.h"

enum { TAG_RECORD = 1 };

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
	s->sections.pages = "timeline";
	v->stale = true;
	return 0;
}

static void record_close(struct view *v)
{
	struct record_state *s = v->state;

	sections_free(&s->sections);
	answer_free(s->answer);
}

static void record_page(struct view *v, size_t offset, size_t limit)
{
	struct record_state *s = v->state;

	host_send(v, TAG_RECORD,
		  &(struct request){ .verb = VERB_GET,
				     .entity = s->entity,
				     .id = s->id,
				     .name = timeline_part[s->part].name,
				     .offset = (int64_t)offset,
				     .limit = (int64_t)limit });
}

static void record_load(struct view *v)
{
	sections_load(v, &((struct record_state *)v->state)->sections);
}

static void record_answer(struct view *v, int tag, struct answer *a)
{
	struct record_state *s = v->state;

	(void)tag;
	if (sections_page(v, &s->sections, a))
		return;
	s->gone = false;
	record_take(v, a);
}

static void record_failed(struct view *v, int tag, const struct error *e)
{
	struct record_state *s = v->state;

	(void)tag;
	s->gone = true;
	host_say(v, TONE_DANGER, "%s", e->text);
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
		record_draw_parts(s, g, rect_row(r, 0));
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
	struct record_ref record = { s->entity, s->id };
	int end = record_beside(v->from, &record, step);

	if (end) {
		host_say(v, TONE_QUIET, "%s",
			 end < 0  ? _("It was not opened from a list: there is none beside it.") :
			 step > 0 ? _("This is the last of the list.") :
				    _("This is the first of the list."));
		return;
	}
	s->entity = record.entity;
	s->id = record.id;
	s->sections.come = 0;
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

static struct rect fact_place(const struct view *v)
{
	return ((const struct record_state *)v->state)->facts.here;
}

static bool edit_fact(struct view *v);

/* The next fact that is typed, not worked out; at the end it stays. */
static void next_fact(struct view *v, const struct field *f, int by)
{
	struct record_state *s = v->state;
	const struct table *facts = answer_table(s->answer, "facts");
	int to = 0, at;

	while ((at = facts_column(&s->facts, facts, to)) >= 0 && strcmp(facts->columns[at].name, f->name) != 0)
		to++;
	if (!by && at >= 0)
		s->facts.cursor = to;
	if (!by || at < 0)
		return;
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
		record_explain_part(v, &x);
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
		record_pin(v);
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
		return record_add_to_part(v);
	case CMD_DOWN:
		return move_line(v, 1);
	case CMD_UP:
		return move_line(v, -1);
	case CMD_LEFT:
	case CMD_RIGHT:
		if (s->on_facts)
			facts_beside(&s->facts, id == CMD_LEFT ? -1 : 1);
		return true;
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
		record_show_part(v, (size_t)(id - CMD_SHOW_ALL));
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
	.sections = offsetof(struct record_state, sections),
	.open = record_open,
	.close = record_close,
	.load = record_load,
	.answer = record_answer,
	.failed = record_failed,
	.page = record_page,
	.draw = record_draw,
	.status = record_status,
	.command = record_command,
	.subject = record_subject,
	.home = record_home,
	.added = record_added,
	.title = record_title_,
};
