/* The queue of a call list, what its digits mean, and what came of it. */
#include "model_suites.h"

#include "model/calling.h"

static struct call_outcome outcomes[CALL_OUTCOMES];

static const struct {
	const char *text;
	size_t n;
	const char *name, *next, *subject; /* of the last one */
} settings[] = {
	{ call_outcomes_default, 6, "wrong_number", "today", "find the right number" },
	{ "reached", 1, "reached", NULL, NULL },
	{ " refused ; reached  ask ;", 2, "reached", "ask", NULL },
	{ "no_answer +1d try  once more", 1, "no_answer", "+1d", "try  once more" },
	{ "reached;reached;reached;reached;reached;reached;reached;reached;refused;agreed", 9, "refused", NULL,
	  NULL }, /* as many as there are digits */
	{ "", 0, NULL, NULL, NULL },
	{ "gone home", 0, NULL, NULL, NULL },
};

static bool is(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

START_TEST(what_digits_mean)
{
	struct arena a = { 0 };
	struct error e = { 0 };
	size_t n = call_outcomes_read(settings[_i].text, &a, outcomes, &e);

	ck_assert_uint_eq(n, settings[_i].n);
	ck_assert_int_eq(n == 0, e.kind != 0);
	if (n) {
		ck_assert_str_eq(outcomes[n - 1].outcome->name, settings[_i].name);
		ck_assert(is(outcomes[n - 1].next, settings[_i].next));
		ck_assert(is(outcomes[n - 1].subject, settings[_i].subject));
	}
	arena_free(&a);
}
END_TEST

static void set(struct calling *c, size_t i, int64_t activity, const char *outcome, int64_t seconds)
{
	c->items[i].activity = activity;
	c->items[i].outcome = choice_named(activity_outcome, outcome);
	c->items[i].seconds = seconds;
}

/* Five of which four were called, one call taken back: 3 calls, 2 reached, 200 s in all. */
static void begin(struct calling *c)
{
	for (int64_t id = 11; id <= 15; id++)
		calling_add(c, id);
	c->begun = 1795341600;
	set(c, 0, 101, "reached", 130);
	set(c, 1, 102, "no_answer", 20);
	set(c, 2, 103, "refused", 50);
	set(c, 3, 104, "reached", 999);
	c->items[3].undone = true;
}

START_TEST(what_came_of_it)
{
	struct calling c = { 0 };
	struct table *t;

	begin(&c);
	t = calling_table(&c);
	/* 2 of 3 are 66.7 %; 200 s by 3 are 66.7 s. */
	ck_assert_str_eq(t->note, "3 calls · 2 reached (66.7 %) · 1:07 a call");
	ck_assert_uint_eq(t->nrows, 3);
	ck_assert_str_eq(t->rows[0].cells[0].s, "reached");
	ck_assert_int_eq(t->rows[0].cells[1].i, 1);
	table_free(t);
	calling_free(&c);
}
END_TEST

/* The signed lines from the first on, as the sign says. */
static double added_up(const struct table *bill)
{
	double sum = 0;

	for (size_t i = 0; i + 1 < bill->nrows; i++) {
		double n = strtod(table_get(bill, i, "number").s, NULL);
		sum = *table_get(bill, i, "sign").s == '/' ? sum / n : sum + n;
	}
	return sum;
}

START_TEST(it_says_how_it_came)
{
	static const double expected[] = { 3, 2 / 3.0, 200 / 3.0 };
	static const char *const shown[] = { "3", "66.7 %", "1:07" };
	struct calling c = { 0 };

	begin(&c);
	for (int i = 0; i < 3; i++) {
		struct table *bill = calling_bill(&c, i);

		ck_assert_double_eq_tol(added_up(bill), expected[i], 1e-9);
		ck_assert_double_eq_tol(strtod(table_get(bill, bill->nrows - 1, "number").s, NULL), expected[i], 1e-9);
		ck_assert_str_eq(table_get(bill, bill->nrows - 1, "value").s, shown[i]);
		if (!i)
			ck_assert_str_eq(bill->rows[0].drill, "id:101");
		table_free(bill);
	}
	ck_assert_ptr_null(calling_bill(&c, 3));
	calling_free(&c);
	ck_assert_ptr_null(calling_bill(&c, 0));
}
END_TEST

START_TEST(nothing_came_of_nothing)
{
	struct calling c = { 0 };
	struct table *t = calling_table(&c);

	ck_assert_str_eq(t->note, "0 calls");
	ck_assert_uint_eq(t->nrows, 0);
	table_free(t);
}
END_TEST

START_TEST(goes_on_where_nobody_was_called)
{
	struct calling c = { 0 };

	begin(&c);
	calling_go_on(&c);
	ck_assert_uint_eq(c.at, 3); /* the one whose call was taken back */
	c.items[3].undone = false;
	calling_go_on(&c);
	ck_assert_uint_eq(c.at, 4);
	set(&c, 4, 105, "agreed", 1);
	calling_go_on(&c);
	ck_assert_uint_eq(c.at, 5);
	calling_free(&c);
}
END_TEST

START_TEST(is_kept_and_read_again)
{
	struct calling c = { 0 }, back = { 0 };
	struct sbuf text = SBUF_INIT, title = SBUF_INIT, again = SBUF_INIT;

	begin(&c);
	c.at = 3;
	calling_write(&c, "My customers", &text);
	ck_assert(calling_is(sbuf_text(&text)));
	ck_assert_int_eq(calling_read(&back, sbuf_text(&text), &title), 0);
	ck_assert_str_eq(sbuf_text(&title), "My customers");
	ck_assert_uint_eq(back.n, 5);
	ck_assert_uint_eq(back.at, 3);
	ck_assert_int_eq(back.begun, 1795341600);
	ck_assert(calling_made(&back.items[2]) && !calling_made(&back.items[3]));
	calling_write(&back, "My customers", &again);
	ck_assert_str_eq(sbuf_text(&again), sbuf_text(&text));
	calling_free(&c);
	calling_free(&back);
	sbuf_free(&text);
	sbuf_free(&title);
	sbuf_free(&again);
}
END_TEST

static const char *const no_queues[] = { "name\tAcme\n", "calls\t", "calls\tx\t1\tT\n", "calls\t1\t0\tT\nx\n",
					 "calls\t1\t0\tT\n7\tx\treached\t3\n" };

START_TEST(what_is_no_queue_is_refused)
{
	struct calling c = { 0 };
	struct sbuf title = SBUF_INIT;

	ck_assert_int_eq(calling_read(&c, no_queues[_i], &title), -1);
	calling_free(&c);
	sbuf_free(&title);
}
END_TEST

Suite *calling_suite(void)
{
	Suite *s = suite_create("calling");
	TCase *t = tcase_create("calling");

	tcase_add_loop_test(t, what_digits_mean, 0, LENGTH(settings));
	tcase_add_test(t, what_came_of_it);
	tcase_add_test(t, it_says_how_it_came);
	tcase_add_test(t, nothing_came_of_nothing);
	tcase_add_test(t, goes_on_where_nobody_was_called);
	tcase_add_test(t, is_kept_and_read_again);
	tcase_add_loop_test(t, what_is_no_queue_is_refused, 0, LENGTH(no_queues));
	suite_add_tcase(s, t);
	return s;
}
