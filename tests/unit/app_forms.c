#include "app_fixture.h"
#include "app_suites.h"
Suite *forms_suite(void) { return suite_create("forms"); }
