/* The small pieces of an entry (base/search.h) by which an index finds those that may fit: three ASCII
 * letters or digits in a row, or the last two of a word, and any other character alone. In forms that are
 * spelled, where a hit must begin where a syllable does, two letters in a row, and the two that begin one:
 * pinyin is full of the same few pieces. Each has a slot. */
#ifndef BASE_GRAMS_H
#define BASE_GRAMS_H

#include "base/search.h"

#define GRAM_CLASSES 37 /* a to z, 0 to 9; 0 is what else is ASCII */
#define GRAM_PAIRS   (GRAM_CLASSES * GRAM_CLASSES)
#define GRAM_SPELLED (GRAM_PAIRS * GRAM_CLASSES)
#define GRAM_BEGUN   (GRAM_SPELLED + GRAM_PAIRS)
#define GRAM_CHARS   (GRAM_BEGUN + GRAM_PAIRS) /* the rest is shared by all other characters */
#define GRAM_SLOTS   57344
#define GRAM_MOST    4 /* a byte of an entry */

struct gram {
	uint16_t slot; /* 0: none, the gram is only a key */
	uint16_t key; /* when it is one: the key of one or two letters that is found here; else 0 */
	uint8_t fit;  /* and how it fits here, enum search_fit */
};

/* All pieces of an entry, in order; `out` has room for GRAM_MOST * len. Returns how many. */
size_t grams_of_entry(const char *entry, size_t len, struct gram *out);
/* The slots of which every entry that has the key in a plain form has all, or in a spelled one; at most
 * `most` of them. 0: there are none, or (spelled) the key is not found so. */
size_t grams_of_key(const char *key, size_t n, bool spelled, uint16_t *out, size_t most);
/* The slots of which every entry that has this key of two letters in a plain form has one; returns how many.
 * 0: it is no such key. */
size_t grams_of_pair(const char *key, size_t n, uint16_t out[GRAM_CLASSES]);
/* The number, below GRAM_PAIRS, of a key of one or two letters and digits; 0 for any other. */
uint16_t gram_of_key(const char *key, size_t n);

#endif
