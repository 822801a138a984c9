/* The terminal of a person, by way of ncursesw. No other file knows curses. */
#include "config.h"

#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#define NCURSES_WIDECHAR 1
#include <curses.h>

#include "base/clock.h"
#include "base/intl.h"
#include "base/utf8.h"
#include "term/clipboard.h"
#include "term/flow.h"
#include "term/input.h"
#include "term/sequence.h"
#include "term/signals.h"
#include "term/term.h"
#include "term/tty.h"

/* From <term.h>, which also defines macros with everyday names and a struct term of its own. */
int tigetflag(const char *name);
char *tigetstr(const char *name);

#define FDS_MAX 16

#define MODES_ON  "\033[?2004h" /* bracketed paste */
#define MOUSE_ON  "\033[?1002h\033[?1006h" /* clicks, and moves while the button is held */
#define MOUSE_OFF "\033[?1006l\033[?1002l"
#define MODES_OFF "\033[?2004l\033[?1004l" MOUSE_OFF
#define FOCUS_ON  "\033[?1004h"

#define ANSWER_WAIT 500 /* ms that leaving waits for what the terminal was asked */
#define CTRL_Z    26

/* Codes for sequences that terminfo does not have; above those it gives out itself. */
enum {
	CODE_PASTE_BEGIN = 0x1000,
	CODE_PASTE_END,
	CODE_FOCUS_IN,
	CODE_FOCUS_OUT,
	CODE_ARRIVED,
	CODE_MOUSE,
	CODE_SEQUENCE = 0x1100, /* + its number */
};

struct pen {
	unsigned attrs; /* ours */
	int pair;
};

struct curses {
	struct term term;
	SCREEN *screen;
	WINDOW *keys; /* a pad: reading from a window would paint it */
	struct input input;
	struct grid shown; /* what the terminal shows */
	struct pen pens[ROLE_COUNT];
	bool repaint; /* trust nothing on the terminal */
	bool focus;
	bool mouse;
	bool ended;   /* the person is gone */
	bool titled;
	bool asks;    /* the terminal knows device status reports */
	struct flow flow;
};

static struct curses *of(struct term *t)
{
	return (struct curses *)t;
}

static void push(struct curses *c, struct event ev)
{
	queue_add(&c->input.queue, &ev);
}

static void modes_on(struct curses *c)
{
	tty_send_text(MODES_ON);
	if (c->focus)
		tty_send_text(FOCUS_ON);
	if (c->mouse)
		tty_send_text(MOUSE_ON);
}

static void hang_up(struct curses *c)
{
	if (!c->ended)
		push(c, (struct event){.type = EVENT_HANGUP});
	c->ended = true;
}

/* Drawing */

static attr_t curses_attrs(unsigned attrs)
{
	static const struct {
		unsigned ours;
		attr_t theirs;
	} map[] = {
		{ATTR_BOLD, WA_BOLD},           {ATTR_DIM, WA_DIM},         {ATTR_ITALIC, WA_ITALIC},
		{ATTR_UNDERLINE, WA_UNDERLINE}, {ATTR_REVERSE, WA_REVERSE},
	};
	attr_t out = 0;

	for (size_t i = 0; i < LENGTH(map); i++)
		out |= attrs & map[i].ours ? map[i].theirs : 0;
	return out;
}

static int curses_colour(uint32_t ink)
{
	if (ink == INK_DEFAULT)
		return -1;
	return (int)(ink >= INK_RGB(0) ? ink & 0xffffff : ink - INK_PALETTE(0));
}

static void make_pens(struct curses *c)
{
	for (unsigned role = 0; role < ROLE_COUNT; role++) {
		struct look look = theme_look(c->term.theme, role, c->term.colours);
		int pair = 0;
		if (c->term.colours >= 8 && (look.fg != INK_DEFAULT || look.bg != INK_DEFAULT))
			pair = alloc_pair(curses_colour(look.fg), curses_colour(look.bg));
		c->pens[role] = (struct pen){look.attrs, pair > 0 ? pair : 0};
	}
}

