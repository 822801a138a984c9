/* What the store understood of a line, a row a part (verb_understand): looked up, and drawn. */
#ifndef VIEW_SAID_H
#define VIEW_SAID_H

#include "base/intl.h"
#include "model/table.h"
#include "model/understand.h"
#include "term/grid.h"

#define SAID_LINES 5

/* A text of the row; "" for none. */
const char *said_cell(const struct table *t, size_t row, const char *column);
/* Whether the part can mean several things. */
bool said_is_asked(const struct table *t, size_t row);
/* The row of a part; -1: nothing was said of it. */
int said_row(const struct table *t, enum said_field f);
/* Field by field, in SAID_LINES lines at most; a part that is asked is marked. */
void said_draw(struct grid *g, const struct table *t, struct rect r);

#endif
