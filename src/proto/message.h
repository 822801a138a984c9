/* What goes over the wire: one kind of request, one kind of answer.
 *
 * A frame is a length (4 bytes, most significant first, at most 1 MiB) and that many bytes of CBOR: a
 * map with text keys that holds only what is set. A request names a verb; an answer carries tables. */
#ifndef PROTO_MESSAGE_H
#define PROTO_MESSAGE_H

#include "base/clock.h"
#include "model/record.h"
#include "model/table.h"

#define PROTO_VERSION 2
#define FRAME_MAX     (1u << 20)
#define FRAME_PREFIX  4
#define LIST_IDS      50000 /* of a list's request: they fit a frame */

enum verb {
	VERB_HELLO,    /* version -> the book's name, currency, acting user */
	VERB_DESCRIBE, /* -> settings, pipelines, stages, users, teams, views as tables */
	VERB_LIST,     /* entity expr sort columns offset limit locate -> one table; the order is kept
			* while nobody writes, so that any offset costs the same: export pages by it */
	VERB_GET,      /* entity id -> facts, children, timeline tables; offset: only the timeline from there */
	VERB_SAVE,     /* changes (uuid, batch, label) -> ids and versions */
	VERB_ACT,      /* name entity ids args -> text, txn; refused: a table of the records that it cannot
			* be done to, why, and the fields they lack */
	VERB_FIND,     /* words limit [entity] -> one table */
	VERB_REPORT,   /* name args -> tables */
	VERB_HISTORY,  /* entity id, or since -> one table of changes */
	VERB_UNDO,     /* txn or 0 for the last -> text, what changed */
	VERB_REDO,
	VERB_DRAFT,    /* save, drop (id) or list drafts */
	VERB_SIMILAR,  /* entity args (name phone email tax_id city customer) [id: but this] limit -> the
			* records that are likest to one that is being typed */
	VERB_DUPLICATES, /* entity offset limit -> pairs that may be one, the likeliest first; ids, two by
			* two: only of these */
	VERB_COMPARE,  /* entity, two ids -> both side by side, what would stay; text: the id that would */
	VERB_UNDERSTAND, /* words [entity id: the record it is about] -> what the line means, part by part, and
			* the choices where it is asked */
	VERB_EXPLAIN,  /* how figures were made, a table each (store/explain.h): of a record (entity id
			* columns: which fields; NULL: all), of a pair of duplicates (entity, two ids), of those that fit
			* (entity expr columns), or of a report
			* (name args, words: which table, offset: which row; limit 0: only what its note says) */
	VERB_ATTACH,   /* entity id name limit offset data uuid: a part of a file of `limit` bytes, which
			* becomes a document of the record -> with the last part as save */
	VERB_FETCH,    /* entity id offset -> data of a document from there; more: it goes on */
	VERB_WATCH,    /* from now on, events tell of others' commits, and how far long requests are */
	VERB_CANCEL,   /* seq of the request to drop */
	VERB_COUNT
};

extern const char *const verb_names[VERB_COUNT];

struct named_value {
	const char *name, *value; /* as typed or written; the store reads it by the arg's type */
};

