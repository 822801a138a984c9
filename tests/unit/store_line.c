/* A line written down: what it changes, that it is one step, what it refuses. The stages are those of a new
 * book: Qualify, Proposal, Negotiation, Commit, Won, Lost. */
#include "book_fixture.h"
#include "store/db_private.h"
#include "store_suites.h"

static int64_t acme, wang, li, restock;

static void setup(void)
{
	char text[120];

	book_begin();
	acme = put(ENTITY_CUSTOMER, 0, "name=华星贸易");
	snprintf(text, sizeof(text), "name=王小明\ncustomer=%lld", (long long)acme);
	wang = put(ENTITY_CONTACT, 0, text);
	snprintf(text, sizeof(text), "name=李红\ncustomer=%lld", (long long)acme);
	li = put(ENTITY_CONTACT, 0, text);
	snprintf(text, sizeof(text), "name=Restock\ncustomer=%lld\nstage=2\namount=84000", (long long)acme);
	restock = put(ENTITY_DEAL, 0, text);
}

static int64_t last_activity(void)
{
	return number("SELECT max(id) FROM activity WHERE removed = 0");
}

static int write_line(const char *line, const char *entity, int64_t id)
{
	char on[40];
	struct named_value args[2] = { { "line", line }, { "on", on } };

	snprintf(on, sizeof(on), "%s %lld", entity, (long long)id);
	return ask(verb_act, (struct request){ .name = "activity.line", .args = args, .nargs = id ? 2 : 1 });
}

#define ck_ref(e, id, field, to) ck_assert_int_eq(strtoll(column((e), (id), (field)), NULL, 10), (to))

static void check_issue_line(const char *subject)
{
	int64_t next = last_activity(), done = next - 1;

	ck_column(ENTITY_DEAL, restock, "amount", "1200000");
	ck_column(ENTITY_DEAL, restock, "close", "2026-11-27");
	ck_column(ENTITY_ACTIVITY, done, "kind", "call");
	ck_column(ENTITY_ACTIVITY, done, "direction", "out");
	ck_column(ENTITY_ACTIVITY, done, "subject", subject);
	ck_column(ENTITY_ACTIVITY, done, "done", "2026-11-22T10:00:00Z");
	ck_ref(ENTITY_ACTIVITY, done, "contact", wang);
	ck_ref(ENTITY_ACTIVITY, done, "customer", acme);
	ck_ref(ENTITY_ACTIVITY, done, "deal", restock);
	ck_column(ENTITY_ACTIVITY, next, "kind", "call");
	ck_column(ENTITY_ACTIVITY, next, "due", "2026-11-24");
	ck_column(ENTITY_ACTIVITY, next, "start", "2026-11-24T10:00:00Z");
	ck_column(ENTITY_ACTIVITY, next, "done", "");
	ck_ref(ENTITY_ACTIVITY, next, "contact", wang);
}

START_TEST(the_line_is_one_step_and_one_undo)
{
	int64_t steps = number("SELECT count(*) FROM txn");

	ck_assert_msg(write_line("call Wang wants 12k by fri, next call tue 10, > negotiation", "customer", acme) == 0,
		      "%s", book.error.text);
	check_issue_line("wants 12k by fri");
	ck_column(ENTITY_DEAL, restock, "stage", "3");
	ck_assert_int_eq(number("SELECT count(*) FROM txn"), steps + 1);
	ck_assert_int_eq(ask(verb_undo, (struct request){ 0 }), 0);
	ck_column(ENTITY_DEAL, restock, "amount", "8400000");
	ck_column(ENTITY_DEAL, restock, "close", "");
	ck_column(ENTITY_DEAL, restock, "stage", "2");
	ck_assert_int_eq(number("SELECT count(*) FROM activity WHERE removed = 0"), 0);
	ck_column(ENTITY_CUSTOMER, acme, "last_contact", "");
}
END_TEST

START_TEST(the_same_in_chinese_without_a_record)
{
	ck_assert_msg(write_line("电话 王总 要12k周五前 下周二10点再打", "customer", 0) == 0, "%s", book.error.text);
	check_issue_line("要12k周五前");
}
END_TEST

static const struct {
	const char *line, *entity;
	int64_t *on;
	const char *word;
} refused[] = {
	{ "call 12k", "customer", NULL, "Who is it about?" },
	{ ",,", "customer", &acme, "Nothing was understood" },
	{ "offer 1,200", "deal", &restock, "1200 EUR (€1,200); 1.2 EUR (€1.20)" },
	{ "call, next call 3/4", "customer", &acme, "2027-04-03 (Sat 2027-04-03)" },
	{ "> nowhere", "deal", &restock, "Which stage is it?" },
	{ "hello", "horse", &acme, "is no record" },
};

