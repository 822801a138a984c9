/* The first phone, e-mail and address of a customer or a contact, as if they were its own fields. */
#ifndef MODEL_POINT_H
#define MODEL_POINT_H

#include "model/record.h"
#include "model/table.h"

enum point_id { POINT_OF_PHONE, POINT_OF_EMAIL, POINT_OF_ADDRESS, POINT_KINDS };

struct point_part {
	const char *name;    /* what it is called at its owner: "phone", "street" */
	enum point_id point;
	const char *field;   /* of the contact point: "value", "city" */
	const char *label;   /* N_() */
	bool more;           /* seldom needed */
	const char *help;    /* N_(); NULL: as the contact point's field has it */
};

extern const struct point_part point_parts[];
extern const size_t point_parts_count;

/* Whether records of the entity have contact points. */
bool entity_has_points(const struct entity *e);
/* The field of that name, or NULL. */
const struct point_part *point_part_find(const struct entity *owner, const char *name);
/* How points of the kind are stored: "phone". */
const char *point_kind_name(enum point_id id);
/* The row of the first point of the kind among a record's points (may be NULL), or -1. */
int point_first(const struct table *points, enum point_id kind);

/* Makes the fields of a point, set already in `c`, the change that saves them: of the point `id`, or of a
 * new one of its owner (whose id is -1 when the first change of the same request adds it). One that says
 * nothing any more (`says`) is removed. False when there is nothing to save. */
bool point_change(struct change *c, enum point_id kind, int64_t id, bool says,
		  const struct entity *owner, int64_t owner_id);

#endif
