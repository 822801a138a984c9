/* The person's own editor on a text. */
#ifndef APP_EDITOR_H
#define APP_EDITOR_H

#include "base/base.h"

/* Runs $VISUAL, else $EDITOR, else vi on *text in a private file. True with *text replaced (freed, newly
 * allocated) when it was changed and saved; false when it was not, or with the error set. The terminal
 * is the caller's to give away. */
bool editor_run(char **text, struct error *e);

/* Runs a command (words parted by spaces, no shell) on a file and waits: 0, or -1 when it did not end well. */
int editor_exec(const char *command, char *file);

#endif
