/* Changes on the wire, and which values a field can have. */
#include "proto/wire.h"

/* From year 1 to year 9999, which is all that base/date knows. */
#define DATE_FIRST (-719162)
#define DATE_LAST  2932896
#define DAY	   86400LL

static bool is_whole(enum field_type type)
{
	switch (type) {
	case FIELD_INT:
	case FIELD_DECIMAL:
	case FIELD_PERCENT:
	case FIELD_MONEY:
	case FIELD_DATE:
	case FIELD_STAMP:
	case FIELD_DURATION:
	case FIELD_BOOL:
	case FIELD_REF:
		return true;
	default:
		return false;
	}
}

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
	bool fits = v.kind == VALUE_NULL || (v.kind == VALUE_INT) == is_whole(f->type);

	if (fits && v.kind == VALUE_INT)
		fits = in_range(f->type, v.i);
	if (fits && !r->bad)
		return v;
	read_fail(r, "a value cannot be its field's");
	return VALUE_NONE;
}

static const struct member change_members[] = {
    {"entity", MEMBER_ENTITY, offsetof(struct change, entity)},
    {"id", MEMBER_INT64, offsetof(struct change, id)},
    {"base", MEMBER_INT64, offsetof(struct change, base)},
};

void write_change(struct writer *w, const struct change *c)
{
	size_t map = write_open_map(w), pairs = 2, fields;

	write_text(w, "kind");
	write_int(w, c->kind);
	pairs += members_write(w, change_members, LENGTH(change_members), c);
	write_text(w, "fields");
	fields = write_open_map(w);
	for (size_t i = 0; i < c->nfields; i++) {
		write_text(w, c->fields[i].field->name);
		write_value(w, c->fields[i].value);
	}
	write_close_map(w, fields, c->nfields);
	write_close_map(w, map, pairs);
}

static void read_change_fields(struct reader *r, struct change *c)
{
	size_t n = read_map(r);

	if (!c->entity)
		read_fail(r, "a change names its fields before its kind of record");
	if (r->bad || c->fields)
		return read_fail(r, "a change names its fields twice");
	c->fields = arena_alloc(r->arena, n * sizeof(*c->fields));
	c->nfields = c->room = n;
	for (size_t i = 0; i < n && !r->bad; i++) {
		c->fields[i].field = entity_field(c->entity, read_key(r));
		if (!c->fields[i].field)
			return read_fail(r, "it names a field that does not exist");
		c->fields[i].value = read_value_of(r, c->fields[i].field);
	}
}

static enum change_kind read_kind(struct reader *r)
{
	int64_t kind = read_int(r);

	if (kind < CHANGE_SAVE || kind > CHANGE_RESTORE)
		read_fail(r, "a change is of no known kind");
	return (enum change_kind)kind;
}

void read_change(struct reader *r, struct change *c)
{
	for (size_t n = read_map(r); n && !r->bad; n--) {
		const char *key = read_key(r);
		if (!strcmp(key, "kind"))
			c->kind = read_kind(r);
		else if (!strcmp(key, "fields"))
			read_change_fields(r, c);
		else if (!strcmp(key, "entity") && c->nfields)
			read_fail(r, "a change names its kind of record after its fields");
		else if (!member_read(r, change_members, LENGTH(change_members), key, c))
			read_skip(r);
	}
	if (!c->entity)
		read_fail(r, "a change names no kind of record");
}
