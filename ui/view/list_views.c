/* A list under a name: its filter, order and columns. */
#include "view/list_state.h"

/* The saved views of this entity, as describe told them. */
static const struct table *known_views(const struct view *v)
{
	return answer_table(v->host->describe, "views");
}

static void set_text(struct sbuf *to, struct value v, const char *otherwise)
{
	sbuf_reset(to);
	sbuf_puts(to, v.kind == VALUE_TEXT ? v.s : otherwise);
}

static void use_view(struct view *v, int64_t id)
{
	struct list_state *s = v->state;
	const struct table *t = known_views(v);
	size_t row = 0;

	while (t && row < t->nrows && t->rows[row].id != id)
		row++;
	if (!t || row == t->nrows) {
		host_say(v, TONE_ATTENTION, "%s", _("This view was removed meanwhile."));
		return;
	}
	set_text(&s->name, table_get(t, row, "name"), "");
	set_text(&s->expr, table_get(t, row, "filter"), "");
	set_text(&s->sort, table_get(t, row, "sort"), s->entity->order);
	set_text(&s->columns, table_get(t, row, "columns"), s->entity->columns);
	s->changed = false;
	list_again(v);
}

static void view_saved(struct view *v, const char *text, void *data)
{
	struct list_state *s = v->state;
	const struct entity *e = entity_at(ENTITY_VIEW);
	struct change c = { .kind = CHANGE_SAVE, .entity = e };

	(void)data;
	if (!text || !*text)
		return;
	change_set(&c, &e->fields[VIEW_NAME], value_text(text));
	change_set(&c, &e->fields[VIEW_ENTITY], value_text(s->entity->name));
	change_set(&c, &e->fields[VIEW_FILTER], value_text(sbuf_text(&s->expr)));
	change_set(&c, &e->fields[VIEW_SORT], value_text(sbuf_text(&s->sort)));
	change_set(&c, &e->fields[VIEW_COLUMNS], value_text(sbuf_text(&s->columns)));
	host_send(v, TAG_SAVED,
		  &(struct request){ .verb = VERB_SAVE, .changes = &c, .nchanges = 1 });
	change_free(&c);
	sbuf_reset(&s->name);
	sbuf_puts(&s->name, text);
	s->changed = false;
}

#define SAVE_AS (-1) /* the picker's line that saves */

static void view_chosen(struct view *v, const struct pick_item *item, void *data)
{
	struct list_state *s = v->state;

	(void)data;
	if (item && item->value == SAVE_AS)
		host_ask(v, &(struct ask){ .prompt = _("save this list as"),
					   .text = sbuf_text(&s->name),
					   .done = view_saved });
	else if (item)
		use_view(v, item->value);
}

void list_pick_view(struct view *v)
{
	struct list_state *s = v->state;
	const struct table *t = known_views(v);
	struct pick_item items[100] = { 0 };
	size_t n = 0;

	for (size_t i = 0; t && i < t->nrows && n + 1 < LENGTH(items); i++) {
		struct value of = table_get(t, i, "entity"), filter = table_get(t, i, "filter");
		if (of.kind != VALUE_TEXT || strcmp(of.s, s->entity->name))
			continue;
		items[n++] = (struct pick_item){ .label = table_title(t, &t->rows[i]),
						 .hint = filter.s,
						 .value = t->rows[i].id };
	}
	items[n++] = (struct pick_item){ .label = _("Save this list as a view…"), .value = SAVE_AS };
	host_pick(v, &(struct pick){ .title = _("Views"), .items = items, .nitems = n,
				     .done = view_chosen });
}
