/* The verb `explain`: shows once more what was shown, and tells of its figures. */
#include "base/intl.h"
#include "store/duplicate.h"
#include "store/explain.h"

#include <math.h>

/* Whether a column is among those that were asked for; NULL: all that are worked out. */
static bool wanted(const struct column *c, const struct row *row, const char *columns)
{
	const char *word;
	size_t len;

	if (!columns)
		return figure_counts(c->field.type) &&
		       (!c->origin || c->field.flags & FIELD_COMPUTED || !row->entity);
	while ((word = list_next(&columns, &len)))
		if (strlen(c->name) == len && !strncmp(c->name, word, len))
			return true;
	return false;
}

/* What a person can do something about comes first: what is missing. */
static int explain_row(struct explain *x, const char *columns)
{
	struct arena a = { 0 };
	struct instance i;
	int rc = 0;

	for (int missing = 1; missing >= 0; missing--)
		for (size_t k = 0; rc == 0 && k < x->table->ncolumns; k++)
			if (wanted(&x->table->columns[k], &x->table->rows[x->row], columns) &&
			    explain_cell(x, k, &a, &i) && (strcmp(i.figure->made, "complete") == 0) == missing)
				rc = explain_figure(x, &i);
	arena_free(&a);
	return rc;
}

/* What was said of the row, in the order in which it was. */
static int explain_all_said(struct explain *x, const struct said *s)
{
	struct arena a = { 0 };
	struct instance i;
	int rc = s->before ? explain_all_said(x, s->before) : 0;

	if (rc == 0 && s->row == x->row && s->figure->words && table_column(x->table, s->figure->name) < 0) {
		explain_said(x, s, &a, &i);
		rc = explain_figure(x, &i);
	}
	arena_free(&a);
	return rc;
}

static int explain_here(struct explain *x, const char *columns)
{
	if (x->row >= 0 && explain_row(x, columns) < 0)
		return -1;
	return x->table->said && !columns ? explain_all_said(x, x->table->said) : 0;
}

/* Of a report */

static int explain_report(struct explain *x, const struct request *r, struct answer *made)
{
	struct request report = { .verb = VERB_REPORT, .name = r->name, .args = r->args, .nargs = r->nargs };

	if (verb_report(x->store, &report, made, x->err) < 0)
		return -1;
	x->table = r->words ? answer_table(made, r->words) : made->ntables ? made->tables[0] : NULL;
	x->row = r->limit ? r->offset : SAID_NOTE;
	if (!x->table || x->row >= (int64_t)x->table->nrows || x->row < SAID_NOTE)
		return error_set(x->err, ERROR_ABSENT, _("The report %s has no such row."), r->name);
	return explain_here(x, r->columns) < 0 ? -1 : x->row == SAID_NOTE ? explain_length(x) : 0;
}

/* Of a record: what its fields are made of that is no field of it. */

static void say_stage(struct explain *x, struct table *facts, int64_t stage)
{
	static const struct figure probability = { .name = "stage_probability", .label = N_("Stage's probability"),
						   .type = FIELD_PERCENT };
	static const struct figure rots = { .name = "rot_days", .label = N_("Rots after, days"), .type = FIELD_INT };
	const struct entity *e = entity_at(ENTITY_STAGE);
	char *expr = xasprintf("id:%lld", (long long)stage);
	struct arena a = { 0 };
	struct record *r = record_load(x->store, e, stage, &a, NULL);

	if (r && record_get(r, "probability").kind)
		table_say(facts, 0, &probability, figure_number(FIELD_PERCENT, record_get(r, "probability")), e,
			  expr);
	if (r && record_get(r, "rot_days").kind)
		table_say(facts, 0, &rots, (double)record_get(r, "rot_days").i, e, expr);
	arena_free(&a);
	free(expr);
}