struct request {
	enum verb verb;
	int64_t version;       /* hello: PROTO_VERSION */
	const char *locale;    /* hello: the language for the store's words, as setlocale names it */
	const char *usage;     /* hello: how it writes numbers and begins weeks, as locale_write has it */
	uint32_t seq;          /* the client's number; the answer carries it */
	uint32_t slot;         /* a newer request of the same slot makes the store drop this one; 0: none */
	const char *uuid;      /* of a write: asked again, it is answered again, not done again */
	const char *batch;     /* UUID that joins many saves into one transaction of the journal; undo: that one */
	bool batch_end;        /* this save is the batch's last */
	bool begins;           /* this save is what the book begins with: undo never takes it back */
	bool dry;              /* do everything but commit */
	const char *label;     /* what the journal calls a save: "import sales.csv" */
	const struct entity *entity;
	int64_t id;            /* get, history; undo and redo: the transaction; cancel: which; save: the
				* draft that goes with it. draft: with words the one to replace, or 0 for
				* the one of the same record or a new one; without words the one to drop,
				* or 0 to list all of one's own */
	const char *expr, *sort, *columns; /* as typed */
	const char *group;     /* list: the field by whose values it stands in groups, see store/grouped.h */
	int64_t offset, limit; /* list: the window; limit 0: as many as fit a frame. act: limit is how many
				* records it is about in all, when they come in several requests of a batch */
	int64_t locate;        /* list: put the window so that this id is inside; 0: no */
	bool removed;          /* list: the removed ones */
	const char *name;      /* act, report, draft; list: "sums" for a second table of totals; get: which
				* part of the timeline (timeline_part) */
	const char *words;     /* find; draft content; list: an expression, whose names for ids are the answer's
				* text; explain: which table */
	int64_t base;          /* draft: the record's version */
	const int64_t *ids;    /* act, explain; list: only these, in the list's order, at most LIST_IDS, but with a
				* group those that are folded; draft: the record, when it is not a new one */
	size_t nids;
	const struct named_value *args; /* act, report */
	size_t nargs;
	const struct change *changes;   /* save */
	size_t nchanges;
	int64_t asof;          /* list, get, report: the book as it was at this instant; 0: as it is */
	int64_t since;         /* history: changes after this instant */
	const void *data;      /* attach: bytes */
	size_t ndata;
};

struct answer {
	uint32_t seq;          /* 0: an event that nobody asked for */
	struct error error;    /* kind ERROR_NONE when done */
	char *text;            /* what was done, for the message line; NULL: nothing to say */
	int64_t txn;           /* of a write; 0: nothing was changed */
	int64_t user;          /* hello: the acting user's id */
	char currency[4];      /* hello: the book's */
	int64_t *ids;          /* save: id of each change, in order */
	int64_t *versions;     /* save: and its version now; same as before: nothing to change */
	size_t nids;
	struct table **tables;
	size_t ntables, tables_room;
	const char *read_only; /* hello: why the book can be looked at only; NULL: it can be changed */
	uint64_t changed;      /* event: bit of each entity that somebody changed */
	uint32_t about;        /* event: the request that is so far done; 0: none */
	int64_t percent;
	bool more;             /* list: the frame was full before the window was */
	const void *data;      /* fetch: bytes */
	size_t ndata;
	struct arena arena;    /* owns text, ids, versions and data; tables own themselves */
};

/* Appends a frame (prefix and body). 0, or -1 when it would pass FRAME_MAX. */
int request_encode(struct sbuf *out, const struct request *r, struct error *e);
/* The same; list tables that do not fit are cut at a row and `more` is set. */
int answer_encode(struct sbuf *out, struct answer *a, struct error *e);

/* Decodes a frame's body. Whatever bytes come in, the result is sound or -1 / NULL with an error. A
 * request's texts and arrays live in the arena; an answer is freed by answer_free. */
int request_decode(const void *body, size_t len, struct request *r, struct arena *a,
		   struct error *e);
struct answer *answer_decode(const void *body, size_t len, struct error *e);
struct answer *answer_new(uint32_t seq);
void answer_free(struct answer *a); /* NULL is fine */
/* Hands a table over to the answer. */
void answer_add_table(struct answer *a, struct table *t);
/* Hands all tables of one that goes away over to *kept, which is replaced. */
void answer_keep(struct answer **kept, struct answer *a);
/* The table of that name, or NULL; also when there is no answer. */
struct table *answer_table(const struct answer *a, const char *name);

/* Length of the first whole frame in the buffer with its prefix, 0 when more bytes are needed, -1 when
 * the length is not allowed. */
int64_t frame_length(const void *data, size_t len);

#endif
