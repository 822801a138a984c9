/* One process, one connection, one book. */
#ifndef STORE_SERVE_H
#define STORE_SERVE_H

#include "base/base.h"

#define WATCH_INTERVAL 200 /* ms between two looks at what others have committed */

struct serve_options {
	const char *book;  /* absolute */
	const char *login; /* who acts: from the kernel, never from the client */
	int64_t uid;	   /* and the uid, in a team's store; -1: the book is the user's own */
	int64_t now;	   /* a clock that stands still, for tests and demos; 0: the real one */
	int handshake;	   /* ms until hello must have come */
	int stall;	   /* ms that a message which has begun may take to come whole */
	int writes;	   /* a second that one connection may do on average; 0: any number */
};

#define SERVE_HANDSHAKE 5000
#define SERVE_STALL	30000
/* More than hands or a script that asks and waits can do, and an import joins hundreds of records in one
 * write. Who wants more waits for his own turn; nobody is refused. */
#define SERVE_WRITES 100

/* Answers requests until the client goes away, breaks the protocol, or the process is told to stop;
 * a request that has begun is finished. Returns the exit status. Closes the socket. */
int serve(int fd, const struct serve_options *o);

/* Listens at the path and forks one such process for each connection, until told to stop; then
 * waits for them. Returns the exit status. */
int listen_serve(const char *path, const char *book);

/* The user at the other end of a socket, as the kernel says. 0 or -1. */
int peer_uid(int fd, unsigned *uid);

#endif
