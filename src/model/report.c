/* The reports: a row here, a function in the store (src/store/report.c). */
#include "model/report.h"

static const struct arg today_args[] = {
	{ .name = "owner", .label = N_("Owner"), .type = FIELD_TEXT,
	  .help = N_("Whose day: a name or login, `me` or `all`.") },
	{ NULL },
};

#define OF_ARG(entity, Label)                                                                      \
	{ .name = entity, .label = Label, .type = FIELD_REF, .ref = entity, .help = N_("Of whom; one is enough.") }

static const struct arg sheet_args[] = {
	OF_ARG("customer", N_("Customer")), OF_ARG("contact", N_("Contact")),
	OF_ARG("deal", N_("Deal")),         OF_ARG("activity", N_("Activity")),
	OF_ARG("invoice", N_("Invoice")),   OF_ARG("case", N_("Case")),
	{ NULL },
};

static const struct arg calendar_args[] = {
	{ .name = "from", .label = N_("From"), .type = FIELD_DATE,
	  .help = N_("The first day; today when not given.") },
	{ .name = "to", .label = N_("To"), .type = FIELD_DATE,
	  .help = N_("The day after the last; a week after the first when not given.") },
	{ .name = "owner", .label = N_("Owner"), .type = FIELD_TEXT,
	  .help = N_("Whose calendar: a name or login, `me`, `team` or `all`.") },
	{ .name = "filter", .label = N_("Filter"), .type = FIELD_TEXT, .expr = "activity",
	  .help = N_("Which activities, as in a list.") },
	{ NULL },
};

static const struct arg board_args[] = {
	{ .name = "pipeline", .label = N_("Pipeline"), .type = FIELD_REF, .ref = "pipeline",
	  .help = N_("Which pipeline; the first when not given.") },
	{ .name = "filter", .label = N_("Filter"), .type = FIELD_TEXT, .expr = "deal",
	  .help = N_("Which deals, as in a list.") },
	{ .name = "of", .label = N_("Of"), .type = FIELD_TEXT,
	  .help = N_("Of what, when it is not deals: customer, activity.") },
	{ .name = "by", .label = NC_("field", "By"), .type = FIELD_TEXT,
	  .help = N_("The choice or reference whose values are the columns; stage when not given.") },
	{ NULL },
};

#define PERIOD_ARGS                                                                                \
	{ .name = "period", .label = N_("Period"), .type = FIELD_TEXT,                             \
	  .help = N_("this month, last quarter, 2026, 2026-11, 2026-Q3; in place of from and to.") }, \
	{ .name = "from", .label = N_("From"), .type = FIELD_DATE,                                 \
	  .help = N_("The first day; when not given, twelve months up to today.") },               \
	{ .name = "to", .label = N_("To"), .type = FIELD_DATE,                                     \
	  .help = N_("The day after the last.") }
#define OWNER_ARG                                                                                  \
	{ .name = "owner", .label = N_("Owner"), .type = FIELD_TEXT,                               \
	  .help = N_("Whose deals: a name or login, `me` or `all`.") }

static const struct arg pipeline_args[] = {
	{ .name = "pipeline", .label = N_("Pipeline"), .type = FIELD_REF, .ref = "pipeline",
	  .help = N_("Which pipeline; the first when not given.") },
	OWNER_ARG,
	{ .name = "filter", .label = N_("Filter"), .type = FIELD_TEXT, .expr = "deal",
	  .help = N_("Which deals, as in a list.") },
	{ .name = "quota", .label = N_("Quota"), .type = FIELD_MONEY,
	  .help = N_("What is to be won this quarter; coverage is measured by it.") },
	{ NULL },
};

static const struct choice win_rate_by[] = {
	{ "owner", N_("owner"), NULL },	      { "product", N_("product"), NULL },
	{ "industry", N_("industry"), NULL }, { "type", N_("type"), NULL },
	{ "source", N_("source"), NULL },     { NULL, NULL, NULL },
};

static const struct arg win_rate_args[] = {
	{ .name = "by", .label = N_("Grouped by"), .type = FIELD_CHOICE, .choices = win_rate_by,
	  .help = N_("owner (when not given), product, industry, type or source.") },
	PERIOD_ARGS,
	{ NULL },
};

