/* What several panes share. */
#ifndef VIEW_PANES_H
#define VIEW_PANES_H

#include "view/view.h"
#include "widget/sections.h"

/* Moves the cursor of sections; false when the command is not a movement. */
bool sections_command(struct sections *s, enum command_id id);

/* Puts an answer's tables into sections, in order, and keeps them: *kept is replaced. */
void sections_take(struct sections *s, struct answer **kept, struct answer *a);

/* The record under the cursor as a subject. */
bool sections_subject(const struct sections *s, struct subject *out);

/* Opens the record under the cursor, or the records behind the row. */
bool row_open(struct view *v, const struct row *r);

#endif
