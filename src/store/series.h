/* One field of all records of an entity as an array, shared by all who have the book open: what
 * makes filters, sort orders and totals of a million records a matter of milliseconds.
 *
 * A series is a cache file (mapped.h) of its own, made when it is first asked for. It holds the
 * distinct values in the field's order, for each record the place of its value among them (its
 * code), and the live records in the order of their codes. Records are named by their ids, so
 * series that were made at different moments fit together; what was touched since the oldest of
 * them is asked of the book. */
#ifndef STORE_SERIES_H
#define STORE_SERIES_H

#include "store/mapped.h"
#include "store/store.h"

/* Another one whenever the layout, or the order of texts, becomes another. */
#define SERIES_FORMAT 2
#define SERIES_WAIT   300000 /* ms that making something for an answer may take; whoever asks anew ends it */

/* Borrowed from a mapped file, which may be damaged: read it through the functions below. */
struct series {
	const struct entity *entity;
	const struct field *field;
	struct mapped file;
	uint32_t n;	   /* ids are below it */
	uint32_t values;   /* how many distinct ones */
	uint32_t lives;	   /* records that are not removed */
	const void *codes; /* by id, of `width` bytes: 1, 2 or 4 */
	unsigned width;
	const uint32_t *order; /* live ids by code, then id */
	const uint32_t *starts; /* by code, where its run begins in the order; one more for its end */
	const uint64_t *live; /* a bit an id */
	const int64_t *numbers; /* the distinct values; or: */
	const uint32_t *offsets; /* of texts that end with a NUL */
	const char *texts;
	size_t text_bytes;
	uint64_t terms;          /* of series_terms, at its making; 0: its values hang on the records alone */
};

static inline uint32_t series_raw_code(const struct series *c, unsigned width, uint32_t id)
{
	if (width == 1)
		return ((const uint8_t *)c->codes)[id];
	return width == 2 ? ((const uint16_t *)c->codes)[id] : ((const uint32_t *)c->codes)[id];
}

/* The code of no value is `values`, that of no record one more. */
static inline uint32_t series_code(const struct series *c, uint32_t id)
{
	uint32_t code = id < c->n ? series_raw_code(c, c->width, id) : UINT32_MAX;

	return code <= c->values ? code : c->values + 1;
}

/* How many bytes a code takes when there are so many values. */
static inline unsigned series_width(uint64_t values)
{
	return values + 2 <= 1u << 8 ? 1 : values + 2 <= 1u << 16 ? 2 : 4;
}

/* The id at a place of the order, below `lives`; 0 where the file is damaged. */
static inline uint32_t series_at(const struct series *c, uint32_t place)
{
	uint32_t id = c->order[place];

	return id < c->n ? id : 0;
}

/* Where the run of a code begins, up to values + 1. */
static inline uint32_t series_start(const struct series *c, uint32_t code)
{
	uint32_t at = c->starts[code];

	return at < c->lives ? at : c->lives;
}

/* A distinct text, by code. */
static inline const char *series_text(const struct series *c, uint32_t code)
{
	uint32_t at = c->offsets[code];

	return at < c->text_bytes ? c->texts + at : "";
}

/* The value of a code. */
struct value series_value(const struct series *c, uint32_t code);
/* The first code whose value is not before this one (not NULL); *same tells whether it is this one.
 */
uint32_t series_find(const struct series *c, struct value v, bool *same);

/* The series that a store has open. */
struct series_set;

/* Whether a field can be a series at all. */
bool series_possible(const struct entity *e, const struct field *f);
/* The series of a field, made where it is missing or far behind: 1, borrowed until the next
 * request; 0 where the book has to be asked instead, since the field cannot be one or the records
 * are so few that it is no gain; -1 with the error set. */
int series_get(struct store *s, const struct entity *e, const struct field *f, const struct series **c,
	       struct error *err);
/* The ids, ascending, that were touched since the oldest open series of the entity was made.
 * Borrowed. */
const uint32_t *series_touched(struct store *s, const struct entity *e, size_t *n, struct error *err);
/* Changes whenever a series was opened or renewed: what was made from series is void then. */
uint64_t series_generation(const struct store *s);
/* Whether one is worth being made in idle time, since much was written here or touched after it. */
bool series_due(const struct store *s);
/* Makes it, unless another process is at it or the client asks for something. 0, or -1 with the error set. */
int series_idle(struct store *s, struct error *err);
/* Tables with fewer records than this (by the greatest id) are left to SQL. */
void series_limit(struct store *s, int64_t records);
void series_forget(struct store *s);

/* A sum over a customer's deals or invoices. */
struct series_sum {
	const char *name;   /* of the customer's field */
	enum entity_id of;  /* what is summed, */
	unsigned field;     /* which field of it, in the book's currency, */
	const char *where;  /* and of which; over alias c1 */
};
/* NULL: the field is none. */
const struct series_sum *series_sum(const struct entity *e, const struct field *f);
/* What such sums hang on besides what is summed: the book's currency, the rates, and, when there are any, the
 * day. Never 0. */
int series_terms(struct store *s, uint64_t *terms, struct error *err);

/* Works a series out in the snapshot that is open, writes its file and maps it: 1; 0 where its
 * values are none to be sorted, another process has just made it, or there is no room; -1 with the
 * error set when the book could not be read. */
int series_build(struct store *s, struct series *c, const char *name, enum mapping_for use,
		 struct error *err);

#endif
