/* What the search for duplicates reads of the book: names, and signs by which records stand in one block. */
#include "store/duplicate_hunt.h"

#include <stdlib.h>

#include "model/similar.h"
#include "store/sql.h"

static uint64_t hash_of(const char *s)
{
	static const uint64_t secret[2];
	uint64_t hash = map_hash(s, strlen(s), secret);

	return hash ? hash : 1;
}

static void sign(struct hunt *f, enum block block, uint64_t hash, uint32_t record)
{
	struct signs *s = &f->blocks[block];
	struct sign *one = array_add(&s->items, &s->n, &s->room, sizeof(*one));

	*one = (struct sign){ hash, record };
}

static void keep_start(uint32_t start[START], struct letters l)
{
	for (size_t i = 0; i < l.n && i < START; i++)
		start[i] = l.at[i];
}

static void add_name(struct hunt *f, const char *text, bool person)
{
	uint32_t room[LETTERS_MAX];
	struct letters l;
	struct name *n;

	if (!*text)
		return;
	n = array_add(&f->names, &f->nnames, &f->names_room, sizeof(*n));
	name_key_make(&n->key, text, person, &f->arena);
	l = letters_of(n->key.core, room);
	for (size_t i = 0; i < l.n; i++)
		n->letters |= UINT64_C(1) << (l.at[i] & 63);
	n->record = (uint32_t)(f->n - 1);
	n->length = (uint16_t)l.n;
	keep_start(n->core, l);
	keep_start(n->sorted, letters_of(n->key.sorted, room));
	if (!n->length)
		f->nnames--;
}

static void add_tax_id(struct hunt *f, const char *typed)
{
	struct arena a = { 0 };
	const char *key = tax_key(typed, &a);

	/* With and without the country in front. */
	if (key)
		sign(f, BLOCK_TAX, hash_of(key + strcspn(key, "0123456789")), (uint32_t)(f->n - 1));
	arena_free(&a);
}

static void add_record(struct hunt *f, struct stmt *q)
{
	*(int64_t *)array_add(&f->ids, &f->n, &f->room, sizeof(int64_t)) = db_int(q, 0);
	*(uint32_t *)array_add(&f->first, &f->nfirst, &f->first_room, sizeof(uint32_t)) =
		(uint32_t)f->nnames;
	add_name(f, db_text(q, 1), db_int(q, 4));
	add_name(f, db_text(q, 2), db_int(q, 4));
	add_tax_id(f, db_text(q, 3));
}

static struct stmt *ask_all(struct hunt *f, const char *sql, struct error *err)
{
	struct sbuf all = SBUF_INIT;
	struct stmt *q;

	sbuf_puts(&all, sql);
	rights_visible(f->store, &all, f->entity, "t");
	sbuf_puts(&all, " ORDER BY t.id");
	q = db_prepare(f->store->db, all.data, err);
	sbuf_free(&all);
	return q;
}

static int read_records(struct hunt *f, struct error *err)
{
	struct stmt *q = ask_all(f, f->entity->id == ENTITY_CUSTOMER
		? "SELECT t.id, t.name, t.short, t.tax_id, t.kind = 'person' FROM customer t WHERE t.removed = 0"
		: "SELECT t.id, t.name, NULL, NULL, 1 FROM contact t WHERE t.removed = 0", err);
	int64_t last;
	int got = q ? sql_highest(f->store->db, f->entity, &last, err) : -1;

	while (got >= 0 && (got = db_step(q, err)) == 1) {
		add_record(f, q);
		hunt_tell(f, HUNT_READS, (size_t)f->ids[f->n - 1], (size_t)last * 2); /* behind them their points */
	}
	*(uint32_t *)array_add(&f->first, &f->nfirst, &f->first_room, sizeof(uint32_t)) =
		(uint32_t)f->nnames;
	f->said = xcalloc(f->n, sizeof(*f->said));
	f->traits = xcalloc(f->n, sizeof(*f->traits));
	return got;
}

