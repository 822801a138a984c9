#include "app/script_run.h"

#include <errno.h>
#include <poll.h>

#include "base/number.h"
#include "base/text.h"
#include "term/script.h"

#define PATIENCE 600000 /* ms that one answer of the store may take, also on a machine that is busy otherwise */

struct script_file {
	struct app *app;
	struct term *term;
	const char *path;
	FILE *from;
	int line;
	int keys; /* that were pressed since the last `at-most` */
	bool done;
};

static void handle_events(struct app *a)
{
	struct event ev;

	while (!a->quit && (term_poll(a->term, NULL, 0, 0, &ev), ev.type != EVENT_NONE))
		app_event(a, &ev);
}

static int wait_for_store(struct app *a, struct error *e)
{
	struct pollfd p = { .fd = client_fd(a->client), .events = POLLIN };
	int rc;

	if (client_wants_write(a->client))
		p.events |= POLLOUT;
	do
		rc = poll(&p, 1, PATIENCE);
	while (rc < 0 && errno == EINTR);
	if (rc <= 0)
		return error_set(e, ERROR_FAILED, _("The store does not answer."));
	app_answers(a);
	return 0;
}

/* Until nothing is under way any more and the screen shows it. */
static int settle(struct app *a, struct error *e)
{
	while (!a->quit) {
		handle_events(a);
		if (a->quit)
			break;
		app_draw(a);
		if (macro_next(a))
			continue;
		if (app_settled(a) && !a->redraw)
			return 0;
		if (client_pending(a->client) && wait_for_store(a, e))
			return -1;
	}
	return 0;
}

static void dump(const struct script_file *f, FILE *to)
{
	struct sbuf text = SBUF_INIT;

	grid_dump(script_screen(f->term), &text);
	fputs(sbuf_text(&text), to);
	sbuf_free(&text);
}

/* The error of a step that did not find what it looked for comes with the screen. */
static int failed(const struct script_file *f, struct error *e, const char *why, const char *text)
{
	dump(f, stderr);
	return error_set(e, ERROR_FAILED, "\"%s\": %s", text, why);
}

static bool shows(const struct script_file *f, const char *text)
{
	struct sbuf screen = SBUF_INIT;
	bool found;

	grid_dump(script_screen(f->term), &screen);
	found = strstr(sbuf_text(&screen), text) != NULL;
	sbuf_free(&screen);
	return found;
}

static int do_keys(struct script_file *f, char *arg, struct error *e)
{
	char *save = NULL;

	for (char *key = strtok_r(arg, " ", &save); key; key = strtok_r(NULL, " ", &save)) {
		if (f->app->quit)
			return error_set(e, ERROR_FAILED, _("the program ended before %s"), key);
		if (script_keys(f->term, key, e) || settle(f->app, e))
			return -1;
		f->keys++;
	}
	return 0;
}

static int do_type(struct script_file *f, char *arg, struct error *e)
{
	(void)e;
	script_text(f->term, arg);
	return 0;
}

static int do_paste(struct script_file *f, char *arg, struct error *e)
{
	(void)e;
	macro_unescape(arg);
	script_paste(f->term, arg);
	return 0;
}

static int do_size(struct script_file *f, char *arg, struct error *e)
{
	int w, h;
	char rest;

	if (sscanf(arg, "%4dx%4d%c", &w, &h, &rest) != 2)
		return error_set(e, ERROR_USAGE, _("a size is like 80x24"));
	script_resize(f->term, w, h);
	return 0;
}

static int do_mouse(struct script_file *f, char *arg, struct error *e)
{
	static const char *const words[] = { "press", "release", "up", "down", "drag" };
	struct event ev = { .type = EVENT_MOUSE };
	char word[10], rest;

	if (sscanf(arg, "%9s %4d %4d%c", word, &ev.x, &ev.y, &rest) != 3)
		return error_set(e, ERROR_USAGE,
				 _("a mouse does so: press X Y, drag X Y, release X Y, up X Y, down X Y"));
	for (size_t i = 0; i < LENGTH(words); i++)
		if (!strcmp(words[i], word)) {
			ev.mouse = (enum mouse)i;
			script_event(f->term, &ev);
			return 0;
		}
	return error_set(e, ERROR_USAGE, _("a mouse does so: press X Y, drag X Y, release X Y, up X Y, down X Y"));
}

