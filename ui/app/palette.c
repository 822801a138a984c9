/* Everything that can be done, as a list one can type into: `?` for this pane, C-p for all. */
#include "app/app.h"

#define ACTION_BASE 1000 /* item values from here on are actions ... */
#define LINE_BASE   2000 /* ... and lines that keys run */

static void chosen(struct view *v, const struct pick_item *item, void *data)
{
	struct app *a = (struct app *)v->host;

	(void)data;
	if (!item)
		return;
	if (item->value >= LINE_BASE)
		app_run_line(a, item->text);
	else if (item->value >= ACTION_BASE)
		app_act(a, app_pane(a), actions[item->value - ACTION_BASE].name, NULL, 0);
	else
		app_run_command(a, (enum command_id)item->value, NULL);
}

/* What can be done now comes first, by its worth to the key bar, then as the table has it. */
static int by_worth(const void *a, const void *b)
{
	const struct pick_item *one = a, *other = b;
	int64_t x = one->value, y = other->value;

	if (!one->refusal != !other->refusal)
		return one->refusal ? 1 : -1;
	if (commands[x].bar != commands[y].bar)
		return commands[y].bar - commands[x].bar;
	return x < y ? -1 : x > y;
}

static void add_commands(struct app *a, struct pick_item *items, size_t *n, struct arena *arena,
			 bool everything)
{
	for (size_t i = 0; i < CMD_COUNT; i++) {
		struct sbuf key = SBUF_INIT;
		unsigned wanted = everything ? IN_SCREENS : app_pane(a)->ops->contexts;
		if (!(commands[i].contexts & wanted))
			continue;
		keys_of((enum command_id)i, app_pane(a)->ops->contexts, &key);
		items[(*n)++] = (struct pick_item){
			.label = _(commands[i].label),
			.hint = keyed(app_pane(a), _(commands[i].help)),
			.key = arena_strdup(arena, sbuf_text(&key)),
			.value = (int64_t)i,
			.text = commands[i].name,
			.refusal = app_refusal(a, (enum command_id)i),
		};
		sbuf_free(&key);
	}
	qsort(items, *n, sizeof(*items), by_worth);
}

static void add_actions(struct app *a, struct pick_item *items, size_t *n)
{
	for (size_t i = 0; i < actions_count; i++)
		if (!(actions[i].flags & ACTION_HIDDEN))
			items[(*n)++] = (struct pick_item){
				.label = _(actions[i].label),
				.hint = _(actions[i].help),
				.value = ACTION_BASE + (int64_t)i,
				.text = actions[i].name,
				.refusal = app_action_refusal(a, &actions[i]),
			};
}

/* Keys that a person gave a line. */
static void add_lines(struct pick_item *items, size_t *n, struct arena *arena)
{
	const char *line;
	struct sbuf key = SBUF_INIT;

	for (size_t i = 0; (line = keys_line_at(i, &key)); i++) {
		items[(*n)++] = (struct pick_item){ .label = line, .hint = _("A key of your own."),
						    .key = arena_strdup(arena, sbuf_text(&key)),
						    .value = LINE_BASE + (int64_t)i, .text = line };
		sbuf_reset(&key);
	}
	sbuf_free(&key);
}

void app_palette(struct app *a, bool everything)
{
	struct pick_item *items = xcalloc(CMD_COUNT + actions_count + LINES_MOST, sizeof(*items));
	struct view *v = app_pane(a);
	struct arena arena = { 0 };
	size_t n = 0;

	add_commands(a, items, &n, &arena, everything);
	add_lines(items, &n, &arena);
	if (everything)
		add_actions(a, items, &n);
	host_pick(v, &(struct pick){ .title = everything ? _("Everything") : _("Keys of this pane"),
				     .items = items,
				     .nitems = n,
				     .done = chosen });
	arena_free(&arena);
	free(items);
}
