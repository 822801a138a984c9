#include "store/bucket.h"

#define TOKEN 1000

static int64_t full(const struct bucket *b)
{
	return (int64_t)b->rate * BUCKET_SECONDS * TOKEN;
}

struct bucket bucket_new(int rate, int64_t now)
{
	struct bucket b = {.rate = rate, .at = now};

	b.level = full(&b);
	return b;
}

/* A rate of so many a second is as many thousandths a millisecond. */
int bucket_wait(struct bucket *b, int64_t now)
{
	if (b->rate == 0)
		return 0;
	b->level += (now - b->at) * b->rate;
	if (b->level > full(b))
		b->level = full(b);
	b->at = now;
	return b->level >= TOKEN ? 0 : (int)((TOKEN - b->level + b->rate - 1) / b->rate);
}

void bucket_take(struct bucket *b)
{
	if (b->rate)
		b->level -= TOKEN;
}
