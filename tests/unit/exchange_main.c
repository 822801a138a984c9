#include <stdlib.h>

#include "exchange_suites.h"

int main(void)
{
	SRunner *runner = srunner_create(exchange_formula_suite());
	int failed;

	srunner_add_suite(runner, exchange_card_suite());
	srunner_add_suite(runner, exchange_csv_suite());
	srunner_add_suite(runner, exchange_format_suite());
	srunner_add_suite(runner, exchange_mapping_suite());
	srunner_add_suite(runner, exchange_source_suite());
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
