#include <stdlib.h>

#include "base_suites.h"

int main(void)
{
	SRunner *runner = srunner_create(clock_suite());
	int failed;

	srunner_add_suite(runner, date_suite());
	srunner_add_suite(runner, error_suite());
	srunner_add_suite(runner, fold_suite());
	srunner_add_suite(runner, han_suite());
	srunner_add_suite(runner, intl_suite());
	srunner_add_suite(runner, locale_suite());
	srunner_add_suite(runner, idmap_suite());
	srunner_add_suite(runner, map_suite());
	srunner_add_suite(runner, mem_suite());
	srunner_add_suite(runner, number_suite());
	srunner_add_suite(runner, person_suite());
	srunner_add_suite(runner, repeat_suite());
	srunner_add_suite(runner, sbuf_suite());
	srunner_add_suite(runner, search_suite());
	srunner_add_suite(runner, text_suite());
	srunner_add_suite(runner, utf8_suite());
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
