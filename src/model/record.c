#include "model/record.h"

struct record *record_make(const struct entity *e, struct arena *a)
{
	struct record *r = arena_alloc(a, sizeof(*r));

	r->entity = e;
	r->arena = a;
	r->values = arena_alloc(a, e->nfields * sizeof(*r->values));
	return r;
}

void record_set(struct record *r, const struct field *f, struct value v)
{
	r->values[entity_index(r->entity, f)] = value_copy(r->arena, v);
}

struct value record_get(const struct record *r, const char *field)
{
	return r->values[entity_index(r->entity, entity_must(r->entity, field))];
}

const char *record_title(const struct record *r)
{
	const struct field *f = entity_must(r->entity, r->entity->title);
	struct value v = r->values[entity_index(r->entity, f)];
	struct sbuf text = SBUF_INIT;
	const char *title;

	if (v.kind == VALUE_NULL)
		return "";
	if (v.s && f->type != FIELD_MONEY)
		return v.s;
	value_write(&text, f, v); /* a stage move is named by its day */
	title = arena_strndup(r->arena, sbuf_text(&text), text.len);
	sbuf_free(&text);
	return title;
}

void change_set(struct change *c, const struct field *f, struct value v)
{
	struct change_field *set = array_add(&c->fields, &c->nfields, &c->room, sizeof(*set));

	set->field = f;
	set->value = v;
}

void change_free(struct change *c)
{
	free(c->fields);
	c->fields = NULL;
	c->nfields = c->room = 0;
}
