/* By what a lineup sorts: the rank of a record by each key of the order. */
#ifndef STORE_LINEUP_RANK_H
#define STORE_LINEUP_RANK_H

#include "store/series.h"
#include "store/select.h"

#define RANK_NONE UINT32_MAX /* no value: last, both ways */

/* The rank of one key. A series's codes are in the order of its values; a choice sorts by its place
 * and a reference by what the record behind it shows, so their codes have a rank each, worked out
 * anew for every lineup. */
struct rank_key {
	const struct sort_key *key;
	const struct series *series; /* NULL: the id itself */
	uint32_t *ranks;	     /* by code, RANK_NONE for none; NULL: the code is the rank */
	struct rank_of {
		uint32_t id, rank;
	} * behind; /* of references: by id */
	size_t nbehind, room;
	bool down;
};

/* The keys of the question's order: 1, 0 when one has no series, -1 with the error set. */
int rank_keys(struct select *q, struct rank_key *keys, size_t *n, struct error *err);
void rank_keys_free(struct rank_key *keys, size_t n);

/* The codes of a key that has ranks (as `id`) in the order of the key: what has none stays last.
 * Caller frees. */
struct rank_of *rank_order(const struct rank_key *k);

/* Of a record that the series knows. */
static inline uint32_t rank_of(const struct rank_key *k, uint32_t id)
{
	uint32_t code = k->series ? series_code(k->series, id) : id;

	if (!k->series)
		return id;
	if (code >= k->series->values)
		return RANK_NONE;
	return k->ranks ? k->ranks[code] : code;
}

/* The number by which a rank sorts: every rank is odd, so that there is room between two for a
 * value that no record of the series has. */
static inline uint64_t rank_weight(const struct rank_key *k, uint64_t odd)
{
	return k->down ? (UINT64_C(1) << 40) - odd : odd;
}

static inline uint64_t rank_weigh(const struct rank_key *k, uint32_t id)
{
	uint32_t rank = rank_of(k, id);

	return rank == RANK_NONE ? UINT64_MAX : rank_weight(k, 2 * (uint64_t)rank + 1);
}

/* SQL, over alias t, of what rank_weigh_value reads of a record. */
void rank_sql(const struct rank_key *k, struct sbuf *sql);
/* The weight of what stands in a row of the record; *rest gets the value, in the arena, where its weight is
 * not all that tells it from another's. */
uint64_t rank_weigh_value(const struct rank_key *k, uint32_t id, struct stmt *row, int col,
			  struct arena *a, struct value *rest);

#endif
