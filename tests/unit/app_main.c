#include "app_suites.h"

#include <stdlib.h>
#include <string.h>

#include "refusing_store.h"

/* It is also the store that it starts when something is to be refused. */
int main(int argc, char **argv)
{
	SRunner *runner;
	int failed;

	if (argc > 4 && !strcmp(argv[1], "--fd"))
		return refusing_store(argv);
	runner = srunner_create(keys_suite());
	srunner_add_suite(runner, config_suite());
	srunner_add_suite(runner, macro_suite());
	srunner_add_suite(runner, mouse_suite());
	srunner_add_suite(runner, work_suite());
	srunner_add_suite(runner, forms_suite());
	srunner_add_suite(runner, halves_suite());
	srunner_add_suite(runner, remind_suite());
	srunner_add_suite(runner, lines_suite());
	srunner_add_suite(runner, many_suite());
	srunner_add_suite(runner, documents_suite());
	srunner_add_suite(runner, entities_suite());
	srunner_add_suite(runner, screens_suite());
	srunner_add_suite(runner, pictures_suite());
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
