/* What every demo book has whatever its size: the firm, what it sells, in which stages and currencies. */
#include "exchange/demo_private.h"

static const struct {
	const char *name, *office;
} teams[] = {
	{ "North", "Hamburg" },
	{ "South", "Sevilla" },
	{ "Asia", "上海" },
};

/* In this order, so that a manager comes before those who report to him. -1: nobody. */
static const struct {
	const char *name, *mailbox;
	int manager, team;
} people[] = {
	{ "Ana Ruiz", "ana.ruiz", 2, 1 },
	{ "Eleanor Hale", "eleanor.hale", -1, -1 },
	{ "Marisol Vega", "marisol.vega", 1, 1 },
	{ "Jan Förster", "jan.foerster", 1, 0 },
	{ "陈立群", "chen.liqun", 1, 2 },
	{ "Tomás Ríos", "tomas.rios", 2, 1 },
	{ "Owen Carter", "owen.carter", 2, 1 },
	{ "Katrin Seidel", "katrin.seidel", 3, 0 },
	{ "Ingvild Strand", "ingvild.strand", 3, 0 },
	{ "Mikkel Juhl", "mikkel.juhl", 3, 0 },
	{ "赵晓燕", "zhao.xiaoyan", 4, 2 },
	{ "林家豪", "lin.jiahao", 4, 2 },
};

static const struct product {
	const char *name, *code, *family, *unit;
	int price;
} products[DEMO_PRODUCTS] = {
	{ "P20", "P-20", "Packing", "piece", 4900 },
	{ "P40", "P-40", "Packing", "piece", 9800 },
	{ "P60", "P-60", "Packing", "piece", 18500 },
	{ "P80 Line", "P-80", "Packing", "piece", 42000 },
	{ "Labeller L1", "L-1", "Labels", "piece", 2400 },
	{ "Labeller L2", "L-2", "Labels", "piece", 5600 },
	{ "Label rolls", "L-R", "Labels", "box", 120 },
	{ "Scale S5", "S-5", "Weighing", "piece", 890 },
	{ "Scale S50", "S-50", "Weighing", "piece", 3200 },
	{ "Checkweigher", "S-CW", "Weighing", "piece", 14500 },
	{ "Scanner", "V-1", "Vision", "piece", 640 },
	{ "Vision kit", "V-2", "Vision", "piece", 7800 },
	{ "Vision Pro", "V-3", "Vision", "piece", 21000 },
	{ "Pilot", "C-1", "Software", "year", 1200 },
	{ "Plant", "C-2", "Software", "year", 6000 },
	{ "Fleet", "C-3", "Software", "year", 16000 },
	{ "Care", "K-1", "Service", "year", 900 },
	{ "Care Plus", "K-2", "Service", "year", 2600 },
	{ "Training", "K-3", "Service", "day", 1100 },
	{ "Spare parts", "K-4", "Service", "box", 350 },
};

const char *demo_product_name(unsigned product)
{
	return products[product].name;
}

int64_t demo_product_price(unsigned product)
{
	return products[product].price;
}

/* Units of each that one euro buys, in ten-thousandths: two years ago, a year ago, now. */
static const struct {
	const char *currency;
	int rate[3];
} rates[] = {
	{ "USD", { 10900, 11000, 11500 } },    { "GBP", { 8600, 8400, 8500 } },
	{ "CHF", { 9600, 9400, 9400 } },       { "CNY", { 78000, 79000, 80000 } },
	{ "TWD", { 345000, 348000, 350000 } }, { "NOK", { 117000, 118000, 115000 } },
	{ "SEK", { 113000, 114000, 110000 } }, { "DKK", { 74600, 74600, 74600 } },
	{ "MXN", { 185000, 205000, 215000 } },
};

double demo_rate(const char *currency)
{
	for (size_t i = 0; i < LENGTH(rates); i++)
		if (!strcmp(rates[i].currency, currency))
			return rates[i].rate[2] / 10000.0;
	return 1;
}

static void add_rates(struct demo *d)
{
	for (size_t i = 0; i < LENGTH(rates); i++)
		for (int year = 0; year < 3; year++) {
			demo_add(d, ENTITY_RATE);
			demo_text(d, RATE_CURRENCY, rates[i].currency);
			demo_int(d, RATE_DAY, d->today - 7 - 365 * (2 - year));
			demo_int(d, RATE_RATE, rates[i].rate[year]);
		}
}