static const struct choice revenue_by[] = {
	{ "month", N_("month"), NULL },	    { "owner", N_("owner"), NULL },
	{ "product", N_("product"), NULL }, { "industry", N_("industry"), NULL },
	{ NULL, NULL, NULL },
};

static const struct arg revenue_args[] = {
	{ .name = "by", .label = N_("Grouped by"), .type = FIELD_CHOICE, .choices = revenue_by,
	  .help = N_("month (when not given), owner, product or industry.") },
	PERIOD_ARGS,
	OWNER_ARG,
	{ NULL },
};

static const struct arg top_args[] = {
	{ .name = "n", .label = N_("How many"), .type = FIELD_INT,
	  .help = N_("How many customers; 20 when not given.") },
	PERIOD_ARGS,
	OWNER_ARG,
	{ NULL },
};

static const struct arg period_args[] = {
	PERIOD_ARGS,
	{ NULL },
};

static const struct arg completeness_args[] = {
	{ .name = "owner", .label = N_("Owner"), .type = FIELD_TEXT,
	  .help = N_("Whose customers: a name or login, `me` or `all`.") },
	{ .name = "filter", .label = N_("Filter"), .type = FIELD_TEXT, .expr = "customer",
	  .help = N_("Which customers, as in a list.") },
	{ NULL },
};

static const struct arg relations_args[] = {
	{ .name = "of", .label = N_("Of"), .type = FIELD_TEXT, .required = true,
	  .help = N_("Around whom: \"customer 17\", \"contact Kim Lee\", \"user me\".") },
	{ .name = "to", .label = N_("To"), .type = FIELD_TEXT,
	  .help = N_("To whom a path is looked for.") },
	{ .name = "depth", .label = N_("Depth"), .type = FIELD_INT,
	  .help = N_("How many ties away; 2 when not given.") },
	{ NULL },
};

const struct report reports[] = {
	{ "today", N_("Today"), N_("The day: what is late, due, promised, closing, rotting or quiet."), today_args,
	  CHART_NONE, true },
	{ "ahead", N_("Ahead"), N_("What begins at an hour, within two days."), today_args, CHART_NONE, true },
	{ "sheet", N_("Contact sheet"), N_("What one wants to know before a call."), sheet_args, CHART_NONE, true },
	{ "due", N_("Due"), N_("What is late, and what is for today."), today_args, CHART_NONE, true },
	{ "calendar", N_("Calendar"), N_("What stands in the calendar, what clashes and when there is time."),
	  calendar_args, CHART_NONE, true },
	{ "board", N_("Pipeline"), N_("The deals of a pipeline by stage."), board_args, CHART_NONE, true },
	{ "pipeline", N_("Pipeline by stage"),
	  N_("Open deals by stage, forecast, and pace of selling."), pipeline_args,
	  CHART_FUNNEL, false },
	{ "win-rate", N_("Win rate"), N_("Won deals among those decided, by count and by value."),
	  win_rate_args, CHART_BARS, false },
	{ "revenue", N_("Revenue won"), N_("What was won, by month, owner, product or industry."),
	  revenue_args, CHART_LINE, false },
	{ "top", N_("Top customers"), N_("The customers who bought most."), top_args, CHART_BARS, false },
	{ "pyramid", N_("Customer pyramid"),
	  N_("The best 1 %, 4 %, 15 %, 80 %, and who rose or fell."),
	  period_args, CHART_PYRAMID, false },
	{ "concentration", N_("80/20 concentration"),
	  N_("How few customers bring how much of what was won."), period_args, CHART_LORENZ,
	  false },
	{ "completeness", N_("Completeness"),
	  N_("How well we know the customers, and what is missing."), completeness_args,
	  CHART_BARS, false },
	{ "relations", N_("Relations"),
	  N_("The companies one belongs with, and who stands how to it."), relations_args, CHART_NONE,
	  true },
};
const size_t reports_count = LENGTH(reports);

const struct report *report_find(const char *name)
{
	for (size_t i = 0; i < reports_count; i++)
		if (!strcmp(reports[i].name, name))
			return &reports[i];
	return NULL;
}

bool report_is_of(const struct report *r, const struct entity *e)
{
	for (const struct arg *arg = r->args; arg->name; arg++)
		if (arg->ref && !strcmp(arg->name, e->name))
			return true;
	return false;
}
