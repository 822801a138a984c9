/* Words for people. N_() marks a string that is translated where it is shown, _() translates now. */
#ifndef BASE_INTL_H
#define BASE_INTL_H

#include <libintl.h>

#define N_(s)                s
#define _(s)                 gettext(s)
#define P_(one, many, n)     ngettext(one, many, (unsigned long)(n))

/* Sets the locale and binds the catalogue. Once, at the start of a program. */
void intl_begin(void);
/* The language of the words for people, as setlocale names it: what a client tells the store, and what
 * the store then speaks. A name that is none is ignored. */
#define INTL_NAME_MAX 32
void intl_language(const char *name);
const char *intl_language_name(void);

#endif
