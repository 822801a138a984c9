#include <stdlib.h>

#include "read_suites.h"

int main(void)
{
	SRunner *runner = srunner_create(read_vcard_suite());
	int failed;

	srunner_add_suite(runner, read_sandbox_suite());
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
