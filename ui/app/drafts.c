/* What was half-typed when the line dropped is offered when its owner comes back. */
#include "app/app.h"

#include "view/half.h"
#include "view/panes.h"

#define DRAFTS_MOST 20

static void chosen(struct view *v, const struct pick_item *item, void *data)
{
	struct app *a = (struct app *)v->host;
	struct answer *ans = data;
	const struct table *t = ans->tables[0];

	app_forget_line(a); /* what was offered is gone with the answer */
	if (item && item->value < 0) {
		for (size_t i = 0; i < t->nrows; i++)
			app_send(a, NULL, TAG_DRAFT,
				 &(struct request){ .verb = VERB_DRAFT, .id = t->rows[i].id });
	} else if (item) {
		draft_open(v, t, &t->rows[item->value - 1]);
	}
	answer_free(ans);
	a->drafts = NULL;
}

void app_offer_drafts(struct app *a, struct answer *ans)
{
	struct pick_item items[DRAFTS_MOST + 1] = { 0 };
	struct answer *kept;
	const struct table *t = ans->ntables ? ans->tables[0] : NULL;
	size_t n = 0;

	if (!t || !t->nrows || a->drafts)
		return;
	kept = answer_new(0);
	answer_add_table(kept, ans->tables[0]);
	ans->tables[0] = NULL;
	for (size_t i = 0; i < t->nrows && n < DRAFTS_MOST; i++)
		items[n++] = (struct pick_item){ .label = table_title(t, &t->rows[i]),
						 .value = (int64_t)i + 1 };
	items[n++] = (struct pick_item){ .label = _("Forget them all"), .value = -1 };
	a->drafts = kept;
	host_pick(app_pane(a), &(struct pick){ .title = _("Half-typed: go on with"),
					       .items = items,
					       .nitems = n,
					       .done = chosen,
					       .data = kept });
}

static bool shows(const struct view *v, const char *view, const struct entity *e)
{
	struct subject of = { 0 };

	if (v && v->ops->subject)
		v->ops->subject((struct view *)v, &of);
	return v && !strcmp(v->ops->name, view) && of.entity == e;
}

/* The pane where the line was typed: a place, or one above it; where one is, when there is none such. */
static void go_where(struct app *a, const struct half_asked *line)
{
	const struct view_spec spec = { .view = line->view, .entity = line->entity, .id = line->id };

	for (int i = 0; i < PLACES; i++)
		if (a->places[i] ? shows(a->places[i], spec.view, spec.entity) :
				   app_place_is(i, spec.view, spec.entity)) {
			app_go(a, i);
			return;
		}
	if (spec.entity && (!strcmp(spec.view, "list") || !strcmp(spec.view, "board") ||
			    (!strcmp(spec.view, "record") && spec.id)))
		app_open(a, &spec);
}

void app_resume(struct app *a, const struct half_asked *line, int64_t draft)
{
	go_where(a, line);
	app_run_command(a, line->command, NULL);
	if (!strcmp(app_top(a)->ops->name, "ask"))
		ask_resume(app_top(a), line->text, draft);
}
