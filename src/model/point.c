#include "model/point.h"

static const char *const kinds[POINT_KINDS] = {
	[POINT_OF_PHONE] = "phone", [POINT_OF_EMAIL] = "email", [POINT_OF_ADDRESS] = "address",
};

const struct point_part point_parts[] = {
	{ "phone", POINT_OF_PHONE, "value", N_("Phone"), false },
	{ "email", POINT_OF_EMAIL, "value", N_("E-mail"), false },
	{ "street", POINT_OF_ADDRESS, "value", N_("Street"), true },
	{ "postcode", POINT_OF_ADDRESS, "postcode", N_("Postcode"), true },
	{ "city", POINT_OF_ADDRESS, "city", N_("City"), false },
	{ "country", POINT_OF_ADDRESS, "country", N_("Country"), true },
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

void points_first(const struct table *points, int64_t out[POINT_KINDS])
{
	for (int i = 0; i < POINT_KINDS; i++)
		out[i] = 0;
	for (size_t row = 0; points && row < points->nrows; row++) {
		struct value kind = table_get(points, row, "kind");
		for (int i = 0; i < POINT_KINDS; i++)
			if (!out[i] && kind.kind == VALUE_TEXT && !strcmp(kind.s, kinds[i]))
				out[i] = points->rows[row].id;
	}
}

bool point_change(struct change *c, enum point_id kind, int64_t id, const struct entity *owner,
		  int64_t owner_id)
{
	const struct entity *e = entity_at(ENTITY_POINT);
	bool says = kind == POINT_OF_ADDRESS && id;

	for (size_t i = 0; i < c->nfields; i++)
		says |= c->fields[i].value.kind != VALUE_NULL;
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
