/* Doing, logging and putting off activities. */
#include "base/intl.h"
#include "store/act.h"

static const struct entity *activity(void)
{
	return entity_at(ENTITY_ACTIVITY);
}

static const struct field *field(enum activity_field f)
{
	return &activity()->fields[f];
}

/* "fri" is the day by which it is to be done, "tue 10" when it begins. Which field says that, with its value. */
static const struct field *follow_when(struct act *a, struct value *when, struct error *e)
{
	const char *typed = act_typed(a, "next");
	struct error no = { 0 };

	if (act_arg(a, "next", when, e) == 0)
		return field(ACTIVITY_DUE);
	if (!typed || act_read(a, field(ACTIVITY_START), typed, when, &no) < 0)
		return NULL;
	error_clear(e);
	return field(ACTIVITY_START);
}

/* The next thing to do with the same people, when a day for it was given. */
static int follow_up(struct act *a, const struct value *from, struct error *e)
{
	static const enum activity_field same[] = { ACTIVITY_CUSTOMER, ACTIVITY_CONTACT,
						    ACTIVITY_DEAL, ACTIVITY_OWNER };
	struct change c = { .kind = CHANGE_SAVE, .entity = activity() };
	struct value when, subject, kind;
	const struct field *f = follow_when(a, &when, e);

	if (!f || act_arg(a, "next_subject", &subject, e) < 0 || act_arg(a, "next_kind", &kind, e) < 0)
		return -1;
	if (when.kind == VALUE_NULL && subject.kind == VALUE_NULL)
		return 0;
	if (when.kind == VALUE_NULL)
		return error_set(e, ERROR_USAGE, _("Next is missing: the day of the follow-up."));
	if (subject.kind == VALUE_NULL)
		subject = from[ACTIVITY_SUBJECT];
	change_set(&c, field(ACTIVITY_SUBJECT), subject);
	change_set(&c, field(ACTIVITY_KIND), kind.kind == VALUE_NULL ? value_text("task") : kind);
	change_set(&c, f, when);
	for (size_t i = 0; i < LENGTH(same); i++)
		if (from[same[i]].kind != VALUE_NULL)
			change_set(&c, field(same[i]), from[same[i]]);
	return act_change(a, &c, NULL, e);
}

int act_activity_done(struct act *a, const struct record *r, int64_t *made, struct error *e)
{
	struct change c = { .kind = CHANGE_SAVE, .entity = r->entity, .id = r->id };

	(void)made;
	change_set(&c, field(ACTIVITY_DONE), value_int(a->store->context.now));
	if (act_take(a, &c, "outcome", e) < 0 || act_take(a, &c, "note", e) < 0) {
		change_free(&c);
		return -1;
	}
	return act_change(a, &c, NULL, e) < 0 ? -1 : follow_up(a, r->values, e);
}

int act_activity_reopen(struct act *a, const struct record *r, int64_t *made, struct error *e)
{
	struct change c = { .kind = CHANGE_SAVE, .entity = r->entity, .id = r->id };

	(void)made;
	change_set(&c, field(ACTIVITY_DONE), VALUE_NONE);
	return act_change(a, &c, NULL, e);
}

/* The same time of another day. */
static int64_t same_time(int64_t start, date_t day)
{
	struct civil time, on;

	stamp_to_local(start, &time);
	date_split(day, &on);
	time.year = on.year;
	time.month = on.month;
	time.day = on.day;
	return stamp_from_local(&time);
}

int act_activity_snooze(struct act *a, const struct record *r, int64_t *made, struct error *e)
{
	struct change c = { .kind = CHANGE_SAVE, .entity = r->entity, .id = r->id };
	struct value until, start = r->values[ACTIVITY_START];
	struct sbuf shown = SBUF_INIT;

	(void)made;
	if (act_arg(a, "until", &until, e) < 0)
		return -1;
	value_show(&shown, field(ACTIVITY_DUE), until, &a->store->context);
	change_set(&c, field(ACTIVITY_DUE), until);
	if (start.kind != VALUE_NULL) {
		start.i = same_time(start.i, (date_t)until.i);
		change_set(&c, field(ACTIVITY_START), start);
		act_tell_clash(a, r, start, r->values[ACTIVITY_DURATION], &shown);
	}
	a->first_shown = arena_strdup(a->arena, sbuf_text(&shown));
	sbuf_free(&shown);
	return act_change(a, &c, NULL, e);
}

