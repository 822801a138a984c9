#include "model/entity.h"

#include "base/text.h"

#define FIELDS_OF(ID, id)                                                                          \
	static const struct field id##_fields[] = { ID##_FIELDS(FIELD_ROW) };
ENTITIES(FIELDS_OF)

#define ENTITY_ROW(ID, id_)                                                                        \
	[ENTITY_##ID] = { .id = ENTITY_##ID,                                                       \
			  .fields = id_##_fields,                                                  \
			  .nfields = LENGTH(id_##_fields),                                         \
			  DESCRIBE_##ID },
static const struct entity entities[ENTITY_COUNT] = { ENTITIES(ENTITY_ROW) };

#define COMMON_FIRST(ID, id)                                                                       \
	_Static_assert((int)ID##_REMOVED == (int)FIELD_ID_REMOVED, #id " begins with the common"); \
	_Static_assert(LENGTH(id##_fields) == ID##_COUNT, #id " has a row for each field");
ENTITIES(COMMON_FIRST)

const struct entity *entity_at(enum entity_id id)
{
	if ((unsigned)id >= ENTITY_COUNT)
		BUG("entity %d", (int)id);
	return &entities[id];
}

/* "deals" for "deal", "activities" for "activity". */
static int plural_stem(const char *name)
{
	int n = (int)strlen(name);

	return name[n - 1] == 'y' ? n - 1 : n;
}

const char *entity_plural(const struct entity *e, struct arena *a)
{
	int n = plural_stem(e->name);

	return arena_printf(a, "%.*s%s", n, e->name, e->name[n] ? "ies" : "s");
}

static bool plural_of(const char *word, const char *name)
{
	size_t n = (size_t)plural_stem(name);

	return !strncmp(word, name, n) && !strcmp(word + n, name[n] ? "ies" : "s");
}

const char *entity_word(const struct entity *e)
{
	const char *label = _(e->label);

	return strcmp(label, e->label) != 0 ? label : e->name;
}

const struct entity *entity_find(const char *name)
{
	for (size_t i = 0; i < ENTITY_COUNT; i++)
		if (!strcmp(entities[i].name, name) || plural_of(name, entities[i].name))
			return &entities[i];
	return NULL;
}

const struct field *entity_field(const struct entity *e, const char *name)
{
	for (unsigned i = 0; i < e->nfields; i++)
		if (!strcmp(e->fields[i].name, name))
			return &e->fields[i];
	for (unsigned i = 0; i < e->nfields; i++)
		if (e->fields[i].alias && !strcmp(e->fields[i].alias, name))
			return &e->fields[i];
	return NULL;
}

const struct field *entity_must(const struct entity *e, const char *name)
{
	const struct field *f = entity_field(e, name);

	if (!f)
		BUG("%s has no field %s", e->name, name);
	return f;
}

const struct field *entity_reference(const struct entity *from, const struct entity *to)
{
	const struct field *found = NULL;

	for (unsigned i = 0; i < from->nfields; i++) {
		const struct field *f = &from->fields[i];

		if (f->type != FIELD_REF || strcmp(f->ref, to->name) != 0)
			continue;
		if (found)
			return NULL;
		found = f;
	}
	return found;
}

unsigned entity_index(const struct entity *e, const struct field *f)
{
	if (f < e->fields || f >= e->fields + e->nfields)
		BUG("%s is not a field of %s", f->name, e->name);
	return (unsigned)(f - e->fields);
}

const struct child *entity_child(const struct entity *e, const char *name)
{
	for (const struct child *c = e->children; c && c->name; c++)
		if (!strcmp(c->name, name))
			return c;
	return NULL;
}

const char *entity_nearest_field(const struct entity *e, const char *name)
{
	const char *names[2 * 64];
	size_t n = 0;

	for (unsigned i = 0; i < e->nfields && n + 2 <= LENGTH(names); i++) {
		names[n++] = e->fields[i].name;
		if (e->fields[i].alias)
			names[n++] = e->fields[i].alias;
	}
	/* A beginning is nearer than any slip of the finger. */
	for (size_t i = 0; name[0] && name[1] && i < n; i++)
		if (!strncmp(names[i], name, strlen(name)))
			return names[i];
	return text_nearest(name, names, n);
}
