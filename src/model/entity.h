/* What a CRM consists of: the entities and the tables of their fields.
 *
 * Each entity is one header with an X-macro of its fields, which makes both the enum by which code
 * names a field and the table row. To add one, write the header, add it to the two lists here, and
 * write a migration (HACKING, recipes). */
#ifndef MODEL_ENTITY_H
#define MODEL_ENTITY_H

#include "model/field.h"

/* Makes the enum constant of a field row: X(CUSTOMER, NAME, ...) -> CUSTOMER_NAME. */
#define FIELD_ENUM(ENTITY, ID, ...) ENTITY##_##ID,
/* Makes the table row. */
#define FIELD_ROW(ENTITY, ID, ...)  [ENTITY##_##ID] = { __VA_ARGS__ },

/* Every entity begins with these. `removed` is a journalled state; `version` counts its changes. */
#define COMMON_FIELDS(X, E)                                                                        \
	X(E, ID, .name = "id", .label = N_("Id"), .type = FIELD_INT, .flags = FIELD_SYSTEM,        \
	  .width = 7, .shrink = 9, .help = N_("The number the store gave the record."))            \
	X(E, VERSION, .name = "version", .label = N_("Version"), .type = FIELD_INT,                \
	  .flags = FIELD_SYSTEM, .help = N_("How often the record was changed."))                  \
	X(E, CREATED, .name = "created", .label = N_("Created"), .type = FIELD_STAMP,              \
	  .flags = FIELD_SYSTEM, .help = N_("When the record was added."))                         \
	X(E, UPDATED, .name = "updated", .label = N_("Changed"), .type = FIELD_STAMP,              \
	  .flags = FIELD_SYSTEM, .help = N_("When the record was last changed."))                  \
	X(E, REMOVED, .name = "removed", .label = N_("Removed"), .type = FIELD_BOOL,               \
	  .flags = FIELD_SYSTEM, .help = N_("Whether it was removed; `restore` brings it back."))

enum common_field {
	FIELD_ID_ID,
	FIELD_ID_VERSION,
	FIELD_ID_CREATED,
	FIELD_ID_UPDATED,
	FIELD_ID_REMOVED,
	COMMON_COUNT
};

#include "model/activity.h"
#include "model/admin.h"
#include "model/case.h"
#include "model/contact.h"
#include "model/customer.h"
#include "model/deal.h"
#include "model/document.h"
#include "model/invoice.h"
#include "model/product.h"
#include "model/profile.h"
#include "model/template.h"
#include "model/relation.h"

#define ENTITIES(X)                                                                                \
	X(CUSTOMER, customer)                                                                      \
	X(CONTACT, contact)                                                                        \
	X(ROLES, roles)                                                                            \
	X(POINT, point)                                                                            \
	X(APART, apart)                                                                            \
	X(PIPELINE, pipeline)                                                                      \
	X(STAGE, stage)                                                                            \
	X(DOCUMENT, document)                                                                      \
	X(PROFILE, profile)                                                                        \
	X(RELATION, relation)                                                                      \
	X(DEAL, deal)                                                                              \
	X(DEAL_LINE, deal_line)                                                                    \
	X(STAGE_MOVE, stage_move)                                                                  \
	X(ACTIVITY, activity)                                                                      \
	X(INVOICE, invoice)                                                                        \
	X(CASE, case)                                                                              \
	X(TEMPLATE, template)                                                                      \
	X(PRODUCT, product)                                                                        \
	X(TEAM, team)                                                                              \
	X(USER, user)                                                                              \
	X(RATE, rate)                                                                              \
	X(VIEW, view)                                                                              \
	X(IMPORT, import)                                                                          \
	X(DRAFT, draft)                                                                            \
	X(SETTING, setting)

#define ENTITY_ENUM(ID, id)       ENTITY_##ID,
enum entity_id { ENTITIES(ENTITY_ENUM) ENTITY_COUNT };

#define FIELD_ENUM_OF(ID, id)     enum id##_field { ID##_FIELDS(FIELD_ENUM) ID##_COUNT };
ENTITIES(FIELD_ENUM_OF)

enum entity_flag {
	ENTITY_PUBLIC = 1 << 0,      /* has verbs on the command line and may be imported */
	ENTITY_FIND = 1 << 1,        /* its records are found by `find` */
	ENTITY_APPEND_ONLY = 1 << 2, /* the store writes it; nobody edits it */
	ENTITY_PRIVATE = 1 << 3,     /* each record is its owner's alone (drafts) */
	ENTITY_SET = 1 << 4,         /* a closed set: a name that none of them has is an error in a filter */
};

struct entity {
	enum entity_id id;
	const char *name;   /* table, wire, command line: "deal" */
	const char *label;  /* N_("Deal") */
	const char *plural; /* N_("Deals") */
	unsigned flags;
	const struct field *fields;
	unsigned nfields;
	const char *title;   /* field that names a record to people */
	const char *of;      /* references to whose part it is, of which one is set: "customer,contact"; or NULL */
	const char *code;    /* field that is a short unique key, or NULL */
	const char *order;   /* default sort: "name", "-start" */
	const char *columns; /* default list, in order: "name,city,status" */
	const char *owner;   /* field that tells whose it is, or NULL */
	const struct child *children; /* ends with a NULL name */
	const char *help;    /* N_(), one sentence */
};

/* What a new book has, as 0001-book.sql names it, and as whoever makes the book does. */
extern const struct choice book_names[];

const struct entity *entity_at(enum entity_id id);
/* By name or plural name ("deal", "deals"); NULL when there is none. */
const struct entity *entity_find(const char *name);
/* What one of it is called within a sentence: its name, or its label where that is translated. */
const char *entity_word(const struct entity *e);
/* "deals" for "deal", "activities" for "activity": the word people type, not a language's plural. In the arena. */
const char *entity_plural(const struct entity *e, struct arena *a);
/* By exact name or alias; NULL when there is none. */
const struct field *entity_field(const struct entity *e, const char *name);
/* The same, for a name that is known to exist. */
const struct field *entity_must(const struct entity *e, const char *name);
/* The one field by which records of `from` refer to one of `to`; NULL when there is none, or several. */
const struct field *entity_reference(const struct entity *from, const struct entity *to);
/* The index of a field in its entity's table, which is also its enum. */
unsigned entity_index(const struct entity *e, const struct field *f);
const struct child *entity_child(const struct entity *e, const char *name);
/* The nearest field name to a mistyped one, for "did you mean"; NULL when none is near. */
const char *entity_nearest_field(const struct entity *e, const char *name);

#endif
