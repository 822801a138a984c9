/* What can stand in the line after ':'. */
#include "app/app.h"
#include "model/report.h"
#include "view/suggest.h"

/* A word that begins with what was typed, or whose name for people does. */
static void propose(struct offers *o, const char *typed, const char *word, const char *label, const char *help)
{
	size_t n = strlen(typed);

	if (!strncasecmp(word, typed, n) || (label && !strncasecmp(label, typed, n)))
		offers_add(o, word, NULL, help);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(((const struct offer *)a)->text, ((const struct offer *)b)->text);
}

/* What cannot be done now says why. */
static void offer_commands(struct app *a, const char *typed, struct offers *o)
{
	for (size_t i = 0; i < CMD_COUNT; i++) {
		const char *refusal = app_refusal(a, (enum command_id)i);

		if (commands[i].contexts & IN_PANES)
			propose(o, typed, commands[i].name, _(commands[i].label), refusal ? refusal : keyed(app_pane(a), _(commands[i].help)));
	}
	for (size_t i = 0; i < actions_count; i++) {
		const char *refusal = app_action_refusal(a, &actions[i]);

		if (!(actions[i].flags & ACTION_HIDDEN))
			propose(o, typed, actions[i].name, _(actions[i].label), refusal ? refusal : _(actions[i].help));
	}
	for (size_t i = 0; i < reports_count; i++)
		if (!reports[i].place)
			propose(o, typed, reports[i].name, _(reports[i].label), _(reports[i].help));
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_at((enum entity_id)i);

		if (e->flags & ENTITY_PUBLIC)
			propose(o, typed, entity_plural(e, &o->arena), _(e->plural), _(e->help));
	}
	if (o->n)
		qsort(o->items, o->n, sizeof(*o->items), by_text);
}

/* What is offered behind a command: `typed` is what stands there of it. */
typedef void offer_fn(struct app *a, const char *typed, struct offers *o, struct ask_more *more);

static const struct entity *pane_entity(struct app *a)
{
	struct view *v = app_pane(a);
	struct subject s = { 0 };

	if (v->ops->subject)
		v->ops->subject(v, &s);
	return s.entity;
}

static void offer_options(struct app *a, const char *typed, struct offers *o, struct ask_more *more)
{
	size_t len = strcspn(typed, " =");
	char *name = xstrndup(typed, len);
	struct error e = { 0 };
	enum option_id id = OPTION_COUNT;
	const char *choice;

	(void)more;
	for (int i = 0; !typed[len] && i < OPTION_COUNT; i++)
		propose(o, typed, option_rows[i].name, NULL, _(option_rows[i].help));
	if (typed[len])
		id = option_named(name, &e);
	free(name);
	if (id == OPTION_COUNT)
		return;
	len += strspn(typed + len, " =");
	o->at += len;
	if (option_rows[id].most)
		propose(o, typed + len, option_text(&a->host, id), NULL, _(option_rows[id].help));
	for (size_t i = 0; (choice = option_choice(id, i)); i++)
		propose(o, typed + len, choice, NULL, NULL);
}

static void offer_days(struct app *a, const char *typed, struct offers *o, struct ask_more *more)
{
	suggest_days(app_pane(a), typed, strlen(typed), o, more);
}

static void offer_asof_days(struct app *a, const char *typed, struct offers *o, struct ask_more *more)
{
	propose(o, typed, "now", NULL, _("The book as it is."));
	offer_days(a, typed, o, more);
}

static void offer_views(struct app *a, const char *typed, struct offers *o, struct ask_more *more)
{
	const struct table *t = answer_table(a->host.describe, "views");
	const struct entity *e = pane_entity(a);

	(void)more;
	for (size_t i = 0; e && t && i < t->nrows; i++) {
		struct value of = table_get(t, i, "entity"), filter = table_get(t, i, "filter");

		if (of.kind == VALUE_TEXT && !strcmp(of.s, e->name))
			propose(o, typed, table_title(t, &t->rows[i]), NULL,
				filter.kind == VALUE_TEXT ? filter.s : NULL);
	}
}

static void offer_templates(struct app *a, const char *typed, struct offers *o, struct ask_more *more)
{
	const struct table *t = answer_table(a->host.describe, "templates");

	(void)more;
	for (size_t i = 0; t && i < t->nrows; i++)
		propose(o, typed, table_title(t, &t->rows[i]), NULL, NULL);
}

static void offer_macros(struct app *a, const char *typed, struct offers *o, struct ask_more *more)
{
	struct pick_item *items = xcalloc(MACROS_MOST, sizeof(*items));
	struct arena arena = { 0 };
	size_t n = macro_list(items, &arena);

	(void)a;
	(void)more;
	for (size_t i = 0; i < n; i++)
		propose(o, typed, items[i].text, NULL, NULL);
	arena_free(&arena);
	free(items);
}

/* One, or one more behind a comma: "name,city". */
static void offer_fields(struct app *a, const char *typed, struct offers *o, struct ask_more *more)
{
	const struct entity *e = pane_entity(a);
	const char *comma = strrchr(typed, ',');
	size_t skip = comma ? (size_t)(comma + 1 - typed) : 0;

	(void)more;
	o->at += skip;
	for (unsigned i = 0; e && i < e->nfields; i++)
		propose(o, typed + skip, e->fields[i].name, _(e->fields[i].label), _(e->fields[i].help));
}

