/* Pages for paper: a report into a file, or through a command that prints it. */
#ifndef VIEW_PRINT_H
#define VIEW_PRINT_H

#include "view/view.h"

/* Asks where to: a file's name, or | and a command. `done` as in struct ask. */
void print_ask(struct view *v, const char *file, void (*done)(struct view *v, const char *path, void *data));
/* Whether that is a page, not a table: a command, or .txt. */
bool print_is_page(const char *path);
/* Writes what came as a page, `head` above it (NULL: nothing), and says so. */
void print_page(struct view *v, struct answer *a, const char *path, const char *head, bool boxes);

#endif
