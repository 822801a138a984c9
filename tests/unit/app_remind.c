/* Reminders: bell, title, and clocks that jump. The clock stands at 2026-11-22 10:00 UTC. */
#include "app_fixture.h"
#include "app_suites.h"

static void begin(void)
{
	app_start(120, 24);
	add(ENTITY_CUSTOMER, "name=Acme");
	add(ENTITY_ACTIVITY, "kind=call\nsubject=offer\ncustomer=1\nstart=2026-11-22T10:30:00Z");
	app_restart();
}

static void pass(int minutes)
{
	app.remind.ahead += minutes * 60;
	app_event(&app, &(struct event){ .type = EVENT_TICK });
	settle();
}

static void set(enum option_id id, const char *value)
{
	struct error e = { 0 };

	ck_assert_int_eq(app_set(&app, option_rows[id].name, value, &e), 0);
}

START_TEST(quiet_unless_wanted)
{
	begin();
	pass(20);
	ck_assert_str_eq(said(), "10:30 call Acme · offer · in 10 min");
	ck_assert_int_eq(script_bells(app.term), 0);
	ck_assert_ptr_null(strstr(script_title(app.term), "10:30"));
	app_finish();
}
END_TEST

START_TEST(bell_and_title_when_wanted)
{
	begin();
	set(OPTION_BELL, "on");
	set(OPTION_TITLE, "on");
	set(OPTION_REMIND, "15");
	pass(14);
	ck_assert_int_eq(script_bells(app.term), 0);
	pass(1);
	ck_assert_int_eq(script_bells(app.term), 1);
	ck_assert_str_eq(script_title(app.term), "10:30 call Acme");
	pass(1);
	ck_assert_int_eq(script_bells(app.term), 1);
	pass(15);
	ck_assert_str_eq(script_title(app.term), "Rapport"); /* it has begun */
	app_finish();
}
END_TEST

START_TEST(a_clock_set_back_tells_nothing_twice)
{
	begin();
	pass(25);
	ck_assert_str_eq(said(), "10:30 call Acme · offer · in 5 min");
	press("j");
	pass(-120);
	ck_assert_str_eq(said(), "");
	pass(120);
	ck_assert_str_eq(said(), "");
	ck_assert_ptr_nonnull(strstr(line(0), "10:30 call Acme"));
	app_finish();
}
END_TEST

START_TEST(another_time_is_another_appointment)
{
	begin();
	pass(25);
	add(ENTITY_ACTIVITY, "kind=call\nsubject=x\nstart=2026-11-22T08:00:00Z"); /* over before we came */
	press("j z");
	type("tomorrow");
	press("Enter");
	ck_assert_ptr_null(strstr(line(0), "10:30"));
	pass(24 * 60);
	ck_assert_ptr_nonnull(strstr(said(), "10:30 call Acme · offer · in 5 min"));
	app_finish();
}
END_TEST

START_TEST(the_loop_wakes_in_time)
{
	begin();
	ck_assert_int_eq(remind_wait(&app), 30000); /* 20 minutes are left, but the machine may sleep */
	app.remind.ahead = 20 * 60 - 7;
	ck_assert_int_eq(remind_wait(&app), 7000);
	set(OPTION_REMIND, "0");
	ck_assert_int_eq(remind_wait(&app), -1);
	app_finish();
}
END_TEST

Suite *remind_suite(void)
{
	Suite *s = suite_create("remind");
	TCase *t = tcase_create("remind");

	tcase_add_test(t, quiet_unless_wanted);
	tcase_add_test(t, bell_and_title_when_wanted);
	tcase_add_test(t, a_clock_set_back_tells_nothing_twice);
	tcase_add_test(t, another_time_is_another_appointment);
	tcase_add_test(t, the_loop_wakes_in_time);
	suite_add_tcase(s, t);
	return s;
}
