/* A book in a folder of its own for each test, on Sunday 2026-11-22 10:00 UTC. */
#ifndef TESTS_BOOK_FIXTURE_H
#define TESTS_BOOK_FIXTURE_H

#include <check.h>

#include "store/store.h"

struct book {
	char dir[32];
	char path[64];
	struct clock clock;
	struct store store;
	struct error error;   /* of the last call */
	struct answer *answer; /* of the last call */
};
extern struct book book; /* one test is one process: the fixture makes it, the test uses it */

void book_begin(void);
void book_end(void);
/* Closes the book and opens it again as this login; 0 or -1. */
int book_reopen(const char *login);

/* Saves one record from lines "field=value" (as written by value_write; a reference by id). The record's
 * id, or -1 with book.error. */
int64_t put(enum entity_id e, int64_t id, const char *lines);
/* The same, made from this version. */
int64_t put_from(enum entity_id e, int64_t id, int64_t base, const char *lines);
/* Removes or restores; 0 or -1. */
int change(enum change_kind kind, enum entity_id e, int64_t id);
/* The request, answered into book.answer; 0, or -1 with book.error. */
int ask(store_verb *verb, struct request r);
/* An action on one record (0: none) with arguments "name=value" a line. */
int act(const char *name, enum entity_id e, int64_t id, const char *args);

/* A column of a record as its text ("" for none), from the file. Borrowed until the next call. */
const char *column(enum entity_id e, int64_t id, const char *field);
/* One number of a statement without parameters. */
int64_t number(const char *sql);

#define ck_column(e, id, field, expected) ck_assert_str_eq(column((e), (id), (field)), (expected))
#define ck_refused(what, kind_, word)                                                              \
	do {                                                                                       \
		ck_assert_int_eq((what), -1);                                                      \
		ck_assert_int_eq(book.error.kind, (kind_));                                        \
		ck_assert_msg(strstr(book.error.text, (word)), "\"%s\" lacks \"%s\"",              \
			      book.error.text, (word));                                            \
	} while (0)

#endif
