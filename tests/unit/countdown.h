/* The n-th of something, or all from it on. */
#ifndef TESTS_COUNTDOWN_H
#define TESTS_COUNTDOWN_H

#include <stdbool.h>

struct countdown {
	bool armed, for_ever, struck;
	int left, calls;
};

static inline void countdown_arm(struct countdown *c, int n, bool for_ever)
{
	*c = (struct countdown){ .armed = true, .for_ever = for_ever, .left = n };
}

/* Whether this call is one that goes wrong. */
static inline bool countdown_strikes(struct countdown *c)
{
	if (!c->armed)
		return false;
	c->calls++;
	if (c->struck ? !c->for_ever : --c->left > 0)
		return false;
	c->struck = true;
	return true;
}

/* Whether any went wrong. */
static inline bool countdown_disarm(struct countdown *c)
{
	c->armed = false;
	return c->struck;
}

#endif
