/* A random walk of two who have one book open, beside a plain model of it: it ends the same, finds the same
 * and counts the same. */
#include "exchange/random.h"
#include "fault_suites.h"
#include "model.h"
#include "state.h"
#include "store/db_private.h"
#include "store/find.h"
#include "store/series.h"

#define INDUSTRIES 6
#define IMPORTED   5

static struct {
	struct model model;
	struct random chance;
	struct store other; /* book.store is whose turn it is */
	struct arena words; /* of a step */
	int name;
} walk;

/* What the words are made of */

static struct thing invent(int64_t to)
{
	return (struct thing){ .name = ++walk.name,
			       .industry = random_between(&walk.chance, 0, INDUSTRIES),
			       .to = to };
}

static const char *name_of(struct thing t)
{
	return arena_printf(&walk.words, "Walker w%06dx", t.name);
}

/* "" for none. */
static const char *industry_of(struct thing t)
{
	return t.industry ? arena_printf(&walk.words, "trade%d", t.industry) : "";
}

static const char *phone_of(struct thing t)
{
	return arena_printf(&walk.words, "+44 113 %07d", 4000000 + t.name);
}

static const char *id_of(int64_t id)
{
	return id ? arena_printf(&walk.words, "%lld", (long long)id) : "";
}

/* Any that is removed or not; 0: by chance there is none at hand. */
static int64_t pick(enum kind kind, bool removed)
{
	const struct model *m = &walk.model;

	for (int tries = 0; m->last[kind] && tries < 20; tries++) {
		int64_t id = 1 + random_below(&walk.chance, (uint32_t)m->last[kind]);

		if (m->things[kind][id].removed == removed)
			return id;
	}
	return 0;
}

/* Any id by which a customer who is there may be named. */
static int64_t pick_named(void)
{
	const struct model *m = &walk.model;

	for (int tries = 0; m->last[CUSTOMER] && tries < 20; tries++) {
		int64_t id = 1 + random_below(&walk.chance, (uint32_t)m->last[CUSTOMER]);

		if (!m->things[CUSTOMER][model_meant(m, id)].removed)
			return id;
	}
	return 0;
}

/* Steps */

static void must(int64_t got, int64_t expected)
{
	ck_assert_msg(got == expected, "%lld, not %lld: %s", (long long)got, (long long)expected,
		      book.error.text);
}

static void save(int64_t id, struct thing t)
{
	const char *name = name_of(t), *industry = industry_of(t);
	const char *lines = arena_printf(&walk.words, "name=%s\nindustry=%s", name, industry);

	must(put(ENTITY_CUSTOMER, id, lines), id ? model_meant(&walk.model, id) : walk.model.last[CUSTOMER] + 1);
}

static void add(void)
{
	struct thing t = invent(0);

	save(0, t);
	model_add(&walk.model, CUSTOMER, t, false);
}

static void edit(void)
{
	int64_t id = pick_named(), now;
	struct thing t = invent(0);

	if (!id)
		return;
	now = model_meant(&walk.model, id);
	if (now != id && random_chance(&walk.chance, 50)) /* it takes on its old name */
		t.name = walk.model.things[CUSTOMER][id].name;
	save(id, t);
	model_edit(&walk.model, now, t.name, t.industry);
}

static void add_phone(void)
{
	int64_t of = pick_named();
	const char *number, *lines;
	struct thing t;

	if (!of)
		return;
	t = invent(model_meant(&walk.model, of));
	number = phone_of(t);
	lines = arena_printf(&walk.words, "kind=phone\nvalue=%s\ncustomer=%lld", number, (long long)of);
	must(put(ENTITY_POINT, 0, lines), walk.model.last[PHONE] + 1);
	model_add(&walk.model, PHONE, t, false);
}

/* Who became a part of another stays so. */
static void take_away(enum kind kind, bool removed)
{
	int64_t id = pick(kind, !removed);
	bool part = id && kind == CUSTOMER && walk.model.things[CUSTOMER][id].to;
	int rc;

	if (!id)
		return;
	rc = change(removed ? CHANGE_REMOVE : CHANGE_RESTORE, kind ? ENTITY_POINT : ENTITY_CUSTOMER, id);
	ck_assert_msg(rc == (part ? -1 : 0), "%s", book.error.text);
	if (!part)
		model_remove(&walk.model, kind, id, removed);
}

static void set(struct change *c, unsigned field, const char *text)
{
	change_set(c, &c->entity->fields[field], *text ? value_text(text) : VALUE_NONE);
}

