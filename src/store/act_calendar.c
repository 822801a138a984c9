/* Moving, lengthening and repeating what stands in the calendar. */
#include "base/intl.h"
#include "model/calendar.h"
#include "store/act.h"
#include "store/recur.h"

#define MINUTES_LEAST 15 /* an appointment does not become shorter */
#define MINUTES_DAY   1440
#define LONG_AGO      (31 * 86400) /* what began longer ago than this is over */

static const struct field *field(enum activity_field f)
{
	return &entity_at(ENTITY_ACTIVITY)->fields[f];
}

/* By days on the calendar, so that 10:00 stays 10:00, and then by minutes on the clock. */
static int64_t moved(int64_t start, int64_t days, int64_t minutes)
{
	struct civil was, c;

	stamp_to_local(start, &was);
	date_split(stamp_date(start) + (date_t)days, &c);
	c.hour = was.hour;
	c.minute = was.minute;
	c.second = was.second;
	return stamp_from_local(&c) + minutes * 60;
}

static int read_shift(struct act *a, struct value *days, struct value *minutes, struct value *longer,
		      struct error *e)
{
	if (act_arg(a, "days", days, e) < 0 || act_arg(a, "minutes", minutes, e) < 0 ||
	    act_arg(a, "longer", longer, e) < 0)
		return -1;
	if (days->i < -36600 || days->i > 36600 || minutes->i < -1440 || minutes->i > 1440 ||
	    longer->i < -1440 || longer->i > 1440)
		return error_set(e, ERROR_USAGE, _("That is too far: 100 years, or 1440 minutes."));
	return 0;
}

static void shift_length(struct change *c, struct value length, int64_t longer)
{
	int64_t minutes = (length.kind == VALUE_NULL ? CALENDAR_PLAIN : length.i) + longer;

	change_set(c, field(ACTIVITY_DURATION), value_int(minutes < MINUTES_LEAST ? MINUTES_LEAST : minutes));
}

static void bind_stamp(struct stmt *q, int at, int64_t stamp)
{
	char text[STAMP_SIZE];

	stamp_write_iso(stamp, text);
	db_bind_text(q, at, text);
}

/* What has no hour lasts whole days: at least one more of them, or less. */
static void shift_days(struct change *c, struct value length, int64_t longer)
{
	int64_t days = longer / MINUTES_DAY, now = length.i / MINUTES_DAY;

	if (!days)
		days = longer > 0 ? 1 : -1;
	days += now > 1 ? now : 1;
	change_set(c, field(ACTIVITY_DURATION), value_int((days < 1 ? 1 : days) * MINUTES_DAY));
}

/* Telling is no reason to fail: what cannot be asked is not told. */
void act_tell_clash(struct act *a, const struct record *r, struct value start, struct value length, struct sbuf *out)
{
	static const char sql[] =
		"SELECT start, kind FROM activity WHERE owner = ? AND id <> ? AND removed = 0 AND done IS NULL"
		" AND start < ? AND start >= ?"
		" AND strftime('%Y-%m-%dT%H:%M:%SZ', start, '+' || coalesce(duration, ?) || ' minutes') > ?"
		" ORDER BY start, id LIMIT 1";
	int64_t minutes = length.kind == VALUE_NULL ? CALENDAR_PLAIN : length.i, at;
	struct value owner = r->values[ACTIVITY_OWNER];
	struct stmt *q = NULL;
	struct civil c;

	if (owner.kind != VALUE_NULL && r->values[ACTIVITY_DONE].kind == VALUE_NULL)
		q = db_prepare(a->store->db, sql, NULL);
	if (!q)
		return;
	db_bind_int(q, 1, owner.i);
	db_bind_int(q, 2, r->id);
	bind_stamp(q, 3, start.i + minutes * 60);
	bind_stamp(q, 4, start.i - LONG_AGO);
	db_bind_int(q, 5, CALENDAR_PLAIN);
	bind_stamp(q, 6, start.i);
	if (db_step(q, NULL) == 1 && stamp_read_iso(db_text(q, 0), &at) == 0) {
		struct sbuf kind = SBUF_INIT;

		stamp_to_local(at, &c);
		value_show(&kind, field(ACTIVITY_KIND), value_text(db_text(q, 1)), &a->store->context);
		sbuf_printf(out, _(" · clashes with %02d:%02d %s"), c.hour, c.minute, sbuf_text(&kind));
		sbuf_free(&kind);
	}
	db_reset(q);
}

/* "Fri 10:30", and "to 11:15" when that was changed. */
static void tell(struct act *a, const struct change *c, const struct record *r)
{
	struct value v[] = { r->values[ACTIVITY_DUE], r->values[ACTIVITY_START], r->values[ACTIVITY_DURATION] };
	static const enum activity_field told[] = { ACTIVITY_DUE, ACTIVITY_START, ACTIVITY_DURATION };
	struct sbuf text = SBUF_INIT;
	bool timed;

	for (size_t i = 0; i < c->nfields; i++)
		for (size_t k = 0; k < LENGTH(told); k++)
			if (c->fields[i].field == field(told[k]))
				v[k] = c->fields[i].value;
	timed = v[1].kind != VALUE_NULL;
	value_show(&text, field(timed ? ACTIVITY_START : ACTIVITY_DUE), v[timed], &a->store->context);
	if (v[2].kind != VALUE_NULL && (timed || v[2].i >= MINUTES_DAY)) {
		sbuf_puts(&text, _(", "));
		value_show(&text, field(ACTIVITY_DURATION), v[2], &a->store->context);
	}
	if (timed)
		act_tell_clash(a, r, v[1], v[2], &text);
	a->first_shown = arena_strdup(a->arena, sbuf_text(&text));
	sbuf_free(&text);
}

int act_activity_shift(struct act *a, const struct record *r, int64_t *made, struct error *e)
{
	struct change c = { .kind = CHANGE_SAVE, .entity = r->entity, .id = r->id };
	struct value start = r->values[ACTIVITY_START], due = r->values[ACTIVITY_DUE], days, minutes, longer;
	int64_t to;

	(void)made;
	if (read_shift(a, &days, &minutes, &longer, e) < 0)
		return -1;
	if (start.kind == VALUE_NULL && minutes.i)
		return error_set(e, ERROR_CONFLICT, _("%s has no hour; give it a start."), record_title(r));
	to = start.kind == VALUE_NULL ? 0 : moved(start.i, days.i, minutes.i);
	if (start.kind != VALUE_NULL && to != start.i)
		change_set(&c, field(ACTIVITY_START), value_int(to));
	if (due.kind != VALUE_NULL) {
		date_t day = (date_t)(start.kind == VALUE_NULL ? due.i + days.i
							       : due.i + stamp_date(to) - stamp_date(start.i));
		change_set(&c, field(ACTIVITY_DUE), value_int(day));
	}
	if (longer.i && start.kind == VALUE_NULL)
		shift_days(&c, r->values[ACTIVITY_DURATION], longer.i);
	else if (longer.i)
		shift_length(&c, r->values[ACTIVITY_DURATION], longer.i);
	tell(a, &c, r);
	return act_change(a, &c, NULL, e);
}

int act_activity_follow(struct act *a, const struct record *r, int64_t *made, struct error *e)
{
	(void)made;
	return recur_follow(a->store, a->txn, r, e);
}

int act_activity_end(struct act *a, const struct record *r, int64_t *made, struct error *e)
{
	(void)made;
	return recur_end(a->store, a->txn, r, e);
}
