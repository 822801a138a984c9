#include "store/recur.h"

#include "base/intl.h"
#include "base/repeat.h"
#include "store/change.h"
#include "store/insert.h"
#include "store/journal.h"
#include "store/sql.h"

static const struct field *field(enum activity_field f)
{
	return &entity_at(ENTITY_ACTIVITY)->fields[f];
}

static bool has(const struct record *r, enum activity_field f)
{
	return r->values[f].kind != VALUE_NULL;
}

static const char *text(const struct record *r, enum activity_field f)
{
	return has(r, f) ? r->values[f].s : NULL;
}

int64_t recur_when(const struct record *r)
{
	if (has(r, ACTIVITY_START))
		return r->values[ACTIVITY_START].i;
	return has(r, ACTIVITY_DUE) ? stamp_of_date((date_t)r->values[ACTIVITY_DUE].i) : 0;
}

/* The series' first, as others call it. */
static int64_t series_of(const struct record *r)
{
	return has(r, ACTIVITY_SERIES) ? r->values[ACTIVITY_SERIES].i : r->id;
}

/* The day of an instant on the clock of the series. A day of its own has no clock but ours. */
static date_t day_of(const struct record *r, int64_t stamp)
{
	struct zone_left home = zone_enter(has(r, ACTIVITY_START) ? text(r, ACTIVITY_ZONE) : NULL);
	date_t day = stamp_date(stamp);

	zone_leave(&home);
	return day;
}

/* The record itself */

static void forget(struct record *r)
{
	r->values[ACTIVITY_SERIES] = r->values[ACTIVITY_SLOT] = r->values[ACTIVITY_ZONE] = VALUE_NONE;
}

static void become_first(struct record *r)
{
	char zone[ZONE_SIZE];

	r->values[ACTIVITY_SERIES] = VALUE_NONE;
	r->values[ACTIVITY_SLOT] = value_int(recur_when(r));
	if (!has(r, ACTIVITY_ZONE) && has(r, ACTIVITY_START) && zone_name(zone))
		r->values[ACTIVITY_ZONE] = value_copy(r->arena, value_text(zone));
}

static bool rule_differs(const struct record *before, const struct record *after)
{
	return !change_same(before->values[ACTIVITY_REPEATS], after->values[ACTIVITY_REPEATS]);
}

/* Whether the rule is as it was but for more days that are left out; these are *then's. */
static bool leaves_out_more(const struct record *before, const struct record *after, struct repeat *then)
{
	struct sbuf a = SBUF_INIT, b = SBUF_INIT;
	struct repeat was = { 0 };
	size_t at = 0, n;
	bool more;

	*then = (struct repeat){ 0 };
	more = before && has(before, ACTIVITY_REPEATS) && has(after, ACTIVITY_REPEATS) &&
	       repeat_parse(&was, text(before, ACTIVITY_REPEATS), NULL) == 0 &&
	       repeat_parse(then, text(after, ACTIVITY_REPEATS), NULL) == 0;
	for (size_t i = 0; more && i < was.nexcept; i++) {
		while (at < then->nexcept && then->except[at] < was.except[i])
			at++;
		more = at < then->nexcept && then->except[at] == was.except[i];
	}
	n = then->nexcept;
	was.nexcept = then->nexcept = 0;
	repeat_write(&a, &was);
	repeat_write(&b, then);
	then->nexcept = n;
	more = more && !strcmp(sbuf_text(&a), sbuf_text(&b));
	repeat_free(&was);
	sbuf_free(&a);
	sbuf_free(&b);
	return more;
}

static bool only_leaves_out(const struct record *before, const struct record *after)
{
	struct repeat rule;
	bool only = leaves_out_more(before, after, &rule);

	repeat_free(&rule);
	return only;
}

int recur_before(struct store *s, const struct record *before, struct record *after, struct error *e)
{
	if (s->recurring || (before && !rule_differs(before, after)) || only_leaves_out(before, after))
		return 0;
	if (!has(after, ACTIVITY_REPEATS)) {
		forget(after);
		return 0;
	}
	if (!recur_when(after))
		return error_set(e, ERROR_USAGE, _("Repeats: give it a start or a day first."));
	become_first(after);
	return 0;
}

/* Those that follow */

