/* What one process of rapport-store knows: the open book, who acts, what time it is. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "proto/message.h"
#include "model/expr.h"
#include "store/db.h"

struct store {
	struct db *db;
	struct clock clock;
	int64_t user;        /* id of the acting user's record */
	char currency[4];    /* the book's */
	struct value_context context; /* renewed for each request */
	struct series_set *series; /* fields as arrays, see series.h; NULL: none is open */
	struct order *order; /* the last list's ids, see order.h; NULL: none kept */
	struct find *find;   /* what is found, see find.h; NULL: nobody has asked */
	struct inserts *inserts; /* records that wait to be written, see insert.h; NULL: none ever did */
	struct overlay *overlay; /* what was touched after caches were made, see overlay.h; NULL: nobody asks */
	bool recurring;      /* a series is being made or cut, see recur.h: its changes have no others */
	date_t recurred;     /* the day on which series were last looked at */
	int64_t asof;        /* what is read is the book of that instant, see asof.h; 0: as it is */
	int percent;         /* how far the request is that takes long; whoever waits is told when it grows */
	int64_t watched;     /* last journal transaction the client was told of; -1: it does not watch */
};

/* Opens the book, migrates it, finds or makes the acting user for this login. 0, or -1 with the error. */
int store_open(struct store *s, const char *path, const char *login, const struct clock *clock,
	       struct error *e);
/* The same for one of a team, whose uid must be the one that the login has had from the first time on. */
int store_open_peer(struct store *s, const char *path, const char *login, int64_t uid,
		    const struct clock *clock, struct error *e);
void store_close(struct store *s);
/* Renews what a request reads: the time, today, the currency, the acting user. */
int store_renew(struct store *s, struct error *e);
/* A setting of the book (owner 0) or of one user; caller frees *value, which is NULL when there is none. */
int store_setting(struct store *s, const char *name, int64_t owner, char **value, struct error *e);

/* Does one request and fills the answer (its error when it could not). The one dispatcher: a table of
 * verbs, each a function in a file of its own:
 *	duplicate_typed.c (similar) duplicate_list.c merge_compare.c line.c (understand)
 *	save.c undo.c history.c select.c (list) get.c find.c act.c report.c draft.c describe.c */
struct answer *store_do(struct store *s, const struct request *r);
/* Whether a verb changes nothing, so that it may be stopped halfway. */
bool store_verb_reads(enum verb v);

typedef int store_verb(struct store *s, const struct request *r, struct answer *a, struct error *e);
store_verb verb_describe, verb_list, verb_get, verb_save, verb_act, verb_find, verb_report,
	verb_attach, verb_fetch, verb_history, verb_undo, verb_redo, verb_draft, verb_similar,
	verb_duplicates, verb_compare, verb_understand, verb_explain;

/* The entities (a bit each, by enum entity_id) that the journal's transactions after *txn changed; moves
 * *txn to the last one. With *txn below 0 it only moves it. Sets the error (and gives 0) when it could
 * not read. */
uint64_t journal_changed_since(struct store *s, int64_t *txn, struct error *e);

/* The one place where rights will stand: appends " AND <visible>" for rows of `alias`, an alias of the
 * entity's table. It admits everything that is not private to somebody else, yet every statement that
 * reads records goes through it. */
void rights_visible(const struct store *s, struct sbuf *sql, const struct entity *e,
		    const char *alias);
/* The same for rows of the journal: who may not see a record may not see what became of it. */
void rights_visible_changes(const struct store *s, struct sbuf *sql, const char *alias);

/* The one way to change records. All changes of a request are one journal transaction, or join the
 * batch's. Reads the versions, merges disjoint edits, applies the model's rules, writes the journal, all
 * inside the caller's db transaction.  */
struct journal_txn {
	int64_t id;
	const char *kind;   /* "do", "undo", "redo"; "open": what the book began with */
	const char *label;  /* "deal.move", "import sales.csv" */
	const char *uuid;   /* idempotency; NULL: none */
	const char *batch;  /* NULL: none */
	int64_t target;     /* undo, redo: the transaction meant */
	bool empty;         /* nothing was written yet: no row is made for a change of nothing */
	struct journal_run { /* the last row of creations, by entity, and how far it reaches by now */
		int64_t seq, first, last;
	} made[ENTITY_COUNT];
};
/* Makes or joins the transaction row; lazily, at the first change. */
int journal_begin(struct store *s, struct journal_txn *t, struct error *e);
/* Applies one change (see model/record.h); *id and *version get the record's. `ids` are those that the
 * request's earlier changes made, for references by negative number. 1 changed, 0 nothing to change,
 * -1 with the error set (ERROR_CONFLICT names the field and who changed it). */
int change_apply(struct store *s, struct journal_txn *t, const struct change *c,
		 const int64_t *ids, size_t nids, int64_t *id, int64_t *version,
		 struct error *e);
/* Reads a record as it is (also a removed one) into the arena. NULL: there is none (ERROR_ABSENT). */
struct record *record_load(struct store *s, const struct entity *e, int64_t id, struct arena *a,
			   struct error *err);

/* SQL for a checked expression over `alias`: appends a condition with ?-parameters and binds later in
 * the same order. The condition may be NULL where it is not true: `WHERE` and `AND` take that as false,
 * before `NOT` it needs `IS TRUE`. Its own aliases are x1, x2 ...: callers use others. */
struct sql_params {
	struct sql_param {
		const struct field *field; /* NULL: value is bound as it is */
		struct value value;
	} *items;
	size_t n, room;
	struct arena arena; /* texts made for the statement; the others are the expression's */
};
int expr_compile(struct store *s, const struct expr *x, const struct entity *e, const char *alias,
		 struct sbuf *sql, struct sql_params *params, struct error *err);
/* The same expression with the names of what it names by ids ("owner.id:3"), as far as a name is only one record's;
 * in the arena, or the text itself. */
const char *expr_named(struct store *s, const struct entity *e, const char *text, struct arena *a);
/* Binds them from parameter `at` on. Returns the next free number. */
int sql_params_bind(const struct sql_params *p, struct stmt *s, int at);
void sql_params_free(struct sql_params *p);

/* SQL of a field's value for rows of `alias`: its column, or for a computed field a scalar subquery
 * (src/store/computed.c). For a money field that is compared or sorted, `scaled` gives ten-thousandths.
 * Binds nothing: today and the book's currency stand in the text, so it is prepared anew each day. */
void field_sql(const struct store *s, struct sbuf *sql, const struct entity *e, const struct field *f,
	       const char *alias, bool scaled);
/* SQL of a money field in the book's minor units, by the latest rate on or before today; NULL without a
 * rate. What is summed is this. */
void amount_sql(const struct store *s, struct sbuf *sql, const struct entity *e, const struct field *f,
		const char *alias);
/* The currency that a money field of this record is in now; lives in the arena. */
const char *record_currency(struct store *s, const struct entity *e, const struct field *f, int64_t id,
			    struct arena *a);
/* SQL of the currency of a money field: the record's, else the book's, which is that of what the store
 * computes. */
void currency_sql(const struct store *s, struct sbuf *sql, const struct entity *e,
		  const struct field *f, const char *alias);

#endif
