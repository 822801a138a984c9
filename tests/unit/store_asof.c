/* The book as of an instant is the book that was: random changes, and after each hour what lists, reports and
 * records say is kept; asked for as of that hour later on, they say the same. */
#include "store_book.h"
#include "store_suites.h"

#include "store/series.h"

#define HOURS   14
#define CHANGES 12

static struct book book;
static uint64_t drawn;
static int64_t last, start, users[2], stages[3];

/* splitmix64 (Steele, Lea, Flood 2014). */
static uint64_t draw(uint64_t below)
{
	uint64_t z = drawn += 0x9E3779B97F4A7C15u;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return (z ^ (z >> 31)) % below;
}

#define PICK(list) ((list)[draw(LENGTH(list))])

static const char *text_of(int64_t n)
{
	static char texts[4][24];
	static int at;
	char *to = texts[at++ % 4];

	snprintf(to, 24, "%lld", (long long)n);
	return to;
}

static const char *const names[] = { "Acme", "Bolt", "Émile", "王小明" };
static const char *const statuses[] = { "suspect", "customer", "lost", NULL };
static const char *const amounts[] = { "100", "250.50", NULL };

static void add_something(void)
{
	last = book_add(&book, "customer", "name", PICK(names), "status", PICK(statuses), "owner",
			text_of(PICK(users)), NULL);
	book_add(&book, "deal", "name", PICK(names), "customer", text_of(last), "stage", text_of(stages[0]),
		 "amount", PICK(amounts), NULL);
	book_add(&book, "point", "customer", text_of(last), "kind", "phone", "value", text_of((int64_t)draw(999999)),
		 NULL);
}

/* Whatever comes of it: what was removed takes no changes, and an undo may find others in its way. */
static void try(enum verb verb, const char *entity, int64_t id, const char *field, const char *value,
		enum change_kind kind)
{
	struct change c = { .kind = kind, .id = id };
	struct value_context context = book.store.context;
	struct arena arena = { 0 };
	struct value v = VALUE_NONE;

	if (entity)
		c.entity = entity_find(entity);
	if (field && value && !strcmp(field, "stage"))
		v = value_ref(strtoll(value, NULL, 10), NULL);
	else if (field && value)
		ck_assert_int_eq(value_parse(entity_must(c.entity, field), value, &context, &arena, &v, NULL), 0);
	if (field)
		change_set(&c, entity_must(c.entity, field), v);
	answer_free(store_do(&book.store, &(struct request){ .verb = verb, .seq = 1, .changes = &c,
							     .nchanges = entity != NULL }));
	change_free(&c);
	arena_free(&arena);
}

static void set(const char *entity, int64_t id, const char *field, const char *value)
{
	try(VERB_SAVE, entity, id, field, value, CHANGE_SAVE);
}

static void change_something(void)
{
	int64_t id = last ? 1 + (int64_t)draw((uint64_t)last) : 0;

	switch (id ? draw(7) : 0) {
	case 0:
		add_something();
		break;
	case 1:
		set("customer", id, "status", PICK(statuses));
		break;
	case 2:
		set("customer", id, "name", PICK(names));
		break;
	case 3:
		set("deal", id, "amount", PICK(amounts));
		break;
	case 4:
		set("deal", id, "stage", text_of(PICK(stages)));
		break;
	case 5:
		try(VERB_UNDO, NULL, 0, NULL, NULL, CHANGE_SAVE);
		break;
	default:
		try(VERB_SAVE, "customer", id, NULL, NULL, draw(2) ? CHANGE_REMOVE : CHANGE_RESTORE);
	}
}

static const struct request questions[] = {
	{ .verb = VERB_LIST, .sort = "name", .columns = "id,name,status,owner,open,phone,version" },
	{ .verb = VERB_LIST, .expr = "status:customer", .sort = "-open", .columns = "id,name" },
	{ .verb = VERB_LIST, .expr = "acme", .sort = "name", .columns = "id,name", .removed = true },
	{ .verb = VERB_LIST, .sort = "name", .group = "status", .columns = "name,open" },
	{ .verb = VERB_REPORT, .name = "board" },
	{ .verb = VERB_REPORT, .name = "pipeline" },
};

