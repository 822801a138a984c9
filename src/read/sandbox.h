/* A process that can read what it was given, write what it found, and nothing else. */
#ifndef READ_SANDBOX_H
#define READ_SANDBOX_H

#include "base/base.h"

/* From here on: no more memory than 512 MiB, as much processor time as a file of `size` bytes may take,
 * no file but the standard ones, and no system call besides reading, writing, memory and the end; another
 * one ends the process. 0, or -1 when the system refuses. A build with sanitizers, which need more than
 * that themselves, has none of it. */
int sandbox_enter(int64_t size);

#endif
