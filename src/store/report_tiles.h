/* Today's tiles: the views that a person put there. */
#ifndef STORE_REPORT_TILES_H
#define STORE_REPORT_TILES_H

#include "store/report.h"

/* Adds a section for each view of the acting user, or of all, that has its flag set: its first rows, with
 * its count and the expression behind it. A view that
 * cannot be asked any more says why. */
int report_add_tiles(struct store *s, struct answer *a, struct error *err);

#endif
