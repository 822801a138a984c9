/* A report as a picture: bars, line, funnel, pyramid, Lorenz curve. What is drawn are two columns of the
 * table: chart_label and chart_value. */
#ifndef WIDGET_CHART_H
#define WIDGET_CHART_H

#include "widget/rows.h"

/* Draws the table's chart; row `cursor` is the selected one. Rows scroll where there are more than fit;
 * *top is kept between draws. */
void chart_draw(struct grid *g, struct rect r, const struct table *t, size_t cursor, size_t *top,
		const struct value_context *c);
/* How many lines the chart makes good use of. */
int chart_lines(const struct table *t);
/* Whether the rows of this chart stand below one another as lines (Up and Down walk them). */
bool chart_is_lines(enum chart chart);

#endif
