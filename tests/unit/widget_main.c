#include <stdlib.h>

#include "widget_suites.h"

int main(void)
{
	SRunner *runner = srunner_create(chart_suite());
	int failed;

	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
