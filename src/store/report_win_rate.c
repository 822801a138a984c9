/* Won deals among those decided in a period. */
#include "base/number.h"
#include "model/figure.h"
#include "model/pipeline.h"
#include "store/report_by.h"

struct rated {
	struct group g;
	double count, value; /* below 0: n/a */
};

static double rate(int64_t won, int64_t lost)
{
	double r;

	return win_rate(won, lost, &r) ? r : -1;
}

/* The better rate first; of equal ones that of more deals. */
static int order(const void *pa, const void *pb)
{
	const struct rated *a = pa, *b = pb;
	int64_t na = a->g.won + a->g.lost, nb = b->g.won + b->g.lost;

	if (a->count != b->count)
		return a->count < b->count ? 1 : -1;
	if (na != nb)
		return na < nb ? 1 : -1;
	return strcmp(a->g.title, b->g.title);
}

static const struct figure figures[] = {
	{ "won", N_("Wins"), FIELD_INT, 6, .made = "count", .where = "state:won",
	  .words = N_("The deals won in the period.") },
	{ "lost", N_("Losses"), FIELD_INT, 6, .made = "count", .where = "state:lost",
	  .words = N_("The deals lost in the period.") },
	{ "rate", N_("Win rate"), FIELD_PERCENT, 8, .made = "won / won+lost",
	  .words = N_("The deals won, of all that were decided.") },
	{ "value", N_("Value won"), FIELD_MONEY, 13, .made = "sum worth", .where = "state:won",
	  .words = N_("What the won deals brought, in the book's currency at the rate of their day.") },
	{ "value_lost", N_("Value lost"), FIELD_MONEY, 13, .made = "sum worth", .where = "state:lost",
	  .words = N_("What the lost deals would have brought.") },
	{ "value_rate", N_("By value"), FIELD_PERCENT, 8, .made = "value / value+value_lost",
	  .words = N_("The value won, of the value of all that were decided.") },
	{ NULL },
};

/* Of all groups, for the note. */
enum { ALL_RATE, ALL_VALUE_RATE, ALL_WON, ALL_LOST, ALL_VALUE, ALL_VALUE_LOST };
static const struct figure all_figures[] = {
	[ALL_RATE] = { "all_rate", N_("Rate of all"), FIELD_PERCENT, .made = "all_won / all_won+all_lost",
		       .words = N_("The deals won, of all that were decided.") },
	[ALL_VALUE_RATE] = { "all_value_rate", N_("By value, of all"), FIELD_PERCENT,
			     .made = "all_value / all_value+all_value_lost",
			     .words = N_("The value won, of the value of all that were decided.") },
	[ALL_WON] = { "all_won", N_("Wins"), FIELD_INT, .made = "count", .where = "state:won" },
	[ALL_LOST] = { "all_lost", N_("Losses"), FIELD_INT, .made = "count", .where = "state:lost" },
	[ALL_VALUE] = { "all_value", N_("Value won"), FIELD_MONEY, .made = "sum worth", .where = "state:won" },
	[ALL_VALUE_LOST] = { "all_value_lost", N_("Value lost"), FIELD_MONEY, .made = "sum worth",
			     .where = "state:lost" },
};

static struct table *make_table(const struct dimension *d)
{
	struct table *t = table_new("win-rate");

	table_add_column(t, d->name, d->label, FIELD_TEXT)->field.width = 22;
	table_add_figures(t, figures);
	t->chart = CHART_BARS;
	t->chart_label = 0;
	t->chart_value = 3;
	return t;
}

static void add_row(struct table *t, const struct rated *r, const struct dimension *d, const char *expr,
		    const char *currency)
{
	struct row *row = table_add_row(t);
	struct sbuf drill = SBUF_INIT;

	table_set(t, row, 0, value_text(r->g.title));
	table_set(t, row, 1, value_int(r->g.won));
	table_set(t, row, 2, value_int(r->g.lost));
	table_set(t, row, 3, report_share(r->count >= 0, r->count));
	table_set(t, row, 4, value_money(r->g.won_sum, currency));
	table_set(t, row, 5, value_money(r->g.lost_sum, currency));
	table_set(t, row, 6, report_share(r->value >= 0, r->value));
	sbuf_puts(&drill, expr);
	group_term(&drill, d, &r->g);
	report_drill(t, row, ENTITY_DEAL, sbuf_text(&drill));
	sbuf_free(&drill);
}

