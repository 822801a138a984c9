#include "model/action.h"
#include "store/journal.h"

#include "base/intl.h"

/* The transaction of this user's batch; one that was undone meanwhile takes no more. */
static int join_batch(struct store *s, struct journal_txn *t, struct error *e)
{
	struct stmt *q = db_prepare(s->db, "SELECT id, undone_by FROM txn WHERE batch = ? AND user = ?", e);
	int got;

	if (!q)
		return -1;
	db_bind_text(q, 1, t->batch);
	db_bind_int(q, 2, s->user);
	got = db_step(q, e);
	if (got == 1) {
		t->id = db_int(q, 0);
		if (!db_is_null(q, 1))
			got = error_set(e, ERROR_CONFLICT,
					_("What this belongs to was undone meanwhile: begin anew."));
	}
	db_reset(q);
	return got < 0 ? -1 : 0;
}

static int insert_txn(struct store *s, struct journal_txn *t, struct error *e)
{
	struct stmt *q = db_prepare(s->db,
				    "INSERT INTO txn (at, user, kind, label, batch, target, nonce)"
				    " VALUES (?, nullif(?, 0), ?, ?, ?, nullif(?, 0), random())",
				    e);
	char now[STAMP_SIZE];

	if (!q)
		return -1;
	stamp_write_iso(s->context.now, now);
	db_bind_text(q, 1, now);
	db_bind_int(q, 2, s->user);
	db_bind_text(q, 3, t->kind);
	db_bind_text(q, 4, t->label);
	db_bind_text(q, 5, t->batch);
	db_bind_int(q, 6, t->target);
	if (db_run(q, e) < 0)
		return -1;
	t->id = db_last_id(s->db);
	return 0;
}

int journal_begin(struct store *s, struct journal_txn *t, struct error *e)
{
	if (!t->id && t->batch && join_batch(s, t, e) < 0)
		return -1;
	if (!t->id && insert_txn(s, t, e) < 0)
		return -1;
	t->empty = false;
	return 0;
}

int journal_add_range(struct store *s, struct journal_txn *t, const struct entity *e, int64_t first,
		      int64_t last, int64_t version, const char *field, const char *before,
		      const char *after, struct error *err)
{
	struct stmt *q;

	if (!t->id && journal_begin(s, t, err) < 0)
		return -1;
	q = db_prepare(s->db,
		       "INSERT INTO journal (txn, entity, record, version, field, before, after, last)"
		       " VALUES (?, ?, ?, ?, ?, ?, ?, nullif(?, ?3))",
		       err);
	if (!q)
		return -1;
	db_bind_int(q, 1, t->id);
	db_bind_text(q, 2, e->name);
	db_bind_int(q, 3, first);
	db_bind_int(q, 4, version);
	db_bind_text(q, 5, field);
	db_bind_text(q, 6, before);
	db_bind_text(q, 7, after);
	db_bind_int(q, 8, last);
	return db_run(q, err);
}

int journal_add(struct store *s, struct journal_txn *t, const struct entity *e, int64_t record,
		int64_t version, const char *field, const char *before, const char *after,
		struct error *err)
{
	return journal_add_range(s, t, e, record, record, version, field, before, after, err);
}

/* The row stands where the first of them was made, so that what became of them later comes after it. */
static int end_run(struct store *s, const struct journal_run *run, struct error *err)
{
	struct stmt *q;

	if (run->last == run->first)
		return 0;
	q = db_prepare(s->db, "UPDATE journal SET last = ? WHERE seq = ?", err);
	if (!q)
		return -1;
	db_bind_int(q, 1, run->last);
	db_bind_int(q, 2, run->seq);
	return db_run(q, err);
}

int journal_made(struct store *s, struct journal_txn *t, const struct entity *e, int64_t record,
		 struct error *err)
{
	struct journal_run *run = &t->made[e->id];

