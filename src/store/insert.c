#include "store/insert.h"

#include "store/change.h"
#include "store/sql.h"
#include "store/waiting.h"

#define WAIT_MAX  256        /* records of one entity */
#define KEEP_MAX  (1u << 20) /* bytes of records that are written; then they are let go */
#define KNOWN	  64         /* records of one entity that were looked up last */
#define POINTS_MAX 8

/* Of one entity, in this transaction. */
struct adding {
	struct record *records[WAIT_MAX];
	size_t numbers[WAIT_MAX]; /* of their changes */
	size_t n;
	int64_t first, next;      /* ids that were given; 0: none yet */
	int64_t known[KNOWN];
};

/* The customer or contact that was added last, and the contact points that it has so far. */
struct owner {
	const struct entity *entity;
	int64_t id; /* 0: not known */
	struct {
		const char *kind;
		int64_t id;
	} points[POINTS_MAX];
	size_t npoints;
};

struct inserts {
	struct arena arena;
	int depth;
	int64_t transaction;
	struct adding *of[ENTITY_COUNT];
	struct owner owner;
	size_t number, refused;
	struct error failed; /* what waited could not be written: nothing more can be done but a roll-back */
};

/* What was noted in another transaction is worth nothing in this one. */
static void begin(struct store *s, struct inserts *in)
{
	in->transaction = db_transactions(s->db);
	for (size_t i = 0; i < LENGTH(in->of); i++)
		if (in->of[i])
			memset(in->of[i], 0, sizeof(*in->of[i]));
	in->owner = (struct owner){ 0 };
	in->number = 0;
	in->refused = SIZE_MAX;
	error_clear(&in->failed);
}

static struct inserts *inserts(struct store *s)
{
	if (!s->inserts)
		s->inserts = xcalloc(1, sizeof(*s->inserts));
	if (s->inserts->transaction != db_transactions(s->db))
		begin(s, s->inserts);
	return s->inserts;
}

static struct adding *adding(struct store *s, const struct entity *e)
{
	struct inserts *in = inserts(s);

	if (!in->of[e->id])
		in->of[e->id] = xcalloc(1, sizeof(*in->of[0]));
	return in->of[e->id];
}

static bool none_waits(const struct inserts *in)
{
	for (size_t i = 0; i < LENGTH(in->of); i++)
		if (in->of[i] && in->of[i]->n)
			return false;
	return true;
}

struct arena *insert_enter(struct store *s)
{
	struct inserts *in = inserts(s);

	if (!in->depth && in->arena.total > KEEP_MAX && none_waits(in)) {
		in->owner = (struct owner){ 0 };
		arena_free(&in->arena);
	}
	in->depth++;
	return &in->arena;
}

void insert_leave(struct store *s)
{
	s->inserts->depth--;
}

/* Writing */

/* One by one until the one that is refused, so that it can be named. */
static int find_refused(struct store *s, const struct adding *a, struct error *e)
{
	for (size_t i = 0; i < a->n; i++) {
		if (waiting_insert(s->db, &a->records[i], 1, e) == 0)
			continue;
		s->inserts->refused = a->numbers[i];
		return change_explain_double(s, a->records[i], e);
	}
	return 0;
}

static int write_entity(struct store *s, struct adding *a, struct error *e)
{
	int rc = 0;

	if (a->n && waiting_insert(s->db, a->records, a->n, e) < 0)
		rc = e->kind == ERROR_CONFLICT ? find_refused(s, a, e) : -1;
	a->n = 0;
	return rc;
}

static int before_next(void *store, struct error *e)
{
	return insert_flush(store, e);
}

/* The entities stand in an order in which a reference points to one before it, or to one that never waits
 * (see insert_add). */
int insert_flush(struct store *s, struct error *e)
{
	struct inserts *in = inserts(s);

	db_before_next(s->db, NULL, NULL);
	for (size_t i = 0; i < LENGTH(in->of) && !in->failed.kind; i++)
		if (in->of[i] && write_entity(s, in->of[i], &in->failed) < 0)
			break;
	if (!in->failed.kind)
		return 0;
	db_before_next(s->db, before_next, s);
	if (e)
		*e = in->failed;
	return -1;
}

