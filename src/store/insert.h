/* New records wait until somebody asks the book anything, or there are enough of them: then one statement
 * for each entity writes them, before the asker gets his answer. So whoever reads never misses one, and an
 * import of thousands at once does not pay for each.
 *
 * What a transaction added is known here too, so that references to it need not be looked up. */
#ifndef STORE_INSERT_H
#define STORE_INSERT_H

#include "store/store.h"

/* Where a new record and its values are to live; `leave` for each `enter`. */
struct arena *insert_enter(struct store *s);
void insert_leave(struct store *s);
/* Gives the record its id and lets it wait. It stays as it is. -1 with the error set when it, or one that
 * waits, cannot be written: then nothing more can be in this transaction. */
int insert_add(struct store *s, struct record *r, struct error *e);
/* Writes what waits. */
int insert_flush(struct store *s, struct error *e);
/* Which change of the request is being made, so that a refusal that comes later can name it. */
void insert_number(struct store *s, size_t number);
/* The number of the change whose record could not be written; `otherwise` when it was none of those. */
size_t insert_refused(const struct store *s, size_t otherwise);
void insert_free(struct store *s);

/* Whether a record is there and not removed: 1, 0, or -1. What the transaction added or looked up before
 * is not looked up. */
int insert_exists(struct store *s, const struct entity *e, int64_t id, struct error *err);
/* Records of this kind were changed, removed above all: what was known of them is looked up again. */
void insert_changed(struct store *s, const struct entity *e);
/* Whether this contact point, which may not be added yet, is for certain the only one of its kind of
 * whom it belongs to. False: nobody knows. */
bool insert_is_alone(struct store *s, const struct record *point);

#endif
