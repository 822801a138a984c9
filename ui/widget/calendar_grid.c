/* Days or people beside each other, half an hour a line. */
#include "base/intl.h"
#include "widget/calendar_draw.h"
#include "widget/rows.h"

#define GUTTER     6
#define COLUMN_MIN 9
#define MORNING    16 /* the half hour at which a day begins for the eye: 8:00 */
#define LANES_MOST 8

struct pieces {
	const struct calendar_item *item;
	int from, to; /* half hours */
	int lane, lanes;
};

struct face {
	struct calendar *c;
	struct grid *g;
	struct rect r;
	const struct value_context *v;
	size_t left, shown; /* columns */
	int width;          /* of one */
	int all_day;        /* lines of what has no hour */
};

static struct rect column_rect(const struct face *f, size_t column, int y, int h)
{
	return (struct rect){ f->r.x + GUTTER + (int)(column - f->left) * f->width, y, f->width - 1, h };
}

/* Which columns are shown, so that the one with the cursor is. */
static void lay_columns(struct face *f)
{
	int room = f->r.w - GUTTER, most = room / COLUMN_MIN;

	f->shown = f->c->ncolumns;
	if (most < 1)
		most = 1;
	if (f->shown > (size_t)most)
		f->shown = (size_t)most;
	f->left = f->c->column < f->shown ? 0 : f->c->column - f->shown + 1;
	f->width = f->shown ? room / (int)f->shown : room;
}

/* Heads */

static void put_head(const struct face *f, size_t column)
{
	const struct calendar_column *col = &f->c->columns[column];
	struct rect r = column_rect(f, column, f->r.y, 1);
	bool today = col->day == f->v->today, here = column == f->c->column;
	unsigned style = today ? ROLE_TODAY : here ? ROLE_ACCENT : ROLE_HEADER;
	int minutes = calendar_free_minutes(f->c, col->day), used;
	struct civil d;

	if (here)
		style |= ATTR_BOLD | ATTR_UNDERLINE;
	date_split(col->day, &d);
	if (col->owner) {
		grid_put_fit(f->g, r.x, r.y, r.w, style, col->name);
		return;
	}
	if (r.w < 12)
		used = grid_printf(f->g, r.x, r.y, r.w, style, "%s %d", _(calendar_weekdays[d.weekday]), d.day);
	else
		used = grid_printf(f->g, r.x, r.y, r.w, style, _("%s %d %s"), _(calendar_weekdays[d.weekday]),
				   d.day, _(calendar_months[d.month - 1]));
	if (minutes > 0 && used + 8 < r.w) {
		struct sbuf text = SBUF_INIT;

		sbuf_printf(&text, _("%dh%02d free"), minutes / 60, minutes % 60);
		grid_put_right(f->g, r.x + used + 1, r.y, r.w - used - 1, ROLE_QUIET, sbuf_text(&text));
		sbuf_free(&text);
	}
}

/* What has no hour */

static int count_all_day(const struct calendar *c, size_t column)
{
	int n = 0;

	for (size_t i = 0; i < c->n; i++)
		n += !c->items[i].timed && calendar_in(&c->items[i], &c->columns[column]);
	return n;
}

static int all_day_lines(const struct face *f)
{
	int most = f->r.h >= 28 ? 4 : 2, lines = f->c->slot == CALENDAR_ALL_DAY;

	for (size_t i = 0; i < f->c->ncolumns; i++) {
		int n = count_all_day(f->c, i);

		if (n > lines)
			lines = n;
	}
	return lines > most ? most : lines;
}

/* The last line says how many more there are; the one under the cursor is always there. */
static void put_all_day(const struct face *f, size_t column)
{
	const struct calendar_item *at = calendar_at(f->c);
	struct rect r = column_rect(f, column, f->r.y + 1, f->all_day);
	int n = count_all_day(f->c, column), line = 0;
	bool here = column == f->c->column && f->c->slot == CALENDAR_ALL_DAY;

	for (size_t i = 0; i < f->c->n && line < f->all_day; i++) {
		const struct calendar_item *item = &f->c->items[i];

		if (item->timed || !calendar_in(item, &f->c->columns[column]))
			continue;
		if (line == f->all_day - 1 && n > f->all_day) {
			if (here && at && !at->timed && item < at)
				item = at;
			grid_printf(f->g, r.x + r.w - 3, r.y + line, 3, ROLE_QUIET, "+%d", n - f->all_day);
			calendar_put_title(f->g, r.x, r.y + line, r.w - 4, item, false, f->width > 30);
		} else {
			calendar_put_title(f->g, r.x, r.y + line, r.w, item, false, f->width > 30);
		}
		if (here && item == at) {
			grid_select(f->g, (struct rect){ r.x, r.y + line, r.w, 1 });
			grid_zone(f->g, (struct rect){ r.x, r.y + line, r.w, 1 }, ZONE_HERE, 0);
		}
		line++;
	}
	if (here && !at)
		grid_select(f->g, (struct rect){ r.x, r.y, r.w, 1 });
}

