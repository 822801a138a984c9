/* What follows from a change: in the record itself, and in others. */
#include "base/intl.h"
#include "model/required.h"
#include "store/change.h"
#include "store/content.h"
#include "store/merge.h"
#include "store/recur.h"
#include "store/insert.h"
#include "store/select.h"
#include "store/sql.h"

static bool differs(const struct record *before, const struct record *after, unsigned field)
{
	return !before || !change_same(before->values[field], after->values[field]);
}

static bool is(const struct record *r, unsigned field, const char *choice)
{
	return r->values[field].kind == VALUE_TEXT && !strcmp(r->values[field].s, choice);
}

/* A deal's state is the outcome of its stage. */
static int state_of_stage(struct store *s, const struct record *before, struct record *after,
			  struct error *e)
{
	struct stmt *q;

	if (!differs(before, after, DEAL_STAGE) || after->values[DEAL_STAGE].kind == VALUE_NULL)
		return 0;
	q = db_prepare_beside(s->db, "SELECT outcome FROM stage WHERE id = ?", e);
	if (!q)
		return -1;
	db_bind_int(q, 1, after->values[DEAL_STAGE].i);
	if (db_step(q, e) == 1)
		after->values[DEAL_STATE] =
			value_copy(after->arena, value_text(db_text(q, 0)));
	db_reset(q);
	return 0;
}

static int refuse_stage(struct store *s, const struct record *deal, const char *labels, struct error *e)
{
	return error_set(e, ERROR_CONFLICT, _("%s: to come to %s it needs: %s."), record_title(deal),
			 sql_title(s->db, entity_at(ENTITY_STAGE), deal->values[DEAL_STAGE].i, deal->arena),
			 labels);
}

int stage_check(struct store *s, const struct record *before, const struct record *after,
		const char **lacks, struct error *e)
{
	struct sbuf names = SBUF_INIT, labels = SBUF_INIT;
	struct stmt *q;
	int rc = 0;

	if (after->entity->id != ENTITY_DEAL || !before || !differs(before, after, DEAL_STAGE))
		return 0;
	q = db_prepare(s->db, "SELECT required FROM stage WHERE id = ? AND required IS NOT NULL", e);
	if (!q)
		return -1;
	db_bind_int(q, 1, after->values[DEAL_STAGE].i);
	rc = db_step(q, e);
	if (rc == 1)
		required_missing(db_text(q, 0), after, &names, &labels);
	db_reset(q);
	if (names.len && lacks)
		*lacks = arena_strdup(after->arena, sbuf_text(&names));
	if (names.len)
		rc = refuse_stage(s, after, sbuf_text(&labels), e);
	sbuf_free(&names);
	sbuf_free(&labels);
	return rc < 0 ? -1 : 0;
}

/* The live points of the same kind of the same customer or person, but for this one. Two statements,
 * because each has an index of its own. */
static struct stmt *other_points(struct store *s, const struct record *r, struct error *e)
{
	static const char of_customer[] =
		"SELECT id, main FROM point WHERE customer = ? AND contact IS ? AND kind = ?"
		" AND id <> ? AND removed = 0 ORDER BY main DESC, id";
	static const char of_contact[] =
		"SELECT id, main FROM point WHERE contact = ? AND customer IS ? AND kind = ?"
		" AND id <> ? AND removed = 0 ORDER BY main DESC, id";
	const struct value *v = r->values;
	bool customer = v[POINT_CUSTOMER].kind != VALUE_NULL;
	struct stmt *q = db_prepare(s->db, customer ? of_customer : of_contact, e);

	if (!q)
		return NULL;
	db_bind_int(q, 1, v[customer ? POINT_CUSTOMER : POINT_CONTACT].i);
	if (customer && v[POINT_CONTACT].kind != VALUE_NULL)
		db_bind_int(q, 2, v[POINT_CONTACT].i);
	db_bind_text(q, 3, v[POINT_KIND].s);
	db_bind_int(q, 4, r->id);
	return q;
}

/* The id of the first other point when it is the main one (or any, when `any`); 0 when there is none. */
static int other_point(struct store *s, const struct record *r, bool any, int64_t *id,
		       struct error *e)
{
	struct stmt *q;
	int got;

	*id = 0;
	if (insert_is_alone(s, r))
		return 0;
	q = other_points(s, r, e);
	got = q ? db_step(q, e) : -1;

	if (got == 1 && (any || db_int(q, 1)))
		*id = db_int(q, 0);
	if (q)
		db_reset(q);
	return got < 0 ? -1 : 0;
}

