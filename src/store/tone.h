/* What a record's row wants to say besides its words. */
#ifndef STORE_TONE_H
#define STORE_TONE_H

#include "store/store.h"

/* Appends an expression that gives the enum tone of a row of `alias`: a deal won is good, lost quiet,
 * late danger, rotting attention; an activity done is quiet, late danger, due today attention. */
void tone_sql(const struct store *s, struct sbuf *sql, const struct entity *e, const char *alias);

/* Appends conditions over an activity that is not done: due from a day up to but not including another;
 * late; due today. One without a due day goes by the day it starts. */
void tone_between_sql(struct sbuf *sql, const char *alias, date_t from, date_t to);
void tone_late_sql(const struct store *s, struct sbuf *sql, const char *alias);
void tone_today_sql(const struct store *s, struct sbuf *sql, const char *alias);

#endif
