/* What is found, by entity: a shelf of entries (base/search.h). Most stand in a cache file that all
 * processes map, those touched since in the memory of this one. Only the files of `find` know. */
#ifndef STORE_FIND_SHELF_H
#define STORE_FIND_SHELF_H

#include "base/grams.h"
#include "base/idmap.h"
#include "store/find.h"
#include "store/mapped.h"
#include "store/overlay.h"

#define FIND_LIVE    '\x02' /* stands behind the texts of an entry */
#define FIND_REMOVED '\x03'
#define FIND_END     '\n' /* and ends it */
#define FIND_TAIL    2    /* the two */

/* Entries one behind the other. Those of a file are in the order of change, the latest first. */
struct find_entries {
	const char *text;
	uint64_t len;
	const uint64_t *at;   /* where each begins, and where the last ends: n + 1 */
	const int64_t *ids;
	const uint32_t *when; /* of the last change, in seconds since 1970 */
	size_t n;
};

#define FIND_FITS SEARCH_WHOLE /* SEARCH_NONE not counted */
#define FIND_TOP  64           /* entries of each fit that are kept of a short key */

/* Which entries have a gram (base/grams.h), and for keys of one or two letters the answer itself. Only
 * large files have it: at is NULL in others. */
struct find_grams {
	const uint64_t *at;    /* where the entries of a slot begin in bytes: GRAM_SLOTS + 1 */
	const uint32_t *count; /* how many they are */
	const uint8_t *bytes;  /* from one entry to the next, 7 bits a byte, the lowest first */
	uint64_t len;
	const uint32_t (*fits)[FIND_FITS];          /* by key: how many fit, without those removed */
	const uint32_t (*tops)[FIND_FITS][FIND_TOP]; /* the first of them */
};

/* The text of entry i, as far as it lies within: a damaged file is data, too. */
static inline const char *find_entry(const struct find_entries *f, size_t i, size_t *len)
{
	uint64_t from = f->at[i], to = f->at[i + 1];

	*len = 0;
	if (to > f->len || from >= to || to - from < FIND_TAIL)
		return NULL;
	*len = (size_t)(to - from);
	return f->text + from;
}

struct find_shelf {
	const struct entity *entity;
	struct mapped map;
	int64_t transaction;       /* the open one of ours that it was made in; 0: none */
	struct find_entries base;
	const uint32_t *by_id;     /* places in base, by ascending id */
	struct find_grams grams;
	uint8_t *dead;             /* a bit for each of base that was touched since; NULL: none was */
	struct touched *touched;
	/* What was touched since: entries as above, of which the dead have id 0. */
	struct sbuf text;
	struct find_added {
		uint64_t at;
		int64_t id;
		uint32_t when, len;
	} *added;
	size_t nadded, added_room, nlive;
	struct idmap places;       /* from id to place in added, from 1 */
};

/* The shelf of an entity, as true as the moment. NULL with the error set. */
struct find_shelf *find_shelf(struct store *s, const struct entity *e, struct error *err);

/* Reads entries: all that there are (id 0), by ascending id, or one. */
typedef int find_take(void *to, int64_t id, uint32_t when, const char *entry, size_t len, struct error *e);
int find_read(struct store *s, const struct entity *e, int64_t id, find_take *take, void *to,
	      struct error *err);
/* Makes the file of an entity, or its like in memory; 1 when another process has just made one. */
int find_build(struct store *s, const struct entity *e, enum mapping_for use, struct mapped *m,
	       struct error *err);
/* The sections of the grams. Begin with the first entry, add each in its order, end. */
struct find_indexing *find_index_begin(struct mapping *w);
int find_index_add(struct find_indexing *x, uint32_t place, const char *entry, size_t len, bool live,
		   struct error *e);
int find_index_end(struct find_indexing *x, struct db *db, struct error *e);
void find_index_free(struct find_indexing *x);
uint32_t find_format(void);
/* "find-customer" */
void find_name(char name[32], const struct entity *e);

/* One that fits. */
struct find_hit {
	int64_t id;
	uint32_t when;
	enum search_fit fit;
};

/* What was found on one shelf. */
struct find_hits {
	int64_t total;
	size_t most; /* kept of each fit; 0: none is */
	struct find_fits {
		struct find_hit *items;
		size_t n, room;
	} fits[SEARCH_WHOLE + 1];
};

/* Finds, the best and latest first in each of hits->fits. 0, or -1 with the error set. */
int find_look(struct store *s, const struct find_shelf *f, const struct search *q, struct find_hits *hits,
	      struct error *err);
void find_hits_free(struct find_hits *hits);
/* Calls fn for everything that fits, in no order. */
int find_each(struct store *s, const struct find_shelf *f, const struct search *q, bool removed,
	      void (*fn)(void *to, int64_t id), void *to, struct error *err);

#endif
