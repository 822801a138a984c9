/* Add or edit a record: only what a person must fill at first, the rest one key away. */
#include "view/form_field.h"
#include "view/form_similar.h"
#include "view/view.h"

#include "base/number.h"

enum { TAG_LOAD = 1, TAG_SAVE, TAG_DRAFT, TAG_SIMILAR };

#define LABEL 18

struct form_state {
	const struct entity *entity;
	int64_t id, base;
	int64_t points[POINT_KINDS];
	struct form_fields fields;
	struct form_similar similar; /* to a new one, while it is typed */
	size_t at, top;        /* the field under the cursor, the first one shown */
	bool more, saving, keeping, loaded;
	int64_t draft;         /* id of the draft that was kept; 0: none */
	char *restored;        /* what a draft said, until the record is loaded; in the arena */
	char *kept;            /* what the draft says now */
};

extern const struct view_ops form_view;

static struct form_field *here(const struct form_state *s)
{
	return &s->fields.items[s->at];
}

static bool visible(const struct form_state *s, size_t i)
{
	return s->more || !s->fields.items[i].more || form_field_changed(&s->fields.items[i]);
}

/* A reference is given as its id, a space, and its title. */
static void preset(struct view *v, const struct named_value *arg)
{
	struct form_state *s = v->state;
	struct form_field *f = form_fields_find(&s->fields, arg->name);

	if (!f)
		return;
	if (f->field->type == FIELD_REF) {
		char *title;
		int64_t id = strtoll(arg->value, &title, 10);
		form_field_set(f, value_ref(id, NULL), *title ? title + 1 : arg->value, &v->arena);
		return;
	}
	editor_set(&f->editor, arg->value);
	form_field_read(f, &v->host->context, &v->arena);
	if (f->nreadings == 1)
		form_field_set(f, f->value, NULL, &v->arena);
}

/* The stages come from describe in the order of their pipelines. */
static void first_stage(struct view *v, struct form_field *f)
{
	const struct table *t = answer_table(v->host->describe, "stages");

	if (t && t->nrows)
		form_field_set(f, value_ref(t->rows[0].id, NULL), table_title(t, &t->rows[0]), &v->arena);
}

/* What the descriptors say a new record begins with is shown, so that nothing is a surprise. */
static void initials(struct view *v)
{
	struct form_state *s = v->state;

	for (size_t i = 0; i < s->fields.n; i++) {
		struct form_field *f = &s->fields.items[i];
		const char *initial = f->field->initial;
		if (f->point || !initial)
			continue;
		if (!strcmp(initial, "me"))
			form_field_set(f, value_ref(v->host->context.me, NULL), host_me(v->host), &v->arena);
		else if (!strcmp(initial, "first"))
			first_stage(v, f);
		else
			preset(v, &(struct named_value){ f->field->name, initial });
	}
}

static int form_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct form_state *s = v->state;

	(void)e;
	s->entity = spec->entity;
	s->id = spec->id;
	s->draft = spec->draft;
	form_fields_build(&s->fields, s->entity);
	if (s->id) {
		s->restored = spec->expr ? arena_strdup(&v->arena, spec->expr) : NULL;
		v->stale = true;
		return 0;
	}
	s->loaded = true;
	initials(v);
	for (size_t i = 0; i < spec->nargs; i++)
		preset(v, &spec->args[i]);
	form_fields_settle(&s->fields);
	if (spec->expr)
		form_fields_restore(&s->fields, spec->expr);
	return 0;
}

static void form_close(struct view *v)
{
	struct form_state *s = v->state;

	form_fields_free(&s->fields);
	form_similar_free(&s->similar);
	free(s->kept);
}

static void form_load(struct view *v)
{
	struct form_state *s = v->state;

	if (s->id && !s->loaded)
		host_send(v, TAG_LOAD,
			  &(struct request){ .verb = VERB_GET, .entity = s->entity, .id = s->id });
	form_similar_load(v, &s->similar, s->entity, &s->fields, TAG_SIMILAR);
}

static void keep_draft(struct view *v);

static void take_record(struct view *v, const struct answer *a)
{
	struct form_state *s = v->state;
	const struct table *facts = answer_table(a, "facts");

	form_fields_load(&s->fields, a, s->points, &v->arena);
	s->base = facts && facts->nrows ? facts->rows[0].version : 0;
	s->loaded = true;
	if (s->restored)
		form_fields_restore(&s->fields, s->restored);
	s->restored = NULL;
}

