/* What was done with a customer, and what is to be done. */
#include "exchange/demo_private.h"

enum { MOST = 90 }; /* activities of one customer */

static const char *const kinds[DEMO_SUBJECTS] = { "call", "visit", "mail", "task", "meeting" };

static void add_outcome(struct demo *d, enum demo_subject kind)
{
	static const char *const outcomes[] = { "reached", "agreed", "call_back", "no_answer", "refused" };
	static const char *const points[] = { [DEMO_CALL] = "phone", [DEMO_VISIT] = "visit",
					      [DEMO_MAIL] = "email", [DEMO_MEETING] = "visit" };

	if (kind == DEMO_TASK)
		return;
	demo_text(d, ACTIVITY_TOUCHPOINT, points[kind]);
	demo_text(d, ACTIVITY_DIRECTION, random_chance(&d->random, 68) ? "out" : "in");
	if (kind == DEMO_CALL)
		demo_text(d, ACTIVITY_OUTCOME,
			  outcomes[random_weighted(&d->random, (const unsigned char[]){ 48, 18, 14, 16, 4 },
						   LENGTH(outcomes))]);
}

static void add_start(struct demo *d, enum demo_subject kind, date_t day)
{
	static const unsigned char lasts[DEMO_SUBJECTS] = { [DEMO_CALL] = 10, [DEMO_VISIT] = 60,
							    [DEMO_MEETING] = 90 };
	int64_t at = demo_at(day, random_between(&d->random, 8, 16), 5 * random_between(&d->random, 0, 11));
	int minutes = lasts[kind] ? lasts[kind] / 2 * random_between(&d->random, 1, 3) : 0;

	if (minutes) {
		demo_int(d, ACTIVITY_START, at);
		demo_int(d, ACTIVITY_DURATION, minutes);
	}
	demo_int(d, ACTIVITY_DONE, at + minutes * 60);
}

/* A deal that was open on the day, or none. */
static demo_id helped(struct demo *d, const struct demo_customer *c, date_t day)
{
	for (int tries = 0; c->ndeals && tries < 4; tries++) {
		const struct demo_help *h = &c->deals[random_below(&d->random, c->ndeals)];

		if (h->from <= day && day <= h->to)
			return h->id;
	}
	return 0;
}

/* One that was done on the day, with the contact of that index if he is not -1. */
static void done(struct demo *d, const struct demo_customer *c, enum demo_subject kind, date_t day,
		 int contact)
{
	demo_add(d, ENTITY_ACTIVITY);
	demo_text(d, ACTIVITY_SUBJECT, demo_pick(d, &c->culture->subjects[kind]));
	demo_text(d, ACTIVITY_KIND, kinds[kind]);
	demo_ref(d, ACTIVITY_CUSTOMER, c->id);
	demo_ref(d, ACTIVITY_CONTACT, contact >= 0 ? c->contacts[contact].id : 0);
	demo_ref(d, ACTIVITY_DEAL, helped(d, c, day));
	demo_ref(d, ACTIVITY_OWNER, d->users[c->owner].id);
	add_start(d, kind, day);
	add_outcome(d, kind);
	if (random_chance(&d->random, 12))
		demo_text(d, ACTIVITY_NOTE, demo_pick(d, &c->culture->notes));
}

/* Whom the talk of a day can have been with: none is said to have been spoken to later than the book tells. */
static int whom(struct demo *d, const struct demo_customer *c, date_t day)
{
	int k = c->ncontacts ? (int)random_below(&d->random, c->ncontacts) : -1;

	return k > 0 && c->contacts[k].last < day ? 0 : k;
}

/* Few customers have most of what is done. */
static unsigned how_many(struct demo *d, const struct demo_customer *c)
{
	double u = random_part(&d->random);
	unsigned n = (unsigned)((c->nwon * 4 + c->nlost * 2 + c->nopen * 3) * (0.4 + 2.4 * u * u));

	n += random_below(&d->random, 3);
	return n < MOST ? n : MOST;
}

/* One that is to be done: a little late, today, or in the next weeks. */
static void due(struct demo *d, const struct demo_customer *c)
{
	static const unsigned char often[DEMO_SUBJECTS] = { 45, 10, 10, 30, 5 };
	enum demo_subject kind = random_weighted(&d->random, often, DEMO_SUBJECTS);

	demo_add(d, ENTITY_ACTIVITY);
	demo_text(d, ACTIVITY_SUBJECT, demo_pick(d, &c->culture->subjects[kind]));
	demo_text(d, ACTIVITY_KIND, kinds[kind]);
	demo_ref(d, ACTIVITY_CUSTOMER, c->id);
	demo_ref(d, ACTIVITY_CONTACT, c->ncontacts ? c->contacts[0].id : 0);
	demo_ref(d, ACTIVITY_DEAL, c->deals[c->ndeals - 1].id);
	demo_ref(d, ACTIVITY_OWNER, d->users[c->owner].id);
	demo_int(d, ACTIVITY_DUE, demo_workday(d->today + random_between(&d->random, -9, 25)));
}

void demo_activities(struct demo *d, struct demo_customer *c)
{
	static const unsigned char often[DEMO_SUBJECTS] = { 42, 12, 30, 12, 4 };
	unsigned n = c->last ? 1 + how_many(d, c) : 0;

	for (unsigned k = 0; k < n; k++) {
		double u = random_part(&d->random);
		date_t day = demo_workday(c->last - (date_t)(u * u * (c->last - (d->today - DEMO_DAYS))));

		if (k < 2 && k < c->ncontacts && c->contacts[k].last)
			done(d, c, DEMO_CALL, c->contacts[k].last, (int)k);
		else if (k == 0)
			done(d, c, DEMO_CALL, c->last, -1);
		else
			done(d, c, random_weighted(&d->random, often, DEMO_SUBJECTS), day, whom(d, c, day));
	}
	if (c->nopen && c->owner && random_chance(&d->random, 35))
		due(d, c);
}
