/* The suites of src/exchange; exchange_main.c runs them. */
#ifndef TESTS_EXCHANGE_SUITES_H
#define TESTS_EXCHANGE_SUITES_H

#include <check.h>

Suite *exchange_formula_suite(void);

#endif
