/* A book of random records in memory and in SQL, the same in both, for tests that ask both. */
#ifndef TESTS_WORLD_H
#define TESTS_WORLD_H

#include <check.h>
#include <sqlite3.h>

#include "model/expr.h"
#include "store/store.h"

#define WORLD_RECORDS 14 /* of each entity */

struct world {
	uint64_t random;
	struct arena arena;
	struct record *records[ENTITY_COUNT][WORLD_RECORDS + 1]; /* by id, from 1 */
	struct store store;
	sqlite3 *db;
};

/* The world of this seed, on 2026-11-22. */
void world_make(struct world *w, uint64_t seed);
void world_free(struct world *w);
/* Its records, as expressions ask for them. */
struct expr_source world_source(struct world *w);

/* A random number below this one. */
uint64_t draw(struct world *w, uint64_t below);
#define PICK(w, list) ((list)[draw(w, LENGTH(list))])

/* One of those that its records have. */
const char *some_text(struct world *w);
const char *some_currency(struct world *w);
const char *some_tags(struct world *w);
const char *some_tag(struct world *w);

#endif