static bool reaches_somebody(const struct record *r)
{
	return r->values[POINT_CUSTOMER].kind != VALUE_NULL || r->values[POINT_CONTACT].kind != VALUE_NULL;
}

/* Each kind has a main point as long as it has any: the first one is. */
static int main_when_alone(struct store *s, struct record *after, struct error *e)
{
	int64_t other;

	if (after->values[POINT_MAIN].i || after->values[POINT_KIND].kind == VALUE_NULL ||
	    !reaches_somebody(after))
		return 0;
	if (other_point(s, after, false, &other, e) < 0)
		return -1;
	after->values[POINT_MAIN] = value_int(other == 0);
	return 0;
}

/* An activity on a deal or with a person concerns their customer. */
static int customer_of_activity(struct store *s, const struct record *before, struct record *after,
				struct error *e)
{
	static const char sql[] = "SELECT customer FROM deal WHERE id = ?1 UNION ALL"
				  " SELECT customer FROM contact WHERE id = ?2";
	struct value *v = after->values;
	struct stmt *q;
	int64_t customer;

	if (before || v[ACTIVITY_CUSTOMER].kind != VALUE_NULL ||
	    (v[ACTIVITY_DEAL].kind == VALUE_NULL && v[ACTIVITY_CONTACT].kind == VALUE_NULL))
		return 0;
	q = db_prepare(s->db, sql, e);
	if (!q)
		return -1;
	db_bind_int(q, 1, v[ACTIVITY_DEAL].i);
	db_bind_int(q, 2, v[ACTIVITY_CONTACT].i);
	if (db_one(q, 0, &customer, e) < 0)
		return -1;
	if (customer)
		v[ACTIVITY_CUSTOMER] = value_ref(customer, NULL);
	return 0;
}

/* How many of the document's name its record has had, with itself. */
static int64_t count_revisions(struct store *s, const struct record *document, struct error *e)
{
	const struct value *v = document->values;
	struct sbuf sql = SBUF_INIT;
	int64_t revision;
	struct stmt *q;

	sbuf_puts(&sql, "SELECT coalesce(max(revision), 0) + 1 FROM document WHERE removed = 0 AND name = ?");
	for (unsigned i = DOCUMENT_OF_FIRST; i <= DOCUMENT_OF_LAST; i++)
		sbuf_printf(&sql, " AND \"%s\" IS ?", document->entity->fields[i].name);
	q = db_prepare(s->db, sql.data, e);
	sbuf_free(&sql);
	if (!q)
		return -1;
	db_bind_text(q, 1, v[DOCUMENT_NAME].s);
	for (unsigned i = DOCUMENT_OF_FIRST; i <= DOCUMENT_OF_LAST; i++)
		db_bind_value(q, 2 + (int)(i - DOCUMENT_OF_FIRST), &document->entity->fields[i], v[i]);
	return db_one(q, 1, &revision, e) < 0 ? -1 : revision;
}

/* What the store itself knows of a new document: its size, who attached it, and how many of its name there were. */
static int measure_document(struct store *s, const struct record *before, struct record *after, struct error *e)
{
	struct value *v = after->values;
	int64_t revision;

	if (before || v[DOCUMENT_HASH].kind == VALUE_NULL)
		return 0;
	v[DOCUMENT_SIZE] = value_int(content_size(s, v[DOCUMENT_HASH].s));
	if (v[DOCUMENT_SIZE].i < 0)
		return error_set(e, ERROR_ABSENT, _("The book has no file of this hash: attach it."));
	revision = count_revisions(s, after, e);
	if (revision < 0)
		return -1;
	v[DOCUMENT_REVISION] = value_int(revision);
	v[DOCUMENT_AUTHOR] = s->user ? value_ref(s->user, NULL) : VALUE_NONE;
	return 0;
}

/* What a view shows can be asked for: a name that leads to an error is none. A calendar has its span and whose it is
 * where others have groups and columns. */
static int view_can_be_asked(struct store *s, const struct record *before, const struct record *after,
			     struct error *e)
{
	static const struct {
		unsigned field;
		int (*ask)(struct select *q, const char *typed, struct error *e);
	} asks[] = {
		{ VIEW_FILTER, select_where }, { VIEW_GROUPED, select_group },
		{ VIEW_SORT, select_order },   { VIEW_COLUMNS, select_columns },
	};
	const struct entity *of = entity_find(after->values[VIEW_ENTITY].s ? after->values[VIEW_ENTITY].s : "");
	bool other = differs(before, after, VIEW_ENTITY) || differs(before, after, VIEW_KIND);
	size_t n = is(after, VIEW_KIND, "calendar") ? 1 : LENGTH(asks);
	struct select q;
	int rc = 0;

