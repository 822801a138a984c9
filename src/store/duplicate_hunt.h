/* What the search for duplicates reads of the book, and how it is kept. Private to duplicate*.c. */
#ifndef STORE_DUPLICATE_HUNT_H
#define STORE_DUPLICATE_HUNT_H

#include "base/map.h"
#include "store/duplicate.h"

#define START 4 /* letters at the beginning that Winkler looks at */

/* One of a record's names. */
struct name {
	struct name_key key;
	uint64_t letters; /* a bit for each letter it has, several share one */
	uint32_t core[START], sorted[START]; /* how these begin */
	uint32_t record;
	uint16_t length;
};

/* A record stands in the block of this hash. */
struct sign {
	uint64_t hash;
	uint32_t record;
};

struct signs {
	struct sign *items;
	size_t n, room;
};

struct near {
	uint32_t a, b;
};

/* What a record says besides its names, as far as it takes to see that two cannot be one. */
struct said {
	uint64_t place, domain;     /* hashes of its city (its customer), of its e-mail domain; 0: none */
	bool phone, email, emails;  /* emails: several, so that their domains decide nothing */
};

struct hunt {
	struct store *store;
	const struct entity *entity;
	struct arena arena;
	int64_t *ids; /* of the records, ascending */
	size_t n, room;
	struct name *names; /* by record; those of record r from first[r] to first[r + 1] */
	size_t nnames, names_room;
	uint32_t *first;
	size_t nfirst, first_room;
	struct said *said; /* by record */
	struct signs blocks[BLOCKS];
	struct near *near;
	size_t nnear, near_room;
	struct map apart;
	uint64_t compared;
	size_t pairs, passed; /* to be compared, and done with */
	struct traits **traits; /* by record, as far as they were needed */
};

enum hunt_part { HUNT_READS, HUNT_COMPARES, HUNT_WEIGHS, HUNT_PARTS };
/* So much of a part is done. */
void hunt_tell(struct hunt *f, enum hunt_part part, size_t done, size_t of);

/* Reads all records, what they say of themselves, and in which blocks they stand. */
int hunt_read(struct hunt *f, struct error *err);
/* Reads which pairs were said to be two. */
int hunt_read_apart(struct hunt *f, struct error *err);
/* The record of an id; f->n when it is none of those. */
size_t hunt_record(const struct hunt *f, int64_t id);
void hunt_free(struct hunt *f);

#endif
