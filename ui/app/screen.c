/* The lines around the pane: places, message, keys, and what may follow a key. */
#include "app/app.h"

#include "base/utf8.h"
#include "term/draw.h"
#include "widget/rows.h"

static const struct {
	enum command_id id;
	int key;
} tabs[PLACES] = {
	{ CMD_GO_TODAY, '1' },	  { CMD_GO_CUSTOMERS, '2' }, { CMD_GO_CONTACTS, '3' },
	{ CMD_GO_PIPELINE, '4' }, { CMD_GO_DEALS, '5' },     { CMD_GO_CALENDAR, '6' },
	{ CMD_GO_REPORTS, '8' },
};

/* At the right end, and never left out for want of room. */
static void draw_read_only(struct app *a, struct grid *g, struct rect *line)
{
	const char *words = _("read only");
	int w = utf8_columns(words);

	if (a->client && client_read_only(a->client)) {
		grid_put(g, line->x + line->w - w - 1, line->y, w, ROLE_ATTENTION, words);
		line->w -= w + 1;
	}
}

/* What is shown is not what is: the day comes with the rows, not before them. */
static void draw_asof(struct app *a, struct grid *g, struct rect *line)
{
	char day[DATE_SIZE];
	struct sbuf text = SBUF_INIT;
	int w;

	if (!app_pane(a)->asof)
		return;
	date_write_iso(stamp_date(app_pane(a)->asof), day);
	sbuf_printf(&text, _(" as of %s "), day);
	w = utf8_columns(sbuf_text(&text));
	grid_put(g, line->x + line->w - w - 1, line->y, w, ROLE_DANGER | ATTR_REVERSE, sbuf_text(&text));
	line->w -= w + 1;
	sbuf_free(&text);
}

static bool pane_above_place(const struct app *a)
{
	return app_pane(a) != a->places[a->place];
}

#define TABS_GAP 2 /* between places, where there is room */

/* The names of all places, so far apart. */
static int tabs_width(bool brand, int gap)
{
	int width = brand ? utf8_columns(" Rapport") + gap : 1;

	for (int i = 0; i < PLACES; i++)
		width += 2 + utf8_columns(_(commands[tabs[i].id].label)) + (i ? gap : 0);
	return width;
}

#define NEAR_MOST  40 /* columns; the digits of all places and the name of one need as many */
#define NEAR_WORDS 16 /* in less only its hour says anything */
#define NEAR_HOUR  5

/* It gives way to the names of the places, and our own name to its hour. */
static int near_room(int width)
{
	int room = width - tabs_width(true, 1) - 2;

	if (room < NEAR_WORDS)
		room = width - tabs_width(false, 1) - 2;
	return room >= NEAR_HOUR ? room : width - NEAR_MOST;
}

/* The appointment that is near, until it begins: a message is gone with the next key. Today says it anyway,
 * and there the names of the places are worth more where there is no room for both. */
static void draw_near(struct app *a, struct grid *g, struct rect *line)
{
	int w, most, least = pane_above_place(a) ? 0 : a->place ? 60 : 100;
	size_t hour;
	struct sbuf text = SBUF_INIT;

	if (line->w >= least && remind_next(a, &text)) {
		most = pane_above_place(a) ? line->w / 3 : near_room(line->w);
		most = most < NEAR_MOST ? most : NEAR_MOST;
		hour = strcspn(sbuf_text(&text), " ");
		if (most < NEAR_WORDS)
			sbuf_erase(&text, hour, text.len - hour);
		w = grid_columns(g, sbuf_text(&text));
		w = w < most ? w : most;
		grid_put_fit(g, line->x + line->w - w - 1, line->y, w, ROLE_ATTENTION, sbuf_text(&text));
		line->w -= w + 2;
	}
	sbuf_free(&text);
}

/* How far apart the names of all places may stand; 0: they have no room. */
static int tabs_gap(int room, bool brand)
{
	int gap = TABS_GAP;

	while (gap && tabs_width(brand, gap) > room)
		gap--;
	return gap;
}

