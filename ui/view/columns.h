/* The columns of a list as text, "name:30,city": what the keys that choose, move and widen them do to it. A
 * column is named by its place, from 0. */
#ifndef VIEW_COLUMNS_H
#define VIEW_COLUMNS_H

#include "base/sbuf.h"

/* The place of a field, or -1. */
int columns_find(const char *columns, const char *field);
/* Takes a column away, or adds it as the last; the last one that is left stays. */
void columns_toggle(struct sbuf *columns, const char *field);
/* Changes places with its neighbour, by -1 or 1. Returns where it stands then. */
int columns_move(struct sbuf *columns, int at, int by);
/* Makes it so wide; 0: as wide as its field wants. */
void columns_widen(struct sbuf *columns, int at, int width);

#endif
