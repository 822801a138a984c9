/* The reports: a row here, a function in the store (src/store/report.c). */
#include "model/report.h"

static const struct arg today_args[] = {
	{ .name = "owner", .label = N_("Owner"), .type = FIELD_TEXT,
	  .help = N_("Whose day: a name or login, `me` or `all`.") },
	{ NULL },
};

static const struct arg board_args[] = {
	{ .name = "pipeline", .label = N_("Pipeline"), .type = FIELD_REF, .ref = "pipeline",
	  .help = N_("Which pipeline; the first when not given.") },
	{ .name = "filter", .label = N_("Filter"), .type = FIELD_TEXT,
	  .help = N_("Which deals, as in a list.") },
	{ NULL },
};

const struct report reports[] = {
	{ "today", N_("Today"), N_("What is late, due and closing."), today_args, CHART_NONE, true },
	{ "board", N_("Pipeline"), N_("The deals of a pipeline by stage."), board_args, CHART_NONE, true },
};
const size_t reports_count = LENGTH(reports);

const struct report *report_find(const char *name)
{
	for (size_t i = 0; i < reports_count; i++)
		if (!strcmp(reports[i].name, name))
			return &reports[i];
	return NULL;
}
