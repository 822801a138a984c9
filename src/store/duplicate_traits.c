/* What one record is known by. */
#include "store/duplicate.h"

bool duplicate_fits(const struct entity *e)
{
	return e->id == ENTITY_CUSTOMER || e->id == ENTITY_CONTACT;
}

static struct stmt *ask_record(struct store *s, const struct entity *e, int64_t id, struct error *err)
{
	static const char customer[] = "SELECT name, short, tax_id, kind = 'person' FROM customer t"
				       " WHERE id = ? AND removed = 0";
	static const char contact[] = "SELECT t.name, NULL, NULL, 1, c.name FROM contact t"
				      " LEFT JOIN customer c ON c.id = t.customer AND c.removed = 0"
				      " WHERE t.id = ? AND t.removed = 0";
	struct sbuf sql = SBUF_INIT;
	struct stmt *q;

	sbuf_puts(&sql, e->id == ENTITY_CUSTOMER ? customer : contact);
	rights_visible(s, &sql, e, "t");
	q = db_prepare(s->db, sql.data, err);
	sbuf_free(&sql);
	if (q)
		db_bind_int(q, 1, id);
	return q;
}

static int add_points(struct store *s, const struct entity *e, int64_t id, struct traits *t,
		      struct error *err)
{
	static const char of_customer[] = "SELECT kind, value, city FROM point WHERE customer = ?"
					  " AND removed = 0";
	static const char of_contact[] = "SELECT kind, value, city FROM point WHERE contact = ?"
					 " AND removed = 0";
	struct stmt *q = db_prepare(s->db, e->id == ENTITY_CUSTOMER ? of_customer : of_contact, err);
	int got;

	if (!q)
		return -1;
	db_bind_int(q, 1, id);
	while ((got = db_step(q, err)) == 1) {
		if (!strcmp(db_text(q, 0), "phone"))
			traits_add(t, TRAIT_PHONE, db_text(q, 1));
		else if (!strcmp(db_text(q, 0), "email"))
			traits_add(t, TRAIT_EMAIL, db_text(q, 1));
		traits_add(t, TRAIT_CITY, db_text(q, 2));
	}
	return got;
}

int duplicate_traits(struct store *s, const struct entity *e, int64_t id, struct traits *t,
		     struct error *err)
{
	struct stmt *q = ask_record(s, e, id, err);
	int got = q ? db_step(q, err) : -1;

	if (got <= 0)
		return got;
	t->person = db_int(q, 3) != 0;
	traits_add(t, TRAIT_NAME, db_text(q, 0));
	traits_add(t, TRAIT_NAME, db_text(q, 1));
	traits_add(t, TRAIT_TAX, db_text(q, 2));
	if (e->id == ENTITY_CONTACT)
		traits_add(t, TRAIT_CUSTOMER, db_text(q, 4));
	db_reset(q);
	return add_points(s, e, id, t, err) < 0 ? -1 : 1;
}
