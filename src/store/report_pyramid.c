/* The customer pyramid, and who moved in it since the period before. */
#include "base/map.h"
#include "base/number.h"
#include "model/money.h"
#include "store/report_rank.h"

#define MOVERS_SHOWN 10
#define MOVERS_NAMED 200 /* ids that an expression may list */

static const char *const layer_labels[LAYER_COUNT] = {
	N_("top"), N_("big"), N_("medium"), N_("small"), N_("inactive"), N_("prospect"), N_("suspect"),
};

struct mover {
	int64_t id;
	enum pyramid_layer before, now;
	int64_t spent_before, spent, change;
};

struct pyramid {
	struct store *store;
	struct period period, earlier;
	struct ranking now, before;
	int64_t cuts_now[LAYER_ACTIVE], cuts_before[LAYER_ACTIVE];
	struct migration moves;
	struct mover *movers;
	size_t nmovers, room;
	struct answer *answer;
	struct error *err;
};

/* The layers */

static void note_head(struct pyramid *p, struct sbuf *note)
{
	int64_t n = (int64_t)p->now.active, fifth = pyramid_rank(n, 20);
	struct value share = report_part(ranking_sum(&p->now, 1, fifth), p->now.total);
	char text[PERCENT_SIZE];

	report_period_show(note, p->period);
	sbuf_printf(note, P_(" · %s active customer", " · %s active customers", n), NUMBER_TEXT(n));
	sbuf_puts(note, " · ");
	money_show_whole(note, p->now.total, p->store->currency);
	if (fifth)
		sbuf_printf(note, _(" · the best 20 %% give %s"),
			    percent_text(figure_number(FIELD_PERCENT, share), text));
}

/* How many spent just as much as the last of the layer, on both sides of the cut. */
static int64_t ties_at(const struct ranking *k, int64_t cut)
{
	int64_t n = 0;

	if (cut <= 0 || cut >= (int64_t)k->active || k->items[cut].spend != k->items[cut - 1].spend)
		return 0;
	for (size_t i = 0; i < k->active; i++)
		n += k->items[i].spend == k->items[cut].spend;
	return n;
}

static void note_ties(struct pyramid *p, struct sbuf *note)
{
	for (int l = 0; l < LAYER_SMALL; l++) {
		int64_t cut = p->cuts_now[l], n = ties_at(&p->now, cut);
		if (!n)
			continue;
		sbuf_puts(note, " · ");
		sbuf_printf(note, _("%s spent just as much at the cut of %s: "), NUMBER_TEXT(n),
			    _(layer_labels[l]));
		money_show(note, p->now.items[cut].spend, p->store->currency);
	}
}

static void add_layer(struct pyramid *p, struct table *t, int layer)
{
	int64_t first = layer ? p->cuts_now[layer - 1] + 1 : 1, last = p->cuts_now[layer];
	int64_t n = last - first + 1, sum = ranking_sum(&p->now, first, last);
	struct row *row = table_add_row(t);
	struct sbuf expr = SBUF_INIT;

	table_set(t, row, 0, value_text(_(layer_labels[layer])));
	table_set(t, row, 1, report_part(n, (int64_t)p->now.active));
	table_set(t, row, 2, value_int(n));
	table_set(t, row, 3, value_money(sum, p->store->currency));
	table_set(t, row, 4, report_part(sum, p->now.total));
	if (n)
		table_set(t, row, 5, value_money((sum + n / 2) / n, p->store->currency));
	if (ranking_term(&p->now, p->store, first, last, &expr))
		report_drill(t, row, ENTITY_CUSTOMER, sbuf_text(&expr));
	sbuf_free(&expr);
}

static const struct figure layer_figures[] = {
	{ "layer", N_("Layer"), FIELD_TEXT, 10 },
	{ "customers_share", N_("Of all"), FIELD_PERCENT, 8, .made = "customers / active",
	  .words = N_("Of all who bought in the period.") },
	{ "customers", N_("Customers"), FIELD_INT, 10, .made = "count",
	  .words = /* xgettext:no-c-format */
	  N_("The best 1 %, the next 4 %, the next 15 %, the other 80 % (Curry); the cut is rounded by rank.") },
	{ "won", N_("Won"), FIELD_MONEY, 14, .made = "sum deals.worth",
	  .words = N_("What they spent in the period: won deals, at the rate of their day.") },
	{ "share", N_("Share"), FIELD_PERCENT, 8, .made = "won / total",
	  .words = N_("What they spent, of all that was won.") },
	{ "average", N_("Average"), FIELD_MONEY, 12, .made = "won / customers",
	  .words = N_("What one of them spent.") },
	{ NULL },
};

