/* Add or edit a record: only what a person must fill at first, the rest one key away. */
#include "view/form_input.h"
#include "view/form_state.h"

#define LABEL 18
#define NARROW 60 /* columns below which what is said of a field needs the whole line */

static void go_on(struct view *v);

static bool visible(const struct form_state *s, size_t i)
{
	return s->more || !s->fields.items[i].more || form_field_changed(&s->fields.items[i]);
}

/* Of a move that a deal lacks something for, only that is asked. */
static void open_for_action(struct view *v, const struct view_spec *spec)
{
	struct form_state *s = v->state;
	struct named_value *args = arena_alloc(&v->arena, (spec->nargs + 1) * sizeof(*args));

	for (size_t i = 0; i < spec->nargs; i++)
		args[i] = (struct named_value){ arena_strdup(&v->arena, spec->args[i].name),
						arena_strdup(&v->arena, spec->args[i].value) };
	s->action = arena_strdup(&v->arena, spec->name);
	s->args = args;
	s->nargs = spec->nargs;
	s->more = true;
	form_fields_keep(&s->fields, spec->columns);
	for (size_t i = 0; i < s->fields.n; i++)
		s->fields.items[i].adds = false;
}

/* Where the first field is known from where one came, the first that must be typed is. */
static size_t first_asked(const struct form_fields *f)
{
	for (size_t i = 0; i < f->n && *editor_text(&f->items[0].editor); i++)
		if (f->items[i].field->flags & FIELD_REQUIRED && !*editor_text(&f->items[i].editor))
			return i;
	return 0;
}

static void open_new(struct view *v, const struct view_spec *spec)
{
	struct form_state *s = v->state;

	s->loaded = true;
	form_fill_initials(v);
	for (size_t i = 0; i < spec->nargs; i++)
		form_fill_preset(v, &spec->args[i]);
	form_fields_settle(&s->fields);
	s->at = first_asked(&s->fields);
	if (spec->expr) {
		form_fields_restore(&s->fields, spec->expr);
		form_card_restore(v, spec->expr);
	}
}

static int form_open(struct view *v, const struct view_spec *spec, struct error *e)
{
	struct form_state *s = v->state;

	s->entity = spec->entity;
	s->id = spec->id;
	s->half.draft = spec->draft;
	form_fields_build(&s->fields, s->entity, go_on);
	if (s->entity->flags & ENTITY_APPEND_ONLY || !s->fields.n)
		return error_set(e, ERROR_USAGE, _("%s: the store writes them, nobody else."), _(spec->entity->plural));
	if (!s->id) {
		open_new(v, spec);
		return 0;
	}
	s->restored = spec->expr ? arena_strdup(&v->arena, spec->expr) : NULL;
	v->stale = true;
	if (spec->name && !strcmp(spec->name, FORM_COPY)) {
		s->source = s->id;
		s->id = 0;
	} else if (spec->name) {
		open_for_action(v, spec);
	}
	return 0;
}

static void form_close(struct view *v)
{
	struct form_state *s = v->state;

	form_fields_free(&s->fields);
	form_similar_free(&s->similar);
	half_free(&s->half);
}

static void form_load(struct view *v)
{
	struct form_state *s = v->state;

	if (!s->loaded || s->restored)
		host_send(v, TAG_LOAD, &(struct request){ .verb = VERB_GET, .entity = s->entity,
							  .id = s->source ? s->source : s->id });
	form_similar_load(v, &s->similar, s->entity, &s->fields, TAG_SIMILAR);
}

/* What you were about to change and somebody changed meanwhile is looked at first. */
static void go_to_clash(struct view *v)
{
	struct form_state *s = v->state;

	for (size_t i = 0; i < s->fields.n; i++)
		if (s->fields.items[i].then) {
			s->at = i;
			s->more |= s->fields.items[i].more;
			host_say(v, TONE_ATTENTION, "%s",
				 _("Somebody changed what you were changing: see the fields with a !."));
			return;
		}
}

