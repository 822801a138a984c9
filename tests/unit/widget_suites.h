/* The suites of ui/widget; widget_main.c runs them. */
#ifndef TESTS_WIDGET_SUITES_H
#define TESTS_WIDGET_SUITES_H

#include <check.h>

Suite *chart_suite(void);

#endif
