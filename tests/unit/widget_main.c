#include "widget_suites.h"

#include <stdlib.h>

int main(void)
{
	SRunner *runner = srunner_create(list_suite());
	int failed;

	srunner_add_suite(runner, board_suite());
	srunner_add_suite(runner, chart_suite());
	srunner_add_suite(runner, editor_suite());
	srunner_add_suite(runner, facts_suite());
	srunner_add_suite(runner, offers_suite());
	srunner_add_suite(runner, qr_suite());
	srunner_add_suite(runner, rows_suite());
	srunner_add_suite(runner, sections_suite());
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