/* The cell's characters as curses takes them; false when the C library would give them another width
 * than we do, since curses believes the library. */
static bool cell_chars(const struct cell *cell, wchar_t out[CCHARW_MAX + 1])
{
	size_t len = strlen(cell->text), at = 0, n = 0;

	while (at < len && n < CCHARW_MAX) {
		uint32_t cp;
		at += utf8_decode(cell->text + at, len - at, &cp);
		if (n == 0 && wcwidth((wchar_t)cp) != cell->width)
			return false;
		if (n == 0 || wcwidth((wchar_t)cp) == 0)
			out[n++] = (wchar_t)cp;
	}
	out[n] = L'\0';
	return n > 0;
}

static void put_chars(struct curses *c, int y, int x, const wchar_t *chars, unsigned style)
{
	struct pen *pen = &c->pens[STYLE_ROLE(style)];
	cchar_t out;

	/* A pair beyond what a short holds travels in the last argument. */
	if (setcchar(&out, chars, curses_attrs(ATTRS_JOIN(pen->attrs, STYLE_ATTRS(style))), 0, &pen->pair) == OK)
		mvadd_wch(y, x, &out); /* ERR in the last corner, where it is drawn all the same */
}

static bool put_line_glyph(struct curses *c, int y, int x, const struct cell *cell)
{
	struct pen *pen = &c->pens[STYLE_ROLE(cell->style)];
	char acs = c->term.graphics == GRAPHICS_ACS ? glyph_acs(cell->text) : 0;
	attr_t attrs;

	if (!acs)
		return false;
	attrs = curses_attrs(ATTRS_JOIN(pen->attrs, STYLE_ATTRS(cell->style)));
	attr_set(attrs, 0, &pen->pair);
	mvaddch(y, x, NCURSES_ACS(acs));
	attr_set(WA_NORMAL, 0, NULL);
	return true;
}

static void put_cell(struct curses *c, int y, int x, const struct cell *cell)
{
	wchar_t chars[CCHARW_MAX + 1], plain[2] = {0};

	if (cell->width == 0 || put_line_glyph(c, y, x, cell))
		return;
	if (cell_chars(cell, chars)) {
		put_chars(c, y, x, chars, cell->style);
		return;
	}
	plain[0] = (wchar_t)glyph_plain(cell->text);
	for (int i = 0; i < cell->width; i++)
		put_chars(c, y, x + i, i ? L" " : plain, cell->style);
}

/* Returns about how many bytes it will take to show them. */
static size_t put_changed_rows(struct curses *c, const struct grid *g)
{
	size_t bytes = 0;

	for (int y = 0; y < g->h; y++) {
		size_t at = (size_t)y * (size_t)g->w;
		if (memcmp(g->cells + at, c->shown.cells + at, sizeof(*g->cells) * (size_t)g->w) == 0)
			continue;
		for (int x = 0; x < g->w; x++) {
			const struct cell *cell = &g->cells[at + (size_t)x];
			if (memcmp(cell, &c->shown.cells[at + (size_t)x], sizeof(*cell)) != 0)
				bytes += strlen(cell->text);
			put_cell(c, y, x, cell);
		}
		memcpy(c->shown.cells + at, g->cells + at, sizeof(*g->cells) * (size_t)g->w);
	}
	return bytes;
}

static void curses_draw(struct term *t, const struct grid *g)
{
	struct curses *c = of(t);
	size_t bytes;

	if (c->ended)
		return;
	if (c->repaint || g->w != c->shown.w || g->h != c->shown.h) {
		make_pens(c);
		erase();
		grid_resize(&c->shown, g->w, g->h);
		memset(c->shown.cells, 0, sizeof(*g->cells) * (size_t)g->w * (size_t)g->h);
		clearok(curscr, c->repaint);
		c->repaint = false;
	}
	bytes = put_changed_rows(c, g);
	curs_set(g->cursor_visible);
	move(g->cursor_y, g->cursor_x);
	wnoutrefresh(stdscr);
	doupdate();
	if (bytes && c->asks) {
		tty_send_text(FLOW_QUESTION);
		flow_sent(&c->flow, bytes, clock_ticks());
	}
}

