/* The terminal in memory. */
#include "term/script.h"

#include <errno.h>
#include <poll.h>

#include "base/utf8.h"
#include "term/queue.h"

#define FDS_MAX 16

struct script {
	struct term term;
	struct queue queue;
	struct grid screen;
	struct sbuf clipboard, title;
	int bells, draws;
	bool ended; /* the hang-up was told */
	bool (*idle)(struct term *t, void *arg);
	void *arg;
};

static struct script *of(struct term *t)
{
	return (struct script *)t;
}

static void script_close(struct term *t)
{
	queue_free(&of(t)->queue);
	grid_free(&of(t)->screen);
	sbuf_free(&of(t)->clipboard);
	sbuf_free(&of(t)->title);
	free(t);
}

static void script_draw(struct term *t, const struct grid *g)
{
	struct grid *screen = &of(t)->screen;

	grid_resize(screen, g->w, g->h);
	memcpy(screen->cells, g->cells, (size_t)g->w * (size_t)g->h * sizeof(*g->cells));
	grid_cursor(screen, g->cursor_x, g->cursor_y, g->cursor_visible);
	screen->graphics = g->graphics;
	of(t)->draws++;
}

/* Tells which descriptor can be read within the time; false when none. */
static bool wait_ready(const int *fds, size_t nfds, int timeout, struct event *ev)
{
	struct pollfd set[FDS_MAX];
	int rc;

	if (nfds > FDS_MAX)
		BUG("%zu descriptors to wait for", nfds);
	for (size_t i = 0; i < nfds; i++)
		set[i] = (struct pollfd){.fd = fds[i], .events = POLLIN};
	do
		rc = poll(set, nfds, timeout);
	while (rc < 0 && errno == EINTR);
	for (size_t i = 0; rc > 0 && i < nfds; i++)
		if (set[i].revents) {
			ev->type = EVENT_READY;
			ev->fd = fds[i];
			return true;
		}
	return false;
}

static bool take(struct script *s, struct event *ev)
{
	bool taken = queue_take(&s->queue, ev);

	s->ended = s->ended || ev->type == EVENT_HANGUP;
	return taken;
}

static void script_poll(struct term *t, const int *fds, size_t nfds, int timeout, struct event *ev)
{
	struct script *s = of(t);

	if (take(s, ev) || wait_ready(fds, nfds, 0, ev) || timeout == 0)
		return;
	if (!s->ended && !(s->idle && s->idle(t, s->arg)))
		script_hangup(t);
	if (take(s, ev))
		return;
	if (timeout < 0 && !nfds)
		BUG("nothing left to wait for");
	if (!wait_ready(fds, nfds, timeout, ev))
		ev->type = EVENT_TICK;
}

static void script_nothing(struct term *t)
{
	(void)t;
}

static void script_bell(struct term *t)
{
	of(t)->bells++;
}

static void script_set_title(struct term *t, const char *ascii)
{
	sbuf_reset(&of(t)->title);
	sbuf_puts(&of(t)->title, ascii);
}

static int script_copy(struct term *t, const char *text, size_t len, struct error *e)
{
	(void)e;
	sbuf_reset(&of(t)->clipboard);
	sbuf_add(&of(t)->clipboard, text, len);
	return 0;
}

static const struct term_ops ops = {
	.close = script_close,
	.draw = script_draw,
	.poll = script_poll,
	.suspend = script_nothing,
	.resume = script_nothing,
	.redraw = script_nothing,
	.bell = script_bell,
	.title = script_set_title,
	.copy = script_copy,
};

struct term *script_open(int w, int h)
{
	struct script *s = xcalloc(1, sizeof(*s));

	s->term.ops = &ops;
	s->term.theme = themes[0];
	s->term.graphics = GRAPHICS_UTF8;
	s->term.colours = 256;
	grid_resize(&s->screen, w, h);
	s->term.w = s->screen.w;
	s->term.h = s->screen.h;
	return &s->term;
}

void script_event(struct term *t, const struct event *ev)
{
	queue_add(&of(t)->queue, ev);
}

int script_keys(struct term *t, const char *names, struct error *e)
{
	uint32_t keys[200];
	int n = key_read_sequence(names, keys, (int)LENGTH(keys), e);

	for (int i = 0; i < n; i++) {
		struct event ev = key_event(keys[i]);
		script_event(t, &ev);
	}
	return n < 0 ? -1 : 0;
}

void script_text(struct term *t, const char *text)
{
	for (size_t len = strlen(text); len;) {
		uint32_t cp;
		size_t n = utf8_decode(text, len, &cp);
		struct event ev = key_event(cp == UTF8_BAD ? 0xFFFD : cp);
		script_event(t, &ev);
		text += n;
		len -= n;
	}
}

void script_paste(struct term *t, const char *text)
{
	script_event(t, &(struct event){.type = EVENT_PASTE, .paste = text});
}

void script_resize(struct term *t, int w, int h)
{
	w = w < GRID_MAX_W ? w : GRID_MAX_W;
	h = h < GRID_MAX_H ? h : GRID_MAX_H;
	script_event(t, &(struct event){.type = EVENT_RESIZE, .w = w, .h = h});
}

void script_hangup(struct term *t)
{
	script_event(t, &(struct event){.type = EVENT_HANGUP});
}

void script_on_idle(struct term *t, bool (*idle)(struct term *t, void *arg), void *arg)
{
	of(t)->idle = idle;
	of(t)->arg = arg;
}

const struct grid *script_screen(struct term *t)
{
	return &of(t)->screen;
}

const char *script_clipboard(struct term *t)
{
	return sbuf_text(&of(t)->clipboard);
}

const char *script_title(struct term *t)
{
	return sbuf_text(&of(t)->title);
}

int script_bells(struct term *t)
{
	return of(t)->bells;
}

int script_draws(struct term *t)
{
	return of(t)->draws;
}
