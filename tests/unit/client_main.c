/* The program is also the store that its tests start: RAPPORT_STORE names it. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "fake_store.h"

Suite *ask_suite(void);
Suite *book_suite(void);
Suite *listen_suite(void);
Suite *place_suite(void);

int main(int argc, char **argv)
{
	SRunner *runner;
	int failed;

	if (argc > 4 && !strcmp(argv[1], "--fd"))
		return fake_store(argv[4]);
	setenv("RAPPORT_STORE", "/proc/self/exe", 1);
	runner = srunner_create(ask_suite());
	srunner_add_suite(runner, book_suite());
	srunner_add_suite(runner, listen_suite());
	srunner_add_suite(runner, place_suite());
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
