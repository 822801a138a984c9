/* A person's own files: settings, maps, macros. */
#ifndef BASE_HOME_H
#define BASE_HOME_H

#include "base/base.h"

/* $XDG_CONFIG_HOME/rapport/NAME, by the base directory specification; NULL when nobody has a home. Caller
 * frees. */
char *home_config(const char *name);
/* Writes a file whole or not at all, for this user only, and the folders that are missing on the way to it.
 * False with errno when that failed; what was there is then untouched. */
bool home_write(const char *path, const char *text, size_t len);

#endif
