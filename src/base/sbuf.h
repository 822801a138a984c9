/* Text that grows. Always NUL-terminated once something was added; zero-initialise to begin. */
#ifndef BASE_SBUF_H
#define BASE_SBUF_H

#include <stdarg.h>

#include "base/base.h"

struct sbuf {
	char *data;
	size_t len, room;
};

#define SBUF_INIT                                                                                  \
	{                                                                                          \
		NULL, 0, 0                                                                         \
	}

void sbuf_add(struct sbuf *b, const void *data, size_t len);
void sbuf_puts(struct sbuf *b, const char *s);
void sbuf_putc(struct sbuf *b, char c);
void sbuf_printf(struct sbuf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
void sbuf_vprintf(struct sbuf *b, const char *fmt, va_list ap) PRINTF_LIKE(2, 0);
void sbuf_insert(struct sbuf *b, size_t at, const void *data, size_t len);
void sbuf_erase(struct sbuf *b, size_t at, size_t len);

/* Makes room for `extra` more bytes and returns where they go. The caller writes at most that many,
 * adds what was written to len and ends the text with a NUL. */
char *sbuf_reserve(struct sbuf *b, size_t extra);

/* Forgets the text, keeps the memory. */
void sbuf_reset(struct sbuf *b);
/* The text, "" when nothing was ever added. Borrowed until the next change. */
const char *sbuf_text(const struct sbuf *b);
/* Hands the text over (never NULL, caller frees) and leaves the buffer empty. */
char *sbuf_steal(struct sbuf *b);
void sbuf_free(struct sbuf *b);

#endif
