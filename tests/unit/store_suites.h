/* The suites of src/store; store_main.c runs them. */
#ifndef TESTS_STORE_SUITES_H
#define TESTS_STORE_SUITES_H

#include <check.h>

/* Of n random walks a build with sanitizers goes a quarter: it looks at memory, where all walks are alike. */
#ifdef __SANITIZE_ADDRESS__
#define WALKS(n) (((n) + 3) / 4)
#else
#define WALKS(n) (n)
#endif

Suite *act_suite(void);
Suite *attack_suite(void);
Suite *cache_suite(void);
Suite *db_suite(void);
Suite *duplicate_suite(void);
Suite *expr_sql_suite(void);
Suite *fault_suite(void);
Suite *find_suite(void);
Suite *line_suite(void);
Suite *asof_suite(void);
Suite *groups_suite(void);
Suite *lineup_suite(void);
Suite *get_suite(void);
Suite *merge_suite(void);
Suite *place_suite(void);
Suite *recur_suite(void);
Suite *document_suite(void);
Suite *relations_suite(void);
Suite *report_suite(void);
Suite *explain_suite(void);
Suite *length_suite(void);
Suite *expr_named_suite(void);
Suite *rules_suite(void);
Suite *save_suite(void);
Suite *select_suite(void);
Suite *serve_suite(void);
Suite *today_suite(void);
Suite *undo_suite(void);

#endif
