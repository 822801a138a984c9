/* Statements that are made from the entity tables: the same few shapes for every table. Each comes from
 * the statement cache, unbound; NULL with the error set. */
#ifndef STORE_SQL_H
#define STORE_SQL_H

#include "model/record.h"
#include "store/db.h"

struct store;

/* Every column of the record ?1, in the order of the entity's fields without the computed ones. */
struct stmt *sql_load(struct db *db, const struct entity *e, struct error *err);
/* The same of every live record that may be seen, in the entity's own order. */
struct stmt *sql_all(const struct store *s, const struct entity *e, struct error *err);
/* Reads the row that stands there into a record; money without a currency is in `currency`. */
struct record *sql_record(struct stmt *row, const struct entity *e, struct arena *a,
			  const char *currency);
/* The highest id that is written; 0: there is none. */
int sql_last_id(struct db *db, const struct entity *e, int64_t *id, struct error *err);
/* Inserts all rows of the table `waiting` (waiting.h): the fields that are the same in all of them are
 * parameters, in order, the others its columns. */
struct stmt *sql_insert_waiting(struct db *db, const struct entity *e, const unsigned *same, unsigned nsame,
				const unsigned *fields, unsigned nfields, struct error *err);
/* Writes the n fields of the record, and its version and time of change. */
int sql_update(struct db *db, const struct record *r, const struct field *const *fields, size_t n,
	       struct error *err);
/* Whether the record, removed or not, fits " AND ..." that rights_visible made for the alias t: 1, 0, or
 * -1. */
int sql_fits(struct db *db, const struct entity *e, int64_t id, const char *condition,
	     struct error *err);
/* The ids of all records of `from`, removed or not, whose field points at ?1: of contact points the main ones
 * first. */
struct stmt *sql_referring(struct db *db, const struct entity *from, const struct field *f,
			   struct error *err);
/* Whether the record is there and not removed: 1, 0, or -1. `beside`: no record of its kind waits to be
 * written (insert.h). */
int sql_exists(struct db *db, const struct entity *e, int64_t id, bool beside, struct error *err);
/* The highest id there is; 0: no record. */
int sql_highest(struct db *db, const struct entity *e, int64_t *id, struct error *err);
/* The record's title, "" when there is none; references in titles are followed, and what is only a part begins
 * with whose: "Acme · Gartenweg 65". Result in the arena. */
const char *sql_title(struct db *db, const struct entity *e, int64_t id, struct arena *a);
/* Id of the record with this value in a field that is not the record `but`; 0: none; -1 with the error. */
int64_t sql_holder(struct db *db, const struct entity *e, const struct field *f, struct value v,
		   int64_t but, struct error *err);
/* The ids (at most two) of live records whose field is the text ?1, or has the same folded key. */
struct stmt *sql_named(struct db *db, const struct entity *e, const struct field *f, bool exact,
		       struct error *err);

/* The live record into which one was merged whose field is the text ?1, if it is only one. */
struct stmt *sql_former(struct db *db, const struct entity *e, const struct field *f, struct error *err);

/* The text that a field's column holds for the value, as the journal keeps it. NULL for no value; the
 * result lives in the arena. */
const char *sql_column_text(struct arena *a, const struct field *f, struct value v);
/* The value of a column's text. */
struct value sql_column_value(struct arena *a, const struct field *f, const char *text);

/* Reads and writes one column as text: what undo compares and puts back. */
int sql_get_text(struct db *db, const struct entity *e, const struct field *f, int64_t id,
		 struct arena *a, const char **text, struct error *err);
int sql_set_text(struct db *db, const struct entity *e, const struct field *f, int64_t id,
		 const char *text, struct error *err);
/* Counts a change of the record; *version gets the new one. */
int sql_touch(struct db *db, const struct entity *e, int64_t id, int64_t now, int64_t *version,
	      struct error *err);

/* What is not removed (or is merged) of `from` and points by its field at a record from ?1 to ?2, as its id and
 * that record's; but for its own ids from ?3 to ?4. */
struct stmt *sql_pointing(struct db *db, const struct entity *from, const struct field *f,
			  struct error *err);
/* The ids and versions of the records from ?1 to ?2 whose `removed` is ?3, in order. */
struct stmt *sql_span(struct db *db, const struct entity *e, struct error *err);
/* Removes or restores all records from `first` to `last` and gives them this version. */
int sql_remove_span(struct db *db, const struct entity *e, int64_t first, int64_t last, bool removed,
		    int64_t version, int64_t now, struct error *err);

#endif