/* What was added in the middle of another form is what its field refers to. */
static void hand_over(struct view *v, int64_t id)
{
	struct form_state *s = v->state, *below = v->from ? v->from->state : NULL;
	struct form_field *title = form_fields_find(&s->fields, s->entity->title);
	const char *ref = v->from && v->from->ops == &form_view ? here(below)->field->ref : NULL;

	if (ref && !s->id && title && !strcmp(ref, s->entity->name))
		form_field_set(here(below), value_ref(id, NULL), editor_text(&title->editor),
			       &v->from->arena);
}

/* The view is about to go, and what it awaits would be cancelled with it: this is asked without it. */
static void forget_draft(struct view *v)
{
	struct form_state *s = v->state;

	if (s->draft)
		v->host->ops->send(v->host, NULL, 0,
				   &(struct request){ .verb = VERB_DRAFT, .id = s->draft });
}

static void saved(struct view *v, const struct answer *a)
{
	struct form_state *s = v->state;

	host_say(v, TONE_GOOD, a->txn ? _("%s saved · u undoes") : _("%s: nothing was changed"),
		 _(s->entity->label));
	if (a->nids)
		hand_over(v, a->ids[0]);
	if (a->nids && !s->id && v->from && v->from->ops->added)
		v->from->ops->added(v->from, s->entity, a->ids[0]);
	v->host->ops->refresh(v->host);
	host_close(v);
}

static void form_answer(struct view *v, int tag, struct answer *a)
{
	struct form_state *s = v->state;

	if (tag == TAG_LOAD) {
		take_record(v, a);
	} else if (tag == TAG_SAVE) {
		saved(v, a);
	} else if (tag == TAG_SIMILAR) {
		form_similar_take(&s->similar, a);
	} else {
		s->keeping = false;
		if (a->nids)
			s->draft = a->ids[0];
		if (s->saving)
			forget_draft(v);
	}
}

static void form_failed(struct view *v, int tag, const struct error *e)
{
	struct form_state *s = v->state;

	if (tag == TAG_DRAFT)
		s->keeping = false;
	if (tag == TAG_DRAFT || tag == TAG_SIMILAR)
		return;
	s->saving = false;
	host_say(v, TONE_DANGER, "%s", e->text);
}

static bool changed(const struct form_state *s)
{
	for (size_t i = 0; i < s->fields.n; i++)
		if (form_field_changed(&s->fields.items[i]))
			return true;
	return false;
}

static void ask_reading(struct view *v, struct form_field *f);

/* Reads every field; at the first that cannot be read the cursor stops and it is said why. */
static bool read_all(struct view *v)
{
	struct form_state *s = v->state;

	for (size_t i = 0; i < s->fields.n; i++) {
		struct form_field *f = &s->fields.items[i];
		form_field_read(f, &v->host->context, &v->arena);
		if (!f->error.kind)
			continue;
		s->more |= f->more;
		s->at = i;
		if (f->nreadings == 2)
			ask_reading(v, f);
		else
			host_say(v, TONE_DANGER, "%s", f->error.text);
		return false;
	}
	return true;
}

static void save(struct view *v)
{
	struct form_state *s = v->state;
	struct change changes[1 + POINT_KINDS];
	size_t n;

	if (s->saving || !s->loaded || !read_all(v))
		return;
	n = form_fields_changes(&s->fields, s->entity, s->id, s->base, s->points, changes);
	s->saving = true;
	host_send(v, TAG_SAVE,
		  &(struct request){ .verb = VERB_SAVE, .id = s->draft, .changes = changes, .nchanges = n });
	for (size_t i = 0; i < n; i++)
		change_free(&changes[i]);
}

static void reading_chosen(struct view *v, const struct pick_item *item, void *data)
{
	(void)data;
	if (item)
		form_field_choose(here(v->state), (int)item->value - 1, &v->host->context);
}