static bool curses_behind(struct term *t)
{
	return flow_behind(&of(t)->flow, clock_ticks());
}

static void curses_redraw(struct term *t)
{
	of(t)->repaint = true;
}

/* Size */

static void follow_size(struct curses *c)
{
	struct winsize ws;
	int w, h;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) == 0 && ws.ws_col && ws.ws_row &&
	    (ws.ws_col != COLS || ws.ws_row != LINES))
		resizeterm(ws.ws_row, ws.ws_col);
	w = COLS < GRID_MAX_W ? COLS : GRID_MAX_W;
	h = LINES < GRID_MAX_H ? LINES : GRID_MAX_H;
	c->repaint = true;
	push(c, (struct event){.type = EVENT_RESIZE, .w = w, .h = h});
}

/* Keys */

static const struct {
	int code;
	uint32_t key;
} codes[] = {
	{KEY_ENTER, K_ENTER},       {KEY_BACKSPACE, K_BACKSPACE}, {KEY_DC, K_DELETE},
	{KEY_IC, K_INSERT},         {KEY_UP, K_UP},               {KEY_DOWN, K_DOWN},
	{KEY_LEFT, K_LEFT},         {KEY_RIGHT, K_RIGHT},         {KEY_HOME, K_HOME},
	{KEY_END, K_END},           {KEY_PPAGE, K_PAGE_UP},       {KEY_NPAGE, K_PAGE_DOWN},
	{KEY_BTAB, K_TAB | K_SHIFT}, {KEY_SLEFT, K_LEFT | K_SHIFT}, {KEY_SRIGHT, K_RIGHT | K_SHIFT},
	{KEY_SR, K_UP | K_SHIFT},   {KEY_SF, K_DOWN | K_SHIFT},   {KEY_SHOME, K_HOME | K_SHIFT},
	{KEY_SEND, K_END | K_SHIFT}, {KEY_SDC, K_DELETE | K_SHIFT}, {KEY_A1, K_HOME},
	{KEY_A3, K_PAGE_UP},        {KEY_C1, K_END},              {KEY_C3, K_PAGE_DOWN},
};

static void define_keys(void)
{
	define_key("\033[200~", CODE_PASTE_BEGIN);
	define_key("\033[201~", CODE_PASTE_END);
	define_key("\033[I", CODE_FOCUS_IN);
	define_key("\033[O", CODE_FOCUS_OUT);
	define_key(FLOW_ANSWER, CODE_ARRIVED);
	define_key("\033[<", CODE_MOUSE);
	for (int i = 0; i < SEQUENCES; i++) {
		char sequence[SEQUENCE_MAX];
		sequence_at(i, sequence);
		define_key(sequence, CODE_SEQUENCE + i);
	}
}

/* 0 for codes that mean no key. */
static uint32_t key_of_code(int code)
{
	char sequence[SEQUENCE_MAX];

	if (code >= CODE_SEQUENCE && code < CODE_SEQUENCE + SEQUENCES)
		return sequence_at(code - CODE_SEQUENCE, sequence);
	if (code >= KEY_F(1) && code <= KEY_F(24))
		return code <= KEY_F(12) ? K_F1 + (uint32_t)(code - KEY_F(1))
					 : (K_F1 + (uint32_t)(code - KEY_F(13))) | K_SHIFT;
	for (size_t i = 0; i < LENGTH(codes); i++)
		if (codes[i].code == code)
			return codes[i].key;
	return 0;
}

static void begin_paste(struct curses *c)
{
	input_paste_begin(&c->input, clock_ticks());
	/* A character may come in two parts; curses forgets the first when it may not wait. */
	wtimeout(c->keys, 50);
}

static void end_paste(struct curses *c)
{
	input_paste_end(&c->input);
	wtimeout(c->keys, 0);
}

