/* What reports ask of the book, and how they say it. */
#include <math.h>

#include "base/intl.h"
#include "base/number.h"
#include "model/expr.h"
#include "model/money.h"
#include "store/report.h"

int report_day(struct store *s, const struct request *r, const char *name, bool *given, date_t *out,
	       struct error *err)
{
	const char *typed = report_arg(r, name);
	char first[DATE_SIZE], second[DATE_SIZE];
	struct when w[2];
	int n;

	*given = typed != NULL;
	if (!typed)
		return 0;
	n = date_read(typed, s->context.today, w, err);
	if (n == 1) {
		*out = w[0].date;
		return 0;
	}
	if (n == 0) {
		error_prefix(err, _("%s: "), name);
		return -1;
	}
	date_write_iso(w[0].date, first);
	date_write_iso(w[1].date, second);
	return error_set(err, ERROR_USAGE, _("%s: %s can be %s or %s: write one of these."), name, typed,
			 first, second);
}

static int named_period(const struct store *s, const char *name, struct period *out, struct error *err)
{
	if (!period_read(name, s->context.today, &out->from, &out->to))
		return error_set(err, ERROR_USAGE,
				 _("\"%s\" is no period; write this-month, last-quarter, 2026, 2026-11 or 2026-Q3."),
				 name);
	out->to++;
	return 0;
}

int report_period(struct store *s, const struct request *r, int months, bool whole, struct period *out,
		  struct error *err)
{
	bool from, to;

	if (report_arg(r, "period"))
		return named_period(s, report_arg(r, "period"), out, err);
	if (report_day(s, r, "from", &from, &out->from, err) < 0 ||
	    report_day(s, r, "to", &to, &out->to, err) < 0)
		return -1;
	if (!to)
		out->to = from && out->from > s->context.today
				  ? date_add_months(out->from, months)
				  : s->context.today + 1;
	if (!from && whole)
		out->from = date_add_months(date_month_start(out->to - 1), 1 - months);
	else if (!from)
		out->from = date_add_months(out->to, -months);
	if (out->from >= out->to)
		return error_set(err, ERROR_USAGE, _("The period ends before it begins."));
	return 0;
}

void report_closed(struct sbuf *expr, struct period p)
{
	char from[DATE_SIZE], last[DATE_SIZE];

	date_write_iso(p.from, from);
	date_write_iso(p.to - 1, last);
	sbuf_printf(expr, " closed:%s..%s", from, last);
}

int report_owner(struct store *s, const struct request *r, struct sbuf *expr, struct error *err)
{
	const char *typed = report_arg(r, "owner");
	int64_t id;

	if (!typed || !strcmp(typed, "all"))
		return 0;
	id = report_ref(s, r, "owner", entity_at(ENTITY_USER), err);
	if (id < 0)
		return -1;
	sbuf_printf(expr, " owner.id:%lld", (long long)id);
	return 0;
}

void report_period_show(struct sbuf *out, struct period p)
{
	char from[DATE_SIZE], last[DATE_SIZE];

	date_write_iso(p.from, from);
	date_write_iso(p.to - 1, last);
	sbuf_printf(out, _("%s to %s"), from, last);
}

void report_drill(struct table *t, struct row *row, enum entity_id e, const char *expr)
{
	row->drill = arena_strdup(&t->arena, expr + strspn(expr, " "));
	row->drill_entity = entity_at(e);
}

int report_deals(struct select *q, struct store *s, const char *expr, struct error *err)
{
	select_begin(q, s, entity_at(ENTITY_DEAL), false);
	return select_where(q, expr, err);
}

struct stmt *report_select(struct select *q, const char *columns, const char *tail, struct error *err)
{
	const struct entity *deal = entity_at(ENTITY_DEAL);
	struct sbuf sql = SBUF_INIT;
	struct stmt *s;

	sbuf_puts(&sql, "SELECT ");
	for (; *columns; columns++)
		if (*columns == '@')
			field_sql(q->store, &sql, deal, &deal->fields[DEAL_WORTH], "t", false);
		else
			sbuf_putc(&sql, *columns);
	select_from(q, &sql);
	sbuf_puts(&sql, tail);
	s = db_prepare(q->store->db, sbuf_text(&sql), err);
	if (s)
		sql_params_bind(&q->params, s, 1);
	sbuf_free(&sql);
	return s;
}

int report_left_out(struct select *q, struct sbuf *note, struct error *err)
{
	struct stmt *s = report_select(q, "t.currency, count(t.amount) - count(@) AS missing",
				       " GROUP BY 1 HAVING missing > 0 ORDER BY 1", err);
	int got;

	if (!s)
		return -1;
	while ((got = db_step(s, err)) > 0) {
		long long n = db_int(s, 1);
		sbuf_printf(note, P_(" · %s deal in %s has no rate and is left out",
				     " · %s deals in %s have no rate and are left out", n),
			    NUMBER_TEXT(n), db_text(s, 0));
	}
	return got;
}

struct value report_share(bool there, double share)
{
	return there && isfinite(share) ? value_int(llround(share * 10000) * 100) : VALUE_NONE;
}

struct value report_part(int64_t part, int64_t total)
{
	return report_share(total > 0, total > 0 ? (double)part / (double)total : 0);
}

void report_note(struct table *t, const struct sbuf *note)
{
	t->note = arena_strdup(&t->arena, note->data ? note->data : "");
}
