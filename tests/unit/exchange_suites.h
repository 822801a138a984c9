/* The suites of src/exchange; exchange_main.c runs them. */
#ifndef TESTS_EXCHANGE_SUITES_H
#define TESTS_EXCHANGE_SUITES_H

#include <check.h>

Suite *exchange_card_suite(void);
Suite *exchange_csv_suite(void);
Suite *exchange_format_suite(void);
Suite *exchange_formula_suite(void);
Suite *exchange_mapping_suite(void);
Suite *exchange_source_suite(void);

#endif
