/* Families of companies and the network: figures worked out by hand, paths beside Floyd and Warshall's. */
#include "book_fixture.h"
#include "store/network.h"
#include "store_suites.h"

static int64_t putf(enum entity_id e, const char *fmt, ...) PRINTF_LIKE(2, 3);

static int64_t putf(enum entity_id e, const char *fmt, ...)
{
	struct sbuf lines = SBUF_INIT;
	va_list ap;
	int64_t id;

	va_start(ap, fmt);
	sbuf_vprintf(&lines, fmt, ap);
	va_end(ap);
	id = put(e, 0, sbuf_text(&lines));
	ck_assert_msg(id > 0, "%s: %s", lines.data, book.error.text);
	sbuf_free(&lines);
	return id;
}

static const struct table *relations(const char *of, const char *to, const char *name)
{
	struct named_value args[] = { { "of", of }, { "to", to } };

	ck_assert_msg(ask(verb_report, (struct request){ .verb = VERB_REPORT, .name = "relations",
							 .args = args, .nargs = to ? 2 : 1 }) == 0,
		      "%s", book.error.text);
	return answer_table(book.answer, name);
}

/* "0 Top;1 owns Left;": depth, relation, name. */
static const char *told(const struct table *t)
{
	static struct sbuf out; /* kept so that the caller need not free it */

	sbuf_reset(&out);
	for (size_t i = 0; i < t->nrows; i++) {
		struct value words = table_column(t, "relation") < 0 ? VALUE_NONE :
								       table_get(t, i, "relation");
		sbuf_printf(&out, "%d ", (int)table_get(t, i, "depth").i);
		if (words.kind)
			sbuf_printf(&out, "%s ", words.s);
		sbuf_printf(&out, "%s;", table_get(t, i, "name").s);
	}
	return sbuf_text(&out);
}

/* Top with Left and Right below, Leaf below Left. */
static void family(void)
{
	putf(ENTITY_CUSTOMER, "name=Top");
	putf(ENTITY_CUSTOMER, "name=Right\nparent=1");
	putf(ENTITY_CUSTOMER, "name=Left\nparent=1");
	putf(ENTITY_CUSTOMER, "name=Leaf\nparent=3");
}

static void check_figures(const struct table *t, size_t row, int64_t companies, int64_t deals, int64_t open,
			  int64_t won, int64_t own_open)
{
	ck_assert_int_eq(table_get(t, row, "companies").i, companies);
	ck_assert_int_eq(table_get(t, row, "deals").i, deals);
	ck_assert_int_eq(table_get(t, row, "open").i, open);
	ck_assert_int_eq(table_get(t, row, "won").i, won);
	ck_assert_int_eq(table_get(t, row, "own_open").i, own_open);
}

/* Open: Top 100, Left 20 and 5, Leaf 3; won: Leaf 7, Right 50; 10 USD at 2 to the euro are 5 more of Left's.
 * Leaf: 3 open in 1 deal, 7 won. Left: 20 + 5 + 5 = 30 of its own in 3 deals, 33 in 4 with Leaf, 7 won.
 * Right: 50 won. Top: 100 + 33 = 133 in 5 deals, 57 won. */
START_TEST(figures_are_rolled_up)
{
	const struct table *t;

	family();
	putf(ENTITY_RATE, "currency=USD\nday=2026-01-01\nrate=2");
	putf(ENTITY_DEAL, "name=a\ncustomer=1\namount=100");
	putf(ENTITY_DEAL, "name=b\ncustomer=3\namount=20");
	putf(ENTITY_DEAL, "name=c\ncustomer=3\namount=5");
	putf(ENTITY_DEAL, "name=d\ncustomer=3\namount=10\ncurrency=USD");
	putf(ENTITY_DEAL, "name=e\ncustomer=4\namount=3");
	putf(ENTITY_DEAL, "name=f\ncustomer=4\namount=7\nstage=5");
	putf(ENTITY_DEAL, "name=g\ncustomer=2\namount=50\nstage=5");
	for (int asked = 1; asked <= 4; asked++) {
		char of[24];

		snprintf(of, sizeof(of), "customer %d", asked);
		t = relations(of, NULL, "tree");
		ck_assert_str_eq(told(t), "0 Top;1 Left;2 Leaf;1 Right;");
		check_figures(t, 0, 4, 5, 13300, 5700, 10000);
		check_figures(t, 1, 2, 4, 3300, 700, 3000);
		check_figures(t, 2, 1, 1, 300, 700, 300);
		check_figures(t, 3, 1, 0, 0, 5000, 0);
	}
	ck_assert_int_eq(change(CHANGE_REMOVE, ENTITY_CUSTOMER, 4), 0);
	t = relations("customer 1", NULL, "tree");
	check_figures(t, 0, 3, 4, 13000, 5000, 10000);
}
END_TEST

