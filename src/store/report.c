/* The verb `report`: checks the arguments, runs the function. */
#include "store/report.h"

#include "base/number.h"
#include "model/figure.h"
#include "model/money.h"
#include "store/act.h"

#define REPORT_ROW(name, run) { name, run },
static const struct binding {
	const char *name;
	report_run *run;
} bindings[] = { REPORTS(REPORT_ROW) };

static report_run *run_of(const char *name)
{
	for (size_t i = 0; i < LENGTH(bindings); i++)
		if (!strcmp(bindings[i].name, name))
			return bindings[i].run;
	return NULL;
}

const char *report_arg(const struct request *r, const char *name)
{
	for (size_t i = 0; i < r->nargs; i++)
		if (!strcmp(r->args[i].name, name))
			return r->args[i].value && *r->args[i].value ? r->args[i].value : NULL;
	return NULL;
}

static const struct arg *arg_of(const struct report *report, const char *name)
{
	for (const struct arg *a = report->args; a && a->name; a++)
		if (!strcmp(a->name, name))
			return a;
	return NULL;
}

static int check_args(const struct report *report, const struct request *r, struct error *err)
{
	for (size_t i = 0; i < r->nargs; i++)
		if (!arg_of(report, r->args[i].name))
			return error_set(err, ERROR_USAGE, _("The report %s has no parameter %s."),
					 report->name, r->args[i].name);
	for (const struct arg *a = report->args; a && a->name; a++)
		if (a->required && !report_arg(r, a->name))
			return error_set(err, ERROR_USAGE, _("The report %s needs %s."), report->name,
					 a->name);
	return 0;
}

int64_t report_ref(struct store *s, const struct request *r, const char *name,
		   const struct entity *e, struct error *err)
{
	const char *typed = report_arg(r, name);
	int64_t id;

	if (!typed)
		return 0;
	id = record_named(s, e, typed, err);
	return id ? id : -1;
}

int64_t report_pipeline_id(struct store *s, const struct request *r, struct error *err)
{
	int64_t id = report_ref(s, r, "pipeline", entity_at(ENTITY_PIPELINE), err);
	struct stmt *q;

	if (id)
		return id;
	q = db_prepare(s->db, "SELECT id FROM pipeline WHERE removed = 0"
			      " ORDER BY position, name, id LIMIT 1", err);
	if (!q || db_one(q, 0, &id, err) < 0)
		return -1;
	return id ? id : error_set(err, ERROR_ABSENT, _("There is no pipeline yet: add one."));
}

int report_sums(struct select *q, struct deal_sums *out, struct error *err)
{
	const struct entity *deal = q->entity;
	struct sbuf columns = SBUF_INIT;
	struct stmt *s;
	int got = -1;

	sbuf_puts(&columns, "count(*), count(t.amount), count(@), coalesce(sum(@), 0), coalesce(sum(");
	field_sql(q->store, &columns, deal, &deal->fields[DEAL_WEIGHTED], "t", false);
	sbuf_puts(&columns, "), 0)");
	s = report_select(q, sbuf_text(&columns), "", err);
	if (s)
		got = db_step(s, err);
	if (got > 0) {
		*out = (struct deal_sums){ .n = db_int(s, 0),
					   .left_out = db_int(s, 1) - db_int(s, 2),
					   .sum = db_int(s, 3),
					   .weighted = db_int(s, 4) };
		db_reset(s);
	}
	sbuf_free(&columns);
	return got < 0 ? -1 : 0;
}

void report_sums_show(const struct store *s, const struct deal_sums *d, struct sbuf *out)
{
	sbuf_printf(out, P_("%s deal", "%s deals", d->n), NUMBER_TEXT(d->n));
	sbuf_puts(out, " · ");
	money_show_whole(out, d->sum, s->currency);
	sbuf_puts(out, " · ");
	money_show_whole(out, d->weighted, s->currency);
	sbuf_printf(out, " %s", _("weighted"));
	if (d->left_out)
		sbuf_printf(out, P_(" · %s without a rate is left out", " · %s without a rate are left out",
				    d->left_out), NUMBER_TEXT(d->left_out));
}

void report_sums_say(const struct store *s, struct table *t, const struct deal_sums *d, const char *expr)
{
	static const struct figure deals = { "note_deals", N_("Deals"), FIELD_INT, .made = "count",
					     .words = N_("How many deals there are.") };
	static const struct figure sum = { "note_sum", N_("Sum"), FIELD_MONEY, .made = "sum worth",
					   .words = N_("What they are worth, in the book's currency.") };
	static const struct figure weighted = { "note_weighted", N_("Weighted"), FIELD_MONEY, .made = "sum weighted",
						.words = N_("Each deal's worth times its probability.") };
	const struct entity *deal = entity_at(ENTITY_DEAL);

	table_say(t, SAID_NOTE, &deals, (double)d->n, deal, expr);
	table_say(t, SAID_NOTE, &sum, figure_number(FIELD_MONEY, value_money(d->sum, s->currency)), deal, expr);
	table_say(t, SAID_NOTE, &weighted, figure_number(FIELD_MONEY, value_money(d->weighted, s->currency)), deal,
		  expr);
}

int verb_report(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	const struct report *report = r->name ? report_find(r->name) : NULL;
	report_run *run = report ? run_of(report->name) : NULL;

	if (!report)
		return error_set(err, ERROR_USAGE, _("There is no report %s."), r->name ? r->name : "");
	if (!run)
		BUG("the report %s has no function", report->name);
	return check_args(report, r, err) < 0 ? -1 : run(s, r, a, err);
}
