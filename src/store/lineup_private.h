/* How a lineup is kept, for the files that make one. */
#ifndef STORE_LINEUP_PRIVATE_H
#define STORE_LINEUP_PRIVATE_H

#include "store/lineup.h"
#include "store/lineup_rank.h"
#include "store/series_filter.h"

#define LINEUP_BLOCK 8 /* words whose bits are counted together */

/* A record that was touched since, with its weights as it is now. */
struct guest {
	uint32_t id;
	uint32_t place;	   /* of the first place that stands behind it */
	int64_t at;	   /* its own place in the whole list */
	uint64_t *weights; /* by key */
	struct value *rest;
};

struct lineup {
	struct rank_key keys[SELECT_KEYS + 1];
	size_t nkeys;
	const struct series *base; /* whose order serves as it is, NULL: vector */
	uint32_t *vector;	   /* ids */
	uint32_t places;	   /* in the order or the vector */
	uint64_t *bits;		   /* by place of the order: who is in; NULL: all */
	uint32_t *before;	   /* bits before each block */
	int64_t within;
	struct guest *guests;
	size_t nguests, room;
	struct arena arena;
};

/* The id at a place; 0 where a file is damaged. */
uint32_t lineup_at(const struct lineup *l, uint32_t place);
/* The first place that does not stand before these weights, a key each. */
uint32_t lineup_find(const struct lineup *l, const uint64_t *weights);
/* Where a record stands that the series know, `places` when it does not. */
uint32_t lineup_stand(const struct lineup *l, uint32_t id);
/* How many of those that are in stand before a place. */
int64_t lineup_before(const struct lineup *l, uint32_t place);

/* Who is in, by a bit a place of the base's order: those whose bit by id is set, or all but some.
 */
void lineup_mark(struct lineup *l, const struct id_bits *in);
void lineup_mark_all(struct lineup *l, const uint32_t *but, size_t n);
/* The `count` ids that are in, sorted into the vector. */
void lineup_sort(struct lineup *l, const struct id_bits *in, size_t count);
/* Asks the book for those that were touched and puts them in their places. 1, or -1 with the error
 * set. */
int lineup_seat(const struct select *q, struct lineup *l, const uint32_t *touched, size_t n,
		struct error *err);

#endif