/* Only who waits for it wants to know. */
static void take_arrival(struct curses *c)
{
	bool behind = flow_behind(&c->flow, clock_ticks());

	flow_arrived(&c->flow, clock_ticks());
	if (behind && !flow_behind(&c->flow, clock_ticks()))
		push(c, (struct event){.type = EVENT_ARRIVED});
}

static void take_code(struct curses *c, int code)
{
	uint32_t key = key_of_code(code);

	if (code == CODE_PASTE_BEGIN)
		begin_paste(c);
	else if (code == CODE_PASTE_END)
		end_paste(c);
	else if (code == CODE_FOCUS_IN || code == CODE_FOCUS_OUT)
		push(c, (struct event){.type = EVENT_FOCUS, .focused = code == CODE_FOCUS_IN});
	else if (code == CODE_MOUSE)
		input_mouse_begin(&c->input);
	else if (code == CODE_ARRIVED)
		take_arrival(c);
	else if (key)
		input_key(&c->input, key);
}

/* Everything that was typed: one wake may hide many keys in curses' own queue. */
static void read_keys(struct curses *c)
{
	wint_t got;
	int kind;

	while ((kind = wget_wch(c->keys, &got)) != ERR)
		if (kind == KEY_CODE_YES)
			take_code(c, (int)got);
		else if (got == CTRL_Z && !c->input.pasting)
			raise(SIGTSTP);
		else
			input_char(&c->input, got, clock_ticks());
}

/* Suspending */

/* Answers that came after us would be typed to whoever has the terminal next. */
static void await_answers(struct curses *c)
{
	struct pollfd tty = {.fd = STDIN_FILENO, .events = POLLIN};
	int64_t until = clock_ticks() + ANSWER_WAIT, left;

	while (c->flow.answers && c->flow.n && (left = until - clock_ticks()) > 0 &&
	       poll(&tty, 1, (int)left) > 0 && tty.revents == POLLIN)
		read_keys(c);
	flow_forget(&c->flow);
}

static void curses_suspend(struct term *t)
{
	if (of(t)->ended)
		return;
	await_answers(of(t));
	tty_send_text(MODES_OFF);
	endwin();
}

static void curses_resume(struct term *t)
{
	struct curses *c = of(t);

	if (c->ended)
		return;
	reset_prog_mode();
	flushinp();
	input_clear(&c->input);
	wtimeout(c->keys, 0);
	modes_on(c);
	follow_size(c);
}

static void curses_mouse(struct term *t, bool on)
{
	struct curses *c = of(t);

	if (c->mouse != on)
		tty_send_text(on ? MOUSE_ON : MOUSE_OFF);
	c->mouse = on;
}

static void come_back(struct curses *c)
{
	curses_resume(&c->term);
	push(c, (struct event){.type = EVENT_RESUME});
}

/* Waiting */

static void handle_signals(struct curses *c)
{
	if (signals_take(SIGHUP) || signals_take(SIGTERM))
		hang_up(c);
	if (signals_take(SIGINT))
		push(c, key_event(K_CTRL | 'c'));
	if (signals_take(SIGTSTP)) {
		curses_suspend(&c->term);
		signals_stop();
		come_back(c);
	}
	if (signals_take(SIGCONT)) /* somebody else stopped us */
		come_back(c);
	if (signals_take(SIGWINCH))
		follow_size(c);
}

static void handle_terminal(struct curses *c, short revents)
{
	int waiting = 0;

	if (revents & POLLIN) {
		/* Readable without a byte is the end of input. */
		if (ioctl(STDIN_FILENO, FIONREAD, &waiting) == 0 && waiting == 0)
			hang_up(c);
		else
			read_keys(c);
	}
	if (revents & (POLLHUP | POLLERR | POLLNVAL))
		hang_up(c);
}