/* Where there is no room for all names, only the place that is open has one. */
static void draw_tabs(struct app *a, struct grid *g, struct rect line)
{
	int x = line.x + 1, right = utf8_columns(a->book) + utf8_columns(host_me(&a->host)) + 5;
	struct rect old = grid_clip(g, line);
	int gap = tabs_gap(line.w, true);
	bool brand = gap || !(gap = tabs_gap(line.w, false));

	if (brand)
		x += grid_put(g, x, line.y, line.w, ROLE_TITLE, "Rapport") + (gap ? gap : 3);
	for (int i = 0; i < PLACES; i++) {
		const char *label = _(commands[tabs[i].id].label);
		unsigned style = i == a->place ? ROLE_TAB_ACTIVE : ROLE_TAB;
		grid_printf(g, x, line.y, 2, ROLE_QUIET, "%c", tabs[i].key);
		grid_zone(g, (struct rect){ x, line.y, 2 + (gap ? utf8_columns(label) : 0), 1 }, ZONE_COMMAND,
			  (int)tabs[i].id);
		x += 2;
		if (gap || i == a->place)
			x += grid_put(g, x, line.y, line.w, style, label) + (gap ? gap : 1);
	}
	if (x + right < line.x + line.w)
		grid_printf(g, line.x + line.w - right + 1, line.y, right, ROLE_QUIET, "%s · %s",
			    host_me(&a->host), a->book);
	grid_unclip(g, old);
}

/* Customers › Müller & Söhne: where one is, when something stands above the place. */
static void draw_crumbs(struct app *a, struct grid *g, struct rect line)
{
	struct sbuf crumbs = SBUF_INIT;
	struct view *base = a->places[a->place];

	sbuf_puts(&crumbs, "Rapport");
	for (size_t i = 0; i <= a->depth; i++) {
		struct view *v = i ? a->stack[i - 1] : base;
		if ((v->ops->flags & VIEW_FLOAT) || !v->ops->title)
			continue;
		sbuf_printf(&crumbs, " %s ", glyph_text(g->graphics, GLYPH_CRUMB));
		v->ops->title(v, &crumbs);
	}
	grid_put_fit(g, line.x + 1, line.y, line.w - 2, ROLE_TITLE, sbuf_text(&crumbs));
	sbuf_free(&crumbs);
}

static enum command_id next_in_bar(unsigned contexts, int below, int *bar)
{
	enum command_id best = CMD_NONE;

	*bar = 0;
	for (size_t i = 0; i < CMD_COUNT; i++)
		if ((commands[i].contexts & contexts) && commands[i].bar > *bar &&
		    commands[i].bar < below) {
			best = (enum command_id)i;
			*bar = commands[i].bar;
		}
	return best;
}

static void draw_keys(struct app *a, struct grid *g, struct rect line)
{
	unsigned contexts = app_top(a)->ops->contexts;
	int x = line.x + 1, below = 1000, bar;
	enum command_id id;

	grid_fill(g, line, ROLE_BAR);
	while ((id = next_in_bar(contexts, below, &bar)) != CMD_NONE) {
		struct sbuf key = SBUF_INIT;
		const char *label = _(commands[id].label);
		int w;
		below = bar;
		if (app_top(a) == app_pane(a) && (app_refusal(a, id) || !app_is_sure(a, id)))
			continue;
		keys_first(id, contexts, &key);
		w = utf8_columns(sbuf_text(&key)) + 1 + utf8_columns(label);
		if (key.len && x + w < line.x + line.w) {
			int used = grid_put(g, x, line.y, w, ROLE_KEY, sbuf_text(&key));
			grid_zone(g, (struct rect){ x, line.y, w, 1 }, ZONE_COMMAND, (int)id);
			grid_put(g, x + used + 1, line.y, w, ROLE_BAR, label);
			x += w + 2;
		}
		sbuf_free(&key);
	}
}

#define MESSAGE_MOST 5 /* lines */

/* Something is asked for, maybe for long enough that it is told how far it is. */
static void draw_working(const struct app *a, struct grid *g, struct rect line)
{
	int bar = line.w / 6;

	for (size_t i = 0; i < a->npending; i++)
		if (a->pending[i].seq == a->told.seq && a->pending[i].view == app_top(a)) {
			draw_bar(g, line.x + 1, line.y, bar, ROLE_CHART1, a->told.percent / 100.);
			grid_printf(g, line.x + bar + 3, line.y, line.w - bar - 4, ROLE_QUIET, _("%d %% · C-c cancels"),
				    a->told.percent);
			return;
		}
	grid_put(g, line.x + 1, line.y, line.w - 2, ROLE_QUIET, _("working… C-c cancels"));
}

/* What goes on, while nothing was said. */
static void draw_progress(struct app *a, struct grid *g, struct rect line)
{
	if (a->message.len)
		return;
	if (many_runs(a))
		many_draw(a, g, line);
	else if (a->export)
		app_export_draw(a, g, line);
	else if (a->transfer)
		app_transfer_draw(a, g, line);
	else if (app_top(a)->loading || app_undoes(a))
		draw_working(a, g, line);
}

