/* Tables made of words, and a grid that can be read. */
#ifndef TESTS_WIDGET_FIXTURE_H
#define TESTS_WIDGET_FIXTURE_H

#include <check.h>

#include "widget/rows.h"

/* "name:10 amount:8!" -> two columns, the second one money; rows "1 a|200", ids first. Cells split at '|';
 * an empty one is NULL. Rows end at NULL. */
struct table *words_table(const char *name, const char *columns, const char *const *rows);
/* A window of rows n .. n + count - 1 out of `total`, each with id 1000 + its number. */
struct table *window_table(int64_t offset, size_t count, int64_t total);
/* What the grid shows, and in which roles. Borrowed until the next call. */
const char *grid_text(const struct grid *g);
const char *grid_roles(const struct grid *g);

#endif