static void offer_mergeable(struct app *a, const char *typed, struct offers *o, struct ask_more *more)
{
	(void)a;
	(void)more;
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_at((enum entity_id)i);

		if (action_fits(action_find("merge"), e))
			propose(o, typed, e->name, _(e->label), _(e->help));
	}
}

static void offer_expr(struct app *a, const char *typed, struct offers *o, struct ask_more *more)
{
	(void)typed;
	(void)o;
	more->expr = pane_entity(a);
}

static void offer_files(struct app *a, const char *typed, struct offers *o, struct ask_more *more)
{
	(void)a;
	(void)typed;
	(void)o;
	more->files = true;
}

static const struct {
	enum command_id id;
	offer_fn *offer;
} behind[] = {
	{ CMD_SET, offer_options },	  { CMD_ASOF, offer_asof_days },	 { CMD_CHANGES, offer_days },
	{ CMD_GO_TO_DAY, offer_days },	  { CMD_VIEWS, offer_views },		 { CMD_TEMPLATE, offer_templates },
	{ CMD_PLAY, offer_macros },	  { CMD_SORT, offer_fields },		 { CMD_SORT_ALSO, offer_fields },  { CMD_COLUMNS, offer_fields },	 { CMD_GROUP, offer_fields },
	{ CMD_BOARD_BY, offer_fields },	  { CMD_GO_DUPLICATES, offer_mergeable }, { CMD_FILTER, offer_expr },
	{ CMD_MARK_BY, offer_expr },	  { CMD_UNMARK_BY, offer_expr },	 { CMD_EXPORT, offer_files },
	{ CMD_IMPORT, offer_files },
};

static void offer_for(struct app *a, const struct command *c, const char *typed, struct offers *o, struct ask_more *more)
{
	for (size_t i = 0; i < LENGTH(behind); i++)
		if (behind[i].id == c->id)
			behind[i].offer(a, typed, o, more);
}

/* A tag, or a value as the argument of that type has it. */
static void offer_value(struct app *a, const struct arg *arg, struct ask_more *more)
{
	more->entity = pane_entity(a);
	more->value = (struct field){ .name = arg->name, .type = arg->type, .choices = arg->choices, .ref = arg->ref };
	if (!strcmp(arg->name, "tag") && more->entity && entity_field(more->entity, "tags"))
		more->value = *entity_field(more->entity, "tags");
	else if (arg->type == FIELD_TEXT || arg->type == FIELD_NOTE)
		more->value.name = NULL;
	if (arg->expr)
		more->expr = entity_find(arg->expr);
}

/* The argument that is being typed is the one behind those whose words are whole. */
static void offer_args(struct app *a, const struct action *action, const char *typed, struct offers *o,
		       struct ask_more *more)
{
	const struct arg *arg = action->args;
	const char *word = typed;

	for (const char *end; arg->name && !arg->rest; arg++, word = end + strspn(end, " ")) {
		end = *word == '"' ? word + 1 + strcspn(word + 1, "\"") : word;
		end += strcspn(end, " ");
		if (!*end)
			break;
	}
	more->from += (size_t)(word - typed);
	o->at = more->from;
	if (arg->name)
		offer_value(a, arg, more);
}

/* NAME=VALUE: the names, and the values of the one whose name stands there. */
static void offer_parameters(struct app *a, const struct report *r, const char *typed, struct offers *o,
			     struct ask_more *more)
{
	const char *space = strrchr(typed, ' '), *word = space ? space + 1 : typed, *equals = strchr(word, '=');

	more->from += (size_t)(word - typed);
	o->at = more->from;
	for (const struct arg *arg = r->args; arg && arg->name; arg++) {
		char *name = arena_printf(&o->arena, "%s=", arg->name);

		if (!equals)
			propose(o, word, name, _(arg->label), _(arg->help));
		else if (!strncmp(name, word, strlen(name)))
			offer_value(a, arg, more);
	}
	if (equals) {
		more->from += (size_t)(equals + 1 - word);
		o->at = more->from;
	}
}

void app_offer_line(struct view *v, const char *text, size_t at, struct offers *o, struct ask_more *more)
{
	struct app *a = (struct app *)v->host;
	size_t first = strspn(text, " :"), len = strcspn(text + first, " ");
	char *line = xstrndup(text, at), *word = xstrndup(text + first, len);
	const struct command *c = command_find(word);
	const struct action *action = action_find(word);
	const struct entity *e = entity_find(word);

	if (at <= first + len) {
		o->at = first < at ? first : at;
		offer_commands(a, line + o->at, o);
	} else {
		more->from = first + len + strspn(line + first + len, " ");
		o->at = more->from;
		o->wanted = true;
		if (c && !(e && app_is_place(c)))
			offer_for(a, c, line + more->from, o, more);
		else if (action)
			offer_args(a, action, line + more->from, o, more);
		else if (report_find(word))
			offer_parameters(a, report_find(word), line + more->from, o, more);
		else if (e && (e->flags & ENTITY_PUBLIC))
			more->expr = e;
	}
	free(line);
	free(word);
}
