/* What documents have in them: files beside the book, each under the hash of its bytes, BOOK.files/ab/cdef...
 * They are written whole or not at all, and never changed; only the store's user can read them. */
#ifndef STORE_CONTENT_H
#define STORE_CONTENT_H

#include "store/store.h"

/* BLAKE2b-256 in hexadecimal digits, and the end of the string. */
#define CONTENT_HASH 65

/* Puts bytes of an upload (named by a UUID) at an offset not beyond its end. */
int content_put(struct store *s, const char *upload, int64_t offset, const void *data, size_t len,
		struct error *e);
/* Makes a whole upload of `size` bytes durable, under its hash. */
int content_finish(struct store *s, const char *upload, int64_t size, char hash[CONTENT_HASH],
		   struct error *e);
/* Bytes of what has this hash; -1 when it is not there. */
int64_t content_size(const struct store *s, const char *hash);
/* Reads up to `len` bytes at an offset; returns how many, 0 at the end, or -1 with the error set. */
int64_t content_read(const struct store *s, const char *hash, int64_t offset, void *data, size_t len,
		     struct error *e);
/* Removes what no document has had for some days, also what uploads left that broke off. Returns how many
 * files, or -1. */
int64_t content_collect(struct store *s, struct error *e);

#endif