/* Hours */

static void place_pieces(struct pieces *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned taken = 0;

		for (size_t k = 0; k < i; k++)
			if (p[k].to > p[i].from)
				taken |= 1u << p[k].lane;
		while (p[i].lane < LANES_MOST - 1 && taken & 1u << p[i].lane)
			p[i].lane++;
	}
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++)
			if (p[k].from < p[i].to && p[k].to > p[i].from && p[k].lane >= p[i].lanes)
				p[i].lanes = p[k].lane + 1;
}

static size_t collect(const struct calendar *c, size_t column, struct pieces **out)
{
	struct pieces *p = xcalloc(c->n + 1, sizeof(*p));
	date_t day = c->columns[column].day;
	size_t n = 0;

	for (size_t i = 0; i < c->n; i++) {
		const struct calendar_item *item = &c->items[i];
		int from = item->day < day ? 0 : item->from, to = item->last > day ? 1440 : item->to;

		if (!item->timed || !calendar_in(item, &c->columns[column]))
			continue;
		p[n] = (struct pieces){ item, from / 30, (to + 29) / 30, 0, 1 };
		p[n].to += p[n].to == p[n].from;
		n++;
	}
	place_pieces(p, n);
	*out = p;
	return n;
}

static unsigned edge_of(const struct calendar_item *i)
{
	if (*i->clash)
		return ROLE_DANGER;
	return i->done ? ROLE_QUIET : i->tone == TONE_PLAIN ? ROLE_ACCENT : tone_style(i->tone);
}

/* Under the title; a word of which a letter would be left is left out. */
static void put_beside(const struct face *f, const struct calendar_item *i, struct rect r, bool hour)
{
	struct sbuf text = SBUF_INIT;

	if (hour)
		sbuf_printf(&text, "%02d:%02d ", i->from / 60, i->from % 60);
	if (!hour || r.w >= 12)
		sbuf_puts(&text, i->beside);
	grid_put_fit(f->g, r.x, r.y, r.w, ROLE_QUIET, sbuf_text(&text));
	sbuf_free(&text);
}

static void put_piece(const struct face *f, const struct pieces *p, struct rect r)
{
	const struct calendar_item *i = p->item;
	bool odd = i->from % 30 != 0 && p->from == i->from / 30, whole = r.w > 24;

	grid_fill(f->g, r, ROLE_DEFAULT);
	for (int y = 0; y < r.h; y++)
		grid_put_glyph(f->g, r.x, r.y + y, edge_of(i),
			       f->g->graphics == GRAPHICS_UTF8 ? GLYPH_LEFT3 : GLYPH_VLINE);
	calendar_put_title(f->g, r.x + 1, r.y, r.w - 1, i, odd && (whole || r.h == 1), whole || r.h == 1);
	if (p->lanes > 1 && p->lane == 0)
		; /* another one lies over what would stand there */
	else if (r.h > 1 && !whole)
		put_beside(f, i, (struct rect){ r.x + 1, r.y + 1, r.w - 1, 1 }, odd);
	if (i == calendar_at(f->c)) {
		grid_select(f->g, r);
		grid_zone(f->g, r, ZONE_HERE, 0);
	}
}

/* Side by side; where that is too narrow to be read, a later one lies over the end of an earlier one. */
static struct rect lane_of(const struct pieces *p, size_t n, size_t at, struct rect r)
{
	int width = r.w / p[at].lanes, over = p[at].lane * 2;
	bool together = false;

