/* One language, two readers: random books and random expressions, made from the field tables, must
 * select the same records in memory and in SQL. RAPPORT_SEED repeats a failure. */
#include "base/number.h"
#include "model/expr_rows.h"
#include "store/db_private.h"
#include "store_suites.h"
#include "world.h"

#define WORLDS	25
#define CASES	200 /* in each world */

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

	quote(b, draw(w, 2) ? PICK(w, pieces) : some_text(w));
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
		sbuf_puts(b, some_currency(w));
		break;
	case FIELD_CHOICE:
		while (f->choices[n].name)
			n++;
		sbuf_puts(b, f->choices[draw(w, n)].name);
		break;
	case FIELD_TAGS:
		quote(b, one_tag ? some_tag(w) : some_tags(w));
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
	const struct expr_source source = world_source(w);
	uint64_t ids = 0;

	for (int64_t id = 1; id <= WORLD_RECORDS; id++)
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
	int fits = 0, all = CASES * WORLD_RECORDS;
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
			     want = record_get(w->records[e->id][id], f->name);

		is.s = f->flags & FIELD_OWN_MONEY ? want.s : f->type == FIELD_MONEY ? "EUR" : is.s;
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

	tcase_add_loop_test(agreement, test_expr_agreement, 0, WALKS(WORLDS));
	tcase_add_loop_test(agreement, test_computed_agreement, 0, WALKS(6 * WORLDS));
	tcase_add_test(agreement, test_expr_deep);
	suite_add_tcase(s, agreement);
	return s;
}