	if (!of)
		return 0;
	select_begin(&q, s, of, false);
	for (size_t i = 0; rc == 0 && i < n; i++) {
		if (other || differs(before, after, asks[i].field))
			rc = asks[i].ask(&q, after->values[asks[i].field].s, e);
		if (rc < 0)
			error_prefix(e, _("%s: "), _(after->entity->fields[asks[i].field].label));
	}
	select_end(&q);
	return rc;
}

int consequence_before(struct store *s, const struct record *before, struct record *after,
		       struct error *e)
{
	switch (after->entity->id) {
	case ENTITY_DEAL:
		return state_of_stage(s, before, after, e);
	case ENTITY_POINT:
		return main_when_alone(s, after, e);
	case ENTITY_DOCUMENT:
		return measure_document(s, before, after, e);
	case ENTITY_ACTIVITY:
		return customer_of_activity(s, before, after, e) < 0 ? -1 : recur_before(s, before, after, e);
	case ENTITY_VIEW:
		return view_can_be_asked(s, before, after, e);
	default:
		return 0;
	}
}

/* A move that is noted today was made by who notes it; one of the past, by whose deal it is. */
static struct value mover(const struct store *s, const struct record *deal)
{
	const struct value *v = deal->values;

	if (v[DEAL_SINCE].i < s->context.today && v[DEAL_OWNER].kind != VALUE_NULL)
		return v[DEAL_OWNER];
	return s->user ? value_ref(s->user, NULL) : VALUE_NONE;
}

static int append_move(struct store *s, struct journal_txn *t, const struct record *before,
		       const struct record *after, struct error *e)
{
	const struct entity *move = entity_at(ENTITY_STAGE_MOVE);
	struct change c = { .kind = CHANGE_SAVE, .entity = move };
	int rc;

	change_set(&c, &move->fields[STAGE_MOVE_DEAL], value_ref(after->id, NULL));
	if (before)
		change_set(&c, &move->fields[STAGE_MOVE_FROM], before->values[DEAL_STAGE]);
	change_set(&c, &move->fields[STAGE_MOVE_TO], after->values[DEAL_STAGE]);
	change_set(&c, &move->fields[STAGE_MOVE_AT], after->values[DEAL_SINCE]);
	change_set(&c, &move->fields[STAGE_MOVE_BY], mover(s, after));
	change_set(&c, &move->fields[STAGE_MOVE_CURRENCY], after->values[DEAL_CURRENCY]);
	change_set(&c, &move->fields[STAGE_MOVE_AMOUNT], after->values[DEAL_AMOUNT]);
	rc = change_apply(s, t, &c, NULL, 0, NULL, NULL, e);
	change_free(&c);
	return rc < 0 ? -1 : 0;
}

/* Who buys is a customer. */
static int promote_customer(struct store *s, struct journal_txn *t, const struct record *deal,
			    struct error *e)
{
	const struct entity *customer = entity_at(ENTITY_CUSTOMER);
	int64_t id = deal->values[DEAL_CUSTOMER].i;
	int rc;

	if (deal->values[DEAL_CUSTOMER].kind == VALUE_NULL)
		return 0;
	rc = insert_exists(s, customer, id, e);
	if (rc <= 0)
		return rc;
	rc = change_field(s, t, customer, id, &customer->fields[CUSTOMER_STATUS],
			  value_text("customer"), e);
	return rc < 0 ? -1 : 0;
}

static int after_deal(struct store *s, struct journal_txn *t, const struct record *before,
		      const struct record *after, struct error *e)
{
	if (differs(before, after, DEAL_STAGE) && append_move(s, t, before, after, e) < 0)
		return -1;
	if (differs(before, after, DEAL_STATE) && is(after, DEAL_STATE, "won"))
		return promote_customer(s, t, after, e);
	return 0;
}

/* Moves a `last contact` forward, never back. */
static int move_forward(struct store *s, struct journal_txn *t, enum entity_id id, unsigned field,
			struct value ref, date_t day, struct error *e)
{
	const struct entity *entity = entity_at(id);
	const struct field *f = &entity->fields[field];
	struct arena a = { 0 };
	struct record *r;
	int rc = 0;

	if (ref.kind == VALUE_NULL)
		return 0;
	r = record_load(s, entity, ref.i, &a, e);
	if (!r)
		rc = -1;
	else if (!r->values[FIELD_ID_REMOVED].i &&
		 (r->values[field].kind == VALUE_NULL || r->values[field].i < day))
		rc = change_field(s, t, entity, ref.i, f, value_int(day), e);
	arena_free(&a);
	return rc < 0 ? -1 : 0;
}

