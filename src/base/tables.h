/* What Unicode says of each character, in the words of this house. Private to src/base; the tables
 * are made at build time by tools/gentables.c, so that the programs need no ICU. */
#ifndef BASE_TABLES_H
#define BASE_TABLES_H

#include "base/base.h"

#define UNICODE_END 0x110000u

/* What a character does to the text around it; SECURITY says how each is shown. */
enum glyph {
	GLYPH_PLAIN,	 /* stands in columns of its own */
	GLYPH_EMOJI,	 /* the same; ZWJ may join it to another */
	GLYPH_SKIN,	 /* the same; colours an emoji before it */
	GLYPH_FLAG,	 /* regional indicator; two make a flag */
	GLYPH_DUAL,	 /* letter that joins on both sides, as in Arabic */
	GLYPH_LEFT,	 /* letter that joins to the one after it */
	GLYPH_RIGHT,	 /* letter that joins to the one before it */
	GLYPH_MARK,	 /* combines with what stands before it; also vowels and finals of jamo */
	GLYPH_VIRAMA,	 /* mark that binds consonants in Indic scripts */
	GLYPH_JOINER,	 /* ZWJ, ZWNJ */
	GLYPH_INVISIBLE, /* no width and no purpose on a screen */
	GLYPH_BREAK,	 /* line or paragraph ends */
	GLYPH_CONTROL,	 /* C0 and DEL */
	GLYPH_BIDI,	 /* changes the direction of what follows */
	GLYPH_BAD,	 /* C1, unassigned, private, no character at all */
};

/* A character's byte: columns + 1 in the lowest two bits, then the glyph, then two marks. */
#define PROP_GLYPH_SHIFT 2
#define PROP_CJK	 0x40 /* Han, kana, hangul */
#define PROP_WORD	 0x80 /* letter, digit, or mark on one */

extern const uint8_t prop_index[UNICODE_END >> 8];
extern const uint8_t prop_block[][256];

static inline uint8_t prop_of(uint32_t cp)
{
	return cp < UNICODE_END ? prop_block[prop_index[cp >> 8]][cp & 0xFF]
				: GLYPH_BAD << PROP_GLYPH_SHIFT;
}

static inline int prop_width(uint8_t prop)
{
	return (prop & 3) - 1;
}

static inline enum glyph prop_glyph(uint8_t prop)
{
	return (enum glyph)((prop >> PROP_GLYPH_SHIFT) & 15);
}

/* Folding: 0 where a character is its own key, else where in fold_text its key stands: a length
 * byte, then UTF-8. ASCII is a table of its own, in which 0 is left out. */
extern const uint8_t fold_index[UNICODE_END >> 8];
extern const uint16_t fold_block[][256];
extern const char fold_text[];
extern const char fold_ascii[128];

static inline size_t fold_at(uint32_t cp)
{
	return cp < UNICODE_END ? fold_block[fold_index[cp >> 8]][cp & 0xFF] : 0;
}

/* What two characters of a key compose to (kana with a voicing mark), in the
 * order of the second, then of the first. */
struct fold_pair {
	uint32_t first, second, both;
};
extern const struct fold_pair fold_pairs[];
extern const size_t fold_pairs_count;

/* How many bytes at the beginning of s are ASCII. */
static inline size_t ascii_run(const char *s, size_t len)
{
	size_t n = 0;
	uint64_t eight;

	for (; n + 8 <= len; n += 8) {
		memcpy(&eight, s + n, 8);
		if (eight & 0x8080808080808080u)
			break;
	}
	while (n < len && !(s[n] & 0x80))
		n++;
	return n;
}

#endif
