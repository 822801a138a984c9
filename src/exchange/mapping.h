/* Which column of a file goes into which field, and what is done to its cells on the way.
 *
 * A mapping is guessed from the header and a few rows, or read from a map file:
 *
 *	[import]
 *	key = code                 ; field or fields by which rows are matched with what is there
 *	dates = dmy                ; or mdy: where a column's days do not tell by themselves
 *	decimal = comma            ; or point: the same for its numbers
 *	encoding = GB18030         ; what cannot be told from the file's bytes
 *	delimiter = tab            ; or comma, semicolon, pipe, none
 *	quotes = doubled           ; or backslash, none
 *	names = family             ; or given: which comes first where first and last name are joined
 *	header = 4                 ; the line of the column names; or none: they are "column 1" and so on
 *	[columns]
 *	account = name             ; header = field; "-" leaves a column out
 *	revenue = annual_revenue * 1000000
 *	sales = amount round       ; digits beyond those that are kept are rounded, not refused
 *	column 7 = note            ; by its place, where its name has signs that a map cannot have
 *	[dates]
 *	closed on = mdy            ; the order of days in one column
 *	[numbers]
 *	revenue = comma            ; the decimal mark of one
 *	[defaults]
 *	pipeline = Hardware        ; what new records have where the file says nothing
 *	name = {product}, {account}
 *	[values product]
 *	GTXPro = GTX Pro           ; what a cell says = what is meant
 *	[missing]
 *	manager = create           ; or leave, reject: names that are not there
 */
#ifndef EXCHANGE_MAPPING_H
#define EXCHANGE_MAPPING_H

#include "base/map.h"
#include "base/person.h"
#include "exchange/csv.h"
#include "model/entity.h"

enum target_kind {
	TARGET_FIELD, /* a field of the entity; `id` too, as a key */
	TARGET_POINT, /* a field of one of the record's phones, e-mails or addresses */
	TARGET_SCOPE, /* the pipeline in which a deal's stage is looked up */
	TARGET_PART,  /* the first, middle or last name of a person, which are joined (base/person.h) */
};

/* Where cells go. Points, scopes and parts have names of their own: "phone", "street", "pipeline", "last_name". */
struct target {
	enum target_kind kind;
	const char *name, *label;
	const struct field *field; /* of the entity, of `point`, of `stage`; of a part the whole name */
	const char *point;         /* "phone", "email", "address"; NULL: no point */
	int number;                /* 0: of the primary one; 1 ... 99, "phone2": of one that the record
				    * has, or gets beside those that it has */
	enum person_part part;
};

/* A value that a person changed and the file says otherwise: the book's stays, or the file's is taken. */
enum conflicts { CONFLICTS_KEEP, CONFLICTS_TAKE };
/* A new row that probably is a record of the book already: added beside it, left out, or taken for it. */
enum duplicates { DUPLICATES_ADD, DUPLICATES_SKIP, DUPLICATES_UPDATE };

enum missing { MISSING_REJECT, MISSING_LEAVE, MISSING_CREATE };

struct mapping_column {
	const char *header;
	struct target target;   /* field NULL: the column is left out */
	int64_t factor;         /* cells are multiplied by factor / 10^places; 0: they are not */
	int places;
	bool rounded;           /* to the decimals that the field keeps */
	size_t place;           /* of the file's columns, from 1; 0: not found yet */
	char order;             /* of its days or its numbers: 'd' or 'm' first, ',' or '.'; 0: not said */
};

struct mapping_default {
	struct target target;
	const char *text;
};

struct mapping_value {
	const char *field, *text, *meant; /* what a cell of the field says, and what it means */
};

#define MAPPING_KEYS_MAX 8

struct mapping {
	const struct entity *entity;
	struct mapping_column *columns;
	size_t ncolumns, columns_room;
	struct mapping_default *defaults;
	size_t ndefaults, defaults_room;
	const struct field *keys[MAPPING_KEYS_MAX]; /* none: the engine chooses, see mapping_keys */
	size_t nkeys;
	const struct field *spare[MAPPING_KEYS_MAX]; /* for rows in which a key that was chosen is empty */
	size_t nspare;
	enum missing *missing;  /* by field of the entity */
	bool month_first, day_first, comma, point; /* what the file's maker says; else the column tells */
	enum conflicts conflicts;
	enum duplicates duplicates;
	bool family_first;      /* the parts of names, in letters that do not tell (base/person.h) */
	bool wipe;              /* an empty cell empties its field */
	const char *encoding;   /* NULL: guessed */
	struct csv_dialect dialect;
	struct map values;      /* "field NUL text" -> 1 + index into meant */
	struct mapping_value *meant;
	size_t nmeant, meant_room;
	struct arena arena;
};

/* By name, alias or label of a field that may be imported, in any case, with spaces, underscores or
 * nothing between words. False when there is none. */
bool target_find(const struct entity *e, const char *word, struct target *out);

bool target_same(const struct target *a, const struct target *b);
/* Whether one column goes to each and that is one too many: the same, or the whole name and a part of it. */
bool target_clashes(const struct target *a, const struct target *b);
/* Appends its name, by which target_find finds it again; its label in the language of the locale. */
void target_write(struct sbuf *out, const struct target *t);
void target_show(struct sbuf *out, const struct target *t);

/* Everything that a column may go into, in the order of the fields; how many. */
#define MAPPING_TARGETS_MAX 64
size_t mapping_targets(const struct entity *e, struct target out[MAPPING_TARGETS_MAX]);

void mapping_init(struct mapping *m, const struct entity *e);
void mapping_free(struct mapping *m);

/* Reads a map file. 0, or -1 with the line and what is wrong with it. */
int mapping_read(struct mapping *m, const char *path, struct error *e);
/* The same from its text; `name` is what it is called in errors. */
int mapping_read_text(struct mapping *m, const char *text, const char *name, struct error *e);
/* Says what a line of its [import] section would say. */
int mapping_set(struct mapping *m, const char *name, const char *value, struct error *e);
/* Appends the map file that says the same. */
void mapping_write(struct sbuf *out, const struct mapping *m);
/* mapping_saved.c: where the map is kept that files with these columns are imported by; caller frees, NULL when
 * the user has no home. */
char *mapping_saved_path(const struct entity *e, const char *const *header, size_t n);
/* Keeps the map there. A comfort: false when it could not be done, and nobody need be told. */
bool mapping_keep(const struct mapping *m, const char *const *header, size_t n);
/* Whether the map file says just what this mapping says. */
bool mapping_says(const struct mapping *m, const char *path);
/* Guesses from the header and up to `n` rows of samples; a name that the values belie is not taken. */
void mapping_guess(struct mapping *m, const struct csv_row *header, const char *const *const *samples,
		   size_t n);
/* Sets the key as typed: "code" or "name,customer". */
int mapping_set_key(struct mapping *m, const char *typed, struct error *e);
/* The same for names that are not there: "create", "owner=leave,product=reject". */
int mapping_set_missing(struct mapping *m, const char *typed, struct error *e);

/* What a cell means: its translation, else itself. Borrowed. */
const char *mapping_meant(const struct mapping *m, const struct target *t, const char *text);

/* Where a mapping has no key: the first unique field that is mapped, or the name with the customer or the
 * pipeline it belongs to where that is empty or not there; else all fields that are mapped. */
void mapping_choose_key(struct mapping *m);

#endif
