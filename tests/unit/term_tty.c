/* The curses back end on a pseudo-terminal. A child runs a small loop on it and tells through a pipe
 * which events it saw; the test is the person and the wire. */
#include "config.h"

#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

#include "base/utf8.h"
#include "term/term.h"
#include "term_suites.h"

static pid_t child;
static int master, report;
static struct sbuf output, told;

/* The child */

static void tell(int fd, const struct event *ev)
{
	static const char *const names[] = {"NONE",  "KEY",       "TEXT",   "PASTE",  "RESIZE", "FOCUS", "MOUSE",
					    "INTERRUPT", "RESUME", "HANGUP", "READY", "ARRIVED", "TICK"};
	struct sbuf out = SBUF_INIT;

	sbuf_printf(&out, "%s ", names[ev->type]);
	if (ev->type == EVENT_KEY || ev->type == EVENT_TEXT)
		key_write(&out, ev->key);
	if (ev->type == EVENT_RESIZE)
		sbuf_printf(&out, "%d %d", ev->w, ev->h);
	for (const char *p = ev->paste ? ev->paste : ""; *p; p++)
		sbuf_putc(&out, *p == '\n' ? '|' : *p);
	sbuf_putc(&out, '\n');
	if (write(fd, out.data, out.len) < 0)
		_exit(3);
	sbuf_free(&out);
}

static void draw(struct term *t, struct grid *g)
{
	grid_resize(g, t->w, t->h);
	g->graphics = t->graphics;
	grid_box(g, grid_rect(g), ROLE_BOX, "王\033]0;evil\007");
	grid_put(g, 0, 1, t->w, ROLE_DANGER, "a\rb\bc\033[31m\u202E\u2066\uFEFF\xc2\x9b" "1m\x9b\xff e\u0301");
	grid_put(g, t->w - 1, t->h - 1, 1, ROLE_SELECTED, "王");
	grid_cursor(g, 2, 1, true);
	term_draw(t, g);
}

static void run(int fd)
{
	struct error e = {0};
	struct term *t = term_open(&(struct term_options){.graphics = -1}, &e);
	struct grid g = {0};
	struct event ev = {.type = EVENT_RESIZE};

	if (!t)
		_exit(2);
	ev.w = t->w;
	ev.h = t->h;
	for (;;) {
		draw(t, &g);
		tell(fd, &ev);
		if (ev.type == EVENT_HANGUP)
			break;
		if (ev.type == EVENT_TEXT && ev.key == 'A')
			abort();
		if (ev.type == EVENT_TEXT && ev.key == 'Y')
			term_copy(t, "foobar", 6, NULL);
		if (ev.type == EVENT_TEXT && ev.key == 'T')
			term_title(t, "Today\033");
		term_poll(t, NULL, 0, -1, &ev);
	}
	term_poll(t, NULL, 0, 1, &ev);
	tell(fd, &ev); /* TICK: the hang-up comes once */
	term_close(t);
	grid_free(&g);
	_exit(0);
}

/* The test's side */