static void say_all(const struct store *s, struct table *t, const struct group *all, const char *expr)
{
	const double of[] = {
		[ALL_RATE] = rate(all->won, all->lost),
		[ALL_VALUE_RATE] = rate(all->won_sum, all->lost_sum),
		[ALL_WON] = (double)all->won,
		[ALL_LOST] = (double)all->lost,
		[ALL_VALUE] = figure_number(FIELD_MONEY, value_money(all->won_sum, s->currency)),
		[ALL_VALUE_LOST] = figure_number(FIELD_MONEY, value_money(all->lost_sum, s->currency)),
	};

	for (size_t i = 0; i < LENGTH(of); i++)
		if (of[i] >= 0)
			table_say(t, SAID_NOTE, &all_figures[i], of[i], entity_at(ENTITY_DEAL), expr);
}

static void note_all(struct sbuf *note, const struct group *all, struct period p)
{
	double count = rate(all->won, all->lost), value = rate(all->won_sum, all->lost_sum);
	char text[PERCENT_SIZE];

	report_period_show(note, p);
	if (count >= 0)
		sbuf_printf(note, P_(" · %s of %s deal won", " · %s of %s deals won", all->won + all->lost),
			    percent_text(count, text), NUMBER_TEXT(all->won + all->lost));
	if (value >= 0)
		sbuf_printf(note, _(" · %s of their value"), percent_text(value, text));
}

/* The groups with their rates, in order, and all of them as one in *all. */
static struct rated *rated(const struct groups *g, struct group *all)
{
	struct rated *list = xcalloc(g->n + 1, sizeof(*list));

	for (size_t i = 0; i < g->n; i++) {
		const struct group *one = &g->items[i];
		list[i] = (struct rated){ *one, rate(one->won, one->lost),
					  rate(one->won_sum, one->lost_sum) };
		all->won += one->won;
		all->lost += one->lost;
		all->won_sum += one->won_sum;
		all->lost_sum += one->lost_sum;
	}
	qsort(list, g->n, sizeof(*list), order);
	return list;
}

static int fill(struct store *s, struct select *q, const struct dimension *d, struct period p,
		const char *expr, struct table *t, struct error *err)
{
	struct sbuf note = SBUF_INIT;
	struct groups g = { 0 };
	struct group all = { 0 };
	struct rated *list = NULL;
	int rc = groups_load(&g, q, d, err);

	if (rc == 0) {
		list = rated(&g, &all);
		for (size_t i = 0; i < g.n; i++)
			add_row(t, &list[i], d, expr, s->currency);
		t->total = (int64_t)t->nrows;
		note_all(&note, &all, p);
		say_all(s, t, &all, expr);
		rc = report_left_out(q, &note, err);
		report_note(t, &note);
	}
	free(list);
	groups_free(&g);
	sbuf_free(&note);
	return rc;
}

int report_win_rate(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	const struct dimension *d = dimension_of(r, "owner", err);
	struct sbuf expr = SBUF_INIT;
	struct select q;
	struct period p;
	struct table *t;
	int rc = -1;

	if (!d || report_period(s, r, 12, false, &p, err) < 0)
		return -1;
	t = make_table(d);
	answer_add_table(a, t);
	sbuf_puts(&expr, "state:won,lost");
	report_closed(&expr, p);
	if (report_deals(&q, s, sbuf_text(&expr), err) == 0)
		rc = fill(s, &q, d, p, sbuf_text(&expr), t, err);
	select_end(&q);
	sbuf_free(&expr);
	return rc;
}
