/* A book of random records, made from the field tables: in memory, and as tables of SQL. What is worked
 * out in SQL is said again in C, so that the one proves the other. */
#include "world.h"

#include "model/money.h"
#include "store/db_private.h"
#include "store/functions.h"

static const date_t today = 20779; /* 2026-11-22 */

/* splitmix64 (Steele, Lea, Flood 2014). */
uint64_t draw(struct world *w, uint64_t below)
{
	uint64_t z = w->random += 0x9E3779B97F4A7C15u;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return (z ^ (z >> 31)) % below;
}

static const char *const texts[] = {
	"Müller & Söhne", "acme",     "Acme Retail", "北京公司", "O'Brien",   "100% a_b",
	"muller",	  "Café Olé", "a",	     "!",	 "x\\y \"z\""
};
static const char *const currencies[] = { "EUR", "USD", "JPY", "KWD" };
static const char *const tags[] = { "vip", "a", "a,vip", "new_1", "newx1", "50%", "b,vip,x" };

const char *some_text(struct world *w)
{
	return PICK(w, texts);
}

const char *some_currency(struct world *w)
{
	return PICK(w, currencies);
}

const char *some_tags(struct world *w)
{
	return PICK(w, tags);
}

const char *some_tag(struct world *w)
{
	return tags[draw(w, 2)];
}

static struct value random_value(struct world *w, const struct field *f)
{
	size_t n = 0;

	if (draw(w, 4) == 0)
		return VALUE_NONE;
	switch (f->type) {
	case FIELD_DATE:
		return value_int(draw(w, 2) ? today - 2 + (int64_t)draw(w, 5)
					    : today - 40 + (int64_t)draw(w, 80));
	case FIELD_STAMP:
		return value_int(stamp_of_date(today) - 5 * 86400 + (int64_t)draw(w, 10 * 86400));
	case FIELD_BOOL:
		return value_int((int64_t)draw(w, 2));
	case FIELD_REF:
		return value_int(1 + (int64_t)draw(w, WORLD_RECORDS + 1));
	case FIELD_MONEY:
		return value_int((int64_t)draw(w, 3000000) - 500000);
	case FIELD_PERCENT:
	case FIELD_DECIMAL:
		return value_int((int64_t)draw(w, 11) * 50000);
	case FIELD_INT:
	case FIELD_DURATION:
		return value_int((int64_t)draw(w, 20) - 2);
	case FIELD_CURRENCY:
		return value_text(some_currency(w));
	case FIELD_TAGS:
		return value_text(some_tags(w));
	case FIELD_CHOICE:
		while (f->choices[n].name)
			n++;
		return value_text(f->choices[draw(w, n)].name);
	default:
		return value_text(some_text(w));
	}
}

static void make_record(struct world *w, const struct entity *e, int64_t id)
{
	struct record *r = record_make(e, &w->arena);

	for (unsigned i = 0; i < e->nfields; i++)
		if (!(e->fields[i].flags & FIELD_COMPUTED))
			r->values[i] = random_value(w, &e->fields[i]);
	r->id = id;
	r->values[FIELD_ID_ID] = value_int(id);
	r->values[FIELD_ID_REMOVED] = value_int(draw(w, 6) == 0);
	w->records[e->id][id] = r;
}

static struct value get(const struct record *r, const char *field)
{
	return record_get(r, field);
}

static bool is_text(struct value v, const char *text)
{
	return v.kind == VALUE_TEXT && !strcmp(v.s, text);
}

static bool points_to(const struct record *r, const char *field, int64_t id)
{
	return !get(r, "removed").i && get(r, field).kind == VALUE_INT && get(r, field).i == id;
}

static void put(struct record *r, const char *field, struct value v)
{
	r->values[entity_index(r->entity, entity_must(r->entity, field))] = v;
}

/* What computed.c derives in SQL, said again in C. */

static struct value first_point(struct world *w, const struct record *r, const char *kind,
				const char *field)
{
	const struct record *best = NULL;

	for (int64_t id = 1; id <= WORLD_RECORDS; id++) {
		const struct record *p = w->records[ENTITY_POINT][id];

		if (!points_to(p, r->entity->name, r->id) || !is_text(get(p, "kind"), kind))
			continue;
		if (!best || get(p, "main").i > get(best, "main").i)
			best = p;
	}
	return best ? get(best, field) : VALUE_NONE;
}

