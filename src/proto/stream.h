/* A connection's two buffers: neither side ever waits for the other inside a read or a write. */
#ifndef PROTO_STREAM_H
#define PROTO_STREAM_H

#include "base/sbuf.h"

struct stream {
	int fd;
	struct sbuf in, out;
	size_t taken; /* bytes of `in` that were handed out */
};

/* Reads what is there, until the buffer holds a whole frame of the longest kind. -1 when the other
 * side is gone. */
int stream_read(struct stream *s);
/* Writes what can be. -1 when the other side is gone. */
int stream_write(struct stream *s);
/* The next frame's body: 1; 0 when none is whole yet, -1 when its length is not allowed. Borrowed
 * until the next read. */
int stream_next(struct stream *s, const void **body, size_t *len);
/* Whether a frame has begun that is not whole. */
bool stream_partial(const struct stream *s);
/* Forgets both buffers; the descriptor is the caller's. */
void stream_free(struct stream *s);

#endif
