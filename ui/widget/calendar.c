#include "widget/calendar.h"

#include "base/intl.h"
#include "widget/calendar_draw.h"
#include "widget/rows.h"

const char *const calendar_weekdays[7] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
					   N_("Fri"), N_("Sat"), N_("Sun") };
const char *const calendar_months[12] = { N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
					  N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec") };

void calendar_clear(struct calendar *c)
{
	c->n = c->item = 0;
	c->free = NULL;
	c->by_day = NULL;
}

void calendar_free(struct calendar *c)
{
	free(c->items);
	memset(c, 0, sizeof(*c));
}

struct calendar_item *calendar_add(struct calendar *c)
{
	return array_add(&c->items, &c->n, &c->room, sizeof(*c->items));
}

static int by_time(const void *a, const void *b)
{
	const struct calendar_item *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->timed != y->timed)
		return x->timed - y->timed;
	if (x->from != y->from)
		return x->from - y->from;
	return (x->row->id > y->row->id) - (x->row->id < y->row->id);
}

bool calendar_in(const struct calendar_item *i, const struct calendar_column *column)
{
	return i->day <= column->day && i->last >= column->day &&
	       (!column->owner || column->owner == i->owner);
}

/* The minutes that an item takes of a day. */
static void part_of(const struct calendar_item *i, date_t day, int *from, int *to)
{
	*from = i->day < day ? 0 : i->from;
	*to = i->last > day ? 1440 : i->to;
}

static bool under(const struct calendar *c, const struct calendar_item *i)
{
	int from, to;

	if (c->mode == CALENDAR_AGENDA)
		return i->day <= c->day && i->last >= c->day;
	if (c->mode == CALENDAR_MONTH || !c->ncolumns)
		return i->day <= c->day && i->last >= c->day;
	if (!calendar_in(i, &c->columns[c->column]))
		return false;
	if (!i->timed)
		return c->slot == CALENDAR_ALL_DAY;
	part_of(i, c->columns[c->column].day, &from, &to);
	return c->slot >= 0 && from < (c->slot + 1) * 30 && (to > c->slot * 30 || from / 30 == c->slot);
}

static void settle_column(struct calendar *c)
{
	if (c->column >= c->ncolumns)
		c->column = c->ncolumns ? c->ncolumns - 1 : 0;
	for (size_t i = 0; i < c->ncolumns && c->columns[c->column].day != c->day; i++)
		if (c->columns[i].day == c->day)
			c->column = i;
}

void calendar_settle(struct calendar *c, int64_t id)
{
	size_t best;

	if (c->n)
		qsort(c->items, c->n, sizeof(*c->items), by_time);
	settle_column(c);
	best = c->n;
	for (size_t i = c->n; i-- > 0;)
		if (under(c, &c->items[i]) && (best == c->n || c->items[best].row->id != id))
			best = i;
	if (best == c->n && c->mode == CALENDAR_AGENDA)
		for (best = 0; best < c->n && c->items[best].last < c->day;)
			best++;
	c->item = best;
}

const struct calendar_item *calendar_at(const struct calendar *c)
{
	return c->item < c->n ? &c->items[c->item] : NULL;
}

static bool is_beside_cursor(const struct calendar *c, const struct calendar_item *i)
{
	if (c->mode == CALENDAR_MONTH)
		return i->day <= c->day && i->last >= c->day;
	return c->mode <= CALENDAR_WEEK && c->slot == CALENDAR_ALL_DAY && !i->timed &&
	       calendar_in(i, &c->columns[c->column]);
}

size_t calendar_more(const struct calendar *c, int64_t *ids, size_t most)
{
	const struct calendar_item *last = NULL, *at = calendar_at(c);
	size_t n = 0;
	int line = 0;

	for (size_t i = 0; i < c->n; i++) {
		const struct calendar_item *item = &c->items[i];

		if (!is_beside_cursor(c, item) || ++line < c->lines)
			continue;
		if (c->lines > 0 && (!last || item == at)) { /* it takes the last line, and that one had it */
			const struct calendar_item *had = last;

			last = item;
			item = had;
		}
		if (item && n++ < most)
			ids[n - 1] = item->row->id;
	}
	return n;
}