size_t hunt_record(const struct hunt *f, int64_t id)
{
	size_t low = 0, high = f->n;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (f->ids[mid] < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low < f->n && f->ids[low] == id ? low : f->n;
}

static void add_email(struct hunt *f, const char *typed, uint32_t record)
{
	struct arena a = { 0 };
	const char *key = email_key(typed, &a);

	struct said *said = &f->said[record];

	if (key) {
		said->emails = said->email;
		said->email = true;
		sign(f, BLOCK_EMAIL, hash_of(email_weak(key, &a)), record);
	}
	if (key && !email_is_free(email_domain(key))) {
		said->domain = hash_of(email_domain(key));
		sign(f, BLOCK_DOMAIN, said->domain, record);
	}
	arena_free(&a);
}

#define TAIL 7 /* digits of a phone number that make a block */

static void add_phone(struct hunt *f, const char *typed, uint32_t record)
{
	struct arena a = { 0 };
	const char *key = phone_key(typed, &a);
	size_t n = key ? strlen(key) : 0;

	if (n)
		f->said[record].phone = true;
	if (n)
		sign(f, BLOCK_PHONE, hash_of(key + (n > TAIL ? n - TAIL : 0)), record);
	arena_free(&a);
}

static void add_point(struct hunt *f, struct stmt *q)
{
	size_t record = hunt_record(f, db_int(q, 0));
	struct arena a = { 0 };
	const char *city;

	if (record == f->n)
		return;
	if (!strcmp(db_text(q, 1), "phone"))
		add_phone(f, db_text(q, 2), (uint32_t)record);
	else if (!strcmp(db_text(q, 1), "email"))
		add_email(f, db_text(q, 2), (uint32_t)record);
	city = f->entity->id == ENTITY_CUSTOMER ? city_key(db_text(q, 3), &a) : NULL;
	if (city && !f->said[record].place)
		f->said[record].place = hash_of(city);
	arena_free(&a);
}

static int read_points(struct hunt *f, struct error *err)
{
	struct stmt *q = db_prepare(f->store->db, f->entity->id == ENTITY_CUSTOMER
		? "SELECT customer, kind, value, city FROM point WHERE removed = 0 AND customer IS NOT NULL"
		: "SELECT contact, kind, value, city FROM point WHERE removed = 0 AND contact IS NOT NULL", err);
	int got = q ? 0 : -1;

	while (q && (got = db_step(q, err)) == 1) {
		add_point(f, q);
		if (f->n) /* they come in the order of whose they are */
			hunt_tell(f, HUNT_READS, (size_t)(f->ids[f->n - 1] + db_int(q, 0)), (size_t)f->ids[f->n - 1] * 2);
	}
	return got;
}

/* What a city is to a firm, its employer is to a person. */
static int read_employers(struct hunt *f, struct error *err)
{
	struct stmt *q;
	int got = 0;

	if (f->entity->id != ENTITY_CONTACT)
		return 0;
	q = db_prepare(f->store->db, "SELECT id, customer FROM contact WHERE removed = 0"
				     " AND customer IS NOT NULL", err);
	while (q && (got = db_step(q, err)) == 1) {
		size_t record = hunt_record(f, db_int(q, 0));

		if (record < f->n)
			f->said[record].place = (uint64_t)db_int(q, 1);
	}
	return q ? got : -1;
}

int hunt_read_apart(struct hunt *f, struct error *err)
{
	struct stmt *q = db_prepare(f->store->db, f->entity->id == ENTITY_CUSTOMER
		? "SELECT min(customer, customer_not), max(customer, customer_not) FROM apart WHERE removed = 0"
		: "SELECT min(contact, contact_not), max(contact, contact_not) FROM apart WHERE removed = 0", err);
	int got = q ? 0 : -1;

	while (q && (got = db_step(q, err)) == 1) {
		int64_t pair[2] = { db_int(q, 0), db_int(q, 1) };

		*map_put(&f->apart, (const char *)pair, sizeof(pair)) = 1;
	}
	return got;
}

/* The beginning of the name in its city. */
static void sign_places(struct hunt *f)
{
	for (size_t i = 0; i < f->nnames; i++) {
		uint64_t place = f->said[f->names[i].record].place;
		uint32_t room[LETTERS_MAX];
		struct letters l = letters_of(f->names[i].key.core, room);

		if (place && l.n >= 2)
			sign(f, BLOCK_PLACE, place ^ ((uint64_t)l.at[0] << 40 | (uint64_t)l.at[1] << 8),
			     f->names[i].record);
	}
}

int hunt_read(struct hunt *f, struct error *err)
{
	if (read_records(f, err) < 0 || read_points(f, err) < 0 || read_employers(f, err) < 0 ||
	    hunt_read_apart(f, err) < 0)
		return -1;
	sign_places(f);
	return 0;
}

void hunt_free(struct hunt *f)
{
	for (int i = 0; i < BLOCKS; i++)
		free(f->blocks[i].items);
	free(f->ids);
	free(f->names);
	free(f->first);
	free(f->said);
	free(f->near);
	free(f->traits);
	map_free(&f->apart);
	arena_free(&f->arena);
}
