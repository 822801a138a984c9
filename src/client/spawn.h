/* Getting hold of a store: starting one, or connecting to a team's. */
#ifndef CLIENT_SPAWN_H
#define CLIENT_SPAWN_H

#include <sys/types.h>

#include "client/client.h"

/* A socket to a store, or -1 with the error set; *pid gets the process that was started, or 0. */
int store_connect(const struct client_options *o, pid_t *pid, struct error *e);

#endif
