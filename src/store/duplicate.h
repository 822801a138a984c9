/* Records that may be the same one (model/similar_score.h): of the whole book, and of one that is being typed. */
#ifndef STORE_DUPLICATE_H
#define STORE_DUPLICATE_H

#include "model/similar_score.h"
#include "model/table.h"
#include "store/store.h"

/* Whether records of the entity are compared: those that can be merged. */
bool duplicate_fits(const struct entity *e);
/* Adds to `t` (begun with its arena) what the record is known by. 1, or 0 when it is not there or was removed. */
int duplicate_traits(struct store *s, const struct entity *e, int64_t id, struct traits *t,
		     struct error *err);

/* By what records are put into one block, within which each is compared with each. */
enum block { BLOCK_PHONE, BLOCK_EMAIL, BLOCK_TAX, BLOCK_DOMAIN, BLOCK_PLACE, BLOCKS };
#define BLOCK_MOST   500 /* of more records nobody compares all: what they share says nothing */
#define NEIGHBOURS   5   /* the window over all names in their order */

struct duplicate {
	int64_t id, other; /* the older one first */
	struct similar alike;
};

struct duplicates {
	struct duplicate *items; /* the likeliest first */
	size_t n, room;
	size_t skipped[BLOCKS];  /* blocks of more than BLOCK_MOST */
};

/* All pairs from SIMILAR_REVIEW on that nobody said are two. Caller frees items, also after an error. */
int duplicates_find(struct store *s, const struct entity *e, struct duplicates *d, struct error *err);

/* The same of these pairs only, two ids each, as far as they still are: what is merged is followed. */
int duplicates_among(struct store *s, const struct entity *e, const int64_t *ids, size_t n,
		     struct duplicates *d, struct error *err);

/* Says in a table that was just made what the score of the two is made of, who borrow from its arena. */
void duplicate_say(struct table *t, const struct traits both[2]);
/* The same of a record that is half typed (verb_similar's arguments) and the record `id`. */
struct table *duplicate_typed(struct store *s, const struct request *r, struct error *err);
/* A table of the one pair, however little alike, that says what its score is made of; NULL with the error set. */
struct table *duplicate_pair(struct store *s, const struct entity *e, int64_t id, int64_t other, struct error *err);

#endif
