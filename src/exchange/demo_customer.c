/* One customer with everything that belongs to him. */
#include "exchange/demo_private.h"

static const struct demo_culture *const cultures[] = { &demo_english, &demo_german, &demo_chinese,
						       &demo_nordic, &demo_spanish };

static void place(struct demo *d, struct demo_customer *c)
{
	unsigned char weights[8] = { 0 };

	for (size_t i = 0; i < LENGTH(cultures); i++)
		weights[i] = cultures[i]->weight;
	c->culture = cultures[random_weighted(&d->random, weights, LENGTH(cultures))];
	for (unsigned i = 0; i < c->culture->ncountries; i++)
		weights[i] = c->culture->countries[i].weight;
	c->country = &c->culture->countries[random_weighted(&d->random, weights, c->culture->ncountries)];
	c->city = &c->country->cities[random_below(&d->random, c->country->ncities)];
}

/* Who acts looks after some thirty of them, however large the book is. */
static unsigned owner_for(struct demo *d)
{
	uint32_t n = (uint32_t)d->options->customers;

	if (d->nusers < 2 || random_below(&d->random, n < 500 ? 500 : n) < 25)
		return 0;
	return 1 + random_below(&d->random, d->nusers - 1);
}

/* How many deals he has of each kind; who buys more, buys more often too. */
static void count_deals(struct demo *d, struct demo_customer *c, double part)
{
	struct random *r = &d->random;

	if (c->won) {
		double mean = (double)c->won / 4000;
		unsigned often = 1;

		while (often < 9 && (double)often * often < mean)
			often++;
		c->nwon = often + random_below(r, 2);
	}
	if (c->won || part < 0.75) {
		c->nopen = random_weighted(r, (const unsigned char[]){ 38, 36, 18, 8 }, 4);
		c->nlost = random_weighted(r, (const unsigned char[]){ 35, 33, 20, 12 }, 4);
	}
	if (!c->won && part < 0.75 && !c->nopen && !c->nlost)
		c->nopen = 1;
}

static const char *type_of(struct demo *d, const struct demo_customer *c, double part)
{
	if (part >= 0.97)
		return "supplier";
	if (part >= 0.94)
		return "competitor";
	if (part >= 0.93)
		return random_chance(&d->random, 40) ? "investor" : "other";
	if (part >= 0.75 || c->index < (int64_t)demo_heroes())
		return "end_customer";
	switch (random_below(&d->random, 14)) {
	case 0: return "distributor";
	case 1: return "partner";
	default: return "end_customer";
	}
}

/* What somebody who is in none of our deals is to us. */
static const char *status_of(struct demo *d, const struct demo_customer *c)
{
	if (c->nwon)
		return "customer";
	if (c->nopen)
		return "prospect";
	return c->nlost && random_chance(&d->random, 70) ? "lost" : "suspect";
}

static const char *source_of(struct demo *d)
{
	static const char *const sources[] = { "referral", "trade_fair", "website", "cold_call", "partner",
		"search", "association", "member_list", "trade_journal", "social", "newsletter", "research",
		"yellow_pages", "former_customer", "colleague", "industry_figures", "customer_list" };

	return sources[random_below(&d->random, LENGTH(sources))];
}

static void add_size(struct demo *d, const struct demo_customer *c)
{
	static const struct {
		const char *name;
		int low, high;
	} sizes[] = { { "micro", 2, 9 },      { "small", 10, 49 },     { "medium", 50, 249 },
		      { "large", 250, 999 }, { "huge", 1000, 40000 } };
	unsigned k = random_weighted(&d->random, (const unsigned char[]){ 25, 38, 24, 10, 3 }, LENGTH(sizes));
	int people = random_between(&d->random, sizes[k].low, sizes[k].high);

	demo_text(d, CUSTOMER_SIZE, sizes[k].name);
	demo_int(d, CUSTOMER_EMPLOYEES, people);
	demo_int(d, CUSTOMER_FOUNDED, random_between(&d->random, 1890, 2022));
	if (random_chance(&d->random, 60))
		demo_money(d, CUSTOMER_REVENUE, demo_round(d, people * 120000.0 * demo_rate(c->country->currency)),
			   c->country->currency);
}

static void add_tags(struct demo *d)
{
	const char *one = demo_pick(d, &demo_tags), *two = demo_pick(d, &demo_tags);

	if (random_chance(&d->random, 70))
		return;
	if (!strcmp(one, two) || random_chance(&d->random, 60))
		demo_text(d, CUSTOMER_TAGS, one);
	else if (strcmp(one, two) < 0)
		demo_text(d, CUSTOMER_TAGS, arena_printf(&d->arena, "%s,%s", one, two));
	else
		demo_text(d, CUSTOMER_TAGS, arena_printf(&d->arena, "%s,%s", two, one));
}

