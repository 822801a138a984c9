/* 80/20: how much of what was won comes from how few customers. */
#include "model/concentration.h"

#include "base/number.h"
#include "model/money.h"
#include "store/report_rank.h"

#define CURVE_POINTS 100
#define DEPENDENT    10 /* per cent of all from one customer: a risk worth a warning */

struct spends {
	int64_t *x;
	size_t n;
};

static struct spends spends_of(const struct ranking *k)
{
	struct spends s = { xcalloc(k->active + 1, sizeof(*s.x)), k->active };

	for (size_t i = 0; i < s.n; i++)
		s.x[i] = k->items[i].spend;
	return s;
}

/* The best customers first: from the curve one reads that 20 % give 80 %. It is the Lorenz curve seen from
 * its other end. */
static struct table *curve(const struct spends *s, const struct store *store)
{
	struct table *t = table_new("curve");
	size_t points = s->n < CURVE_POINTS ? s->n : CURVE_POINTS;
	int64_t total = conc_total(s->x, s->n), sum = 0;
	size_t k = 0;

	table_add_column(t, "customers", N_("Customers"), FIELD_PERCENT)->field.width = 10;
	table_add_column(t, "share", N_("Give"), FIELD_PERCENT)->field.width = 10;
	table_add_column(t, "count", N_("Count"), FIELD_INT)->field.width = 8;
	table_add_column(t, "won", N_("Won"), FIELD_MONEY)->field.width = 14;
	t->chart = CHART_LORENZ;
	t->chart_label = 0;
	t->chart_value = 1;
	for (size_t i = 1; i <= points; i++) {
		struct row *row = table_add_row(t);
		while (k < s->n * i / points)
			sum += s->x[k++];
		table_set(t, row, 0, report_part((int64_t)k, (int64_t)s->n));
		table_set(t, row, 1, report_part(sum, total));
		table_set(t, row, 2, value_int((int64_t)k));
		table_set(t, row, 3, value_money(sum, store->currency));
	}
	t->total = (int64_t)t->nrows;
	return t;
}

static void figure(struct table *t, const char *name, bool there, double value, int places,
		   const char *unit)
{
	struct row *row = table_add_row(t);
	char text[64];

	snprintf(text, sizeof(text), "%.*f%s", places, value, unit);
	table_set(t, row, 0, value_text(_(name)));
	table_set(t, row, 1, value_text(there ? text : _("n/a")));
}

static struct table *figures(const struct spends *s)
{
	struct table *t = table_new("figures");
	size_t fifth = (size_t)pyramid_rank((int64_t)s->n, 20), reach = conc_reach(s->x, s->n, 80);
	double share = 0, gini = 0, corrected = 0, hhi = 0;
	bool has = conc_share(s->x, s->n, fifth, &share);

	t->title = N_("Key figures");
	table_add_column(t, "figure", N_("Figure"), FIELD_TEXT)->field.width = 34;
	table_add_column(t, "value", N_("Value"), FIELD_TEXT)->field.width = 14;
	figure(t, N_("customers who give 80 %"), has, (double)reach, 0, "");
	figure(t, N_("they are of all"), has, s->n ? 100.0 * (double)reach / (double)s->n : 0, 2, " %");
	/* xgettext:no-c-format */
	figure(t, N_("the best 20 % give"), has, 100 * share, 2, " %");
	has = conc_gini(s->x, s->n, &gini);
	figure(t, N_("Gini coefficient"), has, gini, 4, "");
	has = conc_gini_corrected(s->x, s->n, &corrected);
	figure(t, N_("Gini, corrected for few customers"), has, corrected, 4, "");
	has = conc_hhi(s->x, s->n, &hhi);
	figure(t, N_("Herfindahl index"), has, hhi, 5, "");
	figure(t, N_("effective number of customers"), has, has ? 1 / hhi : 0, 2, "");
	t->total = (int64_t)t->nrows;
	return t;
}

static struct table *classes(const struct spends *s, const struct ranking *k, const struct store *store)
{
	struct table *t = table_new("classes");
	int64_t first = 1;
	size_t count[3];