static void bring_back(struct view *v, bool yes, void *data)
{
	struct form_state *s = v->state;
	struct change c = { .kind = CHANGE_RESTORE, .entity = s->entity, .id = s->id };

	(void)data;
	if (yes)
		host_send(v, TAG_RESTORE, &(struct request){ .verb = VERB_SAVE, .changes = &c, .nchanges = 1 });
}

static void take_record(struct view *v, const struct answer *a)
{
	struct form_state *s = v->state;
	const struct table *facts = answer_table(a, "facts");

	form_fields_load(&s->fields, a, s->points, &v->arena);
	s->base = facts && facts->nrows ? facts->rows[0].version : 0;
	s->loaded = true;
	if (s->source)
		form_fill_copied(v);
	if (s->restored) {
		form_fields_restore(&s->fields, s->restored);
		go_to_clash(v);
		if (facts && facts->nrows && table_get(facts, 0, "removed").i)
			host_confirm(v, &(struct confirm){ .question = _("Somebody removed the record meanwhile."),
							   .yes = _("Bring it back, with what you typed"),
							   .done = bring_back });
	}
	s->restored = NULL;
}

/* One time of those that come again was changed, its rule was not. */
static bool is_one_of_series(struct form_state *s)
{
	struct form_field *rule = s->id ? form_fields_find(&s->fields, "repeats") : NULL;

	return rule && rule->editor.text.len && !form_field_changed(rule);
}

static void say_saved(struct view *v, const struct answer *a)
{
	struct form_state *s = v->state;
	const char *said = _("%s: nothing was changed");

	if (a->txn && is_one_of_series(s))
		said = K_(v, "%s saved, only this one; in the calendar {following-likewise} makes those that follow like it · "
			     "{undo} undoes");
	else if (a->txn)
		said = K_(v, "%s saved · {undo} undoes");
	host_say(v, TONE_GOOD, said, _(s->entity->label));
}

static void saved(struct view *v, const struct answer *a)
{
	struct form_state *s = v->state;
	struct form_field *title = form_fields_find(&s->fields, s->entity->title);

	say_saved(v, a);
	form_fields_added(&s->fields, a->ids, a->nids);
	form_remember(v);
	if (a->nids && !s->id && v->from && v->from->ops->added)
		v->from->ops->added(v->from, s->entity, a->ids[s->own], title ? editor_text(&title->editor) : "");
	v->host->ops->refresh(v->host);
	host_close(v);
}

static void save(struct view *v);

static void form_answer(struct view *v, int tag, struct answer *a)
{
	struct form_state *s = v->state;

	if (tag == TAG_LOAD) {
		take_record(v, a);
	} else if (tag == TAG_SAVE) {
		saved(v, a);
	} else if (tag == TAG_RESTORE) {
		save(v);
	} else if (tag == TAG_SIMILAR) {
		form_similar_take(&s->similar, a);
	} else {
		half_kept(&s->half, a);
		if (s->saving)
			half_forget(v, &s->half);
	}
}

/* Somebody was faster: the record is loaded anew below what was typed, which then says what clashes. */
static void look_again(struct view *v)
{
	struct form_state *s = v->state;
	struct sbuf typed = SBUF_INIT;

	half_keep(v, &s->half, TAG_DRAFT);
	form_fields_write(&s->fields, false, &typed);
	s->restored = arena_strdup(&v->arena, sbuf_text(&typed));
	v->stale = true;
	sbuf_free(&typed);
}

static void form_failed(struct view *v, int tag, const struct error *e)
{
	struct form_state *s = v->state;

	if (tag == TAG_DRAFT)
		half_kept(&s->half, NULL);
	if (tag == TAG_DRAFT || tag == TAG_SIMILAR)
		return;
	s->saving = false;
	if (tag == TAG_SAVE && e->kind == ERROR_CONFLICT && s->id)
		look_again(v);
	host_say(v, TONE_DANGER, "%s", e->text);
}

static bool changed(const struct form_state *s)
{
	for (size_t i = 0; i < s->fields.n; i++)
		if (form_field_changed(&s->fields.items[i]))
			return true;
	return false;
}

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
			input_ask_reading(v, f);
		return false;
	}
	return true;
}

