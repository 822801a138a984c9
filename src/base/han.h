/* How Chinese characters are read, and the order of their readings. Private to src/base; the tables
 * are made at build time by tools/genhan. Only simplified characters are looked at: keys have no
 * others (text_fold). */
#ifndef BASE_HAN_H
#define BASE_HAN_H

#include "base/base.h"

#define HAN_FIRST   0x3400u
#define HAN_END	    0xA000u
#define HAN_MORE    256	   /* second readings for which there is room; see han_sorted */
#define HAN_WORD    4	   /* characters of the longest word in tools/readings.h */
#define HAN_SPECIAL 0x8000 /* in han_ranks: a row of han_others, han_words or han_names begins so */

static inline bool is_han(uint32_t cp)
{
	return cp >= HAN_FIRST && cp < HAN_END;
}

/* Where a reading of a character stands among all: by syllable, ü after u, by tone, by character. */
extern const uint16_t han_ranks[HAN_END - HAN_FIRST];

/* The syllables without tones, and the rank of the first character read so. The last is "". */
struct han_syllable {
	uint16_t rank;
	uint8_t len;
	char text[7];
};
extern const struct han_syllable han_syllables[];
extern const size_t han_syllables_count;
/* Of each 64 ranks the syllable of the first. */
extern const uint16_t han_near[];

/* Characters that are read otherwise than each by itself; sorted by them. */
struct han_word {
	uint16_t chars[HAN_WORD], ranks[HAN_WORD];
};
extern const struct han_word han_others[], han_words[], han_names[];
extern const size_t han_others_count, han_words_count, han_names_count;

/* A character as it stands in a text: the rank of its reading, and of how else it may be read; the
 * same where there is but one way. */
struct han {
	uint16_t rank, other;
};

#define HAN_RUN 64 /* characters that are read at once; names and words are shorter */

/* Reads the Chinese characters that follow one another from `at` on, at most HAN_RUN; each is three
 * bytes long. Returns how many. When they stand by themselves they may begin with a surname, and few
 * are read as a person's name. */
size_t han_read(const char *key, size_t len, size_t at, struct han out[HAN_RUN]);

/* The syllable of a rank; "" for a character that nobody reads. */
const struct han_syllable *han_syllable(uint16_t rank);

/* A character that stands where the rank stands: sorted by these, text is sorted by reading. They
 * begin in a block that has no keys (CJK compatibility), so that second readings have room. */
static inline uint32_t han_sorted(uint16_t rank)
{
	return HAN_FIRST - HAN_MORE + rank;
}

#endif