START_TEST(the_next_step_lasts_as_long_as_was_said)
{
	ck_assert_msg(!write_line("call 10 min, next call fri 9-11", "customer", acme), "%s", book.error.text);
	ck_assert_int_eq(number("SELECT duration FROM activity WHERE done IS NOT NULL"), 10);
	ck_assert_int_eq(number("SELECT duration FROM activity WHERE done IS NULL"), 120);
}
END_TEST

/* From Friday 27 November on; one undo takes the whole series. */
START_TEST(what_comes_again_is_a_series)
{
	setenv("RAPPORT_READ", "./rapport-read", 1); /* make check runs where it was built */
	ck_assert_msg(!write_line("meeting every 2 weeks on fri 9-10", "customer", acme), "%s", book.error.text);
	ck_assert_int_eq(number("SELECT count(*) FROM activity WHERE start = '2026-11-27T09:00:00Z' AND duration = 60"), 1);
	ck_assert_int_eq(number("SELECT count(*) FROM activity WHERE start = '2026-12-11T09:00:00Z' AND duration = 60"), 1);
	ck_assert_int_eq(number("SELECT count(*) FROM activity WHERE start LIKE '2026-12-04%'"), 0);
	ck_assert_int_eq(ask(verb_undo, (struct request){ 0 }), 0);
	ck_assert_int_eq(number("SELECT count(*) FROM activity WHERE removed = 0"), 0);
}
END_TEST

START_TEST(what_is_asked_is_not_done)
{
	int rc = write_line(refused[_i].line, refused[_i].entity, refused[_i].on ? *refused[_i].on : 0);

	ck_refused(rc, ERROR_USAGE, refused[_i].word);
	ck_assert_int_eq(number("SELECT count(*) FROM activity"), 0);
	ck_column(ENTITY_DEAL, restock, "amount", "8400000");
}
END_TEST

START_TEST(with_two_open_deals_it_is_asked_which)
{
	char text[80];
	int64_t second;

	snprintf(text, sizeof(text), "name=Service\ncustomer=%lld", (long long)acme);
	second = put(ENTITY_DEAL, 0, text);
	ck_refused(write_line("wants 12k", "customer", acme), ERROR_USAGE, "Which deal is it?");
	snprintf(text, sizeof(text), "wants 12k deal:%lld", (long long)second);
	ck_assert_int_eq(write_line(text, "customer", acme), 0);
	ck_column(ENTITY_DEAL, second, "amount", "1200000");
	ck_column(ENTITY_DEAL, restock, "amount", "8400000");
	ck_assert_int_eq(write_line("wants 7k for ovens deal:new", "customer", acme), 0);
	ck_column(ENTITY_DEAL, second + 1, "name", "wants 7k for ovens");
	ck_column(ENTITY_DEAL, second + 1, "amount", "700000");
	ck_ref(ENTITY_DEAL, second + 1, "customer", acme);
}
END_TEST

START_TEST(two_of_a_name_are_asked_and_the_whole_name_is_one)
{
	char text[80];

	snprintf(text, sizeof(text), "name=王小\ncustomer=%lld", (long long)acme);
	put(ENTITY_CONTACT, 0, text);
	ck_refused(write_line("电话 王总", "customer", acme), ERROR_USAGE, "Who is meant?");
	ck_assert_int_eq(write_line("电话 王小明", "customer", acme), 0);
	ck_ref(ENTITY_ACTIVITY, last_activity(), "contact", wang);
	snprintf(text, sizeof(text), "call contact:%lld", (long long)li);
	ck_assert_int_eq(write_line(text, "customer", acme), 0);
	ck_ref(ENTITY_ACTIVITY, last_activity(), "contact", li);
	ck_column(ENTITY_ACTIVITY, last_activity(), "subject", "call");
}
END_TEST

START_TEST(what_is_planned_is_open)
{
	ck_assert_int_eq(write_line("visit 王小明 fri 14h", "customer", acme), 0);
	ck_column(ENTITY_ACTIVITY, last_activity(), "done", "");
	ck_column(ENTITY_ACTIVITY, last_activity(), "due", "2026-11-27");
	ck_column(ENTITY_ACTIVITY, last_activity(), "start", "2026-11-27T14:00:00Z");
	ck_assert_int_eq(write_line("visit yesterday 10:30 for 45 min", "contact", wang), 0);
	ck_column(ENTITY_ACTIVITY, last_activity(), "done", "2026-11-21T11:15:00Z");
	ck_column(ENTITY_ACTIVITY, last_activity(), "duration", "45");
	ck_ref(ENTITY_ACTIVITY, last_activity(), "contact", wang);
}
END_TEST

