/* Which records were touched after a cache was worked out. Every cache is of a position in the journal;
 * what the journal says after it is read here, only the newer rows, so that a cache and what was touched
 * since are always the truth: also for what another process has committed, and inside our own
 * transaction before it is.
 *
 * A change of a contact point, a deal or an invoice touches the customer and the contact that it belongs or
 * belonged to. A change of what a record refers to does not touch the record. */
#ifndef STORE_OVERLAY_H
#define STORE_OVERLAY_H

#include "store/store.h"

/* What was touched of one entity. */
struct touched;

/* Watches an entity from now on. It belongs to the store; nothing counts before touched_since. */
struct touched *overlay_watch(struct store *s, const struct entity *e);
/* Forgets what was touched and begins anew with the row after `seq`. */
int touched_since(struct store *s, struct touched *t, int64_t seq, struct error *e);
/* The highest id that the cache knows. Inside our own transaction everything above it is touched, as the
 * journal is told of records that were made one after the other only at the end. */
void touched_above(struct touched *t, int64_t id);
/* Reads what the journal has got since the last time; costs next to nothing when nobody wrote. To be
 * called at the beginning of each request, and again wherever our own transaction is to be seen. */
int overlay_update(struct store *s, struct error *e);
void overlay_forget(struct store *s);

/* How many were touched, how many rows of the journal that took, and whether one was. */
int64_t touched_count(const struct touched *t);
int64_t touched_rows(const struct touched *t);
bool touched_has(const struct touched *t, int64_t id);
/* Calls fn, by ranges of ids, for those that were touched (once more, perhaps) since the last call. An id
 * may come twice; it may be that of no record. */
void touched_take(struct touched *t, void (*fn)(void *to, int64_t first, int64_t last), void *to);

#endif
