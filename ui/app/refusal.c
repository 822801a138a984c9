/* Why something cannot be done now: one sentence for the palette, the line after ':' and whoever presses the key. */
#include "app/app.h"

static bool has_record(const struct app *a, struct subject *s)
{
	struct view *v = app_pane(a);

	memset(s, 0, sizeof(*s));
	return v->ops->subject && v->ops->subject(v, s) && s->n;
}

/* Commands that are an action on what is under the cursor, and may be refused as it is. */
static const struct {
	enum command_id id;
	const char *action;
} deeds[] = {
	{ CMD_ASSIGN, "assign" },	 { CMD_TAG, "tag" },	       { CMD_STAGE_PREV, "deal.move" },
	{ CMD_STAGE_NEXT, "deal.move" }, { CMD_STAGE_TO, "deal.move" }, { CMD_SNOOZE, "activity.snooze" },
};

static const char *refuse_change(const struct app *a)
{
	if (a->client && client_asof(a->client))
		return _("This is the book as it was: nothing is changed in the past; :asof now comes back.");
	return a->client ? client_read_only(a->client) : NULL;
}

/* The field by which they refer to such as the action is for, and, when the row under the cursor tells it, what it
 * says there. */
static const struct field *reference(const struct subject *s, const struct action *action, const struct value **told)
{
	const struct entity *to = action->entity ? entity_find(action->entity) : NULL;
	const struct field *f = to ? entity_reference(s->entity, to) : NULL;
	int at = f && s->n == 1 && s->row && s->row->id == s->ids[0] ? table_column(s->table, f->name) : -1;

	*told = at >= 0 ? &s->row->cells[at] : NULL;
	return f;
}

bool app_reaches(const struct subject *s, const struct action *action)
{
	const struct value *told;

	return reference(s, action, &told) && (!told || told->kind != VALUE_NULL);
}

bool app_is_sure(const struct app *a, enum command_id id)
{
	const struct value *told;
	struct subject s;

	if (!(commands[id].needs & NEED_DEAL) || !has_record(a, &s) || s.entity == entity_at(ENTITY_DEAL))
		return true;
	return reference(&s, action_find("deal.move"), &told) && told;
}

/* Something that is not nothing, where a row does not tell the value. */
static struct value anything(const struct field *f)
{
	const struct choice *last = f->choices;

	while (last && last[0].name && last[1].name)
		last++;
	return last ? value_text(last->name) : value_int(1);
}

/* Why not, by what the row tells. What it does not tell may be nothing or anything: only what is refused in both
 * cases is. */
static const char *refuse_row(const struct action *action, const struct subject *s)
{
	const struct entity *e = s->entity;
	struct value *values = xcalloc(e->nfields, sizeof(*values));
	const char *refusal = NULL;

	for (int told = 0; told < 2; told++) {
		struct record r = { .entity = e, .id = s->ids[0], .values = values };

		for (unsigned i = 0; i < e->nfields; i++) {
			int at = table_column(s->table, e->fields[i].name);

			values[i] = at >= 0 ? s->row->cells[at] : told ? anything(&e->fields[i]) : VALUE_NONE;
		}
		if (told && strcmp(action->name, "restore") != 0)
			values[FIELD_ID_REMOVED] = VALUE_NONE;
		refusal = action_refusal(action, &r);
		if (!refusal)
			break;
	}
	free(values);
	return refusal;
}

const char *app_action_refusal(const struct app *a, const struct action *action)
{
	const char *refusal = refuse_change(a);
	struct subject s;

	if (refusal || action->flags & ACTION_NONE)
		return refusal;
	if (!has_record(a, &s))
		return _("This needs a record under the cursor.");
	if (!action_fits(action, s.entity) && !app_reaches(&s, action))
		return _("Not for what is under the cursor.");
	if (s.n > 1)
		return action->flags & ACTION_MANY ? NULL : _("One record at a time.");
	if (!action_fits(action, s.entity))
		return NULL;
	refusal = s.row && s.table && s.row->id == s.ids[0] ? refuse_row(action, &s) : NULL;
	return refusal ? _(refusal) : NULL;
}

const struct action *app_ending(const struct app *a, bool again)
{
	struct subject s;
	bool is_case = has_record(a, &s) && s.entity == entity_at(ENTITY_CASE);

	if (is_case)
		return action_find(again ? "case.reopen" : "case.close");
	return action_find(again ? "activity.reopen" : "activity.done");
}

const char *app_lacks(const struct entity *e)
{
	switch (e->id) {
	case ENTITY_DEAL:
		return _("This needs a deal under the cursor.");
	case ENTITY_ACTIVITY:
		return _("This needs an activity under the cursor.");
	default:
		return _("Not for what is under the cursor.");
	}
}

static const char *refuse_need(const struct app *a, unsigned needs)
{
	const struct entity *deal = entity_at(ENTITY_DEAL), *activity = entity_at(ENTITY_ACTIVITY);
	struct subject s;
	bool any = has_record(a, &s);

	if (needs & NEED_DEAL)
		return any && (s.entity == deal || app_reaches(&s, action_find("deal.move"))) ? NULL : app_lacks(deal);
	if (needs & NEED_ENDING)
		return any && (s.entity == activity || s.entity == entity_at(ENTITY_CASE))
			       ? NULL : _("This needs an activity or a case under the cursor.");
	if (needs & NEED_ACTIVITY)
		return any && s.entity == activity ? NULL : app_lacks(activity);
	return any ? NULL : _("This needs a record under the cursor.");
}

const char *app_refusal(const struct app *a, enum command_id id)
{
	unsigned needs = commands[id].needs;
	const char *refusal = NULL;
	struct subject s;

	if (!(commands[id].contexts & app_pane(a)->ops->contexts))
		return K_(app_pane(a), "Not in this pane; {help} shows its keys.");
	if (id == CMD_BACK && !a->depth && !a->place && app_top(a) == app_pane(a) && !(has_record(a, &s) && s.marked))
		return K_(app_pane(a), "There is nothing to go back to; {close} leaves.");
	if (id == CMD_REPEAT && !a->repeat)
		return _("Nothing to repeat yet.");
	if (needs & NEED_CHANGE)
		refusal = refuse_change(a);
	if (!refusal && needs & ~NEED_CHANGE)
		refusal = refuse_need(a, needs);
	for (size_t i = 0; !refusal && i < LENGTH(deeds); i++)
		if (deeds[i].id == id)
			refusal = app_action_refusal(a, action_find(deeds[i].action));
	return refusal;
}
