/* The customers that are known by name: those with whom the person who acts is busy today, and those whose
 * names are hard to show. */
#include "exchange/demo_private.h"

static const struct hero {
	const struct demo_culture *culture;
	unsigned char country, city;
	const char *name, *brief, *industry, *host, *contact, *mailbox;
} heroes[] = {
	{ &demo_german, 0, 0, "Müller & Söhne GmbH", "Müller & Söhne", "manufacturing", "mueller-soehne.de.example",
	  "Katrin Müller", "katrin.mueller" },
	{ &demo_chinese, 0, 0, "上海华星贸易有限公司", "华星贸易", "logistics", "huaxing.cn.example", "王小明",
	  "wang.xiaoming" },
	{ &demo_nordic, 0, 0, "Nordlys Energi AS", "Nordlys", "energy", "nordlys.no.example", "Ingvild Dahl",
	  "ingvild.dahl" },
	{ &demo_spanish, 0, 0, "Iberia Óptica S.L.", "Iberia", "healthcare", "iberia-optica.es.example", "Pilar Ortega",
	  "pilar.ortega" },
	{ &demo_english, 0, 1, "Cloud & Sons Ltd", "Cloud & Sons", "retail", "cloud-sons.co.uk.example",
	  "Oliver Cloud", "oliver.cloud" },
	{ &demo_german, 0, 8, "Bäckerei Sommer & Vogt KG", "Sommer & Vogt", "food", "sommer-vogt.de.example",
	  "Jens Vogt", "jens.vogt" },
	{ &demo_chinese, 1, 1, "鼎盛光學股份有限公司", "鼎盛光學", "healthcare", "dingsheng.tw.example", "陳美玲",
	  "chen.meiling" },
	{ &demo_nordic, 2, 0, "Solvind Shipping A/S", "Solvind", "logistics", "solvind.dk.example", "Søren Friis",
	  "soren.friis" },
	{ &demo_spanish, 0, 5, "Cerámica Alhambra S.A.", "Alhambra", "construction", "alhambra.es.example",
	  "Rafael Núñez", "rafael.nunez" },
	{ &demo_english, 2, 0, "Bluebird Instruments Inc", "Bluebird", "manufacturing", "bluebird.com.example",
	  "Maya Sterling", "maya.sterling" },
	/* Hard to show: pictures, joined pictures, combining marks, right to left, full width, very long. */
	{ &demo_english, 0, 2, "☕ Brew Lab 👩‍🔬🚀 Ltd", "☕ Brew Lab", "food", "brewlab.co.uk.example",
	  "Zoë 🌻 Wren", "zoe.wren" },
	{ &demo_spanish, 0, 7, "Cafe\u0301s Nun\u0303ez y Co\u0301rdoba S.L.", "Cafe\u0301s Nun\u0303ez", "food",
	  "cafes-nunez.es.example", "Jose\u0301 Nun\u0303ez", "jose.nunez" },
	{ &demo_english, 0, 0, "شركة النور للتجارة", "النور", "logistics", "alnoor.co.uk.example", "ليلى حداد",
	  "layla.haddad" },
	{ &demo_english, 2, 6, "אור ים ייבוא בע״מ", "אור ים", "retail", "or-yam.com.example", "Noa לוי", "noa.levi" },
	{ &demo_chinese, 0, 2, "ＡＣＭＥ　Ｔｒａｄｉｎｇ（深圳）有限公司", "ＡＣＭＥ", "logistics",
	  "acme-trading.cn.example", "何　敏", "he.min" },
	{ &demo_german, 0, 5,
	  "Norddeutsche Gesellschaft für Landmaschinen, Bodenbearbeitung und Bewässerungstechnik mbH & Co. KG",
	  "Nordland", "agriculture", "nordland.de.example", "Maximilian-Alexander von Hohenstein-Überlingen",
	  "maximilian.hohenstein" },
	{ &demo_english, 1, 0, "O'Shea \"Sum & Quote\", Ltd", "=Sum", "software", "sum.ie.example", "Siobhán O'Shea",
	  "siobhan.oshea" },
};

#define OURS 10 /* the first ones are those of who acts */

unsigned demo_heroes(void)
{
	return LENGTH(heroes);
}

/* NULL when he is none of them. */
static const struct hero *hero_at(int64_t index)
{
	return index < (int64_t)LENGTH(heroes) ? &heroes[index] : NULL;
}

bool demo_hero(struct demo *d, struct demo_customer *c)
{
	const struct hero *h = hero_at(c->index);

	if (!h)
		return false;
	c->culture = h->culture;
	c->country = &h->culture->countries[h->country];
	c->city = &c->country->cities[h->city];
	c->name = h->name;
	c->brief = h->brief;
	c->host = h->host;
	c->industry = h->industry;
	if (c->index < OURS)
		c->owner = 0;
	else if (c->owner == 0)
		c->owner = (unsigned)c->index % (d->nusers - 1) + 1;
	return true;
}

