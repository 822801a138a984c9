#include "exchange/listing.h"

#include "base/idmap.h"
#include "model/point.h"

#define CARDS_AT_ONCE 100

struct listing {
	struct arena arena;
	struct request list;     /* as it was asked for */
	const char *columns;     /* of address cards: all there are */
	const char *points;      /* of their contact points */
	struct writer *writer;
	struct sbuf expr;        /* of the points, or the times of a series, that are asked for */
	size_t ids;              /* of how many of the ids the records were asked for */
	int64_t offset, total, done;
	bool cards, ended;
	struct table *page;      /* address cards: the rows whose points are still to come */
	size_t from, some;       /* those that are asked for: half as many when their points do not fit */
	struct idmap seen;       /* calendars: the series that rows are of ... */
	int64_t *series;         /* ... in their order, each told whole when the list is at its end */
	size_t nseries, series_room, told;
	struct series_part *parts; /* of the one that is asked for */
	size_t nparts, parts_room;
	int64_t members;         /* taken of those that are there, or of the removed ones */
	bool removed;            /* these are asked for */
};

static const char *copied(struct listing *l, const char *text)
{
	return text ? arena_strdup(&l->arena, text) : NULL;
}

static const char *all_columns(struct listing *l, const struct entity *e)
{
	struct sbuf columns = SBUF_INIT;
	const char *all;

	for (unsigned i = COMMON_COUNT; i < e->nfields; i++)
		sbuf_printf(&columns, "%s%s", columns.len ? "," : "", e->fields[i].name);
	all = arena_strdup(&l->arena, sbuf_text(&columns));
	sbuf_free(&columns);
	return all;
}

static void copy_ids(struct listing *l, const struct request *r)
{
	int64_t *ids = arena_alloc(&l->arena, r->nids * sizeof(*ids));

	memcpy(ids, r->ids, r->nids * sizeof(*ids));
	l->list.ids = ids;
}

struct listing *listing_open(const struct request *r, struct writer *w, struct error *e)
{
	struct listing *l;

	if (writer_wants_points(w) && !entity_has_points(r->entity)) {
		error_set(e, ERROR_USAGE, _("Only lists of contacts and customers can be address cards."));
		return NULL;
	}
	if (writer_wants_all(w) && !writer_wants_points(w) && r->entity->id != ENTITY_ACTIVITY) {
		error_set(e, ERROR_USAGE, _("Only lists of activities can be a calendar."));
		return NULL;
	}
	l = xcalloc(1, sizeof(*l));
	l->list = *r;
	l->writer = w;
	l->cards = writer_wants_points(w);
	l->list.expr = copied(l, r->expr);
	l->list.sort = copied(l, r->sort);
	l->list.group = r->nids ? NULL : copied(l, r->group);
	l->columns = writer_wants_all(w) ? all_columns(l, r->entity) : copied(l, r->columns);
	l->points = arena_printf(&l->arena, "%s,kind,use,value,postcode,city,region,country,main", r->entity->name);
	l->offset = r->offset;
	l->total = r->nids ? (int64_t)r->nids : -1;
	if (r->nids)
		copy_ids(l, r);
	return l;
}

static void free_parts(struct listing *l)
{
	for (size_t i = 0; i < l->nparts; i++)
		table_free((struct table *)l->parts[i].table);
	l->nparts = 0;
}

void listing_free(struct listing *l)
{
	if (!l)
		return;
	table_free(l->page);
	free_parts(l);
	free(l->parts);
	free(l->series);
	idmap_free(&l->seen);
	sbuf_free(&l->expr);
	arena_free(&l->arena);
	free(l);
}

static void next_points(struct listing *l, struct request *r)
{
	const char *owner = l->list.entity->name;

	sbuf_reset(&l->expr);
	sbuf_printf(&l->expr, "%s.id:", owner);
	for (size_t i = 0; i < l->some; i++)
		sbuf_printf(&l->expr, "%s%lld", i ? "," : "", (long long)l->page->rows[l->from + i].id);
	*r = (struct request){ .verb = VERB_LIST, .entity = entity_at(ENTITY_POINT), .sort = "kind,-main,id",
			       .expr = sbuf_text(&l->expr), .columns = l->points };
}

static void next_ids(const struct listing *l, struct request *r)
{
	size_t left = l->list.nids - l->ids;

	r->expr = NULL; /* these, whether the list still shows them or not */
	r->ids = l->list.ids + l->ids;
	r->nids = left < LIST_IDS ? left : LIST_IDS;
}

