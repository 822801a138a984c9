/* An operation that is tried again and again, with another thing going wrong each time. */
#ifndef TESTS_FAULT_TRIAL_H
#define TESTS_FAULT_TRIAL_H

#include "operation.h"

/* What the operation leads to when nothing goes wrong. */
struct trial {
	const struct operation *o;
	char *before, *after; /* state_text; before: NULL when there was no book */
	struct sbuf told;
};

/* Something that can go wrong at the n-th call. */
struct injector {
	const char *name;
	int kind;
	void (*arm)(int kind, int n, bool for_ever);
	bool (*disarm)(void); /* whether it went wrong */
	int (*calls)(void);   /* since armed */
};

void trial_begin(struct trial *t, const struct operation *o);
void trial_end(struct trial *t);
/* Lets each call go wrong in turn (a sample of them in the small size), and all from it on. What was not
 * acknowledged must be whole or not there, what was acknowledged be there; the error be a sentence, and
 * the client's second try, with the same UUID, lead where one without a fault leads. */
void trial_all(const struct trial *t, const struct injector *i);
/* At which calls of so many something is to go wrong: from 1, the next after `n`; 0: no more. */
int trial_next(int n, int calls);

/* Fails unless the open book is as before the operation or as after it. */
void trial_whole(const struct trial *t, const char *when);
/* Asks again when nothing was acknowledged; then the book and what was told must be as without a fault. */
void trial_again(const struct trial *t, bool acknowledged, struct sbuf *told, const char *when);

#endif