static void add_products(struct demo *d)
{
	for (unsigned i = 0; i < DEMO_PRODUCTS; i++) {
		const struct product *p = &products[i];

		d->products[i] = demo_add(d, ENTITY_PRODUCT);
		demo_keep(d, &d->products[i]);
		demo_text(d, PRODUCT_NAME, p->name);
		demo_text(d, PRODUCT_CODE, p->code);
		demo_text(d, PRODUCT_FAMILY, p->family);
		demo_text(d, PRODUCT_UNIT, p->unit);
		demo_money(d, PRODUCT_PRICE, p->price, "EUR");
	}
}

static void add_renewals(struct demo *d)
{
	static const struct {
		const char *name, *outcome;
		int probability, rot_days;
	} stages[DEMO_STAGES] = {
		{ "Due", "open", 40, 30 },     { "Talking", "open", 60, 21 },
		{ "Offered", "open", 80, 14 }, { "Confirmed", "open", 95, 10 },
		{ "Renewed", "won", 100, 0 },  { "Ended", "lost", 0, 0 },
	};
	demo_id pipeline = demo_add(d, ENTITY_PIPELINE);

	demo_text(d, PIPELINE_NAME, "Renewals");
	demo_int(d, PIPELINE_POSITION, 2);
	for (unsigned i = 0; i < DEMO_STAGES; i++) {
		d->renewals[i] = demo_add(d, ENTITY_STAGE);
		demo_keep(d, &d->renewals[i]);
		demo_text(d, STAGE_NAME, stages[i].name);
		demo_ref(d, STAGE_PIPELINE, pipeline);
		demo_int(d, STAGE_POSITION, i + 1);
		demo_int(d, STAGE_PROBABILITY, stages[i].probability * 10000);
		demo_text(d, STAGE_OUTCOME, stages[i].outcome);
		if (stages[i].rot_days)
			demo_int(d, STAGE_ROT_DAYS, stages[i].rot_days);
	}
}

/* The four open stages, won and lost of the pipeline that a new book has. */
static int find_sales(struct demo *d, struct error *e)
{
	struct request r = { .verb = VERB_LIST, .entity = entity_at(ENTITY_STAGE), .columns = "name",
			     .sort = "position" };
	struct answer *a = client_ask(d->client, &r, e);
	int rc = -1;

	if (!a)
		return -1;
	if (a->ntables == 1 && a->tables[0]->nrows == DEMO_STAGES) {
		for (unsigned i = 0; i < DEMO_STAGES; i++)
			d->sales[i] = a->tables[0]->rows[i].id;
		rc = 0;
	} else {
		error_set(e, ERROR_USAGE, _("A demo begins with a new book; this one is in use."));
	}
	answer_free(a);
	return rc;
}

static void set_setting(struct demo *d, const char *name, const char *value)
{
	demo_add(d, ENTITY_SETTING);
	demo_text(d, SETTING_NAME, name);
	demo_text(d, SETTING_VALUE, value);
}

/* Wherever it is made: the amounts are told in euro. */
static int count_in_euro(struct demo *d, struct error *e)
{
	const struct entity *setting = entity_at(ENTITY_SETTING);
	struct request list = { .verb = VERB_LIST, .entity = setting, .expr = "name=currency", .columns = "value" };
	struct change c = { .kind = CHANGE_SAVE, .entity = setting };
	struct request save = { .verb = VERB_SAVE, .changes = &c, .nchanges = 1 };
	struct answer *a = client_ask(d->client, &list, e);

	if (a && a->ntables == 1 && a->tables[0]->nrows && strcmp(table_get(a->tables[0], 0, "value").s, "EUR") != 0) {
		c.id = a->tables[0]->rows[0].id;
		change_set(&c, entity_must(setting, "value"), value_text("EUR"));
		answer_free(a);
		a = client_ask(d->client, &save, e);
		change_free(&c);
	}
	answer_free(a);
	return a ? 0 : -1;
}

static void add_view(struct demo *d, const char *entity, const char *name, const char *filter,
		     const char *sort)
{
	demo_add(d, ENTITY_VIEW);
	demo_text(d, VIEW_NAME, name);
	demo_text(d, VIEW_ENTITY, entity);
	demo_text(d, VIEW_FILTER, filter);
	demo_text(d, VIEW_SORT, sort);
	demo_text(d, VIEW_SCOPE, "all");
}

