/* A field reached over references, "customer.owner.name", and its SQL. */
#ifndef STORE_PATH_H
#define STORE_PATH_H

#include "store/store.h"

#define PATH_DEPTH 6

struct path {
	const struct entity *from;             /* whose records it starts at: alias t */
	const struct field *steps[PATH_DEPTH]; /* all but the last are references */
	size_t n;
	short width;                           /* "name:30" in columns: how wide; 0: as the field wants */
};

/* Reads `len` bytes of text. -1 with an error that tells the nearest name. */
int path_read(struct path *p, const struct entity *e, const char *text, size_t len,
	      struct error *err);
/* The path goes one field further, from the entity that its last field refers to. */
int path_extend(struct path *p, const struct field *f, struct error *err);
const struct field *path_field(const struct path *p);
/* Whose field the last one is. */
const struct entity *path_entity(const struct path *p);
/* The entity that the last field refers to. */
const struct entity *path_target(const struct path *p);
/* Appends an expression over rows of alias t; a money's amount in ten-thousandths when `scaled`. */
void path_sql(const struct store *s, struct sbuf *sql, const struct path *p, bool scaled);
/* The currency of a money field's amount. */
void path_currency_sql(const struct store *s, struct sbuf *sql, const struct path *p);

/* Appends a text as a quoted value of the expression language. */
void put_quoted(struct sbuf *expr, const char *text);
/* Appends the term for exactly the records whose field has the value; false when it cannot be said: of tags. */
bool path_term(struct sbuf *expr, const struct path *p, struct value v);

/* The next of the words between commas: *at moves on, *len gets its length without blanks; NULL at the
 * end. */
const char *list_next(const char **at, size_t *len);

#endif
