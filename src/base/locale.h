/* What people of a place are used to: the day on which a week begins, how numbers are grouped, on which side of an
 * amount its sign stands, whether the family is said first. Told by the names of the locale alone, which a host
 * need not have; the process's, like its zone. */
#ifndef BASE_LOCALE_H
#define BASE_LOCALE_H

#include "base/base.h"

/* From the environment: LC_ALL, or else LC_TIME for weeks and names, LC_NUMERIC for numbers and LC_MONETARY for
 * money, or else LANG. */
void locale_begin(void);
/* The same from names like "de_AT.UTF-8"; of those that say nothing Monday, 1,234.5 and €5. */
void locale_take(const char *time, const char *numbers, const char *money);

/* 0 Monday to 6 Sunday. */
int locale_week(void);
/* The person's own choice; -1: as the locale has it. */
void locale_set_week(int day);
/* What stands between thousands, and before decimals. */
const char *locale_group(void);
char locale_point(void);

/* The territory of whoever pays, "CN", from the name of LC_MONETARY; "" when it says none. */
const char *locale_territory(void);
/* Whether a currency's sign stands behind the amount, and what stands between: "5 €" or "€ 5"; "" for "€5". */
bool locale_sign_behind(void);
const char *locale_sign_space(void);

/* Whether people say the family first, in letters that do not tell it (base/person.h). */
bool locale_family_first(void);

/* What of it shows in numbers and days, in few letters, "6.,<": what a client tells its store; -1 when it is not
 * sound. */
#define LOCALE_SIZE 8
void locale_write(char out[LOCALE_SIZE]);
int locale_read(const char *text);

#endif
