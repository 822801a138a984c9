/* A month: a week a line of days, each with as much as there is room for. */
#include "base/intl.h"
#include "base/utf8.h"
#include "widget/calendar_draw.h"

static int count_on(const struct calendar *c, date_t day)
{
	int n = 0;

	for (size_t i = 0; i < c->n; i++)
		n += c->items[i].day <= day && c->items[i].last >= day;
	return n;
}

/* "1 Nov" where the month begins and there is room for it whole, else "1". */
static void number_of(struct sbuf *out, const struct civil *d, int width)
{
	if (d->day == 1)
		sbuf_printf(out, _("%d %s"), d->day, _(calendar_months[d->month - 1]));
	if (!out->len || utf8_columns(sbuf_text(out)) > width) {
		sbuf_reset(out);
		sbuf_printf(out, "%d", d->day);
	}
}

static void put_number(const struct calendar *c, struct grid *g, struct rect r, date_t day, int more,
		       const struct value_context *v)
{
	struct civil d, at;
	struct sbuf text = SBUF_INIT;
	unsigned style;
	int used;

	date_split(day, &d);
	date_split(c->day, &at);
	style = day == v->today ? ROLE_TODAY : d.month == at.month ? ROLE_HEADER : ROLE_QUIET;
	number_of(&text, &d, r.w);
	used = grid_put(g, r.x, r.y, r.w, style, sbuf_text(&text));
	if (more > 0) {
		sbuf_reset(&text);
		sbuf_printf(&text, "+%d", more);
		grid_put_right(g, r.x + used, r.y, r.w - used, ROLE_QUIET, sbuf_text(&text));
	}
	sbuf_free(&text);
}

static void put_day(struct calendar *c, struct grid *g, struct rect r, date_t day,
		    const struct value_context *v)
{
	int lines = r.h - 1, line = 0, n = count_on(c, day);
	const struct calendar_item *at = day == c->day ? calendar_at(c) : NULL;

	put_number(c, g, r, day, n - lines, v);
	grid_zone(g, r, day == c->day ? ZONE_HERE : ZONE_SPOT, calendar_spot((size_t)(day - c->first), 0));
	if (day == c->day) {
		c->lines = lines;
		/* One filled bar: the entry under the cursor, or the day that has none. */
		at ? grid_restyle(g, (struct rect){ r.x, r.y, r.w, 1 }, ROLE_SELECTED_IDLE)
		   : grid_select(g, (struct rect){ r.x, r.y, r.w, 1 });
		grid_cursor(g, r.x, r.y, false);
	}
	for (size_t i = 0; i < c->n && line < lines; i++) {
		const struct calendar_item *item = &c->items[i];

		if (item->day > day || item->last < day)
			continue;
		if (line == lines - 1 && at && item < at)
			item = at;
		line++;
		calendar_put_title(g, r.x, r.y + line, r.w, item, item->day == day, false);
		if (item == at)
			grid_select(g, (struct rect){ r.x, r.y + line, r.w, 1 });
	}
}

void calendar_draw_month(struct calendar *c, struct grid *g, struct rect r, const struct value_context *v)
{
	date_t first = date_week_start(date_month_start(c->day)), end = date_add_months(date_month_start(c->day), 1);
	int weeks = (int)(end - first + 6) / 7, width = r.w / 7;

	for (int i = 0; i < 7; i++)
		grid_put_fit(g, r.x + i * width, r.y, width - 1, ROLE_QUIET,
			     _(calendar_weekdays[date_weekday(first + i)]));
	rect_cut_top(&r, 1);
	for (int i = 0; i < weeks * 7; i++) {
		int top = i / 7 * r.h / weeks, next = (i / 7 + 1) * r.h / weeks;

		put_day(c, g, (struct rect){ r.x + i % 7 * width, r.y + top, width - 1, next - top }, first + i, v);
	}
}
