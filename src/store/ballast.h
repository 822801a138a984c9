/* Space kept free for the moment when the disk is full: a team's book goes on while somebody makes
 * room. */
#ifndef STORE_BALLAST_H
#define STORE_BALLAST_H

#include "base/base.h"

#define BALLAST_SIZE (32 << 20)

/* Makes FILE.ballast for the book (0600) when it is not there; a disk without the room is logged. */
void ballast_make(const char *book);
/* Gives the space back; whether there was any. */
bool ballast_drop(const char *book);

#endif
