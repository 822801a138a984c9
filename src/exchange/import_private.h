/* What the files of the import engine share: see import.h for what it is. */
#ifndef EXCHANGE_IMPORT_PRIVATE_H
#define EXCHANGE_IMPORT_PRIVATE_H

#include "base/idmap.h"
#include "exchange/import.h"

#define REACH_KINDS  3
#define PLACE_FIELDS 6 /* value postcode city region country use */
#define SAMPLE_ROWS  5
#define REFUSALS_MAX 20
#define FLIGHTS      2

/* The records of an entity by what people call them. */
struct names {
	const struct entity *entity;
	struct map map; /* "=exact", "~folded", "#id"; stages also with their pipeline -> id, -1: several */
	int64_t first, first_position; /* of the pipelines: the default, and where it stands */
};

/* How a column's ambiguous cells are to be read, from those that are certain. */
struct evidence {
	int64_t comma, point, day_first, month_first; /* cells that can only be read so */
};

/* A target with all that it takes to get its value from a row. */
struct slot {
	struct target target;
	int cell;             /* index in the file's rows; -1: no column */
	int parts[PERSON_PARTS]; /* 1 + the cells that are joined instead; 0: none */
	struct sbuf joined;   /* of the row at hand */
	const char *fallback; /* for a new record where the cell is empty or not there; NULL: none */
	bool of_parts;        /* and without one "person", if a name was joined */
	const char *header;
	int64_t factor;
	int places;
	bool rounded;
	char order;           /* what was said of it: 'd' or 'm' first, ',' or '.'; 0: nothing */
	struct evidence evidence;
	int64_t unsure;       /* cells that could mean two things */
	const char *unsure_text; /* one of them */
	struct names *names;  /* of a reference */
	int hash;             /* its place among a known record's hashes; -1: none */
	bool key;
	/* of the row at hand */
	struct value value;
	const char *text;     /* what the cell meant */
	bool later;           /* a reference to a record of this file that is not saved yet */
	bool left;            /* a name that is not there and is to be left empty */
};

/* What is known of a record. One that this run added is asked for when another row means it, too: so
 * those that the file brings, a million maybe, take no more than this and their key. */
struct known_record {
	int64_t id;       /* 0: not answered yet, or refused; below 0: added by a dry run, told by its row's hash */
	int32_t version;
	uint32_t hashes : 31; /* 1 + where they begin, in widths; 0: it has none */
	uint32_t pending : 1; /* a request that has to do with it was not answered yet */
};

/* What the book has of the entity: enough to match rows and to see what differs. */
struct known {
	struct known_record *records;
	size_t n, room, width;
	uint64_t *hashes; /* of fields, `width` a record */
	size_t nhashes, hashes_room; /* in widths */
	uint64_t secret[2];
	struct idmap keys; /* hash of a key or a spare key -> 1 + index; -1: several */
};

struct point {
	int64_t id;
	uint64_t hash[PLACE_FIELDS];
};

enum row_kind { ROW_FILE, ROW_LINK, ROW_CREATE };

/* A row as the file has it, kept until it is certain that it is not refused. */
struct row_copy {
	int64_t line;
	size_t n;
	struct csv_cell cells[];
};

/* A row's part of a batch. */
struct batch_row {
	enum row_kind kind;
	size_t first, n;       /* its changes */
	size_t known;          /* ROW_FILE: index of its record */
	bool added;
	uint64_t hash;         /* of all that it says of a record that it adds */
	int64_t number;        /* ROW_FILE: rows of the file before it */
	const struct row_copy *copy; /* ROW_FILE */
	int64_t line;
	const char *text;      /* ROW_LINK: as the reject file has it; ROW_CREATE: the name */
	struct names *names;   /* ROW_CREATE: where it belongs */
	const char *called[4]; /* ROW_FILE: what the record is now called */
};

struct range {
	size_t from, to;
};

