/* Macros: keys that are recorded and played again. One is a file of steps as in a key script, only `keys`,
 * `type` and `paste`, in $XDG_CONFIG_HOME/rapport/macros. */
#include <dirent.h>
#include <errno.h>

#include "app/app.h"
#include "base/home.h"
#include "base/utf8.h"

#define ENDING     ".keys"

enum step { STEP_NONE, STEP_KEYS, STEP_TYPE };

/* Names are those of files: no path leads elsewhere. */
static bool is_name(const char *name)
{
	return *name && *name != '.' && !strchr(name, '/') && strlen(name) < 100;
}

static char *macro_path(const char *name)
{
	char *file = xasprintf("macros/%s%s", name, *name ? ENDING : ""), *path = home_config(file);

	free(file);
	return path;
}

static void begin_step(struct macro *m, enum step step)
{
	if (m->step == (int)step)
		return;
	if (m->text.len)
		sbuf_puts(&m->text, "\n");
	if (step != STEP_NONE)
		sbuf_puts(&m->text, step == STEP_KEYS ? "keys" : "type ");
	m->step = (int)step;
}

static void note_paste(struct macro *m, const char *text)
{
	begin_step(m, STEP_NONE);
	sbuf_puts(&m->text, "paste ");
	for (const char *p = text; *p; p++)
		if (*p == '\n' || *p == '\t')
			sbuf_puts(&m->text, *p == '\n' ? "\\n" : "\\t");
		else
			sbuf_add(&m->text, p, 1);
}

void macro_note(struct macro *m, const struct event *ev, bool typed)
{
	if (ev->type == EVENT_PASTE) {
		note_paste(m, ev->paste);
	} else if (ev->type == EVENT_TEXT && typed) {
		begin_step(m, STEP_TYPE);
		sbuf_puts(&m->text, ev->text);
	} else if (ev->type == EVENT_KEY || ev->type == EVENT_TEXT) {
		begin_step(m, STEP_KEYS);
		sbuf_puts(&m->text, " ");
		key_write(&m->text, ev->key);
	}
}

static void keep(struct app *a, const char *name)
{
	char *path = macro_path(name);
	struct sbuf keys = SBUF_INIT;

	keys_of(CMD_PLAY, IN_LIST, &keys);
	if (!path || !home_write(path, sbuf_text(&a->macro.text), a->macro.text.len))
		app_say(a, TONE_DANGER, _("%s cannot be kept: %s."), name,
			path ? strerror(errno) : _("no home folder"));
	else
		app_say(a, TONE_GOOD, _("%s recorded · %s plays it, :play %s too"), name, sbuf_text(&keys), name);
	sbuf_free(&keys);
	free(path);
}

static void name_given(struct view *v, const char *name, void *data)
{
	struct app *a = (struct app *)v->host;

	(void)data;
	if (name && !is_name(name)) {
		host_refuse(v, "%s", _("A macro's name has no slash and does not begin with a dot."));
		return;
	}
	if (name)
		keep(a, name);
	sbuf_reset(&a->macro.text);
}

static void end_recording(struct app *a)
{
	a->macro.recording = false;
	begin_step(&a->macro, STEP_NONE);
	if (a->macro.text.len)
		host_ask(app_pane(a), &(struct ask){ .prompt = _("name of the macro"), .history = "macro",
						     .done = name_given });
	else
		app_say(a, TONE_QUIET, "%s", _("Nothing was recorded."));
}

void macro_record(struct app *a)
{
	struct sbuf keys = SBUF_INIT;

	if (a->macro.recording) {
		end_recording(a);
		return;
	}
	sbuf_reset(&a->macro.text);
	a->macro.step = STEP_NONE;
	a->macro.recording = true;
	keys_of(CMD_RECORD, IN_LIST, &keys);
	app_say(a, TONE_ATTENTION, _("Recording · %s ends it"), sbuf_text(&keys));
	sbuf_free(&keys);
}

static void add_key(struct macro *m, uint32_t key)
{
	struct event ev = key_event(key);

	queue_add(&m->playing, &ev);
}

static int add_keys(struct macro *m, char *names, struct error *e)
{
	char *save = NULL;
	uint32_t key;

	for (char *name = strtok_r(names, " ", &save); name; name = strtok_r(NULL, " ", &save)) {
		if (key_read(name, &key, e))
			return -1;
		add_key(m, key);
	}
	return 0;
}

static void add_text(struct macro *m, const char *text)
{
	size_t len = strlen(text);
	uint32_t c;

	for (size_t i = 0; i < len;) {
		i += utf8_decode(text + i, len - i, &c);
		add_key(m, c);
	}
}

