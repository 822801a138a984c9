/* What the guessing and the reading of a mapping share. */
#ifndef EXCHANGE_MAPPING_PRIVATE_H
#define EXCHANGE_MAPPING_PRIVATE_H

#include "exchange/mapping.h"

extern const char *const missing_words[3]; /* by enum missing */

/* target.c: words as they are compared, "Close-Date " -> "closedate", and what they name. */
void target_squash(struct sbuf *out, const char *word);
bool target_find_squashed(const struct entity *e, const char *word, struct target *out);
/* Whether it is called so to the letter. */
bool target_named(const struct target *t, const char *name);
/* What stands before the digits that a word ends with (caller frees), and their number; 0: none. */
char *target_number(const char *squashed, int *number);

/* mapping_words.c: the name of ours that others' word may mean, the next one from *from on; NULL: none. */
const char *mapping_word(const char *squashed, size_t *from);

/* What a header means by others' words. */
bool mapping_guess_header(const struct entity *e, const char *header, struct target *out);
/* mapping_parts.c: columns of first and last names go into these. */
void mapping_guess_parts(struct mapping *m);
/* What else "Title" means, where there is another column for the name. */
bool mapping_guess_job(const struct entity *e, const char *header, struct target *out);

/* Adds a column that goes nowhere yet. Borrowed until the next one. */
struct mapping_column *mapping_add_column(struct mapping *m, const char *header);
void mapping_add_meaning(struct mapping *m, const char *field, const char *text, const char *meant);
int mapping_set_missing_of(struct mapping *m, const char *field, const char *word, struct error *e);
/* Sets the error that there is no such field, and -1. */
int mapping_no_field(const struct mapping *m, const char *word, struct error *e);

#endif