struct batch {
	struct arena arena;
	struct change *changes;
	size_t n, room;
	struct batch_row *rows;
	size_t nrows, rows_room;
	struct range *todo;     /* a stack; a range that was refused comes back as its halves */
	size_t ntodo, todo_room;
	struct range asked;
	size_t bytes;
	int64_t upto;           /* rows of the file that are dealt with when it is saved */
	struct change *sent;    /* the changes of the range, and that of the mark */
	size_t nsent, sent_room; /* without the mark */
	int64_t added, changed; /* what the range will be counted as */
	bool again;             /* one that was asked before was refused: so will this be, and is asked again */
	bool out;               /* the range `asked` was not answered yet */
	uint64_t turn;          /* when it was asked for */
};

/* A reference to a row of the same file, set when all rows are saved. */
struct link {
	size_t known;
	const struct slot *slot;
	const char *name, *text;
	int64_t line;
};

/* How far it came: import_mark.c. */
struct mark {
	int fd;                /* the file, while its fingerprint is made; -1: it is closed */
	uint64_t print[2];
	char text[33];         /* of the fingerprint; "": none can be made */
	bool sought, begun;    /* begun: an earlier run was broken off */
	int64_t id, version;   /* of the record; id 0: none yet */
	int64_t txn, skip;     /* rows that are not looked at again */
	struct change change;
};

/* What the saves that were sent before will have done. */
struct mark_ahead {
	int64_t saves, added, changed;
};

enum phase { PHASE_IDLE, PHASE_LOAD, PHASE_LOOK, PHASE_SEEK, PHASE_CREATE, PHASE_ROWS, PHASE_LINK, PHASE_RECORD,
	     PHASE_UNDO, PHASE_END };

/* What a person did to a field of the record at hand. */
struct edit {
	bool edited;
	const char *book, *who;
	int64_t at;
};

/* What must be asked about the row at hand before it can be taken. */
struct doubt {
	enum { DOUBT_NONE, DOUBT_HISTORY, DOUBT_SIMILAR } asking;
	bool told_history, told_similar;
	size_t known;                /* DOUBT_HISTORY: whose */
	struct edit *edits;          /* by slot */
	struct import_finding likely; /* the likeliest record; id 0: none */
	struct named_value *args;    /* DOUBT_SIMILAR: what the row says */
	size_t nargs;
	struct arena arena;
};

struct import {
	struct arena arena, run; /* for good; for one run */
	struct mapping mapping;
	struct value_context context;
	const struct entity *entity;
	char *path;
	const char *format;      /* of a file that is no CSV; else NULL */
	struct csv *csv;
	const char **header;
	size_t nheader;
	const char ***samples;
	size_t nsamples;

	enum import_mode mode;
	enum phase phase;
	struct slot *slots;
	size_t nslots;
	struct slot *scope, *currency;
	struct names *names;     /* each entity that is referred to, once */
	size_t nnames;
	struct names *own;       /* of the entity itself, when its records refer to each other */
	struct names *pipelines;
	struct known known;
	struct map points;       /* "kind/owner" and "kind/owner/what it says" -> 1 + index */
	struct point *point;
	size_t npoints, points_room;
	bool reaches;            /* points are mapped */
	int most_points;         /* the highest number of one; 0: primary ones only */

	size_t loading;          /* which list: names, then known, then points */
	bool former;             /* of that list those that were merged into others, after the others */
	int64_t loaded;          /* the last id that came of it */
	struct map infile;       /* what the file's own rows are called, for references to them */
	struct import_missing *missing;
	size_t nmissing, missing_room;
	struct map missing_map;  /* "field NUL name" -> 1 + index */