/* Some at once, as an import sends them. */
static void import(void)
{
	struct change changes[IMPORTED] = { 0 };
	struct thing made[IMPORTED];
	char batch[UUID_SIZE];

	snprintf(batch, sizeof(batch), "00000000-0000-4000-8000-%012x", (unsigned)walk.model.txn);
	for (size_t i = 0; i < IMPORTED; i++) {
		made[i] = invent(0);
		changes[i].entity = entity_at(ENTITY_CUSTOMER);
		set(&changes[i], CUSTOMER_NAME, name_of(made[i]));
		set(&changes[i], CUSTOMER_INDUSTRY, industry_of(made[i]));
	}
	must(ask(verb_save, (struct request){ .verb = VERB_SAVE, .batch = batch, .changes = changes,
					      .nchanges = IMPORTED }), 0);
	for (size_t i = 0; i < IMPORTED; i++) {
		must(book.answer->ids[i], model_add(&walk.model, CUSTOMER, made[i], i > 0));
		change_free(&changes[i]);
	}
}

/* Which of the two fields somebody says are of that side. */
static const char *said(enum chosen side, enum chosen name, enum chosen industry)
{
	if (name == side)
		return industry == side ? "name,industry" : "name";
	return industry == side ? "industry" : "";
}

static void merge(void)
{
	int64_t left = pick_named(), right = pick_named();
	int64_t a = left ? model_meant(&walk.model, left) : 0, b = right ? model_meant(&walk.model, right) : 0;
	enum chosen name = random_below(&walk.chance, 3), industry = random_below(&walk.chance, 3);
	const char *args;

	if (a == b)
		return;
	args = arena_printf(&walk.words, "with=%lld\nleft=%s\nright=%s", (long long)right,
			 said(a < b ? CHOSEN_KEPT : CHOSEN_GONE, name, industry),
			 said(a < b ? CHOSEN_GONE : CHOSEN_KEPT, name, industry));
	must(act("merge", ENTITY_CUSTOMER, left, args), 0);
	model_merge(&walk.model, a < b ? a : b, a < b ? b : a, name, industry);
}

static void step_back(store_verb *verb, enum verb v, bool can)
{
	int rc = ask(verb, (struct request){ .verb = v });

	ck_assert_msg(rc == (can ? 0 : -1) && (can || book.error.kind == ERROR_ABSENT), "%s", book.error.text);
}

static void step(void)
{
	/* Of a hundred. */
	switch (random_weighted(&walk.chance, (const unsigned char[]){ 10, 22, 8, 9, 9, 2, 2, 3, 6, 20, 9 }, 11)) {
	case 0:
		add();
		break;
	case 1:
		edit();
		break;
	case 2:
		add_phone();
		break;
	case 3:
		take_away(CUSTOMER, true);
		break;
	case 4:
		take_away(CUSTOMER, false);
		break;
	case 5:
		take_away(PHONE, true);
		break;
	case 6:
		take_away(PHONE, false);
		break;
	case 7:
		import();
		break;
	case 8:
		merge();
		break;
	case 9:
		step_back(verb_undo, VERB_UNDO, model_undo(&walk.model));
		break;
	default:
		step_back(verb_redo, VERB_REDO, model_redo(&walk.model));
	}
}

/* Looking */

static struct answer *look(struct request r)
{
	struct answer *a = store_do(&book.store, &r);

	ck_assert_msg(a->error.kind == ERROR_NONE, "%s", a->error.text);
	return a;
}

/* What is typed finds this one alone; 0: nobody. */
static void must_find(const char *typed, int64_t id)
{
	struct answer *a = look((struct request){ .verb = VERB_FIND, .words = typed });
	const struct table *t = a->tables[0];

	ck_assert_msg(t->nrows == (id > 0) && (!id || t->rows[0].id == id), "\"%s\" finds %zu, %lld, not %lld",
		      typed, t->nrows, t->nrows ? (long long)t->rows[0].id : 0, (long long)id);
	answer_free(a);
}

static void find_name(int64_t id)
{
	struct thing t = walk.model.things[CUSTOMER][id];

	must_find(arena_printf(&walk.words, "w%06dx", t.name), t.removed ? 0 : id);
}

static void find_phone(int64_t id)
{
	struct thing t = walk.model.things[PHONE][id];
	const char *typed = phone_of(t);

	must_find(typed, t.removed || walk.model.things[CUSTOMER][t.to].removed ? 0 : t.to);
}

static void must_count(const char *expr, const char *sort, int expected)
{
	struct answer *a = look((struct request){ .verb = VERB_LIST, .entity = entity_at(ENTITY_CUSTOMER),
						  .expr = expr, .sort = sort, .limit = 10 });

	ck_assert_msg(a->tables[0]->total == expected, "%s: %lld, not %d", expr,
		      (long long)a->tables[0]->total, expected);
	answer_free(a);
}

static void count_industry(int industry)
{
	char expr[32] = "industry:null";

	if (industry)
		snprintf(expr, sizeof(expr), "industry=trade%d", industry);
	must_count(expr, "-name", model_count_industry(&walk.model, industry));
}

