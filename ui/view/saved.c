#include "view/saved.h"

#include "base/number.h"

#define VIEWS_MOST 200

/* The picker's lines that are no views. */
enum { PICK_SAVE = -5, PICK_SAVE_AS, PICK_REVERT, PICK_EDIT };

void saved_free(struct saved *s)
{
	sbuf_free(&s->name);
	sbuf_free(&s->trouble);
}

void saved_touch(struct saved *s)
{
	s->changed = s->name.len > 0;
}

/* The views that describe told: those that may be seen. */
static const struct table *known_views(const struct view *v)
{
	return answer_table(v->host->describe, "views");
}

static const char *text_of(const struct table *t, size_t row, const char *column)
{
	struct value v = table_get(t, row, column);

	return v.kind == VALUE_TEXT ? v.s : "";
}

static bool find_row(const struct table *t, int64_t id, size_t *row)
{
	for (*row = 0; t && *row < t->nrows; (*row)++)
		if (t->rows[*row].id == id)
			return true;
	return false;
}

/* Saved before views had kinds, it is a list. */
static struct saved_terms terms_of(const struct table *t, size_t row)
{
	const char *kind = text_of(t, row, "kind");

	return (struct saved_terms){
		.kind = *kind ? kind : "list",
		.filter = text_of(t, row, "filter"),
		.sort = text_of(t, row, "sort"),
		.columns = text_of(t, row, "columns"),
		.grouped = text_of(t, row, "grouped"),
	};
}

void saved_refused(struct view *v, struct saved *s, const struct error *e)
{
	if (!s->id || s->changed)
		host_say(v, TONE_DANGER, "%s", e->text);
	sbuf_reset(&s->trouble);
	sbuf_puts(&s->trouble, e->text);
}

void saved_open(struct view *v, struct saved *s, int64_t id)
{
	const struct table *t = known_views(v);
	struct saved_terms terms;
	size_t row;

	if (!find_row(t, id, &row)) {
		host_say(v, TONE_ATTENTION, "%s", _("This view was removed meanwhile."));
		return;
	}
	terms = terms_of(t, row);
	if (!view_find(terms.kind)) {
		host_say(v, TONE_ATTENTION, _("There is no pane that shows a %s."), terms.kind);
	} else if (strcmp(terms.kind, v->ops->name)) {
		host_open(v, &(struct view_spec){ .view = terms.kind, .entity = s->entity, .saved = id });
	} else {
		s->id = id;
		sbuf_reset(&s->name);
		sbuf_puts(&s->name, table_title(t, &t->rows[row]));
		s->changed = false;
		s->use(v, &terms);
	}
}

void saved_revert(struct view *v, struct saved *s)
{
	if (s->id)
		saved_open(v, s, s->id);
	else
		host_say(v, TONE_ATTENTION, "%s", K_(v, "This was never saved; {views} saves it under a name."));
}

static void send(struct view *v, struct saved *s, int64_t id, const char *name)
{
	const struct entity *e = entity_at(ENTITY_VIEW);
	struct change c = { .kind = CHANGE_SAVE, .entity = e, .id = id };
	struct saved_terms terms = { 0 };
	const struct {
		unsigned field;
		const char *const *text;
	} fields[] = {
		{ VIEW_KIND, &terms.kind },	  { VIEW_FILTER, &terms.filter },
		{ VIEW_SORT, &terms.sort },	  { VIEW_COLUMNS, &terms.columns },
		{ VIEW_GROUPED, &terms.grouped }, { VIEW_NAME, &name },
	};

	s->terms(v, &terms);
	for (size_t i = 0; i < LENGTH(fields); i++) {
		const char *text = *fields[i].text;
		change_set(&c, &e->fields[fields[i].field], text && *text ? value_text(text) : VALUE_NONE);
	}
	change_set(&c, &e->fields[VIEW_ENTITY], value_text(s->entity->name));
	host_send(v, TAG_SAVED, &(struct request){ .verb = VERB_SAVE, .changes = &c, .nchanges = 1 });
	change_free(&c);
}

void saved_answer(struct view *v, struct saved *s, const struct answer *a)
{
	if (a->nids)
		s->id = a->ids[0];
	s->changed = false;
	host_say(v, TONE_GOOD, K_(v, "View \"%s\" saved · {undo} undoes"), sbuf_text(&s->name));
	v->host->ops->refresh(v->host);
}

void saved_keep(const struct saved *s, struct sbuf *out)
{
	sbuf_printf(out, "view %lld\nname %s\nchanged %d\n", (long long)s->id, sbuf_text(&s->name), s->changed);
}

bool saved_restore(struct saved *s, const char *key, const char *value)
{
	int64_t n = 0;

	if (!strcmp(key, "name")) {
		sbuf_reset(&s->name);
		sbuf_puts(&s->name, value);
	} else if (!strcmp(key, "view") && number_int(value, &n) == 0) {
		s->id = n;
	} else if (!strcmp(key, "changed")) {
		s->changed = !strcmp(value, "1");
	} else {
		return false;
	}
	return true;
}

/* Whether a view is of what is shown; and of this name, when there is one. */
static bool fits(const struct table *t, size_t row, const struct saved *s, const char *name)
{
	return !strcmp(text_of(t, row, "entity"), s->entity->name) &&
	       (!name || !strcasecmp(table_title(t, &t->rows[row]), name));
}

