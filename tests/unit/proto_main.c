#include <check.h>
#include <stdlib.h>

Suite *message_suite(void);
Suite *wire_suite(void);

int main(void)
{
	SRunner *runner = srunner_create(message_suite());
	int failed;

	srunner_add_suite(runner, wire_suite());
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