	struct csv_row row;
	const struct row_copy *copy; /* of the row at hand */
	bool held;               /* the row at hand waits until all batches are saved */
	bool ended, ready;       /* no row is left; the batch waits for a place among the flights */
	struct batch batch;      /* being gathered */
	struct batch flights[FLIGHTS]; /* being saved, so that the store never waits for us */
	uint64_t turns;
	size_t wanted;           /* 1 + index of the record that must be asked for before the row at hand */
	int fetching;            /* what is asked of it: 1 the record, 2 its contact points */
	struct link *links;
	size_t nlinks, links_room, next_link;

	struct doubt doubt;
	struct import_finding *findings;
	size_t nfindings, findings_room;
	struct map decisions;    /* "line/field" -> 1 + what was decided */
	size_t nbefore;          /* records that were there before: the first of those that are known */
	int64_t looked;          /* new rows for which duplicates were looked for */

	struct mark mark;
	char batch_id[UUID_SIZE];
	char *label;
	struct change record;    /* of the `import` entity */
	struct import_counts counts;
	const char *refusals[REFUSALS_MAX];
	size_t nrefusals;
	FILE *rejects;
	char *rejects_path;
	struct error failure;
	bool asked;              /* something else than a batch, and there is no answer yet */
	bool undoing;            /* and that is the end */
	bool cancel, noted;      /* noted: the `import` record was asked for */
	int64_t rows, began;     /* for the rate */
};

/* import_slots.c: which values a row gives. */
int slots_build(struct import *im, struct error *e);
/* Reads the row's cells into the slots. 0, or -1 with the reason. */
int slots_read(struct import *im, struct error *e);
/* Notes what a row tells about its columns and which names it needs. */
void slots_look(struct import *im);
/* Whether an empty cell is to empty the field of a record that is there. */
bool slot_wipes(const struct import *im, const struct slot *s);
/* Gives a new record what its row leaves empty. */
int slots_fall_back(struct import *im, struct error *e);
/* Forgets the missing names that the file itself brings. */
void slots_look_end(struct import *im);
void slots_free(struct import *im);

/* import_read.c: one cell to one value. */
void evidence_add(struct evidence *v, const struct field *f, const char *text);
int cell_read(const struct import *im, const struct slot *s, const char *text,
	      const struct value_context *c, struct arena *a, struct value *out, struct error *e);

/* 'd', 'm', ',', '.' by which its unclear cells are read; 0 when nothing decides. */
char slot_order(const struct import *im, const struct slot *s);

/* import_names.c: references. */
void names_add(struct names *n, const char *text, int64_t id, int64_t scope);
/* The id; 0 when there is none, -1 when it names several. */
int64_t names_find(const struct names *n, const char *text, int64_t scope);

/* import_known.c: what the book has. */
/* The key of a record that the store told. */
void known_key_of(const struct import *im, bool spare, const struct table *t, size_t row, struct sbuf *key);
/* Fills the request for the next page that is to be loaded; false when everything is there. */
void known_begin(struct import *im);
bool known_ask(struct import *im, struct request *r);
void known_take(struct import *im, const struct table *t);
void known_free(struct import *im);
size_t known_add(struct import *im, int64_t id, int64_t version);
/* The hashes of its fields; NULL: they are not known. */
uint64_t *known_hashes(struct import *im, size_t at);
/* Fills the request for what is wanted of im->wanted; false when it is all there. */
bool known_fetch(struct import *im, struct request *r);
void known_fetched(struct import *im, const struct table *t);
/* The key of the row at hand, or the spare one; false when it is empty. */
bool known_key(const struct import *im, bool spare, struct sbuf *key);
/* The record of a key: 1 + its index, 0 for none, -1 for several. */
int64_t known_find(const struct import *im, const struct sbuf *key);
void known_put(struct import *im, const struct sbuf *key, size_t at);
uint64_t value_hash(struct value v);
/* A list of an entity from where the last page ended. */
void known_page(struct import *im, struct request *r, const struct entity *e, const char *columns,
		const char *filter);

