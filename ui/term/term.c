#include "term/term.h"

#include "base/intl.h"

void term_close(struct term *t)
{
	if (t)
		t->ops->close(t);
}

void term_draw(struct term *t, const struct grid *g)
{
	t->ops->draw(t, g);
}

bool term_behind(struct term *t)
{
	return t->ops->behind && t->ops->behind(t);
}

void term_poll(struct term *t, const int *fds, size_t nfds, int timeout, struct event *ev)
{
	memset(ev, 0, sizeof(*ev));
	t->ops->poll(t, fds, nfds, timeout, ev);
	if (ev->type == EVENT_RESIZE) {
		t->w = ev->w;
		t->h = ev->h;
	}
}

void term_suspend(struct term *t)
{
	t->ops->suspend(t);
}

void term_resume(struct term *t)
{
	t->ops->resume(t);
}

void term_redraw(struct term *t)
{
	t->ops->redraw(t);
}

void term_set_theme(struct term *t, const struct theme *theme)
{
	t->theme = theme;
	t->ops->redraw(t);
}

void term_mouse(struct term *t, bool on)
{
	if (t->ops->mouse)
		t->ops->mouse(t, on);
}

void term_bell(struct term *t)
{
	t->ops->bell(t);
}

void term_title(struct term *t, const char *title)
{
	char ascii[100];
	size_t n = 0;

	for (; *title && n < sizeof(ascii) - 1; title++)
		if (*title >= ' ' && *title <= '~')
			ascii[n++] = *title;
	ascii[n] = '\0';
	t->ops->title(t, ascii);
}

int term_copy(struct term *t, const char *text, size_t len, struct error *e)
{
	if (len > TERM_COPY_MAX)
		return error_set(e, ERROR_FAILED,
				 _("too long to copy: a terminal takes at most %d bytes; export it"),
				 TERM_COPY_MAX);
	return t->ops->copy(t, text, len, e);
}
