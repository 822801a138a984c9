/* Expressions over series: which ids fit, as bits. */
#ifndef STORE_SERIES_FILTER_H
#define STORE_SERIES_FILTER_H

#include "store/series.h"

/* A bit for each id below 64 * words. */
struct id_bits {
	uint64_t *bits;
	size_t words;
};

static inline bool bits_have(const struct id_bits *b, uint32_t id)
{
	return id / 64 < b->words && b->bits[id / 64] >> id % 64 & 1;
}

/* Whether it consists of terms that series may tell. */
bool series_filter_possible(const struct entity *e, const struct expr *x);
/* Keeps of the records in `out`, all of them untouched, those that fit the expression (NULL: all
 * do): 1; 0 when the series cannot tell and the book has to be asked; -1 with the error set. */
int series_filter(struct store *s, const struct entity *e, const struct expr *x, struct id_bits *out,
		  struct error *err);

#endif