static bool is_mine_at(const struct view *v, const struct table *t, size_t row)
{
	struct value owner = table_get(t, row, "owner");

	return owner.kind == VALUE_NULL || owner.i == v->host->context.me;
}

static bool is_mine(const struct view *v, const struct saved *s)
{
	const struct table *t = known_views(v);
	size_t row;

	return s->id && find_row(t, s->id, &row) && is_mine_at(v, t, row);
}

/* One name, one view: saved under it again, it is changed. 0: there is none yet. */
static int64_t mine_called(const struct view *v, const struct saved *s, const char *name)
{
	const struct table *t = known_views(v);

	for (size_t i = 0; t && i < t->nrows; i++)
		if (fits(t, i, s, name) && is_mine_at(v, t, i))
			return t->rows[i].id;
	return 0;
}

static void name_typed(struct view *v, const char *text, void *data)
{
	struct saved *s = data;

	if (!text || !*text)
		return;
	sbuf_reset(&s->name);
	sbuf_puts(&s->name, text);
	s->id = mine_called(v, s, text);
	s->changed = true;
	send(v, s, s->id, text);
}

static void save_as(struct view *v, struct saved *s)
{
	host_ask(v, &(struct ask){ .prompt = _("save this view as"),
				   .text = sbuf_text(&s->name),
				   .done = name_typed,
				   .data = s });
}

void saved_save(struct view *v, struct saved *s)
{
	if (is_mine(v, s))
		send(v, s, s->id, sbuf_text(&s->name));
	else
		save_as(v, s);
}

static void view_chosen(struct view *v, const struct pick_item *item, void *data)
{
	struct saved *s = data;

	if (!item)
		return;
	switch (item->value) {
	case PICK_SAVE:
		saved_save(v, s);
		break;
	case PICK_SAVE_AS:
		save_as(v, s);
		break;
	case PICK_REVERT:
		saved_revert(v, s);
		break;
	case PICK_EDIT:
		host_open(v, &(struct view_spec){
				     .view = "form", .entity = entity_at(ENTITY_VIEW), .id = s->id });
		break;
	default:
		saved_open(v, s, item->value);
	}
}

/* What can be done with the view that is shown. */
static size_t add_deeds(const struct view *v, const struct saved *s, struct pick_item *items)
{
	size_t n = 0;

	if (s->changed && is_mine(v, s))
		items[n++] = (struct pick_item){ .label = _("Save the changes"), .hint = sbuf_text(&s->name),
						 .value = PICK_SAVE };
	if (s->changed && s->id)
		items[n++] = (struct pick_item){ .label = _("Back to what was saved"),
						 .hint = sbuf_text(&s->name), .value = PICK_REVERT };
	items[n++] = (struct pick_item){ .label = _("Save this as a view…"), .value = PICK_SAVE_AS };
	if (is_mine(v, s))
		items[n++] = (struct pick_item){ .label = _("Its name, who sees it, whether Today has it…"),
						 .value = PICK_EDIT };
	return n;
}

void saved_pick(struct view *v, struct saved *s, const char *name)
{
	const struct table *t = known_views(v);
	struct pick_item items[VIEWS_MOST + 4] = { 0 };
	size_t n = 0;

	for (size_t i = 0; t && i < t->nrows && n < VIEWS_MOST; i++)
		if (fits(t, i, s, name))
			items[n++] = (struct pick_item){ .label = table_title(t, &t->rows[i]),
							 .hint = text_of(t, i, "filter"),
							 .value = t->rows[i].id };
	if (name && n)
		saved_open(v, s, items[0].value);
	else if (name)
		host_say(v, TONE_ATTENTION, _("%s: there is no view \"%s\" of them."), _(s->entity->plural), name);
	if (name)
		return;
	n += add_deeds(v, s, items + n);
	host_pick(v, &(struct pick){ .title = _("Views"), .items = items, .nitems = n, .current = s->id,
				     .done = view_chosen, .data = s });
}

void saved_pick_field(struct view *v, const struct entity *e, const char *title,
		      void (*done)(struct view *v, const struct pick_item *item, void *data))
{
	struct pick_item items[VIEWS_MOST] = { 0 };
	size_t n = 0;

	for (unsigned i = 0; i < e->nfields && n < VIEWS_MOST; i++) {
		const struct field *f = &e->fields[i];

		if ((f->type == FIELD_CHOICE || f->type == FIELD_REF) &&
		    !(f->flags & (FIELD_SYSTEM | FIELD_COMPUTED)))
			items[n++] = (struct pick_item){ .label = _(f->label), .hint = _(f->help),
							 .text = f->name, .value = (int64_t)i + 1 };
	}
	host_pick(v, &(struct pick){ .title = title, .items = items, .nitems = n, .done = done });
}

bool saved_command(struct view *v, struct saved *s, enum command_id id, const char *arg)
{
	switch (id) {
	case CMD_VIEWS:
		saved_pick(v, s, arg);
		return true;
	case CMD_SAVE_VIEW:
		saved_save(v, s);
		return true;
	case CMD_REVERT_VIEW:
		saved_revert(v, s);
		return true;
	default:
		return false;
	}
}
