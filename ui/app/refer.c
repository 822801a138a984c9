/* An action on records that it is not for, but that refer to such as it is for: the deals of activities. The store
 * is asked which they are, so that it does not matter what the screen shows of them. */
#include "app/act.h"

#define CHUNK 1000 /* whose names all fit a frame */
#define SAMPLE 3

static void ask_chunk(struct app *a)
{
	struct act *act = a->act;
	const struct field *f = entity_reference(act->entity, entity_find(act->action->entity));
	size_t left = act->nids - act->done;

	act->asked = left < CHUNK ? left : CHUNK;
	act->seq = app_send(a, NULL, TAG_REFER, &(struct request){ .verb = VERB_LIST, .entity = act->entity,
								   .ids = act->ids + act->done, .nids = act->asked,
								   .columns = f->name, .limit = CHUNK });
}

void refer_begin(struct app *a)
{
	free(a->act->title);
	a->act->title = NULL;
	ask_chunk(a);
}

/* The first of them by their names. */
static void add_title(struct act *act, const char *name)
{
	char *before = act->title;

	if (act->referred.n > SAMPLE + 1)
		return;
	if (!before)
		act->title = xstrdup(name);
	else if (act->referred.n > SAMPLE)
		act->title = xasprintf("%s…", before);
	else
		act->title = xasprintf("%s%s%s", before, C_("names", ", "), name);
	free(before);
}

static void take_chunk(struct act *act, const struct table *t)
{
	for (size_t i = 0; i < t->nrows; i++) {
		struct value v = t->rows[i].cells[0];

		if (v.kind != VALUE_INT || marks_has(&act->referred, v.i))
			continue;
		marks_set(&act->referred, v.i, true);
		add_title(act, v.s ? v.s : "");
	}
	act->done += act->asked;
}

/* From now on it is as if these had been under the cursor. */
static void turn(struct act *act)
{
	free(act->ids);
	act->ids = act->referred.ids;
	act->nids = act->referred.n;
	act->entity = entity_find(act->action->entity);
	act->referred = (struct marks){ 0 };
	act->done = act->asked = 0;
}

void app_refer_answer(struct app *a, struct answer *ans)
{
	struct act *act = a->act;

	if (!act || act->seq != ans->seq)
		return;
	if (!ans->error.kind && ans->ntables) {
		take_chunk(act, ans->tables[0]);
		if (act->done < act->nids) {
			ask_chunk(a);
			return;
		}
		turn(act);
		if (act->nids) {
			act_go_on(a, app_pane(a));
			return;
		}
		error_set(&ans->error, ERROR_ABSENT, "%s", app_lacks(act->entity));
	}
	app_say(a, TONE_ATTENTION, "%s", ans->error.text);
	act_free(act);
	a->act = NULL;
}
