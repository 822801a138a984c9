#include "store/find_shelf.h"

#include "base/clock.h"
#include "store/journal.h"
#include "store/sql.h"

#define SMALL	    2000 /* records: so many are read into memory as fast as a file is mapped */
#define BEHIND	    8000 /* touched, and a fiftieth of all: whoever asks makes a new file first */
#define BEHIND_IDLE 1000 /* touched, and a five-hundredth: whoever has nothing to do makes one */
#define ROWS_MOST   200000 /* of the journal that whoever comes next would have to read */
#define REST	    60000 /* ms */

struct find {
	struct find_shelf shelves[ENTITY_COUNT];
	int64_t looked;  /* changes that were made here when idle time was last used */
	int64_t resting; /* clock_ticks until which idle time is not: making a file failed, was
			  * interrupted, or is done by another process; many who begin it in turn
			  * would never end */
};

static void forget_added(struct find_shelf *f)
{
	sbuf_free(&f->text);
	free(f->added);
	idmap_free(&f->places);
	free(f->dead);
	f->added = NULL;
	f->dead = NULL;
	f->nadded = f->added_room = f->nlive = 0;
}

static void forget_base(struct find_shelf *f)
{
	mapped_close(&f->map);
	f->base = (struct find_entries){ 0 };
	f->by_id = NULL;
	f->grams = (struct find_grams){ 0 };
	f->transaction = 0;
	forget_added(f);
}

static void lay_out_grams(const struct mapped *m, struct find_grams *g)
{
	size_t at, count, len, fits, tops;

	g->at = mapped_section(m, "gram_at", sizeof(*g->at), &at);
	g->count = mapped_section(m, "gram_count", sizeof(*g->count), &count);
	g->bytes = mapped_section(m, "grams", 1, &len);
	g->fits = mapped_section(m, "fits", sizeof(*g->fits), &fits);
	g->tops = mapped_section(m, "tops", sizeof(*g->tops), &tops);
	g->len = len;
	if (at != GRAM_SLOTS + 1 || count != GRAM_SLOTS || fits != GRAM_PAIRS || tops != GRAM_PAIRS)
		*g = (struct find_grams){ 0 };
}

/* Lays out what is mapped. False when its sections do not fit together. */
static bool lay_out(const struct mapped *m, struct find_entries *f, const uint32_t **by_id)
{
	size_t n, len, when, order;

	f->text = mapped_section(m, "text", 1, &len);
	f->at = mapped_section(m, "at", sizeof(*f->at), &n);
	f->ids = mapped_section(m, "ids", sizeof(*f->ids), &f->n);
	f->when = mapped_section(m, "when", sizeof(*f->when), &when);
	*by_id = mapped_section(m, "by_id", sizeof(**by_id), &order);
	f->len = len;
	return f->text && f->at && f->ids && f->when && *by_id && n == f->n + 1 && when == f->n &&
	       order == f->n;
}

/* The id at a place in the order of ids; 0 for a place that a damaged file made up. */
static int64_t id_in_order(const struct find_shelf *f, size_t k)
{
	return f->by_id[k] < f->base.n ? f->base.ids[f->by_id[k]] : 0;
}

/* Begins anew with what *m has mapped, and takes it over. */
static int take_base(struct store *s, struct find_shelf *f, struct mapped *m, struct error *e)
{
	struct find_entries base;
	const uint32_t *by_id;

	if (!lay_out(m, &base, &by_id)) {
		mapped_close(m);
		return 0;
	}
	forget_base(f);
	f->map = *m;
	f->base = base;
	f->by_id = by_id;
	lay_out_grams(&f->map, &f->grams);
	f->transaction = !m->inode && db_in_transaction(s->db) ? db_transactions(s->db) : 0;
	*m = (struct mapped){ 0 };
	touched_above(f->touched, base.n ? id_in_order(f, base.n - 1) : 0);
	return touched_since(s, f->touched, f->map.stamp.seq, e) < 0 ? -1 : 1;
}

