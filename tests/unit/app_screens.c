#include "app_fixture.h"
#include "app_suites.h"
Suite *screens_suite(void) { return suite_create("screens"); }
