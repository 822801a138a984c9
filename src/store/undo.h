/* What undo.c and undo_made.c share. */
#ifndef STORE_UNDO_H
#define STORE_UNDO_H

#include "store/store.h"

/* Ids that follow each other. */
struct span {
	int64_t first, last;
};

/* What the transaction made of one entity, in order. */
struct made {
	struct span *spans;
	size_t n, room;
};

/* The transaction that is undone or done again. */
struct target {
	int64_t id;
	bool back; /* undo */
	const char *label;
	struct arena *arena;
	struct made made[ENTITY_COUNT];
	/* what stands in the way: the first in a sentence, of the others some titles and how many */
	struct error later;
	struct sbuf others;
	size_t nothers;
	const struct entity *last_entity;
	int64_t last_record;
};

/* "Cannot undo" */
const char *undo_verb(const struct target *to);
/* Notes that somebody's later change of the record (its field; NULL: anything) stands in the way. */
void undo_changed_since(struct store *s, struct target *to, const struct entity *entity, int64_t id,
			const struct field *f);
/* The same for a record that was added since and points at what would go. */
void undo_points_at(struct store *s, struct target *to, const struct entity *entity, int64_t id);

/* Reads what the transaction made. */
int made_load(struct store *s, struct target *to, struct error *e);
void made_free(struct target *to);
bool made_holds(const struct target *to, const struct entity *entity, int64_t record);
/* Whether somebody worked on what it made, or added what points at it. Notes them. */
int made_check(struct store *s, struct target *to, struct error *e);
/* Removes what it made, or brings it back. */
int made_put(struct store *s, struct journal_txn *t, const struct target *to, struct error *e);

#endif
