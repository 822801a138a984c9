#include "view/cell.h"

#include "base/utf8.h"
#include "view/form_input.h"
#include "view/half.h"

enum { TAG_HALF = 1 };

/* Columns that one may type in, however narrow the value stands. */
#define WORDS  20
#define NUMBER 11

struct cell_state {
	struct cell_spec spec;
	struct form_fields fields; /* the one */
	bool touched;
	struct half half;
	const struct entity *entity;
	int64_t id, base;          /* the record and its version, when one is edited; 0: many are */
	const char *title;
	char *was;                 /* what stands in it */
};

static bool find_subject(const struct view *v, struct subject *of)
{
	*of = (struct subject){ 0 };
	return v->from && v->from->ops->subject(v->from, of);
}

/* What stands there by now; NULL when several are edited, or it cannot be told. */
static char *stands(const struct view *v)
{
	const struct cell_state *s = v->state;
	struct sbuf text = SBUF_INIT;
	struct subject of;
	int at;

	if (!find_subject(v, &of) || of.marked || !of.row || !of.table)
		return NULL;
	at = table_column(of.table, s->spec.field->name);
	if (at < 0)
		return NULL;
	value_show(&text, s->spec.field, of.row->cells[at], &v->host->context);
	return sbuf_steal(&text);
}

/* Somebody may have removed it, or it fits the filter no more: then the cursor is on another one. */
static bool is_the_same(const struct view *v)
{
	const struct cell_state *s = v->state;
	struct subject of;

	return !s->id || (find_subject(v, &of) && of.n == 1 && of.ids[0] == s->id);
}

/* Somebody may have changed it meanwhile: that is told once, and then it is the person's to say. */
static bool is_as_it_was(struct view *v)
{
	struct cell_state *s = v->state;
	char *now = stands(v);
	bool same = !now || !s->was || !strcmp(now, s->was);

	if (!same)
		host_say(v, TONE_DANGER,
			 K_(v, "Somebody made \"%s\" of it meanwhile: {take} sets yours, {back} leaves theirs."), now);
	if (now) {
		free(s->was);
		s->was = now;
	}
	return same;
}

static struct form_field *field_of(const struct view *v)
{
	return ((struct cell_state *)v->state)->fields.items;
}

/* Of many it is set although nothing is typed: to nothing, when what is not there was erased. */
static bool is_new(const struct view *v)
{
	const struct cell_state *s = v->state;

	return s->spec.marked ? s->touched : form_field_changed(field_of(v));
}

static bool reads(struct view *v)
{
	struct form_field *f = field_of(v);

	form_field_read(f, &v->host->context, &v->arena);
	if (f->nreadings == 2)
		input_ask_reading(v, f);
	else if (f->error.kind)
		host_say(v, TONE_DANGER, "%s", f->error.text);
	return !f->error.kind;
}

static void leave(struct view *v)
{
	half_forget(v, &((struct cell_state *)v->state)->half);
	host_close(v);
}

static void finish(struct view *v, int step)
{
	struct cell_state *s = v->state;
	struct form_field *f = field_of(v);

	if (is_new(v) && !is_the_same(v)) {
		host_say(v, TONE_DANGER, "%s",
			 K_(v, "It is no longer there: somebody changed or removed it. {back} leaves it."));
		return;
	}
	if (is_new(v) && (!reads(v) || !is_as_it_was(v)))
		return;
	half_forget(v, &s->half);
	host_take(v);
	if (!v->from)
		return;
	if (is_new(v))
		host_act(v->from, "set", (struct named_value[]){ { "field", f->field->name },
								 { "value", form_field_written(f, &v->arena) } }, 2);
	if (step)
		s->spec.step(v->from, f->field, step);
}

static void cell_back(struct view *v)
{
	struct cell_state *s = v->state;

	s->spec.step(v->from, s->spec.field, 0);
}

static void taken(struct view *v)
{
	((struct cell_state *)v->state)->touched = true;
	finish(v, 0);
}

static void note_record(struct view *v)
{
	struct cell_state *s = v->state;
	struct subject of;

	if (!find_subject(v, &of) || of.marked || of.n != 1)
		return;
	s->entity = of.entity;
	s->id = of.ids[0];
	s->base = of.row ? of.row->version : 0;
	s->title = arena_strdup(&v->arena, of.title ? of.title : "");
	s->was = stands(v);
}

static int cell_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct cell_state *s = v->state;
	struct value was;

	(void)e;
	s->spec = *(const struct cell_spec *)spec->data;
	form_fields_build_one(&s->fields, s->spec.field, taken);
	was = s->spec.value;
	if (!s->spec.marked && was.kind != VALUE_NULL)
		form_field_set(field_of(v), was, s->spec.field->type == FIELD_REF ? (was.s ? was.s : "") : NULL,
			       &v->arena);
	s->spec.value = VALUE_NONE;
	form_fields_settle(&s->fields);
	note_record(v);
	return 0;
}