/* The action is done with what was asked for it, in one step that one undo takes back. */
static void act(struct view *v)
{
	struct form_state *s = v->state;
	struct named_value *args = arena_alloc(&v->arena, (s->nargs + s->fields.n) * sizeof(*args));
	size_t n = s->nargs;

	memcpy(args, s->args, s->nargs * sizeof(*args));
	for (size_t i = 0; i < s->fields.n; i++)
		args[n++] = (struct named_value){ s->fields.items[i].field->name,
						  form_field_written(&s->fields.items[i], &v->arena) };
	host_act(v, s->action, args, n);
	half_forget(v, &s->half);
	s->saving = true;
	host_close(v);
}

/* What the step is called where the record is not the first of its changes; NULL: as the store calls it. */
static const char *label_of(const struct form_state *s, struct arena *a)
{
	return s->own ? arena_printf(a, "%s.%s", s->entity->name, s->id ? "set" : "add") : NULL;
}

static void save(struct view *v)
{
	struct form_state *s = v->state;
	struct change *changes;
	size_t n;

	if (s->saving || !s->loaded || !read_all(v))
		return;
	if (s->action) {
		act(v);
		return;
	}
	changes = arena_alloc(&v->arena, (FORM_CHANGES(&s->fields) + FORM_POINTS) * sizeof(*changes));
	n = form_fields_changes(&s->fields, s->entity, s->id, s->base, s->points, changes, &s->own);
	n = form_card_changes(s, changes, n);
	s->saving = true;
	host_send(v, TAG_SAVE,
		  &(struct request){ .verb = VERB_SAVE, .id = s->half.draft, .changes = changes, .nchanges = n,
				     .label = label_of(s, &v->arena) });
	for (size_t i = 0; i < n; i++)
		change_free(&changes[i]);
}

static void move(struct view *v, int by)
{
	struct form_state *s = v->state;
	size_t at = s->at;

	form_field_read(form_here(s), &v->host->context, &v->arena);
	if (form_here(s)->nreadings == 2) {
		input_ask_reading(v, form_here(s));
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
		half_keep(v, &s->half, TAG_DRAFT);
}

static bool on_last(const struct form_state *s)
{
	for (size_t i = s->at + 1; i < s->fields.n; i++)
		if (visible(s, i))
			return false;
	return true;
}

static void go_on(struct view *v)
{
	move(v, 1);
}

static void leave_answer(struct view *v, bool yes, void *data)
{
	(void)data;
	if (!yes)
		return;
	half_forget(v, &((struct form_state *)v->state)->half);
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

	if (form_here(s)->field->type == FIELD_REF && !*editor_text(&form_here(s)->editor) && !on_last(s))
		move(v, 1);
	else if (on_last(s))
		save(v);
	else
		move(v, 1);
}

/* What fills in many fields at once. */
static bool fill_command(struct view *v, enum command_id id, const char *arg)
{
	if (id == CMD_FORM_AGAIN)
		form_fill_again(v);
	else if (id == CMD_TEMPLATE)
		form_fill_template(v, arg);
	else if (id == CMD_CARD)
		form_card_ask(v);
	else
		return false;
	return true;
}

static bool form_command(struct view *v, enum command_id id, const char *arg)
{
	struct form_state *s = v->state;

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
		input_edit_outside(v, form_here(s));
		return true;
	case CMD_FORM_SIMILAR:
		half_keep(v, &s->half, TAG_DRAFT);
		form_similar_open(v, &s->similar);
		return true;
	case CMD_FORM_EXPLAIN:
		form_similar_explain(v, &s->similar, &s->fields);
		return true;
	case CMD_LATER_VALUE:
		input_step(v, &s->fields, form_here(s), 1);
		return true;
	case CMD_EARLIER_VALUE:
		input_step(v, &s->fields, form_here(s), -1);
		return true;
	case CMD_BACK:
		leave(v);
		return true;
	default:
		return fill_command(v, id, arg);
	}
}

