#include <stdio.h>
#include <stdlib.h>

#include "base/base.h"
#include "fault_suites.h"

bool faults_whole(void)
{
	const char *size = getenv("FAULTS");

	return size && !strcmp(size, "whole");
}

void faults_share(int *first, int *of)
{
	const char *share = getenv("FAULTS_SHARE");

	if (!share || sscanf(share, "%d/%d", first, of) != 2 || *first < 1 || *of < *first)
		*first = *of = 1;
}

/* SQLite 3.40 itself leaves 80 bytes when it is refused memory while it closes. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libsqlite3\n";
}

int main(void)
{
	SRunner *runner = srunner_create(io_suite());
	int failed;

	srunner_add_suite(runner, memory_suite());
	srunner_add_suite(runner, power_suite());
	srunner_add_suite(runner, migrate_suite());
	srunner_add_suite(runner, kill_suite());
	srunner_add_suite(runner, walk_suite());
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