/* All cells of all tables of the answers to all questions, as of an instant (0: now). */
static char *snapshot(int64_t asof)
{
	struct sbuf out = SBUF_INIT;

	for (size_t i = 0; i < LENGTH(questions); i++) {
		struct request r = questions[i];
		struct answer *a;

		r.seq = 1;
		r.asof = asof;
		if (r.verb == VERB_LIST)
			r.entity = entity_at(ENTITY_CUSTOMER);
		a = store_do(&book.store, &r);
		ck_assert_msg(a->error.kind == ERROR_NONE, "%s", a->error.text);
		for (size_t k = 0; k < a->ntables; k++)
			for (size_t row = 0; row < a->tables[k]->nrows; row++)
				for (size_t c = 0; c < a->tables[k]->ncolumns; c++) {
					struct value v = a->tables[k]->rows[row].cells[c];
					sbuf_printf(&out, "%zu %d %lld %s|", i, v.kind, (long long)v.i,
						    v.s ? v.s : "");
				}
		answer_free(a);
	}
	return sbuf_steal(&out);
}

/* The texts are long: only where they part. */
static void compare(const char *is, const char *was)
{
	size_t same = 0;

	while (is[same] && is[same] == was[same])
		same++;
	while (same && is[same - 1] != '|')
		same--;
	ck_assert_msg(!strcmp(is, was), "%.80s, not %.80s", is + same, was + same);
}

static void setup(void)
{
	const char *pipeline;

	book_open(&book);
	start = book.store.clock.fixed;
	pipeline = text_of(book_add(&book, "pipeline", "name", "Direct", "position", "1", NULL));
	for (size_t i = 0; i < LENGTH(stages); i++)
		stages[i] = book_add(&book, "stage", "name", names[i], "pipeline", pipeline, "position",
				     text_of((int64_t)i + 1), "outcome", i < 2 ? "open" : "won", NULL);
	for (size_t i = 0; i < LENGTH(users); i++)
		users[i] = book_add(&book, "user", "name", names[i], NULL);
	last = 0;
}

static void teardown(void)
{
	book_close(&book);
}

START_TEST(is_the_book_that_was)
{
	char *was[HOURS], *is;

	drawn = (uint64_t)_i * 31 + 7;
	if (_i % 2)
		series_limit(&book.store, 0);
	for (int h = 0; h < HOURS; h++) {
		book.store.clock.fixed = start + h * 60;
		ck_assert_int_eq(store_renew(&book.store, NULL), 0);
		for (int i = 0; i < CHANGES; i++)
			change_something();
		was[h] = snapshot(0);
	}
	for (int h = HOURS - 1; h >= 0; h--) {
		is = snapshot(start + h * 60);
		compare(is, was[h]);
		free(is);
	}
	is = snapshot(0);
	compare(is, was[HOURS - 1]);
	free(is);
	for (int h = 0; h < HOURS; h++)
		free(was[h]);
}
END_TEST

static void be_at(int64_t now)
{
	book.store.clock.fixed = now;
	ck_assert_int_eq(store_renew(&book.store, NULL), 0);
}

/* Who was made after another by the book, but before him by a clock that was put back, was there in between. */
START_TEST(a_clock_may_go_back)
{
	int64_t id;
	char *is;

	be_at(start + 7200);
	book_add(&book, "customer", "name", "Later", NULL);
	be_at(start + 60);
	id = book_add(&book, "customer", "name", "Sooner", NULL);
	be_at(start + 10800);
	book_set(&book, "customer", id, "name", "Renamed");
	is = snapshot(start + 3600);
	ck_assert_ptr_nonnull(strstr(is, "Sooner"));
	ck_assert_ptr_null(strstr(is, "Renamed"));
	ck_assert_ptr_null(strstr(is, "Later"));
	free(is);
}
END_TEST

Suite *asof_suite(void)
{
	Suite *s = suite_create("asof");
	TCase *t = tcase_create("asof");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, is_the_book_that_was, 0, WALKS(4));
	tcase_add_test(t, a_clock_may_go_back);
	suite_add_tcase(s, t);
	return s;
}