enum { ACTIVE, FIFTH_SHARE, FIFTH };
static const struct figure note_figures[] = {
	[ACTIVE] = { "active", N_("Active customers"), FIELD_INT, .made = "count",
		     .words = N_("The customers who spent more than nothing in the period.") },
	[FIFTH_SHARE] = { "fifth_share", /* xgettext:no-c-format */ N_("the best 20 % give"), FIELD_PERCENT,
			  .made = "fifth / total", .words = N_("What they spent, of all that was won.") },
	[FIFTH] = { "fifth", /* xgettext:no-c-format */ N_("Won from the best 20 %"), FIELD_MONEY,
		    .made = "sum deals.worth" },
};

/* Says a figure of the best so many of the active. */
static void say_best(struct pyramid *p, struct table *t, int which, double number, int64_t last)
{
	struct sbuf expr = SBUF_INIT;

	ranking_term(&p->now, p->store, 1, last, &expr);
	table_say(t, SAID_NOTE, &note_figures[which], number, entity_at(ENTITY_CUSTOMER), sbuf_text(&expr));
	sbuf_free(&expr);
}

static void say_note(struct pyramid *p, struct table *t)
{
	int64_t n = (int64_t)p->now.active, fifth = pyramid_rank(n, 20), sum = ranking_sum(&p->now, 1, fifth);

	ranking_say(&p->now, p->store, t);
	if (n)
		say_best(p, t, ACTIVE, (double)n, n);
	if (!fifth)
		return;
	say_best(p, t, FIFTH, figure_number(FIELD_MONEY, value_money(sum, p->store->currency)), fifth);
	say_best(p, t, FIFTH_SHARE, (double)sum / (double)p->now.total, fifth);
}

static void add_layers(struct pyramid *p, const struct sbuf *left_out)
{
	struct table *t = table_new("layers");
	struct sbuf note = SBUF_INIT;

	table_add_figures(t, layer_figures);
	t->chart = CHART_PYRAMID;
	t->chart_label = 0;
	t->chart_value = 3;
	for (int l = 0; l < LAYER_ACTIVE && p->now.active; l++)
		add_layer(p, t, l);
	t->total = (int64_t)t->nrows;
	say_note(p, t);
	note_head(p, &note);
	note_ties(p, &note);
	sbuf_puts(&note, sbuf_text(left_out));
	report_note(t, &note);
	sbuf_free(&note);
	answer_add_table(p->answer, t);
}

/* Those who do not buy */

/* What was bought before the period's end, and in it, as expressions. */
static void other_term(const struct pyramid *p, enum pyramid_layer layer, struct sbuf *expr)
{
	char to[DATE_SIZE];

	date_write_iso(p->period.to, to);
	if (layer == LAYER_INACTIVE)
		sbuf_printf(expr,
			    "any(deals where state:won closed<%s) sum(deals.worth where %s)<=0", to,
			    p->now.deals);
	else if (layer == LAYER_PROSPECT)
		sbuf_printf(expr,
			    "none(deals where state:won closed<%s)"
			    " (any(deals) or status:prospect,customer,lapsed,lost)", to);
	else
		sbuf_puts(expr, "none(deals) status:suspect,null not type:competitor,supplier,investor");
}

static int64_t count_customers(struct pyramid *p, const char *expr)
{
	struct select q;
	int64_t n = -1;

	select_begin(&q, p->store, entity_at(ENTITY_CUSTOMER), false);
	if (select_where(&q, expr, p->err) == 0)
		n = select_count(&q, p->err);
	select_end(&q);
	return n;
}

static const struct figure other_figures[] = {
	{ "layer", N_("Layer"), FIELD_TEXT, 40 },
	{ "customers", N_("Customers"), FIELD_INT, 10, .made = "count",
	  .words = N_("The customers of whom this is so at the period's end.") },
	{ NULL },
};

