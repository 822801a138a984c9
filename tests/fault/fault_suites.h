/* Everything that can go wrong under a book, one kind after the other. At its small size in make check;
 * whole, FAULTS=whole, by make faults. */
#ifndef TESTS_FAULT_SUITES_H
#define TESTS_FAULT_SUITES_H

#include <check.h>
#include <stdbool.h>

Suite *io_suite(void);
Suite *walk_suite(void);
Suite *kill_suite(void);
Suite *migrate_suite(void);
Suite *power_suite(void);
Suite *memory_suite(void);

/* Whether everything is to be tried, not a sample. */
bool faults_whole(void);
/* Which share of it: what is tried first, counted from 1, and every how many-th after it. */
void faults_share(int *first, int *of);

#endif
