/* `:set`: options by name, by lists, and what has to be done when one changes. */
#include "app/app.h"

#include "base/locale.h"

static void make_stale(struct view *v, void *data)
{
	(void)data;
	v->stale = true;
}

/* The store counts weeks too, and is told. */
static void begin_week(struct app *a, const char *value)
{
	char usage[LOCALE_SIZE];

	locale_set_week(!strcmp(value, "monday")     ? 0
			: !strcmp(value, "saturday") ? 5
			: !strcmp(value, "sunday")   ? 6
						     : -1);
	locale_write(usage);
	if (!a->client)
		return;
	app_send(a, NULL, 0, &(struct request){ .verb = VERB_HELLO, .version = PROTO_VERSION, .usage = usage });
	app_each_view(a, make_stale, NULL);
}

static void apply(struct app *a, enum option_id id)
{
	const char *value = option_text(&a->host, id);
	bool by_itself = !strcmp(value, "auto");

	if (id == OPTION_THEME)
		term_set_theme(a->term, theme_choose(by_itself ? NULL : value, a->term->colours,
						     getenv("NO_COLOR") != NULL));
	if (id == OPTION_GRAPHICS)
		a->term->graphics = by_itself ? a->graphics : (enum graphics)graphics_find(value);
	if (id == OPTION_MOUSE)
		term_mouse(a->term, option_on(&a->host, id));
	if (id == OPTION_WEEK)
		begin_week(a, value);
	a->redraw = true;
}

int app_set(struct app *a, const char *name, const char *value, struct error *e)
{
	enum option_id id = option_named(name, e);

	if (id == OPTION_COUNT || option_check(id, value, e) < 0)
		return -1;
	free(a->host.option[id]);
	a->host.option[id] = xstrdup(value);
	apply(a, id);
	return 0;
}

/* What a person sets holds from now on, also tomorrow. */
static void set_and_keep(struct app *a, const char *name, const char *value)
{
	struct error e = { 0 };

	if (app_set(a, name, value, &e) < 0)
		host_refuse(app_pane(a), "%s", e.text);
	else if (config_keep(name, value, &e) < 0)
		app_say(a, TONE_ATTENTION, _("%s is %s until you leave: %s"), name, value, e.text);
	else
		app_say(a, TONE_QUIET, _("%s is %s from now on."), name, value);
}

static void value_chosen(struct view *v, const struct pick_item *item, void *data)
{
	const struct option_row *o = data;

	if (item)
		set_and_keep((struct app *)v->host, o->name, item->text);
}

static void value_typed(struct view *v, const char *text, void *data)
{
	const struct option_row *o = data;

	if (text && *text)
		set_and_keep((struct app *)v->host, o->name, text);
}

#define ITEMS_MOST 40

static void choose_value(struct app *a, enum option_id id)
{
	const struct option_row *o = &option_rows[id];
	struct pick_item items[ITEMS_MOST] = { 0 };
	struct arena arena = { 0 };
	const char *choice;
	int64_t current = 0;
	size_t n = 0;

	for (; n < ITEMS_MOST && (choice = option_choice(id, n)); n++) {
		char *word = arena_strdup(&arena, choice);
		items[n] = (struct pick_item){ .label = word, .text = word, .value = (int64_t)n };
		if (!strcmp(choice, option_text(&a->host, id)))
			current = (int64_t)n;
	}
	if (n)
		host_pick(app_pane(a), &(struct pick){ .title = o->name, .items = items, .nitems = n,
						       .current = current, .done = value_chosen,
						       .data = (void *)o });
	else
		host_ask(app_pane(a), &(struct ask){ .prompt = o->name, .done = value_typed,
						     .text = option_text(&a->host, id),
						     .data = (void *)o });
	arena_free(&arena);
}

static void option_chosen(struct view *v, const struct pick_item *item, void *data)
{
	(void)data;
	if (item)
		choose_value((struct app *)v->host, (enum option_id)item->value);
}

static void choose_option(struct app *a)
{
	struct pick_item items[OPTION_COUNT] = { 0 };

	for (int i = 0; i < OPTION_COUNT; i++)
		items[i] = (struct pick_item){ .label = option_rows[i].name,
					       .key = option_text(&a->host, (enum option_id)i),
					       .hint = _(option_rows[i].help), .value = i };
	host_pick(app_pane(a), &(struct pick){ .title = _("Options"), .items = items,
					       .nitems = OPTION_COUNT, .done = option_chosen });
}

void app_set_line(struct app *a, const char *line)
{
	char name[32];
	struct error e = { 0 };
	size_t len = line ? strcspn(line, " =") : 0;
	const char *value = line ? line + len + strspn(line + len, " =") : "";
	enum option_id id;

	if (!len) {
		choose_option(a);
		return;
	}
	snprintf(name, sizeof(name), "%.*s", (int)len, line);
	id = option_named(name, &e);
	if (id == OPTION_COUNT)
		app_say(a, TONE_ATTENTION, "%s", e.text);
	else if (*value)
		set_and_keep(a, name, value);
	else
		choose_value(a, id);
}
