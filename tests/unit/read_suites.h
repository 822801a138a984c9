/* The suites of src/read; read_main.c runs them. */
#ifndef TESTS_READ_SUITES_H
#define TESTS_READ_SUITES_H

#include <check.h>

Suite *read_sandbox_suite(void);
Suite *read_vcard_suite(void);

#endif
