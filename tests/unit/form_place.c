/* Where a field is on a form, and going there: its own file, for the form's tags are not the program's. */
#include "view/form_state.h"

bool form_go_to(struct view *v, const struct field *f);

bool form_go_to(struct view *v, const struct field *f)
{
	struct form_state *s = v->state;

	for (size_t i = 0; i < s->fields.n; i++)
		if (!s->fields.items[i].point && s->fields.items[i].field == f) {
			s->at = i;
			return true;
		}
	return false;
}