static void add_views(struct demo *d)
{
	add_view(d, "customer", "Best customers", "won>0", "-won");
	add_view(d, "customer", "My customers", "owner:me", "name");
	add_view(d, "deal", "Large and open", "state:open amount>20k", "-amount");
	add_view(d, "deal", "Late deals", "state:open close<today", "close");
}

/* A firm of a dozen sells to a few thousand customers; a larger one grows with the root of theirs. */
static unsigned users_for(int64_t customers)
{
	unsigned n = LENGTH(people);

	while ((int64_t)n * n * 25 < customers)
		n += 4;
	return n;
}

static bool name_taken(const struct demo *d, const char *name, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		if (!strcmp(d->users[i].name, name))
			return true;
	return false;
}

/* Names and mailboxes of those who are not in the table above. */
static const char *somebody(struct demo *d, unsigned i)
{
	static const struct demo_culture *const cultures[] = { &demo_english, &demo_german, &demo_nordic,
							       &demo_spanish, &demo_chinese };
	const char *mailbox, *name;

	do
		name = demo_person(d, cultures[i % LENGTH(cultures)], &mailbox);
	while (name_taken(d, name, i));
	d->users[i].name = arena_strdup(&d->world, name);
	return mailbox;
}

/* Who opened the book becomes the first of them. Nobody has a login: the setting says who acts. */
static void add_user(struct demo *d, unsigned i, const demo_id *team_ids)
{
	bool named = i < LENGTH(people);
	int team = named ? people[i].team : (int)(i / 4 % LENGTH(teams));
	const char *mailbox = named ? people[i].mailbox : somebody(d, i);
	struct demo_user *u = &d->users[i];

	if (i == 0) {
		u->id = client_user(d->client);
		demo_edit(d, ENTITY_USER, u->id);
		demo_empty(d, USER_LOGIN);
	} else {
		u->id = demo_add(d, ENTITY_USER);
		demo_keep(d, &u->id);
	}
	if (named)
		u->name = arena_strdup(&d->world, people[i].name);
	u->team = team < 0 ? 0 : team_ids[team];
	demo_text(d, USER_NAME, u->name);
	demo_text(d, USER_EMAIL, arena_printf(&d->arena, "%s@rapport.example", mailbox));
	demo_text(d, USER_OFFICE, team < 0 ? "London" : teams[team].office);
	demo_ref(d, USER_TEAM, u->team);
}

static void set_managers(struct demo *d)
{
	static const unsigned leaders[] = { 3, 2, 4 };

	for (unsigned i = 0; i < d->nusers; i++) {
		int manager = i < LENGTH(people) ? people[i].manager
						 : (int)leaders[i / 4 % LENGTH(leaders)];

		if (manager < 0)
			continue;
		demo_edit(d, ENTITY_USER, d->users[i].id);
		demo_ref(d, USER_MANAGER, d->users[manager].id);
	}
	for (size_t i = 0; i < LENGTH(leaders); i++) {
		demo_edit(d, ENTITY_TEAM, d->users[leaders[i]].team);
		demo_ref(d, TEAM_LEADER, d->users[leaders[i]].id);
	}
}

static void add_people(struct demo *d)
{
	demo_id ids[LENGTH(teams)];

	for (size_t i = 0; i < LENGTH(teams); i++) {
		ids[i] = demo_add(d, ENTITY_TEAM);
		demo_text(d, TEAM_NAME, teams[i].name);
	}
	d->nusers = users_for(d->options->customers);
	d->users = arena_alloc(&d->world, d->nusers * sizeof(*d->users));
	for (unsigned i = 0; i < d->nusers; i++) {
		add_user(d, i, ids);
		if (d->users[i].team)
			demo_keep(d, &d->users[i].team);
	}
	set_managers(d);
}

int demo_world(struct demo *d, struct error *e)
{
	size_t n = (size_t)d->options->customers;
	char me[24];

	d->customers = arena_alloc(&d->world, n * sizeof(*d->customers));
	d->rivals = arena_alloc(&d->world, n * sizeof(*d->rivals));
	if (find_sales(d, e) < 0)
		return -1;
	snprintf(me, sizeof(me), "%lld", (long long)client_user(d->client));
	if (count_in_euro(d, e) < 0)
		return -1;
	set_setting(d, "solo_user", me);
	add_rates(d);
	add_products(d);
	add_renewals(d);
	add_people(d);
	add_views(d);
	return demo_send(d, e);
}