	for (size_t i = 0; i < n; i++)
		together |= i != at && p[i].from == p[at].from;
	if (width >= COLUMN_MIN || together || p[at].lanes > 3)
		return (struct rect){ r.x + p[at].lane * width, r.y, width, 0 };
	return (struct rect){ r.x + over, r.y, r.w - over, 0 };
}

/* Where a click puts the cursor; on what has it already, it opens. */
static void put_spots(const struct face *f, size_t column, struct rect body)
{
	struct rect r = column_rect(f, column, f->r.y + 1, f->all_day);

	if (f->all_day)
		grid_zone(f->g, r, ZONE_SPOT, calendar_spot(column, CALENDAR_ALL_DAY));
	for (int y = 0; y < body.h; y++)
		grid_zone(f->g, (struct rect){ r.x, body.y + y, r.w, 1 }, ZONE_SPOT,
			  calendar_spot(column, f->c->top + y));
}

static void put_pieces(const struct face *f, size_t column, struct rect body)
{
	struct rect r = column_rect(f, column, body.y, body.h);
	struct pieces *p;
	size_t n = collect(f->c, column, &p);

	for (size_t i = 0; i < n; i++) {
		int from = p[i].from - f->c->top, to = p[i].to - f->c->top;
		struct rect at = lane_of(p, n, i, r);

		at.y += from < 0 ? 0 : from;
		to = to > body.h ? body.h : to;
		at.h = r.y + to - at.y;
		if (at.h > 0)
			put_piece(f, &p[i], at);
	}
	free(p);
}

static void put_hours(const struct face *f, struct rect body)
{
	struct civil now;

	stamp_to_local(f->v->now, &now);
	for (int y = 0; y < body.h; y++) {
		int slot = f->c->top + y, at = now.hour * 2 + now.minute / 30;

		if (slot == at)
			grid_printf(f->g, f->r.x, body.y + y, GUTTER, ROLE_ATTENTION, "%02d:%02d", now.hour,
				    now.minute);
		else if (slot % 2 == 0)
			grid_printf(f->g, f->r.x, body.y + y, GUTTER, ROLE_QUIET, "%02d:00", slot / 2);
		if (slot != at)
			continue;
		for (size_t i = f->left; i < f->left + f->shown; i++)
			if (f->c->columns[i].day == f->v->today)
				grid_hline(f->g, column_rect(f, i, 0, 1).x, body.y + y, f->width - 1, ROLE_ATTENTION);
	}
}

/* The cursor is seen, and at first the morning. */
static void scroll(struct calendar *c, int height)
{
	if (height != c->height) {
		c->height = height;
		c->top = MORNING - (height > 20 ? (height - 20) / 3 : 0);
	}
	if (c->slot >= 0 && c->slot < c->top)
		c->top = c->slot;
	if (c->slot >= c->top + height)
		c->top = c->slot - height + 1;
	if (c->top > CALENDAR_SLOTS - height)
		c->top = CALENDAR_SLOTS - height;
	if (c->top < 0)
		c->top = 0;
}

static void put_cursor(const struct face *f, struct rect body)
{
	struct rect r = column_rect(f, f->c->column, body.y + f->c->slot - f->c->top, 1);

	if (f->c->slot == CALENDAR_ALL_DAY)
		r.y = f->r.y + 1;
	else if (!calendar_at(f->c))
		grid_select(f->g, r);
	grid_cursor(f->g, r.x, r.y, false);
}

void calendar_draw_grid(struct calendar *c, struct grid *g, struct rect r, const struct value_context *v)
{
	struct face f = { .c = c, .g = g, .r = r, .v = v };
	struct rect body = r;

	if (!c->ncolumns || r.h < 3)
		return;
	lay_columns(&f);
	f.all_day = c->lines = all_day_lines(&f);
	rect_cut_top(&body, 1 + f.all_day);
	scroll(c, body.h > CALENDAR_SLOTS ? CALENDAR_SLOTS : body.h);
	body.h = c->height;
	put_hours(&f, body);
	if (f.all_day)
		grid_put_fit(g, r.x, r.y + 1, GUTTER - 1, ROLE_QUIET, _("day"));
	for (size_t i = f.left; i < f.left + f.shown; i++) {
		put_head(&f, i);
		put_spots(&f, i, body);
		put_all_day(&f, i);
		put_pieces(&f, i, body);
	}
	put_cursor(&f, body);
}
