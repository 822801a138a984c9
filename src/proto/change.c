/* Changes on the wire, and which values a field can have. */
#include "proto/wire.h"

/* From year 1 to year 9999, which is all that base/date knows. */
#define DATE_FIRST (-719162)
#define DATE_LAST  2932896
#define DAY	   86400LL

static bool in_range(enum field_type type, int64_t i)
{
	switch (type) {
	case FIELD_BOOL:
		return i == 0 || i == 1;
	case FIELD_DATE:
		return i >= DATE_FIRST && i <= DATE_LAST;
	case FIELD_STAMP:
		return i >= DATE_FIRST * DAY && i < (DATE_LAST + 1) * DAY;
	default:
		return true;
	}
}

struct value read_value_of(struct reader *r, const struct field *f)
{
	struct value v = read_value(r);
	bool fits = v.kind == VALUE_NULL || (v.kind == VALUE_INT) == field_is_whole(f);

	if (fits && v.kind == VALUE_INT)
		fits = in_range(f->type, v.i);
	if (fits && !r->bad)
		return v;
	read_fail(r, "a value cannot be its field's");
	return VALUE_NONE;
}

/* Shapes: what kind of change of which fields. Thousands of changes have a few of them. */

struct shape {
	enum change_kind kind;
	const struct entity *entity;
	size_t nfields;
	const struct field **fields;
	const struct change *first; /* writing: the change that it was made from */
	uint64_t hash;
};

struct shapes {
	struct shape *items;
	size_t n, room;
};

static uint64_t shape_hash(const struct change *c)
{
	uint64_t hash = (uint64_t)c->kind * 31 + (uint64_t)c->entity->id;

	for (size_t i = 0; i < c->nfields; i++)
		hash = (hash ^ entity_index(c->entity, c->fields[i].field)) * UINT64_C(0x100000001b3);
	return hash;
}

static bool has_shape(const struct change *c, const struct shape *s)
{
	if (c->kind != s->kind || c->entity != s->entity || c->nfields != s->nfields)
		return false;
	for (size_t i = 0; i < c->nfields; i++)
		if (c->fields[i].field != s->first->fields[i].field)
			return false;
	return true;
}

static size_t shape_of(struct shapes *all, const struct change *c)
{
	uint64_t hash = shape_hash(c);
	struct shape *s;

	for (size_t i = 0; i < all->n; i++)
		if (all->items[i].hash == hash && has_shape(c, &all->items[i]))
			return i;
	s = array_add(&all->items, &all->n, &all->room, sizeof(*s));
	*s = (struct shape){.kind = c->kind, .entity = c->entity, .nfields = c->nfields,
			    .first = c, .hash = hash};
	return all->n - 1;
}

/* [kind, entity, field, field ...] */
static void write_shape(struct writer *w, const struct shape *s)
{
	write_array(w, 2 + s->nfields);
	write_int(w, s->kind);
	write_text(w, s->entity->name);
	for (size_t i = 0; i < s->nfields; i++)
		write_text(w, s->first->fields[i].field->name);
}

/* [shape, id, base, value, value ...] */
static void write_change(struct writer *w, const struct change *c, size_t shape)
{
	write_array(w, 3 + c->nfields);
	write_int(w, (int64_t)shape);
	write_int(w, c->id);
	write_int(w, c->base);
	for (size_t i = 0; i < c->nfields; i++)
		write_value(w, c->fields[i].value);
}

void write_changes(struct writer *w, const struct change *changes, size_t n)
{
	struct shapes shapes = {0};
	size_t *of = xcalloc(n, sizeof(*of));

	for (size_t i = 0; i < n; i++)
		of[i] = shape_of(&shapes, &changes[i]);
	write_array(w, 2);
	write_array(w, shapes.n);
	for (size_t i = 0; i < shapes.n; i++)
		write_shape(w, &shapes.items[i]);
	write_array(w, n);
	for (size_t i = 0; i < n; i++)
		write_change(w, &changes[i], of[i]);
	free(shapes.items);
	free(of);
}

static enum change_kind read_kind(struct reader *r)
{
	int64_t kind = read_int(r);

	if (kind < CHANGE_SAVE || kind > CHANGE_RESTORE)
		read_fail(r, "a change is of no known kind");
	return (enum change_kind)kind;
}

static void read_shape(struct reader *r, struct shape *s)
{
	size_t n = read_array(r, 1);

	if (n < 2)
		return read_fail(r, "a change names no kind of record");
	s->kind = read_kind(r);
	s->entity = read_entity(r);
	if (!s->entity)
		return read_fail(r, "a change names no kind of record");
	s->nfields = n - 2;
	s->fields = arena_alloc(r->arena, s->nfields * sizeof(*s->fields));
	for (size_t i = 0; i < s->nfields && !r->bad; i++) {
		s->fields[i] = entity_field(s->entity, read_key(r));
		if (!s->fields[i])
			return read_fail(r, "it names a field that does not exist");
	}
}

static struct shapes read_shapes(struct reader *r)
{
	struct shapes all = {.n = read_array(r, 3)};

	all.items = arena_alloc(r->arena, all.n * sizeof(*all.items));
	for (size_t i = 0; i < all.n && !r->bad; i++)
		read_shape(r, &all.items[i]);
	return all;
}

static void read_change(struct reader *r, const struct shapes *shapes, struct change *c)
{
	size_t n = read_array(r, 1);
	int64_t shape = read_int(r);
	const struct shape *s;

	if (r->bad || shape < 0 || (uint64_t)shape >= shapes->n)
		return read_fail(r, "a change has no shape");
	s = &shapes->items[shape];
	if (n != 3 + s->nfields)
		return read_fail(r, "a change has not the values of its shape");
	*c = (struct change){.kind = s->kind, .entity = s->entity};
	c->id = read_int(r);
	c->base = read_int(r);
	c->fields = arena_alloc(r->arena, s->nfields * sizeof(*c->fields));
	c->nfields = c->room = s->nfields;
	for (size_t i = 0; i < s->nfields && !r->bad; i++) {
		c->fields[i].field = s->fields[i];
		c->fields[i].value = read_value_of(r, s->fields[i]);
	}
}

struct change *read_changes(struct reader *r, size_t *n)
{
	struct change *changes;
	struct shapes shapes;

	*n = 0;
	if (read_array(r, 1) != 2)
		read_fail(r, "changes are their shapes and their values");
	shapes = read_shapes(r);
	*n = read_array(r, 4);
	changes = arena_alloc(r->arena, *n * sizeof(*changes));
	for (size_t i = 0; i < *n && !r->bad; i++)
		read_change(r, &shapes, &changes[i]);
	return changes;
}
