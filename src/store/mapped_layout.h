/* How a cache file begins; only mapped.c and mapping.c know. */
#ifndef STORE_MAPPED_LAYOUT_H
#define STORE_MAPPED_LAYOUT_H

#include "store/mapped.h"

#define MAPPED_HEAD  4096 /* bytes before the first section */
#define MAPPED_ALIGN 64
#define MAPPED_MAGIC UINT64_C(0x4548434143505052) /* "RPPCACHE", and the order of the bytes */

struct mapped_head {
	uint64_t magic, format, size; /* of the file */
	int64_t seq;
	uint64_t mark, count;
	struct mapped_entry {
		char name[MAPPED_NAME];
		uint64_t at, size;
	} sections[MAPPED_SECTIONS];
	uint64_t sum; /* of all before it */
};

_Static_assert(sizeof(struct mapped_head) <= MAPPED_HEAD, "the head has its room");

/* The sum of a head; its own place does not count. */
uint64_t mapped_sum(const struct mapped_head *h);
/* BOOK.cache-NAME; caller frees. */
char *mapped_path(const char *book, const char *name);
/* Maps an open file; the old mapping goes only when the new one is sound. */
bool mapped_map(struct mapped *m, int fd, uint32_t format);

#endif
