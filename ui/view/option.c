#include "view/option.h"

#include "base/number.h"
#include "base/text.h"
#include "view/view.h"

const struct option_row option_rows[OPTION_COUNT] = {
#define OPTION_ROW(ID, NAME, CHOICES, LEAST, MOST, INITIAL, HELP)                                  \
	[OPTION_##ID] = { NAME, CHOICES, LEAST, MOST, INITIAL, HELP },
	OPTIONS(OPTION_ROW)
};

const char *option_text(const struct host *h, enum option_id id)
{
	return h->option[id] ? h->option[id] : option_rows[id].initial;
}

bool option_on(const struct host *h, enum option_id id)
{
	return !strcmp(option_text(h, id), "on");
}

int option_number(const struct host *h, enum option_id id)
{
	int64_t n = 0;

	number_int(option_text(h, id), &n); /* it was checked when it was set */
	return (int)n;
}

static const char *theme_choice(size_t n)
{
	if (n-- == 0)
		return "auto";
	for (size_t i = 0; themes[i]; i++)
		if (n-- == 0)
			return themes[i]->name;
	return theme_own_at(n) ? theme_own_at(n)->name : NULL;
}

const char *option_choice(enum option_id id, size_t n)
{
	static char word[32]; /* what is borrowed */
	const char *p = option_rows[id].choices;

	if (id == OPTION_THEME)
		return theme_choice(n);
	while (p && *p) {
		size_t len = strcspn(p, " ");
		if (n-- == 0) {
			snprintf(word, sizeof(word), "%.*s", (int)len, p);
			return word;
		}
		p += len + (p[len] == ' ');
	}
	return NULL;
}

enum option_id option_named(const char *name, struct error *e)
{
	const char *names[OPTION_COUNT], *near;

	for (int i = 0; i < OPTION_COUNT; i++) {
		names[i] = option_rows[i].name;
		if (!strcmp(names[i], name))
			return (enum option_id)i;
	}
	near = text_nearest(name, names, OPTION_COUNT);
	if (near)
		error_set(e, ERROR_USAGE, _("There is no option \"%s\"; did you mean \"%s\"?"), name, near);
	else
		error_set(e, ERROR_USAGE, _("There is no option \"%s\"; :set lists them."), name);
	return OPTION_COUNT;
}

static int check_number(const struct option_row *o, const char *value, struct error *e)
{
	int64_t n;

	if (number_int(value, &n) == 0 && n >= o->least && n <= o->most)
		return 0;
	return error_set(e, ERROR_USAGE, _("%s wants a number from %d to %d; \"%s\" is none."), o->name,
			 o->least, o->most, value);
}

#define CHOICES_MOST 40

static int unknown_choice(enum option_id id, const char *value, struct error *e)
{
	const char *names[CHOICES_MOST], *choice, *near;
	struct arena arena = { 0 };
	struct sbuf all = SBUF_INIT;
	size_t n = 0;

	for (; n < LENGTH(names) && (choice = option_choice(id, n)); n++) {
		names[n] = arena_strdup(&arena, choice);
		sbuf_printf(&all, "%s%s", n ? C_("names", ", ") : "", choice);
	}
	near = text_nearest(value, names, n);
	if (near)
		error_set(e, ERROR_USAGE, _("%s cannot be \"%s\"; did you mean \"%s\"?"), option_rows[id].name, value,
			  near);
	else
		error_set(e, ERROR_USAGE, _("%s cannot be \"%s\": there are %s."), option_rows[id].name, value,
			  sbuf_text(&all));
	sbuf_free(&all);
	arena_free(&arena);
	return -1;
}

int option_check(enum option_id id, const char *value, struct error *e)
{
	const char *choice;

	if (option_rows[id].most)
		return check_number(&option_rows[id], value, e);
	for (size_t i = 0; (choice = option_choice(id, i)); i++)
		if (!strcmp(choice, value))
			return 0;
	return unknown_choice(id, value, e);
}
