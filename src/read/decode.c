#include "read/decode.h"

#include <errno.h>
#include <iconv.h>

#include "base/utf8.h"

#define PIECE 4096 /* bytes that are converted at once */

/* Opened once by decode_prepare: afterwards the sandbox lets nobody open anything. */
static iconv_t converters[ENCODING_COUNT];
static bool ready[ENCODING_COUNT];

void decode_prepare(void)
{
	for (int i = 0; i < ENCODING_COUNT; i++) {
		converters[i] = iconv_open("UTF-8", encoding_name((enum encoding)i));
		ready[i] = converters[i] != (iconv_t)-1;
	}
}

bool decode_can(enum encoding encoding)
{
	return encoding == ENCODING_UTF8 || ready[encoding];
}

static void put_bad(struct decoder *d, unsigned char byte, struct sbuf *out)
{
	sbuf_printf(out, "%c%02X", DECODE_BAD, byte);
	d->bad++;
}

/* UTF-8 comes through as it is, but for what is none: our own tables say what that is, not iconv's. */
static size_t copy_utf8(struct decoder *d, const char *bytes, size_t n, bool last, struct sbuf *out)
{
	size_t at = 0, bad;

	while (at < n && !utf8_valid(bytes + at, n - at, &bad)) {
		sbuf_add(out, bytes + at, bad);
		at += bad;
		if (!last && n - at < 4)
			return at; /* perhaps only not whole yet */
		put_bad(d, (unsigned char)bytes[at++], out);
	}
	sbuf_add(out, bytes + at, n - at);
	return n;
}

/* Converts what it can; how many bytes were taken. The others are the beginning of a character. */
static size_t convert(struct decoder *d, const char *bytes, size_t n, bool last, struct sbuf *out)
{
	iconv_t converter = converters[d->encoding];
	char *from = (char *)bytes;
	size_t left = n;

	while (left) {
		size_t room = PIECE;
		char *to = sbuf_reserve(out, room + 1);
		size_t rc = iconv(converter, &from, &left, &to, &room);
		int why = errno;

		out->len += PIECE - room;
		out->data[out->len] = '\0';
		if (rc != (size_t)-1 || why == E2BIG)
			continue;
		if (why == EINVAL && !last)
			break;
		put_bad(d, (unsigned char)*from++, out);
		left--;
		if ((d->encoding == ENCODING_UTF16LE || d->encoding == ENCODING_UTF16BE) && left) {
			put_bad(d, (unsigned char)*from++, out);
			left--;
		}
	}
	return n - left;
}

static size_t take(struct decoder *d, const char *bytes, size_t n, bool last, struct sbuf *out)
{
	return d->encoding == ENCODING_UTF8 ? copy_utf8(d, bytes, n, last, out)
					    : convert(d, bytes, n, last, out);
}

void decode(struct decoder *d, const char *bytes, size_t n, bool last, struct sbuf *out)
{
	size_t taken;

	/* Byte by byte until the character that was begun is whole. */
	while (d->nheld && n) {
		d->held[d->nheld++] = *bytes++;
		n--;
		taken = take(d, d->held, d->nheld, (last && !n) || d->nheld == sizeof(d->held), out);
		d->nheld -= taken;
		memmove(d->held, d->held + taken, d->nheld);
	}
	if (d->nheld) {
		if (last)
			d->nheld -= take(d, d->held, d->nheld, true, out);
		return;
	}
	taken = take(d, bytes, n, last, out);
	d->nheld = n - taken;
	memcpy(d->held, bytes + taken, d->nheld);
}

int64_t decode_all(enum encoding encoding, const char *bytes, size_t n, struct sbuf *out)
{
	struct decoder d = { .encoding = encoding };

	decode(&d, bytes, n, true, out);
	return d.bad;
}
