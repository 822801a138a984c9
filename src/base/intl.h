/* Words for people. N_() marks a string that is translated where it is shown, _() translates now. Where one English
 * word means several things, C_() and NC_() do the same with what tells them apart before it: the translator sees
 * it, nobody else. */
#ifndef BASE_INTL_H
#define BASE_INTL_H

#include <libintl.h>

#define N_(s)                s
#define NC_(context, s)      context "\004" s
#define _(s)                 intl_text(s)
#define C_(context, s)       intl_text(NC_(context, s))
#define P_(one, many, n)     ngettext(one, many, (unsigned long)(n))

const char *intl_text(const char *s) __attribute__((format_arg(1)));
/* The English of it. */
const char *intl_english(const char *s) __attribute__((format_arg(1)));

/* Sets the locale and binds the catalogue. Once, at the start of a program. */
void intl_begin(void);
/* The language of the words for people, as setlocale names it: what a client tells the store, and what
 * the store then speaks. A name that is none is ignored. */
#define INTL_NAME_MAX 32
void intl_language(const char *name);
const char *intl_language_name(void);

#endif