static int do_hangup(struct script_file *f, char *arg, struct error *e)
{
	(void)arg;
	(void)e;
	script_hangup(f->term);
	return 0;
}

/* A look at the clock, after some minutes if it says how many. */
static int do_tick(struct script_file *f, char *arg, struct error *e)
{
	int minutes = *arg ? duration_read(arg, e) : 0;

	if (minutes < 0)
		return -1;
	f->app->remind.ahead += minutes * 60;
	app_event(f->app, &(struct event){ .type = EVENT_TICK });
	return 0;
}

static int do_expect(struct script_file *f, char *arg, struct error *e)
{
	return shows(f, arg) ? 0 : failed(f, e, _("this is not on the screen"), arg);
}

static int do_reject(struct script_file *f, char *arg, struct error *e)
{
	return shows(f, arg) ? failed(f, e, _("this is on the screen"), arg) : 0;
}

/* The keys so far, besides words that were typed, and from here on they are counted anew. */
static int do_at_most(struct script_file *f, char *arg, struct error *e)
{
	int64_t most;
	int keys = f->keys;

	f->keys = 0;
	if (number_int(arg, &most))
		return error_set(e, ERROR_USAGE, _("so many keys: at-most 5"));
	return keys <= most ? 0 : error_set(e, ERROR_FAILED, _("it took %d keys"), keys);
}

static int do_copied(struct script_file *f, char *arg, struct error *e)
{
	const char *clipboard = script_clipboard(f->term);

	if (!strcmp(clipboard, arg))
		return 0;
	return error_set(e, ERROR_FAILED, _("the clipboard holds \"%s\""), clipboard);
}

static char *golden_path(const struct script_file *f, const char *name)
{
	const char *slash = strrchr(f->path, '/');

	return slash ? xasprintf("%.*s/%s", (int)(slash - f->path), f->path, name) : xstrdup(name);
}

static int write_golden(const char *path, const struct sbuf *text, struct error *e)
{
	FILE *to = fopen(path, "we");
	bool bad = !to || fwrite(sbuf_text(text), 1, text->len, to) != text->len;

	if (to && fclose(to))
		bad = true;
	return bad ? error_set(e, ERROR_FAILED, "%s: %s", path, strerror(errno)) : 0;
}

static int read_golden(const char *path, struct sbuf *text, struct error *e)
{
	FILE *from = fopen(path, "re");
	char block[4096];
	size_t n;

	if (!from)
		return error_set(e, ERROR_FAILED, "%s: %s", path, strerror(errno));
	while ((n = fread(block, 1, sizeof(block), from)) > 0)
		sbuf_add(text, block, n);
	fclose(from);
	return 0;
}

static int first_difference(const char *a, const char *b)
{
	int line = 1;

	for (; *a && *a == *b; a++, b++)
		line += *a == '\n';
	return line;
}

static int compare(const struct script_file *f, const char *name, const struct sbuf *now, struct error *e)
{
	const char *golden = getenv("RAPPORT_GOLDEN");
	char *path = golden_path(f, name);
	struct sbuf then = SBUF_INIT;
	int rc;

	if (golden && !strcmp(golden, "write")) {
		rc = write_golden(path, now, e);
	} else {
		rc = read_golden(path, &then, e);
		if (rc == 0 && strcmp(sbuf_text(&then), sbuf_text(now))) {
			fputs(sbuf_text(now), stderr);
			rc = error_set(e, ERROR_FAILED, _("the screen differs from %s in line %d"), path,
				       first_difference(sbuf_text(&then), sbuf_text(now)));
		}
	}
	sbuf_free(&then);
	free(path);
	return rc;
}

