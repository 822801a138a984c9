/* Pairs of records that may be one. */
#include <poll.h>
#include <unistd.h>

#include "cli/verb.h"

/* At a terminal it is told how far the search is. */
static struct answer *ask(struct client *c, struct request *r, struct error *e)
{
	struct answer *a = NULL, *event;
	uint32_t seq;

	if (!isatty(STDERR_FILENO))
		return client_ask(c, r, e);
	answer_free(client_ask(c, &(struct request){ .verb = VERB_WATCH }, NULL));
	seq = client_send(c, r, e);
	while (seq && !(a = client_take(c, seq, false, e)) && !e->kind) {
		while ((event = client_next(c))) {
			if (event->about == seq)
				fprintf(stderr, "\r%3lld %% ", (long long)event->percent);
			answer_free(event);
		}
		poll(&(struct pollfd){ .fd = client_fd(c), .events = POLLIN }, 1, -1);
	}
	fprintf(stderr, "\r\033[K");
	return a;
}

/* The list of all, and what was not compared, which is no result and goes to the errors. */
int run_duplicates(struct cli *c, struct error *e)
{
	struct request r = { .verb = VERB_DUPLICATES, .entity = c->entity };
	const char *words = cli_option(c, "explain");
	struct answer *a = NULL;
	const struct table *t;
	int rc;

	r.limit = cli_number(c, "limit", 0, e);
	if (r.limit >= 0 && cli_format(c, e) >= 0)
		a = ask(c->client, &r, e);
	if (!a)
		return -1;
	t = answer_table(a, "duplicates");
	rc = !t ? 0 : words ? explain_pairs(c, t, words, e) : cli_table(c, t, e);
	if (t && t->note)
		cli_say("%s", t->note);
	if (t && t->total > (int64_t)t->nrows)
		cli_say(_("%zu of %lld pairs"), t->nrows, (long long)t->total);
	else if (t)
		cli_say(P_("%lld pair", "%lld pairs", t->total), (long long)t->total);
	answer_free(a);
	return rc;
}
