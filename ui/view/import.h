/* Bringing a file in from a list. */
#ifndef VIEW_IMPORT_H
#define VIEW_IMPORT_H

#include "view/view.h"

/* Asks for a file and opens the pane that shows what would come of it. */
void import_ask(struct view *v, const struct entity *e);

#endif
