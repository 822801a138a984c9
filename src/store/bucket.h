/* A token bucket: so many at once, then so many a second. */
#ifndef STORE_BUCKET_H
#define STORE_BUCKET_H

#include "base/base.h"

struct bucket {
	int rate;      /* tokens a second; 0: as many as are wanted */
	int64_t level; /* thousandths of a token; at most those of BUCKET_SECONDS */
	int64_t at;    /* clock_ticks of the last look */
};

#define BUCKET_SECONDS 10 /* what was saved up while nothing was taken */

/* A full one. */
struct bucket bucket_new(int rate, int64_t now);
/* How many ms until there is a token; 0: there is one. */
int bucket_wait(struct bucket *b, int64_t now);
/* Takes the token that there is. */
void bucket_take(struct bucket *b);

#endif
