/* A mouse does what keys do: a click walks to the row, a second one opens it; the wheel walks on. So no view
 * knows of it, and whatever keys are refused, clicks are. Only to be dragged is more than keys do: the view is told
 * over which lane its card is held. */
#include "app/app.h"

#define WHEEL 3 /* rows of a step */

static void press_times(struct app *a, uint32_t key, int times)
{
	struct event ev = key_event(key);

	for (int i = 0; i < times && !a->quit; i++)
		app_event(a, &ev);
}

/* The keys that stand in the bar, so that a click there is no more than they are. */
static void press_command(struct app *a, enum command_id id)
{
	struct sbuf names = SBUF_INIT;
	uint32_t keys[KEY_SEQ];
	struct error e;
	int n;

	keys_first(id, app_top(a)->ops->contexts, &names);
	n = names.len ? key_read_sequence(sbuf_text(&names), keys, KEY_SEQ, &e) : 0;
	for (int i = 0; i < n; i++)
		press_times(a, keys[i], 1);
	sbuf_free(&names);
}

static const struct zone *zone_here(const struct grid *g)
{
	for (size_t i = g->nzones; i > 0 && g->zones[i - 1].kind != ZONE_NOTHING; i--)
		if (g->zones[i - 1].kind == ZONE_HERE)
			return &g->zones[i - 1];
	return NULL;
}

static bool is_row(const struct zone *z)
{
	return z && (z->kind == ZONE_ROW || z->kind == ZONE_HERE);
}

/* How many rows of its lane lie between the one with the cursor and this one; negative: above. */
static int rows_between(const struct grid *g, const struct zone *from, const struct zone *to)
{
	int low = from->r.y < to->r.y ? from->r.y : to->r.y, high = from->r.y + to->r.y - low, n = 0;

	for (size_t i = g->nzones; i > 0 && g->zones[i - 1].kind != ZONE_NOTHING; i--) {
		const struct zone *z = &g->zones[i - 1];
		n += is_row(z) && z->what == to->what && z->r.y > low && z->r.y <= high;
	}
	return to->r.y < from->r.y ? -n : n;
}

/* To another column of a board; where the cursor then is is known when it is drawn. */
static void walk_across(struct app *a, int lanes)
{
	press_times(a, lanes < 0 ? K_LEFT : K_RIGHT, lanes < 0 ? -lanes : lanes);
	app_draw(a);
}

static void walk_to(struct app *a, int x, int y)
{
	const struct zone *to = grid_zone_at(&a->grid, x, y), *here = zone_here(&a->grid);
	int rows;

	if (!here || !is_row(to))
		return;
	if (here->what != to->what) {
		walk_across(a, to->what - here->what);
		to = grid_zone_at(&a->grid, x, y);
		here = zone_here(&a->grid);
	}
	if (!here || !is_row(to) || here->what != to->what)
		return;
	rows = rows_between(&a->grid, here, to);
	press_times(a, rows < 0 ? K_UP : K_DOWN, rows < 0 ? -rows : rows);
}

static void click(struct app *a, int x, int y)
{
	const struct zone *z = grid_zone_at(&a->grid, x, y);

	if (!z || z->kind == ZONE_NOTHING)
		return;
	if (z->kind == ZONE_ROW)
		walk_to(a, x, y);
	else if (z->kind == ZONE_SPOT && app_top(a)->ops->point) /* it may be another one than was drawn */
		app_top(a)->ops->point(app_top(a), z->what);
	else if (z->kind == ZONE_COMMAND)
		press_command(a, (enum command_id)z->what);
	else if (!(app_top(a)->ops->contexts & (IN_FORM | IN_FILTER)))
		press_times(a, K_ENTER, 1);
}

/* A card is taken up: where it is let go says what was meant. */
static void press(struct app *a, int x, int y)
{
	const struct zone *z = grid_zone_at(&a->grid, x, y);

	if (!app_top(a)->ops->drag || !is_row(z)) {
		click(a, x, y);
		return;
	}
	a->drag = (struct drag){ .on = true, .open = z->kind == ZONE_HERE, .lane = z->what };
	walk_to(a, x, y);
}

static void drag(struct app *a, int x, int y, bool drop)
{
	const struct zone *on = grid_zone_at(&a->grid, x, y);
	int lane = on && (is_row(on) || on->kind == ZONE_LANE) ? on->what : -1;
	struct view *v = app_top(a);

	if (!a->drag.on || !v->ops->drag)
		return;
	a->drag.open &= on && on->kind == ZONE_HERE;
	a->drag.on = !drop;
	v->ops->drag(v, lane == a->drag.lane ? -1 : lane, drop);
	if (drop && a->drag.open)
		press_times(a, K_ENTER, 1);
}

void app_mouse(struct app *a, const struct event *ev)
{
	if (!option_on(&a->host, OPTION_MOUSE))
		return;
	switch (ev->mouse) {
	case MOUSE_PRESS:
		press(a, ev->x, ev->y);
		break;
	case MOUSE_DRAG:
	case MOUSE_RELEASE:
		drag(a, ev->x, ev->y, ev->mouse == MOUSE_RELEASE);
		break;
	case MOUSE_WHEEL_UP:
		press_times(a, K_UP, WHEEL);
		break;
	case MOUSE_WHEEL_DOWN:
		press_times(a, K_DOWN, WHEEL);
		break;
	}
}
