/* How complete a record is. */
#include "model/complete.h"

const struct complete_answer complete_answers[4] = {
	{ N_("yes"), 90, 2, 48 },
	{ N_("somewhat"), 60, 10, 44 },
	{ N_("not much"), 30, 52, 6 },
	{ N_("none"), 0, 36, 2 },
};

bool complete_expects(const struct field *f, bool person)
{
	return f->weight && !(person && (f->flags & FIELD_COMPANY));
}

int complete_whole(const struct entity *e, bool person)
{
	int whole = 0;

	for (unsigned i = 0; i < e->nfields; i++)
		if (complete_expects(&e->fields[i], person))
			whole += e->fields[i].weight;
	return whole;
}
