/* The whole program on a terminal in memory, with the real store and a small book of its own, on Sunday
 * 2026-11-22 10:00 UTC. */
#ifndef TESTS_APP_FIXTURE_H
#define TESTS_APP_FIXTURE_H

#include <check.h>

#include "app/app.h"
#include "term/script.h"

extern struct app app; /* one test is one process: the fixture makes it, the test uses it */

/* Opens the program on a new and empty book; the next one on the same book. */
void app_start(int w, int h);
void app_restart(void);
/* The same, with a store that refuses what store_refuses says (refusing_store.h). */
void app_start_refusing(int w, int h);
/* The same on a demo of 40 customers, which is always the same: a copy of the one that the case's unchecked
 * fixture made. */
void app_start_demo(int w, int h);
void app_make_demo(void);
void app_drop_demo(void);
/* The person leaves, or the line drops; the book stays. */
void app_stop(void);
/* Stops it when it runs, and takes the book away. */
void app_finish(void);

/* Saves a record from lines "field=value"; a reference by its id. Returns its id. */
int64_t add(enum entity_id e, const char *lines);
/* Whoever runs the test is Ana in the book. */
void be_ana(void);
/* Five customers (plain, umlauts, Chinese, emoji, combining marks), their contacts, deals in every stage
 * and activities late, today and to come. */
void add_book(void);
/* To that book: two customers that are there already. */
void add_twice(void);

/* Keys by name, separated by spaces; characters one after the other; a paste. Each waits until all is
 * answered and drawn. */
void press(const char *names);
void type(const char *text);
void paste(const char *text);
void resize(int w, int h);
void settle(void);
/* What is on the screen as text, in roles, and its line `y`; borrowed until the next call of any. */
const char *shown(void);
const char *roles(void);
const char *line(int y);
/* The message line. */
const char *said(void);
/* The text is as the file has it; RAPPORT_GOLDEN=write writes the file anew, for the eye to judge. */
void ck_golden(const char *file, const char *is);

#define ck_shows(text)                                                                             \
	ck_assert_msg(strstr(shown(), (text)) != NULL, "\"%s\" is not on\n%s", (text), shown())
#define ck_hides(text)                                                                             \
	ck_assert_msg(strstr(shown(), (text)) == NULL, "\"%s\" is on\n%s", (text), shown())
#define ck_says(text)                                                                              \
	ck_assert_msg(strstr(said(), (text)) != NULL, "\"%s\" lacks \"%s\"", said(), (text))

#endif
