/* The deals of a customer: their amounts, their days, and the way they walked through their pipeline. */
#include "exchange/demo_private.h"

#include <math.h>

/* How much is decided in each month, as a rule of trade: little in summer, most before the year ends. */
static const unsigned char seasons[12] = { 70, 80, 115, 90, 95, 120, 70, 55, 110, 110, 125, 135 };

/* A day on which something was decided, in the two years before today. */
static date_t decision_day(struct demo *d)
{
	for (;;) {
		date_t day = demo_workday(d->today - 1 - (date_t)random_below(&d->random, DEMO_DAYS - 4));
		struct civil c;

		date_split(day, &c);
		if (random_below(&d->random, 135) < seasons[c.month - 1])
			return day;
	}
}

/* The stages between the first and the last one, in order; a deal that is lost can be so from any. */
static unsigned way_to(struct demo *d, unsigned stage, unsigned *way)
{
	unsigned open = stage < STAGE_WON ? stage
		      : stage == STAGE_WON ? 3 + (unsigned)random_below(&d->random, 2)
					   : 1 + (unsigned)random_below(&d->random, 4);
	unsigned n = 0;

	for (unsigned s = 1; s < open; s++)
		way[n++] = s;
	if (stage)
		way[n++] = stage;
	return n;
}

static void add_lost(struct demo *d, unsigned stage)
{
	static const char *const reasons[] = { "price", "competitor", "no_budget", "no_decision", "timing",
					       "product", "service", "relationship", "other" };

	if (stage == STAGE_LOST)
		demo_text(d, DEAL_LOSS_REASON,
			  reasons[random_weighted(&d->random,
						  (const unsigned char[]){ 26, 20, 14, 16, 9, 7, 4, 2, 2 },
						  LENGTH(reasons))]);
}

/* From the day it was opened to the day it is in its stage since, one move after the other. */
static void walk(struct demo *d, demo_id deal, const struct demo_deal *of)
{
	unsigned way[DEMO_STAGES], n = way_to(d, of->stage, way);
	date_t span = of->since - of->opened;

	for (unsigned k = 0; k < n; k++) {
		date_t at = of->opened + span * (date_t)(k + 1) / (date_t)n;

		demo_edit(d, ENTITY_DEAL, deal);
		demo_ref(d, DEAL_STAGE, of->pipeline[way[k]]);
		demo_int(d, way[k] >= STAGE_WON ? DEAL_CLOSED : DEAL_SINCE, at);
		add_lost(d, way[k]);
	}
}

static void add_rival(struct demo *d, unsigned stage)
{
	if (d->nrivals && random_chance(&d->random, stage == STAGE_LOST ? 50 : 20))
		demo_ref(d, DEAL_COMPETITOR, d->customers[d->rivals[random_below(&d->random, d->nrivals)]]);
}

/* So many of the product that they make up the amount. */
static void add_line(struct demo *d, const struct demo_customer *c, demo_id deal,
		     const struct demo_deal *of)
{
	static const int counts[] = { 1, 2, 4, 5, 10 };
	int count = counts[random_below(&d->random, LENGTH(counts))];

	if (of->amount % count || !random_chance(&d->random, 40))
		return;
	demo_add(d, ENTITY_DEAL_LINE);
	demo_ref(d, DEAL_LINE_DEAL, deal);
	demo_ref(d, DEAL_LINE_PRODUCT, d->products[of->product]);
	demo_int(d, DEAL_LINE_QUANTITY, count * 10000);
	demo_money(d, DEAL_LINE_PRICE, of->amount / count, c->country->currency);
	demo_text(d, DEAL_LINE_CURRENCY, c->country->currency);
}

demo_id demo_deal(struct demo *d, const struct demo_customer *c, const struct demo_deal *of)
{
	demo_id id = demo_add(d, ENTITY_DEAL);

	demo_text(d, DEAL_NAME, of->name);
	demo_ref(d, DEAL_CUSTOMER, c->id);
	demo_ref(d, DEAL_CONTACT, c->ncontacts ? c->contacts[0].id : 0);
	demo_ref(d, DEAL_STAGE, of->pipeline[0]);
	demo_money(d, DEAL_AMOUNT, of->amount, c->country->currency);
	demo_text(d, DEAL_CURRENCY, c->country->currency);
	demo_int(d, DEAL_CLOSE, of->close);
	demo_int(d, DEAL_OPENED, of->opened);
	demo_text(d, DEAL_TYPE, of->type);
	demo_ref(d, DEAL_PRODUCT, d->products[of->product]);
	demo_ref(d, DEAL_OWNER, d->users[c->owner].id);
	demo_text(d, DEAL_NEXT_STEP, of->next_step);
	add_rival(d, of->stage);
	walk(d, id, of);
	add_line(d, c, id, of);
	return id;
}

