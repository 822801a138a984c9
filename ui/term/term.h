/* A terminal: shows a grid and tells what the person does. Two back ends: curses, and one in memory
 * for scripts and tests. */
#ifndef TERM_TERM_H
#define TERM_TERM_H

#include "term/grid.h"
#include "term/key.h"

struct term;

struct term_ops {
	void (*close)(struct term *t);
	void (*draw)(struct term *t, const struct grid *g);
	bool (*behind)(struct term *t); /* NULL: never */
	void (*poll)(struct term *t, const int *fds, size_t nfds, int timeout, struct event *ev);
	void (*suspend)(struct term *t);
	void (*resume)(struct term *t);
	void (*redraw)(struct term *t);
	void (*mouse)(struct term *t, bool on); /* NULL: it tells EVENT_MOUSE anyway */
	void (*bell)(struct term *t);
	void (*title)(struct term *t, const char *ascii);
	int (*copy)(struct term *t, const char *text, size_t len, struct error *e);
};

/* The part that all back ends share; they embed it first. For reading. */
struct term {
	const struct term_ops *ops;
	const struct theme *theme;
	enum graphics graphics;
	int colours; /* 0, 8, 16, 88, 256 or 1 << 24 */
	int w, h;    /* as of the last EVENT_RESIZE, cut to GRID_MAX_* */
};

struct term_options {
	const char *theme; /* a name; NULL: by what the terminal can and NO_COLOR */
	int graphics;      /* GRAPHICS_..., or -1: by locale and terminal */
	bool focus;        /* tell EVENT_FOCUS */
};

/* Takes over the terminal on standard input and output. The locale must be set. NULL with the error
 * set when there is none or it is not known. At most one at a time. */
struct term *term_open(const struct term_options *options, struct error *e);
/* Gives the terminal back as it was and frees t (may be NULL). */
void term_close(struct term *t);

/* Shows the grid, writing only what differs from the last one, and places the cursor. */
void term_draw(struct term *t, const struct grid *g);

/* Whether so much is still on its way to the person that the next frame should wait; EVENT_ARRIVED tells
 * when it is over. */
bool term_behind(struct term *t);

/* Waits until something happens and tells it: what the person did (everything typed is read at
 * once; each poll gives one event of it), then EVENT_READY for one of nfds descriptors that can be
 * read (or has ended), then after `timeout` milliseconds EVENT_TICK. With timeout 0 it does not wait
 * and EVENT_NONE says that nothing is left; -1 waits for ever. So a loop is
 *   term_poll(t, fds, n, -1, &ev); do handle(&ev); while (term_poll(t, fds, n, 0, &ev), ev.type);
 *   load; draw;
 * EVENT_HANGUP comes once; after it the terminal is neither read nor written. */
void term_poll(struct term *t, const int *fds, size_t nfds, int timeout, struct event *ev);

/* Gives the terminal to another program (an editor) and takes it back: what was typed meanwhile is
 * dropped, everything is drawn again by the next term_draw. */
void term_suspend(struct term *t);
void term_resume(struct term *t);
/* Makes the next term_draw write everything: C-l. */
void term_redraw(struct term *t);
/* The theme from now on. */
void term_set_theme(struct term *t, const struct theme *theme);

/* Whether EVENT_MOUSE is told; off, clicks select text as the terminal does it. */
void term_mouse(struct term *t, bool on);

void term_bell(struct term *t);
/* The window's title; only the printable ASCII of it is used. */
void term_title(struct term *t, const char *title);
/* Sends text to the terminal's clipboard (OSC 52). 0 says that it was sent, not that it arrived; -1
 * with the error set when it is longer than TERM_COPY_MAX or the terminal knows no clipboard. */
#define TERM_COPY_MAX 70000
int term_copy(struct term *t, const char *text, size_t len, struct error *e);

#endif
