/* Appending CBOR to a buffer with libcbor's encoders. */
#include "proto/wire.h"

#include <cbor.h>

#include "base/utf8.h"

#define HEAD_MAX 9 /* bytes of the longest head: a major type and 64 bits */

static void write_head(struct writer *w, const unsigned char *head, size_t len)
{
	if (!len)
		BUG("an item's head took more than %d bytes", HEAD_MAX);
	sbuf_add(w->out, head, len);
}

void write_int(struct writer *w, int64_t v)
{
	unsigned char head[HEAD_MAX];

	/* A negative number n is kept as -1 - n (RFC 8949, 3.1), which always fits. */
	write_head(w, head,
		   v < 0 ? cbor_encode_negint((uint64_t)(-1 - v), head, sizeof(head))
			 : cbor_encode_uint((uint64_t)v, head, sizeof(head)));
}

void write_bits(struct writer *w, uint64_t v)
{
	unsigned char head[HEAD_MAX];

	write_head(w, head, cbor_encode_uint(v, head, sizeof(head)));
}

void write_bool(struct writer *w, bool v)
{
	unsigned char head[HEAD_MAX];

	write_head(w, head, cbor_encode_bool(v, head, sizeof(head)));
}

static void write_null(struct writer *w)
{
	unsigned char head[HEAD_MAX];

	write_head(w, head, cbor_encode_null(head, sizeof(head)));
}

static void write_bytes(struct writer *w, const char *s, size_t len)
{
	unsigned char head[HEAD_MAX];

	write_head(w, head, cbor_encode_string_start(len, head, sizeof(head)));
	sbuf_add(w->out, s, len);
}

void write_data(struct writer *w, const void *data, size_t len)
{
	unsigned char head[HEAD_MAX];

	write_head(w, head, cbor_encode_bytestring_start(len, head, sizeof(head)));
	sbuf_add(w->out, data, len);
}

static void write_repaired(struct writer *w, const char *s, size_t len)
{
	struct sbuf sound = SBUF_INIT;
	size_t bad;

	while (!utf8_valid(s, len, &bad)) {
		sbuf_add(&sound, s, bad);
		sbuf_puts(&sound, "\xEF\xBF\xBD");
		s += bad + 1;
		len -= bad + 1;
	}
	sbuf_add(&sound, s, len);
	write_bytes(w, sound.data, sound.len);
	sbuf_free(&sound);
	w->repaired = true;
}

void write_text(struct writer *w, const char *s)
{
	size_t len = s ? strlen(s) : 0;

	if (!s)
		write_null(w);
	else if (utf8_valid(s, len, NULL))
		write_bytes(w, s, len);
	else
		write_repaired(w, s, len);
}

void write_value(struct writer *w, struct value v)
{
	switch (v.kind) {
	case VALUE_NULL:
		write_null(w);
		break;
	case VALUE_TEXT:
		write_text(w, v.s);
		break;
	case VALUE_INT:
		if (v.s)
			write_array(w, 2);
		write_int(w, v.i);
		if (v.s)
			write_text(w, v.s);
		break;
	}
}

void write_array(struct writer *w, size_t n)
{
	unsigned char head[HEAD_MAX];

	write_head(w, head, cbor_encode_array_start(n, head, sizeof(head)));
}

/* Leaves room for a count of 32 bits; CBOR allows a longer head than is needed. */
static size_t write_open(struct writer *w)
{
	sbuf_add(w->out, "\0\0\0\0\0", 5);
	return w->out->len - 5;
}

/* The head of an unsigned number of 32 bits differs from that of a collection in its first three
 * bits, the major type. */
static void write_close(struct writer *w, size_t open, size_t n, unsigned major)
{
	unsigned char *head = (unsigned char *)w->out->data + open;

	cbor_encode_uint32((uint32_t)n, head, 5);
	head[0] = (unsigned char)(head[0] | major << 5);
}

size_t write_open_map(struct writer *w)
{
	return write_open(w);
}

void write_close_map(struct writer *w, size_t open, size_t pairs)
{
	write_close(w, open, pairs, 5);
}

size_t write_open_array(struct writer *w)
{
	return write_open(w);
}

void write_close_array(struct writer *w, size_t open, size_t n)
{
	write_close(w, open, n, 4);
}
