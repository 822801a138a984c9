#ifndef TESTS_APP_SUITES_H
#define TESTS_APP_SUITES_H

#include <check.h>

Suite *config_suite(void);
Suite *entities_suite(void);
Suite *forms_suite(void);
Suite *halves_suite(void);
Suite *keys_suite(void);
Suite *lines_suite(void);
Suite *many_suite(void);
Suite *documents_suite(void);
Suite *macro_suite(void);
Suite *mouse_suite(void);
Suite *pictures_suite(void);
Suite *remind_suite(void);
Suite *screens_suite(void);
Suite *work_suite(void);

#endif
