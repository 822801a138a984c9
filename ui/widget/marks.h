/* Records that were marked for the next action: a set of ids. */
#ifndef WIDGET_MARKS_H
#define WIDGET_MARKS_H

#include "base/sbuf.h"

struct marks {
	int64_t *ids; /* ascending */
	size_t n, room;
};

void marks_free(struct marks *m);
void marks_clear(struct marks *m);
bool marks_has(const struct marks *m, int64_t id);
/* Appends a line "mark ID" for each that is kept to the next start. */
void marks_keep(const struct marks *m, struct sbuf *out);
void marks_set(struct marks *m, int64_t id, bool on);
void marks_toggle(struct marks *m, int64_t id);

enum marking { MARKS_SET, MARKS_UNSET, MARKS_TOGGLE };
/* The same for many, in any order, each of which is there once. */
void marks_many(struct marks *m, const int64_t *ids, size_t n, enum marking how);

#endif