static int64_t latest_rate(struct world *w, const char *currency, int64_t day)
{
	const struct record *best = NULL;

	for (int64_t id = 1; id <= WORLD_RECORDS; id++) {
		const struct record *r = w->records[ENTITY_RATE][id];

		if (get(r, "removed").i || !is_text(get(r, "currency"), currency) ||
		    get(r, "day").kind == VALUE_NULL || get(r, "day").i > day)
			continue;
		if (!best || get(r, "day").i >= get(best, "day").i)
			best = r;
	}
	return best ? get(best, "rate").i : 0;
}

/* amount / 10^e / rate * 100, half away from zero, for a book in EUR, by the rate of that day; nothing without
 * a rate. */
static struct value in_euro_on(struct world *w, struct value amount, const char *currency, int64_t day)
{
	double rate, exact;

	if (amount.kind == VALUE_NULL)
		return VALUE_NONE;
	if (!currency || !strcmp(currency, "EUR"))
		return value_money(amount.i, "EUR");
	rate = (double)latest_rate(w, currency, day) / 10000;
	if (rate <= 0)
		return VALUE_NONE;
	exact = (double)money_scaled(amount.i, currency) / 100 / rate;
	return value_money((int64_t)(exact < 0 ? exact - 0.5 : exact + 0.5), "EUR");
}

/* By the rate of the day it closed. */
static struct value in_euro(struct world *w, const struct record *deal)
{
	struct value closed = get(deal, "closed");

	return in_euro_on(w, get(deal, "amount"), get(deal, "currency").s, closed.kind == VALUE_INT ? closed.i : today);
}

/* worth * probability, half away from zero; without a probability nothing is expected. */
static struct value weighted(const struct record *d)
{
	struct value worth = get(d, "worth"), probability = get(d, "probability");
	double exact = (double)worth.i * (probability.kind == VALUE_INT ? (double)probability.i : 0) / 1e6;

	if (worth.kind == VALUE_NULL)
		return VALUE_NONE;
	return value_money((int64_t)(exact < 0 ? exact - 0.5 : exact + 0.5), "EUR");
}

static struct value deals_in(struct world *w, const struct record *customer, const char *state)
{
	int64_t sum = 0;

	for (int64_t id = 1; id <= WORLD_RECORDS; id++) {
		const struct record *d = w->records[ENTITY_DEAL][id];

		if (points_to(d, "customer", customer->id) && is_text(get(d, "state"), state))
			sum += in_euro(w, d).i;
	}
	return value_money(sum, "EUR");
}

static void compute_deal(struct world *w, struct record *d)
{
	struct value id = get(d, "stage"), since = get(d, "since"), rot = VALUE_NONE;
	const struct record *stage =
		id.kind == VALUE_INT && id.i <= WORLD_RECORDS ? w->records[ENTITY_STAGE][id.i] : NULL;

	if (stage && get(stage, "removed").i)
		stage = NULL;
	if (stage)
		rot = get(stage, "rot_days");
	put(d, "probability",
	    get(d, "override").kind == VALUE_INT ? get(d, "override")
	    : stage				 ? get(stage, "probability")
						 : VALUE_NONE);
	put(d, "worth", in_euro(w, d));
	put(d, "weighted", weighted(d));
	put(d, "rotting",
	    value_int(is_text(get(d, "state"), "open") && since.kind == VALUE_INT &&
		      rot.kind == VALUE_INT && today - since.i > rot.i));
}

static struct value people_of(struct world *w, const struct record *customer)
{
	int64_t n = 0;

	for (int64_t id = 1; id <= WORLD_RECORDS; id++)
		n += points_to(w->records[ENTITY_CONTACT][id], "customer", customer->id) &&
		     !get(w->records[ENTITY_CONTACT][id], "removed").i;
	return n ? value_int(n) : VALUE_NONE;
}

/* The weights of what is known over those of what a person, or a company, is expected to have. */
static struct value completeness(const struct record *r)
{
	bool person = r->entity->id == ENTITY_CUSTOMER && is_text(get(r, "kind"), "person");
	int64_t known = 0, whole = 0;

	for (unsigned i = 0; i < r->entity->nfields; i++) {
		const struct field *f = &r->entity->fields[i];

		if (person && (f->flags & FIELD_COMPANY))
			continue;
		whole += f->weight;
		known += r->values[i].kind == VALUE_NULL ? 0 : f->weight;
	}
	return value_int(known * 100 * NUMBER_SCALE / whole);
}

