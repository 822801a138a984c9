/* What the drawings of a calendar share. Only calendar*.c include it. */
#ifndef WIDGET_CALENDAR_DRAW_H
#define WIDGET_CALENDAR_DRAW_H

#include "widget/calendar.h"

extern const char *const calendar_weekdays[7], *const calendar_months[12]; /* N_() */

void calendar_draw_grid(struct calendar *c, struct grid *g, struct rect r, const struct value_context *v);
void calendar_draw_month(struct calendar *c, struct grid *g, struct rect r, const struct value_context *v);
void calendar_draw_agenda(struct calendar *c, struct grid *g, struct rect r, const struct value_context *v);

/* Puts "!", or a check where it is done, and the title; the style of what it is. Returns the columns taken. */
int calendar_put_title(struct grid *g, int x, int y, int width, const struct calendar_item *i, bool time,
		       bool beside);

#endif
