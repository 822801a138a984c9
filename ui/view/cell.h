/* One field edited where its value stands, in a list or among a record's facts. */
#ifndef VIEW_CELL_H
#define VIEW_CELL_H

#include "view/view.h"

struct cell_spec {
	const struct field *field;
	struct value value;      /* what stands there; borrowed while it opens */
	size_t marked;           /* so many records get it; 0: the one */
	struct rect (*where)(const struct view *v); /* the place of the value, while it is edited */
	/* Tab: the cell after this field's, Shift-Tab: the one before; 0: the cursor is on this field's again. */
	void (*step)(struct view *v, const struct field *f, int by);
};

/* Whether somebody types what stands in the column. */
bool cell_can(const struct entity *e, const struct column *c);
/* Edits what the view's subject has in the field: Enter sets it. A field that nobody types is refused. */
void cell_edit(struct view *v, const struct cell_spec *c);

#endif