/* import_points.c: phones, e-mails and addresses. */
void points_describe(struct import *im);
/* Fills the request for the next page of those that the book has; of one record, or with 0 of all. */
void points_ask(struct import *im, struct request *r, int64_t owner);
void points_take(struct import *im, const struct table *t, size_t row);
/* Adds the changes of the row at hand for a record; `owner` 0: the one that it adds. */
void points_add(struct import *im, int64_t owner);
/* The store made these changes of a record. */
void points_saved(struct import *im, int64_t owner, const struct change *changes, const int64_t *ids,
		  size_t n);
void points_free(struct import *im);

/* import_batch.c: rows to changes, gathered into batches. */
#define BATCH_ROWS 1000 /* so many hold the book's lock for some hundredths of a second */
/* The id that a dry run gives a record with such values: below 0. */
int64_t batch_dry_id(uint64_t hash);
void batch_refuse(struct import *im, const struct row_copy *copy, const char *why);
void batch_set(struct import *im, struct change *c, const struct field *f, struct value v);
/* 1 when the row at hand was dealt with, 0 when the batch must be saved first. */
int batch_row(struct import *im);
void batch_links(struct import *im);
void batch_creations(struct import *im);
bool batch_full(const struct import *im);
/* What was gathered is to be saved, and another batch begins. False when it must wait until one of those
 * that are being saved is. */
bool batch_end(struct import *im);
bool batch_ask(struct import *im, struct request *r);
/* The answer to the oldest question, or why there is none. */
void batch_take(struct import *im, const struct answer *a, const struct error *why);
/* Whether an answer is to come; whether anything is left to be asked or answered. */
bool batch_is_out(const struct import *im);
bool batch_is_idle(const struct import *im);
void batch_free(struct import *im);

/* import_doubt.c: conflicts and probable duplicates. Both answer whether the row at hand has to wait until the
 * store was asked; import_step asks. */
bool doubt_history(struct import *im, size_t known);
bool doubt_similar(struct import *im);
/* Fills the request when something is to be asked. */
bool doubt_ask(struct import *im, struct request *r);
void doubt_take(struct import *im, const struct answer *a);
/* The row at hand was dealt with. */
void doubt_done(struct import *im);
/* Notes that the slot's value stands against what a person wrote; whether the book's value stays. */
bool doubt_keeps(struct import *im, const struct slot *s);
/* Notes when the new row probably is a record that is there. -1 with the reason when it is to be left out; `at`
 * gets 1 + the index of the record that it is to be taken for. */
int doubt_duplicate(struct import *im, int64_t *at, struct error *e);
void doubt_forget(struct import *im);

/* import_mark.c: imports that were broken off. */
void mark_begin(struct import *im);
/* Reads a piece of the file; false when its fingerprint is made. */
bool mark_read(struct import *im);
void mark_end(struct import *im);
/* Fills the request that looks for an import of the same that was broken off; false when there is none to ask. */
bool mark_seek(struct import *im, struct request *r);
void mark_found(struct import *im, const struct table *t);
/* Whether the record must be made before anything is saved. */
bool mark_lacks(const struct import *im);
void mark_make(struct import *im, struct request *r);
void mark_made(struct import *im, const struct answer *a);
/* The change of the record that goes with a save. */
void mark_set(struct import *im, struct change *c, const struct mark_ahead *ahead, int64_t reached);
/* The answer to a save with the mark as its last change. */
void mark_saved(struct import *im, const struct answer *a);

/* import_reject.c */
void reject_row(struct import *im, int64_t line, const char *text, const char *why);
/* A row as the reject file writes it, without line and reason; in the arena. */
const char *reject_text(const struct import *im, const struct row_copy *row, struct arena *a);
int reject_end(struct import *im, struct error *e);

/* import_former.c: whether the list at hand has records that were merged; makes a request ask for those; takes one
 * of them. */
bool former_there(const struct import *im);
void former_ask(const struct import *im, struct request *r, struct sbuf *columns);
void former_take(struct import *im, const struct table *t, size_t row);

#endif
