/* What is done to many records is done in steps: the screen lives on, others get at the book between two
 * of them, and C-c ends it there. They are one transaction of the journal, so that one undo takes all back. */
#include "app/act.h"
#include "base/number.h"
#include "term/draw.h"

#define STEP 500

static void send_step(struct app *a, struct act *act)
{
	bool fills = act->done < act->fill;
	size_t left = (fills ? act->fill : act->nids) - act->done;
	bool several = act->nids > STEP || act->left_out || act->fill;

	act->asked = left < STEP ? left : STEP;
	act->seq = app_send(a, NULL, TAG_ACT,
			    &(struct request){ .verb = VERB_ACT,
					       .name = act->action->name,
					       .entity = act->entity,
					       .ids = act->ids + act->done,
					       .nids = act->asked,
					       .limit = several ? (int64_t)act->nids : 0,
					       .batch = several ? act->batch : NULL,
					       .args = act->args,
					       .nargs = act->nargs + (fills ? act->filled : 0) });
	act->running = act->seq != 0;
}

/* From now on it is the last thing done, for `.`. */
void many_start(struct app *a, struct act *act)
{
	act_free(a->repeat);
	a->repeat = act;
	act->began = clock_ticks();
	uuid_make(act->batch);
	send_step(a, act);
}

bool many_runs(const struct app *a)
{
	return a->repeat && a->repeat->running && a->repeat->nids > STEP;
}

bool many_stop(struct app *a)
{
	if (!many_runs(a))
		return false;
	a->repeat->stop = true;
	return true;
}

void many_draw(const struct app *a, struct grid *g, struct rect line)
{
	const struct act *act = a->repeat;
	int64_t ms = clock_ticks() - act->began;
	size_t rate = ms > 0 ? act->done * 1000 / (size_t)ms : 0;
	int bar = line.w / 6;

	draw_bar(g, line.x + 1, line.y, bar, ROLE_CHART1, (double)act->done / (double)act->nids);
	line = (struct rect){ line.x + bar + 3, line.y, line.w - bar - 4, 1 };
	if (rate)
		grid_printf(g, line.x, line.y, line.w, ROLE_QUIET,
			    _("%s: %s of %s · %s a second · %s s left · C-c stops"), _(act->action->label),
			    NUMBER_TEXT(act->done), NUMBER_TEXT(act->nids), NUMBER_TEXT(rate),
			    NUMBER_TEXT((act->nids - act->done) / rate + 1));
	else
		grid_printf(g, line.x, line.y, line.w, ROLE_QUIET, _("%s: %s of %s · C-c stops"),
			    _(act->action->label), NUMBER_TEXT(act->done), NUMBER_TEXT(act->nids));
}

static void show_done(struct view *v, void *data)
{
	const struct act *act = data;

	v->stale = true;
	if (act->action->flags & ACTION_LEAVES && v->ops->gone)
		v->ops->gone(v, act->entity, act->ids, act->done);
}

static void finish(struct app *a, struct act *act)
{
	act->running = false;
	app_each_view(a, show_done, act);
}

static void say_done(struct app *a, const struct act *act, const char *text)
{
	struct sbuf said = SBUF_INIT;

	if (act->stop && act->done < act->nids)
		sbuf_printf(&said, _("Stopped after %s of %s"), NUMBER_TEXT(act->done), NUMBER_TEXT(act->nids));
	else
		sbuf_puts(&said, text ? text : _("Done"));
	if (act->left_out)
		sbuf_printf(&said, P_(" · %s could not be", " · %s could not be", act->left_out),
			    NUMBER_TEXT(act->left_out));
	app_say(a, TONE_GOOD, act->txn ? K_(app_pane(a), "%s · {undo} undoes") : "%s", sbuf_text(&said));
	sbuf_free(&said);
}

static void step_done(struct app *a, struct act *act, const struct answer *ans)
{
	act->done += act->asked;
	if (ans->txn)
		act->txn = ans->txn;
	if (act->done < act->nids && !act->stop) {
		send_step(a, act);
		return;
	}
	if (act->txn)
		say_done(a, act, ans->text);
	else
		app_say(a, TONE_PLAIN, "%s", ans->text ? ans->text : _("Nothing to change."));
	finish(a, act);
}

/* Refusals */

/* What the one record lacks is asked for, and then it is done with that. */
static void ask_lacking(struct app *a, const struct act *act)
{
	struct value lacks = act->refused && act->nids == 1 ? table_get(act->refused, 0, "lacks") : VALUE_NONE;

	if (lacks.kind == VALUE_TEXT)
		app_open(a, &(struct view_spec){ .view = "form", .name = act->action->name, .entity = act->entity,
						 .id = act->ids[0], .columns = lacks.s, .args = act->args,
						 .nargs = act->nargs });
}

/* The row of one that was refused; t->nrows when it was not. */
static size_t refused_at(const struct table *t, int64_t id)
{
	size_t i = 0;

	while (i < t->nrows && t->rows[i].id != id)
		i++;
	return i;
}

/* Those of this step that it can be done to come again, without the others. */
static void leave_out(struct app *a, struct act *act)
{
	size_t to = act->done;

	for (size_t i = act->done; i < act->nids; i++)
		if (i >= act->done + act->asked || refused_at(act->refused, act->ids[i]) == act->refused->nrows)
			act->ids[to++] = act->ids[i];
	act->left_out += act->nids - to;
	act->nids = to;
	if (act->done < act->nids) {
		send_step(a, act);
		return;
	}
	say_done(a, act, NULL);
	finish(a, act);
}

static void take_back(struct app *a, struct act *act)
{
	if (act->txn)
		app_send(a, NULL, TAG_UNDO, &(struct request){ .verb = VERB_UNDO, .id = act->txn });
	else
		app_say(a, TONE_PLAIN, "%s", _("Nothing was changed."));
	finish(a, act);
}

