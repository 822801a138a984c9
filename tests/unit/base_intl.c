/* The language that a client names, with a catalogue of two words. */
#include "base/base.h"
#include "base/intl.h"

#include <check.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base_suites.h"

static char folder[] = "/tmp/rapport-intl-XXXXXX";

/* A catalogue as msgfmt writes it (GNU gettext manual, "The Format of GNU MO Files"): its header and one
 * message. */
static void write_catalogue(const char *language)
{
	static const char ids[] = "\0now", texts[] = "Content-Type: text/plain; charset=UTF-8\n\0jetzt";
	const uint32_t head = 28, pairs = head + 2 * 8, words = pairs + 2 * 8;
	const uint32_t mo[] = {0x950412de, 0, 2, head, pairs, 0, 0,
			       0, words, 3, words + 1,
			       sizeof(texts) - 7, words + sizeof(ids), 5, words + sizeof(ids) + sizeof(texts) - 6};
	char *path = xasprintf("%s/%s/LC_MESSAGES/rapport.mo", folder, language);
	char *make = xasprintf("mkdir -p %s/%s/LC_MESSAGES", folder, language);
	FILE *f;

	ck_assert_int_eq(system(make), 0);
	f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	fwrite(mo, sizeof(mo), 1, f);
	fwrite(ids, sizeof(ids), 1, f);
	fwrite(texts, sizeof(texts), 1, f);
	ck_assert_int_eq(fclose(f), 0);
	free(make);
	free(path);
}

static void setup(void)
{
	ck_assert_ptr_nonnull(mkdtemp(folder));
	write_catalogue("xx");
	write_catalogue("xx_YY");
	setenv("RAPPORT_LOCALE", folder, 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	unsetenv("LANGUAGE");
	intl_begin();
}

static void teardown(void)
{
	char *command = xasprintf("rm -r %s", folder);

	ck_assert_int_eq(system(command), 0);
	free(command);
}

START_TEST(a_named_language_is_spoken)
{
	ck_assert_str_eq(_("now"), "now");
	intl_language("xx");
	ck_assert_str_eq(_("now"), "jetzt");
	intl_language("C");
	ck_assert_str_eq(_("now"), "now");
	intl_language("xx_YY.UTF-8");
	ck_assert_str_eq(_("now"), "jetzt");
}
END_TEST

/* These would be parts of a path, or are no names. */
static const char *const refused[] = {
    "", "../xx", "xx/", "/xx", "..", ".xx", "x x", "xx:yy", "\xc3\xa4", "%s", "xx_YY.abcdefghijklmnopqrstuvwxyz0",
};

START_TEST(what_is_no_language_is_ignored)
{
	intl_language("xx");
	intl_language(refused[_i]);
	ck_assert_str_eq(_("now"), "jetzt");
	ck_assert_str_eq(getenv("LANGUAGE"), "xx");
	intl_language(NULL);
	ck_assert_str_eq(getenv("LANGUAGE"), "xx");
}
END_TEST

/* What a client says of itself: the first language of its list, else its locale. */
START_TEST(a_client_names_its_language)
{
	ck_assert_str_eq(intl_language_name(), "C.UTF-8");
	setenv("LANGUAGE", "xx:de", 1);
	ck_assert_str_eq(intl_language_name(), "xx");
	setenv("LANGUAGE", "", 1);
	ck_assert_str_eq(intl_language_name(), "C.UTF-8");
}
END_TEST

Suite *intl_suite(void)
{
	Suite *s = suite_create("intl");
	TCase *t = tcase_create("language");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_named_language_is_spoken);
	tcase_add_loop_test(t, what_is_no_language_is_ignored, 0, LENGTH(refused));
	tcase_add_test(t, a_client_names_its_language);
	suite_add_tcase(s, t);
	return s;
}
