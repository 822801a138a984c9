/* A random walk through a book beside a plain model of it: both end the same, find the same and count the
 * same. */
#include "exchange/random.h"
#include "fault_suites.h"
#include "state.h"

#define INDUSTRIES 7
#define ROOM	   (1 << 20)

struct customer {
	int name, industry; /* numbers, from which the words are made */
	bool removed;
};

/* One record's part in a transaction; those of one have the same number. */
struct step {
	int txn;
	int64_t id;
	struct customer before, after;
};

static struct {
	struct customer *customers; /* by id */
	int64_t last;
	struct step *done, *undone; /* two stacks */
	size_t ndone, nundone;
	int txn, name;
	struct random chance;
} model;

static char *words_of(const struct customer *c)
{
	return xasprintf("name=Walker w%06dx\nindustry=trade%d", c->name, c->industry);
}

static void push(int64_t id, struct customer before, struct customer after)
{
	ck_assert_uint_lt(model.ndone, ROOM);
	model.done[model.ndone++] = (struct step){ model.txn, id, before, after };
	model.customers[id] = after;
	model.nundone = 0;
}

static struct customer invent(void)
{
	return (struct customer){ ++model.name, random_between(&model.chance, 0, INDUSTRIES - 1), false };
}

/* Undone, it is there and removed. */
static void note_new(int64_t id, struct customer c)
{
	struct customer gone = c;

	ck_assert_int_eq(id, model.last + 1);
	model.last = id;
	gone.removed = true;
	push(id, gone, c);
}

static void add(void)
{
	struct customer c = invent();
	char *words = words_of(&c);
	int64_t id = put(ENTITY_CUSTOMER, 0, words);

	ck_assert_msg(id > 0, "%s", book.error.text);
	note_new(id, c);
	free(words);
}

/* Some at once, as an import sends them. */
static void import(void)
{
	const struct entity *e = entity_at(ENTITY_CUSTOMER);
	struct change changes[5] = { 0 };
	struct customer made[LENGTH(changes)];
	char *names[LENGTH(changes)], *trades[LENGTH(changes)], batch[40];

	snprintf(batch, sizeof(batch), "00000000-0000-4000-8000-%012x", (unsigned)model.txn);
	for (size_t i = 0; i < LENGTH(changes); i++) {
		made[i] = invent();
		names[i] = xasprintf("Walker w%06dx", made[i].name);
		trades[i] = xasprintf("trade%d", made[i].industry);
		changes[i] = (struct change){ .entity = e };
		change_set(&changes[i], &e->fields[CUSTOMER_NAME], value_text(names[i]));
		change_set(&changes[i], &e->fields[CUSTOMER_INDUSTRY], value_text(trades[i]));
	}
	ck_assert_msg(ask(verb_save, (struct request){ .verb = VERB_SAVE, .batch = batch, .changes = changes,
						       .nchanges = LENGTH(changes) }) == 0,
		      "%s", book.error.text);
	for (size_t i = 0; i < LENGTH(changes); i++) {
		note_new(book.answer->ids[i], made[i]);
		change_free(&changes[i]);
		free(names[i]);
		free(trades[i]);
	}
}

/* Any that is removed or not; 0: by chance there is none at hand. */
static int64_t pick(bool removed)
{
	for (int tries = 0; model.last && tries < 20; tries++) {
		int64_t id = 1 + random_below(&model.chance, (uint32_t)model.last);

		if (model.customers[id].removed == removed)
			return id;
	}
	return 0;
}

static void edit(void)
{
	int64_t id = pick(false);
	struct customer c = invent();
	char *words = words_of(&c);

	if (id) {
		ck_assert_msg(put(ENTITY_CUSTOMER, id, words) == id, "%s", book.error.text);
		push(id, model.customers[id], c);
	}
	free(words);
}

static void take_away(bool removed)
{
	int64_t id = pick(!removed);
	struct customer c = model.customers[id];

	if (!id)
		return;
	c.removed = removed;
	ck_assert_msg(change(removed ? CHANGE_REMOVE : CHANGE_RESTORE, ENTITY_CUSTOMER, id) == 0, "%s",
		      book.error.text);
	push(id, model.customers[id], c);
}

static void must(store_verb *verb, enum verb v, bool can)
{
	int rc = ask(verb, (struct request){ .verb = v });

	if (can)
		ck_assert_msg(rc == 0, "%s", book.error.text);
	else
		ck_assert_msg(rc < 0 && book.error.kind == ERROR_ABSENT, "%s", book.error.text);
}

