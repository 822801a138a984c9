/* An agenda: day by day what is to be done, and what is free between. */
#include "base/intl.h"
#include "widget/calendar_draw.h"

#define HOUR 60

struct line {
	enum { LINE_DAY, LINE_ITEM, LINE_FREE } kind;
	date_t day;
	size_t at; /* of items or gaps */
};

struct lines {
	struct line *all;
	size_t n, room, cursor;
};

static void add(struct lines *l, int kind, date_t day, size_t at)
{
	struct line *line = array_add(&l->all, &l->n, &l->room, sizeof(*line));

	line->kind = kind;
	line->day = day;
	line->at = at;
}

static int minute_of(int64_t stamp)
{
	struct civil c;

	stamp_to_local(stamp, &c);
	return c.hour * 60 + c.minute;
}

/* The gaps of the day that begin before a minute of it. */
static void add_free(struct lines *l, const struct calendar *c, date_t day, size_t *gap, int before)
{
	const struct table *t = c->free;

	for (; t && *gap < t->nrows; ++*gap) {
		int64_t from = t->rows[*gap].cells[0].i;

		if (stamp_date(from) > day || (stamp_date(from) == day && minute_of(from) >= before))
			return;
		if (stamp_date(from) == day && t->rows[*gap].cells[1].i >= HOUR)
			add(l, LINE_FREE, day, *gap);
	}
}

/* The day's lines: what lasts several days stands on each of them. */
static void add_day(struct lines *l, const struct calendar *c, date_t day, size_t *gap)
{
	bool told = false;

	for (size_t i = 0; i < c->n && c->items[i].day <= day; i++) {
		const struct calendar_item *item = &c->items[i];

		if (item->last < day)
			continue;
		if (!told)
			add(l, LINE_DAY, day, 0);
		told = true;
		add_free(l, c, day, gap, item->timed && item->day == day ? item->from + 1 : 0);
		if (i == c->item && (item->day == day || day == c->first))
			l->cursor = l->n;
		add(l, LINE_ITEM, day, i);
	}
	if (told)
		add_free(l, c, day, gap, 1440);
}

static void build(struct lines *l, const struct calendar *c)
{
	size_t gap = 0;

	for (date_t day = c->first; day < c->first + c->days; day++)
		add_day(l, c, day, &gap);
}

static void put_head(struct grid *g, struct rect r, date_t day, const struct value_context *v)
{
	unsigned style = day == v->today ? ROLE_TODAY : ROLE_HEADER;
	struct sbuf near = SBUF_INIT;
	struct civil d;
	int used;

	date_split(day, &d);
	used = grid_printf(g, r.x, r.y, r.w, style | ATTR_BOLD, _("%s %d %s"), _(calendar_weekdays[d.weekday]),
			   d.day, _(calendar_months[d.month - 1]));
	if (day >= v->today - 1 && day <= v->today + 1) {
		date_show(&near, day, v->today, DATE_PLAIN);
		grid_printf(g, r.x + used, r.y, r.w - used, ROLE_QUIET, " · %s", sbuf_text(&near));
	}
	sbuf_free(&near);
}

static void put_item(const struct calendar_item *i, struct grid *g, struct rect r, date_t day, bool here)
{
	bool narrow = r.w < 60;
	int used = 2, x = r.x;

	if (i->timed && i->day == day)
		grid_printf(g, x + 2, r.y, 5, ROLE_QUIET, "%02d:%02d", i->from / 60, i->from % 60);
	used += 6;
	if (!narrow && i->timed && i->last == i->day)
		grid_printf(g, x + used, r.y, 6, ROLE_QUIET, "%02d:%02d", i->to / 60 % 24, i->to % 60);
	used += narrow ? 0 : 7;
	used += calendar_put_title(g, x + used, r.y, r.w - used - 1, i, false, !narrow);
	if (*i->clash && used + 8 < r.w)
		grid_printf(g, x + used + 2, r.y, r.w - used - 3, ROLE_DANGER, _("clashes with %s"), i->clash);
	grid_zone(g, r, here ? ZONE_HERE : ZONE_ROW, 0);
	if (here) {
		grid_select(g, r);
		grid_cursor(g, r.x, r.y, false);
	}
}

static void put_free(const struct calendar *c, struct grid *g, struct rect r, size_t at)
{
	const struct row *gap = &c->free->rows[at];
	int from = minute_of(gap->cells[0].i), minutes = (int)gap->cells[1].i, to = from + minutes;

	if (r.w < 60)
		grid_printf(g, r.x + 2, r.y, r.w - 2, ROLE_QUIET, _("%02d:%02d free until %02d:%02d"), from / 60,
			    from % 60, to / 60, to % 60);
	else
		grid_printf(g, r.x + 2, r.y, r.w - 2, ROLE_QUIET, _("%02d:%02d %02d:%02d  free, %dh%02d"), from / 60,
			    from % 60, to / 60, to % 60, minutes / 60, minutes % 60);
}

/* The cursor's line is shown, and the head of its day above it where there is room. */
static int first_line(const struct calendar *c, const struct lines *l, int height)
{
	int top = c->top, cursor = (int)l->cursor, head = cursor;

	while (head > 0 && l->all[head].kind != LINE_DAY)
		head--;
	if (cursor - head >= height)
		head = cursor - height + 1;
	if (top > head)
		top = head;
	if (cursor >= top + height)
		top = cursor - height + 1;
	if (top > (int)l->n - height)
		top = (int)l->n - height;
	return top < 0 ? 0 : top;
}

void calendar_draw_agenda(struct calendar *c, struct grid *g, struct rect r, const struct value_context *v)
{
	struct lines l = { .cursor = 0 };

	build(&l, c);
	c->height = r.h;
	c->top = l.n ? first_line(c, &l, r.h) : 0;
	for (int y = 0; y < r.h && (size_t)(c->top + y) < l.n; y++) {
		const struct line *line = &l.all[c->top + y];
		struct rect at = rect_row(r, y);

		if (line->kind == LINE_DAY)
			put_head(g, at, line->day, v);
		else if (line->kind == LINE_ITEM)
			put_item(&c->items[line->at], g, at, line->day, (size_t)(c->top + y) == l.cursor);
		else
			put_free(c, g, at, line->at);
	}
	free(l.all);
}
