#include "view/form_input.h"

#define CHOICES_MOST 64

static void reading_chosen(struct view *v, const struct pick_item *item, void *data)
{
	if (item)
		form_field_choose(data, (int)item->value - 1, &v->host->context);
}

void input_ask_reading(struct view *v, struct form_field *f)
{
	struct pick_item items[2] = { 0 };
	struct sbuf texts[2] = { SBUF_INIT, SBUF_INIT };

	for (int i = 0; i < 2; i++) {
		value_write(&texts[i], f->field, f->readings[i]);
		items[i] = (struct pick_item){ .label = sbuf_text(&texts[i]), .value = i + 1 };
	}
	host_pick(v, &(struct pick){ .title = f->error.text, .items = items, .nitems = 2,
				     .done = reading_chosen, .data = f });
	sbuf_free(&texts[0]);
	sbuf_free(&texts[1]);
}

static void chosen(struct view *v, const struct pick_item *item, void *data)
{
	struct form_field *f = data;

	if (!item)
		return;
	if (f->field->type == FIELD_REF && item->text)
		form_field_set(f, value_ref(FORM_NEW, NULL), item->text, &v->arena);
	else if (f->field->type == FIELD_REF)
		form_field_set(f, value_ref(item->value, NULL), item->label, &v->arena);
	else
		form_field_set(f, value_text(item->text), NULL, &v->arena);
	f->taken(v);
}

/* Whether a name is all that one of these needs; the rest begins as the descriptors say. */
static bool name_is_enough(const struct entity *e)
{
	for (unsigned i = 0; i < e->nfields; i++)
		if ((e->fields[i].flags & FIELD_REQUIRED) && !e->fields[i].initial &&
		    strcmp(e->fields[i].name, e->title) != 0)
			return false;
	return true;
}

static void pick_ref(struct view *v, struct form_field *f, const char *typed)
{
	const struct entity *e = entity_find(f->field->ref);

	host_pick(v, &(struct pick){ .title = _(f->label), .entity = e, .typed = typed, .add = true,
				     .expr = f->field->adds, .widens = true,
				     .add_name = f->adds && name_is_enough(e), .done = chosen, .data = f });
}

static void pick_choice(struct view *v, struct form_field *f, const char *typed)
{
	struct pick_item items[CHOICES_MOST] = { 0 };
	size_t n = 0;

	for (const struct choice *c = f->field->choices; c->name && n < LENGTH(items); c++)
		items[n++] = (struct pick_item){ .label = _(c->label),
						 .hint = c->parent ? _(choice_find(f->field->choices, c->parent)->label)
								   : NULL,
						 .text = c->name };
	host_pick(v, &(struct pick){ .title = _(f->label), .items = items, .nitems = n, .typed = typed,
				     .done = chosen, .data = f });
}

static struct value next_choice(const struct choice *set, struct value now, int by)
{
	int at = -1, n = 0;

	for (; set[n].name; n++)
		if (now.kind == VALUE_TEXT && !strcmp(set[n].name, now.s))
			at = n;
	at = at < 0 ? (by > 0 ? 0 : n - 1) : (at + by + n) % n;
	return value_text(set[at].name);
}

static void expr_typed(struct view *v, const char *text, void *data)
{
	(void)v;
	if (text)
		editor_set(&((struct form_field *)data)->editor, text);
}

/* The filter of a saved view is typed in the line that knows expressions over what it is of. */
static bool ask_expr(struct view *v, struct form_fields *all, struct form_field *f)
{
	const struct entity *view = entity_at(ENTITY_VIEW);
	struct form_field *of = all ? form_fields_find(all, view->fields[VIEW_ENTITY].name) : NULL;
	const struct entity *e = of ? entity_find(editor_text(&of->editor)) : NULL;

	if (f->field != &view->fields[VIEW_FILTER] || !e)
		return false;
	host_ask(v, &(struct ask){ .prompt = _(f->label), .text = editor_text(&f->editor), .history = "filter",
				   .complete = e, .done = expr_typed, .data = f });
	return true;
}

void input_step(struct view *v, struct form_fields *all, struct form_field *f, int by)
{
	struct value now;

	if (ask_expr(v, all, f))
		return;
	form_field_read(f, &v->host->context, &v->arena);
	now = f->value;
	if (f->field->type == FIELD_DATE)
		form_field_set(f, value_int(now.kind == VALUE_INT ? now.i + by : v->host->context.today), NULL,
			       &v->arena);
	else if (f->field->type == FIELD_CHOICE)
		form_field_set(f, next_choice(f->field->choices, now, by), NULL, &v->arena);
}

struct outside {
	struct view *view;
	struct form_field *field;
};

/* It is the form's by now, and kept with the rest of it. */
static void outside_saved(void *data, const char *text)
{
	struct outside *o = data;

	editor_set(&o->field->editor, text);
	if (o->view->ops->idle)
		o->view->ops->idle(o->view);
}

void input_edit_outside(struct view *v, struct form_field *f)
{
	struct outside outside = { v, f };
	char *text = xstrdup(editor_text(&f->editor));
	struct error e = { 0 };

	if (f->field->type != FIELD_NOTE)
		host_say(v, TONE_ATTENTION, _("%s is one line; the editor is for notes."), _(f->label));
	else if (v->host->ops->edit(v->host, &text, outside_saved, &outside, &e))
		editor_set(&f->editor, text);
	else if (e.kind)
		host_say(v, TONE_DANGER, "%s", e.text);
	free(text);
}

static bool erases(const struct event *ev)
{
	return ev->type == EVENT_KEY && (ev->key == K_BACKSPACE || ev->key == K_DELETE ||
					 ev->key == (K_CTRL | 'u') || ev->key == (K_CTRL | 'k'));
}

/* What is typed or pasted opens the picker with it, and what would erase a letter empties the field. */
static bool choose_event(struct view *v, struct form_field *f, const struct event *ev)
{
	const char *typed = ev->type == EVENT_TEXT  ? ev->text :
			    ev->type == EVENT_PASTE ? ev->paste :
						      NULL;

	if (typed && f->field->type == FIELD_REF) {
		pick_ref(v, f, typed);
	} else if (typed) {
		pick_choice(v, f, typed);
	} else if (erases(ev)) {
		editor_set(&f->editor, "");
		f->nreadings = 0;
		error_clear(&f->error);
	} else {
		return false;
	}
	return true;
}

/* A day or a length of time that stands there and was not touched makes no sense with more behind it, unless it is
 * parted, as an hour is: what is typed comes in its place. */
static bool replaces(const struct form_field *f, const struct event *ev)
{
	bool time = f->field->type == FIELD_DATE || f->field->type == FIELD_STAMP || f->field->type == FIELD_DURATION;

	return time && ev->type == EVENT_TEXT && *ev->text != ' ' && !form_field_changed(f) &&
	       f->editor.at == f->editor.text.len;
}

bool input_event(struct view *v, struct form_field *f, const struct event *ev)
{
	if (f->field->type == FIELD_REF || f->field->type == FIELD_CHOICE)
		return choose_event(v, f, ev);
	if (replaces(f, ev))
		editor_set(&f->editor, "");
	if (!editor_event(&f->editor, ev))
		return false;
	if (form_field_changed(f))
		f->nreadings = 0;
	error_clear(&f->error);
	return true;
}