static int add_others(struct pyramid *p)
{
	static const char *const labels[] = {
		[LAYER_INACTIVE] = N_("inactive: bought, but not in the period"),
		[LAYER_PROSPECT] = N_("prospects: have not bought yet"),
		[LAYER_SUSPECT] = N_("suspects: no contact yet"),
	};
	struct table *t = table_new("others");

	t->title = N_("Below the pyramid");
	table_add_figures(t, other_figures);
	answer_add_table(p->answer, t);
	for (int l = LAYER_INACTIVE; l < LAYER_COUNT; l++) {
		struct row *row = table_add_row(t);
		struct sbuf expr = SBUF_INIT;
		int64_t n;
		other_term(p, (enum pyramid_layer)l, &expr);
		n = count_customers(p, sbuf_text(&expr));
		report_drill(t, row, ENTITY_CUSTOMER, sbuf_text(&expr));
		sbuf_free(&expr);
		if (n < 0)
			return -1;
		table_set(t, row, 0, value_text(_(labels[l])));
		table_set(t, row, 1, value_int(n));
	}
	t->total = (int64_t)t->nrows;
	return 0;
}

/* Who moved */

static void add_move(struct pyramid *p, int64_t id, enum pyramid_layer before, enum pyramid_layer now,
		     int64_t spent_before, int64_t spent_now)
{
	migration_add(&p->moves, before, now, spent_before, spent_now);
	*(struct mover *)array_add(&p->movers, &p->nmovers, &p->room, sizeof(struct mover)) =
		(struct mover){ id, before, now, spent_before, spent_now, spent_now - spent_before };
}

/* Place by customer. */
static void index_ranking(const struct ranking *k, struct map *places)
{
	for (size_t i = 0; i < k->n; i++)
		*map_put(places, (const char *)&k->items[i].id, sizeof(int64_t)) = (int64_t)i;
}

static const int64_t *place_of(const struct map *places, const struct spender *one)
{
	return map_get(places, (const char *)&one->id, sizeof(one->id));
}

/* The layer of place i; who is not active had bought before the period's end, or had not. */
static enum pyramid_layer layer_at(const struct ranking *k, const int64_t *cuts, size_t i)
{
	return i < k->active ? pyramid_layer_of((int64_t)i + 1, cuts) : LAYER_INACTIVE;
}

/* Everybody who bought in one of the two periods; who bought in neither did not move. */
static void compare(struct pyramid *p)
{
	struct map now = { 0 }, before = { 0 };

	index_ranking(&p->now, &now);
	index_ranking(&p->before, &before);
	for (size_t i = 0; i < p->now.n; i++) {
		const struct spender *one = &p->now.items[i];
		const int64_t *at = place_of(&before, one);
		enum pyramid_layer old = one->first < p->earlier.to ? LAYER_INACTIVE : LAYER_PROSPECT;
		if (at)
			old = layer_at(&p->before, p->cuts_before, (size_t)*at);
		add_move(p, one->id, old, layer_at(&p->now, p->cuts_now, i),
			 at ? p->before.items[*at].spend : 0, one->spend);
	}
	for (size_t i = 0; i < p->before.n; i++)
		if (!place_of(&now, &p->before.items[i]))
			add_move(p, p->before.items[i].id, layer_at(&p->before, p->cuts_before, i),
				 LAYER_INACTIVE, p->before.items[i].spend, 0);
	map_free(&now);
	map_free(&before);
}

static const struct figure spent_now = { "spent", N_("Won in the period"), FIELD_MONEY, .made = "sum worth" };
static const struct figure spent_before = { "spent_before", N_("Won in the period before"), FIELD_MONEY,
					    .made = "sum worth" };

/* What customers, as an expression over deals (NULL: too many to name), spent in the two periods. */
static void say_spent(const struct pyramid *p, struct table *t, int64_t before, int64_t now, const char *whose)
{
	const struct entity *deal = whose ? entity_at(ENTITY_DEAL) : NULL;
	const char *currency = p->store->currency;
	char *then = whose ? xasprintf("%s %s", p->before.deals, whose) : NULL;
	char *since = whose ? xasprintf("%s %s", p->now.deals, whose) : NULL;
	int64_t row = (int64_t)t->nrows - 1;

	table_say(t, row, &spent_before, figure_number(FIELD_MONEY, value_money(before, currency)), deal, then);
	table_say(t, row, &spent_now, figure_number(FIELD_MONEY, value_money(now, currency)), deal, since);
	free(then);
	free(since);
}

