/* The suites of src/model; model_main.c runs them. */
#ifndef TESTS_MODEL_SUITES_H
#define TESTS_MODEL_SUITES_H

#include <check.h>

Suite *card_suite(void);
Suite *calendar_suite(void);
Suite *calling_suite(void);
Suite *concentration_suite(void);
Suite *expr_suite(void);
Suite *rows_of_suite(void);
Suite *field_suite(void);
Suite *money_suite(void);
Suite *nothing_suite(void);
Suite *pipeline_suite(void);
Suite *pyramid_suite(void);
Suite *similar_suite(void);
Suite *understand_suite(void);
Suite *value_suite(void);

#endif
