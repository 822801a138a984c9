#include <stdlib.h>

#include "model_suites.h"

int main(void)
{
	SRunner *runner = srunner_create(expr_suite());
	int failed;

	srunner_add_suite(runner, calendar_suite());
	srunner_add_suite(runner, calling_suite());
	srunner_add_suite(runner, field_suite());
	srunner_add_suite(runner, money_suite());
	srunner_add_suite(runner, nothing_suite());
	srunner_add_suite(runner, understand_suite());
	srunner_add_suite(runner, value_suite());
	srunner_add_suite(runner, concentration_suite());
	srunner_add_suite(runner, pipeline_suite());
	srunner_add_suite(runner, pyramid_suite());
	srunner_add_suite(runner, rows_of_suite());
	srunner_add_suite(runner, similar_suite());
	srunner_add_suite(runner, card_suite());
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