/* A product of which the amount buys at least one, and no more than a few dozen. */
static unsigned product_for(struct demo *d, double euros)
{
	unsigned product;
	double count;
	int tries = 0;

	do {
		product = (unsigned)random_below(&d->random, DEMO_PRODUCTS);
		count = euros / (double)demo_product_price(product);
	} while ((count < 1 || count > 24) && ++tries < 20);
	return product;
}

static void begin_deal(struct demo *d, const struct demo_customer *c, struct demo_deal *deal,
		       double euros, bool renewal)
{
	deal->pipeline = renewal ? d->renewals : d->sales;
	deal->product = renewal ? (unsigned)random_between(&d->random, 13, 17) : product_for(d, euros);
	deal->amount = demo_round(d, euros * demo_rate(c->country->currency));
	deal->name = demo_deal_name(d, c, demo_product_name(deal->product), renewal);
	deal->type = renewal ? "renewal"
		   : !c->nwon ? "new"
			      : (const char *const[]){ "new", "upsell", "cross_sell" }[random_below(&d->random, 3)];
}

static void remember(struct demo *d, struct demo_customer *c, const struct demo_deal *deal)
{
	demo_id id = demo_deal(d, c, deal);

	if (c->ndeals < LENGTH(c->deals))
		c->deals[c->ndeals++] = (struct demo_help){
			id, deal->opened, deal->stage >= STAGE_WON ? deal->since : d->today,
			deal->stage == STAGE_WON ? deal->amount : 0, deal->product };
	if (deal->stage == STAGE_WON && deal->since > c->newest_win)
		c->newest_win = deal->since;
}

static void decided_deal(struct demo *d, struct demo_customer *c, double euros, unsigned stage,
			 bool renewal)
{
	struct demo_deal deal = { .stage = stage, .since = decision_day(d) };

	begin_deal(d, c, &deal, euros, renewal);
	deal.opened = demo_workday(deal.since - random_between(&d->random, 10, 120));
	deal.close = deal.since + random_between(&d->random, -20, 20);
	remember(d, c, &deal);
}

/* The deals of who acts are in order, but for those of demo_day.c; the others' are as they are: one in five
 * is late, one in four has been in its stage for too long. */
static void open_deal(struct demo *d, struct demo_customer *c, double euros)
{
	static const unsigned char stages[] = { 38, 30, 20, 12 };
	struct demo_deal deal = { .stage = random_weighted(&d->random, stages, LENGTH(stages)) };
	date_t month = date_add_months(date_month_start(d->today), 1);
	bool ours = c->owner == 0;

	begin_deal(d, c, &deal, euros, c->nwon && random_chance(&d->random, 12));
	deal.since = d->today - (ours ? random_between(&d->random, 0, 8) : random_between(&d->random, 0, 24));
	deal.opened = deal.stage ? deal.since - random_between(&d->random, 5, 90) : deal.since;
	if (ours || random_chance(&d->random, 80))
		deal.close = demo_workday(month + 2 + random_between(&d->random, 0, 120));
	else
		deal.close = demo_workday(d->today - random_between(&d->random, 1, 45));
	deal.next_step = random_chance(&d->random, 60) ? demo_pick(d, &c->culture->steps) : NULL;
	remember(d, c, &deal);
}

/* A log-normal amount of the size that the customer is used to. */
static double other_amount(struct demo *d, const struct demo_customer *c)
{
	double typical = c->won ? (double)c->won / c->nwon : 5000;
	double u = random_part(&d->random) + random_part(&d->random) + random_part(&d->random) - 1.5;

	return typical * exp(u);
}

void demo_deals(struct demo *d, struct demo_customer *c)
{
	double left = (double)c->won;

	for (unsigned k = 0; k < c->nwon; k++) {
		unsigned after = c->nwon - k - 1;
		double part = after ? left / (after + 1) * (0.5 + random_part(&d->random)) : left;

		decided_deal(d, c, part, STAGE_WON, k > 0 && random_chance(&d->random, 18));
		left -= part;
	}
	for (unsigned k = 0; k < c->nlost; k++)
		decided_deal(d, c, other_amount(d, c), STAGE_LOST, false);
	for (unsigned k = 0; k < c->nopen; k++)
		open_deal(d, c, other_amount(d, c));
}
