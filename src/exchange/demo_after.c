/* What follows a sale: its invoice, which is mostly paid, and now and then a complaint. */
#include "exchange/demo_private.h"

#define REMEMBERED 120 /* days after which hardly anything is unpaid still */

static void add_payment(struct demo *d, const struct demo_customer *c, int64_t amount, date_t sent, date_t due)
{
	date_t paid = demo_workday(due + random_between(&d->random, -20, 15));
	bool old = due < d->today - REMEMBERED;
	unsigned how = random_weighted(&d->random, old ? (const unsigned char[]){ 97, 2, 1 }
						       : (const unsigned char[]){ 66, 12, 22 }, 3);

	if (paid > d->today - 1)
		return;
	if (old && how == 2)
		demo_int(d, INVOICE_WRITTEN_OFF, 1);
	if (how == 2)
		return;
	demo_money(d, INVOICE_PAID, how && amount > 1 ? amount / 2 : amount, c->country->currency);
	demo_int(d, INVOICE_PAID_ON, paid < sent ? sent : paid);
}

static void add_invoice(struct demo *d, const struct demo_customer *c, const struct demo_help *deal, unsigned k)
{
	static const unsigned char terms[] = { 14, 30, 30, 30, 60 };
	date_t sent = demo_workday(deal->to + random_between(&d->random, 3, 14));
	date_t due = sent + terms[random_below(&d->random, LENGTH(terms))];

	if (sent >= d->today)
		return;
	demo_add(d, ENTITY_INVOICE);
	demo_text(d, INVOICE_NUMBER, arena_printf(&d->arena, "R%lld-%u", (long long)c->index + 10001, k + 1));
	demo_ref(d, INVOICE_CUSTOMER, c->id);
	demo_ref(d, INVOICE_DEAL, deal->id);
	demo_int(d, INVOICE_DATE, sent);
	demo_int(d, INVOICE_DUE, due);
	demo_money(d, INVOICE_AMOUNT, deal->won, c->country->currency);
	demo_text(d, INVOICE_CURRENCY, c->country->currency);
	add_payment(d, c, deal->won, sent, due);
}

static void add_answer(struct demo *d, const struct demo_customer *c, date_t opened, bool complaint)
{
	static const char *const causes[] = { "product", "delivery", "invoice", "service", "advice", "use" };
	bool closed = opened < d->today - 21 ? random_chance(&d->random, 95) : random_chance(&d->random, 25);
	date_t day = opened + random_between(&d->random, 1, 20);

	if (!closed && random_chance(&d->random, 60))
		return;
	demo_text(d, CASE_ANSWER, demo_pick(d, &c->culture->answers));
	demo_text(d, CASE_CAUSE, causes[random_below(&d->random, LENGTH(causes))]);
	demo_text(d, CASE_STATUS, closed ? "closed" : "answered");
	if (!closed)
		return;
	demo_int(d, CASE_CLOSED, day < d->today ? day : d->today - 1);
	demo_int(d, CASE_SATISFACTION,
		 1 + random_weighted(&d->random, (const unsigned char[]){ 6, 10, 22, 38, 24 }, 5));
	if (complaint && random_chance(&d->random, 15)) {
		demo_money(d, CASE_COMPENSATION, 50 * random_between(&d->random, 1, 8), c->country->currency);
		demo_text(d, CASE_CURRENCY, c->country->currency);
	}
}

static void add_case(struct demo *d, const struct demo_customer *c, const struct demo_help *deal)
{
	static const char *const kinds[DEMO_TROUBLES] = { "complaint", "suggestion", "question", "fault" };
	static const char *const priorities[] = { "normal", "high", "low" };
	static const unsigned char days[] = { 7, 2, 14 };
	static const char *const channels[] = { "phone", "email", "visit" };
	unsigned kind = random_weighted(&d->random, (const unsigned char[]){ 50, 10, 25, 15 }, DEMO_TROUBLES);
	unsigned urgent = random_weighted(&d->random, (const unsigned char[]){ 60, 25, 15 }, LENGTH(priorities));
	date_t opened = demo_workday(deal->to + random_between(&d->random, 5, 200));

	if (opened >= d->today)
		return;
	demo_add(d, ENTITY_CASE);
	demo_text(d, CASE_SUBJECT, demo_pick(d, &c->culture->troubles[kind]));
	demo_text(d, CASE_KIND, kinds[kind]);
	demo_ref(d, CASE_CUSTOMER, c->id);
	demo_ref(d, CASE_CONTACT, c->ncontacts ? c->contacts[0].id : 0);
	demo_ref(d, CASE_DEAL, deal->id);
	demo_ref(d, CASE_PRODUCT, d->products[deal->product]);
	demo_text(d, CASE_CHANNEL, channels[random_below(&d->random, LENGTH(channels))]);
	demo_text(d, CASE_PRIORITY, priorities[urgent]);
	demo_ref(d, CASE_OWNER, d->users[c->owner].id);
	demo_int(d, CASE_OPENED, opened);
	demo_int(d, CASE_DUE, opened + days[urgent]);
	add_answer(d, c, opened, kind == DEMO_COMPLAINT);
}

/* From numbers of its own, so that the rest of the book is what it is without. */
void demo_after(struct demo *d, const struct demo_customer *c)
{
	random_begin(&d->random, d->options->seed, UINT64_MAX - 1 - (uint64_t)c->index);
	for (unsigned k = 0; k < c->ndeals; k++) {
		if (!c->deals[k].won)
			continue;
		add_invoice(d, c, &c->deals[k], k);
		if (random_chance(&d->random, 20))
			add_case(d, c, &c->deals[k]);
	}
}