void macro_unescape(char *text)
{
	char *to = text;

	for (const char *p = text; *p; p++) {
		bool escape = *p == '\\' && (p[1] == 'n' || p[1] == 't');
		*to++ = escape ? (*++p == 'n' ? '\n' : '\t') : *p;
	}
	*to = '\0';
}

static void add_paste(struct macro *m, char *text)
{
	macro_unescape(text);
	queue_add(&m->playing, &(struct event){ .type = EVENT_PASTE, .paste = text });
}

static int add_step(struct macro *m, char *line, struct error *e)
{
	char *arg = line + strcspn(line, " ");

	if (*arg)
		*arg++ = '\0';
	if (!*line || *line == '#')
		return 0;
	if (!strcmp(line, "keys"))
		return add_keys(m, arg, e);
	if (!strcmp(line, "type"))
		add_text(m, arg);
	else if (!strcmp(line, "paste"))
		add_paste(m, arg);
	else
		return error_set(e, ERROR_USAGE, _("a macro has keys, type and paste, no %s"), line);
	return 0;
}

static int read_steps(struct macro *m, const char *name, struct error *e)
{
	char *path = macro_path(name), *line = NULL;
	FILE *f = path ? fopen(path, "re") : NULL;
	size_t room = 0;
	int n = 0, rc = 0;

	if (!f)
		rc = error_set(e, ERROR_ABSENT, _("There is no macro \"%s\"."), name);
	while (rc == 0 && getline(&line, &room, f) >= 0) {
		line[strcspn(line, "\n")] = '\0';
		n++;
		rc = add_step(m, line, e);
		if (rc)
			error_prefix(e, "%s:%d: ", path, n);
	}
	if (f)
		fclose(f);
	free(line);
	free(path);
	return rc;
}

void macro_play(struct app *a, const char *name)
{
	struct error e = { 0 };

	if (a->macro.inside) {
		queue_clear(&a->macro.playing);
		app_say(a, TONE_ATTENTION, "%s", _("A macro cannot play a macro."));
	} else if (!is_name(name)) {
		app_say(a, TONE_ATTENTION, _("There is no macro \"%s\"."), name);
	} else if (read_steps(&a->macro, name, &e)) {
		queue_clear(&a->macro.playing);
		app_say(a, TONE_ATTENTION, "%s", e.text);
	}
}

static void macro_chosen(struct view *v, const struct pick_item *item, void *data)
{
	(void)data;
	if (item)
		macro_play((struct app *)v->host, item->text);
}

static int by_label(const void *a, const void *b)
{
	return strcmp(((const struct pick_item *)a)->label, ((const struct pick_item *)b)->label);
}

size_t macro_list(struct pick_item items[MACROS_MOST], struct arena *arena)
{
	char *folder = macro_path("");
	DIR *dir = folder ? opendir(folder) : NULL;
	size_t n = 0, end = strlen(ENDING);

	for (struct dirent *d; dir && n < MACROS_MOST && (d = readdir(dir));) {
		size_t len = strlen(d->d_name);
		char *name;
		if (len <= end || strcmp(d->d_name + len - end, ENDING))
			continue;
		name = arena_printf(arena, "%.*s", (int)(len - end), d->d_name);
		items[n++] = (struct pick_item){ .label = name, .text = name };
	}
	if (dir)
		closedir(dir);
	free(folder);
	qsort(items, n, sizeof(*items), by_label);
	return n;
}

void macro_choose(struct app *a)
{
	struct pick_item *items = xcalloc(MACROS_MOST, sizeof(*items));
	struct arena arena = { 0 };
	struct sbuf keys = SBUF_INIT;
	size_t n = macro_list(items, &arena);

	keys_of(CMD_RECORD, IN_LIST, &keys);
	if (n)
		host_pick(app_pane(a), &(struct pick){ .title = _("Play"), .items = items, .nitems = n,
						       .done = macro_chosen });
	else
		app_say(a, TONE_ATTENTION, _("There are no macros yet · %s records one"), sbuf_text(&keys));
	sbuf_free(&keys);
	arena_free(&arena);
	free(items);
}

bool macro_next(struct app *a)
{
	struct event ev;

	if (a->quit || !app_settled(a) || !queue_take(&a->macro.playing, &ev))
		return false;
	a->macro.inside = true;
	app_event(a, &ev);
	a->macro.inside = false;
	/* What a person would have stopped at. */
	if (a->macro.playing.n && a->message.len && a->tone >= TONE_ATTENTION)
		queue_clear(&a->macro.playing);
	return true;
}

bool macro_stop(struct app *a)
{
	if (a->macro.inside || !a->macro.playing.n)
		return false;
	queue_clear(&a->macro.playing);
	app_say(a, TONE_ATTENTION, "%s", _("The macro was stopped by your key."));
	return true;
}