const char *demo_hero_contact(int64_t index, const char **mailbox)
{
	const struct hero *h = hero_at(index);

	if (h)
		*mailbox = h->mailbox;
	return h ? h->contact : NULL;
}

/* Deals that are to be decided this month, on which day from today, and how long they stand where they do.
 * Those that stand for too long rot: after 14, 21, 14 and 10 days in the four stages. */
static const struct closing {
	unsigned char hero, stage, product;
	signed char close; /* in days; beyond the month it is the month's last */
	unsigned char since, opened;
	int amount;
	const char *name, *next_step;
} closings[] = {
	{ 0, 2, 1, -2, 9, 60, 12400, "P40 für Müller & Söhne", "überarbeitetes Angebot schicken" },
	{ 3, 1, 1, 2, 33, 75, 31000, "P40 para Iberia", "demostración, segunda planta" },
	{ 2, 2, 3, 4, 6, 90, 736000, "Nordlys rammeavtale", "ringe mandag" },
	{ 1, 3, 4, 6, 2, 40, 84000, "华星贸易 补货", "等订单" },
	{ 4, 2, 10, 8, 19, 50, 34000, "Scanners for Cloud & Sons", "answer contract questions" },
};

/* What is late, for today, and for the week. */
static const struct appointment {
	unsigned char hero, kind;
	signed char day, hour, minute; /* hour -1: any time */
	signed char closing;	       /* the deal that it helps, or -1 */
	const char *subject;
} appointments[] = {
	{ 0, DEMO_CALL, -3, -1, 0, 0, "überarbeitetes Angebot schicken" },
	{ 6, DEMO_TASK, -1, -1, 0, -1, "確認交貨日期" },
	{ 2, DEMO_MAIL, -1, -1, 0, 2, "svar om betaling" },
	{ 1, DEMO_CALL, 0, 10, 0, 3, "周五前要报价" },
	{ 3, DEMO_VISIT, 0, 11, 30, 1, "demo, segunda planta, P40" },
	{ 4, DEMO_CALL, 0, 14, 0, 4, "contract questions" },
	{ 5, DEMO_TASK, 0, -1, 0, -1, "Angebot vorbereiten" },
	{ 2, DEMO_CALL, 1, 9, 30, 2, "siste punkter i rammeavtalen" },
	{ 7, DEMO_MEETING, 2, 13, 0, -1, "kvartalsgennemgang" },
	{ 8, DEMO_TASK, 3, -1, 0, -1, "enviar muestras" },
	{ 9, DEMO_CALL, 4, 16, 30, -1, "follow up on the offer" },
	{ 0, DEMO_VISIT, 5, 10, 0, 0, "Besichtigung der Linie" },
	{ 1, DEMO_TASK, 6, -1, 0, 3, "寄样品" },
};

static demo_id add_closing(struct demo *d, const struct demo_customer *c, const struct closing *of)
{
	date_t last = date_add_months(date_month_start(d->today), 1) - 1;
	struct demo_deal deal = {
		.name = of->name, .pipeline = d->sales, .stage = of->stage, .product = of->product,
		.amount = of->amount, .next_step = of->next_step, .type = "new",
		.opened = d->today - of->opened, .since = d->today - of->since,
		.close = d->today + of->close,
	};

	if (deal.close > last)
		deal.close = last;
	return demo_deal(d, c, &deal);
}

static void add_appointment(struct demo *d, const struct demo_customer *c, const struct appointment *of,
			    demo_id deal)
{
	static const char *const kinds[DEMO_SUBJECTS] = { "call", "visit", "mail", "task", "meeting" };

	demo_add(d, ENTITY_ACTIVITY);
	demo_text(d, ACTIVITY_SUBJECT, of->subject);
	demo_text(d, ACTIVITY_KIND, kinds[of->kind]);
	demo_ref(d, ACTIVITY_CUSTOMER, c->id);
	demo_ref(d, ACTIVITY_CONTACT, c->contacts[0].id);
	demo_ref(d, ACTIVITY_DEAL, deal);
	demo_ref(d, ACTIVITY_OWNER, d->users[0].id);
	demo_int(d, ACTIVITY_DUE, d->today + of->day);
	if (of->hour >= 0) {
		demo_int(d, ACTIVITY_START, demo_at(d->today + of->day, of->hour, of->minute));
		demo_int(d, ACTIVITY_DURATION, of->kind == DEMO_CALL ? 20 : 60);
	}
}

void demo_day(struct demo *d, const struct demo_customer *c)
{
	demo_id deals[LENGTH(closings)] = { 0 };

	if (c->index >= OURS)
		return;
	for (size_t i = 0; i < LENGTH(closings); i++)
		if (closings[i].hero == c->index)
			deals[i] = add_closing(d, c, &closings[i]);
	for (size_t i = 0; i < LENGTH(appointments); i++)
		if (appointments[i].hero == c->index)
			add_appointment(d, c, &appointments[i],
					appointments[i].closing < 0 ? 0 : deals[appointments[i].closing]);
}