/* "3/4" can be two days: both are shown, and the person says which. */
static void ask_reading(struct view *v, struct form_field *f)
{
	struct pick_item items[2] = { 0 };
	struct sbuf texts[2] = { SBUF_INIT, SBUF_INIT };

	for (int i = 0; i < 2; i++) {
		value_write(&texts[i], f->field, f->readings[i]);
		items[i] = (struct pick_item){ .label = sbuf_text(&texts[i]), .value = i + 1 };
	}
	host_pick(v, &(struct pick){ .title = f->error.text, .items = items, .nitems = 2,
				     .done = reading_chosen });
	sbuf_free(&texts[0]);
	sbuf_free(&texts[1]);
}

static void move(struct view *v, int by)
{
	struct form_state *s = v->state;
	size_t at = s->at;

	form_field_read(here(s), &v->host->context, &v->arena);
	if (here(s)->nreadings == 2) {
		ask_reading(v, here(s));
		return;
	}
	while (by > 0 ? at + 1 < s->fields.n : at > 0) {
		at = by > 0 ? at + 1 : at - 1;
		if (visible(s, at)) {
			s->at = at;
			break;
		}
	}
	if (changed(s))
		keep_draft(v);
}

static bool on_last(const struct form_state *s)
{
	for (size_t i = s->at + 1; i < s->fields.n; i++)
		if (visible(s, i))
			return false;
	return true;
}

static void ref_chosen(struct view *v, const struct pick_item *item, void *data)
{
	struct form_state *s = v->state;

	(void)data;
	if (!item)
		return;
	if (item->text) {
		host_open(v, &(struct view_spec){
				     .view = "form",
				     .entity = entity_find(here(s)->field->ref),
				     .args = &(struct named_value){
					     entity_find(here(s)->field->ref)->title, item->text },
				     .nargs = 1 });
		return;
	}
	form_field_set(here(s), value_ref(item->value, NULL), item->label, &v->arena);
	move(v, 1);
}

static void choice_chosen(struct view *v, const struct pick_item *item, void *data)
{
	struct form_state *s = v->state;

	(void)data;
	if (!item)
		return;
	form_field_set(here(s), value_text(item->text), NULL, &v->arena);
	move(v, 1);
}

static void pick_ref(struct view *v, const char *typed)
{
	const struct field *f = here(v->state)->field;

	host_pick(v, &(struct pick){ .title = _(here(v->state)->label),
				     .entity = entity_find(f->ref),
				     .typed = typed,
				     .add = true,
				     .done = ref_chosen });
}

static void pick_choice(struct view *v, const char *typed)
{
	const struct form_field *f = here(v->state);
	struct pick_item items[64] = { 0 };
	size_t n = 0;

	for (const struct choice *c = f->field->choices; c->name && n < LENGTH(items); c++)
		items[n++] = (struct pick_item){ .label = _(c->label),
						 .hint = c->parent ? _(choice_find(f->field->choices, c->parent)->label) : NULL,
						 .text = c->name };
	host_pick(v, &(struct pick){ .title = _(f->label), .items = items, .nitems = n, .typed = typed,
				     .done = choice_chosen });
}

/* The next or previous choice, or a day later or earlier. */
static void step_value(struct view *v, int by)
{
	struct form_field *f = here(v->state);
	const struct choice *set = f->field->choices;
	struct value now;

	form_field_read(f, &v->host->context, &v->arena);
	now = f->value;
	if (f->field->type == FIELD_DATE) {
		int64_t day = now.kind == VALUE_INT ? now.i + by : v->host->context.today;
		form_field_set(f, value_int(day), NULL, &v->arena);
	} else if (f->field->type == FIELD_CHOICE) {
		int at = -1, n = 0;
		for (; set[n].name; n++)
			if (now.kind == VALUE_TEXT && !strcmp(set[n].name, now.s))
				at = n;
		at = at < 0 ? (by > 0 ? 0 : n - 1) : (at + by + n) % n;
		form_field_set(f, value_text(set[at].name), NULL, &v->arena);
	}
}

static void edit_outside(struct view *v)
{
	struct form_field *f = here(v->state);
	char *text = xstrdup(editor_text(&f->editor));
	struct error e = { 0 };

	if (f->field->type != FIELD_NOTE)
		host_say(v, TONE_ATTENTION, _("%s is one line; the editor is for notes."), _(f->label));
	else if (v->host->ops->edit(v->host, &text, &e))
		editor_set(&f->editor, text);
	else if (e.kind)
		host_say(v, TONE_DANGER, "%s", e.text);
	free(text);
}

