/* One language, two readers: random books and random expressions, made from the field tables, must
 * select the same records in memory and in SQL. RAPPORT_SEED repeats a failure. */
#include <sqlite3.h>

#include "model/expr_rows.h"
#include "model/money.h"
#include "store/db_private.h"
#include "store/functions.h"
#include "store/store.h"
#include "store_suites.h"

#define RECORDS 14 /* of each entity */
#define WORLDS	25
#define CASES	200 /* in each world */

static const date_t today = 20779; /* 2026-11-22 */

struct world {
	uint64_t random;
	struct arena arena;
	struct record *records[ENTITY_COUNT][RECORDS + 1]; /* by id, from 1 */
	struct store store;
	sqlite3 *db;
};

/* splitmix64 (Steele, Lea, Flood 2014). */
static uint64_t draw(struct world *w, uint64_t below)
{
	uint64_t z = w->random += 0x9E3779B97F4A7C15u;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return (z ^ (z >> 31)) % below;
}

#define PICK(w, list) ((list)[draw(w, LENGTH(list))])

static const char *const texts[] = {
	"Müller & Söhne", "acme",     "Acme Retail", "北京公司", "O'Brien",   "100% a_b",
	"muller",	  "Café Olé", "a",	     "!",	 "x\\y \"z\""
};
static const char *const currencies[] = { "EUR", "USD", "JPY", "KWD" };
static const char *const tags[] = { "vip", "a", "a,vip", "new_1", "newx1", "50%", "b,vip,x" };

/* The book */

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
		return value_int(1 + (int64_t)draw(w, RECORDS + 1));
	case FIELD_MONEY:
		return value_int((int64_t)draw(w, 3000000) - 500000);
	case FIELD_PERCENT:
	case FIELD_DECIMAL:
		return value_int((int64_t)draw(w, 11) * 50000);
	case FIELD_INT:
	case FIELD_DURATION:
		return value_int((int64_t)draw(w, 20) - 2);
	case FIELD_CURRENCY:
		return value_text(PICK(w, currencies));
	case FIELD_TAGS:
		return value_text(PICK(w, tags));
	case FIELD_CHOICE:
		while (f->choices[n].name)
			n++;
		return value_text(f->choices[draw(w, n)].name);
	default:
		return value_text(PICK(w, texts));
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

	for (int64_t id = 1; id <= RECORDS; id++) {
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

	for (int64_t id = 1; id <= RECORDS; id++) {
		const struct record *r = w->records[ENTITY_RATE][id];

		if (get(r, "removed").i || !is_text(get(r, "currency"), currency) ||
		    get(r, "day").kind == VALUE_NULL || get(r, "day").i > day)
			continue;
		if (!best || get(r, "day").i >= get(best, "day").i)
			best = r;
	}
	return best ? get(best, "rate").i : 0;
}

/* amount / 10^e / rate * 100, half away from zero, for a book in EUR, by the rate of the day it closed;
 * nothing without a rate. */
static struct value in_euro(struct world *w, const struct record *deal)
{
	const char *currency = get(deal, "currency").s;
	struct value amount = get(deal, "amount"), closed = get(deal, "closed");
	double rate, exact;

	if (amount.kind == VALUE_NULL)
		return VALUE_NONE;
	if (!currency || !strcmp(currency, "EUR"))
		return value_money(amount.i, "EUR");
	rate = (double)latest_rate(w, currency, closed.kind == VALUE_INT ? closed.i : today) / 10000;
	if (rate <= 0)
		return VALUE_NONE;
	exact = (double)money_scaled(amount.i, currency) / 100 / rate;
	return value_money((int64_t)(exact < 0 ? exact - 0.5 : exact + 0.5), "EUR");
}

/* worth * probability, half away from zero; without a probability nothing is expected. */
static struct value weighted(const struct record *d)
{
	struct value worth = get(d, "worth"), probability = get(d, "probability");
	double exact = (double)worth.i * (probability.kind == VALUE_INT ? (double)probability.i / 1e6 : 0);

	if (worth.kind == VALUE_NULL)
		return VALUE_NONE;
	return value_money((int64_t)(exact < 0 ? exact - 0.5 : exact + 0.5), "EUR");
}

static struct value deals_in(struct world *w, const struct record *customer, const char *state)
{
	int64_t sum = 0;