/* One in twelve belongs to a customer that stands before him in the book. */
static void add_parent(struct demo *d, const struct demo_customer *c)
{
	int64_t heroes = demo_heroes(), parent;

	if (c->index <= heroes || !random_chance(&d->random, 8))
		return;
	parent = random_below(&d->random, (uint32_t)(c->index - 1));
	if (parent >= heroes)
		demo_ref(d, CUSTOMER_PARENT, d->customers[parent]);
}

static void add_manners(struct demo *d, const struct demo_customer *c)
{
	static const char *const channels[] = { "phone", "email", "mobile", "visit", "chat" };
	static const unsigned char rhythms[] = { 14, 28, 60, 90 };

	if (c->nopen && random_chance(&d->random, 60))
		demo_text(d, CUSTOMER_NEXT_STEP, demo_pick(d, &c->culture->steps));
	if (random_chance(&d->random, 50))
		demo_text(d, CUSTOMER_CHANNEL, channels[random_below(&d->random, LENGTH(channels))]);
	if (c->nwon && random_chance(&d->random, 60))
		demo_int(d, CUSTOMER_RHYTHM, rhythms[random_below(&d->random, LENGTH(rhythms))]);
	if (random_chance(&d->random, 25))
		demo_text(d, CUSTOMER_NOTE, demo_pick(d, &c->culture->notes));
}

static void add_self(struct demo *d, struct demo_customer *c, double part)
{
	const struct demo_user *owner = &d->users[c->owner];

	c->id = demo_add(d, ENTITY_CUSTOMER);
	d->customers[c->index] = c->id;
	demo_keep(d, &d->customers[c->index]);
	demo_text(d, CUSTOMER_NAME, c->name);
	demo_text(d, CUSTOMER_SHORT, c->brief);
	demo_text(d, CUSTOMER_CODE, arena_printf(&d->arena, "C%lld", (long long)c->index + 10001));
	demo_text(d, CUSTOMER_TYPE, type_of(d, c, part));
	demo_text(d, CUSTOMER_STATUS, status_of(d, c));
	demo_text(d, CUSTOMER_INDUSTRY, c->industry);
	demo_ref(d, CUSTOMER_OWNER, owner->id);
	demo_ref(d, CUSTOMER_TEAM, owner->team);
	demo_text(d, CUSTOMER_SOURCE, source_of(d));
	demo_text(d, CUSTOMER_WEBSITE, arena_printf(&d->arena, "www.%s", c->host));
	demo_text(d, CUSTOMER_TAX_ID, demo_digits(d, c->country->tax));
	demo_text(d, CUSTOMER_CURRENCY, c->country->currency);
	add_size(d, c);
	add_tags(d);
	add_parent(d, c);
	add_manners(d, c);
	if (c->last)
		demo_int(d, CUSTOMER_LAST_CONTACT, c->last);
}

/* A way to reach the customer or, when there is one, the contact. */
static void add_point(struct demo *d, const struct demo_customer *c, demo_id contact, const char *kind,
		      const char *use, const char *value)
{
	demo_add(d, ENTITY_POINT);
	demo_ref(d, contact ? POINT_CONTACT : POINT_CUSTOMER, contact ? contact : c->id);
	demo_text(d, POINT_KIND, kind);
	demo_text(d, POINT_USE, use);
	demo_text(d, POINT_VALUE, value);
}

static void add_address(struct demo *d, const struct demo_customer *c, const char *use)
{
	size_t city = strcspn(c->city->name, "|");

	add_point(d, c, 0, "address", use, demo_address(d, c->culture));
	demo_text(d, POINT_POSTCODE, demo_digits(d, c->city->postcode));
	demo_text(d, POINT_CITY, arena_strndup(&d->arena, c->city->name, city));
	demo_text(d, POINT_REGION, c->city->region);
	demo_text(d, POINT_COUNTRY, c->country->name);
}

static void add_points(struct demo *d, const struct demo_customer *c)
{
	add_point(d, c, 0, "phone", "work", demo_phone(d, c, false));
	add_address(d, c, "work");
	if (random_chance(&d->random, 70))
		add_point(d, c, 0, "email", "work", arena_printf(&d->arena, "info@%s", c->host));
	if (random_chance(&d->random, 10))
		add_address(d, c, "delivery");
}

static void add_birthday(struct demo *d)
{
	struct civil c;

	date_split(d->today, &c);
	if (random_chance(&d->random, 30))
		demo_int(d, CONTACT_BIRTHDAY,
			 date_make(c.year - random_between(&d->random, 24, 64), 1, 1) +
				 random_between(&d->random, 0, 364));
}

