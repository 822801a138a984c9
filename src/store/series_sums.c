/* What the sums over what belongs to a customer are made of, and hang on; see computed.c. */
#include "base/map.h"
#include "store/series.h"

const struct series_sum *series_sum(const struct entity *e, const struct field *f)
{
	static const struct series_sum sums[] = {
		{ "open", ENTITY_DEAL, DEAL_WORTH, "c1.state = 'open'" },
		{ "won", ENTITY_DEAL, DEAL_WORTH, "c1.state = 'won'" },
		{ "unpaid", ENTITY_INVOICE, INVOICE_OUTSTANDING, "c1.amount IS NOT NULL" },
	};

	for (size_t i = 0; e->id == ENTITY_CUSTOMER && i < LENGTH(sums); i++)
		if (!strcmp(sums[i].name, f->name))
			return &sums[i];
	return NULL;
}

/* The rates as they stand: any change of one moves its version. */
static const char rates[] = "SELECT count(*), max(id), sum(version) FROM rate";

int series_terms(struct store *s, uint64_t *terms, struct error *err)
{
	static const uint64_t secret[2];
	struct stmt *q = db_prepare(s->db, rates, err);
	char text[128];
	int got;

	if (!q)
		return -1;
	got = db_step(q, err);
	if (got < 0)
		return -1;
	snprintf(text, sizeof(text), "%s %lld %lld %lld %d", s->currency, (long long)db_int(q, 0),
		 (long long)db_int(q, 1), (long long)db_int(q, 2),
		 db_int(q, 0) ? (int)s->context.today : 0);
	db_reset(q);
	*terms = map_hash(text, strlen(text), secret) | 1;
	return 0;
}
