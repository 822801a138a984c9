/* What a calendar comes to: who is to be in two places at once, and when there is time left. */
#ifndef MODEL_CALENDAR_H
#define MODEL_CALENDAR_H

#include "base/date.h"

#define CALENDAR_PLAIN 30 /* minutes of what has a start and no duration */

/* Time that somebody has given away, from a moment up to but not including another. */
struct span {
	int64_t from, to;
	int64_t owner;
	size_t row; /* the caller's own */
};

/* By their beginnings, then by their ends. The functions below take them so. */
void spans_sort(struct span *s, size_t n);
/* Another span of the same owner at the same time, the first there is; n: none. Spans that only touch do not
 * clash. */
size_t spans_clash(const struct span *s, size_t n, size_t at);
/* The gaps of at least `least` seconds between from and to in which nobody has given his time away: *out of
 * `max`. Returns how many. */
size_t spans_free(const struct span *s, size_t n, int64_t from, int64_t to, int64_t least, struct span *out,
		  size_t max);

/* The hours in which people work, Monday to Friday, in minutes of the day. */
struct hours {
	int from, to;
};
#define HOURS_PLAIN ((struct hours){ 8 * 60, 18 * 60 })
/* "9-17", "8:30-18:00": 0, or -1 when it is neither that nor right. */
int hours_parse(const char *text, struct hours *out);
/* The working time of a day; false on a day off. */
bool hours_of(struct hours h, date_t day, int64_t *from, int64_t *to);

#endif