/* Whether the journal that we see leads to where the file was made. */
static int fits(struct store *s, const struct mapped *m, struct error *e)
{
	uint64_t mark;

	if (journal_mark(s, m->stamp.seq, &mark, e) < 0)
		return -1;
	return mark == m->stamp.mark;
}

/* Takes a newer file than ours, when there is one. 1 when it did. */
static int renew(struct store *s, struct find_shelf *f, struct error *e)
{
	struct mapped m = f->map;
	char name[32];
	int fit;

	find_name(name, f->entity);
	m.base = NULL;
	if (!mapped_renew(&m, db_path(s->db), name, find_format()))
		return 0;
	fit = fits(s, &m, e);
	if (fit > 0)
		return take_base(s, f, &m, e);
	mapped_close(&m);
	return fit;
}

/* A new base from the tables. What another process has just made instead is taken; 1 when it is at it still,
 * and we do not wait. */
static int rebuild(struct store *s, struct find_shelf *f, enum mapping_for use, struct error *e)
{
	struct mapped m = { 0 };
	struct error why = { 0 };
	int rc = find_build(s, f->entity, use, &m, &why), got;

	if (rc > 0 && (got = renew(s, f, e)))
		return got < 0 ? -1 : 0;
	/* No room beside the book, or its file is of a later moment than the one that we read. */
	if (rc && use == MAPPING_FILE_WAIT && !db_stopped(s->db, e))
		rc = find_build(s, f->entity, MAPPING_MEMORY, &m, &why);
	if (rc > 0)
		return 1;
	if (rc) {
		if (e)
			*e = why;
		return -1;
	}
	return take_base(s, f, &m, e) < 0 ? -1 : 0;
}

static int begin(struct store *s, struct find_shelf *f, struct error *e)
{
	int64_t highest;
	int rc = renew(s, f, e);

	if (rc)
		return rc < 0 ? -1 : 0;
	if (sql_highest(s->db, f->entity, &highest, e) < 0)
		return -1;
	return rebuild(s, f, highest <= SMALL || db_in_transaction(s->db) ? MAPPING_MEMORY : MAPPING_FILE_WAIT,
		       e);
}

/* What was touched. */

static void kill_base(struct find_shelf *f, int64_t id)
{
	size_t low = 0, high = f->base.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (id_in_order(f, mid) < id)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == f->base.n || id_in_order(f, low) != id)
		return;
	if (!f->dead)
		f->dead = xcalloc(f->base.n / 8 + 1, 1);
	f->dead[f->by_id[low] / 8] |= (uint8_t)(1u << f->by_id[low] % 8);
}

static void kill_added(struct find_shelf *f, int64_t id)
{
	int64_t *place = idmap_get(&f->places, id);

	if (!place || !*place)
		return;
	f->added[*place - 1].id = 0;
	f->nlive--;
	*place = 0;
}

static int add(void *to, int64_t id, uint32_t when, const char *entry, size_t len, struct error *e)
{
	struct find_shelf *f = to;

	(void)e;
	*(struct find_added *)array_add(&f->added, &f->nadded, &f->added_room, sizeof(*f->added)) =
		(struct find_added){ f->text.len, id, when, (uint32_t)len };
	sbuf_add(&f->text, entry, len);
	*idmap_put(&f->places, id) = (int64_t)f->nadded;
	f->nlive++;
	return 0;
}

/* Leaves the dead behind when they are most. */
static void tidy(struct find_shelf *f)
{
	size_t n = 0, len = 0;

	if (f->nadded < 64 || f->nadded < 2 * f->nlive)
		return;
	for (size_t i = 0; i < f->nadded; i++) {
		struct find_added a = f->added[i];

		if (!a.id)
			continue;
		memmove(f->text.data + len, f->text.data + a.at, a.len);
		a.at = len;
		len += a.len;
		f->added[n++] = a;
		*idmap_put(&f->places, a.id) = (int64_t)n;
	}
	f->nadded = n;
	f->text.len = len;
}

struct touching {
	struct store *store;
	struct find_shelf *shelf;
	struct error *error;
	int rc;
};

