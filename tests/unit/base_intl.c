/* The language that a client names, with a catalogue of two words. */
#include "base/base.h"
#include "base/intl.h"

#include <check.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base_suites.h"

static char folder[] = "/tmp/rapport-intl-XXXXXX";

/* In the order of their ids. */
static const struct {
	const char *id, *text;
} messages[] = {
	{"", "Content-Type: text/plain; charset=UTF-8\n"},
	{"door\004open", "offen"},
	{"now", "jetzt"},
};

/* The lengths and places of one side of it. */
static void write_pairs(FILE *f, uint32_t at, bool texts)
{
	for (size_t i = 0; i < LENGTH(messages); i++) {
		const char *s = texts ? messages[i].text : messages[i].id;
		const uint32_t pair[] = {(uint32_t)strlen(s), at};

		fwrite(pair, sizeof(pair), 1, f);
		at += pair[0] + 1;
	}
}

/* A catalogue as msgfmt writes it (GNU gettext manual, "The Format of GNU MO Files"). */
static void write_catalogue(const char *language)
{
	const uint32_t n = LENGTH(messages), head = 28, words = head + 2 * n * 8;
	const uint32_t mo[] = {0x950412de, 0, n, head, head + n * 8, 0, 0};
	char *path = xasprintf("%s/%s/LC_MESSAGES/rapport.mo", folder, language);
	char *make = xasprintf("mkdir -p %s/%s/LC_MESSAGES", folder, language);
	uint32_t texts = words;
	FILE *f;

	ck_assert_int_eq(system(make), 0);
	f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	fwrite(mo, sizeof(mo), 1, f);
	for (size_t i = 0; i < n; i++)
		texts += (uint32_t)strlen(messages[i].id) + 1;
	write_pairs(f, words, false);
	write_pairs(f, texts, true);
	for (size_t i = 0; i < n; i++)
		fwrite(messages[i].id, strlen(messages[i].id) + 1, 1, f);
	for (size_t i = 0; i < n; i++)
		fwrite(messages[i].text, strlen(messages[i].text) + 1, 1, f);
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

/* What tells two meanings apart is seen by the translator alone. */
START_TEST(a_word_means_what_its_context_says)
{
	static const char *const marked = NC_("door", "open");

	ck_assert_str_eq(C_("door", "open"), "open");
	ck_assert_str_eq(_(marked), "open");
	intl_language("xx");
	ck_assert_str_eq(C_("door", "open"), "offen");
	ck_assert_str_eq(_(marked), "offen");
	ck_assert_str_eq(intl_english(marked), "open");
	ck_assert_str_eq(_("open"), "open");
	ck_assert_str_eq(C_("shop", "open"), "open");
	ck_assert_str_eq(C_("clock", "now"), "now");
}
END_TEST

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
	tcase_add_test(t, a_word_means_what_its_context_says);
	tcase_add_loop_test(t, what_is_no_language_is_ignored, 0, LENGTH(refused));
	tcase_add_test(t, a_client_names_its_language);
	suite_add_tcase(s, t);
	return s;
}
