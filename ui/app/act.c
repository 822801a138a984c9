/* Actions from the keyboard: what they act on is taken when the key is pressed, the arguments that are
 * missing are asked one after the other, and the store does the rest. */
#include "app/act.h"
#include "base/number.h"
#include "view/panes.h"
#include "view/suggest.h"

void act_free(struct act *act)
{
	if (!act)
		return;
	free(act->ids);
	free(act->title);
	marks_free(&act->referred);
	table_free(act->refused);
	arena_free(&act->arena);
	free(act);
}

static int id_order(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static const struct named_value *arg_of(const struct act *act, const char *name)
{
	for (size_t i = 0; i < act->nargs; i++)
		if (!strcmp(act->args[i].name, name))
			return &act->args[i];
	return NULL;
}

void act_add(struct act *act, const char *name, const char *value)
{
	if (act->nargs == ARGS_MAX)
		BUG("%s has too many arguments", act->action->name);
	act->args[act->nargs].name = arena_strdup(&act->arena, name);
	act->args[act->nargs++].value = arena_strdup(&act->arena, value);
}

#define SAMPLE 3

/* The first of those that are marked and on the screen, so that one sees what it is about. */
static char *sample_of(const struct subject *s)
{
	struct sbuf text = SBUF_INIT;
	size_t named = 0;

	for (size_t i = 0; s->table && i < s->table->nrows && named < SAMPLE; i++) {
		const struct row *row = &s->table->rows[i];
		const int64_t *at = bsearch(&row->id, s->ids, s->n, sizeof(*s->ids), id_order);
		const char *title = at ? table_title(s->table, row) : NULL; /* the list may show no name */

		if (title)
			sbuf_printf(&text, "%s%s", named++ ? C_("names", ", ") : "", title);
	}
	if (named && named < s->n)
		sbuf_puts(&text, "…");
	return sbuf_steal(&text);
}

static struct act *make_act(const struct action *action, const struct subject *s)
{
	struct act *act = xcalloc(1, sizeof(*act));

	act->action = action;
	act->entity = s->entity;
	act->nids = s->n;
	act->ids = xcalloc(s->n, sizeof(*act->ids));
	if (s->n)
		memcpy(act->ids, s->ids, s->n * sizeof(*act->ids));
	act->title = s->title ? xstrdup(s->title) : sample_of(s);
	return act;
}

static void drop(struct app *a)
{
	act_free(a->act);
	a->act = NULL;
}

/* The stage is given by its id, or by its outcome as a word. */
static bool stage_is(const struct app *a, const char *stage, const char *outcome)
{
	const struct table *t = answer_table(a->host.describe, "stages");
	int64_t id = strtoll(stage, NULL, 10);

	for (size_t i = 0; id && t && i < t->nrows; i++) {
		struct value v = table_get(t, i, "outcome");
		if (t->rows[i].id == id)
			return v.kind == VALUE_TEXT && !strcmp(v.s, outcome);
	}
	return text_same(stage, outcome);
}

/* Nobody must say why a deal was lost, but whoever has just lost it is asked. */
static bool is_wanted(const struct app *a, const struct act *act, const struct arg *arg)
{
	const struct named_value *stage = arg->asked_when ? arg_of(act, "stage") : NULL;

	return arg->required || (stage && stage_is(a, stage->value, arg->asked_when));
}

static const struct arg *missing_arg(const struct app *a, const struct act *act)
{
	for (const struct arg *arg = act->action->args; arg && arg->name; arg++)
		if (!arg_of(act, arg->name) && is_wanted(a, act, arg))
			return arg;
	return NULL;
}

static void answered(struct view *v, const char *text)
{
	struct app *a = (struct app *)v->host;
	const struct arg *arg = a->act ? missing_arg(a, a->act) : NULL;

	if (!arg)
		return;
	if (!text || !*text) {
		drop(a);
		return;
	}
	a->act->asked_at = a->act->nargs;
	act_add(a->act, arg->name, text);
	act_go_on(a, v);
}

static void line_done(struct view *v, const char *text, void *data)
{
	(void)data;
	answered(v, text);
}

static void pick_done(struct view *v, const struct pick_item *item, void *data)
{
	char id[24];

	(void)data;
	if (!item) {
		answered(v, NULL);
		return;
	}
	snprintf(id, sizeof(id), "%lld", (long long)item->value);
	answered(v, item->text ? item->text : id);
}

static void ask_choice(struct view *v, const struct arg *arg)
{
	struct pick_item items[64] = { 0 };
	size_t n = 0;

	for (const struct choice *c = arg->choices; c->name && n < LENGTH(items); c++)
		items[n++] = (struct pick_item){ .label = _(c->label), .text = c->name };
	host_pick(v, &(struct pick){ .title = _(arg->label),
				     .items = items,
				     .nitems = n,
				     .done = pick_done });
}

static void ask_arg(struct view *v, const struct arg *arg)
{
	if (arg->choices)
		ask_choice(v, arg);
	else if (arg->ref)
		host_pick(v, &(struct pick){ .title = _(arg->label),
					     .entity = entity_find(arg->ref),
					     .done = pick_done });
	else
		host_ask(v, &(struct ask){ .prompt = _(arg->label),
					   .history = arg->name,
					   .offer = arg->type == FIELD_DATE ? suggest_days : NULL,
					   .done = line_done });
}

/* The same before the last line was taken: it may come back. */
static struct act *act_before(const struct act *act)
{
	struct subject s = { .entity = act->entity, .ids = act->ids, .n = act->nids, .title = act->title };
	struct act *before = make_act(act->action, &s);

	for (size_t i = 0; i < act->asked_at; i++)
		act_add(before, act->args[i].name, act->args[i].value);
	return before;
}

static void send(struct app *a)
{
	struct act *act = a->act;

	a->act = act_before(act);
	many_start(a, act);
}

static void confirmed(struct view *v, bool yes, void *data)
{
	struct app *a = (struct app *)v->host;

	(void)data;
	if (yes && a->act)
		send(a);
	else
		drop(a);
}

/* Above this many records a person types how many they are. */
#define MANY 50

/* "1000", or as it stands there, "1,000". */
static bool is_count(const char *text, int64_t count)
{
	int64_t n;

	return !strcmp(text, NUMBER_TEXT(count)) || (!number_int(text, &n) && n == count);
}

static void counted(struct view *v, const char *text, void *data)
{
	struct app *a = (struct app *)v->host;

	(void)data;
	if (text && a->act && is_count(text, (int64_t)a->act->nids)) {
		a->act->asked_at = a->act->nargs;
		send(a);
		return;
	}
	if (text && a->act)
		host_refuse(v, _("Nothing was done: they are %s."), NUMBER_TEXT(a->act->nids));
	else
		drop(a);
}

static void ask_count(struct view *v, const struct act *act)
{
	char *prompt = xasprintf(_("%s: type %s to do it · %s"), _(act->action->label), NUMBER_TEXT(act->nids),
				 act->title);

	host_ask(v, &(struct ask){ .prompt = prompt, .done = counted });
	free(prompt);
}

static void ask_yes(struct view *v, const struct act *act)
{
	char *question = xasprintf(P_("%s: %s record?", "%s: %s records?", act->nids), _(act->action->label),
				   NUMBER_TEXT(act->nids));

	host_confirm(v, &(struct confirm){ .question = question, .yes = _(act->action->label), .done = confirmed });
	free(question);
}

/* What cannot be read is no argument: the line that it was typed into asks for it again. */
static bool args_read(struct view *v, struct act *act)
{
	for (const struct arg *arg = act->action->args; arg && arg->name; arg++) {
		const struct named_value *said = arg_of(act, arg->name);
		size_t i = said ? (size_t)(said - act->args) : 0;

		if (said && said->value && !arg_reads(v, arg, said->value)) {
			act->args[i] = act->args[--act->nargs];
			return false;
		}
	}
	return true;
}

void act_go_on(struct app *a, struct view *v)
{
	struct act *act = a->act;
	const struct arg *arg = missing_arg(a, act);

	if (!args_read(v, act))
		return;
	if (arg)
		ask_arg(v, arg);
	else if (act->nids > MANY)
		ask_count(v, act);
	else if (act->action->flags & ACTION_CONFIRM)
		ask_yes(v, act);
	else
		send(a);
}

bool act_strays(struct app *a, struct view *v, const struct subject *s)
{
	bool strays = a->line && a->line->from == v && a->line->about && (s->n != 1 || s->ids[0] != a->line->about);

	if (strays)
		host_refuse(v, "%s", K_(a->line, "It is no longer there: somebody changed or removed it. {leave} leaves it."));
	return strays;
}

void app_act(struct app *a, struct view *v, const char *name, const struct named_value *args,
	     size_t nargs)
{
	const struct action *action = action_find(name);
	struct subject s = { 0 };
	bool refers;

	if (!action)
		BUG("no action \"%s\"", name);
	if (many_runs(a)) {
		host_refuse(v, "%s", _("Something is being done already; C-c stops it."));
		return;
	}
	if (!(action->flags & ACTION_NONE) && (!v->ops->subject || !v->ops->subject(v, &s))) {
		if (!act_strays(a, v, &s))
			host_refuse(v, _("%s: there is nothing under the cursor."), _(action->label));
		return;
	}
	if (!(action->flags & ACTION_NONE) && act_strays(a, v, &s))
		return;
	refers = s.entity && !action_fits(action, s.entity);
	if (refers && !app_reaches(&s, action)) {
		host_refuse(v, _("%s is not for %s."), _(action->label), _(s.entity->plural));
		return;
	}
	if (many_fill(a, v, action, args, nargs))
		return;
	drop(a);
	a->act = make_act(action, &s);
	for (size_t i = 0; i < nargs; i++)
		act_add(a->act, args[i].name, args[i].value);
	if (refers)
		refer_begin(a);
	else
		act_go_on(a, v);
}

void app_act_again(struct app *a)
{
	struct view *v = app_pane(a);
	struct act *last = a->repeat;

	if (!last) {
		app_say(a, TONE_ATTENTION, _("Nothing to repeat yet."));
		return;
	}
	app_act(a, v, last->action->name, last->args, last->nargs);
}

bool app_undoes(const struct app *a)
{
	for (size_t i = 0; i < a->npending; i++)
		if (a->pending[i].tag == TAG_UNDO)
			return true;
	return false;
}

void app_undo(struct app *a, int direction)
{
	app_send(a, NULL, TAG_UNDO,
		 &(struct request){ .verb = direction < 0 ? VERB_UNDO : VERB_REDO });
}
