/* Files in and out of the book's documents. */
#include "exchange/document.h"

#include "cli/verb.h"

int run_attach(struct cli *c, struct error *e)
{
	int64_t id = ref_find(c, c->entity, c->words[0], e);
	char number[24];

	for (size_t i = 1; id && i < c->nwords; i++) {
		struct answer *a = document_attach(c->client, c->entity, id, c->words[i], e);

		if (!a)
			return -1;
		cli_say("%s", a->text);
		snprintf(number, sizeof(number), "%lld", (long long)a->ids[0]);
		cli_print(number);
		answer_free(a);
	}
	return id ? 0 : -1;
}

int run_get(struct cli *c, struct error *e)
{
	int64_t id = ref_find(c, c->entity, c->words[0], e);

	return id ? document_fetch(c->client, id, c->words[1], e) : -1;
}
