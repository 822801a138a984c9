/* How text falls into words that can be found. The same cut is made of what is kept and what is asked. */
#ifndef STORE_TOKENIZER_H
#define STORE_TOKENIZER_H

#include "base/base.h"

#define WORD_MAX    60   /* bytes; of a longer word the rest is not looked at */
#define WORD_END    "\xEE\x80\x80" /* U+E000: a word of its own, which ends a title */
#define DIGITS_MIN  4    /* a longer number is found by any run of so many digits */

struct word {
	const char *s; /* borrowed from the text */
	size_t len;
	bool cjk;      /* one character of a script without blanks */
	bool digits;   /* nothing but ASCII digits */
};

/* The next word of a folded text from *at on, which moves behind it. False at the end. */
bool word_next(const char *text, size_t len, size_t *at, struct word *w);

struct sqlite3;

/* Makes the FTS5 tokenizer `rapport` known to the connection: words as above, and of a number in a
 * document also every tail of DIGITS_MIN digits and more. An SQLite result code. */
int tokenizer_register(struct sqlite3 *db);

#endif
