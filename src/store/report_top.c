/* The customers who bought most. */
#include "base/number.h"
#include "model/money.h"
#include "store/report_rank.h"

#define TOP_USUAL 20
#define TOP_MOST  1000

static int how_many(const struct request *r, int64_t *n, struct error *err)
{
	const char *typed = report_arg(r, "n");

	*n = TOP_USUAL;
	if (!typed)
		return 0;
	if (number_int(typed, n) < 0 || *n < 1 || *n > TOP_MOST)
		return error_set(err, ERROR_USAGE, _("n=%s: write a number from 1 to %d."), typed,
				 TOP_MOST);
	return 0;
}

static const struct figure figures[] = {
	{ "customer", N_("Customer"), FIELD_TEXT, 28 },
	{ "rank", N_("Rank"), FIELD_INT, 5, .made = "set",
	  .words = N_("By what was spent; of equal ones who bought last, more often, or came into the book first.") },
	{ "won", N_("Won"), FIELD_MONEY, 14, .made = "sum worth",
	  .words = N_("What the deals won in the period brought, at the rate of their day.") },
	{ "share", N_("Share"), FIELD_PERCENT, 8, .made = "won / total",
	  .words = N_("Of all that was won in the period.") },
	{ "deals", N_("Deals"), FIELD_INT, 6, .made = "count", .words = N_("The deals won in the period.") },
	{ "last", NC_("deal", "Last"), FIELD_DATE, 10, .made = "last closed",
	  .words = N_("When the last of them was won.") },
	{ NULL },
};
static const struct figure of_these = { "of_these", N_("These give"), FIELD_PERCENT, .made = "these / total",
					.words = N_("What the customers that are shown spent, of all.") };
static const struct figure these = { "these", N_("Won from these"), FIELD_MONEY, .made = "sum deals.worth" };

static struct table *make_table(void)
{
	struct table *t = table_new("top");

	table_add_figures(t, figures);
	t->chart = CHART_BARS;
	t->chart_label = 0;
	t->chart_value = 2;
	return t;
}

static int fill(struct store *s, struct table *t, const struct ranking *k, int64_t n, struct error *err)
{
	for (int64_t i = 0; i < n; i++) {
		const struct spender *one = &k->items[i];
		struct row *row = table_add_row(t);
		if (ranking_customer(s, t, row, 0, one->id, err) < 0)
			return -1;
		table_set(t, row, 1, value_int(i + 1));
		table_set(t, row, 2, value_money(one->spend, s->currency));
		table_set(t, row, 3, report_part(one->spend, k->total));
		table_set(t, row, 4, value_int(one->count));
		table_set(t, row, 5, value_int(one->last));
		ranking_drill(k, t, row, one->id);
	}
	t->total = n;
	return 0;
}

static void say_these(struct store *s, struct table *t, const struct ranking *k, int64_t n)
{
	int64_t sum = ranking_sum(k, 1, n);
	struct sbuf expr = SBUF_INIT;

	ranking_say(k, s, t);
	if (n < 1 || n >= (int64_t)k->active)
		return;
	ranking_term(k, s, 1, n, &expr);
	table_say(t, SAID_NOTE, &these, figure_number(FIELD_MONEY, value_money(sum, s->currency)),
		  entity_at(ENTITY_CUSTOMER), sbuf_text(&expr));
	table_say(t, SAID_NOTE, &of_these, (double)sum / (double)k->total, entity_at(ENTITY_CUSTOMER),
		  sbuf_text(&expr));
	sbuf_free(&expr);
}

static void note_head(struct store *s, struct sbuf *note, const struct ranking *k, int64_t n,
		      struct period p, const struct sbuf *left_out)
{
	report_period_show(note, p);
	if (n && n < (int64_t)k->active) {
		struct value share = report_part(ranking_sum(k, 1, n), k->total);
		char text[PERCENT_SIZE];

		sbuf_printf(note, _(" · these %s of %s give %s"), NUMBER_TEXT(n), NUMBER_TEXT((int64_t)k->active),
			    percent_text(figure_number(FIELD_PERCENT, share), text));
	}
	sbuf_puts(note, " · ");
	money_show_whole(note, k->total, s->currency);
	sbuf_puts(note, sbuf_text(left_out));
}

int report_top(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	struct sbuf owner = SBUF_INIT, note = SBUF_INIT, left_out = SBUF_INIT;
	struct table *t = make_table();
	struct ranking k = { 0 };
	struct period p;
	int64_t n;
	int rc = -1;

	answer_add_table(a, t);
	if (how_many(r, &n, err) == 0 && report_period(s, r, 12, false, &p, err) == 0 &&
	    report_owner(s, r, &owner, err) == 0 &&
	    ranking_load(&k, s, p, sbuf_text(&owner), &left_out, err) == 0) {
		n = n < (int64_t)k.active ? n : (int64_t)k.active;
		rc = fill(s, t, &k, n, err);
		say_these(s, t, &k, n);
		note_head(s, &note, &k, n, p, &left_out);
		report_note(t, &note);
	}
	ranking_free(&k);
	sbuf_free(&owner);
	sbuf_free(&note);
	sbuf_free(&left_out);
	return rc;
}