START_TEST(nobody_stands_above_himself)
{
	family();
	ck_refused(put(ENTITY_CUSTOMER, 1, "parent=4"), ERROR_CONFLICT, "Top would stand above itself");
	ck_refused(put(ENTITY_CUSTOMER, 1, "parent=1"), ERROR_USAGE, "cannot belong to itself");
	ck_assert_int_eq(put(ENTITY_CUSTOMER, 2, "parent=4"), 2);
}
END_TEST

static const struct {
	const char *lines, *refusal;
} wrong[] = {
	{ "kind=owns\nto_customer=1", "begins at one" },
	{ "kind=owns\ncustomer=1", "leads to one" },
	{ "kind=owns\ncustomer=1\ncontact=1\nto_customer=2", "begins at one" },
	{ "kind=owns\ncustomer=1\nto_customer=2\nto_user=1", "leads to one" },
	{ "kind=owns\ncustomer=1\nto_customer=1", "between two" },
	{ "kind=owns\ncustomer=1\nto_customer=2\nsince=2026-01-02\nuntil=2026-01-01", "before it began" },
	{ "kind=\ncustomer=1\nto_customer=2", "Relation is missing" },
};

START_TEST(a_relation_is_between_two)
{
	family();
	putf(ENTITY_CONTACT, "name=Kim\ncustomer=1");
	ck_refused(put(ENTITY_RELATION, 0, wrong[_i].lines), ERROR_USAGE, wrong[_i].refusal);
}
END_TEST

START_TEST(what_is_known_without_a_relation_counts)
{
	family();
	putf(ENTITY_CONTACT, "name=Kim\ncustomer=4");
	putf(ENTITY_CUSTOMER, "name=Else");
	putf(ENTITY_ROLES, "contact=1\ncustomer=5\nrole=buyer");
	ck_assert_str_eq(told(relations("contact Kim", NULL, "network")),
			 "0 Kim;1 works for Leaf;2 is owned by Left;1 works for Else;");
	ck_assert_str_eq(told(relations("customer Else", "customer Right", "path")),
			 "0 Else;1 employs Kim;2 works for Leaf;3 is owned by Left;4 is owned by Top;5 owns Right;");
	ck_assert_int_eq(change(CHANGE_REMOVE, ENTITY_CONTACT, 1), 0);
	ck_assert_uint_eq(relations("customer Else", "customer Right", "path")->nrows, 0);
	ck_assert_str_eq(answer_table(book.answer, "path")->note, "no path to Right");
}
END_TEST

START_TEST(what_has_ended_is_shown_and_leads_nowhere)
{
	const struct table *t;

	putf(ENTITY_CUSTOMER, "name=A");
	putf(ENTITY_CUSTOMER, "name=B");
	putf(ENTITY_RELATION, "customer=1\nkind=supplies\nto_customer=2\nstrength=strong\nuntil=2026-11-21");
	t = relations("customer 1", NULL, "network");
	ck_assert_str_eq(told(t), "0 A;1 supplies B;");
	ck_assert_int_eq(t->rows[1].tone, TONE_QUIET);
	ck_assert_str_eq(table_get(t, 1, "strength").s, "strong");
	ck_assert_uint_eq(relations("customer 1", "customer 2", "path")->nrows, 0);
	put(ENTITY_RELATION, 1, "until=2026-11-22");
	t = relations("customer 2", "customer 1", "path");
	ck_assert_str_eq(told(t), "0 B;1 is supplied by A;");
	ck_assert_int_eq(t->rows[1].tone, TONE_PLAIN);
}
END_TEST

START_TEST(merging_leaves_no_tie_to_oneself_and_none_twice)
{
	for (int i = 0; i < 3; i++)
		putf(ENTITY_CUSTOMER, "name=C%d", i);
	putf(ENTITY_RELATION, "customer=1\nkind=owns\nto_customer=2");
	putf(ENTITY_RELATION, "customer=1\nkind=supplies\nto_customer=3");
	putf(ENTITY_RELATION, "customer=2\nkind=supplies\nto_customer=3");
	ck_assert_msg(act("merge", ENTITY_CUSTOMER, 1, "with=2") == 0, "%s", book.error.text);
	ck_assert_int_eq(number("SELECT count(*) FROM relation WHERE removed = 0"), 1);
	ck_assert_ptr_nonnull(strstr(told(relations("customer 1", NULL, "network")), ";1 supplies C2;"));
	ck_assert_uint_eq(answer_table(book.answer, "network")->nrows, 2);
}
END_TEST

START_TEST(senseless_parties_are_refused)
{
	static const char *const of[] = { "deal 1", "17", "", "nobody 1" };

	for (size_t i = 0; i < LENGTH(of); i++) {
		struct named_value arg = { "of", of[i] };
		ck_assert_int_eq(ask(verb_report, (struct request){ .verb = VERB_REPORT,
								    .name = "relations",
								    .args = &arg, .nargs = 1 }), -1);
		ck_assert_int_eq(book.error.kind, ERROR_USAGE);
	}
}
END_TEST

