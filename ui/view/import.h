/* Bringing a file in from a list. */
#ifndef VIEW_IMPORT_H
#define VIEW_IMPORT_H

#include "view/view.h"

/* Opens the pane that shows what would come of a file; asks which one when `file` is NULL. */
void import_file(struct view *v, const struct entity *e, const char *file);

#endif