/* A talk that began at a known time was done when it ended. */
static int64_t done_at(const struct act *a, const struct change *c)
{
	int64_t start = 0, minutes = 0, end;

	for (size_t i = 0; i < c->nfields; i++) {
		if (c->fields[i].field == field(ACTIVITY_START))
			start = c->fields[i].value.i;
		if (c->fields[i].field == field(ACTIVITY_DURATION))
			minutes = c->fields[i].value.i;
	}
	end = start + minutes * 60;
	return start && end < a->store->context.now ? end : a->store->context.now;
}

/* What was logged, with what the store added to it. */
static int follow_log(struct act *a, int64_t id, struct error *e)
{
	struct record *r = record_load(a->store, activity(), id, a->arena, e);

	return r ? follow_up(a, r->values, e) : -1;
}

static bool is_promise(const struct change *c)
{
	for (size_t i = 0; i < c->nfields; i++)
		if (c->fields[i].field == field(ACTIVITY_KIND))
			return !strcmp(c->fields[i].value.s, "promise");
	return false;
}

/* To promise is not to have done: what follows is that it is to be kept. */
static int log_promise(struct act *a, struct change *c, int64_t *made, struct error *e)
{
	struct value due;

	if (act_arg(a, "next", &due, e) < 0) {
		change_free(c);
		return -1;
	}
	change_set(c, field(ACTIVITY_DUE), due);
	return act_change(a, c, made, e);
}

/* The talk is the record's own, and of those whom the record is of: a deal's customer. */
static void log_about(const struct record *r, struct change *c)
{
	const struct field *own = entity_field(activity(), r->entity->name);

	change_set(c, own, value_ref(r->id, NULL));
	for (unsigned i = COMMON_COUNT; i < r->entity->nfields; i++) {
		const struct field *f = &r->entity->fields[i], *same = entity_field(activity(), f->name);

		if (same && same != own && same != field(ACTIVITY_OWNER) && f->type == FIELD_REF &&
		    same->type == FIELD_REF && r->values[i].kind != VALUE_NULL)
			change_set(c, same, r->values[i]);
	}
}

static int log_talk(struct act *a, struct change *c, int64_t *made, struct error *e)
{
	static const char *const taken[] = { "kind", "subject", "start", "duration", "direction", "outcome", "note" };

	for (size_t i = 0; i < LENGTH(taken); i++)
		if (act_take(a, c, taken[i], e) < 0) {
			change_free(c);
			return -1;
		}
	a->first_shown = act_typed(a, "subject");
	if (is_promise(c))
		return log_promise(a, c, made, e);
	change_set(c, field(ACTIVITY_DONE), value_int(done_at(a, c)));
	return act_change(a, c, made, e) < 0 ? -1 : follow_log(a, *made, e);
}

int act_activity_log(struct act *a, const struct record *r, int64_t *made, struct error *e)
{
	static const char *const with[] = { "customer", "contact", "deal" };
	struct change c = { .kind = CHANGE_SAVE, .entity = activity() };

	(void)r;
	for (size_t i = 0; i < LENGTH(with); i++)
		if (act_take(a, &c, with[i], e) < 0) {
			change_free(&c);
			return -1;
		}
	return log_talk(a, &c, made, e);
}

int act_talk(struct act *a, const struct record *r, int64_t *made, struct error *e)
{
	struct change c = { .kind = CHANGE_SAVE, .entity = activity() };
	int64_t id;

	(void)made;
	log_about(r, &c);
	return log_talk(a, &c, &id, e);
}