/* The rate by which the amount is counted: of the day it was decided, else of today. */
static int say_rate(struct explain *x, struct table *facts, const char *currency)
{
	static const struct figure rate = { .name = "rate", .label = N_("Rate"), .type = FIELD_DECIMAL };
	const struct entity *e = entity_at(ENTITY_RATE);
	struct value closed = table_get(facts, 0, "closed");
	struct table *t = NULL;
	struct select q;
	char day[DATE_SIZE], expr[64];

	date_write_iso(closed.kind ? (date_t)closed.i : x->store->context.today, day);
	snprintf(expr, sizeof(expr), "currency=%.3s day<=%s", currency, day);
	select_begin(&q, x->store, e, false);
	if (select_where(&q, expr, x->err) == 0 && select_order(&q, "-day,-id", x->err) == 0 &&
	    select_columns(&q, "rate", x->err) == 0)
		t = select_page(&q, "rates", 0, 1, x->err);
	select_end(&q);
	if (t && t->nrows) {
		snprintf(expr, sizeof(expr), "id:%lld", (long long)t->rows[0].id);
		table_say(facts, 0, &rate, figure_number(FIELD_DECIMAL, t->rows[0].cells[0]), e, expr);
	}
	table_free(t);
	return t ? 0 : -1;
}

static int say_of_deal(struct explain *x, struct table *facts)
{
	static const struct figure days = { .name = "days", .label = N_("Days in the stage"), .type = FIELD_INT };
	struct value stage = table_get(facts, 0, "stage"), since = table_get(facts, 0, "since");
	struct value amount = table_get(facts, 0, "amount");

	if (stage.kind == VALUE_INT)
		say_stage(x, facts, stage.i);
	if (since.kind == VALUE_INT)
		table_say(facts, 0, &days, (double)(x->store->context.today - since.i), NULL, NULL);
	if (amount.kind == VALUE_INT && amount.s && strcmp(amount.s, x->store->currency) != 0)
		return say_rate(x, facts, amount.s);
	return 0;
}

/* The day it is, and what else there is between what was charged and what is outstanding. */
static void say_of_invoice(struct explain *x, struct table *facts)
{
	static const struct figure today = { .name = "today", .label = N_("Today"), .type = FIELD_DATE };
	static const struct figure forgiven = { .name = "forgiven", .label = N_("Written off"), .type = FIELD_MONEY };
	static const struct figure overpaid = { .name = "overpaid", .label = N_("Paid too much"),
						.type = FIELD_MONEY };
	struct value amount = table_get(facts, 0, "amount"), left = table_get(facts, 0, "outstanding");
	double more = figure_number(FIELD_MONEY, amount) - figure_number(FIELD_MONEY, left);

	table_say(facts, 0, &today, (double)x->store->context.today, NULL, NULL);
	more -= table_get(facts, 0, "paid").kind ? figure_number(FIELD_MONEY, table_get(facts, 0, "paid")) : 0;
	if (more != 0)
		table_say(facts, 0, more > 0 ? &forgiven : &overpaid, fabs(more), NULL, NULL)->currency =
			arena_strdup(&facts->arena, amount.s);
}

/* "customer.open": of the record at the path's end; the request becomes one of that. */
static int follow(struct explain *x, struct request *r, struct arena *a)
{
	const char *dot = r->columns ? strrchr(r->columns, '.') : NULL;
	struct table *t = NULL;
	struct path p;
	struct select q;

	if (!dot || strchr(r->columns, ','))
		return 0;
	if (path_read(&p, r->entity, r->columns, strlen(r->columns), x->err) < 0)
		return -1;
	select_begin(&q, x->store, r->entity, false);
	if (select_columns(&q, arena_printf(a, "%.*s", (int)(dot - r->columns), r->columns), x->err) == 0) {
		t = select_table(&q, "path");
		select_rows(&q, t, &r->id, 1, 0, x->err);
	}
	select_end(&q);
	if (t && t->nrows && t->rows[0].cells[0].kind == VALUE_INT) {
		r->entity = path_entity(&p);
		r->id = t->rows[0].cells[0].i;
		r->columns = arena_strdup(a, dot + 1);
	}
	table_free(t);
	return t ? 0 : -1;
}

