/* The changes of a demo on their way into the book: many records to a request. */
#include "exchange/demo_private.h"

#define BATCH_BYTES (600u << 10) /* well below a frame */
#define FIELD_BYTES 24		 /* what a field's name and value take, but for its text */

static struct change *begin(struct demo *d, enum entity_id id)
{
	const struct entity *e = entity_at(id);
	struct change *c = array_add(&d->changes, &d->nchanges, &d->changes_room, sizeof(*c));

	*c = (struct change){ .kind = CHANGE_SAVE, .entity = e, .room = e->nfields };
	c->fields = arena_alloc(&d->arena, c->room * sizeof(*c->fields));
	d->bytes += 2 * FIELD_BYTES;
	return c;
}

demo_id demo_add(struct demo *d, enum entity_id id)
{
	begin(d, id);
	return -(demo_id)d->nchanges;
}

void demo_edit(struct demo *d, enum entity_id e, demo_id id)
{
	begin(d, e)->id = id;
}

static void set(struct demo *d, unsigned field, struct value v)
{
	struct change *c = &d->changes[d->nchanges - 1];

	d->bytes += FIELD_BYTES + (v.s ? strlen(v.s) : 0);
	change_set(c, &c->entity->fields[field], v);
}

void demo_text(struct demo *d, unsigned field, const char *text)
{
	if (text && *text)
		set(d, field, value_text(text));
}

void demo_int(struct demo *d, unsigned field, int64_t i)
{
	set(d, field, value_int(i));
}

void demo_ref(struct demo *d, unsigned field, demo_id id)
{
	if (id)
		set(d, field, value_ref(id, NULL));
}

void demo_money(struct demo *d, unsigned field, int64_t units, const char *currency)
{
	set(d, field, value_money(units * 100, currency));
}

void demo_empty(struct demo *d, unsigned field)
{
	set(d, field, VALUE_NONE);
}

void demo_keep(struct demo *d, demo_id *slot)
{
	demo_id **kept = array_add(&d->kept, &d->nkept, &d->kept_room, sizeof(*kept));

	*kept = slot;
}

bool demo_full(const struct demo *d)
{
	return d->bytes > BATCH_BYTES;
}

static void forget(struct demo *d)
{
	d->nchanges = d->nkept = d->bytes = 0;
	arena_free(&d->arena);
	d->arena = (struct arena){ 0 };
}

int demo_send(struct demo *d, struct error *e)
{
	struct request r = { .verb = VERB_SAVE, .batch = d->batch, .begins = true, .label = "demo",
			     .changes = d->changes, .nchanges = d->nchanges };
	struct answer *a;

	if (d->nchanges == 0)
		return 0;
	a = client_ask(d->client, &r, e);
	if (!a)
		return -1;
	for (size_t i = 0; i < d->nkept; i++)
		*d->kept[i] = a->ids[-*d->kept[i] - 1];
	answer_free(a);
	forget(d);
	return 0;
}
