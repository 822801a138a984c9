/* What happened around a record, newest first: talks, mails, the walk of its deals, changes. */
#ifndef STORE_TIMELINE_H
#define STORE_TIMELINE_H

#include "store/store.h"

/* The table "timeline": when, at, kind, direction, what, amount, who, duration, pinned. What is pinned stands
 * first. `filter` is one of timeline_part, NULL all. NULL with the error set. */
struct table *timeline_table(struct store *s, const struct entity *e, int64_t id, const char *filter,
			     int64_t offset, int64_t limit, struct error *err);

/* Says of a part of it how many there are of what, and how many the part hides. */
int timeline_say(struct store *s, struct table *t, const struct entity *e, int64_t id, const char *filter,
		 struct error *err);

/* What a transaction changed of a record: "Status prospect → customer, City Köln". Appends to out;
 * *created tells whether it made the record. */
int timeline_changes(struct store *s, const struct entity *e, int64_t id, int64_t txn,
		     struct sbuf *out, bool *created, struct error *err);

#endif