	if (run->seq && run->last == record - 1) {
		run->last = record;
		return 0;
	}
	if (end_run(s, run, err) < 0 || journal_add(s, t, e, record, 1, NULL, NULL, NULL, err) < 0)
		return -1;
	*run = (struct journal_run){ db_last_id(s->db), record, record };
	return 0;
}

int journal_end_runs(struct store *s, struct journal_txn *t, struct error *err)
{
	for (size_t i = 0; i < LENGTH(t->made); i++) {
		if (end_run(s, &t->made[i], err) < 0)
			return -1;
		t->made[i] = (struct journal_run){ 0 };
	}
	return 0;
}

const char *journal_when(const char *stamp, struct arena *a)
{
	struct civil c;
	int64_t at;

	if (stamp_read_iso(stamp, &at) < 0)
		return stamp;
	stamp_to_local(at, &c);
	return arena_printf(a, "%04d-%02d-%02d %02d:%02d", c.year, c.month, c.day, c.hour, c.minute);
}

const char *journal_who(struct store *s, const struct entity *e, int64_t record, const char *field,
			int64_t after_version, struct arena *a)
{
	static const char sql[] =
		"SELECT coalesce(u.name, ''), t.at FROM journal j JOIN txn t ON t.id = j.txn"
		" LEFT JOIN user u ON u.id = t.user"
		" WHERE j.seq IN " JOURNAL_ABOUT("?1", "?2") " AND j.version > ?3"
		" AND (?4 IS NULL OR j.field = ?4) ORDER BY j.seq DESC LIMIT 1";
	struct stmt *q = db_prepare(s->db, sql, NULL);
	const char *who = "";

	if (!q)
		return who;
	db_bind_int(q, 1, record);
	db_bind_text(q, 2, e->name);
	db_bind_int(q, 3, after_version);
	db_bind_text(q, 4, field);
	if (db_step(q, NULL) == 1)
		who = arena_printf(a, "%s%s%s", db_text(q, 0), _(", "), journal_when(db_text(q, 1), a));
	db_reset(q);
	return who;
}

int journal_last(struct store *s, int64_t *seq, struct error *e)
{
	struct stmt *q = db_prepare(s->db, "SELECT max(seq) FROM journal", e);

	return q ? db_one(q, 0, seq, e) : -1;
}

uint64_t journal_changed_since(struct store *s, int64_t *seen, struct error *e)
{
	uint64_t bits = 0;
	int64_t end;
	struct stmt *q;
	int got;

	if (journal_last(s, &end, e) < 0)
		return 0;
	if (*seen >= 0 && end > *seen) {
		q = db_prepare(s->db, "SELECT DISTINCT entity FROM journal WHERE seq > ? AND seq <= ?", e);
		if (!q)
			return 0;
		db_bind_int(q, 1, *seen);
		db_bind_int(q, 2, end);
		while ((got = db_step(q, e)) == 1)
			bits |= UINT64_C(1) << entity_find(db_text(q, 0))->id;
		if (got < 0)
			return 0;
	}
	*seen = end;
	return bits;
}

const char *journal_label(const char *label, struct arena *a)
{
	static const struct {
		const char *verb, *words;
	} verbs[] = {
		{ "add", N_("Add") },
		{ "set", N_("Edit") },
		{ "remove", N_("Remove") },
		{ "restore", N_("Restore") },
		{ "attach", N_("Attach") },
	};
	const struct action *action = action_find(label);
	const char *dot = strchr(label, '.');
	char name[32];

	if (action)
		return _(action->label);
	for (size_t i = 0; dot && i < LENGTH(verbs); i++) {
		const struct entity *e;
		if (strcmp(dot + 1, verbs[i].verb))
			continue;
		snprintf(name, sizeof(name), "%.*s", (int)(dot - label), label);
		e = entity_find(name);
		return arena_printf(a, "%s %s", _(verbs[i].words), e ? _(e->label) : name);
	}
	return label;
}
