/* The verb `get`: everything that a record's screen shows, in one call. */
#include "model/figure.h"
#include "store/merge.h"
#include "store/order.h"
#include "store/report.h"
#include "store/sql.h"
#include "store/timeline.h"
#include "store/tone.h"

#define CHILD_ROWS    50
#define TIMELINE_ROWS 50
#define TIMELINE_MOST 1000 /* the rest comes by the next page */

static int add_facts(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	struct select q;
	struct table *t;
	int rc = 0;

	select_begin(&q, s, r->entity, false);
	select_all_columns(&q);
	t = select_table(&q, "facts");
	answer_add_table(a, t);
	if (select_rows(&q, t, &r->id, 1, 0, err) < 0)
		rc = -1;
	else if (!t->nrows)
		rc = error_set(err, ERROR_ABSENT, _("There is no %s %lld."), _(r->entity->label),
			       (long long)r->id);
	t->total = (int64_t)t->nrows;
	select_end(&q);
	return rc;
}

/* The default list of the children, without the column that would say the record's own name each time. */
static int add_child(struct store *s, const struct request *r, const struct child *c, struct answer *a,
		     struct error *err)
{
	struct table *t = NULL;
	struct select q;

	select_begin(&q, s, entity_find(c->entity), false);
	select_equal(&q, c->field, value_int(r->id));
	if (select_order(&q, NULL, err) == 0 && select_columns(&q, NULL, err) == 0) {
		select_drop(&q, c->field);
		if (q.entity->id == ENTITY_DOCUMENT)
			select_drop(&q, "of");
		t = select_page(&q, c->name, 0, CHILD_ROWS, err);
	}
	select_end(&q);
	if (!t)
		return -1;
	t->title = c->label;
	answer_add_table(a, t);
	return 0;
}

static int add_children(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	for (const struct child *c = r->entity->children; c && c->name; c++)
		if (add_child(s, r, c, a, err) < 0)
			return -1;
	return 0;
}

enum { OPEN_NEXT_STEP, OPEN_NEXT, OPEN_DUE, OPEN_KIND, OPEN_LATE, OPEN_DEALS, OPEN_AMOUNT, OPEN_LAST, OPEN_UNPAID,
       OPEN_DAYS_LATE, OPEN_COMPLAINTS };

static const struct figure late_figure[] = {
	{ "overdue", N_("Overdue"), FIELD_INT, .made = "count",
	  .words = N_("What is not done and was due, or began, before today.") },
	{ NULL },
};
static const struct figure deal_figures[] = {
	{ "deals", N_("Open deals"), FIELD_INT, .made = "count", .words = N_("How many of its deals are open.") },
	{ "amount", N_("Open"), FIELD_MONEY, .made = "sum worth",
	  .words = N_("What its open deals are worth, in the book's currency.") },
	{ NULL },
};

static struct table *open_table(void)
{
	const struct entity *activity = entity_at(ENTITY_ACTIVITY);
	struct table *t = table_new("open");

	table_add_column(t, "next_step", N_("Next step"), FIELD_TEXT);
	table_add_column(t, "next", N_("Next"), FIELD_TEXT);
	table_add_field(t, entity_must(activity, "due"));
	table_add_field(t, entity_must(activity, "kind"));
	table_add_figures(t, late_figure);
	table_add_figures(t, deal_figures);
	table_add_column(t, "last_contact", N_("Last"), FIELD_DATE);
	table_add_column(t, "unpaid", N_("Unpaid"), FIELD_MONEY);
	table_add_column(t, "days_late", N_("Days late"), FIELD_INT);
	table_add_column(t, "complaints", N_("Complaints"), FIELD_INT);
	return t;
}

/* The activities that are about the record. */
static void activities_of(struct select *q, struct store *s, const struct request *r)
{
	select_begin(q, s, entity_at(ENTITY_ACTIVITY), false);
	select_equal(q, r->entity->name, value_int(r->id));
}

/* The first thing that is to be done; Enter on the strip opens it. */
static int open_next(struct store *s, const struct request *r, struct table *t, struct row *row,
		     struct error *err)
{
	struct select q;
	struct table *next = NULL;

	activities_of(&q, s, r);
	sbuf_puts(&q.where, " AND t.done IS NULL AND coalesce(t.due, t.start) IS NOT NULL");
	select_order_by(&q, "coalesce(t.due, t.start)");
	if (select_columns(&q, "subject,due,start,kind", err) == 0)
		next = select_page(&q, "next", 0, 1, err);
	select_end(&q);
	if (next && next->nrows) {
		struct value due = table_get(next, 0, "due"), start = table_get(next, 0, "start");

		row->entity = entity_at(ENTITY_ACTIVITY);
		row->id = next->rows[0].id;
		table_set(t, row, OPEN_NEXT, table_get(next, 0, "subject"));
		table_set(t, row, OPEN_DUE, due.kind ? due : value_int(stamp_date(start.i)));
		table_set(t, row, OPEN_KIND, table_get(next, 0, "kind"));
	}
	table_free(next);
	return next ? 0 : -1;
}

