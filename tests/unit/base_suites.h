/* The suites of src/base; base_main.c runs them. */
#ifndef TESTS_BASE_SUITES_H
#define TESTS_BASE_SUITES_H

#include <check.h>

Suite *clock_suite(void);
Suite *date_suite(void);
Suite *error_suite(void);
Suite *fold_suite(void);
Suite *han_suite(void);
Suite *idmap_suite(void);
Suite *intl_suite(void);
Suite *locale_suite(void);
Suite *map_suite(void);
Suite *mem_suite(void);
Suite *number_suite(void);
Suite *person_suite(void);
Suite *repeat_suite(void);
Suite *sbuf_suite(void);
Suite *search_suite(void);
Suite *text_suite(void);
Suite *utf8_suite(void);

#endif
