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

static struct table *make_table(void)
{
	struct table *t = table_new("top");

	table_add_column(t, "customer", N_("Customer"), FIELD_TEXT)->field.width = 28;
	table_add_column(t, "rank", N_("Rank"), FIELD_INT)->field.width = 5;
	table_add_column(t, "won", N_("Won"), FIELD_MONEY)->field.width = 14;
	table_add_column(t, "share", N_("Share"), FIELD_PERCENT)->field.width = 8;
	table_add_column(t, "deals", N_("Deals"), FIELD_INT)->field.width = 6;
	table_add_column(t, "last", N_("Last"), FIELD_DATE)->field.width = 10;
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
	}
	t->total = n;
	return 0;
}

static void note_head(struct store *s, struct sbuf *note, const struct ranking *k, int64_t n,
		      struct period p, const struct sbuf *left_out)
{
	report_period_show(note, p);
	if (n && n < (int64_t)k->active) {
		struct value share = report_part(ranking_sum(k, 1, n), k->total);
		sbuf_printf(note, _(" · these %lld of %lld give %.1f %%"), (long long)n,
			    (long long)k->active, (double)share.i / 10000);
	}
	sbuf_puts(note, " · ");
	money_show(note, money_whole(k->total, s->currency), s->currency);
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
		note_head(s, &note, &k, n, p, &left_out);
		report_note(t, &note);
	}
	ranking_free(&k);
	sbuf_free(&owner);
	sbuf_free(&note);
	sbuf_free(&left_out);
	return rc;
}
