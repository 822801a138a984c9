/* Two records of one entity that are the same one: which of their values stay. */
#ifndef STORE_MERGE_H
#define STORE_MERGE_H

#include "store/store.h"

enum side { SIDE_NONE, SIDE_LEFT, SIDE_RIGHT, SIDE_BOTH };

/* `left` and `right` as they were named; the older one of them, `kept`, goes on with its id. */
struct merge {
	struct store *store;
	const struct entity *entity;
	const struct record *left, *right, *kept, *gone;
	enum side *sides;    /* of each field; SIDE_NONE: neither says anything, or it cannot be chosen */
	struct arena *arena; /* owns all of it */
};

/* Loads both, which must be there, of which neither may be removed, and that can be one: no two tax ids, and
 * neither above the other. The caller has set store, entity and arena. 0, or -1 with the reason. */
int merge_begin(struct merge *m, int64_t left, int64_t right, struct error *e);
/* Chooses for each field: the side that says something, of two that do the one that was changed last. What a
 * new record begins with says less than what somebody chose; a code stays with its id; notes and tags are kept
 * of both. `left` and `right` name fields, "name,phone", for which a person chose (NULL: none). */
int merge_choose(struct merge *m, const char *left, const char *right, struct error *e);
/* What the field will be. */
struct value merge_value(const struct merge *m, unsigned field);
/* The record whose value stays, where it is one of them. */
const struct record *merge_from(const struct merge *m, unsigned field);
/* The kind of contact points that a computed field shows the first of ("phone"), or NULL. */
const char *merge_point_kind(const struct field *f);
/* The main point of a kind: its id, 0 when there is none, or -1. */
int64_t merge_main_point(const struct merge *m, const struct record *of, const char *kind, struct error *e);

/* A record that takes on a name or code of one that was merged into it leaves its own to that one, so that both
 * keep leading to it. */
int merge_keep_names(struct store *s, struct journal_txn *t, const struct record *before,
		     const struct record *after, struct error *e);
/* The record that took this one in, or the id itself; the same for ids that do not exist. */
int64_t merged_into(struct store *s, const struct entity *e, int64_t id);

#endif
