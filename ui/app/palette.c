/* Everything that can be done, as a list one can type into: `?` for this pane, C-p for all. */
#include "app/app.h"

#define ACTION_BASE 1000 /* item values from here on are actions */

static void chosen(struct view *v, const struct pick_item *item, void *data)
{
	struct app *a = (struct app *)v->host;

	(void)data;
	if (!item)
		return;
	if (item->value >= ACTION_BASE)
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
		unsigned wanted = everything ? IN_PANES : app_pane(a)->ops->contexts;
		if (!(commands[i].contexts & wanted))
			continue;
		keys_of((enum command_id)i, app_pane(a)->ops->contexts, &key);
		items[(*n)++] = (struct pick_item){
			.label = _(commands[i].label),
			.hint = _(commands[i].help),
			.key = arena_strdup(arena, sbuf_text(&key)),
			.value = (int64_t)i,
			.text = commands[i].name,
			.refusal = app_refusal(a, (enum command_id)i),
		};
		sbuf_free(&key);
	}
	qsort(items, *n, sizeof(*items), by_worth);
}

static void add_actions(struct pick_item *items, size_t *n, const struct subject *s)
{
	for (size_t i = 0; i < actions_count; i++) {
		bool fits = (actions[i].flags & ACTION_NONE) ||
			    (s->entity && action_fits(&actions[i], s->entity));
		if (actions[i].flags & ACTION_HIDDEN)
			continue;
		items[(*n)++] = (struct pick_item){
			.label = _(actions[i].label),
			.hint = _(actions[i].help),
			.value = ACTION_BASE + (int64_t)i,
			.text = actions[i].name,
			.refusal = fits ? NULL : _("Not for what is under the cursor."),
		};
	}
}

void app_palette(struct app *a, bool everything)
{
	struct pick_item *items = xcalloc(CMD_COUNT + actions_count, sizeof(*items));
	struct view *v = app_pane(a);
	struct subject s = { 0 };
	struct arena arena = { 0 };
	size_t n = 0;

	if (v->ops->subject)
		v->ops->subject(v, &s);
	add_commands(a, items, &n, &arena, everything);
	if (everything)
		add_actions(items, &n, &s);
	host_pick(v, &(struct pick){ .title = everything ? _("Everything") : _("Keys of this pane"),
				     .items = items,
				     .nitems = n,
				     .done = chosen });
	arena_free(&arena);
	free(items);
}