/* What the first of those that were refused lacks: "amount,close"; NULL when there is more to it than what each of
 * them lacks. */
static const char *first_lack(const struct act *act)
{
	const struct table *t = act->refused;

	for (size_t i = 0; i < t->nrows; i++)
		if (table_get(t, i, "lacks").kind != VALUE_TEXT)
			return NULL;
	return act->nids > 1 && act->nids <= STEP ? table_get(t, 0, "lacks").s : NULL;
}

static bool lacks_this(const struct table *refused, int64_t id, const char *lack)
{
	size_t at = refused_at(refused, id);

	return at < refused->nrows && !strcmp(table_get(refused, at, "lacks").s, lack);
}

/* Those that lack the same as the first come first, and a form asks for it; then the others are asked for theirs:
 * what one has is not written over by what is typed for another. */
static void ask_lack(struct app *a, struct act *act)
{
	const char *lack = first_lack(act);
	int64_t *ids = xcalloc(act->nids, sizeof(*ids));
	size_t n = act->done;

	memcpy(ids, act->ids, n * sizeof(*ids));
	for (int those = 1; those >= 0; those--) {
		for (size_t i = act->done; i < act->nids; i++)
			if (lacks_this(act->refused, act->ids[i], lack) == those)
				ids[n++] = act->ids[i];
		act->fill = those ? n : act->fill;
	}
	free(act->ids);
	act->ids = ids;
	act->filled = 0; /* what was left empty is asked again */
	n = act->fill - act->done;
	app_open(a, &(struct view_spec){ .view = "form", .name = act->action->name, .entity = act->entity,
					 .id = ids[act->done], .columns = lack, .args = act->args,
					 .nargs = act->nargs });
	if (n < act->refused->nrows)
		app_say(a, TONE_PLAIN, P_("It is filled in for %zu; then the others are asked for.",
					  "It is filled in for these %zu; then the others are asked for.", n), n);
	else
		app_say(a, TONE_PLAIN, P_("It is filled in for %zu.", "It is filled in for all %zu.", n), n);
}

bool many_fill(struct app *a, const struct view *form, const struct action *action, const struct named_value *args,
	       size_t nargs)
{
	struct act *act = a->repeat;

	if (!act || !act->fill || act->filled || act->action != action || !(form->ops->contexts & IN_FORM))
		return false;
	act->filled = nargs - act->nargs;
	for (size_t i = act->nargs; i < nargs; i++)
		act_add(act, args[i].name, args[i].value);
	act->nargs -= act->filled;
	act->began = clock_ticks();
	send_step(a, act);
	return true;
}

enum { NOTHING = 1, OTHERS, FILL };

static void decided(struct view *v, const struct pick_item *item, void *data)
{
	struct app *a = (struct app *)v->host;
	struct act *act = data;

	app_forget_line(a); /* whatever is refused now, others are than were listed */
	if (act != a->repeat)
		return;
	act->others = item && item->value == OTHERS;
	if (act->others)
		leave_out(a, act);
	else if (item && item->value == FILL)
		ask_lack(a, act);
	else
		take_back(a, act);
}

#define TOLD 100

/* Nothing unless the others are wanted; below stand those it cannot be done to, and why. */
static void ask_others(struct app *a, struct act *act)
{
	struct pick_item items[3 + TOLD] = { { .label = _("Change nothing"), .value = NOTHING } };
	const struct table *t = act->refused;
	char *title = xasprintf(P_("%zu cannot be", "%zu cannot be", t->nrows), t->nrows);
	size_t n = 1;

	if (t->nrows < act->nids)
		items[n++] = (struct pick_item){ .label = _("Leave these out, do the others"), .value = OTHERS };
	if (first_lack(act))
		items[n++] = (struct pick_item){ .label = _("Fill in for all what they lack"), .value = FILL };

	for (size_t i = 0; i < t->nrows && i < TOLD; i++)
		items[n++] = (struct pick_item){ .label = table_get(t, i, "title").s,
						 .refusal = table_get(t, i, "why").s };
	host_pick(app_pane(a), &(struct pick){ .title = title, .items = items, .nitems = n, .done = decided,
					     .data = act });
	free(title);
	act->running = false;
}

static void take_refused(struct act *act, struct answer *ans)
{
	table_free(act->refused);
	act->refused = NULL;
	for (size_t i = 0; i < ans->ntables; i++)
		if (!strcmp(ans->tables[i]->name, "refused")) {
			act->refused = ans->tables[i];
			ans->tables[i] = NULL;
			return;
		}
}

static void step_refused(struct app *a, struct act *act, struct answer *ans)
{
	bool none = !act->done && ans->ntables && ans->tables[0]->nrows == act->nids;

	take_refused(act, ans);
	if (act->refused && act->others) {
		leave_out(a, act);
	} else if (act->refused && (!none || first_lack(act))) {
		ask_others(a, act);
	} else {
		if (act->done)
			app_say(a, TONE_DANGER, K_(app_pane(a), "%s · %zu were done, {undo} undoes"), ans->error.text,
				act->done);
		else
			app_say(a, TONE_DANGER, "%s", ans->error.text);
		finish(a, act);
		ask_lacking(a, act);
	}
}

void app_act_answer(struct app *a, struct answer *ans)
{
	struct act *act = a->repeat;

	if (!act || act->seq != ans->seq)
		app_say(a, ans->error.kind ? TONE_DANGER : TONE_GOOD, "%s",
			ans->error.kind ? ans->error.text : ans->text ? ans->text : _("Done"));
	else if (ans->error.kind)
		step_refused(a, act, ans);
	else
		step_done(a, act, ans);
}
