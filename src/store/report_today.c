/* The place Today: what is late, what is for today and the week, what was promised, what closes, what
 * rots, who has not been spoken to, who has a birthday, what was left half-typed. */
#include "base/intl.h"
#include "model/figure.h"
#include "model/plan.h"
#include "store/report_page.h"
#include "store/report_tiles.h"
#include "store/tone.h"

#define ROWS      100
#define NEXT_DAYS 7

static const char plan_columns[] = "due,start,kind,customer,contact,subject,deal.amount,owner";

/* Activities of the plan; promises have sections of their own. */
static int add_plan(struct store *s, int64_t owner, const char *name, const char *title,
		    void (*when)(const struct store *s, struct sbuf *sql, const char *alias),
		    const char *also, struct answer *a, struct error *err)
{
	const struct section section = { name, title, NULL, plan_columns, ROWS, true };
	struct select q;

	section_begin(&q, s, ENTITY_ACTIVITY, owner);
	sbuf_puts(&q.where, " AND ");
	when(s, &q.where, "t");
	sbuf_puts(&q.where, also);
	return section_add(a, &q, &section, NULL, err) ? 0 : -1;
}

static void next_days(const struct store *s, struct sbuf *sql, const char *alias)
{
	tone_between_sql(sql, alias, s->context.today + 1, s->context.today + 1 + NEXT_DAYS);
}

static int add_plans(struct store *s, int64_t owner, struct answer *a, struct error *err)
{
	static const char no_promise[] = " AND t.kind <> 'promise'";

	if (add_plan(s, owner, "overdue", N_("Overdue"), tone_late_sql, no_promise, a, err) < 0 ||
	    add_plan(s, owner, "today", N_("Today"), tone_today_sql, no_promise, a, err) < 0)
		return -1;
	return add_plan(s, owner, "next", N_("Next seven days"), next_days, no_promise, a, err);
}

static int add_promises(struct store *s, int64_t owner, struct answer *a, struct error *err)
{
	static const struct section sections[] = {
		{ "promised", N_("We promised"), NULL, plan_columns, ROWS, true },
		{ "awaited", N_("They promised"), NULL, plan_columns, ROWS, true },
	};

	for (size_t i = 0; i < LENGTH(sections); i++) {
		struct select q;

		section_begin(&q, s, ENTITY_ACTIVITY, owner);
		section_promises(&q, i == 0);
		if (!section_add(a, &q, &sections[i], NULL, err))
			return -1;
	}
	return 0;
}

/* Open deals that are to be decided by the end of this month, the late ones too. */
static int add_closing(struct store *s, int64_t owner, struct answer *a, struct error *err)
{
	static const struct section section = {
		"closing", N_("Closing this month"), "close,-amount",
		"close,name,customer,stage,probability,amount,rotting,owner", ROWS
	};
	struct sbuf expr = SBUF_INIT;
	struct table *t;

	sbuf_puts(&expr, plan_filter("closing"));
	if (owner)
		sbuf_printf(&expr, " owner.id:%lld", (long long)owner);
	t = section_add_deals(a, s, sbuf_text(&expr), &section, err);
	sbuf_free(&expr);
	return t ? 0 : -1;
}

static int add_rotting(struct store *s, int64_t owner, struct answer *a, struct error *err)
{
	static const struct section section = { "rotting", N_("Rotting"), "since,-amount",
						"name,customer,stage,since,amount,next_step,owner", ROWS };
	struct select q;

	section_begin(&q, s, ENTITY_DEAL, owner);
	select_equal(&q, "state", value_text("open"));
	select_equal(&q, "rotting", value_int(1));
	return section_add(a, &q, &section, NULL, err) ? 0 : -1;
}

/* Customers with whom we wanted to be in touch by now. */
static int add_silent(struct store *s, int64_t owner, struct answer *a, struct error *err)
{
	static const struct section section = { "silent", N_("Gone quiet"), "last_contact,name",
						"last_contact,name,phone,next_step,open,owner", ROWS };
	struct select q;

	section_begin(&q, s, ENTITY_CUSTOMER, owner);
	if (select_where(&q, plan_filter("silent"), err) < 0) {
		select_end(&q);
		return -1;
	}
	return section_add(a, &q, &section, NULL, err) ? 0 : -1;
}

/* The coming day in place of the one long ago, and what age it makes. */
static void tell_birthdays(struct table *t, date_t today)
{
	int born = table_column(t, "birthday"), name = table_column(t, "name");

	if (born < 0 || name < 0)
		return;
	for (size_t i = 0; i < t->nrows; i++) {
		date_t day = (date_t)t->rows[i].cells[born].i;
		date_t next = date_next_birthday(day, today);
		struct civil was, is;

		date_split(day, &was);
		date_split(next, &is);
		t->rows[i].cells[born] = value_int(next);
		t->rows[i].cells[t->ncolumns - 1] = value_text(
			arena_printf(&t->arena, _("turns %d"), is.year - was.year));
		t->rows[i].tone = next == today ? TONE_ATTENTION : TONE_PLAIN;
	}
}

