/* How many there are of what is shown: of a list, of the lines of a table, of what happened around a record. */
#include "base/intl.h"
#include "model/activity.h"
#include "model/report.h"
#include "store/explain.h"
#include "store/find.h"
#include "store/timeline.h"

struct figure length_figure(const struct request *r, const char *label)
{
	struct figure f = { .name = "length", .label = label, .type = FIELD_INT, .made = "length" };

	if (r->removed)
		f.words = N_("How many were removed; they can be restored.");
	else if (r->asof)
		f.words = N_("How many there were then; what had been removed, and what only others may see, is not"
			     " counted.");
	else
		f.words = N_("How many there are now; what was removed, and what only others may see, is not"
			     " counted.");
	return f;
}

/* What narrows it */

static void add_narrow(struct table *bill, const char *label, const char *what)
{
	if (what && *what)
		bill_line(bill, '\0', arena_printf(&bill->arena, _("%s: %s"), _(label), what), "", 0)->tone =
			TONE_QUIET;
}

static void add_args(struct table *bill, const struct request *r)
{
	const struct report *report = r->name && !r->entity ? report_find(r->name) : NULL;

	for (const struct arg *a = report ? report->args : NULL; a && a->name; a++)
		for (size_t i = 0; i < r->nargs; i++)
			if (!strcmp(r->args[i].name, a->name))
				add_narrow(bill, a->label, r->args[i].value);
}

static const char *stamp_shown(const struct explain *x, int64_t at, struct arena *a)
{
	return at ? figure_show(x->store, FIELD_STAMP, (double)at, NULL, a) : NULL;
}

void length_narrow(struct explain *x, struct table *bill, const struct instance *i)
{
	const struct request *r = x->asked;
	const struct choice *part = r->name && r->entity ? choice_named(timeline_part, r->name) : NULL;

	if (i->expr && strncmp(i->expr, "id:", 3) != 0) /* these are listed by Enter */
		add_narrow(bill, N_("Filter"), expr_named(x->store, i->entity, i->expr, &bill->arena));
	add_args(bill, r);
	add_narrow(bill, N_("Part"), part && part != timeline_part ? _(part->label) : NULL);
	add_narrow(bill, N_("Since"), stamp_shown(x, r->since, &bill->arena));
	add_narrow(bill, N_("As of"), stamp_shown(x, r->asof, &bill->arena));
	if (r->entity)
		add_narrow(bill, N_("Left out"), x->table->note);
}

/* What is shown, once more */

static int find_again(struct explain *x, const struct request *r, struct answer *made)
{
	struct request find = { .verb = VERB_FIND, .words = r->expr ? r->expr : "", .limit = r->limit };
	struct table *t = table_new("found");

	answer_add_table(made, t);
	return find_say(x->store, t, &find, x->err);
}

static int show_again(struct explain *x, const struct request *r, struct answer *made)
{
	struct request again = *r;

	again.offset = again.limit = 0;
	if (!strcmp(r->words, "history"))
		return verb_history(x->store, &again, made, x->err);
	if (!strcmp(r->words, "duplicates"))
		return verb_duplicates(x->store, &again, made, x->err);
	if (!strcmp(r->words, "found"))
		return find_again(x, r, made);
	if (r->id)
		return verb_get(x->store, &again, made, x->err);
	return 0;
}

int length_table(struct explain *x, const struct request *r, struct answer *made)
{
	const struct table *facts;
	struct table *t;

	if (show_again(x, r, made) < 0)
		return -1;
	t = answer_table(made, r->words);
	if (!t)
		return error_set(x->err, ERROR_ABSENT, _("There is nothing called %s to explain."), r->words);
	x->table = t;
	facts = answer_table(made, "facts");
	return facts && !strcmp(t->name, "timeline") ?
		       timeline_say(x->store, t, r->entity, facts->rows[0].id, r->name, x->err) : 0;
}

/* What is counted by a rule of its own. */
static const struct {
	const char *name, *label, *words;
} ruled[] = {
	{ "history", N_("Changes"),
	  N_("How often a value was set or a record was added; what only others may see is not counted.") },
	{ "duplicates", N_("Pairs"),
	  N_("How many pairs are alike by 75 or more of 100, but for those that somebody said are two, and for what"
	     " was removed.") },
};

static struct figure figure_of(const struct explain *x)
{
	const struct table *t = x->table;
	struct figure f = length_figure(x->asked, t->title ? t->title : N_("Rows"));

	for (size_t i = 0; i < LENGTH(ruled) && !(x->asked->name && !x->asked->entity); i++)
		if (!strcmp(ruled[i].name, t->name)) {
			f.label = ruled[i].label;
			f.words = ruled[i].words;
		}
	return f;
}

/* Whether the table has said how many it has, or how many of its records there are, which is the same. */
static bool said_length(const struct table *t, int64_t n)
{
	for (const struct said *s = t->said; s; s = s->before) {
		const char *made = s->row == SAID_NOTE && s->figure->words && s->figure->made ? s->figure->made : "";

		if (!strcmp(made, "length") ||
		    (!strcmp(made, "count") && t->entity && s->drill_entity == t->entity && s->number == (double)n))
			return true;
	}
	return false;
}

int explain_length(struct explain *x)
{
	const struct table *t = x->table;
	int64_t n = t->total >= 0 ? t->total : (int64_t)t->nrows;
	const struct figure f = figure_of(x);
	struct arena a = { 0 };
	int rc = 0;

	if (n && !said_length(t, n))
		rc = explain_figure(x, &(struct instance){ .figure = &f, .number = (double)n,
							   .shown = figure_show(x->store, FIELD_INT, (double)n, NULL, &a) });
	arena_free(&a);
	return rc;
}
