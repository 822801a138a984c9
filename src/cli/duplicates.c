/* Pairs of records that may be one. */
#include "cli/verb.h"

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
		a = client_ask(c->client, &r, e);
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