static void look_somewhere(void)
{
	const struct model *m = &walk.model;

	if (m->last[CUSTOMER] && random_chance(&walk.chance, 10))
		find_name(1 + random_below(&walk.chance, (uint32_t)m->last[CUSTOMER]));
	if (m->last[PHONE] && random_chance(&walk.chance, 4))
		find_phone(1 + random_below(&walk.chance, (uint32_t)m->last[PHONE]));
	if (random_chance(&walk.chance, 1))
		count_industry(random_between(&walk.chance, 0, INDUSTRIES));
	if (random_chance(&walk.chance, 1))
		must_count("phone:null", "industry,-name", model_count_phone(m, false));
}

static void same_customer(int64_t id)
{
	struct thing t = walk.model.things[CUSTOMER][id];
	const char *name = name_of(t), *industry = industry_of(t);

	ck_column(ENTITY_CUSTOMER, id, "name", name);
	ck_column(ENTITY_CUSTOMER, id, "industry", industry);
	ck_column(ENTITY_CUSTOMER, id, "merged", id_of(t.to));
	ck_column(ENTITY_CUSTOMER, id, "removed", t.removed ? "1" : "0");
}

static void same_phone(int64_t id)
{
	struct thing t = walk.model.things[PHONE][id];
	const char *number = phone_of(t);

	ck_column(ENTITY_POINT, id, "value", number);
	ck_column(ENTITY_POINT, id, "customer", id_of(t.to));
	ck_column(ENTITY_POINT, id, "removed", t.removed ? "1" : "0");
}

static void same_book(void)
{
	const struct model *m = &walk.model;

	must(number("SELECT count(*) FROM customer"), m->last[CUSTOMER]);
	must(number("SELECT count(*) FROM point"), m->last[PHONE]);
	for (int64_t id = 1; id <= m->last[CUSTOMER]; id++)
		same_customer(id);
	for (int64_t id = 1; id <= m->last[PHONE]; id++)
		same_phone(id);
}

static void same_answers(void)
{
	const struct model *m = &walk.model;

	for (int64_t id = 1; id <= m->last[CUSTOMER]; id++)
		find_name(id);
	for (int64_t id = 1; id <= m->last[PHONE]; id++)
		find_phone(id);
	for (int i = 0; i <= INDUSTRIES; i++)
		count_industry(i);
	must_count("phone:any", "phone", model_count_phone(m, true));
}

/* The walk */

/* How safe a commit is, others test: here nobody waits for the disk. Series serve as soon as there is one record,
 * or not at all. */
static void enter(struct store *s)
{
	struct error e = { 0 };

	ck_assert_msg(store_open(s, book.path, "ana", &book.clock, &e) == 0, "%s", e.text);
	s->db->trusted = true;
	ck_assert_int_eq(sqlite3_exec(s->db->handle, "PRAGMA synchronous = OFF", NULL, NULL, NULL), SQLITE_OK);
	s->db->trusted = false;
	if (random_chance(&walk.chance, 80))
		series_limit(s, 1);
}

static void change_places(void)
{
	struct store s = book.store;

	book.store = walk.other;
	walk.other = s;
}

static void idle(void)
{
	db_idle(book.store.db);
	ck_assert_msg(find_idle(&book.store, &book.error) == 0, "%s", book.error.text);
	ck_assert_msg(series_idle(&book.store, &book.error) == 0, "%s", book.error.text);
}

static void come_and_go(void)
{
	if (random_chance(&walk.chance, 10))
		change_places();
	if (random_chance(&walk.chance, 1))
		idle();
	if (random_below(&walk.chance, 400) == 0) {
		store_close(&book.store);
		enter(&book.store);
	}
}

static void go(uint64_t seed, int steps)
{
	memset(&walk, 0, sizeof(walk));
	random_begin(&walk.chance, seed, 0);
	store_close(&book.store);
	enter(&book.store);
	enter(&walk.other);
	for (int i = 0; i < steps; i++) {
		arena_free(&walk.words);
		model_begin(&walk.model);
		step();
		look_somewhere();
		come_and_go();
		if (i % 10000 == 9999)
			same_book();
	}
	same_book();
	same_answers();
	state_sound("after the walk");
	store_close(&walk.other);
	model_free(&walk.model);
	arena_free(&walk.words);
}

/* Those that once failed stay. */
static const uint64_t seeds[] = { 1, 2, 3, 20261122 };

START_TEST(a_walk_ends_as_its_model)
{
	go(seeds[_i], faults_whole() ? 100000 : 1000);
}
END_TEST

Suite *walk_suite(void)
{
	Suite *s = suite_create("walk");
	TCase *t = tcase_create("walk");

	tcase_add_checked_fixture(t, book_begin, book_end);
	tcase_add_loop_test(t, a_walk_ends_as_its_model, 0, LENGTH(seeds));
	suite_add_tcase(s, t);
	return s;
}
