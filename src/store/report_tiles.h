/* Today's tiles: the views that a person put there. */
#ifndef STORE_REPORT_TILES_H
#define STORE_REPORT_TILES_H

#include "store/report.h"

/* Adds a section for each view of the acting user, or of all, that has its flag set: a list's first rows, of groups
 * and boards what each comes to, of a calendar what comes next. A view that cannot be asked any more says why. */
int report_add_tiles(struct store *s, struct answer *a, struct error *err);

/* Appends whose activities a calendar shows, as an expression: me, team (mine while I am in none), all, or somebody;
 * NULL is me. 0, or -1 with the error set. */
int calendar_owner(struct store *s, const char *whose, struct sbuf *expr, struct error *err);

#endif
