/* The line that tells what happened: on what it is opened. */
#include "app/app.h"

#include "model/understand.h"

/* What a line can be about. */
static bool can_be_about(const struct subject *s)
{
	return s->n == 1 && s->entity && (s->entity->id == ENTITY_CUSTOMER || s->entity->id == ENTITY_CONTACT ||
					  s->entity->id == ENTITY_DEAL || s->entity->id == ENTITY_ACTIVITY);
}

/* In a record's pane an activity under the cursor is only one of many: the record is meant. */
static bool find_about(struct view *v, bool here, struct subject *out)
{
	struct subject whole = { 0 };
	bool home = v->ops->home && v->ops->home(v, &whole) && can_be_about(&whole);

	if (here && v->ops->subject && v->ops->subject(v, out) && can_be_about(out) &&
	    !(home && out->entity->id == ENTITY_ACTIVITY))
		return true;
	*out = whole;
	return home;
}

void app_log(struct view *v, const char *text, bool here)
{
	struct named_value refs[REFS_MOST];
	struct arena arena = { 0 };
	struct subject about = { 0 };
	bool known = find_about(v, here, &about);

	host_open(v, &(struct view_spec){ .view = "line",
					  .entity = known ? about.entity : NULL,
					  .id = known ? about.ids[0] : 0,
					  .title = known ? about.title : NULL,
					  .expr = *text ? text : NULL,
					  .args = refs,
					  .nargs = here ? app_refs(v, entity_at(ENTITY_ACTIVITY), refs, &arena) : 0 });
	arena_free(&arena);
}

void app_log_typed(struct view *v, const char *text, void *data)
{
	struct app *a = (struct app *)v->host;

	(void)data;
	text += strspn(text, " :");
	if (!strncmp(text, "log ", strlen("log ")))
		text += strlen("log ");
	else if (!said_begins(text))
		return;
	app_close(a, app_top(a));
	app_log(v, *text ? text : " ", false);
}