/* Live activities of the series on one side of a moment. */
static int members(struct store *s, int64_t series, int64_t slot, bool later, int64_t **ids, struct error *e)
{
	static const char before[] = "SELECT id FROM activity WHERE (series = ?1 OR id = ?1) AND removed = 0"
				     " AND slot < ?2";
	static const char after[] = "SELECT id FROM activity WHERE (series = ?1 OR id = ?1) AND removed = 0"
				    " AND slot > ?2 AND done IS NULL";
	struct stmt *q = db_prepare(s->db, later ? after : before, e);
	char when[STAMP_SIZE];
	size_t n = 0, room = 0;
	int got = -1;

	*ids = NULL;
	stamp_write_iso(slot, when);
	if (q) {
		db_bind_int(q, 1, series);
		db_bind_text(q, 2, when);
		while ((got = db_step(q, e)) == 1)
			*(int64_t *)array_add(ids, &n, &room, sizeof(**ids)) = db_int(q, 0);
		db_reset(q);
	}
	return got < 0 ? -1 : (int)n;
}

static int remove_one(struct store *s, struct journal_txn *t, int64_t id, struct error *e)
{
	struct change c = { .kind = CHANGE_REMOVE, .entity = entity_at(ENTITY_ACTIVITY), .id = id };

	return change_apply(s, t, &c, NULL, 0, NULL, NULL, e);
}

/* The series stops before the slot of r: later ones go, the earlier ones' rule says so. */
static int cut(struct store *s, struct journal_txn *t, const struct record *r, struct error *e)
{
	int64_t slot = r->values[ACTIVITY_SLOT].i, *ids;
	struct sbuf rule = SBUF_INIT;
	int n = members(s, series_of(r), slot, true, &ids, e), rc = n < 0 ? -1 : 0;

	for (int i = 0; rc >= 0 && i < n; i++)
		rc = ids[i] == r->id ? 0 : remove_one(s, t, ids[i], e);
	free(ids);
	n = rc < 0 ? -1 : members(s, series_of(r), slot, false, &ids, e);
	repeat_end(&rule, text(r, ACTIVITY_REPEATS), day_of(r, slot) - 1);
	for (int i = 0; n >= 0 && rc >= 0 && i < n; i++)
		rc = change_field(s, t, r->entity, ids[i], field(ACTIVITY_REPEATS), value_text(sbuf_text(&rule)), e);
	if (n >= 0)
		free(ids);
	sbuf_free(&rule);
	return n < 0 || rc < 0 ? -1 : 0;
}

static void add(struct change *c, enum activity_field f, struct value v)
{
	if (v.kind != VALUE_NULL)
		change_set(c, field(f), v);
}

/* One of the times of a series, as its first is. */
static int add_time(struct store *s, struct journal_txn *t, const struct record *first, int64_t at,
		    struct error *e)
{
	static const enum activity_field same[] = {
		ACTIVITY_SUBJECT, ACTIVITY_KIND,  ACTIVITY_CUSTOMER, ACTIVITY_CONTACT, ACTIVITY_DEAL,
		ACTIVITY_DURATION, ACTIVITY_TOUCHPOINT, ACTIVITY_OWNER, ACTIVITY_NOTE,   ACTIVITY_REPEATS,
		ACTIVITY_ZONE,
	};
	struct change c = { .kind = CHANGE_SAVE, .entity = first->entity };
	bool days = !has(first, ACTIVITY_START);
	int64_t slot = days ? stamp_of_date((date_t)at) : at;
	int rc;

	for (size_t i = 0; i < LENGTH(same); i++)
		add(&c, same[i], first->values[same[i]]);
	if (!days)
		change_set(&c, field(ACTIVITY_START), value_int(at));
	if (has(first, ACTIVITY_DUE))
		change_set(&c, field(ACTIVITY_DUE),
			   value_int(first->values[ACTIVITY_DUE].i + stamp_date(slot) -
				     stamp_date(first->values[ACTIVITY_SLOT].i)));
	change_set(&c, field(ACTIVITY_SLOT), value_int(slot));
	change_set(&c, field(ACTIVITY_SERIES), value_ref(first->id, NULL));
	rc = change_apply(s, t, &c, NULL, 0, NULL, NULL, e);
	change_free(&c);
	return rc;
}