static int next_id(struct store *s, const struct entity *e, struct adding *a, struct error *err)
{
	int64_t last;

	if (a->next)
		return 0;
	if (sql_last_id(s->db, e, &last, err) < 0)
		return -1;
	a->first = a->next = last + 1;
	return 0;
}

static bool belongs(const struct owner *o, const struct record *point)
{
	const struct value *v = point->values;
	bool contact = v[POINT_CONTACT].kind != VALUE_NULL;

	if (!o->id || (contact && v[POINT_CUSTOMER].kind != VALUE_NULL))
		return false;
	return o->entity->id == (contact ? ENTITY_CONTACT : ENTITY_CUSTOMER) &&
	       o->id == v[contact ? POINT_CONTACT : POINT_CUSTOMER].i;
}

static void note_owner(struct owner *o, const struct record *r)
{
	if (r->entity->id == ENTITY_CUSTOMER || r->entity->id == ENTITY_CONTACT) {
		*o = (struct owner){ .entity = r->entity, .id = r->id };
	} else if (r->entity->id == ENTITY_POINT && belongs(o, r)) {
		if (o->npoints == POINTS_MAX) {
			o->id = 0;
			return;
		}
		o->points[o->npoints].kind = r->values[POINT_KIND].s;
		o->points[o->npoints++].id = r->id;
	}
}

static bool may_wait(const struct entity *e)
{
	switch (e->id) {
	case ENTITY_CUSTOMER:
	case ENTITY_CONTACT:
	case ENTITY_POINT:
	case ENTITY_DEAL:
	case ENTITY_DEAL_LINE:
	case ENTITY_STAGE_MOVE:
	case ENTITY_ACTIVITY:
	case ENTITY_INVOICE:
	case ENTITY_CASE:
		return true;
	default:
		return false;
	}
}

int insert_add(struct store *s, struct record *r, struct error *e)
{
	struct adding *a = adding(s, r->entity);

	if (next_id(s, r->entity, a, e) < 0)
		return -1;
	r->id = a->next++;
	r->values[FIELD_ID_ID] = value_int(r->id);
	a->records[a->n] = r;
	a->numbers[a->n++] = s->inserts->number;
	note_owner(&s->inserts->owner, r);
	if (a->n == WAIT_MAX || !may_wait(r->entity))
		return insert_flush(s, e);
	db_before_next(s->db, before_next, s);
	return 0;
}

void insert_number(struct store *s, size_t number)
{
	inserts(s)->number = number;
}

size_t insert_refused(const struct store *s, size_t otherwise)
{
	return s->inserts && s->inserts->failed.kind && s->inserts->refused != SIZE_MAX
		       ? s->inserts->refused : otherwise;
}

void insert_free(struct store *s)
{
	for (size_t i = 0; s->inserts && i < LENGTH(s->inserts->of); i++)
		free(s->inserts->of[i]);
	if (s->inserts)
		arena_free(&s->inserts->arena);
	free(s->inserts);
	s->inserts = NULL;
}

/* Knowing */

int insert_exists(struct store *s, const struct entity *e, int64_t id, struct error *err)
{
	struct adding *a = adding(s, e);
	int64_t *known = &a->known[(uint64_t)id % KNOWN];
	int there;

	if ((a->first && id >= a->first && id < a->next) || *known == id)
		return 1;
	there = sql_exists(s->db, e, id, a->n == 0, err);
	if (there > 0)
		*known = id;
	return there;
}

/* Those that were added keep their ids, yet count as unknown from now on. */
void insert_changed(struct store *s, const struct entity *e)
{
	struct adding *a = adding(s, e);

	a->first = a->next;
	memset(a->known, 0, sizeof(a->known));
	if (e->id == ENTITY_POINT)
		s->inserts->owner = (struct owner){ 0 };
}

bool insert_is_alone(struct store *s, const struct record *point)
{
	const struct owner *o = &inserts(s)->owner;

	if (!belongs(o, point))
		return false;
	for (size_t i = 0; i < o->npoints; i++)
		if (o->points[i].id != point->id && !strcmp(o->points[i].kind, point->values[POINT_KIND].s))
			return false;
	return true;
}
