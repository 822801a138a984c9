/* Filling in a form at once: with what a new record begins with, with what another one has, with what was
 * saved last, with a template. */
#include "view/form_state.h"

void form_fill_preset(struct view *v, const struct named_value *arg)
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
	f->value = VALUE_NONE;
	f->nreadings = 0;
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

static void initial(struct view *v, struct form_field *f)
{
	if (!strcmp(f->field->initial, "me"))
		form_field_set(f, value_ref(v->host->context.me, NULL), host_me(v->host), &v->arena);
	else if (!strcmp(f->field->initial, "first"))
		first_stage(v, f);
	else
		form_fill_preset(v, &(struct named_value){ f->field->name, f->field->initial });
}

void form_fill_initials(struct view *v)
{
	struct form_state *s = v->state;

	for (size_t i = 0; i < s->fields.n; i++)
		if (!s->fields.items[i].point && s->fields.items[i].field->initial)
			initial(v, &s->fields.items[i]);
}

/* A number and a mailbox are as much one person's own as a code is; the house is not. */
static bool is_own(const struct form_field *f)
{
	if (f->point)
		return f->point->point != POINT_OF_ADDRESS;
	return f->field->flags & (FIELD_UNIQUE | FIELD_ONCE);
}

static void empty(struct view *v, struct form_field *f)
{
	editor_set(&f->editor, "");
	f->value = VALUE_NONE;
	f->nreadings = 0;
	if (!f->point && f->field->initial)
		initial(v, f);
}

void form_fill_copied(struct view *v)
{
	struct form_state *s = v->state;

	for (size_t i = 0; i < s->fields.n; i++)
		if (is_own(&s->fields.items[i]))
			empty(v, &s->fields.items[i]);
	memset(s->points, 0, sizeof(s->points));
	s->base = 0;
	form_fields_settle(&s->fields);
}

/* The lines of a history are the program's only memory that outlives a form. */
static const char *history_of(const struct form_state *s, struct arena *a)
{
	return arena_printf(a, "form %s", s->entity->name);
}

void form_remember(struct view *v)
{
	struct form_state *s = v->state;
	struct sbuf text = SBUF_INIT;

	form_fields_write(&s->fields, false, &text);
	if (!s->id && text.len)
		v->host->ops->remember(v->host, history_of(s, &v->arena), sbuf_text(&text));
	sbuf_free(&text);
}

void form_fill_again(struct view *v)
{
	struct form_state *s = v->state;
	const char *last = v->host->ops->recall(v->host, history_of(s, &v->arena), 1);

	if (s->id || !last) {
		host_say(v, TONE_ATTENTION, s->id ? _("This is for a new one.") : _("None of these was added yet."));
		return;
	}
	form_fields_restore(&s->fields, last);
	for (size_t i = 0; i < s->fields.n; i++) {
		struct form_field *f = &s->fields.items[i];
		if (is_own(f) && form_field_changed(f))
			empty(v, f);
	}
}

/* What a template says; its fields are called as the activity's are. */
static void fill_from(struct view *v, const struct table *t, const struct row *row)
{
	struct form_state *s = v->state;

	for (size_t i = 0; i < t->ncolumns; i++) {
		const struct field *f = &t->columns[i].field;
		struct sbuf text = SBUF_INIT;

		if (!(f->flags & FIELD_FORM) || f->flags & FIELD_KEY || row->cells[i].kind == VALUE_NULL)
			continue;
		value_write(&text, f, row->cells[i]);
		form_fill_preset(v, &(struct named_value){ f->name, sbuf_text(&text) });
		sbuf_free(&text);
	}
	s->at = 0;
}

static void template_chosen(struct view *v, const struct pick_item *item, void *data)
{
	const struct table *t = answer_table(v->host->describe, "templates");

	(void)data;
	for (size_t i = 0; item && t && i < t->nrows; i++)
		if (t->rows[i].id == item->value)
			fill_from(v, t, &t->rows[i]);
}

static void pick_template(struct view *v, const struct table *t)
{
	struct pick_item *items = arena_alloc(&v->arena, t->nrows * sizeof(*items));

	for (size_t i = 0; i < t->nrows; i++) {
		struct value subject = table_get(t, i, "subject");
		items[i] = (struct pick_item){ .label = table_title(t, &t->rows[i]), .hint = subject.s,
					       .value = t->rows[i].id };
	}
	host_pick(v, &(struct pick){ .title = _("Template"), .items = items, .nitems = t->nrows,
				     .done = template_chosen });
}

void form_fill_template(struct view *v, const char *name)
{
	const struct table *t = answer_table(v->host->describe, "templates");
	struct form_state *s = v->state;

	if (s->entity != entity_at(ENTITY_ACTIVITY)) {
		host_say(v, TONE_ATTENTION, "%s", _("Templates are for activities."));
		return;
	}
	for (size_t i = 0; name && t && i < t->nrows; i++)
		if (text_same(table_title(t, &t->rows[i]), name)) {
			fill_from(v, t, &t->rows[i]);
			return;
		}
	if (name)
		host_say(v, TONE_ATTENTION, _("There is no template \"%s\"; :templates lists them."), name);
	else if (!t || !t->nrows)
		host_say(v, TONE_ATTENTION, "%s", K_(v, "There are no templates yet; in :templates, {add} adds one."));
	else
		pick_template(v, t);
}
