/* The person's own editor on a text. */
#ifndef APP_EDITOR_H
#define APP_EDITOR_H

#include "base/base.h"

/* Told of each time that the file was written while the editor is open. */
struct editor_watch {
	void (*saved)(void *data, const char *text);
	void *data;
};

/* Runs $VISUAL, else $EDITOR, else vi on *text in a private file; `w` may be NULL. True with *text replaced (freed, newly
 * allocated) when it was changed and saved; false when it was not, or with the error set. The terminal
 * is the caller's to give away. */
bool editor_run(char **text, const struct editor_watch *w, struct error *e);

/* Runs a command (words parted by spaces, no shell) on a file and waits: 0, or -1 when it did not end well. */
int editor_exec(const char *command, char *file);

#endif