static int explain_facts(struct explain *x, const struct request *r, struct answer *made)
{
	struct request get = { .verb = VERB_GET, .entity = r->entity, .id = r->id, .limit = 1 };
	struct table *facts;

	if (verb_get(x->store, &get, made, x->err) < 0)
		return -1;
	facts = answer_table(made, "facts");
	x->table = facts;
	x->row = 0;
	if (r->entity->id == ENTITY_DEAL && say_of_deal(x, facts) < 0)
		return -1;
	if (r->entity->id == ENTITY_INVOICE)
		say_of_invoice(x, facts);
	if (explain_here(x, r->columns) < 0)
		return -1;
	x->table = answer_table(made, "open");
	return x->table && !r->columns ? explain_here(x, NULL) : 0;
}

/* The columns one by one, as each may be of another record. */
static int explain_record(struct explain *x, const struct request *r, struct answer *made)
{
	const char *columns = r->columns, *word;
	struct arena a = { 0 };
	size_t len;
	int rc = 0;

	if (!columns || !strchr(columns, '.'))
		return explain_facts(x, r, made);
	while (rc == 0 && (word = list_next(&columns, &len))) {
		struct answer *one = answer_new(0);
		struct request at = *r;

		at.columns = arena_printf(&a, "%.*s", (int)len, word);
		x->made = one;
		rc = follow(x, &at, &a) < 0 ? -1 : explain_facts(x, &at, one);
		answer_free(one);
	}
	x->made = made;
	arena_free(&a);
	return rc;
}

static bool of_typed(const struct request *r)
{
	return r->words && !strcmp(r->words, "similar");
}

/* Of two records that may be one, the first of which may be half typed. */
static int explain_pair(struct explain *x, const struct request *r)
{
	struct table *t;
	int rc;

	if (!duplicate_fits(r->entity))
		return error_set(x->err, ERROR_USAGE, _("Duplicates are looked for among customers and contacts."));
	t = of_typed(r) ? duplicate_typed(x->store, r, x->err) :
			  duplicate_pair(x->store, r->entity, r->ids[0], r->ids[1], x->err);
	if (!t)
		return -1;
	x->table = t;
	x->row = 0;
	rc = explain_here(x, "score");
	table_free(t);
	return rc;
}

/* Of what is no report, how many it has. */
static int explain_shown(struct explain *x, const struct request *r, struct answer *made)
{
	if (length_table(x, r, made) < 0 || explain_here(x, NULL) < 0)
		return -1;
	return explain_length(x);
}

/* Of many records: what a column comes to. */

static int explain_column(struct explain *x, const struct request *r, const struct field *f)
{
	const struct figure count = length_figure(r, r->entity->plural);
	struct arena a = { 0 };
	const struct figure sum = { .name = f ? f->name : "", .label = f ? f->label : "",
				    .type = f ? f->type : FIELD_INT,
				    .made = f ? arena_printf(&a, "sum %s", f->name) : NULL,
				    .words = f ? figure_of_many(f) : NULL };
	struct instance i = { .figure = f ? &sum : &count, .entity = r->entity, .expr = r->expr ? r->expr : "" };
	int rc = explain_figure(x, &i);

	arena_free(&a);
	return rc;
}

static int explain_many(struct explain *x, const struct request *r)
{
	const char *columns = r->columns, *word;
	size_t len;

	if (explain_column(x, r, NULL) < 0)
		return -1;
	while (columns && (word = list_next(&columns, &len))) {
		char *name = xstrndup(word, len);
		const struct field *f = entity_field(r->entity, name);

		free(name);
		if (f && f->flags & FIELD_SUM && explain_column(x, r, f) < 0)
			return -1;
	}
	return 0;
}

int verb_explain(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	struct answer *made = answer_new(0);
	struct table *none = table_new("");
	struct explain x = { .store = s, .asked = r, .out = a, .made = made, .table = none, .row = SAID_NOTE, .err = err };
	int rc;

	if (r->name && !r->entity)
		rc = explain_report(&x, r, made);
	else if (r->entity && (of_typed(r) || (r->nids == 2 && !r->words)))
		rc = explain_pair(&x, r);
	else if (r->words && (r->entity || r->since || r->expr))
		rc = explain_shown(&x, r, made);
	else if (r->entity && r->id)
		rc = explain_record(&x, r, made);
	else if (r->entity)
		rc = explain_many(&x, r);
	else
		rc = error_set(err, ERROR_USAGE, _("Explain what? Name a report or an entity."));
	answer_free(made);
	table_free(none);
	return rc;
}