static void cell_close(struct view *v)
{
	struct cell_state *s = v->state;

	form_fields_free(&s->fields);
	half_free(&s->half);
	free(s->was);
}

/* Where the value stands, but never too narrow to type in. */
static struct rect cell_place(struct view *v, struct rect screen)
{
	struct cell_state *s = v->state;
	struct rect r = v->from ? s->spec.where(v->from) : screen;
	enum field_type type = s->spec.field->type;
	int least = field_is_number(s->spec.field) || type == FIELD_DATE ? NUMBER : WORDS;
	int w = r.w < least ? least : r.w;

	if (r.x + w > screen.w)
		r.x = screen.w > w ? screen.w - w : 0;
	return (struct rect){ r.x, r.y, w < screen.w ? w : screen.w, 1 };
}

static void cell_draw(struct view *v, struct grid *g, struct rect r)
{
	const struct form_field *f = field_of(v);

	editor_draw(&f->editor, g, r, f->error.kind ? ROLE_INPUT_ERROR : ROLE_INPUT_FOCUS, true);
}

static bool cell_command(struct view *v, enum command_id id, const char *arg)
{
	(void)arg;
	switch (id) {
	case CMD_SAVE:
	case CMD_FORM_ENTER:
		finish(v, 0);
		break;
	case CMD_FORM_NEXT:
		finish(v, 1);
		break;
	case CMD_FORM_PREV:
		finish(v, -1);
		break;
	case CMD_FORM_EDITOR:
		input_edit_outside(v, field_of(v));
		break;
	case CMD_LATER_VALUE:
	case CMD_EARLIER_VALUE:
		input_step(v, NULL, field_of(v), id == CMD_LATER_VALUE ? 1 : -1);
		((struct cell_state *)v->state)->touched = true;
		break;
	case CMD_BACK:
		leave(v);
		break;
	default:
		host_say(v, TONE_QUIET, "%s",
			 K_(v, "{take} sets it, {next-field} goes on to the next, {back} leaves it."));
	}
	return true;
}

static bool cell_event(struct view *v, const struct event *ev)
{
	struct cell_state *s = v->state;

	if (ev->type == EVENT_INTERRUPT)
		leave(v);
	else if (input_event(v, field_of(v), ev))
		s->touched = true;
	else
		return false;
	return true;
}

/* Of one record it is gone on with in its form. */
static bool cell_draft(struct view *v, struct request *r, struct arena *a)
{
	struct cell_state *s = v->state;
	struct sbuf text = SBUF_INIT;

	if (!s->touched || !is_new(v) || !s->id)
		return false;
	form_fields_write(&s->fields, false, &text);
	r->id = s->half.draft;
	r->entity = s->entity;
	r->ids = &s->id;
	r->nids = 1;
	r->base = s->base;
	r->name = arena_printf(a, "%s · %s", _(s->spec.field->label), s->title);
	r->words = arena_strdup(a, sbuf_text(&text));
	sbuf_free(&text);
	return true;
}

static void cell_idle(struct view *v)
{
	half_keep(v, &((struct cell_state *)v->state)->half, TAG_HALF);
}

static void cell_answer(struct view *v, int tag, struct answer *a)
{
	if (tag == TAG_HALF)
		half_kept(&((struct cell_state *)v->state)->half, a);
}

static void cell_failed(struct view *v, int tag, const struct error *e)
{
	(void)e;
	if (tag == TAG_HALF)
		half_kept(&((struct cell_state *)v->state)->half, NULL);
}

bool cell_can(const struct entity *e, const struct column *c)
{
	const struct field *f = c ? entity_field(e, c->name) : NULL;

	return f && !(f->flags & (FIELD_SYSTEM | FIELD_COMPUTED));
}

void cell_edit(struct view *v, const struct cell_spec *c)
{
	if (!c->field || (c->field->flags & (FIELD_SYSTEM | FIELD_COMPUTED))) {
		host_say(v, TONE_ATTENTION, "%s",
			 K_(v, "This is worked out, not typed; {left} and {right} choose another column."));
		return;
	}
	host_open(v, &(struct view_spec){ .view = "cell", .data = c });
	if (c->marked)
		host_say(v, TONE_ATTENTION,
			 K_(v, "%s of the %zu that are marked: {take} sets it, C-u and {take} empties it."),
			 _(c->field->label), c->marked);
}

const struct view_ops cell_view = {
	.name = "cell",
	.contexts = IN_CELL,
	.flags = VIEW_FLOAT | VIEW_TYPES,
	.size = sizeof(struct cell_state),
	.open = cell_open,
	.close = cell_close,
	.draw = cell_draw,
	.command = cell_command,
	.event = cell_event,
	.place = cell_place,
	.back = cell_back,
	.answer = cell_answer,
	.failed = cell_failed,
	.draft = cell_draft,
	.idle = cell_idle,
};