/* Makes the times after `after`. */
static int fill(struct store *s, struct journal_txn *t, const struct record *first, int64_t after,
		struct error *e)
{
	bool days = !has(first, ACTIVITY_START);
	int64_t slot = first->values[ACTIVITY_SLOT].i, today = s->context.today, *times;
	date_t from = stamp_date(slot) > today ? stamp_date(slot) : (date_t)today, until = from + RECUR_DAYS;
	struct recur_question q = {
		.rule = text(first, ACTIVITY_REPEATS), .zone = days ? NULL : text(first, ACTIVITY_ZONE),
		.days = days, .start = days ? stamp_date(slot) : slot,
		.after = days ? stamp_date(after) : after, .until = days ? until : stamp_of_date(until),
	};
	int n = recur_times(&q, &times, e), rc = n;

	for (int i = 0; rc >= 0 && i < n; i++)
		rc = add_time(s, t, first, times[i], e);
	free(times);
	return rc < 0 ? -1 : 0;
}

/* Days that are left out */

/* What stands where the rule has it, as the others do. What was moved, changed or done has a life of its own. */
static bool is_untouched(const struct record *r, const struct record *like)
{
	static const enum activity_field told[] = { ACTIVITY_SUBJECT, ACTIVITY_KIND, ACTIVITY_CUSTOMER,
						    ACTIVITY_CONTACT, ACTIVITY_DEAL, ACTIVITY_DURATION,
						    ACTIVITY_OWNER,   ACTIVITY_NOTE };

	for (size_t i = 0; i < LENGTH(told); i++)
		if (!change_same(r->values[told[i]], like->values[told[i]]))
			return false;
	return !has(r, ACTIVITY_DONE) && recur_when(r) == r->values[ACTIVITY_SLOT].i;
}

static bool is_left_out(const struct repeat *rule, date_t day)
{
	for (size_t i = 0; i < rule->nexcept; i++)
		if (rule->except[i] == day)
			return true;
	return false;
}

static int leave_out_one(struct store *s, struct journal_txn *t, int64_t id, const struct record *like,
			 const struct repeat *rule, struct error *e)
{
	struct arena a = { 0 };
	struct record *r = record_load(s, like->entity, id, &a, e);
	int rc = r ? 0 : -1;

	if (r && is_left_out(rule, day_of(r, r->values[ACTIVITY_SLOT].i)) && is_untouched(r, like))
		rc = remove_one(s, t, id, e);
	else if (r)
		rc = change_field(s, t, r->entity, id, field(ACTIVITY_REPEATS), like->values[ACTIVITY_REPEATS], e);
	arena_free(&a);
	return rc < 0 ? -1 : 0;
}

/* The others of the series go or stay, and have the same rule. */
static int leave_out(struct store *s, struct journal_txn *t, const struct record *r, const struct repeat *rule,
		     struct error *e)
{
	int rc = 0;

	for (int later = 0; rc == 0 && later <= 1; later++) {
		int64_t *ids;
		int n = members(s, series_of(r), r->values[ACTIVITY_SLOT].i, later, &ids, e);

		rc = n < 0 ? -1 : 0;
		for (int i = 0; rc == 0 && i < n; i++)
			rc = leave_out_one(s, t, ids[i], r, rule, e);
		free(ids);
	}
	return rc;
}

int recur_after(struct store *s, struct journal_txn *t, const struct record *before,
		const struct record *after, struct error *e)
{
	struct repeat rule;
	int rc = 0;

	if (s->recurring || (before && !rule_differs(before, after)))
		return 0;
	s->recurring = true;
	if (leaves_out_more(before, after, &rule)) {
		rc = leave_out(s, t, after, &rule, e);
	} else {
		if (before && has(before, ACTIVITY_REPEATS))
			rc = cut(s, t, before, e);
		if (rc == 0 && has(after, ACTIVITY_REPEATS))
			rc = fill(s, t, after, after->values[ACTIVITY_SLOT].i, e);
	}
	s->recurring = false;
	repeat_free(&rule);
	return rc;
}

/* How many of the series have been before it. */
static int gone(struct store *s, const struct record *r, struct error *e)
{
	int64_t *ids;
	int n = members(s, series_of(r), r->values[ACTIVITY_SLOT].i, false, &ids, e);

	free(ids);
	return n;
}

