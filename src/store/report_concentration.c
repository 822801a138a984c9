/* 80/20: how much of what was won comes from how few customers. */
#include "model/concentration.h"

#include "base/number.h"
#include "model/money.h"
#include "store/explain.h"
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

static const struct figure active_figure = { "active", N_("Customers who bought"), FIELD_INT, .made = "count",
					      .words = N_("The customers who spent more than nothing in the period.") };

/* What tables of customers by rank are made of: of how many, who spent what. */
static void say_whole(const struct ranking *k, const struct store *store, struct table *t)
{
	struct sbuf expr = SBUF_INIT;

	ranking_say(k, store, t);
	if (k->active)
		ranking_term(k, store, 1, (int64_t)k->active, &expr);
	table_say(t, SAID_NOTE, &active_figure, (double)k->active, entity_at(ENTITY_CUSTOMER),
		  expr.len ? sbuf_text(&expr) : "id:0");
	sbuf_free(&expr);
}

static void drill_ranks(const struct ranking *k, const struct store *store, struct table *t, struct row *row,
			int64_t first, int64_t last)
{
	struct sbuf expr = SBUF_INIT;

	if (ranking_term(k, store, first, last, &expr))
		report_drill(t, row, ENTITY_CUSTOMER, sbuf_text(&expr));
	sbuf_free(&expr);
}

static const struct figure curve_figures[] = {
	{ "customers", N_("Customers"), FIELD_PERCENT, 10, .made = "count / active",
	  .words = N_("The best so many, of all who bought.") },
	{ "share", N_("Give"), FIELD_PERCENT, 10, .made = "won / total",
	  .words = N_("What they spent, of all that was won.") },
	{ "count", N_("Count"), FIELD_INT, 8, .made = "count", .words = N_("The best so many customers.") },
	{ "won", N_("Won"), FIELD_MONEY, 14, .made = "sum deals.worth",
	  .words = N_("What they spent in the period.") },
	{ NULL },
};

/* The best customers first: from the curve one reads that 20 % give 80 %. It is the Lorenz curve seen from
 * its other end. */
static struct table *curve(const struct spends *s, const struct ranking *ranking, const struct store *store)
{
	struct table *t = table_new("curve");
	size_t points = s->n < CURVE_POINTS ? s->n : CURVE_POINTS;
	int64_t total = conc_total(s->x, s->n), sum = 0;
	size_t k = 0;

	table_add_figures(t, curve_figures);
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
		drill_ranks(ranking, store, t, row, 1, (int64_t)k);
	}
	t->total = (int64_t)t->nrows;
	say_whole(ranking, store, t);
	return t;
}

enum { REACH, REACH_SHARE, FIFTH_SHARE, GINI, GINI_FEW, HHI, EFFECTIVE, FIFTH };
static const struct figure key_figures[] = {
	[REACH] = { "reach", /* xgettext:no-c-format */ N_("customers who give 80 %"), FIELD_INT, .made = "count",
		    .words = /* xgettext:no-c-format */
		    N_("The fewest of the best customers who together spent 80 % of all and more.") },
	[REACH_SHARE] = { "reach_share", N_("they are of all"), FIELD_PERCENT, .made = "reach / active",
			  .words = N_("These, of all who bought.") },
	[FIFTH_SHARE] = { "fifth_share", /* xgettext:no-c-format */ N_("the best 20 % give"), FIELD_PERCENT,
			  .made = "fifth / total", .words = N_("What they spent, of all that was won.") },
	[GINI] = { "gini", N_("Gini coefficient"), FIELD_DECIMAL, .made = "terms / active / total",
		   .words = N_("Σ (2i − n − 1) × spend of the i-th from below ÷ (n × all); 0: all spend the same,"
			       " near 1: one spends all.") },
	[GINI_FEW] = { "gini_few", N_("Gini, corrected for few customers"), FIELD_DECIMAL,
		       .made = "gini * active / active-1", .words = N_("The Gini coefficient × n ÷ (n − 1).") },
	[HHI] = { "hhi", N_("Herfindahl index"), FIELD_DECIMAL, .made = "terms",
		  .words = N_("The sum of the squares of the customers' shares.") },
	[EFFECTIVE] = { "effective", N_("effective number of customers"), FIELD_DECIMAL, .made = "1 / hhi",
			.words = N_("So many customers of equal spend would have the same Herfindahl index.") },
	[FIFTH] = { "fifth", /* xgettext:no-c-format */ N_("Won from the best 20 %"), FIELD_MONEY,
		    .made = "sum deals.worth" },
};