static void add_reach(struct demo *d, const struct demo_customer *c, demo_id contact, const char *mailbox)
{
	if (random_chance(&d->random, 70))
		add_point(d, c, contact, "phone", "work", demo_phone(d, c, false));
	if (random_chance(&d->random, 50))
		add_point(d, c, contact, "phone", "mobile", demo_phone(d, c, true));
	if (random_chance(&d->random, 85))
		add_point(d, c, contact, "email", "work",
			  arena_printf(&d->arena, "%s@%s", mailbox, c->host));
}

static void add_contact(struct demo *d, struct demo_customer *c, unsigned k)
{
	static const char *const roles[] = { "decider", "buyer", "influencer", "user", "gatekeeper", "champion" };
	struct demo_contact *to = &c->contacts[k];
	const char *mailbox, *name = demo_person(d, c->culture, &mailbox);
	const char *known = k == 0 ? demo_hero_contact(c->index, &mailbox) : NULL;

	to->last = c->last && k < 2 ? demo_workday(c->last - (int)k * 21) : 0;
	to->id = demo_add(d, ENTITY_CONTACT);
	demo_text(d, CONTACT_NAME, known ? known : name);
	demo_ref(d, CONTACT_CUSTOMER, c->id);
	demo_text(d, CONTACT_JOB, demo_pick(d, &c->culture->jobs));
	demo_text(d, CONTACT_ROLE, k == 0 ? "decider" : roles[random_below(&d->random, LENGTH(roles))]);
	demo_ref(d, CONTACT_OWNER, d->users[c->owner].id);
	demo_text(d, CONTACT_LANGUAGE, c->culture->language);
	add_birthday(d);
	if (to->last)
		demo_int(d, CONTACT_LAST_CONTACT, to->last);
	add_reach(d, c, to->id, mailbox);
}

static void add_contacts(struct demo *d, struct demo_customer *c)
{
	unsigned n = random_weighted(&d->random, (const unsigned char[]){ 4, 20, 26, 26, 24 }, 5);

	if (n == 0 && (c->nwon || c->index < (int64_t)demo_heroes()))
		n = 1;
	for (c->ncontacts = 0; c->ncontacts < n; c->ncontacts++)
		add_contact(d, c, c->ncontacts);
}

/* A further firm of the one before him for whom a contact plays a part. */
static void add_role(struct demo *d, const struct demo_customer *c)
{
	if (c->index == 0 || c->ncontacts == 0 || !random_chance(&d->random, 4))
		return;
	demo_add(d, ENTITY_ROLES);
	demo_ref(d, ROLES_CONTACT, c->contacts[0].id);
	demo_ref(d, ROLES_CUSTOMER, d->customers[c->index - 1]);
	demo_text(d, ROLES_ROLE, "influencer");
	demo_text(d, ROLES_JOB, demo_pick(d, &c->culture->jobs));
}

/* The newest talk: of late with those who buy, long ago or never with the others. */
static date_t last_talk(struct demo *d, const struct demo_customer *c)
{
	double u = random_part(&d->random);

	if (!c->nwon && !c->nopen && !c->nlost && u < 0.6)
		return 0;
	return demo_workday(d->today - 1 - (int)(u * u * (c->nwon || c->nopen ? 120 : 500)));
}

/* One who bought, but not for long, and is in no talks. */
static void lapse(struct demo *d, const struct demo_customer *c)
{
	if (!c->nwon || c->nopen || c->newest_win > d->today - 270)
		return;
	demo_edit(d, ENTITY_CUSTOMER, c->id);
	demo_text(d, CUSTOMER_STATUS, "lapsed");
}

void demo_customer(struct demo *d, int64_t index)
{
	struct demo_customer c = { .index = index };
	uint32_t rank = d->ranks[index];
	double part = (double)rank / (double)d->options->customers;

	random_begin(&d->random, d->options->seed, (uint64_t)index);
	place(d, &c);
	c.owner = owner_for(d);
	c.industry = demo_pick(d, &demo_industries);
	if (!demo_hero(d, &c))
		demo_firm(d, &c);
	c.won = demo_share(d, rank);
	count_deals(d, &c, part);
	c.last = last_talk(d, &c);
	add_self(d, &c, part);
	if (part >= 0.94 && part < 0.97)
		d->rivals[d->nrivals++] = (uint32_t)index;
	add_points(d, &c);
	add_contacts(d, &c);
	add_role(d, &c);
	demo_deals(d, &c);
	demo_activities(d, &c);
	demo_day(d, &c);
	lapse(d, &c);
	demo_after(d, &c);
}
