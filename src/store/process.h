/* What the process of rapport-store is allowed and how it is told to stop (security.md, S2). */
#ifndef STORE_PROCESS_H
#define STORE_PROCESS_H

#include <poll.h>

#include "base/base.h"

/* An empty environment, no core, no debugger, nobody else's files: everything but 0 to 2 and `keep`
 * (-1: nothing) is closed. `zone` keeps TZ: the user's own store shows the user's days. */
void process_harden(int keep, bool zone);
/* From now on SIGTERM and SIGINT ask to stop, and only while process_wait waits. */
void process_signals(void);
/* ppoll that signals may end. How many descriptors are ready; 0 also for a signal. */
int process_wait(struct pollfd *fds, size_t n, int timeout);
bool process_stopping(void);
/* A line for whoever keeps the host: on standard error, which a service's journal takes. */
void process_log(const char *fmt, ...) PRINTF_LIKE(1, 2);

#endif