/* Waits once for the terminal, signals and fds. Returns the first of fds that is ready, or -1. */
static int wait_once(struct curses *c, const int *fds, size_t nfds, int timeout)
{
	struct pollfd set[FDS_MAX + 2] = {
		{.fd = c->ended ? -1 : STDIN_FILENO, .events = POLLIN},
		{.fd = signals_fd(), .events = POLLIN},
	};

	if (nfds > FDS_MAX)
		BUG("%zu descriptors to wait for", nfds);
	for (size_t i = 0; i < nfds; i++)
		set[i + 2] = (struct pollfd){.fd = fds[i], .events = POLLIN};
	if (poll(set, nfds + 2, timeout) <= 0)
		return -1;
	if (set[1].revents)
		signals_drain();
	if (set[0].revents)
		handle_terminal(c, set[0].revents);
	for (size_t i = 0; i < nfds; i++)
		if (set[i + 2].revents)
			return fds[i];
	return -1;
}

/* How long to wait until `until` (-1: no end) or until an open paste is given up. */
static int time_left(const struct curses *c, int64_t until)
{
	int64_t now = clock_ticks();

	if (c->input.pasting && (until < 0 || c->input.paste_until < until))
		until = c->input.paste_until;
	return until < 0 ? -1 : until < now ? 0 : (int)(until - now);
}

static void curses_poll(struct term *t, const int *fds, size_t nfds, int timeout, struct event *ev)
{
	struct curses *c = of(t);
	int64_t until = timeout < 0 ? -1 : clock_ticks() + timeout;

	for (;;) {
		int ready = -1;
		handle_signals(c);
		if (queue_take(&c->input.queue, ev))
			return;
		ready = wait_once(c, fds, nfds, time_left(c, until));
		input_idle(&c->input, clock_ticks());
		handle_signals(c);
		if (queue_take(&c->input.queue, ev))
			return;
		if (ready >= 0) {
			*ev = (struct event){.type = EVENT_READY, .fd = ready};
			return;
		}
		if (until >= 0 && clock_ticks() >= until) {
			ev->type = timeout ? EVENT_TICK : EVENT_NONE;
			return;
		}
	}
}

/* The rest */

static void curses_bell(struct term *t)
{
	if (!of(t)->ended)
		beep();
}

static bool is_xterm_like(void)
{
	const char *name = termname();

	return tigetflag("XT") > 0 || strncmp(name, "tmux", 4) == 0 || strncmp(name, "screen", 6) == 0;
}

static void curses_title(struct term *t, const char *ascii)
{
	if (of(t)->ended || !is_xterm_like())
		return;
	if (!of(t)->titled)
		tty_send_text("\033[22;2t"); /* keep the old one */
	of(t)->titled = true;
	tty_send_text("\033]2;");
	tty_send_text(ascii);
	tty_send_text("\007");
}

static int curses_copy(struct term *t, const char *text, size_t len, struct error *e)
{
	struct sbuf out = SBUF_INIT;

	if (of(t)->ended || !is_xterm_like())
		return error_set(e, ERROR_FAILED, _("this terminal has no clipboard that a program can fill"));
	clipboard_write(&out, text, len);
	tty_send(out.data, out.len);
	sbuf_free(&out);
	return 0;
}

static void curses_close(struct term *t)
{
	struct curses *c = of(t);

	if (tty_alive()) {
		if (!c->ended)
			await_answers(c);
		tty_send_text(MODES_OFF);
		if (c->titled)
			tty_send_text("\033[23;2t");
		endwin();
	}
	mem_on_failure(NULL);
	signals_close();
	delwin(c->keys);
	delscreen(c->screen);
	input_free(&c->input);
	grid_free(&c->shown);
	free(c);
}

static const struct term_ops ops = {
	.close = curses_close,
	.draw = curses_draw,
	.behind = curses_behind,
	.poll = curses_poll,
	.suspend = curses_suspend,
	.resume = curses_resume,
	.redraw = curses_redraw,
	.mouse = curses_mouse,
	.bell = curses_bell,
	.title = curses_title,
	.copy = curses_copy,
};

static enum graphics choose_graphics(void)
{
	bool console = strncmp(termname(), "linux", 5) == 0;

