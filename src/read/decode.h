/* Bytes in some encoding to UTF-8, a piece at a time. */
#ifndef READ_DECODE_H
#define READ_DECODE_H

#include "base/encoding.h"
#include "base/sbuf.h"

/* A byte that is no text comes out as this one, which UTF-8 never has, and its two hexadecimal digits:
 * nothing is replaced in silence, and who reads on knows where it stood and which it was. */
#define DECODE_BAD '\xFF'

/* Opens the converters of every encoding while files may still be opened (iconv loads modules): before
 * the sandbox is shut. What this system cannot read is left out. */
void decode_prepare(void);
/* Whether this system can read it. */
bool decode_can(enum encoding encoding);

/* A text on its way: zero-initialise with the encoding. */
struct decoder {
	enum encoding encoding;
	char held[8]; /* the beginning of a character whose end has not come yet */
	size_t nheld;
	int64_t bad;  /* bytes that were no text, so far */
};

/* Appends what `n` bytes say; `last`: nothing comes after them. */
void decode(struct decoder *d, const char *bytes, size_t n, bool last, struct sbuf *out);
/* The same for a whole text; how many bytes were no text. */
int64_t decode_all(enum encoding encoding, const char *bytes, size_t n, struct sbuf *out);

#endif
