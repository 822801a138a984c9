/* What the sums over a customer's deals hang on, see computed.c. */
#include "base/map.h"
#include "store/series.h"

bool series_of_deals(const struct entity *e, const struct field *f)
{
	return e->id == ENTITY_CUSTOMER && (!strcmp(f->name, "open") || !strcmp(f->name, "won"));
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
