#include "model/point.h"

static const char *const kinds[POINT_KINDS] = {
	[POINT_OF_PHONE] = "phone", [POINT_OF_EMAIL] = "email", [POINT_OF_ADDRESS] = "address",
};

const struct point_part point_parts[] = {
	{ "phone", POINT_OF_PHONE, "value", N_("Phone"), false,
	  N_("Best with the country: +44 113 496 0000.") },
	{ "email", POINT_OF_EMAIL, "value", N_("E-mail"), false, N_("The address to write to.") },
	{ "street", POINT_OF_ADDRESS, "value", N_("Street"), true, N_("Street and house.") },
	{ "postcode", POINT_OF_ADDRESS, "postcode", N_("Postcode"), true, NULL },
	{ "city", POINT_OF_ADDRESS, "city", N_("City"), false, NULL },
	{ "region", POINT_OF_ADDRESS, "region", N_("Region"), true, NULL },
	{ "country", POINT_OF_ADDRESS, "country", N_("Country"), true, NULL },
};
const size_t point_parts_count = LENGTH(point_parts);

bool entity_has_points(const struct entity *e)
{
	return e->id == ENTITY_CUSTOMER || e->id == ENTITY_CONTACT;
}

const struct point_part *point_part_find(const struct entity *owner, const char *name)
{
	for (size_t i = 0; entity_has_points(owner) && i < LENGTH(point_parts); i++)
		if (!strcmp(point_parts[i].name, name))
			return &point_parts[i];
	return NULL;
}

const char *point_kind_name(enum point_id id)
{
	return kinds[id];
}

int point_first(const struct table *points, enum point_id kind)
{
	for (size_t row = 0; points && row < points->nrows; row++) {
		struct value v = table_get(points, row, "kind");
		if (v.kind == VALUE_TEXT && !strcmp(v.s, kinds[kind]))
			return (int)row;
	}
	return -1;
}

bool point_change(struct change *c, enum point_id kind, int64_t id, bool says,
		  const struct entity *owner, int64_t owner_id)
{
	const struct entity *e = entity_at(ENTITY_POINT);

	c->kind = says ? CHANGE_SAVE : CHANGE_REMOVE;
	c->entity = e;
	c->id = id;
	if (!c->nfields || (!says && !id))
		return false;
	if (!says)
		c->nfields = 0;
	if (id)
		return true;
	change_set(c, entity_must(e, "kind"), value_text(kinds[kind]));
	change_set(c, entity_must(e, owner->name), value_ref(owner_id, NULL));
	return true;
}