/* Those who moved so, by name, when they are few enough. */
static void name_movers(const struct pyramid *p, enum pyramid_move move, struct table *t, struct row *row)
{
	struct sbuf ids = SBUF_INIT, whose = SBUF_INIT;
	int64_t now = 0, before = 0;

	for (size_t i = 0; i < p->nmovers; i++) {
		const struct mover *m = &p->movers[i];

		if (pyramid_move_of(m->before, m->now) != move)
			continue;
		sbuf_printf(&ids, "%s%lld", ids.len ? "," : "id:", (long long)m->id);
		now += m->spent;
		before += m->spent_before;
	}
	if (ids.len && p->moves.count[move] <= MOVERS_NAMED)
		report_drill(t, row, ENTITY_CUSTOMER, sbuf_text(&ids));
	sbuf_printf(&whose, "customer.%s", sbuf_text(&ids));
	say_spent(p, t, before, now, row->drill ? sbuf_text(&whose) : NULL);
	sbuf_free(&ids);
	sbuf_free(&whose);
}

static const struct figure move_figures[] = {
	{ "move", N_("Moved"), FIELD_TEXT, 22 },
	{ "customers", N_("Customers"), FIELD_INT, 10, .made = "count",
	  .words = N_("The customers who bought in one of the two periods and moved so between the layers.") },
	{ "change", N_("Change"), FIELD_MONEY, 14, .made = "spent - spent_before",
	  .words = N_("What they spent in the period, less what they spent in the one before.") },
	{ NULL },
};

static const struct figure mover_figures[] = {
	{ "way", N_("From, to"), FIELD_TEXT, 20 },
	{ "customer", N_("Customer"), FIELD_TEXT, 28 },
	{ "change", N_("Change"), FIELD_MONEY, 14, .made = "spent - spent_before",
	  .words = N_("What they spent in the period, less what they spent in the one before.") },
	{ NULL },
};

/* Of those who bought in the period before. */
static const struct figure retention = { "retention", N_("Still buy"), FIELD_PERCENT, .made = "still / before",
					 .words = N_("The customers in the four layers of the period before who"
						     " are in one of them now, of all who were.") };

static const struct figure still = { "still", N_("Bought in both"), FIELD_INT, .made = "count" };
static const struct figure before_active = { "before", N_("Bought in the period before"), FIELD_INT,
					     .made = "count" };

/* As expressions: who spent more than nothing in the period before, and who did in both. */
static void say_retention(const struct pyramid *p, struct table *t, int64_t active, double share)
{
	const struct entity *customer = entity_at(ENTITY_CUSTOMER);
	char *then = xasprintf("sum(deals.worth where %s)>0", p->before.deals);
	char *both = xasprintf("%s sum(deals.worth where %s)>0", then, p->now.deals);

	table_say(t, SAID_NOTE, &before_active, (double)active, customer, then);
	table_say(t, SAID_NOTE, &still, share * (double)active, customer, both);
	table_say(t, SAID_NOTE, &retention, share, customer, then);
	free(then);
	free(both);
}

/* "Against 2024-11-23 to 2025-11-22: 85.7 % of 7 customers still buy" */
static void moves_title(const struct pyramid *p, struct table *t)
{
	struct sbuf title = SBUF_INIT;
	char text[PERCENT_SIZE];
	int64_t active;
	double share;

	sbuf_puts(&title, _("Against "));
	report_period_show(&title, p->earlier);
	if (migration_retention(&p->moves, &active, &share)) {
		say_retention(p, t, active, share);
		sbuf_printf(&title, _(": %s of %s customers still buy"), percent_text(share, text),
			    NUMBER_TEXT(active));
	}
	t->title = arena_strdup(&t->arena, sbuf_text(&title));
	sbuf_free(&title);
}

