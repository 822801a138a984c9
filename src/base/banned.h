/* Calls that have a safe twin in this house do not compile. */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Grow a struct sbuf, or snprintf into a buffer whose size is known, instead. */
#undef strcpy
#undef strcat
#undef strncpy
#undef strncat
#undef sprintf
#undef vsprintf
#define strcpy(d, s)       sorry_strcpy_is_banned
#define strcat(d, s)       sorry_strcat_is_banned
#define strncpy(d, s, n)   sorry_strncpy_is_banned
#define strncat(d, s, n)   sorry_strncat_is_banned
#define sprintf(...)       sorry_sprintf_is_banned
#define vsprintf(...)      sorry_vsprintf_is_banned

/* These keep hidden state; base/date.h and base/zone.h do not. */
#undef strtok
#undef localtime
#undef gmtime
#undef ctime
#undef asctime
#define strtok(s, d)  sorry_strtok_is_banned
#define localtime(t)  sorry_localtime_is_banned
#define gmtime(t)     sorry_gmtime_is_banned
#define ctime(t)      sorry_ctime_is_banned
#define asctime(t)    sorry_asctime_is_banned

/* These cannot tell an error from a zero; base/number.h can. */
#undef atoi
#undef atol
#undef atoll
#undef atof
#define atoi(s)  sorry_atoi_is_banned
#define atol(s)  sorry_atol_is_banned
#define atoll(s) sorry_atoll_is_banned
#define atof(s)  sorry_atof_is_banned

#endif
