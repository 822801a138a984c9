#include "store/report_selling.h"

static date_t quarter_start(date_t day)
{
	struct civil c;

	date_split(day, &c);
	return date_make(c.year, (c.month - 1) / 3 * 3 + 1, 1);
}

static int decided(struct selling *out, struct store *s, const char *deals, struct error *err)
{
	struct sbuf expr = SBUF_INIT;
	struct stmt *q = NULL;
	struct select x;
	int got = -1;

	sbuf_printf(&expr, "state:won,lost %s %s", deals, out->year);
	if (report_deals(&x, s, sbuf_text(&expr), err) == 0)
		q = report_select(&x, "sum(t.state = 'won'), sum(t.state = 'lost'),"
				      " sum(CASE t.state WHEN 'won' THEN @ END)", "", err);
	if (q)
		got = db_step(q, err);
	if (got > 0) {
		out->won = db_int(q, 0);
		out->lost = db_int(q, 1);
		out->won_sum = db_int(q, 2);
		db_reset(q);
	}
	select_end(&x);
	sbuf_free(&expr);
	return got < 0 ? -1 : 0;
}

/* Of those in order. */
static void measure(struct selling *out, const struct cycle *all, size_t n)
{
	size_t middle[] = { n ? (n - 1) / 2 : 0, n / 2 };

	out->timed = (int64_t)n;
	for (size_t i = 0; i < n; i++)
		out->days += all[i].days;
	for (size_t i = 0; n && i < 2; i++)
		out->middle[i] = all[middle[i]];
	out->median = n ? (double)(out->middle[0].days + out->middle[1].days) / 2 : -1;
	out->cycle = n ? (double)out->days / (double)n : -1;
}

/* Days from opening to winning: their mean, and the middle one. */
static int cycles(struct selling *out, struct store *s, const char *deals, struct error *err)
{
	struct sbuf expr = SBUF_INIT;
	struct cycle *all = NULL;
	size_t n = 0, room = 0;
	struct stmt *q = NULL;
	struct select x;
	int got = -1;

	sbuf_printf(&expr, "state:won opened:any %s %s", deals, out->year);
	if (report_deals(&x, s, sbuf_text(&expr), err) == 0)
		q = report_select(&x, "days(t.closed) - days(t.opened) AS d, t.id", " ORDER BY d, t.id", err);
	while (q && (got = db_step(q, err)) > 0)
		*(struct cycle *)array_add(&all, &n, &room, sizeof(*all)) =
			(struct cycle){ .days = db_int(q, 0), .deal = db_int(q, 1) };
	measure(out, all, n);
	free(all);
	select_end(&x);
	sbuf_free(&expr);
	return got;
}

static int quarter(struct selling *out, struct store *s, const char *deals, struct error *err)
{
	struct sbuf expr = SBUF_INIT;
	struct stmt *q = NULL;
	struct select x;
	int rc = -1;

	sbuf_printf(&expr, "%s %s", out->quarter, deals);
	if (report_deals(&x, s, sbuf_text(&expr), err) == 0)
		q = report_select(&x, "coalesce(sum(@), 0)", "", err);
	if (q)
		rc = db_one(q, 0, &out->won_quarter, err);
	select_end(&x);
	sbuf_free(&expr);
	return rc;
}

int selling_load(struct selling *out, struct store *s, const char *deals, struct error *err)
{
	date_t today = s->context.today;
	struct sbuf expr = SBUF_INIT;

	*out = (struct selling){ .median = -1, .cycle = -1 };
	report_closed(&expr, (struct period){ date_add_months(today + 1, -12), today + 1 });
	snprintf(out->year, sizeof(out->year), "%s", sbuf_text(&expr) + 1);
	sbuf_reset(&expr);
	report_closed(&expr, (struct period){ quarter_start(today), today + 1 });
	snprintf(out->quarter, sizeof(out->quarter), "state:won%s", sbuf_text(&expr));
	sbuf_free(&expr);
	if (decided(out, s, deals, err) < 0 || cycles(out, s, deals, err) < 0)
		return -1;
	return quarter(out, s, deals, err);
}

/* The position of the furthest stage of each deal, where it was lost aside. */
#define FURTHEST                                                                                   \
	"(SELECT max(CASE g.outcome WHEN 'lost' THEN 0 ELSE g.position END)"                       \
	" FROM stage_move m CROSS JOIN stage g ON g.id = m.to_stage WHERE m.deal = t.id"           \
	" AND m.removed = 0 AND g.pipeline = %lld), count(*)"

int selling_entered(struct store *s, int64_t pipeline, const char *deals, const int64_t *positions,
		    int64_t *entered, size_t n, struct error *err)
{
	char *furthest = xasprintf(FURTHEST, (long long)pipeline);
	struct stmt *q = NULL;
	struct select x;
	int got = -1;

	memset(entered, 0, n * sizeof(*entered));
	if (report_deals(&x, s, deals, err) == 0)
		q = report_select(&x, furthest, " GROUP BY 1", err);
	while (q && (got = db_step(q, err)) > 0)
		for (size_t i = 0; i < n; i++)
			entered[i] += !i || db_int(q, 0) >= positions[i] ? db_int(q, 1) : 0;
	select_end(&x);
	free(furthest);
	return got;
}
