#include "store/series.h"

#include <stdlib.h>

#include "base/clock.h"
#include "store/functions.h"
#include "store/journal.h"
#include "store/overlay.h"
#include "store/select.h"
#include "store/sql.h"

#define FEW    5000 /* records: SQL reads them about as fast */
#define BEHIND 2000 /* touched records: each costs a look-up in every new list */
#define STALE  500  /* from so many on, it is worth somebody's idle time to make new ones */
#define REST   60000 /* ms, after it could not be done, was interrupted, or is done by another process */

/* What is open of one entity. */
struct shelf {
	struct series **series; /* by field; NULL: not open */
	struct touched *touched; /* since `seq` */
	int64_t seq; /* the oldest series's; -1: none is open */
	uint32_t *ids; /* what was touched, sorted */
	size_t nids, room;
	bool sorted;
};

struct series_set {
	struct shelf shelves[ENTITY_COUNT];
	uint64_t generation;
	int64_t few;
	int64_t rest; /* ticks until which idle time is not used */
	int64_t looked; /* changes that were made here when idle time was last used */
};

/* Values */

struct value series_value(const struct series *c, uint32_t code)
{
	if (code >= c->values)
		return VALUE_NONE;
	if (c->numbers)
		return (struct value){ .kind = VALUE_INT, .i = c->numbers[code] };
	return (struct value){ .kind = VALUE_TEXT, .s = series_text(c, code) };
}

static int order_to(const struct series *c, uint32_t code, struct value v)
{
	const char *text;

	if (c->numbers)
		return (c->numbers[code] > v.i) - (c->numbers[code] < v.i);
	text = series_text(c, code);
	if (!field_is_wording(c->field))
		return strcmp(text, v.s);
	return fold_collate(NULL, (int)strlen(text), text, (int)strlen(v.s), v.s);
}

