/* The panes: places that stay alive, and what is opened above them. */
#include "app/app.h"

static const struct view_spec place_specs[PLACES] = {
	{ .view = "today" },
	{ .view = "list", .name = "customer" },
	{ .view = "list", .name = "contact" },
	{ .view = "board" },
	{ .view = "list", .name = "deal", .expr = "stage:open" },
	{ .view = "calendar" },
	{ .view = "reports" },
};

bool app_place_is(int place, const char *view, const struct entity *e)
{
	const struct view_spec *s = &place_specs[place];

	return !strcmp(s->view, view) && (!s->name || entity_find(s->name) == e);
}

struct view *app_top(const struct app *a)
{
	return a->depth ? a->stack[a->depth - 1] : a->places[a->place];
}

struct view *app_pane(const struct app *a)
{
	for (size_t i = a->depth; i > 0; i--)
		if (!(a->stack[i - 1]->ops->flags & VIEW_FLOAT))
			return a->stack[i - 1];
	return a->places[a->place];
}

void app_each_view(struct app *a, void (*each)(struct view *v, void *data), void *data)
{
	for (size_t i = 0; i < PLACES; i++)
		if (a->places[i])
			each(a->places[i], data);
	for (size_t i = 0; i < a->depth; i++)
		each(a->stack[i], data);
	if (a->line)
		each(a->line, data);
}

static void forget_pending(struct app *a, const struct view *v)
{
	for (size_t i = 0; i < a->npending; i++)
		if (a->pending[i].view == v) {
			client_cancel(a->client, a->pending[i].seq);
			a->pending[i].view = NULL;
		}
}

static void free_view(struct app *a, struct view *v)
{
	forget_pending(a, v);
	if (v->ops->close)
		v->ops->close(v);
	arena_free(&v->arena);
	free(v->state);
	free(v);
}

/* A view that opened one that outlives it must not be asked any more. */
static void forget_from(struct view *v, void *gone)
{
	if (v->from == gone)
		v->from = NULL;
}

void app_free_closed(struct app *a)
{
	for (size_t i = 0; i < a->nclosing; i++) {
		app_each_view(a, forget_from, a->closing[i]);
		free_view(a, a->closing[i]);
	}
	a->nclosing = 0;
}

/* It lives until the event is over, because the code that closes it may be its own. */
static void free_later(struct app *a, struct view *v)
{
	if (a->nclosing == DEPTH)
		app_free_closed(a);
	a->closing[a->nclosing++] = v;
}

/* Takes the view and everything above it off the stack. */
static void close_from(struct app *a, size_t at)
{
	while (a->depth > at)
		free_later(a, a->stack[--a->depth]);
	a->redraw = true;
}

static int64_t record_under(struct view *v)
{
	struct subject s = { 0 };

	return v && v->ops->subject && v->ops->subject(v, &s) && s.n == 1 ? s.ids[0] : 0;
}

static struct view *make_view(struct app *a, const struct view_spec *spec, struct error *e)
{
	const struct view_ops *ops = view_find(spec->view);
	struct view *v;

	if (!ops)
		BUG("no view \"%s\"", spec->view);
	v = xcalloc(1, sizeof(*v));
	v->ops = ops;
	v->host = &a->host;
	v->from = spec->from;
	v->by = a->by;
	v->about = record_under(spec->from);
	v->asof = a->client ? client_asof(a->client) : 0;
	v->state = xcalloc(1, ops->size ? ops->size : 1);
	if (!ops->open(v, spec, e))
		return v;
	free_view(a, v);
	return NULL;
}

struct view *app_open(struct app *a, const struct view_spec *spec)
{
	struct error e = { 0 };
	struct view *v;

	if (a->depth == DEPTH) {
		app_say(a, TONE_ATTENTION, K_(app_pane(a), "Too many panes are open; {close} closes one."));
		return NULL;
	}
	v = make_view(a, spec, &e);
	if (v)
		a->stack[a->depth++] = v;
	else
		app_say(a, TONE_DANGER, "%s", e.text);
	return v;
}

void app_close(struct app *a, const struct view *v)
{
	for (size_t i = 0; i < a->depth; i++)
		if (a->stack[i] == v) {
			close_from(a, i);
			return;
		}
}

void app_forget_line(struct app *a)
{
	struct view *line = a->line;

	a->line = NULL;
	if (line)
		free_later(a, line);
}

void app_take(struct app *a, struct view *line)
{
	size_t at = 0;

	while (at < a->depth && a->stack[at] != line)
		at++;
	if (at == a->depth)
		return;
	close_from(a, at + 1);
	app_forget_line(a);
	a->depth = at;
	a->line = line;
	a->line_at = at;
	a->line_since = a->last_seq;
	a->host.again = false;
}

static bool is_shown(const struct app *a, const struct view *v)
{
	for (size_t i = 0; i < a->depth; i++)
		if (a->stack[i] == v)
			return true;
	return v == a->places[a->place];
}

/* What was taken may have opened something; the pane where it was typed may be gone. */
void app_line_back(struct app *a)
{
	struct view *line = a->line;

	a->host.again = false;
	if (!line || a->depth < a->line_at)
		return;
	close_from(a, a->line_at);
	if (!line->from || !is_shown(a, line->from)) {
		app_forget_line(a);
		return;
	}
	a->line = NULL;
	a->stack[a->depth++] = line;
	if (line->ops->back)
		line->ops->back(line);
}

void app_back(struct app *a)
{
	if (a->depth)
		close_from(a, a->depth - 1);
	else if (a->place)
		app_go(a, 0);
}

void app_go(struct app *a, int place)
{
	struct view_spec spec = place_specs[place];
	struct error e = { 0 };

	close_from(a, 0);
	if (!a->places[place]) {
		if (!strcmp(spec.view, "list"))
			spec.entity = entity_find(spec.name);
		a->places[place] = make_view(a, &spec, &e);
		if (!a->places[place])
			BUG("place %d: %s", place, e.text);
		a->places[place]->place = true;
		app_restore_place(a, a->places[place]);
	}
	if (place != a->place)
		a->last_place = a->place;
	a->place = place;
}

void app_close_all(struct app *a)
{
	app_forget_line(a);
	close_from(a, 0);
	app_free_closed(a);
	for (size_t i = 0; i < PLACES; i++)
		if (a->places[i])
			free_view(a, a->places[i]);
	memset(a->places, 0, sizeof(a->places));
}