static void begin(const char *type, bool session)
{
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	int slave, ends[2];

	ck_assert_int_eq(openpty(&master, &slave, NULL, NULL, &size), 0);
	ck_assert_int_eq(pipe(ends), 0);
	child = fork();
	ck_assert_int_ge(child, 0);
	if (child == 0) {
		close(master);
		close(ends[0]);
		setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
		setpgid(0, 0);
		if (session)
			login_tty(slave);
		dup2(slave, 0);
		dup2(slave, 1);
		setenv("TERM", type, 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		setlocale(LC_ALL, "");
		run(ends[1]);
	}
	close(slave);
	close(ends[1]);
	report = ends[0];
}

/* Reads what is there from both ends; false when the child is gone. */
static bool listen_once(void)
{
	struct pollfd set[2] = {{.fd = report, .events = POLLIN}, {.fd = master, .events = POLLIN}};
	struct sbuf *to[2] = {&told, &output};
	bool heard = false;

	if (poll(set, 2, -1) <= 0)
		return false;
	for (int i = 0; i < 2; i++) {
		char bytes[4096];
		ssize_t n = set[i].revents ? read(set[i].fd, bytes, sizeof(bytes)) : 0;
		if (n > 0)
			sbuf_add(to[i], bytes, (size_t)n);
		heard = heard || n > 0;
	}
	return heard;
}

static void expect(const char *line)
{
	char *end;

	while (!(end = told.len ? strchr(told.data, '\n') : NULL) && listen_once())
		;
	ck_assert_msg(end, "waiting for \"%s\"", line);
	*end = '\0';
	ck_assert_str_eq(told.data, line);
	sbuf_erase(&told, 0, (size_t)(end + 1 - told.data));
}

static void type(const char *bytes)
{
	ck_assert_int_eq(write(master, bytes, strlen(bytes)), (ssize_t)strlen(bytes));
}

/* The child ends; what it wrote until then is in output. */
static int wait_end(void)
{
	int status = 0;

	while (listen_once())
		;
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	child = 0;
	return status;
}

static bool wrote(const char *bytes)
{
	return output.len && memmem(output.data, output.len, bytes, strlen(bytes));
}

/* What it tells comes by another way than what it writes, and may overtake it. */
static bool writes(const char *bytes)
{
	while (!wrote(bytes) && listen_once())
		;
	return wrote(bytes);
}

static bool line_mode(void)
{
	struct termios modes;

	ck_assert_int_eq(tcgetattr(master, &modes), 0);
	return modes.c_lflag & ICANON;
}

static void end_by_term(void)
{
	kill(child, SIGTERM);
	expect("HANGUP ");
	expect("TICK ");
	ck_assert_int_eq(wait_end(), 0);
}

static void teardown(void)
{
	if (child > 0)
		kill(child, SIGKILL);
	sbuf_free(&output);
	sbuf_free(&told);
}

static const char *const types[] = {"vt100", "linux", "screen", "tmux-256color", "xterm-256color"};

START_TEST(every_terminal_is_opened_and_given_back)
{
	begin(types[_i], false);
	expect("RESIZE 80 24");
	ck_assert(!line_mode());
	type("j\033[A\023王\003");
	expect("TEXT j");
	expect("KEY Up");
	expect("KEY C-s");
	expect("TEXT 王");
	expect("INTERRUPT ");
	kill(child, SIGTERM);
	expect("HANGUP ");
	expect("TICK ");
	ck_assert_int_eq(wait_end(), 0);
	ck_assert(wrote("\033[?2004l"));
	ck_assert(line_mode());
}
END_TEST

START_TEST(hostile_text_sends_no_stray_byte)
{
	static const char *const never[] = {"\033]", "\007", "\b", "evil\007", "\u202E", "\u2066", "\uFEFF",
					    "\xc2\x9b", "\xff"};

	begin("xterm-256color", false);
	expect("RESIZE 80 24");
	end_by_term();
	for (size_t i = 0; i < LENGTH(never); i++)
		ck_assert_msg(!wrote(never[i]), "sequence %zu was written", i);
	ck_assert(utf8_valid(output.data, output.len, NULL)); /* so no raw 0x9B either */
	ck_assert(wrote("王"));
	ck_assert(wrote("e\u0301"));
	ck_assert(wrote("<U+202E>"));
}
END_TEST

static void resize(unsigned short w, unsigned short h)
{
	struct winsize size = {.ws_row = h, .ws_col = w};

	ck_assert_int_eq(ioctl(master, TIOCSWINSZ, &size), 0);
	kill(child, SIGWINCH);
}

START_TEST(the_size_is_followed_down_to_1x1_and_back)
{
	begin("xterm-256color", false);
	expect("RESIZE 80 24");
	resize(1, 1);
	expect("RESIZE 1 1");
	resize(5, 2);
	expect("RESIZE 5 2");
	sbuf_reset(&output);
	resize(80, 24);
	expect("RESIZE 80 24");
	type("j");
	expect("TEXT j");
	ck_assert(writes("┐"));
	resize(2000, 900);
	expect("RESIZE 1000 500");
	end_by_term();
}
END_TEST

START_TEST(a_hang_up_is_one_event)
{
	begin("xterm-256color", _i);
	expect("RESIZE 80 24");
	close(master);
	master = -1;
	expect("HANGUP ");
	expect("TICK ");
	ck_assert_int_eq(wait_end(), 0);
}
END_TEST

START_TEST(a_paste_is_one_event)
{
	begin("xterm-256color", false);
	expect("RESIZE 80 24");
	ck_assert(writes("\033[?2004h"));
	type("\033[200~dd:q\rline 王\r\n\033[A\032\003end\033[201~x");
	expect("PASTE dd:q|line 王|end");
	expect("TEXT x");
	end_by_term();
}
END_TEST

START_TEST(keys_with_modifiers)
{
	begin("xterm-256color", false);
	expect("RESIZE 80 24");
	type("\033OA\033[1;5D\033[Z\033x\033OQ\033[3;2~");
	expect("KEY Up");
	expect("KEY C-Left");
	expect("KEY S-Tab");
	expect("KEY M-x");
	expect("KEY F2");
	expect("KEY S-Delete");
	type("\033");
	expect("KEY Esc");
	end_by_term();
}
END_TEST

START_TEST(c_z_stops_and_comes_back)
{
	int status;

	begin("xterm-256color", false);
	expect("RESIZE 80 24");
	type("\032");
	ck_assert_int_eq(waitpid(child, &status, WUNTRACED), child);
	ck_assert(WIFSTOPPED(status));
	ck_assert(line_mode());
	type("dd\n");
	kill(child, SIGCONT);
	expect("RESIZE 80 24");
	expect("RESUME ");
	ck_assert(!line_mode());
	type("k");
	expect("TEXT k");
	end_by_term();
}
END_TEST

START_TEST(an_abort_gives_the_terminal_back)
{
	int status;

	begin("xterm-256color", false);
	expect("RESIZE 80 24");
	type("A");
	expect("TEXT A");
	status = wait_end();
	ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
	ck_assert(line_mode());
	ck_assert(wrote("\033[?2004l"));
	ck_assert(wrote("\033[?1049l"));
}
END_TEST

START_TEST(clipboard_and_title)
{
	begin("xterm-256color", false);
	expect("RESIZE 80 24");
	type("YTx");
	expect("TEXT Y");
	expect("TEXT T");
	expect("TEXT x");
	ck_assert(writes("\033]52;c;Zm9vYmFy\007"));
	ck_assert(writes("\033]2;Today\007"));
	end_by_term();
	ck_assert(wrote("\033[23;2t"));
}
END_TEST

START_TEST(an_equal_frame_writes_nothing)
{
	begin("xterm-256color", false);
	expect("RESIZE 80 24");
	type("a");
	expect("TEXT a");
	type("b");
	expect("TEXT b");
	sbuf_reset(&output);
	type("c");
	expect("TEXT c");
	type("d");
	expect("TEXT d");
	ck_assert_uint_le(output.len, 40); /* the cursor at most */
	end_by_term();
}
END_TEST

Suite *tty_suite(void)
{
	Suite *s = suite_create("tty");
	TCase *tc = tcase_create("tty");

	tcase_add_checked_fixture(tc, NULL, teardown);
	tcase_add_loop_test(tc, every_terminal_is_opened_and_given_back, 0, LENGTH(types));
	tcase_add_test(tc, hostile_text_sends_no_stray_byte);
	tcase_add_test(tc, the_size_is_followed_down_to_1x1_and_back);
	tcase_add_loop_test(tc, a_hang_up_is_one_event, 0, 2);
	tcase_add_test(tc, a_paste_is_one_event);
	tcase_add_test(tc, keys_with_modifiers);
	tcase_add_test(tc, c_z_stops_and_comes_back);
	tcase_add_test(tc, an_abort_gives_the_terminal_back);
	tcase_add_test(tc, clipboard_and_title);
	tcase_add_test(tc, an_equal_frame_writes_nothing);
	suite_add_tcase(s, tc);
	return s;
}