uint32_t series_find(const struct series *c, struct value v, bool *same)
{
	uint32_t low = 0, high = c->values;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (order_to(c, mid, v) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	*same = low < c->values && order_to(c, low, v) == 0;
	return low;
}

/* Opening */

static struct series_set *set_of(struct store *s)
{
	if (!s->series) {
		s->series = xcalloc(1, sizeof(*s->series));
		s->series->few = FEW;
		for (size_t i = 0; i < ENTITY_COUNT; i++)
			s->series->shelves[i].seq = -1;
	}
	return s->series;
}

static struct shelf *shelf_of(struct store *s, const struct entity *e)
{
	struct shelf *h = &set_of(s)->shelves[e->id];

	if (!h->series) {
		h->series = xcalloc(e->nfields, sizeof(struct series *));
		h->touched = overlay_watch(s, e);
	}
	return h;
}

static void series_close(struct series *c)
{
	if (c)
		mapped_close(&c->file);
	free(c);
}

static void close_all(struct store *s, const struct entity *e)
{
	struct shelf *h = shelf_of(s, e);

	for (unsigned i = 0; i < e->nfields; i++) {
		series_close(h->series[i]);
		h->series[i] = NULL;
	}
	h->seq = -1;
	h->nids = 0;
	set_of(s)->generation++;
}

/* What is named by the file is there, as long as it should be. */
static bool lay_out(struct series *c)
{
	size_t n, live, order, starts, numbers, offsets, nterms;
	const uint64_t *terms;

	c->starts = mapped_section(&c->file, "starts", sizeof(uint32_t), &starts);
	c->width = series_width(starts < 2 ? 0 : starts - 2);
	c->codes = mapped_section(&c->file, "codes", c->width, &n);
	c->live = mapped_section(&c->file, "live", sizeof(uint64_t), &live);
	c->order = mapped_section(&c->file, "order", sizeof(uint32_t), &order);
	c->numbers = mapped_section(&c->file, "numbers", sizeof(int64_t), &numbers);
	c->offsets = mapped_section(&c->file, "offsets", sizeof(uint32_t), &offsets);
	c->texts = mapped_section(&c->file, "texts", 1, &c->text_bytes);
	terms = mapped_section(&c->file, "terms", sizeof(*terms), &nterms);
	c->terms = terms && nterms ? *terms : 0;
	if (!c->codes || !c->live || !c->starts || starts < 2 || n >= UINT32_MAX || order > n ||
	    live != (n + 63) / 64)
		return false;
	c->n = (uint32_t)n;
	c->lives = (uint32_t)order;
	c->values = (uint32_t)starts - 2;
	if (field_is_whole(c->field)) {
		c->offsets = NULL;
		return numbers == c->values;
	}
	c->numbers = NULL;
	return offsets == c->values &&
	       (!c->values || (c->text_bytes && c->texts[c->text_bytes - 1] == '\0'));
}

/* Whether the file tells of this book as it was at that moment. */
static bool fits_book(struct store *s, const struct series *c)
{
	uint64_t mark;

	return journal_mark(s, c->file.stamp.seq, &mark, NULL) == 0 && mark == c->file.stamp.mark;
}

/* Takes a series of this age in, as far as not too much was touched since: 1, 0, or -1. */
static int admit(struct store *s, struct shelf *h, int64_t seq, struct error *err)
{
	int64_t before = h->seq;

	if (before >= 0 && seq >= before)
		return 1;
	if (touched_since(s, h->touched, seq, err) < 0)
		return -1;
	h->nids = 0;
	h->seq = seq;
	if (touched_count(h->touched) <= BEHIND)
		return 1;
	h->seq = before;
	return before >= 0 && touched_since(s, h->touched, before, err) < 0 ? -1 : 0;
}

static struct series *series_new(const struct entity *e, const struct field *f)
{
	struct series *c = xcalloc(1, sizeof(*c));

	c->entity = e;
	c->field = f;
	return c;
}

/* Whether what its values hang on besides the records is still the same. */
static bool fits_terms(struct store *s, const struct series *c)
{
	uint64_t terms;

	return !series_sum(c->entity, c->field) ||
	       (series_terms(s, &terms, NULL) == 0 && terms == c->terms);
}

/* Whether there is a sound file of this book that is younger than `seq`. */
static bool map_file(struct store *s, struct series *c, int64_t seq)
{
	char name[64];

	snprintf(name, sizeof(name), "%s.%s", c->entity->name, c->field->name);
	return mapped_renew(&c->file, db_path(s->db), name, SERIES_FORMAT) && lay_out(c) &&
	       fits_book(s, c) && fits_terms(s, c) && c->file.stamp.seq > seq;
}

/* A file that somebody else has made meanwhile is as good as ours, if it is younger than `seq`. 1, 0, or -1. */
static int make_file(struct store *s, struct series *c, enum mapping_for use, int64_t seq, struct error *err)
{
	char name[64];
	int rc;

	mapped_close(&c->file);
	snprintf(name, sizeof(name), "%s.%s", c->entity->name, c->field->name);
	rc = series_build(s, c, name, use, err);
	if (rc)
		return rc < 0 ? -1 : lay_out(c);
	return map_file(s, c, seq);
}

static int series_open(struct store *s, struct series *c, enum mapping_for use, struct error *err)
{
	struct shelf *h = shelf_of(s, c->entity);
	int rc = map_file(s, c, -1) ? admit(s, h, c->file.stamp.seq, err) : 0;

	if (rc == 0) {
		rc = make_file(s, c, use, -1, err);
		if (rc > 0)
			rc = admit(s, h, c->file.stamp.seq, err);
	}
	if (rc > 0) {
		set_of(s)->generation++;
		h->series[entity_index(c->entity, c->field)] = c;
	} else {
		series_close(c);
	}
	return rc;
}

/* Asking */

/* What a contact point tells of its owner. */
static bool is_of_point(const struct entity *e, const struct field *f)
{
	static const char *const names[] = { "phone", "email", "city", "country" };
	bool found = false;

	for (size_t i = 0; i < LENGTH(names); i++)
		found |= !strcmp(f->name, names[i]);
	return found && (e->id == ENTITY_CUSTOMER || e->id == ENTITY_CONTACT);
}

bool series_possible(const struct entity *e, const struct field *f)
{
	if (e->flags & ENTITY_PRIVATE || e->id == ENTITY_VIEW || e->id == ENTITY_SETTING)
		return false;
	if (f->flags & FIELD_COMPUTED)
		return is_of_point(e, f) || series_sum(e, f) != NULL;
	return f->type != FIELD_NOTE && strcmp(f->name, "id");
}

static bool is_small(struct store *s, const struct entity *e)
{
	int64_t last;

	if (sql_highest(s->db, e, &last, NULL) < 0)
		last = 0;
	return last < set_of(s)->few || last >= UINT32_MAX;
}

/* What was touched counts from the oldest that is open now. */
static int recount(struct store *s, struct shelf *h, const struct entity *e, struct error *err)
{
	h->seq = -1;
	h->nids = 0;
	s->series->generation++;
	for (unsigned i = 0; i < e->nfields; i++)
		if (h->series[i] && (h->seq < 0 || h->series[i]->file.stamp.seq < h->seq))
			h->seq = h->series[i]->file.stamp.seq;
	return h->seq < 0 ? 0 : touched_since(s, h->touched, h->seq, err);
}

/* Lets an open one go that tells of other terms. */
static int drop_unfit(struct store *s, struct shelf *h, const struct entity *e, const struct field *f,
		      struct error *err)
{
	struct series **c = &h->series[entity_index(e, f)];

	if (!*c || fits_terms(s, *c))
		return 0;
	series_close(*c);
	*c = NULL;
	return recount(s, h, e, err);
}

static int get(struct store *s, const struct entity *e, const struct field *f, enum mapping_for use,
	       const struct series **c, struct error *err)
{
	struct shelf *h;
	int rc;

	if (s->asof || !series_possible(e, f) || is_small(s, e))
		return 0;
	h = shelf_of(s, e);
	if (overlay_update(s, err) < 0)
		return -1;
	if (h->seq >= 0 && touched_count(h->touched) > BEHIND)
		close_all(s, e);
	if (drop_unfit(s, h, e, f, err) < 0)
		return -1;
	rc = h->series[entity_index(e, f)] ? 1 : series_open(s, series_new(e, f), use, err);
	*c = h->series[entity_index(e, f)];
	return rc;
}

int series_get(struct store *s, const struct entity *e, const struct field *f, const struct series **c,
	       struct error *err)
{
	return get(s, e, f, MAPPING_FILE_WAIT, c, err);
}

static void take_range(void *to, int64_t first, int64_t last)
{
	struct shelf *h = to;

	for (int64_t id = first; id <= last && id < UINT32_MAX; id++) {
		if (id < 1)
			continue;
		*(uint32_t *)array_add(&h->ids, &h->nids, &h->room, sizeof(*h->ids)) = (uint32_t)id;
		h->sorted = false;
	}
}

static int by_id(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static void sort_ids(struct shelf *h)
{
	size_t kept = 0;

	if (h->nids)
		qsort(h->ids, h->nids, sizeof(*h->ids), by_id);
	for (size_t i = 0; i < h->nids; i++)
		if (!kept || h->ids[kept - 1] != h->ids[i])
			h->ids[kept++] = h->ids[i];
	h->nids = kept;
	h->sorted = true;
}

const uint32_t *series_touched(struct store *s, const struct entity *e, size_t *n, struct error *err)
{
	static const uint32_t none[1];
	struct shelf *h = shelf_of(s, e);

	if (overlay_update(s, err) < 0)
		return NULL;
	touched_take(h->touched, take_range, h);
	if (!h->sorted)
		sort_ids(h);
	*n = h->nids;
	return h->ids ? h->ids : none;
}

/* Idle time */

static bool is_stale(const struct shelf *h)
{
	return h->seq >= 0 && touched_count(h->touched) > STALE;
}

static bool wrote_much(const struct store *s)
{
	return db_written(s->db) - (s->series ? s->series->looked : 0) > STALE;
}

static bool has_work(const struct store *s)
{
	if (db_read_only(s->db))
		return false;
	for (int i = 0; s->series && i < ENTITY_COUNT; i++)
		if (is_stale(&s->series->shelves[i]))
			return true;
	return wrote_much(s);
}

bool series_due(const struct store *s)
{
	return (!s->series || clock_ticks() >= s->series->rest) && has_work(s);
}

/* What lists by name begin with: an importer makes it, before whoever comes next waits for it. */
static int make_titles(struct store *s, struct error *err)
{
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_at((enum entity_id)i);
		const struct series *c;

		if (!strcmp(e->order, e->title) &&
		    get(s, e, entity_must(e, e->title), MAPPING_FILE, &c, err) < 0)
			return -1;
	}
	set_of(s)->looked = db_written(s->db);
	return 1;
}

static struct series **oldest(struct shelf *h, const struct entity *e)
{
	struct series **found = NULL;

	for (unsigned i = 0; i < e->nfields; i++)
		if (h->series[i] && (!found || h->series[i]->file.stamp.seq < (*found)->file.stamp.seq))
			found = &h->series[i];
	return found;
}

/* Puts a new one in the place of the oldest, somebody else's if there is one. */
static int renew(struct store *s, struct shelf *h, const struct entity *e, struct error *err)
{
	struct series **old = oldest(h, e);
	struct series *c = series_new(e, (*old)->field);
	int64_t seq = (*old)->file.stamp.seq;
	int rc = map_file(s, c, seq);

	if (rc == 0)
		rc = make_file(s, c, MAPPING_FILE, seq, err);
	if (rc <= 0) {
		series_close(c);
		return rc;
	}
	series_close(*old);
	*old = c;
	return recount(s, h, e, err) < 0 ? -1 : 1;
}

static int use_idle(struct store *s, struct error *err)
{
	if (wrote_much(s))
		return make_titles(s, err);
	for (int i = 0; i < ENTITY_COUNT; i++) {
		struct shelf *h = &s->series->shelves[i];

		if (is_stale(h))
			return renew(s, h, entity_at((enum entity_id)i), err);
	}
	return 1;
}

int series_idle(struct store *s, struct error *err)
{
	int rc;

	if (!has_work(s))
		return 0;
	if (db_read_begin(s->db, err) < 0)
		return -1;
	rc = overlay_update(s, err) < 0 ? -1 : use_idle(s, err);
	if (db_read_end(s->db, err) < 0)
		rc = -1;
	if (rc <= 0)
		set_of(s)->rest = clock_ticks() + REST;
	return rc < 0 ? -1 : 0;
}

uint64_t series_generation(const struct store *s)
{
	return s->series ? s->series->generation : 0;
}

void series_limit(struct store *s, int64_t records)
{
	set_of(s)->few = records;
}

void series_forget(struct store *s)
{
	if (!s->series)
		return;
	for (int i = 0; i < ENTITY_COUNT; i++) {
		struct shelf *h = &s->series->shelves[i];

		if (h->series)
			close_all(s, entity_at((enum entity_id)i));
		free(h->series);
		free(h->ids);
	}
	free(s->series);
	s->series = NULL;
}
