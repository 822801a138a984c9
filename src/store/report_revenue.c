/* What won deals brought, by month or by what they have in common. */
#include "base/number.h"
#include "model/figure.h"
#include "model/money.h"
#include "store/report_by.h"

static bool by_month(const struct dimension *d)
{
	return !strcmp(d->name, "month");
}

static int most_first(const void *pa, const void *pb)
{
	const struct group *a = pa, *b = pb;

	if (a->won_sum != b->won_sum)
		return a->won_sum < b->won_sum ? 1 : -1;
	if (a->won != b->won)
		return a->won < b->won ? 1 : -1;
	return strcmp(a->title, b->title);
}

static int by_title(const void *pa, const void *pb)
{
	const struct group *a = pa, *b = pb;

	return strcmp(a->title, b->title);
}

/* A month in which nothing was won is a month all the same. */
static void add_missing_months(struct groups *g, struct period p)
{
	size_t known = g->n;

	for (date_t m = date_month_start(p.from); m < p.to; m = date_add_months(m, 1)) {
		char day[DATE_SIZE];
		size_t i = 0;
		date_write_iso(m, day);
		day[7] = '\0';
		while (i < known && strcmp(g->items[i].title, day) != 0)
			i++;
		if (i < known)
			continue;
		struct group *new = array_add(&g->items, &g->n, &g->room, sizeof(*new));
		new->key = new->title = arena_strdup(&g->arena, day);
	}
}

static const struct figure figures[] = {
	{ "won", N_("Won"), FIELD_MONEY, 14, .made = "sum worth",
	  .words = N_("What the won deals brought, in the book's currency at the rate of their day.") },
	{ "share", N_("Share"), FIELD_PERCENT, 8, .made = "won / total",
	  .words = N_("Of all that was won in the period.") },
	{ "deals", N_("Deals"), FIELD_INT, 6, .made = "count", .words = N_("The deals won.") },
	{ "average", N_("Average"), FIELD_MONEY, 12, .made = "won / deals",
	  .words = N_("What one won deal brought.") },
	{ NULL },
};
static const struct figure total_won = { "total", N_("All that was won"), FIELD_MONEY, .made = "sum worth",
					 .words = N_("What the deals won in the period brought.") };
static const struct figure total_deals = { "total_deals", N_("Deals won"), FIELD_INT, .made = "count",
					   .words = N_("The deals won in the period.") };

static struct table *make_table(const struct dimension *d)
{
	struct table *t = table_new("revenue");

	table_add_column(t, d->name, d->label, FIELD_TEXT)->field.width = 22;
	table_add_figures(t, figures);
	t->chart = by_month(d) ? CHART_LINE : CHART_BARS;
	t->chart_label = 0;
	t->chart_value = 1;
	return t;
}

static int64_t half_up(int64_t sum, int64_t n)
{
	return sum < 0 ? -((-sum + n / 2) / n) : (sum + n / 2) / n;
}

static void add_row(struct table *t, const struct group *g, int64_t total, const struct dimension *d,
		    const char *expr, const char *currency)
{
	struct row *row = table_add_row(t);
	struct sbuf drill = SBUF_INIT;

	table_set(t, row, 0, value_text(g->title));
	table_set(t, row, 1, value_money(g->won_sum, currency));
	table_set(t, row, 2, report_part(g->won_sum, total));
	table_set(t, row, 3, value_int(g->won));
	if (g->won)
		table_set(t, row, 4, value_money(half_up(g->won_sum, g->won), currency));
	sbuf_puts(&drill, expr);
	group_term(&drill, d, g);
	report_drill(t, row, ENTITY_DEAL, sbuf_text(&drill));
	sbuf_free(&drill);
}

static void fill_rows(struct table *t, struct groups *g, const struct dimension *d, struct period p,
		      const char *expr, const char *currency, struct sbuf *note)
{
	int64_t total = 0, deals = 0;

	if (by_month(d) && g->n)
		add_missing_months(g, p);
	if (g->n)
		qsort(g->items, g->n, sizeof(*g->items), by_month(d) ? by_title : most_first);
	for (size_t i = 0; i < g->n; i++) {
		total += g->items[i].won_sum;
		deals += g->items[i].won;
	}
	for (size_t i = 0; i < g->n; i++)
		add_row(t, &g->items[i], total, d, expr, currency);
	t->total = (int64_t)t->nrows;
	table_say(t, SAID_NOTE, &total_won, figure_number(FIELD_MONEY, value_money(total, currency)),
		  entity_at(ENTITY_DEAL), expr);
	table_say(t, SAID_NOTE, &total_deals, (double)deals, entity_at(ENTITY_DEAL), expr);
	report_period_show(note, p);
	sbuf_puts(note, " · ");
	money_show_whole(note, total, currency);
	sbuf_printf(note, P_(" · %s deal won", " · %s deals won", deals), NUMBER_TEXT(deals));
}

static int fill(struct store *s, struct select *q, const struct dimension *d, struct period p,
		const char *expr, struct table *t, struct error *err)
{
	struct sbuf note = SBUF_INIT;
	struct groups g = { 0 };
	int rc = groups_load(&g, q, d, err);

	if (rc == 0) {
		fill_rows(t, &g, d, p, expr, s->currency, &note);
		rc = report_left_out(q, &note, err);
		report_note(t, &note);
	}
	groups_free(&g);
	sbuf_free(&note);
	return rc;
}

int report_revenue(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	const struct dimension *d = dimension_of(r, "month", err);
	struct sbuf expr = SBUF_INIT;
	struct select q = { 0 };
	struct period p;
	struct table *t;
	int rc = -1;

	if (!d || report_period(s, r, 12, by_month(d), &p, err) < 0)
		return -1;
	t = make_table(d);
	answer_add_table(a, t);
	sbuf_puts(&expr, "state:won");
	report_closed(&expr, p);
	if (report_owner(s, r, &expr, err) == 0 && report_deals(&q, s, sbuf_text(&expr), err) == 0)
		rc = fill(s, &q, d, p, sbuf_text(&expr), t, err);
	select_end(&q);
	sbuf_free(&expr);
	return rc;
}