	for (int64_t id = 1; id <= RECORDS; id++) {
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
		id.kind == VALUE_INT && id.i <= RECORDS ? w->records[ENTITY_STAGE][id.i] : NULL;

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

	for (int64_t id = 1; id <= RECORDS; id++)
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
	put(customer, "complete", completeness(customer));
	put(contact, "complete", completeness(contact));
	compute_deal(w, w->records[ENTITY_DEAL][id]);
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

static void world_make(struct world *w, uint64_t seed)
{
	*w = (struct world){ .random = seed, .store = { .currency = "EUR", .user = 3 } };
	w->store.context = (struct value_context){
		.today = today, .currency = "EUR", .me = 3, .now = stamp_of_date(today) + 36000
	};
	for (int e = 0; e < ENTITY_COUNT; e++)
		for (int64_t id = 1; id <= RECORDS; id++)
			make_record(w, entity_at((enum entity_id)e), id);
	for (int64_t id = 1; id <= RECORDS; id++)
		compute(w, id);
	ck_assert_int_eq(sqlite3_open(":memory:", &w->db), SQLITE_OK);
	ck_assert_int_eq(functions_register(w->db), SQLITE_OK);
	for (int e = 0; e < ENTITY_COUNT; e++) {
		sqlite3_stmt *s = make_table(w->db, entity_at((enum entity_id)e));

		for (int64_t id = 1; id <= RECORDS; id++)
			insert(s, w->records[e][id]);
		sqlite3_finalize(s);
	}
}

static void world_free(struct world *w)
{
	sqlite3_close(w->db);
	arena_free(&w->arena);
}

static const struct record *source_ref(void *data, const struct entity *e, int64_t id)
{
	struct world *w = data;

	return id >= 1 && id <= RECORDS ? w->records[e->id][id] : NULL;
}

static void source_children(void *data, const struct child *c, int64_t parent,
			    void (*each)(void *to, const struct record *r), void *to)
{
	struct world *w = data;
	const struct entity *e = entity_find(c->entity);

	for (int64_t id = 1; id <= RECORDS; id++)
		if (points_to(w->records[e->id][id], c->field, parent))
			each(to, w->records[e->id][id]);
}

/* Expressions */

static bool has_order(const struct field *f)
{
	return f->type != FIELD_CHOICE && f->type != FIELD_REF && f->type != FIELD_BOOL &&
	       f->type != FIELD_TAGS && f->type != FIELD_CURRENCY;
}

static void quote(struct sbuf *b, const char *text)
{
	sbuf_putc(b, '"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			sbuf_putc(b, '\\');
		sbuf_putc(b, *text);
	}
	sbuf_putc(b, '"');
}

/* Some piece of a text, so that more than whole values are looked for. */
static void some_words(struct world *w, struct sbuf *b)
{
	static const char *const pieces[] = { "mül",  "ACME",	"北",	"公司", "bri", "olé",
					      "100%", "retail", "öhne", "_b",	"a" };

	quote(b, draw(w, 2) ? PICK(w, pieces) : PICK(w, texts));
}

static void some_value(struct world *w, struct sbuf *b, const struct field *f, bool one_tag)
{
	static const char *const dates[] = { "today",	   "+7d",	 "-10d",
					     "2026-11",	   "2026-11-20", "this-week",
					     "last-month", "2026",	 "2026-Q4" };
	static const char *const stamps[] = {
		"today",     "yesterday", "2026-11", "2026-11-21", "\"2026-11-21 10:30\"",
		"this-week", "-1d"
	};
	static const char *const amounts[] = { "10k",	"0",	 "500",
					       "-1000", "€2000", "\"5000 JPY\"",
					       "12.5",	"1.5k",	 "\"9000 USD\"" };
	size_t n = 0;

	switch (f->type) {
	case FIELD_DATE:
		sbuf_puts(b, PICK(w, dates));
		break;
	case FIELD_STAMP:
		sbuf_puts(b, PICK(w, stamps));
		break;
	case FIELD_MONEY:
		sbuf_puts(b, PICK(w, amounts));
		break;
	case FIELD_BOOL:
		sbuf_puts(b, draw(w, 2) ? "yes" : "no");
		break;
	case FIELD_CURRENCY:
		sbuf_puts(b, PICK(w, currencies));
		break;
	case FIELD_CHOICE:
		while (f->choices[n].name)
			n++;
		sbuf_puts(b, f->choices[draw(w, n)].name);
		break;
	case FIELD_TAGS:
		quote(b, one_tag ? tags[draw(w, 2)] : PICK(w, tags));
		break;
	case FIELD_PERCENT:
	case FIELD_DECIMAL:
		sbuf_printf(b, "%d", (int)draw(w, 11) * 5);
		break;
	case FIELD_INT:
		sbuf_printf(b, "%d", (int)draw(w, 20) - 2);
		break;
	case FIELD_DURATION:
		sbuf_printf(b, "%d", (int)draw(w, 20));
		break;
	case FIELD_REF:
		if (!strcmp(f->ref, "user") && draw(w, 2))
			sbuf_puts(b, "me");
		else
			some_words(w, b);
		break;
	default:
		some_words(w, b);
	}
}

static void some_operand(struct world *w, struct sbuf *b, const struct field *f, const char *op)
{
	bool listed = !strchr("<>", *op);

	if (listed && f->flags != 0 && draw(w, 8) == 0) {
		sbuf_puts(b, draw(w, 2) ? "null" : "any");
	} else if (listed && has_order(f) && f->type != FIELD_MONEY && draw(w, 5) == 0) {
		uint64_t open = draw(w, 3);

		if (open != 0)
			some_value(w, b, f, false);
		sbuf_puts(b, "..");
		if (open != 1)
			some_value(w, b, f, false);
	} else {
		some_value(w, b, f, *op == ':');
	}
}

static const char *const ops[] = { ":", ":", ":", "=", "!=", "<", "<=", ">", ">=" };

static void some_comparison(struct world *w, struct sbuf *b, const struct field *f)
{
	const char *op = ops[draw(w, has_order(f) ? LENGTH(ops) : 5)];

	sbuf_puts(b, op);
	some_operand(w, b, f, op);
	while (!strchr("<>", *op) && draw(w, 4) == 0) {
		sbuf_putc(b, ',');
		some_operand(w, b, f, op);
	}
}

static void some_term(struct world *w, struct sbuf *b, const struct entity *e)
{
	const struct field *f = &e->fields[draw(w, e->nfields)];

	for (int steps = 0; steps < 3 && f->type == FIELD_REF && draw(w, 2); steps++) {
		sbuf_printf(b, "%s.", f->name);
		e = entity_find(f->ref);
		f = &e->fields[draw(w, e->nfields)];
	}
	sbuf_puts(b, draw(w, 3) == 0 && f->alias ? f->alias : f->name);
	some_comparison(w, b, f);
}

static void some_expr(struct world *w, struct sbuf *b, const struct entity *e, int depth);

static void some_function(struct world *w, struct sbuf *b, const struct entity *e, int depth)
{
	static const char *const names[] = { "count", "any", "none", "sum" };
	static const struct field number = { .type = FIELD_INT };
	const struct field *f = &number;
	uint64_t n = 0, which = draw(w, 4);

	while (e->children[n].name)
		n++;
	n = draw(w, n);
	if (which == 3 && !strcmp(e->children[n].entity, "deal"))
		f = entity_must(entity_at(ENTITY_DEAL), "amount");
	else if (which == 3)
		f = entity_must(entity_find(e->children[n].entity), "version");
	sbuf_printf(b, "%s(%s", names[which], e->children[n].name);
	if (which == 3)
		sbuf_printf(b, ".%s", f->name);
	if (draw(w, 3)) {
		sbuf_puts(b, " where ");
		some_expr(w, b, entity_find(e->children[n].entity), depth - 1);
	}
	sbuf_putc(b, ')');
	if (which == 0 || which == 3) {
		const struct field plain = { .type = f->type };

		some_comparison(w, b, &plain);
	}
}

static void some_expr(struct world *w, struct sbuf *b, const struct entity *e, int depth)
{
	static const char *const joins[] = { " ", " and ", " or " };
	uint64_t what = draw(w, depth > 0 ? 9 : 5);

	if (what < 4) {
		some_term(w, b, e);
	} else if (what == 4) {
		some_words(w, b);
	} else if (what == 5) {
		sbuf_puts(b, "not ");
		some_expr(w, b, e, depth - 1);
	} else if (what == 6 && e->children) {
		some_function(w, b, e, depth);
	} else {
		sbuf_putc(b, '(');
		some_expr(w, b, e, depth - 1);
		sbuf_puts(b, PICK(w, joins));
		some_expr(w, b, e, depth - 1);
		sbuf_putc(b, ')');
	}
}

/* The comparison */

static struct expr *parse(struct world *w, const char *text, const struct entity *e,
			  struct arena *a)
{
	struct error err = { 0 };
	struct expr *x = expr_parse(text, e, &w->store.context, a, &err);

	if (!x)
		ck_abort_msg("%s: %s: at %d: %s", e->name, text, err.at, err.text);
	return x;
}

static void check_print(struct world *w, const struct expr *x, const struct entity *e,
			struct arena *a)
{
	struct sbuf printed = SBUF_INIT, again = SBUF_INIT;
	const struct expr *y;

	expr_print(&printed, x);
	y = parse(w, sbuf_text(&printed), e, a);
	ck_assert_msg(expr_equal(x, y), "another tree: %s", sbuf_text(&printed));
	expr_print(&again, y);
	ck_assert_str_eq(sbuf_text(&printed), sbuf_text(&again));
	sbuf_free(&printed);
	sbuf_free(&again);
}

/* A bit for each id. */
static uint64_t by_memory(struct world *w, const struct expr *x, const struct entity *e)
{
	const struct expr_source source = { source_ref, source_children, w, "EUR" };
	uint64_t ids = 0;

	for (int64_t id = 1; id <= RECORDS; id++)
		if (expr_matches(x, w->records[e->id][id], &source))
			ids |= 1u << id;
	return ids;
}

static uint64_t by_sql(struct world *w, const struct expr *x, const struct entity *e,
		       struct sbuf *sql)
{
	struct sql_params params = { 0 };
	struct stmt s = { 0 };
	uint64_t ids = 0;
	struct error err;

	sbuf_printf(sql, "SELECT a.id FROM \"%s\" a WHERE ", e->name);
	ck_assert_int_eq(expr_compile(&w->store, x, e, "a", sql, &params, &err), 0);
	if (sqlite3_prepare_v2(w->db, sbuf_text(sql), -1, &s.handle, NULL) != SQLITE_OK)
		ck_abort_msg("%s: %s", sqlite3_errmsg(w->db), sbuf_text(sql));
	ck_assert_int_eq(sql_params_bind(&params, &s, 1), (int)params.n + 1);
	while (sqlite3_step(s.handle) == SQLITE_ROW)
		ids |= 1u << sqlite3_column_int(s.handle, 0);
	ck_assert_int_eq(sqlite3_finalize(s.handle), SQLITE_OK);
	sql_params_free(&params);
	return ids;
}

/* The terms that `and` joins, one after the other, whatever parentheses they stood in. */
static const struct expr *term(const struct expr *x, size_t *n)
{
	const struct expr *found = NULL;

	if (x->kind != EXPR_AND)
		return (*n)-- == 0 ? x : NULL;
	found = term(x->left, n);
	return found ? found : term(x->right, n);
}

/* What the rows of a form say is the same again: as terms, and for the records. */
static void check_rows(struct world *w, const struct expr *x, const struct entity *e, struct arena *a)
{
	struct sbuf text = SBUF_INIT;
	struct expr_row *rows;
	size_t n = expr_rows(x, a, &rows);
	const struct expr *y;

	expr_rows_write(&text, rows, n, e, &w->store.context, NULL);
	y = parse(w, sbuf_text(&text), e, a);
	for (size_t i = 0; i < n; i++) {
		size_t one = i, other = i;

		ck_assert_msg(expr_equal(term(x, &one), term(y, &other)), "another term: %s", sbuf_text(&text));
	}
	ck_assert_uint_eq(by_memory(w, x, e), by_memory(w, y, e));
	sbuf_free(&text);
}

/* Returns how many records fit. */
static int check_agree(struct world *w, const struct entity *e, const char *text, uint64_t seed)
{
	struct arena a = { 0 };
	struct sbuf sql = SBUF_INIT;
	const struct expr *x = parse(w, text, e, &a);
	uint64_t memory = by_memory(w, x, e), database = by_sql(w, x, e, &sql);

	ck_assert_msg(memory == database,
		      "RAPPORT_SEED=%llu %s: %s: memory %llx, database %llx (bits are ids): %s",
		      (unsigned long long)seed, e->name, text, (unsigned long long)memory,
		      (unsigned long long)database, sbuf_text(&sql));
	check_print(w, x, e, &a);
	check_rows(w, x, e, &a);
	sbuf_free(&sql);
	arena_free(&a);
	return __builtin_popcountll(memory);
}

static uint64_t first_seed(void)
{
	const char *asked = getenv("RAPPORT_SEED");
	int64_t seed;

	return asked && number_int(asked, &seed) == 0 ? (uint64_t)seed : 20261122;
}

/* Also counts how many records fit, since a test in which nothing ever fits proves nothing. */
START_TEST(test_expr_agreement)
{
	uint64_t seed = first_seed() + (uint64_t)_i;
	int fits = 0, all = CASES * RECORDS;
	struct world w;

	world_make(&w, seed);
	for (int i = 0; i < CASES; i++) {
		const struct entity *e = entity_at((enum entity_id)draw(&w, ENTITY_COUNT));
		struct sbuf text = SBUF_INIT;

		if (draw(&w, 2))
			e = entity_at(draw(&w, 2) ? ENTITY_DEAL : ENTITY_CUSTOMER);
		some_expr(&w, &text, e, 3);
		fits += check_agree(&w, e, sbuf_text(&text), seed);
		sbuf_free(&text);
	}
	ck_assert_int_gt(fits, all / 10);
	ck_assert_int_lt(fits, all - all / 10);
	world_free(&w);
}
END_TEST

static void check_computed(struct world *w, const struct entity *e, const struct field *f,
			   uint64_t seed)
{
	struct sbuf sql = SBUF_INIT;
	struct stmt s = { 0 };

	sbuf_puts(&sql, "SELECT a.id, ");
	field_sql(&w->store, &sql, e, f, "a", false);
	sbuf_printf(&sql, " FROM \"%s\" a", e->name);
	if (sqlite3_prepare_v2(w->db, sbuf_text(&sql), -1, &s.handle, NULL) != SQLITE_OK)
		ck_abort_msg("%s: %s", sqlite3_errmsg(w->db), sbuf_text(&sql));
	while (sqlite3_step(s.handle) == SQLITE_ROW) {
		int64_t id = sqlite3_column_int64(s.handle, 0);
		struct value is = db_value(&s, 1, f, &w->arena),
			     want = get(w->records[e->id][id], f->name);

		is.s = f->type == FIELD_MONEY ? "EUR" : is.s;
		ck_assert_msg(value_equal(is, want),
			      "RAPPORT_SEED=%llu %s.%s of %lld: %lld %s, not %lld %s",
			      (unsigned long long)seed, e->name, f->name, (long long)id,
			      (long long)is.i, is.s ? is.s : "", (long long)want.i,
			      want.s ? want.s : "");
	}
	ck_assert_int_eq(sqlite3_finalize(s.handle), SQLITE_OK);
	sbuf_free(&sql);
}

START_TEST(test_computed_agreement)
{
	uint64_t seed = first_seed() + (uint64_t)_i;
	struct world w;

	world_make(&w, seed);
	for (int e = 0; e < ENTITY_COUNT; e++) {
		const struct entity *entity = entity_at((enum entity_id)e);

		for (unsigned i = 0; i < entity->nfields; i++)
			if (entity->fields[i].flags & FIELD_COMPUTED)
				check_computed(&w, entity, &entity->fields[i], seed);
	}
	world_free(&w);
}
END_TEST

/* What the parser lets pass, the database can parse too. */
START_TEST(test_expr_deep)
{
	static const char *const terms[] = {
		"manager.manager.manager.manager.manager.manager.manager.manager:anna",
		"manager.manager.manager.manager.manager.manager.manager.name:null,anna",
	};
	struct sbuf groups = SBUF_INIT, functions = SBUF_INIT, nots = SBUF_INIT;
	struct world w;

	world_make(&w, 1);
	for (int i = 0; i < EXPR_DEPTH_MAX; i++) {
		sbuf_puts(&groups, i % 2 ? "id:1 (" : "id:1 or (");
		sbuf_puts(&nots, "not ");
	}
	for (int i = 0; i < EXPR_DEPTH_MAX / EXPR_DEPTH_FUNCTION; i++)
		sbuf_puts(&functions, "count(reports where ");
	sbuf_puts(&groups, terms[0]);
	sbuf_puts(&nots, terms[1]);
	sbuf_puts(&functions, terms[1]);
	for (int i = 0; i < EXPR_DEPTH_MAX; i++)
		sbuf_puts(&groups, ")");
	for (int i = 0; i < EXPR_DEPTH_MAX / EXPR_DEPTH_FUNCTION; i++)
		sbuf_puts(&functions, ")!=1,7");
	check_agree(&w, entity_at(ENTITY_USER), sbuf_text(&groups), 1);
	check_agree(&w, entity_at(ENTITY_USER), sbuf_text(&nots), 1);
	check_agree(&w, entity_at(ENTITY_USER), sbuf_text(&functions), 1);
	sbuf_free(&groups);
	sbuf_free(&nots);
	sbuf_free(&functions);
	world_free(&w);
}
END_TEST

Suite *expr_sql_suite(void)
{
	Suite *s = suite_create("expressions in SQL");
	TCase *agreement = tcase_create("agreement");

	tcase_set_timeout(agreement, 120);
	tcase_add_loop_test(agreement, test_expr_agreement, 0, WORLDS);
	tcase_add_loop_test(agreement, test_computed_agreement, 0, 6 * WORLDS);
	tcase_add_test(agreement, test_expr_deep);
	suite_add_tcase(s, agreement);
	return s;
}
