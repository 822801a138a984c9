/* Files to the book's documents and back. */
#ifndef EXCHANGE_DOCUMENT_H
#define EXCHANGE_DOCUMENT_H

#include "client/client.h"

/* A file on its way in or out, a part at a time, for whoever must not wait: asks what transfer_next fills in and
 * gives the answers to transfer_take. NULL with the error set when it cannot begin. */
struct transfer;
struct transfer *transfer_attach(const struct entity *e, int64_t id, const char *path, struct error *err);
/* To a new file that is its owner's alone; ERROR_CONFLICT when there is such a file. */
struct transfer *transfer_fetch(int64_t id, const char *path, struct error *err);
/* 1, 0 when all was asked, or -1 with the error set. Its data lives until the next call. */
int transfer_next(struct transfer *t, struct request *r, struct error *err);
int transfer_take(struct transfer *t, const struct answer *a, struct error *err);
/* Bytes; total is -1 while it is not known. */
void transfer_progress(const struct transfer *t, int64_t *done, int64_t *total);
/* Frees it. What was fetched stays when `keep` is set, else it is removed again. 0 or -1. */
int transfer_end(struct transfer *t, bool keep, struct error *err);

/* Attaches a file to a record. The answer has the document's id and what was done as text; NULL with the
 * error set. Caller frees. */
struct answer *document_attach(struct client *c, const struct entity *e, int64_t id, const char *path,
			       struct error *err);
/* Writes a document to a new file. 0 or -1. */
int document_fetch(struct client *c, int64_t id, const char *path, struct error *err);

#endif
