/* Where the other programs of Rapport are. */
#ifndef BASE_PROGRAM_H
#define BASE_PROGRAM_H

#include "base/base.h"

/* The path that the environment's `variable` names, else `name` in the folder of the running program, else
 * the installed one. Caller frees. */
char *program_path(const char *name, const char *variable);

#endif
