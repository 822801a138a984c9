/* The sequence that asks a terminal to fill its clipboard. */
#ifndef TERM_CLIPBOARD_H
#define TERM_CLIPBOARD_H

#include "base/sbuf.h"

/* Appends OSC 52 with the text in base64 (RFC 4648, section 4). */
void clipboard_write(struct sbuf *out, const char *text, size_t len);

#endif
