/* What time it is. Everything that needs the time is handed a clock, so that tests can set it. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "base/base.h"

struct clock {
	int64_t fixed; /* seconds since 1970 UTC; 0: the real time */
};

/* Seconds since 1970-01-01 00:00 UTC. */
int64_t clock_now(const struct clock *clock);
/* Milliseconds of a clock that never jumps: for rates, delays and debouncing only. */
int64_t clock_ticks(void);
/* What clock_ticks asks. A test puts a clock of its own here; nobody else changes it. */
extern int64_t (*clock_ticker)(void);
/* Milliseconds that this thread has worked: for limits. What others take from the machine does not count, so a
 * busy one is slow but refuses nothing. */
int64_t clock_work(void);
/* What clock_work asks, as above. */
extern int64_t (*clock_worker)(void);
/* Fills a 36-character random UUID (RFC 4122, version 4) and its NUL. */
#define UUID_SIZE 37
void uuid_make(char uuid[UUID_SIZE]);

#endif
