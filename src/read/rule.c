#include "read/rule.h"

#include <libical/ical.h>

#include "base/intl.h"

static struct icaltimetype as_ical(const struct rule_question *q, int64_t at)
{
	struct icaltimetype t = icaltime_null_time();
	struct civil c;

	if (q->days)
		date_split((date_t)at, &c);
	else
		stamp_to_local(at, &c);
	t.year = c.year;
	t.month = c.month;
	t.day = c.day;
	t.hour = c.hour;
	t.minute = c.minute;
	t.second = c.second;
	t.is_date = q->days;
	return t;
}

static int64_t as_ours(const struct rule_question *q, struct icaltimetype t)
{
	struct civil c = { .year = t.year, .month = t.month, .day = t.day,
			   .hour = t.hour, .minute = t.minute, .second = t.second };

	return q->days ? date_make(t.year, t.month, t.day) : stamp_from_local(&c);
}

/* The rule as RFC 5545 has it: the last day counts to its end, and nothing is left out. */
static int as_rule(const struct rule_question *q, struct repeat *r, struct icalrecurrencetype *out,
		   struct error *e)
{
	struct sbuf text = SBUF_INIT;
	size_t nexcept = r->nexcept;
	bool ends = r->ends;
	struct civil last;

	r->nexcept = 0;
	r->ends = false;
	repeat_write(&text, r);
	r->nexcept = nexcept;
	r->ends = ends;
	if (ends) {
		date_split(r->until, &last);
		sbuf_printf(&text, ";UNTIL=%04d%02d%02d%s", last.year, last.month, last.day,
			    q->days ? "" : "T235959");
	}
	*out = icalrecurrencetype_from_string(sbuf_text(&text));
	sbuf_free(&text);
	if (out->freq == ICAL_NO_RECURRENCE)
		return error_set(e, ERROR_USAGE, _("\"%.200s\" is no rule."), q->rule);
	return 0;
}

static bool is_left_out(const struct repeat *r, date_t day)
{
	for (size_t i = 0; i < r->nexcept; i++)
		if (r->except[i] == day)
			return true;
	return false;
}

static void count(const struct rule_question *q, const struct repeat *r, icalrecur_iterator *times,
		  struct sbuf *out)
{
	int n = 0;

	while (n < q->most) {
		struct icaltimetype t = icalrecur_iterator_next(times);
		int64_t at;

		if (icaltime_is_null_time(t) || t.year < 1 || t.year > 9999)
			return;
		at = as_ours(q, t);
		if (at > q->until && n >= q->least)
			return;
		if (at <= q->after || is_left_out(r, date_make(t.year, t.month, t.day)))
			continue;
		sbuf_printf(out, "%lld\n", (long long)at);
		n++;
	}
}

int rule_answer(const struct rule_question *q, struct sbuf *out, struct error *e)
{
	struct icalrecurrencetype rule;
	icalrecur_iterator *times = NULL;
	struct repeat r;
	int rc = -1;

	icalerror_set_errors_are_fatal(false);
	if (repeat_parse(&r, q->rule, e) == 0 && as_rule(q, &r, &rule, e) == 0) {
		times = icalrecur_iterator_new(rule, as_ical(q, q->start));
		rc = times ? 0 : error_set(e, ERROR_USAGE, _("\"%.200s\" is no rule."), q->rule);
	}
	if (times) {
		count(q, &r, times, out);
		icalrecur_iterator_free(times);
	}
	repeat_free(&r);
	return rc;
}

void rule_prepare(void)
{
	static const char *const rules[] = { "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU;COUNT=3", "FREQ=MONTHLY;BYMONTHDAY=-1" };
	struct sbuf out = SBUF_INIT;

	for (size_t i = 0; i < LENGTH(rules); i++)
		rule_answer(&(struct rule_question){ .rule = rules[i], .until = 100000000, .most = 3 }, &out, NULL);
	sbuf_free(&out);
}
