/* What can be reported: names, parameters and pictures. The store computes them (src/store/report_*.c). */
#ifndef MODEL_REPORT_H
#define MODEL_REPORT_H

#include "model/action.h"
#include "model/table.h"

struct report {
	const char *name;        /* "pyramid" */
	const char *label;       /* N_("Customer pyramid") */
	const char *help;        /* N_(), one sentence */
	const struct arg *args;  /* "from", "to", "owner", "pipeline", ...; ends with a NULL name */
	enum chart chart;
	bool place;              /* a place of its own (today, board), not in the list of reports */
};

extern const struct report reports[];
extern const size_t reports_count;
/* Whether one of its arguments names such a record. */
bool report_is_of(const struct report *r, const struct entity *e);
const struct report *report_find(const char *name);

#endif
