/* Actions from the keyboard: what they act on is taken when the key is pressed, the arguments that are
 * missing are asked one after the other, and the store does the rest. */
#include "app/app.h"

#define ARGS_MAX 16

struct act {
	const struct action *action;
	const struct entity *entity;
	int64_t *ids;
	size_t nids;
	char *title;
	uint32_t seq;                      /* of the request, once it is sent */
	struct named_value args[ARGS_MAX]; /* texts in the arena */
	size_t nargs;
	struct arena arena;
};

void act_free(struct act *act)
{
	if (!act)
		return;
	free(act->ids);
	free(act->title);
	arena_free(&act->arena);
	free(act);
}

static const struct named_value *arg_of(const struct act *act, const char *name)
{
	for (size_t i = 0; i < act->nargs; i++)
		if (!strcmp(act->args[i].name, name))
			return &act->args[i];
	return NULL;
}

static void add_arg(struct act *act, const char *name, const char *value)
{
	if (act->nargs == ARGS_MAX)
		BUG("%s has too many arguments", act->action->name);
	act->args[act->nargs].name = arena_strdup(&act->arena, name);
	act->args[act->nargs++].value = arena_strdup(&act->arena, value);
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
	if (s->title)
		act->title = xstrdup(s->title);
	return act;
}

/* From now on it is the last thing done, for `.`; the next action may be asked for before this one is
 * answered. */
static void send_act(struct app *a, struct act *act)
{
	act_free(a->repeat);
	a->repeat = act;
	a->act = NULL;
	act->seq = app_send(a, NULL, TAG_ACT,
			    &(struct request){ .verb = VERB_ACT,
					       .name = act->action->name,
					       .entity = act->entity,
					       .ids = act->ids,
					       .nids = act->nids,
					       .args = act->args,
					       .nargs = act->nargs });
}

static void go_on(struct app *a, struct view *v);

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
	add_arg(a->act, arg->name, text);
	go_on(a, v);
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
					   .done = line_done });
}

static void confirmed(struct view *v, bool yes, void *data)
{
	struct app *a = (struct app *)v->host;

	(void)data;
	if (yes && a->act)
		send_act(a, a->act);
	else
		drop(a);
}

/* Above this many records a person is asked once more, with the count. */
#define MANY 50

static void go_on(struct app *a, struct view *v)
{
	struct act *act = a->act;
	const struct arg *arg = missing_arg(a, act);
	char *question;

	if (arg) {
		ask_arg(v, arg);
		return;
	}
	if (!(act->action->flags & ACTION_CONFIRM) && act->nids <= MANY) {
		send_act(a, act);
		return;
	}
	question = xasprintf(P_("%s: %zu record?", "%s: %zu records?", act->nids),
			     _(act->action->label), act->nids);
	host_confirm(v, &(struct confirm){ .question = question,
					   .yes = _(act->action->label),
					   .done = confirmed });
	free(question);
}

void app_act(struct app *a, struct view *v, const char *name, const struct named_value *args,
	     size_t nargs)
{
	const struct action *action = action_find(name);
	struct subject s = { 0 };

	if (!action)
		BUG("no action \"%s\"", name);
	if (!(action->flags & ACTION_NONE) && (!v->ops->subject || !v->ops->subject(v, &s))) {
		app_say(a, TONE_ATTENTION, _("%s: there is nothing under the cursor."),
			_(action->label));
		return;
	}
	if (s.entity && !action_fits(action, s.entity)) {
		app_say(a, TONE_ATTENTION, _("%s is not for %s."), _(action->label),
			_(s.entity->plural));
		return;
	}
	drop(a);
	a->act = make_act(action, &s);
	for (size_t i = 0; i < nargs; i++)
		add_arg(a->act, args[i].name, args[i].value);
	go_on(a, v);
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

static void make_stale(struct view *v, void *data)
{
	(void)data;
	v->stale = true;
}

/* What the one record lacks is asked for, and then it is done with that. */
static void ask_lacking(struct app *a, const struct answer *ans)
{
	const struct table *t = answer_table(ans, "refused");
	const struct act *act = a->repeat;
	struct value lacks;

	if (!t || t->nrows != 1 || !act || act->seq != ans->seq || act->nids != 1)
		return;
	lacks = table_get(t, 0, "lacks");
	if (lacks.kind == VALUE_TEXT)
		app_open(a, &(struct view_spec){ .view = "form", .name = act->action->name, .entity = act->entity,
						 .id = act->ids[0], .columns = lacks.s, .args = act->args,
						 .nargs = act->nargs });
}

void app_act_answer(struct app *a, struct answer *ans)
{
	if (ans->error.kind) {
		app_say(a, TONE_DANGER, "%s", ans->error.text);
		ask_lacking(a, ans);
		return;
	}
	if (ans->txn)
		app_say(a, TONE_GOOD, _("%s · u undoes"), ans->text ? ans->text : _("Done"));
	else
		app_say(a, TONE_PLAIN, "%s", ans->text ? ans->text : _("Nothing to change."));
	app_each_view(a, make_stale, NULL);
}

void app_undo(struct app *a, int direction)
{
	app_send(a, NULL, TAG_UNDO,
		 &(struct request){ .verb = direction < 0 ? VERB_UNDO : VERB_REDO });
}
