/* The second descriptor: everything that changes data. From these rows come the wire's `act`, the
 * command line's verbs, the palette, the prompts and the undo texts. */
#ifndef MODEL_ACTION_H
#define MODEL_ACTION_H

#include "model/record.h"

enum action_flag {
	ACTION_ONE = 1 << 0,      /* needs one record ... */
	ACTION_MANY = 1 << 1,     /* ... or takes any number */
	ACTION_NONE = 1 << 2,     /* needs none */
	ACTION_CONFIRM = 1 << 3,  /* cannot be undone: asked before */
	ACTION_HIDDEN = 1 << 4,   /* a building block that people do not call by name */
	ACTION_FIELDS = 1 << 5,   /* fields of the record may be set along with it: FIELD=VALUE */
	ACTION_LEAVES = 1 << 6,   /* records leave the list they stood in, and its marks with them */
};

struct arg {
	const char *name;
	const char *label;          /* N_() */
	enum field_type type;
	const struct choice *choices;
	const char *ref;
	const char *expr;           /* the entity over which it is an expression, or NULL */
	bool required;
	const char *asked_when;     /* the outcome of the stage with which a person is asked for it too */
	bool rest;                  /* takes all the words that are left */
	const char *help;           /* N_() */
};

struct action {
	const char *name;           /* "deal.move" */
	const char *entity;         /* NULL: every public entity */
	const char *label;          /* N_("Move to stage") */
	const char *done_one;       /* N_("%s moved to %s"): title and the first argument as shown */
	const char *done_many;      /* N_("%s deals moved to %s"): how many, to what */
	const char *help;           /* N_(), one sentence */
	const struct arg *args;     /* ends with a NULL name */
	unsigned flags;
};

extern const struct action actions[];
extern const size_t actions_count;

const struct action *action_find(const char *name);
/* Whether the action is for records of this entity. */
bool action_fits(const struct action *a, const struct entity *e);
/* The field of the records it is for that may be set along with it, by name; NULL: there is none. */
const struct field *action_field(const struct action *a, const char *name);
/* Why it cannot be done to this record now: a sentence to translate, or NULL when it can. Called by
 * the store before it acts and by the screen before it offers. */
const char *action_refusal(const struct action *a, const struct record *r);

#endif