	if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0 && !console)
		return GRAPHICS_UTF8;
	return tigetstr("acsc") ? GRAPHICS_ACS : GRAPHICS_ASCII;
}

static int count_colours(void)
{
	if (!has_colors() || start_color() != OK || use_default_colors() != OK)
		return 0;
	/* Only with RGB a number above 256 means red, green and blue. */
	return COLORS <= 256 || tigetflag("RGB") > 0 ? COLORS : 256;
}

/* Who can tell where the cursor is can tell that it is well. */
static bool answers_reports(void)
{
	const char *question = tigetstr("u7");

	return question && question != (char *)-1 && strcmp(question, "\033[6n") == 0;
}

static void begin_input(struct curses *c)
{
	raw();
	noecho();
	nonl();
	/* Long enough for a sequence that a bad link tears apart, short enough for a person. */
	if (!getenv("ESCDELAY"))
		set_escdelay(getenv("SSH_CONNECTION") ? 100 : 40);
	c->keys = newpad(1, 1);
	keypad(c->keys, TRUE);
	wtimeout(c->keys, 0);
	define_keys();
	modes_on(c);
}

/* What to write when nobody is left to call endwin; padding, which only old hardware needs, is cut. */
static int begin_signals(const struct termios *modes, struct error *e)
{
	static const char *const ends[] = {"sgr0", "rmkx", "cnorm", "rmcup"};
	struct sbuf goodbye = SBUF_INIT;
	int rc;

	sbuf_puts(&goodbye, MODES_OFF);
	for (size_t i = 0; i < LENGTH(ends); i++) {
		const char *sequence = tigetstr(ends[i]);
		if (sequence && sequence != (char *)-1)
			sbuf_add(&goodbye, sequence, strcspn(sequence, "$"));
	}
	rc = signals_open(sbuf_text(&goodbye), modes, e);
	sbuf_free(&goodbye);
	return rc;
}

static SCREEN *begin_curses(struct error *e)
{
	const char *name = getenv("TERM");
	SCREEN *screen;

	/* With LINES and COLUMNS in the environment the size would never change. */
	use_env(FALSE);
	use_tioctl(TRUE);
	screen = newterm(NULL, stdout, stdin);
	if (!screen) {
		error_set(e, ERROR_FAILED, _("the terminal type \"%s\" (TERM) is not known here; try "
					     "TERM=xterm"), name ? name : "");
	} else if (!tigetstr("cup")) {
		error_set(e, ERROR_FAILED, _("the terminal type \"%s\" (TERM) cannot place text on a "
					     "screen; try TERM=xterm"), name ? name : "");
		endwin();
		delscreen(screen);
		screen = NULL;
	}
	return screen;
}

struct term *term_open(const struct term_options *options, struct error *e)
{
	struct termios modes;
	struct curses *c;
	SCREEN *screen;

	if (tcgetattr(STDIN_FILENO, &modes) || !isatty(STDOUT_FILENO)) {
		error_set(e, ERROR_USAGE, _("the screen needs a terminal; in a pipe use the commands, "
					    "see rapport --help"));
		return NULL;
	}
	if (!(screen = begin_curses(e)))
		return NULL;
	if (begin_signals(&modes, e)) {
		endwin();
		delscreen(screen);
		return NULL;
	}
	mem_on_failure(signals_give_back);
	c = xcalloc(1, sizeof(*c));
	c->screen = screen;
	c->focus = options->focus;
	c->asks = answers_reports();
	c->repaint = true;
	c->term.ops = &ops;
	c->term.colours = count_colours();
	c->term.graphics = options->graphics < 0 ? choose_graphics() : (enum graphics)options->graphics;
	c->term.theme = theme_choose(options->theme, c->term.colours, getenv("NO_COLOR") != NULL);
	c->term.w = COLS < GRID_MAX_W ? COLS : GRID_MAX_W;
	c->term.h = LINES < GRID_MAX_H ? LINES : GRID_MAX_H;
	begin_input(c);
	return &c->term;
}
