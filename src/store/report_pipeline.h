/* What the report of a pipeline is made of, for its files. */
#ifndef STORE_REPORT_PIPELINE_H
#define STORE_REPORT_PIPELINE_H

#include "model/figure.h"
#include "model/pipeline.h"
#include "store/report_selling.h"

#define STAGES_MOST 32

struct stage_sum {
	int64_t id, position, deals, sum, weighted;
	char *name;
	bool open;
};

struct pipeline {
	struct store *store;
	struct answer *answer;
	struct error *err;
	int64_t id, quota;
	bool has_quota;
	struct sbuf deals; /* which, as an expression */
	struct stage_sum stages[STAGES_MOST];
	size_t nstages;
	struct chance *chances;
	size_t n, room;
	int64_t *ids; /* of their deals */
	size_t nids, ids_room;
	struct selling selling;
	struct arena arena;
};

/* Minor units of the book's currency as whole ones. */
double pipeline_units(const struct pipeline *p, int64_t minor);
/* Says a figure of a row, or SAID_NOTE; the deals behind it are those of the report that fit `which` (NULL: none). */
struct said *pipeline_say(struct pipeline *p, struct table *t, int64_t row, const struct figure *f, double number,
			  const char *which);
/* A table of key figures, and its lines: as a text (NULL: n/a), as money, as a number with its unit. What was said of
 * the line is returned; NULL: nothing. */
struct table *pipeline_pairs(const char *name, const char *title);
void pipeline_figure(struct table *t, const struct figure *f, const char *value);
struct said *pipeline_money(struct pipeline *p, struct table *t, const struct figure *f, int64_t minor,
			    const char *which);
struct said *pipeline_number(struct pipeline *p, struct table *t, const struct figure *f, bool there, double value,
			     const char *unit, const char *which);

/* Adds what the quarter may come to, report_forecast.c. */
void pipeline_forecast(struct pipeline *p, const struct forecast *f);

#endif
