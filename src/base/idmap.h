/* From an id (never 0) to a number. Made for millions; no order, but a walk over the slots. */
#ifndef BASE_IDMAP_H
#define BASE_IDMAP_H

#include "base/base.h"

struct idmap {
	struct idmap_slot {
		int64_t id, value; /* id 0: an empty slot */
	} *slots;
	size_t n, room; /* ids; slots, a power of two. Zero-initialise */
};

/* The number of an id, or NULL. Borrowed until the next idmap_put. */
int64_t *idmap_get(const struct idmap *m, int64_t id);
/* The same, but an id that is not there is added with 0; n tells whether it was. Never NULL. */
int64_t *idmap_put(struct idmap *m, int64_t id);
/* Forgets every id and frees. */
void idmap_free(struct idmap *m);

#endif