static int do_screen(struct script_file *f, char *arg, struct error *e)
{
	struct sbuf now = SBUF_INIT;
	int rc;

	grid_dump(script_screen(f->term), &now);
	rc = compare(f, arg, &now, e);
	sbuf_free(&now);
	return rc;
}

static int do_roles(struct script_file *f, char *arg, struct error *e)
{
	struct sbuf now = SBUF_INIT;
	int rc;

	grid_dump_roles(script_screen(f->term), &now);
	rc = compare(f, arg, &now, e);
	sbuf_free(&now);
	return rc;
}

/* What the tour says to people. */
static int do_say(struct script_file *f, char *arg, struct error *e)
{
	(void)f;
	(void)arg;
	(void)e;
	return 0;
}

static int do_dump(struct script_file *f, char *arg, struct error *e)
{
	(void)arg;
	(void)e;
	dump(f, stdout);
	return 0;
}

static int do_ended(struct script_file *f, char *arg, struct error *e)
{
	(void)arg;
	return f->app->quit ? 0 : failed(f, e, _("the program goes on"), "ended");
}

static int do_quit(struct script_file *f, char *arg, struct error *e)
{
	(void)arg;
	(void)e;
	f->done = true;
	return 0;
}

static const struct {
	const char *name;
	int (*run)(struct script_file *f, char *arg, struct error *e);
	bool after_end; /* may follow when the program has ended */
} steps[] = {
	{ "keys", do_keys, false },     { "type", do_type, false },     { "paste", do_paste, false },
	{ "mouse", do_mouse, false },
	{ "size", do_size, false },     { "hangup", do_hangup, false }, { "tick", do_tick, false },
	{ "say", do_say, true },	{ "at-most", do_at_most, true },
	{ "expect", do_expect, false }, { "reject", do_reject, false }, { "copied", do_copied, true },
	{ "screen", do_screen, false }, { "roles", do_roles, false },   { "dump", do_dump, true },
	{ "ended", do_ended, true },    { "quit", do_quit, true },
};

static int do_step(struct script_file *f, char *line, struct error *e)
{
	char *arg = line + strcspn(line, " ");

	if (*arg)
		*arg++ = '\0';
	for (size_t i = 0; i < LENGTH(steps); i++) {
		if (strcmp(steps[i].name, line))
			continue;
		if (f->app->quit && !steps[i].after_end)
			return error_set(e, ERROR_FAILED, _("%s: the program has ended"), line);
		return steps[i].run(f, arg, e);
	}
	return error_set(e, ERROR_USAGE, _("there is no step \"%s\""), line);
}

static int run_lines(struct script_file *f, struct error *e)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t len;
	int rc = settle(f->app, e);

	while (rc == 0 && !f->done && (len = getline(&line, &room, f->from)) >= 0) {
		f->line++;
		line[strcspn(line, "\n")] = '\0';
		if (!*line || *line == '#')
			continue;
		rc = do_step(f, line, e);
		if (rc == 0)
			rc = settle(f->app, e);
	}
	free(line);
	return rc;
}

int script_step(struct app *a, const char *line, struct error *e)
{
	struct script_file f = { .app = a, .term = a->term, .path = "" };
	char *copy = xstrdup(line);
	int rc = settle(a, e);

	if (rc == 0 && !a->quit)
		rc = do_step(&f, copy, e);
	if (rc == 0)
		rc = settle(a, e);
	free(copy);
	return rc;
}

int script_run(struct app *a, const char *path, struct error *e)
{
	bool typed = !strcmp(path, "-");
	struct script_file f = { .app = a, .term = a->term, .path = path };
	int rc;

	f.from = typed ? stdin : fopen(path, "re");
	if (!f.from)
		return error_set(e, ERROR_FAILED, _("Cannot read %s: %s."), path, strerror(errno));
	rc = run_lines(&f, e);
	if (rc)
		error_prefix(e, "%s:%d: ", path, f.line);
	if (!typed)
		fclose(f.from);
	return rc;
}