static int open_late(struct store *s, const struct request *r, struct table *t, struct row *row,
		     struct error *err)
{
	struct select q;
	int64_t late = -1;
	char expr[96];

	snprintf(expr, sizeof(expr), "%s.id:%lld done:null (due<today or due:null start<today)", r->entity->name,
		 (long long)r->id);
	select_begin(&q, s, entity_at(ENTITY_ACTIVITY), false);
	if (select_where(&q, expr, err) == 0)
		late = select_count(&q, err);
	select_end(&q);
	if (late > 0) {
		table_set(t, row, OPEN_LATE, value_int(late));
		table_say(t, 0, late_figure, (double)late, entity_at(ENTITY_ACTIVITY), expr);
		row->tone = TONE_DANGER;
	}
	return late < 0 ? -1 : 0;
}

static int open_deals(struct store *s, const struct request *r, struct table *t, struct row *row,
		      struct error *err)
{
	struct deal_sums sums = { 0 };
	struct select q;
	char expr[64];
	int rc;

	snprintf(expr, sizeof(expr), "%s%s:%lld state:open", r->entity->id == ENTITY_DEAL ? "" : r->entity->name,
		 r->entity->id == ENTITY_DEAL ? "id" : ".id", (long long)r->id);
	rc = report_deals(&q, s, expr, err);
	if (rc == 0)
		rc = report_sums(&q, &sums, err);
	select_end(&q);
	report_drill(t, row, ENTITY_DEAL, expr);
	if (sums.n) {
		table_set(t, row, OPEN_DEALS, value_int(sums.n));
		table_set(t, row, OPEN_AMOUNT, value_money(sums.sum, s->currency));
	}
	return rc;
}

/* What the record itself says of it: its own figures are told there. */
static void open_own(const struct table *facts, struct table *t, struct row *row)
{
	static const struct { int to; const char *from; } own[] = {
		{ OPEN_NEXT_STEP, "next_step" }, { OPEN_LAST, "last_contact" },	 { OPEN_UNPAID, "unpaid" },
		{ OPEN_DAYS_LATE, "overdue" },	 { OPEN_COMPLAINTS, "complaints" },
	};

	for (size_t i = 0; i < LENGTH(own); i++)
		if (table_column(facts, own[i].from) >= 0)
			table_set(t, row, (size_t)own[i].to, table_get(facts, 0, own[i].from));
}

/* The strip tells only what there is; for those that activities and deals are about. */
static int add_open(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	struct table *t;
	struct row *row;

	if (r->entity->id != ENTITY_CUSTOMER && r->entity->id != ENTITY_CONTACT &&
	    r->entity->id != ENTITY_DEAL)
		return 0;
	t = open_table();
	answer_add_table(a, t);
	row = table_add_row(t);
	t->total = 1;
	open_own(answer_table(a, "facts"), t, row);
	if (open_next(s, r, t, row, err) < 0 || open_late(s, r, t, row, err) < 0)
		return -1;
	return open_deals(s, r, t, row, err);
}

static int add_timeline(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	int64_t limit = r->limit > 0 && r->limit <= TIMELINE_MOST ? r->limit : TIMELINE_ROWS;
	struct table *t = timeline_table(s, r->entity, r->id, r->name, r->offset, limit, err);

	if (!t)
		return -1;
	answer_add_table(a, t);
	return 0;
}

/* Whoever asks by an old id is told so. */
static void tell_merged(struct store *s, const struct request *r, int64_t id, struct answer *a)
{
	if (r->id != id)
		a->text = arena_printf(&a->arena, _("%lld was merged into %s, %lld"), (long long)r->id,
				       sql_title(s->db, r->entity, id, &a->arena), (long long)id);
}

int verb_get(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	struct request now = *r;

	if (!r->entity)
		return error_set(err, ERROR_USAGE, _("A record of what? Name an entity."));
	now.id = merged_into(s, r->entity, r->id);
	if (r->offset > 0)
		return add_timeline(s, &now, a, err);
	tell_merged(s, r, now.id, a);
	if (add_facts(s, &now, a, err) < 0 || add_open(s, &now, a, err) < 0)
		return -1;
	if (add_timeline(s, &now, a, err) < 0)
		return -1;
	return add_children(s, &now, a, err);
}