/* So many days after the last contact, or else the day, in UTC, on which it was added. */
static struct value contact_by(const struct record *customer)
{
	struct value rhythm = get(customer, "rhythm"), last = get(customer, "last_contact");
	struct value created = get(customer, "created");

	if (rhythm.kind == VALUE_NULL || (last.kind == VALUE_NULL && created.kind == VALUE_NULL))
		return VALUE_NONE;
	return value_int(rhythm.i + (last.kind == VALUE_INT ? last.i : created.i / 86400));
}

/* The first day from today on that is one; whoever was born on 29 February has the 28th in other years. */
static struct value next_birthday(struct value born)
{
	struct civil b, c;

	if (born.kind == VALUE_NULL)
		return VALUE_NONE;
	date_split((date_t)born.i, &b);
	for (date_t day = today;; day++) {
		date_split(day, &c);
		if (c.month == b.month &&
		    (c.day == b.day || (b.day == 29 && c.day == 28 && !date_exists(c.year, b.month, b.day))))
			return value_int(day);
	}
}

static void compute(struct world *w, int64_t id)
{
	struct record *customer = w->records[ENTITY_CUSTOMER][id];
	struct record *contact = w->records[ENTITY_CONTACT][id];

	put(customer, "phone", first_point(w, customer, "phone", "value"));
	put(customer, "email", first_point(w, customer, "email", "value"));
	put(customer, "city", first_point(w, customer, "address", "city"));
	put(customer, "country", first_point(w, customer, "address", "country"));
	put(customer, "open", deals_in(w, customer, "open"));
	put(customer, "won", deals_in(w, customer, "won"));
	put(contact, "phone", first_point(w, contact, "phone", "value"));
	put(contact, "email", first_point(w, contact, "email", "value"));
	put(customer, "people", people_of(w, customer));
	put(customer, "contact_by", contact_by(customer));
	put(customer, "complete", completeness(customer));
	put(contact, "complete", completeness(contact));
	put(contact, "next_birthday", next_birthday(get(contact, "birthday")));
	compute_deal(w, w->records[ENTITY_DEAL][id]);
}

/* amount - paid, not below 0; nothing when it is written off, or nobody knows the amount. */
static void compute_invoice(struct record *r)
{
	const char *currency = get(r, "currency").s ? get(r, "currency").s : "EUR";
	struct value amount = get(r, "amount"), due = get(r, "due"), left = VALUE_NONE;

	if (get(r, "written_off").i)
		left = value_money(0, currency);
	else if (amount.kind != VALUE_NULL)
		left = value_money(amount.i > get(r, "paid").i ? amount.i - get(r, "paid").i : 0, currency);
	put(r, "outstanding", left);
	put(r, "overdue", left.i > 0 && due.kind != VALUE_NULL && due.i < today ? value_int(today - due.i) : VALUE_NONE);
}

/* The title of the first of its records that is there. */
static void compute_document(struct world *w, struct record *d)
{
	static const char *const records[] = { "customer", "contact", "deal", "activity", "invoice", "case", "product" };
	struct value title = VALUE_NONE;

	for (size_t i = 0; i < LENGTH(records) && title.kind == VALUE_NULL; i++) {
		const struct entity *e = entity_find(records[i]);
		struct value id = get(d, records[i]);

		if (id.kind != VALUE_NULL && id.i <= WORLD_RECORDS)
			title = get(w->records[e->id][id.i], e->title);
	}
	put(d, "of", title);
}

static void compute_trouble(struct world *w, struct record *customer)
{
	int64_t sum = 0, days = 0, complaints = 0;

	for (int64_t id = 1; id <= WORLD_RECORDS; id++) {
		const struct record *i = w->records[ENTITY_INVOICE][id], *k = w->records[ENTITY_CASE][id];
		struct value left = get(i, "outstanding");

		if (points_to(i, "customer", customer->id)) {
			sum += in_euro_on(w, left, left.s, today).i;
			days = get(i, "overdue").i > days ? get(i, "overdue").i : days;
		}
		complaints += points_to(k, "customer", customer->id) && is_text(get(k, "kind"), "complaint") &&
			      (is_text(get(k, "status"), "open") || is_text(get(k, "status"), "answered"));
	}
	put(customer, "unpaid", value_money(sum, "EUR"));
	put(customer, "overdue", days ? value_int(days) : VALUE_NONE);
	put(customer, "complaints", complaints ? value_int(complaints) : VALUE_NONE);
}

