#include "exchange/demo_private.h"

date_t demo_workday(date_t day)
{
	int weekday = date_weekday(day);

	return weekday > 4 ? day - (weekday - 4) : day;
}

int64_t demo_at(date_t day, int hour, int minute)
{
	struct civil c;

	date_split(day, &c);
	c.hour = hour;
	c.minute = minute;
	return stamp_from_local(&c);
}

static int tell(const struct demo_options *o, int64_t done, struct error *e)
{
	if (!o->progress || !o->progress(o->to, done, o->customers))
		return 0;
	return error_set(e, ERROR_FAILED, _("Stopped."));
}

static int fill(struct demo *d, struct error *e)
{
	int64_t n = d->options->customers;

	if (demo_world(d, e) < 0)
		return -1;
	demo_shares(d);
	for (int64_t i = 0; i < n; i++) {
		demo_customer(d, i);
		if (demo_full(d) && (demo_send(d, e) < 0 || tell(d->options, i + 1, e) < 0))
			return -1;
	}
	return demo_send(d, e) < 0 ? -1 : tell(d->options, n, e);
}

int demo_fill(struct client *c, const struct demo_options *o, struct error *e)
{
	struct value_context context = client_context(c);
	struct demo d = { .client = c, .options = o, .today = context.today, .now = context.now };
	int rc;

	if (o->customers < 1 || o->customers > DEMO_CUSTOMERS_MAX)
		return error_set(e, ERROR_USAGE, _("A demo has from 1 to %d customers."),
				 DEMO_CUSTOMERS_MAX);
	uuid_make(d.batch);
	random_begin(&d.random, o->seed, UINT64_MAX);
	rc = fill(&d, e);
	arena_free(&d.arena);
	arena_free(&d.world);
	map_free(&d.names);
	free(d.changes);
	free(d.kept);
	return rc;
}
