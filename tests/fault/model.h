/* The plainest book there could be: customers and their phones in two arrays, and two stacks of what was done.
 * What the store tells after any walk must be what this one tells. */
#ifndef TESTS_FAULT_MODEL_H
#define TESTS_FAULT_MODEL_H

#include <stdint.h>
#include <stdlib.h>

#include "base/base.h"

enum kind { CUSTOMER, PHONE, KINDS };

/* One record. A field's `at` counts on with each change of it: of two that are merged the later one stays. */
struct thing {
	int name, name_at;         /* the number that makes a name, or that is dialled */
	int industry, industry_at; /* 0: none */
	int64_t to;                /* the customer that it became a part of, or whose phone it is; 0: none */
	bool removed;
};

/* How the two sides of a merge give a field: by the model's choice, or as a person said. */
enum chosen { CHOSEN_NONE, CHOSEN_KEPT, CHOSEN_GONE };

struct model {
	struct thing *things[KINDS]; /* by id */
	int64_t last[KINDS];
	struct model_step {
		int txn;
		enum kind kind;
		int64_t id;
		struct thing before, after;
	} *done, *undone; /* two stacks; the steps of one transaction have its number */
	size_t ndone, done_room, nundone, undone_room;
	int64_t room[KINDS];
	int txn, at;
};

void model_free(struct model *m);
/* Each change belongs to the transaction that was begun last. */
void model_begin(struct model *m);
/* `together` with the one before: neither is the later. Returns the id. */
int64_t model_add(struct model *m, enum kind kind, struct thing thing, bool together);
void model_edit(struct model *m, int64_t id, int name, int industry);
void model_remove(struct model *m, enum kind kind, int64_t id, bool removed);
void model_merge(struct model *m, int64_t kept, int64_t gone, enum chosen name, enum chosen industry);
/* The last transaction, back or forth again. Whether there was one. */
bool model_undo(struct model *m);
bool model_redo(struct model *m);

/* Whom an id means by now. */
int64_t model_meant(const struct model *m, int64_t id);
/* How many customers that are not removed have that industry; a phone (or none). */
int model_count_industry(const struct model *m, int industry);
int model_count_phone(const struct model *m, bool phone);

#endif
