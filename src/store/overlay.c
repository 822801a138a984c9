#include "store/overlay.h"

#include "base/idmap.h"
#include "store/journal.h"
#include "store/sql.h"

#define RANGE_MIN 64 /* ids; shorter ranges are kept one by one */

struct range {
	int64_t first, last;
};

struct ranges {
	struct range *items;
	size_t n, room;
};

struct touched {
	const struct entity *entity;
	int64_t base;         /* rows after this one count; -1: none do yet */
	int64_t count, rows;
	int64_t above;        /* ids that no cache knows begin after this one */
	int64_t made;         /* the highest that our open transaction was seen to have made */
	struct idmap ids;
	struct ranges longs;  /* those that are not in ids */
	struct ranges fresh;  /* since the last touched_take */
	struct ranges inside; /* by a transaction of ours that has not ended */
	struct touched *next;
};

struct overlay {
	struct touched *watched;
	int64_t sure;        /* the last row that was read of what is committed; -1: nothing was */
	int64_t seen;        /* the same, of our own transaction, too */
	int64_t transaction; /* the one that `seen` goes into; 0: it goes into none */
	int64_t version, changes, asked; /* of the book at the last look */
};

static void add_range(struct ranges *r, int64_t first, int64_t last)
{
	struct range *end = r->n ? &r->items[r->n - 1] : NULL;

	if (end && first >= end->first && first <= end->last + 1)
		end->last = last > end->last ? last : end->last;
	else
		*(struct range *)array_add(&r->items, &r->n, &r->room, sizeof(*end)) =
			(struct range){ first, last };
}

static bool in_ranges(const struct ranges *r, int64_t id)
{
	for (size_t i = 0; i < r->n; i++)
		if (id >= r->items[i].first && id <= r->items[i].last)
			return true;
	return false;
}

static void add_ids(struct touched *t, int64_t first, int64_t last)
{
	size_t before = t->ids.n;

	for (int64_t id = first; id && id <= last; id++)
		if (!in_ranges(&t->longs, id))
			*idmap_put(&t->ids, id) = 1;
	t->count += (int64_t)(t->ids.n - before);
}

static void touch(struct touched *t, int64_t first, int64_t last, bool inside)
{
	if (last - first < RANGE_MIN) {
		add_ids(t, first, last);
	} else if (!in_ranges(&t->longs, first) || !in_ranges(&t->longs, last)) {
		add_range(&t->longs, first, last);
		t->count += last - first + 1;
	}
	add_range(&t->fresh, first, last);
	if (inside)
		add_range(&t->inside, first, last);
}

/* One reading of the journal, for all who watch or for one. */
struct reading {
	struct overlay *overlay;
	struct touched *only;
	bool inside;
};

static void take_row(void *to, int64_t seq, const struct entity *e, int64_t first, int64_t last)
{
	const struct reading *r = to;

	for (struct touched *t = r->overlay->watched; t; t = t->next) {
		if (t->base < 0 || seq <= t->base || (r->only && r->only != t))
			continue;
		t->rows++;
		if (t->entity == e)
			touch(t, first, last, r->inside);
	}
}

/* What our transaction touched is looked at once more when it has ended: it may have been rolled back,
 * and then the numbers of its rows are given to others. */
static void leave_transaction(struct overlay *o)
{
	for (struct touched *t = o->watched; t; t = t->next) {
		for (size_t i = 0; i < t->inside.n; i++)
			add_range(&t->fresh, t->inside.items[i].first, t->inside.items[i].last);
		t->inside.n = 0;
		t->made = 0;
	}
	o->seen = o->sure;
	o->transaction = 0;
	o->version = -1; /* look again, though nothing may have been written since */
}

static int touch_made(struct store *s, struct touched *t, struct error *e)
{
	int64_t highest;

	if (sql_highest(s->db, t->entity, &highest, e) < 0)
		return -1;
	if (!t->made)
		t->made = t->above;
	if (highest > t->made)
		touch(t, t->made + 1, highest, true);
	t->made = highest > t->made ? highest : t->made;
	return 0;
}

/* Follows our own transaction, too. */
static int look_inside(struct store *s, struct error *e)
{
	for (struct touched *t = s->overlay->watched; t; t = t->next)
		if (t->base >= 0 && touch_made(s, t, e) < 0)
			return -1;
	s->overlay->transaction = db_transactions(s->db);
	return 0;
}

static int64_t transaction_of(const struct store *s)
{
	return db_in_transaction(s->db) ? db_transactions(s->db) : 0;
}

int overlay_update(struct store *s, struct error *e)
{
	struct overlay *o = s->overlay;
	struct reading r = { o, NULL, db_in_transaction(s->db) };
	int64_t version, changes;

	if (!o || o->sure < 0)
		return 0;
	if (o->transaction && o->transaction != transaction_of(s))
		leave_transaction(o);
	version = db_data_version(s->db);
	changes = db_total_changes(s->db);
	if (version == o->version && changes == o->changes && o->asked == db_transactions(s->db))
		return 0;
	if (journal_touched(s, &o->seen, take_row, &r, e) < 0)
		return -1;
	if (!r.inside)
		o->sure = o->seen;
	else if (look_inside(s, e) < 0)
		return -1;
	o->version = version;
	o->changes = changes;
	o->asked = db_transactions(s->db);
	return 0;
}

struct touched *overlay_watch(struct store *s, const struct entity *e)
{
	struct touched *t = xcalloc(1, sizeof(*t));

	if (!s->overlay) {
		s->overlay = xcalloc(1, sizeof(*s->overlay));
		s->overlay->sure = s->overlay->seen = -1;
	}
	*t = (struct touched){ .entity = e, .base = -1, .next = s->overlay->watched };
	s->overlay->watched = t;
	return t;
}

static void forget_touched(struct touched *t)
{
	idmap_free(&t->ids);
	t->longs.n = t->fresh.n = t->inside.n = 0;
	t->count = t->rows = t->made = 0;
}

/* Rows that the overlay has read already are read once more, for this one alone. */
int touched_since(struct store *s, struct touched *t, int64_t seq, struct error *e)
{
	struct overlay *o = s->overlay;
	struct reading r = { o, t, db_in_transaction(s->db) };
	int64_t from = seq;

	forget_touched(t);
	t->base = seq;
	if (o->sure < 0)
		o->sure = o->seen = seq;
	if (seq < o->seen && journal_touched(s, &from, take_row, &r, e) < 0)
		return -1;
	if (r.inside)
		o->version = -1; /* the next look goes inside */
	return 0;
}

void touched_above(struct touched *t, int64_t id)
{
	t->above = id;
}

int64_t touched_count(const struct touched *t)
{
	return t->count;
}

int64_t touched_rows(const struct touched *t)
{
	return t->rows;
}

bool touched_has(const struct touched *t, int64_t id)
{
	return idmap_get(&t->ids, id) || in_ranges(&t->longs, id);
}

void touched_take(struct touched *t, void (*fn)(void *to, int64_t first, int64_t last), void *to)
{
	for (size_t i = 0; i < t->fresh.n; i++)
		fn(to, t->fresh.items[i].first, t->fresh.items[i].last);
	t->fresh.n = 0;
}

void overlay_forget(struct store *s)
{
	for (struct touched *t = s->overlay ? s->overlay->watched : NULL, *next; t; t = next) {
		next = t->next;
		idmap_free(&t->ids);
		free(t->longs.items);
		free(t->fresh.items);
		free(t->inside.items);
		free(t);
	}
	free(s->overlay);
	s->overlay = NULL;
}
