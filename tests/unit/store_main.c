#include <stdlib.h>

#include "store_suites.h"

int main(void)
{
	SRunner *runner = srunner_create(db_suite());
	int failed;

	srunner_add_suite(runner, report_suite());
	srunner_add_suite(runner, explain_suite());
	srunner_add_suite(runner, length_suite());
	srunner_add_suite(runner, expr_named_suite());
	srunner_add_suite(runner, relations_suite());
	srunner_add_suite(runner, document_suite());
	srunner_add_suite(runner, save_suite());
	srunner_add_suite(runner, rules_suite());
	srunner_add_suite(runner, today_suite());
	srunner_add_suite(runner, undo_suite());
	srunner_add_suite(runner, act_suite());
	srunner_add_suite(runner, attack_suite());
	srunner_add_suite(runner, cache_suite());
	srunner_add_suite(runner, duplicate_suite());
	srunner_add_suite(runner, expr_sql_suite());
	srunner_add_suite(runner, fault_suite());
	srunner_add_suite(runner, find_suite());
	srunner_add_suite(runner, line_suite());
	srunner_add_suite(runner, asof_suite());
	srunner_add_suite(runner, groups_suite());
	srunner_add_suite(runner, lineup_suite());
	srunner_add_suite(runner, get_suite());
	srunner_add_suite(runner, merge_suite());
	srunner_add_suite(runner, place_suite());
	srunner_add_suite(runner, recur_suite());
	srunner_add_suite(runner, select_suite());
	srunner_add_suite(runner, serve_suite());
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