/* All times of the next series: those that are there, then the removed ones. */
static void next_series(struct listing *l, struct request *r)
{
	long long id = (long long)l->series[l->told];

	sbuf_reset(&l->expr);
	sbuf_printf(&l->expr, "id:%lld or series.id:%lld", id, id);
	*r = (struct request){ .verb = VERB_LIST, .entity = l->list.entity, .sort = "slot,id",
			       .expr = sbuf_text(&l->expr), .columns = l->columns, .offset = l->members,
			       .removed = l->removed };
}

bool listing_next(struct listing *l, struct request *r)
{
	if (l->page) {
		next_points(l, r);
		return true;
	}
	if (l->ended && l->told < l->nseries) {
		next_series(l, r);
		return true;
	}
	if (l->ended)
		return false;
	*r = (struct request){ .verb = VERB_LIST, .entity = l->list.entity, .expr = l->list.expr,
			       .sort = l->list.sort, .columns = l->columns, .group = l->list.group,
			       .offset = l->offset,
			       .removed = l->list.removed };
	if (l->list.limit)
		r->limit = l->list.limit - l->done;
	if (l->list.nids)
		next_ids(l, r);
	return true;
}

static void begin_points(struct listing *l)
{
	size_t left = l->page->nrows - l->from;

	l->some = left < CARDS_AT_ONCE ? left : CARDS_AT_ONCE;
	if (left)
		return;
	table_free(l->page);
	l->page = NULL;
}

static int take_points(struct listing *l, struct answer *a, struct error *e)
{
	struct table rows = *l->page;

	if (a->more && l->some > 1) {
		l->some /= 2;
		return 0;
	}
	rows.rows += l->from;
	rows.nrows = l->some;
	writer_points(l->writer, a->tables[0]);
	if (writer_page(l->writer, &rows, e))
		return -1;
	l->from += l->some;
	begin_points(l);
	return 0;
}

/* A page is the last one unless there is more of the list, or of the ids. */
static void go_on(struct listing *l, const struct answer *a, size_t rows)
{
	l->done += (int64_t)rows;
	l->offset += (int64_t)rows;
	if (a->more && rows && (!l->list.limit || l->done < l->list.limit))
		return;
	l->ids += LIST_IDS;
	l->offset = 0;
	l->ended = l->ids >= l->list.nids;
}

static void note_series(struct listing *l, const struct table *t)
{
	for (size_t i = 0; i < t->nrows; i++) {
		int64_t id = writer_series_of(l->writer, t, &t->rows[i]);

		if (!id || idmap_get(&l->seen, id))
			continue;
		idmap_put(&l->seen, id);
		*(int64_t *)array_add(&l->series, &l->nseries, &l->series_room, sizeof(int64_t)) = id;
	}
}

static int take_series(struct listing *l, struct answer *a, struct error *e)
{
	struct series_part *part = array_add(&l->parts, &l->nparts, &l->parts_room, sizeof(*part));
	int rc = 0;

	*part = (struct series_part){ a->tables[0], l->removed };
	a->tables[0] = NULL;
	l->members += (int64_t)part->table->nrows;
	if (a->more && part->table->nrows)
		return 0;
	l->members = 0;
	l->removed = !l->removed;
	if (l->removed)
		return 0;
	rc = writer_series(l->writer, l->series[l->told++], l->parts, l->nparts, e);
	free_parts(l);
	return rc;
}

int listing_take(struct listing *l, struct answer *a, struct error *e)
{
	struct table *t = a->ntables ? a->tables[0] : NULL;

	if (!t) {
		l->ended = true;
		l->told = l->nseries;
		return 0;
	}
	if (l->page)
		return take_points(l, a, e);
	if (l->ended)
		return take_series(l, a, e);
	if (l->total < 0)
		l->total = l->list.limit && l->list.limit < t->total ? l->list.limit : t->total;
	go_on(l, a, t->nrows);
	note_series(l, t);
	if (!l->cards)
		return writer_page(l->writer, t, e);
	l->page = t;
	a->tables[0] = NULL;
	l->from = 0;
	begin_points(l);
	return 0;
}

int64_t listing_total(const struct listing *l)
{
	return l->total;
}

int64_t listing_done(const struct listing *l)
{
	return l->done;
}
