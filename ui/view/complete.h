/* How complete a record is, what is missing, and a way to fill it. */
#ifndef VIEW_COMPLETE_H
#define VIEW_COMPLETE_H

#include "view/view.h"

/* "65% complete, missing: Phone, Website", what weighs most first; nothing for entities without a score. */
void complete_show(struct sbuf *out, const struct entity *e, const struct table *facts);
/* Asks for a field of the record that the view is about; what is no field of its own is a form for a record
 * beside it: a contact point, a contact. */
void complete_fill(struct view *v, const char *field);

#endif
