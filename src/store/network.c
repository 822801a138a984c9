/* The walk over who stands how to whom: breadth first, with a limit. */
#include "store/network.h"

#include "base/intl.h"

/* The ties of each kind of party: kind, whether it leads back, the three ends of which one has a value,
 * strength, since, until. What the book knows without a relation counts too: where a contact works, and who
 * belongs to whom. Salespeople and their customers do not, else all customers of one were two ties apart. */
#define OWN(me)                                                                                    \
	"SELECT kind, 0, to_customer, to_contact, to_user, strength, since, until FROM relation"   \
	" WHERE removed = 0 AND \"" me "\" = ?1 UNION ALL "                                        \
	"SELECT kind, 1, customer, contact, user, strength, since, until FROM relation"            \
	" WHERE removed = 0 AND to_" me " = ?1"
#define TIE(back, customer, contact)                                                               \
	" UNION ALL SELECT " back ", " customer ", " contact ", NULL, NULL, NULL, NULL FROM "

static const char of_customer[] =
	OWN("customer")
	TIE("'owns', 1", "parent", "NULL") "customer WHERE id = ?1 AND parent IS NOT NULL"
	TIE("'owns', 0", "id", "NULL") "customer WHERE removed = 0 AND parent = ?1"
	TIE("'employs', 0", "NULL", "id") "contact WHERE removed = 0 AND customer = ?1"
	TIE("'employs', 0", "NULL", "contact") "role WHERE removed = 0 AND customer = ?1";

static const char of_contact[] =
	OWN("contact")
	TIE("'employs', 1", "customer", "NULL") "contact WHERE id = ?1 AND customer IS NOT NULL"
	TIE("'employs', 1", "customer", "NULL") "role WHERE removed = 0 AND contact = ?1";

static const char of_user[] = OWN("user");

enum { KIND, BACK, CUSTOMER, CONTACT, USER, STRENGTH, SINCE, UNTIL };

static const struct {
	enum entity_id entity;
	int column;
	const char *ties, *there; /* what was removed is no party any more */
} parties[] = {
	{ ENTITY_CUSTOMER, CUSTOMER, of_customer, "SELECT removed = 0 FROM customer WHERE id = ?" },
	{ ENTITY_CONTACT, CONTACT, of_contact, "SELECT removed = 0 FROM contact WHERE id = ?" },
	{ ENTITY_USER, USER, of_user, "SELECT removed = 0 FROM \"user\" WHERE id = ?" },
};

static size_t sort_of(const struct entity *e)
{
	size_t i = 0;

	while (i < LENGTH(parties) && parties[i].entity != e->id)
		i++;
	return i;
}

bool party_is(const struct entity *e)
{
	return sort_of(e) < LENGTH(parties);
}

/* A number that no other party has. */
static int64_t key_of(struct party p)
{
	return p.id * (int64_t)LENGTH(parties) + (int64_t)sort_of(p.entity);
}

static struct node *add(struct network *n, struct party p)
{
	struct node *node = array_add(&n->nodes, &n->n, &n->room, sizeof(*node));

	node->party = p;
	*idmap_put(&n->seen, key_of(p)) = (int64_t)n->n;
	return node;
}

static const char *name_in(const struct choice *set, const char *name)
{
	for (; set->name; set++)
		if (!strcmp(set->name, name))
			return set->name;
	return NULL;
}

static struct party party_of(struct stmt *q)
{
	size_t i = 0;

	while (i + 1 < LENGTH(parties) && db_is_null(q, parties[i].column))
		i++;
	return (struct party){ entity_at(parties[i].entity), db_int(q, parties[i].column) };
}

static struct value day_of(struct stmt *q, int column)
{
	date_t d;

	if (db_is_null(q, column) || date_read_iso(db_text(q, column), &d) < 0)
		return VALUE_NONE;
	return value_int(d);
}

static struct tie tie_of(struct stmt *q)
{
	return (struct tie){ .kind = name_in(relation_kind, db_text(q, KIND)),
			     .back = db_int(q, BACK) != 0,
			     .strength = name_in(relation_strength, db_text(q, STRENGTH)),
			     .since = day_of(q, SINCE),
			     .until = day_of(q, UNTIL) };
}

struct found {
	struct party party;
	struct tie tie;
};

struct founds {
	struct found *items;
	size_t n, room;
};

/* The ties of a party; those it was seen by already stay out. */
static int ties_of(struct store *s, const struct network *n, struct party p, bool ended, struct founds *out,
		   struct error *err)
{
	struct stmt *q = db_prepare(s->db, parties[sort_of(p.entity)].ties, err);
	int got;

	if (!q)
		return -1;
	db_bind_int(q, 1, p.id);
	out->n = 0;
	while ((got = db_step(q, err)) == 1) {
		struct found f = { party_of(q), tie_of(q) };

		if (idmap_get(&n->seen, key_of(f.party)) ||
		    (!ended && f.tie.until.kind && f.tie.until.i < s->context.today))
			continue;
		*(struct found *)array_add(&out->items, &out->n, &out->room, sizeof(f)) = f;
	}
	return got;
}

static int is_there(struct store *s, struct party p, struct error *err)
{
	struct stmt *q = db_prepare(s->db, parties[sort_of(p.entity)].there, err);
	int64_t there;

	if (!q)
		return -1;
	db_bind_int(q, 1, p.id);
	return db_one(q, 0, &there, err) < 0 ? -1 : (int)there;
}

/* Adds the parties beside that of `at`. 1 when the goal is among them or the limit is reached, 0, or -1. */
static int look_around(struct network *n, struct store *s, size_t at, const struct reach *reach,
		       struct founds *beside, struct error *err)
{
	if (ties_of(s, n, n->nodes[at].party, reach->ended, beside, err) < 0)
		return -1;
	for (size_t i = 0; i < beside->n; i++) {
		const struct found *f = &beside->items[i];
		struct node *node;
		int there;

		if (idmap_get(&n->seen, key_of(f->party))) /* by another tie of the same party */
			continue;
		there = is_there(s, f->party, err);
		if (there < 0)
			return -1;
		if (!there)
			continue;
		if (n->n >= reach->parties) {
			n->cut = true;
			return 1;
		}
		node = add(n, f->party);
		node->tie = f->tie;
		node->from = at;
		node->depth = n->nodes[at].depth + 1;
		if (reach->goal && reach->goal->entity == f->party.entity && reach->goal->id == f->party.id)
			return 1;
	}
	return 0;
}

int64_t network_walk(struct network *n, struct store *s, struct party from, const struct reach *reach,
		     struct error *err)
{
	struct founds beside = { 0 };
	const int64_t *goal;
	int rc = 0;

	add(n, from);
	for (size_t at = 0; rc == 0 && at < n->n && n->nodes[at].depth < reach->depth; at++)
		rc = look_around(n, s, at, reach, &beside, err);
	free(beside.items);
	if (rc < 0)
		return -1;
	goal = reach->goal ? idmap_get(&n->seen, key_of(*reach->goal)) : NULL;
	return goal ? *goal - 1 : (int64_t)n->n;
}

void network_free(struct network *n)
{
	free(n->nodes);
	idmap_free(&n->seen);
}