/* Puts the cursor on an item. */
static void go_to(struct calendar *c, size_t item)
{
	const struct calendar_item *i = &c->items[item];

	c->day = i->day < c->first ? c->first : i->day;
	c->slot = i->timed ? (i->day < c->day ? 0 : i->from / 30) : CALENDAR_ALL_DAY;
	for (size_t k = 0; k < c->ncolumns; k++)
		if (c->columns[k].day == c->day && (!c->columns[k].owner || c->columns[k].owner == i->owner))
			c->column = k;
	c->item = item;
}

bool calendar_find(struct calendar *c, int64_t id)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->items[i].row->id == id) {
			go_to(c, i);
			return true;
		}
	return false;
}

/* The first item not before the cursor, for a step from where there is none. */
static size_t after_cursor(const struct calendar *c)
{
	size_t i = 0;

	while (i < c->n && (c->items[i].day < c->day ||
			    (c->items[i].day == c->day && c->items[i].timed && c->items[i].from < c->slot * 30)))
		i++;
	return i;
}

bool calendar_step(struct calendar *c, int by)
{
	size_t from = c->item < c->n ? c->item : after_cursor(c);
	bool on = c->item < c->n;

	if (by > 0 ? from + on >= c->n : from == 0)
		return false;
	go_to(c, by > 0 ? from + on : from - 1);
	return true;
}

#define SPOTS (CALENDAR_SLOTS + 1) /* of a column: the half hours, and what has none */

int calendar_spot(size_t column, int slot)
{
	return (int)column * SPOTS + slot + 1;
}

void calendar_point(struct calendar *c, int spot)
{
	size_t column = (size_t)(spot / SPOTS);

	if (c->mode == CALENDAR_MONTH) {
		c->day = c->first + (date_t)column;
	} else if (column < c->ncolumns) {
		c->column = column;
		c->day = c->columns[column].day;
		c->slot = spot % SPOTS - 1;
	}
	calendar_settle(c, 0);
}

static void move_slot(struct calendar *c, int by)
{
	const struct calendar_item *i = calendar_at(c);
	int slot = c->slot + by, from, to;

	if (i && i->timed && (by == 1 || by == -1)) {
		part_of(i, c->columns[c->column].day, &from, &to);
		slot = by > 0 ? (to + 29) / 30 : from / 30 - 1;
		if (by > 0 && slot <= c->slot)
			slot = c->slot + 1;
	}
	c->slot = slot < CALENDAR_ALL_DAY ? CALENDAR_ALL_DAY : slot >= CALENDAR_SLOTS ? CALENDAR_SLOTS - 1 : slot;
}

void calendar_move(struct calendar *c, int by)
{
	switch (c->mode) {
	case CALENDAR_MONTH:
		c->day += 7 * by;
		break;
	case CALENDAR_AGENDA:
		for (int i = 0; i < (by < 0 ? -by : by); i++)
			calendar_step(c, by);
		return;
	default:
		move_slot(c, by);
	}
	calendar_settle(c, 0);
}

int calendar_free_minutes(const struct calendar *c, date_t day)
{
	for (size_t i = 0; c->by_day && i < c->by_day->nrows; i++)
		if (c->by_day->rows[i].cells[0].i == day)
			return (int)c->by_day->rows[i].cells[1].i;
	return 0;
}

int calendar_put_title(struct grid *g, int x, int y, int width, const struct calendar_item *i, bool time,
		       bool beside)
{
	unsigned style = i->done ? ROLE_QUIET : ROLE_DEFAULT;
	int used = 0;

	if (*i->clash)
		used += grid_put(g, x, y, width, ROLE_DANGER | ATTR_BOLD, "!");
	else if (i->done)
		used += grid_put_glyph(g, x, y, ROLE_GOOD, GLYPH_CHECK);
	if (time && i->timed)
		used += grid_printf(g, x + used, y, width - used, ROLE_QUIET, "%02d:%02d ", i->from / 60,
				    i->from % 60);
	used += grid_put_fit(g, x + used, y, width - used, style, i->title);
	if (beside && *i->beside && used + 4 < width) {
		used += grid_put(g, x + used, y, width - used, ROLE_QUIET, " · ");
		used += grid_put_fit(g, x + used, y, width - used, ROLE_QUIET, i->beside);
	}
	return used;
}

void calendar_draw(struct calendar *c, struct grid *g, struct rect r, const struct value_context *v)
{
	if (c->mode == CALENDAR_MONTH)
		calendar_draw_month(c, g, r, v);
	else if (c->mode == CALENDAR_AGENDA)
		calendar_draw_agenda(c, g, r, v);
	else
		calendar_draw_grid(c, g, r, v);
}
