/* The search index: what it holds of a record, and the queries over it. */
#ifndef STORE_FIND_H
#define STORE_FIND_H

#include "store/store.h"

/* How well a record fits, best first; each level contains those before it. */
enum find_level {
	FIND_WHOLE,  /* the title is just these words */
	FIND_START,  /* the title begins with them */
	FIND_TITLE,  /* each begins a word of the title, in any order */
	FIND_ANY,    /* each begins a word of title or text */
	FIND_LEVELS
};

/* Appends the full-text query for what somebody typed; anything but letters and digits only parts the
 * words. `entity` may be NULL. False when there is no word in it. */
bool find_query(struct sbuf *out, const char *typed, const struct entity *entity,
		enum find_level level);

/* Brings one record's words up to date. 1 changed, 0 they were as they should be, -1 with the error set. */
int find_index(struct store *s, const struct entity *e, int64_t id, struct error *err);

/* Whether so much was changed that tidying the index is worth a transaction. */
bool find_due(const struct store *s);
/* Does a bounded piece of it, in a transaction of its own. Called when the store has nothing else to do,
 * until it is due no more. 0, or -1 with the error set. */
int find_idle(struct store *s, struct error *err);

#endif