static void undo(void)
{
	must(verb_undo, VERB_UNDO, model.ndone > 0);
	for (int txn = model.ndone ? model.done[model.ndone - 1].txn : 0;
	     model.ndone && model.done[model.ndone - 1].txn == txn;) {
		struct step s = model.done[--model.ndone];

		model.customers[s.id] = s.before;
		model.undone[model.nundone++] = s;
	}
}

static void redo(void)
{
	must(verb_redo, VERB_REDO, model.nundone > 0);
	for (int txn = model.nundone ? model.undone[model.nundone - 1].txn : 0;
	     model.nundone && model.undone[model.nundone - 1].txn == txn;) {
		struct step s = model.undone[--model.nundone];

		model.customers[s.id] = s.after;
		model.done[model.ndone++] = s;
	}
}

/* A name is found where it is and nowhere else. */
static void find_one(void)
{
	int64_t id = 1 + random_below(&model.chance, (uint32_t)model.last);
	char words[32];
	struct answer *a;

	snprintf(words, sizeof(words), "w%06dx", model.customers[id].name);
	a = store_do(&book.store, &(struct request){ .verb = VERB_FIND, .words = words });
	ck_assert_msg(a->error.kind == ERROR_NONE, "%s", a->error.text);
	ck_assert_msg(a->tables[0]->nrows == !model.customers[id].removed, "%s of %lld: %zu found", words,
		      (long long)id, a->tables[0]->nrows);
	if (a->tables[0]->nrows)
		ck_assert_int_eq(a->tables[0]->rows[0].id, id);
	answer_free(a);
}

static void count_some(void)
{
	int industry = random_between(&model.chance, 0, INDUSTRIES - 1), expected = 0;
	char expr[32];
	struct answer *a;

	for (int64_t id = 1; id <= model.last; id++)
		expected += !model.customers[id].removed && model.customers[id].industry == industry;
	snprintf(expr, sizeof(expr), "industry:trade%d", industry);
	a = store_do(&book.store, &(struct request){ .verb = VERB_LIST, .entity = entity_at(ENTITY_CUSTOMER),
						     .expr = expr, .limit = 10 });
	ck_assert_msg(a->error.kind == ERROR_NONE, "%s", a->error.text);
	ck_assert_int_eq(a->tables[0]->total, expected);
	answer_free(a);
}

static void compare_all(void)
{
	for (int64_t id = 1; id <= model.last; id++) {
		const struct customer *c = &model.customers[id];
		char name[32], industry[16];

		snprintf(name, sizeof(name), "Walker w%06dx", c->name);
		snprintf(industry, sizeof(industry), "trade%d", c->industry);
		ck_column(ENTITY_CUSTOMER, id, "name", name);
		ck_column(ENTITY_CUSTOMER, id, "industry", industry);
		ck_column(ENTITY_CUSTOMER, id, "removed", c->removed ? "1" : "0");
	}
	ck_assert_int_eq(number("SELECT count(*) FROM customer"), model.last);
	state_sound("after the walk");
}

static void step(void)
{
	model.txn++;
	switch (random_below(&model.chance, 12)) {
	case 0:
	case 1:
		add();
		break;
	case 2:
	case 3:
	case 4:
		edit();
		break;
	case 5:
		take_away(true);
		break;
	case 6:
		take_away(false);
		break;
	case 7:
		if (random_chance(&model.chance, 10))
			import();
		break;
	case 8:
	case 9:
	case 10:
		undo();
		break;
	default:
		redo();
	}
}

static void walk(uint64_t seed, int steps)
{
	random_begin(&model.chance, seed, 0);
	model.customers = xcalloc(ROOM, sizeof(*model.customers));
	model.done = xcalloc(ROOM, sizeof(*model.done));
	model.undone = xcalloc(ROOM, sizeof(*model.undone));
	for (int i = 0; i < steps; i++) {
		step();
		if (model.last && random_chance(&model.chance, 10))
			find_one();
		if (random_chance(&model.chance, 2))
			count_some();
		if (random_chance(&model.chance, 1))
			ck_assert_msg(book_reopen("ana") == 0, "%s", book.error.text);
	}
	compare_all();
	free(model.customers);
	free(model.done);
	free(model.undone);
}

/* Those that once failed stay. */
static const uint64_t seeds[] = { 1, 2, 3, 20261122 };

START_TEST(a_walk_ends_as_its_model)
{
	walk(seeds[_i], faults_whole() ? 25000 : 300);
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
