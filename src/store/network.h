/* Who stands how to whom, over all ties that the book knows: relations, where contacts work, who belongs to
 * whom. A walk goes from one party over its ties to the next ones, nearest first, and ends at a limit. */
#ifndef STORE_NETWORK_H
#define STORE_NETWORK_H

#include "base/idmap.h"
#include "store/store.h"

struct party {
	const struct entity *entity; /* customer, contact or user */
	int64_t id;
};

struct tie {
	const char *kind;     /* of relation_kind, a static text */
	bool back;            /* it leads from the further party to the nearer one */
	const char *strength; /* of relation_strength, a static text, or NULL */
	struct value since, until;
};

struct node {
	struct party party;
	struct tie tie;       /* to the party it was reached from; none of the first */
	size_t from;          /* index of that one */
	int depth;            /* ties from the first: the fewest there are */
};

struct network {
	struct node *nodes;   /* nearest first */
	size_t n, room;
	struct idmap seen;    /* key of a party -> its index + 1 */
	bool cut;             /* there was more than the limit */
};

struct reach {
	int depth;            /* no further than so many ties */
	size_t parties;       /* nor more parties than these */
	bool ended;           /* over ties that have ended, too */
	const struct party *goal; /* stops when it is reached; may be NULL */
};

/* Whether records of the entity are parties. */
bool party_is(const struct entity *e);
/* Walks from `from`. The index of the goal, or network->n when it was not reached (or there is none); -1 with
 * the error set. Freed by network_free, also after an error. */
int64_t network_walk(struct network *n, struct store *s, struct party from, const struct reach *reach,
		     struct error *err);
void network_free(struct network *n);

#endif