static void run(sqlite3 *db, const char *sql)
{
	char *message = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
		ck_abort_msg("%s: %s", sql, message);
}

static const char *column_type(const struct field *f)
{
	switch (f->type) {
	case FIELD_INT:
	case FIELD_DECIMAL:
	case FIELD_PERCENT:
	case FIELD_MONEY:
	case FIELD_DURATION:
	case FIELD_BOOL:
	case FIELD_REF:
		return "INTEGER";
	default:
		return "TEXT";
	}
}

/* A table as its field table says, and a statement that fills it. */
static sqlite3_stmt *make_table(sqlite3 *db, const struct entity *e)
{
	struct sbuf table = SBUF_INIT, insert = SBUF_INIT;
	const char *comma = "";
	sqlite3_stmt *s;

	sbuf_printf(&table, "CREATE TABLE \"%s\" (", e->name);
	sbuf_printf(&insert, "INSERT INTO \"%s\" VALUES (", e->name);
	for (unsigned i = 0; i < e->nfields; i++)
		if (!(e->fields[i].flags & FIELD_COMPUTED)) {
			sbuf_printf(&table, "%s\"%s\" %s", comma, e->fields[i].name,
				    i ? column_type(&e->fields[i]) : "INTEGER PRIMARY KEY");
			sbuf_printf(&insert, "%s?", comma);
			comma = ", ";
		}
	sbuf_puts(&table, ")");
	sbuf_puts(&insert, ")");
	run(db, sbuf_text(&table));
	ck_assert_int_eq(sqlite3_prepare_v2(db, sbuf_text(&insert), -1, &s, NULL), SQLITE_OK);
	sbuf_free(&table);
	sbuf_free(&insert);
	return s;
}

static void insert(sqlite3_stmt *s, const struct record *r)
{
	struct stmt stmt = { .handle = s };
	int at = 1;

	for (unsigned i = 0; i < r->entity->nfields; i++)
		if (!(r->entity->fields[i].flags & FIELD_COMPUTED))
			db_bind_value(&stmt, at++, &r->entity->fields[i], r->values[i]);
	ck_assert_int_eq(sqlite3_step(s), SQLITE_DONE);
	sqlite3_reset(s);
}

void world_make(struct world *w, uint64_t seed)
{
	*w = (struct world){ .random = seed, .store = { .currency = "EUR", .user = 3 } };
	w->store.context = (struct value_context){
		.today = today, .currency = "EUR", .me = 3, .now = stamp_of_date(today) + 36000
	};
	for (int e = 0; e < ENTITY_COUNT; e++)
		for (int64_t id = 1; id <= WORLD_RECORDS; id++)
			make_record(w, entity_at((enum entity_id)e), id);
	for (int64_t id = 1; id <= WORLD_RECORDS; id++)
		compute_invoice(w->records[ENTITY_INVOICE][id]);
	for (int64_t id = 1; id <= WORLD_RECORDS; id++) {
		compute_trouble(w, w->records[ENTITY_CUSTOMER][id]);
		compute(w, id);
		compute_document(w, w->records[ENTITY_DOCUMENT][id]);
	}
	ck_assert_int_eq(sqlite3_open(":memory:", &w->db), SQLITE_OK);
	ck_assert_int_eq(functions_register(w->db), SQLITE_OK);
	for (int e = 0; e < ENTITY_COUNT; e++) {
		sqlite3_stmt *s = make_table(w->db, entity_at((enum entity_id)e));

		for (int64_t id = 1; id <= WORLD_RECORDS; id++)
			insert(s, w->records[e][id]);
		sqlite3_finalize(s);
	}
}

void world_free(struct world *w)
{
	sqlite3_close(w->db);
	arena_free(&w->arena);
}

static const struct record *source_ref(void *data, const struct entity *e, int64_t id)
{
	struct world *w = data;

	return id >= 1 && id <= WORLD_RECORDS ? w->records[e->id][id] : NULL;
}

static void source_children(void *data, const struct child *c, int64_t parent,
			    void (*each)(void *to, const struct record *r), void *to)
{
	struct world *w = data;
	const struct entity *e = entity_find(c->entity);

	for (int64_t id = 1; id <= WORLD_RECORDS; id++)
		if (points_to(w->records[e->id][id], c->field, parent))
			each(to, w->records[e->id][id]);
}

struct expr_source world_source(struct world *w)
{
	return (struct expr_source){ source_ref, source_children, w, "EUR" };
}
