#include "trial.h"

#include <limits.h>

#include "fault_suites.h"

#define SAMPLE 2 /* calls that go wrong in the small size, spread over all */

static void reopen_closed(void)
{
	if (!book.store.db)
		ck_assert_msg(book_reopen("ana") == 0, "%s", book.error.text);
}

void trial_begin(struct trial *t, const struct operation *o)
{
	*t = (struct trial){ .o = o };
	operation_begin(o);
	if (book.store.db)
		t->before = state_text();
	ck_assert_msg(o->run(o, &t->told, &book.error) == 0, "%s: %s", o->name, book.error.text);
	reopen_closed();
	t->after = state_text();
	state_sound(o->name);
}

void trial_end(struct trial *t)
{
	free(t->before);
	free(t->after);
	sbuf_free(&t->told);
}

void trial_whole(const struct trial *t, const char *when)
{
	char *now = state_text();

	if (!t->before || strcmp(now, t->before))
		state_same(t->after, now, when);
	free(now);
}

void trial_again(const struct trial *t, bool acknowledged, struct sbuf *told, const char *when)
{
	struct error e = { 0 };
	char *now;

	if (!acknowledged) {
		sbuf_reset(told);
		ck_assert_msg(t->o->run(t->o, told, &e) == 0, "%s, again: %s", when, e.text);
	}
	ck_assert_msg(told->len == t->told.len && !memcmp(sbuf_text(told), sbuf_text(&t->told), told->len),
		      "%s: another answer %s", when, acknowledged ? "as if all were well" : "again");
	reopen_closed();
	now = state_text();
	state_same(t->after, now, when);
	free(now);
	state_sound(when);
}

static bool try_at(const struct trial *t, const struct injector *i, int n, bool for_ever)
{
	char *when = xasprintf("%s: %s at call %d%s", t->o->name, i->name, n, for_ever ? " and from it on" : "");
	struct sbuf told = SBUF_INIT;
	struct error e = { 0 };
	bool failed;
	int rc;

	operation_begin(t->o);
	i->arm(i->kind, n, for_ever);
	rc = t->o->run(t->o, &told, &e);
	failed = i->disarm();
	if (rc < 0)
		operation_sentence(&e, when);
	if (rc < 0 && book.store.db)
		trial_whole(t, when);
	trial_again(t, rc == 0, &told, when);
	sbuf_free(&told);
	free(when);
	return failed;
}

int trial_next(int n, int calls)
{
	int step = calls <= SAMPLE ? 1 : calls / SAMPLE, first = 1 + (step - 1) / 2;

	if (faults_whole())
		faults_share(&first, &step);
	n = n ? n + step : first;
	return n <= calls ? n : 0;
}

/* An operation may call once more or less often than the last time, when something is cached. */
static int count_calls(const struct trial *t, const struct injector *i)
{
	try_at(t, i, INT_MAX, false);
	return i->calls();
}

void trial_all(const struct trial *t, const struct injector *i)
{
	int calls = count_calls(t, i);

	for (int for_ever = 0; for_ever < 2; for_ever++)
		for (int n = 0; (n = trial_next(n, calls)) > 0;)
			try_at(t, i, n, for_ever);
}
