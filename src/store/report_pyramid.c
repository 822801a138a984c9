/* The customer pyramid, and who moved in it since the period before. */
#include "base/map.h"
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
	int64_t change;
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

	report_period_show(note, p->period);
	sbuf_printf(note, P_(" · %lld active customer", " · %lld active customers", n), (long long)n);
	sbuf_puts(note, " · ");
	money_show(note, money_whole(p->now.total, p->store->currency), p->store->currency);
	if (fifth)
		sbuf_printf(note, _(" · the best 20 %% give %.1f %%"), (double)share.i / 10000);
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
		sbuf_printf(note, _("%lld spent just as much at the cut of %s: "), (long long)n,
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

static void add_layers(struct pyramid *p, const struct sbuf *left_out)
{
	struct table *t = table_new("layers");
	struct sbuf note = SBUF_INIT;

	table_add_column(t, "layer", N_("Layer"), FIELD_TEXT)->field.width = 10;
	table_add_column(t, "customers_share", N_("Of all"), FIELD_PERCENT)->field.width = 8;
	table_add_column(t, "customers", N_("Customers"), FIELD_INT)->field.width = 10;
	table_add_column(t, "won", N_("Won"), FIELD_MONEY)->field.width = 14;
	table_add_column(t, "share", N_("Share"), FIELD_PERCENT)->field.width = 8;
	table_add_column(t, "average", N_("Average"), FIELD_MONEY)->field.width = 12;
	t->chart = CHART_PYRAMID;
	t->chart_label = 0;
	t->chart_value = 3;
	for (int l = 0; l < LAYER_ACTIVE && p->now.active; l++)
		add_layer(p, t, l);
	t->total = (int64_t)t->nrows;
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

static int add_others(struct pyramid *p)
{
	static const char *const labels[] = {
		[LAYER_INACTIVE] = N_("inactive: bought, but not in the period"),
		[LAYER_PROSPECT] = N_("prospects: have not bought yet"),
		[LAYER_SUSPECT] = N_("suspects: no contact yet"),
	};
	struct table *t = table_new("others");

	t->title = N_("Below the pyramid");
	table_add_column(t, "layer", N_("Layer"), FIELD_TEXT)->field.width = 40;
	table_add_column(t, "customers", N_("Customers"), FIELD_INT)->field.width = 10;
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
		(struct mover){ id, before, now, spent_now - spent_before };
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

/* Those who moved so, by name, when they are few enough. */
static void name_movers(const struct pyramid *p, enum pyramid_move move, struct table *t, struct row *row)
{
	struct sbuf expr = SBUF_INIT;
	const char *before = "id:";

	if (!p->moves.count[move] || p->moves.count[move] > MOVERS_NAMED)
		return;
	for (size_t i = 0; i < p->nmovers; i++)
		if (pyramid_move_of(p->movers[i].before, p->movers[i].now) == move) {
			sbuf_printf(&expr, "%s%lld", before, (long long)p->movers[i].id);
			before = ",";
		}
	report_drill(t, row, ENTITY_CUSTOMER, sbuf_text(&expr));
	sbuf_free(&expr);
}

/* "Against 2024-11-23 to 2025-11-22: 85.7 % of 7 customers still buy" */
static void moves_title(const struct pyramid *p, struct table *t)
{
	struct sbuf title = SBUF_INIT;
	int64_t active;
	double share;

	sbuf_puts(&title, _("Against "));
	report_period_show(&title, p->earlier);
	if (migration_retention(&p->moves, &active, &share))
		sbuf_printf(&title, _(": %.1f %% of %lld customers still buy"), share * 100,
			    (long long)active);
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
		[MOVE_UP] = { N_("up"), TONE_GOOD },
		[MOVE_DOWN] = { N_("down"), TONE_ATTENTION },
		[MOVE_LEFT] = { N_("no longer buying"), TONE_DANGER },
		[MOVE_BACK] = { N_("buying again"), TONE_GOOD },
		[MOVE_NEW] = { N_("new"), TONE_GOOD },
	};
	static const enum pyramid_move order[] = { MOVE_UP,  MOVE_DOWN, MOVE_LEFT,
						   MOVE_BACK, MOVE_NEW,	 MOVE_SAME };
	struct table *t = table_new("moves");

	moves_title(p, t);
	table_add_column(t, "move", N_("Moved"), FIELD_TEXT)->field.width = 22;
	table_add_column(t, "customers", N_("Customers"), FIELD_INT)->field.width = 10;
	table_add_column(t, "change", N_("Change"), FIELD_MONEY)->field.width = 14;
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
	char *way = xasprintf("%s → %s", _(layer_labels[m->before]), _(layer_labels[m->now]));

	row->tone = m->now < m->before ? TONE_GOOD : TONE_ATTENTION;
	table_set(t, row, 0, value_text(way));
	table_set(t, row, 2, value_money(m->change, p->store->currency));
	free(way);
	return ranking_customer(p->store, t, row, 1, m->id, p->err);
}

/* Those whose move changed most. */
static int add_movers(struct pyramid *p)
{
	struct table *t = table_new("movers");

	t->title = N_("Furthest");
	table_add_column(t, "way", N_("From, to"), FIELD_TEXT)->field.width = 20;
	table_add_column(t, "customer", N_("Customer"), FIELD_TEXT)->field.width = 28;
	table_add_column(t, "change", N_("Change"), FIELD_MONEY)->field.width = 14;
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
