/* What is said when nothing is found: what was looked for, and where. The screen and the command line say
 * the same. */
#ifndef MODEL_NOTHING_H
#define MODEL_NOTHING_H

#include "model/entity.h"

/* Appends a sentence that says that no record of the entity (NULL: of any that `find` knows) has the words
 * among those that fit the filter. Either may be "", not both. */
void nothing_found(struct sbuf *out, const struct entity *e, const char *words, const char *filter);

/* The field that the words would be of a record that is added now: "email", "phone" or the title. */
const char *nothing_field(const struct entity *e, const char *words);

#endif
