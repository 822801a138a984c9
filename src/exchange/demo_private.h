/* What the files of the demo share. */
#ifndef EXCHANGE_DEMO_PRIVATE_H
#define EXCHANGE_DEMO_PRIVATE_H

#include "base/map.h"
#include "exchange/demo.h"
#include "exchange/demo_words.h"
#include "exchange/random.h"

#define DEMO_DAYS     730 /* how far the book reaches back */
#define DEMO_PRODUCTS 20
#define DEMO_STAGES   6  /* of each pipeline: four open ones, won, lost */
enum { STAGE_WON = 4, STAGE_LOST = 5 };

/* A slot for the id of a record. As long as the record waits in the batch, its negative number there. */
typedef int64_t demo_id;

struct demo_user {
	demo_id id, team;
	char *name;
};

struct demo {
	struct client *client;
	const struct demo_options *options;
	struct random random; /* of the record at hand */
	date_t today;
	int64_t now;

	/* The changes that wait to be sent, see demo_batch.c. */
	struct arena arena;
	struct change *changes;
	size_t nchanges, changes_room, bytes;
	demo_id **kept; /* slots to be given their ids */
	size_t nkept, kept_room;
	char batch[UUID_SIZE];

	/* What the book is made of. */
	struct arena world; /* owns what follows */
	struct demo_user *users; /* the first is who acts; all of them sell */
	unsigned nusers;
	demo_id products[DEMO_PRODUCTS];
	demo_id sales[DEMO_STAGES], renewals[DEMO_STAGES];
	demo_id *customers;
	uint32_t *ranks;   /* of the customers by what they buy, see demo_shares.c */
	uint32_t *rivals;  /* the competitors so far */
	uint32_t nrivals;
	struct map names; /* of customers, so that hardly any comes twice */
	double shape, scale;
};

/* A deal with the days between which activities may help it, and what it brought when it was won. */
struct demo_help {
	demo_id id;
	date_t from, to;
	int64_t won;
	unsigned product;
};

/* One customer while he is made. */
struct demo_contact {
	demo_id id;
	date_t last; /* when we last spoke; 0: never */
};

struct demo_customer {
	int64_t index;
	demo_id id;
	const struct demo_culture *culture;
	const struct demo_country *country;
	const struct demo_city *city;
	const char *name, *brief, *host, *industry;
	unsigned owner;
	int64_t won; /* what he buys in two years, in whole units of the book's currency */
	unsigned nwon, nlost, nopen;
	date_t last; /* newest talk */
	date_t newest_win;
	struct demo_help deals[16]; /* the open ones are the last */
	unsigned ndeals;
	struct demo_contact contacts[4];
	unsigned ncontacts;
};

/* demo_batch.c: a new record begins; the fields that follow are its. */
demo_id demo_add(struct demo *d, enum entity_id e);
/* A later change of a record. */
void demo_edit(struct demo *d, enum entity_id e, demo_id id);
void demo_text(struct demo *d, unsigned field, const char *text); /* NULL and "" leave it empty */
void demo_int(struct demo *d, unsigned field, int64_t i);
void demo_ref(struct demo *d, unsigned field, demo_id id); /* 0: none */
void demo_money(struct demo *d, unsigned field, int64_t units, const char *currency);
void demo_empty(struct demo *d, unsigned field);
/* The slot, which must stay where it is, gets the id when the batch is sent. */
void demo_keep(struct demo *d, demo_id *slot);
bool demo_full(const struct demo *d);
int demo_send(struct demo *d, struct error *e);

/* demo_name.c: texts live in the batch's arena. */
const char *demo_pick(struct demo *d, const struct demo_words *w);
void demo_firm(struct demo *d, struct demo_customer *c);
/* *mailbox gets what stands before the @. */
const char *demo_person(struct demo *d, const struct demo_culture *c, const char **mailbox);
/* "###" becomes digits. */
const char *demo_digits(struct demo *d, const char *pattern);
const char *demo_phone(struct demo *d, const struct demo_customer *c, bool mobile);
const char *demo_address(struct demo *d, const struct demo_culture *c);
const char *demo_deal_name(struct demo *d, const struct demo_customer *c, const char *product,
			   bool renewal);

/* demo_shares.c: who buys how much. */
void demo_shares(struct demo *d);
/* What the customer of this rank buys; 0: nothing. */
int64_t demo_share(const struct demo *d, uint32_t rank);
/* A number with few digits that are not zeros, as people agree upon. */
int64_t demo_round(struct demo *d, double amount);
/* How many units of a currency one euro buys. */
double demo_rate(const char *currency);

int demo_world(struct demo *d, struct error *e);
const char *demo_product_name(unsigned product);
int64_t demo_product_price(unsigned product);
void demo_customer(struct demo *d, int64_t index);
void demo_deals(struct demo *d, struct demo_customer *c);
void demo_activities(struct demo *d, struct demo_customer *c);
/* demo_after.c: the invoices of what was won, and what is complained of. */
void demo_after(struct demo *d, const struct demo_customer *c);

/* A deal that walked to `stage` between two days, and where it ended. */
struct demo_deal {
	const char *name;
	const demo_id *pipeline;
	unsigned stage, product;
	int64_t amount; /* whole units of the customer's currency */
	date_t opened, since, close;
	const char *type, *next_step;
};
demo_id demo_deal(struct demo *d, const struct demo_customer *c, const struct demo_deal *deal);

/* demo_day.c: the customers, deals and activities of who acts, and names that are hard to show. */
unsigned demo_heroes(void);
bool demo_hero(struct demo *d, struct demo_customer *c);
const char *demo_hero_contact(int64_t index, const char **mailbox);
void demo_day(struct demo *d, const struct demo_customer *c);

/* A working day on or before it; the instant at such a time of day. */
date_t demo_workday(date_t day);
int64_t demo_at(date_t day, int hour, int minute);

#endif
