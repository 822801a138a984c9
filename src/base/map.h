/* From a text to a number: an id, a count, an index into the caller's array. Made for millions. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/base.h"

/* Open addressing, at most three quarters full. Zero-initialise; set `borrow` before the first key
 * when every key outlives the map, else keys are copied. There is no order and no walk: who needs
 * the keys again keeps an array of them and maps to its indices. */
struct map {
	struct map_slot *slots;
	size_t n, room; /* keys; slots, a power of two */
	bool borrow;
	struct arena keys;
	uint64_t secret[2]; /* random, so that no file can be made whose keys all collide */
};

/* The number of a key (any bytes), or NULL. Borrowed until the next map_put. */
int64_t *map_get(const struct map *m, const char *key, size_t len);
/* The same, but a key that is not there is added with 0; n tells whether it was. Never NULL.
 *   *map_put(&m, name, strlen(name)) = id; */
int64_t *map_put(struct map *m, const char *key, size_t len);
void map_free(struct map *m);

/* SipHash-1-3 (Aumasson and Bernstein, 2012), the hash behind it. */
uint64_t map_hash(const void *data, size_t len, const uint64_t secret[2]);

#endif