static const struct figure pair_figures[] = {
	{ "figure", N_("Figure"), FIELD_TEXT, 19 },
	{ "value", N_("Value"), FIELD_TEXT, 14 },
	{ NULL },
};

struct key {
	struct table *table;
	const struct ranking *ranking;
	const struct store *store;
};

/* `last`: the rank up to which customers are behind it. */
static struct said *figure(struct key *k, int which, bool there, double value, int places, int64_t last)
{
	const struct figure *f = &key_figures[which];
	struct row *row = table_add_row(k->table);
	char text[64];

	if (f->type == FIELD_PERCENT)
		percent_text(value, text);
	else
		snprintf(text, sizeof(text), "%.*f", places, value);
	table_set(k->table, row, 0, value_text(_(f->label)));
	table_set(k->table, row, 1, value_text(there ? text : _("n/a")));
	if (!there)
		return NULL;
	drill_ranks(k->ranking, k->store, k->table, row, 1, last);
	return table_say(k->table, (int64_t)k->table->nrows - 1, f, value, row->drill_entity, row->drill);
}

/* Of what an index is the sum, `rest` being all of it: (2i − n − 1) × spend, i being the rank from below, or else
 * share². */
static void say_terms(struct key *k, struct said *said, const struct spends *s, bool by_rank, double rest)
{
	double total = (double)conc_total(s->x, s->n), n = (double)s->n;
	enum field_type type = by_rank ? FIELD_MONEY : FIELD_DECIMAL;
	const char *currency = k->store->currency;
	struct arena *a = &k->table->arena;
	char text[PERCENT_SIZE];

	for (size_t i = 0; said && i < s->n && i < BILL_LARGEST; i++) {
		double spend = figure_number(FIELD_MONEY, value_money(s->x[i], currency)),
		       share = (double)s->x[i] / total;
		double number = by_rank ? spend * (n - 2 * (double)i - 1) : share * share;

		rest -= number;
		said_term(k->table, said,
			  (struct term){
			      .sign = '+',
			      .entity = entity_at(ENTITY_CUSTOMER),
			      .id = k->ranking->items[i].id,
			      .number = number,
			      .shown = figure_show(k->store, type, number, currency, a),
			      .how = by_rank ? arena_printf(a, "%lld × %s", (long long)s->n - 2 * (long long)i - 1,
							    figure_show(k->store, FIELD_MONEY, spend, currency, a))
					     : arena_printf(a, "(%s)²", percent_text(share, text)) });
	}
	if (said)
		bill_say_others(k->store, k->table, said, (int64_t)s->n - BILL_LARGEST, type, rest);
}

static struct table *figures(const struct spends *s, const struct ranking *ranking, const struct store *store)
{
	struct key k = { table_new("figures"), ranking, store };
	struct table *t = k.table;
	int64_t all = (int64_t)s->n, fifth = pyramid_rank(all, 20), reach = (int64_t)conc_reach(s->x, s->n, 80);
	double share = 0, gini = 0, corrected = 0, hhi = 0;
	bool has = conc_share(s->x, s->n, (size_t)fifth, &share);

	t->title = N_("Key figures");
	t->within = arena_strdup(&t->arena, ranking->deals);
	table_add_figures(t, pair_figures);
	t->columns[1].field.flags |= FIELD_FIGURE | FIELD_FIXED;
	figure(&k, REACH, has, (double)reach, 0, reach);
	figure(&k, REACH_SHARE, has, s->n ? (double)reach / (double)s->n : 0, 0, reach);
	figure(&k, FIFTH_SHARE, has, share, 0, fifth);
	if (has && fifth)
		table_say(t, SAID_NOTE, &key_figures[FIFTH],
			  figure_number(FIELD_MONEY, value_money(ranking_sum(ranking, 1, fifth), store->currency)),
			  t->rows[2].drill_entity, t->rows[2].drill);
	has = conc_gini(s->x, s->n, &gini);
	say_terms(&k, figure(&k, GINI, has, gini, 4, all), s, true,
		  gini * (double)s->n *
			  figure_number(FIELD_MONEY, value_money(conc_total(s->x, s->n), store->currency)));
	has = conc_gini_corrected(s->x, s->n, &corrected);
	figure(&k, GINI_FEW, has, corrected, 4, all);
	has = conc_hhi(s->x, s->n, &hhi);
	say_terms(&k, figure(&k, HHI, has, hhi, 5, all), s, false, hhi);
	figure(&k, EFFECTIVE, has, has ? 1 / hhi : 0, 2, all);
	t->total = (int64_t)t->nrows;
	return t;
}

