/* One field that is being filled in, in a form or in a cell: typing, choosing, stepping. */
#ifndef VIEW_FORM_INPUT_H
#define VIEW_FORM_INPUT_H

#include "view/form_field.h"
#include "view/view.h"

/* Typing and pasting; a reference or a choice is chosen, not written. False: no key of a field. */
bool input_event(struct view *v, struct form_field *f, const struct event *ev);
/* The next or previous choice, or a day later or earlier; an expression is asked in a line, when `all` say of what. */
void input_step(struct view *v, struct form_fields *all, struct form_field *f, int by);
/* "3/4" can be two days: both are shown, and the person says which. */
void input_ask_reading(struct view *v, struct form_field *f);
/* Writes a note in $VISUAL. */
void input_edit_outside(struct view *v, struct form_field *f);

#endif
