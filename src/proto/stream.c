#include "proto/stream.h"

#include <errno.h>
#include <sys/socket.h>

#include "proto/message.h"

#define CHUNK 65536

static void drop_taken(struct stream *s)
{
	sbuf_erase(&s->in, 0, s->taken);
	s->taken = 0;
}

/* How a read or a write went: bytes, 0 when it would wait, -1 when the other side is gone. */
static ssize_t outcome(ssize_t n, bool reading)
{
	if (n > 0 || (n == 0 && !reading))
		return n;
	return n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) ? 0 : -1;
}

int stream_read(struct stream *s)
{
	char chunk[CHUNK];
	ssize_t n = 0;

	drop_taken(s);
	while (s->in.len < FRAME_PREFIX + FRAME_MAX) {
		n = outcome(recv(s->fd, chunk, sizeof(chunk), MSG_DONTWAIT), true);
		if (n <= 0)
			break;
		sbuf_add(&s->in, chunk, (size_t)n);
	}
	return n < 0 ? -1 : 0;
}

int stream_write(struct stream *s)
{
	size_t done = 0;
	ssize_t n = 0;

	while (done < s->out.len) {
		n = outcome(
		    send(s->fd, s->out.data + done, s->out.len - done, MSG_DONTWAIT | MSG_NOSIGNAL),
		    false);
		if (n <= 0)
			break;
		done += (size_t)n;
	}
	sbuf_erase(&s->out, 0, done);
	return n < 0 ? -1 : 0;
}

int stream_next(struct stream *s, const void **body, size_t *len)
{
	const char *frame = sbuf_text(&s->in) + s->taken;
	int64_t length = frame_length(frame, s->in.len - s->taken);

	if (length <= 0)
		return (int)length;
	*body = frame + FRAME_PREFIX;
	*len = (size_t)length - FRAME_PREFIX;
	s->taken += (size_t)length;
	return 1;
}

bool stream_partial(const struct stream *s)
{
	size_t left = s->in.len - s->taken;

	return left && frame_length(sbuf_text(&s->in) + s->taken, left) == 0;
}

void stream_free(struct stream *s)
{
	sbuf_free(&s->in);
	sbuf_free(&s->out);
	s->taken = 0;
}
