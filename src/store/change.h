/* What change_apply is made of. */
#ifndef STORE_CHANGE_H
#define STORE_CHANGE_H

#include "store/store.h"

/* A second record with the same values, in the arena of the first. */
struct record *record_copy(const struct record *r);
/* Whether two values are the same in their column. */
bool change_same(struct value a, struct value b);
/* Writes and journals the fields that differ, and asks neither rules nor what follows: for what is moved as it
 * is. 1 changed, 0 nothing differs, or -1. */
int record_rewrite(struct store *s, struct journal_txn *t, const struct record *before,
		   struct record *after, struct error *e);
/* Turns SQLite's refusal of a record with a key that another has into a sentence that names the other, where
 * that was it. Returns -1. */
int change_explain_double(struct store *s, const struct record *r, struct error *e);
/* Says that the record, which was merged, cannot be had back by `label` (an action's). Returns -1. */
int change_refuse_merged(struct store *s, const char *label, const struct record *r, struct error *e);
/* Gives a new record what its fields begin with where the change says nothing about them. */
int initial_set(struct store *s, const struct change *c, struct record *r, struct error *e);
/* What the book decides about the record itself before the model's rules are asked: the state that a
 * deal's stage means, whether a contact point is the main one. `before` is NULL for a new record. */
int consequence_before(struct store *s, const struct record *before, struct record *after,
		       struct error *e);
/* What else changes with it, through change_apply and in the same transaction. `before` is NULL for a new
 * record. */
int consequence_after(struct store *s, struct journal_txn *t, const struct record *before,
		      const struct record *after, struct error *e);
/* What must hold between records after an undo or redo put their fields back one by one: others may have
 * come or gone since. Only what the book decides by itself is set right; `after` is live or removed. */
int consequence_settle(struct store *s, struct journal_txn *t, const struct record *before,
		       struct record *after, struct error *e);
/* A deal that was in another stage must have what its stage asks for. *lacks (may be NULL) gets the names of
 * what is missing, "amount,close", in the deal's arena. */
int stage_check(struct store *s, const struct record *before, const struct record *after,
		const char **lacks, struct error *e);
/* References that differ from `before` and point to what was merged point to what it was merged into. */
int references_follow(struct store *s, const struct record *before, struct record *after, struct error *e);
/* The references that differ from `before` must point to records that are there, and no record may
 * stand above itself. */
int references_check(struct store *s, const struct record *before, const struct record *after,
		     struct error *e);
/* Adds one record of fields that the store itself makes; a short way to change_apply. */
int change_field(struct store *s, struct journal_txn *t, const struct entity *e, int64_t id,
		 const struct field *f, struct value v, struct error *err);

#endif
