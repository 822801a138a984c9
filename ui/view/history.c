/* Who changed what of a record, and when; Enter puts the old value back. */
#include "view/panes.h"
#include "widget/list.h"

enum { TAG_HISTORY = 1 };

struct history_state {
	const struct entity *entity;
	int64_t id;
	struct answer *answer;
	struct sections sections;
};

static int history_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct history_state *s = v->state;

	(void)e;
	s->entity = spec->entity;
	s->id = spec->id;
	v->stale = true;
	return 0;
}

static void history_close(struct view *v)
{
	struct history_state *s = v->state;

	sections_free(&s->sections);
	answer_free(s->answer);
}

static void history_load(struct view *v)
{
	struct history_state *s = v->state;

	host_send(v, TAG_HISTORY,
		  &(struct request){ .verb = VERB_HISTORY, .entity = s->entity, .id = s->id });
}

/* All lines are of one record, whose name would only take the room of what was changed. */
static void lay_out(struct table *t)
{
	static const struct {
		const char *name;
		short width, shrink;
	} columns[] = {
		{ "user", 10, 8 },  { "label", 16, 9 },	 { "record", -1, 0 },
		{ "field", 12, 0 }, { "before", 24, 1 }, { "after", 24, 0 },
		{ "field_name", -1, 0 }, { "before_value", -1, 0 }, { "source", -1, 0 },
	};

	for (size_t i = 0; i < LENGTH(columns); i++) {
		int at = table_column(t, columns[i].name);
		if (at < 0)
			continue;
		t->columns[at].field.width = columns[i].width;
		t->columns[at].field.shrink = columns[i].shrink;
	}
}

static void history_answer(struct view *v, int tag, struct answer *a)
{
	struct history_state *s = v->state;

	(void)tag;
	sections_take(&s->sections, &s->answer, a);
	for (size_t i = 0; i < s->sections.n; i++) {
		lay_out(s->sections.items[i].table);
		s->sections.items[i].columns = true;
		s->sections.items[i].head = _("Changes");
		s->sections.items[i].empty = _("It was never changed.");
	}
}

static void history_draw(struct view *v, struct grid *g, struct rect r)
{
	struct history_state *s = v->state;
	struct rows_style style = { .context = &v->host->context, .column = -1, .focus = true };

	rect_cut_top(&r, 1);
	sections_draw(&s->sections, g, r, &style);
}

static void history_title(struct view *v, struct sbuf *out)
{
	(void)v;
	sbuf_puts(out, _("History"));
}

static void put_back(struct view *v)
{
	struct history_state *s = v->state;
	const struct table *t = sections_table(&s->sections);
	struct value field, before;
	struct sbuf text = SBUF_INIT;
	const struct field *f;

	if (!t || !sections_row(&s->sections))
		return;
	field = table_get(t, s->sections.row, "field_name");
	before = table_get(t, s->sections.row, "before_value");
	f = field.kind == VALUE_TEXT ? entity_field(s->entity, field.s) : NULL;
	if (!f || (f->flags & (FIELD_SYSTEM | FIELD_COMPUTED))) {
		host_say(v, TONE_ATTENTION, "%s", _("This line has no old value to put back."));
		return;
	}
	sbuf_puts(&text, before.s ? before.s : "");
	host_act(v, "set",
		 (struct named_value[]){ { "field", f->name }, { "value", sbuf_text(&text) } }, 2);
	sbuf_free(&text);
}

static bool history_command(struct view *v, enum command_id id, const char *arg)
{
	struct history_state *s = v->state;

	(void)arg;
	if (sections_command(v, &s->sections, id))
		return true;
	if (id != CMD_OPEN)
		return false;
	put_back(v);
	return true;
}

static bool history_subject(struct view *v, struct subject *out)
{
	struct history_state *s = v->state;

	*out = (struct subject){ .entity = s->entity, .ids = &s->id, .n = 1 };
	return true;
}

const struct view_ops history_view = {
	.name = "history",
	.contexts = IN_TEXT,
	.size = sizeof(struct history_state),
	.open = history_open,
	.close = history_close,
	.load = history_load,
	.answer = history_answer,
	.draw = history_draw,
	.command = history_command,
	.subject = history_subject,
	.title = history_title,
};
