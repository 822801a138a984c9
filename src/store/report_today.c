/* The place Today: what is late, what is for today and the week, what closes, what rots. */
#include "store/report.h"
#include "store/tone.h"

#define SECTION_ROWS 100
#define NEXT_DAYS    7

/* Whose day it is; 0: everybody's. */
static int64_t owner_of(struct store *s, const struct request *r, struct error *err)
{
	const char *typed = report_arg(r, "owner");

	if (!typed || !strcmp(typed, "me"))
		return s->user;
	if (!strcmp(typed, "all"))
		return 0;
	return report_ref(s, r, "owner", entity_at(ENTITY_USER), err);
}

static void begin(struct select *q, struct store *s, enum entity_id e, int64_t owner)
{
	select_begin(q, s, entity_at(e), false);
	if (owner)
		select_equal(q, "owner", value_int(owner));
}

/* Takes the table's words over into the answer. NULL table: -1. */
static int add_section(struct answer *a, struct table *t, const char *title, const char *note)
{
	if (!t)
		return -1;
	t->title = title;
	t->note = note && *note ? arena_strdup(&t->arena, note) : NULL;
	answer_add_table(a, t);
	return 0;
}

static struct table *section(struct select *q, const char *name, const char *order, const char *columns,
			     struct error *err)
{
	if (select_order(q, order, err) < 0 || select_columns(q, columns, err) < 0)
		return NULL;
	return select_page(q, name, 0, SECTION_ROWS, err);
}

static const char activity_columns[] = "due,start,kind,customer,contact,subject,deal.amount,owner";

static int add_activities(struct store *s, int64_t owner, const char *name, const char *title,
			  void (*when)(const struct store *s, struct sbuf *sql, const char *alias),
			  struct answer *a, struct error *err)
{
	struct select q;
	struct table *t;

	begin(&q, s, ENTITY_ACTIVITY, owner);
	sbuf_puts(&q.where, " AND ");
	when(s, &q.where, "t");
	t = section(&q, name, "due,start,id", activity_columns, err);
	select_end(&q);
	return add_section(a, t, title, NULL);
}

static void next_days(const struct store *s, struct sbuf *sql, const char *alias)
{
	tone_between_sql(sql, alias, s->context.today + 1, s->context.today + 1 + NEXT_DAYS);
}

/* Open deals that are to be decided by the end of this month, the late ones too. */
static int add_closing(struct store *s, int64_t owner, struct answer *a, struct error *err)
{
	const struct entity *deal = entity_at(ENTITY_DEAL);
	date_t end = date_add_months(date_month_start(s->context.today), 1);
	struct deal_sums sums = { 0 };
	struct sbuf note = SBUF_INIT;
	struct table *t = NULL;
	struct select q;
	int rc;

	begin(&q, s, ENTITY_DEAL, owner);
	select_equal(&q, "state", value_text("open"));
	select_also(&q, "t.\"close\" < ?", &deal->fields[DEAL_CLOSE], value_int(end));
	if (report_sums(&q, &sums, err) == 0)
		t = section(&q, "closing", "close,-amount",
			    "close,name,customer,stage,probability,amount,rotting,owner", err);
	select_end(&q);
	report_sums_show(s, &sums, &note);
	rc = add_section(a, t, N_("Closing this month"), sbuf_text(&note));
	sbuf_free(&note);
	return rc;
}

static int add_rotting(struct store *s, int64_t owner, struct answer *a, struct error *err)
{
	struct select q;
	struct table *t;

	begin(&q, s, ENTITY_DEAL, owner);
	select_equal(&q, "state", value_text("open"));
	select_equal(&q, "rotting", value_int(1));
	t = section(&q, "rotting", "since,-amount", "name,customer,stage,since,amount,next_step,owner", err);
	select_end(&q);
	return add_section(a, t, N_("Rotting"), NULL);
}

int report_today(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	int64_t owner = owner_of(s, r, err);

	if (owner < 0)
		return -1;
	if (add_activities(s, owner, "overdue", N_("Overdue"), tone_late_sql, a, err) < 0 ||
	    add_activities(s, owner, "today", N_("Today"), tone_today_sql, a, err) < 0 ||
	    add_activities(s, owner, "next", N_("Next seven days"), next_days, a, err) < 0)
		return -1;
	if (add_closing(s, owner, a, err) < 0)
		return -1;
	return add_rotting(s, owner, a, err);
}