#define PARTIES 24 /* customers, then contacts, then users */

static struct party party_at(int i)
{
	static const enum entity_id sorts[] = { ENTITY_CUSTOMER, ENTITY_CONTACT, ENTITY_USER };

	return (struct party){ entity_at(sorts[i / 8]), i % 8 + 1 };
}

static void tie(int from, int to)
{
	struct party a = party_at(from), b = party_at(to);

	putf(ENTITY_RELATION, "%s=%d\nkind=influences\nto_%s=%d", a.entity->name, (int)a.id, b.entity->name,
	     (int)b.id);
}

static uint32_t drawn(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 16) % below;
}

/* All shortest lengths at once. */
static void floyd_warshall(int d[PARTIES][PARTIES])
{
	for (int k = 0; k < PARTIES; k++)
		for (int i = 0; i < PARTIES; i++)
			for (int j = 0; j < PARTIES; j++)
				if (d[i][k] + d[k][j] < d[i][j])
					d[i][j] = d[i][k] + d[k][j];
}

static void check_walk(int from, int to, int length)
{
	struct party goal = party_at(to);
	struct reach reach = { .depth = 100, .parties = 1000, .goal = &goal };
	struct network n = { 0 };
	int64_t at = network_walk(&n, &book.store, party_at(from), &reach, &book.error);

	ck_assert_int_ge(at, 0);
	if (length >= PARTIES)
		ck_assert_uint_eq((size_t)at, n.n);
	else
		ck_assert_int_eq(n.nodes[at].depth, length);
	for (; length && length < PARTIES; length--) /* the way back has as many steps */
		at = (int64_t)n.nodes[at].from;
	ck_assert(length >= PARTIES || at == 0);
	network_free(&n);
}

START_TEST(paths_are_the_shortest)
{
	int d[PARTIES][PARTIES];
	uint32_t seed = (uint32_t)_i * 77 + 5;

	for (int i = 0; i < 8; i++) {
		putf(ENTITY_CUSTOMER, "name=C%d", i);
		putf(ENTITY_CONTACT, "name=K%d", i);
		if (i)
			putf(ENTITY_USER, "name=U%d", i);
	}
	for (int i = 0; i < PARTIES; i++)
		for (int j = 0; j < PARTIES; j++)
			d[i][j] = i == j ? 0 : PARTIES;
	for (int i = 0; i < 12 + 6 * _i; i++) {
		int a = (int)drawn(&seed, PARTIES), b = (int)drawn(&seed, PARTIES);

		if (a == b)
			continue;
		tie(a, b);
		d[a][b] = d[b][a] = 1;
	}
	floyd_warshall(d);
	for (int i = 0; i < PARTIES; i++)
		for (int j = 0; j < PARTIES; j++)
			check_walk(i, j, d[i][j]);
}
END_TEST

/* A star of 30 arms: a walk with a limit stops there and says so. */
START_TEST(a_walk_ends_at_its_limit)
{
	struct reach reach = { .depth = 5, .parties = 10 };
	struct party hub = { entity_at(ENTITY_CUSTOMER), 1 };
	struct network n = { 0 };

	putf(ENTITY_CUSTOMER, "name=Hub");
	for (int i = 0; i < 30; i++)
		putf(ENTITY_CONTACT, "name=Arm %d\ncustomer=1", i);
	ck_assert_int_ge(network_walk(&n, &book.store, hub, &reach, &book.error), 0);
	ck_assert_uint_eq(n.n, 10);
	ck_assert(n.cut);
	network_free(&n);
	n = (struct network){ 0 };
	reach = (struct reach){ .depth = 0, .parties = 10 };
	ck_assert_int_ge(network_walk(&n, &book.store, hub, &reach, &book.error), 0);
	ck_assert_uint_eq(n.n, 1);
	ck_assert(!n.cut);
	network_free(&n);
}
END_TEST

Suite *relations_suite(void)
{
	Suite *s = suite_create("relations");
	TCase *t = tcase_create("relations");

	tcase_add_checked_fixture(t, book_begin, book_end);
	tcase_add_test(t, figures_are_rolled_up);
	tcase_add_test(t, nobody_stands_above_himself);
	tcase_add_loop_test(t, a_relation_is_between_two, 0, LENGTH(wrong));
	tcase_add_test(t, what_is_known_without_a_relation_counts);
	tcase_add_test(t, what_has_ended_is_shown_and_leads_nowhere);
	tcase_add_test(t, merging_leaves_no_tie_to_oneself_and_none_twice);
	tcase_add_test(t, senseless_parties_are_refused);
	tcase_add_loop_test(t, paths_are_the_shortest, 0, 4);
	tcase_add_test(t, a_walk_ends_at_its_limit);
	suite_add_tcase(s, t);
	return s;
}
