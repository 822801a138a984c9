/* A person's name: whole, as it is said, and in the parts that files have of it. Both ways go by the letters:
 * Chinese, Japanese and Korean names begin with the family and need no space; foreign ones in katakana have a dot and
 * the order of their own language; of others the given name comes first, unless the language has it otherwise. */
#ifndef BASE_PERSON_H
#define BASE_PERSON_H

#include "base/sbuf.h"

/* In the order of vCard's N. */
enum person_part { PERSON_FAMILY, PERSON_GIVEN, PERSON_MIDDLE, PERSON_BEFORE, PERSON_BEHIND, PERSON_PARTS };

/* Appends the whole name; parts are "" where there are none. family_first: also in letters that do not tell. */
void person_join(struct sbuf *out, const char *const parts[PERSON_PARTS], bool family_first);

/* Appends to each part what of a whole name it probably is. Joined again they are the same name, if that was
 * not "family, given". */
void person_split(const char *name, bool family_first, struct sbuf parts[PERSON_PARTS]);

#endif
