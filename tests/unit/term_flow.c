#include "term/flow.h"

#include "term_suites.h"

START_TEST(who_never_answers_is_never_waited_for)
{
	struct flow f = {0};

	for (int i = 0; i < 100; i++)
		flow_sent(&f, 5000, i);
	ck_assert(!flow_behind(&f, 100));
}
END_TEST

START_TEST(a_large_frame_is_waited_for)
{
	struct flow f = {.answers = true};

	flow_sent(&f, FLOW_SMALL + 1, 0);
	ck_assert(flow_behind(&f, 1));
	flow_arrived(&f, 2);
	ck_assert(!flow_behind(&f, 3));
}
END_TEST

START_TEST(letters_follow_one_another)
{
	struct flow f = {.answers = true};

	flow_sent(&f, FLOW_SMALL / 4, 0);
	flow_sent(&f, FLOW_SMALL / 4, 1);
	ck_assert(!flow_behind(&f, 2));
	flow_sent(&f, FLOW_SMALL, 2); /* together they are more than the line should hold */
	ck_assert(flow_behind(&f, 3));
	flow_arrived(&f, 4);
	ck_assert(flow_behind(&f, 4));
	flow_arrived(&f, 5);
	ck_assert(!flow_behind(&f, 5)); /* the oldest arrive first: FLOW_SMALL are left */
}
END_TEST

START_TEST(many_small_frames_are_a_large_one)
{
	struct flow f = {.answers = true};

	for (int i = 0; i < FLOW_FRAMES; i++) {
		ck_assert(!flow_behind(&f, 0));
		flow_sent(&f, 1, 0);
	}
	ck_assert(flow_behind(&f, 0));
	flow_sent(&f, 1, 0); /* drawn all the same: more than it counts one by one */
	flow_arrived(&f, 0);
	ck_assert(!flow_behind(&f, 0));
}
END_TEST

START_TEST(an_answer_that_was_lost_stops_nobody_for_ever)
{
	struct flow f = {.answers = true};

	flow_sent(&f, 5000, 1000);
	ck_assert(flow_behind(&f, 1000 + FLOW_GIVEUP - 1));
	ck_assert(!flow_behind(&f, 1000 + FLOW_GIVEUP));
	flow_forget(&f);
	ck_assert(!flow_behind(&f, 1000));
	flow_arrived(&f, 1001); /* one that nobody waits for any more */
	ck_assert(!flow_behind(&f, 1001));
}
END_TEST

Suite *flow_suite(void)
{
	Suite *s = suite_create("flow");
	TCase *c = tcase_create("flow");

	tcase_add_test(c, who_never_answers_is_never_waited_for);
	tcase_add_test(c, a_large_frame_is_waited_for);
	tcase_add_test(c, letters_follow_one_another);
	tcase_add_test(c, many_small_frames_are_a_large_one);
	tcase_add_test(c, an_answer_that_was_lost_stops_nobody_for_ever);
	suite_add_tcase(s, c);
	return s;
}