/* What does not fit into the line takes more, above it: nobody should have to guess the end. It answers the last key,
 * and so stands above what floats. */
static void draw_message(struct app *a, struct grid *g, struct rect line)
{
	const char *text = sbuf_text(&a->message);
	int width = line.w - 2, rows = 1 + utf8_columns(text) / (width > 8 ? width - 8 : 1);

	if (!a->message.len)
		return;
	if (utf8_columns(text) <= width)
		rows = 1;
	else if (rows > MESSAGE_MOST)
		rows = MESSAGE_MOST;
	if (rows > line.y)
		rows = line.y;
	line = (struct rect){ line.x, line.y - rows + 1, line.w, rows };
	grid_fill(g, line, ROLE_DEFAULT);
	grid_put_lines(g, rect_inset(line, 1, 0), tone_style(a->tone), text);
}

static void draw_which(struct app *a, struct grid *g, struct rect body)
{
	enum command_id ids[40];
	uint32_t next[40];
	size_t n = keys_after(a->keys, a->nkeys, app_top(a)->ops->contexts, ids, next, LENGTH(ids));
	struct rect box = rect_cut_bottom(&body, (int)n + 2 > body.h ? body.h : (int)n + 2);
	struct sbuf title = SBUF_INIT;

	if (!n)
		return;
	box = rect_cut_right(&box, 40);
	grid_fill(g, box, ROLE_DIALOG);
	key_write_sequence(&title, a->keys, (int)a->nkeys);
	grid_box(g, box, ROLE_BOX, sbuf_text(&title));
	sbuf_free(&title);
	box = rect_inset(box, 2, 1);
	for (size_t i = 0; i < n; i++) {
		struct rect line = rect_row(box, (int)i);
		struct sbuf key = SBUF_INIT;
		key_write(&key, next[i]);
		grid_put(g, line.x, line.y, 6, ROLE_KEY, sbuf_text(&key));
		grid_put_fit(g, line.x + 7, line.y, line.w - 7, ROLE_DIALOG, _(commands[ids[i]].label));
		sbuf_free(&key);
	}
}

/* What floats below the pane waits until it is seen again. */
static void draw_floats(struct app *a, struct grid *g, struct rect whole)
{
	struct rect above = { 0, 0, whole.w, whole.h - 1 }; /* the key bar is the float's */

	size_t i = a->depth;

	while (i > 0 && a->stack[i - 1]->ops->flags & VIEW_FLOAT)
		i--;
	for (; i < a->depth; i++) {
		struct view *v = a->stack[i];
		struct rect r = whole, old;
		if (v->ops->place)
			r = v->ops->place(v, r);
		grid_zone(g, above, ZONE_NOTHING, 0);
		old = grid_clip(g, r);
		v->ops->draw(v, g, r);
		grid_unclip(g, old);
	}
}

static void too_small(struct grid *g, struct rect r)
{
	struct sbuf text = SBUF_INIT;

	sbuf_printf(&text, g->w < 26 ? _("too small: %dx%d") : _("Window too small (%dx%d)"), g->w, g->h);
	grid_put_fit(g, r.x, r.h / 2, r.w, ROLE_ATTENTION, sbuf_text(&text));
	sbuf_free(&text);
}

void screen_draw(struct app *a, struct grid *g)
{
	struct rect body = grid_rect(g), whole, line, message;
	struct view *pane = app_pane(a);

	if (g->w < 40 || g->h < 8) {
		too_small(g, body);
		return;
	}
	if (a->tour)
		tour_draw(a, g, rect_cut_bottom(&body, tour_height(a, g)));
	whole = body;
	line = rect_cut_top(&body, 1);
	draw_asof(a, g, &line);
	draw_read_only(a, g, &line);
	draw_near(a, g, &line);
	if (pane_above_place(a))
		draw_crumbs(a, g, line);
	else
		draw_tabs(a, g, line);
	line = rect_cut_top(&body, 1);
	grid_cursor(g, line.x + 1, line.y, false);
	if (pane->ops->status)
		pane->ops->status(pane, g, line);
	draw_keys(a, g, rect_cut_bottom(&body, 1));
	message = rect_cut_bottom(&body, 1);
	line = grid_clip(g, body);
	pane->ops->draw(pane, g, body);
	grid_unclip(g, line);
	draw_progress(a, g, message);
	if (a->which)
		draw_which(a, g, body);
	draw_floats(a, g, whole);
	if (app_top(a)->ops->contexts & IN_LINE) /* why the line is not taken, above it */
		message.y--;
	draw_message(a, g, message);
}
