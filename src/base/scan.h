/* Where a short text stands in a long one: hundreds of megabytes are looked through for each key that
 * somebody types. */
#ifndef BASE_SCAN_H
#define BASE_SCAN_H

#include "base/base.h"

/* The first place of the n bytes (n > 0) in the text from `at` up to `end`, or NULL. */
const char *scan_find(const char *at, const char *end, const char *needle, size_t n);
/* The same on any processor, for tests. */
const char *scan_find_plain(const char *at, const char *end, const char *needle, size_t n);

#endif