static const struct figure class_figures[] = {
	{ "class", N_("Class"), FIELD_TEXT, 6 },
	{ "customers", N_("Customers"), FIELD_INT, 10, .made = "count",
	  .words = /* xgettext:no-c-format */
	  N_("A: the best, while those before them gave less than 80 %; B: less than 95 %; C: the others.") },
	{ "customers_share", N_("Of all"), FIELD_PERCENT, 8, .made = "customers / active",
	  .words = N_("Of all who bought.") },
	{ "won", N_("Won"), FIELD_MONEY, 14, .made = "sum deals.worth",
	  .words = N_("What they spent in the period.") },
	{ "share", N_("Share"), FIELD_PERCENT, 8, .made = "won / total",
	  .words = N_("What they spent, of all that was won.") },
	{ NULL },
};

static struct table *classes(const struct spends *s, const struct ranking *k, const struct store *store)
{
	struct table *t = table_new("classes");
	int64_t first = 1;
	size_t count[3];

	conc_abc(s->x, s->n, count);
	t->title = N_("Classes: A gives 80 %, B the next 15 %, C the rest");
	t->within = arena_strdup(&t->arena, k->deals);
	table_add_figures(t, class_figures);
	for (size_t c = 0; c < LENGTH(count) && s->n; c++) {
		int64_t last = first + (int64_t)count[c] - 1, sum = ranking_sum(k, first, last);
		struct row *row = table_add_row(t);

		table_set(t, row, 0, value_text((const char *[]){ "A", "B", "C" }[c]));
		table_set(t, row, 1, value_int((int64_t)count[c]));
		table_set(t, row, 2, report_part((int64_t)count[c], (int64_t)s->n));
		table_set(t, row, 3, value_money(sum, store->currency));
		table_set(t, row, 4, report_part(sum, k->total));
		drill_ranks(k, store, t, row, first, last);
		first = last + 1;
	}
	t->total = (int64_t)t->nrows;
	return t;
}

static const struct figure dependence_figures[] = {
	{ "customer", N_("Customer"), FIELD_TEXT, 28 },
	{ "won", N_("Won"), FIELD_MONEY, 14, .made = "sum worth",
	  .words = N_("What the deals won in the period brought, at the rate of their day.") },
	{ "share", N_("Share"), FIELD_PERCENT, 8, .made = "won / total",
	  .words = N_("Of all that was won in the period.") },
	{ NULL },
};

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
	table_add_figures(t, dependence_figures);
	answer_add_table(a, t);
	for (size_t i = 0; i < n; i++) {
		struct row *row = table_add_row(t);
		row->tone = TONE_ATTENTION;
		if (ranking_customer(s, t, row, 0, k->items[i].id, err) < 0)
			return -1;
		table_set(t, row, 1, value_money(k->items[i].spend, s->currency));
		table_set(t, row, 2, report_part(k->items[i].spend, k->total));
		ranking_drill(k, t, row, k->items[i].id);
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
			    P_(" · %s of %s customers gives 80 %%", " · %s of %s customers give 80 %%",
			       (long long)reach),
			    NUMBER_TEXT((int64_t)reach), NUMBER_TEXT((int64_t)x->n));
	sbuf_puts(note, " · ");
	money_show_whole(note, k->total, s->currency);
	if (k->refunds) {
		sbuf_puts(note, " · ");
		sbuf_puts(note, _("without refunds of "));
		money_show_whole(note, -k->refunds, s->currency);
	}
	sbuf_puts(note, sbuf_text(left_out));
}

static int fill(struct store *s, const struct ranking *k, struct period p, const struct sbuf *left_out,
		struct answer *a, struct error *err)
{
	struct spends x = spends_of(k);
	struct sbuf note = SBUF_INIT;
	struct table *t = curve(&x, k, s);

	note_head(s, &note, &x, k, p, left_out);
	report_note(t, &note);
	answer_add_table(a, t);
	answer_add_table(a, figures(&x, k, s));
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
