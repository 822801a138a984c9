/* Themes of a person's own, read line by line from the settings. */
#include "base/intl.h"
#include "base/text.h"
#include "term/style.h"

#define OWN_MOST  16
#define NAME_MOST 32

/* Settings are read once, before anything is drawn, and hold until the program ends. */
static struct own {
	char name[NAME_MOST];
	struct theme theme;
} own[OWN_MOST];
static size_t nown;

static const char *const colours[] = {
	"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
};
static const struct {
	const char *name;
	unsigned attr;
} attributes[] = {
	{ "bold", ATTR_BOLD },		 { "dim", ATTR_DIM },	      { "italic", ATTR_ITALIC },
	{ "underline", ATTR_UNDERLINE }, { "reverse", ATTR_REVERSE },
};

static const struct theme *find_ours(const char *name)
{
	for (size_t i = 0; themes[i]; i++)
		if (!strcmp(themes[i]->name, name))
			return themes[i];
	return NULL;
}

const struct theme *theme_own_at(size_t n)
{
	return n < nown ? &own[n].theme : NULL;
}

const struct theme *theme_find(const char *name)
{
	for (size_t i = 0; i < nown; i++)
		if (!strcmp(own[i].name, name))
			return &own[i].theme;
	return find_ours(name);
}

struct theme *theme_own(const char *name)
{
	for (size_t i = 0; i < nown; i++)
		if (!strcmp(own[i].name, name))
			return &own[i].theme;
	if (nown == OWN_MOST || find_ours(name) || !strcmp(name, "auto") || strlen(name) >= NAME_MOST)
		return NULL;
	own[nown].theme = *themes[0];
	snprintf(own[nown].name, NAME_MOST, "%s", name);
	own[nown].theme.name = own[nown].theme.label = own[nown].name;
	return &own[nown++].theme;
}

/* "red", "bright-red", a number of the palette, "#2f86c8", or "default": the terminal's own. */
static bool read_ink(const char *word, uint32_t *ink)
{
	bool bright = !strncmp(word, "bright-", 7);
	unsigned n;
	int len = 0;

	*ink = INK_DEFAULT;
	if (!strcmp(word, "default"))
		return true;
	if (sscanf(word, "#%6x%n", &n, &len) == 1 && len == 7 && !word[len]) {
		*ink = INK_RGB(n);
		return true;
	}
	if (sscanf(word, "%3u%n", &n, &len) == 1 && !word[len] && n < 256) {
		*ink = INK_PALETTE(n);
		return true;
	}
	for (n = 0; n < LENGTH(colours); n++)
		if (!strcmp(colours[n], word + (bright ? 7 : 0))) {
			*ink = INK_PALETTE(n + (bright ? 8 : 0));
			return true;
		}
	return false;
}

static unsigned attribute_of(const char *word)
{
	for (size_t i = 0; i < LENGTH(attributes); i++)
		if (!strcmp(attributes[i].name, word))
			return attributes[i].attr;
	return 0;
}

static int read_look(struct look *look, const char *how, struct error *e)
{
	struct look read = { INK_DEFAULT, INK_DEFAULT, 0 };
	char words[100], *save = NULL;
	uint32_t *ink = &read.fg;

	snprintf(words, sizeof(words), "%s", how);
	for (char *w = strtok_r(words, " \t", &save); w; w = strtok_r(NULL, " \t", &save)) {
		if (attribute_of(w))
			read.attrs |= attribute_of(w);
		else if (!strcmp(w, "on"))
			ink = &read.bg;
		else if (!ink)
			return error_set(e, ERROR_USAGE,
					 _("\"%s\" is a colour too many: that of the ground stands behind \"on\"."), w);
		else if (read_ink(w, ink))
			ink = NULL;
		else
			return error_set(e, ERROR_USAGE,
					 _("\"%s\" is no colour: there are red, bright-red, 0 to 255, #rrggbb and "
					   "default, "
					   "then bold, dim, italic, underline, reverse."),
					 w);
	}
	if (ink == &read.bg)
		return error_set(e, ERROR_USAGE, "%s", _("After \"on\" the colour of the ground is missing."));
	*look = read;
	return 0;
}

static int no_role(const char *word, struct error *e)
{
	const char *names[ROLE_COUNT], *near;

	for (int i = 0; i < ROLE_COUNT; i++)
		names[i] = role_name((enum role)i);
	near = text_nearest(word, names, ROLE_COUNT);
	if (near)
		return error_set(e, ERROR_USAGE, _("There is no role \"%s\"; did you mean \"%s\"?"), word, near);
	return error_set(e, ERROR_USAGE, _("There is no role \"%s\"; rapport config lists them."), word);
}

static int begin_like(struct theme *t, const char *name, struct error *e)
{
	const struct theme *base = theme_find(name);

	if (!base)
		return error_set(e, ERROR_USAGE, _("There is no theme \"%s\"."), name);
	memcpy(t->looks, base->looks, sizeof(t->looks));
	return 0;
}

int theme_set(struct theme *t, const char *what, const char *how, struct error *e)
{
	if (!strcmp(what, "base"))
		return begin_like(t, how, e);
	for (int i = 0; i < ROLE_COUNT; i++)
		if (!strcmp(role_name((enum role)i), what))
			return read_look(&t->looks[i], how, e);
	return no_role(what, e);
}