	conc_abc(s->x, s->n, count);
	t->title = N_("Classes: A gives 80 %, B the next 15 %, C the rest");
	table_add_column(t, "class", N_("Class"), FIELD_TEXT)->field.width = 6;
	table_add_column(t, "customers", N_("Customers"), FIELD_INT)->field.width = 10;
	table_add_column(t, "customers_share", N_("Of all"), FIELD_PERCENT)->field.width = 8;
	table_add_column(t, "won", N_("Won"), FIELD_MONEY)->field.width = 14;
	table_add_column(t, "share", N_("Share"), FIELD_PERCENT)->field.width = 8;
	for (size_t c = 0; c < LENGTH(count) && s->n; c++) {
		int64_t last = first + (int64_t)count[c] - 1, sum = ranking_sum(k, first, last);
		struct row *row = table_add_row(t);
		struct sbuf expr = SBUF_INIT;
		table_set(t, row, 0, value_text((const char *[]){ "A", "B", "C" }[c]));
		table_set(t, row, 1, value_int((int64_t)count[c]));
		table_set(t, row, 2, report_part((int64_t)count[c], (int64_t)s->n));
		table_set(t, row, 3, value_money(sum, store->currency));
		table_set(t, row, 4, report_part(sum, k->total));
		if (ranking_term(k, store, first, last, &expr))
			report_drill(t, row, ENTITY_CUSTOMER, sbuf_text(&expr));
		sbuf_free(&expr);
		first = last + 1;
	}
	t->total = (int64_t)t->nrows;
	return t;
}

/* Customers without whom a tenth and more would be missing; no table when there is none. */
static int add_dependence(struct store *s, const struct ranking *k, struct answer *a, struct error *err)
{
	struct table *t;
	size_t n = 0;

	while (n < k->active && k->items[n].spend > k->total - conc_part(k->total, 100 - DEPENDENT))
		n++;
	if (!n)
		return 0;
	t = table_new("dependence");
	t->title = N_("One customer gives more than 10 %");
	table_add_column(t, "customer", N_("Customer"), FIELD_TEXT)->field.width = 28;
	table_add_column(t, "won", N_("Won"), FIELD_MONEY)->field.width = 14;
	table_add_column(t, "share", N_("Share"), FIELD_PERCENT)->field.width = 8;
	answer_add_table(a, t);
	for (size_t i = 0; i < n; i++) {
		struct row *row = table_add_row(t);
		row->tone = TONE_ATTENTION;
		if (ranking_customer(s, t, row, 0, k->items[i].id, err) < 0)
			return -1;
		table_set(t, row, 1, value_money(k->items[i].spend, s->currency));
		table_set(t, row, 2, report_part(k->items[i].spend, k->total));
	}
	t->total = (int64_t)n;
	return 0;
}

static void note_head(const struct store *s, struct sbuf *note, const struct spends *x,
		      const struct ranking *k, struct period p, const struct sbuf *left_out)
{
	size_t reach = conc_reach(x->x, x->n, 80);

	report_period_show(note, p);
	if (x->n)
		sbuf_printf(note,
			    P_(" · %lld of %lld customers gives 80 %%", " · %lld of %lld customers give 80 %%",
			       (long long)reach),
			    (long long)reach, (long long)x->n);
	sbuf_puts(note, " · ");
	money_show(note, money_whole(k->total, s->currency), s->currency);
	if (k->refunds) {
		sbuf_puts(note, " · ");
		sbuf_puts(note, _("without refunds of "));
		money_show(note, money_whole(-k->refunds, s->currency), s->currency);
	}
	sbuf_puts(note, sbuf_text(left_out));
}

static int fill(struct store *s, const struct ranking *k, struct period p, const struct sbuf *left_out,
		struct answer *a, struct error *err)
{
	struct spends x = spends_of(k);
	struct sbuf note = SBUF_INIT;
	struct table *t = curve(&x, s);

	note_head(s, &note, &x, k, p, left_out);
	report_note(t, &note);
	answer_add_table(a, t);
	answer_add_table(a, figures(&x));
	answer_add_table(a, classes(&x, k, s));
	free(x.x);
	sbuf_free(&note);
	return add_dependence(s, k, a, err);
}

int report_concentration(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	struct sbuf left_out = SBUF_INIT;
	struct ranking k = { 0 };
	struct period p;
	int rc = -1;

	if (report_period(s, r, 12, false, &p, err) == 0 &&
	    ranking_load(&k, s, p, "", &left_out, err) == 0)
		rc = fill(s, &k, p, &left_out, a, err);
	ranking_free(&k);
	sbuf_free(&left_out);
	return rc;
}