/* The rule goes with what was moved; that it may stay the same text is why this is not an edit of it. */
static int restart(struct store *s, struct journal_txn *t, const struct record *r, int before, struct error *e)
{
	struct record *now = record_copy(r);
	struct sbuf rule = SBUF_INIT;
	int rc;

	repeat_move(&rule, text(r, ACTIVITY_REPEATS), day_of(r, r->values[ACTIVITY_SLOT].i),
		    day_of(r, recur_when(r)), before);
	now->values[ACTIVITY_REPEATS] = value_copy(now->arena, value_text(sbuf_text(&rule)));
	become_first(now);
	rc = record_rewrite(s, t, r, now, e);
	if (rc >= 0)
		rc = fill(s, t, now, now->values[ACTIVITY_SLOT].i, e);
	sbuf_free(&rule);
	return rc < 0 ? -1 : 0;
}

int recur_follow(struct store *s, struct journal_txn *t, const struct record *r, struct error *e)
{
	int before = gone(s, r, e), rc;

	if (before < 0)
		return -1;
	s->recurring = true;
	rc = cut(s, t, r, e);
	if (rc == 0)
		rc = restart(s, t, r, before, e);
	s->recurring = false;
	return rc;
}

int recur_end(struct store *s, struct journal_txn *t, const struct record *r, struct error *e)
{
	struct sbuf rule = SBUF_INIT;
	int rc;

	s->recurring = true;
	rc = cut(s, t, r, e);
	repeat_end(&rule, text(r, ACTIVITY_REPEATS), day_of(r, r->values[ACTIVITY_SLOT].i) - 1);
	if (rc == 0)
		rc = change_field(s, t, r->entity, r->id, field(ACTIVITY_REPEATS), value_text(sbuf_text(&rule)), e);
	if (rc >= 0)
		rc = remove_one(s, t, r->id, e);
	s->recurring = false;
	sbuf_free(&rule);
	return rc < 0 ? -1 : 0;
}

/* The years to come */

/* Whether the rule has more times than were made. */
static bool goes_on(const char *rule, int made, date_t today)
{
	struct repeat r;
	bool more = repeat_parse(&r, rule, NULL) == 0 && (!r.ends || r.until >= today) &&
		    (!r.count || made < r.count);

	repeat_free(&r);
	return more;
}

struct ending {
	int64_t id, last;
};

static int endings(struct store *s, struct ending **out, struct error *e)
{
	static const char sql[] =
		"SELECT f.id, f.repeats, count(m.id) + 1, coalesce(max(m.slot), f.slot) AS last FROM activity f"
		" LEFT JOIN activity m ON m.series = f.id"
		" WHERE f.repeats IS NOT NULL AND f.series IS NULL GROUP BY f.id HAVING last < ?";
	struct stmt *q = db_prepare(s->db, sql, e);
	char soon[STAMP_SIZE];
	size_t n = 0, room = 0;
	int got = -1;

	*out = NULL;
	stamp_write_iso(stamp_of_date(s->context.today + RECUR_RENEW), soon);
	if (q) {
		db_bind_text(q, 1, soon);
		while ((got = db_step(q, e)) == 1)
			if (goes_on(db_text(q, 1), (int)db_int(q, 2), s->context.today)) {
				struct ending *one = array_add(out, &n, &room, sizeof(*one));

				one->id = db_int(q, 0);
				if (stamp_read_iso(db_text(q, 3), &one->last))
					n--;
			}
		db_reset(q);
	}
	return got < 0 ? -1 : (int)n;
}

static int renew(struct store *s, struct journal_txn *t, const struct ending *ends, int n, struct error *e)
{
	int rc = 0;

	for (int i = 0; rc == 0 && i < n; i++) {
		struct arena a = { 0 };
		struct record *first = record_load(s, entity_at(ENTITY_ACTIVITY), ends[i].id, &a, e);

		rc = first ? fill(s, t, first, ends[i].last, e) : -1;
		arena_free(&a);
	}
	return rc < 0 || insert_flush(s, e) < 0 || journal_end_runs(s, t, e) < 0 ? -1 : 0;
}

void recur_renew(struct store *s)
{
	struct journal_txn t = { .kind = "open", .label = "activity.renew", .empty = true };
	struct ending *ends = NULL;
	struct error why = { 0 };
	int n;

	if (s->recurred == s->context.today)
		return;
	s->recurred = s->context.today;
	n = endings(s, &ends, &why);
	s->recurring = true;
	if (n > 0 && db_begin(s->db, &why) == 0) {
		if (renew(s, &t, ends, n, &why) < 0)
			db_rollback(s->db);
		else
			db_commit(s->db, &why);
	}
	s->recurring = false;
	free(ends);
}
