/* All settings as a file that explains itself. */
#include "app/app.h"
#include "base/utf8.h"

/* The comment in lines of at most 78 columns; a translation breaks where it must. */
static void comment(struct sbuf *out, const char *words)
{
	struct sbuf sentence = SBUF_INIT;
	const char *text;
	int column = 0;

	keys_in(words, NULL, 0, &sentence);
	text = sbuf_text(&sentence);
	while (*text) {
		size_t len = strcspn(text, " ");
		char *chunk = xasprintf("%.*s", (int)len, text);
		int wide = utf8_columns(chunk);
		if (column && column + 1 + wide > 78) {
			sbuf_puts(out, "\n");
			column = 0;
		}
		sbuf_puts(out, column ? " " : "# ");
		sbuf_puts(out, chunk);
		free(chunk);
		column += wide + (column ? 1 : 2);
		text += len + (text[len] == ' ');
	}
	sbuf_puts(out, "\n");
	sbuf_free(&sentence);
}

static void show_options(const struct app *a, struct sbuf *out)
{
	sbuf_puts(out, "\n[options]\n");
	for (int i = 0; i < OPTION_COUNT; i++) {
		comment(out, _(option_rows[i].help));
		sbuf_printf(out, "%s%s = %s\n", a->host.option[i] ? "" : "# ", option_rows[i].name,
			    option_text(&a->host, (enum option_id)i));
	}
}

static void show_keys(struct sbuf *out)
{
	sbuf_puts(out, "\n");
	comment(out, _("The keys of a command, in place of those it comes with: several with spaces between, keys "
		       "that follow one another joined by +; nothing takes its keys away. Yours win where "
		       "another command has the same. Help and the bar below show them."));
	sbuf_puts(out, "[keys]\n");
	for (int i = 0; i < CMD_COUNT; i++) {
		enum command_id id = (enum command_id)i;
		if (*commands[i].label)
			comment(out, _(commands[i].help));
		sbuf_printf(out, "%s%s = %s\n", keys_text(id) == commands[i].keys ? "# " : "", commands[i].name,
			    keys_text(id));
	}
}

static void show_lines(struct sbuf *out)
{
	sbuf_puts(out, "\n");
	comment(out, _("Keys that run a line as it is typed after a colon."));
	sbuf_puts(out, "[lines]\n# F7 = deal.move won\n# g+v = customer tag:vip\n");
	for (size_t i = 0;; i++) {
		struct sbuf keys = SBUF_INIT;
		const char *line = keys_line_at(i, &keys);
		if (line)
			sbuf_printf(out, "%s = %s\n", sbuf_text(&keys), line);
		sbuf_free(&keys);
		if (!line)
			break;
	}
}

static void show_ink(struct sbuf *out, uint32_t ink)
{
	if (ink == INK_DEFAULT)
		sbuf_puts(out, "default");
	else if (ink >= INK_RGB(0))
		sbuf_printf(out, "#%06x", (unsigned)(ink - INK_RGB(0)));
	else
		sbuf_printf(out, "%u", (unsigned)(ink - INK_PALETTE(0)));
}

static void show_look(struct sbuf *out, struct look look)
{
	show_ink(out, look.fg);
	if (look.bg != INK_DEFAULT) {
		sbuf_puts(out, " on ");
		show_ink(out, look.bg);
	}
	sbuf_puts(out, look.attrs & ATTR_BOLD ? " bold" : "");
	sbuf_puts(out, look.attrs & ATTR_DIM ? " dim" : "");
	sbuf_puts(out, look.attrs & ATTR_ITALIC ? " italic" : "");
	sbuf_puts(out, look.attrs & ATTR_UNDERLINE ? " underline" : "");
	sbuf_puts(out, look.attrs & ATTR_REVERSE ? " reverse" : "");
}

static void show_theme(struct sbuf *out, const struct theme *t, const char *name, const char *behind)
{
	sbuf_printf(out, "%s[theme %s]\n", behind, name);
	for (int i = 0; i < ROLE_COUNT; i++) {
		sbuf_printf(out, "%s%s = ", behind, role_name((enum role)i));
		show_look(out, t->looks[i]);
		sbuf_puts(out, "\n");
	}
}

static void show_themes(struct sbuf *out)
{
	sbuf_puts(out, "\n");
	comment(out, _("Themes of your own, for the option theme. A colour is red or bright-red, a number of the "
		       "palette, #rrggbb or default (the terminal's own); then `on` and the background; then "
		       "bold, dim, italic, underline, reverse. base = NAME begins like another theme."));
	for (size_t i = 0; theme_own_at(i); i++)
		show_theme(out, theme_own_at(i), theme_own_at(i)->name, "");
	if (!theme_own_at(0))
		show_theme(out, themes[0], "mine", "# ");
}

void config_show(const struct app *a, struct sbuf *out)
{
	char *path = config_path();
	char *where = xasprintf(_("The settings of Rapport, as they stand in %s. What stands behind # is as it comes."),
				path ? path : "~/.config/rapport/config");

	comment(out, where);
	show_options(a, out);
	show_keys(out);
	show_lines(out);
	show_themes(out);
	free(where);
	free(path);
}
