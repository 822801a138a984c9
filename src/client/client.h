/* The one way to the store: start or join one, ask, wait, or be told. */
#ifndef CLIENT_CLIENT_H
#define CLIENT_CLIENT_H

#include "proto/message.h"

struct client;

struct client_options {
	const char *book;   /* path of the file; made when it is not there */
	const char *socket; /* a team's store instead, or NULL */
	int64_t now;	    /* set the store's clock (tests, demos); 0: the real time */
	bool must_exist;    /* a book that is not there is an error */
};

/* Starts rapport-store on a socketpair (or connects) and says hello. NULL with the error set. The
 * program is $RAPPORT_STORE, else `rapport-store` beside the running program, else LIBEXECDIR's. */
struct client *client_open(const struct client_options *o, struct error *e);
void client_close(struct client *c);

/* Who and where we are, from hello. */
int64_t client_user(const struct client *c);
const char *client_currency(const struct client *c);
/* Why the book can be looked at only, and what to do: its file or its disk cannot be written, or it is damaged.
 * NULL: it can be changed. */
const char *client_read_only(const struct client *c);
/* Today, now, currency and me for reading and showing values. */
struct value_context client_context(const struct client *c);

/* From now on lists, records and reports are of the book as it was at that instant, and what would change it
 * is refused; 0: as it is. */
void client_set_asof(struct client *c, int64_t at);
/* The same as people say it: "2026-10-01" is the end of that day, "now" or "" as it is. */
int client_read_asof(struct client *c, const char *text, struct error *e);
int64_t client_asof(const struct client *c);

/* Asks and waits. NULL with the error set when it failed; otherwise the caller frees the answer.
 * Sets seq, and a uuid for writes that have none; a store that went away during a write is started
 * again and asked again with the same uuid. Events that come meanwhile are kept for client_next; who
 * watches is told that everything may have changed when a store was started again. */
struct answer *client_ask(struct client *c, struct request *r, struct error *e);

/* Asks without waiting; returns the request's number, 0 with the error set when it cannot be sent.
 * Answers come from client_next. */
uint32_t client_send(struct client *c, struct request *r, struct error *e);
/* The answer to that request, for who sends several before he takes the first; the caller frees it. Without
 * `wait` it is NULL and no error is set while the answer has not come. */
struct answer *client_take(struct client *c, uint32_t seq, bool wait, struct error *e);
/* To poll() for reading; client_wants_write tells whether to poll for writing too. */
int client_fd(const struct client *c);
bool client_wants_write(const struct client *c);
/* Reads and writes what can be without waiting; a store that went away is started again and asked again.
 * -1 when that does not help: then client_fd is -1, and calling this again tries again. */
int client_pump(struct client *c, struct error *e);
/* The next whole answer or event, or NULL. Caller frees. */
struct answer *client_next(struct client *c);
/* How many requests have no answer yet. */
size_t client_pending(const struct client *c);
void client_cancel(struct client *c, uint32_t seq);

/* The whole of a list, page by page: calls `page` for each answer in order (it borrows the table).
 */
int client_list_all(struct client *c, const struct request *r,
		    int (*page)(void *to, const struct table *t, struct error *e), void *to,
		    struct error *e);

/* Where books live: $XDG_DATA_HOME/rapport/book.db (folders are made, 0700). Caller frees; NULL
 * with the error set. */
char *client_default_book(struct error *e);

#endif
