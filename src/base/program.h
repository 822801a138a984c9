/* Where the other programs of Rapport are, and how helpers are started. */
#ifndef BASE_PROGRAM_H
#define BASE_PROGRAM_H

#include <sys/types.h>

#include "base/base.h"

/* The path that the environment's `variable` names, else `name` in the folder of the running program, else
 * the installed one. Caller frees. */
char *program_path(const char *name, const char *variable);

/* Starts a helper: `in` is its standard input, *out gets its standard output, nothing else of ours is open
 * there. It lives in a session of its own: the terminal's ^C is for us, who then end it. Returns its process,
 * or -1 with errno set. */
pid_t program_start(char *const argv[], int in, int *out);

#endif
