/* Bringing a file into the book: read, map, match by key, and save in batches that are one transaction
 * of the journal.
 *
 * The engine does no waiting and no asking: each step does a piece of work or says what to ask the
 * store, so that a command line can drive it in a loop and a screen between two keys.
 *
 *	struct import *im = import_open(&options, &context, e);
 *	import_begin(im, IMPORT_DRY);
 *	import_drive(im, client, NULL, NULL, e);       (or import_step and import_answer)
 *	import_counts(im) ... import_begin(im, IMPORT_REAL) ...
 *
 * A run may be repeated: each begins by asking the store anew. */
#ifndef EXCHANGE_IMPORT_H
#define EXCHANGE_IMPORT_H

#include "client/client.h"
#include "exchange/mapping.h"

struct import;

/* What a line of a map's [import] section says, and overrules it. */
struct import_setting {
	const char *name, *value;
};

struct import_options {
	const char *path;
	const struct entity *entity;
	const char *map;     /* a map file, or NULL: guess */
	const char *map_text; /* ... or what one would say */
	const char *key;     /* as typed, or NULL */
	const char *missing; /* as typed, or NULL: as the map says, else reject */
	const char *format;  /* what rapport-read calls it; NULL: CSV, or cards when it begins like some */
	const struct import_setting *settings;
	size_t nsettings;
};

enum import_mode { IMPORT_DRY, IMPORT_REAL };

/* Opens the file and the map and looks at the first rows. NULL with the error set. */
struct import *import_open(const struct import_options *o, const struct value_context *c,
			   struct error *e);
void import_close(struct import *im); /* NULL is fine */

const struct mapping *import_mapping(const struct import *im);
/* The mapping may be changed between runs; it is owned by the import. */
struct mapping *import_edit(struct import *im);
/* The columns of the file, by their place: names, and cells of the first rows ("" where there is none). */
size_t import_columns(const struct import *im);
const char *import_header(const struct import *im, size_t column);
const char *import_cell(const struct import *im, size_t column, size_t row);
/* What rapport-read makes CSV of; NULL: it is CSV. */
const char *import_format(const struct import *im);
/* The map by which a file with the same columns was imported before, where it says something else than the
 * mapping does now; caller frees. NULL: there is none. */
char *import_saved_map(const struct import *im);
/* How the file is written, as it was said or found. */
const struct csv *import_csv(const struct import *im);
/* A cell of the first rows under the mapping's n-th column; "" when there is none. Borrowed. */
const char *import_sample(const struct import *im, size_t column, size_t row);

void import_begin(struct import *im, enum import_mode mode);

enum import_turn {
	IMPORT_ASK,   /* the request is filled: ask it and give import_answer what comes; who can ask several
		       * steps on before that, and answers in the order of asking */
	IMPORT_WAIT,  /* nothing more can be done before an answer comes that was asked for */
	IMPORT_AGAIN, /* something was done: step again when it suits */
	IMPORT_END,   /* the run is over */
};
/* A piece of work, a few milliseconds long; -1 with the error set when the run failed: then nothing of
 * it is left in the book. What the request points to lives until the answer. */
int import_step(struct import *im, struct request *r, struct error *e);
/* What came: the answer (borrowed), or NULL and why it failed. */
void import_answer(struct import *im, const struct answer *a, const struct error *why);
/* Ends the run soon: the next steps take back what was saved. */
void import_cancel(struct import *im);

/* Steps to the end, asking the client. `turn` (may be NULL) is called after each step and cancels the
 * run by returning true. 0, or -1 with the error set. */
int import_drive(struct import *im, struct client *client, bool (*turn)(struct import *im, void *data),
		 void *data, struct error *e);

struct import_counts {
	int64_t added, changed, same, rejected;
	int64_t created;   /* records made for names that were missing */
	int64_t before;    /* rows that a run that was broken off had dealt with; they are counted, too */
	int64_t conflicts; /* values that a person changed and the file says otherwise */
	int64_t doubles;   /* rows that probably are in the book already */
	int64_t unlooked;  /* new rows for which that was not looked for, as there were so many before them */
	int64_t txn;       /* what undo takes back; 0: nothing was changed */
	bool cancelled;    /* and nothing of it is left */
};
const struct import_counts *import_counts(const struct import *im);
/* Whether the run found one of the same that was broken off: a real one goes on behind it. *rows gets how many
 * rows that had dealt with, *batch what undo takes back; borrowed until the next run. */
bool import_broken(const struct import *im, int64_t *rows, const char **batch);
/* What will be done or was done, in a line: "120 new, 3 changed, 0 same, 2 rejected", and how many
 * were created for references. */
void import_tell(const struct import *im, struct sbuf *out);
/* The same as a bill: which rule made how many of the rows that were read. Caller frees. */
struct table *import_bill(const struct import *im);
/* The n-th of the first refusals, with its line; NULL behind the last. */
const char *import_refusal(const struct import *im, size_t n);
/* Where the refused rows of a real run were written; NULL when there were none. */
const char *import_rejects(const struct import *im);

/* Names that references need and the book lacks. */
struct import_missing {
	const struct field *field;
	const char *name;
	int64_t count;  /* rows */
	bool several;   /* it names several records */
};
const struct import_missing *import_missing(const struct import *im, size_t *n);

/* A column of days or numbers that can be read two ways, or that somebody said how to read. */
struct import_doubt {
	size_t column;       /* of the mapping */
	bool dates;          /* else numbers */
	char order;          /* what was said: 'd' or 'm' first, ',' or '.'; 0: nothing yet */
	int64_t unsure;      /* cells that nothing decides: their rows are refused */
	int64_t first, second; /* cells that can only have the day first, or a comma; the month, or a point: where
			      * there are both, the column is mixed */
	const char *sample;  /* an unsure cell, or NULL */
};
/* The n-th of the last run; false behind the last. */
bool import_doubt(const struct import *im, size_t n, struct import_doubt *out);

/* Rows on which a person may want to decide: values that somebody changed in the book since they were imported,
 * or since the record was made, and that the file says otherwise; and new rows that probably are a record that
 * is there. The mapping says what is done with each kind; a decision overrules it from the next run on. */
enum finding_kind { FINDING_CONFLICT, FINDING_DUPLICATE };
struct import_finding {
	enum finding_kind kind;
	int64_t line;
	int64_t id;               /* of the record in the book */
	const char *title;        /* the record's */
	const struct field *field; /* conflict: whose value ... */
	const char *book, *file;  /* ... is this in the book and that in the file. Duplicate: the row's name */
	const char *who;          /* changed it last ... */
	int64_t at;               /* ... and when */
	int score;                /* duplicate: how alike they are, to 100 */
	const char *why;
	int decision;             /* what was decided: enum conflicts, enum duplicates */
};
/* The first of them, up to FINDINGS_MAX; the counts tell of all. Borrowed until the next run. */
#define FINDINGS_MAX 1000
const struct import_finding *import_findings(const struct import *im, size_t *n);
void import_decide(struct import *im, const struct import_finding *f, int decision);
/* Forgets what was decided of single rows of a kind: the mapping says what is done with them all. */
void import_decide_all(struct import *im, enum finding_kind kind);

struct import_progress {
	int64_t done, size; /* bytes of the file */
	int64_t rows;
	int64_t rate;       /* rows a second; 0: not known yet */
	int64_t left;       /* seconds; -1: not known yet */
};
void import_progress(const struct import *im, struct import_progress *p);

#endif
