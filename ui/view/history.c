/* Who changed what of a record, and when; Enter puts the old value back. Or what changed of everything since a
 * day; Enter opens the record. */
#include "view/explain.h"
#include "view/panes.h"
#include "widget/list.h"

enum { TAG_HISTORY = 1 };

struct history_state {
	const struct entity *entity;
	int64_t id;            /* 0: of everything, */
	int64_t since;         /* since then */
	const char *title;     /* of the record */
	struct sbuf day;       /* as it was typed */
	struct answer *answer;
	struct sections sections;
};

static int read_since(struct view *v, int64_t *since, struct error *e)
{
	static const struct field field = { .name = "since", .label = N_("Since"), .type = FIELD_STAMP };
	struct history_state *s = v->state;
	struct value_context c = v->host->context;
	struct value out[2];
	int n;

	c.past = true;
	n = value_read(&field, sbuf_text(&s->day), &c, &v->arena, out, e);
	if (n == 2)
		return error_set(e, ERROR_USAGE, _("%s can mean two days; write it like 2026-11-22."),
				 sbuf_text(&s->day));
	if (n == 1)
		*since = out[0].i;
	return n == 1 ? 0 : -1;
}

static int history_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct history_state *s = v->state;

	s->entity = spec->entity;
	s->id = spec->id;
	s->sections.pages = "history";
	s->title = spec->title ? arena_strdup(&v->arena, spec->title) : NULL;
	sbuf_puts(&s->day, spec->name ? spec->name : "");
	if (!s->id && read_since(v, &s->since, e) < 0)
		return -1;
	v->stale = true;
	return 0;
}

static void history_close(struct view *v)
{
	struct history_state *s = v->state;

	sections_free(&s->sections);
	answer_free(s->answer);
	sbuf_free(&s->day);
}

static void history_page(struct view *v, size_t offset, size_t limit)
{
	struct history_state *s = v->state;

	host_send(v, TAG_HISTORY,
		  &(struct request){ .verb = VERB_HISTORY, .entity = s->entity, .id = s->id, .since = s->since,
				     .offset = (int64_t)offset, .limit = (int64_t)limit });
}

static void history_load(struct view *v)
{
	sections_load(v, &((struct history_state *)v->state)->sections);
}

/* All lines are of one record, whose name would only take the room of what was changed. */
static void lay_out(struct table *t, bool everything)
{
	static const struct {
		const char *name;
		short width, shrink;
	} columns[] = {
		{ "user", 10, 8 },  { "label", 16, 9 },	 { "record", -1, 0 },
		{ "field", 12, 0 }, { "before", 24, 1 }, { "after", 24, 0 },
		{ "field_name", -1, 0 }, { "before_value", -1, 0 }, { "source", -1, 0 }, { "change", -1, 0 },
	};

	static const struct {
		const char *name;
		short width;
	} narrower[] = { { "record", 16 }, { "before", 12 }, { "after", 14 } };

	for (size_t i = 0; i < LENGTH(columns); i++) {
		int at = table_column(t, columns[i].name);
		if (at < 0)
			continue;
		t->columns[at].field.width = columns[i].width;
		t->columns[at].field.shrink = columns[i].shrink;
	}
	for (size_t i = 0; everything && i < LENGTH(narrower); i++)
		t->columns[table_column(t, narrower[i].name)].field.width = narrower[i].width;
	if (table_column(t, "field") >= 0)
		t->columns[table_column(t, "field")].field.flags |= FIELD_FIXED;
}

static void history_answer(struct view *v, int tag, struct answer *a)
{
	struct history_state *s = v->state;

	(void)tag;
	if (sections_page(v, &s->sections, a))
		return;
	sections_take(v, &s->sections, &s->answer, a);
	for (size_t i = 0; i < s->sections.n; i++) {
		lay_out(s->sections.items[i].table, !s->id);
		s->sections.items[i].columns = true;
		s->sections.items[i].head = _("Changes");
		s->sections.items[i].empty = s->id ? _("It was never changed.") :
						     _("Nothing changed since then.");
	}
}

static void history_draw(struct view *v, struct grid *g, struct rect r)
{
	struct history_state *s = v->state;
	struct rows_style style = { .context = &v->host->context, .column = -1, .focus = true };

	rect_cut_top(&r, 1);
	sections_draw(&s->sections, g, r, &style);
}