static void add_moves(struct pyramid *p)
{
	static const struct {
		const char *label;
		enum tone tone;
	} rows[MOVE_COUNT] = {
		[MOVE_SAME] = { N_("in the same layer"), TONE_PLAIN },
		[MOVE_UP] = { NC_("layer", "up"), TONE_GOOD },
		[MOVE_DOWN] = { NC_("layer", "down"), TONE_ATTENTION },
		[MOVE_LEFT] = { N_("no longer buying"), TONE_DANGER },
		[MOVE_BACK] = { N_("buying again"), TONE_GOOD },
		[MOVE_NEW] = { NC_("customer", "new"), TONE_GOOD },
	};
	static const enum pyramid_move order[] = { MOVE_UP,  MOVE_DOWN, MOVE_LEFT,
						   MOVE_BACK, MOVE_NEW,	 MOVE_SAME };
	struct table *t = table_new("moves");

	moves_title(p, t);
	table_add_figures(t, move_figures);
	for (size_t i = 0; i < LENGTH(order); i++) {
		struct row *row = table_add_row(t);
		row->tone = p->moves.count[order[i]] ? rows[order[i]].tone : TONE_PLAIN;
		table_set(t, row, 0, value_text(_(rows[order[i]].label)));
		table_set(t, row, 1, value_int(p->moves.count[order[i]]));
		table_set(t, row, 2, value_money(p->moves.change[order[i]], p->store->currency));
		name_movers(p, order[i], t, row);
	}
	t->total = (int64_t)t->nrows;
	answer_add_table(p->answer, t);
}

static int furthest_first(const void *pa, const void *pb)
{
	const struct mover *a = pa, *b = pb;
	int64_t da = a->change < 0 ? -a->change : a->change, db = b->change < 0 ? -b->change : b->change;

	if (da != db)
		return da < db ? 1 : -1;
	return (a->id > b->id) - (a->id < b->id);
}

static int add_mover(struct pyramid *p, struct table *t, const struct mover *m)
{
	struct row *row = table_add_row(t);
	char *way = xasprintf("%s → %s", _(layer_labels[m->before]), _(layer_labels[m->now])), *whose;

	row->tone = m->now < m->before ? TONE_GOOD : TONE_ATTENTION;
	table_set(t, row, 0, value_text(way));
	table_set(t, row, 2, value_money(m->change, p->store->currency));
	free(way);
	ranking_drill(&p->now, t, row, m->id);
	whose = xasprintf("customer.id:%lld", (long long)m->id);
	say_spent(p, t, m->spent_before, m->spent, whose);
	free(whose);
	return ranking_customer(p->store, t, row, 1, m->id, p->err);
}

/* Those whose move changed most. */
static int add_movers(struct pyramid *p)
{
	struct table *t = table_new("movers");

	t->title = N_("Furthest");
	table_add_figures(t, mover_figures);
	answer_add_table(p->answer, t);
	if (p->nmovers)
		qsort(p->movers, p->nmovers, sizeof(*p->movers), furthest_first);
	for (size_t i = 0; i < p->nmovers && t->nrows < MOVERS_SHOWN; i++)
		if (p->movers[i].before != p->movers[i].now && add_mover(p, t, &p->movers[i]) < 0)
			return -1;
	t->total = (int64_t)t->nrows;
	return 0;
}

static int fill(struct pyramid *p, const struct sbuf *left_out)
{
	pyramid_cuts((int64_t)p->now.active, p->cuts_now);
	pyramid_cuts((int64_t)p->before.active, p->cuts_before);
	add_layers(p, left_out);
	if (add_others(p) < 0)
		return -1;
	compare(p);
	add_moves(p);
	return add_movers(p);
}

int report_pyramid(struct store *s, const struct request *r, struct answer *a, struct error *err)
{
	struct pyramid p = { .store = s, .answer = a, .err = err };
	struct sbuf left_out = SBUF_INIT;
	int rc = -1;

	if (report_period(s, r, 12, false, &p.period, err) < 0)
		return -1;
	p.earlier = (struct period){ p.period.from - (p.period.to - p.period.from), p.period.from };
	if (ranking_load(&p.now, s, p.period, "", &left_out, err) == 0 &&
	    ranking_load(&p.before, s, p.earlier, "", NULL, err) == 0)
		rc = fill(&p, &left_out);
	ranking_free(&p.now);
	ranking_free(&p.before);
	free(p.movers);
	sbuf_free(&left_out);
	return rc;
}