START_TEST(a_deal_is_lost_with_its_reason_and_a_closed_one_is_not_moved)
{
	ck_assert_int_eq(write_line("> lost price", "deal", restock), 0);
	ck_column(ENTITY_DEAL, restock, "state", "lost");
	ck_column(ENTITY_DEAL, restock, "loss_reason", "price");
	ck_assert_int_eq(number("SELECT count(*) FROM activity"), 0);
	ck_refused(write_line("> commit", "deal", restock), ERROR_CONFLICT, "the deal is closed");
}
END_TEST

START_TEST(a_bare_amount_is_in_the_deals_currency)
{
	char text[120];
	int64_t deal;

	snprintf(text, sizeof(text), "name=Tokyo\ncustomer=%lld\ncurrency=JPY\namount=500", (long long)acme);
	deal = put(ENTITY_DEAL, 0, text);
	snprintf(text, sizeof(text), "wants 12k deal:%lld", (long long)deal);
	ck_assert_int_eq(write_line(text, "customer", acme), 0);
	ck_column(ENTITY_DEAL, deal, "amount", "12000");
	ck_column(ENTITY_DEAL, deal, "currency", "JPY");
}
END_TEST

START_TEST(a_long_line_is_a_note)
{
	char line[300];

	memset(line, 'x', sizeof(line) - 1);
	line[sizeof(line) - 1] = '\0';
	ck_assert_int_eq(write_line(line, "customer", acme), 0);
	ck_assert_uint_eq(strlen(column(ENTITY_ACTIVITY, last_activity(), "subject")), 120);
	ck_assert_str_eq(column(ENTITY_ACTIVITY, last_activity(), "note"), line);
}
END_TEST

START_TEST(what_was_understood_comes_part_by_part)
{
	const struct table *t;

	ck_assert_int_eq(ask(verb_understand, (struct request){ .words = "call Wang 1,200", .entity = entity_at(ENTITY_CUSTOMER),
								.id = acme }), 0);
	t = answer_table(book.answer, "understood");
	ck_assert_str_eq(table_get(t, 0, "part").s, "kind");
	ck_assert_str_eq(table_get(t, 2, "shown").s, "王小明 · 华星贸易");
	ck_assert_int_eq(table_get(t, 2, "from").i, 5);
	ck_assert_int_eq(table_get(t, 2, "to").i, 9);
	ck_assert_int_eq(number("SELECT count(*) FROM activity"), 0);
}
END_TEST

/* A book has a million of them, and a line is read at each key. */
START_TEST(not_all_activities_are_read)
{
	int64_t of_activities = 0, read = 0;

	ck_assert_int_eq(write_line("call Wang, next call tue 10", "customer", acme), 0);
	ck_assert_int_eq(ask(verb_understand, (struct request){ .words = "call Wang" }), 0);
	for (sqlite3_stmt *q = NULL; (q = sqlite3_next_stmt(book.store.db->handle, q));) {
		if (!strstr(sqlite3_sql(q), "FROM activity"))
			continue;
		of_activities++;
		read += sqlite3_stmt_status(q, SQLITE_STMTSTATUS_FULLSCAN_STEP, 0);
	}
	ck_assert_int_gt(of_activities, 0);
	ck_assert_int_eq(read, 0);
}
END_TEST

Suite *line_suite(void)
{
	Suite *s = suite_create("line");
	TCase *t = tcase_create("line");

	tcase_add_checked_fixture(t, setup, book_end);
	tcase_add_test(t, the_line_is_one_step_and_one_undo);
	tcase_add_test(t, the_same_in_chinese_without_a_record);
	tcase_add_test(t, the_next_step_lasts_as_long_as_was_said);
	tcase_add_test(t, what_comes_again_is_a_series);
	tcase_add_loop_test(t, what_is_asked_is_not_done, 0, (int)LENGTH(refused));
	tcase_add_test(t, with_two_open_deals_it_is_asked_which);
	tcase_add_test(t, two_of_a_name_are_asked_and_the_whole_name_is_one);
	tcase_add_test(t, what_is_planned_is_open);
	tcase_add_test(t, a_deal_is_lost_with_its_reason_and_a_closed_one_is_not_moved);
	tcase_add_test(t, a_bare_amount_is_in_the_deals_currency);
	tcase_add_test(t, a_long_line_is_a_note);
	tcase_add_test(t, what_was_understood_comes_part_by_part);
	tcase_add_test(t, not_all_activities_are_read);
	suite_add_tcase(s, t);
	return s;
}
