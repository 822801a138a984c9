/* One record in memory, and a change that is to be made to one. */
#ifndef MODEL_RECORD_H
#define MODEL_RECORD_H

#include "model/entity.h"

struct record {
	const struct entity *entity;
	int64_t id, version;   /* id 0: not saved yet */
	struct value *values;  /* entity->nfields of them, by the entity's field enum */
	struct arena *arena;   /* owns the values' texts; borrowed */
};

/* A record of no values in the arena. */
struct record *record_make(const struct entity *e, struct arena *a);
/* Copies the value into the record's arena. */
void record_set(struct record *r, const struct field *f, struct value v);
struct value record_get(const struct record *r, const char *field);
/* The text that names it to people, "" when it has none. Borrowed from the record. */
const char *record_title(const struct record *r);

enum change_kind { CHANGE_SAVE, CHANGE_REMOVE, CHANGE_RESTORE };

/* What is to be done to one record. A save with id 0 adds one. Inside one request a reference, and the
 * id of a later change, may name a record that the same request adds: -(index + 1) of its change. */
struct change {
	enum change_kind kind;
	const struct entity *entity;
	int64_t id;
	int64_t base; /* version the change was made from; 0: whatever is there */
	struct change_field *fields;
	size_t nfields, room;
};

struct change_field {
	const struct field *field;
	struct value value;
};

/* Adds a field to a change (array grows on the heap; change_free frees it, values are borrowed). */
void change_set(struct change *c, const struct field *f, struct value v);
void change_free(struct change *c);

/* The rules that hold for a record whoever writes it: required fields, and what follows from what
 * (a won deal has a closing date, ...). `before` is NULL for a new record; `after` may be amended.
 * 0, or -1 with a sentence that names the field. */
int record_check(const struct record *before, struct record *after,
		 const struct value_context *c, struct error *e);

#endif