static bool is_talk(const struct record *r)
{
	return is(r, ACTIVITY_KIND, "call") || is(r, ACTIVITY_KIND, "visit") ||
	       is(r, ACTIVITY_KIND, "meeting") || is(r, ACTIVITY_KIND, "mail") ||
	       is(r, ACTIVITY_KIND, "letter");
}

static int after_activity(struct store *s, struct journal_txn *t, const struct record *before,
			  const struct record *after, struct error *e)
{
	const struct value *v = after->values;
	date_t day;

	if (recur_after(s, t, before, after, e) < 0)
		return -1;
	if (v[ACTIVITY_DONE].kind == VALUE_NULL || !is_talk(after))
		return 0;
	if (!differs(before, after, ACTIVITY_DONE) && !differs(before, after, ACTIVITY_CUSTOMER) &&
	    !differs(before, after, ACTIVITY_CONTACT) && !differs(before, after, ACTIVITY_KIND))
		return 0;
	day = stamp_date(v[ACTIVITY_DONE].i);
	if (move_forward(s, t, ENTITY_CUSTOMER, CUSTOMER_LAST_CONTACT, v[ACTIVITY_CUSTOMER], day, e) < 0)
		return -1;
	return move_forward(s, t, ENTITY_CONTACT, CONTACT_LAST_CONTACT, v[ACTIVITY_CONTACT], day, e);
}

static int set_main(struct store *s, struct journal_txn *t, const struct entity *point, int64_t id,
		    bool main, struct error *e)
{
	return change_field(s, t, point, id, &point->fields[POINT_MAIN], value_int(main), e) < 0 ? -1 : 0;
}

/* The point that `r` was left its kind without a main one: the next takes its place. */
static int hand_on(struct store *s, struct journal_txn *t, const struct record *r, struct error *e)
{
	int64_t other;

	if (!r->values[POINT_MAIN].i || !reaches_somebody(r))
		return 0;
	if (other_point(s, r, true, &other, e) < 0)
		return -1;
	return other ? set_main(s, t, r->entity, other, true, e) : 0;
}

/* There is one main point of a kind: the others give way. */
static int give_way(struct store *s, struct journal_txn *t, const struct record *r, struct error *e)
{
	int64_t other;

	if (!r->values[POINT_MAIN].i || !reaches_somebody(r))
		return 0;
	do {
		if (other_point(s, r, false, &other, e) < 0 ||
		    (other && set_main(s, t, r->entity, other, false, e) < 0))
			return -1;
	} while (other);
	return 0;
}

static bool changed_hands(const struct record *before, const struct record *after)
{
	return differs(before, after, POINT_KIND) || differs(before, after, POINT_CUSTOMER) ||
	       differs(before, after, POINT_CONTACT);
}

static int after_point(struct store *s, struct journal_txn *t, const struct record *before,
		       const struct record *after, struct error *e)
{
	if (after->values[FIELD_ID_REMOVED].i)
		return hand_on(s, t, before, e);
	if (before && changed_hands(before, after) && hand_on(s, t, before, e) < 0)
		return -1;
	return give_way(s, t, after, e);
}

int consequence_after(struct store *s, struct journal_txn *t, const struct record *before,
		      const struct record *after, struct error *e)
{
	if (after->entity->id == ENTITY_POINT)
		return after_point(s, t, before, after, e);
	if (after->values[FIELD_ID_REMOVED].i)
		return 0;
	if (merge_keep_names(s, t, before, after, e) < 0)
		return -1;
	switch (after->entity->id) {
	case ENTITY_DEAL:
		return after_deal(s, t, before, after, e);
	case ENTITY_ACTIVITY:
		return after_activity(s, t, before, after, e);
	default:
		return 0;
	}
}

int consequence_settle(struct store *s, struct journal_txn *t, const struct record *before,
		       struct record *after, struct error *e)
{
	if (after->entity->id != ENTITY_POINT)
		return 0;
	if (after->values[FIELD_ID_REMOVED].i)
		return hand_on(s, t, after, e);
	if (changed_hands(before, after) && hand_on(s, t, before, e) < 0)
		return -1;
	if (main_when_alone(s, after, e) < 0)
		return -1;
	if (!after->values[POINT_MAIN].i)
		return 0;
	if (set_main(s, t, after->entity, after->id, true, e) < 0)
		return -1;
	return give_way(s, t, after, e);
}
