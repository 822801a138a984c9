/* How alike two texts are, letter by letter and word by word. All measures are on code points of folded
 * text (text_fold, or the keys of similar_key.h), 0 nothing in common to 1 the same.
 *
 * M. A. Jaro, Advances in record-linkage methodology, JASA 84, 1989. W. E. Winkler, String comparator
 * metrics and enhanced decision rules, 1990. L. R. Dice, Measures of the amount of ecologic association,
 * 1945. I. P. Fellegi and A. B. Sunter, A theory for record linkage, JASA 64, 1969. */
#ifndef MODEL_SIMILAR_H
#define MODEL_SIMILAR_H

#include "base/base.h"

/* A text's code points, in the caller's room. What is longer is compared by its beginning: a word of the machine
 * has a bit for each. */
#define LETTERS_MAX 64
struct letters {
	const uint32_t *at;
	size_t n;
};
struct letters letters_of(const char *text, uint32_t room[LETTERS_MAX]);

/* Matches within a window of half the longer text, less half the transpositions. Two empty texts are the
 * same: who compares fields treats an empty one as missing instead. */
double similar_jaro(struct letters a, struct letters b);
/* The same, raised for up to four common first letters, where it is more than `above`: Winkler raised only
 * what was alike already. */
#define WINKLER_ALWAYS 0.0
#define WINKLER_RULE   0.7
double similar_winkler(struct letters a, struct letters b, double above);

/* What two sets have in common. */
struct common {
	size_t a, b, both;
};
/* Of the different pairs of neighbouring letters; one letter alone is its own pair. */
struct common similar_bigrams(struct letters a, struct letters b);
/* Of the different words, parted by spaces. */
struct common similar_words(const char *a, const char *b);
/* Both over all; both over the half of each; both over the smaller. 0 where nothing is. */
double common_jaccard(struct common c);
double common_dice(struct common c);
double common_overlap(struct common c);

/* How much a field tells, in bits. `m`: how often it agrees in records of the same one, `u`: in records of
 * different ones. `alike` 1 agrees, 0 differs, between them by parts. */
double similar_weight(double m, double u, double alike);

#endif
