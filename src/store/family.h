/* The companies that belong to one another, as a tree with what they come to. */
#ifndef STORE_FAMILY_H
#define STORE_FAMILY_H

#include "store/store.h"

/* The table "tree": the whole tree that the customer stands in, each company above those that belong to it,
 * with its open and won deals and those of all below it. Of more companies than some hundreds it has the
 * first, and the note says so. NULL with the error set. */
struct table *family_table(struct store *s, int64_t customer, struct error *err);

#endif
