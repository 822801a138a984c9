#include "base/idmap.h"

/* Ids count up: Fibonacci hashing spreads neighbours over the slots. */
static size_t place(const struct idmap *m, int64_t id)
{
	size_t at = (size_t)(((uint64_t)id * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & (m->room - 1);

	while (m->slots[at].id && m->slots[at].id != id)
		at = (at + 1) & (m->room - 1);
	return at;
}

int64_t *idmap_get(const struct idmap *m, int64_t id)
{
	struct idmap_slot *slot = m->n ? &m->slots[place(m, id)] : NULL;

	return slot && slot->id ? &slot->value : NULL;
}

static void grow(struct idmap *m)
{
	struct idmap old = *m;

	m->room = old.room ? old.room * 2 : 64;
	m->slots = xcalloc(m->room, sizeof(*m->slots));
	for (size_t i = 0; i < old.room; i++)
		if (old.slots[i].id)
			m->slots[place(m, old.slots[i].id)] = old.slots[i];
	free(old.slots);
}

int64_t *idmap_put(struct idmap *m, int64_t id)
{
	struct idmap_slot *slot;

	if (4 * (m->n + 1) > 3 * m->room)
		grow(m);
	slot = &m->slots[place(m, id)];
	m->n += !slot->id;
	slot->id = id;
	return &slot->value;
}

void idmap_free(struct idmap *m)
{
	free(m->slots);
	*m = (struct idmap){ 0 };
}
