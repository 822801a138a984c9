#ifndef TESTS_WIDGET_SUITES_H
#define TESTS_WIDGET_SUITES_H

#include <check.h>

Suite *board_suite(void);
Suite *chart_suite(void);
Suite *editor_suite(void);
Suite *facts_suite(void);
Suite *list_suite(void);
Suite *offers_suite(void);
Suite *qr_suite(void);
Suite *rows_suite(void);
Suite *sections_suite(void);

#endif
