/* The settings file: options, keys, lines, themes. It need not be there; what is wrong in it is told with its
 * line, and the rest holds. */
#include <errno.h>
#include <ini.h>

#include "app/app.h"
#include "base/home.h"
#include "base/text.h"

struct reading {
	struct app *a;
	FILE *file;
	const char *path;
	int line;
	bool themes; /* themes are read before the option that names one */
	struct sbuf *wrong;
};

char *config_path(void)
{
	return home_config("config");
}

static int no_command(const char *name, struct error *e)
{
	const char *names[CMD_COUNT], *near;

	for (size_t i = 0; i < CMD_COUNT; i++)
		names[i] = commands[i].name;
	near = text_nearest(name, names, CMD_COUNT);
	if (near)
		return error_set(e, ERROR_USAGE, _("There is no command \"%s\"; did you mean \"%s\"?"), name, near);
	return error_set(e, ERROR_USAGE, _("There is no command \"%s\"; rapport config lists them."), name);
}

static int bind_key(const char *name, const char *keys, struct error *e)
{
	const struct command *c = command_find(name);

	return c ? keys_bind(c->id, keys, e) : no_command(name, e);
}

static int bind_line(const char *key, const char *line, struct error *e)
{
	return app_line_runs(line) ? keys_bind_line(key, line, e) : no_command(line, e);
}

static int set_theme_line(const char *theme, const char *name, const char *value, struct error *e)
{
	struct theme *t = theme_own(theme);

	if (!t)
		return error_set(e, ERROR_USAGE,
				 _("A theme cannot be called \"%s\": it is there, or there are too many."), theme);
	return theme_set(t, name, value, e);
}

static int take(struct app *a, const char *section, const char *name, const char *value, struct error *e)
{
	if (!strncmp(section, "theme ", 6))
		return set_theme_line(section + 6, name, value, e);
	if (!strcmp(section, "options"))
		return app_set(a, name, value, e);
	if (!strcmp(section, "keys"))
		return bind_key(name, value, e);
	if (!strcmp(section, "lines"))
		return bind_line(name, value, e);
	return error_set(e, ERROR_USAGE,
			 _("There is no section [%s]: there are [options], [keys], [lines], [theme NAME]."), section);
}

static void tell(struct reading *r, const char *what)
{
	sbuf_printf(r->wrong, "%s:%d: %s\n", r->path, r->line, what);
}

static int take_line(void *data, const char *section, const char *name, const char *value)
{
	struct reading *r = data;
	struct error e = { 0 };

	if (r->themes != !strncmp(section, "theme ", 6))
		return 1;
	if (take(r->a, section, name, value ? value : "", &e) < 0)
		tell(r, e.text);
	return 1;
}

/* The reader of the library counts no lines for us. What it cannot read is not passed to it. */
static char *read_line(char *line, int room, void *data)
{
	struct reading *r = data;

	while (fgets(line, room, r->file)) {
		const char *p = line + strspn(line, " \t\r\n");
		r->line++;
		if (!*p || strchr("#;[", *p) || strpbrk(p, "=:"))
			return line;
		if (!r->themes)
			tell(r, _("This line is neither [SECTION] nor NAME = VALUE."));
	}
	return NULL;
}

void config_load(struct app *a, struct sbuf *wrong)
{
	char *path = config_path();
	struct reading r = { .a = a, .path = path, .wrong = wrong };

	r.file = path ? fopen(path, "re") : NULL;
	if (r.file) {
		r.themes = true;
		ini_parse_stream(read_line, &r, take_line, &r);
		rewind(r.file);
		r.line = 0;
		r.themes = false;
		ini_parse_stream(read_line, &r, take_line, &r);
		fclose(r.file);
	} else if (path && errno != ENOENT) {
		sbuf_printf(wrong, _("Cannot read the settings in %s: %s.\n"), path, strerror(errno));
	}
	free(path);
}

/* Whether the line says the option, also behind #, as config_show writes it. */
static bool says(const char *line, const char *name)
{
	size_t len = strlen(name);

	line += strspn(line, "# \t");
	if (strncmp(line, name, len))
		return false;
	line += len;
	line += strspn(line, " \t");
	return *line == '=';
}

struct keeping {
	const char *name, *value;
	bool inside, written;
};

static void write_option(struct keeping *k, struct sbuf *out)
{
	if (!k->written)
		sbuf_printf(out, "%s = %s\n", k->name, k->value);
	k->written = true;
}

static void keep_line(struct keeping *k, const char *line, struct sbuf *out)
{
	bool begins = *line == '[';

	if (begins && k->inside)
		write_option(k, out);
	if (begins)
		k->inside = !strncmp(line, "[options]", 9);
	if (k->inside && !begins && says(line, k->name))
		write_option(k, out);
	else
		sbuf_puts(out, line);
}

static void keep_in(FILE *f, struct keeping *k, struct sbuf *out)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t len;

	while (f && (len = getline(&line, &room, f)) >= 0) {
		keep_line(k, line, out);
		if (len && line[len - 1] != '\n')
			sbuf_puts(out, "\n");
	}
	free(line);
	if (!k->written && !k->inside)
		sbuf_puts(out, out->len ? "\n[options]\n" : "[options]\n");
	write_option(k, out);
}

int config_keep(const char *name, const char *value, struct error *e)
{
	char *path = config_path();
	FILE *f = path ? fopen(path, "re") : NULL;
	struct keeping k = { .name = name, .value = value };
	struct sbuf out = SBUF_INIT;
	int rc = 0;

	if (!path)
		return error_set(e, ERROR_FAILED, "%s", _("There is no home folder to keep it in."));
	/* What cannot be read must not be written over. */
	if (!f && errno != ENOENT)
		rc = error_set(e, ERROR_FAILED, _("Cannot read %s: %s."), path, strerror(errno));
	if (rc == 0)
		keep_in(f, &k, &out);
	if (f)
		fclose(f);
	if (rc == 0 && !home_write(path, sbuf_text(&out), out.len))
		rc = error_set(e, ERROR_FAILED, _("Cannot write %s: %s."), path, strerror(errno));
	sbuf_free(&out);
	free(path);
	return rc;
}
