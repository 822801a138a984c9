/* Where a book lives when nobody says. */
#include "config.h"

#include <check.h>
#include <sys/stat.h>
#include <unistd.h>

#include "client/client.h"

Suite *place_suite(void);

static char home[] = "/tmp/rapport-home-XXXXXX";

static void assert_private_folder(const char *below)
{
	char *path = xasprintf("%s%s", home, below);
	struct stat st;

	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert(S_ISDIR(st.st_mode));
	ck_assert_int_eq(st.st_mode & 0777, 0700);
	free(path);
}

static void remove_folder(const char *below)
{
	char *path = xasprintf("%s%s", home, below);

	ck_assert_int_eq(rmdir(path), 0);
	free(path);
}

static void assert_book(const char *below)
{
	char *book = client_default_book(NULL), *path = xasprintf("%s%s", home, below);

	ck_assert_pstr_eq(book, path);
	free(book);
	free(path);
}

START_TEST(places)
{
	struct error e = {0};

	ck_assert_ptr_nonnull(mkdtemp(home));
	setenv("HOME", home, 1);
	setenv("XDG_DATA_HOME", "not/absolute", 1);
	assert_book("/.local/share/rapport/book.db");
	assert_book("/.local/share/rapport/book.db");
	assert_private_folder("/.local/share/rapport");
	setenv("XDG_DATA_HOME", home, 1);
	assert_book("/rapport/book.db");
	assert_private_folder("/rapport");
	remove_folder("/rapport");
	remove_folder("/.local/share/rapport");
	remove_folder("/.local/share");
	remove_folder("/.local");
	setenv("XDG_DATA_HOME", "/dev/null", 1);
	ck_assert_ptr_null(client_default_book(&e));
	ck_assert_int_eq(e.kind, ERROR_FAILED);
	unsetenv("XDG_DATA_HOME");
	unsetenv("HOME");
	ck_assert_ptr_null(client_default_book(&e));
	ck_assert_int_eq(e.kind, ERROR_USAGE);
	remove_folder("");
}
END_TEST

Suite *place_suite(void)
{
	Suite *s = suite_create("place");
	TCase *t = tcase_create("default");

	tcase_add_test(t, places);
	suite_add_tcase(s, t);
	return s;
}
