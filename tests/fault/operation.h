/* What the suite lets go wrong: everything that a store does with a book. */
#ifndef TESTS_FAULT_OPERATION_H
#define TESTS_FAULT_OPERATION_H

#include "state.h"

struct operation {
	const char *name;
	/* Does it and appends what the client is told. 0, or -1 with the error set. Done again, it says the
	 * same and changes nothing. */
	int (*run)(const struct operation *o, struct sbuf *told, struct error *e);
	bool opens;  /* it opens the book itself; otherwise it is open, as for somebody who just came */
	bool writes;
	/* For those that are one request: */
	enum verb verb;
	const char *name_of; /* of the action, the report ... */
	enum entity_id entity;
	enum change_kind kind;
	int64_t id;
	const char *lines;   /* field=value or argument=value a line */
	int copies;          /* of the change, in one request; 0: one */
	int bytes;           /* of a note in each of them */
};

extern const struct operation operations[];
extern const size_t operations_count;

/* Opens the book or leaves it closed, as the operation wants it. */
void operation_begin(const struct operation *o);
/* Fails unless the error is one sentence that somebody at a desk understands. */
void operation_sentence(const struct error *e, const char *when);

#endif
