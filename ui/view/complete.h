/* How complete a record is, what is missing, and a way to fill it. */
#ifndef VIEW_COMPLETE_H
#define VIEW_COMPLETE_H

#include "view/view.h"

/* "65% complete, missing: Phone, Website", what weighs most first; nothing for entities without a score. */
void complete_show(struct sbuf *out, const struct entity *e, const struct table *facts);
/* Lists what is expected of the record, with weights; a choice among it asks for its value. False for
 * entities without a score. */
bool complete_explain(struct view *v, const struct entity *e, const struct table *facts);

/* Asks for a field of the record that the view is about, beginning with the text. */
void field_ask(struct view *v, const struct field *f, const char *text);

#endif