static void leave_answer(struct view *v, bool yes, void *data)
{
	(void)data;
	if (!yes)
		return;
	forget_draft(v);
	host_close(v);
}

static void leave(struct view *v)
{
	if (changed(v->state))
		host_confirm(v, &(struct confirm){ .question = _("Leave without saving what you typed?"),
						   .yes = _("Yes, forget it"),
						   .done = leave_answer });
	else
		host_close(v);
}

static void enter(struct view *v)
{
	struct form_state *s = v->state;

	if (here(s)->field->type == FIELD_REF && !*editor_text(&here(s)->editor) && !on_last(s))
		move(v, 1);
	else if (on_last(s))
		save(v);
	else
		move(v, 1);
}

static bool form_command(struct view *v, enum command_id id, const char *arg)
{
	struct form_state *s = v->state;

	(void)arg;
	switch (id) {
	case CMD_SAVE:
		save(v);
		return true;
	case CMD_FORM_NEXT:
		move(v, 1);
		return true;
	case CMD_FORM_PREV:
		move(v, -1);
		return true;
	case CMD_FORM_ENTER:
		enter(v);
		return true;
	case CMD_FORM_MORE:
		s->more = !s->more;
		if (!visible(s, s->at))
			move(v, -1);
		return true;
	case CMD_FORM_EDITOR:
		edit_outside(v);
		return true;
	case CMD_FORM_SIMILAR:
		keep_draft(v);
		form_similar_open(v, &s->similar);
		return true;
	case CMD_LATER_VALUE:
		step_value(v, 1);
		return true;
	case CMD_EARLIER_VALUE:
		step_value(v, -1);
		return true;
	case CMD_BACK:
		leave(v);
		return true;
	default:
		return false;
	}
}

/* A field that is chosen, not written: what is typed or pasted opens the picker with it, and what would
 * erase a letter empties it. */
static bool choose_event(struct view *v, struct form_field *f, const struct event *ev)
{
	const char *typed = ev->type == EVENT_TEXT  ? ev->text :
			    ev->type == EVENT_PASTE ? ev->paste :
						      NULL;

	if (typed && f->field->type == FIELD_REF) {
		pick_ref(v, typed);
	} else if (typed) {
		pick_choice(v, typed);
	} else if (ev->type == EVENT_KEY && (ev->key == K_BACKSPACE || ev->key == K_DELETE ||
					     ev->key == (K_CTRL | 'u') || ev->key == (K_CTRL | 'k'))) {
		editor_set(&f->editor, "");
		f->nreadings = 0;
		error_clear(&f->error);
	} else {
		return false;
	}
	return true;
}

static bool form_event(struct view *v, const struct event *ev)
{
	struct form_state *s = v->state;
	struct form_field *f = here(s);

	if (ev->type == EVENT_INTERRUPT) {
		leave(v);
		return true;
	}
	if (!s->loaded || s->saving)
		return true;
	if (f->field->type == FIELD_REF || f->field->type == FIELD_CHOICE)
		return choose_event(v, f, ev);
	if (!editor_event(&f->editor, ev))
		return false;
	if (form_field_changed(f))
		f->nreadings = 0;
	error_clear(&f->error);
	if (!s->id)
		form_similar_typed(v, &s->similar, s->entity, f);
	return true;
}

static void draw_field(struct view *v, struct grid *g, struct rect line, size_t i)
{
	struct form_state *s = v->state;
	struct form_field *f = &s->fields.items[i];
	bool focus = i == s->at;
	unsigned style = f->error.kind ? ROLE_INPUT_ERROR : focus ? ROLE_INPUT_FOCUS : ROLE_INPUT;
	struct rect box = { line.x + LABEL + 2, line.y, line.w - LABEL - 3, 1 };

	if (box.w > 52)
		box.w = 52;
	grid_put_right(g, line.x, line.y, LABEL, focus ? ROLE_ACCENT : ROLE_QUIET, _(f->label));
	if ((f->field->flags & FIELD_REQUIRED) && !f->point && !*editor_text(&f->editor))
		grid_put(g, line.x + LABEL, line.y, 1, ROLE_ATTENTION, "*");
	editor_draw(&f->editor, g, box, style, focus);
	if (form_field_changed(f) && s->id)
		grid_put(g, box.x + box.w + 1, line.y, 1, ROLE_ATTENTION, "*");
}

