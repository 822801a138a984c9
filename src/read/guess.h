/* Which encoding a file is in, from its bytes. */
#ifndef READ_GUESS_H
#define READ_GUESS_H

#include "base/encoding.h"

/* From `n` bytes, whole lines; `bom` gets how many of them mark the encoding and are no text. decode_prepare
 * came before. Never fails: what fits nothing is CP1252 with bytes that are no text. */
enum encoding guess_encoding(const char *bytes, size_t n, size_t *bom);

#endif