/* What the change was a part of, as an import, when there is no room for its column; else NULL. */
static const char *came_with(const struct history_state *s, int width)
{
	const struct table *t = sections_table(&s->sections);
	struct rows_layout lay;
	int at = t ? table_column(t, "label") : -1;

	if (at < 0 || !sections_row(&s->sections))
		return NULL;
	rows_lay(&lay, t, ROWS_GUTTER, width - ROWS_GUTTER, NULL);
	return lay.columns[at].w ? NULL : sections_row(&s->sections)->cells[at].s;
}

/* Whose history it is; of what was marked the store tells the name. */
static const char *of_whom(const struct history_state *s)
{
	const struct table *t = sections_table(&s->sections);

	return s->title || !s->id || !t || !t->nrows ? s->title : table_get(t, 0, "record").s;
}

static void history_status(struct view *v, struct grid *g, struct rect r)
{
	struct history_state *s = v->state;
	const char *hint = s->id ? K_(v, "{open} puts the old value back") : K_(v, "{open} opens the record");
	const char *name = of_whom(s), *with = came_with(s, r.w);
	int used = 1, room = r.w - grid_columns(g, hint) - 4;

	if (room < r.w / 2) { /* the name before the hint */
		room = r.w / 2;
		with = NULL;
	}
	if (name)
		used += grid_put_fit(g, r.x + used, r.y, with ? room * 2 / 3 : room, ROLE_TITLE, name) + 3;
	if (with)
		used += grid_put_fit(g, r.x + used, r.y, room - used, ROLE_QUIET, with);
	grid_put_right(g, r.x + used, r.y, r.w - used - 1, ROLE_QUIET, hint);
}

static const char *since_text(struct view *v, struct sbuf *out)
{
	const struct history_state *s = v->state;
	date_t day = stamp_date(s->since);
	bool whole = stamp_of_date(day) == s->since;
	const struct field field = { .type = whole ? FIELD_DATE : FIELD_STAMP };

	value_show(out, &field, value_int(whole ? day : s->since), &v->host->context);
	return sbuf_text(out);
}

static void history_title(struct view *v, struct sbuf *out)
{
	struct history_state *s = v->state;
	struct sbuf day = SBUF_INIT;

	if (s->id)
		sbuf_puts(out, _("History"));
	else
		sbuf_printf(out, _("Changes since %s"), since_text(v, &day));
	sbuf_free(&day);
}

/* The store says why it cannot be done, when it cannot. */
static void put_back(struct view *v)
{
	struct history_state *s = v->state;
	const struct table *t = sections_table(&s->sections);
	struct value field;
	char change[24];

	if (!t || !sections_row(&s->sections))
		return;
	field = table_get(t, s->sections.row, "field_name");
	snprintf(change, sizeof(change), "%lld", (long long)table_get(t, s->sections.row, "change").i);
	if (field.kind != VALUE_TEXT)
		host_say(v, TONE_ATTENTION, "%s",
			 _("This line tells that it was added: there is no old value to put back."));
	else
		host_act(v, "putback",
			 (struct named_value[]){ { "field", field.s }, { "change", change } }, 2);
}

/* How many changes there are. */
static void explain(struct view *v)
{
	struct history_state *s = v->state;
	struct explain x = { 0 };

	explain_add(&x, s->title, (struct request){ .entity = s->entity, .id = s->id, .since = s->since,
						    .words = "history" });
	explain_open(v, &x);
}

static bool history_command(struct view *v, enum command_id id, const char *arg)
{
	struct history_state *s = v->state;

	(void)arg;
	if (sections_command(v, &s->sections, id))
		return true;
	if (id == CMD_EXPLAIN)
		explain(v);
	if (id != CMD_OPEN)
		return id == CMD_EXPLAIN;
	if (s->id)
		put_back(v);
	else if (!row_open(v, sections_row(&s->sections)))
		host_say(v, TONE_QUIET, "%s", _("There is nothing under the cursor."));
	return true;
}

static bool history_subject(struct view *v, struct subject *out)
{
	struct history_state *s = v->state;

	bool row = sections_subject(&s->sections, out);

	if (!s->id)
		return row;
	out->entity = s->entity;
	out->ids = &s->id;
	out->n = 1;
	out->title = s->title;
	return true;
}

const struct view_ops history_view = {
	.name = "history",
	.contexts = IN_TEXT,
	.size = sizeof(struct history_state),
	.sections = offsetof(struct history_state, sections),
	.open = history_open,
	.close = history_close,
	.load = history_load,
	.answer = history_answer,
	.page = history_page,
	.draw = history_draw,
	.command = history_command,
	.status = history_status,
	.subject = history_subject,
	.title = history_title,
};
