/* The suites of ui/term; term_main.c runs them. */
#ifndef TESTS_TERM_SUITES_H
#define TESTS_TERM_SUITES_H

#include <check.h>

Suite *draw_suite(void);
Suite *flow_suite(void);
Suite *grid_suite(void);
Suite *input_suite(void);
Suite *key_suite(void);
Suite *layout_suite(void);
Suite *script_suite(void);
Suite *style_suite(void);
Suite *tty_suite(void);

#endif
