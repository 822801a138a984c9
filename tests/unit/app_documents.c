/* Documents come and go a part at a time, while the screen lives on. */
#include "app_fixture.h"
#include "app_suites.h"

#include <stdio.h>
#include <unistd.h>

#define PART  (512 * 1024) /* what goes over the wire at once */
#define PARTS 5

static char path[64];

/* A file of five parts on the disk, and the key before the one that attaches it to a customer. */
static void start(void)
{
	char *part = xcalloc(1, PART);
	FILE *f;

	app_start(100, 24);
	add_book();
	snprintf(path, sizeof(path), "/tmp/rapport-document-%d", (int)getpid());
	f = fopen(path, "w");
	for (int i = 0; i < PARTS; i++)
		fwrite(part, 1, PART, f);
	fclose(f);
	free(part);
	setenv("RAPPORT_OPENER", "true", 1);
	press("2 Enter O Enter");
	ck_shows("file for Müller & Söhne GmbH (at most 50 MB)");
	type(path);
}

static void finish(void)
{
	unlink(path);
	app_finish();
}

static void event_now(struct event ev)
{
	app_event(&app, &ev);
	app_draw(&app);
}

START_TEST(a_large_file_comes_in_parts_and_keys_are_taken_meanwhile)
{
	event_now(key_event(K_ENTER));
	ck_shows("of 2.6 MB · C-c stops");
	ck_hides("attached");
	event_now(key_event('9'));
	settle();
	ck_shows("attached to");
	press("Tab O");
	ck_hides("Nothing opens");
	ck_assert_uint_eq(app.ncopies, 1);
	ck_assert_int_eq(access(app.copies[0], R_OK), 0);
}
END_TEST

START_TEST(it_can_be_stopped)
{
	event_now(key_event(K_ENTER));
	event_now((struct event){.type = EVENT_INTERRUPT});
	settle();
	ck_says("Stopped: the document stays where it was.");
	press("9");
	ck_hides("2621440");
	press("O Enter");
	type(path);
	press("Enter");
	ck_shows("attached to");
}
END_TEST

START_TEST(only_one_is_on_its_way)
{
	event_now(key_event(K_ENTER));
	event_now(key_event('O'));
	event_now(key_event(K_ENTER));
	ck_says("Another document is on its way; C-c stops it.");
	settle();
	ck_shows("attached to");
}
END_TEST

/* The whole size is told with the first part, and refused with it. */
START_TEST(too_large_is_told_before_it_is_read)
{
	press("Esc");
	add(ENTITY_SETTING, "name=document_limit\nvalue=2");
	app_restart();
	press("2 Enter O Enter");
	ck_shows("file for Müller & Söhne GmbH (at most 2 MB)");
	ck_assert_int_eq(truncate(path, 3000000), 0);
	type(path);
	press("Enter");
	ck_shows("has 3 MB, and documents have at most 2");
}
END_TEST

/* Where there are none yet, `a` attaches one as well. */
START_TEST(a_adds_among_the_documents)
{
	press("Esc S-Tab S-Tab a");
	ck_shows("file for Müller & Söhne GmbH (at most 50 MB)");
	type(path);
	press("Enter");
	ck_shows("attached to");
}
END_TEST

Suite *documents_suite(void)
{
	Suite *s = suite_create("documents");
	TCase *t = tcase_create("documents");

	tcase_add_checked_fixture(t, start, finish);
	tcase_add_test(t, a_large_file_comes_in_parts_and_keys_are_taken_meanwhile);
	tcase_add_test(t, it_can_be_stopped);
	tcase_add_test(t, only_one_is_on_its_way);
	tcase_add_test(t, too_large_is_told_before_it_is_read);
	tcase_add_test(t, a_adds_among_the_documents);
	suite_add_tcase(s, t);
	return s;
}
