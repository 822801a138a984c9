/* A line that tells what happened (model/understand.h), understood in this book. */
#ifndef STORE_LINE_H
#define STORE_LINE_H

#include "model/understand.h"
#include "store/store.h"

/* Makes ready what looking for names needs, before a snapshot or transaction begins. */
void line_prepare(struct store *s);
/* Understands the line for the record it is about (NULL and 0: none that is known): a customer, contact, deal
 * or activity. Texts live in the arena. 0, or -1 with the error set. */
int line_read(struct store *s, const char *words, const struct entity *about, int64_t id, struct arena *a,
	      struct said *said, struct error *e);
/* Asks for the stage that the line moves a deal to when the deal lacks what the stage asks for, and neither the line
 * nor the request's arguments, which are fields of the deal, tell it. */
int line_lacks(struct store *s, const struct request *r, struct arena *a, struct said *said, struct error *e);

#endif
