/* A book in a folder of its own, for tests of the store. The clock stands at 2026-11-22 10:00 UTC. */
#ifndef TESTS_STORE_BOOK_H
#define TESTS_STORE_BOOK_H

#include "store/store.h"

struct book {
	struct store store;
	char dir[64];
};

void book_open(struct book *b);
void book_close(struct book *b);

/* Adds a record of fields as value_write writes them: book_add(b, "deal", "name", "P40", NULL). Its id. */
int64_t book_add(struct book *b, const char *entity, ...) __attribute__((sentinel));
/* Changes one field; NULL empties it. */
void book_set(struct book *b, const char *entity, int64_t id, const char *field, const char *value);
void book_change(struct book *b, const char *entity, int64_t id, enum change_kind kind);

/* Asks a verb, which must succeed. Caller frees. */
struct answer *book_ask(struct book *b, store_verb *verb, const struct request *r);
/* Asks a verb, which must fail with this kind; the error stays until the next call. */
const struct error *book_refuse(struct book *b, store_verb *verb, const struct request *r,
				enum error_kind kind);
/* The first column's texts, one after the other with ";" behind each. Borrowed until the next call. */
const char *table_words(const struct table *t);

#endif