static bool form_event(struct view *v, const struct event *ev)
{
	struct form_state *s = v->state;
	struct form_field *f = form_here(s);

	if (ev->type == EVENT_INTERRUPT) {
		leave(v);
		return true;
	}
	if (!s->loaded || s->saving)
		return true;
	if (ev->type == EVENT_PASTE && form_card_takes(s) && !changed(s) && card_likely(ev->paste)) {
		form_card_fill(v, ev->paste);
		return true;
	}
	if (!input_event(v, f, ev))
		return false;
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
	if (f->error.kind)
		grid_put(g, box.x + box.w + 1, line.y, 1, ROLE_DANGER, "!");
	else if (form_field_is_new(f))
		grid_put(g, box.x + box.w + 1, line.y, 1, ROLE_ATTENTION, "+");
	else if (form_field_changed(f) && s->id)
		grid_put(g, box.x + box.w + 1, line.y, 1, f->then ? ROLE_DANGER : ROLE_ATTENTION, f->then ? "!" : "*");
}

static void draw_help(struct view *v, struct grid *g, struct rect line)
{
	struct form_state *s = v->state;
	const struct form_field *f = form_here(s);
	int at = line.w < NARROW ? 1 : LABEL + 2;
	struct rect to = { line.x + at, line.y, line.w - at - 1, 2 };

	const char *help = f->point && f->point->help ? f->point->help : f->field->help;

	if (f->error.kind)
		grid_put_lines(g, to, ROLE_DANGER, f->error.text);
	else if (f->then)
		grid_printf(g, to.x, to.y, to.w, ROLE_ATTENTION, _("then: %s · now: %s · above: yours"), f->then,
			    f->was);
	else if (form_field_is_new(f))
		grid_printf(g, to.x, to.y, to.w, ROLE_ATTENTION,
			    _("It is not in the book yet: it is added when you save."));
	else if (help)
		grid_put_lines(g, to, ROLE_QUIET, _(help));
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

	form_similar_draw(v, &s->similar, g, &r);
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
		if (visible(s, i)) {
			grid_zone(g, rect_row(r, y), i == s->at ? ZONE_HERE : ZONE_ROW, 0);
			draw_field(v, g, rect_row(r, y++), i);
		}
	if (y + 1 + help.h <= room) /* near what it is about */
		help.y = r.y + y + 1;
	draw_help(v, g, rect_row(help, 0));
	form_card_draw(s, g, rect_row(rect_inset(help, 2, 0), 1));
}

static void form_title(struct view *v, struct sbuf *out)
{
	struct form_state *s = v->state;

	if (s->action)
		sbuf_puts(out, _(action_find(s->action)->label));
	else
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

static bool form_subject(struct view *v, struct subject *out)
{
	struct form_state *s = v->state;

	*out = (struct subject){ .entity = s->entity, .ids = &s->id, .n = 1 };
	return s->action != NULL;
}

static bool form_draft(struct view *v, struct request *r, struct arena *a)
{
	struct form_state *s = v->state;
	struct form_field *named = form_fields_find(&s->fields, s->entity->title);
	struct sbuf text = SBUF_INIT, title = SBUF_INIT;

	if (!changed(s) || s->saving)
		return false;
	form_fields_write(&s->fields, !s->id, &text);
	form_card_write(s, &text);
	form_title(v, &title);
	if (named && *editor_text(&named->editor))
		sbuf_printf(&title, " · %s", editor_text(&named->editor));
	r->verb = VERB_DRAFT;
	r->entity = s->entity;
	r->id = s->half.draft;
	r->ids = &s->id;
	r->nids = s->id != 0;
	r->base = s->base;
	r->name = arena_strdup(a, sbuf_text(&title));
	r->words = arena_strdup(a, sbuf_text(&text));
	sbuf_free(&text);
	sbuf_free(&title);
	return true;
}

static void form_idle(struct view *v)
{
	half_keep(v, &((struct form_state *)v->state)->half, TAG_DRAFT);
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
	.subject = form_subject,
	.title = form_title,
	.draft = form_draft,
	.idle = form_idle,
};
