/* A question about the records of one entity: which, in what order, with what columns. Lists, the
 * children of a record, boards and reports ask through it. */
#ifndef STORE_SELECT_H
#define STORE_SELECT_H

#include "store/path.h"

#define SELECT_KEYS 8

struct sort_key {
	char *sql;  /* over alias t */
	struct path path; /* the same as fields; no steps where it is only SQL */
	bool down;
	bool nulls; /* may be NULL, which comes last both ways */
};

struct select {
	struct store *store;
	const struct entity *entity;
	struct sbuf where;        /* "removed = 0 AND ..." */
	struct sql_params params; /* of where; borrow from the arena */
	const struct expr *expr;  /* the same as a tree, NULL: all; not when it is narrowed otherwise */
	bool narrowed;
	bool removed; /* of those that were removed each id means itself */
	struct sort_key keys[SELECT_KEYS + 1];
	size_t nkeys;
	size_t grouped;            /* how many of the keys, from the first, a group is of one value of */
	struct path group;         /* and the field it is grouped by */
	struct path *columns;
	size_t ncolumns, columns_room;
	struct arena arena;
};

/* Begins with all records, or those that were removed, that the acting user may see. */
void select_begin(struct select *q, struct store *s, const struct entity *e, bool removed);
void select_end(struct select *q);

/* Narrows by an expression as typed (NULL: no), in which the id of what was merged means what it became; or by a
 * field that must have this value. */
int select_where(struct select *q, const char *expr, struct error *err);
void select_equal(struct select *q, const char *field, struct value v);
/* -1 with the error set when the expression names what is not in a closed set; the nearest is told. */
int expr_known(struct store *s, const struct expr *x, struct error *err);
/* Narrows to those that the words name: by OP_IS as `:` has it, else just so. */
void select_named(struct select *q, enum expr_op op, const char *words);
/* Narrows to these ids; those of what was merged mean what it became. */
void select_ids(struct select *q, const int64_t *ids, size_t n);
/* The value of the next ? that the caller appends to `where` itself; the field (NULL: none) tells how its
 * column keeps it. */
void select_param(struct select *q, const struct field *f, struct value v);
/* Narrows by a condition over alias t, a constant text with one ?. */
void select_also(struct select *q, const char *sql, const struct field *f, struct value v);
/* The order: "-amount,customer.name"; NULL: the entity's own. What people word (field_is_wording) sorts by
 * its fold, a choice as the choices stand, a reference by its title or, where it has one, its position. The
 * id makes it total. */
int select_order(struct select *q, const char *sort, struct error *err);
/* The same, in groups of one value of a field, by which the order begins; NULL or "": in none. */
int select_group(struct select *q, const char *group, struct error *err);
/* Adds the key of one field over a path that starts at the entity. */
int select_add_key(struct select *q, const struct path *p, bool down, struct error *err);
/* The order by an expression over alias t that is never NULL, a constant text. */
void select_order_by(struct select *q, const char *sql);
/* The columns, "name:30,customer.city"; NULL: the entity's own. */
int select_columns(struct select *q, const char *columns, struct error *err);
/* Every field of the entity. */
void select_all_columns(struct select *q);
/* Takes a column away, if it is there. */
void select_drop(struct select *q, const char *field);

/* Appends "FROM ... WHERE ..."; the caller binds q->params where it stands. */
void select_from(const struct select *q, struct sbuf *sql);
/* Appends the keys of the order. */
void select_order_sql(const struct select *q, struct sbuf *sql);
/* How many there are, or -1. */
int64_t select_count(struct select *q, struct error *err);

/* The columns as a table without rows. Caller frees. */
struct table *select_table(const struct select *q, const char *name);
/* Adds the records of these ids, as far as they are still there, until the table passes `room` bytes
 * on the wire (0: no end). Returns how many were read, or -1. */
int64_t select_rows(const struct select *q, struct table *t, const int64_t *ids, size_t n, size_t room,
		    struct error *err);
/* Fills a table of select_table (which may have got more columns) with the window's rows and the exact
 * total. */
int select_fill(struct select *q, struct table *t, int64_t offset, int64_t limit, struct error *err);
/* Both: what most callers want. NULL with the error set. */
struct table *select_page(struct select *q, const char *name, int64_t offset, int64_t limit,
			  struct error *err);

#endif