static void read_again(void *to, int64_t first, int64_t last)
{
	struct touching *t = to;

	for (int64_t id = first; id <= last && t->rc == 0; id++) {
		kill_base(t->shelf, id);
		kill_added(t->shelf, id);
		t->rc = find_read(t->store, t->shelf->entity, id, add, t->shelf, t->error);
	}
}

static int64_t all_of(const struct find_shelf *f)
{
	return (int64_t)(f->base.n + f->nlive);
}

static bool is_behind(const struct find_shelf *f)
{
	return touched_count(f->touched) > BEHIND + all_of(f) / 50 || touched_rows(f->touched) > ROWS_MOST;
}

static bool is_behind_idle(const struct find_shelf *f)
{
	return touched_count(f->touched) > BEHIND_IDLE + all_of(f) / 500 ||
	       touched_rows(f->touched) > ROWS_MOST / 4;
}

static int catch_up(struct store *s, struct find_shelf *f, struct error *e)
{
	struct touching t = { s, f, e, 0 };

	if (overlay_update(s, e) < 0)
		return -1;
	if (is_behind(f) && !db_in_transaction(s->db) && begin(s, f, e) < 0)
		return -1;
	touched_take(f->touched, read_again, &t);
	tidy(f);
	return t.rc;
}

static struct find_shelf *shelf_of(struct store *s, const struct entity *e)
{
	struct find_shelf *f;

	if (!s->find)
		s->find = xcalloc(1, sizeof(*s->find));
	f = &s->find->shelves[e->id];
	if (!f->entity) {
		f->entity = e;
		f->touched = overlay_watch(s, e);
	}
	return f;
}

struct find_shelf *find_shelf(struct store *s, const struct entity *e, struct error *err)
{
	struct find_shelf *f = shelf_of(s, e);
	bool ended = f->transaction && (!db_in_transaction(s->db) || f->transaction != db_transactions(s->db));
	int rc = 0;

	if (ended)
		forget_base(f);
	if (!f->base.at)
		rc = begin(s, f, err);
	else if (!db_in_transaction(s->db))
		rc = renew(s, f, err);
	return rc < 0 || catch_up(s, f, err) < 0 ? NULL : f;
}

/* An importer makes the files that whoever comes next will ask for. */
static bool wrote_much(const struct store *s)
{
	return db_written(s->db) - (s->find ? s->find->looked : 0) > BEHIND_IDLE;
}

static bool has_work(const struct store *s)
{
	if (db_read_only(s->db))
		return false;
	for (int i = 0; s->find && i < ENTITY_COUNT; i++)
		if (s->find->shelves[i].base.at && is_behind_idle(&s->find->shelves[i]))
			return true;
	return wrote_much(s);
}

bool find_due(const struct store *s)
{
	return (!s->find || clock_ticks() >= s->find->resting) && has_work(s);
}

/* 1 when another process is making the file: in idle time nobody is waited for. */
static int idle_entity(struct store *s, const struct entity *e, bool all, struct error *err)
{
	struct find_shelf *f = shelf_of(s, e);
	int64_t highest;

	if (!f->base.at && !all)
		return 0;
	if (renew(s, f, err) < 0 || overlay_update(s, err) < 0 || sql_highest(s->db, e, &highest, err) < 0)
		return -1;
	if (f->base.at ? !is_behind_idle(f) : highest <= SMALL)
		return 0;
	return rebuild(s, f, MAPPING_FILE, err);
}

int find_idle(struct store *s, struct error *err)
{
	bool all = wrote_much(s);
	int rc = 0;

	if (!has_work(s))
		return 0;
	for (int i = 0; rc == 0 && i < ENTITY_COUNT; i++)
		if (entity_at((enum entity_id)i)->flags & ENTITY_FIND)
			rc = idle_entity(s, entity_at((enum entity_id)i), all, err);
	if (rc == 0)
		s->find->looked = db_written(s->db);
	else
		s->find->resting = clock_ticks() + REST;
	return rc < 0 ? -1 : 0;
}

void find_forget(struct store *s)
{
	for (int i = 0; s->find && i < ENTITY_COUNT; i++)
		forget_base(&s->find->shelves[i]);
	free(s->find);
	s->find = NULL;
}
