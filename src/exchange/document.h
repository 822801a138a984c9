/* Files to the book's documents and back. */
#ifndef EXCHANGE_DOCUMENT_H
#define EXCHANGE_DOCUMENT_H

#include "client/client.h"

/* Attaches a file to a record. The answer has the document's id and what was done as text; NULL with the
 * error set. Caller frees. */
struct answer *document_attach(struct client *c, const struct entity *e, int64_t id, const char *path,
			       struct error *err);
/* Writes a document to a new file that is its owner's alone; what was begun is removed again after an error.
 * ERROR_CONFLICT when there is such a file. 0 or -1. */
int document_fetch(struct client *c, int64_t id, const char *path, struct error *err);

#endif
