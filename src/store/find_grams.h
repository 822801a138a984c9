/* The index of grams of a shelf's file. */
#ifndef STORE_FIND_GRAMS_H
#define STORE_FIND_GRAMS_H

#include "store/find_shelf.h"

#define FIND_SLOTS 64 /* that are looked at of what is typed */

/* At most how many entries have all of the slots (n > 0). */
size_t find_grams_least(const struct find_grams *g, const uint16_t *slots, size_t n);
/* Marks, a bit each, the entries that have all of the slots, and some more. */
void find_grams_mark(const struct find_grams *g, const uint16_t *slots, size_t n, size_t entries,
		     uint8_t *marks);

#endif
