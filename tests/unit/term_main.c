#include <stdlib.h>

#include "term_suites.h"

int main(void)
{
	SRunner *runner = srunner_create(draw_suite());
	int failed;

	srunner_add_suite(runner, flow_suite());
	srunner_add_suite(runner, grid_suite());
	srunner_add_suite(runner, input_suite());
	srunner_add_suite(runner, key_suite());
	srunner_add_suite(runner, layout_suite());
	srunner_add_suite(runner, script_suite());
	srunner_add_suite(runner, style_suite());
	srunner_add_suite(runner, tty_suite());
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
