#include "app_fixture.h"
#include "app_suites.h"
Suite *work_suite(void) { return suite_create("work"); }