static int add_birthdays(struct store *s, int64_t owner, struct answer *a, struct error *err)
{
	static const char columns[] = "birthday,name,customer,phone,email,owner";
	struct table *t = NULL;
	struct select q;

	section_begin(&q, s, ENTITY_CONTACT, owner);
	if (select_where(&q, plan_filter("birthdays"), err) == 0 && select_order(&q, "next_birthday,name", err) == 0 &&
	    select_columns(&q, columns, err) == 0) {
		t = select_table(&q, "birthdays");
		table_add_column(t, "age", N_("Age"), FIELD_TEXT)->field.width = 12;
		answer_add_table(a, t);
		t->title = N_("Birthdays");
		if (select_fill(&q, t, 0, ROWS, err) < 0)
			t = NULL;
	}
	select_end(&q);
	if (t)
		tell_birthdays(t, s->context.today);
	return t ? 0 : -1;
}

/* What was left half-typed, with all that a form needs to go on. Drafts are their owner's alone. */
static int add_drafts(struct store *s, struct answer *a, struct error *err)
{
	static const struct section section = { "drafts", N_("Half-typed"), "-id",
						"title,entity,updated,record,content", ROWS };
	struct select q;

	section_begin(&q, s, ENTITY_DRAFT, s->user);
	if (select_where(&q, plan_filter("drafts"), err) < 0) {
		select_end(&q);
		return -1;
	}
	return section_add(a, &q, &section, NULL, err) ? 0 : -1;
}

/* What stands at the end of a section's head. */
static const struct {
	const char *section;
	struct figure figure;
} counts[] = {
#define COUNT(section, sentence)                                                                                       \
	{                                                                                                              \
		section,                                                                                               \
		{                                                                                                      \
			"here", N_("In this section"), FIELD_INT, .made = "count", .words = sentence                   \
		}                                                                                                      \
	}
	COUNT("overdue", N_("What is open and was due, or was to begin, before today; promises stand by themselves.")),
	COUNT("today", N_("What is open and due, or begins, today; promises stand by themselves.")),
	COUNT("next", N_("What is open and due, or begins, in the seven days after today.")),
	COUNT("promised", N_("What we promised and have not done.")),
	COUNT("awaited", N_("What others promised us and have not done.")),
	COUNT("closing", N_("The open deals that are to be decided by the end of this month, the late ones too.")),
	COUNT("rotting", N_("The open deals that stand in their stage for longer than it allows.")),
	COUNT("silent", N_("Those that are not lost and whose rhythm wanted us to be in touch before today.")),
	COUNT("birthdays", N_("Whose birthday is today or in the seven days after.")),
	COUNT("drafts", N_("What was begun in a form or a list of calls, and not finished.")),
};

/* By the section's filter. */
static void say_count(struct table *t, const struct figure *f, int64_t owner)
{
	struct sbuf expr = SBUF_INIT;

	sbuf_puts(&expr, plan_filter(t->name));
	if (owner)
		sbuf_printf(&expr, " owner.id:%lld", (long long)owner);
	table_say(t, SAID_NOTE, f, (double)t->total, t->entity, sbuf_text(&expr));
	sbuf_free(&expr);
}

static void say_counts(const struct answer *a, int64_t owner)
{
	for (size_t i = 0; i < LENGTH(counts); i++) {
		struct table *t = answer_table(a, counts[i].section);

		if (t && t->nrows)
			say_count(t, &counts[i].figure, owner);
	}
}

int report_today(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	int64_t owner = section_owner(s, r, err);

	if (owner < 0)
		return -1;
	if (add_plans(s, owner, a, err) < 0 || add_promises(s, owner, a, err) < 0 ||
	    add_closing(s, owner, a, err) < 0 || add_rotting(s, owner, a, err) < 0)
		return -1;
	if (add_silent(s, owner, a, err) < 0 || add_birthdays(s, owner, a, err) < 0)
		return -1;
	if (owner == s->user && add_drafts(s, a, err) < 0)
		return -1;
	say_counts(a, owner);
	return report_add_tiles(s, a, err);
}

#define AHEAD (2 * 86400)

/* What begins at an hour from today on until two days from now: of this people want to be reminded. */
int report_ahead(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	static const struct section section = { "ahead", N_("Ahead"), "start,id",
						"start,kind,customer,contact,subject", ROWS };
	const struct field *start = &entity_at(ENTITY_ACTIVITY)->fields[ACTIVITY_START];
	int64_t owner = section_owner(s, r, err);
	struct select q;

	if (owner < 0)
		return -1;
	section_begin(&q, s, ENTITY_ACTIVITY, owner);
	sbuf_puts(&q.where, " AND t.done IS NULL");
	select_also(&q, "t.\"start\" >= ?", start, value_int(stamp_of_date(s->context.today)));
	select_also(&q, "t.\"start\" < ?", start, value_int(s->context.now + AHEAD));
	return section_add(a, &q, &section, NULL, err) ? 0 : -1;
}

/* What should have been done, or is for today, promises too: the same for shell prompts, cron, and
 * whoever is at work. */
int report_due(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	int64_t owner = section_owner(s, r, err);

	if (owner < 0 || add_plan(s, owner, "overdue", N_("Overdue"), tone_late_sql, "", a, err) < 0)
		return -1;
	return add_plan(s, owner, "today", N_("Today"), tone_today_sql, "", a, err);
}
