/* Characters and their width on a terminal. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/base.h"

#define UTF8_BAD 0xFFFFFFFFu /* decoded from a byte that belongs to no valid character */

/* Decodes the character at s (at most len bytes, len > 0) into *cp and returns how many bytes it
 * takes, at least 1. Overlong forms, surrogates and values above U+10FFFF are bad: one byte each. */
size_t utf8_decode(const char *s, size_t len, uint32_t *cp);
/* Writes cp (valid) and returns its bytes, 1 to 4; nothing is terminated. */
size_t utf8_encode(uint32_t cp, char out[4]);
/* Whether all len bytes are valid; *at (may be NULL) gets the offset of the first bad byte. */
bool utf8_valid(const char *s, size_t len, size_t *at);

/* Columns that one character takes: 0 combining or invisible, 1, 2 wide; -1 control, unassigned,
 * private, or otherwise not for a screen. From our own table (Unicode as known at build time), so
 * that it is the same on every locale; East Asian ambiguous characters are narrow. */
int utf8_width(uint32_t cp);

/* The cluster at s: a base character with what combines with it (marks, VS15 and VS16, keycaps, the
 * vowels and finals of jamo), an emoji sequence joined by ZWJ, a flag pair. Returns its bytes (at
 * least 1); *width gets its columns: those of its first character, 2 for a flag pair. VS16 and what
 * ZWJ joins add none, since terminals disagree on them: who draws leaves both out. A character that
 * is not for a screen counts 1, for what text_safe puts in its place. */
size_t utf8_cluster(const char *s, size_t len, int *width);

/* Columns of a whole text, cluster by cluster. */
int utf8_columns(const char *s);
/* How many bytes of s fit into `columns`, at a cluster's boundary; *used gets the columns taken. */
size_t utf8_fit(const char *s, int columns, int *used);

/* Whether it is a Han, kana or hangul character: those are found by any run of characters. */
bool utf8_is_cjk(uint32_t cp);
/* Whether it is a letter, a digit, or a mark on one: what words consist of. */
bool utf8_is_word(uint32_t cp);

#endif