static void draw_help(struct view *v, struct grid *g, struct rect line)
{
	struct form_state *s = v->state;
	const struct form_field *f = here(s);
	struct rect to = { line.x + LABEL + 2, line.y, line.w - LABEL - 3, 1 };

	const char *help = f->point && f->point->help ? f->point->help : f->field->help;

	if (f->error.kind)
		grid_put_fit(g, to.x, to.y, to.w, ROLE_DANGER, f->error.text);
	else if (help)
		grid_put_fit(g, to.x, to.y, to.w, ROLE_QUIET, _(help));
}

static int lines_to_cursor(const struct form_state *s)
{
	int lines = 0;

	for (size_t i = s->top; i <= s->at; i++)
		lines += visible(s, i);
	return lines;
}

static void form_draw(struct view *v, struct grid *g, struct rect r)
{
	struct form_state *s = v->state;
	struct rect help = rect_cut_bottom(&r, 2);
	int y = 0, room;

	form_similar_draw(&s->similar, g, &r);
	rect_cut_top(&r, 1);
	room = r.h;
	if (s->at < s->top)
		s->top = s->at;
	while (lines_to_cursor(s) > (room > 0 ? room : 1))
		s->top++;
	if (!s->loaded) {
		grid_put(g, r.x + 2, r.y, r.w, ROLE_QUIET, _("loading"));
		return;
	}
	for (size_t i = s->top; i < s->fields.n && y < room; i++)
		if (visible(s, i))
			draw_field(v, g, rect_row(r, y++), i);
	draw_help(v, g, rect_row(help, 0));
}

static void form_title(struct view *v, struct sbuf *out)
{
	struct form_state *s = v->state;

	sbuf_printf(out, s->id ? _("Edit %s") : _("New %s"), _(s->entity->label));
}

static void form_status(struct view *v, struct grid *g, struct rect r)
{
	struct form_state *s = v->state;
	struct form_field *title = form_fields_find(&s->fields, s->entity->title);

	grid_put_fit(g, r.x + 1, r.y, r.w / 2, ROLE_TITLE,
		     title && *editor_text(&title->editor) ? editor_text(&title->editor) :
							     _(s->entity->label));
	/* It stands still while the title is typed: each letter is sent over the line. */
	if (changed(s))
		grid_put_right(g, r.x + r.w / 2, r.y, r.w - r.w / 2 - 1, ROLE_ATTENTION,
			       _("not saved yet"));
}

static bool form_draft(struct view *v, struct request *r, struct arena *a)
{
	struct form_state *s = v->state;
	struct form_field *named = form_fields_find(&s->fields, s->entity->title);
	struct sbuf text = SBUF_INIT, title = SBUF_INIT;

	if (!changed(s) || s->saving)
		return false;
	form_fields_write(&s->fields, &text);
	form_title(v, &title);
	if (named && *editor_text(&named->editor))
		sbuf_printf(&title, " · %s", editor_text(&named->editor));
	r->verb = VERB_DRAFT;
	r->entity = s->entity;
	r->id = s->draft;
	r->ids = &s->id;
	r->nids = s->id != 0;
	r->base = s->base;
	r->name = arena_strdup(a, sbuf_text(&title));
	r->words = arena_strdup(a, sbuf_text(&text));
	sbuf_free(&text);
	sbuf_free(&title);
	return true;
}

static void keep_draft(struct view *v)
{
	struct form_state *s = v->state;
	struct request r = { .verb = VERB_DRAFT };
	struct arena a = { 0 };

	if (!s->keeping && form_draft(v, &r, &a) && (!s->kept || strcmp(s->kept, r.words))) {
		free(s->kept);
		s->kept = xstrdup(r.words);
		s->keeping = true;
		host_send(v, TAG_DRAFT, &r);
	}
	arena_free(&a);
}

const struct view_ops form_view = {
	.name = "form",
	.contexts = IN_FORM,
	.flags = VIEW_TYPES,
	.size = sizeof(struct form_state),
	.open = form_open,
	.close = form_close,
	.load = form_load,
	.answer = form_answer,
	.failed = form_failed,
	.draw = form_draw,
	.status = form_status,
	.command = form_command,
	.event = form_event,
	.title = form_title,
	.draft = form_draft,
	.idle = keep_draft,
};
