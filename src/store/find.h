/* Finding records by what somebody types (base/search.h says what that means). Nothing about it is in the
 * book: titles and words lie in cache files beside it, one for each entity, made anew when enough has
 * changed, and what was touched since is read again before each answer. */
#ifndef STORE_FIND_H
#define STORE_FIND_H

#include "store/store.h"

/* The ids of the records of one entity that fit best, the best and latest first; how many, at most `most`,
 * or -1 with the error set. */
int64_t find_ids(struct store *s, const struct entity *e, const char *typed, size_t most, int64_t *ids,
		 struct error *err);
/* Calls fn, in no order, for each record of the entity that a bare word or phrase of an expression fits;
 * also for those that were removed. */
int find_matches(struct store *s, const struct entity *e, const char *phrase,
		 void (*fn)(void *to, int64_t id), void *to, struct error *err);

/* Says of the table of what was found how many there are of what, what was looked for, and how many are listed. */
int find_say(struct store *s, struct table *t, const struct request *r, struct error *err);

/* Makes ready what a request to find will need, before its snapshot begins. What fails will be told by
 * the request itself. */
void find_prepare(struct store *s, const struct request *r);

/* Whether so much was changed that making a file anew is worth somebody's idle time. */
bool find_due(const struct store *s);
/* Makes it, unless another process is at it; stops as soon as the client asks for something. 0, or -1 with the
 * error set. */
int find_idle(struct store *s, struct error *err);
/* Frees what the store keeps for this. */
void find_forget(struct store *s);

#endif
